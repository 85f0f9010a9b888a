//! Under what leads can be met again: a column for the first key of each kind, a list for what there is beyond. What a key means is
//! known to the normalizer alone.

use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Text, Uuid as SqlUuid};
use uuid::Uuid;

use super::Lead;
use crate::schema::leads;

/// The columns with keys, as they are stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Queryable, Selectable, QueryableByName)]
#[diesel(table_name = leads, check_for_backend(Pg))]
#[allow(missing_docs)] // The columns, by their names.
pub struct KeyColumns {
    pub key_profile: Option<i64>,
    pub key_domain: Option<i64>,
    pub key_company: Option<i64>,
    pub key_phone: Option<i64>,
    /// What there is beyond one of a kind.
    pub identity_keys: Option<Vec<Option<i64>>>,
}

impl KeyColumns {
    /// Every key in them.
    pub fn all(&self) -> impl Iterator<Item = i64> + '_ {
        let single = [self.key_profile, self.key_domain, self.key_company, self.key_phone];
        single.into_iter().flatten().chain(self.identity_keys.iter().flatten().flatten().copied())
    }

    /// Whether they hold just these.
    pub fn are(&self, new: &NewKeys) -> bool {
        let further = self.identity_keys.iter().flatten().flatten();
        (self.key_profile, self.key_domain, self.key_company, self.key_phone)
            == (new.profile, new.domain, new.company, new.phone)
            && further.eq(&new.further)
            && !self.none()
    }

    /// Whether nothing is in them: nobody has made keys for the lead yet.
    fn none(&self) -> bool {
        self.identity_keys.is_none() && self.all().next().is_none()
    }
}

/// A column for keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyColumn {
    /// `key_profile`.
    Profile,
    /// `key_domain`.
    Domain,
    /// `key_company`.
    Company,
    /// `key_phone`.
    Phone,
}

/// Keys to store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[allow(missing_docs)] // The columns, by their names.
pub struct NewKeys {
    pub profile: Option<i64>,
    pub domain: Option<i64>,
    pub company: Option<i64>,
    pub phone: Option<i64>,
    /// What there is beyond one of a kind.
    pub further: Vec<i64>,
}

impl NewKeys {
    /// The list as it is stored: no list where there is nothing beyond the columns, but an empty one where there is nothing at
    /// all, which tells that the keys were made.
    pub(super) fn list(&self) -> Option<&[i64]> {
        let nothing = [self.profile, self.domain, self.company, self.phone] == [None; 4];
        (nothing || !self.further.is_empty()).then_some(self.further.as_slice())
    }
}

/// What to look for.
#[derive(Debug, Default)]
pub struct Sought<'a> {
    /// Keys in their columns.
    pub columns: [Vec<i64>; 4],
    /// Closed ranges of keys in `key_phone`.
    pub numbers: Vec<(i64, i64)>,
    /// Keys in the list.
    pub further: Vec<i64>,
    /// Addresses that a lead shows.
    pub emails: Vec<&'a str>,
}

/// A user's leads that are stored under any of these.
pub fn find(conn: &mut PgConnection, user: Uuid, sought: &Sought) -> QueryResult<Vec<Lead>> {
    let [profiles, domains, companies, phones] = &sought.columns;
    let (low, high): (Vec<i64>, Vec<i64>) = sought.numbers.iter().copied().unzip();
    // One index look-up a key. The user is part of each key's hash; a condition on the user would tempt the planner to read all of
    // a user's leads, which it takes for few when they are new.
    diesel::sql_query(
        "SELECT l.* FROM leads l WHERE l.id = ANY (ARRAY( \
             SELECT m.id FROM unnest($1::bigint[]) s (key) \
                 CROSS JOIN LATERAL (SELECT id FROM leads WHERE key_profile = s.key OFFSET 0) m \
             UNION SELECT m.id FROM unnest($2::bigint[]) s (key) \
                 CROSS JOIN LATERAL (SELECT id FROM leads WHERE key_domain = s.key OFFSET 0) m \
             UNION SELECT m.id FROM unnest($3::bigint[]) s (key) \
                 CROSS JOIN LATERAL (SELECT id FROM leads WHERE key_company = s.key OFFSET 0) m \
             UNION SELECT m.id FROM unnest($4::bigint[]) s (key) \
                 CROSS JOIN LATERAL (SELECT id FROM leads WHERE key_phone = s.key OFFSET 0) m \
             UNION SELECT m.id FROM unnest($5::bigint[], $6::bigint[]) s (low, high) \
                 CROSS JOIN LATERAL (SELECT id FROM leads WHERE key_phone BETWEEN s.low AND s.high OFFSET 0) m \
             UNION SELECT m.id FROM unnest($7::bigint[]) s (key) \
                 CROSS JOIN LATERAL (SELECT id FROM leads WHERE identity_keys @> ARRAY[s.key] OFFSET 0) m \
             UNION SELECT m.id FROM unnest($8::text[]) s (email) \
                 CROSS JOIN LATERAL (SELECT id FROM leads WHERE user_id = $9 AND email = s.email OFFSET 0) m)) \
         ORDER BY l.created_at, l.id",
    )
    .bind::<Array<BigInt>, _>(profiles)
    .bind::<Array<BigInt>, _>(domains)
    .bind::<Array<BigInt>, _>(companies)
    .bind::<Array<BigInt>, _>(phones)
    .bind::<Array<BigInt>, _>(low)
    .bind::<Array<BigInt>, _>(high)
    .bind::<Array<BigInt>, _>(&sought.further)
    .bind::<Array<Text>, _>(&sought.emails)
    .bind::<SqlUuid, _>(user)
    .load::<Lead>(conn)
    .map(|found| found.into_iter().filter(|lead| lead.user_id == Some(user)).collect())
}

/// How many leads a user has, if they are at most so many.
pub fn count_up_to(conn: &mut PgConnection, user: Uuid, limit: u64) -> QueryResult<Option<u64>> {
    #[derive(QueryableByName)]
    struct Count {
        #[diesel(sql_type = BigInt)]
        n: i64,
    }
    let most = i64::try_from(limit).unwrap_or(i64::MAX - 1);
    diesel::sql_query("SELECT count(*) AS n FROM (SELECT 1 FROM leads WHERE user_id = $1 LIMIT $2) first")
        .bind::<SqlUuid, _>(user)
        .bind::<BigInt, _>(most + 1)
        .get_result::<Count>(conn)
        .map(|count| (count.n <= most).then_some(count.n.unsigned_abs()))
}

/// Hands the keys of all of a user's leads, and the address that each shows, to `each`.
pub fn of_all(
    conn: &mut PgConnection,
    user: Uuid,
    mut each: impl FnMut(KeyColumns, Option<String>),
) -> QueryResult<()> {
    let rows = leads::table
        .filter(leads::user_id.eq(user))
        .select((KeyColumns::as_select(), leads::email))
        .load_iter::<(KeyColumns, Option<String>), diesel::pg::PgRowByRowLoadingMode>(conn)?;
    for row in rows {
        let (keys, email) = row?;
        each(keys, email);
    }
    Ok(())
}

/// Some of a user's leads that have no keys yet: other programs wrote them, or a version of this one that made other keys.
pub fn without(conn: &mut PgConnection, user: Uuid, limit: i64) -> QueryResult<Vec<Lead>> {
    leads::table
        .filter(leads::user_id.eq(user))
        .filter(leads::identity_keys.is_null())
        .filter(leads::key_profile.is_null())
        .filter(leads::key_domain.is_null())
        .filter(leads::key_company.is_null())
        .filter(leads::key_phone.is_null())
        .limit(limit)
        .select(Lead::as_select())
        .load(conn)
}

/// Stores keys, and nothing else.
pub fn set(conn: &mut PgConnection, id: Uuid, keys: &NewKeys) -> QueryResult<usize> {
    diesel::update(leads::table.find(id))
        .set((
            leads::key_profile.eq(keys.profile),
            leads::key_domain.eq(keys.domain),
            leads::key_company.eq(keys.company),
            leads::key_phone.eq(keys.phone),
            leads::identity_keys
                .eq(keys.list().map(|list| list.iter().copied().map(Some).collect::<Vec<_>>())),
        ))
        .execute(conn)
}
