-- What a run of the pipeline costs has to grow with what is new, not with what is stored.

-- Raw leads are never updated, so what is new among them is told by the transaction that stored each: it is new to a run if it
-- was not yet visible when the run before it read. A bigint, because few programs know xid8.
ALTER TABLE raw_leads ADD COLUMN stored_in BIGINT NOT NULL DEFAULT pg_current_xact_id()::text::bigint;
CREATE INDEX idx_raw_leads_stored ON raw_leads (stored_in, scrape_job_id);
-- Those that belong to no job.
CREATE INDEX idx_raw_leads_stray ON raw_leads (user_id, stored_in) WHERE scrape_job_id IS NULL;

-- Up to where normalize has read a job's raw leads, or a user's that belong to no job:
-- {"system": the cluster whose transactions are meant, "snapshot": what was visible, "rejected": how many of those were no leads}.
ALTER TABLE scrape_jobs ADD COLUMN read_until JSONB;
ALTER TABLE users ADD COLUMN read_until JSONB;
-- On one job at a time: raw leads that were stored before this transaction are counted by their jobs. Cluster and transaction: "7412…:1234".
ALTER TABLE scrape_jobs ADD COLUMN counted_to TEXT;
CREATE INDEX idx_scrape_jobs_counted ON scrape_jobs (counted_to) WHERE counted_to IS NOT NULL;
-- The jobs that wait for normalize.
CREATE INDEX idx_scrape_jobs_waiting ON scrape_jobs (user_id)
    WHERE COALESCE(total_found, 0) <> COALESCE(total_processed, 0) AND status IS DISTINCT FROM 'failed';
-- The oldest queued job, which claim hands out.
CREATE INDEX idx_scrape_jobs_queued ON scrape_jobs (created_at, id) WHERE status = 'queued';

-- A lead's keys stand in a column each, which costs a third of what a GIN index on all of them does. In identity_keys is what there is
-- beyond one of a kind, so the GIN index holds the few leads that were merged from records with different keys.
ALTER TABLE leads ADD COLUMN key_profile BIGINT;
ALTER TABLE leads ADD COLUMN key_domain BIGINT;
ALTER TABLE leads ADD COLUMN key_company BIGINT;
ALTER TABLE leads ADD COLUMN key_phone BIGINT;
CREATE INDEX idx_leads_key_profile ON leads (key_profile) WHERE key_profile IS NOT NULL;
CREATE INDEX idx_leads_key_domain ON leads (key_domain) WHERE key_domain IS NOT NULL;
CREATE INDEX idx_leads_key_company ON leads (key_company) WHERE key_company IS NOT NULL;
CREATE INDEX idx_leads_key_phone ON leads (key_phone) WHERE key_phone IS NOT NULL;
DROP INDEX idx_leads_identity;
CREATE INDEX idx_leads_identity ON leads USING GIN (identity_keys) WITH (fastupdate = off) WHERE identity_keys IS NOT NULL;
-- Leads of other programs have no keys; those that are here have them in the old form, and get them anew.
UPDATE leads SET identity_keys = NULL;
DROP INDEX idx_leads_unkeyed;
CREATE INDEX idx_leads_unkeyed ON leads (user_id) WHERE identity_keys IS NULL
    AND key_profile IS NULL AND key_domain IS NULL AND key_company IS NULL AND key_phone IS NULL;

-- Leads that were changed before this time are scored, or their enrichment says that it is stale (enriched_at is NULL; the index is in the
-- next step, with the user).
ALTER TABLE users ADD COLUMN enriched_until TIMESTAMPTZ;
