//! Spoils documents, one after another, and holds what comes of each against the contract and its source.
//!
//! `cargo run --release --example fuzz -- --seconds 300 [--seed N] [--jobs N] [--keep DIR] [--grow] [--only N] [FOLDER...]`
//!
//! Every text and PDF of `fixtures/`, `seeds/`, `fuzz/corpus/` and the folders named is a beginning. Input number N is
//! the same for one seed and one set of beginnings on every machine. Each is converted, validated and verified in a
//! child process: a panic, a hang over ten seconds, more than 2 GiB, an output that is refused or does not verify keeps
//! the input in DIR (`target/fuzz`), made smaller where that is quickly done, and ends in status 1.
//!
//! Not cargo-fuzz: that needs a nightly compiler, and blind bytes seldom come past the xref of a PDF. What is changed
//! here is what documents are made of: cells, lines, numbers, words of the lexicon, objects, unpacked streams.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::unwrap_used,
    clippy::panic,
    clippy::expect_used,
    reason = "a tool of the project's own, told by its output"
)]

mod child;
mod dice;
mod mutate;
mod pdf;

use child::{Child, Outcome};
use dice::Dice;
use mutate::{Beginning, beginnings};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

/// Most bytes that `fuzz/corpus` may hold, and most of one file in it.
const CORPUS: u64 = 900 << 10;
const LARGEST_KEPT: usize = 16 << 10;

/// Failures of one kind that are kept.
const MOST_KEPT: usize = 20;

struct Arguments {
    seconds: u64,
    seed: u64,
    jobs: usize,
    keep: PathBuf,
    grow: bool,
    only: Option<u64>,
    folders: Vec<PathBuf>,
}

fn arguments() -> Arguments {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let mut given = Arguments {
        seconds: 60,
        seed: 1,
        jobs: cores,
        keep: top.join("target/fuzz"),
        grow: false,
        only: None,
        folders: ["fixtures", "seeds", "fuzz/corpus"].map(|folder| top.join(folder)).to_vec(),
    };
    let mut words = env::args().skip(1);
    while let Some(word) = words.next() {
        let mut number = || words.next().and_then(|word| word.parse().ok()).unwrap_or_else(|| panic!("{word} N"));
        match word.as_str() {
            "--seconds" => given.seconds = number(),
            "--seed" => given.seed = number(),
            "--jobs" => given.jobs = number() as usize,
            "--only" => given.only = Some(number()),
            "--grow" => given.grow = true,
            "--keep" => given.keep = words.next().expect("--keep DIR").into(),
            folder => given.folders.push(folder.into()),
        }
    }
    given
}

/// What was seen so far.
#[derive(Default)]
struct Seen {
    counts: BTreeMap<&'static str, u64>,
    /// What a document was like, to tell a new one: its findings and how many records it has.
    looks: BTreeMap<String, u64>,
    /// Parts left out as the contract refuses them (U009).
    left_out: u64,
}

fn main() {
    if env::args().nth(1).as_deref() == Some("child") {
        return child::run();
    }
    let given = arguments();
    let beginnings = beginnings(&given.folders);
    fs::create_dir_all(&given.keep).expect("the folder for what fails can be made");
    println!("{} beginnings, seed {}", beginnings.len(), given.seed);
    let (next, seen) = (AtomicU64::new(0), Mutex::new(Seen::default()));
    let until = Instant::now() + Duration::from_secs(given.seconds);
    thread::scope(|scope| {
        for _ in 0..given.jobs.max(1) {
            scope.spawn(|| work(&given, &beginnings, (&next, &seen), until));
        }
    });
    let seen = seen.into_inner().unwrap();
    let inputs: u64 = seen.counts.values().sum();
    let failed = ["panic", "hang", "died", "invalid", "unverified"];
    let told: Vec<String> = ["clean", "refused"]
        .iter()
        .chain(&failed)
        .map(|kind| format!("{} {kind}", seen.counts.get(kind).copied().unwrap_or(0)))
        .collect();
    println!(
        "{inputs} inputs: {}; {} parts left out (U009); {} looks",
        told.join(", "),
        seen.left_out,
        seen.looks.len()
    );
    if failed.iter().any(|kind| seen.counts.contains_key(kind)) {
        println!("inputs that failed are kept in {}", given.keep.display());
        std::process::exit(1);
    }
}

/// Makes inputs and looks at what comes of them, until the time is over.
fn work(given: &Arguments, beginnings: &[Beginning], (next, seen): (&AtomicU64, &Mutex<Seen>), until: Instant) {
    let mut child = Child::start();
    while Instant::now() < until {
        let number = given.only.unwrap_or_else(|| next.fetch_add(1, Ordering::Relaxed));
        let mut dice = Dice::of(given.seed, number);
        let input = mutate::input(beginnings, &mut dice);
        let outcome = child.look(&input.bytes);
        let kind = outcome.kind();
        let count = {
            let mut seen = seen.lock().unwrap();
            seen.left_out += outcome.left_out();
            let count = seen.counts.entry(kind).or_insert(0);
            *count += 1;
            *count
        };
        if let Some(message) = outcome.failed() {
            println!("input {number} of {}: {kind}: {message}", input.name);
            if count <= MOST_KEPT as u64 {
                let small = smaller(&mut child, input.bytes.clone(), &outcome);
                let file = given.keep.join(format!("{kind}-{}-{number}.{}", given.seed, mutate::ending(&small)));
                fs::write(&file, small).expect("what failed can be kept");
            }
        } else if let Outcome::Fine { look, .. } = &outcome {
            let new = { seen.lock().unwrap().looks.insert(look.clone(), number).is_none() };
            if new && given.grow && input.own {
                grow(&input.bytes, number);
            }
        }
        if given.only.is_some() {
            println!("input {number} of {}: {outcome:?}", input.name);
            return;
        }
    }
}

/// Keeps an input that gave something new as a beginning for later runs.
fn grow(bytes: &[u8], number: u64) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus");
    let files = fs::read_dir(&corpus).into_iter().flatten().flatten();
    let size: u64 = files.filter_map(|file| file.metadata().ok()).map(|about| about.len()).sum();
    if bytes.len() <= LARGEST_KEPT && size + bytes.len() as u64 <= CORPUS {
        fs::write(corpus.join(format!("{number:06}.{}", mutate::ending(bytes))), bytes).ok();
    }
}

/// Leaves lines or stretches out of an input as long as it fails in the same way.
fn smaller(child: &mut Child, bytes: Vec<u8>, outcome: &Outcome) -> Vec<u8> {
    const TRIES: usize = 120;
    if outcome.kind() == "hang" {
        return bytes;
    }
    let (mut bytes, mut tries, mut parts) = (bytes, 0, 2);
    while tries < TRIES && parts <= bytes.len().max(2) {
        let size = bytes.len().div_ceil(parts).max(1);
        let mut cut = None;
        for from in (0..bytes.len()).step_by(size) {
            let shorter = [&bytes[..from], &bytes[(from + size).min(bytes.len())..]].concat();
            tries += 1;
            if child.look(&shorter).kind() == outcome.kind() {
                cut = Some(shorter);
                break;
            }
            if tries >= TRIES {
                break;
            }
        }
        match cut {
            Some(shorter) => bytes = shorter,
            None => parts *= 2,
        }
    }
    bytes
}
