ALTER TABLE scrape_jobs DROP COLUMN normalize_options;
