//! Addresses that are nobody's: what forms show before they are filled in, and what machines write with an `@`.

/// Whether nobody is to be reached at an address that is well-formed: a stand-in, a tracker's key, a message's id, the
/// name of an image.
pub(super) fn is_nobodys(local: &str, domain: &str) -> bool {
    is_stand_in(local, domain) || is_machines(local, domain) || is_image(domain)
}

/// Words for "the reader's own address" in the place of an address.
fn is_stand_in(local: &str, domain: &str) -> bool {
    // `your-name`, `your.name` and `YourName` are one.
    let plain: String = local.chars().filter(char::is_ascii_alphanumeric).collect();
    STAND_INS.binary_search(&plain.as_str()).is_ok()
        || is_stand_in_site(domain)
        || EXAMPLE_DOMAINS.binary_search(&domain).is_ok() && SAMPLES.binary_search(&plain.as_str()).is_ok()
}

/// Whether a domain stands for the reader's own: `yourcompany.com`.
pub(super) fn is_stand_in_site(domain: &str) -> bool {
    domain.split('.').next().is_some_and(|site| ANYBODYS_SITES.binary_search(&site).is_ok())
}

/// Names, signs left out, that are nobody's at any domain: a form's hint, a pattern of addresses, what a database
/// that sells addresses shows instead of one. Sorted; from general knowledge.
const STAND_INS: &[&str] = &[
    "emailnotunlocked",
    "firstinitiallastname",
    "firstlast",
    "firstname",
    "firstnamelastname",
    "flastname",
    "lastname",
    "noemail",
    "noemailaddress",
    "noemailavailable",
    "nomail",
    "nombreapellido",
    "nomecognome",
    "prenomnom",
    "someone",
    "vornamenachname",
    "youremail",
    "youremailaddress",
    "youremailhere",
    "yourfriend",
    "yourid",
    "yourmail",
    "yourname",
    "yourusername",
];

/// First labels of domains that stand for the reader's own. Sorted; from general knowledge.
const ANYBODYS_SITES: &[&str] = &[
    "companyname",
    "domainname",
    "mycompany",
    "mydomain",
    "mywebsite",
    "noemail",
    "samplecompany",
    "yourbusiness",
    "yourcompany",
    "yourcompanyname",
    "yourdomain",
    "yourdomainname",
    "youremail",
    "yourname",
    "yourorganization",
    "yoursite",
    "yourstore",
    "yourwebsite",
];

/// Domains of examples: RFC 2606 §3's, and real ones that hints make use of. Only [`SAMPLES`] are nobody's there.
/// Sorted.
const EXAMPLE_DOMAINS: &[&str] = &[
    "address.com",
    "company.com",
    "domain.co",
    "domain.co.uk",
    "domain.com",
    "domain.net",
    "domain.org",
    "email.com",
    "emailaddress.com",
    "example.co",
    "example.co.uk",
    "example.com",
    "example.edu",
    "example.net",
    "example.org",
    "mail.com",
    "mysite.com",
    "none.com",
    "sample.com",
    "site.com",
    "test.com",
    "website.com",
];

/// Names, signs left out, that stand in a hint before [`EXAMPLE_DOMAINS`]. Sorted; from general knowledge.
const SAMPLES: &[&str] = &[
    "address",
    "email",
    "emailaddress",
    "example",
    "mail",
    "myemail",
    "myname",
    "name",
    "namesurname",
    "no",
    "none",
    "placeholder",
    "sample",
    "somebody",
    "test",
    "user",
    "username",
    "xxx",
    "xxxx",
    "you",
    "your",
];

/// Keys of error trackers, ids of messages and calendars, accounts of programs.
fn is_machines(local: &str, domain: &str) -> bool {
    let is_below = |parent: &&str| {
        domain.strip_suffix(*parent).is_some_and(|below| below.is_empty() || below.ends_with('.'))
    };
    // Repositories are written so: `git@github.com:acme/site.git`.
    if local == "git" || MACHINE_DOMAINS.iter().any(is_below) {
        return true;
    }
    // A tracker of one's own: `https://0123456789abcdef@sentry.acme.com/7`.
    let is_key = local.len() >= 16 && local.bytes().all(|b| b.is_ascii_hexdigit());
    is_key && domain.split('.').any(|label| label.starts_with("sentry") || label == "wixpress")
}

/// Domains, with all below them, where no person or desk has an address. Sorted; from general knowledge.
const MACHINE_DOMAINS: &[&str] = &[
    "email.android.com",
    "group.calendar.google.com",
    "gserviceaccount.com",
    "import.calendar.google.com",
    "ingest.sentry.io",
    "mail.gmail.com",
    "noreply.github.com",
    "resource.calendar.google.com",
    "sentry-next.wixpress.com",
    "sentry.io",
    "sentry.wixpress.com",
    "users.noreply.github.com",
];

/// `logo@2x.ai`, `film@3x.mov`: the doubled size of a picture, with a file's ending that is a country's or a
/// registry's too.
fn is_image(domain: &str) -> bool {
    matches!(domain.split_once('.'), Some(("1x" | "2x" | "3x" | "4x", "ai" | "app" | "mov" | "ps" | "zip")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [STAND_INS, ANYBODYS_SITES, EXAMPLE_DOMAINS, SAMPLES, MACHINE_DOMAINS] {
            assert!(
                table.is_sorted_by(|a, b| a < b),
                "{:?}",
                table.windows(2).find(|pair| pair[0] >= pair[1])
            );
        }
    }
}
