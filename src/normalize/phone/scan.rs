//! Where in a text numbers stand, and what the words around them say.

use unicode_normalization::UnicodeNormalization;

/// The longest extension behind a word for it, and behind a sign that may mean something else; what libphonenumber
/// takes.
const MAX_EXTENSION: usize = 20;
const MAX_EXTENSION_BY_SIGN: usize = 9;
/// So far back an identifier is looked for around a number.
const MAX_IDENTIFIER: usize = 40;

/// A stretch of text that looks like a number, with the words around it.
#[derive(Debug)]
pub(super) struct Candidate<'a> {
    /// Digits with the punctuation between them.
    pub(super) number: &'a str,
    /// The number with the letters that follow it, where they may stand for digits.
    pub(super) vanity: Option<&'a str>,
    pub(super) extension: Option<&'a str>,
    /// What stands before it, back to the number before.
    before: &'a str,
    /// A remark in brackets behind it.
    after: &'a str,
    /// All that stands behind the number.
    behind: &'a str,
    /// Letters stand right before and behind it, and more digits before those.
    is_in_identifier: bool,
}

impl Candidate<'_> {
    /// Whether nobody but a fax machine answers; "Tel/Fax" is a telephone as well.
    pub(super) fn is_fax(&self) -> bool {
        const FAX: &[&str] = &[
            "fax",
            "faks",
            "telefax",
            "telecopie",
            "télécopie",
            "факс",
            "φαξ",
            "传真",
            "傳真",
            "ファ",
            "팩스",
            "فاكس",
        ];
        self.is_labelled(FAX, &["f", "fx"]) && !self.is_also_telephone()
    }

    /// Whether the words right before the number name a telephone beside the fax, nothing parting them but signs that
    /// join: "Tel./Fax", "Phone & Fax", "T/F".
    fn is_also_telephone(&self) -> bool {
        const PHONE: &[&str] = &["tel", "tél", "phone", "ph", "fon", "тел", "τηλ", "电话", "電話"];
        let label = self.before.trim_end_matches(|c: char| !c.is_alphabetic());
        let label = &label[label.rfind([':', ';', ',', '\n']).map_or(0, |at| at + 1)..];
        let mut words =
            label.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).rev().take(3);
        words.any(|word| {
            let word = word.to_lowercase();
            let is_fax = word.contains("fax") || word.contains("faks");
            !is_fax
                && (matches!(word.as_str(), "t" | "p") || PHONE.iter().any(|known| word.starts_with(known)))
        })
    }

    /// Digits that are a date, an amount, an internet address, or a part of an identifier.
    pub(super) fn is_no_number(&self) -> bool {
        let is_amount =
            self.before.ends_with(['$', '€', '£', '¥', '₹']) || self.behind.starts_with(['%', '$', '€']);
        self.is_in_identifier
            || is_amount
            || is_date(self.number, self.behind)
            || is_internet_address(self.number)
            || has_open_bracket(self.number)
    }

    pub(super) fn is_mobile(&self) -> bool {
        self.is_labelled(
            &[
                "mobile",
                "mobil",
                "movil",
                "móvil",
                "cell",
                "handy",
                "gsm",
                "portable",
                "celular",
                "cellulare",
                "whatsapp",
                "手机",
                "携帯",
            ],
            &["m", "c", "mob"],
        )
    }

    /// Whether the nearest word before the number, or the remark behind it, begins with one of `words` or is
    /// one of `letters`.
    fn is_labelled(&self, words: &[&str], letters: &[&str]) -> bool {
        let is_word = |word: &str| {
            let word = word.to_lowercase();
            words.iter().any(|known| word.starts_with(known)) || letters.contains(&word.as_str())
        };
        let words_of = |text| str::split(text, |c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        // "Telephone and fax: 123" and "Fax number: 123" are both told by the last words.
        words_of(self.before).rev().take(2).any(is_word) || words_of(self.after).any(is_word)
    }

    /// WhatsApp's links and identifiers hold the international number without its plus sign
    /// (<https://faq.whatsapp.com/5913398998672934>), and so do Viber's.
    pub(super) fn is_international(&self) -> bool {
        self.before.ends_with("wa.me/")
            || self.before.contains("whatsapp") && self.before.ends_with("phone=")
            || self.before.contains("viber:") && self.before.ends_with("number=")
            || self.behind.starts_with("@c.us")
            || self.behind.starts_with("@s.whatsapp.net")
    }
}

/// A date of the usual forms, two years, or a time stamp.
fn is_date(number: &str, behind: &str) -> bool {
    let groups: Vec<&str> =
        number.split(|c: char| !c.is_ascii_digit()).filter(|group| !group.is_empty()).take(3).collect();
    let is = |group: &str, len: usize, range: std::ops::RangeInclusive<u32>| {
        (1..=len).contains(&group.len()) && group.parse().is_ok_and(|n| range.contains(&n))
    };
    let is_year = |group: &str| group.len() == 4 && is(group, 4, 1900..=2099);
    let is_clock = behind.starts_with(':') && behind[1..].starts_with(|c: char| c.is_ascii_digit());
    match groups[..] {
        [a, b, c] if is_year(a) && is(b, 2, 1..=12) && is(c, 2, 1..=31) => true,
        [a, b, c] if is_year(c) && (is(a, 2, 1..=31) && is(b, 2, 1..=31)) => number.contains(['/', '.', '-']),
        [a, b] if is_year(a) && is_year(b) => true,
        [a, ..] if a.len() == 8 && is_clock => is_year(&a[..4]) && is(&a[4..6], 2, 1..=12),
        _ => false,
    }
}

/// Four numbers below 256 with dots between them, one of them of three digits: in Denmark telephone numbers are written
/// in four pairs.
fn is_internet_address(number: &str) -> bool {
    let mut groups = number.split('.');
    let is_octet = |group: &str| group.parse::<u8>().is_ok() && (group == "0" || !group.starts_with('0'));
    number.split('.').count() == 4 && number.split('.').any(|group| group.len() == 3) && groups.all(is_octet)
}

/// A bracket that opens inside the number and does not close there, as between the figures of a table.
fn has_open_bracket(number: &str) -> bool {
    let inner = number.trim_start_matches(['(', '[', ' ', '+']);
    let count = |sign| inner.bytes().filter(|b| *b == sign).count();
    inner.contains('.') && (count(b'(') > count(b')') || count(b'[') > 0)
}

/// The stretches of a text that look like numbers, in order.
pub(super) struct Candidates<'a> {
    text: &'a str,
    /// Where the number before ended.
    from: usize,
}

impl<'a> Candidates<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, from: 0 }
    }
}

impl<'a> Iterator for Candidates<'a> {
    type Item = Candidate<'a>;

    fn next(&mut self) -> Option<Candidate<'a>> {
        let bytes = self.text.as_bytes();
        let first_digit = self.from + bytes[self.from..].iter().position(u8::is_ascii_digit)?;
        // A plus sign and brackets belong to the number that follows them.
        let lead = self.text[self.from..first_digit].trim_end_matches(['+', '(', ' ', '[']).len();
        let start = self.from
            + lead
            + self.text[self.from + lead..first_digit]
                .find(['+', '(', '['])
                .unwrap_or(first_digit - self.from - lead);
        let mut end = first_digit;
        while end < bytes.len() {
            match bytes[end] {
                b'0'..=b'9' | b' ' | b'-' | b'.' | b'(' | b')' | b'/' | b'[' | b']' | b'~' => end += 1,
                _ => break,
            }
        }
        let number = self.text[start..end].trim_end_matches([' ', '-', '.', '(', '/', '[', '~']);
        let number_end = start + number.len();
        // The word "x" or "ext" may come after a bracket or a comma.
        let (extension, after_extension) = match extension(&self.text[number_end..]) {
            Some((digits, len)) => (Some(digits), number_end + len),
            None => (None, end),
        };
        let vanity = if extension.is_none() { vanity(self.text, start, end) } else { None };
        let behind = if extension.is_some() { after_extension } else { number_end };
        let (after, remark) = remark(&self.text[behind..]);
        let is_letter = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphabetic);
        let is_in_identifier = start == first_digit
            && is_letter(bytes[..start].last())
            && is_letter(bytes.get(number_end))
            && bytes[..start]
                .iter()
                .rev()
                .take(MAX_IDENTIFIER)
                .take_while(|b| b.is_ascii_alphanumeric())
                .any(u8::is_ascii_digit);
        let candidate = Candidate {
            number,
            vanity,
            extension,
            before: &self.text[self.from..start],
            after,
            behind: &self.text[end..],
            is_in_identifier,
        };
        self.from = if extension.is_some() || remark > 0 { behind + remark } else { end };
        Some(candidate)
    }
}

/// The words for an extension, lower case; longer before shorter. Sources: libphonenumber's own, and what the
/// languages of Europe, South America and East Asia write.
const EXTENSION_WORDS: &[&str] = &[
    "doorkiesnummer",
    "nebenstelle",
    "anknytning",
    "extension",
    "extensión",
    "xtensión",
    "extensao",
    "extensão",
    "durchwahl",
    "doorkies",
    "xtensio",
    "interno",
    "toestel",
    "klapka",
    "dahili",
    "intern",
    "mellék",
    "extns",
    "anexo",
    "poste",
    "ramal",
    "linka",
    "local",
    "lokal",
    "שלוחה",
    "внутр",
    "wewn",
    "ankn",
    "extn",
    "доб",
    "ext",
    "int",
    "nst",
    "wew",
    "xtn",
    "分机",
    "分機",
    "内线",
    "内線",
    "내선",
    "转",
    "轉",
    "вн",
    "dw",
    "xt",
    ",,",
    "p.",
    "#",
    "x",
];

/// An extension right behind a number: its digits, and how much of the text it takes.
fn extension(text: &str) -> Option<(&str, usize)> {
    let rest = text.trim_start_matches([' ', '\t', ';', '.', '-', '(', '[', ':', '/']);
    let rest = if rest.starts_with(",,") { rest } else { rest.trim_start_matches([' ', ',']) };
    let lower: String = rest.chars().take(16).collect::<String>().nfc().collect::<String>().to_lowercase();
    let word = EXTENSION_WORDS.iter().find(|word| lower.starts_with(**word))?;
    // Lower-casing and composing may have changed the length; count letters instead.
    let letters = word.chars().count();
    let is_mark = unicode_normalization::char::is_combining_mark;
    let after =
        rest.char_indices().filter(|(_, c)| !is_mark(*c)).nth(letters).map_or("", |(at, _)| &rest[at..]);
    let after = after.trim_start_matches(['.', ':', '=', ' ', '\t', '#', '-', ',', '№']);
    let digits = after.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(after.len());
    let most = if *word == ",," || word.chars().all(char::is_alphabetic) && *word != "x" {
        MAX_EXTENSION
    } else {
        MAX_EXTENSION_BY_SIGN
    };
    if digits == 0 || digits > most {
        return None;
    }
    let len = text.len() - after.len() + digits;
    Some((&after[..digits], len))
}

/// A remark in brackets right behind a number, without digits of its own, and how much of the text it takes.
fn remark(text: &str) -> (&str, usize) {
    const MAX_REMARK: usize = 24;
    let inside = text.trim_start_matches(' ');
    let Some(inside) = inside.strip_prefix(['(', '[']) else { return ("", 0) };
    match inside.find([')', ']']) {
        Some(end) if end <= MAX_REMARK && !inside[..end].bytes().any(|b| b.is_ascii_digit()) => {
            (&inside[..end], text.len() - inside.len() + end + 1)
        }
        _ => ("", 0),
    }
}

/// A number and the capitals that follow it, or any letters after a toll-free code.
fn vanity(text: &str, start: usize, end: usize) -> Option<&str> {
    let digits = text[start..end].bytes().filter(u8::is_ascii_digit).count();
    // As many digits as this need no letters.
    if !(1..=9).contains(&digits) {
        return None;
    }
    let bytes = text.as_bytes();
    let len = bytes[end..]
        .iter()
        .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b' ' | b'.' | b'*')))
        .unwrap_or(bytes.len() - end);
    let letters = text[end..end + len].trim_end();
    let joined = text[..end].ends_with(|c: char| c == '-' || c == '.' || c.is_ascii_digit());
    let capitals = !letters.bytes().any(|b| b.is_ascii_lowercase());
    let count = letters.bytes().filter(u8::is_ascii_alphabetic).count();
    // "1800 flowers" fills up the number; "1800 for help" is a sentence.
    let is_word =
        !letters.contains(' ') && count + digits == 10 + usize::from(text[start..end].contains('1'));
    let is_toll_free = is_word && text[start..end].trim_start_matches(['+', '1', ' ', '(']).starts_with("8");
    ((3..=12).contains(&count) && (joined || capitals || is_toll_free))
        .then(|| &text[start..end + letters.len()])
}
