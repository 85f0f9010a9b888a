//! What single words tell about a name: honorifics, credentials, particles, and the words no person is called.

use std::sync::LazyLock;

use super::super::table::Table;
use super::{east_asia, foreign, given, honorifics, organizations, surnames};

/// An honorific or academic title that stands before a name.
pub(super) const TITLE: u32 = 1;
/// A title that goes with the given name, so that a lone name after it is a given name ("Sister Mary").
pub(super) const TITLE_GIVEN: u32 = 1 << 1;
/// A credential or generation after the name, however it is written.
pub(super) const SUFFIX: u32 = 1 << 2;
/// A credential only where it is written in capitals: as a word it is a name ("Ma", "Do", "Ed").
pub(super) const SUFFIX_CAPS: u32 = 1 << 3;
/// A particle that opens a family name.
pub(super) const PARTICLE: u32 = 1 << 4;
/// A particle only where it is written in lower case ("ben", "do"): else it is a name.
pub(super) const PARTICLE_LOWER: u32 = 1 << 5;
/// "y", "e", "i": joins two family names.
pub(super) const CONJUNCTION: u32 = 1 << 6;
/// A word that makes the whole an organization or a mailbox.
pub(super) const ORGANIZATION: u32 = 1 << 7;
/// As above, but also a family name ("Sales", "Church").
pub(super) const ORGANIZATION_SOFT: u32 = 1 << 8;
/// An occupation or rank: alone it is a role, after a name it is noise.
pub(super) const OCCUPATION: u32 = 1 << 9;
/// Says that there is no name.
pub(super) const PLACEHOLDER: u32 = 1 << 10;
/// A known given name.
pub(super) const GIVEN: u32 = 1 << 11;
/// A given name usual in Spain, Portugal and Latin America.
pub(super) const IBERIAN_GIVEN: u32 = 1 << 12;
/// A surname of Spain, Portugal and Latin America.
pub(super) const IBERIAN_SURNAME: u32 = 1 << 13;
/// A given name usual in Hungary.
pub(super) const HUNGARIAN_GIVEN: u32 = 1 << 14;
/// A frequent surname.
pub(super) const COMMON_SURNAME: u32 = 1 << 15;
/// A Vietnamese family name.
pub(super) const VIETNAMESE_SURNAME: u32 = 1 << 16;
/// A Chinese family name, in pinyin or as written in Hong Kong, Taiwan and Singapore.
pub(super) const CHINESE_SURNAME: u32 = 1 << 17;
/// A Korean family name, romanized.
pub(super) const KOREAN_SURNAME: u32 = 1 << 18;
/// A Japanese family name, romanized.
pub(super) const JAPANESE_SURNAME: u32 = 1 << 19;
/// A syllable of romanized Korean given names.
pub(super) const KOREAN_SYLLABLE: u32 = 1 << 20;
/// A surname of any of the tables.
pub(super) const ANY_SURNAME: u32 = IBERIAN_SURNAME
    | COMMON_SURNAME
    | VIETNAMESE_SURNAME
    | CHINESE_SURNAME
    | KOREAN_SURNAME
    | JAPANESE_SURNAME;
/// Stands in the place of a part of a name that is not known.
pub(super) const ABSENT: u32 = 1 << 22;
/// As above, unless it is spelled as a name.
pub(super) const ABSENT_UNLESS_SPELLED: u32 = 1 << 23;
/// A well-known company, which alone is no person.
pub(super) const BRAND: u32 = 1 << 24;
/// A Vietnamese syllable of given names.
pub(super) const VIETNAMESE_GIVEN: u32 = 1 << 25;
/// A German title of nobility, part of the family name before its particle.
pub(super) const NOBLE: u32 = 1 << 26;
/// A word behind which the name of birth or another name comes.
pub(super) const OTHER_NAME: u32 = 1 << 27;
/// A family name that is a given name too.
pub(super) const GIVEN_TOO: u32 = 1 << 28;
/// A pronoun as people add it to their name.
pub(super) const PRONOUN: u32 = 1 << 21;

/// Written from general knowledge; to check against: Wikipedia's lists of nobiliary and other family-name particles (Dutch tussenvoegsel, German, French,
/// Italian, Spanish, Portuguese, Arabic, Scandinavian, Celtic).
const PARTICLES: &str = "
a/l a/p af al ap auf av bath bin bint binte binti d d/o da dai dal dalla dalle das de degl degli dei del dela
delas dell della delle dello delos den der des di dos du el ferch ibn ibnu la las le lo los mac mc mhic ni nic o
onder op oulad ould s/o saint san santa st ste t ten ter tho thoe ua ui uit van vande vanden vander vd verch vom
von vonder w/o wa zu zum zur בן آل ابن ال بن بنت
";

/// Particles that are given names, middle names or family names of their own when capitalized.
const PARTICLES_LOWER: &str = "
a abu an ap auf av ben dai do e i in l lo mac ni o op t te ua ui y zu
";

/// Values that say that there is no name; with them how somebody was reached, which stands under `contact`, too.
const PLACEHOLDERS: &str = "
a aa abc account admin administrator all anon anonym anonymous asdf attention attn author available blank
cellphone cellular click confirmed connect contact customer default deleted demo desconhecido desconocido
dummy email entered example fao fax first firstname fname fnu follow fooo full fullname guest here hidden
inconnu inconnue info keine landline last lastname linkedin listed lname lnu me member message missing
mobile more n na name nan needed nil no nobody nom noname none not null onbekend owner-name person phone
prenom private profile provided read redacted sample sconosciuto see sms someone specified tba tbc tbd
telephone test teste tester testing tests to unavailable unbekannt undefined unknown unnamed unspecified
user username vacant view web website whatsapp xx xxx xxxx your
";

/// Words in the place of a name that is not known. Sorted.
const ABSENTS: &str = "
desconhecido desconocido firstname fname fnu inconnu lastname lname lnu nolastname notavailable notprovided
surname tba tbc tbd unbekannt undefined unknown xx xxx xxxx
";

/// Such words that are names where they are spelled as one (Mr. Null).
const ABSENTS_UNLESS_SPELLED: &str = "na nan nil none null";

const PRONOUNS: &str =
    "any ella elle elles he her hers him his il pronouns she theirs them they xe xem ze zir";

/// The first word of a phrase that is no name.
pub(super) const PHRASE: u32 = 1 << 29;

/// What is known of a word that may have to go, so that it is worth a second look.
pub(super) const SPECIAL: u32 = TITLE
    | SUFFIX
    | SUFFIX_CAPS
    | PARTICLE
    | PARTICLE_LOWER
    | CONJUNCTION
    | ORGANIZATION
    | ORGANIZATION_SOFT
    | OCCUPATION
    | PLACEHOLDER
    | ABSENT
    | BRAND
    | OTHER_NAME
    | PHRASE
    | PRONOUN;

const EVERYTHING: &[(u32, &str)] = &[
    (TITLE, honorifics::TITLES),
    (TITLE | TITLE_GIVEN, honorifics::TITLES_GIVEN),
    (SUFFIX, honorifics::SUFFIXES),
    (SUFFIX_CAPS, honorifics::SUFFIXES_CAPS),
    (PARTICLE, PARTICLES),
    (PARTICLE_LOWER, PARTICLES_LOWER),
    (CONJUNCTION, "e i y"),
    (ORGANIZATION, organizations::ORGANIZATIONS),
    (ORGANIZATION_SOFT, organizations::ORGANIZATIONS_SOFT),
    (OCCUPATION, organizations::OCCUPATIONS),
    (BRAND, organizations::BRANDS),
    (ORGANIZATION, foreign::DEPARTMENTS),
    (PLACEHOLDER, PLACEHOLDERS),
    (PLACEHOLDER, foreign::PLACEHOLDERS),
    (PRONOUN, PRONOUNS),
    (ABSENT, ABSENTS),
    (ABSENT_UNLESS_SPELLED, ABSENTS_UNLESS_SPELLED),
    (GIVEN, given::GIVEN),
    (GIVEN, given::MORE),
    (GIVEN | HUNGARIAN_GIVEN, given::HUNGARIAN),
    (IBERIAN_GIVEN, given::IBERIAN),
    (IBERIAN_SURNAME, surnames::IBERIAN),
    (COMMON_SURNAME, surnames::COMMON),
    (GIVEN_TOO, surnames::GIVEN_TOO),
    (COMMON_SURNAME, surnames::EUROPEAN),
    (COMMON_SURNAME, surnames::ELSEWHERE),
    (VIETNAMESE_GIVEN, east_asia::VIETNAMESE_SYLLABLES),
    (
        NOBLE,
        "baron baronin edle edler freifrau freiherr freiin furst furstin graf grafin prinz prinzessin ritter",
    ),
    (OTHER_NAME, "aka akas dba epouse fka geb geboren geborene geborener nee pka roz rozena via"),
    (VIETNAMESE_SURNAME, east_asia::VIETNAMESE),
    (CHINESE_SURNAME, east_asia::CHINESE),
    (KOREAN_SURNAME, east_asia::KOREAN),
    (KOREAN_SYLLABLE, east_asia::KOREAN_SYLLABLES),
    (JAPANESE_SURNAME, east_asia::JAPANESE),
];

static WORDS: LazyLock<Table<&'static str, u32>> = LazyLock::new(|| {
    let mut words = Table::with_capacity_and_hasher(12_000, Default::default());
    for (flag, list) in EVERYTHING {
        for word in list.split_ascii_whitespace() {
            *words.entry(word).or_insert(0) |= flag;
        }
    }
    for phrase in foreign::PHRASES {
        let opener = phrase.split(' ').next().unwrap_or(phrase);
        *words.entry(opener).or_insert(0) |= PHRASE;
    }
    words
});

/// Everything that is known about a folded word, as flags.
pub(super) fn flags(key: &str) -> u32 {
    WORDS.get(key).copied().unwrap_or(0)
}

/// Given names of two words that are one name, each pair joined by a space and sorted.
/// Written from general knowledge; to check against: the combinations that the statistics offices of the United States, France (INSEE) and Italy (ISTAT) list.
pub(super) const COMPOUND_GIVEN: &[(&str, &str)] = &[
    ("anna", "karin laura lena lisa maria marie rita rosa sofia sophie"),
    ("anne", "catherine cecile charlotte claire francoise gaelle laure lise marie sophie"),
    ("betty", "jean jo lou"),
    ("billie", "jean jo"),
    ("billy", "bob joe ray"),
    ("bobby", "joe ray"),
    ("carol", "ann anne"),
    ("charles", "antoine edouard emmanuel henri"),
    ("franz", "josef xaver"),
    ("gian", "carlo franco luca luigi marco maria paolo piero"),
    ("hans", "dieter georg jorg jurgen martin peter werner"),
    ("jan", "dirk erik hein hendrik jaap kees maarten olof peter piet pieter willem"),
    (
        "jean",
        concat!(
            "baptiste bernard charles christophe claude daniel denis eric francois frederic gabriel guy jacques louis ",
            "loup luc marc marie max michel nicolas noel pascal paul philippe pierre rene robert sebastien victor ",
            "vincent yves"
        ),
    ),
    ("jim", "bob"),
    ("jo", "ann anne ellen"),
    ("karl", "erik friedrich gunnar heinz josef otto"),
    ("kim", "marie"),
    ("klaus", "dieter jurgen peter"),
    ("lars", "ake erik goran olof"),
    ("lee", "ann anne"),
    ("leigh", "ann anne"),
    ("lou", "ann anne"),
    ("louis", "philippe"),
    ("maria", "antonietta assunta chiara concetta giovanna grazia immacolata pia rosaria"),
    (
        "marie",
        concat!(
            "ange anne antoinette christine claire claude eve france helene jose josee laure laurence line louise ",
            "madeleine noelle odile paule pierre therese"
        ),
    ),
    ("mary", "alice ann anne beth ellen grace jane jean jo kate katherine kay lou louise margaret pat sue"),
    ("paul", "andre antoine emile henri"),
    ("peggy", "sue"),
    ("per", "erik olof"),
    ("peter", "paul"),
    ("pier", "carlo francesco giorgio luigi paolo"),
    ("pierre", "alain andre antoine emmanuel henri louis luc marie olivier yves"),
    ("rose", "ann anne marie"),
    ("ruth", "ann anne"),
    ("sarah", "beth jane"),
    ("sue", "ann anne ellen"),
    ("terry", "ann"),
    ("wolf", "dieter"),
];

/// Given names that open a Spanish or Portuguese pair ("Juan Carlos", "Ana Paula").
#[rustfmt::skip]
pub(super) const IBERIAN_OPENERS: &[&str] = &[
    "alma", "ana", "angel", "antonio", "blanca", "carlos", "carmen", "cesar", "claudia", "diana", "diego",
    "eduardo", "enrique", "felipe", "fernando", "francisco", "gloria", "guillermo", "hector", "javier",
    "jesus", "joao", "jorge", "jose", "juan", "julio", "laura", "luis", "luiz", "luz", "manuel", "marco",
    "marcos", "maria", "mario", "martha", "miguel", "monica", "oscar", "pablo", "paula", "pedro", "rafael",
    "raul", "ricardo", "roberto", "rosa", "ruth", "sandra", "sergio", "sonia", "teresa", "victor",
];

/// What follows "María del", "José de", "Maria da": Marian and other devotional given names.
#[rustfmt::skip]
pub(super) const DEVOTIONAL: &[&str] = &[
    "angeles", "assuncao", "asuncion", "carmen", "conceicao", "concepcion", "consuelo", "deus", "dolores",
    "fatima", "gloria", "gracas", "guadalupe", "jesus", "lourdes", "luz", "mar", "mercedes", "milagros",
    "montserrat", "nieves", "penha", "pilar", "refugio", "rocio", "rosario", "sagrario", "socorro", "sol",
    "soledad", "valle",
];

/// Family names of two words without a hyphen, by public knowledge of their bearers (parliaments, arts, sciences).
#[rustfmt::skip]
pub(super) const COMPOUND_SURNAMES: &[&str] = &[
    "baron cohen", "blunt rochester", "bonham carter", "boutros ghali", "bowes lyon", "bulwer lytton",
    "burne jones", "conan doyle", "cortez masto", "duncan smith", "giscard destaing", "herrera beutler",
    "jackson lee", "lane fox", "lane poole", "lloyd george", "lloyd webber", "mcmorris rodgers", "mies van",
    "ocasio cortez", "parker bowles", "pinkett smith", "rees mogg", "rhys davies", "rhys meyers",
    "rimsky korsakov", "roybal allard", "sackville west", "saint exupery", "scott thomas",
    "sebag montefiore", "spencer churchill", "taylor johnson", "taylor joy", "vaughan williams",
    "wasserman schultz", "watson coleman", "zeta jones",
];

/// Whether two given names in a row are one compound given name.
pub(super) fn is_compound_given(first: &str, second: &str) -> bool {
    COMPOUND_GIVEN
        .binary_search_by(|(opener, _)| (*opener).cmp(first))
        .is_ok_and(|at| COMPOUND_GIVEN[at].1.split_ascii_whitespace().any(|closer| closer == second))
}

/// Whether two words in a row are one of the known compound family names.
pub(super) fn is_compound_surname(first: &str, second: &str) -> bool {
    COMPOUND_SURNAMES
        .binary_search_by(|pair| {
            let (opener, closer) = pair.split_once(' ').unwrap_or((pair, ""));
            opener.cmp(first).then_with(|| closer.cmp(second))
        })
        .is_ok()
}
