//! `create-tables`: the schema, brought up to date.

use anyhow::Result;
use clap::Args;

use super::{Context, DONE};
use crate::database::catalog::{self, State};
use crate::database::migrations::{self, Step};
use crate::interrupt;
use crate::output::{Cell, Column, Rows, progress};

/// Create the tables, or bring them up to date.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine create-tables\n  \
    leadengine create-tables --status\n\n\
    Run it after every update; where nothing is pending it does nothing. Twice at once is safe.")]
pub struct CreateTables {
    /// List the steps and whether this database has them; change nothing
    #[arg(long)]
    status: bool,
}

pub(super) const COLUMNS: [Column; 3] =
    [Column::text("version", "Version"), Column::text("name", "Step"), Column::text("applied", "Applied")];

impl CreateTables {
    /// Applies the pending steps and prints them, or lists all.
    pub fn run(self, context: &Context) -> Result<u8> {
        let mut conn = context.open()?;
        let state = catalog::look(&mut conn)?;
        if self.status {
            let steps = migrations::status(&mut conn)?;
            let pending = steps.iter().filter(|step| !step.applied).count();
            print(context, &steps)?;
            match state.failure() {
                Some(failure) if pending == 0 || failure.code == "database_newer" => {
                    let hint = failure.hint.as_deref().unwrap_or_default();
                    context.output.note(format!("{failure}: {hint}"));
                }
                _ if pending > 0 => {
                    context.output.note(format!("{pending} pending: leadengine create-tables applies them"));
                }
                _ => context.output.note("the tables are up to date"),
            }
            return Ok(DONE);
        }
        // Steps of this program may not fit behind those of a newer one.
        if let (State::Newer(_), Some(failure)) = (&state, state.failure()) {
            return Err(failure.into());
        }
        let mut done = Vec::new();
        let bar = progress::parts(&context.output, None, "create-tables", "steps");
        interrupt::end_at_once()?;
        migrations::apply(
            &mut conn,
            &mut |pending, name| {
                bar.set_total(pending);
                bar.doing(name);
            },
            &mut |name| {
                context.output.note(format!("applied: {name}"));
                done.push(name.to_owned());
                bar.add(1);
            },
        )?;
        bar.finish();
        // Only the steps of this run: another process may have applied some at the same time.
        let steps: Vec<Step> =
            migrations::status(&mut conn)?.into_iter().filter(|step| done.contains(&step.name)).collect();
        print(context, &steps)?;
        if let Some(failure) = catalog::look(&mut conn)?.failure() {
            return Err(failure.into());
        }
        match steps.len() {
            0 => context
                .output
                .note("nothing to do: the tables are up to date; leadengine alone says what is next"),
            _ => {
                context.output.note("the tables are up to date; next: leadengine users add EMAIL --plan free")
            }
        }
        Ok(DONE)
    }
}

fn print(context: &Context, steps: &[Step]) -> Result<()> {
    let mut rows = Rows::list(&context.output, &COLUMNS);
    for step in steps {
        rows.push(vec![Cell::new(&*step.version), Cell::new(&*step.name), Cell::new(step.applied)])?;
    }
    rows.finish()
}
