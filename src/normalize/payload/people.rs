//! Whose fields are the lead's: a record must never mix two people.
//!
//! One payload makes one lead, and all that is said of a person comes from one of the people it names. The order:
//!
//! 1. the record's own person, where the record itself has a name beside it (`first_name` at its top);
//! 2. else, of the people in its objects, the named before those without a name, the contact, lead or decision maker
//!    before owners, staff and founders, and these before authors and users; then who has a working address of their
//!    own, a title, a profile, a phone number, in this order; of equals the first in the payload. The user of a CRM who
//!    owns the record and a founder of whom nothing but a name is known are not among them.
//!
//! One single person in an object, with no other name about, is the record's own person, and the fields around it are
//! that person's too. Where several people are named, an address, title or profile that stands beside them and not
//! in them is nobody's: of such only a desk's address (`info@`) and phone numbers stay, as the company's.

use super::fold::{CRM, Word};
use super::walk::Walk;
use super::{COMPANY_RANK, Field, Found, LATE_RANK, NOBODY};
use crate::normalize::email;

/// A person the payload speaks of; the first is the record's own.
#[derive(Debug, Clone, Copy)]
pub(super) struct Person {
    /// By which keys of one person meet.
    pub(super) id: u64,
    /// The lower goes first.
    pub(super) class: u8,
    /// One of a list of several.
    pub(super) listed: bool,
    /// Whose address stands under `email_1`, by Outscraper's keys: `email_1_full_name`.
    pub(super) number: Option<u8>,
    /// What the key says the person is.
    pub(super) role: Role,
}

/// What a person is by the key they stand under, where that tells who is no lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Any,
    /// A company's owner, or in a CRM its user who looks after the record.
    Owner,
    /// Who founded a company may have left it long ago.
    Founder,
}

/// What is known of a person, as the bits of a number that is the greater the better.
#[derive(Default, Clone, Copy)]
struct Known {
    named: bool,
    /// Something of a person or place: at least a desk's address.
    any: bool,
    fields: u8,
}

const MAIL: u8 = 8;
const TITLE: u8 = 4;
const PROFILE: u8 = 2;
const PHONE: u8 = 1;

fn is_of_person(field: Field) -> bool {
    use Field::*;
    matches!(
        field,
        FullName
            | FirstName
            | LastName
            | JobTitle
            | Seniority
            | Email
            | Phone
            | Linkedin
            | LinkedinSlug
            | Confidence
    )
}

fn is_of_place(field: Field) -> bool {
    matches!(field, Field::Location | Field::City | Field::Region | Field::Country)
}

/// Leaves the fields of one person only. Done once, when all is found.
pub(super) fn settle(walk: &mut Walk) {
    for who in 1..walk.people.len() {
        let Some(number) = walk.people[who].number else { continue };
        let key = format!("email{number}");
        let of_number =
            |f: &&mut Found| f.field == Field::Email && f.who == 0 && Word::of(f.key).as_str() == key;
        walk.found.iter_mut().filter(of_number).for_each(|f| f.who = who as u8);
    }
    // Whose address is whose own counts between several only.
    let several = walk.people.len() > 2 || walk.people.iter().any(|person| person.role == Role::Founder);
    let mut known = vec![Known::default(); walk.people.len()];
    for found in &walk.found {
        let Some(known) = known.get_mut(usize::from(found.who)) else { continue };
        known.any |= is_of_person(found.field) || is_of_place(found.field);
        match found.field {
            Field::FullName | Field::FirstName | Field::LastName => known.named = true,
            Field::Email if several && found.rank < COMPANY_RANK && is_own_address(found) => {
                known.fields |= MAIL
            }
            Field::JobTitle => known.fields |= TITLE,
            Field::Linkedin => known.fields |= PROFILE,
            Field::Phone if found.rank < COMPANY_RANK => known.fields |= PHONE,
            _ => {}
        }
    }
    // Neither a CRM's user nor a founder of whom there is only the name is a lead.
    let is_crm = walk.marks & CRM != 0;
    let own_contact = known[0].fields & (MAIL | TITLE | PROFILE) != 0;
    let is_nobody = |who: usize| match walk.people[who].role {
        Role::Owner => is_crm,
        Role::Founder => known[who].fields == 0 && !own_contact,
        Role::Any => false,
    };
    let has = |field| walk.found.iter().any(|f| f.field == field && f.who == 0);
    let own =
        known[0].named || has(Field::Name) && (walk.person_type || has(Field::Company) && !walk.is_company());
    let mut others: Vec<usize> = (1..known.len()).filter(|&who| known[who].any && !is_nobody(who)).collect();
    others.sort_by_key(|&who| {
        (!known[who].named, walk.people[who].class, std::cmp::Reverse(known[who].fields), who)
    });
    let alone = |who: usize| !known[who].named && !walk.people[who].listed;
    // Everyone's fate: 0 is the lead.
    let mut becomes: Vec<u8> = vec![NOBODY; walk.people.len()];
    becomes[0] = 0;
    let mut strict = false;
    let mut by_author = false;
    if own {
        for &who in &others {
            if alone(who) || known[who].named && same_name(walk, who) {
                becomes[who] = 0;
            }
        }
    } else if let Some(&best) = others.first() {
        becomes[best] = 0;
        // The title beside an author is that of what they wrote.
        by_author = walk.people[best].class > 1;
        for &who in &others[1..] {
            if alone(who) {
                becomes[who] = 0;
            } else {
                strict = true;
            }
        }
        strict &= known[best].named;
    }
    let sure = |found: &Found| {
        found.field == Field::Confidence && found.who != 0 && becomes[usize::from(found.who)] == 0
    };
    let sure = walk.found.iter().any(|f| usize::from(f.who) < becomes.len() && sure(f));
    let is_company = walk.is_company();
    walk.found.retain_mut(|found| {
        // How sure the source is of this person, and not of another.
        if sure && found.who == 0 && found.field == Field::Confidence {
            return false;
        }
        if by_author && found.who == 0 && matches!(found.field, Field::Title | Field::JobTitle) && !is_company
        {
            return false;
        }
        let who = becomes.get(usize::from(found.who)).copied().unwrap_or(NOBODY);
        if who == 0 {
            if !strict || found.who != 0 || found.rank >= COMPANY_RANK {
                return true;
            }
            return match found.field {
                Field::Phone => {
                    found.rank += COMPANY_RANK;
                    true
                }
                Field::Email => is_desk(found),
                Field::Title => is_company,
                Field::JobTitle | Field::Seniority | Field::Linkedin | Field::LinkedinSlug => false,
                _ => true,
            };
        }
        // What others' objects say of the company is better than nothing.
        if is_of_person(found.field) || is_of_place(found.field) {
            return false;
        }
        found.rank = found.rank.saturating_add(LATE_RANK);
        true
    });
}

fn is_own_address(found: &Found) -> bool {
    found.value.as_str().and_then(email::find).is_some_and(|mail| !mail.is_role())
}

fn is_desk(found: &Found) -> bool {
    found.value.as_str().and_then(email::find).is_some_and(|mail| mail.is_role())
}

/// Whether a person has the name of the record's own.
fn same_name(walk: &Walk, who: usize) -> bool {
    let letters = |who: usize| -> Vec<String> {
        let of = |field: Field| {
            let mut found = walk.found.iter().filter(move |f| usize::from(f.who) == who && f.field == field);
            found.next().and_then(|f| f.value.as_str()).unwrap_or_default()
        };
        let fold = |text: String| -> String {
            text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
        };
        let parts = fold(format!("{}{}", of(Field::FirstName), of(Field::LastName)));
        [parts, fold(of(Field::FullName).to_owned()), fold(of(Field::Name).to_owned())]
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect()
    };
    let own = letters(0);
    letters(who).iter().any(|name| own.contains(name))
}
