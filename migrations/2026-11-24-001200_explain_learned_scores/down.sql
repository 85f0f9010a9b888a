ALTER TABLE lead_enrichment DROP COLUMN score_parts;
