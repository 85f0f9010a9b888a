CREATE TABLE scrape_jobs (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id UUID REFERENCES users (id) ON DELETE CASCADE,
    status TEXT DEFAULT 'queued',
    source_type TEXT,
    search_query TEXT,
    filters JSONB,
    total_found INTEGER,
    total_processed INTEGER DEFAULT 0,
    created_at TIMESTAMPTZ DEFAULT NOW(),
    started_at TIMESTAMPTZ,
    completed_at TIMESTAMPTZ
);

CREATE INDEX idx_scrape_jobs_user ON scrape_jobs (user_id);
CREATE INDEX idx_scrape_jobs_status ON scrape_jobs (status);
