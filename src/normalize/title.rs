//! Job titles: one spelling, and the step on the seniority scale that they stand for.

use super::entities::legible;
use std::fmt;
use std::str::FromStr;

mod employer;
mod noise;
mod seniority;
mod spelling;
mod steps;
#[cfg(test)]
mod tests;
mod text;
mod unspaced;
mod words;
mod world;

/// The step of a job title on the scale that sales databases use, highest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seniority {
    /// Owns the business.
    Owner,
    /// Founded it.
    Founder,
    /// The chief officers, presidents, managing directors and boards: who run the whole.
    CSuite,
    /// A partner of a partnership.
    Partner,
    /// A vice president.
    Vp,
    /// The head of a function.
    Head,
    /// A director of a function.
    Director,
    /// A manager, supervisor or team leader.
    Manager,
    /// An experienced individual contributor.
    Senior,
    /// An individual contributor.
    Entry,
    /// An intern, trainee, apprentice or student.
    Intern,
}

impl Seniority {
    /// Every step, highest first.
    pub const ALL: [Self; 11] = [
        Self::Owner,
        Self::Founder,
        Self::CSuite,
        Self::Partner,
        Self::Vp,
        Self::Head,
        Self::Director,
        Self::Manager,
        Self::Senior,
        Self::Entry,
        Self::Intern,
    ];

    /// The step as it stands in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Founder => "founder",
            Self::CSuite => "c_suite",
            Self::Partner => "partner",
            Self::Vp => "vp",
            Self::Head => "head",
            Self::Director => "director",
            Self::Manager => "manager",
            Self::Senior => "senior",
            Self::Entry => "entry",
            Self::Intern => "intern",
        }
    }

    /// 11 for the highest step down to 1 for the lowest.
    pub const fn rank(self) -> u8 {
        11 - self as u8
    }
}

impl fmt::Display for Seniority {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.pad(self.as_str())
    }
}

/// A word that is no step of the scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownSeniority(pub String);

impl fmt::Display for UnknownSeniority {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` is no seniority; one of:", self.0)?;
        Seniority::ALL.iter().try_for_each(|step| write!(formatter, " {step}"))
    }
}

impl std::error::Error for UnknownSeniority {}

impl FromStr for Seniority {
    type Err = UnknownSeniority;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        let word = word.trim();
        let same = |step: &&Self| {
            let name = step.as_str();
            name.len() == word.len()
                && name
                    .bytes()
                    .zip(word.bytes())
                    .all(|(a, b)| a == b.to_ascii_lowercase() || a == b'_' && matches!(b, b'-' | b' '))
        };
        Self::ALL.iter().find(same).copied().ok_or_else(|| UnknownSeniority(word.to_owned()))
    }
}

/// A job title with its spelling mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobTitle {
    /// Abbreviations spelled out, slogans and employers dropped.
    pub text: String,
    /// `None` where the title says nothing of a place in a company.
    pub seniority: Option<Seniority>,
}

/// Mends a title and places it on the scale. Understands English, German, French, Spanish, Portuguese, Italian and
/// Dutch. The seniority follows from the mended text alone, so that a title normalized again stays the same.
///
/// `None` for a placeholder, a slogan without a title, or nothing.
///
/// ```text
/// "Sr. Mgr, Mktg"                    Senior Manager, Marketing   manager
/// "CEO at Acme | We're hiring!"      CEO                         c_suite
/// ```
pub fn normalize(raw: &str) -> Option<JobTitle> {
    let mut text = text::mend(&legible(raw))?;
    // What stood behind dropped noise may be noise as well; a text that nothing was done to is settled, and one that never
    // is, is no title.
    if text != raw {
        let mut rounds = 0;
        loop {
            let again = text::mend(&legible(&text))?;
            if again == text {
                break;
            }
            text = again;
            rounds += 1;
            if rounds > 8 {
                return None;
            }
        }
    }
    let seniority = seniority::of(&text);
    Some(JobTitle { text, seniority })
}
