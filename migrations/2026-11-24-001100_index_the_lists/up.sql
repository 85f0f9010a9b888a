-- An index for each list that the command line shows if no other order is asked for, for one user and for all: the page at any cursor costs the same.

-- The user of the lead, a copy: no index spans two tables. Not a foreign key, because the lead has one. NULL: another program wrote the row;
-- lists look for those in the lead, and enrich fills it in.
ALTER TABLE lead_enrichment ADD COLUMN user_id UUID;
UPDATE lead_enrichment e SET user_id = l.user_id FROM leads l WHERE l.id = e.lead_id;
CREATE INDEX idx_enrichment_stale ON lead_enrichment (user_id, lead_id) WHERE enriched_at IS NULL;
CREATE INDEX idx_enrichment_score ON lead_enrichment (COALESCE(predicted_score, -1) DESC, lead_id DESC);
CREATE INDEX idx_enrichment_intent ON lead_enrichment (intent_level, COALESCE(predicted_score, -1) DESC, lead_id DESC);
CREATE INDEX idx_enrichment_user_score ON lead_enrichment (user_id, COALESCE(predicted_score, -1) DESC, lead_id DESC);
CREATE INDEX idx_enrichment_user_intent ON lead_enrichment (user_id, intent_level, COALESCE(predicted_score, -1) DESC, lead_id DESC);

-- Last changed first, for one user; it also tells enrich what changed. Upward, because the newest then go in at the end, which is the cheapest
-- place. The other orders (created, company, name, confidence) have no index: each costs every new lead more than the rare list is worth.
CREATE INDEX idx_leads_user_updated ON leads (user_id, COALESCE(updated_at, 'epoch'), id);

CREATE INDEX idx_scrape_jobs_created ON scrape_jobs (created_at DESC NULLS LAST, id);
CREATE INDEX idx_scrape_jobs_user_created ON scrape_jobs (user_id, created_at DESC NULLS LAST, id);
