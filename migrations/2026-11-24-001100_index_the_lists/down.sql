DROP INDEX idx_scrape_jobs_user_created;
DROP INDEX idx_scrape_jobs_created;
DROP INDEX idx_leads_user_updated;
ALTER TABLE lead_enrichment DROP COLUMN user_id;
