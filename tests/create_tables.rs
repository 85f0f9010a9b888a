//! `create-tables`: the live catalog against the product page, and applying it safely.

use std::collections::BTreeSet;

use leadengine::database::migrations;

use crate::support::*;

/// The columns of the product page.
const COLUMNS: &str = "\
lead_enrichment.ai_summary text
lead_enrichment.buying_signal text
lead_enrichment.enriched_at timestamp with time zone default now()
lead_enrichment.id uuid not null default gen_random_uuid()
lead_enrichment.intent_level text
lead_enrichment.lead_id uuid
lead_enrichment.predicted_score double precision
lead_enrichment.recommended_channel text
leads.company_name text
leads.company_size text
leads.confidence_score double precision
leads.created_at timestamp with time zone default now()
leads.domain text
leads.email text
leads.first_name text
leads.id uuid not null default gen_random_uuid()
leads.industry text
leads.job_title text
leads.last_name text
leads.linkedin_url text
leads.location text
leads.phone text
leads.seniority text
leads.source text
leads.updated_at timestamp with time zone default now()
leads.user_id uuid
raw_leads.data_hash text not null
raw_leads.id uuid not null default gen_random_uuid()
raw_leads.raw_payload jsonb not null
raw_leads.scrape_job_id uuid
raw_leads.scraped_at timestamp with time zone default now()
raw_leads.source_url text
raw_leads.user_id uuid
scrape_jobs.completed_at timestamp with time zone
scrape_jobs.created_at timestamp with time zone default now()
scrape_jobs.filters jsonb
scrape_jobs.id uuid not null default gen_random_uuid()
scrape_jobs.search_query text
scrape_jobs.source_type text
scrape_jobs.started_at timestamp with time zone
scrape_jobs.status text default 'queued'::text
scrape_jobs.total_found integer
scrape_jobs.total_processed integer default 0
scrape_jobs.user_id uuid
subscriptions.created_at timestamp with time zone default now()
subscriptions.expires_at timestamp with time zone
subscriptions.id uuid not null default gen_random_uuid()
subscriptions.monthly_lead_limit integer default 500
subscriptions.monthly_scrape_limit integer default 1000
subscriptions.plan_name text
subscriptions.starts_at timestamp with time zone default now()
subscriptions.status text
subscriptions.user_id uuid
usage_tracking.id uuid not null default gen_random_uuid()
usage_tracking.leads_generated integer default 0
usage_tracking.period_end timestamp with time zone
usage_tracking.period_start timestamp with time zone
usage_tracking.scrapes_used integer default 0
usage_tracking.user_id uuid
users.created_at timestamp with time zone default now()
users.email text not null
users.id uuid not null default gen_random_uuid()
users.is_active boolean default true
users.password_hash text
users.role text default 'user'::text
users.updated_at timestamp with time zone default now()";

/// Columns that were added to it: each nullable or with a default, and with its reason in the migration.
const ADDED_COLUMNS: &str = "\
lead_enrichment.score_parts jsonb
lead_enrichment.user_id uuid
leads.identity_keys bigint[]
leads.key_company bigint
leads.key_domain bigint
leads.key_phone bigint
leads.key_profile bigint
leads.raw_lead_ids uuid[]
raw_leads.stored_in bigint not null default ((pg_current_xact_id())::text)::bigint
scrape_jobs.counted_to text
scrape_jobs.normalize_options jsonb
scrape_jobs.read_until jsonb
scrape_jobs.total_rejected integer default 0
users.enriched_until timestamp with time zone
users.read_until jsonb";

/// The constraints of the product page.
const CONSTRAINTS: &str = "\
lead_enrichment.lead_enrichment_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES leads(id) ON DELETE CASCADE
lead_enrichment.lead_enrichment_pkey PRIMARY KEY (id)
leads.leads_pkey PRIMARY KEY (id)
leads.leads_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
leads.unique_user_email UNIQUE (user_id, email)
raw_leads.raw_leads_data_hash_key UNIQUE (data_hash)
raw_leads.raw_leads_pkey PRIMARY KEY (id)
raw_leads.raw_leads_scrape_job_id_fkey FOREIGN KEY (scrape_job_id) REFERENCES scrape_jobs(id) ON DELETE CASCADE
raw_leads.raw_leads_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
scrape_jobs.scrape_jobs_pkey PRIMARY KEY (id)
scrape_jobs.scrape_jobs_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
subscriptions.subscriptions_pkey PRIMARY KEY (id)
subscriptions.subscriptions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
usage_tracking.usage_tracking_pkey PRIMARY KEY (id)
usage_tracking.usage_tracking_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
users.users_email_key UNIQUE (email)
users.users_pkey PRIMARY KEY (id)";

/// The indexes of the product page, beside those of its constraints.
const INDEXES: &str = "\
CREATE INDEX idx_leads_domain ON public.leads USING btree (domain)
CREATE INDEX idx_leads_email ON public.leads USING btree (email)
CREATE INDEX idx_leads_user ON public.leads USING btree (user_id)
CREATE INDEX idx_raw_leads_job ON public.raw_leads USING btree (scrape_job_id)
CREATE INDEX idx_raw_leads_payload ON public.raw_leads USING gin (raw_payload)
CREATE INDEX idx_raw_leads_user ON public.raw_leads USING btree (user_id)
CREATE INDEX idx_scrape_jobs_status ON public.scrape_jobs USING btree (status)
CREATE INDEX idx_scrape_jobs_user ON public.scrape_jobs USING btree (user_id)
CREATE INDEX idx_usage_user ON public.usage_tracking USING btree (user_id)
CREATE UNIQUE INDEX idx_enrichment_lead ON public.lead_enrichment USING btree (lead_id)";

/// Indexes that were added to them.
const ADDED_INDEXES: &str = "\
CREATE INDEX idx_enrichment_intent ON public.lead_enrichment USING btree (intent_level, COALESCE(predicted_score, ('-1'::integer)::double precision) DESC, lead_id DESC)
CREATE INDEX idx_enrichment_score ON public.lead_enrichment USING btree (COALESCE(predicted_score, ('-1'::integer)::double precision) DESC, lead_id DESC)
CREATE INDEX idx_enrichment_stale ON public.lead_enrichment USING btree (user_id, lead_id) WHERE (enriched_at IS NULL)
CREATE INDEX idx_enrichment_user_intent ON public.lead_enrichment USING btree (user_id, intent_level, COALESCE(predicted_score, ('-1'::integer)::double precision) DESC, lead_id DESC)
CREATE INDEX idx_enrichment_user_score ON public.lead_enrichment USING btree (user_id, COALESCE(predicted_score, ('-1'::integer)::double precision) DESC, lead_id DESC)
CREATE INDEX idx_leads_identity ON public.leads USING gin (identity_keys) WITH (fastupdate=off) WHERE (identity_keys IS NOT NULL)
CREATE INDEX idx_leads_key_company ON public.leads USING btree (key_company) WHERE (key_company IS NOT NULL)
CREATE INDEX idx_leads_key_domain ON public.leads USING btree (key_domain) WHERE (key_domain IS NOT NULL)
CREATE INDEX idx_leads_key_phone ON public.leads USING btree (key_phone) WHERE (key_phone IS NOT NULL)
CREATE INDEX idx_leads_key_profile ON public.leads USING btree (key_profile) WHERE (key_profile IS NOT NULL)
CREATE INDEX idx_leads_unkeyed ON public.leads USING btree (user_id) WHERE ((identity_keys IS NULL) AND (key_profile IS NULL) AND (key_domain IS NULL) AND (key_company IS NULL) AND (key_phone IS NULL))
CREATE INDEX idx_leads_user_updated ON public.leads USING btree (user_id, COALESCE(updated_at, '1970-01-01 00:00:00+00'::timestamp with time zone), id)
CREATE INDEX idx_raw_leads_stored ON public.raw_leads USING btree (stored_in, scrape_job_id)
CREATE INDEX idx_raw_leads_stray ON public.raw_leads USING btree (user_id, stored_in) WHERE (scrape_job_id IS NULL)
CREATE INDEX idx_scrape_jobs_counted ON public.scrape_jobs USING btree (counted_to) WHERE (counted_to IS NOT NULL)
CREATE INDEX idx_scrape_jobs_created ON public.scrape_jobs USING btree (created_at DESC NULLS LAST, id)
CREATE INDEX idx_scrape_jobs_queued ON public.scrape_jobs USING btree (created_at, id) WHERE (status = 'queued'::text)
CREATE INDEX idx_scrape_jobs_user_created ON public.scrape_jobs USING btree (user_id, created_at DESC NULLS LAST, id)
CREATE INDEX idx_scrape_jobs_waiting ON public.scrape_jobs USING btree (user_id) WHERE ((COALESCE(total_found, 0) <> COALESCE(total_processed, 0)) AND (status IS DISTINCT FROM 'failed'::text))
CREATE INDEX idx_subscriptions_user ON public.subscriptions USING btree (user_id)
CREATE UNIQUE INDEX users_email_lower_key ON public.users USING btree (lower(email))";

/// Restricts a catalog query on `pg_class c` to the tables of the product.
const OURS: &str = "c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> '__diesel_schema_migrations'";

fn lines(db: &TestDb, select: &str) -> BTreeSet<String> {
    let all: String =
        db.query_value(&format!("SELECT string_agg(line, E'\\n') FROM ({select}) AS found (line)"));
    all.lines().map(str::to_owned).collect()
}

fn columns(db: &TestDb) -> BTreeSet<String> {
    lines(
        db,
        &format!(
            "SELECT c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) \
                    || CASE WHEN a.attnotnull THEN ' not null' ELSE '' END \
                    || COALESCE(' default ' || pg_get_expr(d.adbin, d.adrelid), '') \
             FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
             LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE {OURS}"
        ),
    )
}

fn constraints(db: &TestDb) -> BTreeSet<String> {
    // From PostgreSQL 18 on, NOT NULL is a constraint with a name too; the columns have it already.
    lines(
        db,
        &format!(
            "SELECT c.relname || '.' || k.conname || ' ' || pg_get_constraintdef(k.oid) \
             FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid WHERE k.contype <> 'n' AND {OURS}"
        ),
    )
}

fn indexes(db: &TestDb) -> BTreeSet<String> {
    lines(
        db,
        &format!(
            "SELECT pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid \
             WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u')) \
               AND {OURS}"
        ),
    )
}

fn expected(parts: &[&str]) -> BTreeSet<String> {
    parts.iter().flat_map(|part| part.lines()).map(str::to_owned).collect()
}

#[track_caller]
fn assert_same(found: &BTreeSet<String>, expected: &BTreeSet<String>) {
    let missing: Vec<_> = expected.difference(found).collect();
    let unexpected: Vec<_> = found.difference(expected).collect();
    assert!(
        missing.is_empty() && unexpected.is_empty(),
        "missing: {missing:#?}\nunexpected: {unexpected:#?}"
    );
}

#[test]
fn the_columns_are_those_of_the_product_page() {
    assert_same(&columns(&TestDb::new()), &expected(&[COLUMNS, ADDED_COLUMNS]));
}

#[test]
fn the_constraints_and_cascades_are_those_of_the_product_page() {
    assert_same(&constraints(&TestDb::new()), &expected(&[CONSTRAINTS]));
}

#[test]
fn the_indexes_are_those_of_the_product_page_by_name_and_method() {
    assert_same(&indexes(&TestDb::new()), &expected(&[INDEXES, ADDED_INDEXES]));
}

#[test]
fn columns_that_were_added_can_be_left_out_by_other_programs() {
    for line in ADDED_COLUMNS.lines() {
        assert!(!line.contains("not null") || line.contains("default"), "{line}");
    }
    let db = TestDb::new();
    db.execute(
        "INSERT INTO users (email) VALUES ('ann@example.com'); \
         INSERT INTO subscriptions (user_id) SELECT id FROM users; \
         INSERT INTO scrape_jobs (user_id) SELECT id FROM users; \
         INSERT INTO raw_leads (raw_payload, data_hash) VALUES ('{}', 'hash'); \
         INSERT INTO leads (user_id) SELECT id FROM users; \
         INSERT INTO lead_enrichment (lead_id) SELECT id FROM leads; \
         INSERT INTO usage_tracking (user_id) SELECT id FROM users",
    );
    assert_eq!(db.query_value::<String>("SELECT status FROM scrape_jobs"), "queued");
}

#[test]
fn a_lead_has_at_most_one_enrichment() {
    let db = TestDb::new();
    db.execute("INSERT INTO leads (email) VALUES ('a@example.com'); INSERT INTO lead_enrichment (lead_id) SELECT id FROM leads");
    db.execute("INSERT INTO lead_enrichment (lead_id) SELECT id FROM leads ON CONFLICT (lead_id) DO NOTHING");
    assert_eq!(db.query_value::<i64>("SELECT count(*) FROM lead_enrichment"), 1);
}

#[test]
fn rolling_back_leaves_nothing_and_forward_again_the_same() {
    let db = TestDb::new();
    let catalog = |db: &TestDb| {
        let order = format!(
            "SELECT c.relname || '.' || a.attname || ' ' || a.attnum FROM pg_class c \
             JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped WHERE {OURS}"
        );
        [columns(db), lines(db, &order), constraints(db), indexes(db)]
    };
    let before = catalog(&db);
    let steps = migrations::status(&mut db.connect()).unwrap().len();
    assert_eq!(migrations::revert_all(&mut db.connect()).unwrap(), steps);
    assert!(catalog(&db).iter().all(BTreeSet::is_empty));
    let left = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S', 'v') \
                AND relname <> '__diesel_schema_migrations'";
    assert_eq!(db.query_value::<i64>(left), 0);
    assert_eq!(db.run(&["create-tables"]).status, 0);
    assert_eq!(catalog(&db), before);
}

#[test]
fn it_says_what_it_did_and_then_that_there_is_nothing_to_do() {
    let db = TestDb::empty();
    let first = db.run(&["create-tables", "--json"]);
    assert_eq!(first.status, 0, "{}", first.stderr);
    let steps: serde_json::Value = serde_json::from_str(&first.stdout).unwrap();
    assert_eq!(steps[0]["name"], "create users");
    assert!(
        steps.as_array().unwrap().iter().all(|step| step["applied"] == true && step["version"].is_string())
    );
    for step in steps.as_array().unwrap() {
        assert!(first.stderr.contains(step["name"].as_str().unwrap()), "{}", first.stderr);
    }
    let again = db.run(&["create-tables", "--json"]);
    assert_eq!((again.status, again.stdout.trim()), (0, "[]"));
    assert!(again.stderr.contains("nothing to do"), "{}", again.stderr);
    let quiet = db.run(&["create-tables", "--quiet"]);
    assert_eq!((quiet.status, &*quiet.stdout, &*quiet.stderr), (0, "", ""));
}

#[test]
fn status_lists_every_step_and_changes_nothing() {
    let db = TestDb::empty();
    let applied = |db: &TestDb| -> Vec<bool> {
        let steps = db.json(&["create-tables", "--status"]);
        steps.as_array().unwrap().iter().map(|step| step["applied"].as_bool().unwrap()).collect()
    };
    let pending = applied(&db);
    assert!(!pending.is_empty() && pending.iter().all(|applied| !applied));
    assert_eq!(
        db.query_value::<i64>("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace"),
        0
    );
    assert_eq!(db.run(&["create-tables"]).status, 0);
    assert!(applied(&db).iter().all(|applied| *applied));
}

#[test]
fn without_tables_every_command_says_to_create_them() {
    let db = TestDb::empty();
    for arguments in [
        &["users", "list"][..],
        &["users", "add", "ann@example.com"],
        &["users", "verify", "ann@example.com"],
        &["subs", "list"],
        &["jobs", "list"],
        &["jobs", "claim"],
        &["usage"],
        &["stats"],
    ] {
        let run = db.run(arguments);
        assert_eq!(run.status, 1, "{arguments:?} {}", run.stderr);
        assert!(run.stderr.contains("leadengine create-tables"), "{arguments:?} {}", run.stderr);
    }
}
