DROP TABLE lead_enrichment;
