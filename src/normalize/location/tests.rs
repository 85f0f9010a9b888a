use super::areas::METROPOLITAN_AREAS;
use super::cities::{PLACES, Place, city_key};
use super::text::{NOWHERE, SMALL_WORDS};
use super::*;

fn text(raw: &str) -> Option<String> {
    normalize(raw).map(|location| location.text())
}

const CASES: &[(&str, &str)] = &[
    ("Sydney, Australia", "Sydney, Australia"),
    ("Everett, WA, USA", "Everett, Washington, United States"),
    ("Saint Paul, Minnesota", "Saint Paul, Minnesota, United States"),
    ("San Francisco, CA", "San Francisco, California, United States"),
    ("Toronto, ON", "Toronto, Ontario, Canada"),
    ("Toronto, CA", "Toronto, Canada"),
    ("Toronto, Ontario, Canada", "Toronto, Ontario, Canada"),
    ("Berlin, DE", "Berlin, Germany"),
    ("Dover, DE", "Dover, Delaware, United States"),
    ("Atlanta, Georgia", "Atlanta, Georgia, United States"),
    ("Tbilisi, Georgia", "Tbilisi, Georgia"),
    ("Perth, WA", "Perth, Western Australia, Australia"),
    ("Seattle, WA", "Seattle, Washington, United States"),
    ("Sydney NSW 2000", "Sydney, New South Wales, Australia"),
    ("Sydney, NSW 2000, Australia", "Sydney, New South Wales, Australia"),
    ("München, Bayern, Deutschland", "München, Bavaria, Germany"),
    ("10115 Berlin, Germany", "Berlin, Germany"),
    ("1600 Amphitheatre Parkway, Mountain View, CA 94043, USA", "Mountain View, California, United States"),
    ("10 Downing Street, London SW1A 2AA, United Kingdom", "London, United Kingdom"),
    ("London, England", "London, England, United Kingdom"),
    ("London, England, United Kingdom", "London, England, United Kingdom"),
    ("Guildford, Surrey, UK", "Guildford, Surrey, United Kingdom"),
    ("Washington, D.C.", "Washington, District of Columbia, United States"),
    ("Chicago, Illinois; Pittsburgh, Pennsylvania", "Chicago, Illinois, United States"),
    ("Miami-Dade County, Florida[3]", "Miami-Dade County, Florida, United States"),
    ("Warmley, Bristol, United Kingdom", "Warmley, Bristol, United Kingdom"),
    ("SYDNEY, AUSTRALIA", "Sydney, Australia"),
    ("rio de janeiro, brazil", "Rio de Janeiro, Brazil"),
    ("São Paulo, SP", "São Paulo, São Paulo, Brazil"),
    ("São Paulo, Brasil", "São Paulo, Brazil"),
    ("Bangalore, Karnataka, India", "Bangalore, Karnataka, India"),
    ("Austin TX", "Austin, Texas, United States"),
    ("London UK", "London, United Kingdom"),
    ("Berlin - Germany", "Berlin, Germany"),
    ("Berlin (Germany)", "Berlin, Germany"),
    ("Germany, Berlin", "Berlin, Germany"),
    ("United States", "United States"),
    ("USA", "United States"),
    ("California", "California, United States"),
    ("California, USA", "California, United States"),
    ("New York", "New York, United States"),
    ("New York, NY", "New York, New York, United States"),
    ("New York, New York, United States", "New York, New York, United States"),
    ("New York, USA", "New York, United States"),
    ("Singapore", "Singapore"),
    ("Singapore, Singapore", "Singapore, Singapore"),
    ("Tokyo", "Tokyo, Japan"),
    ("東京", "東京, Japan"),
    ("San Francisco Bay Area", "San Francisco Bay Area, California, United States"),
    ("Greater Boston", "Greater Boston, Massachusetts, United States"),
    ("San Juan, PR, USA", "San Juan, Puerto Rico"),
    ("Seoul, Korea, Republic of", "Seoul, South Korea"),
    ("🇦🇺 Sydney", "Sydney, Australia"),
    ("📍 Paris, France", "Paris, France"),
    ("Remote, United States", "United States"),
    ("Hong Kong", "Hong Kong"),
    ("Hong Kong, China", "Hong Kong"),
    ("Cambridge, MA", "Cambridge, Massachusetts, United States"),
    ("Bloomington, IN", "Bloomington, Indiana, United States"),
    ("Mumbai, IN", "Mumbai, India"),
    ("Bogotá, CO", "Bogotá, Colombia"),
    ("Denver, CO", "Denver, Colorado, United States"),
    ("austin, tx", "Austin, Texas, United States"),
    ("Zürich, ZH, Switzerland", "Zürich, Zurich, Switzerland"),
    ("Luxembourg", "Luxembourg"),
    ("Houston TX, USA", "Houston, Texas, United States"),
    ("Milano (MI), Italia", "Milano, Milano, Italy"),
    (
        "Mountain View, Santa Clara County, California, United States",
        "Mountain View, California, United States",
    ),
    ("Bismarck, ND", "Bismarck, North Dakota, United States"),
    ("Advance, NC", "Advance, North Carolina, United States"),
    ("Mexico, Missouri", "Mexico, Missouri, United States"),
    ("Vancouver, WA", "Vancouver, Washington, United States"),
    ("Dubai", "Dubai, United Arab Emirates"),
    ("5th Ave, New York, NY 10001", "New York, New York, United States"),
    ("Luxembourg, Luxembourg", "Luxembourg, Luxembourg"),
    ("Mexico City, Mexico", "Mexico City, Mexico"),
    ("Dublin, County Dublin, Ireland", "Dublin, County Dublin, Ireland"),
    ("Wales", "Wales, United Kingdom"),
    ("St. Louis, MO, USA", "St. Louis, Missouri, United States"),
];

#[test]
fn a_text_becomes_city_region_and_country() {
    let mut wrong = Vec::new();
    for (raw, expected) in CASES {
        let got = text(raw);
        let got = got.as_deref();
        if got != Some(*expected) {
            wrong.push(format!("{raw} -> {got:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_could_be_two_countries_or_is_unknown_stays_as_written() {
    for raw in [
        "Georgia",
        "Springfield",
        "CA",
        "Salem, IN",
        "Tinytown, CA",
        "Atlantis",
        "Hamilton",
        "Victoria",
        "Middle, Earth",
        "Somewhere, Georgia",
        "London",
        "Paris",
        "Portland",
        "Paris, Narnia",
    ] {
        let location = normalize(raw).expect(raw);
        assert_eq!((location.text().as_str(), location.country), (raw, None));
    }
}

#[test]
fn placeholders_are_no_place() {
    for raw in ["", "  ", "-", "N/A", "null", "none", "Unknown", "Remote", "12345", ",,,", "[1]"] {
        assert_eq!(normalize(raw), None, "{raw}");
    }
    assert_eq!(from_parts(None, None, None), None);
    assert_eq!(from_parts(Some("n/a"), Some(""), Some("-")), None);
}

#[test]
fn parts_kept_apart_are_put_together() {
    let cases = [
        (Some("Sydney"), Some("NSW"), Some("AU"), "Sydney, New South Wales, Australia"),
        (Some("Toronto"), Some("ON"), Some("CA"), "Toronto, Ontario, Canada"),
        (Some("Tbilisi"), None, Some("Georgia"), "Tbilisi, Georgia"),
        (Some("San Francisco"), Some("CA"), None, "San Francisco, California, United States"),
        (None, Some("Bavaria"), Some("de"), "Bavaria, Germany"),
        (None, None, Some("us"), "United States"),
        (Some("Berlin"), Some("Berlin"), Some("Germany"), "Berlin, Berlin, Germany"),
        (Some("Berlin"), None, None, "Berlin"),
        (Some("Austin, TX"), None, Some("United States"), "Austin, Texas, United States"),
        (Some("Austin, TX, USA"), Some("Texas"), Some("United States"), "Austin, Texas, United States"),
        (Some("Lagos"), Some("Somewhere"), Some("NG"), "Lagos, Somewhere, Nigeria"),
        (Some("NEW YORK"), Some("NY"), Some("USA"), "New York, New York, United States"),
        (Some("Paris"), None, Some("Narnia"), "Paris, Narnia"),
    ];
    for (city, region, country, expected) in cases {
        let location = from_parts(city, region, country);
        assert_eq!(
            location.map(|location| location.text()).as_deref(),
            Some(expected),
            "{city:?} {region:?}"
        );
    }
}

#[test]
fn a_location_normalized_again_is_the_same() {
    for (raw, _) in CASES {
        let once = text(raw).unwrap_or_default();
        assert_eq!(text(&once).as_deref(), Some(once.as_str()), "{raw}");
    }
}

#[test]
fn the_tables_are_sorted() {
    assert!(METROPOLITAN_AREAS.is_sorted());
    assert!(PLACES.is_sorted());
    for (name, places) in PLACES.iter() {
        assert_eq!(city_key(name), *name);
        assert!(places.split(' ').all(|place| Place::parse(place).is_some()), "{places}");
    }
    assert!(SMALL_WORDS.is_sorted());
    assert!(NOWHERE.is_sorted());
    assert!(street::tables_are_sorted() && address::tables_are_sorted() && east_asia::tables_are_sorted());
}

proptest::proptest! {
    #[test]
    fn no_text_panics_and_what_comes_out_stays(text in "\\PC{0,40}|([A-Z][a-z]{0,7}[ ,;/(-]{0,2}){0,3}(Berlin|Georgia|WA|CA|London|New York|Ontario|São Paulo)?[ ,-]{0,2}(DE|CA|USA|Germany|Georgia|Brazil|UK|Texas|10115|Wales)?") {
        if let Some(location) = normalize(&text) {
            let shown = location.text();
            let again = normalize(&shown).map(|location| location.text());
            proptest::prop_assert_eq!(again, Some(shown));
        }
        from_parts(Some(&text), Some("CA"), Some("US"));
    }
}
