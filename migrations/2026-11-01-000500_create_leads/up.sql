CREATE TABLE leads (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id UUID REFERENCES users (id) ON DELETE CASCADE,
    company_name TEXT,
    domain TEXT,
    industry TEXT,
    company_size TEXT,
    location TEXT,
    first_name TEXT,
    last_name TEXT,
    job_title TEXT,
    seniority TEXT,
    email TEXT,
    phone TEXT,
    linkedin_url TEXT,
    confidence_score DOUBLE PRECISION,
    source TEXT,
    created_at TIMESTAMPTZ DEFAULT NOW(),
    updated_at TIMESTAMPTZ DEFAULT NOW(),
    CONSTRAINT unique_user_email UNIQUE (user_id, email)
);

CREATE INDEX idx_leads_user ON leads (user_id);
CREATE INDEX idx_leads_email ON leads (email);
CREATE INDEX idx_leads_domain ON leads (domain);
