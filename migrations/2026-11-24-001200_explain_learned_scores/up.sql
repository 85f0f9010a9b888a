-- Why a model gave a lead its score: [{"name", "value", "points"}], the values that count most; together the points are the score. NULL where the
-- rules gave it: their parts are told anew from the lead. A model may be gone when somebody asks.
ALTER TABLE lead_enrichment ADD COLUMN score_parts JSONB;
