//! The words of the scale in further languages: the Nordic, Slavic, Baltic and Finno-Ugric ones, Romanian, Turkish, Greek,
//! Arabic, Hebrew, Vietnamese and Indonesian. Folded when the tables are built, so they are written as the languages are.
//!
//! Written from general knowledge; to check against: the ESCO occupations in each language.

use super::Seniority::{
    self, CSuite, Director, Entry, Founder, Head, Intern, Manager, Owner, Partner, Senior, Vp,
};
use super::steps::Says::{self, Is, Only, Then, Void};

/// Phrases, as in [`super::steps::PHRASES`].
pub(super) const PHRASES: &[(Says, &str)] = &[
    (Void, "бывший|бывшая|экс|колишній|byly|bývalý|były|eski|tidigare|tidligere|entinen|fost|سابق|לשעבר"),
    (
        Then(Entry),
        "assistent till|assistent til|помощник|помощница|ассистент|помічник|asistent|asystent|asystentka|\
         asistentka|asszisztens|asistan|assistentti|avustaja|مساعد|سكرتير|سكرتيرة|עוזר|עוזרת|מזכירה|βοηθός|\
         trợ lý|thư ký|asisten|sekretaris|секретарь|секретар",
    ),
    (
        Is(CSuite),
        "administrerende direktør|adm direktør|adm dir|verkställande direktör|daglig leder|vice chair|\
         styrelsens ordförande|medlem av styret|hallituksen puheenjohtaja|hallituksen jäsen|\
         генеральный директор|исполнительный директор|финансовый директор|технический директор|\
         операционный директор|управляющий директор|председатель правления|председатель совета|\
         член совета директоров|член правления|генеральний директор|виконавчий директор|фінансовий директор|\
         технічний директор|голова правління|изпълнителен директор|главен изпълнителен директор|\
         prezes zarządu|członek zarządu|członek rady nadzorczej|przewodniczący rady|dyrektor generalny|\
         dyrektor zarządzający|dyrektor naczelny|generální ředitel|generální ředitelka|generálna riaditeľka|výkonná ředitelka|výkonná riaditeľka|\
         finanční ředitelka|finančná riaditeľka|generálny riaditeľ|výkonný ředitel|\
         výkonný riaditeľ|finanční ředitel|finančný riaditeľ|předseda představenstva|člen představenstva|\
         predseda predstavenstva|ügyvezető igazgató|generalni direktor|predsjednik uprave|predsednik uprave|\
         član uprave|izvršni direktor|director executiv|genel müdür|genel müdürü|yönetim kurulu başkanı|\
         yönetim kurulu üyesi|icra kurulu başkanı|διευθύνων σύμβουλος|διευθύνουσα σύμβουλος|\
         γενικός διευθυντής|γενική διευθύντρια|πρόεδρος|المدير التنفيذي|مدير تنفيذي|الرئيس التنفيذي|\
         رئيس تنفيذي|رئيس مجلس الإدارة|عضو مجلس الإدارة|مدير عام|المدير العام|מנכ ל|מנכ לית|מנהל כללי|\
         מנהלת כללית|יו ר|חבר דירקטוריון|סמנכ ל כספים|tổng giám đốc|giám đốc điều hành|chủ tịch|\
         chủ tịch hội đồng quản trị|direktur utama|presiden direktur|direktur eksekutif|pengarah urusan|\
         generalinis direktorius|valdes loceklis|ned|valdes priekšsēdētājs|juhatuse liige|juhatuse esimees",
    ),
    (
        Is(Vp),
        "vice vd|vice verkställande direktör|вице президент|віце президент|заместитель генерального|\
         заместитель генерального директора|заступник генерального директора|genel müdür yardımcısı|\
         başkan yardımcısı|نائب الرئيس|نائب رئيس|סמנכ ל|סמנכ לית|סגן נשיא|phó tổng giám đốc|phó chủ tịch|\
         vezérigazgató helyettes|wakil presiden|wakil presiden direktur",
    ),
    (
        Is(Head),
        "главный бухгалтер|главный инженер|головний бухгалтер|головний інженер|главен счетоводител|\
         główny księgowy|główna księgowa|hlavní účetní|hlavný účtovník|руководитель отдела|начальник отдела|\
         начальник управления|керівник відділу|начальник відділу|رئيس قسم|رئيس القسم|trưởng phòng|\
         trưởng bộ phận|kepala bagian|kepala divisi|it chef|hr chef|tf chef|ansvarlig leder|şef departament|\
         şef de departament|cap de departament",
    ),
    (
        Is(Director),
        "заместитель директора|заступник директора|zastępca dyrektora|zástupce ředitele|grup başkanı|\
         phó giám đốc|wakil direktur|giám đốc",
    ),
    (
        Is(Manager),
        "ראש צוות|takım lideri|ekip lideri|müdür yardımcısı|phó phòng|trưởng nhóm|quản lý|quản đốc|\
         cửa hàng trưởng|kepala toko|vedoucí oddělení|менеджер по",
    ),
    (Is(Founder), "شريك مؤسس|kurucu ortak|kurucu ortağı|người sáng lập|nhà sáng lập|đồng sáng lập"),
    (Is(Owner), "индивидуальный предприниматель|işletme sahibi|chủ doanh nghiệp|chủ sở hữu|chủ cửa hàng"),
    (
        Only(Entry),
        "секретарь руководителя|yönetici asistanı|personlig assistent|торговый представитель|\
         obchodní zástupce|obchodný zástupca|przedstawiciel handlowy|satış temsilcisi|nhân viên|chuyên viên",
    ),
    (Is(Entry), "kỹ sư|kế toán|tư vấn|lập trình viên"),
    (Is(Intern), "thực tập sinh|thực tập|научный сотрудник стажер"),
];

/// Single words, as in [`super::steps::WORDS`].
pub(super) const WORDS: &[(Seniority, &str)] = &[
    (
        Owner,
        "ägare egenföretagare företagare ejer indehaver medejer eier selvstendig omistaja yrittäjä владелец \
         владелица собственник предприниматель ип власник власниця підприємець фоп собственик właściciel \
         właścicielka współwłaściciel przedsiębiorca majitel majitelka majiteľ vlastník podnikatel osvč živnostník \
         tulajdonos társtulajdonos vállalkozó vlasnik vlasnica lastnik proprietar sahibi sahip patron ιδιοκτήτης \
         ιδιοκτήτρια مالك المالك صاحب בעלים בעל בעלת pemilik wiraswasta pengusaha savininkas īpašnieks omanik",
    ),
    (
        Founder,
        "grundare medgrundare stifter medstifter grundlægger medgrunnlegger grunnlegger gründer perustaja \
         perustajaosakas основатель основательница сооснователь учредитель соучредитель засновник засновниця \
         співзасновник основател съосновател założyciel założycielka współzałożyciel współzałożycielka zakladatel zakladateľ \
         spoluzakladatel spoluzakladateľ alapító társalapító osnivač suosnivač ustanovitelj fondator cofondator \
         kurucu kurucusu ιδρυτής ιδρύτρια συνιδρυτής مؤسس المؤسس مؤسسة מייסד מייסדת pendiri įkūrėjas",
    ),
    (
        CSuite,
        "vd styrelseordförande ordförande styrelseledamot styrelsemedlem bestyrelsesformand bestyrelsesmedlem \
         formand styreleder styremedlem konsernsjef koncernchef koncerndirektør toimitusjohtaja puheenjohtaja \
         гендиректор президент председатель голова управител prezes prezeska jednatel jednatelka konateľ konateľka \
         předseda predseda ügyvezető vezérigazgató cégvezető elnök predsjednik predsednik preşedinte başkan \
         başkanı ceosu رئيس الرئيس מנכל מנכלית נשיא נשיאה יור דירקטור דירקטורית komisaris tegevjuht dsi vorsitz \
         vorsitzende vorsitzender alleinvorstand trustee trustees",
    ),
    (
        Partner,
        "delägare kompanjon kompagnon osakas партнер партнёр компаньон współwłaścicielka wspólnik wspólniczka \
         společník spoločník ortak ortağı συνεταίρος εταίρος شريك שותף שותפה asociat",
    ),
    (
        Vp,
        "wiceprezes wiceprezeska vicedirektør varatoimitusjohtaja viceprezident alelnök αντιπρόεδρος vicepreşedinte",
    ),
    (
        Head,
        "руководитель начальник начальница заведующий заведующая глава керівник керівниця начальниця завідувач \
         ръководител naczelnik voditelj voditeljica vodja rukovodilac şef kepala juht vadītājs ראש chief",
    ),
    (
        Director,
        "директор директорка dyrektor dyrektorka ředitel ředitelka riaditeľ riaditeľka igazgató direktorica \
         direktörü direktør direktör johtaja toimialajohtaja underdirektør προϊστάμενος διευθυντής διευθύντρια \
         direktur pengarah direktorius direktors prokurent prokurista",
    ),
    (
        Manager,
        "leder lederen ledare föreståndare arbetsledare päällikkö esimies esihenkilö työnjohtaja tiiminvetäjä \
         менеджер управляющий управляющая тимлид бригадир мастер супервайзер прораб майстер керуючий мениджър \
         kierownik kierowniczka menedżer menadżer brygadzista vedoucí vedúci vedúca manažer manažerka manažér \
         mistr majster vezető menedzser művezető csoportvezető menadžer menadžerka poslovođa müdür müdürü \
         yönetici yöneticisi koordinatör koordinatörü υπεύθυνος υπεύθυνη مدير المدير مديرة مشرف المشرف מנהל \
         מנהלת manajer pengurus supervizor vadovas vadybininkas juhataja coordonator teamleader leader meister \
         verantwortlicher verantwortliche",
    ),
    (
        Senior,
        "старший старшая ведущий ведущая главный старший провідний головний водещ starszy starsza vedoucího \
         kıdemli ανώτερος בכיר בכירה كبير خبير sakkunnig erityisasiantuntija överläkare overlæge ylilääkäri \
         vanhempi chefsingenjör",
    ),
    (
        Entry,
        "аналитик администратор бухгалтер водитель дизайнер инженер консультант маркетолог оператор продавец \
         программист разработчик сотрудник специалист технолог экономист юрист эксперт эколог логист кассир \
         адміністратор аналітик інженер консультант фахівець спеціаліст програміст розробник юрист економіст \
         специалист инженер счетоводител програмист консултант analityk doradca handlowiec inżynier konsultant \
         księgowa księgowy nauczyciel pracownik programista specjalista specjalistka sprzedawca technik \
         inženýr inžinier obchodník programátor vývojář vývojár specialista špecialista účetní účtovník účtovníčka \
         poradce poradca technolog referent referentka mérnök fejlesztő tanácsadó könyvelő értékesítő munkatárs \
         szakértő ügyintéző titkár titkárnő elemző inženjer programer savjetnik stručnjak računovođa prodavač \
         inginer contabil programator consilier vânzător uzman uzmanı mühendis mühendisi danışman danışmanı \
         temsilci temsilcisi öğretmen teknisyen tekniker teknikeri operatör muhasebeci işçi memur memuru sorumlu \
         sorumlusu geliştirici tasarımcı σύμβουλος μηχανικός λογιστής υπάλληλος πωλητής مهندس محاسب مستشار موظف \
         مندوب معلم طبيب אחראי מהנדס מהנדסת מפתח מפתחת יועץ יועצת רואה עובד מוכר karyawan staf pegawai akuntan \
         insinyur asiantuntija insinööri kehittäjä myyjä konsultti koordinaattori työntekijä opettaja ekonom \
         utvecklare utvikler udvikler säljare selger sælger konsult konsulent rådgivare rådgiver handläggare \
         saksbehandler sagsbehandler medarbetare medarbejder lärare lærer ingenjör ingeniør tekniker samordnare \
         koordinator koordinatorin samordner inköpare indkøber innkjøper sjuksköterska sykepleier sygeplejerske \
         snickare vikar volunteer frivillig",
    ),
    (
        Entry,
        "aide anesthesiologist animator appraiser arborist attendant attorney audiologist barber barrister \
         beautician bricklayer builder busser butcher caretaker checker chiropractor clinician coder collector \
         concierge conservator contractor counsellor counselor curator custodian dealer decorator \
         dentist dermatologist detailer detective dietician dietitian dishwasher distributor doctor drafter \
         dressmaker driller educator epidemiologist esthetician evaluator examiner expediter fabricator \
         facilitator farmer finisher firefighter fitter florist forester gardener geologist groundskeeper grower \
         hairdresser hairstylist handler headhunter helper historian housekeeper hygienist illustrator installer \
         insulator interpreter interviewer investigator janitor jeweler journeyman keeper laborer labourer lawyer \
         liaison lifeguard loader locksmith maker mason messenger meteorologist midwife miner modeler mover nanny \
         notary optician optometrist orderly paramedic pathologist paediatrician pediatrician pharmacist \
         phlebotomist physician physicist picker pilot printer psychiatrist psychologist psychotherapist purchaser \
         radiographer radiologist ranger realtor repairer rigger roofer roughneck roustabout sampler scheduler \
         seamstress servicer setter singer solicitor sonographer sorter statistician steward stewardess stocker \
         surgeon tailor technologist tech therapist trucker veterinarian videographer welder \
         altenpfleger altenpflegerin angestellte angestellter backer backerin dozent dozentin elektroniker erzieher erzieherin forscher fotograf friseur friseurin grafiker grafikerin hausmeister kellner kellnerin krankenschwester kraftfahrer lagerist maler mechatroniker physiotherapeut physiotherapeutin psychologe psychologin schlosser schreiner texter therapeut therapeutin tischler wissenschaftler wissenschaftlerin programmierer apotheker apothekerin architetta arzt arztin beauftragte beauftragter betriebswirt \
         betriebswirtin gestalter gestalterin jurist juristin mediengestalter mediengestalterin notar okonom \
         rechtsanwalt rechtsanwaltin sekretariat steuerberater steuerberaterin avocat avocate juriste infirmier \
         infirmiere kinesitherapeute medecin notaire pharmacien pharmacienne abogada abogado medico medica \
         advogada advogado enfermeira enfermeiro avvocato avvocata geometra infermiere medica \
         advocaat arts docent leerkracht jurist notaris tandarts",
    ),
    (
        Intern,
        "elev lærling lärling praktikantka harjoittelija opiskelija стажер стажёр практикант студент студентка \
         інтерн стажист stażysta stażystka praktykant praktykantka stážista stážistka gyakornok hallgató pripravnik \
         stajyer ασκούμενος ασκούμενη متدرب متدربة طالب סטודנט סטודנטית מתמחה magang bachelorand bachelorandin \
         masterand masterandin diplomand diplomandin referendar referendarin volontariat hilfskraft zivildienst \
         studentmedarbetare studentmedhjælper",
    ),
];

/// Endings of compounds, as in [`super::steps::ENDINGS`].
pub(super) const ENDINGS: &[(Seniority, &str)] = &[
    (CSuite, "vorstand ordförande"),
    (Director, "johtaja direktør direktör igazgató"),
    (Head, "sjef"),
    (Manager, "leder ledare ledere päällikkö vezető teamleader"),
    (
        Entry,
        "konsulent konsult rådgiver rådgivare ingeniør ingenjör medarbejder medarbetare utvecklare udvikler \
             utvikler sælger säljare selger assistent asiantuntija insinööri gestalter gestalterin beauftragter beauftragte \
             fachmann fachfrau wirt anwalt anwältin arzt ärztin adviseur",
    ),
];
