//! Documents that are out to hurt: each costs itself, and the others come out.

use crate::bench::{Bench, Run, book, long, pdf, stream};
use std::fs::OpenOptions;
use std::io::Write;
use std::time::{Duration, Instant};

/// Converts the folder `in`, where a good document lies too, and gives what became of `name`.
fn beside_a_good_one(bench: &Bench, name: &str, more: &[&str]) -> (Run, serde_json::Value) {
    bench.file("in/good.txt", "よい文書\n");
    let start = Instant::now();
    let run = bench.run(&[&["convert", "in", "-o", "out"], more].concat());
    assert!(start.elapsed() < Duration::from_secs(120), "{:?}", start.elapsed());
    run.says(&["good.txt"]);
    assert!(bench.path("out/good.json").is_file());
    let lines = bench.manifest("out");
    assert_eq!(lines.len(), 2, "{lines:?}");
    let line = lines.into_iter().find(|line| line["input"].as_str().unwrap().ends_with(name)).unwrap();
    (run, line)
}

#[test]
fn a_document_that_takes_long_is_given_up() {
    let bench = Bench::new();
    bench.file("in/long.txt", long());
    let (_, line) = beside_a_good_one(&bench, "long.txt", &["--timeout", "2"]);
    assert_eq!((&line["status"], &line["problems"][0]["code"]), (&"refused".into(), &"timeout".into()));
    // It is not tried again before it is given more time.
    bench.run(&["convert", "in", "-o", "out", "--timeout", "2"]).says(&["2 documents as before", "timeout"]);
}

#[test]
fn a_document_that_takes_much_memory_is_given_up() {
    let bench = Bench::new();
    bench.file("in/wide.txt", "市".repeat((10 << 20) / 3));
    let (_, line) = beside_a_good_one(&bench, "wide.txt", &["--max-memory", "24M"]);
    assert_eq!((&line["status"], &line["problems"][0]["code"]), (&"refused".into(), &"memory".into()));
}

/// A stream of a gigabyte in a megabyte: one block of packed zeros over and over.
fn bomb() -> Vec<u8> {
    let mut packer = flate2::Compress::new(flate2::Compression::best(), false);
    let mut block = Vec::with_capacity(1 << 20);
    packer.compress_vec(&vec![b' '; 1 << 20], &mut block, flate2::FlushCompress::Full).unwrap();
    let mut packed = vec![0x78, 0xda];
    (0..1024).for_each(|_| packed.extend(&block));
    packed.extend([3, 0]);
    let page = "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>";
    pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 595 842] >>".to_vec(),
        page.into(),
        stream("/Filter /FlateDecode", &packed),
    ])
}

#[test]
fn a_decompression_bomb_is_survived() {
    let bench = Bench::new();
    bench.file("in/bomb.pdf", bomb());
    let (run, line) = beside_a_good_one(&bench, "bomb.pdf", &["--max-memory", "512M", "--timeout", "60"]);
    assert!(!run.stderr.contains("internal error") && line["status"].is_string(), "{line}\n{}", run.stderr);
}

#[test]
fn a_cyclic_page_tree_is_survived() {
    let bench = Bench::new();
    let cyclic = pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 9 /Kids [2 0 R 3 0 R 4 0 R] /MediaBox [0 0 595 842] >>".to_vec(),
        b"<< /Type /Pages /Count 9 /Kids [2 0 R 3 0 R 4 0 R] /Parent 3 0 R >>".to_vec(),
        b"<< /Type /Page /Parent 3 0 R >>".to_vec(),
    ]);
    bench.file("in/cyclic.pdf", cyclic);
    let (run, line) = beside_a_good_one(&bench, "cyclic.pdf", &["--timeout", "60"]);
    assert!(!run.stderr.contains("internal error") && line["status"].is_string(), "{line}\n{}", run.stderr);
}

#[test]
fn a_book_of_ten_thousand_pages() {
    let bench = Bench::new();
    bench.file("in/book.pdf", book(10_000));
    let (run, line) = beside_a_good_one(&bench, "book.pdf", &[]);
    run.says(&["the PDF has 10000 pages, 5000 are the most", "--max-pages"]);
    assert_eq!(line["status"], "refused");
    let run = bench.run(&["convert", "in", "-o", "out", "--max-pages", "20000"]);
    run.says(&["1 document as before", "[1/1]"]);
    let lines = bench.manifest("out");
    assert_eq!((&lines[0]["pages"], &lines[0]["status"]), (&10_000.into(), &"nothing".into()));
}

#[test]
fn a_file_that_grows_while_it_is_read() {
    let bench = Bench::new();
    let path = bench.path("in/growing.txt");
    bench.file("in/growing.txt", "市の計画\n".repeat(1000));
    let done = std::sync::atomic::AtomicBool::new(false);
    let line = std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = OpenOptions::new().append(true).open(&path).unwrap();
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                file.write_all("市の計画\n".as_bytes()).unwrap();
                std::thread::sleep(Duration::from_micros(100));
            }
        });
        let (_, line) = beside_a_good_one(&bench, "growing.txt", &["--timeout", "60"]);
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        line
    });
    // Refused because it changed, or read whole between two writes and then known by its hash.
    assert!(line["problems"][0]["code"] == "changing" || line["sha256"].is_string(), "{line}");
    let run = bench.run(&["convert", "in", "-o", "out", "--timeout", "600"]);
    run.says(&["1 document as before", "[1/1]"]);
}
