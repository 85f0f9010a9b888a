//! The channel to try first, chosen from the ways of making contact that are really there.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::features::{EmailKind, Facts, PhoneKind, known};
use super::rules::{Rules, WayRule};

/// A channel that is recommended for the first contact, as in `lead_enrichment.recommended_channel`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
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

impl Way {
    /// Every way.
    pub const ALL: [Way; 11] = [
        Way::WorkEmail,
        Way::PlainEmail,
        Way::FreeEmail,
        Way::RoleEmail,
        Way::DisposableEmail,
        Way::Mobile,
        Way::FixedLine,
        Way::OtherPhone,
        Way::TollFree,
        Way::Profile,
        Way::CompanyPage,
    ];

    /// The word for it in a file of rules.
    pub fn as_str(self) -> &'static str {
        match self {
            Way::WorkEmail => "work_email",
            Way::PlainEmail => "plain_email",
            Way::FreeEmail => "free_email",
            Way::RoleEmail => "role_email",
            Way::DisposableEmail => "disposable_email",
            Way::Mobile => "mobile",
            Way::FixedLine => "fixed_line",
            Way::OtherPhone => "other_phone",
            Way::TollFree => "toll_free",
            Way::Profile => "profile",
            Way::CompanyPage => "company_page",
        }
    }

    /// The channel that it is a way of.
    pub fn channel(self) -> Channel {
        match self {
            Way::WorkEmail | Way::PlainEmail | Way::FreeEmail | Way::RoleEmail | Way::DisposableEmail => {
                Channel::Email
            }
            Way::Mobile | Way::FixedLine | Way::OtherPhone | Way::TollFree => Channel::Phone,
            Way::Profile | Way::CompanyPage => Channel::Linkedin,
        }
    }
}

/// The ways of making contact with this lead, best first.
pub fn ways<'r>(facts: &Facts, rules: &'r Rules) -> Vec<&'r WayRule> {
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
    rules.sections.ways.iter().filter(|rule| there.contains(&Some(rule.way))).collect()
}

/// The channel to try first, and why.
pub fn recommend(facts: &Facts, rules: &Rules) -> (Channel, String) {
    let ways = ways(facts, rules);
    match ways.iter().find(|rule| rule.channel != Channel::None) {
        Some(best) => (best.channel, best.reason.clone()),
        None => match ways.first() {
            Some(useless) => (Channel::None, useless.reason.clone()),
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
            let (channel, reason) = recommend(&reachable(email, phone, linkedin), Rules::built_in());
            assert_eq!(channel, expected, "{email:?} {phone:?} {linkedin:?}");
            assert!(!reason.is_empty());
        }
    }

    #[test]
    fn a_disposable_address_alone_is_no_channel() {
        let (channel, reason) =
            recommend(&reachable(Some(EmailKind::Disposable), None, None), Rules::built_in());
        assert_eq!(channel, Channel::None);
        assert!(reason.contains("disposable"), "{reason}");
    }

    #[test]
    fn an_address_of_a_company_is_not_called_personal() {
        let facts = Facts { first_name: None, ..reachable(Some(EmailKind::Personal), None, None) };
        assert_eq!(ways(&facts, Rules::built_in())[0].way, Way::PlainEmail);
    }

    #[test]
    fn blank_fields_are_no_way_of_making_contact() {
        let facts =
            Facts { email: Some("  "), phone: Some(""), linkedin_url: Some("\t"), ..Facts::default() };
        assert_eq!(recommend(&facts, Rules::built_in()).0, Channel::None);
    }

    #[test]
    fn channels_are_read_back_as_they_are_written() {
        for channel in Channel::ALL {
            assert_eq!(channel.as_str().parse(), Ok(channel));
        }
        assert!("fax".parse::<Channel>().is_err());
    }
}
