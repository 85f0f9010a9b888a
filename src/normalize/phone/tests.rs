use super::*;

#[track_caller]
fn check(raw: &str, region: Option<&str>, wanted: Option<&str>) {
    let found = find(raw, region);
    assert_eq!(found.as_ref().map(Phone::as_str), wanted, "{raw:?} in {region:?}");
    if let Some(phone) = found {
        assert_eq!(find(phone.as_str(), None), Some(phone.clone()), "{raw:?} again");
        assert_eq!(find(phone.as_str(), Some("DE")), Some(phone), "{raw:?} again elsewhere");
    }
}

#[test]
fn international_numbers_need_no_region() {
    for (raw, number) in [
        ("+61 400 000 000", "+61400000000"),
        ("+61400000000", "+61400000000"),
        ("(+61) 400 000 000", "+61400000000"),
        ("+61 (0) 400 000 000", "+61400000000"),
        ("+61-400-000-000", "+61400000000"),
        ("+61.400.000.000", "+61400000000"),
        ("＋61 400 000 000", "+61400000000"),
        ("tel:+61400000000", "+61400000000"),
        ("tel:+61-400-000-000", "+61400000000"),
        ("Tel. +61 400 000 000", "+61400000000"),
        ("0061 400 000 000", "+61400000000"),
        ("011 61 400 000 000", "+61400000000"),
        ("p:+14253030114", "+14253030114"),
        ("'+14253030114", "+14253030114"),
        ("\u{202A}+1 425\u{2011}303\u{2011}0114\u{202C}", "+14253030114"),
        ("+1 (425) 303-0114", "+14253030114"),
        ("+44 (0)20 7946 0958", "+442079460958"),
        ("+39 06 698 82", "+390669882"),
        ("+49 (0) 30 / 12 34 56-7", "+49301234567"),
        ("https://wa.me/61400000000", "+61400000000"),
        ("https://api.whatsapp.com/send?phone=61400000000", "+61400000000"),
        ("+800 1234 5678", "+80012345678"),
        ("+52 1 55 1234 5678", "+525512345678"),
        ("tel:0400000000;phone-context=+61", "+61400000000"),
        ("٠٠٦١ ٤٠٠ ٠٠٠ ٠٠٠", "+61400000000"),
        ("᠐᠐᠖᠑ ᠔᠐᠐ ᠐᠐᠐ ᠐᠐᠐", "+61400000000"),
        ("+61·400·000·000", "+61400000000"),
        ("tel:%2B61400000000", "+61400000000"),
        ("+61&nbsp;400&nbsp;000&nbsp;000", "+61400000000"),
        ("\\u002B61400000000", "+61400000000"),
        ("+61400000000.0", "+61400000000"),
        ("tel:0400000000;isub=12;phone-context=+61;a=%A1", "+61400000000"),
        ("https://wa.me/+61400000000?text=Hello%20123", "+61400000000"),
        ("whatsapp://send?phone=61400000000", "+61400000000"),
        ("viber://chat?number=%2B61400000000", "+61400000000"),
        ("61400000000@c.us", "+61400000000"),
        ("61400000000@s.whatsapp.net", "+61400000000"),
    ] {
        check(raw, None, Some(number));
    }
}

#[test]
fn national_numbers_are_read_by_their_regions_plan() {
    for (raw, region, number) in [
        ("425-303-0114", "US", "+14253030114"),
        ("(425) 303 0114", "us", "+14253030114"),
        ("1-425-303-0114", "US", "+14253030114"),
        ("14253030114", "US", "+14253030114"),
        ("4253030114.0", "US", "+14253030114"),
        ("0400 000 000", "AU", "+61400000000"),
        ("61400000000", "AU", "+61400000000"),
        ("(02) 9374 4000", "AU", "+61293744000"),
        ("020 7946 0958", "GB", "+442079460958"),
        ("020 7946 0958", "UK", "+442079460958"),
        ("030/1234567", "DE", "+49301234567"),
        ("01 42 68 53 00", "FR", "+33142685300"),
        ("06 698 82", "IT", "+390669882"),
        ("090-1234-5678", "JP", "+819012345678"),
        ("138 0013 8000", "CN", "+8613800138000"),
        ("(11) 96123-4567", "BR", "+5511961234567"),
        ("00 44 20 7946 0958", "FR", "+442079460958"),
        ("00442079460958", "US", "+442079460958"),
        ("+020 7946 0958", "GB", "+442079460958"),
        ("+61 400 000 000", "US", "+61400000000"),
    ] {
        check(raw, Some(region), Some(number));
    }
}

#[test]
fn extensions_are_kept() {
    for (raw, number) in [
        ("+46 8 465 004 22 ankn. 6", "+46846500422;ext=6"),
        ("+972 2 123 4567 שלוחה 4", "+97221234567;ext=4"),
        ("425-303-0114 local 12", "+14253030114;ext=12"),
        ("425-303-0114 x12", "+14253030114;ext=12"),
        ("425-303-0114 ext. 12", "+14253030114;ext=12"),
        ("425-303-0114, ext 12", "+14253030114;ext=12"),
        ("425-303-0114 Extension: 1234", "+14253030114;ext=1234"),
        ("425-303-0114 (ext. 12)", "+14253030114;ext=12"),
        ("425-303-0114 #12", "+14253030114;ext=12"),
        ("+14253030114;ext=12", "+14253030114;ext=12"),
        ("tel:+1-425-303-0114;ext=12", "+14253030114;ext=12"),
        ("425-303-0114x12", "+14253030114;ext=12"),
        ("+49 30 1234567 Durchwahl 12", "+49301234567;ext=12"),
        ("+7 495 123-45-67 доб. 12", "+74951234567;ext=12"),
        ("+1 425-303-0114 xtn:12", "+14253030114;ext=12"),
        ("+1 425-303-0114,,12#", "+14253030114;ext=12"),
        ("+1 425-303-0114 extensio\u{301}n 123456789", "+14253030114;ext=123456789"),
        ("+31 20 123 4567 doorkiesnummer 12", "+31201234567;ext=12"),
        ("+49 30 1234567 Durchwahl -0", "+49301234567;ext=0"),
        ("+86 10 6552 9988 转 8001", "+861065529988;ext=8001"),
        ("+86 10-65529988-8001", "+861065529988;ext=8001"),
        ("425-303-0114 x 1234567890", "+14253030114"),
        ("425-303-0114-12", "+14253030114"),
    ] {
        check(raw, Some("US"), Some(number));
    }
    let phone = find("425-303-0114 x12", Some("US")).unwrap();
    assert_eq!((phone.e164(), phone.extension()), ("+14253030114", Some("12")));
}

#[test]
fn the_best_of_several_is_chosen() {
    for (raw, number) in [
        ("02 9374 4000, 0400 000 000", "+61400000000"),
        ("02 9374 4000 / 0400 000 000", "+61400000000"),
        ("02 9374 4000/0400 000 000", "+61400000000"),
        ("02 9374 4000 0400 000 000", "+61400000000"),
        ("02 9374 4000; 0400 000 000", "+61400000000"),
        ("Office: 02 9374 4000 Mobile: 0400 000 000", "+61400000000"),
        ("+61 2 9374 4000 +61 400 000 000", "+61400000000"),
        ("+61293744000+61400000000", "+61400000000"),
        ("1800 011 511 or 02 9374 4000", "+61293744000"),
        ("1800 011 511", "+611800011511"),
        ("02 9374 4000 (fax) 02 9374 4001", "+61293744001"),
        ("Fax: 02 9374 4001, Tel: 02 9374 4000", "+61293744000"),
        ("T 02 9374 4000 F 02 9374 4001", "+61293744000"),
        ("02 9374 4000\n02 9374 4001", "+61293744000"),
    ] {
        check(raw, Some("AU"), Some(number));
    }
    for (raw, number) in [
        ("425-303-0114 / 0115", "+14253030114"),
        ("425-303-0114/15", "+14253030114"),
        ("425-555-0100, 425-303-0114", "+14253030114"),
        ("(425) 303-0114(425) 303-0115", "+14253030114"),
        ("425-303-0114425-303-0115", "+14253030114"),
    ] {
        check(raw, Some("US"), Some(number));
    }
    check("030 1234567/68", Some("DE"), Some("+49301234567"));
    check("01/42/68/53/00", Some("FR"), Some("+33142685300"));
    check("425-303-0114 (office), 425-303-0115 (cell)", Some("US"), Some("+14253030115"));
    check("cell: 425-303-0114 office: 425-303-0115", Some("US"), Some("+14253030114"));
}

#[test]
fn a_fax_is_no_telephone_but_for_one_that_is_both() {
    for (raw, number) in [
        ("Tel./Fax: 02 9374 4000", Some("+61293744000")),
        ("Phone & Fax 02 9374 4000", Some("+61293744000")),
        ("T/F 02 9374 4000", Some("+61293744000")),
        ("Tel: - Fax: 02 9374 4001", None),
        ("Fax: 02 9374 4001", None),
        ("факс 02 9374 4001", None),
        ("02 9374 4001 (fax)", None),
        ("电话：02 9374 4000 传真：02 9374 4001", Some("+61293744000")),
    ] {
        check(raw, Some("AU"), number);
    }
}

#[test]
fn old_mexican_ways_to_dial_are_understood() {
    for raw in ["044 55 1234 5678", "045 (55) 1234-5678", "01 55 1234 5678", "+52 1 55 1234 5678"] {
        check(raw, Some("MX"), Some("+525512345678"));
    }
}

#[test]
fn letters_stand_for_digits() {
    for (raw, region, number) in [
        ("1-800-FLOWERS", "US", "+18003569377"),
        ("1-800-Flowers", "US", "+18003569377"),
        ("1-800-FLOWERS (1-800-356-9377)", "US", "+18003569377"),
        ("1-800-CONTACTS", "US", "+18002668228"),
        ("1-800-GO-FEDEX", "US", "+18004633339"),
        ("1 800 MICROSOFT", "US", "+18006427676"),
        ("+1 800 FLOWERS", "AU", "+18003569377"),
        ("425-303-GOLD", "US", "+14253034653"),
        ("0800 REVERSE", "GB", "+448007383773"),
        ("1300 FLOWER", "AU", "+611300356937"),
        ("1800 six-flag", "US", "+18007493524"),
        ("800 flowers", "US", "+18003569377"),
    ] {
        check(raw, Some(region), Some(number));
    }
    check("1-800-FLOWERS", None, None);
}

#[test]
fn impossible_numbers_are_absent() {
    for (raw, region) in [
        ("", None),
        ("n/a", Some("US")),
        ("425-303-0114", None),
        ("0400 000 000", None),
        ("61400000000", None),
        ("123", Some("US")),
        ("303-0114", Some("US")),
        ("000-000-0000", Some("US")),
        ("123-456-7890", Some("US")),
        ("1234567890", Some("IN")),
        ("9999999999", Some("IN")),
        ("+1 555 555 5555", None),
        ("+999 123 456 789", None),
        ("+61 4", None),
        ("+61 400 000 000 000 000 000", None),
        ("425-303-0114", Some("ZZ")),
        ("425-303-0114", Some("usa")),
        ("6.14E+10", Some("AU")),
        ("2026-02-15", Some("US")),
        ("2012-01-02 08:00", Some("US")),
        ("20120102 08:00", Some("US")),
        ("3/10/1984", Some("CA")),
        ("2019-2023", Some("DK")),
        ("192.168.100.200", Some("US")),
        ("80.585 [79.964]", Some("US")),
        ("$4253030114", Some("US")),
        ("CA801c26f98cd16e231354125ad046e40b", Some("FR")),
        ("4.25303E+09", Some("US")),
        ("+91 99999 99999", None),
        ("1-425-303-0114", None),
        ("Fax: 425-303-0114", Some("US")),
        ("call us", Some("US")),
    ] {
        check(raw, region, None);
    }
}

#[test]
fn lines_and_countries_are_told() {
    for (raw, line_type, region) in [
        ("+61400000000", LineType::Mobile, Some("AU")),
        ("+61293744000", LineType::FixedLine, Some("AU")),
        ("+14253030114", LineType::FixedOrMobile, Some("US")),
        ("+14165550123", LineType::FixedOrMobile, Some("CA")),
        ("+18003569377", LineType::TollFree, Some("US")),
        ("+80012345678", LineType::TollFree, None),
        ("+442079460958", LineType::FixedLine, Some("GB")),
    ] {
        let phone = find(raw, None).unwrap();
        assert_eq!((phone.line_type(), phone.region().as_deref()), (line_type, region), "{raw}");
    }
}

/// libphonenumber gives an example for every country and sort of line.
#[test]
fn every_countrys_numbers_are_read_in_both_forms() {
    for region in PHONE_NUMBER_UTIL.get_supported_regions() {
        let Ok(example) = PHONE_NUMBER_UTIL.get_example_number(region) else { continue };
        let code = region.as_region_str();
        let e164 = example.format_as(PhoneNumberFormat::E164).into_owned();
        let international = example.format_as(PhoneNumberFormat::International).into_owned();
        let national = example.format_as(PhoneNumberFormat::National).into_owned();
        if is_placeholder(e164.trim_start_matches('+')) {
            continue;
        }
        check(&e164, None, Some(&e164));
        check(&international, None, Some(&e164));
        // Niue and St Helena have numbers of four digits, which elsewhere are years and house numbers.
        if national.bytes().filter(u8::is_ascii_digit).count() >= *DIGITS.start() {
            check(&national, Some(&code), Some(&e164));
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_harm(raw in "\\PC*") {
        find(&raw, Some("US"));
        find(&raw, None);
    }

    #[test]
    fn what_is_found_is_found_again(
        raw in "(\\+|00|tel:|Fax |T: |\\()?[0-9]{1,4}[0-9 ()./-]{4,14}[0-9]{2,4}( ?(x|ext\\.|,,|/|转)[ 0-9]{1,12})?",
        region in "US|DE|AU|IT|BR|MX|CN|AR",
    ) {
        if let Some(phone) = find(&raw, Some(&region)) {
            proptest::prop_assert_eq!(find(phone.as_str(), None), Some(phone.clone()));
            proptest::prop_assert_eq!(find(phone.as_str(), Some(&region)), Some(phone));
        }
    }
}

#[test]
fn hours_are_no_digits_of_a_number_and_a_bank_account_is_none() {
    for (raw, wanted) in [
        ("1.919.555.0128 (24/7)", Some("+19195550128")),
        ("Main office - (919) 555-0128 24/7", Some("+19195550128")),
        ("DE89 3704 0044 0532 0130 00", None),
        ("GB82WEST12345698765432", None),
    ] {
        assert_eq!(find(raw, Some("US")).as_ref().map(Phone::as_str), wanted, "{raw}");
    }
}
