//! What an object or list says by its key about all that stands in it, and what a word before a key says of that key.

/// What stands in an object or list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// More of what stands around it: `data`, `fields`, `properties`.
    Wrapper,
    /// A person who can be the lead; the lower number goes first where there are several.
    Person(u8),
    /// The company.
    Company,
    /// The record itself.
    Metadata,
    /// The job held now: `employment: {name, title}`.
    Job,
    /// Jobs held now and before; only the current one counts.
    Jobs,
    /// Parts of an address.
    Address,
    /// Google's list of address parts, each with its `types`.
    AddressParts,
    /// Crunchbase's list of places, each with its `location_type`.
    LocationParts,
    /// A list of networks and the pages there.
    Social,
    /// What was found out about the address beside it.
    Verification,
    /// A jCard (RFC 7095).
    Card,
    /// OpenStreetMap's object of a place's properties; a list of tags is nothing of the lead.
    Tags,
    /// Other people, companies and times: nothing of the lead.
    Skip,
}

use Kind::{
    Address, AddressParts, Card, Company, Job, Jobs, LocationParts, Metadata, Person, Skip, Social, Tags,
    Verification, Wrapper,
};

/// Objects and lists by key, folded, each row sorted. From the sources named in [`super::keys`].
pub(super) const OBJECTS: &[(Kind, &str)] = &[
    (
        Wrapper,
        "additionaldata attributes basicinfo basics body businessresult data datum details doc \
          document edges enrichment entry fields general generalinfo graph hit hits info item items \
          jsonld knowledgegraph ldjson localresults mainentity mainentityofpage n node object output \
          overview payload placeresult placeresults properties raw record records response result \
          results row schemaorg searchresult source structureddata values",
    ),
    (
        Person(0),
        "ansprechpartner contact contactdata contactdetails contactinfo contactinformation contacto \
          contactos contactperson contactpersons contactpersoon contacts contato contatos contatti \
          contatto decisionmaker decisionmakers interlocuteur interlocuteurs keycontact keycontacts \
          kontakt kontaktdaten kontakte kontaktperson lead leaddata leads leadsenrichment maincontact \
          people person personaldetails personalinfo persondata personid persons primarycontact profile \
          profiledata prospect prospects",
    ),
    (
        Person(1),
        "agent agents attendee attendees boardmembers broker brokers candidate candidates ceo customer \
          delegate delegates employee employees executive executives founder founderidentifiers \
          founders hiringcontact hiringmanager hiringteam individual jobposter keyemployees \
          keyexecutives keypeople leadership maker makers management managementteam member members \
          officers owner owners panelist panelists participant participants presenter presenters \
          principals realtor recruiter representative representatives speaker speakers staff team \
          teammembers",
    ),
    (Person(2), "author authors user"),
    (
        Company,
        "account accounts azienda bedrijf brokerage business businesses businessinfo companies company \
          companydata companydetails companyinfo companyinformation currentcompany currentemployer \
          currentorganization dealership employer empresa entreprise exhibitor firm firma hiringcompany \
          hiringorganization org organisation organisations organization organizations orgid place \
          placedetails places primaryorganization site societe startup unternehmen unternehmensdaten \
          worksfor",
    ),
    (Metadata, "meta metadata scrape scrapeinfo scrapemeta scraper sourceinfo"),
    (
        Job,
        "currentemployment currentexperience currentjob currentposition currentrole employment job \
          jobinfo latestexperience latestjob position work",
    ),
    (
        Jobs,
        "currentpositions employmenthistory employments experience experiences jobhistory jobs \
          linkedinexperience organizationhistory positiongroups positionhistory positions workexperience \
          workexperiences workhistory",
    ),
    (
        Address,
        "addr address addresses addressobj adr adresse anschrift completeaddress detailedaddress \
          direccion endereco geo headquarter headquarters headquarterslocation hq hqaddress hqlocation \
          indirizzo location locations mailingaddress officeaddress officelocations offices \
          parsedlocation postaladdress primarylocation registeredofficeaddress standort workaddress",
    ),
    (AddressParts, "addresscomponents"),
    (LocationParts, "headquartersregions locationgroupidentifiers locationidentifiers"),
    (
        Social,
        "externalurls links profiles social sociallinks socialmedia socialmedialinks socialnetworks \
          socialprofiles socials urls",
    ),
    (Verification, "emailverification emailverifier validation verification"),
    (Card, "jcard vcard vcardarray"),
    (Tags, "tags"),
    (
        Skip,
        "about aboutme accomplishmentorganisations accomplishments accountmanager acquiredby \
          acquisitions activities activity additionalinfo ads aggregaterating alsoviewed alumni alumniof \
          amenities announcedinvestments article articles assignedto assignee assistant awards benefits \
          billingcontact breadcrumbs browsemapprofiles certificates certifications changelog changes \
          children clients colleague colleagues comment comments competitor competitors connections \
          courses createdby creatoruserid crmowner currenttechnologies customers deal deals \
          departmentalheadcount departments education educations endorsements endorsers error errors \
          event events featured featuredprofiles filters follower followers following follows \
          formerpositions funder funding fundingevents fundingrounds funds groups honors honorsandawards \
          hours identityprofiles images imageurls input interests investments investor investors \
          jobopenings jobpostings keywords knows knowslanguage languages lastmodifiedby leadinvestors \
          licensesandcertifications linkedinposts makesoffer manager managers mentions menu modifiedby \
          mutualconnections news nextcompanies offers openhours openinghours openinghoursspecification \
          openings openjobs otherprofiles ownerid pagination parentaccount parentcompany \
          parentorganization parents partners pastcompanies pastcompany pastemployers pastexperience \
          pastexperiences pastlocations pastpositions patents peoplealsoask peoplealsosearch \
          peoplealsosearchfor peoplealsoviewed photos popular popularplaces populartimes possibleemails \
          possiblelocationnames possiblephones possibleprofiles possiblestreetaddresses post posts \
          potentialaction previouscompanies previouscompany previousemployer previousemployers \
          previousexperience previousjobs previouspositions projects publications publisher query \
          questions questionsandanswers recommendations recommendationsreceived references referrals \
          related relatedcompanies relatedorganizations relatedpeople relatedplaces relatedprofiles \
          relatedto reportsto request review reviewer reviewers reviews reviewsdata reviewsdetails \
          reviewsdistribution reviewsperrating reviewstags salaries salary salesrep savedby school \
          schools search searchmetadata searchparameters sharedconnections sibling similar \
          similarbusinesses similarcompanies similarhotels similarlynamedprofiles similarorganizations \
          similarpeople similarprofiles skills sponsor sponsors spouse stock suborganization \
          suborganizations subsidiaries suggestedprofiles suggestions technologies technologynames \
          techstack testimonials testscores universities university updatedby updates userid userreviews \
          versions viewers volunteer volunteerexperience volunteerexperiences volunteering volunteers \
          workinghours",
    ),
];

/// What a word at the start of a key says of the rest: `company` of `company_phone`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Before {
    /// It is a person's.
    Person,
    /// It is one particular person's, who need not be the one named without the word.
    Role,
    /// It is the company's.
    Company,
    /// It is of the address of this number ([`super::Found`]): a mailing and a billing address are not mixed.
    Place(u8),
    /// It is part of an address, and else nothing: `address1_city`.
    Part,
    /// With a number it is of the person who has the address of that number: `email_1_full_name`.
    Address,
    /// It goes first among its like.
    First,
    /// It goes last among its like.
    Late,
    /// It says nothing that counts.
    Neutral,
    /// It is someone else's, or was once.
    Skip,
}

/// The number of a billing address.
pub(super) const BILLING: u8 = 3;

/// Words before a key, folded, each row sorted; of two that fit the longer is taken.
pub(super) const PREFIXES: &[(Before, &str)] = &[
    (
        Before::Person,
        "ansprechpartner applicant attendee candidate client contact contactperson contactpersoon \
          contato contatto customer delegate individual interlocuteur keycontact kontakt kontaktperson \
          lead maincontact member participant people person personal primarycontact profile prospect \
          registrant respondent user",
    ),
    (
        Before::Role,
        "agent attorney author broker ceo decisionmaker director employee executive founder \
          geschaftsfuhrer hiringmanager inhaber jobposter lawyer leadsenrichment officer owner panelist \
          poster presenter principal realtor recruiter representative speaker",
    ),
    (
        Before::Company,
        "account agency associatedaccount associatedcompany aussteller brokerage business co companies \
          company companyhq corp corporate currentcompany currentemployer currentorganization \
          dealership employer employmentcompany empresa exhibitor exposant firm headquarter \
          headquarters hiringorganization hotel hq jobcompany merchant org organisation organization \
          place primaryorganization restaurant shop startup store unternehmens venue",
    ),
    (Before::Place(1), "mailing work"),
    (Before::Place(2), "primary primaryaddress"),
    (Before::Place(BILLING), "billing"),
    (Before::Place(4), "office"),
    (Before::Place(5), "home"),
    (Before::Place(6), "delivery shipping"),
    (Before::Place(7), "permanent postal registered"),
    (Before::Part, "addr address"),
    (Before::Address, "email"),
    (
        Before::First,
        "best confirmed correct current default direct main preferred recommended valid verified",
    ),
    (
        Before::Late,
        "additional alternate alternative backup extra fallback other possible second secondary tertiary \
          third",
    ),
    (
        Before::Neutral,
        "enriched extracted final found hs job li linkedin normalized output parsed professional raw \
          result sanitized scraped seamless the your",
    ),
    (
        Before::Skip,
        "accountowner addedby assignedto assistant billingcontact competitor contactowner createdby \
          deal dealowner education emergency enteredby fax former importedby input investor \
          lastmodifiedby leadowner manager managers modifiedby old opportunity opportunityowner parent \
          past prev previous prior query recordowner referral referredby related reportsto review \
          reviewer salesrep school search similar spouse supervisor twitter ultimateparent university \
          uploadedby",
    ),
];

/// Only scrapers of maps and directories have these keys, folded and sorted.
pub(super) const MAPS_KEYS: &str = "businessstatus cid dataid featureid fulladdress googleid googlemapsuri googlemapsurl isclaimed \
          openhours openinghours opentime permanentlyclosed placeid placesurl pluscode \
          populartimes pricelevel pricerange reviewcount reviewrating reviews reviewscount reviewslink \
          reviewsperrating temporarilyclosed totalscore userratingcount userratingstotal workinghours";

/// Only records of companies have these keys, folded and sorted.
pub(super) const COMPANY_KEYS: &str = "amenity annualrevenue annualrevenueprinted boothnumber categories category categoryname cik \
          companynumber entitytitle exhibitor formattedaddress founded foundedon foundedyear \
          foundingdate hqlocation ipostatus latitude legalform legalname longitude naicscode naicscodes \
          numberofemployees numemployeesenum peoplecount primarycategory rating sector siccode siccodes siren \
          sirene siret stocksymbol ticker tickersymbol totalfunding types userratingstotal vatid \
          vatnumber yearfounded";

/// Only the postings of open jobs have these keys, folded and sorted.
pub(super) const POSTING_KEYS: &str = "applicants applicantscount applylink applyoptions applyurl dateposted dealstage descriptionhtml \
          employmenttype externalapplylink hiringorganization jobapplylink jobapplyurl jobdescription \
          jobid jobpostedat jobposteddate jobpostedtime jobpostingid jobtype jobtypes joburl \
          numapplicants pipelineid positionname postedat posteddate postedtime stageid validthrough";

/// Only records of a CRM have these keys, folded and sorted: their owner is the CRM's user. From the field lists of
/// Salesforce, HubSpot, Pipedrive, Zoho and Copper.
pub(super) const CRM_KEYS: &str = "accountid activitiescount addtime ccemail closeddealscount createdbyid createddate createdtime \
         lastactivitydate lastmodifiedbyid lastmodifieddate leadsource leadstatus lifecyclestage lostdealscount \
         modifiedtime opendealscount systemmodstamp updatetime visibleto wondealscount";

/// Types of schema.org that are neither a person nor an organization. Sorted. From schema.org; a type not named here
/// and not `Person` is taken for a kind of organization, as `LocalBusiness` alone has more than a hundred.
pub(super) const OTHER_TYPES: &[&str] = &[
    "AboutPage",
    "Action",
    "AggregateRating",
    "Answer",
    "Article",
    "Blog",
    "BlogPosting",
    "Book",
    "Brand",
    "BreadcrumbList",
    "CollectionPage",
    "Comment",
    "ContactPage",
    "Course",
    "CreativeWork",
    "Event",
    "FAQPage",
    "ImageObject",
    "ItemList",
    "ItemPage",
    "ListItem",
    "NewsArticle",
    "Offer",
    "OfferCatalog",
    "Product",
    "ProfilePage",
    "Question",
    "Rating",
    "Recipe",
    "Review",
    "SearchAction",
    "Service",
    "SiteNavigationElement",
    "VideoObject",
    "WPFooter",
    "WPHeader",
    "WebPage",
    "WebSite",
];

/// What scrapers write when they have nothing. Sorted, without case.
pub(super) const PLACEHOLDERS: &[&str] = &[
    "#error!",
    "#n/a",
    "#name?",
    "#null!",
    "#ref!",
    "#value!",
    "(blank)",
    "(empty)",
    "(none)",
    "(not set)",
    "(null)",
    "(unknown)",
    "*",
    "***",
    "-",
    "--",
    "---",
    "----",
    ".",
    "..",
    "...",
    "/",
    "<na>",
    "<none>",
    "<null>",
    "?",
    "??",
    "[]",
    "[none]",
    "[null]",
    "[object object]",
    "\\n",
    "_",
    "__",
    "blank",
    "desconhecido",
    "desconocido",
    "empty",
    "false",
    "hidden",
    "inconnu",
    "k. a.",
    "k.a.",
    "keine",
    "keine angabe",
    "n / a",
    "n.a",
    "n.a.",
    "n.d.",
    "n.v.t.",
    "n/a",
    "n/a.",
    "n/d",
    "n\\a",
    "na",
    "nan",
    "nil",
    "no aplica",
    "no data",
    "no email",
    "no phone",
    "no website",
    "non disponible",
    "non renseigne",
    "none",
    "none found",
    "not applicable",
    "not available",
    "not disclosed",
    "not found",
    "not listed",
    "not provided",
    "not set",
    "not specified",
    "null",
    "onbekend",
    "s/d",
    "sconosciuto",
    "sin datos",
    "tba",
    "tbd",
    "test",
    "unavailable",
    "unbekannt",
    "undefined",
    "unknown",
    "unspecified",
    "xxx",
    "xxxx",
    "{}",
    "–",
    "—",
];
