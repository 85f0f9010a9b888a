CREATE TABLE lead_enrichment (
    id UUID PRIMARY KEY DEFAULT gen_random_uuid(),
    lead_id UUID REFERENCES leads (id) ON DELETE CASCADE,
    predicted_score DOUBLE PRECISION,
    intent_level TEXT,
    ai_summary TEXT,
    buying_signal TEXT,
    recommended_channel TEXT,
    enriched_at TIMESTAMPTZ DEFAULT NOW()
);

-- Unique: one enrichment a lead.
CREATE UNIQUE INDEX idx_enrichment_lead ON lead_enrichment (lead_id);
