//! The scale in scripts that write no spaces between words, or not between those that matter: Chinese, Japanese, Korean and
//! Thai. Here the longest entry that stands anywhere counts.
//!
//! Written from general knowledge; to check against: the ranks of Japanese and Korean companies (役職, 직급) and the Chinese
//! occupational classification (GB/T 6565).

use super::Seniority::{
    self, CSuite, Director, Entry, Founder, Head, Intern, Manager, Owner, Partner, Senior, Vp,
};

/// What stands for a step, longer before shorter where one begins the other is not needed: the longest is taken.
const WORDS: &[(Seniority, &str)] = &[
    (
        Owner,
        "オーナー 店主 経営者 個人事業主 事業主 老板 老闆 业主 業主 个体户 個體戶 企业主 東家 오너 점주 개인사업자 자영업 소유주 \
         เจ้าของ เจ้าของกิจการ",
    ),
    (
        Founder,
        "創業者 創設者 創立者 共同創業者 共同創設者 创始人 創始人 联合创始人 聯合創始人 创办人 創辦人 联合创办人 聯合創辦人 \
         ファウンダー 창업자 창립자 설립자 공동창업자 공동창립자 공동설립자 ผู้ก่อตั้ง ผู้ร่วมก่อตั้ง",
    ),
    (
        CSuite,
        "代表取締役 代表取締役社長 代表取締役会長 取締役 取締役社長 取締役会長 社外取締役 社長 会長 専務 専務取締役 常務 常務取締役 \
         監査役 代表社員 代表理事 理事長 理事 最高経営責任者 最高財務責任者 最高技術責任者 最高執行責任者 最高責任者 董事长 董事長 \
         副董事长 董事 执行董事 執行董事 监事 主席 首席执行官 首席執行官 首席财务官 首席技术官 首席运营官 首席市场官 首席 总裁 總裁 \
         总经理 總經理 法人代表 法定代表人 行政总裁 대표이사 대표 공동대표 사장 회장 부회장 이사장 사외이사 최고경영자 최고재무책임자 \
         최고기술책임자 กรรมการผู้จัดการ ประธานเจ้าหน้าที่บริหาร ประธานกรรมการ ประธาน กรรมการ",
    ),
    (Partner, "パートナー 共同経営者 合伙人 合夥人 管理合伙人 파트너 หุ้นส่วน"),
    (
        Vp,
        "副社長 執行役員 副总裁 副總裁 高级副总裁 副总经理 副總經理 副总 부사장 전무 전무이사 상무 상무이사 부대표 รองประธาน \
         รองกรรมการผู้จัดการ",
    ),
    (
        Head,
        "本部長 事業部長 室長 局長 院長 校長 工場長 首席工程师 首席科学家 总工程师 總工程師 部长 处长 處長 负责人 負責人 主編 主编 \
         본부장 실장 원장 사업부장 연구소장",
    ),
    (Director, "部長 総監督 ディレクター 总监 總監 副总监 副總監 협력이사 이사 부장 디렉터 ผู้อำนวยการ"),
    (
        Manager,
        "次長 課長 係長 店長 支店長 所長 主任 リーダー マネージャー マネジャー マネージャ 班長 责任者 責任者 经理 經理 副经理 副經理 \
         主管 组长 組長 科长 科長 店长 厂长 廠長 主任 차장 과장 팀장 매니저 점장 지점장 파트장 그룹장 ผู้จัดการ หัวหน้า ผู้จัดการทั่วไป",
    ),
    (Senior, "シニア 主席研究員 教授 上級 资深 資深 高级 高級 专家 專家 수석 책임 선임 교수 อาวุโส ผู้เชี่ยวชาญ"),
    (
        Entry,
        "社員 担当 営業 エンジニア デザイナー コンサルタント 事務 技術者 開発者 弁護士 税理士 会計士 看護師 医師 教師 专员 專員 工程师 \
         工程師 销售 銷售 销售代表 业务代表 業務代表 医药代表 会计 會計 设计师 設計師 顾问 顧問 分析师 律师 律師 教师 员工 職員 \
         业务员 業務員 主任科員 주임 대리 사원 엔지니어 개발자 디자이너 컨설턴트 변호사 회계사 직원 연구원 พนักงาน วิศวกร เจ้าหน้าที่ นักบัญชี",
    ),
    (
        Intern,
        "インターン 実習生 研修生 学生 大学生 实习生 實習生 实习 實習 见习 인턴 수습 학생 대학생 นักศึกษาฝึกงาน ฝึกงาน นักศึกษา",
    ),
];

/// Who helps somebody else, whatever the other's rank: at the end of the title.
const HELPERS: &[&str] = &["アシスタント", "助手", "助理", "秘书", "秘書", "비서", "어시스턴트", "เลขานุการ"];

/// Who was it once.
const ONCE: &[&str] = &["元", "前", "전 ", "อดีต"];

/// Whether a text has a letter of these scripts.
pub(super) fn has_letters(text: &str) -> bool {
    !text.is_ascii()
        && text.chars().any(|c| {
            matches!(c, '\u{e00}'..='\u{e7f}' | '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
        })
}

/// The highest step that the text names.
pub(super) fn of(text: &str) -> Option<Seniority> {
    let text = text.trim();
    if HELPERS.iter().any(|helper| text.ends_with(helper)) {
        return Some(Entry);
    }
    if ONCE.iter().any(|once| text.starts_with(once)) {
        return None;
    }
    if text == "代表" {
        return Some(CSuite);
    }
    let mut best: Option<Seniority> = None;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        // ASCII is read by words.
        let found = if first.is_ascii() { None } else { longest_at(rest) };
        match found {
            Some((length, step)) => {
                best = Some(best.map_or(step, |best| best.min(step)));
                rest = &rest[length..];
            }
            None => rest = &rest[first.len_utf8()..],
        }
    }
    best
}

fn longest_at(rest: &str) -> Option<(usize, Seniority)> {
    let words =
        WORDS.iter().flat_map(|(step, list)| list.split_ascii_whitespace().map(move |word| (word, *step)));
    words
        .filter(|(word, _)| rest.starts_with(word))
        .map(|(word, step)| (word.len(), step))
        .max_by_key(|(n, _)| *n)
}
