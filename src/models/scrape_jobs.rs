//! Scrape jobs: what was asked for, who works on it, and how far its raw leads are.

use anyhow::Result;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel::sql_types::{Integer, Nullable, Text, Uuid as SqlUuid};
use serde_json::Value;
use uuid::Uuid;

use super::identifier;
use super::time::Time;
use super::users::User;
use crate::error::{Failure, Kind};
use crate::quota::Allowance;
use crate::schema::scrape_jobs;
use crate::suggest;

/// Nothing ingested yet.
pub const QUEUED: &str = "queued";
/// Claimed by a scraper, or raw leads are waiting to be normalized.
pub const PROCESSING: &str = "processing";
/// All raw leads are normalized.
pub const COMPLETED: &str = "completed";
/// Given up.
pub const FAILED: &str = "failed";

/// The states that LeadEngine knows, and what each means.
pub const STATUSES: [(&str, &str); 4] = [
    (QUEUED, "waits for a scraper"),
    (PROCESSING, "a scraper has it, or raw leads wait to be normalized"),
    (COMPLETED, "all raw leads are normalized"),
    (FAILED, "given up"),
];

/// The usual kinds of sources; any other text may be one.
pub const SOURCE_TYPES: [&str; 5] = ["google", "linkedin", "directory", "custom_url", "file"];

/// A row of `scrape_jobs`.
#[derive(Debug, Clone, Queryable, Selectable, Identifiable, QueryableByName)]
#[diesel(table_name = scrape_jobs, check_for_backend(diesel::pg::Pg))]
pub struct Job {
    /// Its id.
    pub id: Uuid,
    /// Whose it is.
    pub user_id: Option<Uuid>,
    /// One of the constants of this module, or what another program wrote.
    pub status: Option<String>,
    /// Where the records come from: `google`, `linkedin`, `directory`, `custom_url`, `file`, or any text.
    pub source_type: Option<String>,
    /// What to search for.
    pub search_query: Option<String>,
    /// Filters for the scraper.
    pub filters: Option<Value>,
    /// How many raw leads it has.
    pub total_found: Option<i32>,
    /// How many of them are normalized or rejected.
    pub total_processed: Option<i32>,
    /// When it was made.
    #[diesel(deserialize_as = Time)]
    pub created_at: Option<DateTime<Utc>>,
    /// When a scraper claimed it or its first records arrived.
    #[diesel(deserialize_as = Time)]
    pub started_at: Option<DateTime<Utc>>,
    /// When it was completed or failed.
    #[diesel(deserialize_as = Time)]
    pub completed_at: Option<DateTime<Utc>>,
    /// How many of its raw leads became no lead.
    pub total_rejected: Option<i32>,
    /// How `normalize` was told to read its raw leads.
    pub normalize_options: Option<Value>,
}

/// A job to add.
#[derive(Debug, Insertable)]
#[diesel(table_name = scrape_jobs)]
pub struct NewJob<'a> {
    /// Whose it is.
    pub user_id: Uuid,
    /// Its first status.
    pub status: &'a str,
    /// Where the records come from.
    pub source_type: &'a str,
    /// What to search for.
    pub search_query: Option<&'a str>,
    /// Filters for the scraper.
    pub filters: Option<&'a Value>,
    /// Nothing found yet, where it is known.
    pub total_found: Option<i32>,
    /// Set for a job that begins at once.
    pub started_at: Option<DateTime<Utc>>,
}

/// Which jobs to list.
#[derive(Debug, Default)]
pub struct Filter {
    /// Only this user's.
    pub user: Option<Uuid>,
    /// Only in this status.
    pub status: Option<String>,
    /// Only from this kind of source.
    pub source_type: Option<String>,
    /// At most so many; `None` is all.
    pub limit: Option<i64>,
}

impl Job {
    /// Makes a job for a user, counting one scrape in the same transaction.
    ///
    /// # Errors
    /// [`Kind::Quota`] when the user may not.
    pub fn add(conn: &mut PgConnection, user: &User, new: &NewJob) -> Result<Job> {
        conn.transaction(|conn| {
            Allowance::lock(conn, user)?.use_scrape(conn)?;
            Ok(diesel::insert_into(scrape_jobs::table)
                .values(new)
                .returning(Job::as_returning())
                .get_result(conn)?)
        })
    }

    /// The same for a job whose id was chosen before. One that is there already, made by a run that was stopped before it knew, is handed
    /// over as it is, and uses nothing.
    ///
    /// # Errors
    /// As [`Job::add`].
    pub fn add_once(conn: &mut PgConnection, user: &User, id: Uuid, new: &NewJob) -> Result<Job> {
        conn.transaction(|conn| {
            // Whoever makes it holds this until it is there.
            let mut allowance = Allowance::lock(conn, user)?;
            if let Some(job) = Job::by_id(conn, id)?.filter(|job| job.user_id == Some(user.id)) {
                return Ok(job);
            }
            allowance.use_scrape(conn)?;
            Ok(diesel::insert_into(scrape_jobs::table)
                .values((scrape_jobs::id.eq(id), new))
                .returning(Job::as_returning())
                .get_result(conn)?)
        })
    }

    /// The job with this id.
    pub fn by_id(conn: &mut PgConnection, id: Uuid) -> QueryResult<Option<Job>> {
        scrape_jobs::table.find(id).select(Job::as_select()).first(conn).optional()
    }

    /// The job that an operator names by its id or the beginning of it. With a user, those of other users are not there.
    ///
    /// # Errors
    /// [`Kind::NotFound`] when there is none, or more than one.
    pub fn named(conn: &mut PgConnection, name: &str, user: Option<&User>) -> Result<Job> {
        let mut found = match identifier::range(name) {
            Some((low, high)) => {
                let mut query = scrape_jobs::table
                    .filter(scrape_jobs::id.between(low, high))
                    .limit(2)
                    .select(Job::as_select())
                    .into_boxed();
                if let Some(user) = user {
                    query = query.filter(scrape_jobs::user_id.eq(user.id).or(scrape_jobs::user_id.is_null()));
                }
                query.load(conn)?
            }
            None => Vec::new(),
        };
        match (found.pop(), found.is_empty()) {
            (Some(job), true) => Ok(job),
            (Some(_), false) => Err(Failure::new(
                Kind::NotFound,
                "ambiguous_id",
                format!("several jobs have an id that begins with {name}"),
            )
            .hint("give more of the id")
            .into()),
            (None, _) => Err(Job::unknown(conn, name, user).into()),
        }
    }

    /// The failure of naming a job that is not there; says which one of the newest may have been meant.
    pub fn unknown(conn: &mut PgConnection, name: &str, user: Option<&User>) -> Failure {
        const NEWEST: i64 = 1_000;
        let name = name.trim();
        let ids = match (4..=36).contains(&name.len()) {
            true => Job::beginning(conn, "", user.map(|user| user.id), NEWEST).unwrap_or_default(),
            false => Vec::new(),
        };
        let shown = |job: &Job| {
            if name.len() > identifier::SHOWN { job.id.to_string() } else { identifier::short(job.id) }
        };
        let ids: Vec<String> = ids.iter().map(shown).collect();
        let meant = suggest::nearest(name, ids.iter().map(String::as_str));
        let failure = |message: String| Failure::new(Kind::NotFound, "no_such_job", message);
        match user {
            None => failure(format!("there is no job {name}")).hint(suggest::hint(
                meant,
                identifier::too_short(name).unwrap_or("leadengine jobs list shows them"),
            )),
            Some(user) => failure(format!("there is no job {name} of {}", user.email)).hint(suggest::hint(
                meant,
                "leadengine jobs list shows them; leave --user (or LEADENGINE_USER) out for all users",
            )),
        }
    }

    /// The newest jobs whose id begins with `text`; with a user, only this one's.
    pub fn beginning(
        conn: &mut PgConnection,
        text: &str,
        user: Option<Uuid>,
        limit: i64,
    ) -> QueryResult<Vec<Job>> {
        let mut query = scrape_jobs::table
            .order((scrape_jobs::created_at.desc().nulls_last(), scrape_jobs::id))
            .limit(limit)
            .select(Job::as_select())
            .into_boxed();
        if let Some((low, high)) = identifier::range(text) {
            query = query.filter(scrape_jobs::id.between(low, high));
        }
        if let Some(user) = user {
            query = query.filter(scrape_jobs::user_id.eq(user));
        }
        query.load(conn)
    }

    /// The jobs that match, newest first.
    pub fn list(conn: &mut PgConnection, filter: &Filter) -> QueryResult<Vec<Job>> {
        let mut query = scrape_jobs::table
            .order((scrape_jobs::created_at.desc().nulls_last(), scrape_jobs::id))
            .select(Job::as_select())
            .into_boxed();
        if let Some(user) = filter.user {
            query = query.filter(scrape_jobs::user_id.eq(user));
        }
        if let Some(status) = &filter.status {
            query = query.filter(scrape_jobs::status.eq(status));
        }
        if let Some(source_type) = &filter.source_type {
            query = query.filter(scrape_jobs::source_type.eq(source_type));
        }
        if let Some(limit) = filter.limit {
            query = query.limit(limit);
        }
        query.load(conn)
    }

    /// These jobs; those that were removed are missing.
    pub fn by_ids(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<Vec<Job>> {
        scrape_jobs::table.filter(scrape_jobs::id.eq_any(ids)).select(Job::as_select()).load(conn)
    }

    /// The jobs that are queued or being processed, all or a user's, oldest first.
    pub fn unfinished(conn: &mut PgConnection, user: Option<Uuid>) -> QueryResult<Vec<Job>> {
        let mut query = scrape_jobs::table
            .filter(scrape_jobs::status.eq_any([QUEUED, PROCESSING]))
            .order((scrape_jobs::created_at.asc().nulls_first(), scrape_jobs::id))
            .select(Job::as_select())
            .into_boxed();
        if let Some(user) = user {
            query = query.filter(scrape_jobs::user_id.eq(user));
        }
        query.load(conn)
    }

    /// Hands the oldest queued job to one caller and marks it as being processed: two callers never get the
    /// same one. Jobs of users who may do nothing stay where they are.
    pub fn claim(
        conn: &mut PgConnection,
        source_type: Option<&str>,
        user: Option<Uuid>,
    ) -> QueryResult<Option<Job>> {
        diesel::sql_query(
            "UPDATE scrape_jobs SET status = 'processing', started_at = COALESCE(started_at, now()) \
             WHERE id = (SELECT j.id FROM scrape_jobs j LEFT JOIN users u ON u.id = j.user_id \
                         WHERE j.status = 'queued' \
                           AND ($1::text IS NULL OR j.source_type = $1) \
                           AND ($2::uuid IS NULL OR j.user_id = $2) \
                           AND COALESCE(u.is_active, TRUE) \
                         ORDER BY j.created_at, j.id LIMIT 1 FOR UPDATE OF j SKIP LOCKED) \
             RETURNING *",
        )
        .bind::<Nullable<Text>, _>(source_type)
        .bind::<Nullable<SqlUuid>, _>(user)
        .get_result(conn)
        .optional()
    }

    /// Marks the job as given up; `None` when it is neither queued nor being processed.
    pub fn fail(&self, conn: &mut PgConnection) -> QueryResult<Option<Job>> {
        diesel::update(scrape_jobs::table.find(self.id))
            .filter(scrape_jobs::status.is_null().or(scrape_jobs::status.eq_any([QUEUED, PROCESSING])))
            .set((scrape_jobs::status.eq(FAILED), scrape_jobs::completed_at.eq(diesel::dsl::now)))
            .returning(Job::as_returning())
            .get_result(conn)
            .optional()
    }

    /// Puts a failed job back to work: to the normalizer when raw leads are waiting, else to the scrapers. `None` when it
    /// did not fail.
    pub fn retry(&self, conn: &mut PgConnection) -> QueryResult<Option<Job>> {
        diesel::sql_query(
            "UPDATE scrape_jobs j SET completed_at = NULL, \
                 status = CASE WHEN n.raw > COALESCE(j.total_processed, 0) THEN 'processing' ELSE 'queued' END, \
                 started_at = CASE WHEN n.raw > COALESCE(j.total_processed, 0) THEN j.started_at END, \
                 total_found = CASE WHEN n.raw > COALESCE(j.total_processed, 0) THEN n.raw ELSE j.total_found END \
             FROM (SELECT count(*) AS raw FROM raw_leads WHERE scrape_job_id = $1) n \
             WHERE j.id = $1 AND j.status = 'failed' RETURNING j.*",
        )
        .bind::<SqlUuid, _>(self.id)
        .get_result(conn)
        .optional()
    }

    /// How many raw leads would go with the job.
    pub fn raw_leads(&self, conn: &mut PgConnection) -> QueryResult<i64> {
        use crate::schema::raw_leads;
        raw_leads::table.filter(raw_leads::scrape_job_id.eq(self.id)).count().get_result(conn)
    }

    /// Removes the job and, by cascade, its raw leads; leads derived from them stay.
    pub fn remove(&self, conn: &mut PgConnection) -> QueryResult<usize> {
        diesel::delete(scrape_jobs::table.find(self.id)).execute(conn)
    }

    /// The job as it is once it has begun: with one time for all who load into it, also for those who come again after one that was
    /// stopped. `None` when it was removed.
    pub fn begun(self, conn: &mut PgConnection) -> QueryResult<Option<Job>> {
        if self.started_at.is_some() {
            return Ok(Some(self));
        }
        diesel::sql_query(
            "UPDATE scrape_jobs SET started_at = COALESCE(started_at, now()) WHERE id = $1 RETURNING *",
        )
        .bind::<SqlUuid, _>(self.id)
        .get_result(conn)
        .optional()
    }

    /// Counts raw leads that were just stored with it, which makes it wait for the normalizer (again).
    pub fn found_more(conn: &mut PgConnection, id: Uuid, more: usize) -> QueryResult<usize> {
        diesel::sql_query(
            "UPDATE scrape_jobs SET total_found = COALESCE(total_found, 0) + $2, status = 'processing', \
             started_at = COALESCE(started_at, now()), completed_at = NULL WHERE id = $1",
        )
        .bind::<SqlUuid, _>(id)
        .bind::<Integer, _>(i32::try_from(more).unwrap_or(i32::MAX))
        .execute(conn)
    }

    /// Ends a job whose scraper delivered nothing at all; one that has raw leads is left alone.
    pub fn complete_if_empty(conn: &mut PgConnection, id: Uuid) -> QueryResult<usize> {
        diesel::sql_query(
            "UPDATE scrape_jobs j SET status = 'completed', total_found = 0, \
             started_at = COALESCE(started_at, now()), completed_at = now() \
             WHERE j.id = $1 AND j.status IN ('queued', 'processing') \
               AND NOT EXISTS (SELECT 1 FROM raw_leads r WHERE r.scrape_job_id = j.id)",
        )
        .bind::<SqlUuid, _>(id)
        .execute(conn)
    }

    /// How the raw leads of jobs are to be read, for those of which something was said: a user's and nobody's, or all.
    pub fn normalize_options(conn: &mut PgConnection, user: Option<Uuid>) -> QueryResult<Vec<(Uuid, Value)>> {
        let mut query = scrape_jobs::table
            .filter(scrape_jobs::normalize_options.is_not_null())
            .select((scrape_jobs::id, scrape_jobs::normalize_options.assume_not_null()))
            .into_boxed();
        if let Some(user) = user {
            query = query.filter(scrape_jobs::user_id.eq(user).or(scrape_jobs::user_id.is_null()));
        }
        query.load(conn)
    }

    /// Keeps how a job's raw leads are to be read.
    pub fn set_normalize_options(
        conn: &mut PgConnection,
        id: Uuid,
        options: Option<&Value>,
    ) -> QueryResult<usize> {
        diesel::update(scrape_jobs::table.find(id))
            .set(scrape_jobs::normalize_options.eq(options))
            .execute(conn)
    }
}

/// The states that jobs are in.
pub fn statuses(conn: &mut PgConnection, limit: i64) -> QueryResult<Vec<String>> {
    let column = scrape_jobs::status.assume_not_null();
    scrape_jobs::table
        .filter(scrape_jobs::status.is_not_null())
        .select(column)
        .distinct()
        .order(column)
        .limit(limit)
        .load(conn)
}

/// The kinds of sources that jobs have.
pub fn source_types(conn: &mut PgConnection, limit: i64) -> QueryResult<Vec<String>> {
    let column = scrape_jobs::source_type.assume_not_null();
    scrape_jobs::table
        .filter(scrape_jobs::source_type.is_not_null())
        .select(column)
        .distinct()
        .order(column)
        .limit(limit)
        .load(conn)
}
