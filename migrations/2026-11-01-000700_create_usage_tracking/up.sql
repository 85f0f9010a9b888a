CREATE TABLE usage_tracking (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id UUID REFERENCES users (id) ON DELETE CASCADE,
    scrapes_used INTEGER DEFAULT 0,
    leads_generated INTEGER DEFAULT 0,
    period_start TIMESTAMPTZ,
    period_end TIMESTAMPTZ
);

CREATE INDEX idx_usage_user ON usage_tracking (user_id);
