//! LinkedIn's ranges of company sizes.

use std::fmt;
use std::str::FromStr;

/// A range of LinkedIn's company sizes (`staffCountRange` of its Organization API), smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SizeRange {
    /// One person, or self-employed.
    One,
    /// 2 to 10.
    From2,
    /// 11 to 50.
    From11,
    /// 51 to 200.
    From51,
    /// 201 to 500.
    From201,
    /// 501 to 1,000.
    From501,
    /// 1,001 to 5,000.
    From1001,
    /// 5,001 to 10,000.
    From5001,
    /// More than 10,000.
    From10001,
}

impl SizeRange {
    /// Every range, smallest first.
    pub const ALL: [SizeRange; 9] = [
        SizeRange::One,
        SizeRange::From2,
        SizeRange::From11,
        SizeRange::From51,
        SizeRange::From201,
        SizeRange::From501,
        SizeRange::From1001,
        SizeRange::From5001,
        SizeRange::From10001,
    ];

    /// The range as it is stored and shown.
    pub fn as_str(self) -> &'static str {
        match self {
            SizeRange::One => "1",
            SizeRange::From2 => "2-10",
            SizeRange::From11 => "11-50",
            SizeRange::From51 => "51-200",
            SizeRange::From201 => "201-500",
            SizeRange::From501 => "501-1000",
            SizeRange::From1001 => "1001-5000",
            SizeRange::From5001 => "5001-10000",
            SizeRange::From10001 => "10001+",
        }
    }

    /// The fewest employees in the range.
    pub fn lower_bound(self) -> u32 {
        match self {
            SizeRange::One => 1,
            SizeRange::From2 => 2,
            SizeRange::From11 => 11,
            SizeRange::From51 => 51,
            SizeRange::From201 => 201,
            SizeRange::From501 => 501,
            SizeRange::From1001 => 1_001,
            SizeRange::From5001 => 5_001,
            SizeRange::From10001 => 10_001,
        }
    }

    /// The range that holds this many employees; `None` for less than one.
    pub fn of(employees: f64) -> Option<SizeRange> {
        // Half an employee more than a range's end still belongs to it: the middle of 1-2 is no company of two.
        SizeRange::ALL.into_iter().rev().find(|range| employees >= f64::from(range.lower_bound()))
    }
}

impl fmt::Display for SizeRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is none of LinkedIn's ranges as written by [`SizeRange::as_str`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownSize;

impl fmt::Display for UnknownSize {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "not a company size: 1, 2-10, 11-50, 51-200, 201-500, 501-1000, 1001-5000, 5001-10000 or 10001+",
        )
    }
}

impl std::error::Error for UnknownSize {}

impl FromStr for SizeRange {
    type Err = UnknownSize;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        SizeRange::ALL.into_iter().find(|range| range.as_str() == text).ok_or(UnknownSize)
    }
}
