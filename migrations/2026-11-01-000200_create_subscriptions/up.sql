-- A limit of NULL means unlimited.
CREATE TABLE subscriptions (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id UUID REFERENCES users (id) ON DELETE CASCADE,
    plan_name TEXT,
    monthly_scrape_limit INTEGER DEFAULT 1000,
    monthly_lead_limit INTEGER DEFAULT 500,
    status TEXT,
    starts_at TIMESTAMPTZ DEFAULT NOW(),
    expires_at TIMESTAMPTZ,
    created_at TIMESTAMPTZ DEFAULT NOW()
);

-- Deleting a user and finding a user's plan would otherwise read the whole table.
CREATE INDEX idx_subscriptions_user ON subscriptions (user_id);
