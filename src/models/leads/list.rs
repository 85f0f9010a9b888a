//! Lists of leads with their enrichment: filters, orders, keyset pages.

use anyhow::Result;
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Double, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::Lead;
use crate::error::{Failure, Kind};
use crate::models::identifier;
use crate::models::lead_enrichment::Enrichment;
use crate::schema::{lead_enrichment, leads};

/// A lead and, once it is scored, its enrichment.
pub type Scored = (Lead, Option<Enrichment>);

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
    pub since: Option<DateTime<Utc>>,
    pub search: Option<String>,
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

/// Where a page ended: the next begins after it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cursor {
    order: Order,
    key: Key,
    id: Uuid,
}

#[derive(Debug, Clone, PartialEq)]
enum Key {
    Number(f64),
    Time(DateTime<Utc>),
    Text(String),
}

impl Cursor {
    /// The cursor after this lead.
    pub fn after(order: Order, (lead, enrichment): &Scored) -> Cursor {
        let text = |value: &Option<String>| Key::Text(value.as_deref().unwrap_or_default().to_lowercase());
        let key = match order {
            Order::Score => Key::Number(enrichment.as_ref().and_then(|e| e.predicted_score).unwrap_or(-1.0)),
            Order::Confidence => Key::Number(lead.values.confidence_score.unwrap_or(-1.0)),
            Order::Created => Key::Time(lead.created_at.unwrap_or(DateTime::UNIX_EPOCH)),
            Order::Updated => Key::Time(lead.updated_at.unwrap_or(DateTime::UNIX_EPOCH)),
            Order::Company => text(&lead.values.company_name),
            Order::Name => text(&lead.values.last_name),
        };
        Cursor { order, key, id: lead.id }
    }

    /// The cursor as a word that can be typed.
    pub fn encode(&self) -> String {
        let key = match &self.key {
            Key::Number(number) => number.to_string(),
            Key::Time(at) => at.timestamp_micros().to_string(),
            Key::Text(text) => {
                percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
            }
        };
        format!("{}:{}:{}", self.order.as_str(), self.id.simple(), key)
    }

    /// Reads a cursor that [`Cursor::encode`] made for a list of the same order.
    ///
    /// # Errors
    /// When it is none, or one of another order.
    pub fn decode(text: &str, order: Order) -> Result<Cursor> {
        let bad = || {
            Failure::new(
                Kind::Usage,
                "bad_cursor",
                format!("{text} is no cursor of a list sorted by {}", order.as_str()),
            )
            .hint("take the one printed below the page before, with the same --sort")
        };
        let mut parts = text.splitn(3, ':');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(bad().into());
        };
        let key = match order {
            Order::Score | Order::Confidence => key.parse().ok().map(Key::Number),
            Order::Created | Order::Updated => {
                key.parse().ok().and_then(DateTime::from_timestamp_micros).map(Key::Time)
            }
            Order::Company | Order::Name => percent_encoding::percent_decode_str(key)
                .decode_utf8()
                .ok()
                .map(|text| Key::Text(text.into_owned())),
        };
        match (key, Uuid::parse_str(id)) {
            (Some(key), Ok(id)) if name == order.as_str() => Ok(Cursor { order, key, id }),
            _ => Err(bad().into()),
        }
    }
}

/// A page of the leads that match, in order, after the cursor.
pub fn page(
    conn: &mut PgConnection,
    filter: &Filter,
    order: Order,
    after: Option<&Cursor>,
    limit: i64,
) -> QueryResult<Vec<Scored>> {
    let mut query = leads::table
        .left_join(lead_enrichment::table)
        .select((Lead::as_select(), Option::<Enrichment>::as_select()))
        .into_boxed::<Pg>();
    if let Some(user) = filter.user {
        query = query.filter(leads::user_id.eq(user));
    }
    if !filter.intent.is_empty() {
        query = query.filter(lead_enrichment::intent_level.eq_any(filter.intent.clone()));
    }
    if let Some(score) = filter.min_score {
        query = query.filter(lead_enrichment::predicted_score.ge(score));
    }
    if let Some(score) = filter.max_score {
        query = query.filter(lead_enrichment::predicted_score.le(score));
    }
    if !filter.seniority.is_empty() {
        query = query.filter(leads::seniority.eq_any(filter.seniority.clone()));
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
        query = query.filter(lead_enrichment::recommended_channel.eq_any(filter.channel.clone()));
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
    if let Some(since) = filter.since {
        query = query.filter(leads::updated_at.ge(since));
    }
    for word in filter.search.iter().flat_map(|text| text.split_whitespace()) {
        query = query.filter(
            sql::<Bool>(
                "concat_ws(' ', first_name, last_name, job_title, company_name, domain, email, industry, location) ILIKE ",
            )
            .bind::<Text, _>(containing(word)),
        );
    }
    // One expression an order, the same in the comparison and in ORDER BY.
    let (expression, descending) = match order {
        Order::Score => ("COALESCE(lead_enrichment.predicted_score, -1)", true),
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
            Key::Number(number) => query
                .filter(start.bind::<Double, _>(*number).sql(", ").bind::<SqlUuid, _>(cursor.id).sql(")")),
            Key::Time(at) => query
                .filter(start.bind::<Timestamptz, _>(*at).sql(", ").bind::<SqlUuid, _>(cursor.id).sql(")")),
            Key::Text(text) => query
                .filter(start.bind::<Text, _>(text.clone()).sql(", ").bind::<SqlUuid, _>(cursor.id).sql(")")),
        };
    }
    let by = |text: String| -> SqlLiteral<Bool> { sql(&text) };
    query = if descending {
        query.order((by(format!("{expression} DESC")), leads::id.desc()))
    } else {
        query.order((by(format!("{expression} ASC")), leads::id.asc()))
    };
    query.limit(limit).load(conn)
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
                .hint("say whose with --user, or give more of the id")
                .into())
        }
        (None, _) => Err(Failure::new(Kind::NotFound, "no_such_lead", format!("there is no lead {name}"))
            .hint("leadengine leads shows the ids; leadengine leads --search WORD looks one up")
            .into()),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        let id = Uuid::new_v4();
        for (order, key) in [
            (Order::Score, Key::Number(87.5)),
            (Order::Score, Key::Number(-1.0)),
            (Order::Company, Key::Text("acme: \"söhne\" %".into())),
            (Order::Name, Key::Text(String::new())),
            (Order::Updated, Key::Time(DateTime::from_timestamp_micros(1_700_000_000_123_456).unwrap())),
        ] {
            let cursor = Cursor { order, key, id };
            assert_eq!(Cursor::decode(&cursor.encode(), order).unwrap(), cursor);
        }
        assert!(Cursor::decode("score:zz:1", Order::Score).is_err());
        assert!(Cursor::decode("", Order::Score).is_err());
    }
}
