//! The channel to try first, chosen from the ways of making contact that are really there.

use std::str::FromStr;

use super::features::{EmailKind, Facts, PhoneKind, known};
use super::rules::WAYS;

/// A channel that is recommended for the first contact, as in `lead_enrichment.recommended_channel`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// Write to the email address.
    Email,
    /// Call the phone number.
    Phone,
    /// Write on LinkedIn.
    Linkedin,
    /// Nothing usable is known.
    None,
}

impl Channel {
    /// Every channel, in the order people expect.
    pub const ALL: [Channel; 4] = [Channel::Email, Channel::Phone, Channel::Linkedin, Channel::None];

    /// The word that is stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Channel::Email => "email",
            Channel::Phone => "phone",
            Channel::Linkedin => "linkedin",
            Channel::None => "none",
        }
    }
}

impl FromStr for Channel {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Channel::ALL
            .into_iter()
            .find(|channel| channel.as_str().eq_ignore_ascii_case(text.trim()))
            .ok_or_else(|| "a channel is one of email, phone, linkedin, none".to_owned())
    }
}

/// A way of making contact, as fine as the rules tell them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Way {
    /// An address of one's own at the company's domain.
    WorkEmail,
    /// An address of a kind nobody looked into.
    PlainEmail,
    /// An address at a free mail provider.
    FreeEmail,
    /// An address shared by a role: info@, sales@.
    RoleEmail,
    /// A throw-away address.
    DisposableEmail,
    /// A mobile number.
    Mobile,
    /// A fixed line, or a number that may be either.
    FixedLine,
    /// A number of another or an unknown kind.
    OtherPhone,
    /// A number that is free to call: a call centre.
    TollFree,
    /// The person's LinkedIn profile.
    Profile,
    /// The company's LinkedIn page.
    CompanyPage,
}

/// What the rules say of a way of making contact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WayRule {
    /// The way meant.
    pub way: Way,
    /// The channel it belongs to; `None` where it is not worth trying.
    pub channel: Channel,
    /// Points it adds to reachability.
    pub points: f64,
    /// What it is called in a list: no article.
    pub label: &'static str,
    /// Why it is recommended, where it is the best there is.
    pub reason: &'static str,
}

/// The ways of making contact with this lead, best first.
pub fn ways(facts: &Facts) -> Vec<&'static WayRule> {
    let email = known(facts.email).map(|_| match facts.email_kind {
        // Of a company record we cannot know whose address it is.
        Some(EmailKind::Personal) if facts.has_person() => Way::WorkEmail,
        Some(EmailKind::Personal) | None => Way::PlainEmail,
        Some(EmailKind::Free) => Way::FreeEmail,
        Some(EmailKind::Role) => Way::RoleEmail,
        Some(EmailKind::Disposable) => Way::DisposableEmail,
    });
    let phone = known(facts.phone).map(|_| match facts.phone_kind {
        Some(PhoneKind::Mobile) => Way::Mobile,
        Some(PhoneKind::Fixed) => Way::FixedLine,
        Some(PhoneKind::TollFree) => Way::TollFree,
        Some(PhoneKind::Other) | None => Way::OtherPhone,
    });
    let linkedin = known(facts.linkedin_url).map(|url| {
        let page = ["/company/", "/school/", "/showcase/"].iter().any(|part| url.contains(part));
        if page { Way::CompanyPage } else { Way::Profile }
    });
    let there = [email, phone, linkedin];
    WAYS.iter().filter(|rule| there.contains(&Some(rule.way))).collect()
}

/// The channel to try first, and why.
pub fn recommend(facts: &Facts) -> (Channel, String) {
    let ways = ways(facts);
    match ways.iter().find(|rule| rule.channel != Channel::None) {
        Some(best) => (best.channel, best.reason.to_owned()),
        None => match ways.first() {
            Some(useless) => (Channel::None, useless.reason.to_owned()),
            None => (Channel::None, "no email address, phone number or LinkedIn profile is known".to_owned()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reachable<'a>(
        email: Option<EmailKind>,
        phone: Option<PhoneKind>,
        linkedin: Option<&'a str>,
    ) -> Facts<'a> {
        Facts {
            email: email.map(|_| "a@b.com"),
            email_kind: email,
            phone: phone.map(|_| "+61491570156"),
            phone_kind: phone,
            linkedin_url: linkedin,
            first_name: Some("Ana"),
            ..Facts::default()
        }
    }

    const PROFILE: Option<&str> = Some("https://www.linkedin.com/in/someone");
    const PAGE: Option<&str> = Some("https://www.linkedin.com/company/some-one");

    #[test]
    fn the_best_founded_way_wins() {
        use EmailKind::*;
        use PhoneKind::*;
        let cases = [
            (Some(Personal), Some(Mobile), PROFILE, Channel::Email),
            (Some(Role), Some(Mobile), PROFILE, Channel::Phone),
            (Some(Role), Some(Fixed), PROFILE, Channel::Linkedin),
            (Some(Free), Some(Fixed), None, Channel::Email),
            (Some(Role), Some(Fixed), PAGE, Channel::Phone),
            (Some(Role), Some(TollFree), PAGE, Channel::Email),
            (None, Some(TollFree), PAGE, Channel::Phone),
            (None, None, PAGE, Channel::Linkedin),
            (Some(Disposable), Some(Other), None, Channel::Phone),
        ];
        for (email, phone, linkedin, expected) in cases {
            let (channel, reason) = recommend(&reachable(email, phone, linkedin));
            assert_eq!(channel, expected, "{email:?} {phone:?} {linkedin:?}");
            assert!(!reason.is_empty());
        }
    }

    #[test]
    fn a_disposable_address_alone_is_no_channel() {
        let (channel, reason) = recommend(&reachable(Some(EmailKind::Disposable), None, None));
        assert_eq!(channel, Channel::None);
        assert!(reason.contains("disposable"), "{reason}");
    }

    #[test]
    fn an_address_of_a_company_is_not_called_personal() {
        let facts = Facts { first_name: None, ..reachable(Some(EmailKind::Personal), None, None) };
        assert_eq!(ways(&facts)[0].way, Way::PlainEmail);
    }

    #[test]
    fn blank_fields_are_no_way_of_making_contact() {
        let facts =
            Facts { email: Some("  "), phone: Some(""), linkedin_url: Some("\t"), ..Facts::default() };
        assert_eq!(recommend(&facts).0, Channel::None);
    }

    #[test]
    fn channels_are_read_back_as_they_are_written() {
        for channel in Channel::ALL {
            assert_eq!(channel.as_str().parse(), Ok(channel));
        }
        assert!("fax".parse::<Channel>().is_err());
    }
}
