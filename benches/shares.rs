//! Where the time of `torikumi convert` goes, stage by stage, on one thread.
//!
//! ```sh
//! cargo bench --bench shares -- target/corpus/0000/*.pdf
//! ```

#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, reason = "a measurement speaks to a person")]

use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use torikumi::emit::{Durability, json, validate, write_whole};
use torikumi::source::{Kind, Limits, Source};
use torikumi::table::printed;

/// Runs over all files; the shares are of the fastest one's.
const RUNS: usize = 3;

const STAGES: [&str; 8] =
    ["open and hash", "ink", "tables", "records and checks", "write JSON", "parse JSON", "validate", "write file"];

fn main() {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().expect("one thread");
    let files: Vec<PathBuf> =
        std::env::args().skip(1).filter(|name| !name.starts_with("--")).map(PathBuf::from).collect();
    if files.is_empty() {
        println!("name files to measure: cargo bench --bench shares -- FILE…");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let output = folder.path().join("out.json");
    let best = (0..RUNS).map(|_| measure(&files, &output)).min_by_key(|times| times.iter().sum::<Duration>()).unwrap();
    let all: Duration = best.iter().sum();
    for (stage, time) in STAGES.iter().zip(best) {
        println!(
            "| {stage} | {:.1} ms | {:.1} % |",
            time.as_secs_f64() * 1e3,
            100.0 * time.as_secs_f64() / all.as_secs_f64()
        );
    }
    println!("| all of {} files | {:.1} ms | 100 % |", files.len(), all.as_secs_f64() * 1e3);
}

fn measure(files: &[PathBuf], output: &std::path::Path) -> [Duration; 8] {
    let mut times = [Duration::ZERO; 8];
    for file in files {
        let mut watch = Watch { last: Instant::now(), times: &mut times };
        let Ok(source) = Source::open(file, &Limits::default()) else { continue };
        black_box(source.sha256());
        watch.lap(0);
        if source.kind() == Kind::Pdf {
            let Ok(ink) = torikumi::ink(&source, None) else { continue };
            watch.lap(1);
            drop(black_box(printed::find(&ink.pages)));
            watch.lap(2);
            drop(ink);
        }
        watch.last = Instant::now();
        let Ok(document) = torikumi::convert(&source) else { continue };
        watch.lap(3);
        let text = json::pretty(&document).unwrap();
        watch.lap(4);
        let value = serde_json::from_str(&text).unwrap();
        watch.lap(5);
        black_box(validate(&value));
        watch.lap(6);
        write_whole(output, text.as_bytes(), Durability::Process).unwrap();
        watch.lap(7);
    }
    // What was timed by itself is a part of the whole conversion.
    times[3] = times[3].saturating_sub(times[1] + times[2]);
    times
}

struct Watch<'a> {
    last: Instant,
    times: &'a mut [Duration; 8],
}

impl Watch<'_> {
    fn lap(&mut self, stage: usize) {
        self.times[stage] += self.last.elapsed();
        self.last = Instant::now();
    }
}
