//! The sentence over every combination of what may be known.

use super::*;
use crate::enrich::features::{EmailKind, PhoneKind};
use crate::enrich::rules::{Scored, Wording, score};
use crate::enrich::signals::Passage;

fn scored(facts: &Facts) -> Scored {
    score(facts, Rules::built_in(), Wording::Summary)
}

fn news(text: &str) -> Passage<'_> {
    Passage { text, since: Rules::built_in().news(None).since }
}

fn summary(facts: &Facts) -> String {
    scored(facts).summary
}

fn whole() -> Facts<'static> {
    Facts {
        company_name: Some("Acme Corp"),
        domain: Some("acme.com"),
        industry: Some("Software (SaaS)"),
        company_size: Some("51-200"),
        location: Some("Sydney, Australia"),
        first_name: Some("John"),
        last_name: Some("Smith"),
        job_title: Some("Head of Marketing"),
        seniority: Some("head"),
        email: Some("john@acme.com"),
        email_kind: Some(EmailKind::Personal),
        phone: Some("+61491570156"),
        phone_kind: Some(PhoneKind::Mobile),
        linkedin_url: Some("https://www.linkedin.com/in/johnsmith"),
        source: None,
        confidence: Some(0.82),
        texts: vec![news("Acme is expanding into New Zealand.")],
    }
}

/// The facts of which only those with their bit set are known.
fn some_of(bits: u32) -> Facts<'static> {
    let mut facts = whole();
    let drop = |bit: u32, field: &mut Option<&'static str>| {
        if bits & (1 << bit) == 0 {
            *field = None;
        }
    };
    drop(0, &mut facts.company_name);
    drop(1, &mut facts.domain);
    drop(2, &mut facts.industry);
    drop(3, &mut facts.company_size);
    drop(4, &mut facts.location);
    drop(5, &mut facts.first_name);
    drop(6, &mut facts.last_name);
    drop(7, &mut facts.job_title);
    drop(8, &mut facts.seniority);
    drop(9, &mut facts.email);
    drop(10, &mut facts.phone);
    drop(11, &mut facts.linkedin_url);
    if bits & (1 << 12) == 0 {
        facts.texts.clear();
    }
    if bits & (1 << 13) == 0 {
        facts.confidence = Some(0.2);
    }
    facts
}

#[test]
fn every_combination_of_missing_fields_is_one_sound_sentence() {
    for bits in 0..1 << 14 {
        let text = summary(&some_of(bits));
        let flaws = [
            "  ", " ,", ",,", ", ,", ",.", ": ,", ": .", "..", "()", "“”", "None", "null", " of of ",
            " at at ", ": but", "and but",
        ];
        for flaw in flaws {
            assert!(!text.contains(flaw), "{flaw:?} in {text}");
        }
        assert!(text.ends_with('.') && !text.trim_end_matches('.').is_empty(), "{text}");
        assert_eq!(text.matches(" scores ").count(), 1, "{text}");
        assert!(text.starts_with(|c: char| c.is_uppercase() || c == 'a'), "{text}");
        assert_eq!(text.matches(". ").count(), 0, "{text}");
    }
}

#[test]
fn a_person_is_introduced_with_title_company_and_place() {
    assert_eq!(
        summary(&whole()),
        "John Smith, Head of Marketing at Acme Corp, a Software (SaaS) company with 51-200 employees, based in \
         Sydney, Australia, scores 83.2 of 100 (high intent): an expansion signal (“expanding into New Zealand”), \
         head-level seniority, a personal work email, a mobile number and a LinkedIn profile."
    );
}

#[test]
fn a_company_alone_reads_well() {
    let facts = Facts {
        company_name: Some("3M"),
        industry: Some("Industrials"),
        location: Some("Saint Paul, Minnesota"),
        ..Facts::default()
    };
    assert_eq!(
        summary(&facts),
        "3M, an Industrials company in Saint Paul, Minnesota, scores 11.4 of 100 (low intent): no buying signal, no \
         named person and no contact details."
    );
}

#[test]
fn what_is_not_known_is_not_said() {
    assert!(summary(&Facts::default()).starts_with("An unnamed lead scores "));
    assert!(
        summary(&Facts { email: Some("a@b.com"), ..Facts::default() })
            .starts_with("An unnamed contact scores ")
    );
    let facts = Facts { first_name: Some("Ana"), domain: Some("acme.com"), ..Facts::default() };
    assert!(summary(&facts).starts_with("Ana of acme.com scores "));
    let facts = Facts { job_title: Some("Sales"), ..Facts::default() };
    assert!(summary(&facts).starts_with("An unnamed contact (Sales) scores "));
    let facts = Facts {
        job_title: Some("Buyer"),
        seniority: Some("entry"),
        location: Some("Remote"),
        ..Facts::default()
    };
    assert!(summary(&facts).starts_with("An unnamed Buyer scores "));
    let facts =
        Facts { industry: Some("Holding Companies"), location: Some("Netherlands"), ..Facts::default() };
    assert!(summary(&facts).starts_with("A Holding company in the Netherlands scores "));
    let facts = Facts { company_name: Some("Acme"), location: Some("Perth"), ..Facts::default() };
    assert!(summary(&facts).starts_with("Acme, a company in Perth, scores "));
}

#[test]
fn names_are_written_in_their_own_order() {
    let facts = Facts { first_name: Some("美緒"), last_name: Some("高梨"), ..Facts::default() };
    assert!(summary(&facts).starts_with("高梨 美緒 scores "));
}

#[test]
fn articles_follow_the_sound() {
    let an = [
        "Industrials company",
        "HR company",
        "IT company",
        "hourly company",
        "SEO company",
        "Energy company",
    ];
    let a = [
        "Utilities company",
        "one-person company",
        "European company",
        "Software company",
        "UX company",
        "3M",
    ];
    assert!(an.iter().all(|text| article(text) == "an"));
    assert!(a.iter().all(|text| article(text) == "a"));
}

#[test]
fn sizes_are_written_as_people_write_them() {
    let size = |size| kind_of_company(&Facts { company_size: Some(size), ..Facts::default() });
    assert_eq!(size("1").as_deref(), Some("a one-person company"));
    assert_eq!(size("1001-5000").as_deref(), Some("a company with 1,001-5,000 employees"));
    assert_eq!(size("10001+").as_deref(), Some("a company with more than 10,000 employees"));
    assert_eq!(size("lots"), None);
}

#[test]
fn control_characters_of_the_input_never_come_through() {
    let evil = "Ev\u{1b}[2Jil\u{202e}\r\n\u{7}Corp";
    let facts = Facts {
        company_name: Some(evil),
        domain: Some(evil),
        industry: Some(evil),
        location: Some(evil),
        first_name: Some(evil),
        last_name: Some(evil),
        job_title: Some(evil),
        seniority: Some(evil),
        company_size: Some(evil),
        texts: vec![news("we are looking for a\u{1b}[31m new\u{7} supplier\u{202e}")],
        ..Facts::default()
    };
    let scored = scored(&facts);
    let reasons = scored.parts.iter().map(|part| part.reason.as_str());
    let quote = scored.signal.as_ref().unwrap().quote.as_str();
    for text in reasons.chain([scored.summary.as_str(), quote, scored.channel_reason.as_str()]) {
        assert!(!text.contains(|c: char| c.is_control() || c == '\u{202e}'), "{text:?}");
    }
}

#[test]
fn very_long_fields_are_cut() {
    let long = "Very Long Name ".repeat(500);
    let facts = Facts {
        company_name: Some(&long),
        job_title: Some(&long),
        location: Some(&long),
        ..Facts::default()
    };
    assert!(summary(&facts).chars().count() < 600);
}
