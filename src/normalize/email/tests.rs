use super::*;

#[track_caller]
fn check(raw: &str, wanted: Option<&str>) {
    let found = find(raw);
    assert_eq!(found.as_ref().map(Email::as_str), wanted, "{raw:?}");
    if let Some(email) = found {
        assert_eq!(find(email.as_str()), Some(email.clone()), "{raw:?} again");
    }
}

#[test]
fn addresses_are_found_in_text() {
    for (raw, email) in [
        ("john@acme.com", "john@acme.com"),
        ("  John.Smith@ACME.com\n", "john.smith@acme.com"),
        ("John Smith <john@acme.com>", "john@acme.com"),
        ("\"Smith, John\" <john@acme.com>", "john@acme.com"),
        ("<john@acme.com>", "john@acme.com"),
        ("mailto:john@acme.com", "john@acme.com"),
        ("MAILTO:john@acme.com?subject=Hello%20there", "john@acme.com"),
        ("mailto:john%40acme.com", "john@acme.com"),
        ("mailto://john@acme.com", "john@acme.com"),
        ("mailto:%20john@acme.com", "john@acme.com"),
        ("Email: john@acme.com.", "john@acme.com"),
        ("E-Mail:john@acme.com", "john@acme.com"),
        ("email=john@acme.com", "john@acme.com"),
        ("'john@acme.com'", "john@acme.com"),
        ("[john@acme.com](mailto:john@acme.com)", "john@acme.com"),
        ("(john@acme.com)", "john@acme.com"),
        ("john@acme.com,", "john@acme.com"),
        ("john@acme.com/", "john@acme.com"),
        ("john@acme.com (work)", "john@acme.com"),
        ("john+news@acme.com", "john+news@acme.com"),
        ("o'brien@acme.com", "o'brien@acme.com"),
        ("_john_@acme.com", "_john_@acme.com"),
        ("john-@acme.com", "john-@acme.com"),
        ("j@x.co", "j@x.co"),
        ("1@acme.com", "1@acme.com"),
        ("\"john.smith\"@acme.com", "john.smith@acme.com"),
        ("john@mail.acme.co.uk", "john@mail.acme.co.uk"),
        ("john@müller.de", "john@xn--mller-kva.de"),
        ("john@MÜLLER.de", "john@xn--mller-kva.de"),
        ("john@xn--mller-kva.de", "john@xn--mller-kva.de"),
        ("info@пример.рф", "info@xn--e1afmkfd.xn--p1ai"),
        ("邮箱：john@acme.com", "john@acme.com"),
        ("邮箱john@acme.com联系人", "john@acme.com"),
        ("メール：ｊｏｈｎ＠ａｃｍｅ．ｃｏｍ", "john@acme.com"),
        ("john@acme.com.Please call", "john@acme.com"),
        ("{\"email\":\"john@acme.com\"}", "john@acme.com"),
        ("\\u003ejohn@acme.com\\u003c", "john@acme.com"),
        ("john\u{200B}@acme\u{AD}.com", "john@acme.com"),
        ("john&#64;acme&#46;com", "john@acme.com"),
        ("&#106;&#x6f;&#104;&#x6E;&commat;acme&period;com", "john@acme.com"),
        ("john&amp;#64;acme.com", "john@acme.com"),
        ("/cdn-cgi/l/email-protection#7e1416113e1f1d131b501d1113", "jho@acme.com"),
    ] {
        check(raw, Some(email));
    }
}

#[test]
fn disguises_are_lifted() {
    for (raw, email) in [
        ("a [at] b [dot] com", "a@b.com"),
        ("john [at] acme [dot] com", "john@acme.com"),
        ("john[at]acme[dot]com", "john@acme.com"),
        ("john(at)acme(dot)com", "john@acme.com"),
        ("john (AT) acme (DOT) com", "john@acme.com"),
        ("john {at} acme {dot} co {dot} uk", "john@acme.co.uk"),
        ("john <at> acme <dot> com", "john@acme.com"),
        ("john at acme dot com", "john@acme.com"),
        ("john AT acme DOT com", "john@acme.com"),
        ("john dot smith at acme dot com", "john.smith@acme.com"),
        ("Email: john at acme dot com", "john@acme.com"),
        ("john at acme.com", "john@acme.com"),
        ("john [at] acme.com", "john@acme.com"),
        ("john[@]acme[.]com", "john@acme.com"),
        ("john @ acme.com", "john@acme.com"),
        ("john@ acme.com", "john@acme.com"),
        ("john @acme.com", "john@acme.com"),
        ("john @ acme . com", "john@acme.com"),
        ("john@acme dot com", "john@acme.com"),
        ("john@acme [dot] com", "john@acme.com"),
        ("john_at_acme_dot_com", "john@acme.com"),
        ("john-at-acme-dot-com", "john@acme.com"),
        ("john (ät) acme.de", "john@acme.de"),
        ("john (a) acme.de", "john@acme.de"),
        ("john (arroba) acme (punto) es", "john@acme.es"),
        ("john arroba acme punto es", "john@acme.es"),
        ("Contact John: john [at] acme [dot] com, or call", "john@acme.com"),
        ("john((at))acme.com", "john@acme.com"),
        ("john#at#acme.com", "john@acme.com"),
        ("john#at#acme#dot#com", "john@acme.com"),
        ("john=at=acme.com", "john@acme.com"),
        ("john /at/ acme.com", "john@acme.com"),
        ("john|at|acme|dot|com", "john@acme.com"),
        ("john~AT~acme~DOT~com", "john@acme.com"),
        ("john【at】acme.com", "john@acme.com"),
        ("john（at）acme.com", "john@acme.com"),
        ("johnATacmeDOTcom", "john@acme.com"),
        ("john.smithATacmeDOTcoDOTuk", "john.smith@acme.co.uk"),
        ("Write to john at acme dot com, please", "john@acme.com"),
        ("mail john dot smith at acme dot co dot uk for more", "john.smith@acme.co.uk"),
        ("john@@acme.com", "john@acme.com"),
        ("john<b>@</b>acme.com", "john@acme.com"),
        ("john<!-- no robots -->@<!-- -->acme.com", "john@acme.com"),
        ("john\\u0040acme.com", "john@acme.com"),
        ("john\\x40acme\\x2ecom", "john@acme.com"),
        ("7e1416113e1f1d131b501d1113", "jho@acme.com"),
        ("johnNOSPAM@acme.com", "john@acme.com"),
        ("john.NOSPAM@acme.com", "john@acme.com"),
        ("john@NOSPAM.acme.com", "john@acme.com"),
        ("john@REMOVETHISacme.com", "john@acme.com"),
        ("john(NOSPAM)@acme.com", "john@acme.com"),
    ] {
        check(raw, Some(email));
    }
}

#[test]
fn what_sticks_to_an_address_is_no_part_of_it() {
    for (raw, email) in [
        ("john@acme.comPhone: 425-303-0114", "john@acme.com"),
        ("john@acme.co.ukTel", "john@acme.co.uk"),
        ("john@acme.comphone", "john@acme.com"),
        ("john@acme.comwww.acme.com", "john@acme.com"),
        ("john@acme.com425-303-0114", "john@acme.com"),
        ("john@acme.com425.303.0114", "john@acme.com"),
        ("425-303-0114john@acme.com", "john@acme.com"),
        ("\\njohn@acme.com\\n", "john@acme.com"),
        ("\\tjohn@acme.com", "john@acme.com"),
        ("u003ejohn@acme.com", "john@acme.com"),
        ("?cc=x&email=john@acme.com&y=1", "john@acme.com"),
        ("user_email=john@acme.com", "john@acme.com"),
    ] {
        check(raw, Some(email));
    }
}

#[test]
fn half_an_address_is_somebody_elses() {
    for raw in [
        "bounce-john=acme.com@lists.example.net",
        "user+mailbox/department=shipping@acme.com",
        "\"john\".smith@acme.com",
        "\"john\".\"smith\"@acme.com",
        "john\"smith\"@acme.com",
        "\"john\\\"smith\"@acme.com",
        "hans.m端ller@acme.com",
        "s\u{323}mith@acme.com",
    ] {
        check(raw, None);
    }
}

#[test]
fn letters_of_any_script_stand_before_an_international_domain() {
    for (raw, email) in [
        ("инфо@пример.рф", "инфо@xn--e1afmkfd.xn--p1ai"),
        ("Почта: Инфо@Пример.рф", "инфо@xn--e1afmkfd.xn--p1ai"),
        ("葉士豪 <葉士豪@臺網中心.tw>", "葉士豪@xn--fiqq24b10vi0d.tw"),
        ("Müller@Möller.de", "müller@xn--mller-jua.de"),
    ] {
        check(raw, Some(email));
    }
}

#[test]
fn stand_ins_and_machines_are_nobody() {
    for raw in [
        "name@domain.com",
        "user@example.com",
        "you@company.com",
        "your.name@acme.com",
        "Your-Email@gmail.com",
        "firstname.lastname@acme.com",
        "info@yourdomain.com",
        "john@yourcompany.co.uk",
        "email_not_unlocked@domain.com",
        "test@test.com",
        "605a7baede844d278b89dc95ae0a9123@sentry-next.wixpress.com",
        "0123456789abcdef0123456789abcdef@o4504.ingest.us.sentry.io",
        "https://0123456789abcdef@sentry.acme.com/7",
        "CAJ8=x+y@mail.gmail.com",
        "c_1a2b@group.calendar.google.com",
        "bot@project.iam.gserviceaccount.com",
        "123+john@users.noreply.github.com",
        "git@github.com:acme/site.git",
        "logo@2x.png",
        "clip@2x.mov",
    ] {
        check(raw, None);
    }
    for email in
        ["jane@example.com", "john@domain.com", "user@acme.com", "john@sentry.acme.com", "john@2x.com"]
    {
        check(email, Some(email));
    }
    check("your@email.com, john@acme.com", Some("john@acme.com"));
}

#[test]
fn what_is_no_address_stays_none() {
    for raw in [
        "",
        "@",
        "john",
        "john@",
        "@acme.com",
        "john@acme",
        "john@localhost",
        "john@127.0.0.1",
        "john@[127.0.0.1]",
        "john@acme.notatld",
        "john@co.uk",
        "john@com",
        "john@1.in-addr.arpa",
        "john@a.b.onion",
        "john..smith@acme.com",
        ".john@",
        "john@acme..com",
        "john@-acme.com",
        "john@acme-.com",
        "josé@acme.com",
        "иван@acme.com",
        "logo@2x.png",
        "sprite@3x.webp",
        "john%acme.com@",
        "[email protected]",
        "n/a",
        "Engineer at acme.com since 2020",
        "CEO at Acme.com",
        "john@acme.comjane@acme.com",
        "we met at the office",
        "look at me",
        "\"john smith\"@acme.com",
    ] {
        check(raw, None);
    }
    check(&format!("{}@acme.com", "a".repeat(65)), None);
    check(&format!("{0}@{1}.{1}.{1}.com", "a".repeat(64), "b".repeat(62)), None);
}

#[test]
fn the_best_of_several_is_chosen() {
    for (raw, email) in [
        ("info@acme.com, john@acme.com", "john@acme.com"),
        ("john@gmail.com; john@acme.com", "john@acme.com"),
        ("john@gmail.com / info@acme.com", "john@gmail.com"),
        ("noreply@acme.com|info@acme.com", "info@acme.com"),
        ("a@mailinator.com info@acme.com", "info@acme.com"),
        ("jane@acme.com\njohn@acme.com", "jane@acme.com"),
        ("info@acme.com", "info@acme.com"),
    ] {
        check(raw, Some(email));
    }
}

#[test]
fn kinds_are_told_apart() {
    for (raw, kind) in [
        ("john@acme.com", Kind::Personal),
        ("john@gmail.com", Kind::Free),
        ("john@yahoo.co.uk", Kind::Free),
        ("john@hotmail.fr", Kind::Free),
        ("john@live.com.au", Kind::Free),
        ("john@gmx.net", Kind::Free),
        ("john@qq.com", Kind::Free),
        ("john@wanadoo.fr", Kind::Free),
        ("john@bigpond.com", Kind::Free),
        ("john@comcast.net", Kind::Free),
        ("john@proton.me", Kind::Free),
        ("x@john.fastmail.com", Kind::Free),
        ("john@mail2paris.com", Kind::Free),
        ("info@acme.com", Kind::Role),
        ("info@gmail.com", Kind::Role),
        ("john@mailinator.com", Kind::Disposable),
        ("info@yopmail.com", Kind::Disposable),
        ("john@guerrillamail.com", Kind::Disposable),
        ("john@google.com", Kind::Personal),
        ("john@microsoft.com", Kind::Personal),
        ("john@comcast.com", Kind::Personal),
    ] {
        let email = find(raw).unwrap();
        assert_eq!(email.kind(), kind, "{raw}");
    }
}

#[test]
fn one_mailbox_has_one_key() {
    for same in [
        &[
            "john.smith@gmail.com",
            "johnsmith@gmail.com",
            "JohnSmith+x@googlemail.com",
            "j.o.h.n.smith+a+b@gmail.com",
        ][..],
        &["john@outlook.com", "john+news@outlook.com"],
        &["john@hotmail.co.uk", "john+news@hotmail.co.uk"],
        &["john@fastmail.com", "john+news@fastmail.com", "news@john.fastmail.com"],
        &["john.smith@proton.me", "johnsmith+x@protonmail.com", "john_smith@pm.me"],
        &["john@icloud.com", "john+x@me.com", "john@mac.com"],
        &["john@yahoo.com", "john-shop@yahoo.com"],
        &["john.smith@yandex.ru", "john-smith@ya.ru", "john-smith+x@yandex.com"],
        &["john@acme.com", "JOHN@acme.com"],
    ] {
        let keys: Vec<String> = same.iter().map(|raw| identity_key(&find(raw).unwrap())).collect();
        assert!(keys.windows(2).all(|pair| pair[0] == pair[1]), "{keys:?}");
    }
}

#[test]
fn two_mailboxes_have_two_keys() {
    for (one, other) in [
        ("john.smith@acme.com", "johnsmith@acme.com"),
        ("john+x@acme.com", "john@acme.com"),
        ("john.smith@outlook.com", "johnsmith@outlook.com"),
        ("john@outlook.com", "john@hotmail.com"),
        ("john@yahoo.com", "john@yahoo.co.uk"),
        ("john@fastmail.com", "john@fastmail.fm"),
        ("john-smith@gmail.com", "johnsmith@gmail.com"),
        ("+@gmail.com", "a@gmail.com"),
    ] {
        if let (Some(one), Some(other)) = (find(one), find(other)) {
            assert_ne!(identity_key(&one), identity_key(&other));
        }
    }
}

#[test]
fn parts_are_told_apart() {
    let email = find("John@Mail.Acme.com").unwrap();
    assert_eq!((email.local(), email.domain()), ("john", "mail.acme.com"));
    assert_eq!(email.to_string(), "john@mail.acme.com");
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_harm(raw in "\\PC*") {
        find(&raw);
    }

    #[test]
    fn what_is_found_is_found_again(
        raw in "[a-zA-Zäж端0-9.@ <>\"'()\\[\\]=#_%&;:/\\\\+-]{0,24}(@|\\[at\\]| at )[a-zA-Zäж端0-9.@ <>-]{0,16}(\\.com|\\.рф|\\.co\\.uk| dot com)[ a-zA-Z0-9.,;>-]{0,8}"
    ) {
        if let Some(email) = find(&raw) {
            proptest::prop_assert_eq!(find(email.as_str()), Some(email.clone()));
            let key = identity_key(&email);
            if let Some(again) = find(&key) {
                proptest::prop_assert_eq!(identity_key(&again), key);
            }
        }
    }
}
