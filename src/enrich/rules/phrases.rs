//! The words that give a buying signal away.
//!
//! Collected from how press releases, company pages and posts put these things in English, and the most usual
//! ways in German, French and Spanish. Case and accents make no difference.

use crate::enrich::signals::SignalKind::{self, *};

/// Phrases by kind of signal and strength (the share of the kind's points they earn), one a line. Elements:
///
/// - `word`, `one|another`, `begins*`, `perhaps?`, and the names of [`SETS`], which stand for their words
/// - `..` up to [`GAP_WORDS`] words, `_` up to [`SHORT_GAP_WORDS`] words
/// - `#` a number, `$` an amount of money, `^` the start and `.` the end of a sentence
/// - a last `?` by itself: the phrase counts in a question too
pub const PHRASES: &[(SignalKind, f64, &str)] = &[
    (
        Funding,
        1.0,
        "{raises} .. series {letter}
        {raises} .. $ _ round|funding|financing|investment|seed|grant
        raised|raises|raising|secured|secures|landed|lands|closed|closes|bagged .. $
        {raises} .. seed|pre-seed|funding|financing|investment|angel round
        raised|secured|closed|announced .. seed|growth|venture|fresh funding|financing|capital|investment
        recently|just|newly funded
        ^ funded .
        {sichert} .. $
        {sichert} .. finanzierungsrunde|serie
        finanzierungsrunde .. abgeschlossen|geschlossen|über|mit
        lève|boucle|levé|bouclé .. $
        lève|boucle|levé|bouclé|réalise|annonce _ tour|levée de table|fonds|financement
        {levanta} .. $
        {levanta} _ ronda|serie",
    ),
    (
        Funding,
        0.75,
        "series {letter} funding|financing|round|investment|led
        fresh|recent|latest|new funding|financing round
        fresh capital|funding
        seed round led|of|closed|announced
        following|after|since _ series {letter}
        round led by
        awarded|received|won _ grant of|worth
        received|receives _ investment of|from
        levée de fonds de|auprès|bouclée|réussie
        ronda de financiación|financiamiento|inversión",
    ),
    (
        Funding,
        0.5,
        "venture|vc backed
        backed by _ capital|ventures",
    ),
    (
        Hiring,
        1.0,
        "{be} now|currently|actively|also|still|rapidly|urgently|again? hiring|recruiting
        now|currently|actively|urgently|immediately hiring|recruiting
        ^ hiring for? #|our|more|several|multiple|additional|now|across|experienced|junior|senior
        ^ hiring .
        hiring .. {roles}
        hiring # people|positions|roles
        # open|new|vacant positions|roles|vacancies|openings|jobs
        open positions|roles|vacancies in|at|for|across
        {plans} to hire|recruit
        will hire|recruit|be? hiring
        hiring|recruitment|recruiting spree|drive|push
        {be} _ vacancies|openings for
        {seeks} for? .. {roles}
        wir|uns suchen|sucht .. {rollen}
        wir stellen _ ein
        suchen|sucht .. {rollen}
        stellen|stellt .. {rollen} _ ein
        stellen|stellt .. {rollen}
        stellen|stellt ein
        offene stellen
        verstärkung gesucht|für
        nous|on recrutons|recrute|embauchons|embauche
        recrute|recrutent|recrutons|recherche|recherchons|embauche .. {postes}
        recrute|recrutent|embauche #
        poste|postes _ à pourvoir
        estamos|están|seguimos contratando|reclutando
        buscamos|busca|contratamos|contrata|incorporamos .. {puestos}
        # vacantes",
    ),
    (
        Hiring,
        0.75,
        "join our growing|expanding
        growing|expanding|scaling|building|doubling our|its|their|the|out? .. team|headcount|workforce
        double|doubles|doubled|triple|tripled|grow _ headcount|workforce
        create|creates|creating|add|adds|adding _ # _ jobs|roles|staff|employees
        recrutement en cours
        wachsendes team
        vacantes abiertas|disponibles",
    ),
    (
        Expansion,
        1.0,
        "{be} now|currently|rapidly|also|actively? expanding|relocating
        expanding|expands|expanded into|to|across|internationally|overseas|its|our|operations
        {plans} to expand|relocate
        will expand|relocate
        expansion into|to|plans|across
        {opens} .. {site}
        open a|an|our|its|another|new .. {site}
        {plans} to open .. {site}
        new|second|third|additional|larger|bigger {site} _ opens|opened|opening|in|near
        # new {site} _ open|opens|opened|opening
        building|builds|break|breaks|broke .. new {site}
        break|breaks|broke|breaking ground on|for|in
        enter|enters|entering|entered .. market|markets
        moves|moving|relocates|relocating|moved into|to _ larger|bigger|new {site}
        doubles|doubling|doubled|increasing|expanding|tripling _ capacity|footprint
        doubles|doubling|doubled its|our|the fleet
        expandiert|expandieren|expandierte|wächst|wachsen _ nach|in|weiter|international
        eröffnet|eröffnen|eröffnung|eröffnete .. {standort}
        neuer|neue|neues|neuen|zweiter|zweite|zweiten|weiterer {standort}
        markteintritt in
        ouvre|ouvrons|ouvrira|ouvert|ouverture|inaugure .. {implantation}
        implante|implantons en|à|au|aux|dans
        nouvelle|nouveau|nouveaux|deuxième|seconde {implantation}
        abre|abrimos|abrirá|abrió|apertura|inaugura|inauguró .. {sede}
        expande|expandimos|expandiendo|expansión a|en|hacia|por|internacional
        nueva|nuevo|segunda {sede} en",
    ),
    (
        Expansion,
        0.75,
        "has|have|recently|just acquired|bought
        completes|completed|announces|announced _ acquisition of
        acquired .. in {month}
        rapid|international|global|regional expansion",
    ),
    (
        NewLeadership,
        1.0,
        "{appoints} .. {leader}
        appointment of .. {leader}
        joins|joined|joining|join|start|started|starts|starting .. as _ {leader}
        takes|took|taking over _ {leader}
        newly appointed _ {leader}
        our|its|a|the|their|has|have|with new {leader}
        ^ new {leader}
        new chief|managing|vice|country executive|director|president|manager
        under new leadership|management|ownership
        new leadership|executive|management team
        neuer|neue|neuen|neuem _ {leitung}
        ernennt|ernannt|beruft|berufen|bestellt|übernimmt|übernommen|wird|verstärkt .. {leitung}
        zum|zur neuen? {leitung}
        nommé|nommée|nomme|nomination .. {direction}
        nouveau|nouvelle {direction}
        prend la|les direction|tête|rênes
        nombra|nombrado|nombrada|nombró|nombramiento|designa|designado|designada|ficha .. {dirección}
        nuevo|nueva {dirección}
        asume|asumió _ {dirección}|dirección",
    ),
    (
        NewLeadership,
        0.75,
        "leadership|ceo|cfo|cto transition|succession|change
        {leader} _ steps|stepped|stepping down
        steps|stepped|stepping down _ {leader}",
    ),
    (
        TechnologyChange,
        1.0,
        "{migrates} off|away|from _ {platform}|{system}|mainframe|spreadsheets|paper|premises|on-premise
        {migrates} .. from|to|off .. {platform}
        migrating|migrated|migrates|replatforming our|its|all|from|to|away|off
        {plans} to migrate|replatform|modernize|modernise
        {plans} to replace|upgrade|retire _ {platform}|{system}
        migration from|to|off|of .. {platform}|{system}
        {replaces} .. {system}|{platform}
        {platform}|{system}|policy|core replacement|rollout|migration|overhaul
        {system}|banking|policy replacement
        {platform} implementation|deployment|upgrade
        replacement of _ {system}|{platform}
        {adopts} .. {platform}
        rolling|rolls|rolled out .. {platform}|{system}
        choosing|selecting a|our|the new _ {platform}|{system}
        new {system} rollout|implementation|project
        umstellung|umstieg|wechsel|migration auf|zu|von|nach .. {platform}
        migriert|migrieren|wechselt|wechseln .. {platform}
        stellt|stellen .. auf .. {platform}
        einführung _ {platform}|{technik}
        führt|führen .. {platform}|{technik} _ ein
        löst|lösen|ersetzt|ersetzen _ {technik}|{platform}
        migre|migrons|migration|passage|passe|passons|bascule|basculons vers|à|au|aux|sur .. {platform}
        remplace|remplaçons|remplacement|changeons|change .. {système}|{platform}
        déploie|déployons|déploiement|refonte .. {système}|{platform}
        migra|migramos|migrando|migración .. {platform}
        {reemplaza} .. {sistema}|{platform}
        implanta|implantando|implementando|implementa .. {platform}|{sistema}",
    ),
    (
        TechnologyChange,
        0.6,
        "legacy|outdated|aging|ageing|homegrown _ {system}
        embarked|embarking|started|launched|launches|kicked .. digital transformation
        end of life {system}
        veraltete|veraltetes|veralteten {technik}",
    ),
    (
        RequestForProposals,
        1.0,
        "{issues} _ rfp|rfps|rfq|rfqs|rft|rfi|tender|tenders
        {issues} _ request for {offers}|information
        request|requests for {offers} issued|published|released|for|due|open|closes|closing|deadline|no|number
        request|requests for {offers} .
        rfp|rfq|rft|itt _ for|due|deadline|closes|closing|issued|open|released|out|no|number
        {invites} .. {offers}
        invitation to tender|bid
        tender|tenders|bids|bid|proposals|proposal due|close|closes|closing|deadline|submission
        open|public|upcoming|current tender|tenders for
        out to tender
        ausschreibung läuft|veröffentlicht|endet|für|zur|eröffnet|gestartet|bis
        öffentliche|laufende|neue ausschreibung
        schreibt|schreiben .. aus .
        veröffentlicht|startet|starten|veröffentlichen _ ausschreibung
        bitten|bittet um ein? angebot|angebote
        holen|holt _ angebote ein
        {lance} _ appel d offres|offre
        appel d offres ouvert|public|pour|en|relatif
        appel à|aux propositions|projets|candidatures pour|ouvert
        licitación pública|abierta|para|de
        convoca|convocamos|abre|publica|lanza|abierta _ licitación|concurso
        {solicita} _ propuestas|cotizaciones|presupuestos|ofertas",
    ),
    (
        ExplicitNeed,
        1.0,
        "{seeks} for? .. {vendor}
        {seeks} to buy|purchase|outsource|procure|upgrade|invest|replace|source|switch
        in need of .. {vendor}
        we|i|they|team|company|urgently urgently|also|really? need|needs|require|requires .. {vendor}
        we|i also|really|urgently? need help with|to|from
        in the market for
        need|needs|want|wants to buy|purchase|outsource|procure|source
        {evaluates} .. {vendor}|{platform}
        anyone|anybody|someone recommend ?
        can|could anyone|anybody|someone recommend ?
        recommendations for|on a|an|good? .. {vendor} ?
        does|do anyone|you? know .. good _ {vendor} ?
        budget _ approved|allocated|secured|earmarked|available for
        approved|allocated|earmarked|signed _ budget for
        outgrown .. {vendor}|{system}
        would like to|would? buy|purchase|outsource
        would like to see a demo
        unhappy|frustrated|dissatisfied with our|the current|existing
        suchen|sucht|gesucht .. {anbieter}
        benötigen|benötigt|brauchen|braucht .. {anbieter}|unterstützung|hilfe
        auf der suche nach .. {anbieter}
        nach .. {anbieter} gesucht
        {anbieter} gesucht
        recherche|recherchons|cherche|cherchons|cherchent .. {prestataire}
        avons|ai|a|ont besoin d|de|du
        à la recherche d|de .. {prestataire}
        buscamos|busca|buscan|buscando .. {proveedor}
        necesitamos|necesita|necesitan|requerimos|requiere .. {proveedor}|ayuda",
    ),
    (
        ExplicitNeed,
        0.7,
        "struggling|struggle|struggles with|to
        need|needs help with|finding
        ready to invest|buy|switch",
    ),
];

/// Sets of words that phrases refer to by name.
pub const SETS: &[(&str, &str)] = &[
    (
        "{raises}",
        "raise raised raises raising closed closes closing secured secures announced announces completed
        completes
        landed lands bagged",
    ),
    ("{sichert}", "sammelt sammelte sichert sicherte erhält erhielt schließt schloss"),
    ("{levanta}", "levanta levantó levantado cierra cerró cerrado recauda recaudó capta captó"),
    ("{letter}", "a b c d e f g"),
    ("{month}", "january february march april may june july august september october november december"),
    ("{be}", "is are am we're they're i'm it's"),
    (
        "{plans}",
        "plan plans planning aim aims aiming hope hopes hoping set looking expect expects intend intends
        intending want
        wants prepare prepares preparing ready about due decided need needs",
    ),
    ("{seeks}", "looking searching shopping hunting search hunt seeking seeks seek sourcing"),
    (
        "{roles}",
        "accountants analysts apprentices bdr bdrs consultants designer designers developer developers drivers
        electricians engineer engineers executives graduates marketers mechanics nurses operators people
        programmers
        recruiters reps salespeople salesperson scientist scientists sdr sdrs staff talent technicians
        welders workers",
    ),
    (
        "{rollen}",
        "mitarbeiter* entwickler* fachkräfte* ingenieur* verstärkung kolleg* vertriebsmitarbeiter*
        auszubildende*
        techniker* monteur* pflegekräfte* softwareentwickler*",
    ),
    (
        "{postes}",
        "développeur* commercial commerciaux commerciale ingénieur* collaborateurs technicien* vendeur*
        conseiller*
        alternant* talents chauffeurs profils",
    ),
    (
        "{puestos}",
        "desarrollador* ingenier* comerciales vendedor* personal talento técnicos programador* empleados
        profesionales",
    ),
    ("{opens}", "opens opening opened launches launching launched inaugurates inaugurated adding adds"),
    (
        "{site}",
        "branch branches campus center centre clinic clinics depot facility facilities factory headquarters
        hotel hq hub
        lab labs laboratory location locations office offices plant plants premises restaurant restaurants
        showroom site
        sites store stores studio subsidiary warehouse warehouses",
    ),
    (
        "{standort}",
        "standort* niederlassung* filiale* büro büros werk werke lager logistikzentrum zweigstelle
        produktionsstätte
        tochtergesellschaft produktionshalle showroom",
    ),
    ("{implantation}", "bureau bureaux agence agences usine filiale magasin magasins site entrepôt boutique
    atelier"),
    (
        "{sede}",
        "oficina oficinas planta sucursal sucursales tienda tiendas fábrica almacén sede filial delegación
        centro",
    ),
    (
        "{appoints}",
        "appoint appoints appointed name names named hire hires hired promoted promotes elects elected
        welcomes welcomed
        taps",
    ),
    (
        "{leader}",
        "ceo cfo chair chairman chairwoman chief chro cio ciso cmo coo cpo cro cto director evp gm head
        president svp vp",
    ),
    (
        "{leitung}",
        "geschäftsführer* ceo cfo cto coo cio vorstand* leiter* leitung geschäftsführung vertriebsleiter*
        einkaufsleiter*
        marketingleiter* werksleiter* bereichsleiter*",
    ),
    ("{direction}", "directeur directrice pdg dg président présidente ceo daf dsi drh responsable"),
    ("{dirección}", "director directora gerente ceo cto cfo presidente presidenta consejero consejera"),
    (
        "{migrates}",
        "migrating migrated migrate migrates switching switched switches moving moved move moves transitioning
        transitioned replatforming",
    ),
    (
        "{replaces}",
        "replacing replaces replaced retiring retired sunsetting decommissioning phasing modernizing
        modernising
        overhauling upgrading rebuilding",
    ),
    (
        "{adopts}",
        "implementing adopting adopts adopted deploying deploys deployed introducing introduces selected
        selects chose
        chooses picked",
    ),
    ("{reemplaza}", "reemplaza reemplazamos reemplazando sustituye sustituyendo sustituimos renovamos"),
    (
        "{platform}",
        "4hana aws azure bigcommerce cloud crm databricks dynamics ehr erp gcp hubspot kubernetes magento mes
        netsuite
        odoo oracle pipedrive quickbooks salesforce sap servicenow sharepoint shopify snowflake tms wms
        woocommerce
        wordpress workday xero zendesk",
    ),
    (
        "{system}",
        "crm database databases ehr erp infrastructure mainframe mrp platform platforms pos servers software
        spreadsheets
        stack system systems tooling wms",
    ),
    ("{technik}", "software system systems systeme erp crm altsystem* warenwirtschaft* plattform"),
    ("{système}", "logiciel logiciels système systèmes outil outils erp crm plateforme progiciel"),
    ("{sistema}", "sistema sistemas software erp crm plataforma herramienta"),
    (
        "{issues}",
        "issued issues issuing publishes published releases released releasing launched launches launching
        preparing
        prepares running opened opens posted floated announces announced",
    ),
    (
        "{invites}",
        "invite invites inviting invited accept accepts accepting solicit soliciting solicits collecting
        requesting
        requests seek seeks seeking call calls calling welcome welcomes",
    ),
    ("{offers}", "proposal proposals quotation quotations quotes tender tenders bids"),
    ("{lance}", "lance lançons lancé publie publions publié ouvre lancent"),
    ("{solicita}", "solicita solicitamos solicitan pide pedimos recibe recibimos"),
    (
        "{evaluates}",
        "evaluating comparing shortlisting assessing vetting reviewing trialling evaluate evaluates compare
        shortlisted",
    ),
    (
        "{vendor}",
        "3pl agency agencies app consultancy consultant consultants contractor contractors crm distributor
        distributors
        erp freelancer integrator manufacturer msp partner partners platform platforms provider providers
        software
        solution solutions subcontractor supplier suppliers system systems tool tools vendor vendors website
        wholesaler",
    ),
    (
        "{anbieter}",
        "anbieter* lieferant* dienstleister* agentur* software* lösung* partner partnern system berater
        beratung
        hersteller* logistikpartner* angebot angebote spedition",
    ),
    (
        "{prestataire}",
        "prestataire* fournisseur* agence logiciel solution partenaire* outil consultant* intégrateur cabinet
        transporteur",
    ),
    (
        "{proveedor}",
        "proveedor* agencia software solución soluciones herramienta socio socios consultor* plataforma
        sistema
        distribuidor operador",
    ),
];

/// The longest gap, in words.
pub const GAP_WORDS: usize = 5;
/// The longest short gap, in words.
pub const SHORT_GAP_WORDS: usize = 3;
/// The longest quote, in characters.
pub const QUOTE_CHARS: usize = 100;
/// How much of one text is read, in characters: the rest of a very long page is seldom about the company.
pub const TEXT_CHARS: usize = 100_000;

/// Words of a payload's keys under which free text stands.
pub const TEXT_KEYS: &str = "about activity announcement announcements article articles beschreibung bio
biography blurb
    comment comments descripcion description descriptions details event events excerpt headline headlines
    highlights
    insight insights intent intro message messages mission need needs news note notes notiz notizen overview
    post posts
    presentation press release remarks requirement requirements signal signals snippet story summary tagline
    tech
    technologies technology text trigger triggers tweet tweets update updates";
/// From this many words on, text under any other key is prose too.
pub const PROSE_WORDS: usize = 6;
/// And from this many bytes on.
pub const PROSE_BYTES: usize = 40;
