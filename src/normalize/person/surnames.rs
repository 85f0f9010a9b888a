//! Family names, folded (lower case, no accents), sorted.

/// Surnames of Spain, Portugal and Latin America that are not given names too: two of them in a row are the
/// father's and the mother's. Source: the surnames of Faker's es_ES, es_MX, es_CO, pt_BR and pt_PT tables (MIT),
/// which follow the national statistics offices.
pub(super) const IBERIAN: &str = r"
abad abascal abella abellan abrego abreu acedo acero acevedo acosta acuna adadia adame aguado aguayo
agudelo agudo aguila aguilar aguilera aguilo aguirre agullo agusti alamo alarcon alberdi albero alberola
albuquerque alcala alcalde alcantar alcantara alcaraz alcazar alcolea alegre alegria aleman alemany
alfaro aliaga aller almagro almansa almanza almaraz almazan almeida almonte alonzo alsina altamirano
alva alvarado alvarez alves alzate amaral amat amigo amo amores amorim amoros anaya anda andrade andreu
angarita anglada anguiano anguita angulo anjos anton antunes antunez aparicio apodaca aponte
aragao aragon aragones aramburu arana aranda arango araujo arboleda arce archuleta arco arcos ardila
arellano arenas arevalo arguello arias arino ariza arjona armas armendariz armengol armenta arnaiz arnal
arnau aroca arranz arredondo arregui arreola arriaga arribas arrieta arroyo arteaga artigas asenjo
asensio assuncao atienza avalos avila aviles ayala ayllon ayuso azcona azevedo aznar azorin baca badia
badillo baena baez baeza bahena balaguer balderas ballester ballesteros banos banuelos baptista baquero
barajas barba barbera barbero barbosa barcelo barcena barco barela baro baron barragan barral barranco
barraza barreda barrena barrera barreto barrientos barriga barrio barrios barros barroso bas bastida
bastidas batalla batista batlle bauza bayo bayon bayona becerra bedoya bejarano belda bellido bello
belmonte beltran benavent benavente benavides benavidez benet benitez berenguer bermejo bermudez bernad
bernal bernat berrios berrocal bertran betancourt betancur bezerra bilbao blanch blanco blanes blasco
blazquez boada bohorquez boix bolanos bolivar bolsonaro bonet bonilla borges borras borrego borrell
bosch botella botello bou braga branco bravo briones briseno brito bru buendia bueno buitrago burbano
burgos busquets bustamante bustos caballero caban cabanas cabanillas cabello cabeza cabezas cabo cabrera
cabrero caceres cadena cadenas caicedo cal calatayud caldeira caldera calderon calleja calvet calvillo
calvo calzada camacho camara camargo camarillo camino campillo campos campoy camps canales canals canas
canellas canet canete canizares cano canovas cantero cantillo canton cantu caparros capdevila caraballo
carbajal carbajo carballo carbo carbonell cardenas cardona cardoso cardozo carmona carneiro carnero caro
carpio carranza carrasco carreno carreon carrera carreras carrero carretero carrillo carrion carro
carvajal carvalho casa casado casal casals casanova casanovas casares casarez casas cases casillas
cassiano castaneda castano castejon castell castellanos castello castells castilla castillo castrillo
castrillon castro catala catalan cavalcante cavalcanti cavazos cazares cazorla ceballos cedillo ceja
centeno cepeda cerda cerdan cerezo ceron cerro cervantes cervantez cervera cespedes chacon chamorro
chapa chaparro chavarria chaves chavez checa chico cid cifuentes cintron cisneros clavero cobo cobos
coca codina coelho coello coll collado collazo colom coloma colomer colon colunga comas company
conceicao conde conesa contreras corbacho cordero cordoba cordova cornejo corominas coronado corral
corrales correa corredor correia cortes cortez cortina costa costela cotto covarrubias cozar crespi
crespo criado cruz cuadrado cuellar cuenca cuervo cuesta cueto cuevas cunha curiel dalmau davila daza
delgadillo delgado dias diaz dieguez diez domenech domingues dominguez donaire donoso duenas duque duran
echevarria echeverria egea elizondo elorza enriquez erazo escalante escalona escamilla escobar escobedo
escolano escribano escriva escudero espada espana espanol esparza espejo espinal espino espinosa
espinoza espitia esquibel esquivel esteve esteves estevez estrada exposito fabra fabregas fabregat
fajardo falco falcon faria farias farre feijoo feliu fernandes fernandez ferran ferrandez ferrandiz
ferrando ferreira ferrer ferrera ferreras ferrero fierro figueiredo figueras figueroa figuerola fiol
flores florez fogaca folch fonseca font forero fortuny franch freitas frias frutos fuente fuentes
fuertes fuster gabaldon gaitan galan galarza galeano galiano galindo gallardo gallart gallegos gallo
galvan galvez galvis gamboa gamez gaona garate garay garces garcia gargallo garibay garica garmendia
garrido garriga garza garzon gascon gastelum gaviria gaya gaytan gelabert gibert gilabert gimenez gimeno
giner giraldo giralt giron girona gisbert godinez godoy goicoechea gollum gomes gomez gomila gomis
goncalves goni gonzales gonzalez gordillo granado granados grande gras grau griego grijalva guajardo
gual guardado guardia guardiola guerra guerreiro guerrero guevara guijarro guillen guitart gurule
gutierrez guzman haro henao henriques henriquez heras heredia hernadez hernandes hernandez herranz
herrera herrero hervas hervia hidalgo hierro higueras hinojosa holguin hoyos hoz huerta huertas huguet
hurtado ibanez ibarra iborra iglesia iglesias infante iniesta iniguez iriarte irizarry isern izaguirre
izquierdo jaen jaimes jaquez jara jaramillo jasso jaume jauregui jerez jimenez jiminez jodar jorda jove
jover juarez jurado laboy lago laguna lamas landa larranaga larrea lasa lastra laureano leal leao lebron
ledesma leite leiva lemus lerma leyva lillo lima limon linares lira llabres llado llamas llano llanos
lledo llobet llopis llorens llorente lloret lluch loaiza lobato lobo loera lomeli londono longoria lopes
lopez losa losada loureiro lovato loya lozada lozano lucena luevano lugo lujan lula lumbreras luque
macedo machado macias madera madrid madrigal maestas maestre magalhaes magana maia malave maldonado malo
mancebo manjon manrique manso mantilla manzanares manzano mares mari marin mariscal marmol marques
marquez marrero marroquin marti martinez martins martorell mas mascarenas mascaro mata matas mate mateos
mateu matos mayo mayol mayoral mayorga maza medina medrano mejia melendez melero melgar melo mena
menchaca mendes mendez mendizabal mendonca mendoza menendez meneses meraz mercader mercado merino mesa
meza milla millan minguez mir miralles miramontes miranda mireles miro mojica molano moles molina
moliner molins moll mondragon monreal monroy monsalve montalban montalvo montana montanez montano
monteiro montemayor montenegro montero montes montesinos montez montoya mora moraes morais moraleda
morales moreno moran morante morata morcillo moreira morell morera morillo mosquera mota moura moya mugica
mulet munguia muniz munoz mur murcia murillo muro nadal najera naranjo narvaez nascimento nava navarrete
navarro navas nebot negrete negron neira neto nevado nevarez neves nicolau nieto nino nogueira noguera
nogues noriega novaes novais novoa nunes nunez obando ocana ocasio ochoa ojeda olaya olivares olivarez
olivas olive oliveira olivera oliveras olivo oller olmedo olmo olmos olvera ontiveros oquendo ordonez
orellana orjuela ornelas orosco orozco orta ortega ortiz ortuno osorio ospina ospino osuna otero oviedo
ozuna pabon pacheco padilla padron paez pages paiva palacio palacios palau pallares palma palmer palomar
palomares palomino palomo paniagua pantoja parada pardo paredes pareja parejo parra partida patino pavon
pazos pedraza pedrero pedrosa pedroza peinado peiro peixoto pelaez pellicer pena penalver penas pera
peral perales peralta perdomo perea pereira perello perera peres perez pi pichardo pimenta pina pineda
pinedo pineiro pinheiro pinho pinilla pino pinol pinto pintor pinzon piquer pires pizarro pla plana
planas plaza pol polanco polo pomares pombo ponce pons pont porcel porras porta portero portilla
portillo porto posada pou poza pozo pozuelo prada prado prat prats preciado priego prieto puente puentes
puerta puga puig pujadas pujol pulido quero querol quesada quevedo quezada quinones quinonez quintana
quintanilla quintero quiroga quiros quiroz ramirez ramis ramos rangel rascon raya razo real rebollo
recio redondo regalado reguera reig reis rendon rengifo renteria requena resendez restrepo revilla rey
reynoso rezende riascos riba ribas ribeiro ribera ribes ricart riera rincon rio riojas rios ripoll
riquelme rius rivas rivera rivero roa robledo robles roca rocamora rocha roda rodarte rodenas rodrigez
rodrigues rodriguez rodriquez roig rojas rojo rolon roma romero romeu romo ropero ros rosado rosales
rosas rosell rosello rosero rossello roura rovira roybal royo rozas ruano rubio rueda ruelas ruiz sa
saavedra sabater sacristan saenz saez sainz saiz sala salamanca salas salazar salcedo salcido saldana
saldivar sales salgado salinas salmeron salom salva samaniego sampaio samper sanabria sanches sanchez
sandoval sanjuan sanmartin sanmiguel sans santacruz santamaria santana santillan santos sanz sarabia
sarmiento sastre sauceda saucedo saura seco sedano segarra segovia segui segura sepulveda serna serra
serrano serrato sevilla sevillano sierra silva silveira simo simoes siqueira sisneros soares sobrino
sola solana solano sole soler solera solis soliz solorio solorzano solsona somoza soria soriano sosa
sotelo soto sousa souza suarez sureda taboada tafoya talavera tamarit tamayo tamez tapia tavares
teixeira tejada tejeda tejedor tejera tejero tellez tello tena tenorio teran terrazas terron teruel
tijerina tirado toledo tolosa tormo toro torralba torre torrecilla torrens torrent torrents torres
torrez torrijos tovar trejo trevino triana trillo trujillo tudela tur ugarte ulibarri ulloa urbina urena
uria uriarte urias uribe urrutia vaca valadez valbuena valcarcel valderrama valdes valdez valdivia
valencia valenciano valente valenzuela valera vall valladares valle vallejo valles valls valverde
vanegas vaquero vara varela vargas vasconcelos vasquez vaz vazquez vega vela velandia velasco velasquez
velazquez velez veliz vendrell venegas verdejo verdu verdugo verduzco vergara viana vicens vieira viera
vigil vila vilalta vilanova vilaplana vilar villa villagomez villalba villalobos villalonga villalpando
villamil villamizar villanueva villar villareal villarreal villasenor villaverde villegas villena vina
vinas vives vizcaino yanez ybarra yepes yuste zabala zabaleta zambrano zamora zamorano zamudio zapata
zaragoza zarate zavala zayas zedillo zelaya zepeda zorrilla zuluaga zuniga zurita
";

/// The most frequent surnames of the United States beside those, from the 1990 census (public domain): a lone one
/// of these is a family name.
pub(super) const COMMON: &str = r"
abbott adams adkins anderson andrews armstrong atkins atkinson ayers baker baldwin ball ballard banks
barber barker barnes barnett barr barrett bartlett barton bass bates bauer baxter beard beasley beck
becker bell bennett benson berry bishop black blackwell blair blankenship bond booker boone booth bowen
bowers bowman boyer brewer bridges briggs brock brooks brown browning buchanan bullock burgess burke
burnett burns bush butler byrd cain caldwell calhoun callahan campbell cannon carlson carpenter carr
carson chambers chandler chang chapman christensen clarke cline cobb cochran cohen coleman collier
collins combs conley conner conway cook cooper copeland cox crawford cross cummings cunningham curry
daniels davenport davidson davis dawson day decker deleon dickerson dixon dorsey drake dunn durham dyer
eaton edwards ellison english erickson evans farmer farrell ferguson fields fischer fisher fitzgerald
fleming fletcher flowers flynn foley ford foster fowler fox frazier freeman french fuller gaines
gallagher gardner garner garrison gates gentry gibbs gibson gill gilmore glass glover golden goodman
goodwin grant graves gray green greene greer griffin griffith grimes gross hale hall hamilton hammond
hampton hancock hansen hanson hardin harmon harrell harrington harris hart hartman hawkins hayes haynes
henderson hensley henson herring hess hickman hicks higgins hill hines hobbs hodge hodges hoffman hogan
holland holloway holmes holt hood hoover hopkins horn horton house houston howell hubbard hudson huff
huffman hughes hull humphrey hunt hurst hutchinson ingram jackson jacobs jefferson jenkins jennings
jensen johns johnson johnston jones keller kemp kennedy kim king klein knight knox kramer lamb landry
lane lang larsen larson lawson leach leblanc lee little long lowery lynch lyons malone mann manning
marks marsh massey mathews mathis matthews maynard mcbride mccall mccarthy mcclain mcclure mccormick
mccoy mcdaniel mcdonald mcdowell mcgee mcguire mckee mckinney mclaughlin mclean melton merritt meyer
meyers miller mills monroe montgomery moody moore morrison morrow morton mosley moss mueller mullins
murphy myers nash newman newton nguyen nichols nicholson nixon noble norris norton obrien oconnor olsen
olson oneal orr osborne owens pace page park parks parrish parsons patel patterson patton payne pearson
perkins peters petersen peterson phelps phillips pittman pitts poole pope porter potter powell powers
pratt price prince pruitt ramsey reed reese reeves reid reynolds rhodes rice richards richardson robbins
roberson roberts robertson robinson rodgers rogers roth rowe sanders saunders savage sawyer schmidt
schneider schroeder schultz schwartz sellers sexton shaffer sharp shaw shelton shepherd shields short
simmons simpson sims singleton skinner sloan small smith snow snyder sparks stafford steele stephens
stephenson stevens stevenson stokes stone strickland strong sullivan summers sutton swanson sweeney tate
taylor thompson thornton townsend tran tucker turner underwood vaughn wagner walker wall walls walsh
walters walton ward ware warner washington waters watkins watson watts weaver webb weber webster weiss
welch wells west wheeler whitaker white whitehead wiggins wilcox wiley wilkerson wilkins wilkinson
williamson wilson winters wise wolfe wong wood woodard woods wright yates york young zimmerman
";

/// Frequent surnames of Europe, for telling a family name that was written first. Written from general knowledge; to
/// check against: the commonest surnames that the national statistics offices list.
pub(super) const EUROPEAN: &str = "
acar adamczyk alekseev amato andersen andersson angelopoulos antoniou arslan aslan aydin babic bakker balog
baran barbieri barbu barone basile battaglia bauer becker belanger bellini benedetti benes bengtsson berg
berger bergeron berglund bergstrom bernardi bianchi bianco blanc blanchard blazek blom bondarenko bonnet bos
bouchard boucher bouvier boyer braun brouwer brun busch cakir caputo carbone caron caruso cattaneo celik
cermak cerna cerny chevalier christensen ciobanu clement colombo conte conti coppola costa costantini cote
dabrowska dabrowski damiani damico dangelo deboer degraaf degroot dejong dekker demir depraetere desantis
deschamps devries dewit diaconu dijkstra dimitriou dimitrov dinu djordjevic dobre dolezal donati dubois dudek
dufour dumas dumitru dumont dupont dupuis durand dvorak dvorakova egger egorov engel eriksen eriksson esposito
fabbri farina faure ferrara ferrari ferraro ferretti ferri fiala fiore fischer florea fontaine fontana fortin
fournier franke fuchs gagne gagnon galli gallo garnier gatti gauthier gautier gauvin gentile georgescu
georgiev georgiou gheorghe giordano girard giraud giuliani goossens gorski grabowski graf grassi grasso gross
gruber guerin guerra gustafsson haas hahn hajek hamalainen hansen hansson hartmann haugen heikkinen hendriks
hoekstra hofer hofmann horak horakova horvat horvath huber huisman ilic iliev ioannou ionescu ivanov ivanova
jablonski jacobs jager jankowska jankowski jansen janssen jansson jarvinen jaworski jelinek jensen johansen
johansson joly jonsson jorgensen jovanovic juric kaczmarek kaiser kaminska kaminski karagiannis karlsson kaya
keller kilic klein knezevic koc koch kohler kolar konig konstantinou kopecky korhonen korkmaz koskinen koster
kovac kovacevic kovacic kovacova koval kovalchuk kovalenko kovar kowalczyk kowalska kowalski kozlov kozlowska
kozlowski krajnc kral kramer krause kravchenko krawczyk kristensen kriz krol kruger kucera kucerova kuhn
kuipers kuznetsov kuznetsova kwiatkowski laine lang lange larsen larsson lavoie lazar lebedev leclerc lecomte
lefebvre lefevre legrand lehmann lehtonen leitner lemaire lemoine leroux levesque lewandowska lewandowski
lindberg lindgren lindqvist lindstrom lombardi lombardo longo lund madsen maes maier majewski makarov makela
makinen makris malinowski mancini marchand marchetti mariani maric marinescu marini markovic martinelli
martinez martini masson matei mathieu matic mayer mazur mazza meier meijer mercier messina meunier meyer
michalak michalski milani milosevic moldovan moller montanari monti moreau morel morelli moretti morin morozov
moser moulin mulder muller munteanu nagy navratil negri nemcova nemec neri neumann nielsen nieminen nikitin
nikolaidis nikolic nikolov nilsson nistor novak novakova novikov novotna novotny nowak nowakowski nowicki
oliynyk olsen olsson olszewski orlov ostrowski ouellet ozcan ozdemir ozkan ozturk pagano palmieri palumbo
papadopoulos papadopoulou parisi pavlov pavlovic pawlak pawlowski pedersen peeters pellegrini pelletier perrin
persson peters petersen petit petrov petrova petrovic pettersson pfeiffer picard pichler pietrzak piotrowski
piras pohl pokorna pokorny polat polishchuk pop popa popescu popov popova popovic pospisil postma prins
prochazka prochazkova radu rasmussen renard renaud ricci richter rinaldi riva riviere rizzi rizzo roche
rossetti rossi roth roussel roux russo rusu rutkowski ruzicka sala santoro sartori sauer schafer schmid
schmidt schmitt schmitz schneider scholten scholz schreiber schroder schubert schulte schulz schulze
schumacher schuster schwarz sedlak seidel semenov serban serra shevchenko shevchuk sikora silvestri simsek
smirnov smirnova smit smits sokolov sokolova sommer sorensen sorrentino stanciu stankovic steiner stepanov
stepien stoica stojanovic stoyanov svensson svoboda svobodova szewczyk szymanska szymanski testa tkachenko
todorov tomaszewski tomic toth tremblay tudor valentini vandermeer vandijk vanek varga veenstra verhoeven
vesela vesely villa virtanen visser vitale vlachos vogel vogt volkov vos vukovic wagner walczak weber weiss
wieczorek willems winkler winter wisniewska wisniewski witkowski wojciechowski wojcik wolf wolff wouters
wozniak wrobel wroblewski yavuz yildirim yildiz zajac zakharov zalewski zeman ziegler zielinska zielinski
zimmermann zupan
";

/// Frequent surnames of South Asia, Africa and the Near East, likewise. Written from general knowledge; to check
/// against: Forebears and the census offices of India, Nigeria, Kenya and Egypt.
pub(super) const ELSEWHERE: &str = "
addo adebayo adeyemi agarwal aggarwal agyemang ahmadi akter ansari appiah arora asante azoulay balogun bandara
banerjee bansal bernstein bhatia biton boateng bose botha camara chatterjee chaudhary chaudhry chauhan chopra
choudhary chowdhury chukwu cisse cohen coulibaly desai deshmukh dhillon diallo diop dissanayake dlamini dubey
dutta epstein farah friedman ghosh goldberg goldstein govender goyal grewal gupta haddad hossain hosseini
iyengar iyer jadhav jafari jain jayawardena joshi kaplan kapoor katz keita khanna khoury khumalo kone kulkarni
levy malhotra mehta mendoza menon mensah mishra mittal mizrahi mohammadi mokoena moradi mukherjee naidoo naidu
najjar nasution ndiaye ndlovu nkosi nwosu ogunleye okafor okeke okonkwo onyeka osei owusu pandey patel patil
pawar perera peretz pillai pillay pretorius qureshi ramos rao rathore reddy rezaei rosen rosenberg sandhu
saxena sengupta sethi shah sharma shehata siddiqui simanjuntak sinha siregar srivastava thakur tiwari toure
traore trivedi verma villanueva weinberg weinstein wickramasinghe yadav zulu
";

/// Family names that people of the English-speaking world also bear as given names ("Taylor Swift", "Lee Jordan").
/// Written from general knowledge; to check against: the Social Security Administration's baby names.
pub(super) const GIVEN_TOO: &str = "
abbott addison ainsley alston anderson angeles aragon archer arden ashton austin avery banks barrett benito
bennett benson bentley blair blake booker boone bowen brady brock brooks bryson byrd cain calhoun campbell
carson carter chance chandler clayton coleman collins conner connor conway cooper crawford crosby cruz curtis
dalton daniels davis dawson deacon dean delgado denver dixon domingo drake duncan easton edison elliott ellis
ellison emerson everett finley fisher fletcher flynn ford foster fox franklin gage garrett garrison gates
gentry gibson golden graham grant gray grayson greer griffin gunner hale hamilton hampton hardin harley harper
harris harrison hart hayden hayes henderson hendrix holden holland hollis holt houston hudson hunt hunter
huxley ingram irving jackson jagger jamison jefferson jennings jensen johnson jones jordan joyce judd keaton
keller kelly kendall kennedy kent kim king kingsley kinsley knox lamar lane langston lara larson lawson lebron
lee leighton lennon lennox leon lima lincoln little logan london long luna mackenzie macy maddox madison
malone marin marley marlowe marshall mason maverick maxwell mckenna mckenzie mckinley mercer merritt miles
miller monroe montgomery morgan murphy myers nash newton nixon noble nolan norris oakley oconnor owens page
paisley palmer paris parker paxton payne payton paz pearson pierce piper porter presley preston price prince
quincy quinn ramsey raymond reagan reed reese reid remington rhodes riley ripley roberts roman romero rosario
rowan royal ryan ryder sage salvador sanders santana sawyer scott shaw shea shelby shelton shepherd sheridan
sierra sloan sloane soto spencer stafford stanley sterling stone storm sullivan summer summers sutton sydney
tanner tate taylor terrell thatcher thornton tucker turner tyler tyson vance vaughn vega wade walker warner
watson weaver webster wells wesley west weston whitney wilder wiley williams wilson winston winter wolf
woodrow wyatt yates york young zane
";
