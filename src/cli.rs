//! The command line: global options, the commands in pipeline order, and how an outcome ends.

use std::ffi::{OsStr, OsString};
use std::io::{self, Write as _};
use std::time::Duration;

use clap::builder::FalseyValueParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{ArgAction, ArgMatches, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::commands::{self, Context};
use crate::config::{self, Config, Configured, Origin};
use crate::database;
use crate::error::{Failure, Kind};
use crate::output::log::{self, LogFormat};
use crate::output::{ColorChoice, Format, Output, program, text};

/// Turn scraped records into ranked, explained sales leads.
#[derive(Debug, Parser)]
#[command(
    name = "leadengine",
    version,
    propagate_version = true,
    max_term_width = 100,
    after_long_help = "Examples:\n  \
        leadengine                        (what to do next)\n  \
        leadengine demo                   (the whole pipeline on sample data)\n  \
        leadengine leads --intent high --json\n\n\
        Exit status: 0 done, 1 failed, 2 wrong usage, 3 quota or subscription, \
        4 not found, 5 database unreachable, 130 and 143 interrupted."
)]
pub struct Cli {
    #[command(flatten)]
    globals: Globals,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Options that every command takes; each also as an environment variable.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
struct Globals {
    /// Database to use (also DATABASE_URL or a .env file); without one, a private PostgreSQL is started
    #[arg(long, global = true, value_name = "URL", env = "LEADENGINE_DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    /// Read this configuration file in the place of the usual one; none: no file (see leadengine config)
    #[arg(long, global = true, value_name = "FILE", env = "LEADENGINE_CONFIG")]
    config: Option<OsString>,
    /// Use a profile of the configuration file: what its table [profile.NAME] sets comes before the rest
    #[arg(long, global = true, value_name = "NAME", env = "LEADENGINE_PROFILE")]
    profile: Option<String>,
    /// Form of the result on standard output
    ///
    /// A table on a terminal is as wide as the terminal (COLUMNS, else what it says itself) and tells how long ago things were. Piped, nothing
    /// in it is shortened, and times are exact, in UTC, as they are in JSON and CSV.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "table",
        env = "LEADENGINE_FORMAT",
        hide_default_value = true
    )]
    format: Format,
    /// Short for --format json
    #[arg(long, global = true, env = "LEADENGINE_JSON", action = ArgAction::SetTrue, value_parser = FalseyValueParser::new())]
    json: bool,
    /// Print no remarks and no progress
    #[arg(short, long, global = true, env = "LEADENGINE_QUIET", action = ArgAction::SetTrue, value_parser = FalseyValueParser::new())]
    quiet: bool,
    /// Say more about what is being done
    #[arg(short, long, global = true, env = "LEADENGINE_VERBOSE", action = ArgAction::SetTrue, value_parser = FalseyValueParser::new())]
    verbose: bool,
    /// When to use colour; auto: on a terminal, unless NO_COLOR is set or TERM is dumb
    #[arg(
        hide_short_help = true,
        long,
        global = true,
        value_enum,
        value_name = "WHEN",
        default_value = "auto",
        env = "LEADENGINE_COLOR",
        hide_default_value = true
    )]
    color: ColorChoice,
    /// Shorten nothing in tables, also where a row is longer than the terminal is wide
    #[arg(long, global = true, env = "LEADENGINE_WIDE", action = ArgAction::SetTrue, value_parser = FalseyValueParser::new())]
    wide: bool,
    /// Write CSV cells as they are, also those that a spreadsheet would run as formulas; otherwise these get an apostrophe before them
    #[arg(hide_short_help = true, long, global = true, env = "LEADENGINE_RAW_CSV", action = ArgAction::SetTrue, value_parser = FalseyValueParser::new())]
    raw_csv: bool,
    /// Go on trying for so long when the database goes away in the middle of a run, or takes no connection yet; 0: not at all
    #[arg(
        hide_short_help = true,
        long,
        global = true,
        value_name = "SECONDS",
        default_value_t = 60,
        env = "LEADENGINE_RETRY_FOR",
        hide_default_value = true
    )]
    retry_for: u32,
    /// Tell no progress: draw no bar, and print no line every ten seconds where there is no terminal
    #[arg(hide_short_help = true, long, global = true, env = "LEADENGINE_NO_PROGRESS", action = ArgAction::SetTrue, value_parser = FalseyValueParser::new())]
    no_progress: bool,
    /// Form of what is said on standard error: text, or one JSON object a line for log collectors
    #[arg(
        hide_short_help = true,
        long,
        global = true,
        value_enum,
        value_name = "FORM",
        default_value = "text",
        env = "LEADENGINE_LOG_FORMAT",
        hide_default_value = true
    )]
    log_format: LogFormat,
}

#[derive(Debug, Subcommand)]
#[command(defer = true)]
#[allow(clippy::large_enum_variant)] // There is one, for the length of one run.
enum Command {
    CreateTables(commands::create_tables::CreateTables),
    #[command(subcommand)]
    Users(commands::users::Users),
    #[command(subcommand)]
    Subs(commands::subs::Subs),
    #[command(subcommand)]
    Jobs(commands::jobs::Jobs),
    Ingest(commands::ingest::Ingest),
    Normalize(commands::normalize::Normalize),
    Enrich(commands::enrich::Enrich),
    Run(commands::run::Run),
    #[command(subcommand)]
    Rules(commands::rules::Command),
    #[command(subcommand)]
    Model(commands::model::Command),
    Leads(commands::leads::Leads),
    Usage(commands::usage::Usage),
    Stats(commands::stats::Stats),
    Demo(commands::demo::Demo),
    Doctor(commands::doctor::Doctor),
    #[command(subcommand)]
    Db(commands::db::Db),
    #[command(subcommand)]
    Config(commands::config::Command),
    Schema(commands::schema::Schema),
    Completions(commands::completions::Completions),
    Man(commands::man::Man),
}

/// The whole command line, for shell completions, man pages and help.
pub fn command() -> clap::Command {
    let mut command = Cli::command();
    command.build();
    command
}

/// The command line as it is read: an empty variable of the environment counts as not set, but for `LEADENGINE_CONFIG`, where it says
/// that no file shall be read.
fn definition() -> clap::Command {
    let is_empty = |name: &OsStr| std::env::var_os(name).is_some_and(|value| value.is_empty());
    Cli::command().mut_args(|option| match option.get_env().is_some_and(is_empty) {
        true if option.get_id() != "config" => option.env(None::<&str>),
        _ => option,
    })
}

/// Why nothing is done.
enum Refused {
    /// The command line cannot be understood, or asks for help.
    Usage(clap::Error),
    /// The configuration cannot be.
    Config(Failure),
}

/// Reads the process's arguments, and the configuration file. Of all the commands only the one that is asked for is put together.
fn parse() -> Result<(Cli, Configured), Refused> {
    let mut arguments: Vec<OsString> = std::env::args_os().collect();
    let mut command = definition();
    let (given, lacking) = match command.try_get_matches_from_mut(&arguments) {
        Ok(given) => (given, None),
        Err(error) => match error.kind() {
            // What is missing may stand in the file.
            ErrorKind::MissingRequiredArgument => {
                match definition().ignore_errors(true).try_get_matches_from(&arguments) {
                    Ok(given) => (given, Some(error)),
                    Err(_) => return Err(Refused::Usage(error)),
                }
            }
            // Help says what the other commands are for, too.
            ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                return Err(Refused::Usage(self::command().try_get_matches().err().unwrap_or(error)));
            }
            _ => return Err(Refused::Usage(error)),
        },
    };
    remember_choice(&given);
    let (path, leaf) = config::asked_for(&given);
    let config = match commands::config::reads_no_file(&path) {
        true => Config::default(),
        false => {
            let profile = given.get_one::<String>("profile").map(String::as_str);
            let config = Config::read(given.get_one("config"), profile).map_err(Refused::Config)?;
            config.check(&mut Cli::command()).map_err(Refused::Config)?;
            config
        }
    };
    let asked = path.iter().try_fold(&command, |above, name| above.find_subcommand(name));
    let added = asked.map_or(Vec::new(), |asked| config.arguments(asked, &path, leaf));
    let parsed = match (added.is_empty(), lacking) {
        (true, Some(error)) => return Err(Refused::Usage(error)),
        (true, None) => Cli::from_arg_matches(&given),
        (false, _) => {
            let at = config::end_of_name(&command, &path, &arguments);
            arguments.splice(at..at, added);
            command.try_get_matches_from_mut(arguments).and_then(|all| Cli::from_arg_matches(&all))
        }
    };
    Ok((parsed.map_err(Refused::Usage)?, Configured { config, given }))
}

/// Runs the program on the process's arguments and returns its exit status.
pub fn main() -> u8 {
    if commands::completions::asked() {
        commands::completions::answer();
        return commands::DONE;
    }
    let (cli, configured) = match parse() {
        Ok(parsed) => parsed,
        Err(Refused::Usage(error)) => return usage_error(error),
        Err(Refused::Config(error)) => {
            log::begin(asked_for_log(), None);
            return failure(&error.into(), if asks_for_json() { Format::Json } else { Format::Table });
        }
    };
    let globals = cli.globals;
    log::begin(globals.log_format, Some(config::asked_for(&configured.given).0.join(" ")));
    // Of the two the one that comes before the other, by where it was said.
    let json = globals.json && configured.origin("json") >= configured.origin("format");
    let format = if json { Format::Json } else { globals.format };
    let mut output = Output::new(format, globals.color, globals.quiet, globals.no_progress);
    output.raw_csv = globals.raw_csv;
    output.wide = globals.wide;
    let url_from = configured.origin("database_url");
    if url_from == Origin::CommandLine && globals.database_url.as_deref().is_some_and(database::has_secret) {
        output.note(
            "other users of this machine can read the password in --database-url: \
             put the URL into LEADENGINE_DATABASE_URL, or the password into ~/.pgpass (PGPASSFILE)",
        );
    }
    if let Some(warning) = configured.config.warning() {
        output.warn(warning);
    }
    let retry_for = Duration::from_secs(globals.retry_for.into());
    let mut context = Context::new(output, globals.database_url, globals.verbose, retry_for);
    if url_from == Origin::File {
        context.url_file = configured.config.file.as_ref().map(|file| file.path.clone());
    }
    let done = match cli.command {
        None => commands::overview::run(&context),
        Some(command) => run(command, &context, &configured),
    };
    match done {
        Ok(status) => status,
        Err(error) => failure(&error, format),
    }
}

/// Sees to it that commands to type say what of this command line chose the database. What stands in the environment is there then, too, a
/// URL with a password is not repeated, and the demo goes on in a database of its own.
fn remember_choice(given: &ArgMatches) {
    if given.subcommand_name() == Some("demo") {
        return;
    }
    let is_typed = |option: &str| given.value_source(option) == Some(ValueSource::CommandLine);
    let typed = |option: &str| given.get_one::<String>(option).filter(|_| is_typed(option));
    let config = given.get_one::<OsString>("config").filter(|_| is_typed("config"));
    let url = typed("database_url").filter(|url| !database::has_secret(url));
    let chosen: Vec<String> = [
        config.map(|file| ("--config", text::shell_word(file))),
        typed("profile").map(|name| ("--profile", text::shell_word(name))),
        url.map(|url| ("--database-url", text::shell_word(url))),
    ]
    .into_iter()
    .flatten()
    .map(|(option, value)| match value.trim_start_matches('\'').starts_with('-') {
        true => format!("{option}={value}"),
        false => format!("{option} {value}"),
    })
    .collect();
    if !chosen.is_empty() {
        let commands =
            Cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
        program::is_called_with(chosen.join(" "), commands);
    }
}

fn run(command: Command, context: &Context, configured: &Configured) -> anyhow::Result<u8> {
    match command {
        Command::CreateTables(command) => command.run(context),
        Command::Users(command) => command.run(context),
        Command::Subs(command) => command.run(context),
        Command::Jobs(command) => command.run(context),
        Command::Ingest(command) => command.run(context),
        Command::Normalize(command) => command.run(context),
        Command::Enrich(command) => command.run(context),
        Command::Run(command) => command.run(context),
        Command::Rules(command) => command.run(context),
        Command::Model(command) => command.run(context),
        Command::Leads(command) => command.run(context),
        Command::Usage(command) => command.run(context),
        Command::Stats(command) => command.run(context),
        Command::Demo(command) => command.run(context),
        Command::Doctor(command) => command.run(context),
        Command::Db(command) => command.run(context),
        Command::Config(command) => command.run(context, configured),
        Command::Schema(command) => command.run(context),
        Command::Completions(command) => command.run(&context.output),
        Command::Man(command) => command.run(&context.output),
    }
}

/// Whether errors shall be JSON, as far as that can be told of arguments that were not understood.
fn asks_for_json() -> bool {
    std::env::args_os().any(|arg| arg == "--json" || arg == "--format=json")
}

/// What clap has to say: help and version on standard output, wrong usage on standard error with status 2.
fn usage_error(mut error: clap::Error) -> u8 {
    log::begin(asked_for_log(), None);
    let given = given();
    let unquoted =
        |tip: &str| given.iter().any(|text| tip.contains(&**text) && text::shell_word(text) != **text);
    if let Some(ContextValue::StyledStrs(tips)) = error.get(ContextKind::Suggested)
        && tips.iter().any(|tip| unquoted(&tip.to_string()))
    {
        // It tells how to pass an argument without quoting it for the shell.
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(Vec::new()));
    }
    // Before clap takes escape sequences out of it: what would be left are line breaks that seem its own.
    let quoted: Vec<(ContextKind, ContextValue)> =
        error.context().filter_map(|(k, v)| Some((k, shown(v)?))).collect();
    for (kind, value) in quoted {
        error.insert(kind, value);
    }
    // It quotes an argument that it cannot place, which may be a database URL.
    let said = error.render().to_string();
    let message = std::env::args_os()
        .map(|arg| text::printable(&arg.to_string_lossy()).into_owned())
        .filter(|arg| arg.contains("://") || arg.contains("password"))
        .fold(said.clone(), |message, arg| message.replace(&arg, &database::masked(&arg)));
    let message = database::without_passwords(&message);
    // Line breaks of its own are kept, those of an argument are not.
    let message = given.iter().fold(message, |message, text| message.replace(text, &text::printable(text)));
    let message = text::printable_lines(&message);
    if error.use_stderr() && (asks_for_json() || log::is_json()) {
        // The first paragraph: what is missing stands in lines of its own.
        let lines: Vec<&str> = message.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
        let said = lines.join(" ");
        // What may have been meant, else where it is explained.
        let advice = |start: &str| message.lines().map(str::trim).find_map(|line| line.strip_prefix(start));
        let hint = advice("tip: ")
            .map_or_else(|| "leadengine COMMAND --help explains a command".to_owned(), str::to_owned);
        tell("usage", said.trim_start_matches("error: "), Some(&hint), asks_for_json());
    } else if error.use_stderr() && message != said {
        log::put_line(message.trim_end());
    } else {
        // In clap's colours, before anything else is said.
        let printed = error.print().and_then(|()| io::stdout().flush());
        if let Err(unwritable) = printed
            && !error.use_stderr()
        {
            return failure(&unwritable.into(), Format::Table);
        }
    }
    error.exit_code().try_into().unwrap_or(2)
}

/// What clap repeats of an argument, as it can be shown.
fn shown(value: &ContextValue) -> Option<ContextValue> {
    let printable = |text: &String| text::printable(text).into_owned();
    match value {
        ContextValue::String(text) => Some(ContextValue::String(printable(text))),
        ContextValue::Strings(texts) => Some(ContextValue::Strings(texts.iter().map(printable).collect())),
        _ => None,
    }
}

/// What wrong usage may repeat: the arguments, also without the option before a value, and the environment's settings. The longest first, since
/// one may be part of another.
fn given() -> Vec<String> {
    let lossy = |text: OsString| text.to_string_lossy().into_owned();
    let mut given: Vec<String> = std::env::args_os().map(lossy).collect();
    let values = given.iter().filter_map(|arg| Some(arg.split_once('=')?.1.to_owned()));
    given.extend(values.collect::<Vec<_>>());
    let is_ours = |name: &OsString| name.to_string_lossy().starts_with("LEADENGINE_");
    given.extend(std::env::vars_os().filter(|(name, _)| is_ours(name)).map(|(_, value)| lossy(value)));
    given.retain(|text| !text.trim().is_empty());
    given.sort_unstable_by_key(|text| std::cmp::Reverse(text.len()));
    given
}

/// Reports a failed run on standard error and chooses its exit status.
fn failure(error: &anyhow::Error, format: Format) -> u8 {
    if is_broken_pipe(error) {
        // The reader of our output has seen enough, as with `| head`.
        return 0;
    }
    let failure = database::recognized(error).unwrap_or_else(|| {
        let message = error.chain().map(ToString::to_string).collect::<Vec<_>>().join(": ");
        Failure::new(Kind::Failed, "failed", message)
    });
    let failure = Failure {
        message: database::without_passwords(&failure.message),
        hint: failure.hint.as_deref().map(database::without_passwords),
        ..failure
    };
    let message = text::printable(failure.message.trim()).into_owned();
    let as_object = matches!(format, Format::Json | Format::Jsonl);
    tell(failure.code, &message, failure.hint.as_deref(), as_object);
    failure.kind.exit_status()
}

/// Says on standard error what failed; where results are JSON as an object, but in a log like everything else there.
fn tell(code: &str, message: &str, hint: Option<&str>, as_object: bool) {
    if !as_object || log::is_json() {
        return log::failure(code, message, hint);
    }
    let hint = hint.map(program::as_called);
    let error = serde_json::json!({"error": {"code": code, "message": message, "hint": hint}});
    log::put_line(&text::escape_json_controls(error.to_string()));
}

/// The form of the log that the arguments ask for which could not be read, or the environment.
fn asked_for_log() -> LogFormat {
    let arguments: Vec<String> =
        std::env::args_os().map(|argument| argument.to_string_lossy().into_owned()).collect();
    let given = arguments.iter().enumerate().rev().find_map(|(at, argument)| match argument.as_str() {
        "--log-format" => arguments.get(at + 1).cloned(),
        argument => argument.strip_prefix("--log-format=").map(str::to_owned),
    });
    let asked = given.or_else(|| std::env::var("LEADENGINE_LOG_FORMAT").ok());
    asked.and_then(|form| LogFormat::from_str(&form, true).ok()).unwrap_or_default()
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }
}
