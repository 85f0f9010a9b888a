//! How the program is called in the commands that it tells people to type: with the options that chose the database of this run, so that
//! the next step happens where this one did.

use std::borrow::Cow;
use std::sync::OnceLock;

/// What every command is typed with in the text that the program prints.
const NAME: &str = "leadengine ";

struct Program {
    /// The options, each as a word for the shell.
    options: String,
    /// The commands that there are: only before one of them is the name a call.
    commands: Vec<String>,
}

static PROGRAM: OnceLock<Program> = OnceLock::new();

/// Says with which options commands are typed from now on; the first word of each is one of `commands`.
pub fn is_called_with(options: String, commands: Vec<String>) {
    // Whoever says it first is the one command line that there is.
    let _ = PROGRAM.set(Program { options, commands });
}

/// The text with the options in each command to type.
pub fn as_called(text: &str) -> Cow<'_, str> {
    PROGRAM.get().map_or(Cow::Borrowed(text), |program| program.put_into(text))
}

impl Program {
    fn put_into<'a>(&self, text: &'a str) -> Cow<'a, str> {
        let mut put = String::new();
        let mut done = 0;
        for (at, name) in text.match_indices(NAME) {
            let end = at + name.len();
            let word: String = text[end..].chars().take_while(|c| c.is_alphanumeric() || *c == '-').collect();
            let begins =
                text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && !"-_./@".contains(c));
            if begins && self.commands.contains(&word) {
                put.push_str(&text[done..end]);
                put.push_str(&self.options);
                put.push(' ');
                done = end;
            }
        }
        match done {
            0 => Cow::Borrowed(text),
            _ => Cow::Owned(put + &text[done..]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_stand_in_commands_and_nowhere_else() {
        let commands = ["ingest", "jobs", "create-tables"].map(str::to_owned).to_vec();
        let program = Program { options: "--profile x".to_owned(), commands };
        for (text, typed) in [
            ("next: leadengine ingest FILE", "next: leadengine --profile x ingest FILE"),
            (
                "(leadengine jobs claim), then leadengine create-tables",
                "(leadengine --profile x jobs claim), then leadengine --profile x create-tables",
            ),
            ("run: leadengine reads it", "run: leadengine reads it"),
            ("/etc/leadengine ingest", "/etc/leadengine ingest"),
            ("leadengine ingested", "leadengine ingested"),
            ("leadengine ", "leadengine "),
        ] {
            assert_eq!(program.put_into(text), typed);
        }
    }
}
