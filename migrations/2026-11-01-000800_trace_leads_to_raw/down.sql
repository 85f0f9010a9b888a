ALTER TABLE scrape_jobs DROP COLUMN total_rejected;
DROP INDEX idx_leads_unkeyed;
DROP INDEX idx_leads_identity;
ALTER TABLE leads DROP COLUMN identity_keys;
ALTER TABLE leads DROP COLUMN raw_lead_ids;
