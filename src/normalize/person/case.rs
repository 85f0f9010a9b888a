//! Upper and lower case of names, mended only where it was lost: `MCDONALD` and `mcdonald` become `McDonald`,
//! while `Macdonald`, as somebody wrote it, stays.

use super::text::fold;
use super::token::Token;
use super::words::{self, PARTICLE};

/// How a whole name was written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    /// All letters upper case, or all lower case: its spelling says nothing.
    Flat,
    /// With capitals where its writer put them.
    Mixed,
}

/// The style of a name, from all its words together.
pub(super) fn style<'a>(words: impl Iterator<Item = &'a str>) -> Style {
    let (mut upper, mut lower) = (false, false);
    for c in words.flat_map(str::chars) {
        upper |= c.is_uppercase();
        lower |= c.is_lowercase();
    }
    if upper && lower { Style::Mixed } else { Style::Flat }
}

/// Words whose capitals no rule gives. Written from general knowledge; to check against: usual spellings of the Social Security Administration's and
/// Wikipedia's bearers; sorted by the folded form.
#[rustfmt::skip]
const SPELLINGS: &[(&str, &str)] = &[
    ("deandre", "DeAndre"), ("debartolo", "DeBartolo"), ("degeneres", "DeGeneres"),
    ("degrasse", "DeGrasse"), ("dejohn", "DeJohn"), ("dejoy", "DeJoy"), ("delauro", "DeLauro"),
    ("delay", "DeLay"), ("delillo", "DeLillo"), ("delorean", "DeLorean"), ("deluca", "DeLuca"),
    ("deluise", "DeLuise"), ("demarco", "DeMarco"), ("demarcus", "DeMarcus"), ("demario", "DeMario"),
    ("demille", "DeMille"), ("deniro", "DeNiro"), ("depalma", "DePalma"), ("depaul", "DePaul"),
    ("derosa", "DeRosa"), ("desantis", "DeSantis"), ("deshawn", "DeShawn"), ("desimone", "DeSimone"),
    ("devito", "DeVito"), ("devore", "DeVore"), ("devos", "DeVos"), ("dewine", "DeWine"),
    ("dibiase", "DiBiase"), ("dicaprio", "DiCaprio"), ("difranco", "DiFranco"), ("digiacomo", "DiGiacomo"),
    ("dimaggio", "DiMaggio"), ("dimarco", "DiMarco"), ("dinapoli", "DiNapoli"), ("dipietro", "DiPietro"),
    ("fitzsimmons", "FitzSimmons"), ("jojo", "JoJo"), ("labeouf", "LaBeouf"), ("lafollette", "LaFollette"),
    ("laguardia", "LaGuardia"), ("lahood", "LaHood"), ("lamalfa", "LaMalfa"), ("lapierre", "LaPierre"),
    ("larouche", "LaRouche"), ("lashawn", "LaShawn"), ("latoya", "LaToya"), ("laturner", "LaTurner"),
    ("lebron", "LeBron"), ("lemond", "LeMond"), ("lequan", "LeQuan"), ("lesean", "LeSean"),
    ("levar", "LeVar"), ("macarthur", "MacArthur"), ("macaulay", "MacAulay"), ("macbeth", "MacBeth"),
    ("macbride", "MacBride"), ("maccallum", "MacCallum"), ("maccormack", "MacCormack"),
    ("macdonald", "MacDonald"), ("macdonell", "MacDonell"), ("macdougall", "MacDougall"),
    ("macdowell", "MacDowell"), ("macduff", "MacDuff"), ("maceachern", "MacEachern"),
    ("macewan", "MacEwan"), ("macewen", "MacEwen"), ("macfadyen", "MacFadyen"),
    ("macfarlane", "MacFarlane"), ("macgillivray", "MacGillivray"), ("macgowan", "MacGowan"),
    ("macgraw", "MacGraw"), ("macgregor", "MacGregor"), ("macgyver", "MacGyver"), ("macinnes", "MacInnes"),
    ("macinnis", "MacInnis"), ("macintosh", "MacIntosh"), ("macintyre", "MacIntyre"),
    ("maciver", "MacIver"), ("mackay", "MacKay"), ("mackenzie", "MacKenzie"), ("mackinley", "MacKinley"),
    ("mackinnon", "MacKinnon"), ("mackintosh", "MacKintosh"), ("maclachlan", "MacLachlan"),
    ("maclaine", "MacLaine"), ("maclaren", "MacLaren"), ("maclean", "MacLean"), ("maclennan", "MacLennan"),
    ("macleod", "MacLeod"), ("macmahon", "MacMahon"), ("macmaster", "MacMaster"),
    ("macmillan", "MacMillan"), ("macmurray", "MacMurray"), ("macnab", "MacNab"),
    ("macnamara", "MacNamara"), ("macneil", "MacNeil"), ("macneill", "MacNeill"), ("macnicol", "MacNicol"),
    ("macphail", "MacPhail"), ("macphee", "MacPhee"), ("macpherson", "MacPherson"),
    ("macquarrie", "MacQuarrie"), ("macqueen", "MacQueen"), ("macrae", "MacRae"), ("macsween", "MacSween"),
    ("mactaggart", "MacTaggart"), ("mactavish", "MacTavish"), ("macvicar", "MacVicar"),
    ("macwilliams", "MacWilliams"), ("maryann", "MaryAnn"), ("vandyke", "VanDyke"),
    ("vanhollen", "VanHollen"), ("vanzandt", "VanZandt"),
];

/// Italian and Goan names with a capital D'; the French ones (d'Arcy, d'Estaing) keep it small.
/// Written from general knowledge; to check against: Wikipedia's lists of surnames in D'.
#[rustfmt::skip]
const CAPITAL_D: &[&str] = &[
    "addario", "agostino", "aguiar", "alba", "alessandro", "alessio", "almeida", "aloisio", "amato",
    "ambrosio", "amico", "amore", "andrea", "angelo", "annunzio", "antoni", "antonio", "antuono",
    "arcangelo", "arrigo", "costa", "cruz", "cunha", "elia", "eramo", "ercole", "errico", "ettorre", "lima",
    "mello", "monte", "onofrio", "orazio", "oria", "silva", "souza", "urso",
];

/// Particles that their languages write with a capital in front of a family name. Italian, Arabic, French.
#[rustfmt::skip]
const CAPITAL_PARTICLES: &[&str] = &[
    "abu", "al", "ap", "ben", "dalla", "delas", "della", "dello", "delos", "di", "el", "la", "las", "le",
    "lo", "los", "mac", "mc", "nic", "san", "santa", "saint", "st", "ste", "vande", "vanden", "vander",
];

/// Countries whose bearers of Dutch and French particles write them with a capital.
const ANGLO: &[[u8; 2]] = &[*b"AU", *b"BE", *b"CA", *b"GB", *b"IE", *b"NZ", *b"US"];

/// One word of a name with its case mended. `opens` says that it is the first word of the given or family name,
/// `followed` that another word of that name comes after it, `family` that it is in the family name.
pub(super) fn mend(
    token: &Token<'_>,
    style: Style,
    family: bool,
    opens: bool,
    followed: bool,
    country: Option<[u8; 2]>,
) -> String {
    let text = token.text;
    let mut upper = 0;
    let mut lower = 0;
    for c in text.chars() {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    let letters = upper + lower;
    if letters == 0 || letters == 1 && upper == 1 {
        return text.to_owned();
    }
    // "v. Bismarck", "ben Avraham": particles only as they are written.
    let kept = family && followed && style == Style::Mixed && upper == 0;
    if kept && (token.is(words::PARTICLE_LOWER) || matches!(text, "v." | "z." | "d.")) {
        return text.to_owned();
    }
    let is_particle = (family || !opens) && followed && token.flags & (PARTICLE | words::CONJUNCTION) != 0;
    if upper > 0 && lower > 0 {
        let first = text.chars().find(|c| c.is_alphabetic());
        // "mcDonald" lost one capital; "d'Arcy", "al-Assad" and "van" are meant so.
        if first.is_some_and(char::is_lowercase) && !has_small_prefix(text) {
            return capitalize(text);
        }
        return text.to_owned();
    }
    if is_particle {
        if style == Style::Mixed && upper == 0 {
            return text.to_owned();
        }
        let anglo = opens && country.is_some_and(|c| ANGLO.contains(&c));
        let italian = country == Some(*b"IT");
        let capital = CAPITAL_PARTICLES.contains(&token.key.as_str())
            && (opens || token.key != "la" && token.key != "las" && token.key != "los");
        return if capital || anglo || italian {
            capitalize(&text.to_lowercase())
        } else {
            text.to_lowercase()
        };
    }
    if upper > 0 && keeps_capitals(token, style, family, letters) {
        return text.to_owned();
    }
    title_case(text, country)
}

/// Whether a word in capitals is a set of initials ("JP", "JRR", "R.F.").
fn keeps_capitals(token: &Token<'_>, style: Style, family: bool, letters: usize) -> bool {
    let text = token.text;
    if text.contains('.') && text.split('.').all(|part| part.chars().count() <= 1) {
        return true;
    }
    if !text.is_ascii() || !text.bytes().all(|b| b.is_ascii_uppercase()) {
        return false;
    }
    let vowels = text.bytes().any(|b| matches!(b, b'A' | b'E' | b'I' | b'O' | b'U' | b'Y'));
    let is_initials =
        (!vowels || letters == 2 && text.ends_with('J')) && token.flags & words::ANY_SURNAME == 0;
    match (letters, family) {
        (2, true) => style == Style::Mixed && token.flags & words::ANY_SURNAME == 0 && !vowels,
        (2, false) if style == Style::Mixed => token.flags & words::ANY_SURNAME == 0 || is_initials,
        (2 | 3, false) => is_initials,
        _ => false,
    }
}

/// "d'Arcy", "al-Assad", "el-Sisi", "'t": words that begin small on purpose.
fn has_small_prefix(text: &str) -> bool {
    let lower = text.trim_start_matches('\'');
    text.starts_with('\'')
        || [
            "d'", "de'", "al-", "el-", "as-", "ash-", "ad-", "an-", "ar-", "at-", "az-", "ul-", "bin-",
            "van", "von", "de", "l'", "du", "s-", "n'", "t'", "dell'",
        ]
        .iter()
        .any(|prefix| {
            lower.strip_prefix(prefix).is_some_and(|rest| rest.chars().next().is_some_and(char::is_uppercase))
        })
}

fn title_case(text: &str, country: Option<[u8; 2]>) -> String {
    let turkish = country == Some(*b"TR") || country == Some(*b"AZ") || text.contains(['İ', 'ı']);
    let lower =
        if turkish { text.replace('İ', "i").replace('I', "ı").to_lowercase() } else { text.to_lowercase() };
    let mut result = String::with_capacity(lower.len());
    let parts = lower.split('-').count();
    for (at, part) in lower.split('-').enumerate() {
        if at > 0 {
            result.push('-');
        }
        let small = parts > 1
            && (at == 0 && matches!(part, "al" | "el" | "as" | "ash" | "ad" | "ar" | "az" | "ul")
                || at > 0
                    && at + 1 < parts
                    && matches!(
                        part,
                        "al" | "de"
                            | "del"
                            | "des"
                            | "du"
                            | "el"
                            | "en"
                            | "la"
                            | "le"
                            | "les"
                            | "sur"
                            | "ul"
                            | "van"
                            | "von"
                            | "der"
                    ));
        if small { result.push_str(part) } else { title_part(part, turkish, country, &mut result) }
    }
    result
}

fn title_part(part: &str, turkish: bool, country: Option<[u8; 2]>, result: &mut String) {
    if let Some((before, after)) = part.split_once('\'') {
        match before {
            "" => return result.push_str(part),
            // The apostrophe stands for a lost vowel before a name of its own.
            "o" | "l" | "m" | "n" | "c" | "dell" | "dall" | "nell" | "sant" | "all" | "de" => {
                push_capitalized(before, turkish, result);
                result.push('\'');
                return push_word(after, turkish, result);
            }
            // "D''" and "d'.c" are broken off; only a letter makes it a prefix.
            "d" if after.starts_with(char::is_alphabetic) => {
                let capital = country == Some(*b"IT") || CAPITAL_D.contains(&fold(after).as_str());
                result.push_str(if capital { "D'" } else { "d'" });
                return push_word(after, turkish, result);
            }
            _ => return push_capitalized(part, turkish, result),
        }
    }
    if part.starts_with("ij") && country == Some(*b"NL") {
        result.push_str("IJ");
        return result.push_str(&part[2..]);
    }
    push_word(part, turkish, result);
}

/// A word without hyphen or apostrophe, with the capitals inside it.
fn push_word(word: &str, turkish: bool, result: &mut String) {
    if let Ok(at) = SPELLINGS.binary_search_by(|(key, _)| (*key).cmp(word)) {
        return result.push_str(SPELLINGS[at].1);
    }
    if let Some(rest) = word.strip_prefix("mc").filter(|rest| rest.chars().count() > 1) {
        result.push_str("Mc");
        return push_capitalized(rest, turkish, result);
    }
    // Initials with points: "j.r.r." and "j.smith".
    if word.contains('.') {
        let mut start = true;
        for c in word.chars() {
            if start {
                result.extend(c.to_uppercase())
            } else {
                result.push(c)
            }
            start = c == '.';
        }
        return;
    }
    push_capitalized(word, turkish, result);
}

fn push_capitalized(word: &str, turkish: bool, result: &mut String) {
    let mut chars = word.chars();
    match chars.next() {
        Some('i') if turkish => result.push('İ'),
        // Georgian has capitals, and sentences and names do not use them.
        Some(first @ ('ß' | '\u{10D0}'..='\u{10FF}')) => result.push(first),
        Some(first) => result.extend(first.to_uppercase()),
        None => {}
    }
    result.push_str(chars.as_str());
}

fn capitalize(word: &str) -> String {
    let mut result = String::with_capacity(word.len());
    push_capitalized(word, false, &mut result);
    result
}

#[cfg(test)]
pub(super) fn tables_are_sorted() -> bool {
    SPELLINGS.is_sorted() && CAPITAL_D.is_sorted()
}
