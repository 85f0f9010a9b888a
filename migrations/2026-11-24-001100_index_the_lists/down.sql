DROP INDEX idx_scrape_jobs_user_created;
DROP INDEX idx_scrape_jobs_created;
DROP INDEX idx_leads_user_updated;
-- Those with the user in them go with the column.
DROP INDEX idx_enrichment_intent;
DROP INDEX idx_enrichment_score;
ALTER TABLE lead_enrichment DROP COLUMN user_id;
