//! Words whose capitals are known, for names written in one case.

/// Names that keep capitals of their own. Spelling as the companies use it. Sorted by lower case.
#[rustfmt::skip]
pub(super) const BRANDS: &[&str] = &[
    "3M", "ABB", "AbbVie", "ABN", "ADAC", "ADP", "AECOM", "AEG", "AGCO", "AIG", "Airbnb", "AMD", "AMRO", "ANZ", "AOL",
    "APAC", "ARM", "ASML", "ASUS", "AT&T", "AWS", "AXA", "B2B", "B2C", "BASF", "BBC", "BBVA", "BCG", "BDO", "BHP",
    "BlackRock", "BMO", "BMW", "BNP", "BNY", "BP", "BSH", "BYD", "CAPEX", "CBRE", "CBS", "CDW", "CERN", "CIBC",
    "CitiBank", "CNN", "ConocoPhillips", "CRM", "CrowdStrike", "CSX", "CVS", "DaVita", "DBS", "DDB", "DHL",
    "DocuSign", "DoorDash", "DuPont", "DXC", "E.ON", "EA", "eBay", "EDF", "EMEA", "ENEL", "ENGIE", "ESPN",
    "ExxonMobil", "EY", "FactSet", "FBI", "FedEx", "FIFA", "GE", "GitHub", "GitLab", "GlaxoSmithKline", "GM",
    "GoDaddy", "GoPro", "GSK", "H&M", "HBO", "HCA", "HCL", "HP", "HPE", "HR", "HSBC", "HubSpot", "HVAC", "IBM",
    "IDEO", "IKEA", "ING", "IQVIA", "iRobot", "IT", "ITT", "iTunes", "JBS", "JPMorgan", "KFC", "KKR", "KLM", "KPMG", "LEGO",
    "LG", "LinkedIn", "LVMH", "LyondellBasell", "M&T", "MAN", "Mastercard", "MetLife", "MGM", "MIT", "MongoDB",
    "MSCI", "MTV", "NASA", "Nasdaq", "NATO", "NBA", "NBC", "NCR", "NEC", "NetApp", "NetSuite", "NFL", "NHS", "NRG",
    "NTT", "NXP", "NYC", "OECD", "OpenAI", "OTTO", "PayPal", "PepsiCo", "PG&E", "PNC", "PTC", "PVH", "PwC", "QVC",
    "RBC", "RSM", "RTX", "RWE", "S&P", "SaaS", "SAP", "SAS", "SEAT", "SEO", "ServiceNow", "SKF", "SoFi", "SolarWinds",
    "SpaceX", "STMicroelectronics", "SurveyMonkey", "TaskRabbit", "TCL", "TCS", "TDK", "TechCrunch", "ThyssenKrupp",
    "TIAA", "TikTok", "TJX", "TotalEnergies", "TSMC", "TUI", "UAE", "UBS", "UCLA", "UK", "UNESCO", "UNICEF",
    "UnitedHealth", "UPS", "US", "USA", "USAA", "USPS", "VMware", "VW", "WeWork", "WhatsApp", "WHO", "WordPress",
    "WPP", "WWF", "XPO", "YMCA", "YouTube", "ZF", "ZoomInfo",
];

/// Words of two and three letters that are no abbreviation. Sorted.
#[rustfmt::skip]
pub(super) const SHORT_WORDS: &[&str] = &[
    "ace", "act", "add", "age", "aid", "aim", "air", "ale", "all", "and", "ant", "any", "app", "arc", "art", "ash",
    "ask", "auf", "aux", "bad", "bag", "bar", "bat", "bau", "bay", "bed", "bee", "bei", "ben", "bet", "bid", "big",
    "bio", "bit", "bob", "box", "boy", "bug", "bus", "but", "buy", "by", "cab", "cap", "car", "cat", "che", "con",
    "cow", "cub", "cup", "cut", "dan", "das", "day", "de", "dei", "del", "den", "der", "des", "dig", "dog", "dos",
    "dot", "dr", "dry", "du", "ear", "eat", "eco", "egg", "eis", "el", "elk", "elm", "end", "est", "et", "eva", "eye",
    "fan", "far", "fit", "fix", "fly", "fog", "for", "fox", "fun", "fur", "gas", "gem", "get", "gin", "go", "gum",
    "gun", "gut", "guy", "gym", "ham", "hat", "hay", "hen", "her", "hey", "hip", "his", "hof", "hot", "how", "hub",
    "hut", "ice", "im", "in", "ink", "inn", "ion", "ivy", "jam", "jan", "jet", "jim", "job", "joe", "joy", "jug",
    "key", "kid", "kim", "kit", "la", "lab", "lap", "las", "law", "le", "lea", "lee", "leg", "leo", "les", "let",
    "lex", "lid", "lis", "lit", "log", "los", "lot", "low", "luz", "mad", "man", "map", "mar", "max", "may", "med",
    "men", "met", "mia", "mid", "min", "mit", "mix", "mom", "mud", "my", "nel", "net", "neu", "new", "nor", "not",
    "now", "nut", "oak", "of", "off", "oil", "old", "on", "one", "or", "our", "out", "owl", "own", "pad", "pan",
    "par", "pat", "pay", "pen", "per", "pet", "pie", "pig", "pin", "pit", "pop", "por", "pot", "pro", "pub", "pup",
    "ram", "raw", "ray", "red", "rex", "rey", "rib", "rio", "rob", "rod", "ron", "row", "roy", "rub", "rug", "rum",
    "run", "rye", "sal", "sam", "san", "sea", "see", "set", "sew", "she", "sim", "sin", "sir", "sit", "six", "ski",
    "sky", "sol", "son", "soy", "spa", "st", "sub", "sul", "sum", "sun", "sur", "tag", "tan", "tap", "tax", "tea", "ted",
    "ten", "the", "tie", "tim", "tin", "tip", "to", "tom", "ton", "too", "top", "toy", "try", "tub", "two", "um",
    "und", "up", "use", "van", "vet", "via", "vie", "vom", "von", "war", "wax", "way", "we", "web", "wet", "who",
    "why", "win", "wir", "wood", "you", "yum", "zen", "zip", "zoo", "zum", "zur",
];

/// Words that stay small inside a name. Sorted.
#[rustfmt::skip]
pub(super) const SMALL_WORDS: &[&str] = &[
    "a", "am", "an", "and", "at", "auf", "bei", "by", "da", "das", "de", "dei", "del", "della", "den", "der", "des",
    "di", "die", "do", "dos", "du", "e", "et", "for", "für", "i", "im", "in", "la", "las", "le", "les", "los", "mit",
    "of", "on", "or", "the", "to", "und", "van", "vom", "von", "with", "y", "zu", "zum", "zur",
];

/// Texts, folded, that stand where a value would and are none. Sorted.
#[rustfmt::skip]
pub(super) const PLACEHOLDERS: &[&str] = &[
    "blank", "empty", "false", "k a", "keine angabe", "missing", "n a", "n d", "na", "nan", "nicht angegeben",
    "nil", "no data", "none", "not applicable", "not available", "not disclosed", "not found", "not given",
    "not provided", "not specified", "null", "placeholder", "sin datos", "tba", "tbc", "tbd", "test",
    "to be determined", "unavailable", "undefined", "unknown", "unspecified", "xx", "xxx", "xxxx",
];

/// Texts, folded, that stand where a company would and are none. Sorted.
#[rustfmt::skip]
pub(super) const NO_COMPANIES: &[&str] = &[
    "between jobs", "between roles", "career break", "company", "company name", "confidential", "employer",
    "freelance", "freelancer", "freiberufler", "independant", "independent", "individual", "job seeker",
    "looking for work", "myself", "no company", "not employed", "open to work", "own company", "personal", "private",
    "retired", "seeking new opportunities", "selbstandig", "self", "self employed", "selfemployed", "stealth",
    "stealth mode", "stealth mode startup", "stealth startup", "student", "test company", "unemployed", "various",
];
