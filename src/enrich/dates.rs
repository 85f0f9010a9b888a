//! How old what a text tells is: the dates that stand in it or beside it.

use chrono::{Months, NaiveDate};

use super::signals::fold;

/// What counts as news in a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct News {
    /// What is dated before this day is history.
    pub since: NaiveDate,
    /// What is older than this, in months, is history.
    pub months: u32,
}

impl News {
    /// Whether a value that says when something was published says that it is history: a day or a month, in the usual spellings, or an
    /// age ("3 years ago", "2yr").
    pub fn is_over(&self, date: &str) -> bool {
        let words = words(date);
        if let Some(months) = age(&words) {
            return months > self.months;
        }
        day(&words).is_some_and(|day| day < self.since)
    }
}

/// The words and numbers of a date, in lower case and without accents.
fn words(date: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    // A date is short; anything else says nothing.
    for c in date.chars().take(64) {
        let last = words.last().and_then(|word| word.chars().next_back());
        if !c.is_alphanumeric() {
            words.push(String::new());
            continue;
        }
        if last.is_some_and(|last| last.is_ascii_digit() != c.is_ascii_digit()) {
            words.push(String::new());
        }
        words.last_mut().into_iter().for_each(|word| fold(c, word));
    }
    words.retain(|word| !word.is_empty());
    words
}

/// How many months ago, where that is what is said.
fn age(words: &[String]) -> Option<u32> {
    let [count, unit, ..] = words else { return None };
    let count: u32 = match count.as_str() {
        "a" | "an" | "one" | "un" | "une" | "ein" | "einem" => 1,
        count => count.parse().ok().filter(|&count| count < 1_000)?,
    };
    match unit.as_str() {
        "y" | "yr" | "yrs" | "year" | "years" | "an" | "ans" | "ano" | "anos" | "jahr" | "jahre"
        | "jahren" => Some(count * 12),
        "mo" | "mos" | "mth" | "mths" | "month" | "months" | "mois" | "mes" | "meses" | "monat"
        | "monate" | "monaten" => Some(count),
        "w" | "wk" | "week" | "weeks" | "d" | "day" | "days" | "h" | "hour" | "hours" => Some(0),
        _ => None,
    }
}

/// The last day that a date can mean: of a month or a year alone the end, and of a day and month that could be either the later.
fn day(words: &[String]) -> Option<NaiveDate> {
    let number = |word: &String| word.parse::<u32>().ok();
    if let [only] = words
        && let Ok(seconds) = only.parse::<i64>()
        && only.len() >= 9
    {
        // Since 1970, in seconds or milliseconds.
        let seconds = if only.len() > 10 { seconds / 1_000 } else { seconds };
        return chrono::DateTime::from_timestamp(seconds, 0).map(|at| at.date_naive());
    }
    if let [only] = words
        && only.len() == 8
        && let Ok(day) = NaiveDate::parse_from_str(only, "%Y%m%d")
    {
        return Some(day);
    }
    let at = words.iter().position(|word| year(word).is_some())?;
    let year = year(&words[at])?;
    if let Some(month) = words.iter().find_map(|word| month(word)) {
        return Some(last_day(year, month));
    }
    let is_month = |n: &u32| (1..=12).contains(n);
    if at == 0 {
        let month = words.get(1).and_then(number).filter(is_month);
        let day = words.get(2).and_then(number);
        return match (month, day) {
            (Some(month), Some(day)) => {
                NaiveDate::from_ymd_opt(year, month, day).or_else(|| Some(last_day(year, month)))
            }
            (month, _) => Some(last_day(year, month.unwrap_or(12))),
        };
    }
    let months = words[..at].iter().filter_map(number).filter(is_month);
    Some(last_day(year, months.max().unwrap_or(12)))
}

/// The last day of a month, from 1.
pub(super) fn last_day(year: i32, month: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, 1)
        .and_then(|first| first.checked_add_months(Months::new(1)))
        .and_then(|next| next.pred_opt())
        .unwrap_or(NaiveDate::MAX)
}

/// A year that news can be of.
pub(super) fn year(word: &str) -> Option<i32> {
    let digits = word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit());
    word.parse().ok().filter(|year| digits && (1900..2100).contains(year))
}

/// The month, from 1, of a word in lower case without accents; of a quarter its last.
pub(super) fn month(word: &str) -> Option<u32> {
    Some(match word {
        "january" | "jan" | "januar" | "janvier" | "enero" => 1,
        "february" | "feb" | "februar" | "fevrier" | "febrero" => 2,
        "march" | "mar" | "marz" | "mars" | "marzo" | "q1" => 3,
        "april" | "apr" | "avril" | "abril" => 4,
        "may" | "mai" | "mayo" => 5,
        "june" | "jun" | "juni" | "juin" | "junio" | "q2" => 6,
        "july" | "jul" | "juli" | "juillet" | "julio" => 7,
        "august" | "aug" | "aout" | "agosto" => 8,
        "september" | "sep" | "sept" | "septembre" | "septiembre" | "q3" => 9,
        "october" | "oct" | "oktober" | "octobre" | "octubre" => 10,
        "november" | "nov" | "novembre" | "noviembre" => 11,
        "december" | "dec" | "dezember" | "decembre" | "diciembre" | "q4" => 12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEWS: News = News { since: NaiveDate::from_ymd_opt(2025, 5, 24).unwrap(), months: 18 };

    #[test]
    fn old_dates_are_history_in_every_spelling() {
        for date in [
            "2024-03-05",
            "2025-05-23T10:00:00Z",
            "March 5, 2024",
            "5 mars 2024",
            "05/03/2024",
            "30.04.2025",
            "Tue, 01 Jul 2003 10:52:37 +0200",
            "2024",
            "Apr 2025",
            "1700000000",
            "1700000000000",
            "3 years ago",
            "2yr",
            "19 mo",
            "20190301",
        ] {
            assert!(NEWS.is_over(date), "{date}");
        }
    }

    #[test]
    fn new_dates_and_what_is_no_date_are_not_history() {
        for date in [
            "2025-05-24",
            "2025",
            "May 2025",
            "24.05.2026",
            "03/12/2025",
            "1764000000",
            "8 months ago",
            "a year ago",
            "3w",
            "yesterday",
            "",
            "123",
            "founded",
        ] {
            assert!(!NEWS.is_over(date), "{date}");
        }
    }
}
