//! The words of the scale, as tables: phrases, and single words for what no phrase has taken.
//!
//! Written from general knowledge; to check against: the seniority levels of LinkedIn and Apollo for the scale; O*NET's
//! sample of reported titles, the German Bundesagentur für Arbeit's KldB 2010, and the ESCO occupations for the words of
//! the other languages.

use super::Seniority::{
    self, CSuite, Director, Entry, Founder, Head, Intern, Manager, Owner, Partner, Senior, Vp,
};

/// What a phrase says.
#[derive(Clone, Copy)]
pub(super) enum Says {
    /// The step, among others that the part may name.
    Is(Seniority),
    /// The step, whatever else the part says ("Executive Assistant, Office of the President").
    Only(Seniority),
    /// The step, and what follows is about somebody else ("Assistant to the CEO").
    Then(Seniority),
    /// What follows is about somebody else ("Reporting to the CEO").
    Stop,
    /// Nothing: the words are a thing, not a rank ("lead generation", "head office").
    Nothing,
    /// The whole part tells no present rank ("former CEO").
    Void,
}

use Says::{Is, Nothing, Only, Stop, Then, Void};

/// Phrases of two words and more, and single words that rule over a part. Folded; `*` stands for one word.
pub(super) const PHRASES: &[(Says, &str)] = &[
    // Not now, or not yet.
    (
        Void,
        "ancien|ancienne|aspiring|ehemalige|ehemaliger|emeritus|ex|exdirector|former|formerly|\
         gepensioneerd|homemaker|jubilado|past|pensionado|previously|rentner|retired|seeking|unemployed",
    ),
    // Somebody else's rank.
    (
        Then(Entry),
        "assistant du|assistante du|assistant des|assistante des|assistente dell|assistente dello|assistente al|\
         secretaire du|secretaire des|secretaria do|secretaria da|secretario do|secretario da|segretaria di|\
         segretaria del|segretaria della|segretario di|segretario del|adjointe administrative|sekretarin der|sekretarin des|sekretariat der|sekretariat des|sekretar der|assistenz geschaftsfuhrung|aide to|asistenta de|asistente de|asistente del|assistant de|\
         assistant for|assistant of the|assistant to|assistante de|assistent der|assistent des|\
         assistent van|assistente a|assistente alla|assistente da|assistente de|assistente del|\
         assistente della|assistente di|assistente do|assistente van|assistentin der|assistentin des|\
         assistenz der|assistenz des|auxiliar de|ea to|pa to|secretaire de|secretaresse van|secretaria de|\
         secretaria del|secretario de|secretary to",
    ),
    (Is(Senior), "advisory board|board of advisors|board of advisers"),
    (Then(Senior), "adviser to|advisor to|consultant to|counselor to|special advisor to"),
    (
        Stop,
        "buro der|buro des|cabinet de|cabinet du|office of|on behalf of|partner to|report to|reporting to|\
         reports to|support to",
    ),
    (
        Only(Entry),
        "administrative assistant|assistant vendeur|ceo assistant|chief of staff office|directieassistent|\
         directieassistente|directiesecretaresse|director assistant|direktionsassistent|\
         direktionsassistentin|executive assistant|executive secretary|legal secretary|\
         management assistant|managementassistent|managementassistentin|medical secretary|owner assistant|\
         personal assistant|president assistant|teamassistentin|teamassistenz|vorstandsassistent|\
         vorstandsassistentin|vorstandssekretarin",
    ),
    (Only(Director), "chief of staff|company secretary|corporate secretary"),
    (
        Only(CSuite),
        "secretary of state|secretary of the treasury|secretary of defense|generalsekretar|president of the republic|president of the united states|secretaire general|\
         secretaria general|secretary general|vice president of the european commission|\
         vice president of the republic|vice president of the united states",
    ),
    (
        Only(Senior),
        "board advisor|board adviser|board observer|director of photography|film director|movie director|\
         stage director|theater director|theatre director|tv director|chief master sergeant|chief mate|chief officer at sea|chief petty officer|chief warrant officer|\
         lead singer",
    ),
    // C-suite.
    (
        Is(CSuite),
        "administrador delegado|administradora delegada|administrador executivo|board of trustees|board trustee|management board|supervisory board|mitglied des aufsichtsrats|\
         mitglied des aufsichtsrates|administrador unico|algemeen directeur|amministratore delegato|amministratore unico|\
         amministratrice delegata|board director|board member|board of directors|chair of the board|\
         chairman of the board|chef de la direction|chief * * officer|chief * * * officer|chief * * * * officer|chief * and * officer|\
         chief * officer|chief commercial|chief executive|chief financial|chief human resources|\
         chief information|chief legal|chief marketing|chief operating|chief people|chief product|\
         chief revenue|chief technology|city manager|consejera delegada|consejero|consejero delegado|\
         directeur executif|directeur financier groupe|directeur general|directeur general adjoint|\
         director ejecutivo|director general|director gerente|directora ejecutiva|directora general|\
         directora gerente|directrice executive|directrice generale|diretor executivo|diretor geral|\
         diretor presidente|diretora executiva|diretora geral|diretora presidente|direttore generale|\
         direttrice generale|executive chairman|executive committee member|executive president|\
         gedelegeerd bestuurder|general counsel|general director|gerente general|\
         kaufmannischer geschaftsfuhrer|managing director|member of the board|\
         member of the executive board|membre du conseil|membre du directoire|\
         mitglied der geschaftsfuhrung|mitglied der geschaftsleitung|mitglied des vorstandes|\
         mitglied des vorstands|non executive director|nonexecutive director|president and ceo|\
         president directeur general|president du directoire|presidente del consejo|presidente ejecutivo|\
         presidente executivo|raad van bestuur|statutair directeur|vice chair|vice chairman|\
         vice chairwoman|vorsitzende der geschaftsfuhrung|vorsitzender der geschaftsfuhrung|\
         vorsitzender des vorstands",
    ),
    // Not the C-suite, for all that it sounds so.
    (
        Is(Head),
        "battalion chief|bureau chief|chair of the department|chef de departement|chef de division|\
         chef de service|chef du service|chefe de departamento|chief accountant|chief actuary|\
         chief analyst|chief architect|chief auditor|chief buyer|chief clerk|chief counsel|chief curator|\
         chief data scientist|chief designer|chief developer|chief dispatcher|chief economist|\
         chief editor|chief engineer|chief estimator|chief evangelist|chief geologist|chief inspector|\
         chief investment strategist|chief librarian|chief meteorologist|chief nurse|chief of police|\
         chief photographer|chief physician|chief pilot|chief programmer|chief resident engineer|\
         chief scientist|chief software engineer|chief strategist|chief surgeon|chief surveyor|\
         chief technologist|chief underwriter|country head|department chair|department head|deputy head|\
         division chief|editor in chief|fire chief|global head|group head|head for|head of|head teacher|\
         headteacher|jefe de area|jefe de departamento|jefe de division|police chief|redacteur en chef|\
         redactor jefe|redactrice en chef|regional head|responsabile della divisione|section chief",
    ),
    (
        Is(Manager),
        "lider de equipa|lider de equipe|lider de equipo|lider de proyecto|lider de proyectos|lider de projeto|\
         lider de projetos|lider de squad|lider de tienda|lider de turno|chef d|chef de|chef des|chef du|funeral director|account director assistant|assistant vice president of branch|bar manager|capo area|\
         capo cantiere|capo progetto|capo reparto|capo squadra|charge nurse|chef d equipe|\
         chef de chantier|chef de cuisine|chef de groupe|chef de marque|chef de mission|chef de produit|\
         chef de produits|chef de projet|chef de projets|chef de publicite|chef de rayon|chef de secteur|\
         chef de zone|chef des ventes|corporate controller|crew leader|executive chef|finance controller|\
         financial controller|floor lead|group controller|group leader|head baker|head barista|\
         head bartender|head brewer|head butcher|head cashier|head chef|head chef de partie|head coach|\
         head concierge|head cook|head gardener|head golf professional|head greenkeeper|\
         head groundskeeper|head housekeeper|head instructor|head librarian|head lifeguard|head mechanic|\
         head nurse|head pastry chef|head pharmacist|head porter|head receptionist|head server|\
         head sommelier|head stylist|head teller|head trainer|head waiter|head waitress|head winemaker|\
         jefe de almacen|jefe de cocina|jefe de compras|jefe de equipo|jefe de marketing|jefe de obra|\
         jefe de produccion|jefe de producto|jefe de proyecto|jefe de proyectos|jefe de recursos humanos|\
         jefe de taller|jefe de tienda|jefe de ventas|leiter der filiale|nurse manager|office manager|\
         shift lead|shift leader|shift supervisor|sous chef|squad lead|team lead|team leader|team manager",
    ),
    (
        Is(Director),
        "vice principal|deputy principal|account director|art director|assistant director|assistant principal|associate director|\
         creative director|deputy director|direttore commerciale|direttore vendite|district attorney|\
         executive director|medical director|nursing director|principal of|regional director|\
         school principal|senior director",
    ),
    // The words of an owner, a partner, a founder, that are somebody else.
    (
        Is(Entry),
        "ejecutiva de|ejecutivo de|executiva de|executivo de|application owner|asset owner|business process owner|cat owner|data owner|delivery owner|\
         digital product owner|dog owner|feature owner|home owner|owner representative|\
         owner representatives|owner s rep|owner s representative|owners rep|owners representative|\
         platform owner|process owner|product owner|product owners|proprietaire de produit|\
         proxy product owner|risk owner|scrum product owner|service owner|solution owner|system owner|\
         systems owner|technical owner",
    ),
    (
        Is(Entry),
        "agency partner|associate partner manager|benefits partner|brand partner|business partner|\
         care partner|change partner|channel partner|chef de partie|client partner|\
         commercial business partner|commis chef|creative partner|customer partner|delivery partner|\
         demi chef de partie|finance business partner|growth partner|hr business partner|hrbp|\
         implementation partner|learning partner|line chef|media partner|partner engineer|pastry chef|\
         people business partner|people partner|personal chef|private chef|recruiting partner|\
         recruitment partner|sales partner|solution partner|staff attorney|staff pharmacist|\
         success partner|talent acquisition partner|talent partner|technology partner|thought partner",
    ),
    (
        Is(Senior),
        "founding account executive|founding designer|founding developer|founding engineer|\
         founding marketer|founding member|founding member of technical staff|founding product designer|\
         founding product manager|founding researcher|founding sales|founding scientist|\
         founding software engineer|founding team|member of technical staff",
    ),
    (
        Is(Partner),
        "abogado socio|advisory partner|associate partner|associe fondateur|associe gerant|\
         associee gerante|assurance partner|audit partner|avocat associe|avocate associee|\
         consulting partner|equity partner|founding partner|founding principal|general partner|\
         investment partner|junior partner|law partner|limited partner|managing member|managing partner|\
         managing principal|non equity partner|of counsel partner|operating partner|partner in charge|\
         salaried partner|salary partner|senior partner|socia directora|socio administrador|\
         socio director|socio fundador abogado|socio gerente|tax partner|venture partner",
    ),
    (
        Is(Founder),
        "associe et fondateur|founder of|founding ceo|serial entrepreneur|socia fundadora|socio fondatore|\
         socio fundador",
    ),
    (
        Is(Owner),
        "auto entrepreneur|business owner|chef d entreprise|directeur eigenaar|\
         directeur grootaandeelhouder|dueno de|geschaftsfuhrende gesellschafterin|\
         geschaftsfuhrender gesellschafter|gesellschafter geschaftsfuhrer|gesellschaftergeschaftsfuhrer|\
         micro entrepreneur|owner manager|owner operator|proprietaire exploitant|proprietaire gerant|\
         selbststandiger unternehmer|self employed|small business owner|sole proprietor|sole trader|\
         titolare di|trabajador autonomo|travailleur independant|zelfstandig ondernemer",
    ),
    (
        Is(Vp),
        "assistant vice president|executive vice president|senior vice president|vice chancellor|\
         vice president|vice presidenta|vice presidente|vice presidente executivo|vice presidente senior|\
         vice provost|vize prasident",
    ),
    (
        Is(Senior),
        "professora adjunta|professora associada|professora titular|profesor titular|profesora titular|\
         profesor universitario|profesora universitaria|concertmaster|distinguished engineer|executive producer|expert comptable|ingenieur principal|\
         ingenieur senior|lead designer|lead developer|lead engineer|leitende ingenieurin|\
         leitender ingenieur|principal analyst|principal architect|principal associate|\
         principal consultant|principal designer|principal developer|principal engineer|\
         principal investigator|principal planner|principal product manager|principal program manager|\
         principal researcher|principal scientist|principal software engineer|senior executive|\
         staff data scientist|staff designer|staff developer|staff engineer|staff machine learning|\
         staff machine learning engineer|staff product designer|staff scientist|staff software engineer|\
         subject matter expert|tech lead|technical lead|technischer leiter projekt|technology lead",
    ),
    // A thing, not a rank.
    (
        Nothing,
        "board game|leader board|opinion leader|thought leader|world leader|market leader|technology leader in|apprenticeship program|board relations|ceo office|ceo s office|director s office|\
         directors office|executive briefing|executive coaching|executive committee|\
         executive communications|executive education|executive housekeeper services|executive mba|\
         executive office|executive office of|executive protection|executive recruiting|\
         executive recruitment|executive search|founder relations|founder success|head injury|head lice|\
         head office|head quarters|head start|homeowner services|intern program|intern programs|\
         internship program|internship programs|lead conversion|lead gen|lead generation|lead management|\
         lead nurturing|lead qualification|leads generation|management trainee program|\
         managing editor assistant|owner experience|owner operations|owner relations|owner services|\
         owner success|partner account|partner acquisition|partner alliances|partner channel|\
         partner development|partner ecosystem|partner enablement|partner engagement|partner experience|\
         partner management|partner manager channel|partner marketing|partner onboarding|\
         partner operations|partner program|partner programs|partner relations|partner relationship|\
         partner sales|partner services|partner solutions|partner strategy|partner success|\
         partner support|president office|president s office|senior care|senior center|senior centre|\
         senior citizen|senior citizens|senior housing|senior living|senior services|seniors housing|\
         staff officer|student accommodation|student admissions|student affairs|student engagement|\
         student experience|student housing|student life|student recruitment|student services|\
         student success|student support|student union|trainee program|vice squad",
    ),
    (
        Is(Entry),
        "charge d|charge de|chargee d|chargee de|executive chauffeur|executive coach|executive driver|\
         executive recruiter|executive search consultant|expert judiciaire|founder associate|\
         founder s associate|founders associate|head hunter|junior manager trainee|\
         partner manager associate|staff accountant|staff assistant|staff nurse|staff photographer|\
         staff writer|student adviser|student advisor|student counselor",
    ),
    (
        Is(Manager),
        "branch manager|executive housekeeper|partner manager|partner marketing manager|\
         partner success manager",
    ),
    (
        Is(Intern),
        "ausbildung zum|ausbildung zur|ausbildung als|in ausbildung|betriebliche ausbildung|duales studium|phd candidate|mba candidate|doctoral candidate|student assistant|hilfskraft|co op student|doctoral student|dual student|duale studentin|dualer student|en alternance|\
         en apprentissage|en formacion|en practicas|en stage|graduate student|graduate trainee|\
         in opleiding|management trainee|manager in training|master student|phd student|stage de fin|\
         student intern|student worker|werkstudent|werkstudentin|working student",
    ),
];

/// Single words. Folded, so that accents do not matter.
pub(super) const WORDS: &[(Seniority, &str)] = &[
    (
        Owner,
        "autonomo betriebsinhaber comproprietaria comproprietario coowner copropietaria copropietario coproprietaire dga dirigeant dirigeante dona dono \
         duena dueno eigenaar eigenares eigenaresse eigentumer eigentumerin empreendedor empreendedora emprendedor \
         emprendedora empresaria empresario entrepreneur entrepreneuse firmeninhaber franchisee \
         franchisenehmer geschaftsinhaber imprenditore imprenditrice inhaber inhaberin medeeigenaar \
         mitinhaber ondernemer owner owners propietaria propietario proprietaire proprietaria \
         proprietario proprietor proprietress selbstandig selbststandig titolare titular unternehmer \
         unternehmerin zzper",
    ),
    (
        Founder,
        "cofondateur cofondatore cofondatrice cofounder cofounders cofundador cofundadora firmengrunder \
         fondateur fondatore fondatrice founder founders fundador fundadora grunder grunderin idealizador \
         medeoprichter mitbegrunder mitbegrunderin mitgrunder mitgrunderin oprichter oprichtster startupgrunder",
    ),
    (
        CSuite,
        "administrateur-delegue amministratore aufsichtsrat aufsichtsratsvorsitzender bestuurder \
         bestuursvoorzitter caio cao cco cdo ceo cfo chair chairman chairperson chairwoman chro cio ciso \
         clo cmo cno cogerant coo cpo cro cso cto cxo daf dg drh generaldirektor generaldirektorin generalsekretar generalsekretarin gerant \
         gerante geschaeftsfuehrer geschaeftsfuehrerin geschaftsfuhrer geschaftsfuhrerin geschaftsfuhrung \
         geschaftsleiter geschaftsleiterin geschaftsleitung pdg prasident prasidentin president \
         presidenta presidente staatssekretar staatssekretarin verwaltungsrat vorstand vorstandin vorstandsmitglied vorstandssprecher \
         vorstandsvorsitzende vorstandsvorsitzender zaakvoerder",
    ),
    (
        Partner,
        "associe associee copartner gesellschafter gesellschafterin partner partners principal rainmaker \
         shareholder socia socio teilhaber teilhaberin vennoot",
    ),
    (
        Vp,
        "avp evp gvp rvp svp viceprasident vicepresidencia vicepresident vicepresidenta vicepresidente \
         vizeprasident vizeprasidentin vp",
    ),
    (
        Head,
        "abteilungsleiter abteilungsleiterin afdelingshoofd bereichsleiter bereichsleiterin caporedattore \
         chefarzt chefarztin chefe chefredakteur chefredakteurin cohead head headmaster headmistress \
         headteacher hoofd jefatura leiter leiterin leitung rektor rektorin ressortleiter",
    ),
    (
        Director,
        "subdirector subdirectora subdiretor subdiretora treasurer codirector codirectora dean directeur director directora directors directrice direktor \
         direktorin diretor diretora direttore direttrice handlungsbevollmachtigter intendant prokurist \
         prokuristin provost sousdirecteur superintendent-of-schools",
    ),
    (
        Manager,
        "administrador administradora bauleiter bauleiterin bedrijfsleider betriebsleiter \
         betriebsleiterin cadre capo coordenador coordenadora coordinador coordinadora coordinatore \
         coordinatrice encargada encargado encarregada encarregado filiaalleider filialleiter \
         filialleiterin foreman foreperson forewoman gerenta gerente gestionnaire gestor gestora \
         gruppenleiter gruppenleiterin jefa jefe kitaleitung kuchenchef kuchenchefin leidinggevende \
         manager managerin managers marktleiter marktleiterin overseer pflegedienstleiter \
         pflegedienstleitung projectleider projektleiter projektleiterin projektleitung responsabile \
         responsable responsavel restaurantleiter schichtleiter scrummaster stationsleitung \
         superintendent superviseur superviseuse supervisor supervisora supervisore teamcoach teamlead \
         teamleider teamleidster teamleiter teamleiterin teamleitung vestigingsmanager werksleiter",
    ),
    (
        Senior,
        "confirme confirmee counsel distinguished especialista-senior expert experte expertin fellow \
         hoogleraar lead leadentwickler leads leitend leitende leitender oberarzt oberarztin pleno-senior \
         principale professeur professor professore professoressa professorin senior \
         seniorberater seniors sperimentato staff",
    ),
    (
        Entry,
        "profesor profesora professora maestra addetta addetto administrativa administrativo ambtenaar barista bibliotecaria \
         bibliotecario boekhouder boekhoudster camarera camarero chauffeur chofer commercialista commerciali \
         commessa commesso conductor conductora contabile cozinheira cozinheiro cuoca cuoco dentista \
         disegnatore disegnatrice dipendente docenta electricista elettricista enfermeiro farmaceutica \
         farmaceutico farmacista fisioterapeuta fisioterapista funcionaria funcionario giornalista infermiera \
         insegnante jornalista magazziniere motorista musicista operaia operaria operario parrucchiera \
         parrucchiere periodista professeure psicologa psicologo receptioniste recepcionist redactor redactora \
         redattore redattrice segretario serveur serveuse sociologa sociologo soldador sviluppatore \
         sviluppatrice traductor traductora traduttore traduttrice verkoopster vigilante \
         betriebsratsvorsitzende betriebsratsvorsitzender accountant acheteur acheteuse actor actress adjuster admin administrateur administrator \
         administratrice adviser adviseur advisor agent agente analista analyst analyste arbeiter \
         architect architecte architekt architektin architetto arquitecto arquiteto artist asesor asesora \
         asistente assembler assessor assessora assistant assistante assistent assistente assistentin \
         assistenz associate auditeur auditor auxiliaire auxiliar baker barista bartender bdr beginner \
         berater beraterin biologist bookkeeper broker buchhalter buchhalterin buyer caregiver carpenter \
         cashier chemist cleaner clerk coach cocinero commercial commerciale comprador compratore \
         comptable conseiller conseillere consulente consultant consultante consultor consultora contable \
         contador contadora controleur controller cook coordinateur coordinator coordinatrice copywriter \
         courier debutant debutante desarrollador desarrolladora desenvolvedor desenvolvedora designer \
         developer developpeur developpeuse dispatcher disponent docente driver economist editor \
         einkaufer einkauferin electrician elektriker empleada empleado employe employee enfermera \
         enfermero engenheira engenheiro engineer entwickler entwicklerin especialista estimator \
         evangelist executive executives fachkraft fahrer freelance freelancer freiberufler generalist \
         graduate guard handyman hostess hr-assistant impiegata impiegato informatiker ingegnere \
         ingeniera ingeniero ingenieur ingenieure ingenieurin inkoper inspector instructor journalist \
         journaliste journalistin jr junior kauffrau kaufmann koch kochin landscaper lecturer lehrer \
         lehrerin leraar librarian machinist maestro maintainer marketer mecanico mechanic mechaniker \
         medewerker member merchandiser mitarbeiter mitarbeiterin monteur musician nurse officer \
         ontwikkelaar operador operaio operative operator packer painter paralegal pflegekraft pfleger \
         photographer planner plumber porter practitioner processor producer professionista programador \
         programmatore programmer programmeur programmierer proofreader realtor recepcionista \
         receptionist receptioniste recruiter recruteur redakteur redakteurin referent referentin rep \
         reporter representant representante representative researcher rezeptionist sachbearbeiter \
         sachbearbeiterin sales salesman salesperson saleswoman scientist sdr secretaire secretaresse \
         secretaria secretario secretary segretaria segretario sekretar sekretarin server specialist \
         specialista specialiste spezialist spezialistin strategist stylist surveyor teacher technician \
         technicien technicienne technicus techniker technikerin tecnica tecnico teller tester trader \
         trainer translator tutor underwriter vendedor vendedora vendeur vendeuse venditore venditrice \
         verkaufer verkauferin verkoper verpleegkundige waiter waitress warehouseman webmaster welder \
         werker worker writer",
    ),
    (
        Intern,
        "alternant alternante apprendista apprenti apprentice apprentie aprendiz auszubildende \
         auszubildender auszubildung azubi afstudeerstage becaria becario coop doctorant doctorante doktorand \
         doktorandin estagiaria estagiario estagio estudante estudiante etudiant etudiante extern intern interns \
         internship leerling lehrling meewerkstage pasante practicante praktikant praktikantin praktikum promovend \
         stage stagiair stagiaire stagista student studente studentin tirocinante tirocinio trainee trainees \
         volontar volontarin werkstudent werkstudentin",
    ),
];

/// Endings of German and Dutch compounds, for words that are in no table.
pub(super) const ENDINGS: &[(Seniority, &str)] = &[
    (CSuite, "geschaftsfuhrer geschaftsfuhrerin vorsitzende vorsitzender vorstandin"),
    (Owner, "inhaber inhaberin eigenaar"),
    (Intern, "praktikant praktikantin praktikum student studentin"),
    (
        Manager,
        "bauleiter filialleiter gebietsleiter gebietsleiterin gruppenleiter kuchenleiter laborleiter \
         lagerleiter leider leidster manager managerin marktleiter meister objektleiter projektleiter \
         projektleiterin regionalleiter teamleider teamleiter teamleiterin",
    ),
    (Head, "leiter leiterin leitung chef chefin hoofd"),
    (Director, "direktor direktorin directeur"),
    (
        Entry,
        "boekhouder chauffeur sekretar sekretarin administrator adviseur analyst arbeiter assistent assistentin assistenz beheerder berater \
         beraterin buchhalter buchhalterin consultant disponent entwickler entwicklerin fahrer ingenieur \
         ingenieurin kauffrau kaufmann konstrukteur kraft lehrer lehrerin mechaniker medewerker \
         medewerkster mitarbeiter mitarbeiterin monteur ontwikkelaar pfleger pflegerin planer redakteur \
         referent referentin sachbearbeiter sachbearbeiterin specialist spezialist spezialistin techniker \
         technikerin verkaufer verkauferin vertreter vertreterin",
    ),
];

/// What makes a "vice president" one of many: the rank below director at banks.
#[rustfmt::skip]
pub(super) const BANKING: &[&str] = &[
    "bank", "banker", "bankers", "banking", "branch", "brokerage", "commercial-lending", "credit",
    "equities", "fiduciary", "fixed", "lending", "loan", "loans", "markets", "mortgage", "private-banking",
    "securities", "treasury", "trust", "underwriting", "wealth",
];

/// Words between two ranks of one person: "Founder & CEO", "Owner/Manager".
pub(super) const JOINING: &[&str] = &["and", "e", "en", "et", "sowie", "und", "y"];
