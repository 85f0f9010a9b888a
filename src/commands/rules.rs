//! `rules`: the weights, thresholds and phrases that scores are made of.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;
use clap::{Args, Subcommand};

use super::{Context, DONE};
use crate::enrich::rules::file::{self, BUILT_IN, Problem};
use crate::enrich::signals::{self, Passage};
use crate::enrich::{InForce, Rules};
use crate::error::{Failure, Kind};
use crate::output::{Column, Format, Rows, text};

/// Look at the rules that scores are made of, and try a file of your own.
#[derive(Debug, Subcommand)]
#[command(after_long_help = "Examples:\n  \
    leadengine rules show > mine.toml\n  \
    leadengine rules check mine.toml --text 'We need a new supplier.'\n  \
    leadengine enrich --rules mine.toml --rescore")]
#[allow(missing_docs)] // Each is told by its own arguments.
#[command(name = "rules")]
pub enum Command {
    Show(Show),
    Check(Check),
}

/// Which rules are in force.
#[derive(Debug, Clone, Default, Args)]
pub struct RulesArg {
    /// Rules of your own in the place of the built-in ones; leadengine rules show prints those
    #[arg(long, value_name = "FILE", env = "LEADENGINE_RULES")]
    rules: Option<String>,
}

impl RulesArg {
    /// The rules that were given, or the built-in ones; an empty name counts as nothing.
    pub fn load(&self) -> Result<InForce> {
        Ok(self.given().map(Rules::load).transpose()?.into())
    }

    fn given(&self) -> Option<&Path> {
        self.rules.as_deref().filter(|path| !path.is_empty()).map(Path::new)
    }

    /// No rules, since a model scores, which has learned from the built-in ones.
    ///
    /// # Errors
    /// When some were given.
    pub fn refuse_with_model(&self) -> Result<InForce> {
        match self.given() {
            None => Ok(InForce::default()),
            Some(_) => Err(Failure::new(
                Kind::Usage,
                "rules_with_model",
                "--model and --rules exclude each other",
            )
            .hint("a model has learned from the built-in rules; leave out --rules, and LEADENGINE_RULES")
            .into()),
        }
    }
}

/// Print the rules in force, as a file to begin with.
///
/// The built-in ones, with remarks; with --rules, or where LEADENGINE_RULES is set, what comes of that file and the built-in ones.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine rules show > mine.toml\n  \
    leadengine rules show --json")]
pub struct Show {
    #[command(flatten)]
    rules: RulesArg,
}

/// Tell whether a file of rules can be used, and try it on texts.
///
/// Prints everything that is wrong with it and exits with status 1; or, with --text, the signals that it finds.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine rules check mine.toml\n  \
    leadengine rules check mine.toml --text 'We need a new supplier.' --text 'Not hiring.'")]
pub struct Check {
    /// The rules; without a file, those in force
    #[arg(value_name = "FILE", env = "LEADENGINE_RULES")]
    file: Option<String>,
    /// A text to search for buying signals; can be given several times
    #[arg(long, value_name = "TEXT")]
    text: Vec<String>,
}

pub(super) const PROBLEMS: [Column; 2] = [Column::number("line", "Line"), Column::text("problem", "Problem")];
pub(super) const SIGNALS: [Column; 4] = [
    Column::number("text", "Text"),
    Column::text("buying_signal", "Signal"),
    Column::number("points", "Points"),
    Column::text("quote", "Quote"),
];

impl Command {
    /// Does what was asked for.
    pub fn run(self, context: &Context) -> Result<u8> {
        match self {
            Command::Show(show) => show.run(context),
            Command::Check(check) => check.run(context),
        }
    }
}

impl Show {
    fn run(self, context: &Context) -> Result<u8> {
        let rules = self.rules.load()?;
        let mut out = io::stdout().lock();
        match context.output.format {
            Format::Json | Format::Jsonl => {
                writeln!(out, "{}", serde_json::to_string(&rules.sections)?)?;
            }
            Format::Table | Format::Csv if rules.are_built_in() => write!(out, "{BUILT_IN}")?,
            Format::Table | Format::Csv => write!(out, "{}", rules.sections.to_toml())?,
        }
        Ok(DONE)
    }
}

impl Check {
    fn run(self, context: &Context) -> Result<u8> {
        let file = self.file.filter(|path| !path.is_empty()).map(PathBuf::from);
        let rules: InForce = match &file {
            None => None,
            Some(path) => match Rules::read(&file::text_of(path)?) {
                Ok(rules) => Some(rules),
                Err(problems) => {
                    print_problems(context, &problems)?;
                    let message = format!("{} cannot be used", path.display());
                    return Err(Failure::new(Kind::Failed, "invalid_rules", message)
                        .hint("what may stand there, and what it means: leadengine rules show")
                        .into());
                }
            },
        }
        .into();
        if self.text.is_empty() {
            print_problems(context, &[])?;
        } else {
            let mut rows = Rows::list(&context.output, &SIGNALS);
            for (at, text) in self.text.iter().enumerate() {
                let passage = Passage { text, since: rules.news(Some(chrono::Utc::now())).since };
                let found = signals::find(&[passage], &rules.phrases);
                if found.is_empty() {
                    rows.push(vec![
                        (at + 1).into(),
                        None::<String>.into(),
                        None::<String>.into(),
                        None::<String>.into(),
                    ])?;
                }
                for signal in found {
                    let (kind, quote) = (signal.kind.as_str(), signal.quote);
                    rows.push(vec![(at + 1).into(), kind.into(), signal.points.into(), quote.into()])?;
                }
            }
            rows.finish()?;
        }
        let name = file.as_ref().map_or("the built-in rules".to_owned(), |path| path.display().to_string());
        context.output.note(format!("{name} can be used: {} phrases", rules.phrases.count()));
        if let Some(file) = &file {
            context
                .output
                .note(format!("next: leadengine enrich --rules {} --rescore", text::file_word(file)));
        }
        Ok(DONE)
    }
}

fn print_problems(context: &Context, problems: &[Problem]) -> Result<()> {
    if problems.is_empty() && context.output.is_table() {
        return Ok(());
    }
    let mut rows = Rows::list(&context.output, &PROBLEMS);
    for problem in problems {
        rows.push(vec![problem.line.into(), problem.what.clone().into()])?;
    }
    rows.finish()
}
