//! Which key means what, as one table.
//!
//! Keys are written as [`super::fold`] leaves them: letters and digits, in lower case, without accents. A number at the
//! end (`email2`) and a word before (`company…`, `contact…`, `previous…`: see [`super::objects`]) are taken off before a
//! key is given up, so only what means something of its own stands here. Names as seen in the exports and documented
//! answers of Apollo, Hunter, Snov.io, RocketReach, Lusha, ZoomInfo, Clearbit, People Data Labs, FullContact, Dropcontact,
//! Kaspr, Cognism, ContactOut, Seamless.AI, UpLead, Proxycurl, PhantomBuster, Linked Helper, Evaboot, Bright Data, Apify
//! actors, Outscraper, SerpAPI, Google Places, Yelp, TripAdvisor, Crunchbase, HubSpot, Salesforce, Pipedrive, Zoho,
//! Mailchimp, Google Contacts, Outlook, GitHub, Companies House, in schema.org and jCard (RFC 7095), and in tables with
//! German, French, Spanish, Portuguese, Italian, Dutch, Scandinavian and Polish headings.

use super::Field::{self, *};

/// The rank of what says "nothing of a lead", for words that would be taken apart otherwise.
pub(super) const NOTHING: u8 = u8::MAX;

/// Field, how early it is tried (0 first; [`NOTHING`] never), and the keys, sorted.
pub(super) const KEYS: &[(Field, u8, &str)] = &[
    (
        FullName,
        0,
        "contactfullname contactname contactpersonname fullname fullnm leadname nameofcontact \
          personfullname personname primarycontactname profilename prospectname volledigenaam vollername \
          vollstandigername",
    ),
    (
        FullName,
        1,
        "ansprechpartner contact contacto contactperson contactpersoon fn formattedname kontaktperson \
          namefull navncompleto nombrecompleto nombreyapellidos nomcomplet nomecompleto nomeecognome \
          nominativo nomprenom personadecontacto personne personnecontact pocname pointofcontact \
          prenomnom primarycontact referente vorundnachname фио 姓名",
    ),
    (FullName, 2, "  owner "),
    (
        FullName,
        3,
        "ceo dirigeant founder gerant geschaftsfuhrer inhaber managingdirector president principal \
          proprietor",
    ),
    (
        FirstName,
        0,
        "contactfirst firstname fname forename forenames fornamn fornavn givenname givennames imie \
          namegiven prenom primeironome voornaam vorname имя",
    ),
    (FirstName, 1, "contactfirstname firstnames namefirst nombres prenoms"),
    (FirstName, 2, "first given"),
    (FirstName, 3, "nickname preferredname"),
    (
        LastName,
        0,
        "achternaam apellido apellidos cognome contactlast efternamn efternavn etternavn familienname \
          familyname lastname lname nachname namefamily namelast nazwisko nomdefamille nomfamille \
          primerapellido secondname sobrenome sobrenomes surname surnames ultimonome zuname фамилия",
    ),
    (LastName, 2, "family last"),
    (
        JobTitle,
        0,
        "berufsbezeichnung contactjobtitle contacttitle currentcompanyjobtitle currentcompanyposition \
          currentcompanytitle currentjobtitle functietitel intituledeposte intituleposte jobtitel \
          jobtitle jobtitlefull linkedinjobtitle persontitle positionsbezeichnung puestodetrabajo \
          stellenbezeichnung titulodeltrabajo workposition",
    ),
    (
        JobTitle,
        1,
        "currentjob currentposition currentpositiontitle currentrole currenttitle fullposition joblabel \
          jobposition mainjobtitle organisationtitle organizationtitle ownerjobtitle positiontitle \
          primaryjobtitle professionaltitle roletitle titleatcompany worktitle",
    ),
    (
        JobTitle,
        2,
        "cargo designation fonction funcao functie funktion mansione position posizione poste puesto \
          qualifica ruolo stanowisko stelle должность 职位",
    ),
    (JobTitle, 3, "job jobdescriptiontitle jobrole officerrole role titel"),
    (JobTitle, 10, "beroep beruf occupation ocupacion profession professione profissao"),
    (JobTitle, 12, "headline linkedinheadline profileheadline subtitle tagline"),
    (
        Seniority,
        0,
        "careerlevel contactseniority employmentseniority hsseniority jobfunctionlevel joblevel \
          joblevels jobseniority jobtitlelevel jobtitlelevels managementlevel seniorities seniority \
          senioritylevel titlelevel titlelevels",
    ),
    (
        Email,
        0,
        "bestemail businessemail businessemailaddress contactemail corporateemail currentworkemail \
          directemail emailbusiness emailwork officialemail proemail professionalemail \
          recommendedprofessionalemail recommendedworkemail validemail verifiedemail workemail \
          workemailaddress workemails",
    ),
    (
        Email,
        1,
        "adresseelectronique adresseemail adressemail correioeletronico correo correoelectronico \
          courriel email emailaddress emailaddresses emailadres emailadresse emailadressen emailid \
          emailids emailprimary emailpro emails foundemail indirizzoemail mailaddress mailid maskemail \
          primaryemailaddress почта 推荐邮箱 邮箱",
    ),
    (Email, 2, "contactmail elmail epost eposta mail mailadresse mailto pec poczta value"),
    (
        Email,
        4,
        "emailhome emailpersonal emailprivate freeemail homeemail personalemail personalemailaddress \
          personalemails personalmail privateemail recommendedpersonalemail",
    ),
    (Email, 5, "additionalemails hsadditionalemails username userprincipalname"),
    (
        Phone,
        0,
        "cell cellnumber cellphone cellphonenumber cellulare celular contactmobile contactnumber \
          contactphone contactphonenumber contacttelephone directdial directdialnumber directdialphone \
          directdialphonenumber directdials directline directnumber directphone directphonenumber \
          directphones durchwahl gsm handy handynummer mobiel mobielnummer mobil mobile mobilenumber \
          mobilenumbers mobilephone mobilephone1 mobilephonenumber mobilephonenumbers mobilephones \
          mobilnummer mobiltelefon movil phonecell phonedirect phonemobile portable telefonomovil \
          telemovel telephonemobile telephoneportable workdirectphone workmobile",
    ),
    (
        Phone,
        1,
        "contactnumbers fone internationalphone internationalphonenumber linternationalphone \
          nationalphonenumber numerodetelefono numeroditelefono numerotelefono personalnumber \
          personalnumbers personalphone personalphonenumber phone phoneinternational phoneno phonenr \
          phonenumber phonenumberinternational phonenumbers phones phonework primarycontactnumber \
          primaryphonenumber rufnummer sanitizedphone sanitizedphonenumber tel telefon telefone telefoni \
          telefonnummer telefono telefonos telefoon telefoonnummer telephone telephonenumber \
          telephonenumbers telephones telno workphone workphonenumber телефон 手机 电话",
    ),
    (
        Phone,
        2,
        "businessphone businessphones businesstelephone displayphone enhancedphone festnetz \
          formattedphonenumber homephone homephonenumber homephones landline officenumber officephone \
          phoneformatted phonehome phonelandline phoneoffice phoneunformatted telefonofijo telephonefixe \
          whatsapp whatsappnumber",
    ),
    (Phone, 3, "carphone otherphone radiophone"),
    (
        Phone,
        18,
        "companymainphone companytelephonenumber corporatephone corporatephonenumber headquartersphone \
          hqphone mainphone phonecompany phonehq switchboard switchboardnumber tollfree tollfreephone",
    ),
    (
        Linkedin,
        0,
        "contactlinkedin contactlinkedinprofileurl contactlinkedinurl defaultprofileurl hslinkedinurl \
          linkedinprofile linkedinprofilelink linkedinprofileurl linkedinpublicurl linkedinurl \
          linkedinurlpublic lipublicprofileurl personallinkedin personlinkedin personlinkedinurl \
          primarylinkedin publiclinkedinurl",
    ),
    (
        Linkedin,
        1,
        "linkedin linkedinaddress linkedinhandle linkedinhref linkedinlink linkedinpage linkedins \
          linkedinsalesnavigatorurl linkedinuri linkedinwebsite publicprofileurl salesnavigatorurl \
          sociallinkedin socialmedialinkedin",
    ),
    (Linkedin, 2, "profile profilelink profileurl"),
    (
        Linkedin,
        3,
        "linkedinbio linkedinurluniqueid profiles salesprofileurl sociallinks socialprofiles socialurls \
          vmid",
    ),
    (Linkedin, 6, "link links sameas social socials urls"),
    (
        LinkedinSlug,
        6,
        "linkedinid linkedinprofileslug linkedinslug linkedinusername publicid publicidentifier",
    ),
    (
        Company,
        0,
        "bedrijfsnaam companyname currentcompany currentcompanyname currentemployer currentemployername \
          currentorganization employername entreprise firmenname jobcompanyname nombredelaempresa \
          nombreempresa nomdelentreprise nomeazienda nomedaempresa nomempresa nomentreprise nomsociete \
          organisationname organizationname primaryorganization unternehmensname",
    ),
    (
        Company,
        1,
        "associatedcompany azienda bedrijf businessname company companydisplayname companynamecleaned \
          companynameforemails companynm companytradename ditta empresa firma foretag hiringcompany \
          organisatie placename primaryassociatedcompany primarycompany ragionesociale raisonsociale \
          razaosocial razonsocial shopname societa societe storename tradename tradingname unternehmen \
          virksomhed worksat workscompany worksfor компания 公司 公司名称",
    ),
    (
        Company,
        2,
        "accountname bedrift compania denomination denominationsociale employer impresa legalname \
          negocio nomefantasia org organisation organization orgname",
    ),
    (
        Company,
        3,
        "account affiliation agency brand business companies companylegalname firm hotelname place \
          restaurantname venue",
    ),
    (
        Website,
        0,
        "companysite companywebsite companywebsiteurl emailcompanydomain homepageurl organizationwebsite \
          primarywebsite websitecompany",
    ),
    (
        Website,
        1,
        "companydomain companydomainname companyhomepage companyurl homepage internetadresse \
          internetseite officialwebsite paginaweb primarydomain siteinternet siteurl siteweb sitio \
          sitioweb sitointernet sitoweb webaddress weblink webpageurl webseite website websiteaddress \
          websitelink websites websiteuri websiteurl websiteurls weburl",
    ),
    (Website, 2, "companydomains domain domainname domains rootdomain web webpage webpages"),
    (Website, 3, "emaildomain hsemaildomain site sito"),
    (Website, 8, "displayedlink displaylink displayurl url"),
    (OwnPage, 9, "blog personalwebsite"),
    (
        Industry,
        0,
        "companyindustries companyindustry companyprimaryindustry industryprimary mainindustry \
          organizationindustry primaryindustry",
    ),
    (
        Industry,
        1,
        "bedrijfstak branche branza industria industries industry industryname industrysector \
          ramodeatividade rubro secteur secteuractivite secteurdactivite setor settore settoredattivita \
          zweig отрасль 行业",
    ),
    (
        Industry,
        2,
        "categoryname companyspecialities companyspecialty primarycategory primarytypedisplayname sector \
          vertical",
    ),
    (
        Industry,
        3,
        "actividad activite businesscategory businesstype categories category gicssector placecategory \
          ramo typeofbusiness",
    ),
    (
        Industry,
        4,
        "categorygroups gicssubindustry industrygroup naicsdescription sicdesc sicdescription \
          subindustries subindustry subsector",
    ),
    (Industry, 6, "cuisine cuisines primarytype subcategories subcategory subcategoryname subtypes"),
    (PlaceType, 7, "type types"),
    (
        CompanySize,
        0,
        "aantalmedewerkers aantalwerknemers anzahldermitarbeiter anzahlmitarbeiter bedrijfsgrootte \
          companysize companysizerange effectif effectifs employeecount employeescount employeesnumber \
          employeesrange estimatednumemployees firmengrosse linkedinemployees linkedinemployeescount \
          mitarbeiteranzahl mitarbeiterzahl nombredemployes nombredesalaries nombreemployes \
          nombresalaries noofemployees nroempleados numberemployees numberofemployees numberofworkers \
          numemployees numerodeempleados numerodefuncionarios numerodidipendenti numerodipendenti \
          numeroempleados numofemployees taille tailleentreprise tamanodelaempresa tamanoempresa \
          totalemployeecount totalemployees trancheeffectif unternehmensgrosse",
    ),
    (
        CompanySize,
        1,
        "colaboradores companyheadcount companyheadcountrange dipendenti empleados employeecountrange \
          employeerange employees employeescountrange employeesize employeesonlinkedin estimatedemployees \
          funcionarios headcount headcountrange linkedinemployeecount medewerkers mitarbeiter \
          numemployeesenum numemployeesmin numemployeesrange rangeemployees sizerange staffcount \
          staffcountrange staffrange staffsize teamsize",
    ),
    (CompanySize, 3, "size sizeofcompany"),
    (
        Location,
        1,
        "basedin currentlocation geographicarea geolocation geolocationname hqlocation joblocation \
          localisation localizacao locatie location locationfull locationname locationstring \
          personlocation standort ubicacion vestigingsplaats worklocation",
    ),
    (
        Location,
        2,
        "addresswithcountry headquarter headquarterlocation headquarters headquarterslocation hq \
          locationdisplay locations locationtext placeaddress",
    ),
    (
        Location,
        3,
        "addressformatted addressfull addressstring adressecomplete completeaddress displayaddress \
          formattedaddress fulladdress",
    ),
    (
        Location,
        4,
        "address addresses addressobj adres adresse anschrift direccion domicilio endereco indirizzo \
          locationaddress seat sede адрес 地址",
    ),
    (Location, 5, "addresswithoutcountry metro metroarea neighborhood shortaddress shortformattedaddress"),
    (
        City,
        1,
        "addresscity addresslocality addresstown businesscity cidade citta city cityname citypart \
          citytown ciudad commune comune hqcity localidad locality locationcity locationlocality miasto \
          municipality municipio ort plaats posttown stad stadt town towncity ville wohnort woonplaats \
          город 城市",
    ),
    (
        Region,
        1,
        "addressregion addressstate administrativearea bundesland businessstate businessstateprovince \
          comunidadautonoma estado hqstate hsstatecode locationregion locationstate province \
          provincestate provincia provincie region regione regionname state stateabbr statefull statename \
          stateprovince stateregion uf wojewodztwo",
    ),
    (Region, 2, "canton county hqregion hsregion kanton regioncode statecode usstate"),
    (
        Country,
        1,
        "addresscountry businesscountry businesscountryregion country countryfullname countryname \
          countryofresidence countryregion hqcountry kraj land landname locationcountry \
          locationcountryname nazione paese pais pays страна 国家",
    ),
    (
        Country,
        2,
        "addresscountrycode countrya2 countrycode countrycodeiso countryiso countryisocode countryshort \
          hscountryregioncode iso2 isocountry isocountrycode",
    ),
    (
        Source,
        0,
        "fonte fuente origineurl quelle scrapedfrom scrapedurl sourcelink sourcepage sourceurl \
          sourcewebsite",
    ),
    (
        Source,
        1,
        "detailurl directurl googlemapslink googlemapsuri googlemapsurl googleplaceurl googleurl \
          inputurl liengooglemaps listingurl locationlink mapsurl pageurl placelink placeurl yelpurl",
    ),
    (Source, 2, "source"),
    (
        ScrapedAt,
        0,
        "extractedat extractedon extractiondate scrapedat scrapedatutc scrapedon scrapetime \
          scrapetimestamp scrapingdate",
    ),
    (
        ScrapedAt,
        1,
        "crawldate crawledat dateextracted datescraped fetchedat retrievedat scrapedate scrapeddate \
          scrapedtime",
    ),
    (ScrapedAt, 2, "capturedat collectedat"),
    (ScrapedAt, 3, "timestamp"),
    (
        Confidence,
        0,
        "confidence confidencelevel confidencepercent confidencescore emailconfidence emailscore \
          leadconfidence",
    ),
    (
        Confidence,
        1,
        "accuracyscore contactaccuracyscore emailaccuracy emailconfidencescore likelihood matchscore",
    ),
    (Confidence, 3, "score"),
    (Name, 1, "displayname identifier label localname naam name namn navn nazwa название 名称"),
    (Nom, 1, "nom"),
    (Nombre, 1, "nombre nome"),
    (Title, 1, "title titletext"),
    (
        EmailStatus,
        0,
        "bounced bouncestatus deliverability emailbounceddate emailbouncedreason emaildeliverability \
          emailquality emailresult emailstate emailstatus emailstatuscode emailvalid emailvalidation \
          emailvalidationstatus emailverification emailverificationresult emailverificationstate \
          emailverificationstatus emailverified hardbounced hsemailbadaddress hsemailhardbouncereasonenum \
          invalidemailaddress isemailbounced millionverifierresult neverbounceresult neverbouncestatus \
          primaryemailstatus qualification smtpvalid verificationresult verificationstatus \
          workemailstatus zbstatus zerobouncestatus",
    ),
    (
        Name,
        NOTHING,
        "accountowner address1 address2 address3 addressline addressline1 addressline2 addressline3 \
          assistantname assistantphone companyowner companytype contactowner contacttype dealname \
          dealowner dealtitle emaildomaincatchall emailformat emailpattern emailprovider emailsource \
          emailtype facebookurl hubspotowner instagramurl jobfunction languagecode leadowner leadscore \
          leadsource leadstatus lifecyclestage maincategoryid nametitle organizationtype ownerid \
          ownerlink ownerplaceid ownertitle ownerurl persontype phonetype placeid profileimage \
          profilepicture recordid recordowner salutation sourceid sourcename sourcetype street street1 \
          street2 streetaddress streetname streetnumber titleid twitterurl userid websitedescription \
          websitetitle",
    ),
];
