//! The rules of the score: every weight, threshold and phrase, as data in one place.
//!
//! The weights are a judgement, not a measurement: they say what makes a business contact worth an hour of a
//! seller's time. Their maxima add up to 100. Without a buying signal 70 is the most there is, so that high
//! intent
//! takes a reason to buy or a lead that is perfect otherwise.

use std::str::FromStr;

use super::channel::{self, Channel, Way, WayRule};
use super::features::{self, Facts};
use super::signals::{self, Signal, SignalKind};
use super::summary;

mod guards;
mod phrases;

pub use guards::*;
pub use phrases::*;

/// Most points for seniority: who can decide.
pub const SENIORITY_MAX: f64 = 20.0;
/// Most points for reachability: what ways of making contact there are, and how direct.
pub const REACHABILITY_MAX: f64 = 20.0;
/// Most points for buying signals: why now.
pub const SIGNAL_MAX: f64 = 30.0;
/// Most points for company size: whether there is a budget and a short way to it.
pub const COMPANY_SIZE_MAX: f64 = 9.0;
/// Most points for industry: how readily companies of that kind buy from businesses they do not know.
pub const INDUSTRY_MAX: f64 = 7.0;
/// Most points for completeness: how much of the lead is known.
pub const COMPLETENESS_MAX: f64 = 7.0;
/// Most points for confidence: how sure the source is.
pub const CONFIDENCE_MAX: f64 = 7.0;

/// Scores from here on are high intent: in practice a decision maker who can be reached and has a reason to
/// buy now.
pub const HIGH: f64 = 70.0;
/// Scores from here on are medium intent: a good contact, or a reason to buy.
pub const MEDIUM: f64 = 40.0;

/// Points of each seniority level and what the summary calls it. The levels are the product's own scale.
pub const SENIORITY: &[(&str, f64, &str)] = &[
    ("c_suite", 20.0, "C-level"),
    ("owner", 19.0, "owner-level"),
    ("founder", 19.0, "founder-level"),
    ("vp", 18.0, "VP-level"),
    ("partner", 17.0, "partner-level"),
    ("head", 16.5, "head-level"),
    ("director", 16.0, "director-level"),
    ("manager", 11.0, "manager-level"),
    ("senior", 7.0, "senior-staff"),
    ("entry", 3.0, "entry-level"),
    ("intern", 1.0, "intern-level"),
];
/// Points for a title that says nothing of seniority.
pub const UNKNOWN_SENIORITY: f64 = 5.0;
/// Points for a person without a title.
pub const PERSON_WITHOUT_TITLE: f64 = 3.0;
/// From this many points on, a level decides or signs off.
pub const DECIDES: f64 = 16.0;

/// The ways of making contact, best first, and what each adds to reachability. The order is that of how
/// directly
/// the right person is reached: addresses and numbers of one's own, then a profile, then what others answer.
pub const WAYS: &[WayRule] = &[
    way(
        Way::WorkEmail,
        Channel::Email,
        11.0,
        "a personal work email",
        "a personal address at the company's domain",
    ),
    way(Way::Mobile, Channel::Phone, 6.0, "a mobile number", "a mobile number reaches the person directly"),
    way(Way::PlainEmail, Channel::Email, 7.0, "an email address", "an email address is known"),
    way(
        Way::Profile,
        Channel::Linkedin,
        3.0,
        "a LinkedIn profile",
        "the LinkedIn profile reaches the person directly",
    ),
    way(
        Way::FreeEmail,
        Channel::Email,
        6.0,
        "an email address at a free provider",
        "a free-mail address of one person",
    ),
    way(
        Way::FixedLine,
        Channel::Phone,
        4.0,
        "a phone number",
        "a phone number that is not known to be a mobile",
    ),
    way(Way::OtherPhone, Channel::Phone, 3.0, "a phone number", "a phone number is known"),
    way(
        Way::RoleEmail,
        Channel::Email,
        5.0,
        "a shared email address",
        "a shared address, read by whoever is on duty",
    ),
    way(
        Way::TollFree,
        Channel::Phone,
        2.0,
        "a toll-free number",
        "a toll-free number, answered by a call centre",
    ),
    way(
        Way::CompanyPage,
        Channel::Linkedin,
        1.0,
        "a LinkedIn company page",
        "only the company's LinkedIn page is known",
    ),
    way(
        Way::DisposableEmail,
        Channel::None,
        0.0,
        "a disposable email",
        "the only address is a disposable one",
    ),
];

const fn way(way: Way, channel: Channel, points: f64, label: &'static str, reason: &'static str) -> WayRule {
    WayRule { way, channel, points, label, reason }
}

/// Points of LinkedIn's ranges of company size: large enough to have a budget, small enough that one person
/// decides.
pub const COMPANY_SIZE: &[(&str, f64)] = &[
    ("1", 2.0),
    ("2-10", 4.0),
    ("11-50", 6.5),
    ("51-200", 9.0),
    ("201-500", 9.0),
    ("501-1000", 8.0),
    ("1001-5000", 7.0),
    ("5001-10000", 6.0),
    ("10001+", 5.0),
];

/// Industries by a word of their name. Groups are tried in this order; the words are those of the LinkedIn
/// and GICS
/// industry names.
pub const INDUSTRY: &[(f64, &str, &str)] = &[
    (
        2.5,
        "buys slowly, by formal procedure",
        "charity civic defense education fundraising government legislative libraries military museums
        nonprofit
        philanthropy political primary public religious school schools social universities university",
    ),
    (
        7.0,
        "buys readily",
        "advertising biotechnology computer consulting cybersecurity ecommerce fintech internet it marketing
        saas
        semiconductors software staffing technology telecommunications",
    ),
    (
        5.5,
        "buys regularly",
        "accounting automation automotive banking banks capital chemicals construction design electronics
        energy
        engineering finance financial freight health healthcare hospital industrial industrials insurance law
        legal
        logistics machinery manufacturing media medical pharmaceuticals professional renewable shipping
        transportation utilities",
    ),
];
/// An industry of none of these groups.
pub const OTHER_INDUSTRY: (f64, &str) = (4.5, "buys as most do");

/// What each known field adds to completeness.
pub const FIELDS: &[(&str, f64)] = &[
    ("company", 0.8),
    ("domain", 0.8),
    ("industry", 0.8),
    ("size", 0.8),
    ("location", 0.8),
    ("first name", 0.6),
    ("last name", 0.6),
    ("title", 0.8),
    ("email", 0.4),
    ("phone", 0.3),
    ("LinkedIn", 0.3),
];

/// The share of confidence's points for a source that states none.
pub const UNKNOWN_CONFIDENCE: f64 = 0.5;
/// Below this, the summary warns of the source.
pub const LOW_CONFIDENCE: f64 = 0.5;

/// Points of each kind of buying signal: the nearer to a purchase, the more.
pub const SIGNAL_POINTS: &[(SignalKind, f64)] = &[
    (SignalKind::RequestForProposals, 26.0),
    (SignalKind::ExplicitNeed, 25.0),
    (SignalKind::Funding, 21.0),
    (SignalKind::TechnologyChange, 20.0),
    (SignalKind::Expansion, 18.0),
    (SignalKind::NewLeadership, 17.0),
    (SignalKind::Hiring, 15.0),
];
/// What each further kind of signal adds to the strongest one.
pub const FURTHER_SIGNAL: f64 = 4.0;

/// How likely a lead is to buy now, as in `lead_enrichment.intent_level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Intent {
    /// A score of [`HIGH`] or more.
    High,
    /// A score of [`MEDIUM`] or more.
    Medium,
    /// Anything below.
    Low,
}

impl Intent {
    /// Every level, highest first.
    pub const ALL: [Intent; 3] = [Intent::High, Intent::Medium, Intent::Low];

    /// The word that is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Intent::High => "high",
            Intent::Medium => "medium",
            Intent::Low => "low",
        }
    }

    /// The level of a score of 0 to 100.
    pub fn of(score: f64) -> Self {
        if score >= HIGH {
            Intent::High
        } else if score >= MEDIUM {
            Intent::Medium
        } else {
            Intent::Low
        }
    }
}

impl FromStr for Intent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Intent::ALL
            .into_iter()
            .find(|intent| intent.as_str().eq_ignore_ascii_case(text.trim()))
            .ok_or_else(|| "an intent level is one of high, medium, low".to_owned())
    }
}

/// One named part of a score.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// What is looked at: `seniority`, `reachability`, …
    pub name: &'static str,
    /// The points given: 0 to `max`, with at most one decimal.
    pub points: f64,
    /// The most that can be had.
    pub max: f64,
    /// Why, in a few words.
    pub reason: String,
}

/// A lead's score with everything that explains it.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// 0 to 100, the sum of the parts, with at most one decimal.
    pub score: f64,
    /// The level of that score.
    pub intent: Intent,
    /// The parts, always all of them, in a fixed order.
    pub parts: Vec<Part>,
    /// The strongest buying signal.
    pub signal: Option<Signal>,
    /// The channel to try first.
    pub channel: Channel,
    /// Why that channel.
    pub channel_reason: String,
    /// One sentence: who this is, and why the score is what it is.
    pub summary: String,
}

/// Scores a lead. The same facts always give the same score.
pub fn score(facts: &Facts) -> Scored {
    let signals = signals::find(&facts.texts);
    let parts = features::parts(facts, &signals);
    // Summed in tenths, so that no binary fraction shows.
    let tenths: f64 = parts.iter().map(|part| (part.points * 10.0).round()).sum();
    let score = (tenths / 10.0).clamp(0.0, 100.0);
    let intent = Intent::of(score);
    let (channel, channel_reason) = channel::recommend(facts);
    let signal = signals.into_iter().next();
    let summary = summary::summarize(facts, score, intent, &parts, signal.as_ref());
    Scored { score, intent, parts, signal, channel, channel_reason, summary }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::enrich::features::{EmailKind, PhoneKind};

    fn senior_contact() -> Facts<'static> {
        Facts {
            company_name: Some("Brackwater Analytics"),
            domain: Some("brackwater-analytics.com"),
            industry: Some("Software Development"),
            company_size: Some("51-200"),
            location: Some("Austin, Texas"),
            first_name: Some("Dana"),
            last_name: Some("Whitlock"),
            job_title: Some("VP Sales"),
            seniority: Some("vp"),
            email: Some("dana@brackwater-analytics.com"),
            email_kind: Some(EmailKind::Personal),
            phone: Some("+15125550142"),
            phone_kind: Some(PhoneKind::Fixed),
            linkedin_url: Some("https://www.linkedin.com/in/dana-whitlock"),
            source: Some("https://example.com"),
            confidence: Some(0.9),
            texts: vec!["Brackwater raised a $14M Series A."],
        }
    }

    fn manager() -> Facts<'static> {
        Facts {
            seniority: Some("manager"),
            job_title: Some("Marketing Manager"),
            phone: None,
            phone_kind: None,
            linkedin_url: None,
            texts: vec![],
            ..senior_contact()
        }
    }

    fn company() -> Facts<'static> {
        Facts {
            company_name: Some("3M"),
            industry: Some("Industrials"),
            location: Some("Saint Paul, Minnesota"),
            ..Facts::default()
        }
    }

    #[test]
    fn the_maxima_add_up_to_one_hundred() {
        let maxima: f64 = score(&Facts::default()).parts.iter().map(|part| part.max).sum();
        assert_eq!(maxima, 100.0);
    }

    #[test]
    fn no_table_gives_more_than_its_maximum() {
        let most = |points: &[f64]| points.iter().copied().fold(0.0, f64::max);
        assert_eq!(most(&SENIORITY.iter().map(|row| row.1).collect::<Vec<_>>()), SENIORITY_MAX);
        assert_eq!(most(&COMPANY_SIZE.iter().map(|row| row.1).collect::<Vec<_>>()), COMPANY_SIZE_MAX);
        assert_eq!(most(&INDUSTRY.iter().map(|row| row.0).collect::<Vec<_>>()), INDUSTRY_MAX);
        assert!((FIELDS.iter().map(|row| row.1).sum::<f64>() - COMPLETENESS_MAX).abs() < 1e-9);
        let best = |channel| {
            most(&WAYS.iter().filter(|w| w.channel == channel).map(|w| w.points).collect::<Vec<_>>())
        };
        assert_eq!(best(Channel::Email) + best(Channel::Phone) + best(Channel::Linkedin), REACHABILITY_MAX);
        assert!(SIGNAL_POINTS.iter().all(|(_, points)| *points <= SIGNAL_MAX));
        assert_eq!(SIGNAL_POINTS.len(), SignalKind::ALL.len());
    }

    #[test]
    fn a_complete_senior_contact_with_a_signal_is_high() {
        let scored = score(&senior_contact());
        assert_eq!(scored.intent, Intent::High, "{scored:#?}");
        assert_eq!(scored.signal.unwrap().kind, SignalKind::Funding);
        assert_eq!(scored.channel, Channel::Email);
    }

    #[test]
    fn a_decent_contact_is_medium_and_a_company_without_contact_is_low() {
        assert_eq!(score(&manager()).intent, Intent::Medium, "{:#?}", score(&manager()));
        assert_eq!(score(&company()).intent, Intent::Low, "{:#?}", score(&company()));
    }

    #[test]
    fn the_score_is_the_sum_of_its_parts_in_tenths() {
        for facts in [senior_contact(), manager(), company(), Facts::default()] {
            let scored = score(&facts);
            let sum: f64 = scored.parts.iter().map(|part| part.points).sum();
            assert!((sum - scored.score).abs() < 1e-6);
            assert_eq!((scored.score * 10.0).round() / 10.0, scored.score);
            for part in &scored.parts {
                assert!((0.0..=part.max).contains(&part.points), "{part:?}");
                assert!(!part.reason.is_empty());
            }
        }
    }

    #[test]
    fn nothing_known_scores_low_but_validly() {
        let scored = score(&Facts::default());
        assert!(scored.score > 0.0 && scored.score < 10.0, "{}", scored.score);
        assert_eq!((scored.intent, scored.channel, scored.signal), (Intent::Low, Channel::None, None));
    }

    #[test]
    fn the_same_facts_give_the_same_score() {
        assert_eq!(score(&senior_contact()), score(&senior_contact()));
    }

    #[test]
    fn more_is_never_worth_less() {
        let whole = score(&senior_contact()).score;
        let without = [
            Facts { phone: None, ..senior_contact() },
            Facts { email: None, ..senior_contact() },
            Facts { seniority: None, ..senior_contact() },
            Facts { company_size: None, ..senior_contact() },
            Facts { industry: None, ..senior_contact() },
            Facts { location: None, ..senior_contact() },
            Facts { texts: vec![], ..senior_contact() },
            Facts { confidence: Some(0.1), ..senior_contact() },
        ];
        for facts in without {
            assert!(score(&facts).score < whole, "{facts:?}");
        }
    }

    #[test]
    fn values_beyond_every_range_do_no_harm() {
        for confidence in [f64::NAN, f64::INFINITY, -3.0, 85.0] {
            let facts = Facts {
                seniority: Some("grand vizier"),
                company_size: Some("a few"),
                confidence: Some(confidence),
                ..senior_contact()
            };
            let scored = score(&facts);
            assert!((0.0..=100.0).contains(&scored.score), "{scored:?}");
        }
    }

    #[test]
    fn thresholds_belong_to_the_level_above_them() {
        let levels =
            [(100.0, Intent::High), (70.0, Intent::High), (69.9, Intent::Medium), (40.0, Intent::Medium)];
        for (score, intent) in levels {
            assert_eq!(Intent::of(score), intent);
        }
        assert_eq!(Intent::of(39.9), Intent::Low);
        for intent in Intent::ALL {
            assert_eq!(intent.as_str().parse(), Ok(intent));
        }
        assert!("hot".parse::<Intent>().is_err());
    }
}
