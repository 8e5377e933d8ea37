//! What every stage makes of every case, kept in `snapshots/`: `seed-000__blocks.snap` and so on.
//!
//! A change is looked at with `cargo insta review`. That a snapshot agrees says only that nothing
//! changed; whether it is right, the gold says.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod cases;

use cases::{Case, all, pdfs, top};
use std::collections::BTreeSet;
use torikumi::{Options, Stage};

/// The stages with the names that their snapshots bear.
const STAGES: [(Stage, &str); 4] =
    [(Stage::Lines, "lines"), (Stage::Blocks, "blocks"), (Stage::Tables, "tables"), (Stage::Records, "records")];

/// Longest line of the stage of lines that a snapshot shows whole, in characters.
const SHOWN: usize = 60;

fn settings() -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(top().join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// The stage of lines repeats the source; its snapshot keeps the head of each line and its length.
fn compact(lines: &str) -> String {
    let short = |line: &str| {
        let head: String = line.chars().take(SHOWN).collect();
        let rest = line.chars().count() - head.chars().count();
        if rest == 0 { format!("{head}\n") } else { format!("{head} … +{rest}\n") }
    };
    lines.lines().map(short).collect()
}

fn shown(case: &Case, stage: Stage) -> String {
    let text = torikumi::show(&case.source, stage, &Options::default()).unwrap();
    if stage == Stage::Lines { compact(&text) } else { text }
}

fn hold(stage: Stage, word: &str) {
    settings().bind(|| {
        for case in all() {
            insta::assert_snapshot!(format!("{}__{word}", case.name), shown(&case, stage));
        }
    });
}

#[test]
fn lines() {
    hold(STAGES[0].0, STAGES[0].1);
}

#[test]
fn blocks() {
    hold(STAGES[1].0, STAGES[1].1);
}

#[test]
fn tables() {
    hold(STAGES[2].0, STAGES[2].1);
}

#[test]
fn records() {
    hold(STAGES[3].0, STAGES[3].1);
}

#[test]
fn no_snapshot_is_left_over() {
    let mut wanted: BTreeSet<String> =
        all().iter().flat_map(|case| STAGES.map(|(_, word)| format!("{}__{word}.snap", case.name))).collect();
    wanted.extend(pdfs().iter().map(|case| format!("{}__records.snap", case.name)));
    let kept = std::fs::read_dir(top().join("snapshots")).unwrap();
    for file in kept.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()) {
        assert!(wanted.contains(&file) || file.ends_with(".snap.new"), "snapshots/{file} belongs to no case");
    }
}
