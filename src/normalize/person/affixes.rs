//! What stands before and after a name: titles, generations, credentials, pronouns.

use super::case::Style;
use super::order::HISPANIC;
use super::token::{Token, is_dotted};
use super::words::{
    self, ANY_SURNAME, GIVEN, OCCUPATION, ORGANIZATION, PARTICLE, PRONOUN, SUFFIX, SUFFIX_CAPS, TITLE,
    TITLE_GIVEN,
};

/// What an honorific said about the lone name behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Honorific {
    None,
    WithFamily,
    WithGiven,
}

/// Takes the titles off the front, as long as a name is left.
pub(super) fn strip_titles(tokens: &mut Vec<Token<'_>>) -> Honorific {
    let mut found = Honorific::None;
    let mut count = 0;
    while count + 1 < tokens.len() {
        let (token, next) = (&tokens[count], &tokens[count + 1]);
        // "Mr. and Mrs. Smith": the word between two titles.
        let joins = count > 0
            && matches!(token.key.as_str(), "and" | "&" | "und" | "et" | "y" | "e")
            && (next.is(TITLE) || count + 2 < tokens.len());
        let specifies = found != Honorific::None && specifies_title(token);
        if !(joins || specifies || is_title(tokens, count)) {
            break;
        }
        if joins || specifies {
            count += 1;
            continue;
        }
        found = match token.key.as_str() {
            "sir" | "dame" | "brother" | "sister" | "fr" | "fra" | "haji" | "hajji" | "hajah" | "u"
            | "daw" | "ko" | "king" | "queen" | "prince" | "princess" => Honorific::WithGiven,
            _ if token.is(TITLE_GIVEN) && next.is(GIVEN) && token.key != "lord" => Honorific::WithGiven,
            _ => Honorific::WithFamily,
        };
        count += 1;
    }
    tokens.drain(..count);
    found
}

/// Mr and Mrs in the languages that write them: what comes behind them alone is a family name.
pub(super) fn is_courtesy(token: &Token<'_>) -> bool {
    matches!(
        token.key.as_str(),
        "mr" | "mrs"
            | "ms"
            | "mx"
            | "miss"
            | "mme"
            | "mlle"
            | "monsieur"
            | "madame"
            | "herr"
            | "herrn"
            | "frau"
            | "dhr"
            | "mevr"
            | "mevrouw"
            | "fru"
            | "froken"
            | "senor"
            | "senora"
            | "senorita"
            | "srta"
            | "signor"
            | "signora"
            | "signorina"
            | "messrs"
    )
}

/// A title in a place of its own, where a given name would stand: in "Frau | Schneider" it says no more than behind it.
pub(super) fn is_title_alone(token: &Token<'_>) -> bool {
    token.flags & (GIVEN | ANY_SURNAME) == 0
        && (is_courtesy(token)
            || matches!(
                token.key.as_str(),
                "dr" | "sir" | "prof" | "dott" | "drs" | "prof-dr" | "dr-ing" | "dipl-ing"
            )
            || token.is(TITLE) && token.text.ends_with('.') && token.key.len() > 1)
}

/// The faculty and the degree behind a German or Polish title: "Dr. rer. nat.", "Dr. med. habil.", "dr hab.".
fn specifies_title(token: &Token<'_>) -> bool {
    token.is_lower()
        && (token.text.ends_with('.') && token.key.chars().count() > 1
            || matches!(token.key.as_str(), "med" | "jur" | "phil" | "rer" | "nat" | "hab" | "habil" | "oec"))
        && !token.is(GIVEN | PARTICLE)
}

/// Whether the word at `at`, which is not the last one, is a title in this place.
fn is_title(tokens: &[Token<'_>], at: usize) -> bool {
    let (token, next) = (&tokens[at], &tokens[at + 1]);
    let left = tokens.len() - at;
    let dotted = token.text.ends_with('.');
    // A point between letters is one of initials: "D.R. Andrews", "M.S. Dhoni".
    if next.key == "of" {
        return false;
    }
    if token.is_initial() {
        return matches!(token.text, "H.E." | "H.R.H." | "H.H." | "H.M." | "H.E" | "z.H.");
    }
    match token.key.as_str() {
        "m" | "d" => false,
        "the" => next.is(TITLE) || matches!(next.key.as_str(), "rt" | "right" | "most"),
        "his" | "her" | "their" | "your" => {
            matches!(
                next.key.as_str(),
                "majesty"
                    | "honour"
                    | "honor"
                    | "excellency"
                    | "highness"
                    | "royal"
                    | "grace"
                    | "eminence"
                    | "holiness"
                    | "worship"
                    | "lordship"
                    | "ladyship"
            ) && left > 2
        }
        "majesty" | "honour" | "honor" | "highness" | "royal" | "grace" | "eminence" | "holiness"
        | "worship" | "lordship" | "ladyship" => {
            at > 0 && matches!(tokens[at - 1].key.as_str(), "his" | "her" | "their" | "your" | "royal")
        }
        "right" => matches!(next.key.as_str(), "hon" | "honourable" | "honorable" | "reverend" | "rev"),
        // Turkish, Indian, Nigerian and Arabic abbreviations, French professors.
        "av" | "er" | "barr" | "op" | "muh" | "mim" | "ecz" | "surv" | "sdr" | "dre" | "inh" | "م" | "أ" => {
            dotted && (left > 2 || !token.text.is_ascii()) && !next.is_initial()
        }
        "pr" | "pre" => left > 2 && !token.is_upper() && !next.is_initial(),
        "chief" => left > 2 && is_chief_a_title(&tokens[at + 1..]),
        "sr" | "dipl" | "msc" | "bsc" | "most" | "md-dr" | "eng" => dotted && (left > 2 || token.key == "sr"),
        "king" | "queen" => next.is(GIVEN) && next.text != token.text,
        "prince" | "duke" | "baron" => {
            next.is(GIVEN) && (left == 2) == (token.key == "prince") && next.flags & ANY_SURNAME == 0
                || token.key != "prince" && next.is(GIVEN) && left > 2
        }
        "graf" | "grafin" | "freiherr" | "freifrau" | "prinz" | "furst" | "ritter" => {
            next.is(GIVEN) && left > 2
        }
        "tan" => next.key == "sri" && left > 2,
        "seri" | "sri" if at > 0 => true,
        "tuan" => matches!(next.key.as_str(), "haji" | "syed" | "guru"),
        // Short words that are initials, names or credentials as often: only as they are written for a title.
        "ba" | "bc" | "fr" | "hc" | "mr" | "po" | "res" | "sri" | "tun" | "us" | "bishop" | "judge"
        | "mayor" | "lord" | "lady" | "pan" | "pani" | "khun" | "hon" | "gen" | "sen" | "rep" | "sig"
        | "adv" | "arch" | "mag" | "miss" | "pastor" | "brother" | "sister" | "father" | "doc"
        | "minister" | "governor" | "justice" | "wing" | "pope" | "major" | "elder" | "deacon" | "cantor"
        | "vicar" | "kumari" | "cav" | "pst" | "ens" | "fm" | "ltc" | "wp" | "dep" | "cardinal" | "abbe"
        | "notar" | "geom" | "rag" | "ing" | "att" | "kyai" | "phra" | "swami" | "sardar" | "ustad"
        | "oba" | "rt" | "est" => {
            token.is(TITLE)
                && (dotted
                    || token.key == "mr"
                    || token.key == "miss"
                    || left > 2
                    || token.is(TITLE_GIVEN)
                    || token.key == "ing")
        }
        _ => token.is(TITLE),
    }
}

/// Whether what stands behind "Chief" is a name ("Chief Olusegun Obasanjo") and not the rest of an office.
fn is_chief_a_title(rest: &[Token<'_>]) -> bool {
    rest[0].is(GIVEN)
        && rest.iter().all(|t| t.flags & (ORGANIZATION | OCCUPATION) == 0 && t.key != "of" && t.key != "and")
}

/// "CA Rahul Sharma" (chartered accountant, India), "M. Dupont" (monsieur): titles that are initials elsewhere.
pub(super) fn has_local_title(tokens: &[Token<'_>], country: Option<[u8; 2]>) -> bool {
    let among = |countries: &[[u8; 2]]| country.is_some_and(|country| countries.contains(&country));
    match tokens {
        [title, name, _, ..] if matches!(title.key.as_str(), "ca" | "cs" | "cma") => {
            title.is_upper() && name.is(GIVEN) && !name.is_upper()
        }
        // Diplom-Ingenieur.
        [title, name, _, ..] if title.text == "DI" => among(&[*b"AT", *b"CH", *b"DE"]) && !name.is_initial(),
        [title, name, _, ..] if title.key == "pak" => among(&[*b"ID"]) && !name.is_initial(),
        [title, ..] if title.key == "ra" => {
            tokens.len() > 2 && title.is_upper() && among(&[*b"DE", *b"AT", *b"CH"])
        }
        [title, _, ..] if title.text == "M." || title.text == "Me" || title.text == "Mº" => {
            among(&[*b"FR", *b"BE", *b"CH", *b"LU", *b"MC"])
        }
        [title, name, ..] if matches!(title.key.as_str(), "d" | "don") => {
            (title.key == "don" || title.text == "D.") && !name.is_initial() && among(HISPANIC)
        }
        [title, _, ..] if matches!(title.key.as_str(), "u" | "daw" | "ko" | "ma" | "saw" | "sai" | "naw") => {
            !title.text.ends_with('.') && among(&[*b"MM"])
        }
        _ => false,
    }
}

/// Takes credentials and generations off the end, leaving at least `least` words.
pub(super) fn strip_credentials(tokens: &mut Vec<Token<'_>>, style: Style, least: usize) {
    while tokens.len() > least {
        // "Ph. D." in two words.
        if tokens.len() > least + 1 {
            let pair = format!("{}{}", tokens[tokens.len() - 2].key, tokens[tokens.len() - 1].key);
            let known = matches!(
                pair.as_str(),
                "phd"
                    | "dphil"
                    | "bsc"
                    | "msc"
                    | "littd"
                    | "pharmd"
                    | "edd"
                    | "psyd"
                    | "mdphd"
                    | "meng"
                    | "btech"
            );
            if known && tokens[tokens.len() - 2].text.ends_with('.') {
                tokens.truncate(tokens.len() - 2);
                continue;
            }
        }
        let Some(token) = tokens.last() else { return };
        let spare = tokens.len() > least + 1 || token.is(PRONOUN);
        // "Grace Meng" and "Anh Mai" are no engineers: a word spelled as a name is one where a name would be missing.
        let spelled = !token.is_upper()
            && !token.text.contains('.')
            && !token.text.chars().skip(1).any(char::is_uppercase);
        let lone = !spare
            && !matches!(
                token.key.as_str(),
                "jr" | "sr" | "jnr" | "snr" | "phd" | "esq" | "esquire" | "ii" | "iii" | "iv"
            );
        let named = spelled && (lone || token.flags & ANY_SURNAME != 0) && style == Style::Mixed;
        let generation = matches!(token.key.as_str(), "junior" | "senior");
        let is_credential = token.is(SUFFIX) && (token.is_upper() || !token.is(GIVEN)) && !named
            || generation && spare
            || token.is(SUFFIX_CAPS)
                && spare
                && style == Style::Mixed
                && (token.is_upper()
                    || token.key == "v" && token.text == "V"
                    || is_dotted(token.text) && token.key.len() > 1
                    || !spelled && token.flags & (GIVEN | ANY_SURNAME) == 0)
            || spare && style == Style::Mixed && (is_abbreviation(token) || is_membership(token.text)) && !tokens[0].is_upper()
            // "Paul Lewis, Mr", "Jane Doe Mrs."
            || spare && matches!(token.key.as_str(), "mr" | "mrs" | "ms" | "miss" | "mme" | "dr" | "atty")
            || spare && token.key == "et" && !token.is(GIVEN)
            || spare && token.key == "al" && tokens[tokens.len() - 2].key == "et"

            || is_pronoun(token)
            || is_ordinal(&token.key);
        if !is_credential {
            return;
        }
        tokens.pop();
    }
}

/// Capitals without a vowel ("LMFT", "CRNP"): nobody is called so.
fn is_abbreviation(token: &Token<'_>) -> bool {
    let letters = token.key.len();
    token.is_upper()
        && (3..=6).contains(&letters)
        && token.text.bytes().all(|b| b.is_ascii_uppercase())
        && !token.key.contains(['a', 'e', 'i', 'o', 'u', 'y'])
        && token.flags & (GIVEN | ANY_SURNAME) == 0
}

/// "MIMechE", "FIChemE": two capitals in front and another inside, as the letters of British institutions have.
fn is_membership(text: &str) -> bool {
    text.len() > 4
        && text.bytes().all(|b| b.is_ascii_alphabetic())
        && text.bytes().take(2).all(|b| b.is_ascii_uppercase())
        && text.bytes().skip(2).any(|b| b.is_ascii_uppercase())
        && text.bytes().any(|b| b.is_ascii_lowercase())
}

pub(super) fn is_ordinal(key: &str) -> bool {
    matches!(key, "2nd" | "3rd" | "4th" | "5th")
}

pub(super) fn is_pronoun(token: &Token<'_>) -> bool {
    token.key.contains('/') && token.key.split('/').all(|part| words::flags(part) & PRONOUN != 0)
}

/// Whether every word of a part behind a comma is a credential, a generation or a pronoun.
pub(super) fn is_credentials(tokens: &[Token<'_>], head: &[Token<'_>], style: Style) -> bool {
    let plenty = head.len() > 1;
    // "Nguyen, Vi" and "Smith, J.R.": beside a family name alone, what is spelled as a given name is one.
    if let ([only], false) = (tokens, plenty) {
        let spelled = only.text.chars().skip(1).all(char::is_lowercase) && !only.is_lower();
        let name = spelled && only.flags & (GIVEN | ANY_SURNAME) != 0;
        if name || matches!(only.text, "Vi" | "J.R." | "D.R.") {
            return false;
        }
    }
    tokens.iter().all(|token| {
        let letters = token.key.chars().filter(|c| c.is_alphabetic()).count();
        token.is(SUFFIX)
            || is_pronoun(token)
            || is_ordinal(&token.key)
            || !plenty
                && style == Style::Mixed
                && token.is_upper()
                && matches!(token.key.as_str(), "do" | "pa" | "np" | "pt")
            || plenty && token.is(SUFFIX_CAPS) && (token.is_upper() || is_dotted(token.text))
            || plenty && style == Style::Mixed && token.is_upper() && letters <= 8 && !token.is(GIVEN)
            || plenty && token.text.trim_end_matches('.').contains('.') && !token.is(GIVEN)
    })
}

/// "Smith, MD John": credentials between the comma and the given name.
pub(super) fn strip_leading_credentials(tokens: &mut Vec<Token<'_>>) {
    while let [credential, given, ..] = tokens.as_slice()
        && credential.is(SUFFIX | SUFFIX_CAPS)
        && credential.is_upper()
        && given.is(GIVEN)
        && !given.is_upper()
    {
        tokens.remove(0);
    }
}
