//! Arguments that take one of a few words, in any case.

use std::ffi::OsStr;
use std::marker::PhantomData;
use std::str::FromStr;

use clap::builder::{PossibleValue, TypedValueParser};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error};

use crate::suggest;

/// Reads one of these words as a `T`; of another, it says which one may have been meant. Help and completions list the words.
#[derive(Debug, Clone)]
pub struct OneOf<T> {
    words: Vec<&'static str>,
    means: PhantomData<fn() -> T>,
}

impl<T> OneOf<T> {
    /// Of these words.
    pub fn new(words: impl IntoIterator<Item = &'static str>) -> Self {
        OneOf { words: words.into_iter().collect(), means: PhantomData }
    }
}

impl<T: FromStr + Clone + Send + Sync + 'static> TypedValueParser for OneOf<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, argument: Option<&Arg>, value: &OsStr) -> Result<T, Error> {
        let word = value.to_string_lossy();
        word.trim().parse().map_err(|_| {
            let mut error = Error::new(ErrorKind::InvalidValue).with_cmd(command);
            let argument = argument.map(ToString::to_string).unwrap_or_default();
            error.insert(ContextKind::InvalidArg, ContextValue::String(argument));
            error.insert(ContextKind::InvalidValue, ContextValue::String(word.trim().to_owned()));
            let words = self.words.iter().map(|&word| word.to_owned()).collect();
            error.insert(ContextKind::ValidValue, ContextValue::Strings(words));
            if let Some(meant) = suggest::nearest(&word, self.words.iter().copied()) {
                error.insert(ContextKind::SuggestedValue, ContextValue::String(meant.to_owned()));
            }
            error
        })
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.words.iter().map(|&word| PossibleValue::new(word))))
    }
}
