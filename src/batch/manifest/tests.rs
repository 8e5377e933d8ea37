//! A manifest written, cut off and read again.

use super::*;
use std::fs;

fn entry(input: &str, output: &str) -> Entry {
    Entry {
        input: input.into(),
        sha256: None,
        stat: Stat { bytes: 3, modified: Some(1) },
        version: "1".to_owned(),
        config: "c".to_owned(),
        status: Status::Clean,
        output: Some(output.to_owned()),
        output_bytes: Some(1),
        pages: None,
        counts: Some(Counts::default()),
        coverage: Some(Coverage { total: u64::MAX, ..Coverage::default() }),
        in_records: Some(0),
        share: Some(1.0),
        share_in_records: Some(0.0),
        unread: Some(Unread::default()),
        problems: vec![Problem::error("x", Some(1), "改行\n".to_owned())],
    }
}

fn entries(manifest: &Manifest) -> Vec<Entry> {
    let mut entries = Vec::new();
    manifest.each(|entry| entries.push(entry.clone()));
    entries
}

fn names(manifest: &Manifest) -> Vec<String> {
    entries(manifest).into_iter().map(|entry| entry.input.to_string()).collect()
}

#[test]
fn what_was_added_is_there_again() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = Manifest::open(folder.path()).unwrap();
    for name in ["b", "a", "c"] {
        manifest.add(entry(name, "x.json")).unwrap();
    }
    let before = entries(&manifest);
    drop(manifest);
    let manifest = Manifest::open(folder.path()).unwrap();
    assert_eq!(entries(&manifest), before);
    manifest.close().unwrap();
    let text = fs::read_to_string(folder.path().join(MANIFEST)).unwrap();
    assert_eq!(text.lines().count(), 3);
    assert!(text.starts_with("{\"input\":\"a\""), "{text}");
}

#[test]
fn a_cut_line_costs_its_document_alone() {
    let whole = format!("{}{}", line(&entry("a", "a.json")).unwrap(), line(&entry("b", "b.json")).unwrap());
    let first = whole.find('\n').unwrap() + 1;
    for cut in first..whole.len() - 1 {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(MANIFEST), &whole.as_bytes()[..cut]).unwrap();
        let manifest = Manifest::open(folder.path()).unwrap();
        assert_eq!(names(&manifest), ["a"], "{cut}");
        manifest.add(entry("c", "c.json")).unwrap();
        drop(manifest);
        assert_eq!(names(&Manifest::open(folder.path()).unwrap()), ["a", "c"], "{cut}");
    }
}

#[test]
fn a_name_that_leads_away_is_not_believed() {
    for name in ["../x.json", "/x.json", "a/b.json", "..", "", "manifest.jsonl", ".made-of"] {
        let text = line(&entry("a", name)).unwrap();
        assert!(read(text.as_bytes()).unwrap().entries.is_empty(), "{name}");
    }
}

#[test]
#[cfg(unix)]
fn one_run_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let first = Manifest::open(folder.path()).unwrap();
    assert!(Manifest::open(folder.path()).is_err());
    drop(first);
    assert!(Manifest::open(folder.path()).is_ok());
}
