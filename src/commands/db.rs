//! `db`: the private PostgreSQL.

use std::io::{self, Write};
use std::path::Path;

use anyhow::Result;
use clap::{Args, Subcommand};

use super::{Context, DONE};
use crate::database::home;
use crate::database::private::{self, Started};
use crate::models::rights;
use crate::output::{Cell, Column, Rows};

/// Run the private PostgreSQL, used where no database is configured.
#[derive(Debug, Subcommand)]
#[command(after_long_help = "Examples:\n  \
    leadengine db status\n  \
    leadengine db psql -c 'select count(*) from leads'\n  \
    pg_dump \"$(leadengine db url)\" > backup.sql\n\n\
    It starts by itself when a command needs it, and is never used where a database URL is set.\n\
    LEADENGINE_HOME says where it lives.")]
// The struct of each verb documents it, and that is its help.
#[allow(missing_docs)]
pub enum Db {
    Start(Start),
    Stop(Stop),
    Status(Status),
    Url(Url),
    Psql(Psql),
    Grants(Grants),
}

/// Start the private PostgreSQL, making it where there is none yet.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  leadengine db start\n  LEADENGINE_HOME=/srv/leads leadengine db start"
)]
pub struct Start {}

/// Stop the private PostgreSQL; its data stays.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  leadengine db stop\n  LEADENGINE_HOME=/srv/leads leadengine db stop"
)]
pub struct Stop {}

/// Say whether the private PostgreSQL runs, and where it lives; start nothing.
#[derive(Debug, Args)]
#[command(
    after_long_help = "Examples:\n  leadengine db status\n  leadengine db status --json | jq -r .log | xargs tail"
)]
pub struct Status {}

/// Print the private PostgreSQL's URL, for psql, pg_dump and other programs.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine db url\n  \
    pg_dump \"$(leadengine db url)\" > backup.sql")]
pub struct Url {}

/// Open psql on the private PostgreSQL.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine db psql\n  \
    leadengine db psql -c 'select count(*) from leads'\n  \
    leadengine db psql -- -v days=7 -f report.sql\n\n\
    Options that LeadEngine has too, like -v and -q, are for psql after a --.")]
pub struct Psql {
    /// Arguments for psql
    #[arg(value_name = "ARGS", trailing_var_arg = true, allow_hyphen_values = true)]
    arguments: Vec<String>,
}

/// Print the SQL that gives a role the rights to run every command but create-tables and demo, and no more.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    createuser --pwprompt leadengine_app\n  \
    leadengine db grants leadengine_app | psql -v ON_ERROR_STOP=1 \"$OWNER_URL\"\n\n\
    It connects to nothing. Run what it prints as the owner of the tables: the role that ran create-tables.")]
pub struct Grants {
    /// The role, which has to be there already
    role: String,
}

impl Db {
    /// Does what the verb says to the private PostgreSQL, whatever database the other commands use; `grants` touches none.
    pub fn run(self, context: &Context) -> Result<u8> {
        let home = home();
        match self {
            Db::Start(_) => {
                let started = private::start(&home)?;
                print(context, &home)?;
                context.output.note(match started {
                    Started::Already => "it was running already",
                    Started::Now => "started",
                    Started::First => "made and started; next: leadengine create-tables",
                });
                Ok(DONE)
            }
            Db::Stop(_) => {
                let was_running = private::stop(&home)?;
                print(context, &home)?;
                context.output.note(if was_running {
                    "stopped; its data stays, and leadengine db start starts it again"
                } else {
                    "it was not running; leadengine db start starts it"
                });
                Ok(DONE)
            }
            Db::Status(_) => print(context, &home),
            Db::Url(_) => {
                let url = private::url(&home, private::DATABASE);
                text(context, &URL, &format!("{url}\n"))
            }
            Db::Grants(grants) => text(context, &SQL, &rights::grants(&grants.role)?),
            Db::Psql(psql) => match private::psql(&home, &psql.arguments)? {},
        }
    }
}

/// Prints one text: bare, for use in a shell, where no other format is asked for.
fn text(context: &Context, column: &[Column; 1], text: &str) -> Result<u8> {
    if context.output.is_table() {
        io::stdout().write_all(text.as_bytes())?;
    } else {
        Rows::one(&context.output, column, vec![Cell::new(text.trim_end())])?;
    }
    Ok(DONE)
}

pub(super) const URL: [Column; 1] = [Column::text("url", "URL")];
pub(super) const SQL: [Column; 1] = [Column::text("sql", "SQL")];
pub(super) const COLUMNS: [Column; 8] = [
    Column::text("running", "Running"),
    Column::text("pid", "Process"),
    Column::text("version", "PostgreSQL"),
    Column::text("home", "Home"),
    Column::text("data_dir", "Data"),
    Column::text("socket_dir", "Socket"),
    Column::text("log", "Log"),
    Column::text("url", "URL"),
];

fn print(context: &Context, home: &Path) -> Result<u8> {
    let status = private::status(home)?;
    let path = |path: &Path| Cell::new(path.to_string_lossy().into_owned());
    Rows::one(
        &context.output,
        &COLUMNS,
        vec![
            Cell::new(status.running),
            Cell::new(status.pid),
            Cell::new(status.version),
            path(&status.home),
            path(&status.data_dir),
            path(&status.socket_dir),
            path(&status.log),
            Cell::new(status.url),
        ],
    )?;
    Ok(DONE)
}
