//! A quick look into the database, for what may not keep anybody waiting: completions, and the next step that is told when no command is
//! given.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use diesel::PgConnection;
use diesel::connection::SimpleConnection;

use super::Target;

/// Asks the database something within a time limit, in a session that can change nothing. `None` when it took too long; nothing is
/// started, and nobody is asked for a password. What is left behind at the limit ends with the process, and on the server soon.
pub fn glance<T: Send + 'static>(
    target: Target,
    limit: Duration,
    ask: impl FnOnce(&mut PgConnection) -> anyhow::Result<T> + Send + 'static,
) -> Option<anyhow::Result<T>> {
    let (answer, answered) = mpsc::channel();
    let asking = move || {
        let done = target.connect_to_running().and_then(|mut conn| {
            let limit = limit.as_millis();
            conn.batch_execute(&format!(
                "SET statement_timeout = {limit}; SET lock_timeout = {limit}; SET default_transaction_read_only = on"
            ))?;
            ask(&mut conn)
        });
        // Nobody listens any more, where it took too long.
        let _ = answer.send(done);
    };
    thread::Builder::new().spawn(asking).ok()?;
    answered.recv_timeout(limit).ok()
}
