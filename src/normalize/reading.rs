//! How an operator said that records are to be read, for each job: it stays with the job, so that its records mean
//! the same whenever they are derived again.

use std::collections::HashMap;

use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::mapping::{Mapping, Problem};
use super::record::Hints;

/// How records are to be read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reading {
    /// ISO 3166 code of the country whose phone numbers are meant where a record names none.
    pub region: Option<String>,
    /// Where fields stand, before the built-in table of keys.
    pub mapping: Option<Mapping>,
}

impl Reading {
    /// What `scrape_jobs.normalize_options` says; what another version or program wrote there and this one does not
    /// understand counts as unsaid.
    pub fn from_json(stored: &Value) -> Reading {
        let mapping = |value: &Value| -> Result<Mapping, Problem> { Mapping::parse(&value.to_string()) };
        Reading {
            region: stored["region"].as_str().map(str::to_owned),
            mapping: stored.get("mapping").and_then(|value| mapping(value).ok()),
        }
    }

    /// The same for storing; `None` where nothing is said.
    pub fn to_json(&self) -> Option<Value> {
        let mut stored = Map::new();
        if let Some(region) = &self.region {
            stored.insert("region".to_owned(), json!(region));
        }
        if let Some(mapping) = self.mapping.as_ref().filter(|mapping| !mapping.is_empty()) {
            stored.insert("mapping".to_owned(), mapping.to_json());
        }
        (!stored.is_empty()).then_some(Value::Object(stored))
    }

    /// What is said here, and for the rest what was said before. An empty mapping ends one that was said before.
    pub fn over(&self, before: &Reading) -> Reading {
        let mapping = self.mapping.as_ref().or(before.mapping.as_ref());
        Reading {
            region: self.region.clone().or_else(|| before.region.clone()),
            mapping: mapping.filter(|mapping| !mapping.is_empty()).cloned(),
        }
    }

    /// As hints for one record.
    pub fn hints(&self) -> Hints<'_> {
        Hints { region: self.region.as_deref(), mapping: self.mapping.as_ref(), ..Hints::default() }
    }
}

/// How the records of each job are to be read.
#[derive(Debug, Default)]
pub struct Readings {
    jobs: HashMap<Uuid, Reading>,
    /// Records that belong to no job are read as the run says.
    jobless: Reading,
}

impl Readings {
    /// From what is stored with the jobs, and what this run says.
    pub fn new(stored: impl IntoIterator<Item = (Uuid, Value)>, jobless: Reading) -> Readings {
        let jobs = stored.into_iter().map(|(job, options)| (job, Reading::from_json(&options))).collect();
        Readings { jobs, jobless }
    }

    /// For the records of one job, or of none.
    pub fn of(&self, job: Option<Uuid>) -> Reading {
        match job {
            Some(job) => self.jobs.get(&job).cloned().unwrap_or_default(),
            None => self.jobless.clone(),
        }
    }

    /// The same, borrowed.
    pub fn hints(&self, job: Option<Uuid>) -> Hints<'_> {
        match job {
            Some(job) => self.jobs.get(&job).map(Reading::hints).unwrap_or_default(),
            None => self.jobless.hints(),
        }
    }

    /// From now on, a job's records are read like this.
    pub fn set(&mut self, job: Uuid, reading: Reading) {
        self.jobs.insert(job, reading);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_now_comes_before_what_was_said_and_an_empty_mapping_ends_one() {
        let mapping = |text: &str| Some(Mapping::parse(text).unwrap());
        let before = Reading { region: Some("AU".into()), mapping: mapping(r#"{"email": ["m"]}"#) };
        assert_eq!(Reading::from_json(&before.to_json().unwrap()), before);
        assert_eq!(Reading::default().over(&before), before);
        let now = Reading { region: Some("DE".into()), mapping: mapping("{}") };
        assert_eq!(now.over(&before).to_json(), Some(json!({"region": "DE"})));
        assert_eq!(Reading::default().to_json(), None);
    }

    #[test]
    fn what_is_stored_in_another_way_counts_as_unsaid() {
        for stored in [json!(3), json!({"region": 3, "mapping": {"nothing": []}}), json!({"later": true})] {
            assert_eq!(Reading::from_json(&stored), Reading::default(), "{stored}");
        }
    }
}
