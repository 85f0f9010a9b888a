//! Email addresses: found in whatever a scraper delivered, checked, sorted by what they are worth.

mod all;
mod around;
mod disguise;
pub(in crate::normalize) mod host;
mod junk;
mod providers;

use std::borrow::Cow;
use std::fmt;
use std::ops::RangeInclusive;

use unicode_normalization::UnicodeNormalization;

pub use all::{all, mailboxes};

/// The longest address that fits an SMTP path, RFC 5321 §4.5.3.1.3 with its erratum 1690.
pub const MAX_ADDRESS: usize = 254;
/// The longest local part, RFC 5321 §4.5.3.1.1.
const MAX_LOCAL: usize = 64;
/// More text than this is a page and not a field; only its beginning is read.
const MAX_FIELD: usize = 8 * 1024;

/// What an address is to somebody who sells: the company's own person, or less.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A person at a company's own domain.
    Personal,
    /// A mailbox at a provider where anybody may have one.
    Free,
    /// A desk and not a person: `info@`, `sales@`, `noreply@`.
    Role,
    /// A mailbox made to be thrown away.
    Disposable,
}

/// A valid address in lower case, its domain in ASCII. It can be delivered to as it stands. Letters beyond ASCII stand
/// before the `@` only where the domain is an internationalized one too, whose servers know of RFC 6531.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Email {
    address: String,
    at: usize,
}

/// The weight of an address that is a person's at a company: none weighs more.
pub const FULL_WEIGHT: u8 = 40;

impl Email {
    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// What stands before the `@`.
    pub fn local(&self) -> &str {
        &self.address[..self.at]
    }

    /// What stands after the `@`: the full host in ASCII, not only its registrable part.
    pub fn domain(&self) -> &str {
        &self.address[self.at + 1..]
    }

    /// What the address is worth. A throw-away provider counts before a role, a role before a free provider.
    pub fn kind(&self) -> Kind {
        if self.is_disposable() {
            Kind::Disposable
        } else if self.is_role() {
            Kind::Role
        } else if self.is_free() {
            Kind::Free
        } else {
            Kind::Personal
        }
    }

    /// The domain belongs to a provider and says nothing of a company.
    pub fn is_free(&self) -> bool {
        providers::is_free(self.domain())
    }

    /// The provider is one whose mailboxes are made to be thrown away.
    pub fn is_disposable(&self) -> bool {
        providers::is_disposable(self.domain())
    }

    /// The address is a desk's and not a person's.
    pub fn is_role(&self) -> bool {
        providers::is_role(self.local())
    }

    /// For choosing between candidates: the higher, the better. A company's own person beats a private
    /// mailbox, that beats a desk, and anything beats a throw-away.
    pub fn weight(&self) -> u8 {
        match self.kind() {
            Kind::Personal => FULL_WEIGHT,
            Kind::Free => 30,
            Kind::Role if providers::is_automatic(self.local()) => 15,
            Kind::Role => 20,
            Kind::Disposable => 10,
        }
    }

    /// Checks both sides of an `@`. Quotation marks that RFC 5321 §4.1.2 does not need are dropped; a local
    /// part that does need them is refused, as mail systems do in practice.
    fn new(local: &str, domain: &str) -> Option<Self> {
        let local = match local.strip_prefix('"').and_then(|local| local.strip_suffix('"')) {
            Some(quoted) if is_plain(quoted) => quoted,
            Some(_) => return None,
            None => local,
        };
        // Cheap, and before the tables of the hosts.
        if local.len() > 4 * MAX_LOCAL {
            return None;
        }
        let local: Cow<'_, str> = match local.is_ascii() {
            true => local.into(),
            false => local.nfc().collect::<String>().to_lowercase().nfc().collect::<String>().into(),
        };
        if !is_local(&local) {
            return None;
        }
        let domain = host::ascii(domain)?;
        if !local.is_ascii() && !host::has_punycode(&domain) {
            return None;
        }
        // The suffix itself takes mail only where a company runs it: nobody has a mailbox at `co.uk`.
        if host::registrable(&domain).is_none() && !host::suffix(&domain)?.private {
            return None;
        }
        let at = local.len();
        if at + 1 + domain.len() > MAX_ADDRESS {
            return None;
        }
        let mut address = String::with_capacity(at + 1 + domain.len());
        address.push_str(&local);
        address.make_ascii_lowercase();
        if junk::is_nobodys(&address, &domain) {
            return None;
        }
        address.push('@');
        address.push_str(&domain);
        Some(Self { address, at })
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.address)
    }
}

impl AsRef<str> for Email {
    fn as_ref(&self) -> &str {
        &self.address
    }
}

/// The best address in a text: a plain one, `Name <a@b>`, `mailto:`, one of a list, or one in a usual
/// disguise such as `a [at] b [dot] com`. Of equals, the first.
pub fn find(raw: &str) -> Option<Email> {
    let raw = beginning(raw.trim());
    let unmarked = disguise::without_marks(raw);
    let raw = unmarked.as_deref().unwrap_or(raw);
    if let Some((local, domain)) = raw.split_once('@')
        && is_plain(local)
        && let Some(email) = Email::new(around::after_fused_start(local), around::before_fused_site(domain))
    {
        return Some(email);
    }
    let text = disguise::decode(raw);
    best(&text).or_else(|| best(&disguise::lift(&text)?))
}

/// Who reads the mail sent to an address: equal for two addresses exactly when their provider's own rules
/// deliver both to one mailbox. A key to compare, not an address to write to.
pub fn identity_key(email: &Email) -> String {
    providers::mailbox(email.local(), email.domain())
}

/// The hosts at which a mailbox may be addressed whose [`identity_key`] names this one.
pub fn hosts_of(host: &str) -> Vec<&str> {
    providers::hosts_of(host)
}

/// The field's first [`MAX_FIELD`] bytes, whole characters only.
fn beginning(raw: &str) -> &str {
    &raw[..raw.floor_char_boundary(MAX_FIELD)]
}

/// The best of all addresses that stand in the text as they are.
fn best(text: &str) -> Option<Email> {
    let mut best: Option<Email> = None;
    for at in memchr::memchr_iter(b'@', text.as_bytes()) {
        if let Some(email) = around::address(text, at)
            && best.as_ref().is_none_or(|best| best.weight() < email.weight())
        {
            best = Some(email);
        }
    }
    best
}

/// A whole field that needs no search: the characters that addresses are made of in practice, on the left of
/// the `@`.
fn is_plain(local: &str) -> bool {
    local.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_')
        && local.bytes().all(|b| is_local_char(b.into()))
}

/// Atom characters (RFC 5322 §3.2.3) met in deployed addresses. Left out: `%` and `!`, which are old source
/// routes that mail servers refuse, and those that are punctuation around an address far more often than in
/// one.
fn is_local_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '\'' | '&' | '~' | '#')
}

fn is_host_char(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '.' | '-' | '_')
        || (!c.is_ascii() && (c.is_alphanumeric() || is_mark(c)))
        || matches!(c, '。' | '．' | '｡')
}

/// Combining marks that Indic and Arabic labels need between their letters, and the joiners UTS #46 knows of.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

fn is_unspaced_script(c: char) -> bool {
    const BLOCKS: [RangeInclusive<char>; 6] = [
        '\u{E00}'..='\u{EFF}',     // Thai, Lao
        '\u{2E80}'..='\u{9FFF}',   // Chinese, Japanese
        '\u{AC00}'..='\u{D7AF}',   // Korean
        '\u{F900}'..='\u{FAFF}',   // compatibility ideographs
        '\u{FF00}'..='\u{FFEF}',   // full-width forms
        '\u{20000}'..='\u{3FFFF}', // rarer ideographs
    ];
    BLOCKS.iter().any(|block| block.contains(&c))
}

/// A dot-atom (RFC 5321 §4.1.2) of [`is_local_char`] characters or, by RFC 6531 §3.3, letters of any script, at most
/// 64 octets of them.
fn is_local(local: &str) -> bool {
    local.contains(|c: char| c.is_alphanumeric() || c == '_')
        && local.len() <= MAX_LOCAL
        && local.chars().all(|c| is_local_char(c) || !c.is_ascii() && (c.is_alphanumeric() || is_mark(c)))
        && local.split('.').all(|atom| !atom.is_empty())
}

/// Whether a host is a free provider's.
pub(in crate::normalize) fn is_free_host(host: &str) -> bool {
    providers::is_free(host)
}

/// Whether a registrable domain stands for the reader's own, as in a form's hint.
pub(in crate::normalize) fn is_stand_in_site(domain: &str) -> bool {
    junk::is_stand_in_site(domain)
}

/// Whether a host is a throw-away provider's.
pub(in crate::normalize) fn is_disposable_host(host: &str) -> bool {
    providers::is_disposable(host)
}

#[cfg(test)]
mod tests;
