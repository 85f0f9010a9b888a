//! How far the data of a database has come, for the one who wants to know what to do next. Looks at no more rows than it takes to
//! tell.

use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool};

use super::users::User;
use crate::schema::{scrape_jobs, users};

/// How far the data has come.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Standing {
    /// Whether there is a user.
    #[diesel(sql_type = Bool)]
    pub users: bool,
    /// Whether a user has a subscription in force.
    #[diesel(sql_type = Bool)]
    pub subscribed: bool,
    /// Whether there are raw leads.
    #[diesel(sql_type = Bool)]
    pub raw_leads: bool,
    /// Raw leads that wait to be normalized, by the counts of their jobs.
    #[diesel(sql_type = BigInt)]
    pub waiting: i64,
    /// Whether there are leads.
    #[diesel(sql_type = Bool)]
    pub leads: bool,
}

impl Standing {
    /// As it is now, for all users together.
    pub fn of(conn: &mut PgConnection) -> QueryResult<Standing> {
        // The condition of the sum is that of an index.
        diesel::sql_query(
            "SELECT EXISTS (SELECT FROM users) AS users, \
                    EXISTS (SELECT FROM subscriptions s JOIN users u ON u.id = s.user_id \
                            WHERE u.is_active IS NOT FALSE AND s.status = 'active' \
                              AND COALESCE(s.starts_at <= now(), TRUE) AND COALESCE(now() < s.expires_at, TRUE)) AS subscribed, \
                    EXISTS (SELECT FROM raw_leads) AS raw_leads, \
                    (SELECT COALESCE(sum(GREATEST(COALESCE(total_found, 0) - COALESCE(total_processed, 0), 0)), 0)::bigint \
                     FROM scrape_jobs WHERE COALESCE(total_found, 0) <> COALESCE(total_processed, 0) \
                       AND status IS DISTINCT FROM 'failed') AS waiting, \
                    EXISTS (SELECT FROM leads) AS leads",
        )
        .get_result(conn)
    }
}

/// The users of jobs whose raw leads wait, so many at most.
pub fn who_waits(conn: &mut PgConnection, most: i64) -> QueryResult<Vec<User>> {
    let waiting = scrape_jobs::table
        .filter(sql::<Bool>(
            "COALESCE(total_found, 0) <> COALESCE(total_processed, 0) AND status IS DISTINCT FROM 'failed'",
        ))
        .select(scrape_jobs::user_id);
    users::table.filter(users::id.nullable().eq_any(waiting)).limit(most).select(User::as_select()).load(conn)
}
