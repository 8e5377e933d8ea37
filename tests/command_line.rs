//! The command as its users meet it: exit status, streams, files, and input that is out to hurt.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "command_line/first_use.rs"]
mod first_use;
#[path = "command_line/lexicon.rs"]
mod lexicon;
#[path = "batch/bench.rs"]
#[allow(dead_code, reason = "of the other tests' bench only its PDFs are of use here")]
mod made;
#[path = "command_line/readings.rs"]
mod readings;
#[path = "command_line/safe.rs"]
mod safe;

use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// A text with one table, every row of it whole.
const GOOD: &str = "\
みほん市デジタル戦略

令和4年（2022年）3月

取組項目\t令和4年度（2022年度）目標\t取組結果\t担当課
窓口のオンライン化\t・申請の50％以上をオンライン化\t○オンライン申請　20件→58件\t情報政策課
キャッシュレスの推進\t・30施設以上に導入\t○35施設に導入\t会計課
";

/// A folder for one test, with the command at hand.
struct Bench {
    folder: TempDir,
}

/// What a run of the command gave.
struct Run {
    status: i32,
    stdout: String,
    stderr: String,
}

impl Run {
    /// Everything that was printed.
    fn all(&self) -> String {
        format!("{}{}", self.stdout, self.stderr)
    }

    /// Fails unless the status is `status` and every one of `words` was printed.
    fn expect(&self, status: i32, words: &[&str]) {
        assert_eq!(self.status, status, "{}", self.all());
        for word in words {
            assert!(self.all().contains(word), "{word:?} is not in: {}", self.all());
        }
    }
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        let run = Self {
            status: output.status.code().unwrap(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        };
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        assert!(!run.all().contains("internal error"), "{}", run.all());
        run
    }
}

impl Bench {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, and the folders above it.
    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_torikumi"));
        command.current_dir(self.folder.path());
        command
    }

    fn run(&self, arguments: &[&str]) -> Run {
        self.command().args(arguments).stdin(Stdio::null()).output().unwrap().into()
    }

    /// Runs the command with little memory, where the system has a way to say so.
    fn bounded(&self, arguments: &[&str]) -> Run {
        if !cfg!(target_os = "linux") {
            return self.run(arguments);
        }
        let limit = format!("ulimit -v {ROOM} && exec \"$0\" \"$@\"");
        let mut command = Command::new("sh");
        command.current_dir(self.folder.path()).args(["-c", &limit, env!("CARGO_BIN_EXE_torikumi")]).args(arguments);
        command.stdin(Stdio::null()).output().unwrap().into()
    }

    /// Names in a folder without the manifest, sorted; none where there is no such folder.
    fn names(&self, folder: &str) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.path(folder)) else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.retain(|name| name != "manifest.jsonl");
        names.sort();
        names
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&fs::read(self.path(name)).unwrap()).unwrap()
    }
}

// ---- usage

#[test]
fn help_and_version_are_printed() {
    let bench = Bench::new();
    bench.run(&["--help"]).expect(0, &["convert", "validate", "schema", "show", "Exit status"]);
    bench.run(&["convert", "--help"]).expect(0, &["--output", "--quiet", "--json", "--jobs"]);
    bench.run(&["--version"]).expect(0, &[env!("CARGO_PKG_VERSION")]);
}

#[test]
fn wrong_usage_is_status_2() {
    let bench = Bench::new();
    bench.file("a.txt", GOOD);
    for arguments in [
        &[][..],
        &["convert", "a.txt"],
        &["convert", "-o", "out"],
        &["convert", "a.txt", "-o", "out", "--jobs", "0"],
        &["show", "a.txt"],
        &["show", "a.txt", "--stage", "dreams"],
        &["validate"],
        &["transmute", "a.txt"],
    ] {
        bench.run(arguments).expect(2, &["--help"]);
    }
    assert_eq!(bench.names("."), ["a.txt"]);
}

// ---- convert

#[test]
fn a_good_document_is_converted() {
    let bench = Bench::new();
    bench.file("in/計画.txt", GOOD);
    let run = bench.run(&["convert", "in", "-o", "deep/out"]);
    run.expect(0, &["計画.txt", "initiatives", "100.00 %"]);
    assert!(run.stderr.contains("[1/1]"), "{}", run.stderr);
    assert!(!run.stdout.contains("[1/1]"), "{}", run.stdout);
    assert_eq!(bench.names("deep/out"), ["計画.json"]);

    let text = fs::read_to_string(bench.path("deep/out/計画.json")).unwrap();
    assert!(text.ends_with("}\n") && text.contains("窓口のオンライン化"), "{text}");
    let document = bench.json("deep/out/計画.json");
    assert_eq!(document["schema"], "1");
    assert_eq!(document["document"]["source"]["file"], "計画.txt");
    assert_eq!(document["initiatives"].as_array().unwrap().len(), 2);
    bench.run(&["validate", "deep/out/計画.json", "--source", "in"]).expect(0, &["計画.json: valid"]);
}

#[test]
fn quiet_says_nothing_when_all_is_clean() {
    let bench = Bench::new();
    bench.file("a.txt", GOOD);
    let run = bench.run(&["convert", "a.txt", "-o", "out", "--quiet"]);
    run.expect(0, &[]);
    assert_eq!(run.all(), "");
}

#[test]
fn columns_stand_below_each_other_in_wide_characters() {
    let bench = Bench::new();
    bench.file("in/とても長い名前の計画書.txt", GOOD).file("in/a.txt", GOOD);
    let run = bench.run(&["convert", "in", "-o", "out"]);
    let widths: Vec<usize> = run
        .stdout
        .lines()
        .filter(|line| line.trim_end().ends_with('%'))
        .map(|line| unicode_width::UnicodeWidthStr::width(line.trim_end()))
        .collect();
    assert_eq!(widths.len(), 3, "{}", run.stdout);
    assert!(widths.iter().all(|width| *width == widths[0]), "{}", run.stdout);
}

#[test]
fn one_thread_and_eight_give_the_same() {
    let bench = Bench::new();
    for number in 0..20 {
        bench.file(&format!("in/{number:02}.txt"), if number % 7 == 3 { "" } else { GOOD });
    }
    let one = bench.run(&["convert", "in", "-o", "one", "--jobs", "1"]);
    let eight = bench.run(&["convert", "in", "-o", "eight", "--jobs", "8"]);
    let said = eight.stdout.replace("into eight/", "into one/");
    assert_eq!((one.status, &one.stdout, &one.stderr), (1, &said, &eight.stderr));
    assert_eq!(eight.status, 1);
    assert_eq!(bench.names("one").len(), 17);
    assert_eq!(bench.names("one"), bench.names("eight"));
    for name in bench.names("one") {
        let read = |folder: &str| fs::read(bench.path(&format!("{folder}/{name}"))).unwrap();
        assert_eq!(read("one"), read("eight"), "{name}");
    }
}

#[test]
fn json_is_one_object_and_nothing_else() {
    let bench = Bench::new();
    bench.file("in/a.txt", GOOD).file("in/b.txt", "").file("in/c.txt", GOOD);
    let run = bench.run(&["convert", "in", "-o", "out", "--json"]);
    run.expect(1, &[]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    let documents = report["documents"].as_array().unwrap();
    assert_eq!(documents.len(), 3);
    assert_eq!(documents[0]["status"], "clean");
    assert_eq!(documents[0]["initiatives"], 2);
    assert_eq!(documents[0]["coverage"]["share"], 1.0);
    assert!(documents[0]["output"].as_str().unwrap().ends_with("a.json"));
    assert_eq!(documents[1]["status"], "empty");
    assert_eq!(documents[1]["output"], Value::Null);
    assert_eq!(documents[1]["initiatives"], Value::Null);
    assert_eq!(documents[1]["problems"][0]["severity"], "error");
    assert_eq!(report["totals"]["documents"], 3);
    assert_eq!(report["totals"]["clean"], 2);
    assert_eq!((&report["totals"]["empty"], &report["totals"]["refused"]), (&json!(1), &json!(0)));
    assert_eq!(report["totals"]["initiatives"], 4);

    let run = bench.run(&["convert", "in/b.txt", "absent", "-o", "out", "--json", "--quiet"]);
    run.expect(2, &[]);
    assert_eq!(run.stderr, "");
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((&report["totals"]["empty"], &report["totals"]["refused"]), (&json!(1), &json!(1)));
}

#[test]
fn a_bad_file_never_stops_the_others() {
    let bench = Bench::new();
    bench.file("in/a.txt", GOOD).file("in/b.txt", [0_u8, 159, 146, 150]).file("in/c.txt", GOOD);
    bench.run(&["convert", "in", "absent", "-o", "out"]).expect(1, &["b.txt", "absent", "check the path"]);
    assert_eq!(bench.names("out"), ["a.json", "c.json"]);
}

#[test]
fn two_inputs_of_the_same_name_both_find_a_place() {
    let bench = Bench::new();
    bench.file("in/a/計画.txt", GOOD).file("in/b/計画.txt", GOOD);
    let run = bench.run(&["convert", "in", "-o", "out"]);
    run.expect(0, &["b__計画.json"]);
    assert!(run.stderr.contains("note: "), "{}", run.stderr);
    assert_eq!(bench.names("out"), ["b__計画.json", "計画.json"]);
}

#[test]
fn a_file_named_twice_is_converted_once() {
    let bench = Bench::new();
    bench.file("in/a.txt", GOOD);
    bench.run(&["convert", "in/a.txt", "in", "-o", "out"]).expect(0, &["[1/1]", "converted once"]);
}

#[test]
fn a_file_named_is_read_whatever_its_extension() {
    let bench = Bench::new();
    bench.file("in/a.text", GOOD).file("in/b.txt", GOOD).file("in/.c.txt", GOOD);
    bench.run(&["convert", "in", "in/a.text", "-o", "out"]).expect(0, &[]);
    assert_eq!(bench.names("out"), ["a.json", "b.json"]);
}

// ---- where the output goes

#[test]
fn an_input_is_never_overwritten() {
    let bench = Bench::new();
    bench.file("in/a.json", GOOD);
    bench.run(&["convert", "in/a.json", "-o", "in"]).expect(2, &["a.json", "choose another folder"]);
    assert_eq!(fs::read_to_string(bench.path("in/a.json")).unwrap(), GOOD);
}

#[test]
fn an_output_that_is_a_file_is_status_2() {
    let bench = Bench::new();
    bench.file("a.txt", GOOD).file("out", "mine");
    bench.run(&["convert", "a.txt", "-o", "out"]).expect(2, &["out", "cannot be written"]);
    bench.run(&["convert", "a.txt", "-o", "out/deeper"]).expect(2, &["deeper", "cannot be written"]);
    assert_eq!(fs::read_to_string(bench.path("out")).unwrap(), "mine");
}

#[test]
fn output_is_written_whole_or_not_at_all() {
    let bench = Bench::new();
    bench.file("in/a.txt", GOOD).file("in/b.txt", GOOD).file("out/b.json", "old");
    // A folder stands where one output should go.
    fs::create_dir_all(bench.path("out/a.json")).unwrap();
    bench.run(&["convert", "in", "-o", "out"]).expect(1, &["a.json", "cannot be written"]);
    assert_eq!(bench.names("out"), ["a.json", "b.json"]);
    assert_eq!(bench.names("out/a.json"), Vec::<String>::new());
    assert_eq!(bench.json("out/b.json")["schema"], "1");
}

// ---- hostile input

#[test]
fn what_cannot_be_read_is_named() {
    let bench = Bench::new();
    bench.file("empty.txt", "").file("folder/notes.md", "x");
    bench.file("binary.txt", (0..=255_u8).cycle().take(4096).collect::<Vec<u8>>());
    for (input, words) in [
        ("empty.txt", &["empty"][..]),
        ("binary.txt", &["expected text", "binary"]),
        ("folder", &["holds no .txt or .pdf"]),
        ("absent.txt", &["no such file", "check the path"]),
    ] {
        let run = bench.run(&["convert", input, "-o", "out"]);
        run.expect(2, &[input]);
        run.expect(2, words);
        assert!(run.stdout.is_empty(), "{}", run.stdout);
    }
    assert_eq!(bench.names("out"), Vec::<String>::new());
}

#[test]
fn a_ragged_table_is_converted_and_told() {
    let bench = Bench::new();
    bench.file("a.txt", format!("{GOOD}片方だけ\t・20％以上\n多すぎる\t・1件以上\t○1件\t総務課\t余り\tさらに余り\n"));
    let run = bench.run(&["convert", "a.txt", "-o", "out"]);
    run.expect(1, &["a.txt:8: ", "2 of the 4 cells", "a.txt:9: ", "beyond the last column"]);
    assert_eq!(bench.names("out"), ["a.json"]);
    assert_eq!(bench.json("out/a.json")["initiatives"].as_array().unwrap().len(), 4);
}

#[test]
fn a_broken_byte_is_named_with_its_place() {
    let bench = Bench::new();
    let mut bytes = encoding_rs::SHIFT_JIS.encode(GOOD).0.into_owned();
    bench.file("whole.txt", &bytes);
    bench.run(&["convert", "whole.txt", "-o", "out"]).expect(0, &["whole.txt"]);
    assert_eq!(bench.json("out/whole.json")["document"]["source"]["media_type"], "text/plain; charset=Shift_JIS");

    // A byte that opens no character, on the line of the second row.
    let last = bytes.iter().rposition(|byte| *byte == b'\t').unwrap() + 1;
    bytes[last] = 0xfd;
    bench.file("broken.txt", &bytes);
    let run = bench.run(&["convert", "broken.txt", "-o", "out"]);
    run.expect(2, &["broken.txt:7: undecodable", "Shift_JIS", &format!("byte {last}"), "UTF-8"]);
    assert_eq!(bench.names("out"), ["whole.json"]);
}

#[test]
fn a_damaged_pdf_is_refused_by_its_bytes() {
    let bench = Bench::new();
    bench.file("a.pdf", "%PDF-1.7\n1 0 obj\n<<>>\nendobj\n").file("b.txt", "%PDF-1.4\n").file("c.txt", GOOD);
    let run = bench.run(&["convert", "a.pdf", "b.txt", "-o", "out"]);
    run.expect(2, &["a.pdf: damaged", "b.txt: damaged", "open it in a viewer"]);
    bench.run(&["show", "a.pdf", "--stage", "blocks"]).expect(2, &["a.pdf: damaged"]);
    bench.run(&["convert", ".", "-o", "out"]).expect(1, &["a.pdf: damaged"]);
    assert_eq!(bench.names("out"), ["c.json"]);
}

/// Address space that the command may take where its memory is bounded, in KiB.
const ROOM: u32 = 256 << 10;

#[test]
fn a_huge_file_is_refused_unread() {
    let bench = Bench::new();
    // Nothing but a hole: who reads it reads a hundred gigabytes.
    bench.file("huge.txt", "計画\n");
    fs::File::options().write(true).open(bench.path("huge.txt")).unwrap().set_len(100 << 30).unwrap();
    bench.bounded(&["convert", "huge.txt", "-o", "out"]).expect(2, &["huge.txt", "large", "split the file"]);
    assert_eq!(bench.names("out"), Vec::<String>::new());
}

#[test]
fn a_line_of_ten_megabytes_is_survived() {
    let bench = Bench::new();
    bench.file("line.txt", "市".repeat((10 << 20) / 3)).file("tabs.txt", "市\t".repeat((10 << 20) / 4));
    bench.file("good.txt", format!("{GOOD}\n{}\n", "市".repeat(1 << 20)));
    // No clock is looked at: what takes longer than it may is refused, and none of these words is said.
    let run = bench.bounded(&["convert", "line.txt", "tabs.txt", "good.txt", "-o", "out", "--jobs", "1"]);
    run.expect(1, &["line.txt:1: U001", "tabs.txt:1: U001", "good.txt:9: U001", "break it into lines"]);
    assert!(run.all().len() < 10_000, "{} bytes were printed", run.all().len());
    assert_eq!(bench.names("out"), ["good.json", "line.json", "tabs.json"]);
    assert_eq!(bench.json("out/good.json")["initiatives"].as_array().unwrap().len(), 2);
    for name in bench.names("out") {
        bench.run(&["validate", &format!("out/{name}"), "--source", "."]).expect(0, &["valid"]);
    }
}

#[test]
fn a_name_cannot_steer_the_terminal() {
    let bench = Bench::new();
    bench.file("a\u{1b}[2J.txt", GOOD);
    let run = bench.run(&["convert", ".", "-o", "out"]);
    run.expect(0, &["\\u{1b}"]);
    assert!(!run.all().contains('\u{1b}'), "{}", run.all());
}

// ---- streams

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let bench = Bench::new();
    let mut child = bench.command().arg("schema").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    let bench = Bench::new();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let run: Run = bench.command().arg("schema").stdout(full).output().unwrap().into();
    run.expect(1, &["standard output"]);
}

// ---- show, schema

#[test]
fn explain_tells_why() {
    let bench = Bench::new();
    bench.file("a.txt", GOOD).run(&["convert", "a.txt", "-o", "out"]).expect(0, &[]);
    let made = bench.json("out/a.json");
    let target = made["targets"][0]["id"].as_str().unwrap();
    let why = [
        "quantity = \"50％以上\"",
        "lexicon/labels.tsv:",
        "target \"目標\"",
        "令和4年度（2022年度）目標",
        "table 1 row 2 column 2",
    ];
    bench.run(&["explain", "a.txt", "--record", target]).expect(0, &why);
    let run = bench.run(&["explain", "a.txt", "--record", target, "--json"]);
    let told: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((run.status, &told["record"]), (0, &made["targets"][0]));
    let near = format!("{}0", &target[..target.len() - 1]);
    bench.run(&["explain", "a.txt", "--record", &format!("{near}0")]).expect(2, &["no record", "near it", target]);
    bench.run(&["explain", "a.txt", "--record", "キャッシュレス"]).expect(2, &["キャッシュレスの推進"]);
    bench.run(&["explain", "absent.txt", "--record", target]).expect(2, &["absent.txt"]);
}

#[test]
fn show_prints_a_stage() {
    let bench = Bench::new();
    bench.file("a.txt", GOOD).file("empty.txt", "");
    for stage in ["lines", "blocks", "tables", "records"] {
        let run = bench.run(&["show", "a.txt", "--stage", stage]);
        run.expect(0, &[]);
        assert!(!run.stdout.is_empty(), "{stage}");
    }
    bench.run(&["show", "a.txt", "--stage", "records"]).expect(0, &["窓口のオンライン化"]);
    bench.run(&["show", "empty.txt", "--stage", "lines"]).expect(2, &["empty.txt"]);
    bench.run(&["show", "absent.txt", "--stage", "lines"]).expect(2, &["absent.txt"]);
}

/// `UPDATE_SCHEMA=1 cargo test` writes the published schema anew.
#[test]
fn the_published_schema_is_the_one_printed() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/torikumi-1.schema.json");
    let run = Bench::new().run(&["schema"]);
    run.expect(0, &[]);
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &run.stdout).unwrap();
    }
    let published = fs::read_to_string(&path).unwrap_or_default();
    assert!(published == run.stdout, "{} is out of date: run UPDATE_SCHEMA=1 cargo test", path.display());
    let schema: Value = serde_json::from_str(&published).unwrap();
    jsonschema::meta::validate(&schema).map_err(|error| error.to_string()).unwrap();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

// ---- validate

/// A source made by hand.
const SOURCE: &str = include_str!("document/source.txt");

/// The document that should come of it, made by hand, and every place in it right.
fn document() -> Value {
    serde_json::from_str(include_str!("document/document.json")).unwrap()
}

/// Validates the document after a change to it.
fn validated(change: impl FnOnce(&mut Value)) -> Run {
    let bench = Bench::new();
    let mut document = document();
    change(&mut document);
    bench.file("source.txt", SOURCE).file("d.json", document.to_string());
    bench.run(&["validate", "d.json"])
}

#[test]
fn a_right_document_is_valid() {
    let run = validated(|_| {});
    run.expect(0, &[]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("d.json: valid\n", ""));
}

#[test]
fn a_wrong_document_is_told_where() {
    let set = |pointer: &'static str, value: Value| {
        move |document: &mut Value| *document.pointer_mut(pointer).unwrap() = value
    };
    for (pointer, value, words) in [
        ("/targets/0/initiative_id", json!("i-2"), &["/targets/0/initiative_id: ", "i-2"][..]),
        ("/assessments/0/result_ids/0", json!("r-9"), &["/assessments/0/result_ids/0: ", "r-9"]),
        ("/results/0/id", json!("t-1"), &["/results/0/id: ", "already"]),
        ("/targets/0/due/end", json!("2023-03-30"), &["/targets/0/due/end: ", "fiscal_year"]),
        ("/targets/0/due/start", json!("2024-04-01"), &["/targets/0/due: ", "after its end"]),
        ("/document/publisher/code", json!("272036"), &["/document/publisher/code: ", "check digit"]),
        ("/coverage/used", json!(1), &["/coverage: ", "add up"]),
        ("/initiatives/0/name", json!(""), &["/initiatives/0/name: "]),
        ("/initiatives/0/source/quote", json!("窓囗改革"), &["/initiatives/0/source/quote: ", "窓口改革"]),
        ("/targets/0/quantity/raw", json!("51％以上"), &["/targets/0/quantity/raw: ", "50％以上"]),
        ("/targets/0/quantity/at/span", json!([1, 3]), &["/targets/0/quantity/raw: ", "1..3"]),
        ("/targets/0/source", json!([]), &["/targets/0/source: "]),
        ("/schema", json!("2"), &["/schema: "]),
        ("/document/source/file", json!("../source.txt"), &["/document/source/file: ", "plain file name"]),
        ("/document/source/sha256", json!("0".repeat(64)), &["/document/source/file: ", "SHA-256"]),
    ] {
        validated(set(pointer, value)).expect(1, words);
    }
}

#[test]
fn the_source_is_looked_for() {
    let bench = Bench::new();
    bench.file("json/d.json", document().to_string()).file("text/source.txt", SOURCE);
    let run = bench.run(&["validate", "json/d.json"]);
    run.expect(0, &["json/d.json: valid", "quotes were not checked", "--source"]);
    assert_eq!(run.stdout, "json/d.json: valid\n");
    let run = bench.run(&["validate", "json/d.json", "--source", "text"]);
    run.expect(0, &[]);
    assert_eq!(run.stderr, "");
    bench.run(&["validate", "json/d.json", "--source", "json"]).expect(1, &["source.txt", "not there"]);
}

#[test]
fn files_that_are_no_documents() {
    let bench = Bench::new();
    bench.file("ok.json", document().to_string()).file("source.txt", SOURCE);
    bench.file("text.json", "not json").file("other.json", "{}").file("empty.json", "");
    bench.file("deep.json", "[".repeat(1 << 20));
    for (arguments, status, words) in [
        (&["text.json"][..], 1, &["text.json: is no JSON", "line 1"][..]),
        (&["empty.json"], 1, &["empty.json: is no JSON"]),
        (&["deep.json"], 1, &["deep.json: is no JSON"]),
        (&["other.json"], 1, &["other.json: ", "schema"]),
        (&["absent.json"], 2, &["absent.json", "check the path"]),
        (&["."], 2, &["is no file"]),
        (&["absent.json", "ok.json"], 1, &["absent.json", "ok.json: valid"]),
        (&["other.json", "ok.json"], 1, &["other.json", "ok.json: valid"]),
    ] {
        let run = bench.run(&[&["validate"], arguments].concat());
        run.expect(status, words);
    }
}
