//! Raw leads: what was scraped, as it came. Rows are added and removed, never updated.

use std::borrow::Cow;
use std::io::Write;
use std::ops::Range;

use chrono::{DateTime, Utc};
use diesel::connection::SimpleConnection;
use diesel::pg::{CopyFormat, PgRowByRowLoadingMode};
use diesel::prelude::*;
use diesel::sql_types::{Array, BigInt, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid};
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

/// Stores raw leads of one job with COPY, all or none, in the transaction that is open: its number is `stored_in`, the column's default, asked for
/// once and not for each row.
///
/// # Errors
/// A unique violation when one of the hashes is stored already, or stands twice among them.
pub fn copy_in(
    conn: &mut PgConnection,
    place: Place,
    stored_in: i64,
    ids: &Ids,
    new: &NewRawLeads,
) -> QueryResult<usize> {
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
/// Bytes of payloads that are handed on together, about: few records where they are large.
const PAGE_BYTES: usize = 2 << 20;

/// The condition for raw leads that were not visible at a mark, if there is one: `$3` is its oldest transaction, `$4` its snapshot.
fn stored_after(since: Option<&Mark>) -> &'static str {
    match since.and_then(Mark::oldest) {
        Some(_) => {
            "r.stored_in >= $3 AND NOT pg_visible_in_snapshot(r.stored_in::text::xid8, $4::pg_snapshot)"
        }
        None => "$3::bigint IS NULL AND $4::text IS NULL",
    }
}

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
        let new = stored_after(since);
        let free = match all_but {
            Some(_) => {
                "NOT EXISTS (SELECT 1 FROM (SELECT unnest(raw_lead_ids) AS id FROM leads WHERE user_id = $1 AND NOT id = ANY($5)) k \
                             WHERE k.id = r.id)"
            }
            None => "$5::uuid[] IS NOT NULL",
        };
        if all_but.is_some() {
            // All are read to the end, and each is looked for among the leads' own. Tables that were loaded a moment ago and not analyzed yet
            // seem small, and without this the list would be gone through once for every record.
            conn.batch_execute("SET LOCAL enable_nestloop = off; SET LOCAL cursor_tuple_fraction = 1")?;
        }
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
            let fetched = count;
            let (mut page, mut bytes) = (Vec::new(), 0);
            // A record at a time: together, large ones would stand in memory twice.
            let fetch = diesel::sql_query(format!("FETCH {FETCH} FROM raws"));
            for raw in fetch.load_iter::<RawLead, PgRowByRowLoadingMode>(conn)? {
                let raw = raw?;
                bytes += raw.payload.len();
                page.push(raw);
                count += 1;
                if bytes >= PAGE_BYTES {
                    each(std::mem::take(&mut page))?;
                    bytes = 0;
                }
            }
            if !page.is_empty() {
                each(page)?;
            }
            if count - fetched < u64::from(FETCH) {
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
    from_each(conn, ids, |raw| raw)
}

/// What `made` makes of each of these raw leads, in the order of their ids; those that were removed are missing. One of them is in memory at a
/// time.
pub fn from_each<T>(
    conn: &mut PgConnection,
    ids: &[Uuid],
    mut made: impl FnMut(RawLead) -> T,
) -> QueryResult<Vec<T>> {
    diesel::sql_query(format!("SELECT {COLUMNS} FROM raw_leads WHERE id = ANY($1) ORDER BY id"))
        .bind::<Array<SqlUuid>, _>(ids)
        .load_iter::<RawLead, PgRowByRowLoadingMode>(conn)?
        .map(|raw| raw.map(&mut made))
        .collect()
}

/// What a raw lead counts as that is to be removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Part of a lead.
    InLead,
    /// No lead can be made of it.
    Rejected,
    /// Neither: it waits, unless its job was read up to it.
    Loose,
}

/// A raw lead to remove.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removal {
    /// Its id.
    pub id: Uuid,
    /// What it counts as.
    pub fate: Fate,
}

/// Removes raw leads and lowers the counts of their jobs: `total_found` is how many a job has, and what waits goes on waiting. A job whose last
/// waiting ones go is completed.
pub fn remove(conn: &mut PgConnection, removals: &[Removal]) -> QueryResult<usize> {
    let now = Mark::now(conn)?;
    let fates = |fate: Fate| removals.iter().map(|removal| removal.fate == fate).collect::<Vec<bool>>();
    // More rejected ones than waiting ones may be taken for processed: the next run counts again. The other way round, it would pass some over.
    diesel::sql_query(
        "WITH gone AS (DELETE FROM raw_leads r USING unnest($1::uuid[], $2::boolean[], $3::boolean[]) f (id, rejected, loose) \
                       WHERE r.id = f.id RETURNING r.scrape_job_id, r.stored_in, f.rejected, f.loose), \
              judged AS (SELECT j.id, g.rejected, g.loose, COALESCE(j.read_until ->> 'system' = $4 \
                             AND pg_visible_in_snapshot(g.stored_in::text::xid8, (j.read_until ->> 'snapshot')::pg_snapshot), FALSE) AS read \
                         FROM gone g JOIN scrape_jobs j ON j.id = g.scrape_job_id), \
              jobs AS (SELECT id, count(*) AS n, count(*) FILTER (WHERE read OR NOT loose) AS processed, \
                              count(*) FILTER (WHERE read AND rejected) AS rejected FROM judged GROUP BY 1), \
              counts AS (SELECT j.id, jobs.rejected, GREATEST(j.total_found - jobs.n, 0) AS total_found, \
                                GREATEST(j.total_processed - jobs.processed, 0) AS total_processed \
                         FROM scrape_jobs j JOIN jobs ON jobs.id = j.id), \
              counted AS (UPDATE scrape_jobs j SET total_found = c.total_found, total_processed = c.total_processed, \
                              total_rejected = GREATEST(j.total_rejected - c.rejected, 0), \
                              read_until = CASE WHEN c.rejected > 0 AND jsonb_typeof(j.read_until -> 'rejected') = 'number' \
                                  THEN jsonb_set(j.read_until, '{rejected}', to_jsonb(GREATEST((j.read_until ->> 'rejected')::bigint - c.rejected, 0))) \
                                  ELSE j.read_until END, \
                              status = CASE WHEN j.status = 'processing' AND c.total_found = c.total_processed THEN 'completed' ELSE j.status END, \
                              completed_at = CASE WHEN j.status = 'processing' AND c.total_found = c.total_processed THEN now() ELSE j.completed_at END \
                          FROM counts c WHERE j.id = c.id) \
         SELECT count(*) AS n FROM gone",
    )
    .bind::<Array<SqlUuid>, _>(removals.iter().map(|removal| removal.id).collect::<Vec<_>>())
    .bind::<Array<Bool>, _>(fates(Fate::Rejected))
    .bind::<Array<Bool>, _>(fates(Fate::Loose))
    .bind::<Text, _>(now.system)
    .get_result::<Total>(conn)
    .map(|total| usize::try_from(total.n).unwrap_or(0))
}

#[derive(QueryableByName)]
struct Total {
    #[diesel(sql_type = diesel::sql_types::BigInt)]
    n: i64,
}

/// A raw lead, and whose it is: its own user, or its job's.
#[derive(Debug, Clone, QueryableByName)]
pub struct Held {
    /// The raw lead.
    #[diesel(embed)]
    pub raw: RawLead,
    /// Whose.
    #[diesel(sql_type = Nullable<SqlUuid>)]
    pub owner: Option<Uuid>,
}

const HELD: &str = "SELECT r.id, r.scrape_job_id, r.raw_payload::text AS payload, r.source_url, r.scraped_at, \
                    COALESCE(r.user_id, j.user_id) AS owner FROM raw_leads r LEFT JOIN scrape_jobs j ON j.id = r.scrape_job_id";

/// These raw leads; those that were removed are missing.
pub fn held(conn: &mut PgConnection, ids: &[Uuid]) -> QueryResult<Vec<Held>> {
    diesel::sql_query(format!("{HELD} WHERE r.id = ANY($1)")).bind::<Array<SqlUuid>, _>(ids).load(conn)
}

/// Hands the raw leads whose payload matches one of some patterns (PostgreSQL's regular expressions, whatever the case) to `each`: all of a user's or
/// of everybody's, or those that were not visible at a mark. Reads every payload, once, with as many processes as the server gives for it.
pub fn matching(
    conn: &mut PgConnection,
    user: Option<Uuid>,
    patterns: &[String],
    since: Option<&Mark>,
    mut each: impl FnMut(Held),
) -> QueryResult<()> {
    let new = stored_after(since);
    let query = diesel::sql_query(format!(
        "{HELD} WHERE ($1::uuid IS NULL OR COALESCE(r.user_id, j.user_id) = $1) AND {new} AND r.raw_payload::text ~* ANY ($2)"
    ))
    .bind::<Nullable<SqlUuid>, _>(user)
    .bind::<Array<Text>, _>(patterns)
    .bind::<Nullable<BigInt>, _>(since.and_then(Mark::oldest))
    .bind::<Nullable<Text>, _>(since.and_then(|mark| mark.oldest().map(|_| mark.snapshot.as_str())));
    for held in query.load_iter::<Held, PgRowByRowLoadingMode>(conn)? {
        each(held?);
    }
    Ok(())
}
