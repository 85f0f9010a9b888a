use std::io::BufReader;

use super::*;

type Found = Vec<(u64, String, Option<String>)>;

fn read_in_pieces(input: impl io::Read, piece: usize) -> Found {
    let mut reader = Reader::new(BufReader::with_capacity(piece, input), 100);
    let mut found = Vec::new();
    loop {
        let chunk = reader.next_chunk();
        if chunk.is_empty() {
            return found;
        }
        for (line, bytes, problem) in chunk.records() {
            found.push((line, String::from_utf8_lossy(bytes).into_owned(), problem.map(str::to_owned)));
        }
    }
}

fn read(text: &[u8]) -> Found {
    read_in_pieces(text, 1 << 16)
}

fn texts(text: &str) -> Vec<(u64, String)> {
    read(text.as_bytes())
        .into_iter()
        .map(|(line, text, problem)| {
            assert_eq!(problem, None, "{text}");
            (line, text)
        })
        .collect()
}

#[test]
fn json_lines_are_a_record_each_with_its_line() {
    let found = texts("{\"a\":1}\r\n\n  {\"b\":2}  \n{\"c\":3}");
    assert_eq!(found, [(1, "{\"a\":1}".into()), (3, "{\"b\":2}".into()), (4, "{\"c\":3}".into())]);
}

#[test]
fn a_broken_line_spoils_no_other() {
    let found = texts("{\"a\": 1\n{\"b\":2}\noops\n{\"c\":3}\n");
    assert_eq!(
        found.iter().map(|f| f.1.as_str()).collect::<Vec<_>>(),
        ["{\"a\": 1", "{\"b\":2}", "oops", "{\"c\":3}"]
    );
}

#[test]
fn an_array_gives_its_elements() {
    let found = texts("[\n {\"a\":\"]\\\"}\"},\n{\"b\":[1,{}]}, 7 , \"x,y\"]\n");
    assert_eq!(
        found,
        [
            (2, "{\"a\":\"]\\\"}\"}".into()),
            (3, "{\"b\":[1,{}]}".into()),
            (3, "7".into()),
            (3, "\"x,y\"".into())
        ]
    );
    assert!(texts("[]").is_empty());
    assert!(texts(" [ ] ").is_empty());
}

#[test]
fn a_cut_off_array_is_told() {
    let found = read(b"[{\"a\":1},\n{\"b\":");
    assert_eq!(found[0].2, None);
    assert!(found[1].2.as_ref().unwrap().contains("cut off"));
    let found = read(b"[{\"a\":1}");
    assert!(found[1].2.as_ref().unwrap().contains("cut off"));
}

#[test]
fn pretty_printed_objects_are_found() {
    let found = texts("{\n  \"a\": {\n    \"b\": 1\n  }\n}\n{\n  \"c\": 2\n}\n");
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].0, found[1].0), (1, 6));
}

#[test]
fn an_unclosed_object_ends_where_the_next_begins() {
    let found = read(b"{\n  \"a\": {\n    \"b\": 1\n  }\n{\n  \"c\": 2\n}\n");
    assert!(found[0].2.as_ref().unwrap().contains("never closed"));
    assert_eq!(found[1].2, None);
}

#[test]
fn an_overlong_record_is_refused_and_not_kept() {
    let long = format!("{{\"a\":\"{}\"}}\n{{\"b\":1}}\n", "x".repeat(500));
    let found = read(long.as_bytes());
    assert!(found[0].1.is_empty() && found[0].2.as_ref().unwrap().contains("longer than 100 bytes"));
    assert_eq!(found[1].1, "{\"b\":1}");
}

#[test]
fn what_holds_no_json_is_one_record_that_is_none() {
    for bytes in [
        &b"\x1f\x8b\x08\0"[..],
        b"\x28\xb5\x2f\xfd",
        b"\xff\xfe\0\0{",
        b"\x7fELF\x02\x01\0\0\0",
        b"PK\x03\x04",
    ] {
        let found = read(bytes);
        assert!(matches!(&found[..], [(1, _, Some(_))]), "{found:?}");
    }
}

#[test]
fn a_pipe_that_gives_little_at_a_time_is_read_like_a_file() {
    struct Slow<'a>(&'a [u8]);
    impl io::Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.0.len().min(buffer.len()).min(2);
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }
    let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let text = "\u{feff}{\n  \"a\": {\n    \"b\": \"é\u{1f600}\"\n  }\n}\n{\n  \"c\": 2\n}\n";
    for bytes in [text.as_bytes(), &utf16(text)] {
        let mut reader = Reader::new(BufReader::new(Slow(bytes)), 100);
        let chunk = reader.next_chunk();
        let found: Vec<_> =
            chunk.records().map(|(line, text, problem)| (line, text.len(), problem)).collect();
        assert_eq!(found, [(1, 34, None), (6, 12, None)]);
    }
}

/// Gives so many bytes at a time, then breaks off.
struct Breaking<'a>(&'a [u8], usize);

impl io::Read for Breaking<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            return Err(io::Error::other("gone"));
        }
        let count = self.0.len().min(buffer.len()).min(self.1);
        buffer[..count].copy_from_slice(&self.0[..count]);
        self.0 = &self.0[count..];
        Ok(count)
    }
}

#[test]
fn every_border_between_two_reads_gives_the_same() {
    let long = format!("[{}, 1, \"{}\"]", "7".repeat(300), "x".repeat(300));
    let inputs: [&[u8]; 6] = [
        b"[\n {\"a\":\"]\\\"}\"},\n{\"b\":[1,{}]}, 7 , \"x,y\"]\n[{\"z\":null}]",
        b"\xef\xbb\xbf{\n \"a\": 1\n}\n{\n \"b\": 2\n}",
        b"no JSON\n{\"a\":1}\n",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        b"# a comment\n\0{\"a\":1}\n",
        long.as_bytes(),
    ];
    for input in inputs {
        let whole = read_in_pieces(input, input.len());
        let broken = read_in_pieces(Breaking(input, input.len()), input.len());
        for piece in 1..input.len() {
            assert_eq!(read_in_pieces(input, piece), whole, "{piece}");
            assert_eq!(read_in_pieces(Breaking(input, piece), piece), broken, "{piece}");
        }
        // What stood before the break is there.
        let texts =
            |found: &Found| found.iter().filter(|f| f.2.is_none()).map(|f| f.1.clone()).collect::<Vec<_>>();
        assert!(texts(&whole).starts_with(&texts(&broken)), "{broken:?}");
        assert!(broken.last().is_some_and(|(_, _, problem)| problem.is_some()), "{broken:?}");
    }
    assert_eq!(read(inputs[2])[1].1, "{\"a\":1}");
    assert_eq!(read_in_pieces(Breaking(inputs[2], 5), 5)[1].1, "{\"a\":1}");
    assert!(read(inputs[4])[0].2.as_ref().unwrap().contains("binary"));
}

#[test]
fn an_overlong_scalar_is_not_kept_in_part() {
    let text = format!("[{}, {{\"a\":1}}]", "7".repeat(300));
    for piece in [1, 64, 1 << 16] {
        let found = read_in_pieces(text.as_bytes(), piece);
        assert!(
            found[0].1.is_empty() && found[0].2.as_ref().unwrap().contains("longer than 100"),
            "{found:?}"
        );
        assert_eq!(found[1], (1, "{\"a\":1}".to_owned(), None));
    }
}

/// The rows of a table: line, text and problem.
fn rows(text: &str) -> Found {
    let whole = read(text.as_bytes());
    assert_eq!(whole, read_in_pieces(Slowly(text.as_bytes()), 1 << 16), "whatever pieces it comes in");
    whole
}

/// Gives a byte at a time.
struct Slowly<'a>(&'a [u8]);

impl io::Read for Slowly<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = buffer.len().min(1);
        self.0.read(&mut buffer[..count])
    }
}

#[track_caller]
fn lines(found: &Found) -> Vec<(u64, &str, &str)> {
    found
        .iter()
        .map(|(line, text, problem)| (*line, text.as_str(), problem.as_deref().unwrap_or_default()))
        .collect()
}

#[test]
fn rows_may_hold_line_breaks_and_end_in_any_way() {
    assert_eq!(
        lines(&rows("a,b\r\n1,2\r\n\r\n,\n\"x\r\ny\",3\r\n4,5")),
        [(2, "1,2", ""), (5, "\"x\r\ny\",3", ""), (7, "4,5", "")]
    );
    assert_eq!(lines(&rows("\u{feff} a,b\r1,2\r3,\"4\"\r")), [(2, "1,2", ""), (3, "3,\"4\"", "")]);
    assert_eq!(lines(&rows("\ta\n1\t2\n")), [(2, "1\t2", "")]);
}

#[test]
fn a_row_whose_quotes_are_not_in_order_is_refused_alone() {
    let found =
        rows("a,b,c\n1,\"2\n3,4,5\n6,\"seven \"and\" eight\",9\nrest\n7,8,9\n10,11\n12,\"open\n13,14,15\n");
    let told = lines(&found);
    assert_eq!(
        told.iter().map(|row| (row.0, row.1, !row.2.is_empty())).collect::<Vec<_>>(),
        [
            (2, "1,\"2", true),
            (3, "3,4,5", false),
            (4, "6,\"seven \"and\" eight\",9", true),
            (5, "rest", true),
            (6, "7,8,9", false),
            (7, "10,11", false),
            (8, "12,\"open", true),
            (9, "13,14,15", false),
        ]
    );
    for (row, reason) in
        [(0, "not closed in order"), (2, "doubled"), (3, "1 of 3 cells"), (6, "never closed")]
    {
        assert!(told[row].2.contains(reason), "{:?}", told[row]);
    }
}

#[test]
fn a_row_that_is_too_long_is_refused_alone() {
    let long = "x".repeat(101);
    // Enough rows to know the table by.
    let good = "2,3\n".repeat(60);
    let found =
        rows(&format!("a,b\n{good}{long},1\n2,3\n4,\"{long}\n{long}\n5,6\n\"{}\n7,8\n", "y\n".repeat(60)));
    let told = lines(&found);
    let refused: Vec<_> = told.iter().filter(|row| !row.2.is_empty()).map(|row| (row.0, row.2)).collect();
    assert!(refused[0].0 == 62 && refused[0].1.contains("longer than 100 bytes"), "{refused:?}");
    assert!(refused[1].0 == 64 && refused[1].1.contains("longer than 100 bytes"), "{refused:?}");
    let good: Vec<_> = told.iter().filter(|row| row.2.is_empty()).map(|row| row.1).collect();
    assert_eq!(good[60..], ["2,3", "5,6", "7,8"]);
    assert!(told.iter().any(|row| row.2.contains("not closed within 100 bytes")), "{told:?}");
}

#[test]
fn a_header_that_cannot_be_read_ends_the_file() {
    for (text, reason) in [("a@b.com,x\n1,2\n", "header line"), ("x;b@x.com\n1;2\n", "header line")] {
        let found = rows(text);
        assert!(found.len() == 1 && found[0].2.as_ref().unwrap().contains(reason), "{found:?}");
    }
    let mut reader = Reader::new(BufReader::new(&b"a,\"b\n1,2\n"[..]), 100).of(InputFormat::Csv);
    let chunk = reader.next_chunk();
    let problem = chunk.records().next().unwrap().2.unwrap().to_owned();
    assert!(problem.contains("the header cannot be read") && reader.is_broken(), "{problem}");
    assert!(reader.next_chunk().is_empty());
}

#[test]
fn a_file_full_of_open_quotes_is_read_in_time() {
    let started = std::time::Instant::now();
    let text = format!("a,b\n{}", "x\",\"\n".repeat(200_000));
    let mut reader = Reader::new(BufReader::new(text.as_bytes()), 16 << 20);
    let mut count = 0;
    loop {
        let chunk = reader.next_chunk();
        if chunk.is_empty() {
            break;
        }
        count += chunk.records().filter(|record| record.2.is_some()).count();
    }
    assert_eq!(count, 200_000);
    assert!(started.elapsed().as_secs() < 30, "{:?}", started.elapsed());
}
