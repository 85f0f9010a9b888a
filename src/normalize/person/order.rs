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
    let vietnamese = vietnamese && !(is_vietnamese(other) && !is_vietnamese(family));
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

fn is_greek_surname(key: &str) -> bool {
    ["οπουλος", "οπουλου", "ιδης", "ιδου", "αδης", "αδου", "ακης", "ακη", "ελλης", "ατος"]
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
    // "Tony Leung Chiu-wai", "David Chan Tai Man": the Chinese given name behind the family name.
    if tokens.len() > 2 && tokens[0].is(GIVEN) && tokens[1].is(CHINESE_SURNAME) && !tokens[1].is(GIVEN) {
        let syllables =
            |t: &Token<'_>| t.key.len() < 6 && t.flags & (GIVEN | COMMON_SURNAME) == 0 && !t.is_initial();
        let hyphenated = tokens.len() == 3
            && tokens[2].key.split_once('-').is_some_and(|(one, other)| one.len() < 6 && other.len() < 6)
            && tokens[2].text.split_once('-').is_some_and(|(_, other)| other.chars().all(char::is_lowercase));
        let spaced = tokens.len() == 4
            && country.is_some_and(|c| [*b"HK", *b"MO", *b"MY", *b"SG", *b"TW"].contains(&c))
            && tokens[2..].iter().all(syllables);
        if hyphenated || spaced {
            return (1, 1, 2);
        }
    }
    let given = given_words(tokens, end);
    let opens_family = |at: usize| {
        let token = &tokens[at];
        let next = &tokens[at + 1];
        // "Aoife Ní Dhálaigh", "Mahmoud Abu Mazen", "Ahmed Ben Bella": particles with a capital.
        let celtic = matches!(token.key.as_str(), "ni" | "ui" | "o" | "ua" | "mhic" | "nic")
            && !token.text.is_ascii()
            || matches!(token.key.as_str(), "ni" | "nic") && is_lenited(&next.key)
            || matches!(token.key.as_str(), "mhic" | "ua");
        // "Otto v. Bismarck", "Piet v.d. Berg"
        let shortened = matches!(token.text, "v." | "v.d." | "v/d" | "z.");
        // "Heijdanus-De Boer"
        let tied = token.key.rsplit_once('-').is_some_and(|(family, particle)| {
            family.len() > 1
                && matches!(
                    particle,
                    "de" | "van" | "der" | "den" | "von" | "di" | "du" | "da" | "le" | "la" | "el"
                )
        });
        let semitic = token.key == "abu" || token.key == "ben" && bears_ben(&tokens[0].key, country);
        if celtic || shortened || tied || semitic {
            return true;
        }
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
    // "Anna M. Foster Hughes": behind a middle initial there are no more middle names.
    if let Some(at) = (given..end.saturating_sub(2)).rfind(|&at| tokens[at].is_initial())
        && at + 1 < start
        && !tokens[at].is_lower()
        && !tokens[0].is_initial()
        && tokens[at + 1..start].iter().all(|t| !t.is_initial())
        && tokens[at + 1..start].iter().all(|t| t.flags & (GIVEN | IBERIAN_GIVEN) == 0 || t.is(ANY_SURNAME))
        && tokens[at + 1..start].iter().all(|t| !t.is(CONJUNCTION) || t.is_lower())
        && !tokens[start].is(PARTICLE)
    {
        start = at + 1;
    }
    // "Otto Graf von Bismarck": titles of nobility are part of the family name.
    if start > given
        && tokens[start - 1].is(NOBLE)
        && matches!(tokens[start].key.as_str(), "von" | "zu" | "vom")
    {
        start -= 1;
    }
    let joins =
        |at: usize| tokens[at].is(CONJUNCTION) && !tokens[at].text.ends_with('.') && tokens[at].is_lower();
    if start > given + 1 && joins(start - 1) {
        start -= 2;
    } else if let Some(at) = (given + 1..end - 1)
        .find(|&at| joins(at) && !tokens[at - 1].is_initial() && !tokens[at + 1].is_initial())
    {
        // "Ortega y Gasset", "Silva e Souza"
        start = start.min(at - 1);
    }
    // "Ávila Montes de Oca": twice where the second of the two names has a particle of its own.
    for round in 0..2 {
        let is_double = start > given && {
            let before = &tokens[start - 1];
            words::is_compound_surname(&before.key, &tokens[start].key)
                || is_double_surname(before, &tokens[start..end], country)
        };
        let again = round == 0 || end - start > 2 && tokens[start + 1].is(PARTICLE);
        if !again || !(is_double || start > given && is_servant(&tokens[start - 1].key)) {
            break;
        }
        start -= 1;
    }
    (given, start, end)
}

pub(super) fn is_double_surname(before: &Token<'_>, family: &[Token<'_>], country: Option<[u8; 2]>) -> bool {
    // In the Philippines the word in the middle is the mother's name, which is a middle name there.
    if before.is_initial() || family.len() > 3 || before.is(TITLE | PARTICLE) || country == Some(*b"PH") {
        return false;
    }
    let in_countries = |countries: &[[u8; 2]]| country.is_some_and(|country| countries.contains(&country));
    // "Martínez-Pérez Ruiz": each half of a hyphenated name counts.
    let iberian =
        |token: &Token<'_>| token.key.split('-').any(|part| words::flags(part) & IBERIAN_SURNAME != 0);
    let own = iberian(before) || before.is(IBERIAN_SURNAME);
    if own && (in_countries(LUSOPHONE) || family.iter().any(iberian)) {
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
    // "Md. Karim Uddin" and "Ma. Victoria Santos" have Mohammad and María shortened, "Te Awanui Black" and
    // "La Shawn Ford" an article.
    let third = tokens.get(2);
    let opens = match first.key.as_str() {
        "md" | "mohd" | "muhd" => third.is_some_and(|t| !t.is_initial()) && !second.is_initial(),
        "ma" => second.is(IBERIAN_GIVEN) || first.text.ends_with('.') && second.is(GIVEN),
        "te" => true,
        "la" | "le" | "de" => {
            !first.is_lower()
                && !second.is(PARTICLE)
                && second.flags & ANY_SURNAME == 0
                && third.is_some_and(|t| t.is_initial() || !t.is(GIVEN))
        }
        _ => false,
    };
    if opens {
        return 2;
    }
    // "Zine El Abidine", "Salah ad Din"
    if end > 3
        && matches!(second.key.as_str(), "al" | "el" | "ed" | "ad" | "ud" | "eddine" | "ul")
        && third.is_some_and(|t| {
            matches!(t.key.as_str(), "din" | "dine" | "deen" | "abidine" | "islam" | "haq" | "hak" | "hassan")
        })
    {
        return 3;
    }
    // Behind two or three names a Malay "bin" opens the father's name.
    if let Some(at) = (2..tokens.len().min(4))
        .find(|&at| matches!(tokens[at].key.as_str(), "binti" | "binte" | "a/l" | "a/p" | "s/o" | "d/o"))
        && at + 1 < end
    {
        return at;
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

/// Whether two words are a compound given name without a family name.
pub(super) fn is_given_alone(first: &Token<'_>, second: &Token<'_>) -> bool {
    let iberian = matches!(
        (first.key.as_str(), second.key.as_str()),
        ("ana" | "rosa" | "luz" | "jose" | "juan" | "carmen" | "eva", "maria")
            | (
                "maria",
                "jose"
                    | "jesus"
                    | "fernanda"
                    | "luisa"
                    | "elena"
                    | "eugenia"
                    | "victoria"
                    | "isabel"
                    | "paula"
                    | "alejandra"
            )
            | ("juan", "carlos" | "pablo" | "jose" | "manuel" | "antonio" | "luis")
            | ("jose", "luis" | "antonio" | "manuel" | "carlos" | "miguel" | "juan")
            | ("luis", "miguel" | "alberto" | "carlos" | "fernando")
            | ("ana", "paula" | "carolina" | "luisa" | "laura" | "lucia" | "isabel" | "sofia")
            | ("joao", "pedro" | "paulo" | "carlos")
            | ("luiz", "carlos" | "fernando" | "henrique")
    );
    iberian
        || matches!(first.key.as_str(), "mary" | "jo" | "leigh" | "peggy")
            && words::is_compound_given(&first.key, &second.key)
            && second.flags & ANY_SURNAME == 0
}

pub(super) fn is_given_pair(first: &str, second: &str) -> bool {
    words::is_compound_given(first, second)
        || IBERIAN_OPENERS.binary_search(&first).is_ok() && {
            let flags = words::flags(second);
            flags & IBERIAN_GIVEN != 0 && flags & IBERIAN_SURNAME == 0
        }
}

/// Whether "Ben" behind this given name is the Arabic or Hebrew "son of", and not Benjamin.
fn bears_ben(given: &str, country: Option<[u8; 2]>) -> bool {
    #[rustfmt::skip]
    const GIVEN_NAMES: &[&str] = &[
        "ahmed", "ali", "amine", "avraham", "bilal", "david", "faouzi", "habib", "hamza", "hatem", "hedi",
        "hichem", "ismail", "karim", "khaled", "mehdi", "mohamed", "mohammed", "moncef", "moshe", "mounir",
        "mourad", "mustapha", "nabil", "omar", "rachid", "riadh", "sami", "shlomo", "slim", "sofiane", "tarek",
        "walid", "yassine", "yosef", "youssef", "zine",
    ];
    let maghreb = [*b"DZ", *b"IL", *b"LY", *b"MA", *b"TN"];
    country.is_some_and(|c| maghreb.contains(&c)) || GIVEN_NAMES.binary_search(&given).is_ok()
}

/// Irish names behind Ní, Nic and Uí soften their first letter: Dhálaigh, Mhaoileoin.
fn is_lenited(key: &str) -> bool {
    let mut letters = key.bytes();
    matches!(letters.next(), Some(b'b' | b'c' | b'd' | b'f' | b'g' | b'm' | b'p' | b's' | b't'))
        && letters.next() == Some(b'h')
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
