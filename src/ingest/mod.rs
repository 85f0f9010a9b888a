//! From a file to `raw_leads`: splitting it into records, checking and hashing each, loading them.

mod canonical;
mod csv;
pub mod inbox;
mod load;
mod reader;
mod record;
mod source;
mod store;
mod waiting;

pub use csv::Table;
pub use load::{Broken, Input, MakeJob, Options, Reject, Summary, run};
pub use reader::{Chunk, InputFormat, Reader};
pub(crate) use record::parse_time;
pub use record::{Checker, Record};
