-- A lead is a function of its raw records, also when a later run derives it again: so what an operator said about how a
-- job's records are to be read (normalize --region, --mapping) has to stay with the job.
-- {"region": "AU", "mapping": {"email": ["person.mail"]}}; NULL: nothing was said.
ALTER TABLE scrape_jobs ADD COLUMN normalize_options JSONB;
