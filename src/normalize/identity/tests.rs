use serde_json::{Value, json};

use super::*;
use crate::normalize::record::{Hints, derive};
use uuid::Uuid;

fn divide(payloads: &[Value]) -> Vec<Vec<usize>> {
    let records: Vec<Derived> = payloads.iter().map(|p| derive(p, &Hints::default()).unwrap()).collect();
    let divided = clusters(&records.iter().collect::<Vec<_>>());
    // Whatever meets must also be looked at together.
    let user = Uuid::nil();
    let keys: Vec<Vec<i64>> = records.iter().map(|r| stored_keys(user, r)).collect();
    let near = neighbourhoods(&keys.iter().map(Vec::as_slice).collect::<Vec<_>>());
    for cluster in &divided {
        assert!(near.iter().any(|near| cluster.iter().all(|i| near.contains(i))), "{divided:?} {near:?}");
    }
    divided
}

/// The same division whatever the order of the records.
fn divide_in_every_order(payloads: &[Value]) -> Vec<Vec<usize>> {
    let wanted = divide(payloads);
    let n = payloads.len();
    let mut order: Vec<usize> = (0..n).collect();
    for round in 0..24 {
        order.rotate_left(1);
        order.swap(round % n, (round * 7 + 3) % n);
        let shuffled: Vec<Value> = order.iter().map(|&i| payloads[i].clone()).collect();
        let mut back: Vec<Vec<usize>> = divide(&shuffled)
            .into_iter()
            .map(|cluster| {
                let mut cluster: Vec<usize> = cluster.into_iter().map(|i| order[i]).collect();
                cluster.sort_unstable();
                cluster
            })
            .collect();
        back.sort();
        assert_eq!(back, wanted, "{order:?}");
    }
    wanted
}

#[test]
fn one_person_is_met_by_each_of_the_keys() {
    let cases = [
        json!([{"email": "John@Acme.com"}, {"name": "J Smith", "email": "john@acme.com"}]),
        json!([{"name": "Jo Li", "linkedin": "linkedin.com/in/joli"}, {"linkedin": "https://de.linkedin.com/in/joli/", "company": "X"}]),
        json!([{"full_name": "John Smith", "website": "acme.com"}, {"name": "John A. Smith", "website": "https://www.acme.com/about", "email": "john@acme.com"}]),
        json!([{"name": "John Smith", "company": "Acme Inc."}, {"name": "john smith", "company": "ACME"}]),
        json!([{"name": "John Smith", "phone": "+61 400 000 000"}, {"name": "John Smith", "phone": "+61400000000", "company": "Acme"}]),
        json!([{"company": "Acme", "website": "acme.com"}, {"company": "Acme Holdings", "website": "www.acme.com"}]),
        json!([{"company": "Acme Inc"}, {"company": "Acme", "website": "acme.com"}]),
        json!([{"phone": "+61 400 000 000"}, {"name": "John Smith", "phone": "+61400000000", "company": "Acme"}]),
    ];
    for case in cases {
        assert_eq!(divide_in_every_order(case.as_array().unwrap()), [[0, 1]], "{case}");
    }
}

#[test]
fn a_desks_address_joins_no_two_names() {
    let cases = [
        (
            json!([{"name": "Jo Li", "email": "info@acme.com"}, {"name": "Bo Kim", "email": "info@acme.com"}]),
            vec![vec![0], vec![1]],
        ),
        (
            json!([{"name": "Jo Li", "email": "info@acme.com"}, {"name": "JO LI", "email": "info@acme.com"}]),
            vec![vec![0, 1]],
        ),
        (
            json!([{"name": "Jo Li", "email": "info@acme.com"}, {"company": "Acme", "email": "info@acme.com"}]),
            vec![vec![0, 1]],
        ),
        (
            json!([{"name": "Jo Li", "email": "info@acme.com"}, {"company": "Acme", "email": "info@acme.com"},
                   {"name": "Bo Kim", "email": "info@acme.com"}, {"email": "info@acme.com"}]),
            vec![vec![0], vec![1, 3], vec![2]],
        ),
        (
            json!([{"name": "Jo Li", "email": "info@acme.com", "company": "Acme"}, {"name": "Jo Li", "email": "jo@acme.com", "company": "Acme"}]),
            vec![vec![0, 1]],
        ),
    ];
    for (case, wanted) in cases {
        assert_eq!(divide_in_every_order(case.as_array().unwrap()), wanted, "{case}");
    }
}

#[test]
fn a_tag_makes_no_second_person_and_no_one_mailbox() {
    let records =
        json!([{"name": "Jo Li", "email": "jo@acme.com"}, {"name": "Jo Li", "email": "jo+news@acme.com"}]);
    assert_eq!(divide_in_every_order(records.as_array().unwrap()), [[0, 1]]);
    let records = json!([{"name": "Jo Li", "email": "jo@acme.com"}, {"email": "jo+news@acme.com"}]);
    assert_eq!(divide_in_every_order(records.as_array().unwrap()).len(), 2);
}

#[test]
fn places_of_one_name_are_told_apart_by_number_and_city() {
    let austin = json!({"company": "Bella Napoli", "phone": "+1 512 555 0171", "location": "Austin, TX"});
    let houston = json!({"company": "Bella Napoli", "phone": "+1 713 555 0129", "location": "Houston, TX"});
    let unplaced = json!({"company": "Bella Napoli"});
    let again = json!({"company": "BELLA NAPOLI", "location": "Austin, TX"});
    assert_eq!(divide_in_every_order(&[austin.clone(), houston.clone()]), [[0], [1]]);
    assert_eq!(divide_in_every_order(&[austin.clone(), unplaced.clone()]), [[0, 1]]);
    assert_eq!(divide_in_every_order(&[austin, houston, unplaced, again]), [vec![0, 3], vec![1], vec![2]]);
}

#[test]
fn two_of_one_name_with_different_addresses_stay_two() {
    let smiths = json!([
        {"name": "John Smith", "company": "Acme", "email": "john.smith@acme.com"},
        {"name": "John Smith", "company": "Acme", "email": "jsmith@acme.com"},
    ]);
    assert_eq!(divide_in_every_order(smiths.as_array().unwrap()).len(), 2);
}

#[test]
fn who_could_be_either_of_two_is_neither() {
    let smiths = json!([
        {"name": "John Smith", "company": "Acme", "email": "john.smith@acme.com"},
        {"name": "John Smith", "company": "Acme", "phone": "+61 400 000 000"},
        {"name": "John Smith", "company": "Acme", "email": "jsmith@acme.com"},
        {"name": "John Smith", "company": "Acme", "phone": "+61 400 000 000", "title": "Clerk"},
    ]);
    assert_eq!(divide_in_every_order(smiths.as_array().unwrap()), [vec![0], vec![1, 3], vec![2]]);
}

#[test]
fn two_addresses_of_one_profile_are_one_person() {
    let records = json!([
        {"name": "Jo Li", "email": "jo@acme.com", "linkedin": "linkedin.com/in/joli"},
        {"name": "Jo Li", "email": "jo.li@gmail.com", "linkedin": "linkedin.com/in/joli"},
        {"email": "jo.li@gmail.com", "phone": "+61 400 000 000"},
    ]);
    assert_eq!(divide_in_every_order(records.as_array().unwrap()), [[0, 1, 2]]);
}

#[test]
fn colleagues_behind_one_switchboard_stay_apart() {
    let records = json!([
        {"name": "Ann Bell", "company": "Acme", "phone": "+1 425 303 0114"},
        {"name": "Carl Dorn", "company": "Acme", "phone": "+1 425 303 0114"},
        {"phone": "+1 425 303 0114"},
    ]);
    assert_eq!(divide_in_every_order(records.as_array().unwrap()).len(), 3);
}

#[test]
fn a_company_is_not_one_of_its_people() {
    let records = json!([
        {"company": "Acme", "website": "acme.com", "industry": "Software"},
        {"name": "John Smith", "company": "Acme", "website": "acme.com"},
    ]);
    assert_eq!(divide_in_every_order(records.as_array().unwrap()).len(), 2);
}

#[test]
fn companies_of_one_name_with_different_domains_stay_two() {
    let records = json!([
        {"company": "Apex", "website": "apex.com"},
        {"company": "Apex", "website": "apex-tools.com"},
        {"company": "Apex"},
    ]);
    assert_eq!(divide_in_every_order(records.as_array().unwrap()).len(), 3);
}

mod any_records {
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::*;

    fn record() -> impl Strategy<Value = Value> {
        let maybe = |values: &'static [&'static str]| proptest::option::weighted(0.5, select(values));
        (
            maybe(&["Ann Bell", "Carl Dorn", "ann bell", "Ann"]),
            maybe(&["Acme Ltd", "ACME", "Zeta GmbH"]),
            maybe(&["acme.com", "www.acme.com", "zeta.de"]),
            maybe(&[
                "ann@acme.com",
                "a.bell@acme.com",
                "ann.bell@gmail.com",
                "annbell@gmail.com",
                "info@acme.com",
            ]),
            maybe(&["linkedin.com/in/annbell", "linkedin.com/in/carl"]),
            maybe(&["+61 400 000 000", "+1 425 303 0114"]),
            maybe(&["Austin, TX", "Houston, TX"]),
        )
            .prop_map(|(name, company, website, email, linkedin, phone, location)| {
                json!({"full_name": name, "company": company, "website": website, "email": email,
                       "linkedin_url": linkedin, "phone": phone, "location": location})
            })
            .prop_filter("a record that becomes no lead", |payload| {
                derive(payload, &Hints::default()).is_ok()
            })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

        #[test]
        fn are_divided_the_same_in_every_order(payloads in proptest::collection::vec(record(), 1..9)) {
            let divided = divide_in_every_order(&payloads);
            // No two leads may have one person's address.
            let email = |i: &usize| payloads[*i]["email"].as_str().filter(|email| !email.starts_with("info@"));
            for (n, cluster) in divided.iter().enumerate() {
                for other in &divided[n + 1..] {
                    prop_assert!(!cluster.iter().any(|i| email(i).is_some() && other.iter().any(|j| email(i) == email(j))));
                }
            }
        }
    }
}
