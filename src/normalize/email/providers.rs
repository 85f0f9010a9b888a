//! What is known of mailbox providers and of the names companies give their desks.

use std::sync::LazyLock;

use super::super::table::WordSet;
use super::host;

/// Providers where anybody may have a mailbox, access providers among them, one a line, sorted. Sources: the
/// providers' own lists of domains (mail.com, Fastmail, GMX, Proton, Zoho, …), the customer domains of access
/// providers by country, and of the `freemail` list (<https://github.com/willwhite/freemail>) the names that
/// say they are mail.
const FREE: &str = include_str!("free.txt");

/// Throw-away providers, one a line, sorted: the blocklist of
/// <https://github.com/disposable-email-domains/disposable-email-domains> (CC0), as published in its package
/// 0.0.293.
const DISPOSABLE: &str = include_str!("disposable.txt");

static FREE_SET: LazyLock<WordSet> = LazyLock::new(|| FREE.lines().collect());
static DISPOSABLE_SET: LazyLock<WordSet> = LazyLock::new(|| DISPOSABLE.lines().collect());

/// Brands that are a mailbox provider under every country's ending.
const FREE_BRANDS: &[&str] = &["hotmail", "yahoo"];

/// Whether the host is a free provider's, itself or one of the domains above it.
pub(super) fn is_free(domain: &str) -> bool {
    host::and_parents(domain).any(|name| FREE_SET.contains(name))
        || host::registrable(domain).and_then(|name| name.split_once('.')).is_some_and(|(brand, suffix)| {
            // mail2world.com gives mailboxes at some thousand domains of this form.
            FREE_BRANDS.contains(&brand) || brand.starts_with("mail2") && suffix == "com"
        })
}

/// Whether the host is a throw-away provider's, itself or one of the domains above it.
pub(super) fn is_disposable(domain: &str) -> bool {
    host::and_parents(domain).any(|name| DISPOSABLE_SET.contains(name))
}

/// Whether a local part names a desk: one of [`ROLES`], or one with a number, a place or another desk after
/// it (`info2`, `sales.emea`, `support-de`).
pub(super) fn is_role(local: &str) -> bool {
    let local = untagged(local);
    if is_known_role(local) || is_automatic(local) {
        return true;
    }
    let bare = local.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches(['.', '-', '_']);
    if is_known_role(bare) {
        return true;
    }
    // The desk may be followed by what it is for: a word of the same kind, or a country or region.
    let mut words = bare.split(['.', '-', '_']);
    words.next().is_some_and(is_known_role) && words.all(|word| is_known_role(word) || is_place(word))
}

/// Whether a local part is a machine's, which nobody reads.
pub(super) fn is_automatic(local: &str) -> bool {
    let letters: String = local.chars().filter(char::is_ascii_alphanumeric).collect();
    ["noreply", "donotreply", "noreplay", "mailerdaemon", "nepasrepondre", "nichtantworten", "noresponder"]
        .iter()
        .any(|machine| letters.starts_with(machine) || letters.ends_with(machine))
}

fn is_known_role(word: &str) -> bool {
    ROLE_SET.contains(word)
}

/// Two letters are a country or a state; the rest are the regions companies divide the world into, and
/// counting words.
fn is_place(word: &str) -> bool {
    word.len() == 2 && word.bytes().all(|b| b.is_ascii_lowercase()) || PLACES.binary_search(&word).is_ok()
}

/// See [`is_place`].
const PLACES: &[&str] = &[
    "africa",
    "america",
    "americas",
    "anz",
    "apac",
    "asia",
    "australia",
    "austria",
    "benelux",
    "berlin",
    "brasil",
    "brazil",
    "canada",
    "central",
    "china",
    "dach",
    "deutschland",
    "dubai",
    "east",
    "emea",
    "europe",
    "france",
    "germany",
    "global",
    "hamburg",
    "india",
    "intl",
    "israel",
    "italia",
    "italy",
    "japan",
    "latam",
    "london",
    "mena",
    "mexico",
    "munich",
    "netherlands",
    "north",
    "nyc",
    "paris",
    "singapore",
    "south",
    "spain",
    "switzerland",
    "sydney",
    "uae",
    "uk",
    "usa",
    "west",
    "worldwide",
];

/// The local part without a `+tag`.
fn untagged(local: &str) -> &str {
    local.split_once('+').map_or(local, |(name, _)| name)
}

/// How a provider finds the mailbox for an address.
struct Rule {
    /// Its domains, sorted.
    domains: &'static [&'static str],
    /// The domain all of them are one with, where the same name at each is the same mailbox.
    same: Option<&'static str>,
    /// Characters it skips in a name.
    skips: &'static [char],
    /// What begins a tag.
    tag: Option<char>,
    /// `anything@name.domain` is `name@domain`.
    subdomains: bool,
}

/// A rule that says nothing yet, to be read with `..`.
const NONE: Rule = Rule { domains: &[], same: None, skips: &[], tag: None, subdomains: false };

/// The providers' own rules, as generally known; the pages say more and were not all read.
const RULES: &[Rule] = &[
    // https://support.google.com/mail/answer/7436150 (dots),
    // https://support.google.com/a/users/answer/9308648 (tags), https://support.google.com/mail/answer/10313
    // (googlemail.com)
    Rule {
        domains: &["gmail.com", "googlemail.com"],
        same: Some("gmail.com"),
        skips: &['.'],
        tag: Some('+'),
        ..NONE
    },
    // https://support.apple.com/102609: one account's name is the same at all three.
    Rule { domains: &["icloud.com", "mac.com", "me.com"], same: Some("icloud.com"), tag: Some('+'), ..NONE },
    // https://proton.me/support/addresses-and-aliases: the name is one user's at all of them; dots, hyphens
    // and underscores make no difference, tags follow a plus sign.
    Rule {
        domains: &["pm.me", "proton.me", "protonmail.ch", "protonmail.com"],
        same: Some("proton.me"),
        skips: &['.', '-', '_'],
        tag: Some('+'),
        ..NONE
    },
    // https://yandex.com/support/mail/web/preferences/alias.html: one login at every country's domain.
    // Dots and hyphens in it are the same sign, see `mailbox`.
    Rule {
        domains: &[
            "ya.ru",
            "yandex.by",
            "yandex.com",
            "yandex.com.tr",
            "yandex.kz",
            "yandex.ru",
            "yandex.ua",
            "yandex.uz",
        ],
        same: Some("yandex.ru"),
        tag: Some('+'),
        ..NONE
    },
    // https://www.fastmail.help/hc/en-us/articles/360060591053: tags, and the tag as the name at a subdomain.
    Rule { domains: FASTMAIL, tag: Some('+'), subdomains: true, ..NONE },
    // https://runbox.com/about/email-aliases: the same two ways.
    Rule { domains: &["runbox.com"], tag: Some('+'), subdomains: true, ..NONE },
    // https://help.yahoo.com/kb/SLN28338.html: throw-away addresses are base-keyword; a login itself has no
    // hyphen.
    Rule { domains: &["myyahoo.com", "rocketmail.com", "ymail.com"], tag: Some('-'), ..NONE },
    // https://support.microsoft.com/office/add-or-remove-an-email-alias-in-outlook-com (tags; dots count) ·
    // hey.com · https://kb.mailbox.org (tags) · https://posteo.de/en/help (tags) ·
    // https://www.zoho.com/mail/help (tags) · https://kb.mailfence.com · https://support.startmail.com ·
    // https://www.pobox.help: plus tags and nothing else.
    Rule { domains: PLUS, tag: Some('+'), ..NONE },
];

/// Fastmail's domains, <https://www.fastmail.com/about/ourdomains/>.
const FASTMAIL: &[&str] = &[
    "123mail.org",
    "150mail.com",
    "150ml.com",
    "16mail.com",
    "2-mail.com",
    "4email.net",
    "50mail.com",
    "airpost.net",
    "allmail.net",
    "bestmail.us",
    "cluemail.com",
    "elitemail.org",
    "emailcorner.net",
    "emailengine.net",
    "emailengine.org",
    "emailgroups.net",
    "emailplus.org",
    "emailuser.net",
    "eml.cc",
    "f-m.fm",
    "fast-email.com",
    "fast-mail.org",
    "fastem.com",
    "fastemail.us",
    "fastemailer.com",
    "fastest.cc",
    "fastimap.com",
    "fastmail.cn",
    "fastmail.co.uk",
    "fastmail.com",
    "fastmail.com.au",
    "fastmail.es",
    "fastmail.fm",
    "fastmail.im",
    "fastmail.in",
    "fastmail.jp",
    "fastmail.mx",
    "fastmail.net",
    "fastmail.nl",
    "fastmail.org",
    "fastmail.se",
    "fastmail.to",
    "fastmail.tw",
    "fastmail.us",
    "fastmailbox.net",
    "fastmessaging.com",
    "fea.st",
    "fmail.co.uk",
    "fmailbox.com",
    "fmgirl.com",
    "fmguy.com",
    "ftml.net",
    "h-mail.us",
    "hailmail.net",
    "imap-mail.com",
    "imap.cc",
    "imapmail.org",
    "inoutbox.com",
    "internet-e-mail.com",
    "internet-mail.org",
    "internetemails.net",
    "internetmailing.net",
    "jetemail.net",
    "justemail.net",
    "letterboxes.org",
    "mail-central.com",
    "mail-page.com",
    "mailandftp.com",
    "mailas.com",
    "mailbolt.com",
    "mailc.net",
    "mailcan.com",
    "mailforce.net",
    "mailftp.com",
    "mailhaven.com",
    "mailingaddress.org",
    "mailite.com",
    "mailmight.com",
    "mailnew.com",
    "mailsent.net",
    "mailservice.ms",
    "mailup.net",
    "mailworks.org",
    "ml1.net",
    "mm.st",
    "myfastmail.com",
    "mymacmail.com",
    "nospammail.net",
    "ownmail.net",
    "petml.com",
    "postinbox.com",
    "postpro.net",
    "proinbox.com",
    "promessage.com",
    "realemail.net",
    "reallyfast.biz",
    "reallyfast.info",
    "rushpost.com",
    "sent.as",
    "sent.at",
    "sent.com",
    "speedpost.net",
    "speedymail.org",
    "ssl-mail.com",
    "swift-mail.com",
    "the-fastest.net",
    "the-quickest.com",
    "theinternetemail.com",
    "veryfast.biz",
    "veryspeedy.net",
    "warpmail.net",
    "xsmail.com",
    "yepmail.net",
    "your-mail.com",
];

/// Providers of plus tags and nothing else, beside every country's Hotmail, Live and Outlook.
const PLUS: &[&str] = &[
    "disroot.org",
    "hey.com",
    "mailbox.org",
    "mailfence.com",
    "msn.com",
    "passport.com",
    "pobox.com",
    "posteo.at",
    "posteo.ch",
    "posteo.de",
    "posteo.net",
    "posteo.org",
    "riseup.net",
    "soverin.net",
    "startmail.com",
    "windowslive.com",
    "zoho.com",
    "zoho.eu",
    "zoho.in",
    "zohomail.com",
    "zohomail.eu",
    "zohomail.in",
];

/// See [`super::identity_key`].
pub(super) fn mailbox(local: &str, domain: &str) -> String {
    let exact = RULES.iter().find(|rule| rule.domains.binary_search(&domain).is_ok());
    let (name, domain, rule) = match exact {
        Some(rule) => (local, domain, rule),
        None => match below_a_provider(domain) {
            // The tag is the local part: the name stands in the host.
            Some((name, domain, rule)) => (name, domain, rule),
            None => match brand_rule(domain) {
                Some(rule) => (local, domain, rule),
                None => return format!("{local}@{domain}"),
            },
        },
    };
    let base = rule.tag.and_then(|tag| name.split_once(tag)).map_or(name, |(base, _)| base);
    let mut key: String = base.chars().filter(|c| !rule.skips.contains(c)).collect();
    // A name of tags and dots alone is nobody's mailbox; it stays what it is.
    if key.is_empty() {
        key.push_str(name);
    }
    let domain = rule.same.unwrap_or(domain);
    if domain == "yandex.ru" {
        key = key.replace('.', "-");
    }
    key.push('@');
    key.push_str(domain);
    key
}

/// See [`super::hosts_of`].
pub(super) fn hosts_of(host: &str) -> Vec<&str> {
    match RULES.iter().find(|rule| rule.same == Some(host)) {
        Some(rule) => rule.domains.to_vec(),
        None => vec![host],
    }
}

/// `anything@name.fastmail.com`: the name, the provider's domain and its rule.
fn below_a_provider(domain: &str) -> Option<(&str, &str, &'static Rule)> {
    let (name, parent) = domain.split_once('.')?;
    let rule = RULES.iter().find(|rule| rule.subdomains && rule.domains.binary_search(&parent).is_ok())?;
    Some((name, parent, rule))
}

/// The rule of a brand that has a domain in every country.
fn brand_rule(domain: &str) -> Option<&'static Rule> {
    const OUTLOOK: Rule = Rule { tag: Some('+'), ..NONE };
    const YAHOO: Rule = Rule { tag: Some('-'), ..NONE };
    if host::registrable(domain)? != domain {
        return None;
    }
    match domain.split_once('.')?.0 {
        "hotmail" => Some(&OUTLOOK),
        "live" | "outlook" if is_free(domain) => Some(&OUTLOOK),
        "yahoo" => Some(&YAHOO),
        _ => None,
    }
}

/// Local parts that name a desk, one a line, sorted. Sources: RFC 2142 (`abuse`, `hostmaster`, `info`,
/// `marketing`, `noc`, `postmaster`, `sales`, `security`, `support`, `webmaster`, …), and what companies
/// publish in English, German, French, Spanish, Portuguese, Italian, Dutch, Polish and the Nordic languages.
const ROLES: &str = include_str!("roles.txt");

static ROLE_SET: LazyLock<WordSet> = LazyLock::new(|| ROLES.lines().collect());

#[cfg(test)]
mod tests {
    use super::*;

    fn is_strictly_sorted<'a>(names: impl IntoIterator<Item = &'a str>) -> bool {
        names.into_iter().is_sorted_by(|a, b| a < b)
    }

    #[test]
    fn tables_are_sorted_and_lower_case() {
        assert!(is_strictly_sorted(ROLES.lines()));
        assert!(is_strictly_sorted(PLACES.iter().copied()));
        assert!(is_strictly_sorted(FREE.lines()));
        assert!(is_strictly_sorted(DISPOSABLE.lines()));
        for rule in RULES {
            assert!(is_strictly_sorted(rule.domains.iter().copied()), "{:?}", rule.domains);
        }
        let unknown: Vec<&str> = FREE
            .lines()
            .chain(DISPOSABLE.lines())
            .filter(|name| host::ascii(name).is_none_or(|host| host != *name))
            .collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }

    #[test]
    fn no_provider_is_free_and_disposable() {
        for name in FREE.lines() {
            assert!(!is_disposable(name), "{name}");
        }
    }

    #[test]
    fn every_mailbox_rule_is_about_a_free_provider() {
        for rule in RULES {
            for domain in rule.domains {
                assert!(is_free(domain), "{domain}");
            }
        }
    }

    #[test]
    fn desks_are_told_from_people() {
        for local in [
            "info",
            "sales",
            "info2",
            "info.uk",
            "sales-emea",
            "support_de",
            "no-reply",
            "noreply-orders",
            "hr",
            "kontakt",
            "contacto",
            "ventas",
            "customer.service",
            "human.resources",
            "info+web",
            "mailer-daemon",
            "sales.support",
        ] {
            assert!(is_role(local), "{local}");
        }
        for local in [
            "john",
            "john.smith",
            "j.smith",
            "mark",
            "grant",
            "will",
            "art.vandelay",
            "infoman",
            "salesh",
            "steve.jobs",
            "maria.sales",
            "info.smith",
            "may",
            "webb",
        ] {
            assert!(!is_role(local), "{local}");
        }
    }
}
