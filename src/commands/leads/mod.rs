//! `leads`: looking at the result, handing it on, and forgetting a person.

pub(super) mod export;
pub(super) mod forget;
mod list;
mod preset;
mod show;
mod since;
mod target;

use anyhow::Result;
use clap::{Args, Subcommand};
use diesel::PgConnection;
use uuid::Uuid;

use super::columns::ColumnsArg;
use super::{Context, names, shades};
use crate::models::lead_enrichment;
use crate::models::leads::list::{Row, Text};
use crate::output::{Cell, Choice, Column, Field, Output, Rows};

/// List, show, export and forget leads.
///
/// Without a verb: the list, best score first.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_long_help = "Examples:\n  \
        leadengine leads --intent high\n  \
        leadengine leads --seniority c_suite,vp --location Australia --limit 20\n  \
        leadengine leads show john@acme.com"
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

/// Every column of `leads` and, beside them, those of its enrichment.
pub(super) const COLUMNS: [Column; 24] = [
    Column::word("id", "Id").rank(1),
    Column::hidden("user_id"),
    Column::text("company_name", "Company").rank(2),
    Column::hidden("domain"),
    Column::hidden("industry"),
    Column::word("company_size", "Size"),
    Column::text("location", "Location").rank(7),
    Column::hidden("first_name"),
    Column::hidden("last_name"),
    Column::text("job_title", "Title").rank(5),
    Column::word("seniority", "Seniority"),
    Column::hidden("email").rank(3),
    Column::hidden("phone").rank(3),
    Column::text("linkedin_url", "LinkedIn"),
    Column::number("confidence_score", "Confidence"),
    Column::hidden("source"),
    Column::time("created_at", "Created").on_request(),
    Column::time("updated_at", "Changed").on_request(),
    Column::number("predicted_score", "Score").rank(1),
    Column::word("intent_level", "Intent").rank(1),
    Column::text("ai_summary", "Summary").rank(9),
    Column::hidden("buying_signal"),
    Column::word("recommended_channel", "Channel"),
    Column::time("enriched_at", "Scored").on_request(),
];

/// What a list can show: those, and what people read in the place of several of them.
const LISTED: [Column; 26] = {
    let mut columns = [Column::text("name", "Name").rank(1); 26];
    let mut at = 0;
    while at < COLUMNS.len() {
        columns[at] = COLUMNS[at];
        at += 1;
    }
    columns[REACH] = Column::text("reach", "Reach").rank(3);
    columns
};
/// Where in it the whole name stands, and the address that the recommended channel leads to.
const NAME: usize = 24;
const REACH: usize = 25;

/// The columns of the table for people, in the order in which they are read.
const TABLE: [&str; 8] =
    ["predicted_score", "intent_level", "name", "job_title", "company_name", "reach", "location", "id"];

/// What to say where no lead is printed: none matches, or none is there.
fn nothing(conn: &mut PgConnection, user: Option<Uuid>) -> Result<&'static str> {
    Ok(match lead_enrichment::any_lead(conn, user)? {
        true => "no lead matches; leadengine leads without filters shows all there are",
        false => "there are no leads yet; leadengine alone says what to do next",
    })
}

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

/// Where the lead is reached: by the recommended channel, and before there is one by the first of all that there is.
fn reach(row: &Row) -> Option<&str> {
    let [email, phone, linkedin] =
        [Text::Email, Text::Phone, Text::LinkedinUrl].map(|column| row.text(column));
    match row.text(Text::RecommendedChannel) {
        Some("email") => email,
        Some("phone") => phone,
        Some("linkedin") => linkedin,
        Some(_) => None,
        None => email.or(phone).or(linkedin),
    }
}

/// What people read at a place of [`LISTED`].
fn cell(row: &Row, at: usize) -> Cell {
    let text = |column| row.text(column);
    let rounded = |number: Option<f64>, shown: fn(f64) -> String| {
        number.map_or(Cell::new(None::<f64>), |number| Cell::shown(number, shown(number)))
    };
    match LISTED[at].name {
        "id" => names::short_id(row.id),
        "name" => Cell::new(row.full_name()),
        "reach" => Cell::new(reach(row)),
        "company_name" => Cell::new(text(Text::CompanyName).or(text(Text::Domain))),
        "predicted_score" => rounded(row.predicted_score, |score| format!("{score:.1}")),
        "confidence_score" => rounded(row.confidence_score, |confidence| format!("{confidence:.2}")),
        "intent_level" => shades::intent(text(Text::IntentLevel)),
        _ => Cell::of(fields(row)[at]),
    }
}

/// The columns that are named, of all that a list can show; where none are, tables have some and programs get those of the database.
pub(super) fn choice(output: &Output, named: &ColumnsArg) -> Result<Option<Choice>> {
    match named.choose(&LISTED)? {
        None if output.is_table() => Ok(Some(Choice::of(&LISTED, &TABLE)?)),
        choice => Ok(choice),
    }
}

/// The list that rows of leads are printed in.
pub(super) fn rows(output: &Output, choice: Option<Choice>) -> Rows<'_> {
    Rows::chosen(output, &COLUMNS, choice)
}

/// Adds a lead to it.
pub(super) fn push(rows: &mut Rows, output: &Output, row: &Row) -> Result<()> {
    if output.is_table() {
        return rows.push_picked(|at| cell(row, at));
    }
    let fields = fields(row);
    if !rows.are_chosen() {
        return rows.push_fields(&fields);
    }
    let name = row.full_name();
    let mut all = [Field::Text(None); LISTED.len()];
    all[..fields.len()].copy_from_slice(&fields);
    all[NAME] = Field::Text(name.as_deref());
    all[REACH] = Field::Text(reach(row));
    rows.push_fields(&all)
}
