//! Leads: rows, finding them by identity, writing what changed. Lists for people are in [`list`].

pub mod keys;
pub mod list;
pub mod outcomes;

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::pg::{CopyFormat, PgRowByRowLoadingMode};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Double, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use self::keys::{KeyColumns, NewKeys};
use super::advisory;
use super::copy::{Copy, Encoded};
use super::raw_leads::Removal;
use super::time::Time;
use crate::schema::leads;

/// The columns of a lead that are derived from raw records.
#[derive(Debug, Clone, Default, PartialEq, Queryable, Selectable, QueryableByName)]
#[diesel(table_name = leads, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)] // The columns, by their names; the product page says what each means.
pub struct LeadValues {
    pub company_name: Option<String>,
    pub domain: Option<String>,
    pub industry: Option<String>,
    pub company_size: Option<String>,
    pub location: Option<String>,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub job_title: Option<String>,
    pub seniority: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub linkedin_url: Option<String>,
    pub confidence_score: Option<f64>,
    pub source: Option<String>,
}

impl LeadValues {
    /// The columns of text, by their names, in the table's order.
    pub fn texts(&self) -> [(&'static str, &Option<String>); 13] {
        [
            ("company_name", &self.company_name),
            ("domain", &self.domain),
            ("industry", &self.industry),
            ("company_size", &self.company_size),
            ("location", &self.location),
            ("first_name", &self.first_name),
            ("last_name", &self.last_name),
            ("job_title", &self.job_title),
            ("seniority", &self.seniority),
            ("email", &self.email),
            ("phone", &self.phone),
            ("linkedin_url", &self.linkedin_url),
            ("source", &self.source),
        ]
    }
}

/// A row of `leads`.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Identifiable, QueryableByName)]
#[diesel(table_name = leads, check_for_backend(diesel::pg::Pg))]
#[allow(missing_docs)] // The columns, by their names; the product page says what each means.
pub struct Lead {
    pub id: Uuid,
    pub user_id: Option<Uuid>,
    #[diesel(embed)]
    pub values: LeadValues,
    #[diesel(deserialize_as = Time)]
    pub created_at: Option<DateTime<Utc>>,
    #[diesel(deserialize_as = Time)]
    pub updated_at: Option<DateTime<Utc>>,
    /// Every raw record that went into it; `None` when another program wrote it.
    pub raw_lead_ids: Option<Vec<Option<Uuid>>>,
    /// Under what it can be met again.
    #[diesel(embed)]
    pub keys: KeyColumns,
}

impl Lead {
    /// The raw records that went into it.
    pub fn raw_ids(&self) -> impl Iterator<Item = Uuid> + '_ {
        self.raw_lead_ids.iter().flatten().flatten().copied()
    }

    /// When it was counted as a lead of its month; `None` for one that another program wrote, which nobody counted. One that came with the
    /// ids of raw leads, as from a copy of the table, passes for ours.
    pub fn counted_at(&self) -> Option<DateTime<Utc>> {
        // One that says more than its raw records has its own id among theirs.
        let mut raws = self.raw_ids().peekable();
        let ours = raws.peek().is_some() && raws.all(|raw| raw != self.id);
        self.created_at.filter(|_| ours)
    }

    /// First and last name in one, where there is any.
    pub fn full_name(&self) -> Option<String> {
        let name: Vec<&str> = [&self.values.first_name, &self.values.last_name]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        (!name.is_empty()).then(|| name.join(" "))
    }
}

/// What the normalizer writes of a lead.
#[derive(Debug, Clone, PartialEq)]
#[allow(missing_docs)] // The columns, by their names.
pub struct NewLead {
    pub id: Uuid,
    pub user_id: Uuid,
    pub values: LeadValues,
    pub raw_lead_ids: Vec<Uuid>,
    pub keys: NewKeys,
}

/// A stored lead that is to be written again.
#[derive(Debug, Clone)]
pub struct Rewrite {
    /// All that it shall hold.
    pub lead: NewLead,
    /// Whether a column that people see changes, which makes `updated_at` now.
    pub visible: bool,
    /// Whether its address changes.
    pub email_changes: bool,
}

/// Lets only one process at a time derive leads for this user, until the connection ends or [`unlock`].
pub fn lock(conn: &mut PgConnection, user: Uuid) -> QueryResult<()> {
    advisory::lock(conn, &lock_key(user))
}

/// The same without waiting: false where another process has the user's leads.
pub fn try_lock(conn: &mut PgConnection, user: Uuid) -> QueryResult<bool> {
    Ok(advisory::try_lock(conn, &[lock_key(user)])?.contains(&true))
}

/// Gives the user's leads free again.
pub fn unlock(conn: &mut PgConnection, user: Uuid) -> QueryResult<()> {
    advisory::unlock(conn, &[lock_key(user)])
}

fn lock_key(user: Uuid) -> String {
    format!("leadengine:leads:{user}")
}

/// These leads, in the order of their ids; those that were removed are missing.
pub fn by_ids(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<Vec<Lead>> {
    leads::table.filter(leads::id.eq_any(ids)).order(leads::id).select(Lead::as_select()).load(conn)
}

/// Some leads, of those that were changed last or came last and of the first.
pub fn sample(conn: &mut PgConnection, user: Option<Uuid>) -> QueryResult<Vec<Lead>> {
    const EACH: i64 = 250;
    let by_id = || leads::table.select(Lead::as_select()).limit(EACH);
    // In the order of an index in either case.
    let changed = sql::<Timestamptz>("COALESCE(leads.updated_at, 'epoch')");
    let (mut some, others): (Vec<Lead>, Vec<Lead>) = match user {
        None => (by_id().order(leads::id).load(conn)?, by_id().order(leads::id.desc()).load(conn)?),
        Some(user) => {
            let of_user = || by_id().filter(leads::user_id.eq(user));
            let last = (changed.clone().desc(), leads::id.desc());
            (of_user().order((changed, leads::id)).load(conn)?, of_user().order(last).load(conn)?)
        }
    };
    some.extend(others);
    Ok(some)
}

/// Hands out a user's leads as they are now, one at a time and in no order: by pages, each page might cost as much as all of them where the
/// server has no statistics yet.
pub fn each_of<E: From<diesel::result::Error>>(
    conn: &mut PgConnection,
    user: Uuid,
    mut each: impl FnMut(Lead) -> Result<(), E>,
) -> Result<(), E> {
    let query = leads::table.filter(leads::user_id.eq(user)).select(Lead::as_select());
    for lead in query.load_iter::<Lead, PgRowByRowLoadingMode>(conn)? {
        each(lead?)?;
    }
    Ok(())
}

/// Holds these leads until the transaction ends, in the order of their ids, so that two transactions never wait for
/// each other in a circle: against removal and against whoever holds them for a change, or with `change` for a change of our own.
pub fn hold(conn: &mut PgConnection, ids: &[Uuid], change: bool) -> QueryResult<()> {
    if ids.is_empty() {
        return Ok(());
    }
    let ids = leads::table.filter(leads::id.eq_any(ids)).order(leads::id).select(leads::id);
    match change {
        true => ids.for_update().execute(conn)?,
        false => ids.for_key_share().execute(conn)?,
    };
    Ok(())
}

/// Adds leads with COPY.
pub fn insert(conn: &mut PgConnection, new: &[NewLead]) -> QueryResult<usize> {
    if new.is_empty() {
        return Ok(0);
    }
    let mut rows = Encoded::default();
    new.iter().for_each(|lead| encode(lead, &mut rows));
    insert_encoded(conn, rows.bytes())
}

/// Adds leads that were made ready by [`encode`].
pub fn insert_encoded(conn: &mut PgConnection, rows: &[u8]) -> QueryResult<usize> {
    diesel::copy_from(leads::table)
        .from_raw_data(
            (
                leads::id,
                leads::user_id,
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
                leads::confidence_score,
                leads::raw_lead_ids,
                leads::key_profile,
                leads::key_domain,
                leads::key_company,
                leads::key_phone,
                leads::identity_keys,
            ),
            |copy| {
                let mut copy = Copy::begin(copy);
                copy.encoded(rows)?;
                copy.end()
            },
        )
        .with_format(CopyFormat::Binary)
        .execute(conn)
}

/// A lead's row for [`insert_encoded`].
pub fn encode(lead: &NewLead, rows: &mut Encoded) {
    let (v, k) = (&lead.values, &lead.keys);
    let row = rows.row(22).uuid(lead.id).uuid(lead.user_id);
    for (_, value) in v.texts() {
        row.text(value.as_deref());
    }
    row.double(v.confidence_score).uuids(&lead.raw_lead_ids);
    row.bigint(k.profile).bigint(k.domain).bigint(k.company).bigint(k.phone).bigints(k.list());
}

/// Removes leads; their enrichment goes with them. Returns how many were still there.
pub fn delete(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<usize> {
    diesel::delete(leads::table.filter(leads::id.eq_any(ids))).execute(conn)
}

/// Removes leads that became part of others, or that nothing makes any more, each told with when it was counted. Returns
/// that of those that were still there.
pub fn unmake(
    conn: &mut PgConnection,
    gone: &[(Uuid, Option<DateTime<Utc>>)],
) -> QueryResult<Vec<Option<DateTime<Utc>>>> {
    if gone.is_empty() {
        return Ok(Vec::new());
    }
    let ids = gone.iter().map(|(id, _)| *id);
    let removed: Vec<Uuid> =
        diesel::delete(leads::table.filter(leads::id.eq_any(ids))).returning(leads::id).load(conn)?;
    let removed: HashSet<Uuid> = removed.into_iter().collect();
    Ok(gone.iter().filter(|(id, _)| removed.contains(id)).map(|(_, counted)| *counted).collect())
}

/// Writes stored leads again. Their enrichments are marked as stale: they were drawn from the sources too, which may
/// have changed where the columns did not.
pub fn rewrite(conn: &mut PgConnection, rewrites: &[Rewrite]) -> QueryResult<()> {
    if rewrites.is_empty() {
        return Ok(());
    }
    let moving: Vec<Uuid> = rewrites.iter().filter(|r| r.email_changes).map(|r| r.lead.id).collect();
    if !moving.is_empty() {
        // An address may go from one of these leads to another, and the key is checked row by row.
        diesel::update(leads::table.filter(leads::id.eq_any(&moving)))
            .set(leads::email.eq(None::<String>))
            .execute(conn)?;
    }
    let text = |get: fn(&LeadValues) -> &Option<String>| -> Vec<Option<&str>> {
        rewrites.iter().map(|r| get(&r.lead.values).as_deref()).collect()
    };
    let key = |get: fn(&NewKeys) -> Option<i64>| -> Vec<Option<i64>> {
        rewrites.iter().map(|r| get(&r.lead.keys)).collect()
    };
    let array = |items: Vec<String>| format!("{{{}}}", items.join(","));
    diesel::sql_query(
        "UPDATE leads l SET company_name = u.company_name, domain = u.domain, industry = u.industry, \
             company_size = u.company_size, location = u.location, first_name = u.first_name, \
             last_name = u.last_name, job_title = u.job_title, seniority = u.seniority, email = u.email, \
             phone = u.phone, linkedin_url = u.linkedin_url, confidence_score = u.confidence_score, \
             source = u.source, raw_lead_ids = u.raw_lead_ids::uuid[], identity_keys = u.identity_keys::bigint[], \
             key_profile = u.key_profile, key_domain = u.key_domain, key_company = u.key_company, \
             key_phone = u.key_phone, \
             updated_at = CASE WHEN u.visible THEN now() ELSE l.updated_at END \
         FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], \
                     $8::text[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::float8[], \
                     $15::text[], $16::text[], $17::text[], $18::boolean[], $19::bigint[], $20::bigint[], \
                     $21::bigint[], $22::bigint[]) \
              u (id, company_name, domain, industry, company_size, location, first_name, last_name, job_title, \
                 seniority, email, phone, linkedin_url, confidence_score, source, raw_lead_ids, identity_keys, visible, \
                 key_profile, key_domain, key_company, key_phone) \
         WHERE l.id = u.id",
    )
    .bind::<Array<SqlUuid>, _>(rewrites.iter().map(|r| r.lead.id).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(text(|l| &l.company_name))
    .bind::<Array<Nullable<Text>>, _>(text(|l| &l.domain))
    .bind::<Array<Nullable<Text>>, _>(text(|l| &l.industry))
    .bind::<Array<Nullable<Text>>, _>(text(|l| &l.company_size))
    .bind::<Array<Nullable<Text>>, _>(text(|l| &l.location))
    .bind::<Array<Nullable<Text>>, _>(text(|l| &l.first_name))
    .bind::<Array<Nullable<Text>>, _>(text(|l| &l.last_name))
    .bind::<Array<Nullable<Text>>, _>(text(|l| &l.job_title))
    .bind::<Array<Nullable<Text>>, _>(text(|l| &l.seniority))
    .bind::<Array<Nullable<Text>>, _>(text(|l| &l.email))
    .bind::<Array<Nullable<Text>>, _>(text(|l| &l.phone))
    .bind::<Array<Nullable<Text>>, _>(text(|l| &l.linkedin_url))
    .bind::<Array<Nullable<Double>>, _>(rewrites.iter().map(|r| r.lead.values.confidence_score).collect::<Vec<_>>())
    .bind::<Array<Nullable<Text>>, _>(text(|l| &l.source))
    .bind::<Array<Text>, _>(
        rewrites.iter().map(|r| array(r.lead.raw_lead_ids.iter().map(Uuid::to_string).collect())).collect::<Vec<_>>(),
    )
    .bind::<Array<Nullable<Text>>, _>(
        rewrites
            .iter()
            .map(|r| Some(array(r.lead.keys.list()?.iter().map(i64::to_string).collect())))
            .collect::<Vec<_>>(),
    )
    .bind::<Array<Bool>, _>(rewrites.iter().map(|r| r.visible).collect::<Vec<_>>())
    .bind::<Array<Nullable<BigInt>>, _>(key(|keys| keys.profile))
    .bind::<Array<Nullable<BigInt>>, _>(key(|keys| keys.domain))
    .bind::<Array<Nullable<BigInt>>, _>(key(|keys| keys.company))
    .bind::<Array<Nullable<BigInt>>, _>(key(|keys| keys.phone))
    .execute(conn)?;
    let stale: Vec<Uuid> = rewrites.iter().map(|r| r.lead.id).collect();
    super::lead_enrichment::mark_stale(conn, &stale)
}

/// A user's leads with any of these addresses.
pub fn by_emails(conn: &mut PgConnection, user: Uuid, emails: &[&str]) -> QueryResult<Vec<Lead>> {
    leads::table
        .filter(leads::user_id.eq(user))
        .filter(leads::email.eq_any(emails))
        .select(Lead::as_select())
        .load(conn)
}

/// Leads that show any of these addresses, which are in lower case, or profiles: a user's, or everybody's.
pub fn showing(
    conn: &mut PgConnection,
    user: Option<Uuid>,
    emails: &[&str],
    profiles: &[&str],
) -> QueryResult<Vec<Lead>> {
    diesel::sql_query(
        "SELECT * FROM leads WHERE ($1::uuid IS NULL OR user_id = $1) AND (lower(email) = ANY ($2) OR linkedin_url = ANY ($3))",
    )
    .bind::<Nullable<SqlUuid>, _>(user)
    .bind::<Array<Text>, _>(emails)
    .bind::<Array<Text>, _>(profiles)
    .load(conn)
}

/// Those of some raw records that a lead is made of.
pub fn made_of(conn: &mut PgConnection, raws: &[Uuid]) -> QueryResult<Vec<Uuid>> {
    #[derive(QueryableByName)]
    struct Part {
        #[diesel(sql_type = SqlUuid)]
        id: Uuid,
    }
    diesel::sql_query(
        "SELECT DISTINCT k.id FROM leads l CROSS JOIN LATERAL unnest(l.raw_lead_ids) k (id) \
         WHERE l.raw_lead_ids && $1 AND k.id = ANY ($1)",
    )
    .bind::<Array<SqlUuid>, _>(raws)
    .load::<Part>(conn)
    .map(|parts| parts.into_iter().map(|part| part.id).collect())
}

/// Erases leads, with their enrichment, and raw records, in one transaction. Returns how many of each.
pub fn forget(conn: &mut PgConnection, leads: &[Uuid], raws: &[Removal]) -> QueryResult<(usize, usize)> {
    conn.transaction(|conn| Ok((delete(conn, leads)?, super::raw_leads::remove(conn, raws)?)))
}
