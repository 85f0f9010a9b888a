//! `leads`: looking at the result, handing it on, and forgetting a person.

mod export;
mod forget;
mod list;
mod show;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::Context;
use crate::models::identifier;
use crate::models::leads::list::Scored;
use crate::output::{Cell, Column, time};

/// List, show, export and forget leads.
///
/// Without a verb: the list, best score first.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Examples:\n  \
        leadengine leads --intent high\n  \
        leadengine leads --seniority c_suite,vp --location Australia --limit 20\n  \
        leadengine leads show john@acme.com\n  \
        leadengine leads export --format csv > leads.csv"
)]
pub struct Leads {
    #[command(subcommand)]
    verb: Option<Verb>,
    #[command(flatten)]
    list: list::List,
}

#[derive(Debug, Subcommand)]
enum Verb {
    List(list::List),
    Show(show::Show),
    Export(export::Export),
    Forget(forget::Forget),
}

impl Leads {
    /// Does what the verb says.
    pub fn run(self, context: &Context) -> Result<u8> {
        match self.verb {
            None => self.list.run(context),
            Some(Verb::List(list)) => list.run(context),
            Some(Verb::Show(show)) => show.run(context),
            Some(Verb::Export(export)) => export.run(context),
            Some(Verb::Forget(forget)) => forget.run(context),
        }
    }
}

/// Every column of `leads` and, beside them, those of its enrichment; a table shows what fits a screen.
pub(super) const COLUMNS: [Column; 24] = [
    Column::text("id", "Id"),
    Column::hidden("user_id"),
    Column::text("company_name", "Company"),
    Column::hidden("domain"),
    Column::hidden("industry"),
    Column::hidden("company_size"),
    Column::hidden("location"),
    Column::hidden("first_name"),
    Column::hidden("last_name"),
    Column::hidden("job_title"),
    Column::hidden("seniority"),
    Column::hidden("email"),
    Column::hidden("phone"),
    Column::hidden("linkedin_url"),
    Column::hidden("confidence_score"),
    Column::hidden("source"),
    Column::hidden("created_at"),
    Column::hidden("updated_at"),
    Column::number("predicted_score", "Score"),
    Column::text("intent_level", "Intent"),
    Column::hidden("ai_summary"),
    Column::hidden("buying_signal"),
    Column::text("recommended_channel", "Channel"),
    Column::hidden("enriched_at"),
];

/// The columns of the table for people, in the order in which they are read.
pub(super) const TABLE: [Column; 8] = [
    Column::number("predicted_score", "Score"),
    Column::text("intent_level", "Intent"),
    Column::text("name", "Name"),
    Column::text("job_title", "Title"),
    Column::text("company_name", "Company"),
    Column::text("reach", "Reach"),
    Column::text("location", "Location"),
    Column::text("id", "Id"),
];

/// A row for programs.
pub(super) fn cells((lead, enrichment): &Scored) -> Vec<Cell> {
    let v = &lead.values;
    let e = enrichment.as_ref();
    let text = |value: &Option<String>| Cell::new(value.clone());
    vec![
        Cell::new(lead.id.to_string()),
        Cell::new(lead.user_id.map(|id| id.to_string())),
        text(&v.company_name),
        text(&v.domain),
        text(&v.industry),
        text(&v.company_size),
        text(&v.location),
        text(&v.first_name),
        text(&v.last_name),
        text(&v.job_title),
        text(&v.seniority),
        text(&v.email),
        text(&v.phone),
        text(&v.linkedin_url),
        Cell::new(v.confidence_score),
        text(&v.source),
        time(lead.created_at),
        time(lead.updated_at),
        Cell::new(e.and_then(|e| e.predicted_score)),
        Cell::new(e.and_then(|e| e.intent_level.clone())),
        Cell::new(e.and_then(|e| e.ai_summary.clone())),
        Cell::new(e.and_then(|e| e.buying_signal.clone())),
        Cell::new(e.and_then(|e| e.recommended_channel.clone())),
        time(e.and_then(|e| e.enriched_at)),
    ]
}

/// A row for people.
pub(super) fn table_cells((lead, enrichment): &Scored) -> Vec<Cell> {
    let v = &lead.values;
    let e = enrichment.as_ref();
    let reach = match e.and_then(|e| e.recommended_channel.as_deref()) {
        Some("email") => v.email.clone(),
        Some("phone") => v.phone.clone(),
        Some("linkedin") => v.linkedin_url.clone(),
        Some(_) => None,
        None => v.email.clone().or_else(|| v.phone.clone()).or_else(|| v.linkedin_url.clone()),
    };
    vec![
        e.and_then(|e| e.predicted_score)
            .map_or(Cell::new(None::<f64>), |score| Cell::shown(score, format!("{:.0}", score.floor()))),
        Cell::new(e.and_then(|e| e.intent_level.clone())),
        Cell::new(lead.full_name()),
        Cell::new(v.job_title.clone()),
        Cell::new(v.company_name.clone().or_else(|| v.domain.clone())),
        Cell::new(reach),
        Cell::new(v.location.clone()),
        Cell::new(identifier::short(lead.id)),
    ]
}
