//! How the work goes, on standard error.

use super::outcome::summary;
use super::terminal::tell;
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;
use torikumi::batch::{Outcome, Status};

/// More documents than these are no longer told one by one to a person who has a bar to look at.
pub(super) const MANY: usize = 100;

/// A line a document on standard error, in the order of the plan; a bar below them for a person.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    quiet: bool,
    total: usize,
    start: Instant,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// The next line to print, and the lines that wait for it.
    next: usize,
    waiting: BTreeMap<usize, Option<String>>,
    pages: u64,
    failed: usize,
}

impl Progress {
    pub(super) fn new(total: usize, quiet: bool) -> Self {
        let bar = (!quiet && io::stderr().is_terminal()).then(|| {
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} documents, {msg}, {eta} left");
            let bar = ProgressBar::new(total as u64);
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        Self { bar, quiet, total, start: Instant::now(), state: Mutex::default() }
    }

    pub(super) fn done(&self, index: usize, outcome: &Outcome) {
        if self.quiet {
            return;
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let failed = outcome.status == Status::Refused;
        state.failed += usize::from(failed);
        // A text without pages is one.
        state.pages += if failed { 0 } else { u64::from(outcome.pages.unwrap_or(1)) };
        let told = failed || self.bar.is_none() || self.total <= MANY;
        state.waiting.insert(index, told.then(|| summary(outcome)));
        while let Some((next, line)) = state.ready() {
            self.say(next, line);
        }
        if let Some(bar) = &self.bar {
            let rate = state.pages as f64 / self.start.elapsed().as_secs_f64().max(0.001);
            bar.set_message(format!("{} failed, {rate:.0} pages a second", state.failed));
            bar.inc(1);
        }
    }

    fn say(&self, index: usize, line: Option<String>) {
        let Some(line) = line else { return };
        let line = format!("[{}/{}] {line}", index + 1, self.total);
        match &self.bar {
            Some(bar) => bar.println(line),
            None => tell(&line),
        }
    }

    /// Prints what still waits, and takes the bar away.
    pub(super) fn finish(&self) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        while let Some((index, line)) = state.waiting.pop_first() {
            self.say(index, line);
        }
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl State {
    /// The next line, where it is there.
    fn ready(&mut self) -> Option<(usize, Option<String>)> {
        let line = self.waiting.remove(&self.next)?;
        self.next += 1;
        Some((self.next - 1, line))
    }
}
