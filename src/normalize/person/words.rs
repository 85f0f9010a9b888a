//! What single words tell about a name: honorifics, credentials, particles, and the words no person is called.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{east_asia, given, surnames};

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
/// A pronoun as people add it to their name.
pub(super) const PRONOUN: u32 = 1 << 21;

/// Written from general knowledge; to check against: the honorifics of Debrett's and of Wikipedia's list by language; military and church ranks.
const TITLES: &str = "
2ndlt adm admiral adv advocate amb ambassador arch archbishop att atty avv ba bc bgen bishop brig brigadier bvba
ca-adv capitan capt captain cardinal cdr chancellor cllr cmdr col colonel commander commissioner comte
congressman congresswoman councillor councilman councilwoman cpl cpt dato datuk dhr dipl-betriebsw dipl-inf
dipl-ing dipl-ing-fh dipl-kfm dipl-oec dipl-wirt-ing dipl-wirting dkfm doc docteur docteure doctor dona dott
dottor dottoressa dottssa dr dr-ing dr-iur dr-jur dr-med dra drhc drmed drs dsc-dr ens ensign excellency exma
exmo fm frau frl gen general geom gospodin gospodja gov governor haji hajji hc herr hon honorable honourable hr
hra ing inz ir judge judr justice khun lic licda lieut lieutenant lt ltc ltcol ltgen ltgov madam madame maestro
mag magdr maj majgen major-general mayor med messrs mevr mevrouw mgr minister miss mister mlle mme mmes mr mrs
ms msgr mudr mult mvdr mw mx officer paeddr pan pandit pani pfc pharmdr phdr po pres president prince-dr prof
prof-dr prof-dr-ing professor professora professore professoressa profssa provost rabbi rag rear-admiral rep
representative res rndr rthon rtn secretary sen sen-dr senator senor senora senorita sgm sgt sgtmaj shaikh
shaykh sheik sheikh shri sig signor signora signorina sigra smt sra srta ssg supt tansri thdr tun us vadm
vice-admiral viscount wing-commander wp
";

/// Titles by which a person is called together with the given name.
const TITLES_GIVEN: &str = "
brother dame father fr fra frere hermana hermano lady lord padre pastor pere rev revd reverend sir sister soeur
sr-maria sri
";

/// Generations, degrees and professional designations. Written from general knowledge; to check against: Wikipedia's lists of post-nominal letters (academic
/// degrees; professional designations of the United States, Canada, the United Kingdom and Australia).
const SUFFIXES: &str = "
aams aca acca acis acsm acsw afc aia aicp aif aifa asid barch bba bchir bcom bds bed beng bfa bpharm bphil bsc
bscn bsn bt btech bvsc cae cams cbap cbcp ccim ccna ccnp ccsp cdfa cdp cebs cecd ceh ceng ceo-mba cfa cfe cfei
cfm cfp cfp-r cfre cgeit cgma chfc chpa chrl chrp cia cima cipd cipp cips cisa cism cissp cissp-issap citp clu
cma cmgr cmp cpa cpcu cpm cpp cps cpsm cptd cpwa crcm crisc crm crna crpc crpc-r crps csca csep csm cspo cssbb
csw ctfa dba dc dcom dds dipl dmd dmin dnp dpharm dphil dpt dsc dvm edd edm eit esq esquire facc facs faia fca
fcca fccp fcpa frcp frcs frgs frics frsa frsc gcb gphr gri ii iii iv jd jnr jr junior kbe kcmg lcsw leed licsw
llb lld llm lmft lmhc lmsw lmt lpc lpn ltd-dr lutcf mai march mba mbbs mbchb mbe mbiochem mchem mcips mcse md
mdiv meng mfa mfin mhra mhrm micpa mmath mmedsci mmgt mpa mph mphil mpp mrcp mres mrics ms-phd msc msci mscit
mscs msed msee msn msw mtech npd obe od ot otr pe-pmp pgce pgdip pgdm pgmp pharmd phd phdc phr pmbok pmi pmi-acp
pmi-rmp pmp ppl psyd pt-dpt qc rdh rdn ret retd rfc ricp rics rma rn rpa rph rpt scd shrm shrm-cp shrm-scp
shrmcp shrmscp snr sphr sphri sr togaf usa usaf usmc usn vi vii viii
";

/// Credentials that are also names or words: only in capitals.
const SUFFIXES_CAPS: &str = "
aa ab am apr aprn as ba bl bm bs ca cb ccc cd ce cf ch cp cs dbe do ed esa fd fe frs gc gm in kc la lo lp ma mm
mp ms na np pa pe pg pm pt ra rd re rt sc si sj ta tax te v
";

/// Written from general knowledge; to check against: Wikipedia's lists of nobiliary and other family-name particles (Dutch tussenvoegsel, German, French,
/// Italian, Spanish, Portuguese, Arabic, Scandinavian, Celtic).
const PARTICLES: &str = "
af al ap auf av bin bint binte binti d da dal dalla das de degli dei del dela delas dell della delle dello delos
den der des di dos du el ibn la las le lo los mac mc ni nic o onder op saint san santa st ste t ten ter tho thoe
ui uit van vande vanden vander vom von wa zu zum zur בן آل ابن ال بن بنت
";

/// Particles that are given names, middle names or family names of their own when capitalized.
const PARTICLES_LOWER: &str = "
a abu an auf av ben do e i in l lo mac ni o op t te ui y zu
";

/// Legal forms, departments and mailboxes.
const ORGANIZATIONS: &str = "
account accounting accounts accueil admin administracao administracion administration advertising advisors
advisory agencies agency agents alliance apartments apotheke architects assistance associates association
atelier atencion atendimento auto automotive autos bakery beauty billing biz board booking bookings boutique
branch brewery broker brokers buchhaltung building bureau cafe capital careers catering center centre centrum
chamber channel city cliente clientes clinic clinica club co collective com comercial commerce committee
communicatie communications compagnie companies company comptabilite computer computers concierge construction
consultancy consulting contabilidade contact contracting contractors corp corporate corporation council creative
crew customer customers dealership delivery dental department dept design designs desk digital direction
distribution distributors division e-commerce ecommerce education einkauf electric electrical electronics
employment empresa energy engineering enquiries enterprise enterprises entertainment equipe equipment equipo
events export express fabrik facilities finance financial fitness food foods foundation furniture gallery
gemeente general-office gmbh grill groep group groupe grupo gruppe hello help helpdesk holding holdings
home-office hospital hotel hotels hr imports inc incorporated industrial industries info information innovation
inquiries institute insurance international investment investments invoices job jobs kg kitchen klantenservice
kontakt kundendienst kundenservice lab laboratories laboratory labs library limited llc llp logistics lounge ltd
ltda management market marketing media medical membership ministry motors museum mutual network networks
newsletter no-reply nonprofit noreply office online operations orders organisation organization outlet partners
partnership payroll personalabteilung pharmacy photography pizza pizzeria plc plumbing press procurement
productions products programme project promotions properties property publishing purchasing pvt realty reception
recruiting recruitment rental rentals repair repairs research reservations resort resources restaurant retail
returns salon sarl sekretariat service services shipping shop shopping software solutions spa staff stiftung
storage store stores strategy studio studios supermarket supplies supply support systems team teams tech
technologies technology telecom theater theatre tools tourism tours trading training transport transportation
travel trust ufficio universidad universitat universite university vendite ventes verein verkauf verkoop
vertrieb warehouse webmaster website welcome wholesale workshop zentrale zentrum
";

/// Such words that are family names of some frequency as well.
const ORGANIZATIONS_SOFT: &str = "
bank banks bar barn care church college court cross dairy farm farms field fund garage garden gardens hall home
house inn law legal mill mills motor office-church pub sales school temple
";

/// Occupations and ranks, alone or in a phrase. Written from general knowledge; to check against: the title rules beside this file, O*NET's sample titles.
const OCCUPATIONS: &str = "
accountant actor administrateur administrator adviser advisor agent analyst apprentice architect asistente
assistant assistante associate at attendant attorney auditor barista buyer by ceo cfo chairman chairmen
chairperson chairwoman chef-de chief cio ciso cmo co-founder coach cofounder comptroller consultant controller
coo coordinator counsel counselor cpo cro cso cto customer-service deputy designer developer directeur director
directora directrice direktor diretor direttore dispatcher driver editor electrician employee engineer
entrepreneur evangelist evp executive expert for foreman founder freelance freelancer from gerant gerente
geschaftsfuhrer gestionnaire head hiring hostess influencer inhaber inspector instructor intern investor
journalist landlord lawyer lead leader lecturer leiter leiterin librarian manager managers managing mechanic
nurse of operator optometrist our owner paralegal partner pharmacist photographer physician planner plumber
practitioner presidente principal producer programmer proprietor psychologist realtor receptionist recruiter
representative responsable salesman salesperson secretary-general sekretar sekretarin senior senior-manager
servicemanager shareholder specialist strategist student superintendent supervisor surgeon svp teacher
technician therapist trainee trainer translator treasurer veterinarian vice vp webdesigner with worker writer
your
";

/// Values that say that there is no name.
const PLACEHOLDERS: &str = "
a aa abc account admin administrator anon anonym anonymous asdf author available blank confirmed contact
customer default deleted demo desconhecido desconocido dummy example first firstname fname fnu fooo full
fullname guest hidden inconnu inconnue info keine last lastname linkedin lname lnu me member missing n na name
nan needed nil no nobody nom noname none not null onbekend owner-name person prenom private profile redacted
sample sconosciuto someone tba tbc tbd test teste tester testing tests to unavailable unbekannt undefined
unknown unnamed unspecified user username vacant xx xxx xxxx your
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

const EVERYTHING: &[(u32, &str)] = &[
    (TITLE, TITLES),
    (TITLE | TITLE_GIVEN, TITLES_GIVEN),
    (SUFFIX, SUFFIXES),
    (SUFFIX_CAPS, SUFFIXES_CAPS),
    (PARTICLE, PARTICLES),
    (PARTICLE_LOWER, PARTICLES_LOWER),
    (CONJUNCTION, "e i y"),
    (ORGANIZATION, ORGANIZATIONS),
    (ORGANIZATION_SOFT, ORGANIZATIONS_SOFT),
    (OCCUPATION, OCCUPATIONS),
    (PLACEHOLDER, PLACEHOLDERS),
    (PRONOUN, PRONOUNS),
    (ABSENT, ABSENTS),
    (ABSENT_UNLESS_SPELLED, ABSENTS_UNLESS_SPELLED),
    (GIVEN, given::GIVEN),
    (GIVEN | HUNGARIAN_GIVEN, given::HUNGARIAN),
    (IBERIAN_GIVEN, given::IBERIAN),
    (IBERIAN_SURNAME, surnames::IBERIAN),
    (COMMON_SURNAME, surnames::COMMON),
    (VIETNAMESE_SURNAME, east_asia::VIETNAMESE),
    (CHINESE_SURNAME, east_asia::CHINESE),
    (KOREAN_SURNAME, east_asia::KOREAN),
    (KOREAN_SYLLABLE, east_asia::KOREAN_SYLLABLES),
    (JAPANESE_SURNAME, east_asia::JAPANESE),
];

static WORDS: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(|| {
    let mut words = HashMap::with_capacity(12_000);
    for (flag, list) in EVERYTHING {
        for word in list.split_ascii_whitespace() {
            *words.entry(word).or_insert(0) |= flag;
        }
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
    ("anna", "lena lisa maria marie sofia"),
    ("anne", "catherine cecile charlotte claire francoise gaelle laure lise marie sophie"),
    ("betty", "jean jo lou"),
    ("billie", "jean jo"),
    ("billy", "bob joe ray"),
    ("bobby", "joe ray"),
    ("carol", "ann anne"),
    ("charles", "antoine edouard emmanuel henri"),
    ("gian", "carlo franco luca luigi marco maria paolo piero"),
    ("hans", "georg jorg jurgen martin peter werner"),
    ("jan", "erik olof peter"),
    (
        "jean",
        concat!(
            "baptiste bernard charles christophe claude daniel denis eric francois frederic gabriel guy jacques louis ",
            "loup luc marc marie max michel nicolas noel pascal paul philippe pierre rene robert sebastien victor ",
            "vincent yves"
        ),
    ),
    ("jim", "bob"),
    ("jo", "ann anne"),
    ("karl", "friedrich heinz josef"),
    ("kim", "marie"),
    ("lars", "erik goran"),
    ("lee", "ann anne"),
    ("leigh", "ann anne"),
    ("lou", "ann anne"),
    ("louis", "philippe"),
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
    ("ruth", "ann anne"),
    ("sarah", "jane"),
    ("sue", "ann anne ellen"),
    ("terry", "ann"),
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
    "jackson lee", "lane fox", "lane poole", "lloyd george", "lloyd webber", "mcmorris rodgers",
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
