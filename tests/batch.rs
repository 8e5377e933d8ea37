//! Many documents: the same bytes however they are asked for, nothing done twice, nothing lost
//! when the work is cut off, and no document that stops the others.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "batch/bench.rs"]
mod bench;
#[path = "batch/dataset.rs"]
mod dataset;
#[path = "batch/hostile.rs"]
mod hostile;
#[path = "batch/killed.rs"]
mod killed;
#[path = "batch/said.rs"]
mod said;

use bench::{Bench, assert_same};
use std::fs;
use std::thread;
use std::time::{Duration, Instant};

/// Every form of the output.
const ALL: &str = "json,ndjson,csv,parquet,sqlite";

// ---- the same bytes

#[test]
fn threads_and_the_order_of_arguments_change_nothing() {
    let bench = Bench::new();
    bench.corpus(24).file("in/0/book.pdf", bench::heavy_book(30, 2 << 20)).file("in/1/文書0.pdf", bench::book(2));
    bench.run(&["convert", "in", "-o", "one", "--jobs", "1", "--format", ALL]).says(&[]);
    let one = bench.files("one");
    assert_eq!(one.keys().filter(|name| name.extension().is_some_and(|extension| extension == "json")).count(), 26);
    bench.run(&["convert", "in", "-o", "eight", "--jobs", "8", "--format", ALL]).says(&[]);
    assert_same(&one, &bench.files("eight"), "--jobs 1 against --jobs 8");
    let turned = ["convert", "in/2", "in/0/文書3.txt", "in/1", "in/0", "-o", "turned", "--format", ALL];
    bench.run(&turned).says(&["named twice"]);
    assert_same(&one, &bench.files("turned"), "the order of arguments");
    bench.run(&["convert", "in", "-o", "one", "--force", "--format", ALL]).says(&[]);
    assert_same(&one, &bench.files("one"), "--force");
}

// ---- nothing twice

#[test]
fn only_what_is_new_or_changed_is_converted() {
    let bench = Bench::new();
    bench.corpus(4).file("in/bad.txt", [0_u8, 159, 146, 150]);
    bench.run(&["convert", "in", "-o", "out"]).says(&["[5/5]"]);
    let before = bench.files("out");
    let run = bench.run(&["convert", "in", "-o", "out"]);
    run.says(&["5 documents as before", "bad.txt: not_text"]);
    assert!(!run.stderr.contains("[1/"), "{}", run.stderr);
    assert_same(&before, &bench.files("out"), "a second run");

    bench.file("in/new.txt", "新しい文書\n").file("in/bad.txt", "直した文書\n");
    bench.run(&["convert", "in", "-o", "out"]).says(&["4 documents as before", "[2/2]"]);
    // A file that only bears a new time has not changed.
    let file = fs::File::options().append(true).open(bench.path("in/new.txt")).unwrap();
    file.set_modified(std::time::SystemTime::now() + Duration::from_secs(100)).unwrap();
    bench.run(&["convert", "in", "-o", "out"]).says(&["6 documents as before"]);
    // An output that is gone, or is cut, is made again.
    fs::remove_file(bench.path("out/new.json")).unwrap();
    fs::write(bench.path("out/bad.json"), "{").unwrap();
    bench.run(&["convert", "in", "-o", "out"]).says(&["4 documents as before", "[2/2]"]);
    bench.run(&["convert", "in", "-o", "out", "--force"]).says(&["[6/6]"]);
    assert_eq!(bench.manifest("out").len(), 6);
}

#[test]
fn of_very_many_documents_every_problem_is_told() {
    let bench = Bench::new();
    for number in 0..101 {
        bench.file(&format!("in/{number}.txt"), format!("文書{number}\n"));
    }
    bench.file("in/bad.txt", [0_u8, 159, 146, 150]).file("in/torn.pdf", "%PDF-1.7\n");
    bench.file("in/prices.txt", "みほん市ホール 料金\n\n部屋\t午前\n大ホール\t12,000円\n");
    // Done in this run, and in the one before.
    let told = [(); 2].map(|()| {
        let run = bench.run(&["convert", "in", "-o", "out"]);
        run.expect(1, &["all 104 documents", "bad.txt: not_text", "torn.pdf: damaged", "prices.txt:4: T013"]);
        run.stdout
    });
    assert_eq!(told[0], told[1]);
    fs::remove_dir_all(bench.path("in")).unwrap();
    for number in 0..101 {
        bench.file(&format!("in/{number}.txt"), [0_u8, 159, 146, 150]);
    }
    bench.run(&["convert", "in", "-o", "none"]).expect(2, &["in/77.txt: not_text"]);
}

#[test]
fn what_is_added_takes_no_name_from_what_was_there() {
    let bench = Bench::new();
    bench.file("in/b/計画.txt", "b の計画\n");
    bench.run(&["convert", "in", "-o", "out"]);
    let before = fs::read(bench.path("out/計画.json")).unwrap();
    bench.file("in/a/計画.txt", "a の計画\n");
    bench.run(&["convert", "in", "-o", "out"]).says(&["1 document as before", "a__計画.json"]);
    assert_eq!(fs::read(bench.path("out/計画.json")).unwrap(), before);
    assert!(bench.path("out/a__計画.json").is_file());
}

#[test]
fn a_limit_that_is_raised_is_tried_again() {
    let bench = Bench::new();
    bench.file("in/book.pdf", bench::book(4)).file("in/a.txt", "文書\n");
    bench.run(&["convert", "in", "-o", "out", "--max-pages", "3"]).says(&["book.pdf: too_many_pages"]);
    bench.run(&["convert", "in", "-o", "out", "--max-pages", "3"]).says(&["2 documents as before"]);
    bench.run(&["convert", "in", "-o", "out", "--max-pages", "4"]).says(&["1 document as before", "[1/1]"]);
    assert!(bench.path("out/book.json").is_file());
}

#[test]
fn a_password_opens_what_was_refused() {
    let bench = Bench::new();
    let locked = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/pdf/encrypted-password.pdf");
    bench.file("in/locked.pdf", fs::read(locked).unwrap()).file("in/a.txt", "文書\n");
    bench.run(&["convert", "in", "-o", "out"]).says(&["locked.pdf: password"]);
    bench.run(&["convert", "in", "-o", "out"]).says(&["2 documents as before"]);
    bench.run(&["convert", "in", "-o", "out", "--password", "himitsu"]).says(&["1 document as before", "[1/1]"]);
    assert!(bench.path("out/locked.json").is_file());
    // What the password is stands nowhere in what was written.
    assert!(!fs::read_to_string(bench.path("out/manifest.jsonl")).unwrap().contains("himitsu"));
    bench.run(&["show", "--stage", "blocks", "in/locked.pdf", "--password", "himitsu"]).expect(0, &["暗号の中の文"]);
}

// ---- nothing lost

/// Numbers that look random and are the same on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }
}

#[test]
fn a_run_that_is_killed_goes_on_where_it_was() {
    const KILLS: u32 = 20;
    let bench = Bench::new();
    bench.corpus(96);
    bench.run(&["convert", "in", "-o", "whole", "--jobs", "2", "--format", ALL]).says(&[]);
    let arguments = ["convert", "in", "-o", "out", "--jobs", "2", "--format", ALL];
    let done = || fs::read_to_string(bench.path("out/manifest.jsonl")).map_or(0, |text| text.matches('\n').count());
    let mut dice = Dice(7);
    let mut lines = 0;
    for kill in 0..KILLS {
        let mut child = bench.start(&arguments);
        // So many documents further on, or none, and then at any moment: however fast the machine is.
        let wanted = lines + usize::try_from(dice.below(5)).unwrap();
        while done() < wanted && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_micros(dice.below(20_000)));
        child.kill().unwrap();
        child.wait().unwrap();
        let Ok(manifest) = fs::read_to_string(bench.path("out/manifest.jsonl")) else { continue };
        // What was done is kept, and every file that bears its name is whole.
        assert!(manifest.lines().count() >= lines, "kill {kill}: the manifest has lost lines");
        lines = manifest.matches('\n').count();
        for (name, bytes) in bench.files("out") {
            if name.extension().is_some_and(|extension| extension == "json") {
                serde_json::from_slice::<serde_json::Value>(&bytes).expect("a file is half written");
            }
        }
    }
    assert!(lines > 0, "no run came so far as to do a document");
    bench.run(&arguments).says(&[]);
    assert_same(&bench.files("whole"), &bench.files("out"), "after all kills");
}

#[test]
#[cfg(unix)]
fn ctrl_c_ends_cleanly() {
    let bench = Bench::new();
    // However late the signal comes, the last document is not done.
    bench.corpus(48).file("in/9/long.txt", bench::long());
    let mut child = bench.start(&["convert", "in", "-o", "out", "--jobs", "2"]);
    let done = || fs::read_to_string(bench.path("out/manifest.jsonl")).map_or(0, |text| text.lines().count());
    while done() == 0 {
        thread::sleep(Duration::from_millis(5));
    }
    let signal = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(signal.success());
    let start = Instant::now();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(start.elapsed() < Duration::from_secs(60), "{:?}", start.elapsed());
    let left = bench.files("out");
    assert!(!left.keys().any(|name| name.to_string_lossy().ends_with(".part")), "{:?}", left.keys());
    let lines = bench.manifest("out").len();
    assert!(0 < lines && lines < 49, "{lines}");
    assert_eq!(left.len(), lines + 1, "a file without a line in the manifest");
    fs::remove_file(bench.path("in/9/long.txt")).unwrap();
    bench.run(&["convert", "in", "-o", "out"]).says(&[&format!("{lines} document")]);
    assert_eq!(bench.manifest("out").len(), 48);
}

#[test]
#[cfg(unix)]
fn two_runs_do_not_work_in_one_folder() {
    let bench = Bench::new();
    bench.file("in/long.txt", bench::long());
    let mut child = bench.start(&["convert", "in", "-o", "out", "--jobs", "1"]);
    while !bench.path("out/manifest.jsonl").exists() {
        thread::sleep(Duration::from_millis(5));
    }
    bench.run(&["convert", "in", "-o", "out"]).expect(2, &["another run is at work"]);
    child.kill().unwrap();
    child.wait().unwrap();
}

// ---- which documents

#[test]
fn folders_patterns_and_lists_name_documents() {
    let bench = Bench::new();
    bench.corpus(6).file("in/0/notes.md", "x").file("in/getfile", bench::book(1)).file("list", "in/0\nin/1/*.txt\n");
    bench.run(&["convert", "@list", "-o", "a"]).says(&["[4/4]", "1 file in the folders passed over"]);
    bench.run(&["convert", "in/**/*.txt", "-o", "b"]).says(&["[6/6]"]);
    bench.run_with(&["convert", "-", "-o", "c"], "in\n").says(&["[7/7]", "getfile"]);
    bench.run_with(&["convert", "@-", "-o", "d"], "in/2/文書0.txt\0").says(&["[1/1]"]);
    bench.run(&["convert", "@nothing", "-o", "e"]).expect(2, &["nothing: unreadable"]);
    bench.run(&["convert", ".", "-o", "in/out"]).says(&["[7/7]"]);
    bench.run(&["convert", "in", "-o", "in/out"]).says(&["7 documents as before"]);
}

#[test]
fn any_name_gets_an_output_in_its_folder() {
    let bench = Bench::new();
    let long = "市".repeat(80);
    for name in ["a\u{1b}[2J\nb.txt", "..txt", "CON.txt", "x:y*?.txt", &format!("{long}.txt"), "A.txt", "z/a.txt"] {
        bench.file(&format!("in/{name}"), format!("文書 {name:?}\n"));
    }
    bench.run(&["convert", "in", "in/..txt", "-o", "out/deep"]).says(&[]);
    let names: Vec<String> = bench.files("out").into_keys().map(|name| name.display().to_string()).collect();
    assert_eq!(names.len(), 8, "{names:?}");
    for name in ["A.json", "_CON.json", "a_[2J_b.json", "x_y__.json", "z__a.json"] {
        assert!(names.contains(&format!("deep/{name}")), "{name}: {names:?}");
    }
    assert!(names.iter().all(|name| name.len() < 230 && !name.contains('\u{1b}')), "{names:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_name_need_not_be_unicode() {
    use std::os::unix::ffi::OsStrExt;
    let bench = Bench::new();
    fs::create_dir(bench.path("in")).unwrap();
    for name in [b"\x8c\x76\x89\xe6.txt", b"\x8c\x76\x89\xe7.txt"] {
        fs::write(bench.path("in").join(std::ffi::OsStr::from_bytes(name)), "文書\n").unwrap();
    }
    bench.run(&["convert", "in", "-o", "out"]).says(&["[2/2]"]);
    bench.run(&["convert", "in", "-o", "out"]).says(&["2 documents as before"]);
    assert_eq!(bench.files("out").len(), 3);
}
