use super::*;
use crate::ingest::InputFormat;

fn payload(header: &str, row: &str) -> Result<String, String> {
    let mut out = String::new();
    Table::new(b',', header.as_bytes())?.payload(row.as_bytes(), &mut out)?;
    Ok(out)
}

#[test]
fn a_row_is_an_object_of_strings_in_the_order_of_the_header() {
    assert_eq!(payload("b,a", "1,x").unwrap(), r#"{"b":"1","a":"x"}"#);
    assert_eq!(payload(" Name ,\"E-\"\"mail\"\"\"", "x,y").unwrap(), r#"{"Name":"x","E-\"mail\"":"y"}"#);
    assert_eq!(payload("a,b", "\"x, \"\"y\"\"\nz\",\"\\\t\"").unwrap(), r#"{"a":"x, \"y\"\nz","b":"\\\t"}"#);
    assert_eq!(payload("a,b,c", ",, c ").unwrap(), r#"{"c":" c "}"#);
    assert_eq!(payload("a,b", "x").unwrap(), r#"{"a":"x"}"#);
    assert_eq!(payload("a,b", "x,y,,").unwrap(), r#"{"a":"x","b":"y"}"#);
    assert_eq!(payload("a,,", "x,,\"\"").unwrap(), r#"{"a":"x"}"#);
}

#[test]
fn what_has_no_name_or_two_values_is_refused() {
    let refused = |header, row| payload(header, row).unwrap_err();
    assert!(refused("a,b", "1,2,3").contains("3 cells, and the header names 2 columns"));
    assert!(refused("a,,b", "1,2,3").contains("column 2 holds a value, and has no name"));
    assert!(refused("a,b,a", "1,2,3").contains("columns 1 and 3 are both named \"a\""));
    assert!(refused(",", "1").contains("names no column"));
    assert!(refused("john@acme.com,x", "1").contains("put a header line before it"));
    assert_eq!(payload("a,b,a", ",2,3").unwrap(), r#"{"a":"3","b":"2"}"#);
    assert_eq!(payload("a,b,a", "3,2,3").unwrap(), r#"{"a":"3","b":"2"}"#);
    let mut out = String::new();
    let bad = Table::new(b',', b"a").unwrap().payload(b"x\xff", &mut out).unwrap_err();
    assert!(bad.contains("not UTF-8 (at byte 2)"), "{bad}");
}

#[test]
fn the_apostrophe_of_an_export_is_taken_off() {
    assert_eq!(payload("a,b,c", "'=1+1,'+A1,'+61400").unwrap(), r#"{"a":"=1+1","b":"+A1","c":"'+61400"}"#);
    assert_eq!(payload("a,b", "'n Sync,'").unwrap(), r#"{"a":"'n Sync","b":"'"}"#);
}

fn dialect(text: &str) -> Option<(char, usize)> {
    recognize(text.as_bytes(), true, InputFormat::Auto).map(|found| (char::from(found.separator), found.skip))
}

#[test]
fn separators_are_known_by_what_the_lines_hold() {
    assert_eq!(dialect("name,email\nAnn,a@x.com\n"), Some((',', 0)));
    assert_eq!(dialect("name;revenue\nAnn;1,5\nBob;2,5"), Some((';', 0)));
    assert_eq!(dialect("name\ttags\nAnn\ta,b,c\n"), Some(('\t', 0)));
    assert_eq!(dialect("name|email\nAnn|x"), Some(('|', 0)));
    assert_eq!(dialect("Company, Inc;Email\nAcme;x\n"), Some((';', 0)));
    assert_eq!(dialect("\"a;b\",c\n\"1;2\",3\n"), Some((',', 0)));
    assert_eq!(dialect("name,about\nAnn,\"<p>\n<b>x</b>\n{\"\"a\"\": 1}\"\n"), Some((',', 0)));
    assert_eq!(dialect("sep=;\nname;x\n"), Some((';', 6)));
    assert_eq!(dialect("name,address\nAnn,1 Main St, Sydney\n"), Some((',', 0)), "all rows have too many");
    assert_eq!(dialect("name,email\n"), Some((',', 0)), "a header alone");
    assert_eq!(dialect("E-Mail\na@x.com\n"), Some((',', 0)), "one column, by its name");
}

#[test]
fn what_is_no_table_is_not_taken_for_one() {
    for text in [
        "",
        "{\"a\": 1}\n",
        " [1, 2]\n",
        "oops\n{\"a\": 1, \"b\": 2}\n",
        "oops, sorry\n{\"a\": 1, \"b\": 2}\n{\"a\": 1, \"b\": 2}\n",
        "<html lang=en, x>\n<p>a, b\n",
        "hello\nworld\n",
        "12,13\n14,15\n",
        "Sorry, the server is down.\nTry again.\nAnd again.\n",
    ] {
        assert_eq!(dialect(text), None, "{text}");
    }
}
