//! What results are read on: a terminal or not, how wide, and what it can draw.

use std::env;
use std::io::{self, IsTerminal};

use crossterm::style::{Attribute, Color, ContentStyle, StyledContent, Stylize};

use super::width::wrap;

/// Columns of a terminal that does not say how many it has.
const USUAL_WIDTH: usize = 80;
/// Fewer columns than this are as good as none.
const LEAST_WIDTH: usize = 20;

/// The longest line that is easy to read.
const READABLE: usize = 100;

/// Standard output, as far as people look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Whether it is a terminal.
    pub is_terminal: bool,
    /// Its columns, where they are known: what `COLUMNS` says, else what the terminal does.
    width: Option<usize>,
    /// Whether it draws more than ASCII.
    pub unicode: bool,
}

impl Screen {
    /// Looks at standard output and at the environment.
    pub fn look() -> Screen {
        let stdout = io::stdout();
        let is_terminal = stdout.is_terminal();
        let said = env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
        let measured = || Some(usize::from(rustix::termios::tcgetwinsize(&stdout).ok()?.ws_col));
        let width = said.filter(|&width| width > 0).or_else(|| measured().filter(|&width| width > 0));
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].map(|name| env::var(name).unwrap_or_default());
        let unicode = draws_unicode(&locale) && !(is_terminal && is_dumb());
        Screen { is_terminal, width, unicode }
    }

    /// A terminal of this width, or none.
    #[cfg(test)]
    pub(super) const fn of(width: Option<usize>, unicode: bool) -> Screen {
        Screen { is_terminal: width.is_some(), width, unicode }
    }

    /// The columns that a row of a table has; `None`, for piped output, is as many as it takes.
    pub fn table_width(self) -> Option<usize> {
        self.is_terminal.then_some(self.width())
    }

    /// The columns that a chart has.
    pub fn width(self) -> usize {
        self.width.unwrap_or(USUAL_WIDTH).max(LEAST_WIDTH)
    }

    /// A text of sentences in lines that fit beside `indent` columns, and are not too long to be read; one line where it is piped.
    pub fn paragraph(self, text: &str, indent: usize) -> Vec<String> {
        match self.table_width() {
            Some(width) => wrap(text, width.min(READABLE).saturating_sub(indent).max(LEAST_WIDTH)),
            None => vec![text.to_owned()],
        }
    }

    /// What stands for the rest of a text that is cut.
    pub fn ellipsis(self) -> &'static str {
        if self.unicode { "…" } else { "..." }
    }

    /// What points to a remedy.
    pub fn arrow(self) -> &'static str {
        if self.unicode { "→" } else { "->" }
    }

    /// What points to an origin.
    pub fn back_arrow(self) -> &'static str {
        if self.unicode { "←" } else { "<-" }
    }
}

/// Whether the locale, by the first of its variables that is set, is one of UTF-8. Where none is set, as in containers and under cron, terminals are
/// of UTF-8 these days, whatever POSIX says.
fn draws_unicode(variables: &[String]) -> bool {
    variables.iter().find(|value| !value.is_empty()).is_none_or(|locale| {
        let locale = locale.to_lowercase();
        locale.contains("utf-8") || locale.contains("utf8")
    })
}

/// Whether the terminal says that it does no more than print.
pub(super) fn is_dumb() -> bool {
    env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// What a text is made to stand out as. The colours are those of the sixteen that can be read on a light and on a dark ground, and none says what the
/// text does not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Style {
    /// Like any other.
    #[default]
    Plain,
    /// The heading of a column or a chart.
    Heading,
    /// As it should be: green.
    Good,
    /// Under way, or neither good nor bad: cyan.
    Active,
    /// Wants a look: yellow.
    Warning,
    /// Wrong: red.
    Bad,
}

impl Style {
    /// Its colour, where it has one.
    pub(super) fn color(self) -> Option<Color> {
        match self {
            Style::Plain | Style::Heading => None,
            Style::Good => Some(Color::DarkGreen),
            Style::Active => Some(Color::DarkCyan),
            Style::Warning => Some(Color::DarkYellow),
            Style::Bad => Some(Color::DarkRed),
        }
    }

    /// How it is set beside that.
    pub(super) fn attribute(self) -> Option<Attribute> {
        (self == Style::Heading).then_some(Attribute::Bold)
    }

    /// The text in this style, for a screen that has `color`.
    pub fn paint(self, text: &str, color: bool) -> String {
        if !color || self == Style::Plain || text.is_empty() {
            return text.to_owned();
        }
        let mut content = StyledContent::new(ContentStyle::new(), text);
        if let Some(color) = self.color() {
            content = content.with(color);
        }
        if let Some(attribute) = self.attribute() {
            content = content.attribute(attribute);
        }
        content.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_locale_that_is_set_decides_and_none_is_utf_8() {
        let draws =
            |all: &str, ctype: &str, lang: &str| draws_unicode(&[all.into(), ctype.into(), lang.into()]);
        assert!(draws("", "", "") && draws("", "", "en_US.UTF-8") && draws("C.utf8", "C", "C"));
        assert!(
            !draws("C", "", "en_US.UTF-8") && !draws("", "POSIX", "") && !draws("", "", "de_DE.ISO-8859-1")
        );
    }

    #[test]
    fn nothing_is_painted_without_colour() {
        assert_eq!(Style::Bad.paint("failed", false), "failed");
        assert_eq!(Style::Plain.paint("queued", true), "queued");
        crossterm::style::force_color_output(true);
        assert_eq!(Style::Bad.paint("failed", true), "\u{1b}[38;5;1mfailed\u{1b}[39m");
    }
}
