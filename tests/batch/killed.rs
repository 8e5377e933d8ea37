//! Workers that somebody kills: a person, or a system that has no memory left.

use crate::ALL;
use crate::bench::{Bench, assert_same, long};
use crate::{Dice, fs};
use std::collections::BTreeSet;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// The processes that a process has started and that are still there.
fn children(of: u32) -> Vec<u32> {
    let mut children = Vec::new();
    let Ok(tasks) = fs::read_dir(format!("/proc/{of}/task")) else { return children };
    for task in tasks.flatten() {
        let text = fs::read_to_string(task.path().join("children")).unwrap_or_default();
        children.extend(text.split_whitespace().filter_map(|number| number.parse::<u32>().ok()));
    }
    children
}

fn kill(process: u32) {
    Command::new("kill").args(["-KILL", &process.to_string()]).stderr(Stdio::null()).status().unwrap();
}

/// What is told of a long test with `--nocapture`.
#[allow(clippy::print_stdout, reason = "the figures of the long test are for its reader")]
fn tell(line: &str) {
    println!("{line}");
}

/// Converts so many documents again and again; in each run one worker is killed after a number of documents that nobody
/// foresaw. The output is that of a run that nobody disturbed.
fn killed_at_random(documents: usize, runs: u64) {
    let bench = Bench::new();
    bench.corpus(documents);
    bench.run(&["convert", "in", "-o", "whole", "--jobs", "2", "--format", ALL]).says(&[]);
    let whole = bench.files("whole");
    let done = || fs::read_to_string(bench.path("out/manifest.jsonl")).map_or(0, |text| text.matches('\n').count());
    let (mut dice, mut hit, mut moments) = (Dice(11), 0, Vec::new());
    for run in 0..runs {
        fs::remove_dir_all(bench.path("out")).ok();
        let mut child = bench.start(&["convert", "in", "-o", "out", "--jobs", "2", "--format", ALL]);
        // In the part of the run in which workers are at work, however fast the machine is.
        let wanted = usize::try_from(dice.below(u64::try_from(documents * 3 / 4).unwrap())).unwrap();
        while done() < wanted && child.try_wait().unwrap().is_none() {
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(Duration::from_micros(dice.below(20_000)));
        let victim = loop {
            let workers = children(child.id());
            let count = u64::try_from(workers.len()).unwrap();
            if count > 0 {
                break Some(workers[usize::try_from(dice.below(count)).unwrap()]);
            }
            if child.try_wait().unwrap().is_some() {
                break None;
            }
        };
        moments.push(done());
        if let Some(victim) = victim {
            hit += 1;
            kill(victim);
        }
        assert!(child.wait().unwrap().code().is_some_and(|code| code <= 1), "run {run}");
        assert_same(&whole, &bench.files("out"), &format!("run {run}"));
    }
    tell(&format!("{documents} documents, {runs} runs, {hit} workers killed after {moments:?} documents"));
    assert!(hit * 2 > runs, "{hit} of {runs} runs were disturbed: the documents are done too soon");
}

#[test]
#[cfg(target_os = "linux")]
fn a_worker_that_is_killed_costs_nothing() {
    killed_at_random(40, 3);
}

/// `cargo test --test batch -- --ignored --nocapture workers_are_killed`: some minutes.
#[test]
#[ignore = "takes minutes"]
#[cfg(target_os = "linux")]
fn workers_are_killed_in_twenty_runs_of_five_hundred_documents() {
    killed_at_random(500, 20);
}

/// Every worker is killed as soon as it is seen: what it was at is told, and not remembered as refused.
#[test]
#[cfg(target_os = "linux")]
fn what_is_killed_again_and_again_is_not_refused() {
    let bench = Bench::new();
    bench.file("in/long.txt", long());
    let mut child = bench.start(&["convert", "in", "-o", "out", "--jobs", "1"]);
    let mut killed = BTreeSet::new();
    while child.try_wait().unwrap().is_none() {
        children(child.id()).into_iter().filter(|worker| killed.insert(*worker)).for_each(kill);
        thread::sleep(Duration::from_millis(1));
    }
    assert_eq!((child.wait().unwrap().code(), killed.len()), (Some(2), 2), "asked once more, and no more");
    assert_eq!(bench.manifest("out"), Vec::<serde_json::Value>::new());
    // The next run does not take it for refused.
    bench.file("in/long.txt", "短くした文書\n");
    bench.run(&["convert", "in", "-o", "out"]).says(&["[1/1]"]);
    assert_eq!(bench.manifest("out").len(), 1);
}

/// The document is a pipe: its worker waits for somebody who writes into it, and is killed while it waits.
#[test]
#[cfg(target_os = "linux")]
fn the_worker_of_another_command_is_asked_once_more_too() {
    for kills in [1, 2] {
        let bench = Bench::new();
        let text = "市の計画\n".repeat(20_000);
        bench.file("a.txt", &text);
        let whole = bench.run(&["text", "a.txt"]);
        assert!(Command::new("mkfifo").arg(bench.path("pipe")).status().unwrap().success());
        let mut child = bench.start_heard(&["text", "pipe"]);
        let mut killed = BTreeSet::new();
        while killed.len() < kills {
            assert!(child.try_wait().unwrap().is_none(), "it ended after {killed:?}");
            children(child.id()).into_iter().filter(|worker| killed.insert(*worker)).for_each(kill);
        }
        let pipe = bench.path("pipe");
        // Whoever is asked once more reads it; where nobody is, nobody waits for this thread.
        thread::spawn(move || fs::write(pipe, text));
        let output = child.wait_with_output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        if kills == 1 {
            assert_eq!((output.status.code(), errors.as_str()), (Some(0), ""));
            assert!(output.stdout == whole.stdout.as_bytes());
        } else {
            assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{errors}");
            assert!(errors.contains("pipe: killed: ") && errors.contains("signal 9"), "{errors}");
        }
    }
}

/// Nobody ends a worker whose master is gone, and it would hang for ever if its document makes it hang.
#[test]
#[cfg(target_os = "linux")]
fn a_worker_ends_with_its_master() {
    let bench = Bench::new();
    bench.file("in/long.txt", long());
    for command in [&["convert", "in", "-o", "out"][..], &["text", "in/long.txt"]] {
        let mut child = bench.start(command);
        let start = Instant::now();
        let workers = loop {
            let workers = children(child.id());
            if !workers.is_empty() || start.elapsed() > Duration::from_secs(30) {
                break workers;
            }
        };
        assert!(!workers.is_empty());
        child.kill().unwrap();
        child.wait().unwrap();
        let is_there = |worker: &u32| {
            let status = fs::read_to_string(format!("/proc/{worker}/status")).unwrap_or_default();
            !status.is_empty() && !status.contains("State:\tZ")
        };
        let start = Instant::now();
        while workers.iter().any(is_there) {
            assert!(start.elapsed() < Duration::from_secs(60), "{command:?}");
            thread::sleep(Duration::from_millis(20));
        }
    }
}
