//! Where a page ended.

use anyhow::Result;
use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{Order, Row, Text};
use crate::error::{Failure, Kind};

/// Where a page ended: the next begins after it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cursor {
    pub(super) order: Order,
    pub(super) key: Key,
    pub(super) id: Uuid,
}

/// What the order goes by, of the last lead of the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Key {
    Number(f64),
    /// In the order of scores: a lead that was never scored, which comes after all that were.
    Unscored,
    Time(DateTime<Utc>),
    Text(String),
}

/// How [`Key::Unscored`] is written.
const UNSCORED: &str = "unscored";

impl Cursor {
    /// The cursor after this lead.
    pub fn after(order: Order, row: &Row) -> Cursor {
        let text = |column| Key::Text(row.text(column).unwrap_or_default().to_lowercase());
        let key = match order {
            Order::Score if !row.is_scored => Key::Unscored,
            Order::Score => Key::Number(row.predicted_score.unwrap_or(-1.0)),
            Order::Confidence => Key::Number(row.confidence_score.unwrap_or(-1.0)),
            Order::Created => Key::Time(row.created_at.unwrap_or(DateTime::UNIX_EPOCH)),
            Order::Updated => Key::Time(row.updated_at.unwrap_or(DateTime::UNIX_EPOCH)),
            Order::Company => text(Text::CompanyName),
            Order::Name => text(Text::LastName),
        };
        Cursor { order, key, id: row.id }
    }

    /// The cursor as a word that can be typed.
    pub fn encode(&self) -> String {
        let key = match &self.key {
            Key::Number(number) => number.to_string(),
            Key::Unscored => UNSCORED.to_owned(),
            Key::Time(at) => at.timestamp_micros().to_string(),
            Key::Text(text) => {
                percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
            }
        };
        format!("{}:{}:{}", self.order.as_str(), self.id.simple(), key)
    }

    /// Reads a cursor that [`Cursor::encode`] made for a list of the same order.
    ///
    /// # Errors
    /// When it is none, or one of another order.
    pub fn decode(text: &str, order: Order) -> Result<Cursor> {
        let bad = || {
            Failure::new(
                Kind::Usage,
                "bad_cursor",
                format!("{text} is no cursor of a list sorted by {}", order.as_str()),
            )
            .hint("take the one printed below the page before, with the same --sort")
        };
        let mut parts = text.splitn(3, ':');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(bad().into());
        };
        let key = match order {
            Order::Score if key == UNSCORED => Some(Key::Unscored),
            Order::Score | Order::Confidence => key.parse().ok().map(Key::Number),
            Order::Created | Order::Updated => {
                key.parse().ok().and_then(DateTime::from_timestamp_micros).map(Key::Time)
            }
            Order::Company | Order::Name => percent_encoding::percent_decode_str(key)
                .decode_utf8()
                .ok()
                .map(|text| Key::Text(text.into_owned())),
        };
        match (key, Uuid::parse_str(id)) {
            (Some(key), Ok(id)) if name == order.as_str() => Ok(Cursor { order, key, id }),
            _ => Err(bad().into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_went() {
        let id = Uuid::new_v4();
        for (order, key) in [
            (Order::Score, Key::Number(87.5)),
            (Order::Score, Key::Number(-1.0)),
            (Order::Score, Key::Unscored),
            (Order::Company, Key::Text("acme: \"söhne\" %".into())),
            (Order::Name, Key::Text(String::new())),
            (Order::Updated, Key::Time(DateTime::from_timestamp_micros(1_700_000_000_123_456).unwrap())),
        ] {
            let cursor = Cursor { order, key, id };
            assert_eq!(Cursor::decode(&cursor.encode(), order).unwrap(), cursor);
        }
        assert!(Cursor::decode("score:zz:1", Order::Score).is_err());
        assert!(Cursor::decode("", Order::Score).is_err());
        let unscored = Cursor { order: Order::Score, key: Key::Unscored, id }.encode();
        assert!(Cursor::decode(&unscored.replace("score:", "confidence:"), Order::Confidence).is_err());
    }
}
