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
    check("425-303-0114 (office), 425-303-0115 (cell)", Some("US"), Some("+14253030115"));
    check("cell: 425-303-0114 office: 425-303-0115", Some("US"), Some("+14253030114"));
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
        assert_eq!((phone.line_type(), phone.region()), (line_type, region), "{raw}");
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
