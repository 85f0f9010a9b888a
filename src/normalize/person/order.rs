//! Which words are the given name and which the family name, by the customs of the languages.

use super::case::Style;
use super::east_asia;
use super::token::Token;
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
    match (surname.is(GIVEN) && !head.iter().all(|t| t.is(IBERIAN_SURNAME)), known) {
        (false, true) => true,
        (true, _) => false,
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
    if tokens.len() == 2 && is_plain_surname(family) && other.is(GIVEN) && other.flags & ANY_SURNAME == 0 {
        return take(1, 2);
    }
    if let Some(order) = slavic_order(tokens, country) {
        return Some(order);
    }
    if is(b"HU") && (other.is(HUNGARIAN_GIVEN) || !family.is(HUNGARIAN_GIVEN)) {
        return take(1, 2.max(last.min(1) + 1));
    }
    let vietnamese = family.is(VIETNAMESE_SURNAME);
    let marked = tokens.len() > 2 && matches!(tokens[1].key.as_str(), "van" | "thi");
    let female = marked && tokens[1].key == "thi";
    let unmistakable = matches!(family.key.as_str(), "nguyen" | "huynh" | "tran" | "pham")
        && !other.is(VIETNAMESE_SURNAME)
        && !other.is(GIVEN);
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
        if !western && (chinese && tokens.len() < 4 || hyphenated && !family.is(COMMON_SURNAME)) || pinyin {
            return take(1, tokens.len());
        }
    }
    if is(b"JP") && family.is(JAPANESE_SURNAME) && !other.is(JAPANESE_SURNAME) && tokens.len() == 2 {
        return take(1, 2);
    }
    None
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

/// Where the given name ends and where the family name starts and ends, for names written given name first.
pub(super) fn split_western(tokens: &[Token<'_>], country: Option<[u8; 2]>) -> (usize, usize, usize) {
    let mut end = tokens.len();
    // "Suresh Kumar R.": an initial behind a full name is not the family name.
    if end > 2
        && tokens[end - 1].is_initial()
        && !tokens[end - 2].is_initial()
        && given_words(tokens, end) < end - 1
    {
        end -= 1;
    }
    let given = given_words(tokens, end);
    let opens_family = |at: usize| {
        let token = &tokens[at];
        token.is(PARTICLE | PARTICLE_LOWER)
            && !token.is(CONJUNCTION)
            && !token.text.ends_with('.') | matches!(token.key.as_str(), "st" | "ste" | "d")
            && !(token.key == "d" && !token.text.contains('\'') && !is_after_d(&tokens[at + 1].key))
            && !(token.key == "o" && !token.text.contains('\'') && !is_after_o(&tokens[at + 1].key))
            && (token.key.len() != 1 || matches!(token.key.as_str(), "d" | "o" | "t"))
            && (!token.is(PARTICLE_LOWER)
                || token.key == "o"
                || token.key == "mac"
                || token.is_lower() && token.text.chars().count() > 1
                || token.text.starts_with('\''))
            && !(token.key == "van" && country == Some(*b"VN"))
    };
    let mut start = (given..end - 1).find(|&at| opens_family(at)).unwrap_or(end - 1);
    // In an Arabic chain of fathers the family is what comes last: "bin Rashid Al Maktoum".
    if matches!(tokens[start].key.as_str(), "bin" | "ibn" | "bint" | "بن") {
        if let Some(family) =
            (start + 2..end - 1).find(|&at| matches!(tokens[at].key.as_str(), "al" | "el" | "آل"))
        {
            start = family;
        } else if let Some(family) = (start + 2..end)
            .find(|&at| tokens[at].key.starts_with("al-") || tokens[at].key.starts_with("el-"))
        {
            start = family;
        }
    }
    if start == end - 1
        && start > given
        && matches!(tokens[start].key.as_str(), "filho" | "neto" | "sobrinho")
    {
        start -= 1;
    }
    if start > given + 1 && tokens[start - 1].is(CONJUNCTION) {
        start -= 2;
    } else if let Some(at) =
        (given + 1..end - 1).find(|&at| tokens[at].is(CONJUNCTION) && tokens[at].is_lower())
    {
        // "Ortega y Gasset", "Silva e Souza"
        start = start.min(at - 1);
    }
    let is_double = start > given && {
        let before = &tokens[start - 1];
        words::is_compound_surname(&before.key, &tokens[start].key)
            || is_double_surname(before, &tokens[start..end], country)
    };
    start -= usize::from(is_double || start > given && is_servant(&tokens[start - 1].key));
    (given, start, end)
}

pub(super) fn is_double_surname(before: &Token<'_>, family: &[Token<'_>], country: Option<[u8; 2]>) -> bool {
    // In the Philippines the word in the middle is the mother's name, which is a middle name there.
    if before.is_initial() || family.len() > 3 || before.is(TITLE | PARTICLE) || country == Some(*b"PH") {
        return false;
    }
    let in_countries = |countries: &[[u8; 2]]| country.is_some_and(|country| countries.contains(&country));
    let own = before.is(IBERIAN_SURNAME);
    if own && (in_countries(LUSOPHONE) || family.iter().any(|token| token.is(IBERIAN_SURNAME))) {
        return true;
    }
    let opens_with_particle = family.first().is_some_and(|token| token.is(PARTICLE));
    in_countries(HISPANIC) && (own || before.flags & (GIVEN | IBERIAN_GIVEN) == 0 && !opens_with_particle)
}

/// How many of the words are the given name, where `end` words are a whole name.
pub(super) fn given_words(tokens: &[Token<'_>], end: usize) -> usize {
    let (Some(first), Some(second)) = (tokens.first(), tokens.get(1)) else { return tokens.len().min(1) };
    if end < 3 {
        return 1;
    }
    if is_servant(&first.key) {
        return if end > 3 && matches!(second.key.as_str(), "al" | "ul" | "el" | "ar" | "as") {
            3
        } else {
            2
        };
    }
    if is_given_pair(&first.key, &second.key) {
        return 2;
    }
    // "María del Carmen", "José de Jesús", "Maria das Graças"
    if IBERIAN_OPENERS.binary_search(&first.key.as_str()).is_ok()
        && matches!(second.key.as_str(), "de" | "del" | "da" | "das" | "dos")
    {
        let article =
            usize::from(tokens.get(2).is_some_and(|t| matches!(t.key.as_str(), "la" | "las" | "los")));
        if tokens.get(2 + article).is_some_and(|t| DEVOTIONAL.binary_search(&t.key.as_str()).is_ok())
            && end > 3 + article
        {
            return 3 + article;
        }
    }
    1
}

pub(super) fn is_given_pair(first: &str, second: &str) -> bool {
    words::is_compound_given(first, second)
        || IBERIAN_OPENERS.binary_search(&first).is_ok() && {
            let flags = words::flags(second);
            flags & IBERIAN_GIVEN != 0 && flags & IBERIAN_SURNAME == 0
        }
}

/// "Abdul Rahman": "servant of" is no name without what follows.
pub(super) fn is_servant(key: &str) -> bool {
    matches!(key, "abdul" | "abd" | "abdel" | "abdal" | "abdoul" | "عبد")
}

/// Irish names that lost the apostrophe behind their O.
pub(super) fn is_after_o(key: &str) -> bool {
    #[rustfmt::skip]
    const NAMES: &[&str] = &[
        "boyle", "brien", "byrne", "callaghan", "connell", "connor", "dea", "doherty", "donnell", "donoghue",
        "donovan", "dowd", "driscoll", "dwyer", "farrell", "flaherty", "gara", "gorman", "grady", "hagan",
        "halloran", "hara", "hare", "hearn", "keefe", "keeffe", "kelly", "laughlin", "leary", "mahony",
        "malley", "mara", "meara", "neal", "neil", "neill", "regan", "reilly", "riordan", "rourke",
        "shaughnessy", "shea", "sullivan", "toole",
    ];
    NAMES.binary_search(&key).is_ok()
}

/// Goan and Italian names that lost the apostrophe behind their D.
pub(super) fn is_after_d(key: &str) -> bool {
    matches!(
        key,
        "amico"
            | "angelo"
            | "agostino"
            | "amato"
            | "costa"
            | "cruz"
            | "cunha"
            | "mello"
            | "silva"
            | "souza"
            | "arcy"
    )
}
