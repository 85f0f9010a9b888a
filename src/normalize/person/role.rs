//! Persons told from companies, teams and roles, and the role cut off before or behind a person's name.

use super::case::Style;
use super::foreign;
use super::token::Token;
use super::words::*;

/// Longer than this is a sentence, not a name.
const MAX_WORDS: usize = 10;

/// Occupations that are family names as well ("Minnie Driver").
#[rustfmt::skip]
const SURNAMES_TOO: &[&str] = &[
    "agent", "artist", "buyer", "chef", "cleaner", "clerk", "coach", "driver", "expert", "foreman", "head",
    "janitor", "lawyer", "leader", "nurse", "partner", "planner", "porter", "roofer", "senior", "soldier",
    "student", "teller", "trader", "veteran", "worker", "writer",
];

/// Places of two words that come in the column of the names. Written from general knowledge; to check against:
/// GeoNames' largest cities and ISO 3166's names of countries.
#[rustfmt::skip]
const PLACES: &[(&str, &str)] = &[
    ("abu", "dhabi"), ("buenos", "aires"), ("cape", "town"), ("costa", "rica"), ("el", "salvador"),
    ("hong", "kong"), ("kuala", "lumpur"), ("las", "vegas"), ("los", "angeles"), ("new", "delhi"),
    ("new", "jersey"), ("new", "orleans"), ("new", "york"), ("new", "zealand"), ("north", "america"),
    ("puerto", "rico"), ("san", "diego"), ("san", "francisco"), ("sao", "paulo"), ("saudi", "arabia"),
    ("south", "africa"), ("south", "korea"), ("sri", "lanka"), ("tel", "aviv"), ("united", "kingdom"),
    ("united", "states"),
];

/// Judges whether the words are a person's. Cuts a role off behind a name ("John Smith Realtor").
pub(super) fn keep_person(tokens: &mut Vec<Token<'_>>, separate_fields: bool) -> bool {
    if tokens.is_empty() || tokens.len() > MAX_WORDS || tokens[0].key == "the" && !separate_fields {
        return false;
    }
    if tokens.iter().all(|token| token.is(PLACEHOLDER) && token.key.len() > 1) {
        return false;
    }
    if tokens[0].is(PHRASE) && foreign::is_phrase(tokens.iter().map(|token| token.key.as_str())) {
        return false;
    }
    let letters = tokens.iter().flat_map(|token| token.key.chars()).filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return false;
    }
    let is_phrase = |t: &Token<'_>| {
        t.text.ends_with("'s")
            || t.text.ends_with("'S")
            || t.text.contains('/') && !t.is(PARTICLE)
            || t.key.contains(|c: char| c.is_numeric() || matches!(c, '@' | '&'))
    };
    if tokens.iter().any(is_phrase) {
        return false;
    }
    if let ([only], false) = (tokens.as_slice(), separate_fields)
        && (is_company_word(only) || only.is(TITLE | SUFFIX) && only.flags & (GIVEN | ANY_SURNAME) == 0)
    {
        return false;
    }
    if let ([one, other], false) = (tokens.as_slice(), separate_fields)
        && PLACES.binary_search(&(one.key.as_str(), other.key.as_str())).is_ok()
    {
        return false;
    }
    let last = tokens.len() - 1;
    let known = tokens[0].is(GIVEN | GIVEN_TOO) || separate_fields;
    let is_called = tokens[0].flags & (GIVEN | GIVEN_TOO | ANY_SURNAME) != 0 || tokens[0].is_initial();
    let is_name = |token: &Token<'_>| token.is(GIVEN | ANY_SURNAME);
    let found = tokens.iter().enumerate().position(|(at, token)| {
        // "N.V. Uvarova"
        if token.is_initial() {
            return false;
        }
        let ends = at == last && at > 0;
        // "Ivan S. Login": what comes behind a given name and an initial is a family name.
        if ends && at == 2 && tokens[1].is_initial() && tokens[0].is(GIVEN) && !token.is(OCCUPATION) {
            return false;
        }
        let soft_name = || {
            let whole = at == 1
                || separate_fields
                || at > 0 && (tokens[at - 1].is_initial() || tokens[at - 1].is(GIVEN | GIVEN_TOO));
            let middle = tokens[last].flags & NO_NAME == 0
                && (is_family_like(&token.key) || tokens.get(at + 1).is_some_and(|next| next.is(PARTICLE)));
            at > 0 && (known || tokens[0].is_initial()) && (at == last && whole || middle)
        };
        let too = SURNAMES_TOO.contains(&token.key.as_str());
        token.is(ORGANIZATION) && !(ends && separate_fields && is_called)
            // "Leslie Mills Stuck", "Mark Sales"
            || token.is(ORGANIZATION_SOFT) && !soft_name()
            || token.is(OCCUPATION)
                && !(ends && separate_fields && too && is_called)
                && !(ends && at == 1 && is_name(&tokens[0]) && (is_name(token) || known && too))
    });
    match found {
        None => {
            // "John Smith Sales"
            if last > 1
                && known
                && !separate_fields
                && matches!(tokens[last].key.as_str(), "sales" | "legal" | "law")
                && tokens[last - 1].is(ANY_SURNAME)
            {
                tokens.truncate(last);
            }
            true
        }
        Some(at)
            if at >= 2
                && (known || tokens[1].is(GIVEN))
                && !tokens[at].is(ORGANIZATION)
                && !tokens[at..]
                    .iter()
                    .any(|t| t.is(ORGANIZATION) && !separate_fields && t.key.len() < 4) =>
        {
            tokens.truncate(at);
            while tokens.len() > 2
                && tokens.last().is_some_and(|t| t.is(TITLE) && t.flags & (GIVEN | ANY_SURNAME) == 0)
            {
                tokens.pop();
            }
            true
        }
        Some(_) => false,
    }
}

/// Says that what a name seems to end with is none.
const NO_NAME: u32 = ORGANIZATION | ORGANIZATION_SOFT | OCCUPATION | PLACEHOLDER;

/// Words of organizations that are frequent family names, so that they may stand in the middle of a name.
fn is_family_like(key: &str) -> bool {
    matches!(
        key,
        "banks"
            | "church"
            | "court"
            | "cross"
            | "fields"
            | "field"
            | "hall"
            | "house"
            | "kitchen"
            | "mills"
            | "temple"
            | "holding"
            | "farmer"
            | "garden"
            | "press"
    )
}

/// A word that is a company's name rather than a person's where it stands alone: a well-known one, an abbreviation,
/// or one with a capital inside.
fn is_company_word(token: &Token<'_>) -> bool {
    if token.flags & (GIVEN | ANY_SURNAME) != 0 {
        return false;
    }
    if token.is(BRAND) {
        return true;
    }
    let text = token.text;
    if token.is_upper() && text.bytes().all(|b| b.is_ascii_uppercase()) {
        let vowels = text.contains(['A', 'E', 'I', 'O', 'U', 'Y']);
        return (3..7).contains(&text.len()) && !vowels;
    }
    // "AlloSource", but not "McDonald", "DeShawn", "O'Neil" and "Jean-Luc".
    let mut before = ' ';
    let mut prefix = 0;
    for c in text.chars() {
        if c.is_uppercase() && before.is_lowercase() {
            return prefix > 3
                || text.get(..prefix).is_none_or(|start| {
                    let start = start.to_ascii_lowercase();
                    !matches!(
                        start.as_str(),
                        "mc" | "mac"
                            | "de"
                            | "di"
                            | "da"
                            | "du"
                            | "la"
                            | "le"
                            | "lo"
                            | "van"
                            | "von"
                            | "del"
                            | "des"
                            | "fitz"
                            | "ja"
                            | "ke"
                            | "ra"
                            | "sha"
                            | "ta"
                            | "jo"
                            | "ro"
                            | "ann"
                            | "mar"
                            | "st"
                            | "san"
                            | "al"
                            | "el"
                    )
                }) && !text.contains(['-', '\'']);
        }
        before = c;
        prefix += c.len_utf8();
    }
    false
}

/// "Sucampo AG", "Phadia AB": a legal form in capitals behind words that are no given name.
pub(super) fn is_company(tokens: &[Token<'_>], style: Style) -> bool {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else { return false };
    tokens.len() > 1
        && style == Style::Mixed
        && !first.is(GIVEN | TITLE)
        && !first.is_initial()
        && !tokens[1].is(GIVEN)
        && matches!(
            last.text,
            "AG" | "AB" | "AS" | "BV" | "KG" | "NV" | "OY" | "SA" | "SAS" | "SE" | "SRL" | "A/S"
        )
        && !(tokens.len() == 3 && first.is(ANY_SURNAME))
}

/// Whether a part behind a comma is a legal form, so that the name before it is a company's.
pub(super) fn is_legal_form(tokens: &[Token<'_>]) -> bool {
    let [only] = tokens else { return false };
    matches!(
        only.key.as_str(),
        "inc"
            | "llc"
            | "ltd"
            | "plc"
            | "corp"
            | "gmbh"
            | "llp"
            | "pllc"
            | "limited"
            | "incorporated"
            | "lllp"
            | "ltda"
    )
}

/// Cuts a name at what is no more of it: the name of birth ("née Smith", "geb. Müller"), another name ("aka"), a
/// company ("@ Acme").
pub(super) fn cut_other_names(tokens: &mut Vec<Token<'_>>) {
    let opens = |t: &Token<'_>| {
        t.text == "@"
            || t.is(OTHER_NAME)
                && (t.is_lower() || t.is_upper() && t.key.len() == 3 && t.key != "nee" && t.key != "geb")
    };
    tokens.retain({
        let mut first = true;
        move |t| !(std::mem::take(&mut first) && t.text == "@")
    });
    if let Some(at) = tokens.iter().skip(1).position(opens) {
        tokens.truncate(at + 1);
    }
}

/// Takes off what a page says around a name: "By Jane Doe", "View Jane Doe's profile", "Dear Jane Doe".
pub(super) fn strip_frame(tokens: &mut Vec<Token<'_>>) {
    let possessive = |text: &str| text.len() > 3 && matches!(text.get(text.len() - 2..), Some("'s" | "'S"));
    if tokens.len() > 2
        && matches!(
            tokens[tokens.len() - 1].key.as_str(),
            "profile" | "photo" | "picture" | "avatar" | "page"
        )
        && let Some(at) = tokens.iter().rposition(|token| possessive(token.text)).filter(|at| *at > 0)
        && tokens[at + 1..].iter().all(|t| {
            matches!(t.key.as_str(), "linkedin" | "profile" | "photo" | "picture" | "avatar" | "page")
        })
        && (tokens[0].is(GIVEN) || matches!(tokens[0].key.as_str(), "view" | "see" | "visit" | "open"))
    {
        tokens.truncate(at + 1);
        let text = tokens[at].text;
        tokens[at] = Token::new(text.get(..text.len() - 2).unwrap_or(text));
    }
    while tokens.len() > 2 && !tokens[1].is_initial() && !tokens[1].is_lower() {
        let opens = match tokens[0].key.as_str() {
            "by" | "view" | "hi" | "hello" | "hey" | "attn" | "attention" | "fao" | "contact" => true,
            "dear" | "from" | "owner" => tokens[1].is(GIVEN | TITLE),
            "zhd" => true,
            _ => false,
        };
        if !opens || tokens[1..].iter().any(|t| t.flags & (ORGANIZATION | OCCUPATION) != 0) {
            return;
        }
        tokens.remove(0);
    }
}

/// Takes a role off the front of a name: "CEO John Smith", "Secretary of State Hillary Clinton".
pub(super) fn strip_office(tokens: &mut Vec<Token<'_>>) {
    let Some(first) = tokens.first() else { return };
    let heads = |token: &Token<'_>, object: &Token<'_>| token.key == "dean" && object.key == "of";
    // Words of a phrase about a role, which are none themselves.
    let relates = |token: &Token<'_>| {
        matches!(token.key.as_str(), "of" | "for" | "at" | "by" | "from" | "with" | "our" | "your")
    };
    if tokens.len() < 3 || first.is(GIVEN) && !first.is(OCCUPATION) && !heads(first, &tokens[1]) {
        return;
    }
    let (mut at, mut end) = (0, 0);
    while at + 2 < tokens.len() {
        let token = &tokens[at];
        let object = &tokens[at + 1];
        if heads(token, object)
            || token.is(OCCUPATION | TITLE)
                && !relates(token)
                && (!token.is(GIVEN) || at != 0 || token.is(OCCUPATION))
                && !token.is_initial()
        {
            at += 1;
            end = at;
        } else if end > 0 && matches!(token.key.as_str(), "of" | "for") && !object.is(GIVEN) {
            at += 2;
            // "Director of Human Resources"
            while tokens.get(at).is_some_and(|t| t.is(ORGANIZATION | ORGANIZATION_SOFT) && !t.is(GIVEN)) {
                at += 1;
            }
            end = at;
        } else if end > 0
            && token.is(ORGANIZATION | ORGANIZATION_SOFT)
            && token.flags & (GIVEN | GIVEN_TOO) == 0
        {
            // "VP Engineering Anna Kowalska"
            at += 1;
            end = at;
        } else if matches!(token.key.as_str(), "and" | "&" | "the") && end > 0
            || matches!(
                token.key.as_str(),
                "state"
                    | "us"
                    | "district"
                    | "federal"
                    | "national"
                    | "regional"
                    | "global"
                    | "supreme"
                    | "county"
                    | "general"
            )
            || token.is(ORGANIZATION | ORGANIZATION_SOFT)
                && object.is(OCCUPATION | ORGANIZATION | ORGANIZATION_SOFT)
                && !relates(object)
        {
            at += 1;
        } else {
            break;
        }
    }
    let Some(rest) = tokens.get(end..).filter(|rest| end > 0 && (2..=5).contains(&rest.len())) else {
        return;
    };
    let titled = tokens[end - 1].is(TITLE) && !tokens[end - 1].is(OCCUPATION) && rest.len() == 2;
    let opens =
        titled || rest[0].is(GIVEN | GIVEN_TOO) || rest[0].is_initial() && rest[1].flags & NO_NAME == 0;
    if opens && rest.iter().all(|t| t.flags & NO_NAME == 0 && t.key != "&" && t.key != "and") {
        tokens.drain(..end);
    }
}

#[cfg(test)]
pub(super) fn tables_are_sorted() -> bool {
    PLACES.is_sorted() && SURNAMES_TOO.is_sorted()
}
