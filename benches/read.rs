//! How long the stages take, one thread: `python3 benches/make_documents.py && cargo bench`.
//!
//! Documents that have not been made are passed over; the stages of texts are measured on the seeds.

#![allow(missing_docs, clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use torikumi::pdf;
use torikumi::source::Source;

/// The long documents of `make_documents.py`, by name.
fn documents() -> Vec<(String, Vec<u8>)> {
    files("target/bench", "pdf").iter().map(|path| (name(path), std::fs::read(path).unwrap())).collect()
}

fn files(folder: &str, ending: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|e| e == ending)).collect();
    files.sort();
    files
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

/// PDF bytes to pages of ink.
fn ink(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    group.sample_size(20);
    for (name, bytes) in documents() {
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| pdf::read(black_box(&bytes), None).unwrap()));
    }
    group.finish();
}

/// Ink to lines in reading order.
fn lines(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("lines");
    group.sample_size(20);
    for (name, bytes) in documents() {
        let read = pdf::read(&bytes, None).unwrap();
        group.throughput(Throughput::Elements(read.pages.len() as u64));
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                read.pages.iter().map(|page| torikumi::table::printed::page(black_box(page)).lines.len()).sum::<usize>()
            });
        });
    }
    group.finish();
}

/// Text to records.
fn records(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("convert");
    for path in files("seeds", "txt") {
        let source = Source { name: name(&path), bytes: std::fs::read(&path).unwrap() };
        group.throughput(Throughput::Bytes(source.bytes.len() as u64));
        group.bench_function(source.name.clone(), |bencher| {
            bencher.iter(|| torikumi::convert(black_box(&source)).unwrap());
        });
    }
    group.finish();
}

/// One thread, so that the figures stand beside those of single-threaded readers.
fn one_thread() -> Criterion {
    rayon::ThreadPoolBuilder::new().num_threads(1).build_global().unwrap();
    Criterion::default()
}

criterion_group! { name = stages; config = one_thread(); targets = ink, lines, records }
criterion_main!(stages);
