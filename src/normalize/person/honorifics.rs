//! What is written before a name to say what somebody is, and after it to say what somebody has earned.

/// Honorifics, academic and noble titles, ranks of armies and churches, folded.
/// Written from general knowledge; to check against: the honorifics of Debrett's and of Wikipedia's list by language; military and church ranks.
pub(super) const TITLES: &str = "
av barr bpk dre ecz engr er froken fru ibu inh kommr komm-rat m-arch maitre mim muh ogr ogr-gor op pr pre profesora
rechtsanw sdr sdri surv zhd م أ المهندسة الأستاذة أد
1lt 1sgt 1stlt 2lt 2ndlt abbe abogada abogado adm admiral adv advocate airman akad-mal alderwoman alhaja
alhaji amb ambassador ao-univ-prof arch arch-dott archbishop archdeacon archduchess archduke architektin arq
arqta arqto assemblyman assemblywoman att atty avv avvocata avvocatessa avvocato ba bapak baroness barrister
bc bca bgen bishop bombardier bpk brig brig-gen brigadier bvba ca-adv cantor capitan capt captain cardinal cav
cavaliere cdr chancellor chanoine chaplain cik cllr cmdr cmsgt col colonel commander commendatore commish
commissioner commodore comptroller-hon comr comte congressman congresswoman councillor councilman councilwoman
countess cp-lic cpl cpt csm datin dato dato-seri datoseri datuk dddr ddr ddrs deacon deaconess dep dhr
dipl-agr-ing dipl-arch dipl-betriebsw dipl-betriebswirt dipl-betrw dipl-biol dipl-bw dipl-chem dipl-des
dipl-designer dipl-fw dipl-geogr dipl-geol dipl-hdl dipl-inf dipl-ing dipl-ing-fh dipl-ingenieur dipl-inz
dipl-journ dipl-jur dipl-kauffrau dipl-kaufm dipl-kaufmann dipl-kffr dipl-kfm dipl-kfr dipl-lic dipl-math
dipl-oec dipl-oek dipl-ok dipl-paed dipl-phys dipl-psych dipl-soz dipl-sporting dipl-stat dipl-verww
dipl-volksw dipl-wi-ing dipl-wirt-inf dipl-wirt-ing dipl-wirting dipling dkfm dna doc doc-dr doc-ing docteur
docteure doctor doctora doktor dona dott dott-arch dott-ing dottor dottoressa dottori dottssa doutor doutora
dr dr-hab dr-ing dr-inz dr-iur dr-jur dr-med dra drg drhc drmed drs dsc-dr dt duchess egr egregio emperor
empress encik eng enga engenheira engenheiro engg engo engr ens ensign evang evangelist excellency excma excmo
exma exmo fm frau fraulein frl gen general gent-mo geom geometra gospa gospodicna gospodin gospodja gov
governor gp-capt gysgt h-ir hajah haji hajja hajjah hajji hc herr herra herrn hj hm hofrat hon honorable
honourable hr hra hrh ill-mo ilma ilmo ing ing-arch ing-mgr ingegnere ingeniera ingeniero ingenieur inz inzyn
inzynier ir ir-h judge judr justice khun kumari kyai kyrios lcdr lcol lic licda licenciada licenciado lieut
lieutenant lt lt-col lt-gen ltc ltcdr ltcol ltgen ltgov ltjg madam madame mademoiselle maestra maestro mag
mag-judge mag-phil maga magdr magister magistrate magistrate-judge maitre maj maj-gen majgen major-general
marchioness marquess maulana mayor mddr med mesdames messrs mevr mevrouw mgr mgr-inz mgra minister miss missus
mister mlle mmag mme mmes monseigneur monsieur moulvi mr mrs ms msgr msgt mst mstr mtra mtro mudr mufti mullah
mult mvdr mw mx nangsao neiti notar oba oec onorevole opr otunba paeddr pan pandit pandita pani panna panu pd
pfarrer pfarrerin pfc pharm pharmdr phdr phmr phra po pres president prince-dr princess priv-doz privatdozent
prof prof-dr prof-dr-hab prof-dr-ing prof-drh prof-ssa profa profesor professeur professor professora
professore professoressa profr profssa provost pst puan pvt rabbi rag ragioniere rear-admiral rechtsanwalt
rechtsanwaltin rep representative res revds rndr rouva rsdr rt rthon rtn sardar sardarni sayin seaman
secretary selectman selvi sen sen-dr senator senhor senhora senhorita senor senora senorita sgm sgt sgtmaj
shaikh shaikha shaikhah shaykh shaykha sheik sheikh sheikha shri shrimati sig signor signora signori signorina
sigra sirs slecna smt solicitor spc spec spett sqn-ldr sr-dr sra srimati srta ssg staff-sgt steuerberater
steuerberaterin supervisor-hon supt swami tansri tengku thdr thiru thirumathi thlic tsgt tuan-haji tun tunku
univ-doz univ-lekt univ-prof us ustad ustadh ustadzah ustaz uzm vadm vicar vice-admiral viscount viscountess
wing-commander wirtschaftsprufer wp yrd δρ κ κα κοσ κυρια κυριοσ г-жа г-н господин госпожа д-р доктор ип пан пані
проф профессор גב גברת דר מר פרופ آقای الأستاذ الحاج الدكتور الدكتورة السيد السيدة الشيخ المهندس حاج خانم د
سيد कुमारी डॉ श्री श्रीमती सुश्री জনাব ডঃ পণ্ডিত คุณ ดร นาง นางสาว นาย นายแพทย์ แพทย์หญิง
";

/// Titles by which a person is called together with the given name.
pub(super) const TITLES_GIVEN: &str = "
brother dame father fr fra frere hermana hermano lady lord padre pastor pere rev revd reverend sir sister soeur
sr-maria sri
";

/// Generations, degrees and professional designations. Written from general knowledge; to check against: Wikipedia's lists of post-nominal letters (academic
/// degrees; professional designations of the United States, Canada, the United Kingdom and Australia).
pub(super) const SUFFIXES: &str = "
a-csm aams abd abfp aca aca-fca acas acca ace-cpt acib aciib acis acma acnp acsm acsw aep afa afc agnp aia
aia-leed aicp aif aifa aphr aprn-bc arnp asa-maaa asid assoc-cipd atc atc-l bagrsc bahons barch bba bbm bbs
bca bcaba bcba bcba-d bchbao bchir bcom bds bed bed-hons bem bfa bmus bpharm bphil bsba bsc bsc-hons bschons
bscn bsed bsee bsme bsn bspharm bt btec btech bvetmed bvsc cadc cadc-ii cams cbap cbcp cbe ccc-a ccc-slp ccep
ccim ccna ccnp ccpm ccrn ccsp cdaa cdces cde cdfa cdp cebs cecd ceh ceh-v celta cen ceng ceo-mba ces cfa cfe
cfei cfm cfp cfp-r cfre cfs cgeit cgma chfc chfs chpa chrl chrm chrp cia ciarb cima cipd cipd-l7 cipm cipp
cipp-e cipp-us cippe cips cisa cism cissp cissp-issap citp cltc cltd clu cma cmfc cmgr cmp cndp cnm cnor cnp cpa
cpcu cpfa cphr cpim cpm cpmm cpp cps cpsm cptd cpwa cqe crcm cre crep crisc crm crna crnp crpc crpc-r crps csc
csca cscp cscs csep csm csp-sm cspo cssbb cssgb csw ctfa cvo dabr dabvp dacm dacvim dacvs dba dc dcm-mm dcom dds
dfc dipl dipl-ac dlitt dmd dmin dmus dnap dnb dnp dpharm dphil dpt dpt-ocs drsc dsc dso dvm edd edm eds edsp eit
esq esquire faafp faan faap facc facep fache facmpe facog facp facr facs facs-fascrs fada fafs fagd faia fasge
fasn fca fcas fcca fccm fccp fciarb fcib fciib fcipd fclu fcma fcpa fhimss fia fice fics fidsa fiet fnp fnp-bc
fnp-c frca frcp frcpath frcpc frcs frcs-ed frcsc frcsed frgs frics frm frsa frsc fsa fscai gcb gcih gcmg gcvo
gpen gphr gri gsec hnc hnd icadc ii iii ing-csc istructe itil itil4 iv ix jd jnr jnr-esq jr jr-md jr-phd junior
kbe kcb kcmg kcsi kcvo ktd lac lat-atc lcadc lcdc lcmhc lcpc lcsw ldn leed leed-ap leedap lic-ac licsw llb
llbhons lld llm lmft lmhc lmhp lmsw lmt lnc lncc lpc lpcc lpn lssbb lssgb ltd-dr lutc lutcf lvo maaa magd mahons
mba mbbchir mbbs mbchb mbe mbiochem mbs mca mchem mciarb mcipd mcips mcom mcse md mdiv mds mdsc meds mfa mfin
mha mhra mhrm mhs mhsa mib mice micpa miet mism mistructe mla mlis mls mmath mmedsci mmgt mmus mot mpa mpa-dc
mpas mph mphil mpm mpp mrcgp mrcog mrcp mrcpch mrcs mrcvs mres mrics ms-phd msba msc msca msced msci mscit mscs
mse msed msee mset msis msit msn mspt mstat msw mtech mup murp mvo nasm nbcc ncarb ncc ncidq npd obe ocs od oscp
ot otr pa-c pac-c pe-pmp pes pgce pgcert pgdip pgdm pgmp pharmd phd phdc phdr-csc phr phri pmbok pmi pmi-acp
pmi-rmp pmp pnp ppl prince2 psc psm psm1 psmi pspo psyd pt-dpt qc qts ra-riba rbt rd-ldn rdh rdn rdn-ld ret
ret-usa retd rfc ricp rics rics-mrics rma rmn rn rncob rnmh rpa rph rpt rscn safe-spc scd scrum-master scs
gbe dcb dcmg dcvo frse frsl fmedsci freng fba mimeche fimeche miee fistructe micheme ficheme miom3 fraes mraes cphys cchem cstat cmath
shrm shrm-cp shrm-scp shrmcp shrmscp slp-ccc snr snr-esq spc6 sphr sphri sr tefl tesol togaf usa usaf usaf-ret
uscg usmc usmc-ret usn usn-ret vi vii viii xii xiii xiv xvi
";

/// Credentials that are also names or words: only in capitals.
pub(super) const SUFFIXES_CAPS: &str = "
aa ab am apr aprn as aud ba beng bl bm bs ca cae cb ccc cd ce cf ch cp cpo cs csa cto-mba dbe delta do ed eds
esa fd fe frs gc gm in kc la lat lo lp ma mai march mds meng mim mm mp ms na ncc np pa pac pe pg pm pt ra rd re
rt sc si sj ta tax te v x xi om dl jp msp mla td
";
