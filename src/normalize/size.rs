//! Company sizes: a count or range of employees in any wording, to LinkedIn's ranges.

mod numbers;
mod range;
mod spreadsheet;

use numbers::{Number, numbers};
pub use range::{SizeRange, UnknownSize};

/// Whole texts that mean one person.
#[rustfmt::skip]
const ONE_PERSON: &[&str] = &[
    "autonomo", "autónomo", "einzelunternehmen", "einzelunternehmer", "freelance", "freelancer",
    "freiberufler", "individual", "just me", "just myself", "me only", "myself only", "myself",
    "one-man band", "one-man", "only me", "selbstständig", "selbständig", "self employed", "self-employed",
    "selfemployed", "sole proprietor", "sole proprietorship", "sole trader", "solo founder", "solo",
    "solopreneur",
];

/// LinkedIn's letter for each range (Reference Tables, Company Size Codes), in the order of [`SizeRange::ALL`].
const LETTERS: &str = "ABCDEFGHI";

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

/// Things other than people that the number before them counts, in the plural. Sorted.
#[rustfmt::skip]
const OTHER_THINGS: &[&str] = &[
    "abonnenten", "abonnés", "acres", "avis", "bewertungen", "branches", "brands", "cities", "clientes",
    "clienti", "clients", "connections", "countries", "customers", "days", "dollars", "euro", "euros", "fans",
    "filialen", "filiali", "followers", "ft²", "ha", "hours", "jobs", "km", "km²", "kontakte", "kunden", "likes",
    "locations", "länder", "m2", "miles", "minutes", "months", "m²", "niederlassungen", "offices", "oficinas",
    "openings", "outlets", "pages", "paises", "patents", "países", "plants", "posts", "products", "projects",
    "qm", "ratings", "recensioni", "reseñas", "reviews", "rooms", "sedes", "sedi", "seguidores", "shops", "sites",
    "sqft", "sqm", "standorte", "states", "stores", "subscribers", "suiveurs", "tage", "tweets", "units", "users",
    "vacancies", "vehicles", "views", "volgers", "weeks",
];

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
    if let Some(date) = spreadsheet::read(text) {
        return date.and_then(|(first, last)| SizeRange::of(f64::from((first + last) / 2)));
    }
    // A sentinel such as `-1`, not a list's dash.
    if text.strip_prefix(['-', '−']).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
        return None;
    }
    let mut numbers = numbers(text);
    numbers.retain(|number| !counts_other(text, number));
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

fn single(text: &str) -> Option<char> {
    let mut chars = text.chars();
    let only = chars.next()?;
    (chars.next().is_none() && only.is_ascii_uppercase()).then_some(only)
}

/// Whether a number counts something else than people: `12 offices`, `10,000 followers`, `250 m²`.
fn counts_other(text: &str, number: &Number) -> bool {
    let after = text[number.end..].trim_start_matches(['+', ' ', '_', '-']);
    let end = after.find(|c: char| !c.is_alphanumeric()).unwrap_or(after.len());
    OTHER_THINGS.binary_search(&&after[..end]).is_ok()
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
    // `501,1000`: no number is written so, hence there are two.
    let joined = between == "," && text[first.end..].starts_with(',') && last.start == first.end + 1;
    let listed = bare && (joined || !between.contains(',') || text.starts_with(['[', '(', '{']));
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

#[cfg(test)]
mod tests;
