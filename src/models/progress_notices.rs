//! How far a run is with a job that it has not finished: told to whoever listens, and stored nowhere. `scrape_jobs.total_processed` changes
//! only when a run is done with a job.

use diesel::prelude::*;
use diesel::sql_types::Text;
use uuid::Uuid;

/// The channel of PostgreSQL's NOTIFY.
const CHANNEL: &str = "leadengine_progress";

/// Of the raw leads of a job that waited, a run has done so many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// The job.
    pub job: Uuid,
    /// Raw leads that were done.
    pub done: u64,
}

impl Notice {
    fn parse(text: &str) -> Option<Notice> {
        let (job, done) = text.split_once(' ')?;
        Some(Notice { job: job.parse().ok()?, done: done.parse().ok()? })
    }
}

/// Tells those who listen.
pub fn tell(conn: &mut PgConnection, notice: Notice) -> QueryResult<()> {
    diesel::sql_query("SELECT pg_notify($1, $2)")
        .bind::<Text, _>(CHANNEL)
        .bind::<Text, _>(format!("{} {}", notice.job, notice.done))
        .execute(conn)
        .map(drop)
}

/// Listens from now on.
pub fn listen(conn: &mut PgConnection) -> QueryResult<()> {
    diesel::sql_query(format!("LISTEN {CHANNEL}")).execute(conn).map(drop)
}

/// What was told since, the latest last. What others say in the channel is passed over.
pub fn heard(conn: &mut PgConnection) -> QueryResult<Vec<Notice>> {
    let mut notices = Vec::new();
    for notification in conn.notifications_iter() {
        let notification = notification?;
        notices.extend(Notice::parse(&notification.payload).filter(|_| notification.channel == CHANNEL));
    }
    Ok(notices)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_notices_are_read() {
        let job = Uuid::from_u128(7);
        assert_eq!(Notice::parse(&format!("{job} 12")), Some(Notice { job, done: 12 }));
        for text in ["", "12", &format!("{job}"), &format!("{job} -1"), &format!("{job} 1 2")] {
            assert_eq!(Notice::parse(text), None, "{text}");
        }
    }
}
