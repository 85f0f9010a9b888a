//! Words that tell what stands in a company field, and how it is written.

/// Words of two and three letters that are no abbreviation. From general knowledge. Sorted.
#[rustfmt::skip]
pub(super) const SHORT_WORDS: &[&str] = &[
    "abe", "abu", "ace", "act", "ada", "add", "adi", "age", "aid", "aim", "air", "ala", "ale", "ali", "all", "alt",
    "ami", "amt", "amy", "and", "ann", "ant", "any", "aon", "app", "arc", "ark", "art", "ash", "ask", "auf", "aus",
    "aux", "aye", "bad", "bag", "bar", "bat", "bau", "bay", "bed", "bee", "bei", "bel", "ben", "bet", "bid", "big",
    "bij", "bin", "bio", "bis", "bit", "bo", "bob", "bon", "boo", "box", "boy", "bud", "bug", "bun", "bus", "but",
    "buy", "by", "bär", "cab", "cad", "cam", "can", "cap", "car", "cat", "che", "chi", "cie", "cob", "cod", "cog",
    "con", "cow", "coy", "cry", "ctr", "cub", "cup", "cut", "cy", "dad", "dal", "dam", "dan", "das", "day", "de",
    "dei", "del", "den", "der", "des", "dev", "dew", "dey", "dia", "dig", "din", "dip", "doc", "dog", "don", "dos",
    "dot", "dow", "dr", "dry", "du", "dub", "due", "dug", "dun", "duo", "dye", "ear", "eat", "eau", "eck", "eco",
    "een", "eff", "egg", "ego", "ein", "eis", "ek", "el", "eli", "elk", "elm", "end", "era", "est", "et", "ett",
    "eva", "eve", "eye", "fan", "far", "feu", "few", "fig", "fin", "fir", "fit", "fix", "flo", "flu", "fly", "foe",
    "fog", "foo", "for", "fox", "fro", "fry", "ft", "fun", "fur", "för", "für", "gad", "gag", "gal", "gan", "gap",
    "gas", "gay", "gel", "gem", "gen", "geo", "get", "gig", "gin", "gli", "go", "god", "got", "gum", "gun", "gut",
    "guv", "guy", "gym", "had", "ham", "hat", "haw", "hay", "hem", "hen", "her", "het", "hex", "hey", "hi", "him",
    "hip", "his", "hit", "hob", "hof", "hog", "hop", "hos", "hot", "how", "hub", "hug", "hum", "hut", "ian", "ibn",
    "ice", "ill", "im", "imp", "in", "ing", "ink", "inn", "ion", "ira", "ire", "irk", "ivo", "ivy", "iş", "jab",
    "jag", "jai", "jam", "jan", "jar", "jaw", "jay", "jet", "jig", "jim", "jo", "job", "joe", "jon", "jot", "joy",
    "jr", "jug", "kai", "kam", "kay", "kee", "kei", "ken", "key", "kid", "kim", "kin", "kip", "kit", "kok", "la",
    "lab", "lad", "lag", "lal", "lam", "lap", "las", "lau", "law", "lax", "lay", "le", "lea", "lee", "leg", "leo",
    "les", "let", "lex", "ley", "lez", "li", "lid", "lie", "lim", "lin", "lip", "lis", "lit", "liz", "log", "lok",
    "lop", "los", "lot", "lou", "low", "lu", "lug", "lui", "luk", "lun", "luv", "lux", "luz", "lye", "mac", "mad",
    "mag", "mak", "man", "map", "mar", "mas", "mat", "max", "may", "med", "mei", "mel", "men", "mer", "mes", "met",
    "mia", "mid", "min", "mit", "mix", "mob", "mod", "mok", "mom", "mop", "mow", "mr", "mrs", "ms", "mt", "mud",
    "mug", "mui", "mum", "my", "nab", "nag", "nam", "nan", "nap", "nat", "ned", "nee", "nel", "neo", "net", "neu",
    "new", "ngo", "nia", "nib", "nil", "nip", "nod", "non", "nor", "nos", "not", "now", "nun", "nur", "nut", "oak",
    "oar", "oat", "oce", "och", "oda", "odd", "ode", "of", "off", "oft", "ohm", "ohr", "oil", "old", "om", "on",
    "one", "or", "orb", "ore", "oro", "orr", "ost", "our", "out", "owl", "own", "ox", "oz", "pad", "pak", "pal",
    "pan", "par", "pat", "paw", "pay", "paz", "pea", "peg", "pei", "pen", "pep", "per", "pet", "pew", "pie", "pig",
    "pin", "pip", "pit", "ply", "pod", "poh", "pol", "pop", "por", "pot", "pre", "pro", "pub", "pug", "pui", "pun",
    "pup", "pus", "put", "rad", "rag", "raj", "ram", "ran", "rao", "rap", "rat", "raw", "ray", "re", "red", "reg",
    "rex", "rey", "rib", "rid", "rig", "rim", "rio", "rip", "rob", "rod", "roi", "ron", "rot", "row", "roy", "rub",
    "rue", "rug", "rum", "run", "rut", "rye", "sac", "sad", "sag", "sal", "sam", "san", "sao", "sap", "sat", "sau",
    "saw", "say", "sea", "see", "sen", "ses", "set", "sew", "she", "shu", "sim", "sin", "sip", "sir", "sis", "sit",
    "siu", "six", "ski", "sky", "sob", "sod", "soh", "sol", "som", "son", "sow", "soy", "spa", "spy", "sr", "sri",
    "st", "sty", "sub", "sue", "sul", "sum", "sun", "sur", "sze", "süd", "tab", "tad", "tag", "tai", "tak", "tam",
    "tan", "tap", "tar", "tat", "tax", "tay", "tea", "ted", "tee", "tel", "ten", "ter", "tes", "the", "thé", "tic",
    "tie", "tim", "tin", "tio", "tip", "to", "tod", "toe", "tom", "ton", "too", "top", "tor", "tot", "tow", "toy",
    "tre", "tri", "try", "tse", "tsz", "tub", "tug", "tun", "two", "ty", "tür", "uhr", "uit", "um", "una", "und",
    "une", "uni", "uno", "up", "urn", "use", "val", "van", "vat", "vet", "via", "vic", "vid", "vie", "vim", "vom",
    "von", "vos", "vow", "voz", "wag", "wah", "wai", "wal", "wan", "war", "wax", "way", "we", "web", "wed", "wee",
    "wei", "wet", "who", "why", "wig", "win", "wir", "wit", "woe", "woh", "wok", "won", "woo", "wood", "wow", "wu",
    "xi", "yak", "yam", "yan", "yap", "yat", "yau", "yee", "yen", "yeo", "yes", "yet", "yew", "yim", "yin", "yip",
    "yiu", "yoh", "you", "yue", "yuk", "yum", "yun", "zac", "zak", "zap", "zee", "zen", "zig", "zip", "zoo", "zum",
    "zur", "är", "å", "été", "öl", "ø",
];

/// Words that stay small inside a name. Sorted.
#[rustfmt::skip]
pub(super) const SMALL_WORDS: &[&str] = &[
    "a", "aan", "am", "an", "and", "at", "auf", "aux", "bei", "bij", "by", "con", "da", "dal", "dalla", "das", "de",
    "degli", "dei", "del", "della", "delle", "dello", "den", "der", "des", "di", "die", "do", "dos", "du", "e",
    "een", "el", "en", "et", "for", "from", "für", "het", "im", "in", "la", "le", "les", "mit", "och", "of", "og",
    "on", "op", "or", "para", "per", "por", "sur", "ter", "the", "to", "un", "una", "und", "van", "vom", "von",
    "voor", "with", "y", "zu", "zum", "zur",
];

/// Abbreviated words, folded: written as words are (`Mfg.`), though they have no vowel. Sorted.
#[rustfmt::skip]
pub(super) const ABBREVIATED: &[&str] = &[
    "assn", "assoc", "bldg", "bros", "co", "corp", "ctr", "dept", "div", "dr", "ft", "grp", "hldg", "hldgs", "inc",
    "intl", "jr", "ltd", "mfg", "mgmt", "mr", "mrs", "ms", "mt", "mts", "natl", "pty", "pvt", "rd", "sr", "st",
    "ste", "svc", "svcs", "sys", "tech", "univ",
];

/// Texts, folded, that stand where a value would and are none. Sorted.
#[rustfmt::skip]
pub(super) const PLACEHOLDERS: &[&str] = &[
    "abc xyz", "anonym", "anonyme", "as above", "asd", "asdf", "asdfasdf", "aucun", "aucune", "blank",
    "coming soon", "company not found", "data not available", "deleted", "desconocido", "do not know", "dont know",
    "dummy", "empty", "enter company name", "false", "geen", "idk", "inconnu", "info not available",
    "insert company name", "k a", "kein", "keine", "keine angabe", "keiner", "lorem ipsum", "missing", "n a",
    "n a n a", "n d", "n v t", "na", "name", "nan", "nan nan", "nao", "nao informado", "nao se aplica", "nenhum",
    "nessuna", "nessuno", "nicht angegeben", "niet van toepassing", "nil", "ninguna", "ninguno", "no answer",
    "no aplica", "no comment", "no data", "no data available", "no disponible", "no information", "no name",
    "no value", "non disponible", "non renseigne", "non specificato", "none", "none none", "none of your business",
    "nope", "not a company", "not applicable", "not available", "not disclosed", "not found", "not given",
    "not known", "not listed", "not provided", "not set", "not specified", "not stated", "not sure", "null",
    "null null", "nvt", "object object", "onbekend", "placeholder", "prefer not to say", "qwerty", "redacted",
    "removed", "s n", "same as above", "sconosciuto", "see above", "see resume", "sin datos", "sin informacion",
    "string", "tba", "tbc", "tbd", "test", "test test", "testing", "to be announced", "to be confirmed",
    "to be determined", "unavailable", "unbekannt", "undefined", "undisclosed", "unknown", "unknown company",
    "unknown unknown", "unnamed", "unspecified", "untitled", "withheld", "xx", "xxx", "xxxx", "yok", "your company",
    "your company name", "zzz", "не указано", "нет", "なし", "不明", "无", "未知", "没有", "無し", "없음",
];

/// Texts, folded, that stand where a company would and are none. Sorted.
#[rustfmt::skip]
pub(super) const NO_COMPANIES: &[&str] = &[
    "1234", "12345", "123456", "a lecoute du marche", "actively looking", "actively looking for work",
    "actively seeking employment", "actively seeking new opportunities", "aposentada", "aposentado", "arbeitslos",
    "arbeitssuchend", "at home", "at home mom", "aucune entreprise", "auf jobsuche", "aufsuche", "auto entrepreneur",
    "autoentrepreneur", "autonoma", "autonome", "autonomo", "available for work", "available immediately",
    "being a mom", "between jobs", "between roles", "brak", "buscando empleo", "buscando trabajo", "career break",
    "career transition", "client confidential", "company", "company confidential", "company name", "confidencial",
    "confidential", "confidential client", "confidential company", "confidential employer", "confidentiel",
    "confidenziale", "consultant", "conta propria", "contract", "contractor", "cuenta propia", "currently looking",
    "currently looking for work", "currently seeking", "currently seeking employment",
    "currently seeking new opportunities", "currently unemployed", "desempleado", "desempregado", "disabled",
    "ditta individuale", "dzialalnosc gospodarcza", "early stage startup", "egen virksomhed", "egenforetagare",
    "eigenes unternehmen", "einzelunternehmen", "einzelunternehmer", "einzelunternehmerin", "elternzeit",
    "em busca de recolocacao", "em transicao de carreira", "employer", "en busqueda de empleo",
    "en recherche demploi", "entrepreneur", "estudante", "estudiante", "etudiant", "etudiante",
    "exploring new opportunities", "exploring opportunities", "family leave", "fotograf freelancer", "free agent",
    "free lance", "free lancer", "freelance", "freelance consultant", "freelance designer", "freelance developer",
    "freelance photographer", "freelance work", "freelance writer", "freelancer", "freelancer com self employed",
    "freelanceris", "freelancing", "freiberufler", "freiberuflerin", "freiberuflich", "freie mitarbeiterin",
    "freischaffend", "frilans", "frilanser", "full time", "full time mom", "full time parent", "full time student",
    "fulltime student", "gap year", "geen bedrijf", "hausfrau", "hausmann", "hiring", "home duties", "homemaker",
    "house wife", "household", "housewife", "im ruhestand", "in between jobs", "in between roles", "in pension",
    "in transition", "independant", "independant consultant", "independante", "independent", "independent consultant",
    "independent contractor", "independent freelancer", "independent professional", "independente", "independiente",
    "indipendente", "individual", "job hunting", "job search", "job searching", "job seeker", "job seeking",
    "jobless", "jobseeker", "jobsuchend", "keine firma", "libero professionista", "looking", "looking for a job",
    "looking for a new challenge", "looking for a new opportunity", "looking for job", "looking for new challenges",
    "looking for new opportunities", "looking for opportunities", "looking for opportunity", "looking for work",
    "maternity leave", "micro entrepreneur", "military leave", "multiple clients", "multiple companies",
    "mutterschutz", "my company", "my own business", "my own company", "my self", "myself", "n a freelance",
    "nessuna azienda", "new opportunity", "ninguna empresa", "no company", "no current employer", "no employer",
    "no job", "none currently", "none retired", "not currently employed", "not currently working", "not employed",
    "not working", "ohne firma", "on a break", "on a career break", "on sabbatical", "open for opportunities",
    "open for work", "open to new opportunities", "open to opportunities", "open to work", "opentowork",
    "out of work", "own business", "own company", "parental leave", "part time", "partita iva", "pensionado",
    "pensioner", "pensioniert", "pensionne", "personal", "personal career break", "personal projects",
    "planned career break", "por cuenta propia", "privat", "private", "private company", "private individual",
    "private person", "private practice", "privatier", "privatperson", "prive", "professional career break",
    "profissional autonomo", "profissional liberal", "rentner", "rentnerin", "retirado", "retired", "retiree",
    "retraite", "retraitee", "sabbatical", "samozatrudnienie", "sans activite", "sans emploi", "sans entreprise",
    "schuler", "schulerin", "seeking", "seeking a new opportunity", "seeking employment", "seeking new challenges",
    "seeking new opportunities", "seeking new opportunity", "seeking new role", "seeking opportunities",
    "seeking work", "selbstaendig", "selbstandig", "selbstandige", "selbstandiger", "selbststaendig", "selbststandig",
    "selbststandige", "selbststandiger", "self", "self business", "self employed", "self employed consultant",
    "self employed contractor", "self employed entrepreneur", "self employed freelance", "self employed freelancer",
    "self employee", "self employment", "self owned", "self retired", "self taught", "selfemployed", "selfemployment",
    "selvstaendig", "selvstaendig erhvervsdrivende", "selvstendig", "selvstendig naeringsdrivende", "sem empresa",
    "semi retired", "serbest", "serbest calisan", "sin empresa", "sole proprietor", "sole proprietorship",
    "sole trader", "solopreneur", "start up", "startup", "startup in stealth mode", "startup stealth mode",
    "stay at home", "stay at home dad", "stay at home mom", "stay at home parent", "stealth", "stealth ai startup",
    "stealth co", "stealth company", "stealth fintech startup", "stealth health startup",
    "stealth healthtech startup", "stealth mode", "stealth mode ai startup", "stealth mode company",
    "stealth mode start up", "stealth mode startup", "stealth mode venture", "stealth project", "stealth start up",
    "stealth startup", "stealth startup ai", "stealth startup inc", "stealth venture", "stealthmode",
    "stealthstartup", "student", "studente", "studentin", "students", "taking a break", "taking a career break",
    "test company", "time off", "trabajador independiente", "trabajo independiente", "traveling", "travelling",
    "unemployed", "unemployed looking for work", "various", "various clients", "various companies",
    "various employers", "various locations", "various organizations", "vertraulich", "werkloos", "werkzoekend",
    "yrittaja", "zelfstandig", "zelfstandig ondernemer", "zelfstandige", "zzp", "zzp er", "zzper", "безработныи",
    "самозанятыи", "фриланс", "фрилансер", "フリーランス", "個人事業主", "自営業", "自由职业", "自由职业者", "프리랜서",
];

/// Notes beside a name that are none of it, in lower case. Sorted.
#[rustfmt::skip]
pub(super) const NOTES: &[&str] = &[
    "a stealth startup", "about us", "acquired", "careers", "cerrado", "cerrado permanentemente",
    "cerrado temporalmente", "chiuso definitivamente", "chiuso temporaneamente", "closed", "closed down",
    "closed permanently", "company profile", "contact us", "corporate headquarters", "corporate hq",
    "corporate office", "corporate offices", "dauerhaft geschlossen", "definitivamente cerrado", "defunct",
    "dissolved", "duplicate", "définitivement fermé", "en liquidación", "en liquidation", "facebook",
    "fechado permanentemente", "fermé", "fermé définitivement", "fermé temporairement", "freelance", "geschlossen",
    "global headquarters", "global hq", "hauptsitz", "head office", "headquarter", "headquarters", "hiring",
    "hiring now", "hiring!", "home", "home office", "homepage", "hq", "i. l.", "in administration",
    "in liquidation", "in liquidazione", "in voluntary liquidation", "inactive", "is hiring", "is hiring!", "jobs",
    "linkedin", "main office", "merged", "now closed", "now hiring", "official", "official account",
    "official page", "official site", "official website", "out of business", "permanent gesloten",
    "permanentemente fechado", "permanently closed", "privately held", "profile", "public company",
    "registered office", "remote", "sede central", "sede legale", "self-employed", "siège social", "sponsored",
    "stealth", "stealth mode", "temporarily closed", "uk hq", "us hq", "verified", "vorübergehend geschlossen",
    "we are hiring", "we are hiring!", "we're hiring", "we're hiring!", "world headquarters",
];

/// Kinds of employment, which LinkedIn sets after the company (`Acme · Full-time`), in lower case. Sorted.
#[rustfmt::skip]
pub(super) const EMPLOYMENT: &[&str] = &[
    "alternance", "alternanza", "apprendistato", "apprenticeship", "ausbildung", "autónomo", "autônomo",
    "befristet", "cdd", "cdi", "co op", "contract", "contrato", "contratto", "deeltijd", "deltid", "efetivo",
    "estágio", "festanstellung", "freelance", "freelancer", "freiberuflich", "full time", "full-time",
    "full-time a tempo indeterminato", "fulltime", "heltid", "hybrid", "indépendant", "intern", "internship",
    "intérim", "jornada completa", "libero professionista", "media jornada", "meio período", "on-site", "part time",
    "part-time", "part-time a tempo indeterminato", "parttime", "permanent", "permanent full-time",
    "permanent part-time", "pełny etat", "praktikum", "prácticas", "remote", "seasonal", "selbstständig",
    "self-employed", "stage", "staj", "tam zamanlı", "teilzeit", "tempo integral", "tempo pieno", "temporary",
    "temps partiel", "temps plein", "terceirizado", "tiempo completo", "tiempo parcial", "tirocinio", "trainee",
    "umowa zlecenie", "vollzeit", "voltijd", "volunteer", "werkstudent", "yarı zamanlı", "zzp", "полная занятость",
    "полный рабочий день", "частичная занятость", "インターンシップ", "全职", "兼职", "契約社員", "实习", "正社員", "정규직",
];

/// Stock exchanges as they stand before a ticker symbol (`NYSE: IBM`), in lower case. Sorted.
#[rustfmt::skip]
pub(super) const EXCHANGES: &[&str] = &[
    "adx", "aim", "amex", "ams", "asx", "b3", "bcba", "bist", "bit", "bme", "bmv", "bolsa", "bovespa", "bru", "bse",
    "bvb", "bvc", "bvl", "bvmf", "cboe", "cph", "cse", "cve", "dfm", "dse", "ecip", "egx", "epa", "etr", "eurex",
    "euronext", "euronext amsterdam", "euronext paris", "fra", "fse", "ftse", "fwb", "hel", "hkex", "hkg", "hkse",
    "idx", "iex", "ise", "jpx", "jse", "kase", "klse", "kosdaq", "kospi", "krx", "kse", "lon", "lse", "lse aim",
    "lse: aim", "lsx", "mcx", "mil", "moex", "mse", "nasdaq", "nasdaq gs", "nasdaq omx", "nasdaq stockholm",
    "nasdaqcm", "nasdaqgm", "nasdaqgs", "nasdaqomx", "neo", "ngx", "nse", "nsx", "nyse", "nyse american", "nyse arca",
    "nyse mkt", "nyseamerican", "nysearca", "nzx", "omx", "omx stockholm", "omxs", "ose", "osl", "otc", "otc pink",
    "otcbb", "otcm", "otcmkts", "otcqb", "otcqx", "pink", "pse", "psx", "qse", "sehk", "set", "sgx", "sha", "she",
    "six", "six swiss", "six swiss exchange", "sse", "sto", "stock", "stockholm", "swx", "szse", "tadawul", "tase",
    "ticker", "tlv", "tpe", "tpex", "tse", "tsx", "tsx venture", "tsx-v", "tsxv", "twse", "tyo", "vie", "wse", "xams",
    "xbru", "xetr", "xetra", "xhel", "xhkg", "xlis", "xlon", "xmil", "xnas", "xnys", "xosl", "xpar", "xsto", "xswx",
    "xtra", "xtse", "xwar",
];

/// Sites whose addresses are a page about a company, not its own. Sorted.
#[rustfmt::skip]
pub(super) const SITES_OF_PROFILES: &[&str] = &[
    "bit.ly", "crunchbase.com", "facebook.com", "fb.com", "glassdoor.com", "indeed.com", "instagram.com",
    "linkedin.com", "linktr.ee", "lnkd.in", "maps.app.goo.gl", "t.me", "tiktok.com", "twitter.com", "x.com",
    "xing.com", "yelp.com", "youtube.com",
];

/// Legal forms, folded, that stand in place of a name and are none: nobody is called so. Sorted.
#[rustfmt::skip]
pub(super) const BARE_FORMS: &[&str] = &[
    "aktiebolag", "aktiengesellschaft", "bvba", "co inc", "co limited", "co llc", "co ltd", "company limited", "corp",
    "corp inc", "doo", "eurl", "fzco", "ggmbh", "gmbh", "gmbh and co", "gmbh and co kg", "gmbh co kg", "inc",
    "inc llc", "incorporated", "kft", "kommanditgesellschaft", "limited", "limited company",
    "limited liability company", "llc", "llp", "ltd", "ltd co", "ltda", "mbh", "oyj", "pllc", "private limited",
    "private limited company", "pte ltd", "pty limited", "pty ltd", "pvt limited", "pvt ltd", "sa de cv", "sarl",
    "sas de cv", "sasu", "societe anonyme", "sp zoo", "spolka zoo", "sprl", "spzoo", "srl de cv", "sro", "vof", "zrt",
    "зао", "оао", "ооо", "пао", "تضامن", "ذمم", "有限会社", "有限公司", "株式会社", "주식회사",
];

/// Names, folded, of more companies than one that only the form tells apart: Merck & Co. of Rahway is not Merck KGaA of
/// Darmstadt. Sorted.
pub(super) const NAMED_BY_FORM: &[&str] = &["merck"];

/// Words of a match key and the form they take there: abbreviations written out, British spelling as American, `and`
/// between two names in any language. Sorted.
#[rustfmt::skip]
pub(super) const WORD_KEYS: &[(&str, &str)] = &[
    ("1st", "first"),
    ("2nd", "second"),
    ("3rd", "third"),
    ("aluminium", "aluminum"),
    ("assn", "association"),
    ("bldg", "building"),
    ("bros", "brothers"),
    ("catalogue", "catalog"),
    ("centre", "center"),
    ("centres", "centers"),
    ("colour", "color"),
    ("commun", "communications"),
    ("company", "co"),
    ("corporation", "corp"),
    ("defence", "defense"),
    ("dept", "department"),
    ("e", "and"),
    ("engrg", "engineering"),
    ("et", "and"),
    ("fertilisers", "fertilizers"),
    ("fibre", "fiber"),
    ("fort", "ft"),
    ("govt", "government"),
    ("grp", "group"),
    ("harbour", "harbor"),
    ("hldg", "holding"),
    ("hldgs", "holdings"),
    ("honour", "honor"),
    ("hosp", "hospital"),
    ("incorporated", "inc"),
    ("inds", "industries"),
    ("intl", "international"),
    ("jewellers", "jewelers"),
    ("jewellery", "jewelry"),
    ("labour", "labor"),
    ("licence", "license"),
    ("limited", "ltd"),
    ("metre", "meter"),
    ("mfg", "manufacturing"),
    ("mgmt", "management"),
    ("mgt", "management"),
    ("mktg", "marketing"),
    ("mount", "mt"),
    ("natl", "national"),
    ("och", "and"),
    ("og", "and"),
    ("organisation", "organization"),
    ("organisations", "organizations"),
    ("programme", "program"),
    ("programmes", "programs"),
    ("saint", "st"),
    ("sankt", "st"),
    ("specialised", "specialized"),
    ("svc", "service"),
    ("svcs", "services"),
    ("technols", "technologies"),
    ("telecomms", "telecommunications"),
    ("theatre", "theater"),
    ("tyres", "tires"),
    ("und", "and"),
    ("univ", "university"),
    ("y", "and"),
];
