//! Telephone numbers in E.164, by the numbering plans of Google's libphonenumber.

mod scan;
mod text;

use std::fmt;

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
    pub fn region(&self) -> Option<String> {
        // Asked for by people only, and dear to find out.
        let parsed = PHONE_NUMBER_UTIL.parse(self.e164(), None).ok()?;
        let region = parsed.get_region_code().filter(|region| *region != Region::World)?;
        Some(region.as_region_str().to_string())
    }

    /// For choosing between candidates: the higher, the more surely one person answers.
    pub fn weight(&self) -> u8 {
        if is_fiction(self.e164()) {
            return 1;
        }
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
    let text = text::in_context(text::cleaned(raw));
    let is_bank_account = text::is_iban(&text);
    let mut best: Option<(u8, Phone)> = None;
    for candidate in Candidates::new(&text).take(MAX_NUMBERS) {
        if candidate.is_fax() || candidate.is_no_number() || is_bank_account {
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

/// Every number in a text, of those that [`find`] chooses between.
pub fn all(raw: &str, region: Option<&str>) -> Vec<Phone> {
    let raw = raw[..raw.floor_char_boundary(MAX_FIELD)].trim();
    if raw.bytes().filter(u8::is_ascii_digit).count() < 2 && raw.is_ascii() {
        return Vec::new();
    }
    let region = region.and_then(region_of);
    let text = text::in_context(text::cleaned(raw));
    let candidates = Candidates::new(&text).take(MAX_NUMBERS).filter(|candidate| !candidate.is_no_number());
    candidates.flat_map(|candidate| numbers(&candidate, region)).collect()
}

/// The library's region for a country code.
fn region_of(code: &str) -> Option<Region> {
    let code = code.trim();
    // Exceptionally reserved in ISO 3166-1, and what the British write.
    let code = if code.eq_ignore_ascii_case("UK") { "GB" } else { code };
    (code.len() == 2).then(|| Region::from_code(&code.to_ascii_uppercase()).ok())?
}

/// The numbers in a stretch of text: one, or where it is none as a whole, those it divides into.
fn numbers(candidate: &Candidate<'_>, region: Option<Region>) -> Vec<Phone> {
    // What a spreadsheet makes of a number.
    let number = candidate
        .number
        .strip_suffix(".0")
        .filter(|n| n.trim_start_matches('+').bytes().all(|b| b.is_ascii_digit()))
        .unwrap_or(candidate.number);
    let number = text::before_hours(number);
    // `02 9374 4000/4001`: the second number is written by its last digits alone.
    if let Some(phone) = text::before_other_ending(number)
        .and_then(|number| read(number, None, candidate.is_international(), region))
    {
        return vec![phone];
    }
    if let Some(phone) = read(number, candidate.extension, candidate.is_international(), region) {
        return vec![phone];
    }
    if let Some(phone) = candidate.vanity.and_then(|vanity| read_vanity(vanity, candidate.extension, region))
    {
        return vec![phone];
    }
    // `010-65529988-8001`: China writes an extension so; elsewhere it may be another ending as well.
    if let Some((before, tail)) = number.rsplit_once('-')
        && (1..=5).contains(&tail.len())
        && tail.bytes().all(|b| b.is_ascii_digit())
        && let Some(phone) = read(before, None, candidate.is_international(), region)
    {
        let is_chinese = phone.e164().starts_with("+86");
        let extended =
            is_chinese.then(|| read(before, Some(tail), candidate.is_international(), region)).flatten();
        return vec![extended.unwrap_or(phone)];
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
    if let Some((first, second)) = text::halves(number) {
        return [first, second].into_iter().filter_map(|half| read(half, None, false, region)).collect();
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
        .or_else(|| (region? == Region::MX).then(|| parse_dialled_in_mexico(&digits, extension))?)
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

/// Until the same date 01 stood before a number of another place, 044 and 045 before a mobile one.
fn parse_dialled_in_mexico(digits: &str, extension: Option<&str>) -> Option<Phone> {
    let number = ["01", "044", "045"].iter().find_map(|prefix| digits.strip_prefix(prefix))?;
    (number.len() == 10).then(|| parse(&format!("+52{number}"), extension, None))?
}

/// A number of one digit, or the keys in their order, was typed to fill a field.
fn is_placeholder(digits: &str) -> bool {
    is_of_one_digit(digits) || digits == "1234567890"
}

fn is_of_one_digit(digits: &str) -> bool {
    digits.as_bytes().windows(2).all(|pair| pair[0] == pair[1])
}

/// Numbers that are kept free for films and books. They stand in samples of data, so that they are taken, though any
/// other number is better. Sources: NANPA's 555 line numbers (0100 to 0199), Ofcom's telephone numbers for use in TV
/// and radio drama, ACMA's numbers for use in radio, books, film and TV.
fn is_fiction(e164: &str) -> bool {
    const STARTS: &[&str] = &[
        "+441134960",
        "+441144960",
        "+441154960",
        "+441164960",
        "+441174960",
        "+441184960",
        "+441214960",
        "+441314960",
        "+441414960",
        "+441514960",
        "+441614960",
        "+441632960",
        "+441914980",
        "+442079460",
        "+442890180",
        "+442920180",
        "+443069990",
        "+447700900",
        "+448081570",
        "+449098790",
        "+611800160",
        "+611800975",
        "+61255501",
        "+61270101",
        "+61355501",
        "+61370101",
        "+61491570",
        "+61755501",
        "+61770101",
        "+61855501",
        "+61870101",
    ];
    let is_american = e164.len() == 12 && e164.starts_with("+1") && e164[5..].starts_with("55501");
    is_american || STARTS.iter().any(|start| e164.starts_with(start))
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
    let national = parsed.national_number.to_string();
    if is_placeholder(number.trim_start_matches('+'))
        || national.len() >= 9 && national.starts_with(['1', '9']) && is_of_one_digit(&national)
    {
        return None;
    }
    let e164 = number.len();
    if let Some(extension) = extension {
        number.push_str(";ext=");
        number.push_str(extension);
    }
    Some(Phone { number, e164, line_type })
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
