//! Telephone numbers in E.164, by the numbering plans of Google's libphonenumber.

mod scan;

use std::borrow::Cow;
use std::fmt;

use rlibphonenumber::enums::RegionStr;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat, PhoneNumberType, Region};

use self::scan::{Candidate, Candidates};

/// More text than this is a page and not a field; only its beginning is read.
const MAX_FIELD: usize = 2 * 1024;
/// Fewer digits than this are a number nowhere, more are two numbers (ITU-T E.164 allows 15; a way to dial
/// them may precede).
const DIGITS: std::ops::RangeInclusive<usize> = 5..=19;
/// At most this many numbers of one text are looked at.
const MAX_NUMBERS: usize = 24;

/// What sort of line a number is, as far as its country's numbering plan tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineType {
    /// A mobile telephone.
    Mobile,
    /// A line to a place.
    FixedLine,
    /// One of the two: North America's plan does not tell them apart.
    FixedOrMobile,
    /// Follows one person from line to line.
    Personal,
    /// Over the internet, bound to no place.
    Voip,
    /// One number for all of a company (universal access number).
    Uan,
    /// Caller and company share the cost.
    Shared,
    /// Free for the caller.
    TollFree,
    /// A pager.
    Pager,
    /// A voice mailbox.
    Voicemail,
    /// Dear for the caller.
    Premium,
    /// The plan does not say.
    Unknown,
}

/// A number that its country's plan has a place for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Phone {
    /// E.164, and `;ext=` with the extension's digits.
    number: String,
    /// How much of `number` is E.164.
    e164: usize,
    line_type: LineType,
    region: Option<RegionStr>,
}

impl Phone {
    /// The number in E.164, without its extension: `+14253030114`.
    pub fn e164(&self) -> &str {
        &self.number[..self.e164]
    }

    /// The number in E.164 and, where there is one, its extension as RFC 3966 §5.3 writes it:
    /// `+14253030114;ext=12`.
    pub fn as_str(&self) -> &str {
        &self.number
    }

    /// The extension's digits.
    pub fn extension(&self) -> Option<&str> {
        self.number[self.e164..].strip_prefix(";ext=")
    }

    /// What sort of line it is.
    pub fn line_type(&self) -> LineType {
        self.line_type
    }

    /// The country in whose plan the number lies, ISO 3166-1 alpha-2. `None` for numbers of no country, such
    /// as `+800`.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// For choosing between candidates: the higher, the more surely one person answers.
    pub fn weight(&self) -> u8 {
        match self.line_type {
            LineType::Mobile => 60,
            LineType::Personal => 56,
            LineType::FixedOrMobile => 54,
            LineType::FixedLine => 50,
            LineType::Voip => 40,
            LineType::Uan => 30,
            LineType::Shared => 26,
            LineType::TollFree => 20,
            LineType::Unknown => 12,
            LineType::Voicemail => 10,
            LineType::Pager => 8,
            LineType::Premium => 2,
        }
    }
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.number)
    }
}

impl AsRef<str> for Phone {
    fn as_ref(&self) -> &str {
        &self.number
    }
}

/// The best number in a text: mobile before fixed before toll-free, of equals the first. Fax numbers are
/// passed over.
///
/// `region` is where the writer was (ISO 3166-1 alpha-2, any case): numbers in that country's own form are
/// read by its plan. Without a region only numbers in international form are, since nothing tells which
/// country's they are.
pub fn find(raw: &str, region: Option<&str>) -> Option<Phone> {
    let raw = raw[..raw.floor_char_boundary(MAX_FIELD)].trim();
    // Nothing to read: spare the scan, and on first use the numbering plans.
    if raw.bytes().filter(u8::is_ascii_digit).count() < 2 && raw.is_ascii() {
        return None;
    }
    let region = region.and_then(region_of);
    let text = in_context(cleaned(raw));
    let mut best: Option<(u8, Phone)> = None;
    for candidate in Candidates::new(&text).take(MAX_NUMBERS) {
        if candidate.is_fax() {
            continue;
        }
        for phone in numbers(&candidate, region) {
            let weight = 2 * phone.weight() + u8::from(candidate.is_mobile());
            if best.as_ref().is_none_or(|(best, _)| *best < weight) {
                best = Some((weight, phone));
            }
        }
    }
    best.map(|(_, phone)| phone)
}

/// A local number of a `tel:` URI with the international prefix that RFC 3966 §5.1.5 puts behind it.
fn in_context(text: Cow<'_, str>) -> Cow<'_, str> {
    match text.split_once(";phone-context=") {
        Some((number, context)) if context.starts_with('+') => {
            let number = number.trim_start_matches(|c: char| !c.is_ascii_digit());
            format!("{context} {number}").into()
        }
        _ => text,
    }
}

/// The library's region for a country code.
fn region_of(code: &str) -> Option<Region> {
    let code = code.trim();
    // Exceptionally reserved in ISO 3166-1, and what the British write.
    let code = if code.eq_ignore_ascii_case("UK") { "GB" } else { code };
    (code.len() == 2).then(|| Region::from_code(&code.to_ascii_uppercase()).ok())?
}

/// The text with its digits, dashes and spaces in ASCII, and without what cannot be seen.
fn cleaned(raw: &str) -> Cow<'_, str> {
    if raw.is_ascii() {
        return Cow::Borrowed(raw);
    }
    raw.chars()
        .filter_map(|c| match c {
            '\u{AD}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2069}'
            | '\u{FEFF}' => None,
            '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => Some(' '),
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30FC}' | '\u{FE63}' => Some('-'),
            '\u{2028}' | '\u{2029}' => Some('\n'),
            '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0),
            '\u{660}'..='\u{669}' => char::from_digit(u32::from(c) - 0x660, 10),
            '\u{6F0}'..='\u{6F9}' => char::from_digit(u32::from(c) - 0x6F0, 10),
            '\u{966}'..='\u{96F}' => char::from_digit(u32::from(c) - 0x966, 10),
            '\u{9E6}'..='\u{9EF}' => char::from_digit(u32::from(c) - 0x9E6, 10),
            '\u{E50}'..='\u{E59}' => char::from_digit(u32::from(c) - 0xE50, 10),
            c => Some(c),
        })
        .collect::<String>()
        .into()
}

/// The numbers in a stretch of text: one, or where it is none as a whole, those it divides into.
fn numbers(candidate: &Candidate<'_>, region: Option<Region>) -> Vec<Phone> {
    // What a spreadsheet makes of a number.
    let number = candidate
        .number
        .strip_suffix(".0")
        .filter(|n| n.bytes().all(|b| b.is_ascii_digit()))
        .unwrap_or(candidate.number);
    if let Some(phone) = read(number, candidate.extension, candidate.is_international(), region) {
        return vec![phone];
    }
    if let Some(phone) = candidate.vanity.and_then(|vanity| read_vanity(vanity, candidate.extension, region))
    {
        return vec![phone];
    }
    for separator in [" / ", "  ", " - ", "/"] {
        if number.contains(separator) {
            let parts: Vec<Phone> =
                number.split(separator).filter_map(|part| read(part.trim(), None, false, region)).collect();
            if !parts.is_empty() {
                return parts;
            }
        }
    }
    two_numbers(number, region)
}

/// Two numbers with nothing but a space between them: both halves must be numbers, and there must be one way
/// to part them.
fn two_numbers(text: &str, region: Option<Region>) -> Vec<Phone> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if !(12..=30).contains(&digits) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (space, _) in text.match_indices(' ') {
        let pair =
            (read(&text[..space], None, false, region), read(text[space..].trim(), None, false, region));
        if let (Some(first), Some(second)) = pair {
            if !found.is_empty() {
                return Vec::new();
            }
            found = vec![first, second];
        }
    }
    found
}

/// One number, if the plan of its country has a place for it.
fn read(
    text: &str,
    extension: Option<&str>,
    is_international: bool,
    region: Option<Region>,
) -> Option<Phone> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    if !DIGITS.contains(&digits.len()) || is_placeholder(&digits) {
        return None;
    }
    if is_international {
        return parse(&format!("+{digits}"), extension, None);
    }
    let starts_with_plus = text.trim_start_matches(['(', ' ', '[']).starts_with('+');
    if starts_with_plus {
        // No country code begins with 0: such a plus sign is a slip.
        return match digits.starts_with('0') {
            false => parse(text, extension, region).or_else(|| parse_old_mexican(&digits, extension)),
            true => parse_dialled(&digits, extension)
                .or_else(|| region.and_then(|r| parse(&digits, extension, Some(r)))),
        };
    }
    region
        .and_then(|region| parse(text, extension, Some(region)))
        .or_else(|| parse_dialled(&digits, extension))
}

/// A number with a prefix for international calls before the country code: `00`, which most of the world
/// dials (ITU-T E.164 §7.2.2), or `011`, which North America does.
fn parse_dialled(digits: &str, extension: Option<&str>) -> Option<Phone> {
    let number = digits.strip_prefix("00").or_else(|| digits.strip_prefix("011"))?;
    // Shorter ones are a country's own numbers.
    (number.len() >= 8 && !number.starts_with('0')).then(|| parse(&format!("+{number}"), extension, None))?
}

/// Mexican mobile numbers had a 1 behind the country code until August 2019 (Instituto Federal de
/// Telecomunicaciones, new rules of dialling); the numbers themselves are the same.
fn parse_old_mexican(digits: &str, extension: Option<&str>) -> Option<Phone> {
    let number = digits.strip_prefix("521").filter(|number| number.len() == 10)?;
    parse(&format!("+52{number}"), extension, None)
}

/// A number of one digit, or the keys in their order, was typed to fill a field.
fn is_placeholder(digits: &str) -> bool {
    let bytes = digits.as_bytes();
    bytes.windows(2).all(|pair| pair[0] == pair[1]) || digits == "1234567890"
}

/// A number with letters for digits: `1-800-FLOWERS`. North Americans dial on past the end of the number, and
/// the exchange takes no notice of it (`1-800-CONTACTS`).
fn read_vanity(text: &str, extension: Option<&str>, region: Option<Region>) -> Option<Phone> {
    let mut dialled: String = text
        .chars()
        .filter_map(|c| match c.to_ascii_lowercase() {
            '+' => Some('+'),
            '0'..='9' => Some(c),
            // The keypad, ITU-T E.161.
            'a'..='c' => Some('2'),
            'd'..='f' => Some('3'),
            'g'..='i' => Some('4'),
            'j'..='l' => Some('5'),
            'm'..='o' => Some('6'),
            'p'..='s' => Some('7'),
            't'..='v' => Some('8'),
            'w'..='z' => Some('9'),
            _ => None,
        })
        .collect();
    let national = dialled.trim_start_matches('+').trim_start_matches('1');
    let is_toll_free =
        ["800", "833", "844", "855", "866", "877", "888"].iter().any(|code| national.starts_with(code));
    let prefix = dialled.len() - national.len();
    if is_toll_free && dialled.len() > prefix + 10 {
        dialled.truncate(prefix + 10);
    }
    if region.is_none() && !dialled.starts_with('+') {
        return None;
    }
    parse(&dialled, extension, region)
}

/// The library's reading, if it is a valid number.
fn parse(text: &str, extension: Option<&str>, region: Option<Region>) -> Option<Phone> {
    let parsed = PHONE_NUMBER_UTIL.parse(text, region).ok()?;
    let line_type = line_type(&parsed)?;
    let mut number = parsed.format_as(PhoneNumberFormat::E164).into_owned();
    if is_placeholder(number.trim_start_matches('+')) {
        return None;
    }
    let e164 = number.len();
    if let Some(extension) = extension {
        number.push_str(";ext=");
        number.push_str(extension);
    }
    let region = parsed
        .get_region_code()
        .filter(|region| *region != Region::World)
        .map(|region| region.as_region_str());
    Some(Phone { number, e164, line_type, region })
}

/// The sort of line of a valid number; `None` where no plan has a place for it.
fn line_type(number: &PhoneNumber) -> Option<LineType> {
    Some(match number.get_type() {
        PhoneNumberType::Mobile => LineType::Mobile,
        PhoneNumberType::FixedLine => LineType::FixedLine,
        PhoneNumberType::FixedLineOrMobile => LineType::FixedOrMobile,
        PhoneNumberType::TollFree => LineType::TollFree,
        PhoneNumberType::PremiumRate => LineType::Premium,
        PhoneNumberType::SharedCost => LineType::Shared,
        PhoneNumberType::VoIP => LineType::Voip,
        PhoneNumberType::PersonalNumber => LineType::Personal,
        PhoneNumberType::Pager => LineType::Pager,
        PhoneNumberType::UAN => LineType::Uan,
        PhoneNumberType::VoiceMail => LineType::Voicemail,
        PhoneNumberType::Unknown => return None,
    })
}

#[cfg(test)]
mod tests;
