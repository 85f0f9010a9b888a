//! Where the given name ends and the family name starts in a name that is written given name first.

use super::order::{HISPANIC, LUSOPHONE};
use super::token::Token;
use super::words::{self, *};

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
                // "José Luis Rodríguez Zapatero": after a Spanish given name the first of two is the father's.
                || tokens[0].is(IBERIAN_GIVEN)
                    && before.is(IBERIAN_SURNAME)
                    && !before.is(GIVEN | IBERIAN_GIVEN | GIVEN_TOO)
                    && end - start == 1
                    && tokens[start].key.len() > 2
                    && country != Some(*b"PH")
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
    // "Durão Barroso", "Rebelo de Sousa": what is no given name is the mother's.
    if in_countries(LUSOPHONE)
        && before.flags & (GIVEN | IBERIAN_GIVEN | GIVEN_TOO) == 0
        && before.key.len() > 3
    {
        return true;
    }
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
    // "Nam June Paik", "Chan Ho Park": Korean names in the western order.
    if let [one, other, family] = tokens
        && family.is(KOREAN_SURNAME)
        && one.is(KOREAN_SYLLABLE)
        && !one.is(GIVEN)
        && other.is(KOREAN_SYLLABLE)
        && (one.key.len() < 6 && other.key.len() < 6)
        && !family.is(KOREAN_SYLLABLE | GIVEN | CHINESE_SURNAME)
    {
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
