//! A folder of odd, old and broken PDFs, each read in a process of its own with 10 s and 1 GiB: no
//! panic, no hang, no crash. Every file gives text, or is refused with a reason.
//!
//! ```sh
//! TORIKUMI_CORPUS=../shared/corpus/robust cargo test --test corpus -- --ignored
//! ```
//!
//! `TORIKUMI_CORPUS` names the folder; without it, the folder above is taken. Where there is none, the
//! test says so and passes. `tests/pdfium_text.py` holds the text of the same files against pdfium's.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

/// Wall clock for one file.
const TIME: Duration = Duration::from_secs(10);
/// Address space for one file, in KiB.
const MEMORY: u32 = 1 << 20;
/// How often a running process is looked at.
const PAUSE: Duration = Duration::from_millis(5);

fn folder() -> PathBuf {
    let named = std::env::var_os("TORIKUMI_CORPUS").map(PathBuf::from);
    named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/robust"))
}

/// The PDFs below a folder, in the order of their paths.
fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut open, mut files) = (vec![folder.to_owned()], Vec::new());
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("pdf")) {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// Waits for the process, and ends it where it takes too long.
fn wait(child: &mut Child) -> Option<ExitStatus> {
    let start = Instant::now();
    while start.elapsed() < TIME {
        if let Some(status) = child.try_wait().unwrap() {
            return Some(status);
        }
        thread::sleep(PAUSE);
    }
    child.kill().unwrap();
    child.wait().unwrap();
    None
}

/// What went wrong with a file, if anything did.
fn fault(command: &str, arguments: &[&str], file: &Path) -> Option<String> {
    let said = tempfile::NamedTempFile::new().unwrap();
    let mut child = Command::new("sh")
        .args(["-c", &format!("ulimit -v {MEMORY} && exec \"$0\" \"$@\""), command])
        .args(arguments)
        .arg(file)
        .stdout(Stdio::null())
        .stderr(said.reopen().unwrap())
        .spawn()
        .unwrap();
    let status = wait(&mut child);
    let said = String::from_utf8_lossy(&fs::read(said.path()).unwrap()).into_owned();
    let panicked = said.lines().find(|line| line.contains("panicked") || line.contains("internal error"));
    match status {
        None => Some(format!("not done after {} s", TIME.as_secs())),
        // 0: read, 1: read with warnings, 2: refused.
        Some(status) if status.code().is_none_or(|code| code > 2) => {
            Some(format!("{status}: {}", said.lines().next().unwrap_or_default()))
        }
        Some(_) => panicked.map(str::to_owned),
    }
}

/// The faults of all files, two or more at once.
fn faults(command: &str, arguments: &[&str], files: &[PathBuf]) -> Vec<String> {
    let (next, found) = (Mutex::new(files.iter()), Mutex::new(Vec::new()));
    let take = || next.lock().unwrap().next();
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, usize::from) {
            scope.spawn(|| {
                while let Some(file) = take() {
                    if let Some(fault) = fault(command, arguments, file) {
                        found.lock().unwrap().push(format!("{}: {fault}", file.display()));
                    }
                }
            });
        }
    });
    let mut found = found.into_inner().unwrap();
    found.sort();
    found
}

#[test]
#[ignore = "reads a folder that is no part of the project"]
fn no_file_breaks_the_reader() {
    let folder = folder();
    if !folder.is_dir() {
        eprintln!("note: {} is not there: no corpus was read", folder.display());
        return;
    }
    let files = files(&folder);
    assert!(!files.is_empty(), "{} holds no PDF", folder.display());
    let faults = faults(env!("CARGO_BIN_EXE_torikumi"), &["text"], &files);
    eprintln!("{} files read, {} faults", files.len(), faults.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The net holds: what hangs, crashes, panics or eats memory is caught.
#[test]
fn faults_are_seen() {
    let file = Path::new("any.pdf");
    let by = |script: &str| fault("sh", &["-c", script], file);
    assert_eq!(by("exit 2"), None);
    assert!(by("kill -SEGV $$").is_some_and(|fault| fault.contains("signal")));
    assert!(by("exit 101").is_some_and(|fault| fault.contains("101")));
    assert!(by("echo \"thread 'x' panicked at y\" >&2; exit 1").is_some_and(|fault| fault.contains("panicked")));
    assert!(by("test \"$(ulimit -v)\" = 1048576 || exit 101").is_none(), "the limit is set");
}
