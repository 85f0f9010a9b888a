//! What each named value means to a model: a number, a date, a category or a text, as it is seen in the leads that it learns from.

mod reading;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use chrono::Datelike;
use serde::{Deserialize, Serialize};

use self::reading::{date, level_of, number, text_of, words_of};
use super::values::{Scalar, Values};

/// A name is a number or a date if this share of its values is one.
const MOSTLY: f64 = 0.95;
/// A name that fewer leads have says nothing.
const LEAST: usize = 5;
/// Names that are looked into, at most, and columns that they come to.
const NAMES: usize = 1_000;
const COLUMNS: usize = 500;
/// Levels of a category that have a column each, at most.
const LEVELS: usize = 12;
/// A category has no more levels than this; each stands for so many leads or more, on average.
const MOST_LEVELS: usize = 1_000;
const PER_LEVEL: usize = 5;
/// The longest text that can be a level, in characters.
const LONGEST_LEVEL: usize = 60;
/// So few words under a key are no people's names.
const FEW_NAMES: usize = 10;
/// Words of a text that have a column each, at most.
const WORDS: usize = 30;
/// Leads that a word or level has to be in: at least so many, and at least this share.
const LEAST_COUNT: usize = 10;
const LEAST_SHARE: f64 = 0.005;
/// So many leads of the average say as much about a level as its own do.
const SMOOTHING: f64 = 20.0;
/// Parts that leads are dealt into where a rate must not know the lead's own outcome.
const PARTS: usize = 5;
/// From this share of the leads on, a value that is missing says something.
const MISSING_SHARE: f64 = 0.01;

/// How a name's values are read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
// Not tagged inside: numbers whose digits are kept would not be read back.
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Only whether there is one.
    Presence,
    /// A number.
    Number,
    /// A day, with its month and weekday.
    Date,
    /// One of several words.
    Category {
        /// Those that have a column each; all others are rare.
        levels: Vec<String>,
        /// Whether that there is none has a column, too.
        missing: bool,
        /// Of categories with more levels: how often each was won.
        rates: Option<Rates>,
    },
    /// A text, told by its length and some of its words.
    Text {
        /// Those that have a column each.
        words: Vec<String>,
    },
}

/// How often the levels of a category were won.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rates {
    /// Over all leads, 0 to 1.
    average: f64,
    /// By level: won, and all.
    levels: BTreeMap<String, (u32, u32)>,
}

impl Rates {
    /// The rate of a level, drawn to the average where it has few leads; without the outcomes in `without`.
    fn of(&self, level: &str, without: (u32, u32)) -> f64 {
        let (won, all) = self.levels.get(level).copied().unwrap_or_default();
        let (won, all) = (f64::from(won.saturating_sub(without.0)), f64::from(all.saturating_sub(without.1)));
        (won + SMOOTHING * self.average) / (all + SMOOTHING)
    }
}

/// A name and how its values are read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Feature {
    /// The name.
    pub name: String,
    /// How its values are read.
    pub kind: Kind,
}

/// Everything that a model looks at, in the order of its columns.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Features(Vec<Feature>);

/// Which names may be looked at.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// If any: these, and what is below them.
    pub only: Vec<String>,
    /// Not these, nor what is below them.
    pub exclude: Vec<String>,
    /// Of these only whether they are there: they name a person.
    pub personal: BTreeSet<String>,
}

impl Choice {
    /// Whether a name may be looked at.
    pub fn admits(&self, name: &str) -> bool {
        let among = |list: &[String]| list.iter().any(|key| is_at_or_below(name, key));
        (self.only.is_empty() || among(&self.only)) && !among(&self.exclude)
    }
}

/// Whether `name` is `key`, or lies below it: `contact.email` below `contact`.
pub fn is_at_or_below(name: &str, key: &str) -> bool {
    let key = key.trim_end_matches("[]");
    name.strip_prefix(key)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.') || rest.starts_with("[]"))
}

/// The part of a lead: not by turns, which might be those of the data.
fn part_of(index: usize) -> usize {
    ((index as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 33) as usize % PARTS
}

/// The names that may be looked at, the commonest first: not all of them, where keys are made up as data goes (`visits.2026-01-07`).
pub fn names<'a>(leads: &[&'a Values], choice: &Choice) -> Vec<&'a str> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for (name, _) in leads.iter().flat_map(|lead| lead.iter()) {
        *counts.entry(name).or_default() += 1;
    }
    let mut common: Vec<(&str, usize)> =
        counts.into_iter().filter(|(name, count)| *count >= LEAST && choice.admits(name)).collect();
    common.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    common.truncate(NAMES);
    common.into_iter().map(|(name, _)| name).collect()
}

/// What was seen of a name.
#[derive(Default)]
struct Seen {
    there: usize,
    numbers: usize,
    dates: usize,
    contacts: usize,
    levels: HashMap<String, usize>,
}

impl Features {
    /// Decides what the values of these leads mean; `won` are their outcomes.
    pub fn learn(leads: &[&Values], won: &[bool], choice: &Choice) -> Features {
        let common = names(leads, choice);
        let mut seen: BTreeMap<&str, Seen> = common.iter().map(|name| (*name, Seen::default())).collect();
        for lead in leads {
            for (name, value) in lead.iter() {
                if let Some(seen) = seen.get_mut(name) {
                    see(seen, value);
                }
            }
        }
        let (mut features, mut columns) = (Vec::new(), 0);
        for name in common {
            let Some(seen) = seen.remove(name) else { continue };
            let kind = match choice.personal.contains(name) && seen.levels.len() > FEW_NAMES {
                true => presence(&seen, leads.len()),
                false => kind_of(name, &seen, leads, won),
            };
            let Some(kind) = kind else { continue };
            let one = Features(vec![Feature { name: name.to_owned(), kind }]);
            columns += one.columns().len();
            if columns > COLUMNS {
                break;
            }
            features.extend(one.0);
        }
        features.sort_by(|a, b| a.name.cmp(&b.name));
        Features(features)
    }

    /// The features.
    pub fn iter(&self) -> impl Iterator<Item = &Feature> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// For each column the feature that it belongs to, and what it says: `job is retired`.
    pub fn columns(&self) -> Vec<(usize, String)> {
        let mut columns = Vec::new();
        for (at, Feature { name, kind }) in self.0.iter().enumerate() {
            let mut add = |text: String| columns.push((at, text));
            match kind {
                Kind::Presence => add(format!("{name} is known")),
                Kind::Number => add(name.clone()),
                Kind::Date => {
                    add(name.clone());
                    add(format!("month of {name}"));
                    add(format!("weekday of {name}"));
                }
                Kind::Category { levels, missing, rates } => {
                    levels.iter().for_each(|level| add(format!("{name} is {level}")));
                    if *missing {
                        add(format!("{name} is unknown"));
                    }
                    if rates.is_some() {
                        add(name.clone());
                    }
                }
                Kind::Text { words } => {
                    add(format!("words of {name}"));
                    words.iter().for_each(|word| add(format!("{name} has “{word}”")));
                }
            }
        }
        columns
    }

    /// One lead as a row; empty cells are NaN.
    pub fn encode(&self, lead: &Values, row: &mut Vec<f64>) {
        self.0.iter().for_each(|feature| feature.encode(lead.get(&feature.name), None, row));
    }

    /// These leads as rows, one after the other.
    pub fn encode_all<'a>(&self, leads: impl IntoIterator<Item = &'a Values>) -> Vec<f64> {
        let mut rows = Vec::new();
        leads.into_iter().for_each(|lead| self.encode(lead, &mut rows));
        rows
    }

    /// The leads that it was learned from, as rows one after the other: a rate leaves out the outcomes of the lead's own part.
    pub fn encode_learned(&self, leads: &[&Values], won: &[bool]) -> Vec<f64> {
        // Of each level, won and all by part.
        let mut parts: Vec<HashMap<String, [(u32, u32); PARTS]>> = vec![HashMap::new(); self.0.len()];
        for (at, feature) in self.0.iter().enumerate() {
            if !matches!(&feature.kind, Kind::Category { rates: Some(_), .. }) {
                continue;
            }
            for (index, lead) in leads.iter().enumerate() {
                if let Some(level) = lead.get(&feature.name).map(level_of) {
                    let (wins, all) = &mut parts[at].entry(level.into_owned()).or_default()[part_of(index)];
                    *all += 1;
                    *wins += u32::from(won[index]);
                }
            }
        }
        let mut rows = Vec::new();
        for (index, lead) in leads.iter().enumerate() {
            for (at, feature) in self.0.iter().enumerate() {
                let value = lead.get(&feature.name);
                let own = value
                    .filter(|_| !parts[at].is_empty())
                    .and_then(|value| parts[at].get(&*level_of(value)));
                feature.encode(value, own.map(|parts| parts[part_of(index)]), &mut rows);
            }
        }
        rows
    }
}

impl Feature {
    fn encode(&self, value: Option<&Scalar>, without: Option<(u32, u32)>, row: &mut Vec<f64>) {
        let flag = |there: bool| f64::from(u8::from(there));
        match &self.kind {
            Kind::Presence => row.push(flag(value.is_some())),
            Kind::Number => row.push(value.and_then(number).unwrap_or(f64::NAN)),
            Kind::Date => match value.and_then(date) {
                Some(day) => row.extend([
                    f64::from(day.num_days_from_ce()),
                    f64::from(day.month()),
                    f64::from(day.weekday().number_from_monday()),
                ]),
                None => row.extend([f64::NAN; 3]),
            },
            Kind::Category { levels, missing, rates } => {
                let level = value.map(level_of);
                row.extend(levels.iter().map(|known| flag(level.as_deref() == Some(known.as_str()))));
                if *missing {
                    row.push(flag(level.is_none()));
                }
                if let Some(rates) = rates {
                    row.push(level.map_or(f64::NAN, |level| rates.of(&level, without.unwrap_or_default())));
                }
            }
            Kind::Text { words } => match value {
                Some(value) => {
                    let text = text_of(value);
                    let there: HashSet<String> = words_of(&text).collect();
                    row.push(text.split_whitespace().count() as f64);
                    row.extend(words.iter().map(|word| flag(there.contains(word))));
                }
                None => row.extend(std::iter::repeat_n(f64::NAN, words.len() + 1)),
            },
        }
    }
}

fn see(seen: &mut Seen, value: &Scalar) {
    seen.there += 1;
    seen.numbers += usize::from(number(value).is_some());
    seen.dates += usize::from(date(value).is_some());
    if let Scalar::Text(text) = value {
        seen.contacts += usize::from(text.contains('@') || text.contains("://") || text.starts_with('+'));
    }
    let level = level_of(value);
    if seen.levels.len() <= MOST_LEVELS || seen.levels.contains_key(&*level) {
        *seen.levels.entry(level.into_owned()).or_default() += 1;
    }
}

fn least(leads: usize) -> usize {
    LEAST_COUNT.max((leads as f64 * LEAST_SHARE) as usize)
}

/// Whether it is there at all, where that differs.
fn presence(seen: &Seen, leads: usize) -> Option<Kind> {
    (seen.there >= LEAST && seen.there + LEAST <= leads).then_some(Kind::Presence)
}

fn kind_of(name: &str, seen: &Seen, leads: &[&Values], won: &[bool]) -> Option<Kind> {
    if seen.there < LEAST || seen.levels.len() < 2 {
        return presence(seen, leads.len());
    }
    let mostly = |count: usize| count as f64 >= MOSTLY * seen.there as f64;
    if mostly(seen.numbers) {
        return Some(Kind::Number);
    }
    if mostly(seen.dates) {
        return Some(Kind::Date);
    }
    if seen.levels.len() <= MOST_LEVELS && seen.levels.len() * PER_LEVEL <= seen.there {
        return Some(category(seen, name, leads, won));
    }
    // Addresses, numbers and links are a person's or a company's own: they would be learned by heart.
    if 2 * seen.contacts > seen.there {
        return presence(seen, leads.len());
    }
    Some(Kind::Text { words: telling_words(name, leads, won) })
}

fn category(seen: &Seen, name: &str, leads: &[&Values], won: &[bool]) -> Kind {
    let least = least(leads.len());
    let mut levels: Vec<(&String, usize)> = seen
        .levels
        .iter()
        .filter(|(level, count)| **count >= least && level.chars().count() <= LONGEST_LEVEL)
        .map(|(level, count)| (level, *count))
        .collect();
    levels.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    levels.truncate(LEVELS);
    let absent = leads.len() - seen.there;
    let missing = absent as f64 >= MISSING_SHARE * leads.len() as f64 && absent >= LEAST;
    let rates = (seen.levels.len() > LEVELS).then(|| {
        let mut rates = Rates {
            average: won.iter().filter(|&&won| won).count() as f64 / won.len().max(1) as f64,
            levels: BTreeMap::new(),
        };
        for (lead, &won) in leads.iter().zip(won) {
            if let Some(level) = lead.get(name).map(level_of) {
                let (wins, all) = rates.levels.entry(level.into_owned()).or_default();
                *all += 1;
                *wins += u32::from(won);
            }
        }
        rates
    });
    Kind::Category { levels: levels.into_iter().map(|(level, _)| level.clone()).collect(), missing, rates }
}

/// The words of a text that tell most about the outcome, by the chi-squared statistic of the two by two table.
fn telling_words(name: &str, leads: &[&Values], won: &[bool]) -> Vec<String> {
    let mut counts: HashMap<String, (f64, f64)> = HashMap::new();
    let (mut all, mut wins) = (0.0, 0.0);
    for (lead, &won) in leads.iter().zip(won) {
        let Some(value) = lead.get(name) else { continue };
        let won = f64::from(u8::from(won));
        all += 1.0;
        wins += won;
        for word in words_of(&text_of(value)).collect::<HashSet<_>>() {
            let (in_won, in_all) = counts.entry(word).or_default();
            *in_won += won;
            *in_all += 1.0;
        }
    }
    let least = least(leads.len()) as f64;
    let mut telling: Vec<(f64, String)> = counts
        .into_iter()
        .filter(|(_, (_, count))| *count >= least && all - count >= least)
        .map(|(word, (in_won, count))| {
            let expected = count * wins / all;
            let spread = count * (all - count) / all * (wins / all) * (1.0 - wins / all);
            (if spread > 0.0 { (in_won - expected).powi(2) / spread } else { 0.0 }, word)
        })
        .collect();
    telling.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    telling.into_iter().take(WORDS).map(|(_, word)| word).collect()
}

/// How well a value alone ranks the leads: the area under the ROC curve, 0.5 to 1. The rate of each lead's bin or level leaves out the
/// outcomes of the lead's own part, so that what is different for every lead says nothing.
pub fn alone(name: &str, leads: &[&Values], won: &[bool]) -> f64 {
    /// Bins of numbers and days.
    const BINS: usize = 20;
    let values: Vec<Option<&Scalar>> = leads.iter().map(|lead| lead.get(name)).collect();
    let there = values.iter().flatten().count();
    let as_number =
        |value: &Scalar| number(value).or_else(|| date(value).map(|day| f64::from(day.num_days_from_ce())));
    let numbers = values.iter().flatten().filter(|value| as_number(value).is_some()).count();
    let bins: Vec<String> = if there > 0 && numbers as f64 >= MOSTLY * there as f64 {
        let mut sorted: Vec<f64> = values.iter().flatten().filter_map(|value| as_number(value)).collect();
        sorted.sort_by(f64::total_cmp);
        let mut cuts: Vec<f64> = (1..BINS).map(|n| sorted[n * sorted.len() / BINS]).collect();
        cuts.dedup();
        let bin = |number: f64| cuts.partition_point(|&cut| cut <= number).to_string();
        values.iter().map(|value| value.and_then(as_number).map_or("none".to_owned(), bin)).collect()
    } else {
        values
            .iter()
            .map(|value| value.map_or("none".to_owned(), |value| format!("={}", level_of(value))))
            .collect()
    };
    let mut counts: HashMap<&str, [(f64, f64); PARTS]> = HashMap::new();
    for (index, (bin, &won)) in bins.iter().zip(won).enumerate() {
        let (wins, all) = &mut counts.entry(bin).or_default()[part_of(index)];
        *all += 1.0;
        *wins += f64::from(u8::from(won));
    }
    let average = won.iter().filter(|&&won| won).count() as f64 / won.len().max(1) as f64;
    let rates: Vec<f64> = bins
        .iter()
        .enumerate()
        .map(|(index, bin)| {
            let parts = &counts[bin.as_str()];
            let others = parts.iter().enumerate().filter(|(part, _)| *part != part_of(index));
            let (wins, all) = others.fold((0.0, 0.0), |sum, (_, part)| (sum.0 + part.0, sum.1 + part.1));
            // One lead of the average is enough: what is looked for is nearly certain.
            (wins + average) / (all + 1.0)
        })
        .collect();
    let area = super::metrics::roc_auc(&rates, won);
    area.max(1.0 - area)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn leads(payloads: impl Iterator<Item = serde_json::Value>) -> Vec<Values> {
        payloads
            .map(|payload| {
                let mut values = Values::default();
                values.add_payload(&payload);
                values
            })
            .collect()
    }

    fn kinds(leads: &[Values], won: &[bool], choice: &Choice) -> BTreeMap<String, Kind> {
        let features = Features::learn(&leads.iter().collect::<Vec<_>>(), won, choice);
        features.0.into_iter().map(|feature| (feature.name, feature.kind)).collect()
    }

    fn sample() -> (Vec<Values>, Vec<bool>) {
        let won: Vec<bool> = (0..200).map(|n| n % 4 == 0).collect();
        let leads = leads((0..200).map(|n| {
            json!({
                "n": n, "price": format!("${},000", n + 1), "zip": format!("{:05}", n), "day": format!("2026-01-{:02}", n % 28 + 1),
                "plan": (["free", "pro", "team"][n % 3]), "mail": format!("a{n}@example.com"), "always": "x",
                "city": format!("city {}", n % 30), "note": format!("text {n} {}", if n % 4 == 0 { "budget approved" } else { "no answer" }),
                "rare": if n == 7 { json!("once") } else { json!(null) },
            })
        }));
        (leads, won)
    }

    #[test]
    fn values_are_typed_by_what_is_seen() {
        let (leads, won) = sample();
        let kinds = kinds(&leads, &won, &Choice::default());
        assert_eq!(kinds["n"], Kind::Number);
        assert_eq!(kinds["price"], Kind::Number);
        assert_eq!(kinds["day"], Kind::Date);
        assert!(matches!(&kinds["plan"], Kind::Category { levels, rates: None, .. } if levels.len() == 3));
        assert!(matches!(&kinds["city"], Kind::Category { rates: Some(_), .. }));
        let Kind::Text { words } = &kinds["note"] else { panic!("{:?}", kinds["note"]) };
        assert!(words.contains(&"budget".to_owned()) && words.contains(&"answer".to_owned()), "{words:?}");
        for nothing in ["mail", "always", "rare"] {
            assert!(!kinds.contains_key(nothing), "{nothing}: {:?}", kinds[nothing]);
        }
        assert!(!matches!(kinds.get("zip"), Some(Kind::Number)), "a code is no number");
    }

    #[test]
    fn a_row_has_a_cell_for_each_column() {
        let (leads, won) = sample();
        let refs: Vec<&Values> = leads.iter().collect();
        let features = Features::learn(&refs, &won, &Choice::default());
        let mut row = Vec::new();
        features.encode(&Values::default(), &mut row);
        assert_eq!(row.len(), features.columns().len());
        assert_eq!(features.encode_learned(&refs, &won).len(), row.len() * leads.len());
    }

    #[test]
    fn keys_without_end_cost_no_more_than_many() {
        let won: Vec<bool> = (0..300).map(|n| n % 3 == 0).collect();
        let leads = leads((0..300).map(|n| {
            let keys = (0..40).map(|k| (format!("day{}", (n * 40 + k) % 2_000), json!((n * k) % 17)));
            json!({"size": n % 19, "visits": keys.collect::<serde_json::Map<_, _>>()})
        }));
        let features = Features::learn(&leads.iter().collect::<Vec<_>>(), &won, &Choice::default());
        assert!(features.columns().len() <= COLUMNS, "{}", features.columns().len());
        assert!(features.iter().any(|feature| feature.name == "size"), "the commonest stay");
    }

    #[test]
    fn what_is_excluded_is_not_looked_at_nor_what_lies_below() {
        let choice = Choice { exclude: vec!["meta".into(), "n".into()], ..Choice::default() };
        for (name, admitted) in [
            ("meta", false),
            ("meta.id", false),
            ("meta[]", false),
            ("metal", true),
            ("n", false),
            ("name", true),
        ] {
            assert_eq!(choice.admits(name), admitted, "{name}");
        }
        let only = Choice { only: vec!["meta".into()], ..Choice::default() };
        assert!(only.admits("meta.id") && !only.admits("n"));
    }

    #[test]
    fn of_what_names_a_person_only_its_presence_counts() {
        let won: Vec<bool> = (0..100).map(|n| n % 2 == 0).collect();
        let leads = leads((0..100).map(|n| {
            if n % 2 == 0 {
                json!({"name": format!("Ann {}", n % 24), "x": n % 3})
            } else {
                json!({"x": n % 3})
            }
        }));
        let choice = Choice { personal: BTreeSet::from(["name".to_owned()]), ..Choice::default() };
        assert_eq!(kinds(&leads, &won, &choice)["name"], Kind::Presence);
    }

    #[test]
    fn a_value_that_is_the_answer_stands_out_and_one_that_is_always_new_does_not() {
        let won: Vec<bool> = (0..500).map(|n: u64| n * n * 2_654_435_761 % 1_000 < 300).collect();
        let leads = leads((0..500).map(|n: u64| {
            let won = n * n * 2_654_435_761 % 1_000 < 300;
            json!({"stage": if won { "Customer" } else { "Closed" }, "id": format!("id-{n}"), "size": n % 13,
                   "signed_at": if won { json!(format!("2026-02-{:02}", n % 28 + 1)) } else { json!(null) }})
        }));
        let refs: Vec<&Values> = leads.iter().collect();
        assert!(alone("stage", &refs, &won) > 0.99);
        assert!(alone("signed_at", &refs, &won) > 0.99);
        assert!(alone("id", &refs, &won) < 0.7, "{}", alone("id", &refs, &won));
        assert!(alone("size", &refs, &won) < 0.7);
    }
}
