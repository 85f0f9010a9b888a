//! The columns of a result, and which of them are asked for.

use std::borrow::Cow;

use crate::error::{Failure, Kind};
use crate::suggest;

/// A column of a result.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its key in JSON and CSV.
    pub name: &'static str,
    heading: Option<&'static str>,
    /// Whether tables have it unless others are asked for.
    pub in_tables: bool,
    /// Numbers stand to the right.
    pub right: bool,
    /// What it is worth to a reader: 1 is the most. Where a row does not fit the terminal, the columns of the highest rank are shortened first.
    pub rank: u8,
    /// Whether its cells are whole or not there: a number or an id that is cut says something else.
    pub is_whole: bool,
}

impl Column {
    /// A column of text, also in tables.
    pub const fn text(name: &'static str, heading: &'static str) -> Self {
        Column { name, heading: Some(heading), in_tables: true, right: false, rank: 5, is_whole: false }
    }

    /// A column of numbers, also in tables.
    pub const fn number(name: &'static str, heading: &'static str) -> Self {
        Column { right: true, is_whole: true, rank: 2, ..Column::text(name, heading) }
    }

    /// A column of short words or ids, also in tables.
    pub const fn word(name: &'static str, heading: &'static str) -> Self {
        Column { is_whole: true, rank: 2, ..Column::text(name, heading) }
    }

    /// A column of times, also in tables. How long ago something was takes little room, and half of it says nothing.
    pub const fn time(name: &'static str, heading: &'static str) -> Self {
        Column { rank: 8, ..Column::word(name, heading) }
    }

    /// A column that tables have only where it is asked for.
    pub const fn hidden(name: &'static str) -> Self {
        Column { in_tables: false, heading: None, ..Column::text(name, "") }
    }

    /// The same where tables have it only when it is asked for.
    pub const fn on_request(self) -> Self {
        Column { in_tables: false, ..self }
    }

    /// The same with this rank.
    pub const fn rank(self, rank: u8) -> Self {
        Column { rank, ..self }
    }

    /// Its heading in a table.
    pub fn heading(&self) -> Cow<'static, str> {
        if let Some(heading) = self.heading {
            return heading.into();
        }
        let words = self.name.replace('_', " ");
        let mut characters = words.chars();
        characters
            .next()
            .map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
            .into()
    }
}

/// Columns of a list that were chosen, in the order in which they are printed.
#[derive(Debug, Clone)]
pub struct Choice {
    pub(super) columns: Vec<Column>,
    /// Where each of them stands among all.
    pub(super) picks: Vec<usize>,
}

impl Choice {
    /// Those that are named, by their keys, of all that there are. Each is there once, however often it is named.
    ///
    /// # Errors
    /// [`Kind::Usage`] when there is no such column, or none is named.
    pub fn of(all: &[Column], names: &[impl AsRef<str>]) -> Result<Choice, Failure> {
        let mut choice = Choice { columns: Vec::new(), picks: Vec::new() };
        for name in names.iter().map(|name| name.as_ref().trim()).filter(|name| !name.is_empty()) {
            let pick = position(all, name).ok_or_else(|| unknown(all, name))?;
            if !choice.picks.contains(&pick) {
                choice.picks.push(pick);
                choice.columns.push(Column { in_tables: true, ..all[pick] });
            }
        }
        if choice.picks.is_empty() {
            let failure = Failure::new(Kind::Usage, "no_columns", "--columns names no column");
            return Err(failure.hint(format!("columns: {}", keys(all))));
        }
        Ok(choice)
    }
}

/// The key as people may type it.
fn folded(name: &str) -> String {
    name.to_lowercase().replace(['-', ' '], "_")
}

fn position(all: &[Column], name: &str) -> Option<usize> {
    let name = folded(name);
    all.iter().position(|column| column.name == name)
}

fn keys(all: &[Column]) -> String {
    all.iter().map(|column| column.name).collect::<Vec<_>>().join(", ")
}

fn unknown(all: &[Column], name: &str) -> Failure {
    Failure::new(Kind::Usage, "no_such_column", format!("there is no column {name}"))
        .hint(suggest::hint(nearest(all, name), &format!("columns: {}", keys(all))))
}

/// The column that was probably meant: one with this heading, else one that is spelled much like it or has it as a part.
fn nearest(all: &[Column], name: &str) -> Option<&'static str> {
    let name = folded(name);
    if let Some(column) = all.iter().find(|column| folded(&column.heading()) == name) {
        return Some(column.name);
    }
    suggest::nearest(&name, all.iter().map(|column| column.name)).or_else(|| {
        let has_it = |column: &&Column| suggest::nearest(&name, column.name.split('_')).is_some();
        all.iter().find(has_it).map(|column| column.name)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Column; 4] = [
        Column::word("id", "Id"),
        Column::text("company_name", "Company"),
        Column::hidden("email"),
        Column::number("predicted_score", "Score"),
    ];

    #[test]
    fn columns_come_in_the_order_in_which_they_are_named_and_once() {
        let choice = Choice::of(&ALL, &["Email", " id ", "company-name", "", "id"]).unwrap();
        assert_eq!(choice.picks, [2, 0, 1]);
        assert_eq!(choice.columns[0].heading(), "Email");
        assert!(choice.columns.iter().all(|column| column.in_tables));
    }

    #[test]
    fn an_unknown_one_is_told_with_the_nearest_and_all_there_are() {
        for (name, meant) in [
            ("emial", "email"),
            ("Score", "predicted_score"),
            ("company", "company_name"),
            ("nmae", "company_name"),
        ] {
            let failure = Choice::of(&ALL, &[name]).unwrap_err();
            let hint = failure.hint.unwrap();
            assert_eq!(failure.kind, Kind::Usage);
            assert_eq!(
                hint,
                format!("did you mean {meant}? columns: id, company_name, email, predicted_score")
            );
        }
        let hint = Choice::of(&ALL, &["zodiac"]).unwrap_err().hint.unwrap();
        assert!(hint.starts_with("columns: id"), "{hint}");
        assert_eq!(Choice::of(&ALL, &["", " "]).unwrap_err().code, "no_columns");
    }

    #[test]
    fn a_column_without_a_heading_is_headed_by_its_key() {
        assert_eq!(Column::hidden("linkedin_url").heading(), "Linkedin url");
    }
}
