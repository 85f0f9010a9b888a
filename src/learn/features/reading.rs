//! A scalar as a number, a day, a level or words.

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate, NaiveDateTime};

use crate::learn::Scalar;

/// A value as a level of a category.
pub(super) fn level_of(value: &Scalar) -> Cow<'_, str> {
    match value {
        // Most are written so already.
        Scalar::Text(text) if text.bytes().all(|b| b.is_ascii_graphic() && !b.is_ascii_uppercase()) => {
            text.into()
        }
        value => text_of(value).trim().to_lowercase().into(),
    }
}

pub(super) fn text_of(value: &Scalar) -> Cow<'_, str> {
    match value {
        Scalar::Number(number) => number.to_string().into(),
        Scalar::Text(text) => text.as_str().into(),
    }
}

pub(super) fn words_of(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 1 && !word.bytes().all(|b| b.is_ascii_digit()))
        .map(str::to_lowercase)
}

/// A value as a number: `1,200`, `$5`, `40 %`. What begins with a plus sign or a zero is a telephone number or a code.
pub(super) fn number(value: &Scalar) -> Option<f64> {
    let text = match value {
        Scalar::Number(number) => return Some(*number),
        Scalar::Text(text) => text.trim(),
    };
    let bare = text.trim_start_matches(['$', '€', '£', '¥']).trim_end_matches('%').trim();
    if !bare.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.')
        || bare.len() > 20
        || bare.len() > 1 && bare.starts_with('0') && !bare.starts_with("0.")
    {
        return None;
    }
    let plain = match bare.contains(',') {
        true => thousands(bare)?,
        false => bare.to_owned(),
    };
    plain.parse::<f64>().ok().filter(|number| number.is_finite())
}

/// `1,234,567.8` without its commas.
fn thousands(text: &str) -> Option<String> {
    let whole = text.split('.').next().unwrap_or_default();
    let mut groups = whole.trim_start_matches('-').split(',');
    let first = groups.next().is_some_and(|group| (1..=3).contains(&group.len()));
    (first && groups.all(|group| group.len() == 3)).then(|| text.replace(',', ""))
}

/// A value as a day: ISO 8601, with or without a time.
pub(super) fn date(value: &Scalar) -> Option<NaiveDate> {
    let Scalar::Text(text) = value else { return None };
    let text = text.trim();
    let bytes = text.as_bytes();
    if bytes.len() < 10 || bytes[4] != b'-' || !bytes[0].is_ascii_digit() {
        return None;
    }
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .or_else(|| DateTime::parse_from_rfc3339(text).ok().map(|at| at.date_naive()))
        .or_else(|| {
            let forms = ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M"];
            forms.iter().find_map(|form| NaiveDateTime::parse_from_str(text, form).ok()).map(|at| at.date())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_are_read_as_people_write_them() {
        let read = |text: &str| number(&Scalar::Text(text.to_owned()));
        assert_eq!(read("1,234,567.5"), Some(1_234_567.5));
        assert_eq!(read("€ 12").or(read("€12")), Some(12.0));
        assert_eq!(read("40 %"), Some(40.0));
        for no in ["", "1,2", "+61400000000", "007", "12 people", "nan", "inf", "1-10"] {
            assert_eq!(read(no), None, "{no}");
        }
        let day = |text: &str| date(&Scalar::Text(text.to_owned())).map(|day| day.to_string());
        for text in ["2026-02-15", "2026-02-15T10:00:00", "2026-02-15T10:00:00Z", "2026-02-15 10:00:00.5"] {
            assert_eq!(day(text).as_deref(), Some("2026-02-15"), "{text}");
        }
        assert_eq!(day("2026-02-31"), None);
    }
}
