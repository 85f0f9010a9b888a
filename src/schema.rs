// @generated automatically by Diesel CLI.

diesel::table! {
    lead_enrichment (id) {
        id -> Uuid,
        lead_id -> Nullable<Uuid>,
        predicted_score -> Nullable<Float8>,
        intent_level -> Nullable<Text>,
        ai_summary -> Nullable<Text>,
        buying_signal -> Nullable<Text>,
        recommended_channel -> Nullable<Text>,
        enriched_at -> Nullable<Timestamptz>,
        user_id -> Nullable<Uuid>,
        score_parts -> Nullable<Jsonb>,
    }
}

diesel::table! {
    leads (id) {
        id -> Uuid,
        user_id -> Nullable<Uuid>,
        company_name -> Nullable<Text>,
        domain -> Nullable<Text>,
        industry -> Nullable<Text>,
        company_size -> Nullable<Text>,
        location -> Nullable<Text>,
        first_name -> Nullable<Text>,
        last_name -> Nullable<Text>,
        job_title -> Nullable<Text>,
        seniority -> Nullable<Text>,
        email -> Nullable<Text>,
        phone -> Nullable<Text>,
        linkedin_url -> Nullable<Text>,
        confidence_score -> Nullable<Float8>,
        source -> Nullable<Text>,
        created_at -> Nullable<Timestamptz>,
        updated_at -> Nullable<Timestamptz>,
        raw_lead_ids -> Nullable<Array<Nullable<Uuid>>>,
        identity_keys -> Nullable<Array<Nullable<Int8>>>,
        key_profile -> Nullable<Int8>,
        key_domain -> Nullable<Int8>,
        key_company -> Nullable<Int8>,
        key_phone -> Nullable<Int8>,
    }
}

diesel::table! {
    raw_leads (id) {
        id -> Uuid,
        user_id -> Nullable<Uuid>,
        scrape_job_id -> Nullable<Uuid>,
        raw_payload -> Jsonb,
        source_url -> Nullable<Text>,
        data_hash -> Text,
        scraped_at -> Nullable<Timestamptz>,
        stored_in -> Int8,
    }
}

diesel::table! {
    scrape_jobs (id) {
        id -> Uuid,
        user_id -> Nullable<Uuid>,
        status -> Nullable<Text>,
        source_type -> Nullable<Text>,
        search_query -> Nullable<Text>,
        filters -> Nullable<Jsonb>,
        total_found -> Nullable<Int4>,
        total_processed -> Nullable<Int4>,
        created_at -> Nullable<Timestamptz>,
        started_at -> Nullable<Timestamptz>,
        completed_at -> Nullable<Timestamptz>,
        total_rejected -> Nullable<Int4>,
        normalize_options -> Nullable<Jsonb>,
        read_until -> Nullable<Jsonb>,
        counted_to -> Nullable<Text>,
    }
}

diesel::table! {
    subscriptions (id) {
        id -> Uuid,
        user_id -> Nullable<Uuid>,
        plan_name -> Nullable<Text>,
        monthly_scrape_limit -> Nullable<Int4>,
        monthly_lead_limit -> Nullable<Int4>,
        status -> Nullable<Text>,
        starts_at -> Nullable<Timestamptz>,
        expires_at -> Nullable<Timestamptz>,
        created_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    usage_tracking (id) {
        id -> Uuid,
        user_id -> Nullable<Uuid>,
        scrapes_used -> Nullable<Int4>,
        leads_generated -> Nullable<Int4>,
        period_start -> Nullable<Timestamptz>,
        period_end -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    users (id) {
        id -> Uuid,
        email -> Text,
        password_hash -> Nullable<Text>,
        role -> Nullable<Text>,
        is_active -> Nullable<Bool>,
        created_at -> Nullable<Timestamptz>,
        updated_at -> Nullable<Timestamptz>,
        read_until -> Nullable<Jsonb>,
        enriched_until -> Nullable<Timestamptz>,
    }
}

diesel::joinable!(lead_enrichment -> leads (lead_id));
diesel::joinable!(leads -> users (user_id));
diesel::joinable!(raw_leads -> scrape_jobs (scrape_job_id));
diesel::joinable!(raw_leads -> users (user_id));
diesel::joinable!(scrape_jobs -> users (user_id));
diesel::joinable!(subscriptions -> users (user_id));
diesel::joinable!(usage_tracking -> users (user_id));

diesel::allow_tables_to_appear_in_same_query!(
    lead_enrichment,
    leads,
    raw_leads,
    scrape_jobs,
    subscriptions,
    usage_tracking,
    users,
);
