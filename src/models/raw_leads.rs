//! Raw leads: what was scraped, as it came. Rows are added and removed, never updated.

use std::borrow::Cow;
use std::io::Write;
use std::ops::Range;

use chrono::{DateTime, Utc};
use diesel::pg::CopyFormat;
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use uuid::Uuid;

use super::copy::{Copy, Encoded};
use super::identifier::Ids;
use super::progress::Mark;
use super::time::Time;
use crate::schema::raw_leads;

/// What tells raw leads apart: a hash over the user and the canonical payload. Stored in hexadecimal.
pub type DataHash = [u8; 32];

/// A raw lead to store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRawLead<'a> {
    /// The payload, as it came, in JSON that PostgreSQL accepts.
    pub payload: &'a str,
    /// Over the user and the canonical payload.
    pub data_hash: DataHash,
    /// The page it was scraped from, as the payload says.
    pub source_url: Option<Cow<'a, str>>,
    /// When it was scraped, as the payload says.
    pub scraped_at: Option<DateTime<Utc>>,
}

/// Raw leads to store. They are encoded as they are added, so that storing them is little more than sending bytes.
#[derive(Debug, Default)]
pub struct NewRawLeads {
    /// Of each, what follows its time in the row.
    encoded: Encoded,
    rows: Vec<NewRow>,
}

#[derive(Debug, Clone)]
struct NewRow {
    data_hash: DataHash,
    scraped_at: Option<DateTime<Utc>>,
    /// Where it stands in what is encoded.
    range: Range<usize>,
}

impl NewRawLeads {
    /// Adds one.
    pub fn push(&mut self, new: &NewRawLead) {
        let start = self.encoded.bytes().len();
        self.encoded.json(new.payload).text(new.source_url.as_deref());
        let range = start..self.encoded.bytes().len();
        self.rows.push(NewRow { data_hash: new.data_hash, scraped_at: new.scraped_at, range });
    }

    /// Adds these too.
    pub fn append(&mut self, others: &NewRawLeads) {
        let start = self.encoded.bytes().len();
        self.encoded.append(&others.encoded);
        self.rows.extend(others.rows.iter().map(|row| {
            let range = row.range.start + start..row.range.end + start;
            NewRow { range, ..row.clone() }
        }));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The memory that what was added takes, in bytes.
    pub fn bytes(&self) -> usize {
        self.encoded.bytes().len() + self.rows.len() * size_of::<NewRow>()
    }

    /// Removes all of them; memory is kept for as many bytes as may come again.
    pub fn clear(&mut self, bytes: usize) {
        self.encoded.clear();
        // Shrunk each time it would grow again each time, and what it gave back would stay with the allocator.
        if self.encoded.capacity() > 2 * bytes {
            self.encoded.shrink_to(bytes);
        }
        self.rows.clear();
    }

    /// Puts them in the order of their hashes and keeps the first of those that have the same. Every process stores in that
    /// order, so that two of them wait for each other, never in a circle.
    pub fn sort(&mut self) {
        self.rows.sort_unstable_by(|a, b| (&a.data_hash, a.range.start).cmp(&(&b.data_hash, b.range.start)));
        self.rows.dedup_by(|later, first| later.data_hash == first.data_hash);
    }

    /// Removes those that are stored already, and says how many they were.
    pub fn remove_known(&mut self, conn: &mut PgConnection) -> QueryResult<usize> {
        let known = known(conn, self.rows.iter())?;
        let mut known_next = known.iter().peekable();
        let mut index = 0;
        self.rows.retain(|_| {
            let here = known_next.next_if(|&&next| next == index).is_some();
            index += 1;
            !here
        });
        Ok(known.len())
    }

    /// Whether any of so many of them, taken evenly, is stored already.
    pub fn any_known_of(&self, sample: usize, conn: &mut PgConnection) -> QueryResult<bool> {
        let step = self.rows.len().div_ceil(sample.max(1)).max(1);
        Ok(!known(conn, self.rows.iter().step_by(step))?.is_empty())
    }
}

/// Which of these are stored already: their places, in order. Each is a look into the index, however many are stored: the
/// planner, which would sooner read the whole table, is not asked about LATERAL with LIMIT.
fn known<'a>(
    conn: &mut PgConnection,
    rows: impl ExactSizeIterator<Item = &'a NewRow>,
) -> QueryResult<Vec<i64>> {
    let hashes: Vec<String> = rows.map(|row| hexadecimal(&row.data_hash)).collect();
    diesel::sql_query(
        "SELECT h.place - 1 AS n FROM unnest($1::text[]) WITH ORDINALITY h (data_hash, place) \
         CROSS JOIN LATERAL (SELECT 1 FROM raw_leads r WHERE r.data_hash = h.data_hash LIMIT 1) known ORDER BY 1",
    )
    .bind::<Array<Text>, _>(hashes)
    .load::<Total>(conn)
    .map(|places| places.into_iter().map(|place| place.n).collect())
}

fn hexadecimal(hash: &DataHash) -> String {
    hash.iter().fold(String::with_capacity(2 * hash.len()), |mut text, byte| {
        for digit in [byte >> 4, byte & 0xf] {
            text.extend(char::from_digit(u32::from(digit), 16));
        }
        text
    })
}

/// A stored raw lead, as the normalizer reads it.
#[derive(Debug, Clone, QueryableByName)]
pub struct RawLead {
    /// Its id.
    #[diesel(sql_type = SqlUuid)]
    pub id: Uuid,
    /// Its job.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub scrape_job_id: Option<Uuid>,
    /// The payload as JSON text.
    #[diesel(sql_type = Text)]
    pub payload: String,
    /// The page it was scraped from.
    #[diesel(sql_type = Nullable<Text>)]
    pub source_url: Option<String>,
    /// When it was scraped or stored.
    #[diesel(sql_type = Nullable<Timestamptz>)]
    #[diesel(deserialize_as = Time)]
    pub scraped_at: Option<DateTime<Utc>>,
}

/// Whose raw leads are stored, and for which job.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The user.
    pub user: Uuid,
    /// The job.
    pub job: Uuid,
    /// When those were scraped whose payload does not say it.
    pub unstated: DateTime<Utc>,
}

/// Stores raw leads of one job with COPY, all or none, in a transaction that is open.
///
/// # Errors
/// A unique violation when one of the hashes is stored already, or stands twice among them.
pub fn copy_in(conn: &mut PgConnection, place: Place, ids: &Ids, new: &NewRawLeads) -> QueryResult<usize> {
    // The column's default, asked for once and not for each row.
    let stored_in =
        diesel::sql_query("SELECT pg_current_xact_id()::text::bigint AS n").get_result::<Total>(conn)?.n;
    diesel::copy_from(raw_leads::table)
        .from_raw_data(
            (
                raw_leads::id,
                raw_leads::user_id,
                raw_leads::scrape_job_id,
                raw_leads::stored_in,
                raw_leads::data_hash,
                raw_leads::scraped_at,
                raw_leads::raw_payload,
                raw_leads::source_url,
            ),
            |copy| write_rows(copy, place, stored_in, ids, new),
        )
        .with_format(CopyFormat::Binary)
        .execute(conn)
}

fn write_rows(
    copy: &mut dyn Write,
    place: Place,
    stored_in: i64,
    ids: &Ids,
    new: &NewRawLeads,
) -> QueryResult<()> {
    let mut copy = Copy::begin(copy);
    for row in &new.rows {
        let head = copy.row(8)?.uuid(ids.next_id()).uuid(place.user).uuid(place.job).bigint(Some(stored_in));
        head.hex(&row.data_hash).time(Some(row.scraped_at.unwrap_or(place.unstated)));
        copy.encoded(&new.encoded.bytes()[row.range.clone()])?;
    }
    copy.end()
}

const COLUMNS: &str = "id, scrape_job_id, raw_payload::text AS payload, source_url, scraped_at";

/// Raw leads that are fetched at once.
const FETCH: u16 = 500;

/// Hands the raw leads of a user's job, or those that belong to no job, to `each`, some at a time, in flat memory: all, or those that were
/// not visible at a mark; with `all_but`, only those that are part of no lead, or of one of these. Returns the mark of what was visible now, and how many they were.
pub fn each_of<E: From<diesel::result::Error>>(
    conn: &mut PgConnection,
    user: Uuid,
    job: Option<Uuid>,
    since: Option<&Mark>,
    all_but: Option<&[Uuid]>,
    mut each: impl FnMut(Vec<RawLead>) -> Result<(), E>,
) -> Result<(Mark, u64), E> {
    // One snapshot for the mark and for the records.
    conn.build_transaction().read_only().repeatable_read().run(|conn| {
        let now = Mark::now(conn)?;
        let part = match job {
            Some(_) => "r.scrape_job_id = $2 AND (r.user_id = $1 OR r.user_id IS NULL)",
            None => "r.scrape_job_id IS NULL AND r.user_id = $1 AND $2::uuid IS NULL",
        };
        let new = match since.and_then(Mark::oldest) {
            Some(_) => {
                "r.stored_in >= $3 AND NOT pg_visible_in_snapshot(r.stored_in::text::xid8, $4::pg_snapshot)"
            }
            None => "$3::bigint IS NULL AND $4::text IS NULL",
        };
        let free = match all_but {
            Some(_) => {
                "NOT EXISTS (SELECT 1 FROM (SELECT unnest(raw_lead_ids) AS id FROM leads WHERE user_id = $1 AND NOT id = ANY($5)) k \
                             WHERE k.id = r.id)"
            }
            None => "$5::uuid[] IS NOT NULL",
        };
        diesel::sql_query(format!(
            "DECLARE raws NO SCROLL CURSOR FOR SELECT {COLUMNS} FROM raw_leads r WHERE {part} AND {new} AND {free}"
        ))
        .bind::<SqlUuid, _>(user)
        .bind::<Nullable<SqlUuid>, _>(job)
        .bind::<Nullable<BigInt>, _>(since.and_then(Mark::oldest))
        .bind::<Nullable<Text>, _>(since.and_then(|mark| mark.oldest().map(|_| mark.snapshot.as_str())))
        .bind::<Array<SqlUuid>, _>(all_but.unwrap_or_default())
        .execute(conn)?;
        let mut count = 0;
        loop {
            let page: Vec<RawLead> = diesel::sql_query(format!("FETCH {FETCH} FROM raws")).load(conn)?;
            count += page.len() as u64;
            let last = page.len() < usize::from(FETCH);
            if !page.is_empty() {
                each(page)?;
            }
            if last {
                return Ok((now, count));
            }
        }
    })
}

/// How many raw leads a user's job has.
pub fn count_of(conn: &mut PgConnection, user: Uuid, job: Uuid) -> QueryResult<u64> {
    raw_leads::table
        .filter(raw_leads::scrape_job_id.eq(job))
        .filter(raw_leads::user_id.eq(user).or(raw_leads::user_id.is_null()))
        .count()
        .get_result::<i64>(conn)
        .map(i64::unsigned_abs)
}

/// These raw leads, in the order of their ids; those that were removed are missing.
pub fn by_ids(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<Vec<RawLead>> {
    diesel::sql_query(format!("SELECT {COLUMNS} FROM raw_leads WHERE id = ANY($1) ORDER BY id"))
        .bind::<Array<SqlUuid>, _>(ids)
        .load(conn)
}

/// Removes these raw leads and lowers the counts of their jobs.
pub fn remove(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<usize> {
    diesel::sql_query(
        "WITH gone AS (DELETE FROM raw_leads WHERE id = ANY($1) RETURNING scrape_job_id), \
              jobs AS (SELECT scrape_job_id, count(*) AS n FROM gone GROUP BY 1), \
              counted AS (UPDATE scrape_jobs j SET total_found = GREATEST(total_found - jobs.n, 0), \
                              total_processed = GREATEST(total_processed - jobs.n, 0) \
                          FROM jobs WHERE j.id = jobs.scrape_job_id) \
         SELECT n FROM (SELECT count(*) AS n FROM gone) AS total",
    )
    .bind::<Array<SqlUuid>, _>(ids)
    .get_result::<Total>(conn)
    .map(|total| usize::try_from(total.n).unwrap_or(0))
}

#[derive(QueryableByName)]
struct Total {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

/// The raw leads in whose payload both of these texts stand, whatever the case: reads every payload.
pub fn holding(conn: &mut PgConnection, user: Option<Uuid>, texts: [&str; 2]) -> QueryResult<Vec<RawLead>> {
    diesel::sql_query(format!(
        "SELECT {COLUMNS} FROM raw_leads WHERE ($1::uuid IS NULL OR user_id = $1) \
           AND position(lower($2) IN lower(raw_payload::text)) > 0 \
           AND position(lower($3) IN lower(raw_payload::text)) > 0"
    ))
    .bind::<Nullable<SqlUuid>, _>(user)
    .bind::<Text, _>(texts[0])
    .bind::<Text, _>(texts[1])
    .load(conn)
}

/// The users whose raw leads these are.
pub fn users_of(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<Vec<Uuid>> {
    raw_leads::table
        .filter(raw_leads::id.eq_any(ids))
        .filter(raw_leads::user_id.is_not_null())
        .select(raw_leads::user_id.assume_not_null())
        .distinct()
        .load(conn)
}
