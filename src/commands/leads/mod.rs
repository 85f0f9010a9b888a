//! `leads`: looking at the result, handing it on, and forgetting a person.

mod export;
mod forget;
mod list;
mod show;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::Context;
use crate::models::identifier;
use crate::models::leads::list::{Row, Text};
use crate::output::{Cell, Column, Field, Output, Rows};

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
const TABLE: [Column; 8] = [
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
pub(super) fn fields(row: &Row) -> [Field<'_>; 24] {
    let text = |column| Field::Text(row.text(column));
    [
        Field::Id(Some(row.id)),
        Field::Id(row.user_id),
        text(Text::CompanyName),
        text(Text::Domain),
        text(Text::Industry),
        text(Text::CompanySize),
        text(Text::Location),
        text(Text::FirstName),
        text(Text::LastName),
        text(Text::JobTitle),
        text(Text::Seniority),
        text(Text::Email),
        text(Text::Phone),
        text(Text::LinkedinUrl),
        Field::Number(row.confidence_score),
        text(Text::Source),
        Field::Time(row.created_at),
        Field::Time(row.updated_at),
        Field::Number(row.predicted_score),
        text(Text::IntentLevel),
        text(Text::AiSummary),
        text(Text::BuyingSignal),
        text(Text::RecommendedChannel),
        Field::Time(row.enriched_at),
    ]
}

/// A row for people.
fn table_cells(row: &Row) -> Vec<Cell> {
    let text = |column| row.text(column);
    let (email, phone, linkedin) = (text(Text::Email), text(Text::Phone), text(Text::LinkedinUrl));
    let reach = match text(Text::RecommendedChannel) {
        Some("email") => email,
        Some("phone") => phone,
        Some("linkedin") => linkedin,
        Some(_) => None,
        None => email.or(phone).or(linkedin),
    };
    vec![
        row.predicted_score
            .map_or(Cell::new(None::<f64>), |score| Cell::shown(score, format!("{:.0}", score.floor()))),
        Cell::new(text(Text::IntentLevel)),
        Cell::new(row.full_name()),
        Cell::new(text(Text::JobTitle)),
        Cell::new(text(Text::CompanyName).or(text(Text::Domain))),
        Cell::new(reach),
        Cell::new(text(Text::Location)),
        Cell::new(identifier::short(row.id)),
    ]
}

/// The list that rows of leads are printed in.
pub(super) fn rows(output: &Output) -> Rows<'_> {
    if output.is_table() { Rows::list(output, &TABLE) } else { Rows::list(output, &COLUMNS) }
}

/// Adds a lead to it.
pub(super) fn push(rows: &mut Rows, output: &Output, row: &Row) -> Result<()> {
    if output.is_table() { rows.push(table_cells(row)) } else { rows.push_fields(&fields(row)) }
}
