DROP TABLE scrape_jobs;
