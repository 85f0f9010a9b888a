CREATE TABLE raw_leads (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id UUID REFERENCES users (id) ON DELETE CASCADE,
    scrape_job_id UUID REFERENCES scrape_jobs (id) ON DELETE CASCADE,
    raw_payload JSONB NOT NULL,
    source_url TEXT,
    data_hash TEXT UNIQUE NOT NULL,
    scraped_at TIMESTAMPTZ DEFAULT NOW()
);

CREATE INDEX idx_raw_leads_user ON raw_leads (user_id);
CREATE INDEX idx_raw_leads_job ON raw_leads (scrape_job_id);
CREATE INDEX idx_raw_leads_payload ON raw_leads USING GIN (raw_payload);
