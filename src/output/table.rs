//! Tables for people: one line a row, as wide as the terminal and no wider.

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};

use super::column::Column;
use super::screen::{Screen, Style};
use super::width::{shorten, width};

/// Between two columns.
const GAP: usize = 2;
/// The widths down to which text is shortened, one after the other, each for all ranks before the next; but never below the heading.
const LEVELS: [usize; 4] = [24, 16, 11, 6];
/// How many of these leave a text that still says something. Before any is shortened further, columns of this rank and above go.
const LEGIBLE: usize = 3;
const DISPENSABLE: u8 = 6;

/// Rows that are not laid out yet, as every one of them has a say in how wide the columns are.
#[derive(Debug)]
pub(super) struct Sheet {
    columns: Vec<Column>,
    rows: Vec<Vec<(String, Style)>>,
}

impl Sheet {
    pub(super) fn new(columns: Vec<Column>) -> Sheet {
        Sheet { columns, rows: Vec::new() }
    }

    /// Adds a row: a text for each column, in which nothing acts on a terminal.
    pub(super) fn push(&mut self, row: Vec<(String, Style)>) {
        debug_assert_eq!(row.len(), self.columns.len());
        self.rows.push(row);
    }

    fn widths(&self, screen: Screen, wide: bool) -> Vec<usize> {
        let mut natural: Vec<usize> =
            self.columns.iter().map(|column| width(&column.heading()).max(1)).collect();
        for row in &self.rows {
            for (widest, (text, _)) in natural.iter_mut().zip(row) {
                *widest = (*widest).max(width(text));
            }
        }
        match screen.table_width().filter(|_| !wide) {
            Some(room) => fit(&natural, &self.columns, room),
            None => natural,
        }
    }

    /// Lays the table out: its lines, headings first, and the headings of columns that had no room.
    pub(super) fn lay_out(&self, screen: Screen, wide: bool, color: bool) -> (Vec<String>, Vec<String>) {
        let widths = self.widths(screen, wide);
        let without = self.columns.iter().zip(&widths).filter(|(_, width)| **width == 0);
        // A chart has no name, and goes with its numbers.
        let without = without.map(|(column, _)| column.heading().into_owned());
        let without = without.filter(|heading| !heading.is_empty()).collect();
        let shown: Vec<usize> = (0..widths.len()).filter(|&at| widths[at] > 0).collect();
        let mut table = Table::new();
        table.load_style(presets::NOTHING);
        // What is to be cut is cut here.
        table.set_content_arrangement(ContentArrangement::Disabled).force_no_tty().style_text_only();
        if color {
            table.enforce_styling();
        }
        let cell = |text: &str, style: Style, at: usize| {
            let mut cell = Cell::new(shorten(text, widths[at], screen.ellipsis()));
            if let Some(color) = style.color() {
                cell = cell.fg(color);
            }
            match style.attribute() {
                Some(attribute) => cell.add_attribute(attribute),
                None => cell,
            }
        };
        table.set_header(shown.iter().map(|&at| cell(&self.columns[at].heading(), Style::Heading, at)));
        for row in &self.rows {
            table.add_row(shown.iter().map(|&at| cell(&row[at].0, row[at].1, at)));
        }
        for (place, &at) in shown.iter().enumerate() {
            if let Some(config) = table.column_mut(place) {
                config.set_padding((if place == 0 { 0 } else { GAP as u16 }, 0));
                if self.columns[at].right {
                    config.set_cell_alignment(CellAlignment::Right);
                }
            }
        }
        (table.lines().map(|line| line.trim_end().to_owned()).collect(), without)
    }
}

/// The width of each column in a row of `room` columns of the terminal, 0 where one has no place at all.
///
/// Where there is no room yet, columns go: first those that matter least, before texts are shortened past reading; then, when all are as short as
/// they can be, those of the highest rank, and the last of them first.
fn fit(natural: &[usize], columns: &[Column], room: usize) -> Vec<usize> {
    let mut kept = natural.to_vec();
    loop {
        let mut widths = kept.clone();
        shrink(&mut widths, columns, room, &LEVELS[..LEGIBLE]);
        if total(&widths) <= room {
            return widths;
        }
        let shown = kept.iter().filter(|&&width| width > 0).count();
        let dispensable = (0..columns.len()).filter(|&at| kept[at] > 0 && columns[at].rank >= DISPENSABLE);
        match dispensable.max_by_key(|&at| (columns[at].rank, at)) {
            Some(least) if shown > 1 => kept[least] = 0,
            _ => break,
        }
    }
    loop {
        let mut widths = kept.clone();
        shrink(&mut widths, columns, room, &LEVELS);
        if total(&widths) <= room {
            return widths;
        }
        let shown = (0..columns.len()).filter(|&at| kept[at] > 0);
        match shown.clone().max_by_key(|&at| (columns[at].rank, at)) {
            Some(least) if shown.count() > 1 => kept[least] = 0,
            // The only one that is left is cut, whatever it is.
            last => {
                last.into_iter().for_each(|last| widths[last] = room);
                return widths;
            }
        }
    }
}

/// What a row of columns of these widths takes.
fn total(widths: &[usize]) -> usize {
    let shown = widths.iter().filter(|&&width| width > 0);
    shown.clone().sum::<usize>() + GAP * shown.count().saturating_sub(1)
}

/// Shortens text to the first of the levels, the highest rank first, then to the next, until the row has room. Columns of one rank give way together, the
/// widest first.
fn shrink(widths: &mut [usize], columns: &[Column], room: usize, levels: &[usize]) {
    let mut ranks: Vec<u8> = columns.iter().map(|column| column.rank).collect();
    ranks.sort_unstable_by(|a, b| b.cmp(a));
    ranks.dedup();
    for &level in levels {
        for rank in &ranks {
            let of_rank: Vec<usize> =
                (0..columns.len()).filter(|&at| columns[at].rank == *rank && !columns[at].is_whole).collect();
            let least = |at: usize| level.max(width(&columns[at].heading()));
            while let Some(over) = total(widths).checked_sub(room).filter(|&over| over > 0) {
                let wider = of_rank.iter().copied().filter(|&at| widths[at] > least(at));
                let Some(widest) = wider.max_by_key(|&at| widths[at]) else { break };
                // At once down to the next, with which it then takes turns.
                let next = of_rank.iter().filter(|&&at| at != widest).map(|&at| widths[at]).max();
                let down_to = next.unwrap_or(0).max(least(widest)).min(widths[widest] - 1);
                widths[widest] = widths[widest].saturating_sub(over).max(down_to);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const COLUMNS: [Column; 5] = [
        Column::number("score", "Score"),
        Column::text("name", "Name").rank(1),
        Column::text("company", "Company").rank(3),
        Column::text("location", "Location").rank(9),
        Column::word("id", "Id").rank(1),
    ];

    fn laid_out(sheet: &Sheet, screen: Screen, wide: bool, color: bool) -> Vec<String> {
        sheet.lay_out(screen, wide, color).0
    }

    const WIDE: Screen = Screen::of(Some(80), true);

    #[test]
    fn the_least_important_gives_way_first() {
        let natural = [5, 20, 30, 40, 8];
        assert_eq!(fit(&natural, &COLUMNS, 200), natural);
        // 103 and 8 for the gaps.
        assert_eq!(fit(&natural, &COLUMNS, 110), [5, 20, 30, 39, 8]);
        assert_eq!(fit(&natural, &COLUMNS, 87), [5, 20, 24, 22, 8]);
        assert_eq!(fit(&natural, &COLUMNS, 80), [5, 20, 23, 16, 8]);
        assert_eq!(fit(&natural, &COLUMNS, 69), [5, 16, 16, 16, 8]);
        assert_eq!(fit(&natural, &COLUMNS, 66), [5, 16, 16, 13, 8]);
        assert_eq!(fit(&natural, &COLUMNS, 54), [5, 11, 11, 11, 8]);
    }

    #[test]
    fn what_cannot_be_shortened_goes_in_the_end_and_never_all_of_it() {
        assert_eq!(fit(&[5, 20, 30, 40, 8], &COLUMNS, 38), [5, 11, 8, 0, 8]);
        assert_eq!(fit(&[5, 20, 30, 40, 8], &COLUMNS, 20), [0, 10, 0, 0, 8]);
        assert_eq!(fit(&[90], &COLUMNS[..1], 20), [20]);
        assert_eq!(fit(&[90], &COLUMNS[3..4], 10), [10], "not even the least, where it is alone");
    }

    #[test]
    fn columns_of_one_rank_give_way_together() {
        let columns = [Column::text("a", "A"), Column::text("b", "B"), Column::text("c", "C")];
        assert_eq!(fit(&[40, 30, 10], &columns, 64), [25, 25, 10]);
        assert_eq!(fit(&[40, 30, 10], &columns, 65), [26, 25, 10]);
    }

    #[test]
    fn wide_characters_and_emoji_take_two_columns() {
        let mut sheet = Sheet::new(COLUMNS[1..3].to_vec());
        for (name, company) in [("王小明", "株式会社リード"), ("Ann 🚀", "Acme"), ("José", "Übü")]
        {
            sheet.push(vec![(name.to_owned(), Style::Plain), (company.to_owned(), Style::Plain)]);
        }
        let lines = laid_out(&sheet, WIDE, false, false);
        assert_eq!(lines, ["Name    Company", "王小明  株式会社リード", "Ann 🚀  Acme", "José    Übü"]);
        let narrow = laid_out(&sheet, Screen::of(Some(20), true), false, false);
        assert_eq!(narrow[1], "王小明  株式会社リ…");
    }

    #[test]
    fn numbers_stand_to_the_right_and_colour_is_only_on_the_text() {
        crossterm::style::force_color_output(true);
        let mut sheet = Sheet::new(vec![COLUMNS[0], Column::word("intent", "Intent"), COLUMNS[4]]);
        for (score, intent, style) in [("80", "high", Style::Good), ("7", "low", Style::Plain)] {
            sheet.push(vec![
                (score.to_owned(), Style::Plain),
                (intent.to_owned(), style),
                ("x".to_owned(), Style::Plain),
            ]);
        }
        assert_eq!(
            laid_out(&sheet, WIDE, false, false),
            ["Score  Intent  Id", "   80  high    x", "    7  low     x"]
        );
        assert_eq!(laid_out(&sheet, WIDE, false, true)[1], "   80  \u{1b}[38;5;2mhigh\u{1b}[39m    x");
    }

    #[test]
    fn nothing_is_cut_when_piped_or_wide() {
        let mut sheet = Sheet::new(COLUMNS[1..2].to_vec());
        let long = "x".repeat(300);
        sheet.push(vec![(long.clone(), Style::Plain)]);
        assert_eq!(laid_out(&sheet, Screen::of(None, true), false, false)[1], long);
        assert_eq!(laid_out(&sheet, WIDE, true, false)[1], long);
        assert_eq!(width(&laid_out(&sheet, WIDE, false, false)[1]), 80);
        assert!(laid_out(&sheet, Screen::of(Some(40), false), false, false)[1].ends_with("x..."));
    }

    proptest! {
        #[test]
        fn rows_fit_whatever_is_in_them(natural in prop::array::uniform5(1usize..200), room in 20usize..300) {
            let widths = fit(&natural, &COLUMNS, room);
            let shown: Vec<usize> = widths.iter().copied().filter(|&width| width > 0).collect();
            prop_assert!(!shown.is_empty());
            prop_assert!(shown.iter().sum::<usize>() + GAP * (shown.len() - 1) <= room, "{widths:?}");
            prop_assert!(widths.iter().zip(natural).all(|(&width, natural)| width <= natural.max(room)));
        }
    }
}
