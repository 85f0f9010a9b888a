//! What texts became that were normalized before: the records of one search name the same places, titles, industries and
//! companies over and over. A memory belongs to one thread and one run, is bounded, and changes no result.

use std::cell::RefCell;
use std::hash::Hasher;

use super::company;
use super::domain::{self, Domain};
use super::industry;
use super::location::{self, Location};
use super::size::{self, SizeRange};
use super::table::WordHasher;
use super::title::{self, JobTitle};

/// A company's name, and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name, normalized.
    pub name: String,
    /// The name that identity goes by.
    pub key: Option<String>,
    /// How specific the name is.
    pub weight: u8,
}

/// What is remembered of each field.
#[derive(Debug, Default)]
pub struct Memo {
    locations: Remembered<Option<Location>>,
    places: Remembered<Option<Location>>,
    titles: Remembered<Option<JobTitle>>,
    industries: Remembered<Option<String>>,
    sizes: Remembered<Option<SizeRange>>,
    companies: Remembered<Option<Named>>,
    websites: Remembered<Option<Domain>>,
}

impl Memo {
    /// [`location::normalize`].
    pub fn location(&self, text: &str) -> Option<Location> {
        self.locations.get(text, location::normalize)
    }

    /// [`location::from_parts`]: city, region and country.
    pub fn place(&self, parts: [Option<&str>; 3]) -> Option<Location> {
        let text = parts.map(Option::unwrap_or_default).join("\u{1f}");
        let [city, region, country] = parts;
        self.places.get(&text, |_| location::from_parts(city, region, country))
    }

    /// [`title::normalize`].
    pub fn title(&self, text: &str) -> Option<JobTitle> {
        self.titles.get(text, title::normalize)
    }

    /// [`industry::normalize`].
    pub fn industry(&self, text: &str) -> Option<String> {
        self.industries.get(text, industry::normalize)
    }

    /// [`size::normalize`].
    pub fn size(&self, text: &str) -> Option<SizeRange> {
        self.sizes.get(text, size::normalize)
    }

    /// [`company::normalize`] and [`company::key_and_weight`].
    pub fn company(&self, text: &str) -> Option<Named> {
        self.companies.get(text, |text| {
            let name = company::normalize(text)?;
            let (key, weight) = company::key_and_weight(&name);
            Some(Named { name, key, weight })
        })
    }

    /// [`domain::from_website`].
    pub fn website(&self, text: &str) -> Option<Domain> {
        self.websites.get(text, domain::from_website)
    }
}

/// So many texts are remembered of a field: a power of two, and few enough to stay in a processor's cache.
const SLOTS: usize = 512;
/// Longer texts are seldom met again.
const MAX_TEXT: usize = 160;

/// A text, and what it became.
type Slot<T> = Option<(Box<str>, T)>;

/// The last text of each of [`SLOTS`] hashes.
#[derive(Debug)]
struct Remembered<T>(RefCell<Vec<Slot<T>>>);

impl<T> Default for Remembered<T> {
    fn default() -> Self {
        Remembered(RefCell::default())
    }
}

impl<T: Clone> Remembered<T> {
    fn get(&self, text: &str, make: impl FnOnce(&str) -> T) -> T {
        if text.len() > MAX_TEXT {
            return make(text);
        }
        let at = slot(text);
        if let Some(Some((known, made))) = self.0.borrow().get(at)
            && **known == *text
        {
            return made.clone();
        }
        let made = make(text);
        let mut slots = self.0.borrow_mut();
        if slots.is_empty() {
            slots.resize_with(SLOTS, || None);
        }
        slots[at] = Some((text.into(), made.clone()));
        made
    }
}

/// A hash that is quick on short texts. Who chooses texts that collide makes only their own run forget.
fn slot(text: &str) -> usize {
    let mut hash = WordHasher::default();
    hash.write(text.as_bytes());
    hash.finish() as usize % SLOTS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_remembered_is_what_would_be_made() {
        let memo = Memo::default();
        for round in 0..2 {
            for n in 0..2 * SLOTS {
                let text = format!("Acme {} Inc", n % (SLOTS + SLOTS / 2));
                let name = memo.company(&text).map(|named| named.name);
                assert_eq!(name, company::normalize(&text), "{round}");
            }
        }
        assert_eq!(memo.title("CEO"), title::normalize("CEO"));
        assert_eq!(memo.location("Sydney, Australia"), location::normalize("Sydney, Australia"));
        assert_eq!(memo.place([Some("Oslo"), None, None]), location::from_parts(Some("Oslo"), None, None));
    }
}
