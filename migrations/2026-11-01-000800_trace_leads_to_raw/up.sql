-- A lead is derived from raw records and can be derived again, so it has to know which ones:
-- raw_lead_ids holds every raw record that went into it (NULL: another program wrote the lead).
-- A raw record that is in no lead's list is still waiting or was rejected; raw_leads itself is never updated,
-- because an update there writes every index again, the GIN index on the payload included.
ALTER TABLE leads ADD COLUMN raw_lead_ids UUID[];

-- Under which keys (email, LinkedIn profile, name and domain, …) any of those records can be met again,
-- as 64-bit hashes: a lead has to be found by the address that it was merged from, not only by the one it shows.
ALTER TABLE leads ADD COLUMN identity_keys BIGINT[];
-- Without a pending list: every look-up would read all of it, and there are several for each new record.
CREATE INDEX idx_leads_identity ON leads USING GIN (identity_keys) WITH (fastupdate = off);

-- Leads of other programs, which have no keys yet, are found without reading the others.
CREATE INDEX idx_leads_unkeyed ON leads (user_id) WHERE identity_keys IS NULL;

-- How many of the job's raw records became no lead: a later run then counts only the new ones as rejected.
ALTER TABLE scrape_jobs ADD COLUMN total_rejected INTEGER DEFAULT 0;
