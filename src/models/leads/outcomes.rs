//! The leads that outcomes are about.

use std::collections::HashMap;

use diesel::prelude::*;
use diesel::sql_types::{Array, Integer, Nullable, Text, Uuid as SqlUuid};
use uuid::Uuid;

use crate::schema::leads;

/// Names that are looked up at a time.
const PAGE: usize = 50_000;

#[derive(QueryableByName)]
struct Found {
    #[diesel(sql_type = Integer)]
    at: i32,
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

/// Which leads have these addresses, in lower case: of each, by its place in `emails`.
pub fn by_email(
    conn: &mut PgConnection,
    user: Option<Uuid>,
    emails: &[&str],
) -> QueryResult<Vec<(usize, Uuid)>> {
    const QUERY: &str = "SELECT e.at::int AS at, l.id FROM unnest($1::text[]) WITH ORDINALITY e (email, at) \
         JOIN leads l ON l.email = e.email WHERE $2::uuid IS NULL OR l.user_id = $2";
    by_text(conn, user, emails, QUERY)
}

/// Which leads raw records with these hashes went into.
pub fn by_hash(
    conn: &mut PgConnection,
    user: Option<Uuid>,
    hashes: &[&str],
) -> QueryResult<Vec<(usize, Uuid)>> {
    const QUERY: &str = "SELECT h.at::int AS at, l.id FROM unnest($1::text[]) WITH ORDINALITY h (hash, at) \
         JOIN raw_leads r ON r.data_hash = h.hash JOIN (SELECT id, user_id, unnest(raw_lead_ids) AS raw FROM leads \
              WHERE $2::uuid IS NULL OR user_id = $2) l ON l.raw = r.id";
    by_text(conn, user, hashes, QUERY)
}

fn by_text(
    conn: &mut PgConnection,
    user: Option<Uuid>,
    texts: &[&str],
    query: &'static str,
) -> QueryResult<Vec<(usize, Uuid)>> {
    let mut found = Vec::new();
    for (page, texts) in texts.chunks(PAGE).enumerate() {
        let rows: Vec<Found> = diesel::sql_query(query)
            .bind::<Array<Text>, _>(texts)
            .bind::<Nullable<SqlUuid>, _>(user)
            .load(conn)?;
        found.extend(rows.into_iter().map(|row| (page * PAGE + row.at as usize - 1, row.id)));
    }
    Ok(found)
}

/// Which of these leads there are.
pub fn by_id(conn: &mut PgConnection, user: Option<Uuid>, ids: &[Uuid]) -> QueryResult<Vec<(usize, Uuid)>> {
    let mut found = Vec::new();
    let places: HashMap<Uuid, usize> = ids.iter().enumerate().map(|(at, id)| (*id, at)).collect();
    for ids in ids.chunks(PAGE) {
        let mut query = leads::table.filter(leads::id.eq_any(ids)).select(leads::id).into_boxed();
        if let Some(user) = user {
            query = query.filter(leads::user_id.eq(user));
        }
        let rows: Vec<Uuid> = query.load(conn)?;
        found.extend(rows.into_iter().filter_map(|id| Some((*places.get(&id)?, id))));
    }
    Ok(found)
}
