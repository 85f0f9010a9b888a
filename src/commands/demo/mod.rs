//! `demo`: the whole pipeline on built-in data.

use std::io::{self, Cursor, Write};
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use diesel::PgConnection;

use super::columns::ColumnsArg;
use super::ingest::make_job;
use super::leads::{choice, push, rows};
use super::normalize::processors;
use super::{Context, DONE};
use crate::database::retry::Patience;
use crate::database::{self, Target, migrations, private};
use crate::enrich::{self, InForce};
use crate::ingest::{self, Input};
use crate::interrupt;
use crate::models::identifier;
use crate::models::lead_enrichment::due::Scope;
use crate::models::leads::list::{self, Filter, Order, Text};
use crate::models::subscriptions::{self, NewSubscription, Subscription};
use crate::models::users::{NewUser, User};
use crate::normalize::{self, Reading};
use crate::output::{progress, text};

/// Show the whole pipeline on built-in sample data, in a database of its own.
///
/// Nothing else is touched: the data goes to a database `leadengine_demo` of the private PostgreSQL, which is
/// made afresh each time.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  leadengine demo\n  leadengine demo --limit 5\n  leadengine demo --json"
)]
pub struct Demo {
    /// How many of the ranked leads to show
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..=1000))]
    limit: u32,
}

/// Some 200 invented records as scrapers deliver them: duplicates, rubbish, several languages, missing fields.
const SAMPLE: &str = include_str!("sample.jsonl");
/// Steps from the tables to the scores.
const STEPS: u64 = 5;
/// The demo's own database.
const DATABASE: &str = "leadengine_demo";
/// The demo's only user.
const EMAIL: &str = "demo@leadengine.invalid";

impl Demo {
    /// Runs the pipeline and prints the ranked leads.
    pub fn run(self, context: &Context) -> Result<u8> {
        let output = &context.output;
        let bar = progress::parts(output, Some(STEPS), "demo", "steps");
        let say = |step: &str, what: String| {
            output.note(format!("{step:<14}{what}"));
            bar.add(1);
        };
        let started = Instant::now();
        interrupt::end_at_once()?;
        bar.doing("making the tables");

        let home = database::home();
        private::start(&home)?;
        private::drop_database(&home, DATABASE)?;
        let target = Target::Private { home: home.clone(), database: DATABASE.to_owned() };
        let mut conn = target.connect()?;
        let tables = migrations::apply(&mut conn, &mut |_, _| {}, &mut |_| {})?;
        say("create-tables", format!("{tables} migrations applied in a database of its own, {DATABASE}"));

        let user = User::add(&mut conn, &NewUser { email: EMAIL, password_hash: None, role: "user" })?;
        let subscription = Subscription::add(
            &mut conn,
            &NewSubscription {
                user_id: user.id,
                plan_name: "pro",
                monthly_scrape_limit: Some(10_000),
                monthly_lead_limit: Some(5_000),
                status: subscriptions::ACTIVE,
                starts_at: chrono::Utc::now(),
                expires_at: None,
            },
        )?;
        say("users add", format!("{EMAIL}, plan {}", subscription.plan_name.as_deref().unwrap_or_default()));

        bar.doing("ingest");
        let summary = ingest_sample(&target, &user)?;
        say(
            "ingest",
            format!(
                "{} records: {} stored, {} duplicates, {} rejected (broken JSON)",
                summary.read, summary.inserted, summary.duplicates, summary.rejected
            ),
        );

        let options = normalize::Options {
            jobs: Vec::new(),
            user: Some(user.id),
            rebuild: false,
            workers: processors(),
            reading: Reading::default(),
            connect: &|| target.connect(),
            patience: &Patience::none(),
        };
        bar.doing("normalize");
        let mut summary = normalize::Summary::default();
        normalize::run(&options, &mut summary, &mut |_| {}, &mut |_| {})?;
        say(
            "normalize",
            format!(
                "{} raw records: {} new leads, {} merged into them, {} not a lead",
                summary.raw,
                summary.created,
                summary.updated + summary.unchanged,
                summary.rejected
            ),
        );

        let options = enrich::Options {
            rules: &InForce::default(),
            model: None,
            keep: None,
            scope: Scope { user: Some(user.id), ..Scope::default() },
            workers: processors(),
            connect: &|| target.connect(),
            patience: &Patience::none(),
        };
        bar.doing("enrich");
        let mut summary = enrich::Summary::default();
        enrich::run(&mut conn, &options, &mut summary, &mut |_| {})?;
        say(
            "enrich",
            format!(
                "{} scored: {} high, {} medium, {} low",
                summary.enriched, summary.high, summary.medium, summary.low
            ),
        );
        bar.finish();
        output.note(format!("{:<14}done in {:.1} s", "", started.elapsed().as_secs_f64()));
        output.note("");

        let first = self.show(context, &mut conn)?;
        if output.is_table() {
            let url = private::url(&home, DATABASE);
            output.note_lines(format!(
                "\nWhat to type next:\n  \
                 export LEADENGINE_DATABASE_URL={}\n  \
                 leadengine leads --intent high --channel phone\n  \
                 leadengine leads show {first}\n  \
                 leadengine stats\n  \
                 unset LEADENGINE_DATABASE_URL\n\
                 And with your own data:\n  \
                 leadengine create-tables && leadengine users add you@example.com --plan pro\n  \
                 leadengine ingest FILE.jsonl && leadengine normalize && leadengine enrich\n  \
                 leadengine leads",
                text::shell_word(url)
            ));
        }
        Ok(DONE)
    }

    /// Prints the ranked leads, and why the first is first; gives the beginning of its id.
    fn show(&self, context: &Context, conn: &mut PgConnection) -> Result<String> {
        let output = &context.output;
        let page = list::page(conn, &Filter::default(), Order::Score, None, i64::from(self.limit))?;
        let mut rows = rows(output, choice(output, &ColumnsArg::default())?);
        for row in &page {
            push(&mut rows, output, row)?;
        }
        rows.finish()?;
        let best = page.first().and_then(|row| row.text(Text::AiSummary));
        if let Some(best) = best.filter(|_| output.is_table()) {
            let why = format!("Why the first is first: {}", text::printable(best));
            writeln!(io::stdout(), "\n{}", output.screen.paragraph(&why, 0).join("\n"))?;
        }
        Ok(page.first().map_or("ID".to_owned(), |row| identifier::short(row.id)))
    }
}

fn ingest_sample(target: &Target, user: &User) -> Result<ingest::Summary> {
    let make_job = |conn: &mut PgConnection| make_job(conn, user, "file", "built-in sample");
    let options = ingest::Options {
        user: user.id,
        job: None,
        make_job: &make_job,
        connect: &|| target.connect(),
        patience: &Patience::none(),
        connections: 1,
        parsers: 1,
        format: ingest::InputFormat::Json,
        encoding: None,
        max_record: 1 << 20,
        strict: false,
        on_broken: &|_| {},
    };
    let input = Input { name: "sample".to_owned(), reader: Box::new(Cursor::new(SAMPLE.as_bytes())) };
    ingest::run(vec![input], &options, &mut |_| Ok(()), &mut |_| {})
}
