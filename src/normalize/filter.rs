//! Which keys may be stored: a Bloom filter of fixed size, so that what is certainly new is not looked for.

use super::identity::{marks, sought};

/// Bits of the filter for each expected key; with [`PROBES`], about one key in a hundred is taken for stored that is not.
const BITS_A_KEY: u64 = 12;
/// The largest filter, in bytes, however many keys are expected: then more keys are looked for in vain.
const MAX_BYTES: u64 = 32 << 20;
/// Bits that a key sets, all in one line of the processor's cache.
const PROBES: u32 = 6;

/// A line of the processor's cache.
type Line = [u64; 8];

/// The filter. It may take a key for stored that is not, never the other way round.
#[derive(Debug)]
pub struct Filter {
    lines: Vec<Line>,
}

impl Filter {
    /// For about so many keys.
    pub fn of_size(keys: u64) -> Filter {
        let bytes = (keys.saturating_mul(BITS_A_KEY) / 8).clamp(1 << 12, MAX_BYTES);
        let lines = usize::try_from(bytes.next_power_of_two() / 64).unwrap_or(1 << 6);
        Filter { lines: vec![[0; 8]; lines] }
    }

    /// Takes a stored key in.
    pub fn insert(&mut self, key: i64) {
        for mark in marks(key) {
            let (line, bits) = self.place(mark);
            for bit in bits {
                self.lines[line][bit / 64] |= 1 << (bit % 64);
            }
        }
    }

    /// Whether a lead may be stored that one with this key might meet.
    pub fn may_meet(&self, key: i64) -> bool {
        sought(key).any(|mark| {
            let (line, mut bits) = self.place(mark);
            bits.all(|bit| self.lines[line][bit / 64] >> (bit % 64) & 1 == 1)
        })
    }

    /// Where a key's bits are: the line, and places in it.
    fn place(&self, key: i64) -> (usize, impl Iterator<Item = usize> + use<>) {
        // Keys are hashes, but the bits of a number and its level are fewer: mixed once more (the end of SplitMix64).
        let mut mixed = key as u64;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
        let line = (mixed as usize) & (self.lines.len() - 1);
        let bits = mixed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (line, (0..PROBES).map(move |n| (bits >> (10 + 9 * n)) as usize & 511))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_taken_in_is_met_and_little_else() {
        let mut filter = Filter::of_size(10_000);
        let key = |n: i64| n.wrapping_mul(0x9E37_79B9_7F4A_7C15_u64 as i64) & !0xf | 3;
        (0..10_000).for_each(|n| filter.insert(key(n)));
        assert!((0..10_000).all(|n| filter.may_meet(key(n))));
        let wrong = (10_000..110_000).filter(|&n| filter.may_meet(key(n))).count();
        assert!(wrong < 3_000, "{wrong} of 100,000");
    }
}
