//! Chance that can be had again: numbers from a seed, which is told when a test fails.

use std::env;
use std::hash::{BuildHasher, RandomState};

/// Where numbers come from, by the seed; SplitMix64 (<https://prng.di.unimi.it/splitmix64.c>).
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// The numbers of this seed.
    pub fn of(seed: u64) -> Chance {
        Chance(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    /// A number from 0 to below 1.
    pub fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Once in so many times.
    pub fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these.
    pub fn of_these<'a, T>(&mut self, these: &'a [T]) -> &'a T {
        &these[self.below(these.len())]
    }

    /// Puts them into some order.
    pub fn shuffle<T>(&mut self, these: &mut [T]) {
        for last in (1..these.len()).rev() {
            these.swap(last, self.below(last + 1));
        }
    }
}

/// The number in an environment variable.
fn number(name: &str) -> Option<u64> {
    let text = env::var(name).ok()?;
    Some(text.parse().unwrap_or_else(|_| panic!("{name}={text} is no number")))
}

/// The seed in LEADENGINE_TEST_SEED.
pub fn given_seed() -> Option<u64> {
    number("LEADENGINE_TEST_SEED")
}

/// The same, else another one each time.
pub fn seed() -> u64 {
    given_seed().unwrap_or_else(|| RandomState::new().hash_one(0) >> 32)
}

/// How often a run is killed: LEADENGINE_TEST_KILLS, else so often.
pub fn kills(usual: usize) -> usize {
    number("LEADENGINE_TEST_KILLS").map_or(usual, |kills| usize::try_from(kills).unwrap())
}
