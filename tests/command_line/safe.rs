//! The machine is safe: every command has its limits, no document steers the terminal, and nothing is written where it was
//! not asked for.

use super::made::book;
use super::{Bench, GOOD, Run};
use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::Stdio;

// ---- limits

/// Every command that reads a document, asked to read one that takes a while.
fn readers(bench: &Bench) -> Vec<Vec<&'static str>> {
    bench.file("wide.txt", "市".repeat(3 << 20)).file("made.json", "{\"schema\":\"1\"}");
    bench.file("a.pdf", book(1));
    vec![
        vec!["text", "wide.txt"],
        vec!["show", "wide.txt", "--stage", "blocks"],
        vec!["explain", "wide.txt", "--record", "i-1"],
        vec!["labels", "wide.txt"],
        vec!["verify", "made.json", "wide.txt"],
        vec!["tables", "a.pdf"],
        vec!["draw", "a.pdf", "-o", "drawn"],
        vec!["validate", "made.json"],
        vec!["convert", "wide.txt", "-o", "out", "--quiet"],
    ]
}

#[test]
fn a_limit_of_memory_holds_for_every_command() {
    let bench = Bench::new();
    for command in readers(&bench) {
        let run = bench.run(&[&command[..], &["--max-memory", "64K"]].concat());
        run.expect(2, &["memory: takes more memory than it may", "--max-memory"]);
        assert_eq!(run.stdout, "", "{command:?}");
        assert_eq!(run.stderr.lines().count(), 1, "{command:?}: {}", run.stderr);
    }
    assert!(!bench.path("drawn").exists());
}

#[test]
fn a_limit_of_time_holds_for_every_command() {
    let bench = Bench::new();
    for command in readers(&bench) {
        let run = bench.run(&[&command[..], &["--timeout", "0.0001"]].concat());
        run.expect(2, &["timeout: took longer than 0.0001 seconds", "--timeout"]);
        assert_eq!(run.stdout, "", "{command:?}");
    }
}

/// Of several files each has its limits, and the verdict of the others stays.
#[test]
fn a_file_over_a_limit_costs_no_other_its_verdict() {
    let bench = Bench::new();
    bench.file("a.txt", GOOD).run(&["convert", "a.txt", "-o", "out"]).expect(0, &[]);
    bench.file("large.json", format!("[{}0]", "0,".repeat(4 << 20)));
    let files = ["validate", "large.json", "out/a.json", "--source", ".", "--max-memory", "64M"];
    bench.run(&files).expect(1, &["large.json: memory: takes more memory than it may", "out/a.json: valid"]);
    bench.run(&["validate", "large.json", "--max-memory", "64M"]).expect(2, &["large.json: memory"]);
}

#[test]
fn a_limit_of_pages_holds_for_every_command() {
    let bench = Bench::new();
    bench.file("book.pdf", book(2)).file("made.json", "{\"schema\":\"1\"}");
    for command in [
        &["text", "book.pdf"][..],
        &["tables", "book.pdf"],
        &["draw", "book.pdf", "-o", "drawn"],
        &["show", "book.pdf", "--stage", "ink"],
        &["show", "book.pdf", "--stage", "blocks"],
        &["explain", "book.pdf", "--record", "i-1"],
        &["verify", "made.json", "book.pdf"],
        &["convert", "book.pdf", "-o", "out"],
    ] {
        bench.run(&[command, &["--max-pages", "1"]].concat()).expect(2, &["too_many_pages", "--max-pages"]);
    }
}

#[test]
fn a_reader_of_text_that_goes_away_is_no_error() {
    let bench = Bench::new();
    bench.file("long.txt", "市の計画\n".repeat(100_000));
    let mut command = bench.command();
    let mut child = command.args(["text", "long.txt"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let run: Run = child.wait_with_output().unwrap().into();
    run.expect(0, &[]);
    assert_eq!(run.stderr, "");
}

#[test]
#[cfg(target_os = "linux")]
fn text_on_a_full_disk_is_an_error() {
    let bench = Bench::new();
    bench.file("a.txt", GOOD);
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let run: Run = bench.command().args(["text", "a.txt"]).stdout(full).output().unwrap().into();
    run.expect(1, &["standard output"]);
}

// ---- signs

/// What could steer a terminal, in a plan: colours, a title for the window, a two-byte control, a text turned round.
fn steering() -> String {
    GOOD.replace(
        "窓口のオンライン化",
        "窓口の\u{1b}[31mオン\u{1b}]0;所有\u{7}ライン\u{9b}2J化\u{202e}逆\u{2066}\u{200f}",
    )
}

#[test]
fn a_document_cannot_steer_the_terminal() {
    let bench = Bench::new();
    bench.file("a.txt", steering()).run(&["convert", "a.txt", "-o", "out"]);
    let target = bench.json("out/a.json")["targets"][0]["id"].as_str().unwrap().to_owned();
    let steers = |c: char| c != '\n' && c != '\t' && c != '\u{c}' && c.is_control();
    let turns = |c: char| matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    for command in [
        &["show", "a.txt", "--stage", "lines"][..],
        &["show", "a.txt", "--stage", "blocks"],
        &["show", "a.txt", "--stage", "tables"],
        &["show", "a.txt", "--stage", "records"],
        &["explain", "a.txt", "--record", &target],
        &["explain", "a.txt", "--record", &target, "--json"],
        &["explain", "a.txt", "--record", "オン"],
        &["convert", "a.txt", "-o", "out", "--force"],
        &["convert", "a.txt", "-o", "out", "--force", "--json"],
        &["text", "a.txt"],
        &["text", "a.txt", "--format", "json"],
        &["text", "a\u{1b}[2J\u{202e}.txt"],
        &["text", "a.txt", "--a\u{1b}[2J\u{202e}"],
        &["transmute\u{1b}[2J\u{202e}"],
    ] {
        let run = bench.run(command);
        assert!(!run.all().contains(steers), "{command:?}: {:?}", run.all());
        // Plain text that goes into a file is data: what turns a text round stays in it.
        let is_data = command == ["text", "a.txt"];
        assert_eq!(run.all().contains(turns), is_data, "{command:?}: {:?}", run.all());
    }
    bench.run(&["text", "a.txt"]).expect(0, &["\\u{1b}[31m", "\\u{9b}2J"]);
    bench.run(&["show", "a.txt", "--stage", "blocks"]).expect(0, &["\\u{1b}[31m", "\\u{202e}"]);
    // Of JSON nothing is lost.
    let json: Value = serde_json::from_str(&bench.run(&["text", "a.txt", "--format", "json"]).stdout).unwrap();
    assert!(json.to_string().contains('\u{202e}'), "{json}");
}

// ---- what is written where

#[test]
fn no_output_takes_the_place_of_an_input() {
    let bench = Bench::new();
    bench.file("in/a.txt", GOOD).file("list", "in/a.txt\n").file("a.pdf", book(1));
    let untouched = |name: &str, before: &[u8]| assert_eq!(fs::read(bench.path(name)).unwrap(), before, "{name}");
    for input in ["in/a.txt", "@list"] {
        for log in [input.trim_start_matches('@'), "in/../in/a.txt", "in/a.txt"] {
            bench.run(&["convert", input, "-o", "out", "--sarif", log]).expect(2, &["--sarif", "input"]);
        }
    }
    untouched("in/a.txt", GOOD.as_bytes());
    untouched("list", b"in/a.txt\n");
    assert_eq!(bench.names("out"), Vec::<String>::new());
    for log in ["out/a.json", "out/manifest.jsonl", "out/dataset/inputs.csv"] {
        bench.run(&["convert", "in", "-o", "out", "--format", "csv", "--sarif", log]).expect(2, &["--sarif", "output"]);
    }
    bench.run(&["convert", "in", "-o", "out", "--sarif", "no/log"]).expect(2, &["--sarif", "folder is not there"]);
    bench.run(&["convert", "in", "-o", "out", "--sarif", "in"]).expect(2, &["--sarif", "folder"]);
    bench.run(&["convert", "in", "-o", "out", "--sarif", "out/log.sarif"]).expect(0, &[]);
    assert_eq!(bench.json("out/log.sarif")["version"], "2.1.0");

    // What a run keeps for itself is no input of it.
    let manifest = fs::read(bench.path("out/manifest.jsonl")).unwrap();
    bench.run(&["convert", "out/manifest.jsonl", "-o", "out"]).expect(2, &["manifest.jsonl", "another folder"]);
    bench.file("out/b.json", "../in/a.txt\n").file("in/b.txt", GOOD);
    bench.run(&["convert", "@out/b.json", "in/b.txt", "-o", "out"]).expect(2, &["b.json", "another folder"]);
    untouched("out/manifest.jsonl", &manifest);
    untouched("out/b.json", b"../in/a.txt\n");

    if cfg!(unix) {
        bench.run(&["convert", "in", "-o", "out", "--sarif", "/dev/null"]).expect(2, &["--sarif", "device"]);
        bench
            .run(&["draw", "a.pdf", "--page", "1", "-o", "/dev/stdout"])
            .expect(2, &["/dev/stdout", "link or a device"]);
    }

    bench.file("in/page-001.svg", book(1));
    let pdf = book(1);
    bench.run(&["draw", "in/page-001.svg", "-o", "in/"]).expect(2, &["document itself"]);
    untouched("in/page-001.svg", &pdf);
    bench.file("picture.png", b"\x89PNG\r\n\x1a\n");
    let over = ["draw", "a.pdf", "--page", "1", "--background", "picture.png", "-o", "picture.png"];
    bench.run(&over).expect(2, &["background"]);
    untouched("picture.png", b"\x89PNG\r\n\x1a\n");
}

#[test]
#[cfg(unix)]
fn links_in_the_output_folder_are_not_followed() {
    use std::os::unix::fs::symlink;
    let bench = Bench::new();
    bench.file("in/a.txt", GOOD).file("victim", "mine\n").file("out/x", "");
    let is_link = |name: &str| fs::symlink_metadata(bench.path(name)).unwrap().is_symlink();
    let unharmed = || assert_eq!(fs::read_to_string(bench.path("victim")).unwrap(), "mine\n");

    symlink("../victim", bench.path("out/a.json")).unwrap();
    bench.run(&["convert", "in", "-o", "out"]).expect(0, &["a.json", "link"]);
    assert!(!is_link("out/a.json"));
    unharmed();
    // A link to what was written is no output, were it as long.
    fs::rename(bench.path("out/a.json"), bench.path("away.json")).unwrap();
    symlink("../away.json", bench.path("out/a.json")).unwrap();
    bench.run(&["convert", "in", "-o", "out"]).expect(0, &["[1/1]", "link"]);
    assert!(!is_link("out/a.json"));

    fs::remove_file(bench.path("out/manifest.jsonl")).unwrap();
    symlink("../victim", bench.path("out/manifest.jsonl")).unwrap();
    bench.run(&["convert", "in", "-o", "out"]).expect(2, &["manifest.jsonl", "is a link"]);
    unharmed();
    fs::remove_file(bench.path("out/manifest.jsonl")).unwrap();

    fs::create_dir(bench.path("elsewhere")).unwrap();
    symlink("../elsewhere", bench.path("out/dataset")).unwrap();
    bench.run(&["convert", "in", "-o", "out", "--format", "csv"]).expect(1, &["dataset", "is a link"]);
    assert_eq!(bench.names("elsewhere"), Vec::<String>::new());
    fs::remove_file(bench.path("out/dataset")).unwrap();
    bench.run(&["convert", "in", "-o", "out", "--format", "csv"]).expect(0, &[]);
    fs::remove_file(bench.path("out/dataset/.made-of")).unwrap();
    symlink("/dev/zero", bench.path("out/dataset/.made-of")).unwrap();
    bench.run(&["convert", "in", "-o", "out", "--format", "csv"]).expect(0, &[]);
    assert!(!is_link("out/dataset/.made-of"));

    // The folder itself is the user's to choose.
    symlink("out", bench.path("link")).unwrap();
    bench.run(&["convert", "in", "-o", "link", "--force"]).expect(0, &["[1/1]"]);
    assert!(is_link("link"));
}

#[test]
fn a_dataset_that_is_broken_is_made_anew() {
    let bench = Bench::new();
    bench.file("in/a.txt", GOOD);
    let run = || bench.run(&["convert", "in", "-o", "out", "--format", "ndjson,csv,parquet,sqlite"]);
    run().expect(0, &[]);
    let again = run();
    assert!(!again.all().contains("anew"), "{}", again.all());
    for name in ["torikumi.sqlite", "targets.parquet", "targets.csv", "documents.ndjson"] {
        let path = format!("out/dataset/{name}");
        let whole = fs::read(bench.path(&path)).unwrap();
        let other: Vec<u8> = whole.iter().map(|byte| byte ^ 1).collect();
        for broken in [&whole[..whole.len() / 2], b"", b"no database", &other] {
            bench.file(&path, broken);
            run().expect(0, &["note: ", name, "made anew"]);
            assert!(fs::read(bench.path(&path)).unwrap() == whole, "{name}");
        }
    }
}

// ---- lists, manifests, folders

#[test]
fn a_list_is_bounded() {
    let bench = Bench::new();
    bench.file("in/a.txt", GOOD).file("empty", "").file("blank", "\r\n\n").file("nested", "@empty\n@blank\n");
    bench.file("many", "x\n".repeat(1_000_001)).file("far", "x".repeat(10_000));
    for (list, words) in [
        ("@empty", &["empty: no_documents", "names no document"][..]),
        ("@blank", &["blank: no_documents", "names no document"]),
        ("@nested", &["@empty", "@blank", "a list names no lists"]),
        ("@many", &["many: too_large", "1000000"]),
        ("@far", &["unreadable", "too long"]),
        ("@absent", &["absent: unreadable"]),
    ] {
        let run = bench.run(&["convert", list, "-o", "out"]);
        run.expect(2, words);
        assert!(run.all().len() < 5_000, "{} bytes were printed", run.all().len());
        bench.run(&["convert", list, "in", "-o", "out", "--force"]).expect(1, words);
    }
    bench.run(&["convert", "-", "-o", "out"]).expect(2, &["names no document"]);
    bench.run(&["convert", "-", "-o", "out", "--json"]).expect(2, &["no_documents"]);
    if Path::new("/dev/zero").exists() {
        bench.bounded(&["convert", "@/dev/zero", "-o", "out"]).expect(2, &["too_large", "64 MB"]);
    }
}

#[test]
fn what_is_wrong_with_a_manifest_is_told() {
    let bench = Bench::new();
    bench.file("in/a.txt", GOOD).file("in/b.txt", GOOD).run(&["convert", "in", "-o", "out"]).expect(0, &[]);
    let whole = fs::read_to_string(bench.path("out/manifest.jsonl")).unwrap();
    let first = whole.lines().next().unwrap();
    bench.file("out/manifest.jsonl", format!("{first}\n\u{0}\u{1b}[2Jno line\n{{}}\n"));
    let run = bench.run(&["convert", "in", "-o", "out"]);
    run.expect(0, &["note: ", "2 lines of manifest.jsonl", "[1/1]"]);
    assert!(bench.run(&["convert", "in", "-o", "out"]).all().contains("2 documents as before"));
    assert_eq!(fs::read_to_string(bench.path("out/manifest.jsonl")).unwrap(), whole);

    let version = format!("\"version\":\"{}\"", env!("CARGO_PKG_VERSION"));
    bench.file("out/manifest.jsonl", whole.replace(&version, "\"version\":\"0.0.1\""));
    bench.run(&["convert", "in", "-o", "out"]).expect(0, &["note: ", "0.0.1", "[2/2]"]);

    fs::remove_file(bench.path("out/manifest.jsonl")).unwrap();
    fs::create_dir(bench.path("out/manifest.jsonl")).unwrap();
    bench.run(&["convert", "in", "-o", "out"]).expect(2, &["manifest.jsonl", "no plain file"]);
}
