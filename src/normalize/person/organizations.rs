//! Words that make a text an organization, a mailbox or a role, and no person.

/// Legal forms, departments and mailboxes.
pub(super) const ORGANIZATIONS: &str = "
aannemersbedrijf abogados abteilung abuse academy account accounting accounts accueil actuarial admin
administracao administracion administration advertising advisers advisors advisory advocacia advocacy
advocaten advogados adwords aerospace afc afdeling agence agencies agency agents agriturismo airforce airlines
airport airways aktiebolag alarm alarms albergo alliance alumni analytics anwaltskanzlei apartments apotheek
apotheke apparel aps apteka architects area army artisans arztpraxis asesoria asociacion asset assets
assistance associacao associates association associazione assurance atelier atencion atendimento athletic
athletics authority auto autobody autohaus automotive autoparts autos aviation ayuntamiento azienda backerei
backoffice bakery bakkerij ballet bands baptist barbecue barbers barbershop baseball basilica basisschool
basketball bbq beauty bedrijf betriebsrat bhd bicycles bikes billing bioscience biosciences biotech
biotechnology bistro biuro biz blockchain blog blumen board boats booking bookings books booksellers bookstore
borough boucherie boulangerie boutique bouwbedrijf brasserie brauerei brewery brewing brewpub broadcast
broadcasting broker brokerages brokers bros brothers bt-kft buchhaltung buchhandlung bufete builders building
bureau burgers butik buyers bvba bygg cabinetry cafe cafeteria campaign cantina capital cardiology careers
carpentry carwash catering cathedral catholic caucus center centre centrum cf-club chamber channel chapter
chevrolet childcare chiropractic choir cinema citizens city cleaners cleaning cliente clientela clientes
clinic clinica clinicas clothing club co coalition coffee colegio collective college college-of com comercial
comercial-vendas comercio commerce commission committee commune communicatie communications compagnie
companies company complaints compliance-dept compras comptabilite computer computers concierge concrete
confederation congregation congregational congress consortium const construction constructions constructora
construtora consulate consultancy consulting consultores consultoria consultorio contabilidade contact contato
contracting contractors convent cooling coop-co cooperativa cooperative corp corporate corporation cosmetics
council county courier couriers courthouse creative creditunion crew crossfit cruises crypto customer
customers cyber cybersecurity cycles dachdeckerei daemon dance danismanlik dashboard datacenter daycare
dealership dealerships deli delicatessen delivery democrats dental dentistry department dept dermatology
design designs desk desk-staff despacho developers developments diagnostics digital diner diocese direction
direction-generale distillery distribuidora distribution distributors district district-office ditta division
dropshipping druckerei drycleaners drywall e-commerce ecole ecom ecommerce eczane edtech education eiendom
einkauf einrichtung eireli eirl eldercare elect electric electrical electronics elektrotechnik elementary
embassy empfang employment empresa energy engineering enquiries enquiry enterprise enterprises entertainment
entreprise episcopal equipe equipment equipo equity escola escritorio escuela etablissements ets eurl events
excavating excavation experts export exportadora express exterminating exterminators eyewear fabrication
fabrik facilities facturacion fahrschule familia familie familien famille farmacia farmacie fashions fc
federal federation feedback ferreteria film films finance financeiro financial fintech fire-dept firefighters
firma fitness fitness-club fleischerei flooring florist florists flowershop fondazione food foods football
footwear forening foundation foundry fratelli fraternity freight friends friseur friseursalon frontdesk
frontoffice fundacao fundacion fundacja furniture gabinet gallery garagiste gasthaus gasthof gaststatte
gazette gbr gelato gemeente gemeinschaftspraxis general-office genomics gerencia geschaftsfuhrung
geschaftsleitung gestoria gifts glassworks gmbh government govt grill grille groceries grocery groep group
groupe groups grundschule grupo gruppe gym gymnasium gymnastics hairdressers hairdressing handelsbolag
handyman hardware healthcare heating hello help helpdesk herald-co hochschule hockey hof-laden holdings
home-office homecare hospice hospital hosting hostmaster hotel hotellerie hotels hr huisartsenpraktijk
humaines humanos hurtownia hvac hyundai icecream immobiliare immobilien immobilier imobiliaria importadora
imports inc incorporated industria industrial industries info information ingenieurburo inmobiliaria
inmobiliarias innovation inquiries inquiry insaat installatiebedrijf installers institute insulation insurance
international investment investments invoices jaguar janitorial jewelers jewellers jewelry job kancelaria
kanzlei karate kft kg kgaa kindergarten kirche kirchengemeinde klantenservice klinigi klinik kommun kommune
konditorei kontakt kosmetikstudio krankenhaus kundendienst kundenservice lab laboratories laboratory labs
landkreis landscape landscapers landscaping laundromat laundry lawncare league learning leasing lending
lessors lettings librairie library limited limited-sirketi liquor liquors llc llc-dba lllp llp loans lodge-no
login logistics loja lojas lounge ltd ltda ltda-me lutheran lycee machinery machining magaza magazine
mailer-daemon mairie makelaardij makelaars malerbetrieb mall management manufacturers manufacturing maritime
market marketing masjid masonry massage mazda mbh mechanics media medical medtech membership merchants
metalworks methodist metzgerei mfg militia ministries ministry monastery montessori mortgage mortgages mosque
motorcycles motors motorsports movers moving muhendislik municipal municipality museum music mutual nails navy
negozio network networks newsletter newspaper no-reply nonprofit noreply notariat notarissen nursery-school
nursing nv oao office offices officina oficina oficinas ohg oncology online ooo operations optical opticians
optics orchestra orders org organisation organization orthodontics orthopaedics orthopedics osteria outfitters
outlet oy oyj pac packaging packers padaria panaderia parliament parsonage partners partnership party password
patisserie paving payable payables payroll pc-llc pediatrics personalabteilung pest pharma pharmaceutical
pharmaceuticals pharmacie pharmacy philharmonic photography physiotherapy pictures pilates pizza pizzaria
pizzeria plastics plaza plc pllc plumbing podcast police polytechnic postmaster ppc praktijk praxis prefeitura
presbyterian preschool printers printing procurement production productions products professionals programme
project promotions properties property proptech pros przychodnia pte publishing purchasing pvt quotation
quotes radio radiology rathaus realestate realtors realty receivable receivables recepcao recepcion receptie
reception rechtsanwalte records recruiting recruitment rectory recursos regnskap rehab rehabilitation
reinsurance reiseburo remodeling renovation renovations rental rentals repair repairs republicans research
reservations resort resources ressources restauracja restaurant restaurante retail retailers returns
ristorante ristoranti roasters robotics roofers roofing rorleggeri salon sanayi sanitar sarl sasu
schilderwerken school schools schreinerei sci scuola sdn secretariat securities sekretariat semiconductor
semiconductors seminary senate service servicedesk services shipping shop shopping shul signs signup sirketi
skincare sklep slagerij snc soccer sociedad sociedade societe societies society software software-co solutions
soporte sorority souvenirs spa spa-co sparkasse specialists spedition spoldzielnia spolka sports spzoo srl sro
stadtwerke staff steakhouse steelworks steuerberatung stichting stiftung stockists storage store stores
strategy studio studio-legale studios subscription supermarket suporte suppliers supplies supply support
support-team svc swimming switchboard symphony synagogue syndicate sysadmin systems szkola taller talleres
tandartspraktijk tanning taqueria tavern teahouse team teams tech technicians technologies technology tecnico
telecom telehealth telepresence tennis textiles theater theatre theatre-co therapeutics ticaret ticketing
tickets tienda tiendas tierarztpraxis times-co tires tischlerei tools tourism tours towing township toyota
toys trading training transport transportation transportbedrijf transportes trattoria travel tribes tribune
trucking trust tutoring tutors tv tyres ufficio ug underwriters union unions universidad universitaet
universitat universite university unsubscribe urzad user users vastgoed vendas vending vendite vendors ventas
ventes ventures verein vereniging verkauf verkoop verkoopafdeling verksted vertrieb verwaltung veterans
veterinary vets vineyard vineyards vof volksbank volvo vorstand voters warehouse wealth webdesign webdev
webhosting webmaster website weingut welding wellness werkstatt wholesale wholesalers winery workshop yachts
yoga zahnarztpraxis zaklad zao zentrale zentrum zrt
";

/// Such words that are family names of some frequency as well.
pub(super) const ORGANIZATIONS_SOFT: &str = "
band bank banks bar barn branch brands burger care church cloud court cross dairy farm farms field fund garage
garden gardens golf guild hall holding home homes house inn jobs kitchen law ledger legal makler marine mill
mills motor nation office-church parish personal press pub root sales schule sheriff sport stadt temple tribe
venture winkel
";

/// Occupations and ranks, alone or in a phrase. Written from general knowledge; to check against: the title rules beside this file, O*NET's sample titles.
pub(super) const OCCUPATIONS: &str = "
abteilungsleiter accountant acting actor actuary administrateur administrator adviser advisor agent
amministratore analyst animator apprentice architect artist asistente aspiring assistant assistante
assistentin assoc associate associate-broker asst at attendant attorney auditor avp barista bartender
bedrijfsleider bereichsleiter blogger bookkeeper buyer by caregiver caretaker cashier cdo ceo certified cfo
cgo chairman chairmen chairperson chairwoman charge chargee chef chef-de-projet chief chro cio ciso cleaner
clerk cmo co-chair co-founder co-owner coach cochair cofounder cofounders comptroller conseiller conseillere
consultant contador contadora contractor controller coo coordinator coowner copywriter counsel counselor cpo
cro cso cto custodian customer-service cxo decorator deputy designer developer directeur director directora
directrice direktor diretor direttore direttrice dirigeant dispatcher driver duena dueno dyrektor economist
editor eigenaar electrician employee encargada encargado engineer entrepreneur esthetician evangelist evp ex
executive experienced expert filmmaker firefighter fitter for foreman former founder founders founding
freelance freelancer from fundador fundadora gamer gerant gerente geschaftsfuhrer geschaftsfuhrerin
gestionnaire hairdresser head hired hiring homemaker hostess housewife illustrator impiegato independent
influencer ingenieure inhaber inhaberin inspector installer instructor interim intern investor janitor jefa
jefe journalist kierownik landlord lawyer lead leader lecturer leiter leiterin librarian licensed looking
manager managers managing masseuse mechanic medewerker mitarbeiter mitarbeiterin nurse of operator oprichter
optometrist our owner owner-operator paralegal paramedic partner passionate pdg pharmacist photographer
physician planner plumber podcaster postdoc practitioner presidente prezes principal producer programmer
projektleiter prokurist propietaria propietario proprietaria proprietario proprietor psychologist realtor
receptionist recruiter registered rep representative researcher responsabile responsable retired roofer
sachbearbeiter sachbearbeiterin salesman salesperson salesrep salesrepresentative scientist secretaria seeking
sekretar sekretarin senior senior-manager servicemanager shareholder socia socio soldier specialist
specjalista statistician strategist streamer student stylist subcontractor superintendent supervisor surgeon
svp teacher teamleiter technician teller therapist titolare trader trainee trainer translator treasurer tutor
underwriter unemployed vendedor vendedora vertriebsleiter veteran veterinarian vice vice-president
vicepresident videographer vlogger vp waiter waitress webdesigner welder with wlasciciel worker writer your
youtuber zaakvoerder
";

/// Companies that are in every export and whose names are no person's: alone they are no first name.
/// Written from general knowledge; to check against: the Fortune Global 500 and Interbrand's Best Global Brands.
pub(super) const BRANDS: &str = "
abbvie accenture acer acme adidas adobe airbnb airbus aldi alibaba aliexpress allianz alphabet amazon amd amex
amgen anthropic apple aramco asda astrazeneca asus at&t atlassian auchan audi aviva axa baidu barclays basf
bbc bbva bcg biogen bmw boeing bp broadcom byju cadillac capgemini capterra carrefour chevrolet chevron
chrysler cisco citibank citigroup citroen cloudflare cnn coca-cola cocacola cognizant comcast costco
crunchbase cvs daimler danone databricks datadog decathlon deliveroo dell deloitte dhl discord disney docusign
dominos doordash dropbox ebay ericsson espn etsy eventbrite expedia exxon exxonmobil facebook fedex fiat
fiverr flickr flipkart fujitsu gazprom genentech github gitlab glassdoor glaxosmithkline godaddy gojek google
grubhub gsk gucci heineken henkel hewlett-packard hitachi hpe hsbc huawei hubspot hulu hyatt hyundai ibm ikea
indeed infosys instacart instagram intel intercom itochu jeep jira jpmorgan kfc kia kickstarter kpmg kroger
lazada lenovo lg lidl linkedin lockheed logitech loreal lufthansa lvmh lyft maersk mailchimp marriott
mastercard mazda mcdonalds mckinsey medtronic meetup mercedes-benz meta metlife microsoft mitsubishi mitsui
moderna motorola mozilla natixis nbc nestle netflix nike nissan nokia novartis novotel nvidia openai oracle
palantir panasonic patreon paypal paytm pepsico petrobras peugeot pfizer pinterest pixar porsche prada primark
prudential puma pwc qualcomm quora rakuten raytheon reddit redfin reebok renault reuters safeway sainsburys
salesforce samsung sanofi sap servicenow sheraton shopee shopify siemens slack snapchat snowflake softbank
sony spotify squarespace starbucks stripe subaru subway sumitomo swiggy tcs telefonica telegram tencent tesco
tesla thyssenkrupp tiktok tmobile tokopedia toshiba totalenergies toyota tripadvisor trustpilot tumblr twilio
twitch twitter uber ubs unicredit unilever uniqlo ups upwork usps verizon vimeo visa vkontakte vmware vodafone
volkswagen volvo walgreens walmart wechat weibo whatsapp wikipedia wipro wix wordpress workday xiaomi yahoo
yandex yelp youtube zara zendesk zillow zomato zoom zoominfo
";
