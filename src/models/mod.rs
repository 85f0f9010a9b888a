//! The seven tables: one file each, with the row, the new row and every query on them. The only home of
//! Diesel queries. A column may hold what another program wrote, so rows keep text as text and allow NULL
//! wherever the schema does.

pub mod advisory;
pub mod copy;
pub mod health;
pub mod identifier;
pub mod lead_enrichment;
pub mod leads;
pub mod progress;
pub mod progress_notices;
pub mod raw_leads;
pub mod rights;
pub mod scrape_jobs;
pub mod standing;
pub mod statistics;
pub mod subscriptions;
mod time;
pub mod usage_tracking;
pub mod users;
