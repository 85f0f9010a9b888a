//! The README, run: every `console` block is typed in as it stands and its output compared, every `sh` block has to end well, every
//! `toml` block is read by the command that it is for. A block that cannot be run says why, in a remark above it: `<!-- not run: … -->`.
//!
//! "Five minutes" is run first. Each later section begins with what that left, so that one may be read without the others.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::{Output, TestDb, run, scratch};

const README: &str = include_str!("../README.md");

/// A fenced block.
struct Block {
    /// The line of its first line.
    line: usize,
    language: &'static str,
    /// What the remark above it says.
    remark: Option<&'static str>,
    lines: Vec<&'static str>,
}

impl Block {
    fn text(&self) -> String {
        self.lines.iter().map(|line| format!("{line}\n")).collect()
    }
}

/// The blocks of each section, under its heading.
fn sections() -> Vec<(&'static str, Vec<Block>)> {
    let mut sections: Vec<(&str, Vec<Block>)> = vec![("", Vec::new())];
    let mut open: Option<Block> = None;
    let mut before = "";
    for (number, line) in README.lines().enumerate() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some(_)) => sections.last_mut().unwrap().1.extend(open.take()),
            (Some(block), None) => block.lines.push(line),
            (None, Some(language)) => {
                let remark = before.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->"));
                open = Some(Block { line: number + 2, language, remark, lines: Vec::new() });
            }
            (None, None) => {
                if let Some(heading) = line.strip_prefix("## ") {
                    sections.push((heading, Vec::new()));
                }
            }
        }
        before = line;
    }
    sections
}

/// Somebody who follows the README: a shell in a directory, with a database.
struct Reader {
    db: TestDb,
    directory: PathBuf,
}

impl Reader {
    fn new() -> Reader {
        Reader { db: TestDb::empty(), directory: scratch() }
    }

    /// Another one, who has come as far.
    fn copy(&self) -> Reader {
        let directory = scratch();
        for entry in fs::read_dir(&self.directory).unwrap().flatten().filter(|entry| entry.path().is_file()) {
            fs::copy(entry.path(), directory.join(entry.file_name())).unwrap();
        }
        Reader { db: self.db.copy(), directory }
    }

    fn sh(&self, script: &str) -> Output {
        let program = Path::new(env!("CARGO_BIN_EXE_leadengine")).parent().unwrap();
        let path = std::env::var("PATH").unwrap_or_default();
        let mut shell = Command::new("sh");
        shell.args(["-c", script]).current_dir(&self.directory).env_clear();
        shell.env("PATH", format!("{}:{path}", program.display())).env("HOME", &self.directory);
        shell.env("LEADENGINE_DATABASE_URL", self.db.url());
        run(&mut shell, b"")
    }

    fn follow(&self, block: &Block) {
        match (block.language, block.remark) {
            (_, Some(remark)) if remark.starts_with("not run: ") => {}
            // What runs this, and what compiles; the demo has tests of its own.
            ("sh", Some("the test command" | "the demo command")) => {}
            (_, Some(remark))
                if remark
                    .strip_prefix("needs ")
                    .is_some_and(|name| self.sh(&format!("command -v {name}")).status != 0) =>
            {
                eprintln!("skipped: README.md:{}: this machine has not what it {remark}", block.line);
            }
            ("console", _) => self.type_in(block),
            ("sh", _) => {
                let done = self.sh(&format!("set -e\n{}", block.text()));
                assert_eq!(done.status, 0, "README.md:{}: {}{}", block.line, done.stdout, done.stderr);
            }
            ("toml", Some("config.toml")) => self.check(block, "config show --config checked.toml"),
            ("toml", Some("rules")) => self.check(block, "rules check checked.toml"),
            (language, remark) => panic!(
                "README.md:{}: what is to be done with a block of {language:?} under {remark:?}?",
                block.line
            ),
        }
    }

    fn check(&self, block: &Block, command: &str) {
        fs::write(self.directory.join("checked.toml"), block.text()).unwrap();
        let done = self.sh(&format!("leadengine {command}"));
        assert_eq!(done.status, 0, "README.md:{}: {}", block.line, done.stderr);
    }

    /// Types in what stands behind each `$`, and compares.
    fn type_in(&self, block: &Block) {
        assert!(block.lines[0].starts_with("$ "), "README.md:{}: a command", block.line);
        let mut at = 0;
        while let Some(command) = block.lines.get(at).and_then(|line| line.strip_prefix("$ ")) {
            let shown: Vec<&str> =
                block.lines[at + 1..].iter().copied().take_while(|line| !line.starts_with("$ ")).collect();
            // A file that nothing has made is shown so that the reader makes it.
            if let Some(file) = command.strip_prefix("cat ").map(|name| self.directory.join(name))
                && !file.exists()
            {
                fs::write(&file, shown.join("\n") + "\n").unwrap();
            }
            let done = self.sh(&format!("exec 2>&1\n{command}"));
            let fails = shown.iter().any(|line| line.starts_with("error: "));
            assert_eq!(done.status != 0, fails, "README.md:{}: {command}: {}", block.line + at, done.stdout);
            let printed = done.stdout;
            let masked =
                |lines: &mut dyn Iterator<Item = &str>| lines.map(mask).collect::<Vec<_>>().join("\n");
            assert_eq!(
                masked(&mut printed.lines()),
                masked(&mut shown.iter().copied()),
                "README.md:{}: {command}\nit prints now:\n{printed}",
                block.line + at
            );
            at += 1 + shown.len();
        }
    }
}

/// A line with what differs from run to run replaced by words: ids and their beginnings, days, times and how long it took.
fn mask(line: &str) -> String {
    if let Some(rest) = line.strip_prefix("Seconds ") {
        assert!(rest.trim().parse::<f64>().is_ok(), "{line}");
        return "Seconds".to_owned();
    }
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == ':';
    let mut masked = String::new();
    let mut rest = line;
    while let Some(start) = rest.find(is_part) {
        let end = rest[start..].find(|c| !is_part(c)).map_or(rest.len(), |length| start + length);
        masked.push_str(&rest[..start]);
        masked.push_str(kind(&rest[start..end]).unwrap_or(&rest[start..end]));
        rest = &rest[end..];
    }
    (masked + rest).trim_end().to_owned()
}

/// What a word is that differs from run to run.
fn kind(word: &str) -> Option<&'static str> {
    let shape: String = word
        .chars()
        .map(|c| match c {
            '0'..='9' => '9',
            'a'..='f' => 'a',
            _ => c,
        })
        .collect();
    let hex = |shape: &str| shape.chars().all(|c| c == '9' || c == 'a');
    match shape.as_str() {
        "9999-99-99" => Some("DAY"),
        "99:99:99Z" => Some("TIME"),
        id if id.len() == 8 && hex(id) => Some("ID"),
        id if id.len() == 36
            && id.split('-').map(str::len).eq([8, 4, 4, 4, 12])
            && hex(&id.replace('-', "")) =>
        {
            Some("UUID")
        }
        _ => None,
    }
}

#[test]
fn every_block_of_the_readme_does_and_prints_what_stands_there() {
    let reader = Reader::new();
    let (tour, others): (Vec<_>, Vec<_>) =
        sections().into_iter().partition(|(heading, _)| *heading == "Five minutes");
    tour.iter().flat_map(|(_, blocks)| blocks).for_each(|block| reader.follow(block));
    for (_, blocks) in others {
        let reader = reader.copy();
        blocks.iter().for_each(|block| reader.follow(block));
    }
}

#[test]
fn what_differs_from_run_to_run_is_all_that_is_passed_over() {
    assert_eq!(mask("Id       310d4d1c-b455-47e0-a204-ec6a9c3413aa "), "Id       UUID");
    assert_eq!(mask("Created  2026-11-23 01:48:12Z"), "Created  DAY TIME");
    assert_eq!(
        mask("  domain  acme.com  ← website of raw af675e61"),
        "  domain  acme.com  ← website of raw ID"
    );
    assert_eq!(mask("20261124001200,explain,true"), "20261124001200,explain,true");
    assert_eq!(mask("Seconds  0.068"), "Seconds");
}

#[test]
fn nothing_is_left_out_without_a_reason() {
    let all: Vec<Block> = sections().into_iter().flat_map(|(_, blocks)| blocks).collect();
    let typed = all.iter().filter(|block| block.language == "console").count();
    assert!(typed >= 8, "{typed}");
    for block in &all {
        if let Some(reason) = block.remark.and_then(|remark| remark.strip_prefix("not run: ")) {
            assert!(reason.len() > 10, "README.md:{}: {reason}", block.line);
            assert_ne!(block.language, "console", "README.md:{}", block.line);
        }
    }
}
