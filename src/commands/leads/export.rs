//! `leads export`.

use anyhow::Result;
use clap::Args;

use super::list::{Filters, walk};
use super::{choice, push, rows};
use crate::commands::columns::ColumnsArg;
use crate::commands::{Context, DONE};
use crate::models::leads::list::Order;
use crate::output::{Format, Output, text};

/// Write all leads that match to standard output, as CSV unless another format is asked for.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine leads export > leads.csv\n  \
    leadengine leads export --intent high --format jsonl | crm-import\n  \
    leadengine leads export --columns email,first_name,last_name,company_name > mailing.csv\n  \
    leadengine leads export --since 24h --sort updated > today.csv")]
pub struct Export {
    #[command(flatten)]
    filters: Filters,
    /// Order of the export
    #[arg(long, value_enum, default_value = "score")]
    sort: Order,
    #[command(flatten)]
    columns: ColumnsArg,
}

impl Export {
    /// Writes the leads as they come.
    pub fn run(self, context: &Context) -> Result<u8> {
        let format = if context.output.is_table() { Format::Csv } else { context.output.format };
        let output = Output { format, ..context.output };
        let choice = choice(&output, &self.columns)?;
        let mut conn = context.connect_briefly()?;
        let filter = self.filters.resolve(&mut conn)?;
        let mut rows = rows(&output, choice);
        let printed =
            walk(&mut conn, &filter, self.sort, None, None, &mut |row| push(&mut rows, &output, row))?;
        rows.finish()?;
        output.note(match printed.count {
            0 => "no lead matches; leadengine leads without filters shows all there are".to_owned(),
            count => text::counted(count.unsigned_abs(), "lead"),
        });
        Ok(DONE)
    }
}
