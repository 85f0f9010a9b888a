ALTER TABLE users DROP COLUMN enriched_until;
DROP INDEX idx_leads_unkeyed;
CREATE INDEX idx_leads_unkeyed ON leads (user_id) WHERE identity_keys IS NULL;
DROP INDEX idx_leads_identity;
CREATE INDEX idx_leads_identity ON leads USING GIN (identity_keys) WITH (fastupdate = off);
ALTER TABLE leads DROP COLUMN key_phone;
ALTER TABLE leads DROP COLUMN key_company;
ALTER TABLE leads DROP COLUMN key_domain;
ALTER TABLE leads DROP COLUMN key_profile;
-- The program before this one knows keys only as one list: it makes it again.
UPDATE leads SET identity_keys = NULL;
DROP INDEX idx_scrape_jobs_queued;
DROP INDEX idx_scrape_jobs_waiting;
ALTER TABLE scrape_jobs DROP COLUMN counted_to;
ALTER TABLE users DROP COLUMN read_until;
ALTER TABLE scrape_jobs DROP COLUMN read_until;
DROP INDEX idx_raw_leads_stray;
DROP INDEX idx_raw_leads_stored;
ALTER TABLE raw_leads DROP COLUMN stored_in;
