//! Addresses of China, Japan, Korea and Taiwan in their own script: the biggest first, nothing between the parts.
//!
//! Names of provinces, prefectures and their codes from ISO 3166-2; those of Taiwan's cities and counties are its own.

use crate::normalize::country::{self, Country};

use super::cities::places;

/// Provinces of China, in short, simplified and where it differs traditional, with their codes. Sorted.
#[rustfmt::skip]
const CHINA: &[(&str, &str)] = &[
    ("上海", "SH"), ("云南", "YN"), ("內蒙古", "NM"), ("内蒙古", "NM"), ("北京", "BJ"), ("吉林", "JL"),
    ("四川", "SC"), ("天津", "TJ"), ("宁夏", "NX"), ("安徽", "AH"), ("寧夏", "NX"), ("山东", "SD"),
    ("山東", "SD"), ("山西", "SX"), ("广东", "GD"), ("广西", "GX"), ("廣東", "GD"), ("廣西", "GX"),
    ("新疆", "XJ"), ("江苏", "JS"), ("江蘇", "JS"), ("江西", "JX"), ("河北", "HE"), ("河南", "HA"),
    ("浙江", "ZJ"), ("海南", "HI"), ("湖北", "HB"), ("湖南", "HN"), ("甘肃", "GS"), ("甘肅", "GS"),
    ("福建", "FJ"), ("西藏", "XZ"), ("貴州", "GZ"), ("贵州", "GZ"), ("辽宁", "LN"), ("遼寧", "LN"),
    ("重庆", "CQ"), ("重慶", "CQ"), ("陕西", "SN"), ("陝西", "SN"), ("雲南", "YN"), ("青海", "QH"),
    ("黑龍江", "HL"), ("黑龙江", "HL"),
];

/// Cities that are provinces themselves.
const MUNICIPALITIES: [&str; 4] = ["BJ", "CQ", "SH", "TJ"];

/// What follows the short name of a province of China; the longer before what it begins with.
const CHINA_KINDS: [&str; 10] = [
    "维吾尔自治区",
    "維吾爾自治區",
    "壮族自治区",
    "壯族自治區",
    "回族自治区",
    "回族自治區",
    "自治区",
    "自治區",
    "省",
    "市",
];

/// Prefectures of Japan in the order of their codes, 01 to 47.
#[rustfmt::skip]
const JAPAN: [&str; 47] = [
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県",
    "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県",
    "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県",
    "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県",
    "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
];

/// Provinces and metropolitan cities of Korea, the longer name first, with their codes.
#[rustfmt::skip]
const KOREA: &[(&str, &str)] = &[
    ("서울특별시", "11"), ("서울시", "11"), ("서울", "11"), ("부산광역시", "26"), ("부산시", "26"), ("부산", "26"),
    ("대구광역시", "27"), ("대구시", "27"), ("대구", "27"), ("인천광역시", "28"), ("인천시", "28"), ("인천", "28"),
    ("광주광역시", "29"), ("대전광역시", "30"), ("대전시", "30"), ("대전", "30"), ("울산광역시", "31"),
    ("울산시", "31"), ("울산", "31"), ("세종특별자치시", "50"), ("세종시", "50"), ("경기도", "41"), ("경기", "41"),
    ("강원특별자치도", "42"), ("강원도", "42"), ("충청북도", "43"), ("충북", "43"), ("충청남도", "44"),
    ("충남", "44"), ("전북특별자치도", "45"), ("전라북도", "45"), ("전북", "45"), ("전라남도", "46"),
    ("전남", "46"), ("경상북도", "47"), ("경북", "47"), ("경상남도", "48"), ("경남", "48"),
    ("제주특별자치도", "49"), ("제주도", "49"),
];

/// Cities and counties of Taiwan, without the kind; 臺 is written 台. Sorted.
#[rustfmt::skip]
const TAIWAN: &[&str] = &[
    "南投", "台中", "台北", "台南", "台東", "嘉義", "基隆", "宜蘭", "屏東", "彰化", "新北", "新竹", "桃園", "澎湖", "花蓮",
    "苗栗", "連江", "金門", "雲林", "高雄",
];

/// Countries as such an address names them first; the longer before what it begins with.
const COUNTRIES: [(&str, &str); 12] = [
    ("中华人民共和国", "CN"),
    ("中華人民共和國", "CN"),
    ("中華民國", "TW"),
    ("中国", "CN"),
    ("中國", "CN"),
    ("日本国", "JP"),
    ("日本", "JP"),
    ("대한민국", "KR"),
    ("한국", "KR"),
    ("台灣", "TW"),
    ("台湾", "TW"),
    ("臺灣", "TW"),
];

/// City, code of the region, country.
type Found = (Option<String>, Option<&'static str>, &'static Country);

/// Reads an address in one of the scripts; `None` where it names no province, prefecture or great city at its start.
pub(super) fn read(text: &str) -> Option<Found> {
    if text.is_ascii() || text.chars().any(|c| c.is_ascii_alphabetic() && !text.contains('〒')) {
        return None;
    }
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let is_hangul = |c: char| ('\u{ac00}'..='\u{d7a3}').contains(&c);
    let rest = text.trim_start_matches(|c: char| !c.is_alphabetic() || c == '〒');
    let first = rest.chars().next()?;
    if !is_han(first) && !is_hangul(first) {
        return None;
    }
    // The country last: written the other way round, with commas.
    let last = rest.rsplit(',').next().unwrap_or_default().trim();
    if rest.contains(',') && COUNTRIES.iter().any(|(name, _)| *name == last) {
        return None;
    }
    let named = COUNTRIES.iter().find_map(|(name, code)| Some((rest.strip_prefix(name)?, *code)));
    let (rest, named) = match named {
        Some((rest, code)) => (rest.trim_start_matches(|c: char| !c.is_alphabetic()), Some(code)),
        None => (rest, None),
    };
    if rest.is_empty() {
        return None;
    }
    if is_hangul(first) {
        return korea(rest);
    }
    // No part is told from the next by a space; what is long is no place.
    let joined: String = rest.chars().filter(|c| !c.is_whitespace() && *c != ',').take(40).collect();
    let may_be = |code: &str| named.is_none_or(|named| named == code);
    let found = (may_be("JP").then(|| japan(&joined)).flatten())
        .or_else(|| may_be("TW").then(|| taiwan(&joined)).flatten())
        .or_else(|| may_be("CN").then(|| china(&joined)).flatten())
        .or_else(|| great_city(&joined));
    found.filter(|(.., country)| named.is_none_or(|code| country.alpha2 == code))
}

/// Up to and with the first of some signs, of two to nine characters.
fn up_to(text: &str, signs: &[char]) -> Option<String> {
    let mut chars = text.chars().enumerate().peekable();
    let mut name = String::new();
    while let Some((at, c)) = chars.next() {
        if at > 8 || !c.is_alphabetic() {
            return None;
        }
        name.push(c);
        if at > 0 && signs.contains(&c) {
            // `四日市市`
            if let Some((_, next)) = chars.peek().filter(|(_, next)| *next == c) {
                name.push(*next);
            }
            return Some(name);
        }
    }
    None
}

fn japan(text: &str) -> Option<Found> {
    /// Their codes, as they are text.
    #[rustfmt::skip]
    const CODES: [&str; 47] = [
        "01", "02", "03", "04", "05", "06", "07", "08", "09", "10", "11", "12", "13", "14", "15", "16", "17",
        "18", "19", "20", "21", "22", "23", "24", "25", "26", "27", "28", "29", "30", "31", "32", "33", "34",
        "35", "36", "37", "38", "39", "40", "41", "42", "43", "44", "45", "46", "47",
    ];
    let (index, rest) =
        JAPAN.iter().enumerate().find_map(|(at, name)| Some((at, text.strip_prefix(name)?)))?;
    let city = match up_to(rest, &['郡']) {
        Some(district) if up_to(rest, &['市', '区']).is_none() => {
            up_to(&rest[district.len()..], &['町', '村'])
        }
        _ => up_to(rest, &['市']).or_else(|| up_to(rest, &['区', '町', '村'])),
    };
    Some((city, Some(CODES[index]), country::by_alpha2("JP")?))
}

fn china(text: &str) -> Option<Found> {
    let (name, code) = CHINA.iter().find(|(name, _)| text.starts_with(name))?;
    let china = country::by_alpha2("CN")?;
    let rest = &text[name.len()..];
    let own_city = rest.starts_with('市');
    if MUNICIPALITIES.contains(code) {
        let city = if own_city { format!("{name}市") } else { (*name).to_owned() };
        return Some((Some(city), Some(code), china));
    }
    if own_city {
        // `吉林市`, the city of the province's name.
        return Some((Some(format!("{name}市")), Some(code), china));
    }
    let rest = CHINA_KINDS.iter().find_map(|kind| rest.strip_prefix(kind)).unwrap_or(rest);
    let known = || {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).skip(1).take(2);
        ends.map(|end| &rest[..end]).find(|city| places(city).any(|place| place.country == china))
    };
    let city = up_to(rest, &['市'])
        .or_else(|| rest.find("自治州").map(|at| rest[..at + "自治州".len()].to_owned()))
        .or_else(|| known().map(str::to_owned))
        .or_else(|| up_to(rest, &['盟', '县', '縣']))
        .or_else(|| {
            let short = (2..5).contains(&rest.chars().count()) && rest.chars().all(char::is_alphabetic);
            short.then(|| rest.to_owned())
        });
    Some((city, Some(code), china))
}

fn taiwan(text: &str) -> Option<Found> {
    let plain: String = text.chars().take(3).map(|c| if c == '臺' { '台' } else { c }).collect();
    let name = TAIWAN.iter().find(|name| plain.starts_with(*name))?;
    let kind = plain[name.len()..].chars().next().filter(|c| matches!(c, '市' | '縣' | '县'))?;
    let end = name.len() + kind.len_utf8();
    Some((Some(text.get(..end)?.to_owned()), None, country::by_alpha2("TW")?))
}

fn great_city(text: &str) -> Option<Found> {
    let city = up_to(text, &['市'])?;
    let place = places(&city).find(|place| place.alone)?;
    Some((Some(city), None, place.country))
}

fn korea(text: &str) -> Option<Found> {
    let (name, code) = KOREA.iter().find(|(name, _)| text.starts_with(name))?;
    let korea = country::by_alpha2("KR")?;
    let rest = text[name.len()..].trim_start_matches([' ', ',']);
    let spaced = rest.len() < text.len() - name.len();
    let official = name.ends_with('시') || name.ends_with('도');
    if rest.is_empty() || !spaced && !official {
        return None;
    }
    let of_a_city = matches!(*code, "11" | "26" | "27" | "28" | "29" | "30" | "31" | "50");
    if of_a_city {
        return Some((Some((*name).to_owned()), Some(code), korea));
    }
    let city = rest.split([' ', ',']).next().filter(|word| word.ends_with(['시', '군']));
    Some((city.map(str::to_owned).or_else(|| up_to(rest, &['시', '군'])), Some(code), korea))
}

#[cfg(test)]
pub(super) fn tables_are_sorted() -> bool {
    CHINA.is_sorted() && TAIWAN.is_sorted()
}
