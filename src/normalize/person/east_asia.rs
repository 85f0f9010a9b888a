//! Chinese, Japanese, Korean and Vietnamese names: where the family name ends when nothing marks it, and which
//! romanized names were written family name first.

use super::PersonName;

/// Romanized Vietnamese family names. Written from general knowledge; to check against: Lê Trung Hoa, "Họ và tên người Việt Nam" (2005), the commonest.
pub(super) const VIETNAMESE: &str = "bach banh bui cao chau chu cung dang dao dinh do doan duong ha ho hoang huynh kieu la lam le luong \
     luu ly mac mai nghiem ngo nguyen ninh nong pham phan phung quach ta thach thai than tran trieu trinh \
     truong tu vo vu vuong";

/// Syllables of Vietnamese given names. Written from general knowledge; to check against: Lê Trung Hoa, as above.
pub(super) const VIETNAMESE_SYLLABLES: &str = "anh bao bich binh chau chi chinh cong cuong dang dat diep diem dong duc dung duong duy gia giang \
     ha hai han hang hanh hao hau hien hiep hieu hoa hoai hoan hoang hong hue hung huong huy huyen khai khanh \
     khoa khoi kien kieu kim lam lan linh loan loc loi long luan luc mai man manh minh my nam nga ngan nghia ngoc \
     nguyet nhan nhat nhi nhu nhung oanh phat phi phong phu phuc phung phuoc phuong quan quang que quoc quy quyen \
     quynh son tai tam tan thai thang thanh thao thi thien thinh tho thoa thu thuan thuc thuy tien tin toan trang \
     tri trinh trong truc trung tu tuan tuyen tuyet uyen van vi viet vinh vu vuong vy xuan yen";

/// Romanized Chinese family names: pinyin, and the spellings of Hong Kong, Taiwan and Singapore.
/// Written from general knowledge; to check against: the hundred commonest of the Ministry of Public Security's 2020 report, with Wade-Giles and Cantonese forms.
pub(super) const CHINESE: &str = "ang bai bao cai cao chan chang chao chau chen cheng cheung chew chia chiang chin chiu chong chou \
     chow choy chu chua chui chung cui dai deng ding dong du duan fan fang feng fong foo fu fung gan gao \
     ge goh gong gu guan guo han hao he ho hong hou hsiao hsieh hsu hu huang hui jia jiang jin kang khoo \
     koh kong kuo kwan kwok lai lam lau law lee lei leong leung li liang liao liew lim lin liu loh low lu \
     luk luo ma mak mao meng mo mok ng ngai ni ong ouyang pan pang peng poon qi qian qiao qin qiu quek \
     ren seah shao shen sheng shi siew sim situ sng soh song su sun szeto tai tam tan tang tao tay teh \
     teo tian toh tong tsai tsang tse tseng tsui tu wan wang wei wen weng wong wu xi xia xiang xiao xie \
     xing xiong xu xue yan yang yao yap ye yeo yeung yi yin yip yu yuan yue yuen yung zeng zhan zhang \
     zhao zheng zhong zhou zhu zhuang zou";

/// Romanized Korean family names. Written from general knowledge; to check against: Statistics Korea, census of 2015, the commonest, in their usual spellings.
pub(super) const KOREAN: &str = "ahn bae baek paik ban bang bong byun cha chae chang cho choe choi chon chun chung do eom gil go goo gu \
     gwak ha han heo hong huh hur hwang im jang jeon jeong ji jin jo joo ju jun jung kang kim ko koo kwak \
     kwon lee lim ma min moon mun myung na nam namgung no noh oh pak park pyo rhee roh ryu seo seok seol \
     shim shin sim sin so sohn son song suh sung um wang woo yang yeo yeom yi yoo yoon you yu yun";

/// Romanized syllables of Korean given names. Written from general knowledge; to check against: the Supreme Court of Korea's name statistics.
pub(super) const KOREAN_SYLLABLES: &str = "ah ahn june nam bae baek been beom bin bo bok bong bum byeong byung chae chan chang cheol chil chol choon \
     chul chun da dae dal do dong doo du eon eui eul eun ga gab gap geon geum geun gi gil gon gu guk gun \
     gwang gyeong gyu ha hae hak han haneul he hee heon heung ho hong hoo hoon hui hun hwa hwan hwang hwi \
     hye hyeok hyeon hyo hyub hyuk hyun hyung ik il im in jae je jeon jeong jeung ji jik jin jo jong joo \
     joon ju juhn jun jung ka kap keum keun ki kil kon kook ku kuk kun kwan kwang kwon kyeom kyeong kyo \
     kyong kyoung kyu kyun kyung man mi min mo mok moo moon muk mun myeong myong myung na nak nam no oh \
     ok pil pyo ra rae ran rang ri rim rin roh rok rye ryong sam san sang se sehun seo seob seok seol \
     seon seong seop seul seung shik shin si sik sil sin so sol son song soo sook sool soon soyeon su suk \
     sun sung tae taek tak uk un ung wan wol won woo wook woong yang ye yeo yeob yeol yeon yeong yeop \
     yong yoo yoon you young yu yul yun yung";

/// Romanized Japanese family names. Written from general knowledge; to check against: Meiji Yasuda Life's list of the hundred commonest (2018).
pub(super) const JAPANESE: &str = "abe akiyama ando aoki aoyama arai araki baba chiba doi endo fujii fujimoto fujita fujiwara fukuda \
     fukushima goto hamada hara harada hasegawa hashimoto hattori hayashi higuchi hirano hirata hirose \
     honda horie hoshino ichikawa igarashi iida ikeda imai inoue ishida ishihara ishii ishikawa ito \
     iwamoto iwasaki iwata kaneko kato kawaguchi kawakami kawamura kawasaki kikuchi kimura kinoshita \
     kishida kitamura kobayashi kojima kondo kono koyama kubo kubota kudo kuroda maeda maruyama masuda \
     matsuda matsui matsumoto matsuo matsushita matsuura miura miyamoto miyazaki mizuno mochizuki mori \
     morita murakami murata nagai nakagawa nakajima nakamura nakano nakayama nishida nishimura noguchi \
     nomura ogawa ohashi okada okamoto onishi ono ota otani otsuka oyama saito sakai sakamoto sakurai \
     sano sasaki sato satoh shibata shimada shimizu suga sugawara sugimoto sugiyama suzuki tagawa takada \
     takagi takahashi takano takeda takeuchi tamura tanaka taniguchi tsuchiya tsukamoto uchida ueda ueno \
     umeda wada watanabe yamada yamaguchi yamamoto yamasaki yamashita yamauchi yamazaki yano yasuda \
     yokoyama yoshida yoshikawa yoshimura";

/// Chinese family names of one character, simplified and traditional. Written from general knowledge; to check against: as above, with the Hundred Family
/// Surnames (百家姓) for the rest.
const HAN_SURNAMES: &str = "王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林高罗羅郑鄭梁谢謝宋唐许許韩韓邓鄧冯馮曹彭曾肖蕭萧田\
董潘袁蔡蒋蔣余于杜叶葉程魏苏蘇吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付傅方邹鄒熊白孟秦邱丘侯江尹薛闫閻\
段雷龙龍黎史陶贺賀毛郝顾顧龚龔邵万萬覃武钱錢戴严嚴莫孔向常汤湯康易乔喬赖賴文樊兰蘭殷施洪翟安颜顏倪牛温溫芦季俞章鲁\
魯葛伍申尤毕畢聂聶柴焦柳邢岳齐齊梅莊庄辛管祝左涂谷祁时時耿牟卜路詹关關苗凌费費纪紀靳盛童欧歐甄项項曲成游阳陽裴席\
卫衛查屈鲍鮑位覃霍翁隋植甘景薄单單包司柏宁寧柯阮桂闵閔解强強柴华華车車冉房边邊辜吉饶饒\
习習简簡滕匡宗丰豐晏储儲窦竇荆荊逄楚佟闻聞苟桑原敖连連麦麥褚娄婁宫宮寇尚藏裘缪繆宣贲虞支經家封芮羿汲邴糜松巫乌烏巴弓牧隗山宓蓬班仰仲伊仇栾欒暴钭厉厲戎祖符幸韶郜蓟印宿怀懷蒲邰從鄂索咸卓蔺藺屠蒙池阴陰苍蒼党贡貢劳勞姬宰郦酈雍璩濮寿壽扈燕冀郏浦农農瞿阎充慕茹宦艾鱼容古慎戈庾暨衡步满滿弘国广禄阙东殴利蔚师巩厍晁勾融冷訾阚那沙鞠巢蒯竺权盖桓帅帥凤鳳臧鲜鮮朴敬練练肇岑苑狄戚丛叢栗矫矯";

/// Chinese family names of two characters.
#[rustfmt::skip]
const HAN_COMPOUND: &[&str] = &[
    "上官", "东方", "公孙", "公孫", "南宫", "南宮", "司徒", "司馬", "司马", "夏侯", "皇甫", "欧阳", "歐陽", "慕容", "令狐", "端木", "尉迟",
    "尉遲", "東方", "宇文", "诸葛", "諸葛", "轩辕", "長孫", "长孙", "赫连", "澹台", "呼延", "第五",
];

/// Japanese family names in kanji, sorted.
/// Written from general knowledge; to check against: Meiji Yasuda Life's list of the hundred commonest (2018), extended by public lists.
#[rustfmt::skip]
const KANJI_SURNAMES: &[&str] = &[
    "一ノ瀬", "一条", "七瀬", "万田", "三上", "三井", "三原", "三好", "三宅", "三島", "三木", "三木谷",
    "三村", "三条", "三枝", "三橋", "三沢", "三浦", "三澤", "三田", "三谷", "三輪", "上原", "上山", "上岡",
    "上島", "上杉", "上村", "上条", "上田", "上谷", "上野", "下地", "下山", "下村", "下田", "与那嶺",
    "中上", "中丸", "中井", "中原", "中口", "中垣", "中尾", "中屋", "中山", "中岡", "中島", "中嶋", "中川",
    "中平", "中本", "中村", "中条", "中林", "中根", "中森", "中江", "中沖", "中沢", "中津", "中澤", "中田",
    "中畑", "中西", "中谷", "中道", "中野", "中間", "串田", "丸尾", "丸山", "丸田", "丹羽", "丹野", "久保",
    "久保井", "久保寺", "久保田", "久我山", "久松", "久田", "久米", "久野", "九条", "九鬼", "乾", "亀井",
    "亀山", "亀田", "二宮", "二木", "二条", "二階堂", "五十嵐", "五十川", "五味", "五島", "井上", "井出",
    "井原", "井口", "井川", "井手", "井村", "井田", "仁科", "今", "今井", "今川", "今村", "今泉", "今田",
    "今西", "今野", "仙波", "仙道", "仲宗根", "仲村", "仲田", "仲間", "伊東", "伊沢", "伊澤", "伊藤",
    "伊達", "伊集院", "会田", "伴", "住吉", "住田", "佐々木", "佐々田", "佐久", "佐久間", "佐伯", "佐倉",
    "佐原", "佐山", "佐川", "佐竹", "佐藤", "佐野", "佐野川", "保坂", "倉本", "倉橋", "倉田", "儀間",
    "入江", "八代", "八巻", "八木", "八田", "八神", "六車", "具志堅", "兼田", "内山", "内川", "内村",
    "内海", "内田", "内藤", "内野", "円谷", "冨永", "冨田", "別所", "前原", "前島", "前川", "前田", "力石",
    "加瀬", "加納", "加藤", "加賀", "加賀美", "加賀谷", "勅使河原", "勝又", "勝山", "勝田", "北原",
    "北小路", "北島", "北川", "北村", "北条", "北見", "北野", "十河", "千原", "千田", "千石", "千葉",
    "半田", "南", "南雲", "原", "原口", "原山", "原島", "原田", "友田", "反町", "古城", "古家", "古屋",
    "古川", "古市", "古橋", "古沢", "古田", "古畑", "古谷", "古賀", "合田", "吉井", "吉原", "吉岡", "吉崎",
    "吉川", "吉本", "吉村", "吉松", "吉武", "吉永", "吉沢", "吉澤", "吉田", "吉良", "吉見", "吉野", "名取",
    "名嘉", "向井", "和久井", "和気", "和泉", "和田", "唐沢", "喜多", "喜多川", "喜屋武", "四宮", "国分",
    "園田", "土井", "土居", "土屋", "土岐", "土方", "土橋", "土生", "土田", "土肥", "坂上", "坂下", "坂井",
    "坂元", "坂口", "坂本", "坂東", "坂田", "坂野", "坪井", "坪田", "城田", "城間", "堀", "堀内", "堀口",
    "堀川", "堀江", "堀田", "堀越", "堀部", "堂本", "堤", "塚原", "塚本", "塚田", "塩崎", "塩田", "塩見",
    "塩谷", "増井", "増子", "増山", "増田", "夏目", "大久", "大久保", "大久保田", "大井", "大倉", "大内",
    "大出", "大前", "大原", "大友", "大和", "大和田", "大坂", "大坪", "大城", "大場", "大塚", "大山",
    "大島", "大崎", "大川", "大平", "大庭", "大曽根", "大木", "大杉", "大村", "大森", "大槻", "大橋",
    "大江", "大沢", "大河内", "大河原", "大沼", "大津", "大滝", "大澤", "大田", "大畑", "大石", "大竹",
    "大西", "大谷", "大貫", "大迫", "大野", "大野木", "大関", "天海", "天野", "太田", "奥", "奥山", "奥村",
    "奥田", "奥野", "孫", "宇佐美", "宇多田", "宇都宮", "宇野", "安", "安井", "安倍", "安岡", "安川",
    "安斎", "安本", "安村", "安永", "安田", "安藤", "安西", "安達", "安部", "安里", "宍戸", "宗像", "室井",
    "室田", "宮下", "宮内", "宮原", "宮口", "宮坂", "宮城", "宮島", "宮崎", "宮嶋", "宮川", "宮木", "宮本",
    "宮永", "宮沢", "宮澤", "宮田", "宮脇", "宮迫", "宮部", "宮里", "宮野", "宮﨑", "富山", "富岡", "富永",
    "富沢", "富澤", "富田", "寺内", "寺尾", "寺山", "寺島", "寺本", "寺沢", "寺田", "寺西", "小久保",
    "小倉", "小出", "小原", "小室", "小宮", "小宮山", "小山", "小峰", "小島", "小川", "小平", "小早川",
    "小暮", "小杉", "小村", "小松", "小松原", "小板橋", "小林", "小柳", "小柴", "小森", "小池", "小沢",
    "小泉", "小澤", "小田", "小田切", "小田島", "小笠", "小笠原", "小菅", "小西", "小谷", "小野", "小野塚",
    "小野寺", "小野田", "尾上", "尾崎", "尾形", "尾田", "尾関", "屋良", "山上", "山下", "山元", "山内",
    "山口", "山名", "山地", "山城", "山室", "山岡", "山岸", "山崎", "山川", "山形", "山本", "山村", "山根",
    "山森", "山添", "山瀬", "山田", "山科", "山脇", "山辺", "山野", "山際", "岡", "岡山", "岡島", "岡崎",
    "岡本", "岡村", "岡林", "岡田", "岡部", "岡野", "岩下", "岩井", "岩佐", "岩崎", "岩本", "岩村", "岩永",
    "岩渕", "岩瀬", "岩田", "岩間", "岸", "岸上", "岸川", "岸本", "岸田", "岸野", "島", "島崎", "島本",
    "島村", "島田", "島袋", "嶋", "嶋田", "川上", "川中", "川井", "川俣", "川北", "川原", "川口", "川合",
    "川島", "川崎", "川嶋", "川本", "川村", "川瀬", "川田", "川端", "川越", "川辺", "川野", "工藤", "市原",
    "市川", "市村", "市橋", "布施", "常盤", "平井", "平塚", "平山", "平岡", "平島", "平川", "平本", "平松",
    "平林", "平沢", "平澤", "平田", "平良", "平賀", "平野", "広瀬", "広田", "庄司", "廣田", "弘中", "張",
    "影山", "後藤", "御手洗", "徳山", "徳川", "徳永", "徳田", "恩田", "成沢", "成澤", "成瀬", "成田",
    "我那覇", "戸塚", "戸川", "戸田", "所", "手塚", "持田", "斉木", "斉藤", "斎木", "斎藤", "新井", "新垣",
    "新城", "新居", "新山", "新庄", "新渡戸", "新田", "新藤", "新谷", "日下部", "日比野", "日野", "日高",
    "早坂", "早川", "早瀬", "明智", "星", "星野", "春名", "春日", "是枝", "時田", "曽我", "曽我部", "曽根",
    "月島", "有吉", "有村", "有栖川", "有田", "有馬", "服部", "望月", "朝倉", "朝日", "朝比奈", "木下",
    "木内", "木原", "木戸", "木暮", "木本", "木村", "木田", "木野", "末吉", "末永", "本", "本城", "本多",
    "本山", "本庄", "本村", "本橋", "本田", "本間", "朴", "杉原", "杉山", "杉崎", "杉本", "杉村", "杉浦",
    "杉田", "杉野", "李", "村上", "村中", "村井", "村山", "村岡", "村川", "村木", "村松", "村瀬", "村田",
    "村越", "東", "東出", "東山", "東恩納", "東海林", "東野", "松下", "松丸", "松井", "松元", "松原",
    "松坂", "松宮", "松尾", "松山", "松岡", "松島", "松崎", "松嶋", "松川", "松平", "松木", "松本", "松村",
    "松林", "松永", "松江", "松沢", "松浦", "松澤", "松田", "松谷", "松野", "板倉", "板垣", "板橋", "林",
    "林田", "柏原", "柏木", "染谷", "柳", "柳下", "柳井", "柳原", "柳川", "柳沢", "柳澤", "柳瀬", "柳田",
    "柴山", "柴崎", "柴田", "柿崎", "柿沼", "栗原", "栗山", "栗林", "栗田", "根岸", "根本", "桂", "桐生",
    "桑原", "桑名", "桑田", "桜井", "桜庭", "桜木", "梅原", "梅沢", "梅津", "梅田", "梶", "梶原", "梶山",
    "梶田", "森", "森下", "森井", "森口", "森山", "森岡", "森島", "森崎", "森川", "森本", "森永", "森田",
    "森脇", "森谷", "森重", "森野", "植木", "植村", "植松", "植田", "椿", "榊", "榊原", "榎", "榎本",
    "槇原", "槙野", "樋口", "樋渡", "横井", "横地", "横尾", "横山", "横川", "横溝", "横田", "橋下", "橋口",
    "橋本", "橋爪", "橘", "櫻井", "櫻田", "武井", "武内", "武市", "武田", "武石", "武者", "武者小路",
    "武藤", "比嘉", "毛利", "水上", "水口", "水島", "水嶋", "水木", "水田", "水谷", "水野", "永井", "永吉",
    "永山", "永岡", "永島", "永瀬", "永田", "永野", "江口", "江崎", "江川", "江藤", "池上", "池内", "池本",
    "池田", "池谷", "池野", "沢", "沢井", "沢村", "沢田", "河上", "河井", "河内", "河原", "河口", "河合",
    "河本", "河村", "河瀬", "河田", "河野", "沼田", "泉", "波多野", "津島", "津村", "津田", "浅井", "浅川",
    "浅沼", "浅田", "浅見", "浅野", "浜口", "浜崎", "浜田", "浜野", "浦田", "浦野", "海老原", "海老名",
    "海老沢", "深井", "深川", "深沢", "深澤", "深田", "深谷", "清水", "清野", "渋沢", "渋谷", "渡", "渡井",
    "渡会", "渡瀬", "渡辺", "渡邊", "渡部", "湯川", "湯浅", "溝口", "溝端", "滝", "滝川", "滝本", "滝沢",
    "滝澤", "澤", "澤井", "澤村", "澤田", "濱口", "濱田", "瀧本", "瀬尾", "瀬川", "瀬戸", "照屋", "熊倉",
    "熊沢", "熊田", "熊谷", "片山", "片岡", "片平", "片桐", "牛島", "牧", "牧村", "牧田", "牧野", "犬飼",
    "狩野", "玉井", "玉城", "玉木", "王", "生田", "生駒", "田上", "田中", "田丸", "田代", "田原", "田口",
    "田宮", "田尻", "田山", "田島", "田川", "田所", "田村", "田淵", "田畑", "田端", "田辺", "甲斐", "町田",
    "畑", "畑中", "畠山", "白井", "白土", "白川", "白木", "白石", "白鳥", "百瀬", "的場", "相原", "相川",
    "相沢", "相澤", "相田", "相馬", "真鍋", "矢内", "矢口", "矢吹", "矢島", "矢沢", "矢澤", "矢田", "矢部",
    "矢野", "知念", "石丸", "石井", "石倉", "石原", "石垣", "石塚", "石山", "石崎", "石川", "石本", "石村",
    "石橋", "石毛", "石津", "石渡", "石田", "石破", "石黒", "砂川", "砂田", "磯部", "磯野", "神原", "神山",
    "神崎", "神戸", "神田", "神谷", "神野", "福井", "福原", "福士", "福山", "福岡", "福島", "福本", "福村",
    "福永", "福沢", "福澤", "福田", "福間", "秋元", "秋吉", "秋山", "秋本", "秋田", "秋葉", "稲垣", "稲村",
    "稲田", "稲葉", "窪田", "立川", "立石", "立花", "竹下", "竹中", "竹内", "竹原", "竹山", "竹島", "竹本",
    "竹村", "竹田", "笠井", "笠原", "笹原", "笹川", "笹木", "笹本", "筒井", "箕輪", "篠原", "篠崎", "篠田",
    "米倉", "米山", "米村", "米沢", "米澤", "米田", "粟野", "細井", "細川", "細田", "細谷", "紺野", "結城",
    "綾小路", "綿貫", "緒形", "緒方", "織田", "羽生", "羽田", "羽鳥", "能登", "脇田", "臼井", "船山",
    "船橋", "船越", "芦田", "花井", "花京院", "花岡", "花田", "芹沢", "芹澤", "若山", "若松", "若林",
    "若槻", "茅野", "草野", "草間", "荒井", "荒川", "荒木", "荒牧", "菅", "菅井", "菅原", "菅沼", "菅田",
    "菅谷", "菅野", "菊地", "菊池", "菱田", "落合", "蓮見", "藤", "藤井", "藤代", "藤倉", "藤原", "藤山",
    "藤岡", "藤島", "藤川", "藤巻", "藤木", "藤本", "藤村", "藤枝", "藤森", "藤永", "藤沢", "藤澤", "藤田",
    "藤野", "藪", "行方", "西", "西出", "西原", "西園寺", "西垣", "西尾", "西山", "西岡", "西島", "西川",
    "西本", "西村", "西沢", "西澤", "西田", "西脇", "西野", "角田", "諏訪", "諸橋", "諸見里", "谷", "谷口",
    "谷山", "谷川", "谷本", "谷村", "豊島", "豊田", "豊臣", "財前", "赤坂", "赤城", "赤松", "赤羽", "越智",
    "足立", "辰巳", "辻", "近江", "近藤", "進藤", "道下", "遠山", "遠藤", "郡司", "酒井", "重松", "重田",
    "野々村", "野上", "野中", "野原", "野口", "野島", "野崎", "野本", "野村", "野沢", "野澤", "野田",
    "野間", "金", "金丸", "金井", "金城", "金子", "金山", "金沢", "金澤", "金田", "鈴木", "鈴村", "錦織",
    "鍋島", "鎌田", "長井", "長友", "長尾", "長岡", "長島", "長嶋", "長沢", "長沼", "長澤", "長瀬", "長田",
    "長谷", "長谷山", "長谷川", "長谷部", "長野", "門田", "門脇", "関", "関口", "関川", "関本", "関根",
    "関谷", "阪口", "阪本", "阿部", "陳", "難波", "青山", "青木", "青柳", "青田", "青野", "須山", "須田",
    "須藤", "須賀", "風間", "飯塚", "飯島", "飯村", "飯沼", "飯田", "飯野", "館野", "香取", "香山", "香川",
    "馬場", "馬渕", "駒井", "高久", "高井", "高倉", "高原", "高山", "高岡", "高島", "高崎", "高嶋", "高木",
    "高本", "高村", "高松", "高柳", "高根", "高梨", "高橋", "高津", "高瀬", "高田", "高畑", "高見", "高谷",
    "高野", "髙木", "髙橋", "鬼塚", "鳥居", "鳥山", "鳩山", "鶴田", "鶴見", "鷲尾", "麻生", "黒岩", "黒川",
    "黒木", "黒柳", "黒沢", "黒澤", "黒田", "齋藤", "﨑山",
];

/// Korean family names of two syllables. Written from general knowledge; to check against: Statistics Korea, census of 2015.
const HANGUL_COMPOUND: &[&str] = &["남궁", "독고", "동방", "사공", "서문", "선우", "제갈", "황보"];

/// Korean family names of one syllable.
const HANGUL_SURNAMES: &str = "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구나민진지엄채원\
천방공현함변염여추도소석선설마길연위표명기반라왕금옥육인맹제모탁국어은편용";

/// Honorifics after a name, and the roles and legal forms that make it none.
#[rustfmt::skip]
const HONORIFICS: &[&str] = &[
    "先生", "女士", "小姐", "太太", "教授", "博士", "老师", "老師", "様", "さん", "さま", "氏", "殿", "君", "씨", "님", "박사", "대표님",
    "대표", "교수",
];
#[rustfmt::skip]
const NO_PERSON: &[&str] = &[
    "公司", "集团", "集團", "株式会社", "株式會社", "有限", "会社", "部门", "部門", "客服", "営業部", "事務所", "团队", "團隊", "中心", "担当",
    "経理部", "总经理", "總經理", "经理", "代表取締役", "取締役", "社長", "部長", "課長", "店", "회사", "주식회사", "고객센터", "팀장", "지원팀",
    "영업팀", "未知", "カスタマー", "サポート", "センター", "スタッフ", "サービス", "チーム", "オフィス", "ショップ", "ストア", "受付", "総務", "人事", "广告",
    "广报", "広報", "窓口", "事務局", "お問い合わせ", "採用", "管理者", "客户", "客戶", "销售", "銷售", "市场部", "财务", "財務", "采购", "採購", "关于我们", "联系",
    "聯絡", "管理员", "管理員", "总机", "前台", "고객", "인사팀", "홍보", "총무", "관리자", "담당자", "문의", "상담", "센터", "미상", "姓名", "이름", "氏名",
 "匿名", "测试", "測試", "不明", "테스트", "有限会社",
];

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}' | '々' | '〆')
}

fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FA}' | 'ー' | '\u{30FD}'..='\u{30FF}')
}

fn is_hangul(c: char) -> bool {
    matches!(c, '\u{AC00}'..='\u{D7A3}' | '\u{1100}'..='\u{11FF}' | '\u{3130}'..='\u{318F}')
}

/// Whether a character belongs to a name in one of the scripts handled here.
pub(super) fn is_east_asian(c: char) -> bool {
    is_han(c) || is_kana(c) || is_hangul(c)
}

/// Splits a name written in Chinese characters, kana or hangul; a foreign name with its dot ("迈克尔·乔丹") too.
pub(super) fn parse(text: &str, country: Option<[u8; 2]>) -> Option<PersonName> {
    let text = without_role(without_honorific(text.trim()));
    if text.is_empty() || is_no_person(text) {
        return None;
    }
    let is_dot = |c: char| matches!(c, '·' | '・' | '‧' | '･' | '•' | '=' | '＝');
    if let Some((given, family)) = text.split_once(is_dot) {
        let family = family.rsplit(is_dot).next().unwrap_or(family);
        return both(given.trim(), family.trim());
    }
    let words: Vec<&str> = text.split_whitespace().collect();
    match words.as_slice() {
        [whole] => split_whole(whole, country),
        // Spaced letter by letter, as forms do: 王 小 明, 김 민 준.
        [family, rest @ ..] if rest.len() > 1 => both(&rest.concat(), family),
        [one, other] if !is_family(one) && is_family(other) && one.chars().count() > 1 => both(one, other),
        [family, given] => both(given, family),
        _ => None,
    }
}

/// A family or given name that stands in a field of its own, without honorifics. `None` where it names no person.
pub(super) fn clean_part(text: &str) -> Option<&str> {
    let text = without_honorific(text.trim());
    (!text.is_empty() && !is_no_person(text)).then_some(text)
}

/// A company, a department, a mailbox: by a word in it, or by its last letter.
fn is_no_person(text: &str) -> bool {
    let department = |end: char, least: usize| text.ends_with(end) && text.chars().count() >= least;
    // 销售部, 総務部 and 인사팀; but 服部, 長谷部 and 阿部 are families.
    department('部', 3) && !is_kanji_surname(text)
        || department('팀', 3)
        || NO_PERSON.iter().any(|word| text.contains(word))
}

/// Ranks behind a name, a space between them: 박지성 선수, 田中 部長.
fn without_role(text: &str) -> &str {
    #[rustfmt::skip]
    const ROLES: &[&str] = &[
        "과장", "기자", "대리", "대표이사", "변호사", "부장", "사원", "사장", "선수", "실장", "원장", "의원", "이사",
        "주임", "차장", "팀장", "经理", "總經理", "总经理", "总监", "經理", "老师", "医生", "律师", "主任", "社長", "部長",
        "課長", "係長", "店長", "医師", "弁護士", "代表", "代表取締役", "取締役", "選手",
    ];
    // 陈经理, 李律师: without a space only behind a family name alone.
    let alone = ROLES.iter().find_map(|role| text.strip_suffix(role)).filter(|rest| is_family(rest));
    if let Some(family) = alone {
        return family;
    }
    match text.rsplit_once(char::is_whitespace) {
        Some((name, role)) if ROLES.contains(&role) && name.chars().count() > 1 => name.trim_end(),
        _ => text,
    }
}

fn without_honorific(text: &str) -> &str {
    let mut text = text;
    while let Some(rest) = HONORIFICS.iter().find_map(|h| text.strip_suffix(h)) {
        let rest = rest.trim_end();
        // "君" or "氏" alone, or after a single given character, is part of the name.
        if rest.chars().count() < 2 && !is_family(rest) {
            break;
        }
        text = rest;
    }
    text
}

fn is_kanji_surname(word: &str) -> bool {
    KANJI_SURNAMES.binary_search(&word).is_ok()
}

fn is_family(word: &str) -> bool {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) => {
            HAN_SURNAMES.contains(only) || HANGUL_SURNAMES.contains(only) || is_kanji_surname(word)
        }
        _ => is_kanji_surname(word) || HAN_COMPOUND.contains(&word) || HANGUL_COMPOUND.contains(&word),
    }
}

fn split_whole(word: &str, country: Option<[u8; 2]>) -> Option<PersonName> {
    let count = word.chars().count();
    let at = |characters: usize| word.char_indices().nth(characters).map_or(word.len(), |(byte, _)| byte);
    let split = |characters: usize| both(&word[at(characters)..], &word[..at(characters)]);
    let first = word.chars().next()?;
    if word.chars().all(is_hangul) {
        let compound = HANGUL_COMPOUND.iter().any(|family| word.starts_with(family));
        return match count {
            _ if compound && count > 3 => split(2),
            // 선우 and 사공 of three syllables are rather 선 and 사 with two for the given name.
            3 if compound && !word.starts_with("선우") && !word.starts_with("사공") => split(2),
            2..=4 if HANGUL_SURNAMES.contains(first) => split(1),
            _ => unsplit(word),
        };
    }
    let chinese_country = matches!(country.as_ref(), Some(b"CN" | b"TW" | b"HK" | b"MO" | b"SG" | b"MY"));
    let japanese_country = matches!(country.as_ref(), Some(b"JP"));
    // A family name alone: 佐藤, or what is left of 田中様.
    let known_family = count > 1 && !chinese_country && is_kanji_surname(word);
    if word.chars().all(is_kana) || known_family {
        return unsplit(word);
    }
    if !word.chars().all(is_han) || japanese_country || !chinese_country {
        // The longest that leaves a given name.
        let least = if japanese_country || word.chars().any(is_kana) { 1 } else { 2 };
        let known = (least..=4.min(count - 1)).rev().find(|&length| is_kanji_surname(&word[..at(length)]));
        if let Some(length) = known {
            return split(length);
        }
        if japanese_country || word.chars().any(is_kana) {
            // Family names of two characters are by far the commonest.
            return match count {
                2 => split(1),
                3..=5 => split(2),
                _ => unsplit(word),
            };
        }
    }
    if count >= 3 && HAN_COMPOUND.iter().any(|family| word.starts_with(family)) {
        return split(2);
    }
    match count {
        2 | 3 if HAN_SURNAMES.contains(first) => split(1),
        // Four characters without a Chinese double surname are a Japanese name or a married woman's double name.
        4 => split(2),
        _ => unsplit(word),
    }
}

fn both(given: &str, family: &str) -> Option<PersonName> {
    let part = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let name = PersonName { first: part(given), last: part(family) };
    (name.first.is_some() || name.last.is_some()).then_some(name)
}

/// A name that cannot be divided with confidence is kept whole, as a family name alone is.
fn unsplit(word: &str) -> Option<PersonName> {
    (word.chars().count() <= 12).then(|| PersonName { first: None, last: Some(word.to_owned()) })
}

/// Whether a word reads as Japanese in Hepburn's spelling: each vowel with a consonant before it, or an n behind it.
pub(super) fn is_romaji(word: &str) -> bool {
    const CONSONANTS: &[&str] = &[
        "", "k", "s", "sh", "t", "ts", "ch", "n", "h", "f", "m", "y", "r", "w", "g", "z", "j", "d", "b", "p",
        "ky", "ny", "hy", "my", "ry", "gy", "by", "py", "kk", "ss", "tt", "pp", "ssh", "tch",
    ];
    let mut before = "";
    let mut start = 0;
    for (at, letter) in word.bytes().enumerate() {
        if !letter.is_ascii_lowercase() {
            return false;
        }
        if matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u') {
            let consonants = &word[start..at];
            // The n that closes a syllable stands before the consonant of the next.
            let rest = consonants.strip_prefix('n').filter(|rest| !rest.is_empty() && !before.is_empty());
            if !CONSONANTS.contains(&consonants) && !rest.is_some_and(|rest| CONSONANTS.contains(&rest)) {
                return false;
            }
            before = &word[at..=at];
            start = at + 1;
        }
    }
    matches!(&word[start..], "" | "n") && !before.is_empty()
}

/// Whether a word is one syllable of a Chinese name, in pinyin or as the south spells it.
pub(super) fn is_chinese_syllable(word: &str) -> bool {
    #[rustfmt::skip]
    const SOUTHERN: &[&str] = &[
        "beng", "boon", "chee", "chiu", "chok", "choon", "chuan", "eng", "fook", "geok", "guat", "heng", "hian", "hin",
        "hing", "hock", "hoe", "hoi", "hon", "hoon", "hsien", "huat", "hwee", "kah", "kam", "kar", "keat", "kee", "kei",
        "keng", "keong", "keung", "khim", "khoon", "kiat", "kin", "kit", "kok", "kuan", "kuen", "kwan", "kwok", "kwong",
        "lay", "leng", "lok", "loong", "lun", "mei", "mui", "mun", "oon", "peng", "phaik", "poh", "pui", "sau", "saw",
        "seng", "seong", "shing", "shun", "siew", "soo", "soon", "swee", "sze", "tat", "teck", "tek", "thiam", "thye",
        "tiong", "tong", "tsz", "tuck", "wah", "wai", "weng", "wing", "yat", "yee", "yeow", "yew", "yiu", "yoke", "yong",
        "yuen", "yuk",
    ];
    SOUTHERN.binary_search(&word).is_ok() || is_pinyin_syllable(word)
}

/// Whether a word reads as two or three syllables of pinyin ("xiaoming", "zedong").
pub(super) fn is_pinyin_given(word: &str) -> bool {
    word.len() <= 14 && (syllables(word, 2) || syllables(word, 3))
}

fn syllables(word: &str, count: usize) -> bool {
    if count == 0 {
        return word.is_empty();
    }
    (1..=6.min(word.len())).any(|end| {
        word.is_char_boundary(end) && is_pinyin_syllable(&word[..end]) && syllables(&word[end..], count - 1)
    })
}

/// Written from general knowledge; to check against: the table of initials and finals of Hanyu Pinyin (GB/T 16159), without the rare empty initials.
fn is_pinyin_syllable(syllable: &str) -> bool {
    #[rustfmt::skip]
    const INITIALS: &[&str] = &[
        "zh", "ch", "sh", "b", "p", "m", "f", "d", "t", "n", "l", "g", "k", "h", "j", "q", "x", "r", "z", "c",
        "s", "y", "w",
    ];
    #[rustfmt::skip]
    const FINALS: &[&str] = &[
        "a", "ai", "an", "ang", "ao", "e", "ei", "en", "eng", "i", "ia", "ian", "iang", "iao", "ie", "in",
        "ing", "iong", "iu", "o", "ong", "ou", "u", "ua", "uai", "uan", "uang", "ue", "ui", "un", "uo",
    ];
    if matches!(syllable, "an" | "ang" | "ai" | "ao" | "e" | "en" | "er" | "ou") {
        return true;
    }
    INITIALS.iter().any(|initial| syllable.strip_prefix(initial).is_some_and(|rest| FINALS.contains(&rest)))
}

#[cfg(test)]
pub(super) fn tables_are_sorted() -> bool {
    KANJI_SURNAMES.is_sorted()
}
