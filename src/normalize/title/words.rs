//! The words of a title's spelling, as tables: abbreviations, acronyms, what stays small.

/// Abbreviations that mean one thing wherever they stand, folded and without the point.
/// Written from general knowledge; to check against: the usual abbreviations of HR systems and the United States Office of Personnel Management.
#[rustfmt::skip]
pub(super) const ABBREVIATIONS: &[(&str, &str)] = &[
    ("acctg", "Accounting"), ("admin asst", "Administrative Assistant"), ("adminstrator", "Administrator"),
    ("asoc", "Associate"), ("assoc", "Associate"), ("asst", "Assistant"), ("asstt", "Assistant"),
    ("bizdev", "Business Development"), ("chmn", "Chairman"), ("comms", "Communications"),
    ("coord", "Coordinator"), ("cust", "Customer"), ("dept", "Department"), ("dev't", "Development"),
    ("devt", "Development"), ("engg", "Engineering"), ("engr", "Engineer"),
    ("evp", "Executive Vice President"), ("exec", "Executive"), ("gov't", "Government"),
    ("govt", "Government"), ("int'l", "International"), ("intl", "International"), ("jnr", "Junior"),
    ("jr", "Junior"), ("maint", "Maintenance"), ("mfg", "Manufacturing"), ("mgmt", "Management"),
    ("mgr", "Manager"), ("mgrs", "Managers"), ("mgt", "Management"), ("mkt", "Marketing"),
    ("mktg", "Marketing"), ("mkting", "Marketing"), ("mnger", "Manager"), ("mngr", "Manager"),
    ("mngt", "Management"), ("nat'l", "National"), ("natl", "National"), ("ops", "Operations"),
    ("pres", "President"), ("prof", "Professor"), ("proj", "Project"), ("purch", "Purchasing"),
    ("rep", "Representative"), ("reps", "Representatives"), ("sec'y", "Secretary"), ("snr", "Senior"),
    ("spclst", "Specialist"), ("spec", "Specialist"), ("spvr", "Supervisor"), ("sr", "Senior"),
    ("supt", "Superintendent"), ("supv", "Supervisor"), ("supvr", "Supervisor"), ("svc", "Service"),
    ("svcs", "Services"), ("svp", "Senior Vice President"), ("treas", "Treasurer"),
    ("vice-pres", "Vice President"), ("vp", "Vice President"), ("vpres", "Vice President"),
];

/// Words that stay in capitals, however the rest is written.
#[rustfmt::skip]
pub(super) const ALWAYS_CAPITALS: &[&str] = &[
    "caio", "cco", "cdo", "ceo", "cfo", "chro", "cino", "cio", "ciso", "clo", "cmo", "cno", "coo", "cpo",
    "cro", "cso", "cto", "cxo",
];

/// Words that are written in capitals in a title that lost its case.
#[rustfmt::skip]
pub(super) const CAPITALS: &[&str] = &[
    "ai", "apac", "api", "avp", "aws", "b2b", "b2c", "bd", "bdm", "bdr", "bi", "bpo", "cad", "cnc", "cpa",
    "cpg", "crm", "dach", "daf", "dba", "dg", "drh", "dsi", "ea", "ehs", "emea", "erp", "esg", "eu", "evp",
    "fmcg", "fp&a", "gis", "gm", "gtm", "hr", "hris", "hse", "hvac", "ict", "ii", "iii", "iot", "it", "iv",
    "kam", "latam", "m&a", "mba", "md", "ml", "mro", "nlp", "oem", "p&l", "pa", "pdg", "phd", "php", "pm",
    "pmo", "pr", "qa", "qc", "qhse", "r&d", "rh", "rn", "rvp", "sap", "sdr", "sem", "seo", "sla", "smb",
    "sql", "sre", "svp", "ti", "tv", "ui", "uk", "us", "usa", "ux", "vfx", "vp", "vr",
];

/// Words with capitals of their own.
#[rustfmt::skip]
pub(super) const SPELLINGS: &[(&str, &str)] = &[
    ("devops", "DevOps"), ("iaas", "IaaS"), ("ios", "iOS"), ("javascript", "JavaScript"),
    ("linkedin", "LinkedIn"), ("macos", "macOS"), ("mlops", "MLOps"), ("nodejs", "NodeJS"),
    ("paas", "PaaS"), ("revops", "RevOps"), ("saas", "SaaS"), ("wordpress", "WordPress"),
    ("youtube", "YouTube"),
];

/// Words of up to three letters that are no initials.
#[rustfmt::skip]
pub(super) const SHORT_WORDS: &[&str] = &[
    "air", "app", "art", "bar", "bus", "car", "co", "dev", "dog", "ex", "eye", "fin", "gas", "gym", "ice", "key", "lab", "law", "mid",
    "net", "new", "non", "oil", "org", "own", "pet", "pre", "sea", "ski", "spa", "sub", "tax", "top", "toy", "van", "war", "web", "zoo",
];

/// Words that stay small inside a title. English, German, French, Spanish, Portuguese, Italian, Dutch.
#[rustfmt::skip]
pub(super) const SMALL: &[&str] = &[
    "a", "al", "alla", "am", "an", "and", "as", "at", "au", "aux", "beim", "by", "d", "da", "das", "de",
    "dei", "del", "dell", "della", "delle", "dem", "den", "der", "des", "di", "do", "dos", "du", "e", "ed",
    "em", "en", "et", "for", "from", "fur", "für", "het", "im", "in", "la", "las", "le", "les", "los", "na",
    "no", "of", "on", "or", "per", "the", "to", "und", "van", "von", "voor", "with", "y", "zu", "zum",
    "zur",
];

/// Words that say that a title is not English, so that English abbreviations are left alone.
#[rustfmt::skip]
pub(super) const FOREIGN: &[&str] = &[
    "abteilung", "alla", "analista", "aux", "chargé", "chef", "comercial", "commercial-e", "da", "de",
    "dei", "del", "della", "der", "des", "di", "directeur", "direction", "director-a", "directora",
    "directrice", "diretor", "direttore", "du", "et", "für", "gerente", "geschäftsführer", "het",
    "ingénieur", "jefe", "leiter", "leitung", "mit", "und", "van", "vendas", "ventas", "vertrieb", "voor",
];
