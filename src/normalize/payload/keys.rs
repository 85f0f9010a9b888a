//! Which key means what, as one table.
//!
//! Keys are written as [`super::fold`] leaves them: letters and digits, in lower case, without accents. A number at the
//! end (`email2`) and a word before (`company…`, `contact…`, `previous…`: see [`super::objects`]) are taken off before a
//! key is given up, so only what means something of its own stands here. Names as seen in the exports and documented
//! answers of Apollo, Hunter, Snov.io, RocketReach, Lusha, ZoomInfo, Clearbit, People Data Labs, FullContact, Dropcontact,
//! Kaspr, Cognism, ContactOut, Seamless.AI, UpLead, Proxycurl, PhantomBuster, Linked Helper, Evaboot, Bright Data, Apify
//! actors, Outscraper, SerpAPI, Google Places, Yelp, TripAdvisor, Crunchbase, HubSpot, Salesforce, Pipedrive, Zoho,
//! Odoo, Dynamics 365, Mailchimp, Google Contacts, Outlook, GitHub, Companies House, OpenStreetMap, in schema.org and jCard (RFC 7095), and in tables with
//! headings in German, French, Spanish, Portuguese, Italian, Dutch, the languages of the north and east of Europe, Turkish, Greek,
//! Japanese, Chinese, Korean, Arabic, Hebrew, Vietnamese and Indonesian (these from general knowledge of the languages).

use super::Field::{self, *};

/// The rank of what says "nothing of a lead", for words that would be taken apart otherwise.
pub(super) const NOTHING: u8 = u8::MAX;

/// Field, how early it is tried (0 first; [`NOTHING`] never), and the keys, sorted.
pub(super) const KEYS: &[(Field, u8, &str)] = &[
    (
        FullName,
        0,
        "contactfullname contactname contactpersonname fullname fullnm leadname nameofcontact \
          personfullname personname primarycontactname profilename prospectname volledigenaam \
          vollername vollstandigername",
    ),
    (
        FullName,
        1,
        "adisoyadi adsoyad ansprechpartner ansprechperson contact contacto contactperson \
          contactpersoon contactpersoonnaam contactprincipal contato contatto fn formattedname \
          fulltnavn helanamnet hoten hovaten imieinazwisko isimsoyisim jmenoaprijmeni kapcsolattarto \
          kontakt kontaktnaosoba kontaktniosoba kontaktperson menoapriezvisko namalengkap namefull \
          navncompleto nimisukunimi nombreapellido nombrecompleto nombredecontacto nombreyapellido \
          nombreyapellidos nomcomplet nomducontact nomecompleto nomecontato nomedocontato nomeecognome \
          nominativo nominativoreferente nomprenom numecomplet numesiprenume osobakontaktowa panelist \
          persoanadecontact personacontacto personadecontacto personadicontatto personne \
          personnecontact pessoadecontato pocname pointofcontact prenomnom presenter primarycontact \
          referente speaker speakername teljesnev vorundnachname yetkilikisi yhteyshenkilo \
          ονοματεπωνυμο контактнаособа контактноелицо полноеимя піб фио שםמלא الاسمالكامل お名前 名前 姓名 担当者 \
          担当者名 氏名 联系人 联系人姓名 聯絡人 담당자 담당자명 성명 이름",
    ),
    (FullName, 2, "owner"),
    (
        FullName,
        3,
        "ceo dirigeant founder gerant geschaftsfuhrer geschaftsfuhrerin inhaber inhaberin \
          managingdirector president principal proprietor rappresentantelegale representantelegal 代表者 \
          代表者名 대표자 대표자명",
    ),
    (
        FirstName,
        0,
        "adi contactfirst etunimi firstname fname forename forenames fornamn fornavn givenname \
          givennames imie keresztnev namegiven nombredepila prenom prenume primeironome utonev voornaam \
          voornamen vorname имя імя שםפרטי الاسمالاول 名",
    ),
    (FirstName, 1, "contactfirstname firstnames namefirst nombres prenoms"),
    (FirstName, 2, "first given"),
    (FirstName, 3, "nickname preferredname"),
    (
        LastName,
        0,
        "achternaam apellido apellidopaterno apellidos cognome contactlast csaladnev efternamn \
          efternavn etternavn familienname familyname lastname lname nachname namefamily namelast \
          nazwisko nomdefamille nomfamille priezvisko prijmeni primerapellido secondname sobrenome \
          sobrenomes soyad soyadi soyisim sukunimi surname surnames ultimonome vezeteknev zuname \
          επωνυμο прізвище фамилия שםמשפחה اسمالعايلة 姓 苗字 성",
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
        "currentjob currentposition currentpositiontitle currentrole currenttitle fullposition \
          joblabel jobposition mainjobtitle organisationtitle organizationtitle ownerjobtitle \
          positiontitle primaryjobtitle professionaltitle roletitle titleatcompany worktitle",
    ),
    (
        JobTitle,
        2,
        "befattning beosztas berufstitel cargo cargoatual cargofuncao cargopuesto chucdanh chucvu \
          designation fonction fonctioncontact funcao functia functie functietitelrol funktion gorev \
          gorevi incarico intitulefonction jabatan jobbezeichnung mansione position \
          positionimunternehmen posizione poste postefonction pozice pozicia pozicio pozisyon \
          pracovnipozice puesto puestoactual puestolaboral qualifica ruolo ruoloaziendale stanowisko \
          stanowiskopracy stelle stilling tehtavanimike tittel titteli tyonimike unvan θεση длъжност \
          должность посада תפקיד المسمىالوظيفي الوظيفة 岗位 役職 役職名 职位 职务 职称 職位 職稱 肩書 肩書き 직급 직위 직책 직함",
    ),
    (JobTitle, 3, "job jobdescriptiontitle jobrole officerrole role titel ttl"),
    (
        JobTitle,
        10,
        "beroep beruf function meslek metier occupation ocupacion profession professione profissao \
          tatigkeit yrke 職業",
    ),
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
        "adresemail adresseelectronique adresseemail adressemail adressemel alamatemail \
          correioeletronico correo correocorporativo correoe correoelectronico courriel diachiemail \
          direccioncorreoelectronico direcciondecorreo email emailadd emailaddr emailaddress \
          emailaddresses emailadr emailadres emailadress emailadresse emailadressegeschaftlich \
          emailadressen emailaziendale emailcomercial emailcorporativo emailfrom emailid emailids \
          emailoficial emailprimary emailpro emails enderecodeemail enderecoemail epostaadresi \
          epostadress epostadresse eメール foundemail indirizzoemail mailaddr mailaddress mailadr mailadress mailid \
          maskemail mejl postaelettronica primaryemailaddress sahkoposti ηλεκτρονικηδιευθυνση \
          адресэлектронноипочты електроннапошта емеил имеил почта пошта электроннаяпочта \
          אימייל דואל מייל الايميل البريدالالكتروني メール メールアドレス 推荐邮箱 电子邮件 电子邮箱 邮件 邮箱 邮箱地址 郵箱 電子メール 電子郵件 \
          電郵 메일 이메일 이메일주소",
    ),
    (
        Email,
        2,
        "contactmail elmail epost eposta genericemail mail mailadresse mailto mel pec poczta \
          publicemail value",
    ),
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
        "cell cellno cellnumber cellphone cellphonenumber cellulare celular celularwhatsapp \
          ceptelefonu contactmobile contactnumber contactphone contactphonenumber contacttelephone \
          direct directdial directdialnumber directdialphone directdialphonenumber directdials \
          directline directno directnumber directphone directphonenumber directphones durchwahl gsm \
          gsmno handy handynr handynummer komorka mob mobiel mobieletelefoon mobielnummer mobil mobile \
          mobileno mobilenumber mobilenumbers mobilephone mobilephone1 mobilephonenumber \
          mobilephonenumbers mobilephones mobilfunk mobilfunknummer mobilno mobilnr mobilnummer \
          mobilszam mobiltelefon mobiltelefonnummer movil nohp nomorhp numerocellulare numerocelular \
          numerodecelular phonecell phonedirect phonemobile portable portablepro telefonecelular \
          telefonkomorkowy telefonmobil telefonocelular telefonomovil telemovel telephonemobile \
          telephoneportable telmobile telportable workdirectphone workmobile κινητο мобильныи \
          мобильныителефон נייד الجوال رقمالجوال 手机号 手机号码 手機 携帯 携帯番号 携帯電話 핸드폰 휴대폰 휴대폰번호",
    ),
    (
        Phone,
        1,
        "contactno contactnumbers dienthoai fone internationalphone internationalphonenumber \
          linternationalphone nationalphonenumber nomortelepon notelepon nrotelefono nrtelefonu \
          numerodetelefono numerodetelephone numeroditelefono numerotelefonico numerotelefono \
          numerotelephone numertelefonu numtel personalnumber personalnumbers personalphone \
          personalphonenumber ph phn phno phnum phnumber phone phoneinternational phoneno phonenr \
          phonenum phonenumber phonenumberinternational phonenumbers phones phonework \
          primarycontactnumber primaryphonenumber puhelin puhelinnumero recapitotelefonico rufnummer \
          sanitizedphone sanitizedphonenumber sodienthoai tel telefon telefone telefonecomercial \
          telefonecontato telefoni telefonnecislo telefonnicislo telefonno telefonnr telefonnumarasi \
          telefonnummer telefono telefonocontacto telefonodecontacto telefonos telefonszam \
          telefonszamok telefoon telefoonnummer telephone telephoneno telephonenumber telephonenumbers \
          telephones telepon telno telnr telnum telnumber workphone workphonenumber τηλεφωνο \
          номертелефона телефон טלפון الهاتف رقمالهاتف 固话 座机 手机 电话 电话号码 联系电话 聯絡電話 電話 電話番号 연락처 전화 전화번호",
    ),
    (
        Phone,
        2,
        "businessphone businessphones businesstelephone displayphone enhancedphone festnetz \
          formattedphonenumber homephone homephonenumber homephones hotline landline officenumber \
          officephone phoneformatted phonehome phonelandline phoneoffice phoneunformatted telefonefixo \
          telefonofijo telefonofisso telephonefixe telfixe whatsapp whatsappnumber",
    ),
    (Phone, 3, "carphone otherphone radiophone"),
    (
        Phone,
        18,
        "companymainphone companytelephonenumber corporatephone corporatephonenumber headquartersphone \
          hqphone mainphone phonecompany phonehq switchboard switchboardnumber telefonzentrale \
          telephonestandard tollfree tollfreephone 代表電話 대표전화",
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
        "linkedin linkedinaddress linkedinhandle linkedinhref linkedinlink linkedinpage \
          linkedinprofileurlpublic linkedins linkedinsalesnavigatorurl linkedinuri linkedinwebsite \
          liprofile liprofileurl liurl publicprofileurl salesnavigatorurl sociallinkedin \
          socialmedialinkedin",
    ),
    (Linkedin, 2, "profile profilelink profileurl"),
    (
        Linkedin,
        3,
        "linkedinbio linkedinurluniqueid profiles salesprofileurl sociallinks socialprofiles \
          socialurls vmid",
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
        "bedriftsnavn bedrijfsnaam bolagsnamn cegnev commercialcompanyname companyname currentcompany \
          currentcompanyname currentemployer currentemployername currentorganization \
          denominazionesociale denumirefirma employername entreprise firmaadi firmanavn firmaunvani \
          firmenbezeichnung firmenname foretagsnamn jobcompanyname namaperusahaan namasyarikat \
          nazevfirmy nazovfirmy nazwafirmy nombredelaempresa nombredelaorganizacion nombreempresa \
          nomdelasociete nomdelentreprise nomeazienda nomedaempresa nomempresa nomentreprise \
          nomorganisme nomsociete numefirma organisatienaam organisationname organizationname \
          partnername primaryorganization selskapsnavn sirketadi sirketismi tencongty unternehmensname \
          virksomhedsnavn yrityksennimi назвакомпаніі названиекомпании наименованиеорганизации שםהחברה \
          اسمالشركة 企业名称 企業名 企業名稱 会社名 公司名 公司名稱 御社名 法人名 社名 貴社名 기업명 법인명 업체명 회사명",
    ),
    (
        Company,
        1,
        "arbeitgeber associatedcompany aussteller ausstellername azienda bedrijf betrieb \
          betriebsname bolag brokerage brokeragename businessname businesstitle ceg clinicname companie \
          company companydisplayname companynamecleaned companynameforemails companynm companytradename \
          congty dba dbaname denominazione ditta doingbusinessas empresa enseigne entitytitle \
          espositore etablissement exhibitingcompany exhibitor exhibitorname exposant expositor firma \
          firmname foretag gesellschaft hiringcompany insegna lawfirm lawfirmname listingname \
          merchantname nazwaprzedsiebiorstwa nombrecomercial organisatie organisme organizacao \
          organizacion organizacja organizzazione perusahaan placename placetitle practicename \
          primaryassociatedcompany primarycompany przedsiebiorstwo ragionesociale raisonsociale \
          razaosocial razonsocial selskab selskap shopname sirket societa societe spolecnost spolocnost \
          standhouder startup startupname storename syarikat tradename tradingname unternehmen \
          virksomhed worksat workscompany worksfor yritys επωνυμια εταιρεια εταιρια компания компанія \
          организация предприятие фирма חברה الشركة 企业 公司 公司名称 勤務先 单位 单位名称 商号 団体名 屋号 店名 店舗名 施設名 机构名称 상호 \
          상호명 회사",
    ),
    (
        Company,
        2,
        "accountname bedrift biz bizname co compania denomination denominationsociale employer impresa \
          negocio nomefantasia org organisation organization orgname",
    ),
    (
        Company,
        3,
        "account affiliation agency brand business companies firm hotelname place restaurantname venue",
    ),
    (
        Website,
        0,
        "companysite companywebsite companywebsiteurl emailcompanydomain homepageurl \
          organizationwebsite primarywebsite websitecompany",
    ),
    (
        Website,
        1,
        "adresseweb adreswww companydomain companydomainname companyhomepage companyurl enderecoweb \
          hemsida hjemmeside homepage honlap indirizzoweb internet internetadresse internetseite \
          internetsitesi kotisivu nettside nettsted officialwebsite paginaweb paginawebempresa \
          primarydomain siteempresa siteinternet siteurl siteweb sitio sitioweb sitiowebempresa \
          sitoaziendale sitointernet sitoweb situs situsweb stronainternetowa stronawww urlsite \
          verkkosivu webaddress webadresi webadresse webauftritt webbplats webbsida weblink weboldal \
          webovestranky webpageurl webseite website websiteaddr websiteaddress websitelink websites \
          websitesi websiteuri websiteurl websiteurls weburl webサイト witryna www ιστοσελιδα адрессаита \
          вебсаит саит אתר الموقعالالكتروني ウェブサイト サイト サイトurl ホームページ 企業url 会社url 公司网站 官网 網址 網站 网址 网站 \
          웹사이트 홈페이지",
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
        "areadeatuacao bedrijfstak branche branchen bransch bransje branza businesssector \
          domaineactivite domeniudeactivitate giro industri industria industries industry \
          industrycategory industryname industrysector industrysegment industrytype iparag \
          lineofbusiness obor odvetvi odvetvie ramodeatividade ramodeatuacao rubro secteur \
          secteuractivite secteurdactivite sectoractividad sectorempresarial segmento sektor setor \
          settore settoredattivita settoremerceologico toimiala wirtschaftszweig zweig κλαδος \
          виддеятельности галузь отрасль сфера сферадеятельности القطاع 所属行业 業界 業種 產業 產業別 行业 行業 산업 업종",
    ),
    (
        Industry,
        2,
        "categoryname companyspecialities companyspecialty primarycategory primarytypedisplayname \
          sector vertical",
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
        "actividadeconomica actividadprincipal activiteprincipale attivita categorygroups gewerbe \
          gicssubindustry industrygroup libelleactiviteprincipale libellenaf naicsdescription \
          naicstitle rubrik sicdesc sicdescription sictitle subindustries subindustry subsector",
    ),
    (
        Industry,
        6,
        "amenity craft cuisine cuisines healthcare primarytype subcategories subcategory \
          subcategoryname subtypes tourism",
    ),
    (PlaceType, 7, "type types"),
    (
        CompanySize,
        0,
        "aantalmedewerkers aantalwerknemers alkalmazottakszama antalansatte antalanstallda \
          antallansatte anzahlbeschaftigte anzahldermitarbeiter anzahlmitarbeitende anzahlmitarbeiter \
          bedrijfsgrootte beschaftigtenzahl calisansayisi cantidaddeempleados cantidadempleados \
          companysize effectif effectifs effectifsalarie effectiftotal empcount employeecnt \
          employeecount employees employeescnt employeescount employeesnumber estimatednumemployees \
          firmengrosse fulltimeemployees jumlahkaryawan letszam liczbapracownikow linkedinemployees \
          linkedinemployeescount mitarbeiteranzahl mitarbeiterzahl nbemployees nbemployes nbreemployes \
          nbresalaries nbsalaries ndipendenti nempleados nfuncionarios noempleados \
          nombredecollaborateurs nombredemployes nombredesalaries nombreemployes nombresalaries \
          noofemployees nroempleados numarangajati numardeangajati numberemployees numberofemployees \
          numberofstaff numberofworkers numdipendenti numempleados numemployees numeroaddetti \
          numerodecolaboradores numerodeempleados numerodefuncionarios numerodetrabajadores \
          numerodidipendenti numerodipendenti numeroempleados numerofuncionarios numerotrabajadores \
          numfuncionarios numofemployees numstaff ofemployees ofstaff personelsayisi pocetzamestnancov \
          pocetzamestnancu qtdfuncionarios quantidadefuncionarios staffnumber taille tailleentreprise \
          tamanodelaempresa tamanoempresa totalemployeecount totalemployees totalstaff trancheeffectif \
          unternehmensgrosse количествосотрудников кількістьпрацівників сотрудников \
          численностьсотрудников числосотрудников 员工人数 員工人數 従業員数 社員数 사원수 종업원수 직원수",
    ),
    (
        CompanySize,
        1,
        "addetti angajati ansatte anstallda bedrijfsomvang beschaftigte colaboradores companyheadcount \
          dipendenti effectifentreprise empleados employeesize employeesonlinkedin estimatedemployees \
          funcionarios headcount linkedinemployeecount medarbetare medewerkers mitarbeitende \
          mitarbeiter mitarbeiterklasse numberofemployeesrange numemployeesenum numemployeesmin \
          personeel plantilla pracownicy staffcount staffsize teamsize trabajadores tranchedeffectif \
          tranchedeffectifs trancheeffectifs trancheeffectifsalarie unternehmensgrossenklasse \
          wielkoscfirmy workforce workforcesize zatrudnienie 人员规模 公司规模 従業員規模",
    ),
    (
        CompanySize,
        2,
        "companyheadcountrange companysizerange employeeband employeebracket employeecountrange \
          employeerange employeesband employeescountrange employeesrange headcountrange \
          numemployeesrange rangeemployees sizeband sizerange staffcountrange staffrange",
    ),
    (CompanySize, 3, "size sizeofcompany staff"),
    (
        Location,
        1,
        "basedin citycountry cityregioncountry citystate citystatecountry citystatezip currentlocation \
          geographicarea geolocation geolocationname hqlocation joblocation loc localisation \
          localizacao locatie location locationfull locationname locationstring personlocation plzort \
          rawlocation standort ubicacion vestigingsplaats worklocation 勤務地 所在地区",
    ),
    (
        Location,
        2,
        "addresswithcountry headquarter headquarterlocation headquarters headquarterslocation hq \
          locationdisplay locations locationtext placeaddress presentrawaddress",
    ),
    (
        Location,
        3,
        "addressformatted addressfull addressstring adressecomplete completeaddress direccioncompleta \
          displayaddress formattedaddress fulladdress indirizzocompleto rawaddress",
    ),
    (
        Location,
        4,
        "address addresses addressobj adres adresa adresi adress adresse alamat anschrift diachi \
          direccion domicilio domiciliosocial endereco hqaddress indirizzo locationaddress osoite seat \
          sede sedelegale διευθυνση адрес адреса כתובת العنوان 住所 公司地址 地址 所在地 本社所在地 소재지 주소",
    ),
    (Location, 5, "addresswithoutcountry metro metroarea neighborhood shortaddress shortformattedaddress"),
    (
        City,
        1,
        "addresscity addresslocality addresstown businesscity cidade citta city cityname citynm \
          citypart citytown ciudad commune comune hqcity kaupunki kota localidad localita localitate \
          locality locationcity locationlocality mesto miasto miejscowosc municipality municipio obec \
          oras ort paikkakunta plaats plaatsnaam poblacion postort poststed posttown sehir stad stadt \
          thanhpho town towncity varos ville wohnort woonplaats πολη город місто עיר المدينة 城市 市区町村 \
          市町村 所在城市 도시",
    ),
    (City, 2, "cty"),
    (
        Region,
        1,
        "addressregion addressstate administrativearea bundesland businessstate businessstateprovince \
          comunidadautonoma departement estado fylke hqstate hsstatecode judet locationregion \
          locationstate megye province provinceorstate provincestate provincia provincie provinsi \
          region regione regionname state stateabbr statefull statename stateorprovince stateprov \
          stateprovince stateregion uf wojewodztwo область регион 省 省份 都道府県 시도",
    ),
    (Region, 2, "canton county hqregion hsregion kanton prov regioncode st statecode usstate"),
    (Region, 3, "stateid"),
    (
        Country,
        1,
        "addresscountry businesscountry businesscountryregion cntry country countryfullname \
          countryname countrynm countryofresidence countryregion ctry hqcountry kraj krajina land \
          landname locationcountry locationcountryname maa nation nazione negara orszag paese pais \
          panstwo pays quocgia tara ulke zeme χωρα държава краіна страна ארץ البلد الدولة 国 国名 国家 國家 국가",
    ),
    (
        Country,
        2,
        "addresscountrycode countrya2 countrycode countrycodeiso countryiso countryisocode \
          countryshort hscountryregioncode iso2 isocountry isocountrycode",
    ),
    (Country, 3, "countryid"),
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
    (
        Name,
        1,
        "displayname identifier isim label localname naam name namn navn nazev naziv nazov nazwa nev \
          nimi название наименование שם الاسم 名称",
    ),
    (Nom, 1, "nom nume"),
    (Nombre, 1, "jmeno meno nombre nome ονομα име"),
    (Title, 1, "title titletext"),
    (
        EmailStatus,
        0,
        "bounced bouncestatus deliverability emailbounceddate emailbouncedreason emaildeliverability \
          emailquality emailresult emailstate emailstatus emailstatuscode emailvalid emailvalidation \
          emailvalidationstatus emailverification emailverificationresult emailverificationstate \
          emailverificationstatus emailverified hardbounced hsemailbadaddress \
          hsemailhardbouncereasonenum invalidemailaddress isemailbounced millionverifierresult \
          neverbounceresult neverbouncestatus primaryemailstatus qualification smtpvalid \
          verificationresult verificationstatus workemailstatus zbstatus zerobouncestatus",
    ),
    (LegalName, 1, "companylegalname legalname"),
    (
        Name,
        NOTHING,
        "accountowner address1 address2 address3 addressline addressline1 addressline2 addressline3 \
          assistantname assistantphone companyowner companytype contactowner contacttype dealname \
          dealowner dealtitle emaildomaincatchall emailformat emailpattern emailprovider emailsource \
          emailtype facebookurl hubspotowner instagramurl jobfunction languagecode leadowner leadscore \
          leadsource leadstatus lifecyclestage maincategoryid nametitle organizationtype ownerid \
          ownerlink ownerplaceid ownertitle ownerurl parentid partnerid persontype phonetype placeid profileimage \
          profilepicture recordid recordowner salutation sourceid sourcename sourcetype street street1 \
          street2 streetaddress streetname streetnumber titleid twitterurl userid websitedescription \
          websitetitle",
    ),
];
