//! `leads forget`.

use anyhow::Result;
use clap::Args;
use diesel::PgConnection;
use uuid::Uuid;

use crate::commands::confirm::confirm;
use crate::commands::names::{UserArg, optional_user};
use crate::commands::{Context, DONE};
use crate::error::{Failure, Kind};
use crate::models::leads::{self, list};
use crate::models::raw_leads;
use crate::models::scrape_jobs::Job;
use crate::normalize::record::Part;
use crate::normalize::{Derived, Memo, Reading, Readings, email, item};
use crate::output::{Column, Rows};

/// Erase a person: the lead, its enrichment and every raw record that names them.
///
/// Without --user, at every user that has them. Usage counts stay as they are.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    leadengine leads forget john@acme.com\n  \
    leadengine leads forget john@acme.com --user ann@example.com --yes")]
pub struct Forget {
    /// Email address (or id) of the lead
    #[arg(value_name = "EMAIL|ID")]
    lead: String,
    #[command(flatten)]
    user: UserArg,
    /// Do not ask
    #[arg(short, long)]
    yes: bool,
}

const COLUMNS: [Column; 2] =
    [Column::number("leads", "Leads removed"), Column::number("raw_leads", "Raw records removed")];

impl Forget {
    /// Erases the person.
    pub fn run(self, context: &Context) -> Result<u8> {
        let mut conn = context.connect()?;
        let user = optional_user(&mut conn, self.user.given())?.map(|user| user.id);
        let Person { leads: found, raws: ids } = self.find(&mut conn, user)?;
        if found.is_empty() && ids.is_empty() {
            return Err(Failure::new(
                Kind::NotFound,
                "no_such_lead",
                format!("nothing is known of {}", self.lead),
            )
            .into());
        }
        let what = format!(
            "{} leads and {} raw records would be erased for good:\n{}",
            found.len(),
            ids.len(),
            found
                .iter()
                .map(|(lead, _)| {
                    let name = lead.full_name().unwrap_or_default();
                    let company = lead.values.company_name.as_deref().unwrap_or_default();
                    format!("  {} {name} {company}", lead.id)
                })
                .collect::<Vec<_>>()
                .join("\n")
        );
        confirm(&what, self.yes)?;
        // Nobody derives a lead of these records meanwhile; what came in since the question goes too.
        let mut users: Vec<Uuid> = found.iter().filter_map(|(lead, _)| lead.user_id).collect();
        users.extend(raw_leads::users_of(&mut conn, &ids)?);
        users.sort_unstable();
        users.dedup();
        for user in &users {
            leads::lock(&mut conn, *user)?;
        }
        let person = self.find(&mut conn, user)?;
        let lead_ids: Vec<Uuid> = person.leads.iter().map(|(lead, _)| lead.id).collect();
        let (leads, raws) = leads::forget(&mut conn, &lead_ids, &person.raws)?;
        Rows::one(&context.output, &COLUMNS, vec![leads.into(), raws.into()])?;
        Ok(DONE)
    }

    /// Everything that names the person: leads, the raw records behind them, and raw records that wait, were
    /// rejected, or went into a lead under another address.
    fn find(&self, conn: &mut PgConnection, user: Option<Uuid>) -> Result<Person> {
        let leads = if self.lead.contains('@') {
            list::matching(conn, &self.lead, user)?
        } else {
            vec![list::named(conn, &self.lead, user)?]
        };
        let mut raws: Vec<Uuid> = leads.iter().flat_map(|(lead, _)| lead.raw_ids()).collect();
        let mut addresses: Vec<String> =
            leads.iter().filter_map(|(lead, _)| lead.values.email.clone()).collect();
        addresses.extend(email::find(&self.lead).map(|email| email.as_str().to_owned()));
        addresses.sort_unstable();
        addresses.dedup();
        let memo = Memo::default();
        let readings = Readings::new(Job::normalize_options(conn, user)?, Reading::default());
        for address in &addresses {
            let Some((local, host)) = address.split_once('@') else { continue };
            // The database narrows it down; whether a record really names the address, in whatever form, is for
            // the normalizer to say.
            for raw in raw_leads::holding(conn, user, [local, host.split('.').next().unwrap_or(host)])? {
                let same = |record: &Derived| record.text(Part::Email).is_some_and(|email| email == address);
                let derived = item(&raw, &readings, &memo).derived;
                if names(&raw.payload.to_lowercase(), address) || derived.as_ref().is_ok_and(same) {
                    raws.push(raw.id);
                }
            }
        }
        for url in leads.iter().filter_map(|(lead, _)| lead.values.linkedin_url.as_deref()) {
            let name = url.rsplit('/').next().unwrap_or(url);
            for raw in raw_leads::holding(conn, user, ["linkedin", name])? {
                let derived = item(&raw, &readings, &memo).derived;
                if derived.is_ok_and(|record| record.text(Part::Linkedin) == Some(url)) {
                    raws.push(raw.id);
                }
            }
        }
        raws.sort_unstable();
        raws.dedup();
        let raws = raw_leads::by_ids(conn, &raws)?.iter().map(|raw| raw.id).collect();
        Ok(Person { leads, raws })
    }
}

/// Whether an address stands in a text, and not only as the end or beginning of a longer one.
fn names(text: &str, address: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-');
    text.match_indices(address).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let mut after = text[at + address.len()..].chars();
        // A full stop may end a sentence; with a letter after it, it goes on with the domain.
        let next = after.next();
        let goes_on = match next {
            Some('.' | '-') => after.next().is_some_and(char::is_alphanumeric),
            other => other.is_some_and(char::is_alphanumeric),
        };
        !before.is_some_and(part) && !goes_on
    })
}

/// What is stored of a person.
struct Person {
    leads: Vec<list::Scored>,
    raws: Vec<Uuid>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_not_found_inside_a_longer_one() {
        for text in ["john@acme.com", "<john@acme.com>", "mailto:john@acme.com.", "\"john@acme.com\""] {
            assert!(names(text, "john@acme.com"), "{text}");
        }
        for text in ["littlejohn@acme.com", "b.john@acme.com", "john@acme.com.au", "john@acme.community"] {
            assert!(!names(text, "john@acme.com"), "{text}");
        }
    }
}
