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
pub(super) const KOREAN: &str = "ahn bae baek ban bang bong byun cha chae chang cho choe choi chon chun chung do eom gil go goo gu \
     gwak ha han heo hong huh hur hwang im jang jeon jeong ji jin jo joo ju jun jung kang kim ko koo kwak \
     kwon lee lim ma min moon mun myung na nam namgung no noh oh pak park pyo rhee roh ryu seo seok seol \
     shim shin sim sin so sohn son song suh sung um wang woo yang yeo yeom yi yoo yoon you yu yun";

/// Romanized syllables of Korean given names. Written from general knowledge; to check against: the Supreme Court of Korea's name statistics.
pub(super) const KOREAN_SYLLABLES: &str = "ah ahn bae baek been beom bin bo bok bong bum byeong byung chae chan chang cheol chil chol choon \
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
卫衛查屈鲍鮑位覃霍翁隋植甘景薄单單包司柏宁寧柯阮桂闵閔解强強柴华華车車冉房边邊辜吉饶饒";

/// Chinese family names of two characters.
#[rustfmt::skip]
const HAN_COMPOUND: &[&str] = &[
    "上官", "东方", "公孙", "公孫", "南宫", "南宮", "司徒", "司馬", "司马", "夏侯", "皇甫", "欧阳", "歐陽", "慕容", "令狐", "端木", "尉迟",
    "尉遲", "東方", "宇文", "诸葛", "諸葛", "轩辕", "長孫", "长孙", "赫连", "澹台", "呼延", "第五",
];

/// Japanese family names in kanji; those of three characters come first, so that the longest is found.
/// Written from general knowledge; to check against: Meiji Yasuda Life's list of the hundred commonest (2018), extended by public lists.
#[rustfmt::skip]
const KANJI_SURNAMES: &[&str] = &[
    "佐々木", "五十嵐", "長谷川", "佐久間", "小笠原", "久保田", "宇佐美", "大久保", "長谷部", "波多野", "曽我部", "日比野", "佐藤", "鈴木", "高橋",
    "田中", "伊藤", "渡辺", "渡邊", "渡部", "山本", "中村", "小林", "加藤", "吉田", "山田", "山口", "松本", "井上", "木村", "斎藤", "斉藤",
    "齋藤", "清水", "山崎", "池田", "橋本", "阿部", "石川", "山下", "中島", "石井", "小川", "前田", "岡田", "藤田", "後藤", "近藤", "村上",
    "遠藤", "青木", "坂本", "福田", "太田", "西村", "藤井", "金子", "岡本", "藤原", "三浦", "中野", "中川", "原田", "松田", "竹内", "小野",
    "田村", "中山", "和田", "石田", "森田", "上田", "内田", "柴田", "酒井", "宮崎", "横山", "高木", "安藤", "宮本", "大野", "小島", "谷口",
    "今井", "工藤", "高田", "増田", "丸山", "杉山", "村田", "大塚", "新井", "小山", "平野", "藤本", "河野", "上野", "野口", "武田", "松井",
    "千葉", "菅原", "岩崎", "木下", "久保", "佐野", "野村", "松尾", "市川", "菊地", "菊池", "杉本", "古川", "大西", "島田", "水野", "桜井",
    "高野", "吉川", "山内", "西田", "西川", "北村", "五味", "安田", "飯田", "川口", "川崎", "服部", "荒木", "関口", "大橋", "吉村", "黒田",
    "平田", "本田", "本間", "松下", "宮田", "大谷", "浅野", "馬場", "望月", "星野", "田口", "岸田", "安倍", "宮沢", "宮澤", "村山",
    "鳩山", "小泉", "三木", "福島", "広瀬", "大島", "土屋", "荒井", "熊谷", "早川", "内藤", "永井", "白石", "須藤", "片山", "川上", "矢野",
    "石原", "中田", "樋口", "秋山", "尾崎", "小松", "松岡", "黒澤", "黒沢", "羽生", "錦織", "大坂", "本多", "豊田", "三宅", "田辺", "東",
    "林", "森", "原", "関", "辻", "堀", "星", "菅", "岡", "南",
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
    "영업팀", "未知", "匿名", "测试", "測試", "不明", "테스트", "有限会社",
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
    let text = without_honorific(text.trim());
    if text.is_empty() || NO_PERSON.iter().any(|word| text.contains(word)) {
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
    (!text.is_empty() && !NO_PERSON.iter().any(|word| text.contains(word))).then_some(text)
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

fn is_family(word: &str) -> bool {
    let mut chars = word.chars();
    match (chars.next(), chars.next()) {
        (Some(only), None) => {
            HAN_SURNAMES.contains(only) || HANGUL_SURNAMES.contains(only) || KANJI_SURNAMES.contains(&word)
        }
        _ => {
            KANJI_SURNAMES.contains(&word) || HAN_COMPOUND.contains(&word) || HANGUL_COMPOUND.contains(&word)
        }
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
    let known_family = count > 1 && !chinese_country && KANJI_SURNAMES.contains(&word);
    if word.chars().all(is_kana) || known_family {
        return unsplit(word);
    }
    if !word.chars().all(is_han) || japanese_country || !chinese_country {
        let known = KANJI_SURNAMES.iter().find(|family| {
            word.len() > family.len()
                && word.starts_with(*family)
                && (family.len() > 3 || japanese_country || word.chars().any(is_kana))
        });
        if let Some(family) = known {
            return both(&word[family.len()..], family);
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
