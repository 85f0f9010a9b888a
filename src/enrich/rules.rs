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
        Intent::by(score, HIGH, MEDIUM)
    }

    /// The level of a score where high and medium begin at these.
    pub fn by(score: f64, high: f64, medium: f64) -> Self {
        if score >= high {
            Intent::High
        } else if score >= medium {
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
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
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
    scored(facts, true)
}

/// Scores a lead without saying why each part is what it is: their reasons are empty.
pub(super) fn score_briefly(facts: &Facts) -> Scored {
    scored(facts, false)
}

fn scored(facts: &Facts, explain: bool) -> Scored {
    let signals = signals::find(&facts.texts);
    let parts = features::parts(facts, &signals, explain);
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
mod tests;
