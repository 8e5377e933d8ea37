//! How the work goes, on standard error.

use super::terminal::tell;
use indicatif::{ProgressBar, ProgressStyle};
use std::collections::BTreeMap;
use std::io::{self, IsTerminal};
use std::sync::{Mutex, PoisonError};

/// A line a document on standard error, in the order of the plan; a bar below them for a person.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    quiet: bool,
    total: usize,
    /// The next line to print, and the lines that wait for it.
    waiting: Mutex<(usize, BTreeMap<usize, String>)>,
}

impl Progress {
    pub(super) fn new(total: usize, quiet: bool) -> Self {
        let bar = (!quiet && io::stderr().is_terminal()).then(|| {
            let style = ProgressStyle::with_template("{bar:30} {pos}/{len} documents, {elapsed}");
            let bar = ProgressBar::new(total as u64);
            bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        });
        Self { bar, quiet, total, waiting: Mutex::default() }
    }

    pub(super) fn done(&self, index: usize, line: String) {
        if self.quiet {
            return;
        }
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let (next, lines) = &mut *waiting;
        lines.insert(index, line);
        while let Some(line) = lines.remove(next) {
            *next += 1;
            let line = format!("[{next}/{}] {line}", self.total);
            match &self.bar {
                Some(bar) => bar.println(line),
                None => tell(&line),
            }
        }
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }

    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
