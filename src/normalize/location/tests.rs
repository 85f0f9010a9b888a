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
    ("Raleigh, N.C., USA", "Raleigh, North Carolina, United States"),
    ("Bangkok, ประเทศไทย", "Bangkok, Thailand"),
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
    for raw in ["weltweit", "Earth 🌎", "The Internet", "Location not available"] {
        assert_eq!(normalize(raw), None, "{raw}");
    }
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

#[test]
fn postal_addresses_of_every_country_give_their_city() {
    let mut wrong = Vec::new();
    for (raw, expected) in [
        ("Herengracht 573, 1017 CD Amsterdam, Netherlands", "Amsterdam, Netherlands"),
        ("Gaststätte Krone, Rosenthaler Straße 1, 10119 Berlin, Germany", "Berlin, Germany"),
        (
            "Av. Paulista, 1000 - Bela Vista, São Paulo - SP, 01310-100, Brazil",
            "São Paulo, São Paulo, Brazil",
        ),
        ("Bayıldım Cd. No:2, 34357 Beşiktaş/İstanbul, Türkiye", "Beşiktaş, Istanbul, Türkiye"),
        ("Via Roma 1, 20121 Milano MI, Italy", "Milano, Milano, Italy"),
        ("Andrássy út 60, 1062 Budapest, Hungary", "Budapest, Hungary"),
        ("Budapest, Andrássy út 60, 1062 Hungary", "Budapest, Hungary"),
        ("ул. Ленина, 1, Москва, Россия, 101000", "Москва, Russia"),
        ("Main Road, Kyiv, 03038, Ukraine", "Kyiv, Ukraine"),
        (
            "Av. Juárez 50, Centro, 06010 Ciudad de México, CDMX, Mexico",
            "Ciudad de México, Mexico City, Mexico",
        ),
        (
            "6750 Ayala Ave, Makati, 1226 Metro Manila, Philippines",
            "Makati, National Capital Region, Philippines",
        ),
        ("12 Marina Blvd, Singapore 018982", "Singapore"),
        ("97600 Mamoudzou, Mayotte, France", "Mamoudzou, Mayotte, France"),
        ("Rue Jean Jaurès, 98800 Nouméa, Nouvelle-Calédonie, France", "Nouméa, New Caledonia"),
        ("Belarus, 220030 Minsk, улица Ленина, 20", "Minsk, Belarus"),
        ("Trade Centre - Dubai - United Arab Emirates", "Trade Centre, Dubai, United Arab Emirates"),
        ("123 Main St Austin TX 78701", "Austin, Texas, United States"),
        ("10115 Berlin", "Berlin, Germany"),
        ("London SW1A 2AA", "London, United Kingdom"),
        ("7JRM+2X Sydney NSW, Australia", "Sydney, New South Wales, Australia"),
        ("Salalah, Dhofar, Oman", "Salalah, Dhofar, Oman"),
        ("High Street, Nassau, Bahamas", "Nassau, Bahamas"),
    ] {
        let got = text(raw);
        if got.as_deref() != Some(expected) {
            wrong.push(format!("{raw} -> {got:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn addresses_of_east_asia_are_divided_without_signs() {
    for (raw, expected) in [
        ("北京市朝阳区建国路88号", "北京市, Beijing, China"),
        ("广东省深圳市南山区科技园", "深圳市, Guangdong, China"),
        ("浙江杭州", "杭州, Zhejiang, China"),
        ("吉林省吉林市", "吉林市, Jilin, China"),
        ("東京都渋谷区渋谷2-21-1", "渋谷区, Tokyo, Japan"),
        ("〒150-0002 東京都渋谷区渋谷2-21-1", "渋谷区, Tokyo, Japan"),
        ("日本、〒530-0001 大阪府大阪市北区梅田3丁目1−1", "大阪市, Osaka, Japan"),
        ("三重県四日市市諏訪町1-5", "四日市市, Mie, Japan"),
        ("서울특별시 강남구 테헤란로 123", "서울특별시, Seoul, South Korea"),
        ("경기도 성남시 분당구", "성남시, Gyeonggi, South Korea"),
        ("台北市信義區市府路45號", "台北市, Taiwan"),
        ("東京", "東京, Japan"),
        ("深圳, 广东, 中国", "深圳, Guangdong, China"),
    ] {
        assert_eq!(text(raw).as_deref(), Some(expected), "{raw}");
    }
}

#[test]
fn how_one_works_is_no_place() {
    for (raw, expected) in [
        ("Remote - US", Some("United States")),
        ("Remote (Germany)", Some("Germany")),
        ("Bengaluru / Remote", Some("Bengaluru, India")),
        ("London (Hybrid)", Some("London")),
        ("Remote in Austin, TX", Some("Austin, Texas, United States")),
        ("Fully remote", None),
        ("Work from home", None),
        ("40.7128, -74.0060", None),
        ("8FVC9G8F+6W", None),
        ("https://example.com/map", None),
    ] {
        assert_eq!(text(raw).as_deref(), expected, "{raw}");
    }
}

#[test]
fn an_area_is_placed_by_its_city() {
    for (raw, expected) in [
        ("Stuttgart und Umgebung", "Stuttgart und Umgebung, Germany"),
        ("Metropolregion München", "Metropolregion München, Germany"),
        ("Área metropolitana de Madrid", "Área metropolitana de Madrid, Spain"),
        ("Greater Jakarta", "Greater Jakarta, Indonesia"),
        ("Portland, Oregon Metropolitan Area", "Portland, Oregon Metropolitan Area"),
        ("Région de Paris, France", "Région de Paris, France"),
    ] {
        assert_eq!(text(raw).as_deref(), Some(expected), "{raw}");
    }
}

proptest::proptest! {
    #[test]
    fn an_address_out_of_many_pieces_stays(
        text in "((12 |10115 |5th )?(High Street|Calle Mayor|Rua Augusta|Berlin|Paris|東京都渋谷区|서울특별시 강남구|北京市朝阳区|São Paulo|Greater Boston|Remote|Metro Manila|Wellington|Kraków)( 5| 10115| SW1A 2AA| - SP| MI|/İstanbul)?(, | - | / | ){1}){1,4}(Germany|Brazil|Japan|UK|France|USA|Türkiye|中国|Philippines|TX|NSW)?"
    ) {
        if let Some(location) = normalize(&text) {
            let shown = location.text();
            let again = normalize(&shown).map(|location| location.text());
            proptest::prop_assert_eq!(again, Some(shown));
        }
    }
}

#[test]
fn the_quick_reading_says_what_the_full_one_says() {
    let mut wrong = Vec::new();
    let mut check = |raw: &str| {
        if let Some(quick) = quick::read(raw)
            && read(raw).as_ref() != Some(&quick)
        {
            wrong.push(format!("{raw}: {quick:?}, not {:?}", read(raw)));
        }
    };
    let capital = |name: &str| {
        let mut chars = name.chars();
        chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
    };
    for (at, (name, places)) in PLACES.iter().enumerate().filter(|(at, _)| at % 5 == 0) {
        let name = capital(name);
        for place in places.split(' ').filter_map(Place::parse) {
            check(&format!("{name}, {}", place.country.name));
            check(&format!("{name}, {}, {}", place.region, place.country.alpha3));
        }
        // And where it is not.
        let other = ["Germany", "United States", "UK", "China", "Brazil", "Congo"][at % 6];
        check(&format!("{name}, {other}"));
        check(&format!("{name}, Texas, {other}"));
    }
    for line in include_str!("../country/subdivisions.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        let mut column = || columns.next().unwrap_or_default();
        let (alpha2, code, name, aliases) = (column(), column(), column(), column());
        let country = country::by_alpha2(alpha2).map_or("", |country| country.name);
        for known in [code, name].into_iter().chain(aliases.split('|')) {
            for city in ["Tinytown", "Georgia", "Paris", "San Juan", "Long Road", "Remote"] {
                check(&format!("{city}, {known}, {country}"));
            }
            check(&format!("{known}, {country}"));
            check(&format!("{known}, {known}, {country}"));
        }
    }
    assert!(wrong.is_empty(), "{} {:#?}", wrong.len(), &wrong[..wrong.len().min(30)]);
}
