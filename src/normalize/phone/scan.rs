//! Where in a text numbers stand, and what the words around them say.

/// The longest extension taken for one.
const MAX_EXTENSION: usize = 7;

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
}

impl Candidate<'_> {
    pub(super) fn is_fax(&self) -> bool {
        self.is_labelled(&["fax", "telefax", "faks", "telecopie", "传真"], &["f"])
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

    /// WhatsApp's links hold the international number without its plus sign
    /// (<https://faq.whatsapp.com/5913398998672934>).
    pub(super) fn is_international(&self) -> bool {
        self.before.ends_with("wa.me/")
            || self.before.contains("whatsapp.com/send") && self.before.ends_with("phone=")
    }
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
        let candidate = Candidate { number, vanity, extension, before: &self.text[self.from..start], after };
        self.from = if extension.is_some() || remark > 0 { behind + remark } else { end };
        Some(candidate)
    }
}

/// The words for an extension, lower case; longer before shorter. Sources: libphonenumber's own, and what the
/// languages of Europe and South America write.
const EXTENSION_WORDS: &[&str] = &[
    "extension",
    "extensión",
    "extensao",
    "durchwahl",
    "interno",
    "toestel",
    "anexo",
    "poste",
    "ramal",
    "доб",
    "extn",
    "intern",
    "linka",
    "ext",
    "int",
    "dw",
    "wew",
    "xt",
    "x",
    "#",
    "p.",
    "ｘ",
];

/// An extension right behind a number: its digits, and how much of the text it takes.
fn extension(text: &str) -> Option<(&str, usize)> {
    let rest = text.trim_start_matches([' ', ',', ';', '.', '-', '(', '[', ':', '/']);
    let lower: String = rest.chars().take(12).collect::<String>().to_lowercase();
    let word = EXTENSION_WORDS.iter().find(|word| lower.starts_with(**word))?;
    // Lower-casing may have changed the length of letters; count characters instead.
    let after = rest.char_indices().nth(word.chars().count()).map_or("", |(at, _)| &rest[at..]);
    let after = after.trim_start_matches(['.', ':', '=', ' ', '#', '-', '№']);
    let digits = after.bytes().position(|b| !b.is_ascii_digit()).unwrap_or(after.len());
    if digits == 0 || digits > MAX_EXTENSION {
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
    ((3..=12).contains(&count) && (joined || capitals)).then(|| &text[start..end + letters.len()])
}
