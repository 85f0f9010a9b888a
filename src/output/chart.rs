//! Charts of characters: bars, sparklines, and how several of them share the width of a terminal.

use super::screen::{Screen, Style};
use super::text;
use super::width::{pad, shorten, width};

/// The widest label of a bar.
const LABEL: usize = 26;
/// From here on, two charts stand side by side.
const SIDE_BY_SIDE: usize = 120;
/// Between those.
const GUTTER: usize = 4;
/// The widest that one chart gets.
const WIDEST: usize = 100;

/// A number in a chart of bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it is of; shortened where it must be.
    pub label: String,
    /// How many.
    pub count: i64,
    /// A word on it, such as its share; the empty text where there is none to say.
    pub note: String,
    /// How the bar is drawn.
    pub style: Style,
}

/// A chart that is drawn: its lines, and the columns that each takes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chart {
    lines: Vec<(String, usize)>,
}

/// Where charts are drawn.
#[derive(Debug, Clone, Copy)]
pub struct Canvas {
    screen: Screen,
    color: bool,
}

impl Canvas {
    /// A canvas on this screen.
    pub fn new(screen: Screen, color: bool) -> Canvas {
        Canvas { screen, color }
    }

    /// Whether two charts stand side by side.
    fn is_double(self) -> bool {
        self.screen.width() >= SIDE_BY_SIDE
    }

    /// The columns that a chart has.
    pub fn width(self) -> usize {
        let width = self.screen.width();
        if self.is_double() { (width - GUTTER) / 2 } else { width }.min(WIDEST)
    }

    /// Draws one bar a line, the longest for the largest number.
    pub fn bars(self, heading: &str, bars: &[Bar]) -> Chart {
        let largest = bars.iter().map(|bar| bar.count).max().unwrap_or(0);
        self.lengths(heading, bars, &vec![largest; bars.len()])
    }

    /// Draws one bar a line, each as long as its number is a share of a whole of its own.
    pub fn lengths(self, heading: &str, bars: &[Bar], wholes: &[i64]) -> Chart {
        let labels: Vec<String> = bars
            .iter()
            .map(|bar| {
                shorten(&text::printable(&bar.label), LABEL.min(self.width() / 3), self.screen.ellipsis())
            })
            .collect();
        let label_width = labels.iter().map(|label| width(label)).max().unwrap_or(0);
        let counts: Vec<String> = bars.iter().map(|bar| bar.count.to_string()).collect();
        let digits = counts.iter().map(String::len).max().unwrap_or(0);
        let note_width = bars.iter().map(|bar| width(&bar.note)).max().unwrap_or(0);
        let note_gap = if note_width > 0 { 2 } else { 0 };
        let room = self.width().saturating_sub(2 + label_width + 2 + digits + note_gap + note_width + 2);
        let mut chart = self.headed(heading);
        for (((bar, whole), label), count) in bars.iter().zip(wholes).zip(labels).zip(counts) {
            let drawn = self::bar(bar.count, *whole, room.max(1), self.screen.unicode);
            let notes = format!("{:note_gap$}{:>note_width$}", "", bar.note);
            let before = format!("  {}  {count:>digits$}{notes}  ", pad(&label, label_width));
            let columns = width(&before) + width(&drawn);
            chart.lines.push((before + &bar.style.paint(&drawn, self.color), columns));
        }
        chart
    }

    /// Draws numbers as a line of columns of different height, with what stands under its two ends and a remark.
    pub fn sparkline(self, heading: &str, counts: &[i64], ends: [&str; 2], remark: &str) -> Chart {
        let mut chart = self.headed(heading);
        // Two columns for each number where there is room; without room for one each, the last that have it.
        let room = self.width() - 2;
        let times = if 2 * counts.len() <= room { 2 } else { 1 };
        let (counts, ends) = match counts.len().checked_sub(room) {
            None | Some(0) => (counts, ends),
            Some(first) => (&counts[first..], ["", ends[1]]),
        };
        let drawn = spark(counts, times, self.screen.unicode);
        let columns = width(&drawn);
        chart.lines.push((format!("  {}", Style::Active.paint(&drawn, self.color)), columns + 2));
        let between = columns.saturating_sub(width(ends[0]) + width(ends[1]));
        for line in [format!("  {}{:between$}{}", ends[0], "", ends[1]), format!("  {remark}")] {
            let line = shorten(&line, self.width(), self.screen.ellipsis());
            let columns = width(&line);
            chart.lines.push((line, columns));
        }
        chart
    }

    fn headed(self, heading: &str) -> Chart {
        let heading = shorten(heading, self.width(), self.screen.ellipsis());
        let columns = width(&heading);
        Chart { lines: vec![(Style::Heading.paint(&heading, self.color), columns)] }
    }

    /// The charts one below the other, or two beside each other where the terminal is wide enough; an empty line after each.
    pub fn lay_out(self, charts: &[Chart]) -> Vec<String> {
        let mut lines = Vec::new();
        for row in charts.chunks(if self.is_double() { 2 } else { 1 }) {
            let height = row.iter().map(|chart| chart.lines.len()).max().unwrap_or(0);
            for at in 0..height {
                let mut line = String::new();
                let mut taken = 0;
                for (place, chart) in row.iter().enumerate() {
                    if let Some((text, columns)) = chart.lines.get(at) {
                        let begin = place * (self.width() + GUTTER);
                        line.push_str(&" ".repeat(begin - taken));
                        line.push_str(text);
                        taken = begin + columns;
                    }
                }
                lines.push(line.trim_end().to_owned());
            }
            lines.push(String::new());
        }
        lines
    }
}

/// A bar of at most `columns`, as long as the part is of the whole and never nothing for something; in eighths of one where the screen can draw them.
pub fn bar(part: i64, whole: i64, columns: usize, unicode: bool) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let units = if unicode { 8 } else { 1 };
    let share = (part.max(0) as f64 / whole.max(1) as f64).min(1.0);
    let length = (share * (columns * units) as f64).round() as usize;
    let length = if part > 0 { length.max(1) } else { 0 };
    if unicode { "█".repeat(length / 8) + EIGHTHS[length % 8] } else { "#".repeat(length) }
}

/// A bar that shows what is left, too: always of `columns`.
pub fn gauge(share: f64, columns: usize, unicode: bool) -> String {
    let (full, empty) = if unicode { ("█", "░") } else { ("#", ".") };
    let filled = ((share.clamp(0.0, 1.0) * columns as f64).round() as usize).min(columns);
    full.repeat(filled) + &empty.repeat(columns - filled)
}

/// Each number as a character, `times` times, the highest for the largest; none looks like nothing that is something.
fn spark(counts: &[i64], times: usize, unicode: bool) -> String {
    const BLOCKS: [&str; 9] = ["·", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
    const ASCII: [&str; 9] = [".", ":", "-", "=", "+", "*", "%", "#", "@"];
    let levels = if unicode { BLOCKS } else { ASCII };
    let largest = counts.iter().copied().max().unwrap_or(0).max(1);
    let level = |count: i64| match count {
        ..=0 => 0,
        count => ((count as f64 / largest as f64 * 8.0).ceil() as usize).clamp(1, 8),
    };
    counts.iter().map(|&count| levels[level(count)].repeat(times)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(label: &str, count: i64) -> Bar {
        Bar { label: label.to_owned(), count, note: "50 %".to_owned(), style: Style::Active }
    }

    fn drawn(width: usize, unicode: bool, charts: impl Fn(Canvas) -> Vec<Chart>) -> Vec<String> {
        let canvas = Canvas::new(Screen::of(Some(width), unicode), false);
        canvas.lay_out(&charts(canvas))
    }

    #[test]
    fn bars_are_in_proportion_and_never_nothing_for_something() {
        assert_eq!(bar(100, 100, 30, true), "█".repeat(30));
        assert_eq!(bar(50, 100, 30, true), "█".repeat(15));
        assert_eq!(bar(1, 1_000_000, 30, true), "▏");
        assert_eq!((bar(0, 100, 30, true), bar(0, 0, 30, true)), (String::new(), String::new()));
        assert_eq!(bar(200, 100, 4, true), "████");
        assert_eq!((bar(50, 100, 10, false), bar(1, 1000, 10, false)), ("#####".to_owned(), "#".to_owned()));
    }

    #[test]
    fn gauges_are_of_one_length() {
        assert_eq!(gauge(0.5, 10, true), "█████░░░░░");
        assert_eq!(gauge(2.0, 4, false), "####");
        assert_eq!(gauge(0.0, 4, false), "....");
    }

    #[test]
    fn sparklines_tell_nothing_from_little() {
        assert_eq!(spark(&[0, 1, 500, 1000], 1, true), "·▁▄█");
        assert_eq!(spark(&[0, 1, 500, 1000], 2, false), "..::++@@");
        assert_eq!(spark(&[0, 0], 1, true), "··");
    }

    #[test]
    fn charts_fit_and_stand_side_by_side_where_there_is_room() {
        let charts = |canvas: Canvas| {
            let long = of("株式会社リードエンジンの長い長い名前です", 12);
            let days = canvas.sparkline(
                "Days",
                &[1; 30],
                ["1 Nov", "30 Nov"],
                "one a day in every one of the thirty days",
            );
            vec![canvas.bars("One", &[of("short", 6), long]), canvas.bars("Two", &[of("b", 1)]), days]
        };
        for columns in [20, 40, 80, 119, 120, 140, 400] {
            let lines = drawn(columns, true, charts);
            let widest = lines.iter().map(|line| width(line)).max().unwrap();
            assert!(widest <= columns, "{widest} of {columns}");
            assert_eq!(lines[0].contains("Two"), columns >= 120, "{lines:?}");
        }
        let lines = drawn(40, false, charts);
        assert!(lines.iter().all(|line| !line.contains(['█', '…', '▁'])), "{lines:?}");
        let length = |line: &str| line.matches('#').count();
        assert!(
            length(&lines[2]) > 10 && (length(&lines[1]) * 2).abs_diff(length(&lines[2])) < 2,
            "{lines:?}"
        );
    }
}
