//! Leads and enrichments for the benchmarks of what reads them: made in the database, the same every time.

use super::support::Bench;

/// How many users the leads are divided among.
pub const USERS: usize = 100;

/// One of the users.
#[allow(dead_code)] // Not every benchmark lists one user.
pub const USER: &str = "user7@example.com";

/// Fills the tables with so many leads and their enrichments. Statistics are left to be made.
pub fn fill(bench: &Bench, leads: usize) {
    // Indexes are built at the end, which is quicker. autovacuum would make statistics at a moment of its own.
    let indexes = "FROM pg_indexes WHERE schemaname = 'public' AND tablename IN ('leads', 'lead_enrichment') \
                   AND indexname NOT LIKE '%pkey' AND indexname NOT LIKE 'unique%'";
    let create = bench.sql(&format!("SELECT string_agg(indexdef, '; ') {indexes}"));
    let drop = bench.sql(&format!("SELECT string_agg('DROP INDEX ' || indexname, '; ') {indexes}"));
    bench.sql("ALTER TABLE leads SET (autovacuum_enabled = off); ALTER TABLE lead_enrichment SET (autovacuum_enabled = off)");
    bench.sql(&drop);
    bench.sql(&format!(
        "INSERT INTO users (id, email) SELECT md5('user' || u)::uuid, 'user' || u || '@example.com' FROM generate_series(1, {USERS}) u"
    ));
    bench.sql(&format!(
        "INSERT INTO leads (id, user_id, company_name, domain, industry, company_size, location, first_name, last_name, job_title, \
             seniority, email, phone, linkedin_url, confidence_score, source, created_at, updated_at, raw_lead_ids, \
             key_profile, key_domain, key_company, key_phone) \
         SELECT md5('lead' || n)::uuid, md5('user' || 1 + (h >> 8) % {USERS})::uuid, 'Company' || c || ' Ltd', 'company' || c || '.com', \
             (ARRAY['Software (SaaS)', 'Retail', 'Manufacturing', 'Hospitals and health care', 'Logistics'])[1 + (h >> 3) % 5], \
             (ARRAY['1-10', '11-50', '51-200', '201-500'])[1 + (h >> 5) % 4], \
             (ARRAY['Sydney, Australia', 'Berlin, Germany', 'Austin, Texas, United States', 'Lyon, France'])[1 + (h >> 7) % 4], \
             first, last, \
             (ARRAY['Head of Marketing', 'Chief Executive Officer', 'Sales Manager', 'Vice President of Engineering', 'Account Executive'])[1 + (h >> 9) % 5], \
             (ARRAY['head', 'c_suite', 'manager', 'vp', 'senior'])[1 + (h >> 9) % 5], \
             lower(first || '.' || last) || n || '@company' || c || '.com', '+614' || lpad((h % 100000000)::text, 8, '0'), \
             'https://www.linkedin.com/in/' || lower(first || last) || n, (h % 101) / 100.0, 'https://directory.com/company' || c, \
             seen, seen + (h >> 11) % 86400 * interval '1 second', ARRAY[md5('raw' || n)::uuid], \
             h, hashtextextended('company' || c, 1), hashtextextended('company' || c, 2), h + 1 \
         FROM (SELECT n, h, (h >> 13) % 400000 AS c, \
                   timestamptz '2026-01-01' + h % 25920000 * interval '1 second' + h % 997 * interval '1 millisecond' AS seen, \
                   (ARRAY['John', 'Mary', 'Ahmed', 'Sofia', 'Liam', 'Chen', 'Olga', 'Pedro', 'Anna', 'Kofi'])[1 + (h >> 17) % 10] AS first, \
                   (ARRAY['Smith', 'Garcia', 'Khan', 'Rossi', 'Murphy', 'Wang', 'Ivanova', 'Silva', 'Novak', 'Mensah'])[1 + (h >> 21) % 10] AS last \
               FROM (SELECT n, hashint8extended(n, 0) & 9223372036854775807 AS h FROM generate_series(1, {leads}) n) g) r"
    ));
    bench.sql(
        "INSERT INTO lead_enrichment (lead_id, user_id, predicted_score, intent_level, ai_summary, buying_signal, \
             recommended_channel, enriched_at) \
         SELECT id, user_id, score, CASE WHEN score >= 70 THEN 'high' WHEN score >= 40 THEN 'medium' ELSE 'low' END, \
             concat(first_name, ' ', last_name, ' is ', job_title, ' at ', company_name, ', a company of ', company_size, ' people in ', \
                 industry, ', ', location, '. Write to ', email, '.'), \
             CASE WHEN score > 80 THEN 'explicit_need' WHEN score > 60 THEN 'technology' END, \
             CASE WHEN score > 30 THEN 'email' ELSE 'phone' END, updated_at + interval '1 hour' \
         FROM (SELECT *, floor(((hashint8extended(key_profile, 7) & 1023) + (hashint8extended(key_profile, 8) & 1023)) / 2046.0 * 1000) / 10 AS score \
               FROM leads) s",
    );
    bench.sql(&format!("SET maintenance_work_mem = '512MB'; {create}"));
    bench.sql("CHECKPOINT");
}
