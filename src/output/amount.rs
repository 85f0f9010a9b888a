//! Amounts as people say them: `1,240,000`, `310 MB`, `about 40 s`.

/// A whole number with its thousands apart: `1,240,000`.
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Bytes in decimal units, as disks are sold: `310 MB`, `1.2 GB`.
pub fn bytes(number: u64) -> String {
    const UNITS: [&str; 6] = ["kB", "MB", "GB", "TB", "PB", "EB"];
    if number < 1_000 {
        return format!("{number} B");
    }
    let mut value = number as f64 / 1e3;
    let mut unit = 0;
    // What would be rounded up to 1000 is one of the next unit.
    while value >= 999.5 && unit + 1 < UNITS.len() {
        value /= 1e3;
        unit += 1;
    }
    match value {
        value if value < 9.95 => format!("{value:.1} {}", UNITS[unit]),
        _ => format!("{value:.0} {}", UNITS[unit]),
    }
}

/// So many a second, to three digits: `58,000/s`, `3.2/s`; of what is slower, how many a minute.
pub fn rate(per_second: f64) -> String {
    match per_second {
        slow if slow < 0.95 => format!("{:.1}/min", slow * 60.0),
        slow if slow < 9.95 => format!("{slow:.1}/s"),
        fast => {
            let step = 10_f64.powf((fast.log10().floor() - 2.0).max(0.0));
            // A rate is no more than a number that fits.
            format!("{}/s", count(((fast / step).round() * step) as u64))
        }
    }
}

/// A length of time that is not known to the second: `40 s`, `3 min`, `2 h 10 min`, `3 d 4 h`.
pub fn duration(seconds: u64) -> String {
    let pair = |many: u64, unit: &str, few: u64, small: &str| match few {
        0 => format!("{many} {unit}"),
        _ => format!("{many} {unit} {few} {small}"),
    };
    match seconds {
        0..=99 => format!("{seconds} s"),
        100..=5_999 => format!("{} min", (seconds + 30) / 60),
        6_000..=172_799 => pair((seconds + 30) / 3600, "h", (seconds + 30) / 60 % 60, "min"),
        _ => pair((seconds + 1_800) / 86_400, "d", (seconds + 1_800) / 3600 % 24, "h"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_read_well_at_every_size() {
        let counts = [0, 999, 1_000, 58_000, 1_240_000].map(count);
        assert_eq!(counts, ["0", "999", "1,000", "58,000", "1,240,000"]);
        let sizes = [0, 999, 1_000, 9_949, 9_950, 310_400_000, 999_600, 1_200_000_000, u64::MAX].map(bytes);
        assert_eq!(
            sizes,
            ["0 B", "999 B", "1.0 kB", "9.9 kB", "10 kB", "310 MB", "1.0 MB", "1.2 GB", "18 EB"]
        );
        let rates = [0.05, 3.21, 9.96, 58_012.0, 1_234_567.0].map(rate);
        assert_eq!(rates, ["3.0/min", "3.2/s", "10/s", "58,000/s", "1,230,000/s"]);
        let times = [0, 40, 99, 100, 3_600, 6_000, 7_200, 7_800, 172_800, 275_000].map(duration);
        let expected =
            ["0 s", "40 s", "99 s", "2 min", "60 min", "1 h 40 min", "2 h", "2 h 10 min", "2 d", "3 d 4 h"];
        assert_eq!(times, expected);
    }
}
