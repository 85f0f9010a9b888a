//! `leads export`.

use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;
use clap::Args;

use super::list::{Filters, Printed, walk};
use super::preset::Preset;
use super::target::{Ending, Target};
use super::{choice, nothing, push, rows};
use crate::commands::columns::ColumnsArg;
use crate::commands::{Context, DONE};
use crate::error::{Failure, Kind};
use crate::interrupt;
use crate::models::leads::list::{self, Checkpoint, Cursor, Order, Row, Since};
use crate::output::{Cell, Column, Field, Format, Output, Rows, progress, seconds, text};

/// Write all leads that match, as CSV unless another format is asked for.
///
/// An export ends by saying where the next one can begin: with that after --since, it has every lead that came, changed or was scored
/// since, also those whose transactions were still running. A few may come twice, none is missed. With a date, a time or an age,
/// --since goes by updated_at and enriched_at.
///
/// --to replaces the file in one step when all of it is there, readable by its owner only; whatever fails, the old file stays. Its form is
/// what its name ends in: .csv, .json or .jsonl, also with .gz.
///
/// --preset names the columns as a CRM's import knows them. Salesforce requires a last name and a company: where a lead has no last name
/// it gets "Unknown", where it has no company its domain, else its name. Leads that HubSpot or Pipedrive would refuse are left out and
/// counted: HubSpot wants a name or an email address, Pipedrive a person or an organization.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine leads export > leads.csv\n  \
    leadengine leads export --intent high --preset hubspot --to hot.csv\n  \
    leadengine leads export --since 24h --format jsonl | crm-import")]
pub struct Export {
    #[command(flatten)]
    filters: Filters,
    /// Order of the export
    #[arg(long, value_enum, default_value = "score")]
    sort: Order,
    #[command(flatten)]
    columns: ColumnsArg,
    /// At most so many [default: all]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
    /// Begin after this cursor, which the export before printed
    #[arg(long, value_name = "CURSOR")]
    after: Option<String>,
    /// Write to this file, and print what was done
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,
    /// Name and fill the columns as this CRM's import wants them
    #[arg(long, value_name = "CRM", value_enum, conflicts_with = "columns")]
    preset: Option<Preset>,
}

/// What an export to a file prints.
pub(in crate::commands) const DID: [Column; 6] = [
    Column::text("file", "File"),
    Column::number("leads", "Leads"),
    Column::number("left_out", "Left out"),
    Column::text("after", "Next page"),
    Column::text("since", "Next since"),
    Column::number("seconds", "Seconds"),
];

/// What became of the leads.
struct Exported {
    printed: Printed,
    left_out: i64,
}

impl Export {
    /// Writes the leads as they come.
    pub fn run(mut self, context: &Context) -> Result<u8> {
        let started = Instant::now();
        self.to = self.to.filter(|path| path.as_os_str() != "-");
        let after = self.after.as_deref().map(|text| Cursor::decode(text, self.sort)).transpose()?;
        let to = self.to.as_deref();
        let asked = Some(context.output.format).filter(|format| *format != Format::Table);
        let ending = to.map(Ending::of);
        if let Some(foreign) = ending.as_ref().and_then(|ending| ending.foreign).filter(|_| asked.is_none()) {
            let message = format!("an export is no .{foreign} file");
            return Err(Failure::new(Kind::Usage, "unknown_form", message)
                .hint("its form is what the name ends in: .csv, .json or .jsonl, also with .gz; spreadsheets open .csv")
                .into());
        }
        let format = ending.and_then(|ending| ending.format).or(asked).unwrap_or(Format::Csv);
        let output = Output { format, ..context.output };
        let choice = choice(&output, &self.columns)?;
        let mut target = to.map(Target::begin).transpose()?;

        let mut conn = context.connect_briefly()?;
        let mut filter = self.filters.resolve(&mut conn, &context.output)?;
        if let Some(Since::Changed(at)) = filter.since {
            filter.since = Some(Since::ChangedOrScored(at));
        }
        // Before the leads are read: what is not seen then is younger.
        let checkpoint = Checkpoint::now(&mut conn)?;
        let mut rows = match self.preset {
            Some(preset) => Rows::list(&output, preset.columns()),
            None => rows(&output, choice),
        };
        let bar = match &mut target {
            Some(target) => {
                interrupt::listen()?;
                rows = rows.to(target);
                progress::counted(&output, None, "leads export", "leads")
            }
            None => {
                interrupt::end_at_once()?;
                progress::counted_beside_result(&output, "leads export", "leads")
            }
        };
        let limit = self.limit.map(i64::from);
        // Of a later page nobody knows how much is left without reading it.
        if after.is_none() {
            let (counting, same) = (context.target()?, filter.clone());
            bar.find_total(move || {
                let all = list::count(&mut counting.connect().ok()?, &same).ok()?;
                u64::try_from(limit.map_or(all, |limit| all.min(limit))).ok()
            });
        }
        let mut left_out = 0;
        let walked = walk(&mut conn, &filter, self.sort, after.as_ref(), limit, &mut |row| {
            interrupt::check()?;
            bar.add(1);
            left_out += i64::from(!self.push(&mut rows, &output, row)?);
            Ok(())
        });
        let walked = walked.and_then(|printed| rows.finish().map(|()| printed));
        bar.finish();
        let printed = match walked {
            Err(error) if interrupt::caused(&error) => {
                context.output.note("interrupted: nothing was written");
                return Ok(interrupt::asked().unwrap_or(1));
            }
            printed => printed?,
        };
        let exported = Exported { printed, left_out };
        // Of several pages, what the first printed holds for all of them.
        let next = after.is_none().then(|| checkpoint.encode());
        if let Some(target) = target {
            target.keep()?;
            self.tell(&exported, next.as_deref(), started, context)?;
        }
        let nothing = if exported.printed.count == 0 { nothing(&mut conn, filter.user)? } else { "" };
        self.remark(&exported, next.as_deref(), nothing, &context.output);
        Ok(DONE)
    }

    /// Adds a lead; false where it is left out.
    fn push(&self, rows: &mut Rows, output: &Output, row: &Row) -> Result<bool> {
        let Some(preset) = self.preset else {
            push(rows, output, row)?;
            return Ok(true);
        };
        let Some(values) = preset.values(row) else { return Ok(false) };
        let fields: Vec<Field> = values.iter().map(|value| Field::Text(value.as_deref())).collect();
        rows.push_fields(&fields)?;
        Ok(true)
    }

    /// Prints what was written to a file.
    fn tell(
        &self,
        exported: &Exported,
        since: Option<&str>,
        started: Instant,
        context: &Context,
    ) -> Result<()> {
        let Exported { printed, left_out } = exported;
        let cells = vec![
            Cell::new(self.to.as_ref().map(|path| path.display().to_string())),
            (printed.count - left_out).into(),
            (*left_out).into(),
            Cell::new(printed.next.as_ref().map(Cursor::encode)),
            Cell::new(since),
            seconds(started),
        ];
        Rows::one(&context.output, &DID, cells)
    }

    /// Says what is to be known about it.
    fn remark(&self, exported: &Exported, since: Option<&str>, nothing: &str, output: &Output) {
        let Exported { printed, left_out } = exported;
        let leads = |count: i64| text::counted(count.unsigned_abs(), "lead");
        if let Some(preset) = self.preset.filter(|_| *left_out > 0) {
            output.note(format!("{} left out: {}", leads(*left_out), preset.requires()));
        }
        // What was written to a file is told by the result.
        if self.to.is_none() {
            let more = match &printed.next {
                Some(cursor) => format!("; the next page: --after {}", cursor.encode()),
                None => String::new(),
            };
            output.note(match printed.count {
                0 => nothing.to_owned(),
                count => format!("{}{more}", leads(count - left_out)),
            });
            if let Some(since) = since {
                output.note(format!("what changes from now on: --since {since}"));
            }
        }
    }
}
