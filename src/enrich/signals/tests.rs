//! What is a signal and what only looks like one, by example.

use super::*;
use crate::enrich::Rules;

fn find(texts: &[&str]) -> Vec<Signal> {
    let rules = Rules::built_in();
    let since = rules.news(None).since;
    let texts: Vec<Passage> = texts.iter().map(|text| Passage { text, since }).collect();
    super::find(&texts, &rules.phrases)
}

/// The kinds found in one text.
fn kinds(text: &str) -> Vec<SignalKind> {
    find(&[text]).into_iter().map(|signal| signal.kind).collect()
}

/// Every text of the first list has the signal, none of the second has it.
fn check(kind: SignalKind, has: &[&str], has_not: &[&str]) {
    let missed: Vec<_> = has.iter().filter(|text| !kinds(text).contains(&kind)).collect();
    let mistaken: Vec<_> =
        has_not.iter().filter(|text| kinds(text).contains(&kind)).map(|text| (text, find(&[text]))).collect();
    assert!(missed.is_empty() && mistaken.is_empty(), "missed: {missed:#?}\nmistaken: {mistaken:#?}");
}

#[test]
fn funding_is_found_and_look_alikes_are_not() {
    check(
        SignalKind::Funding,
        &[
            "Acme raised a $14M Series A led by Harrow Peak Capital.",
            "We just closed our seed round!",
            "The company announced a $40 million Series B",
            "secured €7 million to build battery parks",
            "Baobab raises 5.5 million USD from local investors.",
            "Fresh funding in hand, the team moves on.",
            "Raising our Series C this summer.",
            "Lindenquell sichert sich 8 Mio. Euro in einer Finanzierungsrunde.",
            "Solvéa lève 18 millions d'euros.",
            "Nopal levantó 12 millones de dólares.",
            "After the Series B funding, Looma doubled in size.",
            "Ashgrove raised £9m in a round led by Tern Hill.",
        ],
        &[
            "Acme has not raised any funding and never will raise a Series A.",
            "We invest in seed and Series A rounds of industrial software.",
            "We raised $5,000 for charity at our last open day.",
            "In 2014 we raised a $3M Series A.",
            "We help founders raise a Series A.",
            "The minimum wage was raised to $15.",
            "Raised in Ohio, she studied finance.",
            "A series of investment seminars for retirees.",
            "Funding options for small farms: a guide.",
            "They raised a Series B ten years ago.",
            "No plans to raise a seed round.",
            "The bridge was closed for funding reasons.",
        ],
    );
}

#[test]
fn hiring_is_found_and_look_alikes_are_not() {
    check(
        SignalKind::Hiring,
        &[
            "We're hiring!",
            "We’re hiring 12 engineers for our perception team.",
            "The group is now hiring across all regions.",
            "12 open positions in Denver",
            "Looking for sales reps in the Midwest.",
            "We plan to hire 40 technicians this year.",
            "Growing our sales team in Virginia and London.",
            "Not only are we hiring consultants, we also train them.",
            "Wir stellen ein: drei Entwickler und eine Vertriebsleiterin.",
            "Wir suchen ab sofort neue Mitarbeiter.",
            "Nous recrutons des développeurs.",
            "Estamos contratando en CDMX.",
            "Hiring",
        ],
        &[
            "We are not hiring at the moment.",
            "We're currently not hiring engineers.",
            "A hiring freeze is in force.",
            "Our hiring manager is on leave.",
            "Software for hiring managers and their hiring process.",
            "We help companies that are hiring nurses.",
            "Hiring has been paused while we finish our next title.",
            "No open positions at this time.",
            "Are you hiring engineers? Call us.",
            "Derzeit keine offenen Stellen.",
            "Nous ne recrutons pas.",
            "No estamos contratando.",
            "We were hiring engineers in 2019.",
            "Tips for hiring developers.",
        ],
    );
}

#[test]
fn expansion_is_found_and_look_alikes_are_not() {
    check(
        SignalKind::Expansion,
        &[
            "Harbourline is expanding into New Zealand.",
            "The bakery opens a second store in May.",
            "Pellworth opens twelve new clinics across the Southeast.",
            "Two new facilities open in Plano and Frisco.",
            "We plan to expand to Mexico.",
            "Bluefen breaks ground on a new hotel.",
            "Relocating to larger premises? No: we are moving to a bigger warehouse.",
            "Glasswing doubled its production capacity.",
            "Nordkranich eröffnet im Herbst einen neuen Standort in Leipzig.",
            "Nous ouvrons un bureau à Barcelone.",
            "Puerto Lindo abre una nueva planta en Portugal.",
            "Entering the German market this fall.",
        ],
        &[
            "No plans to expand into Oklahoma.",
            "The board denied plans to expand abroad.",
            "Opening hours of our store: 10 to 6.",
            "We help brands expanding into Asia.",
            "Our expansion plans are on hold.",
            "Expanding foam and expansion joints.",
            "Expand your business with our software.",
            "Want to expand to Europe? We can help.",
            "The firm opened its Boston office in 1987.",
            "An open office in a quiet part of town.",
            "Wir expandieren derzeit nicht.",
            "They opened a plant in Ohio thirty years ago.",
        ],
    );
}

#[test]
fn new_leadership_is_found_and_look_alikes_are_not() {
    check(
        SignalKind::NewLeadership,
        &[
            "Oakhelm appointed Gideon Ashcombe as Chief Technology Officer.",
            "Mosaic Harbor named Yolanda Prescott-Diaz as its new CIO.",
            "Jane Roe joins as VP Sales.",
            "Under new management since June.",
            "Merlion Bridge has a new head of APAC.",
            "The CEO is stepping down in May.",
            "New CFO on board.",
            "Thrilled to join Pivotwell as VP Customer Success!",
            "Neuer Geschäftsführer seit Januar.",
            "Nommée directrice générale de l'entreprise.",
            "La empresa nombra nueva directora comercial.",
            "Promoted to Director of Operations last week: Ana Ruiz.",
        ],
        &[
            "Our director has led the company for twenty years.",
            "Named one of the best places to work by CEO Magazine.",
            "No new CEO has been appointed.",
            "In 2011 she was appointed CEO.",
            "The head office is in Bonn.",
            "He joined as a graduate and rose to director.",
            "Award-winning creative director.",
            "The director's cut is out now.",
            "Assistant to the CEO.",
            "We coach newly appointed directors.",
            "They hired a new CFO ten years ago.",
            "Director of Marketing at Acme",
        ],
    );
}

#[test]
fn technology_change_is_found_and_look_alikes_are_not() {
    check(
        SignalKind::TechnologyChange,
        &[
            "We are migrating to AWS this quarter.",
            "Sable Ridge is migrating from an on-premise ERP to NetSuite.",
            "Moving from Magento to Shopify.",
            "Replacing our legacy ERP is this year's biggest project.",
            "Redwood Arc is rolling out new project software to all sites.",
            "We're switching from paper charts to a new EHR system.",
            "Phasing out the old mainframe.",
            "Salesforce implementation starts in March.",
            "Umstellung auf SAP S/4HANA bis Jahresende.",
            "Migration vers Salesforce en cours.",
            "Estamos reemplazando el sistema actual.",
            "They selected Workday for payroll.",
        ],
        &[
            "We are not migrating to the cloud.",
            "We implement Salesforce for our clients.",
            "Switching power supplies and connectors.",
            "Moving from Sydney to Melbourne.",
            "Bird migration from Africa to Europe.",
            "We help companies migrate to AWS.",
            "Thinking of replacing your CRM? Talk to us.",
            "The ERP migration was cancelled.",
            "Replacing windows and doors since 1990.",
            "In 2012 we migrated to Salesforce.",
            "Wir wechseln nicht zu SAP.",
            "A cloud of dust over the plain.",
        ],
    );
}

#[test]
fn requests_for_proposals_are_found_and_look_alikes_are_not() {
    check(
        SignalKind::RequestForProposals,
        &[
            "The district published an RFP for classroom Wi-Fi.",
            "Foxglove issued a request for proposals for cold-chain monitoring.",
            "RFP for a document management system, due 15 May.",
            "Redgum Civil invites tenders for plant hire.",
            "Invitation to tender: repairs framework.",
            "Out to tender: road maintenance.",
            "Verdigris Water is seeking bids for leak detection services.",
            "Ravenscar issues RFQ for LED drivers",
            "Öffentliche Ausschreibung: Lieferung von Smart Metern.",
            "La commune lance un appel d'offres pour l'éclairage.",
            "Licitación pública para la red de agua.",
            "Proposals due 30 April.",
        ],
        &[
            "We respond to RFPs within a week.",
            "RFP software that writes your response.",
            "We won the tender for the northern bypass.",
            "No RFP has been issued.",
            "Tender beef and fresh vegetables.",
            "We help you answer any request for proposal.",
            "The tender was cancelled.",
            "Legal tender in all states.",
            "Have you published an RFP? Let us bid.",
            "The city published an RFP in 2015.",
            "Nous répondons à tout appel d'offres public.",
            "A tender love story.",
        ],
    );
}

#[test]
fn explicit_needs_are_found_and_look_alikes_are_not() {
    check(
        SignalKind::ExplicitNeed,
        &[
            "We are looking for a new warehouse management system.",
            "We need a bookkeeping partner who understands agencies.",
            "Can anyone recommend a CRM for a small firm?",
            "Seeking suppliers of titanium fasteners.",
            "Merlion Bridge is in the market for a proposal tool.",
            "Budget has been approved for a new ERP.",
            "We are evaluating monitoring platforms.",
            "In need of a customer data platform.",
            "We have outgrown our spreadsheets.",
            "Wir suchen einen neuen Anbieter für die Produktionsplanung.",
            "Nous avons besoin d'un CRM simple.",
            "Buscamos un proveedor de analítica.",
        ],
        &[
            "We are not looking for a new CRM, thank you.",
            "Looking for a new supplier? Call us.",
            "If you are looking for a marketing agency, read on.",
            "Companies looking for a CRM choose us.",
            "We provide a platform for growth.",
            "Looking for a new challenge after ten years.",
            "A solution for every need.",
            "There is no need to buy a platform.",
            "Sie suchen einen Anbieter? Wir helfen.",
            "We were looking for a vendor last year.",
            "Customers in need of a fast provider call us.",
            "Vous cherchez un prestataire fiable ?",
        ],
    );
}

#[test]
fn the_strongest_signal_comes_first_and_each_kind_once() {
    let found = find(&["We're hiring 3 SDRs. Also hiring engineers.", "We issued an RFP for a CRM."]);
    let kinds: Vec<_> = found.iter().map(|signal| signal.kind).collect();
    assert_eq!(kinds.first(), Some(&SignalKind::RequestForProposals));
    assert_eq!(kinds.iter().filter(|kind| **kind == SignalKind::Hiring).count(), 1);
    assert!(found.windows(2).all(|pair| pair[0].points >= pair[1].points));
}

#[test]
fn quotes_are_what_stands_in_the_text_on_one_clean_line() {
    let long =
        format!("We raised a $2M seed round from {} and went on.", "a friend of the family and ".repeat(20));
    let text = "Great news: Acme\traised a $14M Series A\u{1b}[31m, led by Harrow.";
    assert_eq!(find(&[text])[0].quote, "raised a $14M Series A [31m, led by Harrow");
    let quote = &find(&[&long])[0].quote;
    assert!(quote.chars().count() <= 120 && long.contains(quote.as_str()), "{quote}");
}

#[test]
fn scraped_markup_is_no_hindrance() {
    assert_eq!(kinds("<p>We&#39;re <b>hiring</b> engineers</p>"), vec![SignalKind::Hiring]);
    assert_eq!(kinds("<ul><li>No pets</li><li>Hiring</li></ul>"), vec![SignalKind::Hiring]);
    assert!(kinds("We&rsquo;re <i>not</i> hiring engineers").is_empty());
}

#[test]
fn accents_case_and_decomposed_letters_make_no_difference() {
    assert_eq!(kinds("SOLVÉA LÈVE 18 MILLIONS D’EUROS"), kinds("solvea leve 18 millions d'euros"));
    assert_eq!(kinds("le\u{300}ve 18 millions"), vec![SignalKind::Funding]);
}

#[test]
fn any_text_at_all_is_read_without_panic() {
    let odd = [
        "",
        " ",
        "?",
        "...!?",
        "’’’",
        "\u{301}",
        "株式会社の採用",
        "a\u{0}b",
        "$",
        "$$$ 5 $",
        "raised",
        "- - -",
        "1.2.3,4",
        "🚀🚀 hiring 🚀",
    ];
    for text in odd {
        find(&[text]);
    }
    find(&odd);
    find(&[]);
}

#[test]
fn a_false_signal_is_rarer_than_one_in_a_hundred_look_alikes() {
    let cases = include_str!("../../../tests/data/quality/signals.jsonl");
    let (mut look_alikes, mut mistaken) = (0, Vec::new());
    let rules = Rules::built_in();
    let since = rules.news(Some("2026-11-24T00:00:00Z".parse().unwrap())).since;
    for case in cases.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()) {
        if case["found"] == false {
            look_alikes += 1;
            let text = case["text"].as_str().unwrap();
            let found = super::find(&[Passage { text, since }], &rules.phrases);
            let wrong = found.into_iter().filter(|signal| case["signal"] == signal.kind.as_str());
            mistaken.extend(wrong.map(|signal| (text.to_owned(), signal)));
        }
    }
    assert!(look_alikes >= 400 && mistaken.len() * 100 < look_alikes, "{mistaken:#?}");
}

#[test]
fn a_month_and_year_are_as_old_as_the_record_says() {
    let rules = Rules::built_in();
    let since = rules.news(Some("2026-11-24T00:00:00Z".parse().unwrap())).since;
    let found = |text| !super::find(&[Passage { text, since }], &rules.phrases).is_empty();
    assert!(found("In June 2025 we raised a $14M Series A."));
    assert!(found("In 2025 we raised a $14M Series A."));
    assert!(!found("In April 2025 we raised a $14M Series A."));
    assert!(!found("We raised a $14M Series A in Q1 2025."));
    assert!(!found("In 2024 we raised a $14M Series A."));
}

#[test]
fn kinds_are_read_back_as_they_are_written() {
    for kind in SignalKind::ALL {
        assert_eq!(kind.as_str().parse(), Ok(kind));
    }
    assert!("rumour".parse::<SignalKind>().is_err());
}
