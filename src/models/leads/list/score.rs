//! Pages in the order of scores, which is the order of the enrichments' indexes.
//!
//! An index gives its order for one value of the columns before: for one intent, and for one user. So a page is put together from one
//! query for each of these, each of which reads no more than a page. Leads without an enrichment come last.

use std::cmp::Ordering;

use diesel::dsl::{exists, sql};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Double, Uuid as SqlUuid};
use uuid::Uuid;

use super::{Cursor, Filter, Key, Query, Row, narrowed};
use crate::schema::{lead_enrichment, leads};

/// What the order goes by, as the indexes have it: an enrichment without a score comes below all others.
pub(super) const KEY: &str = "COALESCE(lead_enrichment.predicted_score, -1)";

/// Whose enrichments a query reads.
#[derive(Debug, Clone, Copy)]
enum Owner {
    /// Everybody's.
    Any,
    /// This user's, as the enrichment says itself.
    Said(Uuid),
    /// This user's, where the enrichment says nothing: another program wrote it.
    Unsaid(Uuid),
}

/// A page of the leads that match, best score first, after the cursor.
pub(super) fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    after: Option<&Cursor>,
    limit: i64,
) -> QueryResult<Vec<Row>> {
    // Several queries, one state of the database: an enrichment that is written meanwhile is in none of them.
    conn.build_transaction().read_only().repeatable_read().run(|conn| {
        let mut rows = Vec::new();
        if after.is_none_or(|cursor| cursor.key != Key::Unscored) {
            for branch in branches(conn, filter)? {
                rows.extend(scored(filter, branch, after).limit(limit).load::<Row>(conn)?);
            }
            rows.sort_unstable_by(best_first);
            rows.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        }
        let left = limit - i64::try_from(rows.len()).unwrap_or(limit);
        if left > 0 && !filter.asks_for_a_score() {
            rows.extend(unscored(filter, after).limit(left).load::<Row>(conn)?);
        }
        Ok(rows)
    })
}

/// The parts that a page is put together from.
fn branches<'a>(
    conn: &mut PgConnection,
    filter: &'a Filter,
) -> QueryResult<Vec<(Owner, Option<&'a String>)>> {
    let owners = match filter.user {
        None => vec![Owner::Any],
        Some(user) => match any_unsaid(conn)? {
            true => vec![Owner::Said(user), Owner::Unsaid(user)],
            false => vec![Owner::Said(user)],
        },
    };
    let mut intents: Vec<Option<&String>> = filter.intent.iter().map(Some).collect();
    // Named twice, it would be listed twice.
    intents.sort_unstable();
    intents.dedup();
    if intents.is_empty() {
        intents.push(None);
    }
    Ok(owners.iter().flat_map(|&owner| intents.iter().map(move |&intent| (owner, intent))).collect())
}

/// Whether there is an enrichment that does not say whose it is.
fn any_unsaid(conn: &mut PgConnection) -> QueryResult<bool> {
    let unsaid = lead_enrichment::table
        .filter(lead_enrichment::user_id.is_null())
        // In the order of the index, which is then the one way to read it: the planner might take such rows for many.
        .order((sql::<Double>(KEY).desc(), lead_enrichment::lead_id.desc()))
        .select(lead_enrichment::id)
        .limit(1);
    diesel::select(exists(unsaid)).get_result(conn)
}

/// One part of the leads with an enrichment, in order, after the cursor.
fn scored<'a>(
    filter: &'a Filter,
    (owner, intent): (Owner, Option<&'a String>),
    after: Option<&Cursor>,
) -> Query<'a> {
    let mut query = narrowed(filter).filter(lead_enrichment::lead_id.is_not_null());
    query = match owner {
        Owner::Any => query,
        // What the enrichment says is a copy, so the lead is asked too. Not as a plain comparison, which would be taken to hold
        // for few of the leads that are found.
        Owner::Said(user) => query
            .filter(lead_enrichment::user_id.eq(user))
            .filter(sql::<Bool>("COALESCE(leads.user_id = ").bind::<SqlUuid, _>(user).sql(", FALSE)")),
        Owner::Unsaid(user) => {
            query.filter(lead_enrichment::user_id.is_null()).filter(leads::user_id.eq(user))
        }
    };
    if let Some(intent) = intent {
        query = query.filter(lead_enrichment::intent_level.eq(intent));
    }
    if let Some(Cursor { key: Key::Number(score), id, .. }) = after {
        let next =
            sql::<Bool>("(COALESCE(lead_enrichment.predicted_score, -1), lead_enrichment.lead_id) < (");
        query = query.filter(next.bind::<Double, _>(*score).sql(", ").bind::<SqlUuid, _>(*id).sql(")"));
    }
    query.order((sql::<Double>(KEY).desc(), lead_enrichment::lead_id.desc()))
}

/// The leads without an enrichment, in order, after the cursor.
fn unscored<'a>(filter: &'a Filter, after: Option<&Cursor>) -> Query<'a> {
    let mut query = narrowed(filter).filter(lead_enrichment::lead_id.is_null());
    if let Some(user) = filter.user {
        query = query.filter(leads::user_id.eq(user));
    }
    if let Some(Cursor { key: Key::Unscored, id, .. }) = after {
        query = query.filter(leads::id.lt(*id));
    }
    query.order(leads::id.desc())
}

/// The order of scores as PostgreSQL has it: not-a-number above all numbers.
fn best_first(one: &Row, other: &Row) -> Ordering {
    let score = |row: &Row| row.predicted_score.unwrap_or(-1.0);
    let (a, b) = (score(one), score(other));
    b.partial_cmp(&a).unwrap_or_else(|| b.is_nan().cmp(&a.is_nan())).then_with(|| other.id.cmp(&one.id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comparison_uses_the_expression_of_the_index() {
        let filter = Filter { intent: vec!["high".to_owned()], ..Filter::default() };
        let after = Cursor { order: super::super::Order::Score, key: Key::Number(1.0), id: Uuid::nil() };
        let query = scored(&filter, (Owner::Any, filter.intent.first()), Some(&after)).limit(5);
        let sql = diesel::debug_query::<diesel::pg::Pg, _>(&query).to_string();
        assert_eq!(sql.matches(KEY).count(), 2, "{sql}");
    }
}
