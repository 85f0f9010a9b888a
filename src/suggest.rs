//! The name that was meant by a mistyped one.

/// The nearest of these names, where one is near enough to have been meant: whatever the case, with one slip in a short word and two in a
/// longer one (a letter too many, too few, another, or two changed over), or the only one that begins so.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.trim().to_lowercase();
    let length = word.chars().count();
    let slips = slips_in(length);
    let names: Vec<(&str, String)> = names.into_iter().map(|name| (name, name.to_lowercase())).collect();
    let near = names
        .iter()
        // Cheaper than to compare what cannot be near.
        .filter(|(_, name)| name.chars().count().abs_diff(length) <= slips)
        .map(|(name, lower)| (distance(&word, lower), *name))
        .filter(|(distance, _)| *distance <= slips)
        .min_by_key(|(distance, _)| *distance);
    if let Some((_, name)) = near {
        return Some(name);
    }
    let mut begun = names.iter().filter(|(_, name)| length > 1 && name.starts_with(&word));
    match (begun.next(), begun.next()) {
        (Some((name, _)), None) => Some(name),
        _ => None,
    }
}

/// How many slips a word of so many letters may have.
fn slips_in(length: usize) -> usize {
    match length {
        0..=2 => 0,
        3..=5 => 1,
        _ => 2,
    }
}

/// How many slips are between two names. Each part of an address or of a file's name has to be near by itself: that two have the same
/// domain, or the same ending, is no sign.
fn distance(word: &str, name: &str) -> usize {
    let parts = |text: &str| text.split(['@', '.']).map(str::to_owned).collect::<Vec<_>>();
    let (words, names) = (parts(word), parts(name));
    let far = words.len() == names.len()
        && words.iter().zip(&names).any(|(word, name)| {
            let longer = word.chars().count().max(name.chars().count());
            strsim::osa_distance(word, name) > slips_in(longer)
        });
    if far { usize::MAX } else { strsim::osa_distance(word, name) }
}

/// What to do about a name that is not known: the one that was meant, before what else can be done.
pub fn hint(meant: Option<&str>, otherwise: &str) -> String {
    match meant {
        Some(meant) => format!("did you mean {meant}? {otherwise}"),
        None => otherwise.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLANS: [&str; 3] = ["enterprise", "free", "pro"];

    #[test]
    fn slips_are_understood() {
        for (word, meant) in [
            ("prro", "pro"),
            ("Pro ", "pro"),
            ("entreprise", "enterprise"),
            ("enterprize", "enterprise"),
            ("fre", "free"),
            ("enter", "enterprise"),
        ] {
            assert_eq!(nearest(word, PLANS), Some(meant), "{word}");
        }
        assert_eq!(nearest("hgih", ["low", "medium", "high"]), Some("high"));
        assert_eq!(
            nearest("ann@exmaple.com", ["bob@example.com", "ann@example.com"]),
            Some("ann@example.com")
        );
    }

    #[test]
    fn another_word_is_no_slip() {
        for word in ["", "p", "agency", "premium", "px", "freedom"] {
            assert_eq!(nearest(word, PLANS), None, "{word}");
        }
        assert_eq!(nearest("bob@example.com", ["ann@example.com"]), None);
        assert_eq!(nearest("zoe@example.com", ["bob@example.com"]), None, "they share a domain, and no more");
        assert_eq!(nearest("bad.csv", ["land.csv"]), None);
        assert_eq!(nearest("laeds.csv", ["land.csv", "leads.csv"]), Some("leads.csv"));
        assert_eq!(nearest("com", ["complete", "completed"]), None, "either could be meant");
    }

    #[test]
    fn a_hint_says_the_name_first() {
        assert_eq!(hint(Some("pro"), "see --help"), "did you mean pro? see --help");
        assert_eq!(hint(None, "see --help"), "see --help");
    }
}
