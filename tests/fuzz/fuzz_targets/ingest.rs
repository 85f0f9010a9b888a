//! Whatever is loaded: nothing panics, records have the same borders whatever pieces the input comes in, none that is longer than the limit is
//! kept, and what is taken is taken again, under the same hash.

#![no_main]

use std::io::{self, BufReader, Read};

use leadengine::ingest::{Checker, Reader};
use libfuzzer_sys::fuzz_target;
use uuid::Uuid;

/// Bytes to a record, at most.
const LIMIT: usize = 400;

/// Gives so many bytes at a time.
struct Pieces<'a>(&'a [u8], usize);

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.1.min(self.0.len()).min(buffer.len());
        let (now, rest) = self.0.split_at(count);
        buffer[..count].copy_from_slice(now);
        self.0 = rest;
        Ok(count)
    }
}

/// The line of a record, its text, why it cannot be one, and what it is as JSON.
type Found = (u64, Vec<u8>, Option<String>, Result<Vec<u8>, String>);

fn records(data: &[u8], piece: usize) -> Vec<Found> {
    let mut reader = Reader::new(BufReader::with_capacity(1 << 16, Pieces(data, piece)), LIMIT);
    let mut records = Vec::new();
    loop {
        let chunk = reader.next_chunk();
        if chunk.is_empty() {
            return records;
        }
        let mut row = String::new();
        records.extend(chunk.records().map(|(line, text, problem)| {
            let json = chunk.json(text, &mut row).map(<[u8]>::to_vec);
            (line, text.to_vec(), problem.map(str::to_owned), json)
        }));
    }
}

fuzz_target!(|data: &[u8]| {
    let whole = records(data, usize::MAX);
    // What is packed may unpack to more than there is time for twice.
    let length: usize = whole.iter().map(|(_, text, ..)| text.len()).sum();
    if length <= 20 * data.len() {
        assert_eq!(whole, records(data, 1));
    }
    let mut checker = Checker::new(Uuid::nil());
    for (_, text, problem, json) in whole {
        assert!(text.len() <= LIMIT || problem.is_some());
        let Some(json) = json.ok().filter(|_| problem.is_none()) else { continue };
        let Ok((payload, hash)) = checker.check(&json).map(|record| (record.payload.to_owned(), record.data_hash)) else {
            continue;
        };
        let again = checker.check(payload.as_bytes()).map(|record| record.data_hash);
        assert_eq!(again, Ok(hash), "{payload}");
    }
});
