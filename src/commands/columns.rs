//! Which columns a list prints.

use anyhow::Result;
use clap::Args;

use crate::output::{Choice, Column};

/// The columns of a list, as an option.
#[derive(Debug, Clone, Default, Args)]
pub struct ColumnsArg {
    /// Print only these columns, in this order, in every format; named by their keys in JSON, with commas between them
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    columns: Option<Vec<String>>,
}

impl ColumnsArg {
    /// The columns asked for, of all that there are; `None` where it was left open.
    ///
    /// # Errors
    /// [`Kind::Usage`](crate::error::Kind::Usage) when there is no such column.
    pub fn choose(&self, all: &[Column]) -> Result<Option<Choice>> {
        Ok(self.columns.as_ref().map(|names| Choice::of(all, names)).transpose()?)
    }
}
