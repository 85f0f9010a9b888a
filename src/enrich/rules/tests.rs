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
    let best =
        |channel| most(&WAYS.iter().filter(|w| w.channel == channel).map(|w| w.points).collect::<Vec<_>>());
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
