//! A row of a list, as small and as quick to make as a million of them ask for.

use chrono::{DateTime, Utc};
use diesel::NullableExpressionMethods;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::dsl::Nullable as Maybe;
use diesel::pg::Pg;
use diesel::row::Field;
use diesel::sql_types::{Double, Nullable, Text as SqlText, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::named::Scored;
use crate::models::time::Time;
use crate::schema::{lead_enrichment as e, leads};

/// The columns of text, in the order in which they are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)] // The columns of `leads` and `lead_enrichment`, by their names.
pub enum Text {
    CompanyName,
    Domain,
    Industry,
    CompanySize,
    Location,
    FirstName,
    LastName,
    JobTitle,
    Seniority,
    Email,
    Phone,
    LinkedinUrl,
    Source,
    IntentLevel,
    AiSummary,
    BuyingSignal,
    RecommendedChannel,
}

/// How many of them there are.
const TEXTS: usize = Text::RecommendedChannel as usize + 1;

/// What [`Row`] is made of: those of known size, and then the texts.
pub(super) type Columns = (
    leads::id,
    leads::user_id,
    leads::confidence_score,
    leads::created_at,
    leads::updated_at,
    Maybe<e::lead_id>,
    Maybe<e::predicted_score>,
    Maybe<e::enriched_at>,
    leads::company_name,
    leads::domain,
    leads::industry,
    leads::company_size,
    leads::location,
    leads::first_name,
    leads::last_name,
    leads::job_title,
    leads::seniority,
    leads::email,
    leads::phone,
    leads::linkedin_url,
    leads::source,
    Maybe<e::intent_level>,
    Maybe<e::ai_summary>,
    Maybe<e::buying_signal>,
    Maybe<e::recommended_channel>,
);

/// Those columns as a query has them.
pub(super) fn columns() -> Columns {
    (
        leads::id,
        leads::user_id,
        leads::confidence_score,
        leads::created_at,
        leads::updated_at,
        e::lead_id.nullable(),
        e::predicted_score.nullable(),
        e::enriched_at.nullable(),
        leads::company_name,
        leads::domain,
        leads::industry,
        leads::company_size,
        leads::location,
        leads::first_name,
        leads::last_name,
        leads::job_title,
        leads::seniority,
        leads::email,
        leads::phone,
        leads::linkedin_url,
        leads::source,
        e::intent_level.nullable(),
        e::ai_summary.nullable(),
        e::buying_signal.nullable(),
        e::recommended_channel.nullable(),
    )
}

/// Their types, in so many words: of types that are to be worked out, Rust cannot tell that Diesel makes no row for them, too.
type Types = (
    SqlUuid,
    Nullable<SqlUuid>,
    Nullable<Double>,
    Nullable<Timestamptz>,
    Nullable<Timestamptz>,
    Nullable<SqlUuid>,
    Nullable<Double>,
    Nullable<Timestamptz>,
    Nullable<SqlText>,
    Nullable<SqlText>,
    Nullable<SqlText>,
    Nullable<SqlText>,
    Nullable<SqlText>,
    Nullable<SqlText>,
    Nullable<SqlText>,
    Nullable<SqlText>,
    Nullable<SqlText>,
    Nullable<SqlText>,
    Nullable<SqlText>,
    Nullable<SqlText>,
    Nullable<SqlText>,
    Nullable<SqlText>,
    Nullable<SqlText>,
    Nullable<SqlText>,
    Nullable<SqlText>,
);

/// A lead and its enrichment, as lists have them: without what only the pipeline needs.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // The columns, by their names.
pub struct Row {
    pub id: Uuid,
    pub user_id: Option<Uuid>,
    pub confidence_score: Option<f64>,
    pub created_at: Option<DateTime<Utc>>,
    pub updated_at: Option<DateTime<Utc>>,
    /// Whether there is an enrichment, which may lack a score all the same.
    pub is_scored: bool,
    pub predicted_score: Option<f64>,
    pub enriched_at: Option<DateTime<Utc>>,
    /// The texts one after the other, and where each ends: a row is one allocation, not seventeen.
    texts: String,
    ends: [usize; TEXTS],
    /// A bit for each that is there at all.
    present: u32,
}

impl Row {
    /// A column of text.
    pub fn text(&self, column: Text) -> Option<&str> {
        let at = column as usize;
        if self.present & (1 << at) == 0 {
            return None;
        }
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        self.texts.get(start..self.ends[at])
    }

    /// First and last name in one, where there is any.
    pub fn full_name(&self) -> Option<String> {
        let names = [self.text(Text::FirstName), self.text(Text::LastName)];
        let names: Vec<&str> = names.into_iter().flatten().collect();
        (!names.is_empty()).then(|| names.join(" "))
    }
}

impl FromSqlRow<Types, Pg> for Row {
    fn build_from_row<'a>(row: &impl diesel::row::Row<'a, Pg>) -> deserialize::Result<Self> {
        /// The column at a place among [`Columns`], as the type that it has there.
        fn get<'a, T: FromSql<ST, Pg>, ST>(
            row: &impl diesel::row::Row<'a, Pg>,
            at: usize,
        ) -> deserialize::Result<T> {
            T::from_nullable_sql(row.get(at).as_ref().and_then(|field| field.value()))
        }
        let time = |at| get::<Time, Nullable<Timestamptz>>(row, at).map(Option::from);
        let mut texts = Vec::with_capacity(512);
        let (mut ends, mut present) = ([0; TEXTS], 0);
        for (at, end) in ends.iter_mut().enumerate() {
            if let Some(value) = row.get(8 + at).as_ref().and_then(|field| field.value()) {
                texts.extend_from_slice(value.as_bytes());
                present |= 1 << at;
            }
            *end = texts.len();
        }
        Ok(Row {
            id: get::<Uuid, SqlUuid>(row, 0)?,
            user_id: get::<Option<Uuid>, Nullable<SqlUuid>>(row, 1)?,
            confidence_score: get::<Option<f64>, Nullable<Double>>(row, 2)?,
            created_at: time(3)?,
            updated_at: time(4)?,
            is_scored: row.get(5).is_some_and(|field| !field.is_null()),
            predicted_score: get::<Option<f64>, Nullable<Double>>(row, 6)?,
            enriched_at: time(7)?,
            texts: String::from_utf8(texts)?,
            ends,
            present,
        })
    }
}

impl From<&Scored> for Row {
    fn from((lead, enrichment): &Scored) -> Row {
        let (v, e) = (&lead.values, enrichment.as_ref());
        let of_enrichment = [
            e.and_then(|e| e.intent_level.as_ref()),
            e.and_then(|e| e.ai_summary.as_ref()),
            e.and_then(|e| e.buying_signal.as_ref()),
            e.and_then(|e| e.recommended_channel.as_ref()),
        ];
        let values = v.texts().into_iter().map(|(_, value)| value.as_ref()).chain(of_enrichment);
        let mut texts = String::new();
        let (mut ends, mut present) = ([0; TEXTS], 0);
        for (at, value) in values.enumerate() {
            if let Some(value) = value {
                texts.push_str(value);
                present |= 1 << at;
            }
            ends[at] = texts.len();
        }
        Row {
            id: lead.id,
            user_id: lead.user_id,
            confidence_score: v.confidence_score,
            created_at: lead.created_at,
            updated_at: lead.updated_at,
            is_scored: e.is_some(),
            predicted_score: e.and_then(|e| e.predicted_score),
            enriched_at: e.and_then(|e| e.enriched_at),
            texts,
            ends,
            present,
        }
    }
}
