//! `enrich`: from leads to scores.

pub(super) mod ask;

use std::collections::HashMap;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;
use chrono::{DateTime, Utc};
use clap::Args;
use diesel::PgConnection;
use uuid::Uuid;

use self::ask::{AskArgs, Asking};
use super::completions::values;
use super::names::{UserArg, optional_user};
use super::normalize::processors;
use super::rules::RulesArg;
use super::{Context, DONE, so_far};
use crate::enrich::llm;
use crate::enrich::{self, InForce, Options, Summary};
use crate::error::{Failure, Kind};
use crate::interrupt;
use crate::learn::model::AVERAGE;
use crate::learn::{Model, Values};
use crate::models::lead_enrichment::{
    self, chosen,
    due::{self, Scope},
};
use crate::models::leads::{self, Lead};
use crate::models::raw_leads::{self, RawLead};
use crate::models::scrape_jobs::Job;
use crate::models::users::User;
use crate::output::{Cell, Column, Output, Rows, progress, seconds, text};
use crate::quota;

/// Score leads, and say why: intent, buying signal, summary and the channel to use.
///
/// Takes every lead that is new or has changed since it was last scored, and finds them without looking at the others. What
/// other programs write is found too, if they set updated_at to the time of their change, as a new row does by itself.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine enrich\n  \
    leadengine enrich --rules mine.toml --rescore\n  \
    leadengine enrich --llm-url http://localhost:11434 --llm-model llama3.1 --llm-top 50\n\n\
    leadengine leads show ID tells the parts of a score.")]
pub struct Enrich {
    #[command(flatten)]
    user: UserArg,
    /// Only leads that raw records of this job went into
    #[arg(long, value_name = "ID", add = values::jobs())]
    job: Option<String>,
    /// Also leads that are up to date, as after an upgrade
    ///
    /// Reads every lead, so it also finds those that another program added or changed with an updated_at of long ago, or whose
    /// score it removed.
    #[arg(long)]
    rescore: bool,
    #[command(flatten)]
    scoring: ScoringArgs,
    /// Threads that score, with a connection each, at most 16 [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    workers: Option<u16>,
}

/// What scores are made by.
#[derive(Debug, Args)]
pub struct ScoringArgs {
    /// Score with this model in the place of the rules; leadengine model train makes one
    ///
    /// The score is the probability that the lead is won, in per cent. Leads that are up to date keep the score that they have; with
    /// --rescore they get a new one.
    #[arg(long, value_name = "MODEL")]
    model: Option<PathBuf>,
    #[command(flatten)]
    rules: RulesArg,
    #[command(flatten)]
    ask: AskArgs,
}

/// What scores are made by, read and checked.
pub(super) struct Scoring {
    model: Option<Model>,
    rules: InForce,
    asking: Option<Asking>,
}

impl ScoringArgs {
    /// # Errors
    /// When one of its files cannot be used, or they exclude each other.
    pub(super) fn load(self) -> Result<Scoring> {
        let model = self.model.as_deref().map(Model::load).transpose()?;
        let rules = match &model {
            Some(_) => self.rules.refuse_with_model()?,
            None => self.rules.load()?,
        };
        Ok(Scoring { model, rules, asking: self.ask.asking()? })
    }
}

pub(super) const COLUMNS: [Column; 5] = [
    Column::number("enriched", "Scored"),
    Column::number("high", "High"),
    Column::number("medium", "Medium"),
    Column::number("low", "Low"),
    Column::number("seconds", "Seconds"),
];

impl Enrich {
    /// Scores what is due.
    pub fn run(self, context: &Context) -> Result<u8> {
        let started = Instant::now();
        let scoring = self.scoring.load()?;
        let which = Which {
            user: self.user.given(),
            job: self.job.as_deref(),
            rescore: self.rescore,
            workers: self.workers,
        };
        let mut done = Done::default();
        if let Err(error) = enrich_these(context, &scoring, &which, &mut done) {
            let Some(status) = interrupt::asked().filter(|_| done.asked.is_none()) else { return Err(error) };
            print(&context.output, &done, started)?;
            context.output.note("interrupted: what was scored stays; the same command scores the rest");
            return Ok(status);
        }
        print(&context.output, &done, started)?;
        done.tell(&context.output);
        let any = done.scores.enriched > 0
            || context.connected(|conn| Ok(lead_enrichment::any_lead(conn, done.scope.user)?))?.1;
        match (done.scores.enriched, any) {
            (0, false) => context.output.note("there are no leads yet; first: leadengine normalize"),
            (0, true) if done.asked.as_ref().is_some_and(|asked| asked.chosen > 0) => {}
            (0, true) if scoring.model.is_some() || !scoring.rules.are_in_the_program() => {
                context.output.note("every lead is up to date; --rescore gives each a new score");
            }
            (0, true) => context
                .output
                .note("every lead is scored and up to date; next: leadengine leads --intent high"),
            _ => context.output.note(next(done.scores.high)),
        }
        Ok(DONE)
    }
}

/// Where the best of what was scored is to be seen.
pub(super) fn next(high: u64) -> &'static str {
    match high {
        0 => "next: leadengine leads",
        _ => "next: leadengine leads --intent high",
    }
}

/// What is scored.
pub(super) struct Which<'a> {
    /// Only this user's leads.
    pub(super) user: Option<&'a str>,
    /// Only leads of this job.
    pub(super) job: Option<&'a str>,
    /// Also those that are up to date.
    pub(super) rescore: bool,
    pub(super) workers: Option<u16>,
}

/// What was done.
#[derive(Default)]
pub(super) struct Done {
    scores: Summary,
    asked: Option<llm::Summary>,
    scope: Scope,
}

impl Done {
    /// What is printed of it: columns, and their cells.
    pub(super) fn row(&self, started: Instant) -> (Vec<Column>, Vec<Cell>) {
        let (first, last) = COLUMNS.split_at(4);
        let scores = [self.scores.enriched, self.scores.high, self.scores.medium, self.scores.low];
        let mut columns = first.to_vec();
        let mut cells: Vec<Cell> = scores.map(Cell::from).into();
        if let Some(asked) = &self.asked {
            columns.extend(ask::COLUMNS);
            cells.extend(ask::cells(asked));
        }
        columns.extend(last);
        cells.push(seconds(started));
        (columns, cells)
    }

    /// Says what did not work.
    pub(super) fn tell(&self, output: &Output) {
        if let Some(asked) = &self.asked {
            tell(output, asked);
        }
    }
}

/// Scores, with a progress bar, and adds it up in `done`, also where it ends with an error.
pub(super) fn enrich_these(
    context: &Context,
    scoring: &Scoring,
    which: &Which,
    done: &mut Done,
) -> Result<()> {
    let Scoring { model, rules, asking } = scoring;
    let (mut conn, (scope, since)) = context.connected(|conn| {
        let user = optional_user(conn, which.user)?;
        user.as_ref().map_or(Ok(()), quota::refuse_inactive)?;
        let job = which.job.map(|name| Job::named(conn, name, user.as_ref())).transpose()?;
        if let Some(owner) = job.as_ref().and_then(|job| job.user_id) {
            User::by_id(conn, owner)?.as_ref().map_or(Ok(()), quota::refuse_inactive)?;
        }
        let user = user.map(|user| user.id);
        if let Some(model) = model {
            model.fits(&sample(conn, user)?)?;
        }
        let scope = Scope { user, job: job.map(|job| job.id), all: which.rescore };
        if asking.is_some()
            && model.is_none()
            && !which.rescore
            && chosen::any_with_part(conn, scope, AVERAGE)?
        {
            let message =
                "some of these leads were scored by a model: the rules' scores are no base for the others";
            return Err(Failure::new(Kind::Usage, "model_missing", message)
                .hint("add --model MODEL, or --rescore to have all scored by the rules")
                .into());
        }
        Ok((scope, chosen::now(conn)?))
    })?;
    done.scope = scope;
    let bar = progress::counted(&context.output, None, "enrich", "leads");
    let target = context.target()?;
    // How many are due is asked beside the work, which it would hold up.
    let counting = target.clone();
    bar.find_total(move || u64::try_from(due::count(&mut counting.connect().ok()?, scope).ok()?).ok());
    let patience = context.patience(|line| context.output.note(line));
    interrupt::listen()?;
    let options = Options {
        scope,
        rules,
        model: model.as_ref(),
        keep: asking.is_some().then_some(llm::PART),
        workers: which.workers.map_or_else(processors, usize::from),
        connect: &|| target.connect(),
        patience: &patience,
    };
    let scores = &mut done.scores;
    let scored = enrich::run(&mut conn, &options, scores, &mut |leads| bar.add(leads));
    bar.finish();
    scored.map_err(|error| {
        so_far(error, scores.enriched, "leads are scored; the same command scores the rest")
    })?;
    if let Some(asking) = asking {
        let asked = done.asked.insert(llm::Summary::default());
        *asked = ask(&mut conn, context, &options, asking, since)?;
        for &(from, to) in &asked.moved {
            scores.move_one(from, to);
        }
    }
    Ok(())
}

/// What is known of some leads, old ones and new ones: a model that knows none of it was made for others.
fn sample(conn: &mut PgConnection, user: Option<Uuid>) -> Result<Vec<Values>> {
    let leads = leads::sample(conn, user)?;
    let raws: Vec<Uuid> = leads.iter().flat_map(|lead| lead.raw_ids()).collect();
    let raws: HashMap<Uuid, RawLead> =
        raw_leads::by_ids(conn, &raws)?.into_iter().map(|raw| (raw.id, raw)).collect();
    let of = |lead: &Lead| enrich::known_of(&lead.values, lead.raw_ids().filter_map(|raw| raws.get(&raw)));
    Ok(leads.iter().map(of).collect())
}

/// Prints what was done.
fn print(output: &Output, done: &Done, started: Instant) -> Result<()> {
    let (columns, cells) = done.row(started);
    Rows::one(output, &columns, cells)
}

/// Asks a language model, with a progress bar.
fn ask(
    conn: &mut PgConnection,
    context: &Context,
    options: &Options,
    asking: &Asking,
    since: DateTime<Utc>,
) -> Result<llm::Summary> {
    let options = llm::Options {
        scope: options.scope,
        top: asking.top,
        min_score: asking.min_score,
        again: options.scope.all,
        since,
        rules: options.rules,
        model: options.model,
        client: &asking.client,
        name: &asking.name,
        workers: asking.workers,
        with_contact: asking.with_contact,
        connect: options.connect,
    };
    let bar = progress::counted(&context.output, None, "ask the model", "leads");
    llm::run(conn, &options, &mut |leads| bar.set_total(leads), &mut || bar.add(1))
}

/// Says what did not work.
fn tell(output: &Output, asked: &llm::Summary) {
    if let Some(why) = &asked.failure {
        output.warn(format!("no answer for {}, kept as it was: {why}", text::counted(asked.failed, "lead")));
    }
    if let Some(why) = &asked.stopped {
        output.warn(format!("{} left for another run: {why}", text::counted(asked.left, "lead")));
    } else if asked.left > 0 {
        output.note(format!("{} changed meanwhile: left for another run", text::counted(asked.left, "lead")));
    }
}
