//! Given names, folded (lower case, no accents), sorted.
//!
//! Sources: the most frequent given names of the 1990 United States census (public domain) and the given names of
//! Faker's locale tables (MIT), which cite the national statistics offices; widespread short forms added by hand.
//! A name missing here is not rejected: the tables only settle which of two readings is the likelier.

/// Given names of the Latin-script world.
pub(super) const GIVEN: &str = r"
aachal aada aadhya aadi aage aahana aaliyah aapo aarav aarini aarna aarnav aarne aaro aaron aarush aashi
aatos aayush abbas abbi abbie abby abdi abdirahman abdul abdullah abdullahi abeer abel abelone abha
abhimanyu abhiram abigail abilio abjorn abraham abram abril achille achim ada adalbert adalberto adam
adamo adan addie adela adelaida adelaide adelardo adelasia adelbert adele adelgunde adelheid adelia
adelina adelinde adeline adelmo adem adina aditya adnan adolf adolfine adolfo adora adoracion adrian
adriana adriane adrianna adriano adrien adrienn adrienne advaith advay advik advika adweta adya aedan
aenne afonso africa agapito agastya agata agatha agathe age agne agnes agneta agnete agnieszka agnolo
agostino agueda agustin agustina ahmad ahmed ahmet ahti aida aidan aideen aiden aila aileen aili ailis
aime aimee aimo aina ainara aine aino ainoa airi aisha aishani aisling aislinn aitana aitor ake aki
akira akos aksel akseli akshay al alain alan alana alanis alanna alannah alastair alba alban albano
alberico albert alberta alberte albertine alberto albin albina albino albrecht alcides alderano aldo ale
alec alejandra alejandro alejo aleks aleksandar aleksander aleksandr aleksandra aleksanteri aleksej
aleksi alen alena ales alessandra alessandro alessia alessio alex alexa alexander alexandr alexandra
alexandre alexandria alexandrie alexandros alexei alexej alexey alexia alexis alf alfio alfons alfonso
alfred alfreda alfredo algot ali alice alicia alicja alida alina aline alisa alisha alison alissa
alistair alister alix alka alla allan allana allegra allen allie allison allyson alma almudena almut
almuth alois aloisia alondra alonso alonzo aloys alphons alphonse alta althea alton alva alvar alvaro
alve alvin alwin alwina alwine alyce alyson alyssa alzbeta amada amadeo amadeus amado amador amaira
amalia amalie amancio amanda amando amara amarilis amaro amaya ambar amber ambrosio amedeo amelia amelie
america americo amico amie amilcar amin amina amir amira amit amleto amol amor amos amparo amrita amruta
amy ana anabel anacleto anais anamika anas anastasia anastasie anastasio anastasios anastazie anastazja
anatol anatoli anatolij anatoly anay anda andela anders andor andras andre andrea andreas andree andrei
andreia andrej andres andrew andrey andrija andriy andrzej andy ane aneta anett anette anezka angel
angela angeles angelia angelica angelika angelina angeline angelino angelique angelita angelo angie
angus ani anibal anica aniela anika aniko anil anirudh anita anja anjali anka anke ankica ankit anmol
ann anna annabel annabelle annaliese annalisa annalise annamaria anne annedore annegret annegrete
annekatrin anneke annelene anneli annelie annelies anneliese annelise annelore annemarie annemette
annemie annemijn annerose annett annetta annette anni annibale annica annie anniina annika annikki
annita annmarie annukka annunziata anny anouk ansaldo anselm anselma anselmo ansgar ansh anssi antal
ante antero anthony antje anto antoin antoine antoinette anton antonella antonello antoni antonia
antonie antonietta antonija antonin antonina antonino antonio antonios antonius antony antti antun anu
anunciacion anusha anvi anya aodhan aoibheann aoibhin aoibhinn aoife apolena apolinar apollo apollonia
apolonia apostolos april araceli aradhana aranka aranzazu arcelia archie ari aria ariadna ariana ariane
arianne aribert arie ariel arif arild arin aristides arja arjun arkadiusz arlene arline armando armas
armida armin arnaldo arnaude arnd arndt arne arnfried arnim arno arnold arnost arnulf arnulfo aroa aron
arpad arran arron arsenio artemio arthur arto arttu artturi artur arturo arun arunima arvid arvo arya
aryan arzu asa asafe asbjorn ascension asdrubal ase asger ashlee ashleigh ashlene ashley ashling ashok
ashton asko assar asta aston astrid asuncion atenulf athanasios atharv ati atilio atte attila aubrey aud
audra audrey august augusta auguste augustin augusto aukusti aulikki aulis aune aura aurea aurelia
aureliano aurelie aurelio aurora aurore autumn ava avery avi avis avni axel aya ayaan ayden ayesha ayla
aylin aylla aynur ayoub ayse aysel ayten ayush ayushman azaan azad azahar azahara azeglio azeneth aziz
azra azucena babett babette baccio bachittar baghyawati bahadurjit bailie bakhshi balazs baldassare
baldomero balduino baldur balendra balhaar balint baljiwan baltasar balthasar balvan balveer banjeet
baptist bara barbara barbel barbora barbra barbro barica barkha barna barnabas barry bart bartek
bartholomaus bartolome bartolomeo bas basilio bastiaan bastian baudelio bautista bayram beata beate
beatrice beatrix beatriz beau becky bedrich begona bekir bela belen belinda bella ben bence bendeguz
benedek benedetto benedicte benedikt benedikte benedita bengt benicio benigna benigno benita benito
benjamim benjamin benn bennie benno benny benoit bent bente benthe bento benvenuto beppe berat berend
berenice berit bernabe bernadett bernadette bernadine bernard bernarda bernardino bernardita bernardo
bernd berndt bernfried bernhard bernhardine bernice bernt bernward bert berta bertalan bertha berthold
bertie bertil berto bertold bertram bertrand beryl bessie beth bethan bethany betina betsy bette betti
bettie bettina betty bettye beulah beverley beverly bhanumati bhavani bhavika bhavini bhavna bhavya
biagio bianca bianka bibi bibiana bienvenida bilal biljana bill billie billy bimala bina birger birgid
birgit birgitt birgitta birgitte birte birthe biserka bishakha bitten bjarne bjorg bjorn blahoslav
blaine blanaid blanca blanche blanka blas blazej blazena bo boaz bob bobbi bobbie bobby bodil bodo boe
boel bogdan boglarka bohumil bohumila bohumir bohuslav boje boleslav bonifacio bonita bonnie borbala
borge boris borivoj borja borje borris borys botond bozena bozica bozo brad bradley bram brandi brandie
brandon brandy branka branko brayan breandan breanna brenda brendan breno brent bret bretislav brett
brian briana brianna bridget bridgett bridgette brigid brigida brigitta brigitte brijesh brinda brit
brita britney britt britta brittany brittney brogan bronach bronagh brooke brooklyn bror bruce bruna
brunhild brunhilde bruni brunilda bruno bryan bryce bryony buddy buenaventura burckhard burghard burkard
burkhard burkhardt byron cacilia cacilie caetana cahal cahir cailin cailum caio caitlin caitlyn
caitriona cajsa cal calcedonio caleb calebe calista calisto calixta calixto callan callie callum
calogero calum calvin camila camilla camille camillo camilo canan candace candela candelaria candelario
candelas candice candida candido candy caoilfhionn caoimhe caoimhin caolain caolan caomhan capucine cara
caragh caren carey caridad carin carina carissa carita carl carla carlene carlijn carlito carlo carlos
carlota carlton carly carmel carmela carmelita carmella carmelo carmen carmina carmine carminho carol
carola carole carolin carolina caroline carolyn carrie carsten cary cas casandra casemiro casey casper
cassandra cassidy cassie catalina catarina caterina cathal catharina catherine cathleen cathrin cathrine
cathryn cathy cato catrin catrine catriona caua caue cayetana cayetano ceara cebrian cecelia cecil
cecile cecilia cecilie cecilio cedric ceferino celal celeste celestina celestino celia celina celine
celso cemal cemil cengiz centa cesar cesare cetin ceylin cezary chaaya chad chaitaly chaitanya chakradev
chakradhar chakrika chaman chameli champak chanakya chanchal chandani chandra chandran chandresh chantal
chantel chantelle charan charis charita charity charlene charles charlie charlott charlotta charlotte
charmaine charo charvi chasity chasmum chatresh chatura chavvi che chelo chelsea chelsey chema cheri
cherie cherith cherry cheryl chester cheyenne chiara chita chloe chris christa christel christelle
christer christi christian christiana christiane christie christin christina christine christl christof
christofer christoffer christoph christophe christopher christos christy chrystal chucho chuck chus chuy
cianan ciara ciaran ciarrai cilli cillian cilly cindy cintia cipriano ciriaco cirillo cirino cirkeline
ciro claas claes claire clara clare clarence clarice clarisa clarissa clas claude claudette claudia
claudine claudio claudius claus clavs clayton clelia clemence clemens clemente clementina cleo cleto
cleveland clifford clifton climaco clint clinton cliodhna cliona clive clodagh cloe clotilde clyde codie
cody coleen colette colin colleen collette collin colm colton coluccio colum conal conall conan
concepcion concetta concha conchur conn connie connor conny conor conrad conrado constanca constance
constantin constanza constanze consuela consuelo cora coral cord cordula corey corina corine corinna
corinne coriolano cormac cornelia cornelio cornelis cornelius corona corrado corrie corrine cortney cory
cosima cosimo cosme costantino costanzo courteney courtney craig crescencia cristian cristiano cristina
cristobal crystal csaba csilla csongor ctibor ctirad curro curt curtis custodia custodio cynthia cyprian
czeslaw daan dafne dag dagmar dagmara dagny dagobert daire dairine daisuke daisy dajana dakota daksh
daksha dakshesh dalaja dalbir dale dalibor dalila dallas dalton damaris damian damiano damien damini
damir damon damyanti dan dana dani danica daniel daniela daniele daniella danielle danijel danijela
danilo danique danny dante danuse danuta daphne dara darcy daria darika darin dario darius dariusz darko
darla darlene darnell darpan darragh darrel darrell darren darrin darryl darsh darwin daryl dave davi
david davor dawid dawn dayamai dayita dayna deaglan dean deana deane deann deanna deanne dearbhail
dearbhaile dearbhla deb debbie debora deborah debra declan dee deena deepa deepak deidre deirbhile
deirdre dejan del delbert delfina delfino delia della delores deloris demetrio demetrius demi dena denes
denis denisa denise dennis denny derek dermot derrick dervla desiderio desiree desmond destiny detlef
detlev dev devansh devika devin devon dewayne dewey dewi dex dexter dezso dhriti dhruv diamond diana
diane diann dianna dianne diarmuid dick diedrich diego dierk dieter diethard diethelm diether dietlind
dietlinde dietmar dietrich dillon dimas dimitri dimitrios dimitris dina dinis dino diogo dion dionigi
dionisia dionisio dionne dipta dirk dita ditmar ditte dittmar divya dixie diya dmitri dmitry dobroslav
dogan dollie dolly dolores dom domagoj domenico domhnall dominga domingo dominic dominick dominik
dominika dominique domitila don dona donal donald donata donatella donatello donato donna donnie dora
doreen dorina doris dorit dorita dorle dorota dorotea dorothe dorothea dorothee dorothy dorottya dorte
dorthe dorthy doug douglas draga dragan dragica drago dragutin drahomira drahoslav drahoslava drazen
drew duane duarte duilio duje dulce dunja durante durdica duro dursun dusan dustin duuk dwayne dwight
dylan dylano eadaoin eamon eamonn earl earlene earline earnest earnestine ebba ebbe eberhard eberhardt
ebony eckard eckart eckehard eckhard eckhardt eckhart ecrin ed edda eddie edel edelbert edelgard
edelmira edelmiro edeltraud edeltraut edeltrud eden edgar edgardo edhitha edina edit edita edith editha
edmond edmund edmundo edna edoardo edouard edu eduard eduarda eduardo edvard edvin edward edwin edwina
eelis eemeli eemil eerik eero eesha eetu eeva effie efrain egbert eggert egil egon ehrenfried ehrentraud
ehrhard eija eila eileen eilis eilish eimear eimer eimhear einar einari einer eino eira eiravati eirik
eitel eivind eivor ekaja ekalinga ekani ekansh ekanta ekantika ekapad ekaraj ekaterina ekavir ekbal
ekiya ekkehard ekkehart ekrem ekta eladio elaine elba elbert eldon eleanor eleanora elemer elena eleni
elenore eleonor eleonora eleonore eleuterio elfi elfie elfriede eli eliana elias elif eligia eligio
eliisa elijah elin elina eline elinor elis elisa elisabet elisabeth elise eliseo elisha eliska eliza
elizabeta elizabeth elize elke ella elladio ellen elli ellie ellinor elliot elly elma elmar elmer elmeri
elmo elna elnora eloa eloah elodia elodie elof eloisa eloise eloy elpidio elsa elsbeth else elsebeth
elsie elsy elton elva elvia elvin elvira elvis elvy elwira elzbieta ema emanuel emanuella emanuelly
emelie emelina emer emese emigdio emil emile emilia emiliana emiliano emilie emilio emilly emily emin
emine emir emma emmanuel emmanuelle emmerich emmet emmett emmi emmy emperatriz enar encarna encarnacion
encarnita enda endre engelbert engin engla enid eniko ennio enno enrico enrique ensio enver enya enzio
enzo eoghan eoin epifanio eraldo erasmo ercan erdal erdmute erdogan erhard erhardt eric erica erich
erick ericka erik erika erin erkan erkki erland erling erma ermanno ermenegildo ermes erna ernest
ernestine ernesto ernie erno ernst erol ervin erwin eryk eryn erzsebet esa esben eshana esila eskil esko
esmarelda esmee esmeralda espen esperanza espiridion essi essie esteban estefania estela estella estelle
ester esteri esther estrella eszter eta etelka etelvina ethan ethel etienne etta ettore euan eufemia
eugen eugene eugenia eugenie eugenio eula eulalia eunan eunice eusebia eusebio eustaquio eutimio
eutropio eva evald evamaria evan evangelia evangelina evangeline evangelista evangelos evaristo eve
evelia evelien eveliina evelin evelina eveline evelyn evelyne everett evert evi evie evita evy ewa ewald
ewan ewelina ezequiel ezio faas fabia fabian fabiana fabienne fabio fabiola fabricio fabrizia fabrizio
fadime fainche faith falak falan falguni falk falko fanni fannie fanny faqid faraj faras farhan fariq
faris faruk fatih fatima fatma faustino fausto fay faye feargal fearghal febe fedde fedele federica
federico federigo fedor felecia felicia feliciana feliciano felicidad felicitas feline felipa felipe
felisa felix felizitas fem femke fenna fenne ferdi ferdinand ferdinando ferenc fergal fergus fermin fern
fernanda fernando fiamma fidel fidela fien fiene filip filipa filipe filippa filippo filiz filomena
finbar finn fintan fiona fionntan fionnuala fiorenzo fiorino fitan fito fiyaz flavia flavio flemming
fleur floor floortje flor flora florence florencia florencio florentina florentine florentino florian
florina florinda florine floris flossie floyd folke folker folkert forrest fortunata fortunato forum
frado fran franca frances francesca francesco francine francis francisca francisco franciska franciszek
franck franco francois francoise franjo frank franka frankie franklin frans frantisek frantiska franz
franziska frauke frazer fred freda freddie freddy frede frederic frederick frederico frederik frederike
frederikke frederique fredi fredo fredric fredrick fredrik fredrika fredy freia freida freja freya frida
fridolin frieda friedbert friedemann frieder friedericke friederike friedhelm friedhilde friedhold
friedl friedlinde friedo friedrich frithjof fritz frode fryderyk fulgencio fulvio fuma gabi gabino gabor
gabriel gabriela gabriele gabriella gabrielle gabrielly gaby gael gaetano gagan gail gaja gala galasso
gale galina galo ganga gareth garima garland garry gary gaspar gaspare gaston gastone gaurang gaurangi
gaurav gauri gaurika gautam gautami gavin gay gayathri gayle gebhard geert geetika geir gelsomina gema
gemma gena gene geneva genevieve genoveva geoffrey georg george georges georgette georgia georgina
georgine georgios gerald geraldine geraldo gerard gerardo gerd gerda gerdi gereon gerfried gergely gergo
gerhard gerhardt gerhart gerhild gerlind gerlinde german germana gernot gero gerold gerolf geronimo
gerrit gert gerta gerti gertraud gertraude gertraut gertrud gertrude gertrudis gervasio gerwin gesa
gesche gesine geza giacinto giacobbe giacomo giada giampaolo giampiero gian giancarlo gianfrancesco
gianfranco gianluca gianluigi gianmarco gianna gianni giannis gianpaolo gianpietro giel giesela gijs gil
gilbert gilberto gilda giles gilles gillian gillis gina ginger gino gioacchino gioachino gioele gioffre
gionata giorgia giorgio giosue giovanna giovanni girik girindra girish girolamo gisa gisbert gisela
gislinde gitta gitte giulia giuliana giuliano giulietta giulio giuseppe giuseppina giustino gizella
gladys glauco glen glenda glenn glenna gloria godofredo goffredo goldie goncalo gonul gonzalo gopal
goran gordana gordon gorm gosta gote gottfrid gottfried gotthard gotthilf gotthold gottlieb gottlob gotz
goyo grace gracia graciana graciano gracie graciela grady graeme grainne graziano graziella grazyna
greca greco greg greger gregg gregoire gregor gregorio gregory greta gretchen grete gretel grethe gretl
griselda grit gro grover grzegorz guadalupe guarino gudrun gudula guenter guenther guglielmo guido
guilherme guillaume guillermo guiomar guiseppe gulay gulsen gulten gun gunar gunbir gunborg gunda gundel
gundhild gundi gundolf gundula guneet gunhild gunilla gunn gunnar gunnel gunner gunter gunther guntram
gunvor gurli gustaf gustav gustavo gustaw gusti gusztav guus guusje guy gwen gwendolyn gyda gyongyi
gyorgy gyorgyi gyozo gyula hadassa hagen hailey hajnalka hajo hakan hakon haley halil halina hallie
hamid hamish hampus hamsini hamza hana hanako hanife hanna hannah hannchen hanne hannele hannelore
hannes hanni hanno hanns hannu hanny hans hansgeorg hansjoachim hansjorg hansjurgen hanspeter harald
hardik harinakshi harini harish harita harlan harley harm harold haroldo harper harri harriet harriett
harro harry harsh harshil hartmut hartmuth hartwig haruki harvey hasan hassan hasso hatice hattie havard
haydee hayden hayleigh hayley hazel heather hector hedda hedi hedvig hedvika hedwig hedy hege heide
heidelinde heidelore heidemarie heiderose heidi heidrun heike heikki heiko heimo heiner heinfried heini
heino heinrich heinz heitor helen helena helene helfried helga helge heli helina heliodoro hella helle
hellena hellevi hellmut hellmuth helma helmar helmer helmi helmtrud helmut helmuth heloisa helvi hema
hemal hemang hemangini hemani hendrik henna henner henni henning henny henri henric henrietta henriette
henrik henrike henrikki henrique henry henryk heraclio herbert herberto herdis heribert heriberto
herlinde herma herman hermann hermanni hermenegildo hermine herminia herminio hernan hernando herrmann
herta hertha herwig hester hidde hilario hilary hilda hildburg hilde hildegard hildegart hildegund
hildegunde hilding hilkka hillary hillevi hilma hilmar hiltraud hiltrud hinrich hipolito hiral hiroshi
hitesh hjalmar hjalte hjordis holger hollie holly holm homer honore hope horace horacio horst hortense
hortensia horymir hossein howard hredhaan hritik hrvoje hubert hubertine hubertus hugh hugo hugues hulda
hulya humberto hunor huseyin hussein hynek iain ian iara ib iban iben ibolya ibrahim ida idika idun
ignac ignacia ignacio ignacy ignatz ignaz ignazio igor iida iiris iisakki ijaya ika ikbal iker ikshita
ila ilari ilaria ildefonso ildiko ileana ilene ilhan ilias ilija ilja ilka ilkka ilmari ilona ilonka
ilse imaran imelda imke immo imogene imran imre ina inaya indali india indira indrajit indy ines inez
inga ingalill ingbert inge ingeborg ingeburg ingegard ingegerd ingela ingelise ingelore ingemar inger
ingetraud ingetraut ingmar ingo ingolf ingrid ingried ingvar inigo inka inken inkeri inmaculada inna
inocencio insa ioannis iolanda iona ippazio ira iren irena irene irina iris irja irma irmela irmeli
irmengard irmgard irmhild irmi irmingard irmtraud irmtraut irmtrud irvin irving irya isa isaac isabel
isabela isabell isabella isabelle isabelly isac isadora isaiah isaias isak isaque isaura ise isha ishaan
ishani ishanvi ishita ishwar isidor isidora isidoro isidro isis ismael ismail ismet ismo isolde israel
istvan itziar iva ivan ivana ivanka ivar iver iveta ivica ivka ivo ivona ivonne ivy iwan iwo iwona ize
jaakko jaana jacek jacinta jacinto jack jackie jacklyn jaclyn jacob jacobine jacobo jacopo jacqueline
jacquelyn jacques jade jadranka jadwiga jafet jagat jagdish jagrati jagvi jai jaime jairaj jake jakob
jakov jakub jalmari jalsa jamal james jami jamie jan jana janaki janani jane janell janelle janet janett
janette jani janice janie janin janina janine janis janja janko jann janna janne janni jannie jano janos
januja janus janusz janya jaqueline jared jari jarkko jarl jarlath jarmila jarmo jarno jaromir jaroslav
jaroslava jaroslaw jarrod jasmijn jasmin jasmina jasmine jasminka jasmit jasna jason jasper jatin javi
javier javiera jay jayda jayde jayden jaylinn jayne jayson jazmin jean jeanette jeanie jeanine jeanne
jeannette jeannie jeannine jedrzej jeet jeevika jeff jeffery jeffrey jele jelena jelle jelte jemma jen
jena jenaro jenifer jenna jenni jennie jennifer jenny jeno jens jente jeppe jerald jere jeremi jeremiah
jeremias jeremy jeri jerker jermaine jerome jeronimo jerri jerry jerzy jesper jess jesse jessica jessie
jessika jesus jesusa jet jewel jewell jhalak jill jillian jim jimena jimmie jimmy jindrich jindriska
jinthe jip jiri jirina jitka jo joachim joacim joakim joan joana joann joanna joanne joao joaquim
joaquin joaquina job jobst jocelyn jochem jochen jodi jodie jody joe joel joelle joep joerg joey johan
johana johann johanna johanne johannes john johnathan johnnie johnny jolan jolana jolanda jolanta
jolanthe jolene jolie jolijn joline jon jonas jonatan jonathan jonathon joni jonna jonny joona joonas
joonatan joost jordan jordana jordi jordon jordy jorg jorge jorgen joris jorma jorn jort jorunn jose
josef josefa josefiina josefin josefina josefine josep joseph josephine josette josh joshua josie josip
josipa josko joso jost josue jouko jouni jovan jovita joy joyce jozef jozo jozsef juan juana juanita
juanito jude judit judita judith judy juergen juha juhana juhani juho jukka jules julia julian juliana
juliane julianna julianne julie julien juliet julieta juliette julijana julio julita julius juliusz june
juni junior juraj jure jurgen juri jurij jurre jussi justin justina justine justus justyna jutta juul
juulia juuso jyoti jyrki jytte kaarina kaarlo kabir kacper kai kaija kaique kaisa kaitlin kaitlyn kaj
kaja kajetan kajsa kala kalervo kalevi kalina kalle kalman kalpit kamala kamil kamila kamilly kamya kane
kara karan kare kareem karel karen kari karim karin karina karl karla karley karlfried karlheinz karlijn
karlo karol karola karoliina karolin karolina karoline karoly karsten karyn kasey kashish kashvi kasimir
kaspar kasper kata katalin katariina katarina katarzyna katcha kate katelyn katerina katharina katharine
kathe katherina katherine katheryn kathi kathie kathleen kathrin kathrine kathryn kathy kati katica
katie katina katja katri katriina katrin katrina katrine katy kauko kavita kavya kay kayden kaye kayla
kaylee kayleigh kazim kazimierz kealan keano keelan keely keeva keijo keiko keisha keith keld kelli
kellie kelly kelsey kelvin kemal ken kenan kendall kendra kenji kenn kennet kenneth kenny kent kenta
kenth kenya keri kermit kerri kerrie kerry kerstin kerttu kevim kevin keya khaled khalid kiaan kian
kiara kick kiera kieran kike kiki kilian killian kimberley kimberly kimmo kinga kira kirk kirsi kirsten
kirsti kirstie kirstin kirstine kirsty kitti kitty kjeld kjell kjersti kjetil klaas klara klare klas
klaudia klaudie klaus klavs klemens klement klothilde knud knut koen konrad konstantin konstantinos
konstanty konstanze korbinian kordula kori korinna kornel kornelia kornelius kostas kreszentia kreszenz
kriemhild kris krish krisha krishna krista kristen krister kristi kristian kristiane kristie kristiina
kristijan kristin kristina kristine kristof kristofer kristoffer kristopher kristy kristyna krisztian
krisztina krisztofer kritika krystal krystian krystof krystyna krzysztof ksawery kullervo kumar kunibert
kunigunda kunigunde kuno kurt kurtis kustaa kveta kvetoslava kyan kyano kyara kyle kylie kyllikki kyra
laban lacey lacy lada ladislaus ladislav ladislava ladli ladonna laerke laetitia lage laila lais lajita
lajos lakeisha lakisha laksh lakshit lakshmi lalo lamar lamberto lamont lana lance lando laoise lara
larissa larry lars lasse lassi laszlo latasha latisha latonya latoya laura laure laureano laurel lauren
laurence laurens laurent laurenz lauretta lauri laurie laurits laus laust lavanya laverne lavinia
lavonne lawanda lawrence layla lazaro lazzaro lea leah leander leandra leandro leann leanna leanne leela
leena leevi leia leif leigh leila leire lekha lela leland lelia lena lene leni lenka lenn lennart
lennarth lenora lenore leo leocadia leocadio leokadia leola leon leona leonard leonardo leoncio leone
leonel leonhard leonid leonie leonor leonora leonore leopold leopoldine leopoldo leos leroy lesa lesley
leslie lessie lester leszek leta letha leticia letitia letizia levente levi lewis lex leyla leyre li lia
liam liana liane liberto libni libor libuse licia lidia lidija lidwina lieke liesa liesbeth lieschen
liesel lieselotte lieve ligia liisa lila lili lilia lilian liliana liliane lilija lilja lilla lillemor
lilli lillian lillie lilly lilo lily lina linda linde lindsay lindsey line linn linnea lino linus lioba
lionel lipika lisa lisandro lisanne lisbet lisbeth lise liselott liselotte lisette lissi lissy liv liva
livia livio liwia liz liza lize lizz lizzie lizzy ljiljana ljubica ljudmila lloyd lo lodovico loek loes
logan lohit loida lois loke lola lolita lona lone loni lonnie lopa lope lora loraine lorcan lore
loredana loren lorena lorene lorenz lorenza lorenzo loreto loretta lori lorie lorna lorraine lorrie lot
lothar lotta lotte lotti lottie lou louella loui louie louis louisa louise lourdes lourenco lova lovis
lovisa lovre lovro lowell luan luana luann luara lubomir lubos luc luca lucas lucca luce luchino lucho
lucia luciana luciano lucie lucija lucila lucile lucille lucinda lucio lucky lucrezia lucy ludek ludger
ludmila ludmilla ludovica ludovico ludvig ludvik ludwig ludwina luella luigi luigina luis luisa luise
luisina luitgard luiz luiza luka lukas lukasz luke lula lumir lunna lupe lupita luther lutz luuk luz
luzia luzie lydia lydie lykke lyle lynda lyndon lyndsay lyndsey lynette lynn lynne lynnette lynsey
maaike maanas maanav maaria maarit maarten maartje mabel mable macarena macaria macario macauley maciej
mackenzie madalena madeleine madelene madelief madeline madelyn madge madhav madhavi madison madlen mads
mae maeve mafalda magarete magda magdalena magdalene magdolna maggie magne magnus magret magrit mahdi
mahika mahmoud mahmut mahulena mai maija maik maike maiken maire mairead mairtin maite maj maja majken
majvor makayla maks maksim maksymilian malachy malcolm malena malene malgorzata malik malin malinda
mallory malou malte malthe malva malwina mamen mamie manan manbir manda mandy manfred manish manja
manola manolo manon mans manthan manu manuel manuela manuelita manuella manus manya mar mara marc
marcantonio marcel marcela marcelina marcelino marcell marcella marcelle marcello marcelo marci marcia
marcial marciano marcie marcin marcio marco marcos marcus marcy mare mareen mareike mareile marek maren
marga margaret margareta margarete margaretha margarethe margarida margarita margaud margaux margery
margherita margie margit margita margitta margo margot margret margrethe margrit marguerite mari maria
mariah mariam marian mariana mariane marianela mariann marianna marianne mariano maribel marica maricela
maricruz marie mariechen mariele marieluise marietta marija marijan marijana marijn marika marilyn marin
marina marine marino marinus mario mariola marion marisa marisela marisol marissa maristela marit marita
maritta maritza marius mariusz marja marjaana marjan marjatta marjo marjorie marjukka marjut mark
marketa marketta markku marko markus marla marleen marlen marlene marlies marliese marlis marlon
marquita marsha marshall mart marta marte marten martha marthe martim martin martina martine martino
martirio marton martta martti marty martyn marva marvin mary maryam maryann maryanne maryellen marylou
maryse marzena mason massimiliano massimo mate matea matej mateja mateo mateus mateusz matheo matheus
mathew mathias mathijs mathilda mathilde matias matija matilda matilde mato matous mats matt matteo
matthaus matthew matthias matthieu matthijs matti mattia mattias mattie matts matyas maud maude mauno
maura maureen mauri maurice mauricio maurilio maurits mauritz maurizio mauro maurycy mavis max maxi
maxim maxima maximiano maximilian maximiliano maximino maximo maxine maya mayra maysa mayte mazie meabh
meagan meaghan mechthild mechthilde mechtild meera mees meg megan megha meghan meghana mehdi mehmet
meibh meik meike meinhard meinolf meinrad meja mekhala melania melanie melba melchor melina melinda
melisa melissa melita melitta melker melle melody melva melvin melwin meral mercedes merche meredith
merel merete merethe merijn merja merle mervi meryem mesut meta metin mette mia micael micaela micah
micha michael michaela michaele michail michal michala micheal micheala michel michela michelangelo
michele micheletto michelle michelotto mick mickey mie mieszko miguel miguela mihael mihaly miia miika
mijo mik mika mikael mikaela mikayla mike mikhail mikkel mikko miklos mikolaj mikulas mila milada
milagros milan mildred mile milena milica milka milla mille millicent millie milo milos miloslav
miloslava milosz milou milton miluse mimi mimmi mina mindy minerva minna minnie mio miodrag mira miranda
mirco mireia mirella miriam mirja mirjam mirjami mirjana mirko miro miroslav miroslava miroslaw
miroslawa mirta mirte mirthe mislav misty mitali mitch mitchel mitchell mitesh mitzi mladen moa modesta
modesto mogens mohamad mohamed mohammad mohammed mohini moises mojmir mollie molly mona monica monika
monique monja monte montserrat morena moritz morris morten moses mugdha muhammad muhammed muharrem
mukesh murat muriel murilo mustafa muzaffer mykola myles myra myriam myrna myron myrthe myrtle nachiket
nacho nacio nada nadeschda nadeshda nadezda nadia nadin nadine nadja naiara nair naja naksh nakul nan
nana nancy nandini nando nandor nanette nanna nanni nannie naoimh naoise naoko naomh naomi napoleone
narcisa narciso natali natalia natalie natalija natalio natalja natalya natan natanael nataniel natasa
natascha natasha natasja natasza nath nathalie nathan nathaniel natividad naud naveen nayara nazaret
nazario nea necati nedda neel neelima neha neil nela nelda nelida nell nelli nellie nelly nelson nenad
neo nerea nereida nermin nestor nete netra nettie neva nevenka niall niamh nicanor niccolo nichola
nicholas nichole nick nicklas niclas nico nicodemo nicola nicolai nicolaj nicolas nicolasa nicolaus
nicole nicoletta nicoline nicolo nidhi nidia nidra niek niels nienke nieves nigel nihal niharika niilo
niina nika nikita nikki niklas niko nikodem nikol nikola nikolai nikolaj nikolaos nikolas nikolaus
nikolay nikolett nikoletta nikolina nikos niksa nilda nilima nilo nils nimrat nina ninetta nino ninthe
nirja nisa nisha nita nitara nitesh nitin noa noah noe noel noelia noelle noemi nola nolan nona noor
noora noortje nora norah norbert norberto noreen norma norman notburga noud nour nout nova nuala nuno
nuran nuray nurettin nuri nuria nurten nydia nynke obdulia oceane octavia octavio oda odalis odalys odd
odeline odessa odette odhran odika oeshi ofelia oisin oiva oivind ojas ojasvi ojvind oksana ola olaf
olalla olav olavi oldrich ole oleg olegario oleksandr olena olfert olga olgierd olimpia olive oliver
olivia olivie olivier oliwer oliwier olle olli ollie olof olov om omaja omar omisha omkaar omya ondrej
oni onkar onni onofre onveer oona oonagh opal ophelia ora oran orazio oreste orfhlaith orhan oriana
orinder orjan orla orlagh orlaigh orlaith orlando ornella orni orsolya ortrud ortrun ortwin orville
orvokki oscar osha oskar oskari osman osmo ossi ossian osten osvald osvaldo oswald oswin otakar otavio
otfried othmar otilia otis otmar oto ottavio ottfried ottilia ottilie ottmar otto ottokar ottomar ottone
otylie outi ove ovidio oviya ovli owe oxana oystein oyvind paavo pablo paca pacifica paco padraic
padraig padraigin pahal paige paivi paivikki pal pallavi palle palmira paloma pam pamela pancho panfilo
panini pansy paola paoletta paolo par paride parth pascal pascale pascual pascuala pasi pasqual pasquale
pastor pastora pat patric patrica patrice patricia patricie patricio patrick patrik patrizia patrizio
patryk patsy patti patty paul paula paulette pauli pauliina paulina pauline paulino paulo pauric pavani
pavao pavel pavla pavlina paw pawel paz peadar pearce pearl pearlie pearse peder pedro peer peggy pekka
pelayo pelle pellegrino penelope penny pentti pepe pepijn pepita pepito per percy perla perlita pernilla
pernille pero perry pertti petar pete peter petr petra petri petrona petros petter petteri phil phileine
philip philipp philippe philippine phillip philomena phoebe phyllis pia piaras piedad pien pier
pierangelo piergiorgio piergiuseppe pierina pierluigi piermaria piero pierpaolo pierre piersanti pieter
pietra pietro piia pilar pili pim pina pio piotr pippa pirjo pirkko pirmin piroska pius placido pleun
plinio polina polly pompeo pomponio poncio pontus pooja porfirio poul pranav praneel pranit pratyush
preben premysl preston primitiva primitivo priscila priscilla prisha priska priya prudencia prudencio
przemyslaw puccio puck puk purificacion pushti qabil qadim qarin qasim queen quentin quincy quinten
quinton quinty quique quirino qushi raagini rabea rachael rachana rachel rachelle rachit rachita radek
radha radhika radim radka radmila radomir radoslav radoslaw radovan rae rael raf rafa rafael rafaela
rafal raffaele raffaella raffaellino raffaello raghav ragna ragnar ragner ragnhild rahel rahul raija
raik raili raimo raimondo raimund raimundo rainer raisa raissa raj rajata rajeshri raksha ralf ralph
ramazan ramesh ramiro ramon ramona ranbir randal randall randi randolf randolph randy ranieri ranveer
raphael raphaela raquel rashid rasmus raul rauno raven ravi ravy ray rayaan rayan raymond raymund reba
rebeca rebecca rebecka rebeka rebekah rebekka recep reece regan regina reginald regine regitse regitze
regulo rehaan reidun reijo reimar reimer reimund reina reinald reinaldo reine reiner reingard reinhard
reinhardt reinhart reinhild reinhilde reinhold reino reka rembrandt remedios remigio remo remy rena
renan renata renate renato rene renee reni rens renske renzo resi reuben reva rex reyansh reyna reynaldo
reza rhavi rhea rhian rhianna rhianne rhiannon rhoda rhonda rhys ria rian ricarda ricardo riccardo
ricciotti rich richard richardt rick rickard rickey ricky rico ridhi rigmor rigo riikka riitta rik
rikard rikke riku rishi risto rita ritt ritva riya riza roan roar rob robbie robby robert roberta
roberto robin robyn rocco rochelle rochus rocio rocky rod roderich roderick rodger rodney rodolfo
rodrigo rogelio roger rohan rohit roise roisin roko roksana roland rolando roldan rolf romana romano
romeo romina romolo romuald romulo romy ron ronald ronaldo ronan ronda ronith ronja ronni ronnie ronny
roope roos roosa roosevelt roque rory rosa rosalia rosalie rosalina rosalind rosalinda rosalinde rosalva
rosalyn rosanna rosanne rosaria rosario rosaura roscoe rose roseann roseanna rosel roselinde rosella
rosemarie rosemary rosenda rosendo rosetta rosi rosie rosina rosita rosl roslyn rosmarie ross rossana
rostislav roswita roswitha rotraud rotraut rouven rowan rowena roxana roxanne roxie roy royce roza
rozalia rozalija rozsa ruairi ruari ruben ruby rudi rudiger rudolf rudolph rudra rudy rufina rufino
rufus ruggero ruggiero rui rune rupert ruperta ruperto rushil russ russel russell rut ruth ruthie
ruthild ruy ruza ruzena ruzica ryan ryszard saanvi saar saara saban sabas sabatino sabina sabine sabri
sabrina sacha sachi sachin sadie saeed saga sahin sai said sakari saksham saleh salih sallie sally
salman salome salomon salud salvador salvatore salvi sam samaksh samanta samantha samar samarth samesh
sami samir samira sammy samu samuel samuli sanaya sancho sandalio sander sandor sandra sandro sandy
sanja sanjay sanna sanne sanni sante santeri santino sanya saoirse sara sarah sari sarina sarita sarka
sarthak sasa sasha saskia sathvik satoshi satu saturnina saturnino saul saumya saundra savannah saverio
scarlett scot scott scotty seamus sean seana seanan seaneen seanna sebastiaan sebastian sebastiano
sebastiao sebastien sedat segismundo seija selena selim selina selma sem semra senn senna senol senta
seona sep sepp seppo serafina serena serge sergei sergej sergey sergio sergius serpil seth seve
severiano severin severino severo sevim shana shane shania shanice shanna shannan shannen shannon shari
sharlene sharon sharron shaun shauna shauneen shaurya shawn shawna shay shea sheena sheila shelby
sheldon shelia shelley shelly sheree sheri sherri sherrie sherry sheryl shinji shirley shivani shivansh
shona shravya sian sibel sibilla sibille sibylla sibylle siddharth sidney siegbert siegfried sieghard
sieglinde siegmar siegmund siegrid siegried siegrun siegward siem sienna sierra sigfrid sigfrido
sigfried sigge sigismund siglinde sigmar sigmund signe sigrid sigrun sigurd sigvard siiri sil silas
silja silje silke sille silvana silvester silvestre silvestro silvia silvie silvio simao sime simen simo
simona simone simonetta sina sinaida sindre sine sinead sini sinikka sinisa siobhan siofra siri sirkka
sirpa sisko sissel siv sivert sixten siya sjoerd skylar slavena slavica slavko slavomir slawomir
slobodan sneha snjezana socorro sofi sofia sofie sol sole soledad solomon solveig solvej sona sondra
sondre songul sonia sonja sonke sonny sonya sophia sophie soraia soraya sorcha soren sorine sos sosimo
stacey staci stacie stacy staffan stan stana stanislaus stanislav stanislava stanislaw stanley stavros
steen stef stefan stefani stefania stefanie stefanija stefano steffen steffi stefica stein steinar
stella stellan sten stepan stepanka steph stephan stephane stephanie stephany stephen sterling sterre
steve steven stian stig stijn stilla stina stine stjepan stuart sture sudiksha sue suhani sukru suleyman
summer sune sunil sunita suresh susan susana susanita susann susanna susannah susanne suse susi susie
sussanne sussie suus suvi suzana suzanne suze suzette svante svatopluk svatoslav svea svein sven svenja
svenning sverre svetlana swantje swen swetlana sybil sybilla sybille sydney sylke sylvana sylvester
sylvia sylvie sylvio sylwia synnove sys szabolcs szilard szilveszter szilvia szymon tabatha tabea
tabitha tadeas tadeo tadeusz tage taina taisto takashi tamanna tamara tamas tameka tamera tami tamika
tammi tammie tammy tamra tanay taneli tania tanish tanisha tanja tanmayi tanner tanveer tanvi tanya
tapani tapio tara tarak tariq tarja taro taru tasha tassilo tatiana tatjana tauno tea tecla ted teddy
teemu teerth teija tejas tejs telemaco tellervo telmo telse temistocle teo teobaldo teodor teodora
teodoro teodosio teofila teofilo tere terence teresa terese teresia teresita terez tereza terezia
terezija terhi teri terje tero terra terrance terrell terrence terri terrie terry terttu tess tessa teun
teuvo thaddaus thales thea theda thekla thelma theo theobald theodor theodora theodore theodoro
theodoros theophile theres theresa therese theresia thi thiago thibault thibaut thierry thies thijmen
thijn thijs thilo thom thomas thor thoralf thorben thore thorsten thure tia tiago tiarna tiarnan tibor
tiburcio tiegan tiernan ties tiffany tiia tiina tijmen tijn tijs tilda tilde till tillmann tilly tilman
tilmann tilo tim timea timm timmy timo timoteo timothee timothy tina tindra tine tino tirza tisha tito
tivadar tiziana tiziano tobias tobiasz toby todd toivo tola tom tomas tomasa tomasz tome tomi tomislav
tommi tommie tommy tomo tone toni tonia tonicha tonino tonje tonny tono tony tonya topias tor tora
toralf torben torbjorn tord tore torgny tori toribio torill torquato torsten tory tova tove tracey traci
tracie tracy traude traudel traudl traugott traute travis trent trevor tricia trina trine trini trinidad
tripti trish trisha tristan triveni triya troels trond troy trude trudel trudi trudy tuija tulay tullio
tunde tuomas tuomo ture turid turkan turvi tuukka tuula tuuli tuulia tuulikki tuva twan twila tycho tygo
tyler tymon tymoteusz tyra tyrone tyson ubaldo uberto ubika ucchal udant udarsh udo udyati uffe ugo
ugolino ulf uli ulises ulla ullrich ulrica ulrich ulrik ulrika ulrike umang umar umberto una undine
unnati unni uno uolevi upadhriti upasna upkaar upma urban urbano urishilla urmi urs ursel ursula urszula
urte urvashi urvi uschi uta ute utkarsh utz uwe vaclav vadim vagn vaino vaishnavi vajen valarie valborg
valdemar valentijn valentim valentin valentina valentine valeri valeria valerie valerij valerio valero
valeska valter valtteri vamakshi vance vanda vanesa vanessa vanja vansha vanya varenya varsha vasana
vasatika vasco vassilios vasudha vasyl veda vedant vedhika vedika vedran veer veera veerle veeti vegard
veijo veikko veit veli velma venancio venceslas vendela vendula venla vera verena verna verner verneri
vernon veronica veronika veronique vesa vesna vicenta vicente vicki vickie vicky victoire victor
victoria victoriano victorino vidal vidar vide vidhi viggo vigo vihaan viivi vijay viking vikram viktor
viktoria viktorie vilde vilem vilgot vilhelm vilhelmiina vilhelmina vilho viljami viljo villads ville
vilma vilmer vilmos vinaya vince vincent vincentio vincenza vincenzo vinicio vinicius vinko vinzenz
viola violet violeta violetta virag viraj virgie virgil virgilio virginia virginie viridiana virpi
visitacion vit vitali vitezslav vito vitor vitoria vittoria vittorio vitus vivaan vivek viveka vivian
viviana viviane vivianne vivien vjekoslav vladimir vladimira vladislav vlado vlasta vlastimil vojtech
volker volkhard volkmar volodymyr vonda vratislav vrinda vrishti vritti vuokko vyanjana wade wahab waida
wakeeta walburga waldemar waldtraut walentina walfried wallace walli wally walter walther waltraud
waltraut waltrud wanda warda warhi warinder warjas warren watika wayne wazir weena wenche wencke
wendelin wendell wendi wendy wenke wenzel wera werner wesley wessel whitney wibke widisha wiebke wieland
wieslaw wigbert wiktor wilbert wilbur wilda wilfred wilfredo wilfried wilfriede wilhelm wilhelmina
wilhelmine will willa willard wille willem willfried willi william willibald willibert willie willy
wilma wilmer wiltrud winfried winifred winni winnie winston wishi witold wladimir wm wojciech woldemar
wolfgang wolfhard wolfram woodrow wout wouter wriddhish wridesh wulf xalak xaver xavi xavier xenia
ximena xiomara xiti yachana yadavi yagnesh yago yahvi yaiza yamini yan yannick yannis yara yasemin yash
yashasvi yashawini yashica yashoda yashodhara yashvi yasmin yasmine yassin yasti yatan yatin yauvani yda
yesenia yesica yessica yfke yilmaz yinthe ylva yngve yochana yolanda yoshita yousef youssef yrjo yrsa
yug yuki yuko yuri yusuf yutika yuvraj yves yvette yvonne zac zacarias zach zacharias zacharie zachary
zahra zaid zaida zainab zaira zaitra zak zakaria zalan zaneta zansi zara zarna zashil zayan zayyan
zbigniew zbynek zdenek zdenka zdislava zdravko zehaan zehnia zehra zeki zeljka zeljko zelma zenia zenon
zenta zeynep ziggy zikmund zilmil zinal zita zlatko zoe zoey zofia zofie zoltan zora zoraida zoran zorka
zsanett zsigmond zsofia zsolt zsombor zsuzsanna zuzana zvonko
";

/// Given names that are usual in Hungary, to see in which order a Hungarian name was written.
pub(super) const HUNGARIAN: &str = r"
abel adam adrian adrienn agnes akos albert alex alexandra andor andras andrea anett aniko anita anna
annamaria antal aranka arnold aron arpad attila balazs balint barbara barna barnabas beata beatrix bela
bence bendeguz benedek benjamin bernadett bertalan bettina bianka boglarka borbala botond brigitta csaba
csilla csongor daniel david denes dezso diana dominik dora dorina dorottya edina edit elemer emese emil
emma endre eniko erik erika erno ervin erzsebet eszter etelka eva fanni ferenc gabor gabriella gergely
gergo geza gizella greta gusztav gyongyi gyorgy gyorgyi gyozo gyula hajnalka hanna henrietta henrik
hunor ibolya ildiko ilona imre iren irma istvan ivan janos jazmin jeno jolan jozsef judit julia julianna
kalman karoly katalin kevin kinga kitti klara klaudia kornel kristof krisztian krisztina krisztofer
lajos laszlo laura levente lili lilla luca magdolna marcell margit maria mariann marianna mark marta
martin marton mate matyas melinda mihaly miklos milan monika nandor nikolett nikoletta noel noemi nora
norbert oliver orsolya otto pal patrik peter petra piroska rebeka reka renata richard rita robert roland
roza rozalia rozsa rudolf sandor sara szabolcs szilard szilveszter szilvia tamas terez terezia tibor
timea tivadar tunde valeria veronika viktor viktoria vilmos vince virag vivien zalan zita zoltan zsanett
zsigmond zsofia zsolt zsombor zsuzsanna
";

/// Given names that are usual in Spain, Portugal and Latin America.
pub(super) const IBERIAN: &str = r"
aaron abel abelardo abigail abilio abraham abril adalberto adan adela adelaida adelardo adelia adelina
adiela adolfo adora adoracion adrian adriana afonso africa agapito agata agatha agueda agustin agustina
aida ainara ainoa aitana aitor alana alba albano albeiro albert alberto albina albino alcides alcira
aldair aldemar aldo aldonza ale aleida alejandra alejandro alejo alex alexander alexandra alexandre
alexia alexis alfonso alfredo alice alicia alirio alix allana alma almudena alondra alonso alta alvaro
alveiro amada amado amador amalia amancio amanda amando amarilis amaro amaya ambar ambrosio amelia
america americo amilcar amor amparo ana anabel anacleto anastasia anastasio ancizar anderson andre
andrea andreia andres andrey anel angel angela angeles angelica angelina angelino angelita angelo angie
ani anibal anita anna anselma anselmo anthony antonella antonia antonio antony anunciacion anyi apolinar
apollo apolonia araceli aranzazu arbey arcelia argemiro ariadna ariana ariel aristides arley armando
armida arnulfo aroa arsenio artemio arthur artur arturo asafe ascension asdrubal astrid asuncion atilio
augusto aura aurea aurelia aureliano aurelio aurora ayla aylla azahar azahara azeneth azucena baldomero
balduino baltasar barbara bartolome basilio baudelio bautista bayron beatriz begona belen bella benedita
benicio benigna benigno benita benito benjamim benjamin bento bernabe bernarda bernardino bernardita
bernardo berta bertha berto betty bianca bibiana bienvenida bladimir blanca blas bonifacio borja brandon
brayan brenda breno brian brigida bruna brunilda bruno bryan buenaventura caetana caio caleb calebe
calista calisto calixta calixto camila camilo campo candela candelaria candelario candelas candida
candido caridad carina carla carlito carlos carlota carmela carmelita carmelo carmen carmenza carmina
carminho carol carolina caroline casandra casemiro catalina catarina catherine caua caue cayetana
cayetano cebrian cecilia cecilio ceferino celestina celestino celia celso cesar charo che chelo chema
chita christian chucho chus chuy cielo cindy cintia cipriano ciriaco cirino ciro citlali clara clarice
clarisa claudia claudio clemencia clemente clementina cleto climaco cloe clotilde concepcion concha
conchita conrado constanca constanza consuela consuelo coral cornelio corona cosme crescencia cristal
cristhian cristian cristiano cristina cristobal cruz curro custodia custodio cynthia dafne dagoberto
dahiana dairo dalia dalila damaris damian dan dani daniel daniela danilo danna danny dante dany dario
darwin dary davi david dayana debora deiby deicy deisy delfina delia demetrio denis derly desiderio
deyanira diana didier diego dimas dina dinis diogo dionisia dionisio dolly dolores dom dominga domingo
domitila donato dora doris dorita dorotea duarte duban duilio dulce duvan edelmira edelmiro eder edgar
edgardo edier edilberto edilma edilson edinson edison edisson edith edmundo edna edu eduar eduard
eduarda eduardo edwar edward edwin efrain efren eider eladio elba elcy elena eleuterio eli eliana elias
eliecer eligia eligio elisa elisabet eliseo elizabeth elkin elmer eloa eloah elodia eloisa eloy elpidio
elsa elsy elver elvia elvira elvis ema emanuel emanuella emanuelly emelina emerson emigdio emilce emilia
emiliana emiliano emilio emilly emilse emiro emma emperatriz encarna encarnacion encarnita enith enrico
enrique enzo epifanio erasmo eric erica erick erika ernesto esmeralda esneider esparta espartaco
esperanza espiridion esteban estefania estela estella ester esther estiven estrella etelvina eufemia
eugenia eugenio eulalia eusebia eusebio eustaquio eutimio eutropio eva evangelina evaristo evelia evelio
evelyn ever evita ezequiel faber fabian fabiana fabio fabiola fabricio fanny farid fatima faustino
fausto febe federico felicia feliciana feliciano felicidad felipa felipe felisa felix fermin fernanda
fernando ferney fidel fidela filipa filipe filomena fito flavia flavio flor flora florencia florencio
florentina florentino florina florinda fortunata fortunato francia francisca francisco franco francy
frank franklin freddy frederico fredy frida fulgencio gabino gabriel gabriela gabrielly gael gala
gallego galo gaspar gaston gema genaro genoveva georgina geovanny geraldine geraldo gerardo german
geronimo gerson gertrudis gervasio gil gilberto gildardo gilma gina giovanna giovanni giovanny gisela
gladis gladys glauco gloria godofredo goncalo gonzalo goyo gracia graciana graciano graciela gregorio
griselda guadalupe guilherme guillermina guillermo guiomar gustavo hadassa harol harold haroldo harvey
haydee hector heidy heitor helena heliodoro hellena heloisa henrique henry heraclio herberto heriberto
hermelinda hermenegildo hermes herminia herminio hernan hernando herney hilario hilda hipolito homero
horacio hortensia hugo humberto ian iara iban ibeth ignacia ignacio igor iker ildefonso ileana ilse
imelda indira ines ingrid inigo inmaculada inocencio irene irina iris irma isa isaac isabel isabela
isabella isabelly isadora isaias isaque isaura isidora isidoro isidro isis ismael israel itzel itziar
ivan ivo ivonne jacinta jacinto jackeline jacobo jacqueline jade jader jafet jaider jaime jair jairo
james janeth janneth jaqueline javi javier javiera jazmin jean jeferson jefferson jeison jeisson jenaro
jennifer jenny jeremias jeronimo jerson jessica jesus jesusa jhan jhoan jhoana jhon jhonatan jhonny
jhony jimena jimmy joan joana joao joaquim joaquin joaquina joel johan johana johanna john johnny jonas
jonatan jonathan jordan jordana jordi jorge jos jose josefa josefina josep josue jovita juan juana
juanita juanito judith julia julian juliana julie julieta julieth julio junior kaique kamilly karen
karina karla karol katerine katherin katherine kelly kevim kevin kike kyara lady lais lalo lara larissa
laura lavinia lazaro leandra leandro leider leidy leire leo leocadia leocadio leon leonardo leoncio
leonel leonor leopoldo leticia levi leydi leyre lia liam libardo libia liceth lida lidia ligia lilia
lilian liliana lina linda lino lisandro lisbeth liseth livia liz lizeth loida lola lope lorena lorenza
lorenzo loreto lourdes lourenco luan luana luara luca lucas lucca lucero lucho lucia luciana luciano
lucila lucio lucy luigi luis luisa luisina luiz luiza luna lunna lupe lupita luz mabel macarena macaria
macario madalena mafalda magaly magda magdalena magnolia maicol maira maite malena mamen manola manolo
manu manuel manuela manuelita manuella mar mara marc marcela marcelino marcelo marcia marcial marciano
marcio marco marcos margarida margarita margoth maria mariah mariana mariane marianela mariano maribel
maricela maricruz mariela marina marino mario marisa marisela marisol maristela marita maritza marlen
marlene marleny marlon marly marta martha martim martin martina martirio mary mateo mateus matheus
mathias matias matilde matteo maura mauricio mauro maxi maxima maximiano maximiliano maximino maximo
maya mayerly mayra maysa mayte melania melanie melba melchor melina melisa melissa mercedes merche mery
mia micael micaela michael michel miguel miguela milagros milena miller milton minerva mireia mirella
mireya miriam mirian mirta miryam misael mitzy modesta modesto mohamed moises monica montserrat morena
murilo myriam nacho nacio nadia naiara nair nancy nando narcisa narciso natalia natalio nataly
natanael nathalia nathan natividad nayara nayeli nayibe nazaret nazario neider nel nelcy nelida nelly
nelson nelsy nerea nereida nestor nicanor nico nicodemo nicolas nicolasa nicole nidia nieves nilda nilo
nilson nina noa noah noe noelia noemi nohora nora norberto norbey norma nubia nuno nuria nury nydia
obdulia ocampo octavia octavio odalis odalys ofelia olalla olegario olga olimpia oliva oliver olivia
omaira omar onofre oriana orlando oscar osvaldo oswaldo otavio otilia otto ovidio pablo paca pacifica
paco palmira paloma pamela pancho panfilo paola pascual pascuala pastor pastora patricia patricio paul
paula paulina paulino paulo paz pedro pelayo pepe pepita pepito perla perlita petra petrona pia piedad
pietra pietro pilar pili pio placido plinio poncio porfirio primitiva primitivo priscila prudencia
prudencio purificacion quique quirino rael rafa rafael rafaela raimundo ramiro ramon ramona raquel raul
ravi ravy rebeca regina regulo reina reinaldo reinel remedios remigio renan renata renato rene reyes
reyna reynaldo rhavi ricarda ricardo richard rico rigoberto rita robert roberta roberto robinson rocio
rodolfo rodrigo rogelio roger rolando roldan roman romulo ronal ronald roque rosa rosalba rosalia
rosalina rosalinda rosalva rosario rosaura rosenda rosendo roxana ruben rubiela ruby rufina rufino rui
ruperta ruperto ruth ruy ryan sabas sabina sabrina salma salome salomon salud salvador samanta samir
samu samuel sancho sandalio sandra sandro santiago santos sara sarah sarita saturnina saturnino saul
sebastian sebastiao segismundo segundo selena serafin serafina sergio sessa seve severiano severino
severo shirley sigfrido silvano silvestre silvia silvio simao simon sindy smith sneider socorro sofia
sol soledad sonia sophia sophie soraia soraya sosimo stella stephany steven stiven susana susanita tadeo
tamara tania tatiana tecla telmo teo teobaldo teodora teodoro teodosio teofila teofilo tere teresa
teresita thales theo theodoro thiago thomas tiago tiburcio timoteo tito tomas tomasa tome toni tono
toribio trini trinidad tristan tulia tulio ulises urbano uriel ursula valentim valentin valentina
valeria valerio valero vanesa vanessa vasco venceslas vera veronica vicenta vicente victor victoria
victoriano victorino vidal vilma vinicio vinicius violeta virgilio virginia visitacion vito vitor
vitoria viviana vladimir walter wendolin wendy wilber wilder wilfredo wilfrido william willian wilman
wilmar wilmer wilson xavier ximena xiomara yadira yago yair yaiza yamid yamile yan yanet yaneth yara
yasmin yazmin yecid yeferson yeimy yeison yeni yenifer yenny yeny yerson yesenia yesica yesid yessica
yina yineth yohana yolanda yolima yudy yuli yuliana yulieth yuly yurani yurany yuri yuridia yury
zacarias zaida zaira zeferino zoe zoraida zulma
";

/// Given names of Romania, Turkey, Nigeria and Brazil that the tables above lack. Written from general knowledge; to check
/// against: the statistics offices' lists of names.
pub(super) const MORE: &str = "
abdulkadir adailton ademir adeola adilson ailton alceu amauri anca aparecida aparecido ariovaldo auxiliadora
ayodele camelia cassia catalin chinedu chioma cicero claudinei cleber cleide codrin corneliu cosmin costel
cristi cristiana cristiane daciana daiane dalva dayane dirceu dragos edilson edmilson ednaldo edson eliane
elisangela elizabete emeka euclides evandro fabiano florin folake gilmar gilson giovana gisele giselle
horatiu iacob ifeoma ilie ilinca ioan ioana ion ionel ionela ionut ivete ivone izabel joice juliano jussara
kayode laercio laurentiu liviu lucian luciene luminita madalina magali maicon marilda marilene marilia marli
mihaela mihai mihail mircea mirela mirian moacir neide neusa ngozi nicolae nicoleta nilson nilton nivaldo
octavian odair olavo olusegun osmar ovidiu petre petru raimunda raluca razvan regiane reginaldo rogerio
rosana rosangela roseli rubens ruxandra samara serkan sidnei solange sorin sorina sueli suely tatiane telma
terezinha thais titus traian valdir valeriu vania vasile viorel viorica vlad volkan wanderley wellington
zelia zilda
";
