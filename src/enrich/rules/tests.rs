use super::*;
use crate::enrich::signals::{Passage, SignalKind};

fn scored(facts: &Facts) -> Scored {
    score(facts, Rules::built_in(), Wording::Whole)
}

fn news(text: &str) -> Passage<'_> {
    Passage { text, since: Rules::built_in().news(None).since }
}
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
        texts: vec![news("Brackwater raised a $14M Series A.")],
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
    let maxima: f64 = scored(&Facts::default()).parts.iter().map(|part| part.max).sum();
    assert_eq!(maxima, 100.0);
}

#[test]
fn every_part_can_be_had_whole() {
    let sections = &Rules::built_in().sections;
    let most = |points: &mut dyn Iterator<Item = f64>| points.fold(0.0, f64::max);
    assert_eq!(
        most(&mut sections.seniority.levels.values().map(|level| level.points)),
        sections.parts.seniority
    );
    assert_eq!(most(&mut sections.company_size.values().copied()), sections.parts.company_size);
    assert_eq!(most(&mut sections.industry.groups.iter().map(|group| group.points)), sections.parts.industry);
    assert!((sections.completeness.values().sum::<f64>() - sections.parts.completeness).abs() < 1e-9);
    let best =
        |channel| most(&mut sections.ways.iter().filter(|way| way.channel == channel).map(|way| way.points));
    assert_eq!(
        best(Channel::Email) + best(Channel::Phone) + best(Channel::Linkedin),
        sections.parts.reachability
    );
}

fn problems(text: &str) -> Vec<Problem> {
    Rules::read(text).err().unwrap_or_default()
}

#[test]
fn a_file_replaces_the_sections_that_it_has() {
    let rules = Rules::read("[intent]\nhigh = 60\nmedium = 30.5\n[sets]\nroles = 'welders'\n").unwrap();
    assert!(!rules.are_built_in());
    assert_eq!(rules.intent(60.0), Intent::High);
    assert_eq!(rules.sections.parts, Rules::built_in().sections.parts);
    assert_eq!(rules.sections.sets["roles"], "welders");
    assert_eq!(rules.sections.sets["site"], Rules::built_in().sections.sets["site"]);
    let phrases = Rules::read("[[phrases.funding]]\nstrength = 1.0\nlist = 'struck gold'").unwrap();
    assert_eq!(signals::find(&[news("They struck gold.")], &phrases.phrases)[0].kind, SignalKind::Funding);
    assert!(signals::find(&[news("Acme raised a $14M Series A.")], &phrases.phrases).is_empty());
    assert!(!signals::find(&[news("We are hiring.")], &phrases.phrases).is_empty());
    let more = Rules::read("[[more.funding]]\nstrength = 1\nlist = 'struck gold'").unwrap();
    for text in ["They struck gold.", "Acme raised a $14M Series A."] {
        assert!(!signals::find(&[news(text)], &more.phrases).is_empty(), "{text}");
    }
}

#[test]
fn an_empty_file_and_the_built_in_one_are_the_built_in_rules() {
    for text in ["", file::BUILT_IN, &Rules::built_in().sections.to_toml()] {
        assert_eq!(Rules::read(text).unwrap().sections, Rules::built_in().sections);
    }
}

#[test]
fn what_is_wrong_with_a_file_is_said_with_its_line() {
    let line =
        |text: &str| problems(text).first().map(|problem| (problem.line, problem.what.clone())).unwrap();
    let (at, what) = line("\n[intents]\nhigh = 60\n");
    assert_eq!(at, Some(2));
    assert!(what.contains("intents"), "{what}");
    let (at, what) = line("[intent]\nhigh = 'lots'\nmedium = 1\n");
    assert_eq!(at, Some(2));
    assert!(what.contains("invalid type"), "{what}");
    let (at, what) = line("[intent]\nhigh = 60\nmedium = 61");
    assert_eq!((at, what.as_str()), (Some(3), "intent.medium is 61; it may be from 0 to 60"));
    let (at, _) = line("[signals]\nfurther = 1\n[signals.points]\nfunding = 99\nhiring = 1");
    assert_eq!(at, Some(3), "a key that is missing is missing in its section");
    assert!(line("[intent]\nhigh = nan\nmedium = 1").1.contains("intent.high is NaN"));
    let (at, what) = line("[[phrases.hiring]]\nstrength = 1\nlist = '''\nwe hire\n{beings} hire\n'''");
    assert_eq!(
        (at, what.as_str()),
        (Some(5), "phrases.hiring: “{beings} hire”: there is no set beings in [sets]")
    );
}

#[test]
fn phrases_that_could_never_be_found_are_refused() {
    for phrase in
        [".. hiring", "we? hire", "e-mail us", "hir* now", "^ .", "? now", "we ? hire", "a||b", "!!"]
    {
        let text = format!("[[phrases.hiring]]\nstrength = 1\nlist = '''\n{phrase}\n'''");
        assert!(!problems(&text).is_empty(), "{phrase}");
    }
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let mut text = Rules::built_in().sections.clone();
    text.parts.seniority = 30.0;
    text.company_size.remove("1");
    text.company_size.insert("many".to_owned(), 400.0);
    text.ways[0].channel = Channel::Phone;
    text.ways.pop();
    let found: Vec<String> = problems(&text.to_toml()).into_iter().map(|problem| problem.what).collect();
    assert_eq!(found.len(), 6, "{found:#?}");
}

#[test]
fn a_complete_senior_contact_with_a_signal_is_high() {
    let scored = scored(&senior_contact());
    assert_eq!(scored.intent, Intent::High, "{scored:#?}");
    assert_eq!(scored.signal.unwrap().kind, SignalKind::Funding);
    assert_eq!(scored.channel, Channel::Email);
}

#[test]
fn a_decent_contact_is_medium_and_a_company_without_contact_is_low() {
    assert_eq!(scored(&manager()).intent, Intent::Medium, "{:#?}", scored(&manager()));
    assert_eq!(scored(&company()).intent, Intent::Low, "{:#?}", scored(&company()));
}

#[test]
fn the_score_is_the_sum_of_its_parts_in_tenths() {
    for facts in [senior_contact(), manager(), company(), Facts::default()] {
        let scored = scored(&facts);
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
    let scored = scored(&Facts::default());
    assert!(scored.score > 0.0 && scored.score < 10.0, "{}", scored.score);
    assert_eq!((scored.intent, scored.channel, scored.signal), (Intent::Low, Channel::None, None));
}

#[test]
fn the_same_facts_give_the_same_score() {
    assert_eq!(scored(&senior_contact()), scored(&senior_contact()));
}

#[test]
fn more_is_never_worth_less() {
    let whole = scored(&senior_contact()).score;
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
        assert!(scored(&facts).score < whole, "{facts:?}");
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
        let scored = scored(&facts);
        assert!((0.0..=100.0).contains(&scored.score), "{scored:?}");
    }
}

#[test]
fn thresholds_belong_to_the_level_above_them() {
    let levels =
        [(100.0, Intent::High), (70.0, Intent::High), (69.9, Intent::Medium), (40.0, Intent::Medium)];
    for (score, intent) in levels {
        assert_eq!(Rules::built_in().intent(score), intent);
    }
    assert_eq!(Rules::built_in().intent(39.9), Intent::Low);
    for intent in Intent::ALL {
        assert_eq!(intent.as_str().parse(), Ok(intent));
    }
    assert!("hot".parse::<Intent>().is_err());
}
