use super::*;
use crate::normalize::email;

#[track_caller]
fn check(raw: &str, wanted: Option<&str>) {
    let found = from_website(raw);
    assert_eq!(found.as_ref().map(Domain::as_str), wanted, "{raw:?}");
    if let Some(domain) = found {
        assert_eq!(from_website(domain.as_str()), Some(domain.clone()), "{raw:?} again");
    }
}

#[test]
fn websites_give_their_registrable_domain() {
    for (raw, domain) in [
        ("https://acme.com", "acme.com"),
        ("http://www.acme.com/about?x=1#top", "acme.com"),
        ("acme.com", "acme.com"),
        ("ACME.COM", "acme.com"),
        ("www.acme.com", "acme.com"),
        ("WWW.Acme.Com/", "acme.com"),
        ("shop.acme.co.uk", "acme.co.uk"),
        ("https://www.cantwell.senate.gov", "senate.gov"),
        ("//acme.com", "acme.com"),
        ("http:/acme.com", "acme.com"),
        ("http//acme.com", "acme.com"),
        ("https:acme.com", "acme.com"),
        ("htp://acme.com", "acme.com"),
        ("http://https://acme.com", "acme.com"),
        ("https://http//www.acme.com", "acme.com"),
        ("http:\\\\www.acme.com\\home", "acme.com"),
        ("https%3A%2F%2Fwww.acme.com%2Fabout", "acme.com"),
        ("acme.com:8080/x", "acme.com"),
        ("https://user:pass@acme.com/", "acme.com"),
        ("acme.com.", "acme.com"),
        ("(acme.com)", "acme.com"),
        ("Website: acme.com", "acme.com"),
        ("Website:acme.com", "acme.com"),
        ("visit us at www.acme.com!", "acme.com"),
        ("<a href=\"https://acme.com\">", "acme.com"),
        ("acme.com, acme.de", "acme.com"),
        ("acme.com/us", "acme.com"),
        ("my_shop.acme.com", "acme.com"),
        ("https://müller.de", "xn--mller-kva.de"),
        ("xn--mller-kva.de", "xn--mller-kva.de"),
        ("https://пример.рф/", "xn--e1afmkfd.xn--p1ai"),
        ("http://食狮.公司.cn", "xn--85x722f.xn--55qx5d.cn"),
        ("acme。com", "acme.com"),
        ("官网：acme.com（中文）", "acme.com"),
        ("http://acme.com%20", "acme.com"),
        ("acme.github.io", "acme.github.io"),
        ("https://www.acme.github.io/x", "acme.github.io"),
        ("acme.netlify.app", "acme.netlify.app"),
        ("acme.vercel.app", "acme.vercel.app"),
        ("acme.pages.dev", "acme.pages.dev"),
        ("info@acme.com", "acme.com"),
        ("mailto:info@acme.com", "acme.com"),
        ("3m.com", "3m.com"),
        ("about.google", "about.google"),
        ("https://yelp.com", "yelp.com"),
        ("https://www.google.com/about", "google.com"),
        ("https://www.google.com/url?q=https://www.acme.com/&sa=U", "acme.com"),
        ("https://www.google.com/url?sa=t&url=https%3A%2F%2Facme.com%2F", "acme.com"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Facme.com%2F&h=AT0", "acme.com"),
        ("https://web.archive.org/web/2020/http://acme.com/", "acme.com"),
        ("https://facebook.com/acme https://acme.com", "acme.com"),
        ("https://www.https://acme.com", "acme.com"),
        ("www.http://acme.com", "acme.com"),
        ("http://..acme..com../index.html", "acme.com"),
        ("acme[.]com", "acme.com"),
        ("hxxps://acme[.]com", "acme.com"),
        ("acme (dot) com", "acme.com"),
        ("acme dot com", "acme.com"),
        ("acme .com", "acme.com"),
        ("xn--&.acme.com", "acme.com"),
        ("https://www.google.co.jp/url?sa=t&url=https%3A%2F%2Facme.com", "acme.com"),
        ("https://www.google.com/amp/s/acme.com/page", "acme.com"),
        ("https://nam02.safelinks.protection.outlook.com/?url=https%3A%2F%2Facme.com%2F&data=05", "acme.com"),
        ("https://urldefense.proofpoint.com/v2/url?u=https-3A__www.acme-2Dx.com_&d=Dw", "acme-x.com"),
        ("https://urldefense.com/v3/__https://www.acme.com/__;!!abc$", "acme.com"),
        ("https://href.li/?https://acme.com", "acme.com"),
        ("https://t.umblr.com/redirect?z=https%3A%2F%2Facme.com", "acme.com"),
        ("https://acme--x-co-uk.translate.goog/", "acme-x.co.uk"),
        ("https://r.search.yahoo.com/_ylt=x/RU=https%3a%2f%2facme.com%2f/RK=2/RS=y", "acme.com"),
        ("https://www.amazon.de/", "amazon.de"),
        ("https://zendesk.com", "zendesk.com"),
    ] {
        check(raw, Some(domain));
    }
}

#[test]
fn what_is_nobodys_in_particular_is_no_domain() {
    for raw in [
        "",
        "N/A",
        "none",
        "acme",
        "localhost",
        "http://localhost:3000",
        "http://192.168.1.1/",
        "10.0.0.1:80",
        "http://[::1]/",
        "https://acme.local",
        "acme.invalidtld",
        "javascript:void(0)",
        "tel:+61400000000",
        "data:text/html,x",
        "https://www.facebook.com/acme",
        "fb.com/acme",
        "m.facebook.com",
        "https://linkedin.com/company/acme",
        "https://au.linkedin.com/company/acme",
        "instagram.com/acme",
        "https://x.com/acme",
        "https://twitter.com/acme",
        "youtube.com/@acme",
        "https://wa.me/61400000000",
        "https://linktr.ee/acme",
        "https://t.me/acme",
        "https://bit.ly/3abc",
        "https://goo.gl/maps/x",
        "https://g.page/acme",
        "t.co/x",
        "https://acme.wixsite.com/home",
        "https://wix.com",
        "https://acme.wordpress.com",
        "https://acme.squarespace.com",
        "https://acme.weebly.com",
        "acme.blogspot.com",
        "acme.blogspot.co.uk",
        "https://acme.myshopify.com",
        "https://acme.business.site",
        "https://sites.google.com/view/acme",
        "https://maps.google.com/?cid=1",
        "https://www.google.com/maps/place/Acme",
        "https://www.yelp.com/biz/acme",
        "https://www.tripadvisor.com/Restaurant_Review-x",
        "https://play.google.com/store/apps/details?id=x",
        "https://github.com/acme",
        "https://www.google.de/maps/place/x",
        "https://maps.google.co.uk/?q=x",
        "https://www.amazon.de/stores/acme",
        "https://www.ebay.co.uk/str/acme",
        "https://www.tripadvisor.co.uk/Restaurant_Review-x",
        "https://www.yelp.ca/biz/acme",
        "https://www.gelbeseiten.de/gsbiz/x",
        "https://www.crunchbase.com/organization/acme",
        "https://acme.zendesk.com",
        "https://boards.greenhouse.io/acme",
        "https://acme.etsy.com",
        "https://apps.apple.com/us/app/x/id1",
        "https://1drv.ms/x",
        "https://www.yourcompany.com",
        "https://href.li/",
        "https://a.b.onion",
        "1.0.0.127.in-addr.arpa",
        "https://gmail.com",
        "https://www.yahoo.com",
        "john@gmail.com",
        "github.io",
        "www.github.io",
        "co.uk",
        "www.co.uk",
        "s3.amazonaws.com/acme",
        "https://d111111abcdef8.cloudfront.net",
    ] {
        check(raw, None);
    }
}

#[test]
fn corporate_addresses_give_their_domain() {
    for (raw, domain) in [
        ("john@acme.com", Some("acme.com")),
        ("john@mail.acme.co.uk", Some("acme.co.uk")),
        ("info@acme.com", Some("acme.com")),
        ("john@linkedin.com", Some("linkedin.com")),
        ("john@gmail.com", None),
        ("john@yahoo.co.jp", None),
        ("john@mailinator.com", None),
    ] {
        let email = email::find(raw).unwrap();
        assert_eq!(from_email(&email).as_ref().map(Domain::as_str), domain, "{raw}");
    }
}

#[test]
fn tables_are_sorted_and_in_the_form_that_is_looked_up() {
    for table in [hosts::SOCIAL, hosts::SHORTENERS, hosts::SITE_BUILDERS, hosts::INFRASTRUCTURE] {
        assert!(table.is_sorted_by(|a, b| a < b), "{:?}", table.windows(2).find(|pair| pair[0] >= pair[1]));
        for name in table {
            assert!(host::ascii(name).is_some_and(|host| host == *name), "{name}");
        }
    }
    assert!(SCHEMES.is_sorted());
    for (name, places) in hosts::LISTINGS {
        assert!(places.iter().all(|place| *place == place.to_lowercase()), "{name}");
    }
    assert!(hosts::LISTINGS.is_sorted_by(|a, b| a.0 < b.0));
    assert!(hosts::REDIRECTORS.is_sorted_by(|a, b| a.0 < b.0));
    for name in
        hosts::LISTINGS.iter().map(|(name, _)| name).chain(hosts::REDIRECTORS.iter().map(|(name, _)| name))
    {
        assert_eq!(host::registrable(name).unwrap_or(name), *name);
    }
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_without_harm(raw in "\\PC*") {
        from_website(&raw);
    }

    #[test]
    fn what_is_found_is_found_again(
        raw in "(https?:?//|www\\.|//|http:/|mailto:)?(www[.]|m[.]|[a-zü_-]{1,6}[.@])?[a-zA-Zü0-9äж.-]{1,12}[.](com|co\\.uk|github\\.io|de|рф|ck|translate\\.goog|zz)(:80)?(/[a-z/?=%.:]{0,12})?"
    ) {
        if let Some(domain) = from_website(&raw) {
            proptest::prop_assert_eq!(from_website(domain.as_str()), Some(domain));
        }
    }
}
