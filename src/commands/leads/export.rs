//! `leads export`.

use anyhow::Result;
use clap::Args;

use super::list::{Filters, pages};
use super::{COLUMNS, cells};
use crate::commands::{Context, DONE};
use crate::models::leads::list::Order;
use crate::output::{Format, Output, Rows};

/// Write all leads that match to standard output, as CSV unless another format is asked for.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  \
    leadengine leads export > leads.csv\n  \
    leadengine leads export --intent high --format jsonl | crm-import\n  \
    leadengine leads export --since 24h --sort updated > today.csv")]
pub struct Export {
    #[command(flatten)]
    filters: Filters,
    /// Order of the export
    #[arg(long, value_enum, default_value = "score")]
    sort: Order,
}

impl Export {
    /// Writes the leads, page by page.
    pub fn run(self, context: &Context) -> Result<u8> {
        let mut conn = context.connect()?;
        let filter = self.filters.resolve(&mut conn)?;
        let format = if context.output.is_table() { Format::Csv } else { context.output.format };
        let output = Output { format, ..context.output };
        let mut rows = Rows::list(&output, &COLUMNS);
        let printed =
            pages(&mut conn, &filter, self.sort, None, None, &mut |scored| rows.push(cells(scored)))?;
        rows.finish()?;
        output.note(format!("{} leads", printed.count));
        Ok(DONE)
    }
}
