//! The words of a title's spelling, as tables: abbreviations, acronyms, what stays small.

/// Abbreviations that mean one thing wherever they stand, folded and without the point.
/// Written from general knowledge; to check against: the usual abbreviations of HR systems and the United States Office of Personnel Management.
#[rustfmt::skip]
pub(super) const ABBREVIATIONS: &[(&str, &str)] = &[
    ("acctg", "Accounting"), ("acctnt", "Accountant"), ("admin asst", "Administrative Assistant"),
    ("adminstrator", "Administrator"), ("admn", "Administration"), ("admr", "Administrator"),
    ("advtg", "Advertising"), ("anlst", "Analyst"), ("archt", "Architect"), ("asoc", "Associate"),
    ("assoc", "Associate"), ("asst", "Assistant"), ("asstt", "Assistant"),
    ("bizdev", "Business Development"), ("chf", "Chief"), ("chmn", "Chairman"),
    ("cnslt", "Consultant"), ("cnsltnt", "Consultant"), ("comms", "Communications"),
    ("coor", "Coordinator"), ("coord", "Coordinator"), ("cstmr", "Customer"), ("cust", "Customer"),
    ("dept", "Department"), ("dev't", "Development"), ("devt", "Development"), ("dirs", "Directors"),
    ("dvlpmt", "Development"), ("engg", "Engineering"), ("engr", "Engineer"), ("engrg", "Engineering"),
    ("evp", "Executive Vice President"), ("exec", "Executive"), ("execs", "Executives"),
    ("gov't", "Government"), ("govt", "Government"), ("gral", "General"), ("gte", "Gerente"),
    ("int'l", "International"), ("intl", "International"), ("jnr", "Junior"), ("jr", "Junior"),
    ("ldr", "Leader"), ("ltg", "Leitung"), ("ltr", "Leiter"), ("maint", "Maintenance"),
    ("mangr", "Manager"), ("mfg", "Manufacturing"), ("mgmt", "Management"), ("mgng", "Managing"),
    ("mgr", "Manager"), ("mgrs", "Managers"), ("mgt", "Management"), ("mkt", "Marketing"),
    ("mktg", "Marketing"), ("mkting", "Marketing"), ("mktng", "Marketing"), ("mnfg", "Manufacturing"),
    ("mnger", "Manager"), ("mngmt", "Management"), ("mngr", "Manager"), ("mngt", "Management"),
    ("mrktg", "Marketing"), ("nat'l", "National"), ("natl", "National"), ("ofcr", "Officer"),
    ("opns", "Operations"), ("ops", "Operations"), ("pgm", "Program"), ("pres", "President"),
    ("prgm", "Program"), ("prof", "Professor"), ("progmr", "Programmer"), ("proj", "Project"),
    ("purch", "Purchasing"), ("rep", "Representative"), ("reps", "Representatives"),
    ("rsch", "Research"), ("sec'y", "Secretary"), ("secy", "Secretary"), ("sgt", "Sergeant"),
    ("sls", "Sales"), ("snr", "Senior"), ("spclst", "Specialist"), ("spec", "Specialist"),
    ("spvr", "Supervisor"), ("sr", "Senior"), ("supr", "Supervisor"), ("suprv", "Supervisor"),
    ("supt", "Superintendent"), ("supv", "Supervisor"), ("supvr", "Supervisor"), ("svc", "Service"),
    ("svcs", "Services"), ("svp", "Senior Vice President"), ("svs", "Services"), ("tchr", "Teacher"),
    ("tech'n", "Technician"), ("treas", "Treasurer"), ("trng", "Training"), ("univ", "University"),
    ("vice-pres", "Vice President"), ("vp", "Vice President"), ("vpres", "Vice President"),
    ("vps", "Vice Presidents"), ("whse", "Warehouse"),
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
    "ai", "aml", "anz", "apac", "api", "asic", "avp", "aws", "b2b", "b2b2c", "b2c", "bd", "bdm", "bdr",
    "bi", "bim", "bpo", "cad", "cae", "cfa", "cna", "cnc", "cpa", "cpg", "crm", "csm", "csr", "cx",
    "d2c", "dach", "daf", "dba", "dei", "dg", "drh", "dsi", "dtc", "ea", "ehs", "ehsq", "emea", "emt",
    "erp", "esg", "esl", "eu", "evp", "fmcg", "fp&a", "fpga", "fx", "gcc", "gcp", "gis", "gm", "gmp",
    "gp", "gtm", "hr", "hrbp", "hris", "hse", "hseq", "hvac", "ict", "icu", "ii", "iii", "iot", "it",
    "itil", "itsm", "iv", "kam", "ksa", "kyc", "latam", "lpn", "m&a", "mba", "md", "mena", "mep", "ml",
    "mri", "mro", "ngo", "nlp", "oem", "p&l", "pa", "pcb", "pdg", "phd", "php", "plc", "pm", "pmo",
    "pmp", "ppc", "pr", "qa", "qc", "qhse", "r&d", "rf", "rh", "rn", "rpa", "rvp", "s&op", "sap",
    "scada", "scm", "sdet", "sdr", "sem", "seo", "sla", "smb", "sme", "sql", "sre", "svp", "swe", "ti",
    "tpm", "tv", "uae", "ui", "uk", "us", "usa", "ux", "vc", "vfx", "vp", "vr",
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
