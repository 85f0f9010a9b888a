//! `model`: from outcomes to scores that have learned from them.

pub(super) mod outcomes;
pub(super) mod report;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::Result;
use clap::{Args, Subcommand};
use serde_json::Value;

use self::outcomes::{Known, Labelled, labelled};
use super::names::{UserArg, optional_user};
use super::{Context, DONE};
use crate::enrich;
use crate::error::{Failure, Kind};
use crate::interrupt;
use crate::learn::features::{Choice, is_at_or_below};
use crate::learn::metrics::Quality;
use crate::learn::{Model, Values, train};
use crate::output::{progress, text};
use crate::quota;

/// Learn from outcomes who will buy: train a model, measure it, look into it.
#[derive(Debug, Subcommand)]
#[command(after_long_help = "Examples:\n  \
    leadengine model train --outcomes won-and-lost.csv --out buyers.model\n  \
    leadengine model evaluate buyers.model --outcomes last-month.csv\n  \
    leadengine model show buyers.model")]
#[allow(missing_docs)] // Each is told by its own arguments.
pub enum Command {
    Train(Train),
    Evaluate(Evaluate),
    Show(Show),
}

/// Train a model on leads whose outcome is known, and tell how good it is on leads that it has not seen.
///
/// The file of outcomes is CSV with a header, or JSON Lines. A row names a lead by email, lead_id or data_hash (of a raw record), and
/// says in outcome whether it was won or lost: won, lost, yes, no, 1, 0 and what CRMs call it. What is still open is passed over.
///
/// The model looks at the lead's fields (lead:industry), at the parts of the rules' score (rule:seniority) and at every value of the
/// payloads (visits, company.employees). Of names, addresses, telephone numbers and links it only sees whether they are there.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine model train --outcomes won-and-lost.csv --out buyers.model\n  \
    leadengine model train --outcomes crm.jsonl --out buyers.model --exclude deal --exclude closed_at")]
pub struct Train {
    /// Outcomes, as CSV or JSON Lines; - is standard input
    #[arg(long, value_name = "FILE")]
    outcomes: PathBuf,
    /// Where the model goes
    #[arg(long, value_name = "MODEL")]
    out: PathBuf,
    #[command(flatten)]
    user: UserArg,
    /// Do not look at this key, nor at what is below it; can be given several times
    #[arg(long, value_name = "KEY")]
    exclude: Vec<String>,
    /// Look at this key and what is below it, and at nothing else; can be given several times
    #[arg(long, value_name = "KEY")]
    only: Vec<String>,
    /// The seed of all chance: the same data and seed give the same model
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

/// Measure a model on outcomes: on others than those that it was trained on.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine model evaluate buyers.model --outcomes last-month.csv\n  \
    leadengine model evaluate buyers.model --outcomes crm.jsonl --user ann@example.com --json")]
pub struct Evaluate {
    /// The model
    #[arg(value_name = "MODEL")]
    model: PathBuf,
    /// Outcomes, as CSV or JSON Lines; - is standard input
    #[arg(long, value_name = "FILE")]
    outcomes: PathBuf,
    #[command(flatten)]
    user: UserArg,
}

/// Show what a model has learned, and how good it was when it was trained.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  leadengine model show buyers.model\n  leadengine model show buyers.model --json"
)]
pub struct Show {
    /// The model
    #[arg(value_name = "MODEL")]
    model: PathBuf,
}

/// Leads of which the payloads are searched for names of people.
const SAMPLE: usize = 500;

impl Command {
    /// Does what was asked for.
    pub fn run(self, context: &Context) -> Result<u8> {
        match self {
            Command::Train(train) => train.run(context),
            Command::Evaluate(evaluate) => evaluate.run(context),
            Command::Show(show) => show.run(context),
        }
    }
}

impl Train {
    fn run(self, context: &Context) -> Result<u8> {
        let started = Instant::now();
        interrupt::end_at_once()?;
        if fs::canonicalize(&self.outcomes)
            .is_ok_and(|outcomes| fs::canonicalize(&self.out).is_ok_and(|out| out == outcomes))
        {
            return Err(Failure::new(Kind::Usage, "same_file", "--out names the file of outcomes")
                .hint("name another file for the model")
                .into());
        }
        Model::try_place(&self.out)?;
        let given = outcomes::read(&self.outcomes)?;
        let mut conn = context.connect()?;
        let user = optional_user(&mut conn, self.user.given())?;
        user.as_ref().map_or(Ok(()), quota::refuse_inactive)?;
        let mut personal = BTreeSet::new();
        let mut seen = 0;
        let mut owners = BTreeSet::new();
        let of_lead = |lead: &Labelled| {
            owners.insert(lead.user_id);
            if seen < SAMPLE {
                seen += 1;
                for raw in &lead.raws {
                    if let Ok(Value::Object(payload)) = crate::json::read(&raw.payload) {
                        personal.extend(enrich::personal(&payload));
                    }
                }
            }
        };
        let known = Known::of(&mut conn, user.as_ref().map(|user| user.id), &given)?;
        known.tell(&context.output);
        let (leads, won) = labelled(&mut conn, &known.won, &context.output, of_lead)?;
        drop(conn);
        let owners = owners.len();
        if user.is_none() && owners > 1 {
            context.output.warn(format!(
                "these are leads of {owners} users; people that they share make the model look better than it is: --user USER trains on one's"
            ));
        }
        for key in self.only.iter().chain(&self.exclude) {
            if !leads.iter().any(|lead| lead.iter().any(|(name, _)| is_at_or_below(name, key))) {
                context.output.warn(format!("no lead has a value named {key}"));
            }
        }
        let choice = Choice { only: self.only, exclude: self.exclude, personal };
        let steps = train::steps(leads.len());
        let bar = progress::counted(&context.output, Some(steps), "train", "parts");
        let model = train::train(&leads, &won, &choice, self.seed, &mut || bar.add(1));
        bar.finish();
        let model = model?;
        model.save(&self.out)?;
        for suspect in &model.about.suspects {
            context.output.warn(format!(
                "{} alone tells nearly all (ROC AUC {:.3}). If it is filled in after the outcome is known, train again with --exclude {}",
                suspect.name, suspect.roc_auc, text::shell_word(&suspect.name)
            ));
        }
        report::trained(&context.output, &model, &self.out, started)?;
        context
            .output
            .note(format!("next: leadengine enrich --model {} --rescore", text::file_word(&self.out)));
        Ok(DONE)
    }
}

impl Evaluate {
    fn run(self, context: &Context) -> Result<u8> {
        let started = Instant::now();
        interrupt::end_at_once()?;
        let model = Model::load(&self.model)?;
        let given = outcomes::read(&self.outcomes)?;
        let mut conn = context.connect()?;
        let user = optional_user(&mut conn, self.user.given())?;
        let known = Known::of(&mut conn, user.as_ref().map(|user| user.id), &given)?;
        known.tell(&context.output);
        let (leads, won) = labelled(&mut conn, &known.won, &context.output, |_| ())?;
        model.fits(&leads)?;
        let leads: Vec<&Values> = leads.iter().collect();
        let bar = progress::counted(&context.output, Some(leads.len() as u64), "score", "leads");
        let mut probabilities = Vec::with_capacity(leads.len());
        for page in leads.chunks(2_000) {
            probabilities.extend(model.probabilities(page));
            bar.add(page.len() as u64);
        }
        bar.finish();
        let Some(quality) = Quality::of(&probabilities, &won) else {
            let message = format!("all {} leads have the same outcome: nothing to measure", won.len());
            return Err(Failure::new(Kind::Failed, "outcomes_of_one_kind", message)
                .hint("it takes leads that were won and leads that were lost")
                .into());
        };
        report::evaluated(&context.output, &quality, started)?;
        context
            .output
            .note(format!("next: leadengine enrich --model {} --rescore", text::file_word(&self.model)));
        Ok(DONE)
    }
}

impl Show {
    fn run(self, context: &Context) -> Result<u8> {
        let model = Model::load(&self.model)?;
        report::shown(&context.output, &model, &self.model)?;
        Ok(DONE)
    }
}
