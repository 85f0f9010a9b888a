//! Leads that an operator names, and what belongs to them.

use anyhow::Result;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Array, Uuid as SqlUuid};
use uuid::Uuid;

use crate::error::{Failure, Kind};
use crate::models::identifier;
use crate::models::lead_enrichment::Enrichment;
use crate::models::leads::Lead;
use crate::schema::{lead_enrichment, leads};
use crate::suggest;

/// A lead and, once it is scored, its enrichment.
pub type Scored = (Lead, Option<Enrichment>);

/// The lead that an operator names by address, id or the beginning of an id.
///
/// # Errors
/// [`Kind::NotFound`] when there is none, or more than one.
pub fn named(conn: &mut PgConnection, name: &str, user: Option<Uuid>) -> Result<Scored> {
    let mut found: Vec<Scored> = matching(conn, name, user)?;
    match (found.pop(), found.is_empty()) {
        (Some(lead), true) => Ok(lead),
        (Some(_), false) => {
            Err(Failure::new(Kind::NotFound, "ambiguous_lead", format!("{name} names several leads"))
                .hint("give more of the id, or say whose it is with --user")
                .into())
        }
        (None, _) => {
            let meant = nearest(conn, name, user).unwrap_or_default();
            let otherwise = identifier::too_short(name)
                .unwrap_or("leadengine leads shows the ids; leadengine leads --search WORD looks one up");
            Err(Failure::new(Kind::NotFound, "no_such_lead", format!("there is no lead {name}"))
                .hint(suggest::hint(meant.as_deref(), otherwise))
                .into())
        }
    }
}

/// The address that was meant by a mistyped one: a near one at the same domain.
fn nearest(conn: &mut PgConnection, name: &str, user: Option<Uuid>) -> QueryResult<Option<String>> {
    let name = name.trim().to_lowercase();
    let Some((_, domain)) = name.split_once('@') else { return Ok(None) };
    let mut query = leads::table
        .filter(leads::domain.eq(domain).and(leads::email.is_not_null()))
        .select(leads::email.assume_not_null())
        .limit(1_000)
        .into_boxed::<Pg>();
    if let Some(user) = user {
        query = query.filter(leads::user_id.eq(user));
    }
    let emails: Vec<String> = query.load(conn)?;
    Ok(suggest::nearest(&name, emails.iter().map(String::as_str)).map(str::to_owned))
}

/// Every lead that an address, an id or the beginning of one names.
pub fn matching(conn: &mut PgConnection, name: &str, user: Option<Uuid>) -> QueryResult<Vec<Scored>> {
    let mut query = leads::table
        .left_join(lead_enrichment::table)
        .select((Lead::as_select(), Option::<Enrichment>::as_select()))
        .order((leads::created_at, leads::id))
        .into_boxed::<Pg>();
    if let Some(user) = user {
        query = query.filter(leads::user_id.eq(user));
    }
    query = match identifier::range(name) {
        Some((low, high)) => query.filter(leads::id.between(low, high)).limit(2),
        None => query.filter(leads::email.eq(name.trim().to_lowercase())),
    };
    query.load(conn)
}

/// The jobs whose raw records went into these leads, newest first.
pub fn jobs_of(conn: &mut PgConnection, raws: &[Uuid]) -> QueryResult<Vec<Uuid>> {
    #[derive(QueryableByName)]
    struct Id {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
    }
    diesel::sql_query(
        "SELECT j.id FROM scrape_jobs j WHERE j.id IN (SELECT scrape_job_id FROM raw_leads WHERE id = ANY($1)) \
         ORDER BY j.created_at DESC, j.id",
    )
    .bind::<Array<SqlUuid>, _>(raws)
    .load::<Id>(conn)
    .map(|ids| ids.into_iter().map(|row| row.id).collect())
}
