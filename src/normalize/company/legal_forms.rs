//! Legal forms of the world: where one stands in a name, and how it is usually spelled.

mod full_names;
mod suffixes;

use std::borrow::Cow;
use std::sync::LazyLock;

use super::super::country::fold;
use super::join_letters;
use super::table::{WordMap, WordSet, short_fold};
pub(super) use full_names::FULL_NAMES;
pub(super) use suffixes::SUFFIXES;

/// How a legal form at the end of a name is written.
pub(super) struct LegalForm {
    /// Folded, its single letters joined: `sa de cv`.
    pub key: &'static str,
    /// Spellings left as they are; the first is what any other becomes, save that one with stops becomes the first with
    /// stops. Empty: known for the match key only, and left as written.
    pub spellings: &'static [&'static str],
    /// Mended even in a name that is otherwise in mixed case. Not for what is also a word (`Spa`, `As`, `Se`).
    pub distinct: bool,
    /// Known only where it is written with stops or a stroke, since without them it is something else (`CA`, `EU`).
    pub dotted: bool,
}

const fn form(key: &'static str, spellings: &'static [&'static str]) -> LegalForm {
    LegalForm { key, spellings, distinct: true, dotted: false }
}

const fn word(key: &'static str, spellings: &'static [&'static str]) -> LegalForm {
    LegalForm { key, spellings, distinct: false, dotted: false }
}

const fn dotted(key: &'static str, spellings: &'static [&'static str]) -> LegalForm {
    LegalForm { key, spellings, distinct: false, dotted: true }
}

/// A form written out, or one that has no spelling of its own.
static AS_WRITTEN: LegalForm = LegalForm { key: "", spellings: &[], distinct: false, dotted: false };

/// Legal forms before a name, folded. Same sources as those after it. Sorted.
#[rustfmt::skip]
pub(super) const PREFIXES: &[&str] = &[
    "aktiebolaget", "cjsc", "ctcp", "cty", "ditta", "dntn", "eurl", "fgup", "firma", "fop", "gup", "jsc",
    "kabushiki gaisha", "kabushiki kaisha", "kk", "llc", "mchj", "naamloze vennootschap", "oao", "ojsc",
    "ooo", "ou", "oy", "pao", "pjsc", "prat", "pt", "sarl", "sasu", "selarl", "sia", "srl", "too", "tov",
    "uab", "vsi", "zao", "аат", "акб", "ао", "ат", "ат кб", "вп", "гуп", "дп", "жшс", "зао", "зат", "иооо",
    "ип", "муп", "мчж", "нао", "оао", "ооо", "осоо", "пао", "пат", "пп", "прат", "руп", "сооо", "спд",
    "таа", "тдв", "тзов", "тов", "тоо", "ук ооо", "фгуп", "фоп", "чп", "чтуп", "чуп", "شركة", "شركه",
    "مؤسسة", "مؤسسه",
];

/// Legal forms before a name that are known only by their stop or stroke, in lower case: `CV. Maju Jaya`, `A/S
/// Storebælt`, `M/s. Acme Traders`. Sorted.
const DOTTED_PREFIXES: &[&str] = &["a/s", "cv.", "fa.", "k/s", "m/s", "m/s.", "pt.", "ud."];

/// Legal forms written against the name, without a space, before or after it: Japanese, Chinese, Korean and Thai,
/// folded. The longest first, since one ends in another.
pub(super) const JOINED: &[&str] = &[
    "ห้างหุ้นส่วนจํากัด",
    "ห้างหุ้นส่วนจำกัด",
    "จำกัด (มหาชน)",
    "จำกัด(มหาชน)",
    "จํากัด มหาชน",
    "ห้างหุ้นส่วน",
    "จํากัดมหาชน",
    "特定非営利活動法人",
    "有限責任事業組合",
    "有限責任股份公司",
    "有限责任股份公司",
    "股份有限责任公司",
    "จํากัด",
    "บริษัท",
    "一般社団法人",
    "一般財団法人",
    "公益社団法人",
    "公益財団法人",
    "国立大学法人",
    "担保有限公司",
    "擔保有限公司",
    "无限责任公司",
    "普通合伙企业",
    "有限合伙企业",
    "有限責任公司",
    "有限责任公司",
    "無限責任公司",
    "独立行政法人",
    "社会福祉法人",
    "股份有限公司",
    "農業協同組合",
    "유한책임회사",
    "จำกัด",
    "มหาชน",
    "บจก.",
    "บมจ.",
    "หจก.",
    "兩合公司",
    "医療法人",
    "合同会社",
    "合名会社",
    "合資会社",
    "学校法人",
    "宗教法人",
    "普通合伙",
    "有限会社",
    "有限公司",
    "有限合伙",
    "有限合夥",
    "株式会社",
    "株式會社",
    "無限公司",
    "社団法人",
    "股份公司",
    "財団法人",
    "사단법인",
    "유한회사",
    "재단법인",
    "주식회사",
    "합명회사",
    "합자회사",
];

/// The most words a legal form has: those of `công ty trách nhiệm hữu hạn một thành viên`, and one more for a stray stop.
const LONGEST: usize = 10;

static FORMS: LazyLock<WordMap<&'static LegalForm>> = LazyLock::new(|| {
    let full = FULL_NAMES.iter().map(|name| (*name, &AS_WRITTEN));
    full.chain(SUFFIXES.iter().map(|form| (form.key, form))).collect()
});

/// The last words of all forms, and how many words the longest of them has: a name that ends in another has none.
static ENDS: LazyLock<WordMap<usize>> = LazyLock::new(|| {
    let mut ends = WordMap::default();
    for key in FORMS.keys() {
        let most = ends.entry(key.rsplit(' ').next().unwrap_or(key)).or_insert(0);
        *most = key.split(' ').count().max(*most);
    }
    ends
});

static BEFORE: LazyLock<WordSet> = LazyLock::new(|| {
    let full = FULL_NAMES.iter().filter(|name| name.contains(' '));
    full.chain(PREFIXES).copied().collect()
});

/// The first words of all forms that stand before a name.
static STARTS: LazyLock<WordSet> =
    LazyLock::new(|| BEFORE.iter().map(|key| key.split(' ').next().unwrap_or(key)).collect());

fn has_stops(text: &str) -> bool {
    text.contains(['.', '/'])
}

/// The name, and the legal form at its end as written, with its entry.
pub(super) fn split(text: &str) -> (&str, Option<(&str, &'static LegalForm)>) {
    let mut found = (text, None);
    let mut room = [0; 32];
    let (mut most, mut words, mut end) = (LONGEST, 0, text.len());
    for (count, (index, _)) in text.rmatch_indices(' ').take(LONGEST).enumerate() {
        let written = &text[index + 1..];
        // One short word is folded without more ado.
        let short = match count {
            0 => short_fold(written, &mut room).filter(|last| last.len() > 1),
            _ => None,
        };
        if let Some(last) = short {
            match ENDS.get(last) {
                Some(&longest) => most = longest,
                None => return found,
            }
        }
        // Letters that stand alone may be one word of the form together.
        let word = text[index + 1..end].trim_end_matches(['.', ',']);
        if word.len() == 1 {
            most = LONGEST;
        }
        words += usize::from(word.contains(|c: char| c.is_ascii_alphanumeric()));
        if words > most {
            break;
        }
        end = index;
        let folded: Cow<str> = short.map_or_else(|| fold(written).into(), Cow::Borrowed);
        let first = folded.split(' ').next().unwrap_or_default();
        let letter = first.chars().count() == 1;
        // Most names end in no word of a form, and are done with at the first look.
        if count == 0 && short.is_none() && !letter && !folded.is_empty() {
            let last = folded.rsplit(' ').next().unwrap_or_default();
            if !ENDS.contains_key(last) && !ENDS.contains_key(join_letters(&folded).as_str()) {
                return found;
            }
        }
        let name = text[..index].trim_end();
        let before = name.trim_end_matches([',', '&', '-', ' ']);
        if before.is_empty() || !before.contains(char::is_alphanumeric) {
            break;
        }
        let key: Cow<str> = short.map_or_else(|| join_letters(&folded).into(), Cow::Borrowed);
        let Some(form) = FORMS.get(&*key) else { continue };
        if form.dotted && !has_stops(written) {
            continue;
        }
        // In `A L P` the letters are one word, as they are for the key.
        let goes_on = letter
            && fold(name.rsplit(' ').next().unwrap_or_default())
                .rsplit(' ')
                .next()
                .is_some_and(|word| word.chars().count() == 1);
        if !goes_on {
            found = (name, Some((written, *form)));
        }
    }
    found
}

/// The name without the legal form before it, which must leave something.
pub(super) fn without_prefix(text: &str) -> &str {
    let Some((first, rest)) = text.split_once(' ') else { return text };
    let has_sign = first.contains(['.', '/']);
    if !has_sign
        && short_fold(first, &mut [0; 32]).is_some_and(|start| start.len() > 1 && !STARTS.contains(start))
    {
        return text;
    }
    let folded = fold(first);
    let key = join_letters(&folded);
    if has_sign
        && DOTTED_PREFIXES.contains(&first.to_lowercase().as_str())
        && rest.contains(char::is_alphanumeric)
    {
        return rest;
    }
    // `PT Solutions` is a name; `PT Bank Central Asia` has a legal form.
    let start = folded.split(' ').next().unwrap_or_default();
    if !STARTS.contains(start) && !STARTS.contains(key.as_str()) {
        return text;
    }
    let mut found = text;
    for (index, _) in text.match_indices(' ').take(LONGEST) {
        let rest = text[index + 1..].trim_start_matches([' ', ',', '-', '–', ':']);
        if !rest.contains(char::is_alphanumeric) {
            break;
        }
        let key = join_letters(&fold(&text[..index]));
        // So is `UAB Medicine`, of the University of Alabama.
        let first = rest.split(' ').next().unwrap_or_default();
        let bare = key == "pt" && first.len() == rest.len()
            || key == "uab" && ["Health", "Hospital", "Medical", "Medicine", "School"].contains(&first);
        if BEFORE.contains(key.as_str()) && !bare {
            found = rest;
        }
    }
    found
}

/// Whether a word is a form before a name that is written in capitals: `PT`, `ООО`.
pub(super) fn is_prefix(lower: &str) -> bool {
    PREFIXES.binary_search(&lower).is_ok() && lower.chars().count() <= 4 && !matches!(lower, "cty" | "firma")
}

/// A word inside a name that is a form on its own (`ACME CO. INTERNATIONAL`), in its usual spelling.
pub(super) fn inner_spelling(written: &str) -> Option<&'static str> {
    let key = fold(written);
    if !matches!(key.as_str(), "co" | "corp" | "inc" | "llc" | "ltd" | "gmbh" | "llp" | "plc") {
        return None;
    }
    let dotted = written.contains('.');
    FORMS.get(key.as_str())?.spellings.iter().find(|spelling| spelling.contains('.') == dotted).copied()
}

/// The usual spelling of a form, or the form as written where it may be a word.
pub(super) fn spelling<'a>(
    written: &'a str,
    form: &'static LegalForm,
    name: &str,
    one_case: bool,
) -> &'a str {
    let Some(first) = form.spellings.first() else { return written };
    // `A.S.` in capitals is Turkish or Norwegian, if no letter of the name is Czech or Slovak.
    if form.key == "as" && one_case && written.contains('.') && name.contains(is_czech_or_slovak) {
        return "a.s.";
    }
    if let Some(known) = form.spellings.iter().find(|spelling| **spelling == written) {
        let shouted = one_case && form.distinct && known.len() > 2 && *known == "PLC";
        return if shouted { first } else { known };
    }
    if !form.distinct && !one_case && written.chars().any(char::is_lowercase) {
        // `a/s`, `s.a.`: with a stroke or stops it is no word.
        let small = has_stops(written) && !written.chars().any(char::is_uppercase);
        let mut known = form.spellings.iter().filter(|_| small);
        return known.find(|spelling| spelling.eq_ignore_ascii_case(written)).copied().unwrap_or(written);
    }
    // A day spa is no società per azioni.
    if form.key == "spa" {
        let before = fold(name.rsplit(' ').next().unwrap_or_default());
        let kind = ["and", "beauty", "day", "hair", "massage", "med", "medical", "nail", "salon", "wellness"];
        if kind.contains(&before.as_str()) {
            return "Spa";
        }
    }
    let dotted = written.contains('.');
    let alike = |spelling: &&&str| {
        spelling.contains('.') == dotted && spelling.contains('/') == written.contains('/')
    };
    let same_case =
        form.spellings.iter().filter(alike).find(|spelling| spelling.eq_ignore_ascii_case(written));
    same_case
        .or_else(|| form.spellings.iter().find(|spelling| spelling.contains('.') == dotted))
        .unwrap_or(first)
}

/// Letters of Czech and Slovak that Turkish and Norwegian do not have.
fn is_czech_or_slovak(c: char) -> bool {
    "áčďéěíĺľňóŕřšťúůýžÁČĎÉĚÍĹĽŇÓŔŘŠŤÚŮÝŽ".contains(c)
}
