//! What to look for in payloads that nobody has read: patterns for the server, as PostgreSQL's regular expressions, that match a text in
//! whatever form the normalizer reads the same from it. They match more than that; they are to miss nothing.

use std::collections::BTreeSet;

use super::email;

/// One thing to look for, in the form in which identity goes by it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Needle {
    /// An address.
    Address(String),
    /// A profile's URL.
    Profile(String),
    /// A name, and with what it tells the person: the same name elsewhere is looked for anew.
    Name(String, String),
    /// A phone number.
    Number(String),
    /// A company's domain.
    Domain(String),
    /// A company's name.
    Company(String),
}

/// Alternatives of one pattern: a larger automaton takes the server more memory, and more patterns more time.
const TOGETHER: usize = 16;

/// Needles of one kind of search: more would hold the server for minutes, and a person has fewer.
const MAX_NEEDLES: usize = 256;

/// Characters of a needle that are looked for: what matches no more than a beginning is judged by who reads it. A payload may hold a "name" of
/// any length, and a long pattern takes the server minutes.
const MAX_LETTERS: usize = 64;

/// Between two letters of an address: what a text or a disguise puts there. Invisible characters are there by ones and twos.
const HIDDEN: &str = "[^a-z0-9@]{0,2}";

/// Payloads with letters in an encoding: HTML's references, percent and script escapes, and parts that only programs see. Before a domain.
const ENCODED: &str = "(?:&#0*(?:6[5-9]|[789][0-9]|1[0-2][0-9]|173);|&#x0*(?:[4-7][0-9a-f]|ad);|&shy;|%[46][1-9a-f]|%[57][0-9a]|%c2%ad|%e2%80\
                       |\\\\u00[4-7]|\\\\x[4-7]|[a-z0-9]</?(?:b|bdo|em|font|i|span|strong|u|wbr)[ />]|[a-z0-9]<!--)";

/// Payloads that hold an address of which no letter may stand there as it is: all of it in HTML's references, or Cloudflare's protection.
const UNREADABLE: &str = "(?:&#x?[0-9a-f]{2,6};){3}|(?:%[2-7][0-9a-f]){3}|email-protection#|data-cfemail=";

/// Between two letters of a name: a hyphen, a space, an apostrophe, a combining accent.
const GAP: &str = "[^a-z0-9]{0,2}";

impl Needle {
    /// Patterns of which one matches wherever one of the needles may be.
    pub(super) fn patterns(needles: &BTreeSet<Needle>) -> Vec<String> {
        let each: BTreeSet<String> = needles
            .iter()
            .take(MAX_NEEDLES)
            .map(Needle::pattern)
            .filter(|pattern| !pattern.is_empty())
            .collect();
        let mut each: Vec<String> = each.into_iter().collect();
        if needles.iter().any(|needle| matches!(needle, Needle::Address(_))) {
            each.push(UNREADABLE.to_owned());
        }
        each.chunks(TOGETHER).map(|some| format!("(?:{})", some.join("|"))).collect()
    }

    fn pattern(&self) -> String {
        match self {
            Needle::Address(address) => {
                let (local, host) = address.rsplit_once('@').unwrap_or((address, ""));
                let hosts: Vec<String> =
                    email::hosts_of(host).iter().map(|host| spread_label(host)).collect();
                // The attribute's value alone: each byte is two digits, and one is the key.
                let protected = 2 * (address.len().min(email::MAX_ADDRESS) + 1);
                format!(
                    "(?:{}|{ENCODED}).*(?:{})|\"[0-9a-f]{{{protected}}}\"",
                    mailbox(beginning(local)),
                    hosts.join("|")
                )
            }
            // The oldest URLs have the digits at the name's end in another order.
            Needle::Profile(url) => {
                let name = url.trim_end_matches('/').rsplit('/').next().unwrap_or(url);
                let stem =
                    name.rsplit_once('-').filter(|(stem, _)| !stem.is_empty()).map_or(name, |(stem, _)| stem);
                // Not behind "linkedin": that stands in most payloads, and whatever may follow it costs the server twice the time.
                letters(beginning(stem), ".{0,6}")
            }
            Needle::Name(name, _) => match name.split_once(' ') {
                Some((first, last)) => {
                    let (first, last) = (folded(beginning(first)), folded(beginning(last)));
                    format!("{first}.*{last}|{last}.*{first}")
                }
                None => folded(beginning(name)),
            },
            Needle::Number(number) => {
                let e164 = number.split(';').next().unwrap_or(number);
                let digits: Vec<char> = e164.chars().filter(char::is_ascii_digit).collect();
                let last: Vec<String> =
                    digits[digits.len().saturating_sub(7)..].iter().map(|digit| key(*digit)).collect();
                last.join("[^0-9a-z]{0,4}")
            }
            Needle::Domain(domain) => label(domain),
            Needle::Company(company) => folded(beginning(company)),
        }
    }
}

/// As much of a text as is looked for.
fn beginning(text: &str) -> &str {
    text.char_indices().nth(MAX_LETTERS).map_or(text, |(end, _)| &text[..end])
}

/// An ASCII letter or digit, or its full-width form.
fn wide(c: char) -> String {
    let full =
        u32::from(c).checked_add(0xfee0).filter(|_| c.is_ascii_alphanumeric()).and_then(char::from_u32);
    full.map_or_else(|| c.to_string(), |full| format!("[{c}{full}]"))
}

/// The first label of a host, with what may be hidden between its letters.
fn spread_label(host: &str) -> String {
    let first = beginning(host.split('.').next().unwrap_or(host));
    let letters: Vec<String> = first.chars().filter(|c| c.is_alphanumeric()).map(wide).collect();
    let spread = letters.join(HIDDEN);
    match label(host) {
        plain if plain.contains('|') => format!("{spread}|{plain}"),
        _ => spread,
    }
}

/// A character as it is.
fn escaped(c: char) -> String {
    if c.is_alphanumeric() { c.to_string() } else { format!("\\{c}") }
}

/// The letters and digits of a text, with something between them; what is neither may be written in any way.
fn letters(text: &str, gap: &str) -> String {
    let runs = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|run| !run.is_empty());
    runs.collect::<Vec<_>>().join(gap)
}

/// What stands before the `@`: dots come and go, and some write them as words.
fn mailbox(local: &str) -> String {
    let mut pattern = String::new();
    for c in local.chars() {
        match c {
            c if c.is_alphanumeric() => {
                pattern.push_str(&wide(c));
                pattern.push_str(HIDDEN);
            }
            _ => pattern.push_str("[^a-z0-9]{0,3}(?:[a-z]{2,6}[^a-z0-9]{1,3})?"),
        }
    }
    pattern
}

/// The first label of a host, which is the same in every form that it is written in.
fn label(host: &str) -> String {
    let first = beginning(host.split('.').next().unwrap_or(host));
    let ascii: String = first.chars().map(escaped).collect();
    // An internationalized name stands in texts as it is read.
    let (unicode, valid) = idna::domain_to_unicode(first);
    match valid {
        Ok(()) if unicode != first => format!("{ascii}|{}", unicode.chars().map(escaped).collect::<String>()),
        _ => ascii,
    }
}

/// A key of a name: accents are folded in it, umlauts are one letter, and signs between letters are gone.
fn folded(name: &str) -> String {
    let mut pattern = String::new();
    let mut rest = name;
    while let Some(c) = rest.chars().next() {
        // What one letter of another alphabet may have become.
        let pair = ["ss", "ae", "oe", "ue", "th"].into_iter().find(|pair| rest.starts_with(pair));
        let taken = pair.map_or_else(|| c.to_string(), str::to_owned);
        if !taken.chars().all(char::is_alphanumeric) {
            pattern.push_str(GAP);
        } else if taken.is_ascii() {
            pattern.push_str(&format!(
                "(?:{taken}|[^ -~]{{1,2}}){}{GAP}",
                if "aou".contains(c) { "e?" } else { "" }
            ));
        } else {
            pattern.push_str(&format!("{taken}{GAP}"));
        }
        rest = &rest[taken.len()..];
    }
    pattern
}

/// A digit, or a letter on its key.
fn key(digit: char) -> String {
    let letters = match digit {
        '2' => "abc",
        '3' => "def",
        '4' => "ghi",
        '5' => "jkl",
        '6' => "mno",
        '7' => "pqrs",
        '8' => "tuv",
        '9' => "wxyz",
        _ => "",
    };
    let wide = char::from_u32(0xff10 + digit.to_digit(10).unwrap_or(0)).unwrap_or(digit);
    format!("[{digit}{letters}{wide}]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_record_makes_no_pattern_that_holds_the_server() {
        let long = "ö".repeat(10_000);
        let each = [
            Needle::Name(format!("{long} {long}"), "acme".into()),
            Needle::Name(long.clone(), "acme".into()),
            Needle::Company(long.clone()),
            Needle::Domain(format!("{long}.com")),
            Needle::Address(format!("{long}@{long}.com")),
            Needle::Profile(format!("https://www.linkedin.com/in/{}", "a-".repeat(10_000))),
        ];
        for needle in each {
            let patterns = Needle::patterns(&[needle.clone()].into());
            let length: usize = patterns.iter().map(String::len).sum();
            assert!((10..20_000).contains(&length), "{length}: {needle:?}");
        }
        let many: BTreeSet<Needle> = (0..100_000).map(|n| Needle::Company(format!("company {n}"))).collect();
        assert!(Needle::patterns(&many).len() <= MAX_NEEDLES / TOGETHER + 1);
    }
}
