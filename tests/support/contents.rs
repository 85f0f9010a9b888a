//! What is stored, so that two databases can be compared: without ids and times that differ from run to run.

use std::collections::BTreeMap;

use super::TestDb;

/// For each table what a row says, as JSON. Ids of other rows are replaced by what those rows say.
const ROWS: [(&str, &str); 7] = [
    (
        "users",
        "SELECT to_jsonb(t) - '{id,created_at,updated_at,read_until,enriched_until}'::text[] FROM users t",
    ),
    (
        "subscriptions",
        "SELECT to_jsonb(t) - '{id,user_id,starts_at,created_at}'::text[] || jsonb_build_object('user', u.email) \
         FROM subscriptions t LEFT JOIN users u ON u.id = t.user_id",
    ),
    (
        "scrape_jobs",
        "SELECT to_jsonb(t) - '{id,user_id,created_at,started_at,completed_at,read_until,counted_to}'::text[] \
             || jsonb_build_object('user', u.email, 'completed', t.completed_at IS NOT NULL) \
         FROM scrape_jobs t LEFT JOIN users u ON u.id = t.user_id",
    ),
    // Records that do not say when they were scraped have their job's time, one time a job.
    (
        "raw_leads",
        "SELECT to_jsonb(t) - '{id,user_id,scrape_job_id,stored_in,data_hash,scraped_at}'::text[] \
             || jsonb_build_object('user', u.email, 'query', j.search_query, \
                    'at', CASE WHEN t.raw_payload::text LIKE '%scraped_at%' THEN t.scraped_at::text \
                          ELSE dense_rank() OVER (PARTITION BY t.scrape_job_id, t.raw_payload::text LIKE '%scraped_at%' \
                                                  ORDER BY t.scraped_at)::text END) \
         FROM raw_leads t LEFT JOIN users u ON u.id = t.user_id LEFT JOIN scrape_jobs j ON j.id = t.scrape_job_id",
    ),
    (
        "leads",
        "SELECT to_jsonb(t) - '{id,user_id,created_at,updated_at,raw_lead_ids,identity_keys,key_profile,key_domain,key_company,key_phone}'::text[] \
             || jsonb_build_object('user', u.email, 'of', \
                    (SELECT jsonb_agg(r.raw_payload ORDER BY r.raw_payload) FROM raw_leads r WHERE r.id = ANY(t.raw_lead_ids))) \
         FROM leads t LEFT JOIN users u ON u.id = t.user_id",
    ),
    (
        "lead_enrichment",
        "SELECT to_jsonb(t) - '{id,user_id,lead_id,enriched_at}'::text[] \
             || jsonb_build_object('user', u.email, 'current', t.enriched_at IS NOT NULL, \
                    'lead', concat_ws('|', l.email, l.linkedin_url, l.first_name, l.last_name, l.company_name, l.phone)) \
         FROM lead_enrichment t LEFT JOIN leads l ON l.id = t.lead_id LEFT JOIN users u ON u.id = t.user_id",
    ),
    (
        "usage_tracking",
        "SELECT to_jsonb(t) - '{id,user_id}'::text[] || jsonb_build_object('user', u.email) \
         FROM usage_tracking t LEFT JOIN users u ON u.id = t.user_id",
    ),
];

/// What the tables hold: for each, its rows in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contents(BTreeMap<&'static str, Vec<String>>);

impl Contents {
    /// Of a database.
    pub fn of(db: &TestDb) -> Contents {
        let rows = |sql: &str| {
            // A control character stands in JSON text only in an escape.
            let all = db.query_value::<String>(&format!(
                "SELECT COALESCE(string_agg(x.row::text, chr(1) ORDER BY x.row::text COLLATE \"C\"), '') FROM ({sql}) x (row)"
            ));
            all.split('\u{1}').filter(|row| !row.is_empty()).map(str::to_owned).collect()
        };
        Contents(ROWS.into_iter().map(|(table, sql)| (table, rows(sql))).collect())
    }

    /// How many rows a table has.
    pub fn rows(&self, table: &str) -> u64 {
        self.0[table].len() as u64
    }

    /// Without some tables.
    pub fn without(mut self, tables: &[&str]) -> Contents {
        self.0.retain(|table, _| !tables.contains(table));
        self
    }

    /// Sees that this is what was expected, and tells the rows that are lost and those that are too many.
    #[track_caller]
    pub fn assert_is(&self, expected: &Contents, what: &str) {
        for (table, expected) in &expected.0 {
            let found = &self.0[table];
            let (lost, more) = (missing(expected, found), missing(found, expected));
            assert!(
                lost.is_empty() && more.is_empty(),
                "{what}: {table} has {} rows for {}\n lost: {:#?}\n more: {:#?}",
                found.len(),
                expected.len(),
                &lost[..lost.len().min(3)],
                &more[..more.len().min(3)]
            );
        }
    }
}

/// The rows that are not, or not as often, among others; both are in order.
fn missing<'a>(rows: &'a [String], others: &[String]) -> Vec<&'a str> {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    others.iter().for_each(|row| *left.entry(row).or_default() += 1);
    let lost = rows.iter().filter(|row| match left.get_mut(row.as_str()) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    });
    lost.map(String::as_str).collect()
}
