//! Which words are the given name and which the family name, by the customs of the languages.

use super::case::Style;
use super::east_asia;
use super::token::Token;
use super::western::given_words;
use super::words::{self, *};

/// Countries in which people bear their father's and their mother's family name, the father's first.
#[rustfmt::skip]
pub(super) const HISPANIC: &[[u8; 2]] = &[
    *b"AR", *b"BO", *b"CL", *b"CO", *b"CR", *b"CU", *b"DO", *b"EC", *b"ES", *b"GQ", *b"GT", *b"HN", *b"MX",
    *b"NI", *b"PA", *b"PE", *b"PR", *b"PY", *b"SV", *b"UY", *b"VE",
];

/// Countries in which they bear both as well, the mother's first.
pub(super) const LUSOPHONE: &[[u8; 2]] = &[*b"AO", *b"BR", *b"CV", *b"MZ", *b"PT"];

/// Countries where Russian patronymics are usual and a full name may open with the family name.
pub(super) const EAST_SLAVIC: &[[u8; 2]] = &[*b"BY", *b"KG", *b"KZ", *b"RU", *b"UA", *b"UZ"];

/// Whether "A, B" is a family name and a given name, and not a name and a remark.
pub(super) fn is_inverted(head: &[Token<'_>], tail: &[Token<'_>]) -> bool {
    let (Some(surname), Some(given)) = (head.first(), tail.first()) else { return false };
    if tail.len() > 4
        || tail.iter().any(|t| {
            t.is(OCCUPATION | ORGANIZATION) && !t.is(GIVEN)
                || t.key.contains(char::is_numeric)
                || t.key == "&"
        })
    {
        return false;
    }
    if head.len() == 1 || surname.is(PARTICLE) {
        return true;
    }
    let known = given.is(GIVEN) || given.is_initial();
    // "Heinrich Howard, Joseph W": what comes behind the comma is a given name with its middle name.
    let whole = head.len() == 2
        && given.is(GIVEN)
        && tail.get(1).is_some_and(|t| t.is_initial() || t.is(GIVEN))
        && !head[1].is_initial();
    let family = head.iter().all(|t| t.is(IBERIAN_SURNAME))
        || head.len() == 2 && surname.is(ANY_SURNAME) && head[1].is(ANY_SURNAME) && head[1].is(GIVEN);
    match (surname.is(GIVEN) && !family, known) {
        (false, true) => true,
        (true, _) => whole,
        (false, false) => tail.len() <= 2,
    }
}

/// Names written family name first, with their given and family words.
pub(super) fn family_first<'a>(
    tokens: &[Token<'a>],
    style: Style,
    country: Option<[u8; 2]>,
) -> Option<(Vec<Token<'a>>, Vec<Token<'a>>)> {
    let last = tokens.len() - 1;
    let (family, other) = (&tokens[0], &tokens[last]);
    let take = |from: usize, to: usize| Some((tokens[from..to].to_vec(), tokens[..1].to_vec()));
    let is = |code: &[u8; 2]| country.as_ref() == Some(code);

    // "DUPONT Jean", "GARCIA LOPEZ Juan": the family name in capitals.
    let capitals = tokens.iter().take_while(|t| t.is_upper() && !t.text.contains('.')).count();
    if style == Style::Mixed
        && capitals > 0
        && capitals <= last
        && tokens[capitals..].iter().all(|t| !t.is_upper())
    {
        let long = tokens[..capitals].iter().all(|t| {
            let vowel = t.key.contains(['a', 'e', 'i', 'o', 'u', 'y']);
            t.key.chars().count() > 2 && vowel || t.flags & ANY_SURNAME != 0
        });
        if long
            && (!family.is(GIVEN) || tokens[capitals].is(GIVEN))
            && !tokens[capitals].is_initial()
            && !tokens[capitals].is(PARTICLE)
        {
            let given =
                given_words(&tokens[capitals..], tokens.len() - capitals + 1).min(tokens.len() - capitals);
            return Some((tokens[capitals..capitals + given].to_vec(), tokens[..capitals].to_vec()));
        }
    }
    // "Glowacki Julie", "Brines Mark R": a family name that is no given name before a given name that is no family
    // name. An initial behind a given name ends a name that was written this way round.
    let initialed = last == 2 && other.is_initial() && other.key != "i" && !tokens[1].is_initial();
    let given = &tokens[1];
    if (last == 1 || initialed) && given.is(GIVEN) && given.flags & ANY_SURNAME == 0 {
        let never_given = family.flags & (GIVEN | GIVEN_TOO | IBERIAN_GIVEN | HUNGARIAN_GIVEN | PARTICLE)
            == 0
            && !family.is_initial();
        let surname = family.flags & (COMMON_SURNAME | IBERIAN_SURNAME | JAPANESE_SURNAME) != 0
            || family.is(CHINESE_SURNAME | KOREAN_SURNAME)
            || looks_like_surname(&family.key);
        if never_given && (surname || initialed && !is(b"IN") && family.key.len() > 3)
            || last == 1 && is_plain_surname(family)
        {
            return take(1, 2);
        }
    }
    // "Yılmaz Mehmet": such names are given names too, but not in front of one that is no family name.
    let turkish = || is(b"TR") || tokens.iter().any(|t| t.text.contains(['ı', 'İ', 'ğ', 'Ğ', 'ş', 'Ş']));
    if last == 1
        && is_turkish_surname(&family.key)
        && given.is(GIVEN)
        && !given.is(ANY_SURNAME)
        && !is_turkish_surname(&given.key)
        && turkish()
    {
        return take(1, 2);
    }
    if let Some(order) = slavic_order(tokens, country) {
        return Some(order);
    }
    if is(b"HU") && (other.is(HUNGARIAN_GIVEN) || !family.is(HUNGARIAN_GIVEN)) {
        // "Kovácsné Nagy Mária": all before the first given name is the family name.
        let at = (1..tokens.len()).find(|&at| tokens[at].is(HUNGARIAN_GIVEN)).unwrap_or(1);
        return Some((vec![tokens[at].clone()], tokens[..at].to_vec()));
    }
    let vietnamese = family.is(VIETNAMESE_SURNAME);
    let marked = tokens.len() > 2 && matches!(tokens[1].key.as_str(), "van" | "thi");
    let female = marked && tokens[1].key == "thi";
    let is_vietnamese = |t: &Token<'_>| matches!(t.key.as_str(), "nguyen" | "huynh" | "tran" | "pham");
    // "Thái Quốc Nguyễn": the commonest family names of all are no given names.
    let vietnamese = vietnamese && (is_vietnamese(family) || !is_vietnamese(other));
    let unmistakable = is_vietnamese(family) && !other.is(VIETNAMESE_SURNAME) && !other.is(GIVEN)
        || last > 1
            && !family.is(GIVEN)
            && tokens[1..].iter().all(|t| t.is(VIETNAMESE_GIVEN) && !t.is(GIVEN));
    let spelled = vietnamese
        && tokens.iter().any(|t| t.text.chars().any(is_vietnamese_letter))
        && (!other.is(VIETNAMESE_SURNAME) || tokens.len() > 2);
    if vietnamese
        && (is(b"VN") && !(other.is(VIETNAMESE_SURNAME) && tokens.len() == 2 && family.is(GIVEN))
            || spelled
            || unmistakable
            || female
            || marked && !other.is(GIVEN))
    {
        // Behind Văn and Thị all is given name; else the last word is.
        return take(if marked { 2 } else { last }, tokens.len());
    }
    let syllable = |t: &Token<'_>| t.key.split('-').all(|part| words::flags(part) & KOREAN_SYLLABLE != 0);
    if family.is(KOREAN_SURNAME) && !other.is(KOREAN_SURNAME)
        || family.is(KOREAN_SURNAME) && tokens.len() == 3
    {
        let hyphenated = tokens.len() == 2 && other.key.contains('-') && syllable(other);
        let spaced = tokens.len() == 3
            && syllable(&tokens[1])
            && syllable(other)
            && !tokens[1].is(GIVEN)
            && !tokens[1].is_initial();
        if hyphenated
            || spaced
            || is(b"KR") && !family.is(GIVEN) && !other.is(KOREAN_SURNAME) && tokens.len() == 2
        {
            return take(1, tokens.len());
        }
    }
    // "Zhang Wei": both are family names, and the first by far the commoner.
    if is(b"CN") && last == 1 && is_top(&family.key) && other.is(CHINESE_SURNAME) && !is_top(&other.key) {
        return take(1, 2);
    }
    if family.is(CHINESE_SURNAME) && !other.is(CHINESE_SURNAME)
        || family.is(CHINESE_SURNAME) && tokens.len() == 3
    {
        let chinese = matches!(country.as_ref(), Some(b"CN" | b"TW" | b"HK" | b"MO" | b"SG" | b"MY"));
        let western = tokens[1..].iter().any(|t| t.is(GIVEN) || t.is_initial());
        let hyphenated = tokens.len() == 2
            && other.key.split('-').count() == 2
            && other.key.split('-').all(|part| part.len() < 6)
            && !western;
        let pinyin = tokens.len() == 2
            && !western
            && family.flags & (GIVEN | COMMON_SURNAME) == 0
            && east_asia::is_pinyin_given(&other.key);
        // Where the family name is a given name elsewhere: syllables that only pinyin has.
        let marked = tokens.len() == 2
            && !western
            && ["xia", "xi", "xu", "zh", "qi", "qu", "uang", "iong", "yue"]
                .iter()
                .any(|c| other.key.contains(c))
            && east_asia::is_pinyin_given(&other.key);
        if !western && (chinese && tokens.len() < 4 || hyphenated && !family.is(COMMON_SURNAME))
            || pinyin
            || marked
        {
            return take(1, tokens.len());
        }
    }
    // "Lee Kuan Yew", "Lee Hsien Loong": two syllables that are nothing else behind a Chinese family name.
    if family.is(CHINESE_SURNAME)
        && last == 2
        && !other.is(CHINESE_SURNAME)
        && tokens[1..].iter().all(|t| !t.is(GIVEN) && east_asia::is_chinese_syllable(&t.key))
        && !(tokens[1].is(CHINESE_SURNAME) && family.is(GIVEN))
    {
        return take(1, 3);
    }
    if family.is(JAPANESE_SURNAME)
        && !other.is(JAPANESE_SURNAME)
        && tokens.len() == 2
        && (is(b"JP")
            || !family.is(GIVEN)
                && other.flags & (GIVEN | ANY_SURNAME) == 0
                && other.key.len() > 3
                && east_asia::is_romaji(&other.key))
    {
        return take(1, 2);
    }
    None
}

/// The twenty commonest Chinese family names (Ministry of Public Security, 2020), in pinyin.
fn is_top(key: &str) -> bool {
    #[rustfmt::skip]
    const TOP: &[&str] = &[
        "chen", "gao", "guo", "he", "hu", "huang", "li", "lin", "liu", "luo", "ma", "sun", "wang", "wu", "xu",
        "yang", "zhang", "zhao", "zhou", "zhu",
    ];
    TOP.binary_search(&key).is_ok()
}

/// Endings that make a word a family name in its language.
fn looks_like_surname(key: &str) -> bool {
    #[rustfmt::skip]
    const ENDINGS: &[&str] = &[
        "acci", "aitis", "akis", "auskas", "berger", "czuk", "czyk", "dottir", "elli", "enko", "escu", "etti",
        "evic", "icius", "icki", "idis", "iewicz", "mann", "nska", "nski", "opoulos", "opoulou", "oglu",
        "ovic", "owicz", "owska", "owski", "shvili", "sson", "stein", "ucci", "unen", "wicz",
        "zewska", "zewski", "zynski",
    ];
    ENDINGS.iter().any(|end| key.len() > end.len() + 1 && key.ends_with(end))
}

/// Family names that nobody bears as a given name: in front of a given name they were put there on purpose.
fn is_plain_surname(token: &Token<'_>) -> bool {
    token.is(IBERIAN_SURNAME) && token.key.ends_with("ez") && !token.is(IBERIAN_GIVEN)
        || matches!(
            token.key.as_str(),
            "fischer"
                | "johnson"
                | "jones"
                | "muller"
                | "mueller"
                | "patel"
                | "schmidt"
                | "schneider"
                | "smith"
                | "weber"
        )
}

/// The commonest Turkish family names (General Directorate of Civil Registration, 2022), folded.
fn is_turkish_surname(key: &str) -> bool {
    #[rustfmt::skip]
    const NAMES: &[&str] = &[
        "acar", "aksoy", "aktas", "arslan", "aslan", "avci", "aydin", "bulut", "cakir", "celik", "cetin", "coskun",
        "demir", "demirci", "dogan", "erdem", "erdogan", "guler", "gunes", "kahraman", "kaplan", "kara", "kaya", "keskin",
        "kilic", "koc", "korkmaz", "kurt", "ozcan", "ozdemir", "ozer", "ozkan", "ozturk", "polat", "sahin", "sari", "simsek",
        "tas", "tekin", "turan", "turk", "unal", "yalcin", "yavuz", "yildirim", "yildiz", "yilmaz", "yuksel",
    ];
    NAMES.binary_search(&key).is_ok()
}

/// Letters of Vietnamese that no other language in Latin script has.
pub(super) fn is_vietnamese_letter(c: char) -> bool {
    matches!(c, 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ă' | 'Ă' | 'đ' | 'Đ' | '\u{1EA0}'..='\u{1EF9}')
}

/// "Petrov Ivan Ivanovich" and "Петров Иван": the family name first, told by the patronymic or the endings.
pub(super) fn slavic_order<'a>(
    tokens: &[Token<'a>],
    country: Option<[u8; 2]>,
) -> Option<(Vec<Token<'a>>, Vec<Token<'a>>)> {
    let cyrillic = tokens[0].text.chars().any(|c| matches!(c, '\u{400}'..='\u{4FF}'));
    match tokens {
        [family, given, patronymic] if is_patronymic(&patronymic.key) && !is_patronymic(&given.key) => {
            let slavic = cyrillic
                || given.is(GIVEN) && !family.is(GIVEN)
                || country.is_some_and(|c| EAST_SLAVIC.contains(&c));
            slavic.then(|| (vec![given.clone()], vec![family.clone()]))
        }
        // "Мария Ивановна": no family name at all; a man's could be one.
        [given, patronymic] if cyrillic && is_female_patronymic(&patronymic.key) => {
            Some((vec![given.clone()], Vec::new()))
        }
        [family, given] if is_greek_surname(&family.key) && !is_greek_surname(&given.key) => {
            Some((vec![given.clone()], vec![family.clone()]))
        }
        [family, given] if cyrillic && is_slavic_surname(&family.key) && !is_slavic_surname(&given.key) => {
            Some((vec![given.clone()], vec![family.clone()]))
        }
        _ => None,
    }
}

pub(super) fn is_patronymic(key: &str) -> bool {
    ["ovich", "evich", "ovna", "evna", "ович", "евич", "овна", "евна", "ична", "івна", "йович", "ївна"]
        .iter()
        .any(|end| key.ends_with(end))
}

fn is_female_patronymic(key: &str) -> bool {
    ["овна", "евна", "ична", "івна"].iter().any(|end| key.len() > end.len() + 2 && key.ends_with(end))
}

fn is_greek_surname(key: &str) -> bool {
    ["οπουλοσ", "οπουλου", "ιδησ", "ιδου", "αδησ", "αδου", "ακησ", "ακη", "ελλησ", "ατοσ"]
        .iter()
        .any(|end| key.ends_with(end) && key.chars().count() > end.chars().count() + 2)
}

pub(super) fn is_slavic_surname(key: &str) -> bool {
    [
        "ов", "ев", "ова", "ева", "ин", "ина", "ын", "ына", "ский", "ская", "цкий", "цкая", "енко", "чук",
        "ко", "юк", "ых",
    ]
    .iter()
    .any(|end| key.ends_with(end) && key.chars().count() > end.chars().count() + 1)
        && !matches!(
            key,
            "валентин"
                | "константин"
                | "мартин"
                | "августин"
                | "марина"
                | "ирина"
                | "полина"
                | "галина"
                | "арина"
                | "кристина"
                | "екатерина"
                | "карина"
                | "алина"
                | "ангелина"
                | "лев"
                | "нина"
                | "регина"
                | "валентина"
                | "марко"
                | "василина"
                | "каролина"
                | "сабина"
                | "альбина"
                | "эвелина"
        )
}
