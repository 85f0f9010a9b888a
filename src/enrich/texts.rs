//! The free text of a raw payload. What is read here is most of what scoring a lead costs, so the payload is walked as it is
//! parsed: nothing is kept of it but the texts.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::sync::LazyLock;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::dates::News;
use crate::json;

/// The free text of a raw payload that is worth searching for signals, by the alphabet of its keys: whatever stands under a key
/// like `description`, `posts` or `news`, and any text elsewhere that is long enough to be prose. Addresses and links are left
/// out, and so is what a date beside it makes history. A payload that cannot be read has none.
pub fn texts_of(payload: &str, news: News) -> Vec<String> {
    walked(payload, news).unwrap_or_else(|| {
        // Of what is nested too deep for a walk, the upper levels.
        let upper = json::read(payload).ok().map(|value| value.to_string());
        upper.and_then(|upper| walked(&upper, news)).unwrap_or_default()
    })
}

fn walked(payload: &str, news: News) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    let mut json = serde_json::Deserializer::from_str(payload);
    match (Walk { told: false, inner: false, news, texts: &mut texts })
        .deserialize(&mut json)
        .and_then(|()| json.end())
    {
        Ok(()) => Some(texts),
        Err(_) => None,
    }
}

/// Words of a payload's keys under which free text stands.
const TEXT_KEY_WORDS: &str = "\
    about activity announcement announcements article articles beschreibung bio biography blurb comment comments \
    descripcion description descriptions details event events excerpt headline headlines highlights insight \
    insights intent intro message messages mission need needs news note notes notiz notizen overview post posts \
    presentation press release remarks requirement requirements signal signals snippet story summary tagline tech \
    technologies technology text trigger triggers tweet tweets update updates";
/// From this many words on, text under any other key is prose too.
const PROSE_WORDS: usize = 6;
/// And from this many bytes on.
const PROSE_BYTES: usize = 40;

/// Walks a value, and adds its texts.
struct Walk<'a> {
    /// Whether it stands under a key that announces free text.
    told: bool,
    /// Whether it is a part of the record: of the record itself a date says little.
    inner: bool,
    news: News,
    texts: &'a mut Vec<String>,
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        if is_text(text, self.told) {
            self.texts.push(text.to_owned());
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items
            .next_element_seed(Walk { told: self.told, inner: true, news: self.news, texts: self.texts })?
            .is_some()
        {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let first = self.texts.len();
        let mut over = false;
        let mut found: Vec<(Cow<'de, str>, Range<usize>)> = Vec::new();
        while let Some(Key(key)) = fields.next_key_seed(KeySeed)? {
            let start = self.texts.len();
            match meaning(&key) {
                Meaning::NotOurs => {
                    fields.next_value::<IgnoredAny>()?;
                }
                meaning @ (Meaning::Published | Meaning::Dated) => {
                    // What is neither text nor number is no date.
                    let date = match fields.next_value::<Value>()? {
                        Value::String(date) => date,
                        Value::Number(number) => number.to_string(),
                        _ => String::new(),
                    };
                    over |= (self.inner || meaning == Meaning::Published) && self.news.is_over(&date);
                }
                told => {
                    let told = self.told || told == Meaning::Text;
                    let walk = Walk { told, inner: true, news: self.news, texts: self.texts };
                    fields.next_value_seed(walk)?;
                }
            }
            if self.texts.len() > start {
                found.push((key, start - first..self.texts.len() - first));
            }
        }
        if over {
            self.texts.truncate(first);
        } else if found.len() > 1 {
            // The server keeps keys in an order of its own, by their length.
            let mut theirs = self.texts.split_off(first);
            found.sort_by(|a, b| a.0.cmp(&b.0));
            for (_, range) in found {
                self.texts.extend(theirs[range].iter_mut().map(std::mem::take));
            }
        }
        Ok(())
    }
}

struct Key<'de>(Cow<'de, str>);

struct KeySeed;

impl<'de> DeserializeSeed<'de> for KeySeed {
    type Value = Key<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key<'de>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'de> Visitor<'de> for KeySeed {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, text: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(text.to_owned())))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(text)))
    }
}

/// What a key says of its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// Others wrote it, or it is no field at all.
    NotOurs,
    /// It is free text.
    Text,
    /// It is when what stands beside it was published.
    Published,
    /// It is such a day too, but of a whole record it says only when that was made.
    Dated,
    /// Nothing.
    Unsaid,
}

/// The key under which serde_json hands on a number whose digits it keeps.
const NUMBER: &str = "$serde_json::private::Number";

/// The most keys that a thread remembers, and how long they may be, in bytes.
const REMEMBERED: usize = 4_096;
const LONGEST: usize = 64;

thread_local! {
    /// A million payloads are written with the same few keys.
    static MEANINGS: RefCell<HashMap<String, Meaning>> = RefCell::new(HashMap::new());
}

fn meaning(key: &str) -> Meaning {
    MEANINGS.with_borrow_mut(|known| {
        if let Some(meaning) = known.get(key) {
            return *meaning;
        }
        let meaning = match key {
            NUMBER => Meaning::NotOurs,
            _ if is_one_of(key, PUBLISHED) => Meaning::Published,
            _ if is_one_of(key, DATED) => Meaning::Dated,
            _ if of_others(key) => Meaning::NotOurs,
            _ if tells(key) => Meaning::Text,
            _ => Meaning::Unsaid,
        };
        if known.len() < REMEMBERED && key.len() <= LONGEST {
            known.insert(key.to_owned(), meaning);
        }
        meaning
    })
}

/// Keys that say when something was published; case, spaces, `-` and `_` make no difference.
const PUBLISHED: &[&str] = &[
    "announced",
    "announcedat",
    "announceddate",
    "announcedon",
    "articledate",
    "dateposted",
    "datepublished",
    "newsdate",
    "postdate",
    "posted",
    "postedat",
    "posteddate",
    "postedon",
    "pubdate",
    "publicationdate",
    "publishdate",
    "published",
    "publishedat",
    "publisheddate",
    "publishedon",
];
/// Keys of a day, whatever it is of.
const DATED: &[&str] = &["created", "createdat", "date", "day", "time", "timestamp", "when"];

fn is_one_of(key: &str, keys: &[&str]) -> bool {
    let key: String = key.chars().filter(|c| !" -_".contains(*c)).flat_map(char::to_lowercase).collect();
    keys.contains(&key.as_str())
}

static TEXT_KEYS: LazyLock<HashSet<&str>> = LazyLock::new(|| TEXT_KEY_WORDS.split_whitespace().collect());

/// Whether a key holds what others wrote: a reviewer's words say nothing of the company's plans.
fn of_others(key: &str) -> bool {
    let key = key.to_lowercase();
    ["review", "testimonial", "comment"].iter().any(|word| key.contains(word))
}

/// Whether a key announces free text: one of its words is in the table.
fn tells(key: &str) -> bool {
    let mut word = String::new();
    let mut lower = false;
    for c in key.chars().chain(std::iter::once(' ')) {
        if !c.is_alphanumeric() || (c.is_uppercase() && lower) {
            if TEXT_KEYS.contains(word.as_str()) {
                return true;
            }
            word.clear();
        }
        lower = c.is_lowercase();
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
    }
    false
}

fn is_text(text: &str, told: bool) -> bool {
    let text = text.trim();
    let link = |word: &str| word.contains("://") || word.starts_with("www.") || word.contains('@');
    match text.split_whitespace().take(PROSE_WORDS).count() {
        0 => false,
        1 => told && !link(text) && text.contains(char::is_alphabetic),
        words => told || (words == PROSE_WORDS && text.len() >= PROSE_BYTES),
    }
}

#[cfg(test)]
mod tests {
    use crate::enrich::Rules;
    use serde_json::json;

    fn texts_of(payload: &str) -> Vec<String> {
        super::texts_of(payload, Rules::built_in().news(Some("2026-11-24T00:00:00Z".parse().unwrap())))
    }

    #[test]
    fn text_under_a_telling_key_is_searched_and_so_is_prose_anywhere() {
        let payload = json!({
            "company_name": "Acme",
            "companyDescription": "Short words",
            "Recent News": [{"title": "Acme raises", "url": "https://news.example/acme"}],
            "tech": ["HubSpot", "https://hubspot.com", "a@b.com", "2026-02-15"],
            "extra": {"deep": [{"field": "We are looking for a supplier of packaging machines."}]},
            "street": "12 High Street",
            "postal_code": "12345",
            "count": 12.50,
            "nothing": null
        });
        let mut texts = texts_of(&payload.to_string());
        texts.sort_unstable();
        let expected =
            ["Acme raises", "HubSpot", "Short words", "We are looking for a supplier of packaging machines."];
        assert_eq!(texts, expected);
    }

    #[test]
    fn texts_keep_the_order_of_a_list() {
        let payload = json!({"posts": ["first", "second", "third"]});
        assert_eq!(texts_of(&payload.to_string()), ["first", "second", "third"]);
    }

    #[test]
    fn a_payload_of_any_shape_and_depth_has_texts() {
        let mut deep = json!("the innermost text of all");
        for _ in 0..60 {
            deep = json!({"notes": [deep]});
        }
        assert_eq!(texts_of(&deep.to_string()), ["the innermost text of all"]);
        for odd in [json!(null), json!([]), json!({}), json!(5), json!("one")] {
            assert!(texts_of(&odd.to_string()).is_empty());
        }
    }

    #[test]
    fn texts_are_taken_by_the_alphabet_of_their_keys_whatever_the_order() {
        let payload = r#"{"news": "second", "z": {"posts": ["third", "fourth"]}, "description": "first"}"#;
        assert_eq!(texts_of(payload), ["first", "second", "third", "fourth"]);
    }

    #[test]
    fn what_others_wrote_and_numbers_are_no_text() {
        let payload = r#"{"reviews": ["We are looking for a supplier of packaging machines."], "description": 1e5,
                          "news": [12.5, true, null, "ours, \"quoted\""]}"#;
        assert_eq!(texts_of(payload), ["ours, \"quoted\""]);
    }

    #[test]
    fn what_a_date_beside_it_makes_history_is_no_text() {
        let payload = json!({
            "date": "2019-01-01",
            "description": "the record's own date says nothing",
            "news": [
                {"title": "old", "date": "2024-03-01"},
                {"title": "also old", "details": {"body": "and this"}, "Published At": "March 3, 2023"},
                {"title": "new", "date": "2026-03-01"},
                {"title": "undated", "date": null}
            ],
            "posts": [{"text": "long ago", "posted": "3yr"}, {"text": "lately", "posted": "3mo"}],
        });
        let expected = ["the record's own date says nothing", "new", "undated", "lately"];
        assert_eq!(texts_of(&payload.to_string()), expected);
        assert!(texts_of(r#"{"description": "told then", "published_at": "2020-02-02"}"#).is_empty());
    }

    #[test]
    fn a_payload_that_cannot_be_read_has_no_texts() {
        let deep = format!("{}{}", "[".repeat(1_000), "]".repeat(1_000));
        for odd in ["", "{", r#"{"description": "one two"} x"#, &deep] {
            assert!(texts_of(odd).is_empty(), "{odd}");
        }
    }
}
