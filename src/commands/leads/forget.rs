//! `leads forget`.

use anyhow::Result;
use clap::Args;
use uuid::Uuid;

use crate::commands::confirm::confirm;
use crate::commands::names::{UserArg, optional_user};
use crate::commands::{Context, DONE};
use crate::error::{Failure, Kind};
use crate::models::leads::{self, list};
use crate::models::raw_leads;
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
        let found = if self.lead.contains('@') {
            list::matching(&mut conn, &self.lead, user)?
        } else {
            vec![list::named(&mut conn, &self.lead, user)?]
        };
        let mut ids: Vec<Uuid> = found.iter().flat_map(|(lead, _)| lead.raw_ids()).collect();
        // Records that wait, were rejected, or belong to a lead under another address.
        let mut words: Vec<String> = vec![self.lead.trim().to_owned(), self.lead.trim().to_lowercase()];
        words.extend(
            found
                .iter()
                .flat_map(|(lead, _)| [lead.values.email.clone(), lead.values.linkedin_url.clone()])
                .flatten(),
        );
        words.retain(|word| word.contains('@') || word.contains('/'));
        ids.extend(raw_leads::naming(&mut conn, user, &words)?);
        ids.sort_unstable();
        ids.dedup();
        let ids: Vec<Uuid> = raw_leads::by_ids(&mut conn, &ids)?.iter().map(|raw| raw.id).collect();
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
        let lead_ids: Vec<Uuid> = found.iter().map(|(lead, _)| lead.id).collect();
        let (leads, raws) = leads::forget(&mut conn, &lead_ids, &ids)?;
        Rows::one(&context.output, &COLUMNS, vec![leads.into(), raws.into()])?;
        Ok(DONE)
    }
}
