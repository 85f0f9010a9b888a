//! Company sizes: a count or range of employees in any wording, to LinkedIn's ranges.

use std::fmt;
use std::str::FromStr;

/// A range of LinkedIn's company sizes (`staffCountRange` of its Organization API), smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SizeRange {
    /// One person, or self-employed.
    One,
    /// 2 to 10.
    From2,
    /// 11 to 50.
    From11,
    /// 51 to 200.
    From51,
    /// 201 to 500.
    From201,
    /// 501 to 1,000.
    From501,
    /// 1,001 to 5,000.
    From1001,
    /// 5,001 to 10,000.
    From5001,
    /// More than 10,000.
    From10001,
}

impl SizeRange {
    /// Every range, smallest first.
    pub const ALL: [SizeRange; 9] = [
        SizeRange::One,
        SizeRange::From2,
        SizeRange::From11,
        SizeRange::From51,
        SizeRange::From201,
        SizeRange::From501,
        SizeRange::From1001,
        SizeRange::From5001,
        SizeRange::From10001,
    ];

    /// The range as it is stored and shown.
    pub fn as_str(self) -> &'static str {
        match self {
            SizeRange::One => "1",
            SizeRange::From2 => "2-10",
            SizeRange::From11 => "11-50",
            SizeRange::From51 => "51-200",
            SizeRange::From201 => "201-500",
            SizeRange::From501 => "501-1000",
            SizeRange::From1001 => "1001-5000",
            SizeRange::From5001 => "5001-10000",
            SizeRange::From10001 => "10001+",
        }
    }

    /// The fewest employees in the range.
    pub fn lower_bound(self) -> u32 {
        match self {
            SizeRange::One => 1,
            SizeRange::From2 => 2,
            SizeRange::From11 => 11,
            SizeRange::From51 => 51,
            SizeRange::From201 => 201,
            SizeRange::From501 => 501,
            SizeRange::From1001 => 1_001,
            SizeRange::From5001 => 5_001,
            SizeRange::From10001 => 10_001,
        }
    }

    /// The range that holds this many employees; `None` for less than one.
    pub fn of(employees: f64) -> Option<SizeRange> {
        // Half an employee more than a range's end still belongs to it: the middle of 1-2 is no company of two.
        SizeRange::ALL.into_iter().rev().find(|range| employees >= f64::from(range.lower_bound()))
    }
}

impl fmt::Display for SizeRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is none of LinkedIn's ranges as written by [`SizeRange::as_str`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownSize;

impl fmt::Display for UnknownSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "not a company size: 1, 2-10, 11-50, 51-200, 201-500, 501-1000, 1001-5000, 5001-10000 or 10001+",
        )
    }
}

impl std::error::Error for UnknownSize {}

impl FromStr for SizeRange {
    type Err = UnknownSize;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        SizeRange::ALL.into_iter().find(|range| range.as_str() == text).ok_or(UnknownSize)
    }
}

/// Whole texts that mean one person.
#[rustfmt::skip]
const ONE_PERSON: &[&str] = &[
    "autonomo", "autónomo", "einzelunternehmen", "einzelunternehmer", "freelance", "freelancer",
    "freiberufler", "individual", "just me", "just myself", "me only", "myself only", "myself",
    "one-man band", "one-man", "only me", "selbstständig", "selbständig", "self employed", "self-employed",
    "selfemployed", "sole proprietor", "sole proprietorship", "sole trader", "solo founder", "solo",
    "solopreneur",
];

/// The first letters of the months, for what spreadsheets make of a range that looks like a day: `2-10` becomes 2 October
/// or the tenth of February, `11-50` November 1950.
const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// LinkedIn's letter for each range (Reference Tables, Company Size Codes), in the order of [`SizeRange::ALL`].
const LETTERS: &str = "ABCDEFGHI";

/// Numerals written out.
const NUMERALS: &[(&str, f64)] = &[
    ("a", 1.0),
    ("dozen", 12.0),
    ("eight", 8.0),
    ("eighty", 80.0),
    ("eleven", 11.0),
    ("fifteen", 15.0),
    ("fifty", 50.0),
    ("five", 5.0),
    ("forty", 40.0),
    ("four", 4.0),
    ("hundred", 100.0),
    ("nine", 9.0),
    ("ninety", 90.0),
    ("one", 1.0),
    ("seven", 7.0),
    ("seventy", 70.0),
    ("six", 6.0),
    ("sixty", 60.0),
    ("ten", 10.0),
    ("thirty", 30.0),
    ("thousand", 1000.0),
    ("three", 3.0),
    ("twelve", 12.0),
    ("twenty", 20.0),
    ("two", 2.0),
];

/// Words, letters and characters that multiply the number before them.
const MULTIPLIERS: &[(&str, f64)] = &[
    ("dozen", 12.0),
    ("hundred", 100.0),
    ("k", 1e3),
    ("m", 1e6),
    ("mil", 1e3),
    ("mille", 1e3),
    ("million", 1e6),
    ("millionen", 1e6),
    ("mio", 1e6),
    ("mm", 1e6),
    ("mn", 1e6),
    ("tausend", 1e3),
    ("thousand", 1e3),
    ("tsd", 1e3),
    ("тыс", 1e3),
    ("万", 1e4),
    ("千", 1e3),
    ("萬", 1e4),
    ("만", 1e4),
    ("천", 1e3),
];

/// Words before a number that say "more than this".
#[rustfmt::skip]
const MORE_BEFORE: &[&str] = &[
    ">", "above", "at least", "greater than", "mais de", "mas de", "meer dan", "mehr als", "mindestens",
    "minimum", "more than", "más de", "oltre", "over", "più di", "plus de", "ponad", "ueber", "über", "более",
    "больше", "свыше", "超过",
];

/// Words after a number that say "this or more".
#[rustfmt::skip]
const MORE_AFTER: &[&str] = &[
    "+", "and above", "and more", "and over", "and up", "et plus", "o más", "oder mehr", "of meer",
    "or above", "or greater", "or more", "or_more", "ou mais", "ou plus", "plus", "und mehr", "y más", "以上",
    "이상",
];

/// Words before a number that say "less than this".
#[rustfmt::skip]
const LESS_BEFORE: &[&str] = &[
    "<", "below", "fewer than", "less than", "meno di", "menos de", "minder dan", "moins de", "under",
    "unter", "weniger als", "менее",
];

/// Words after a number that say "this or less".
const LESS_AFTER: &[&str] = &["or fewer", "or less", "oder weniger", "ou moins", "以下", "以内", "이하"];

/// What may stand between the two ends of a range.
#[rustfmt::skip]
const RANGE_WORDS: &[&str] = &[
    "-", "--", "..", "...", "/", "a", "al", "and", "bis", "e", "et", "through", "thru", "till", "to", "tot",
    "und", "until", "up to", "y", "~", "à", "до", "‐", "‑", "–", "—", "−", "〜", "から", "到", "至", "부터", "～",
];

/// Words that say that the number counts employees.
#[rustfmt::skip]
const EMPLOYEE_WORDS: &[&str] = &[
    "angestellte", "associates", "beschäftigte", "colaboradores", "collaborateurs", "dipendenti", "empl",
    "empleado", "employee", "employés", "fte", "full-time", "funcionarios", "funcionários", "headcount",
    "medewerkers", "members", "mitarbeiter", "people", "person", "personnes", "salariés", "staff", "team",
    "trabajadores", "werknemers", "workers", "сотрудник", "человек", "人", "名", "员工", "従業員", "社員", "명",
];

/// Signs of a number that does not count people.
#[rustfmt::skip]
const OTHER_COUNTS: &[&str] = &[
    "$", "%", "ago", "est.", "established", "founded", "gegründet", "http", "revenue", "since", "umsatz",
    "usd", "year", "£", "¥", "€",
];

struct Number {
    value: f64,
    start: usize,
    end: usize,
}

/// The range a text means: `50-100` → 51-200, `5,001-10,000 employees` → 5001-10000, `1.2k`, `10K+`, `über 500`,
/// `self-employed`.
///
/// A range that crosses LinkedIn's goes to where its middle lies. "More than" counts from the next employee on, "less than"
/// up to the one before. `None` where no number of people is recognized.
pub fn normalize(raw: &str) -> Option<SizeRange> {
    let text = raw.trim();
    if let Ok(range) = text.parse() {
        return Some(range);
    }
    // A long text is a description; its first words are enough.
    let text: String = text.chars().take(200).flat_map(char::to_lowercase).map(plain).collect();
    let text = text.trim();
    if let Some(letter) = single(raw.trim()) {
        return LETTERS.find(letter).and_then(|index| SizeRange::ALL.get(index)).copied();
    }
    if ONE_PERSON.contains(&text) {
        return Some(SizeRange::One);
    }
    if let Some((first, last)) = mangled(text) {
        return SizeRange::of(f64::from((first + last) / 2));
    }
    // A sentinel such as `-1`, not a list's dash.
    if text.strip_prefix(['-', '−']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let numbers = numbers(text);
    let chosen = choose(text, &numbers)?;
    let number = &numbers[chosen];
    let before = text[..number.start].trim_end_matches([' ', '~', '(', ':']);
    let after = text[number.end..].trim_start_matches([' ', '_']);
    if let Some(last) = numbers.get(chosen + 1).filter(|last| is_range(text, number, last)) {
        return SizeRange::of(((number.value + last.value) / 2.0).floor().max(last.value.min(1.0)));
    }
    if ends_with_any(before, MORE_BEFORE) || starts_with_any(skip_people(after), MORE_AFTER) {
        return SizeRange::of(number.value.floor() + 1.0);
    }
    if ends_with_any(before, LESS_BEFORE) {
        return SizeRange::of((number.value - 1.0).max(number.value.min(1.0)));
    }
    if starts_with_any(skip_people(after), LESS_AFTER) {
        return SizeRange::of(number.value);
    }
    SizeRange::of(number.value)
}

/// Full-width digits and signs, and the many spaces, as their plain forms.
fn plain(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' if c != '～' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{2007}' | '\u{3000}' | '\t' | '\n' => ' ',
        '’' => '\'',
        '≥' => '>',
        '≤' => '~',
        _ => c,
    }
}

/// The range behind what a spreadsheet took for a day or a month: `Feb-10`, `10-Feb`, `Nov-50`, `Nov-1950`, `1950-11-01`.
fn mangled(text: &str) -> Option<(u16, u16)> {
    let range = |a: u16, b: u16| (a != b).then_some((a.min(b), a.max(b)));
    let number = |text: &str| text.parse::<u16>().ok().filter(|_| text.bytes().all(|b| b.is_ascii_digit()));
    let month =
        |text: &str| MONTHS.iter().position(|month| *month == text).and_then(|m| u16::try_from(m + 1).ok());
    let date = text.strip_suffix(" 00:00:00").or_else(|| text.strip_suffix("t00:00:00")).unwrap_or(text);
    let mut parts = date.split('-');
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next());
    if parts.next().is_some() {
        return None;
    }
    if let Some(third) = third {
        // Of a whole date only LinkedIn's own ranges are believed: any other may be a date.
        let (year, month, day) = (number(first)?, number(second)?, number(third)?);
        return match (year, month, day) {
            (1950, 11, 1) => Some((11, 50)),
            (2000.., 2, 10) | (2000.., 10, 2) => Some((2, 10)),
            (2000.., 1, 10) | (2000.., 10, 1) => Some((1, 10)),
            _ => None,
        };
    }
    match (month(first), month(second)) {
        (Some(month), None) => match number(second)? {
            year @ 1930..=2029 => range(month, year % 100),
            other @ 1..=99 => range(month, other),
            _ => None,
        },
        (None, Some(month)) => range(month, number(first).filter(|day| (1..=31).contains(day))?),
        _ => None,
    }
}

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let only = chars.next()?;
    (chars.next().is_none() && only.is_ascii_uppercase()).then_some(only)
}

/// Which number counts the employees: the only one, the first of a range, or the one beside a word for them.
fn choose(text: &str, numbers: &[Number]) -> Option<usize> {
    let counts_people = |number: &Number| starts_with_any(skip_plus(&text[number.end..]), EMPLOYEE_WORDS);
    if OTHER_COUNTS.iter().any(|sign| text.contains(sign)) {
        return numbers.iter().position(counts_people);
    }
    match numbers {
        [] => None,
        [_] => Some(0),
        [first, second, ..] if is_range(text, first, second) => Some(0),
        _ => numbers.iter().position(counts_people).map(|index| {
            // `about 40 offices, 51-200 employees`: the word stands after the range's end.
            let starts_before = index > 0 && is_range(text, &numbers[index - 1], &numbers[index]);
            if starts_before { index - 1 } else { index }
        }),
    }
}

fn is_range(text: &str, first: &Number, last: &Number) -> bool {
    let between = text[first.end..last.start].trim();
    let between = skip_people(between).trim();
    // `SIZE_2_TO_10`, `51_200`
    let between = if between == "_" { "-" } else { between.trim_matches('_') };
    // `{"min": 11, "max": 50}`, `[51, 200]`, `11;50`
    let word = between.trim_matches([' ', ',', ';', '|', '"', '\'', ':', '=']);
    let ends = ["end", "high", "max", "maximum", "to", "upper"].contains(&word);
    let bare = word.is_empty() && between.contains([',', ';', '|']);
    let listed = bare && (!between.contains(',') || text.starts_with(['[', '(', '{']));
    if first.value <= last.value && (ends || listed) {
        return true;
    }
    first.value <= last.value && RANGE_WORDS.contains(&between)
}

fn skip_plus(after: &str) -> &str {
    after
        .trim_start_matches(['+', ' ', '_', '-', ')', '('])
        .trim_start_matches("full-time ")
        .trim_start_matches("full time ")
}

/// Steps over a word for employees: `500 employees or more`, `500人以上`.
fn skip_people(after: &str) -> &str {
    let after = after.trim_start();
    for word in EMPLOYEE_WORDS {
        if let Some(rest) = after.strip_prefix(word) {
            return rest.trim_start_matches(|c: char| c.is_ascii_alphabetic()).trim_start();
        }
    }
    after
}

fn ends_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.ends_with(word))
}

fn starts_with_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.starts_with(word))
}

/// Every number in the text, with its multiplier.
fn numbers(text: &str) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let start = at;
        if c.is_ascii_digit() {
            let (value, end) = digits(text, at);
            let (factor, end) = multiplier(text, end);
            found.push(Number { value: value * factor, start, end });
            at = end;
        } else if c.is_alphabetic() {
            let end = text[at..].find(|c: char| !c.is_alphabetic()).map_or(text.len(), |length| at + length);
            let word = &text[at..end];
            at = end;
            let Some((_, value)) = NUMERALS.iter().find(|(numeral, _)| *numeral == word) else { continue };
            let (factor, end) = multiplier(text, end);
            // `a` is a numeral before a multiplier only.
            if word != "a" || factor > 1.0 {
                found.push(Number { value: value * factor, start, end });
                at = end;
            }
        } else {
            at += c.len_utf8();
        }
    }
    found
}

/// Reads a number with grouping (`5,001`, `5.001`, `5 001`, `5'001`, `1,00,000`) or a decimal part (`1.2`, `250.0`).
fn digits(text: &str, start: usize) -> (f64, usize) {
    let bytes = text.as_bytes();
    let run = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut at = start + run(start);
    let mut value = text[start..at].parse::<f64>().unwrap_or(f64::MAX);
    let mut grouped = at - start <= 3;
    while let Some(separator) =
        bytes.get(at).copied().filter(|byte| matches!(byte, b',' | b'.' | b' ' | b'\''))
    {
        let length = run(at + 1);
        let part = text[at + 1..at + 1 + length].parse::<f64>().unwrap_or(0.0);
        let next = at + 1 + length;
        let indian = length == 2 && separator == b',' && bytes.get(next) == Some(&b',') && run(next + 1) > 1;
        if grouped && (length == 3 || indian) {
            value = value * if indian { 100.0 } else { 1000.0 } + part;
            at = next;
        } else if matches!(separator, b',' | b'.') && (1..=2).contains(&length) {
            value += part / 10f64.powi(length as i32);
            at = next;
            break;
        } else {
            break;
        }
        grouped = true;
    }
    (value, at)
}

fn multiplier(text: &str, end: usize) -> (f64, usize) {
    let rest = text[end..].trim_start();
    let from = text.len() - rest.len();
    for (word, factor) in MULTIPLIERS {
        let Some(after) = rest.strip_prefix(word) else { continue };
        let ends = !word.chars().all(char::is_alphabetic)
            || !word.is_ascii() && !word.starts_with('т')
            || !after.starts_with(char::is_alphabetic);
        if ends {
            return (*factor, from + word.len());
        }
    }
    (1.0, end)
}

#[cfg(test)]
mod tests;
