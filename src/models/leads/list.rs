//! Lists of leads with their enrichment: filters, orders, keyset pages, and all there are in one stream.

mod cursor;
mod named;
mod row;
mod score;
mod since;

use anyhow::Result;
use diesel::dsl::{IntoBoxed, LeftJoin, Select, count_star, sql};
use diesel::expression::SqlLiteral;
use diesel::pg::{Pg, PgRowByRowLoadingMode};
use diesel::prelude::*;
use diesel::sql_types::{Bool, Double, Text as SqlText, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

pub use self::cursor::Cursor;
use self::cursor::Key;
pub use self::named::{Scored, jobs_of, matching, named};
use self::row::Columns;
pub use self::row::{Row, Text};
pub use self::since::{Checkpoint, Since};
use crate::schema::{lead_enrichment, leads};

/// Which leads; every field that is set narrows the list.
#[derive(Debug, Clone, Default)]
#[allow(missing_docs)] // Named like the options of `leadengine leads`.
pub struct Filter {
    pub user: Option<Uuid>,
    pub intent: Vec<String>,
    pub min_score: Option<f64>,
    pub max_score: Option<f64>,
    pub seniority: Vec<String>,
    pub industry: Option<String>,
    pub domain: Option<String>,
    pub company: Option<String>,
    pub location: Option<String>,
    pub channel: Vec<String>,
    pub buying_signal: Option<String>,
    pub job: Option<Uuid>,
    pub since: Option<Since>,
    pub search: Option<String>,
}

impl Filter {
    /// Whether only leads with an enrichment can match.
    fn asks_for_a_score(&self) -> bool {
        self.min_score.is_some()
            || self.max_score.is_some()
            || self.buying_signal.is_some()
            || !self.intent.is_empty()
            || !self.channel.is_empty()
    }
}

/// The orders a list can have; ties are broken by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Order {
    /// Best score first; what is not scored yet comes last.
    Score,
    /// Newest first.
    Created,
    /// Last changed first.
    Updated,
    /// By company name.
    Company,
    /// By last name.
    Name,
    /// Surest first.
    Confidence,
}

impl Order {
    fn as_str(self) -> &'static str {
        match self {
            Order::Score => "score",
            Order::Created => "created",
            Order::Updated => "updated",
            Order::Company => "company",
            Order::Name => "name",
            Order::Confidence => "confidence",
        }
    }
}

/// A list that is being put together.
type Query<'a> = IntoBoxed<'a, Select<LeftJoin<leads::table, lead_enrichment::table>, Columns>, Pg>;

/// A page of the leads that match, in order, after the cursor.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    order: Order,
    after: Option<&Cursor>,
    limit: i64,
) -> QueryResult<Vec<Row>> {
    match order {
        Order::Score => score::page(conn, filter, after, limit),
        _ => ordered(filter, order, after).limit(limit).load(conn),
    }
}

/// Hands every lead that matches to `each`, in order, after the cursor, at most `limit`: one query, so one moment's
/// state of the database, read as it comes. Returns when `each` fails.
pub fn stream(
    conn: &mut PgConnection,
    filter: &Filter,
    order: Order,
    after: Option<&Cursor>,
    limit: Option<i64>,
    each: &mut dyn FnMut(Row) -> Result<()>,
) -> Result<()> {
    let mut query = ordered(filter, order, after);
    if let Some(limit) = limit {
        query = query.limit(limit);
    }
    let mut rows = query.load_iter::<Row, PgRowByRowLoadingMode>(conn)?;
    let outcome = rows.try_for_each(|row| each(row?));
    if outcome.is_err() {
        // Dropping it would first read the rest, which may be millions of rows. The connection is of no use any more.
        std::mem::forget(rows);
    }
    outcome
}

/// How many leads match.
pub fn count(conn: &mut PgConnection, filter: &Filter) -> QueryResult<i64> {
    wanted(filter).select(count_star()).get_result(conn)
}

/// The leads that match, in order, after the cursor, as one query.
fn ordered<'a>(filter: &'a Filter, order: Order, after: Option<&Cursor>) -> Query<'a> {
    let mut query = wanted(filter);
    // One expression an order, the same in the comparison, in ORDER BY and in the index.
    let (expression, descending) = match order {
        Order::Score => (score::KEY, true),
        Order::Confidence => ("COALESCE(leads.confidence_score, -1)", true),
        Order::Created => ("COALESCE(leads.created_at, 'epoch')", true),
        Order::Updated => ("COALESCE(leads.updated_at, 'epoch')", true),
        Order::Company => ("lower(COALESCE(leads.company_name, '')) COLLATE \"C\"", false),
        Order::Name => ("lower(COALESCE(leads.last_name, '')) COLLATE \"C\"", false),
    };
    if let Some(cursor) = after {
        let beyond = if descending { "<" } else { ">" };
        let start = sql::<Bool>(&format!("({expression}, leads.id) {beyond} ("));
        query = match &cursor.key {
            Key::Number(number) => {
                let next = start.bind::<Double, _>(*number).sql(", ").bind::<SqlUuid, _>(cursor.id).sql(")");
                match order {
                    Order::Score => query.filter(next.or(lead_enrichment::lead_id.is_null())),
                    _ => query.filter(next),
                }
            }
            Key::Unscored => query.filter(lead_enrichment::lead_id.is_null()).filter(leads::id.lt(cursor.id)),
            Key::Time(at) => query
                .filter(start.bind::<Timestamptz, _>(*at).sql(", ").bind::<SqlUuid, _>(cursor.id).sql(")")),
            Key::Text(text) => query.filter(
                start.bind::<SqlText, _>(text.clone()).sql(", ").bind::<SqlUuid, _>(cursor.id).sql(")"),
            ),
        };
    }
    if order == Order::Score {
        query = query.order(lead_enrichment::lead_id.is_null());
    }
    let by = |direction| -> SqlLiteral<Bool> { sql(&format!("{expression} {direction}")) };
    match descending {
        true => query.then_order_by(by("DESC")).then_order_by(leads::id.desc()),
        false => query.then_order_by(by("ASC")).then_order_by(leads::id.asc()),
    }
}

/// The leads that match.
fn wanted(filter: &Filter) -> Query<'_> {
    let mut query = narrowed(filter);
    if let Some(user) = filter.user {
        query = query.filter(leads::user_id.eq(user));
    }
    if !filter.intent.is_empty() {
        query = query.filter(lead_enrichment::intent_level.eq_any(&filter.intent));
    }
    query
}

/// The leads that match as far as user and intent are not concerned.
fn narrowed(filter: &Filter) -> Query<'_> {
    let mut query = leads::table.left_join(lead_enrichment::table).select(row::columns()).into_boxed::<Pg>();
    // Beside the columns as they are, the expressions of the indexes: an index that gives the order can begin and end there.
    if let Some(least) = filter.min_score {
        let key = sql::<Bool>(score::KEY).sql(" >= ").bind::<Double, _>(least);
        query = query.filter(lead_enrichment::predicted_score.ge(least)).filter(key);
    }
    if let Some(most) = filter.max_score {
        let key = sql::<Bool>(score::KEY).sql(" <= ").bind::<Double, _>(most);
        query = query.filter(lead_enrichment::predicted_score.le(most)).filter(key);
    }
    if let Some(since) = &filter.since {
        query = since::narrowed(query, since);
    }
    if !filter.seniority.is_empty() {
        query = query.filter(leads::seniority.eq_any(&filter.seniority));
    }
    if let Some(text) = &filter.industry {
        query = query.filter(leads::industry.ilike(containing(text)));
    }
    if let Some(domain) = &filter.domain {
        query = query.filter(leads::domain.eq(domain.trim().to_lowercase()));
    }
    if let Some(text) = &filter.company {
        query = query.filter(leads::company_name.ilike(containing(text)));
    }
    if let Some(text) = &filter.location {
        query = query.filter(leads::location.ilike(containing(text)));
    }
    if !filter.channel.is_empty() {
        query = query.filter(lead_enrichment::recommended_channel.eq_any(&filter.channel));
    }
    if let Some(text) = &filter.buying_signal {
        query = query.filter(lead_enrichment::buying_signal.ilike(containing(text)));
    }
    if let Some(job) = filter.job {
        query = query.filter(
            sql::<Bool>("EXISTS (SELECT 1 FROM raw_leads r WHERE r.id = ANY(leads.raw_lead_ids) AND r.scrape_job_id = ")
                .bind::<SqlUuid, _>(job)
                .sql(")"),
        );
    }
    for word in filter.search.iter().flat_map(|text| text.split_whitespace()) {
        query = query.filter(
            sql::<Bool>(
                "concat_ws(' ', first_name, last_name, job_title, company_name, domain, email, industry, location) ILIKE ",
            )
            .bind::<SqlText, _>(containing(word)),
        );
    }
    query
}

/// A pattern that matches text which contains this one, taken literally.
fn containing(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.trim().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}
