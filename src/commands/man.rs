//! `man`: the manual pages.

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, Command};
use clap_mangen::roff::{Roff, bold, roman};

use super::DONE;
use crate::error::{Failure, Kind};
use crate::output::{Output, text};
use crate::suggest;

/// Print the manual page of a command, or write those of all.
#[derive(Debug, Args)]
#[command(after_long_help = "Examples:\n  \
    leadengine man | man -l -\n  \
    leadengine man leads list | man -l -\n  \
    leadengine man --to ~/.local/share/man/man1")]
pub struct Man {
    /// The command, without leadengine; none is the program itself
    #[arg(value_name = "COMMAND")]
    command: Vec<String>,
    /// Write a page for each command into this directory
    #[arg(long, alias = "dir", value_name = "DIR", conflicts_with = "command")]
    to: Option<PathBuf>,
}

impl Man {
    /// Writes the page to standard output, or the pages to the directory.
    pub fn run(self, output: &Output) -> Result<u8> {
        let program = crate::cli::command();
        let Some(directory) = self.to else {
            let mut path = vec![&program];
            for name in &self.command {
                let command = path[path.len() - 1];
                path.push(command.find_subcommand(name).ok_or_else(|| unknown(command, name))?);
            }
            io::stdout().write_all(&page(&path)?)?;
            return Ok(DONE);
        };
        fs::create_dir_all(&directory).with_context(|| format!("cannot make {}", directory.display()))?;
        let pages = paths(vec![&program]);
        let count = pages.len() as u64;
        for path in pages {
            let file = directory.join(format!("{}.1", name_of(path[path.len() - 1])));
            fs::write(&file, page(&path)?).with_context(|| format!("cannot write {}", file.display()))?;
        }
        output.note(format!("{} written to {}", text::counted(count, "page"), directory.display()));
        Ok(DONE)
    }
}

fn unknown(parent: &Command, name: &str) -> Failure {
    let names = parent.get_subcommands().map(Command::get_name);
    let otherwise = format!("{} --help lists the commands", parent.get_bin_name().unwrap_or("leadengine"));
    Failure::new(Kind::NotFound, "no_such_command", format!("there is no command {name}"))
        .hint(suggest::hint(suggest::nearest(name, names), &otherwise))
}

/// The commands below one that have a page: all but `help`.
fn below(command: &Command) -> impl Iterator<Item = &Command> {
    command.get_subcommands().filter(|below| !below.is_hide_set() && below.get_name() != "help")
}

/// The way to the command and to each below it, from the program on.
fn paths(path: Vec<&Command>) -> Vec<Vec<&Command>> {
    let further = path.last().into_iter().flat_map(|command| below(command));
    let further: Vec<Vec<&Command>> =
        further.flat_map(|command| paths([&path[..], &[command]].concat())).collect();
    std::iter::once(path).chain(further).collect()
}

/// `leadengine-leads-list`.
fn name_of(command: &Command) -> &str {
    command.get_display_name().unwrap_or_else(|| command.get_name())
}

/// The page of the command at the end of a path.
fn page(path: &[&Command]) -> Result<Vec<u8>> {
    let command = path[path.len() - 1];
    let name = name_of(command).to_owned();
    let is_program = path.len() == 1;
    let source = format!("leadengine {}", command.get_version().unwrap_or_default());
    // Options that every command takes stand on the page of the program alone; what `help` is for, everybody knows.
    let shown = command
        .clone()
        .mut_args(|argument| match argument.is_global_set() && !is_program {
            true => argument.hide(true),
            false => argument,
        })
        .mut_subcommands(|below| if below.get_name() == "help" { below.hide(true) } else { below });
    let examples = command.get_after_long_help().map(ToString::to_string).unwrap_or_default();
    // No date: the same program makes the same page. It is quoted, or what follows would stand in its place.
    let man = clap_mangen::Man::new(shown)
        .title(name.to_uppercase())
        .date("\"\"")
        .source(source)
        .manual("LeadEngine");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if below(command).next().is_some() {
        man.render_subcommands_section(&mut page)?;
    }
    remarks(&examples).to_writer(&mut page)?;
    see_also(path).to_writer(&mut page)?;
    // On paper these two are accents: https://man7.org/linux/man-pages/man7/groff_char.7.html
    Ok(String::from_utf8_lossy(&page).replace('~', "\\(ti").replace('^', "\\(ha").into_bytes())
}

/// What stands at the end of the help: the examples as they are typed, and the paragraphs after them.
fn remarks(help: &str) -> Roff {
    let mut roff = Roff::new();
    for paragraph in help.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        match paragraph.strip_prefix("Examples:\n") {
            Some(examples) => {
                roff.control("SH", ["EXAMPLES"]).control("nf", []);
                for line in examples.lines() {
                    roff.text([bold(line.trim())]);
                }
                roff.control("fi", []);
            }
            None => {
                match paragraph.strip_prefix("Exit status: ") {
                    Some(_) => roff.control("SH", ["EXIT STATUS"]),
                    None => roff.control("PP", []),
                };
                let text = paragraph.strip_prefix("Exit status: ").unwrap_or(paragraph);
                text.lines().for_each(|line| {
                    roff.text([roman(line.trim())]);
                });
            }
        }
    }
    roff
}

/// The pages above and below.
fn see_also(path: &[&Command]) -> Roff {
    let (command, above) = (path[path.len() - 1], &path[..path.len() - 1]);
    let names: Vec<&str> = above.iter().copied().chain(below(command)).map(name_of).collect();
    let mut roff = Roff::new();
    if names.is_empty() {
        return roff;
    }
    roff.control("SH", ["SEE ALSO"]);
    for (at, name) in names.iter().enumerate() {
        let comma = if at + 1 < names.len() { "(1)," } else { "(1)" };
        roff.text([bold(*name), roman(comma)]);
    }
    roff
}
