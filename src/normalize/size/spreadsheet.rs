//! What spreadsheets make of a range that looks like a day: `2-10` becomes 2 October or the tenth of February, `11-50`
//! November 1950.

/// The first letters of the months.
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The range behind a date in lower case: `feb-10`, `10-feb`, `nov-50`, `nov 1950`, `1950-11-01`; within it nothing
/// where it is a date and may be no range. `None` for what is no date.
#[allow(clippy::option_option)]
pub(super) fn read(text: &str) -> Option<Option<(u16, u16)>> {
    // A date has a month's name or two dashes: other texts are done with at one look.
    let date = text.split_once(" 00:00").or_else(|| text.split_once("t00:00")).map_or(text, |(date, _)| date);
    let spaced = date.contains(' ');
    let mut parts = date.split(['-', ' ']).map(|part| part.trim_end_matches(['.', ',']));
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    if let Some(third) = third {
        if let (Some(year), Some(month), Some(day), false) =
            (number(first), number(second), number(third), spaced)
        {
            return Some(of_linkedin(year, month, day));
        }
        // `01-nov-1950`, `10 feb 2024`
        let (day, month, year) = match (month(first), month(second)) {
            (None, Some(month)) => (number(first)?, month, number(third)?),
            (Some(month), None) => (number(second)?, month, number(third)?),
            _ => return None,
        };
        return Some(of_linkedin(if year < 100 { 1900 + year } else { year }, month, day));
    }
    let range = |a: u16, b: u16| (a != b).then_some((a.min(b), a.max(b)));
    let found = match (month(first), month(second)) {
        (Some(month), None) => match number(second)? {
            year @ 1930..=2029 => range(month, year % 100),
            other @ 1..=99 => range(month, other),
            _ => return None,
        },
        (None, Some(month)) => match number(first)? {
            day @ 1..=31 => range(month, day),
            _ => return None,
        },
        _ => return None,
    };
    // With a space it is as people write dates: only a range of LinkedIn's own is believed.
    Some(found.filter(|range| !spaced || matches!(range, (1 | 2, 10) | (11, 50))))
}

/// Of a whole date only LinkedIn's own ranges are believed: any other may be a date.
fn of_linkedin(year: u16, month: u16, day: u16) -> Option<(u16, u16)> {
    match (year, month, day) {
        (1950, 11, 1) => Some((11, 50)),
        (2000.., 2, 10) | (2000.., 10, 2) => Some((2, 10)),
        (2000.., 1, 10) | (2000.., 10, 1) => Some((1, 10)),
        _ => None,
    }
}

fn number(text: &str) -> Option<u16> {
    text.parse().ok().filter(|_| text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// A month by its English name or the first letters of it.
fn month(text: &str) -> Option<u16> {
    const NAMES: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let short = text.get(..3).filter(|_| text.len() == 3 || NAMES.contains(&text) || text == "sept")?;
    MONTHS.iter().position(|month| *month == short).and_then(|index| u16::try_from(index + 1).ok())
}
