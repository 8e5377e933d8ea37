//! A command that opens a document does so in a process of its own, with the limits that `convert` sets its workers: the
//! same program, the same arguments, and what it prints is handed on as it is.

use super::limits::{Bounds, told};
use super::terminal::{Out, printable, tell};
use super::{Exit, interrupt, worker};
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::ChildStdout;
use std::sync::mpsc::SyncSender;
use std::time::{Duration, Instant};
use torikumi::batch::{End, Lost, Process};
use torikumi::emit::sweep_after;

/// What is handed on at a time, in bytes.
const PIECE: usize = 1 << 16;

/// Runs the command that this process was asked for in a worker, which may write files into a folder.
pub(super) fn run(file: &Path, bounds: &Bounds, folder: Option<&Path>, out: &mut Out) -> Exit {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let task = Task { arguments: &arguments, bounds, folder, is_held: false };
    task.done(out).unwrap_or_else(|lost| lose(file, &lost, bounds))
}

/// Has a worker do what these arguments ask for on a document: its exit status and what it printed, or the exit status
/// after telling what happened. What it said on standard error is handed on.
pub(super) fn answer(file: &Path, bounds: &Bounds, arguments: &[OsString]) -> Result<(Exit, Vec<u8>), Exit> {
    let task = Task { arguments, bounds, folder: None, is_held: true };
    let mut out = Out::new(false);
    let mut again = true;
    loop {
        let mut attempt = Try::default();
        match task.once(&mut out, &mut attempt) {
            Ok((exit, words)) => {
                io::stderr().lock().write_all(&words).ok();
                return Ok((exit, attempt.held));
            }
            Err(Lost::Killed(_)) if again => again = false,
            Err(lost) => return Err(lose(file, &lost, bounds)),
        }
    }
}

/// Tells why there is nothing of a document.
pub(super) fn lose(file: &Path, lost: &Lost, bounds: &Bounds) -> Exit {
    let (code, message) = told(lost, bounds.timeout);
    tell(&format!("error: {}: {code}: {message}", printable(&file.display().to_string())));
    Exit::Nothing
}

/// What a worker is asked for.
pub(super) struct Task<'a> {
    /// The arguments of the command.
    pub(super) arguments: &'a [OsString],
    /// What it may cost.
    pub(super) bounds: &'a Bounds,
    /// Where it may write files.
    pub(super) folder: Option<&'a Path>,
    /// Whether what it prints is held back until it is done: nothing of it is handed on where it is lost.
    pub(super) is_held: bool,
}

/// What came of one try.
#[derive(Default)]
struct Try {
    /// What it printed, where that is held back.
    held: Vec<u8>,
    /// Whether any of it was handed on.
    is_printed: bool,
    /// The number of its process.
    id: u32,
}

impl Task<'_> {
    /// Has a worker do it, and hands on what it prints. One that somebody killed is tried once more, as long as nothing
    /// of it was handed on.
    pub(super) fn done(&self, out: &mut Out) -> Result<Exit, Lost> {
        let mut again = true;
        loop {
            let mut attempt = Try::default();
            let ended = self.once(out, &mut attempt);
            // What a worker was at when it died is in nobody's way.
            if let Some(folder) = self.folder.filter(|_| ended.is_err()) {
                sweep_after(attempt.id, folder).ok();
            }
            match ended {
                Ok((exit, words)) => {
                    out.pass(&attempt.held);
                    io::stderr().lock().write_all(&words).ok();
                    return Ok(exit);
                }
                Err(Lost::Killed(_)) if again && !attempt.is_printed => again = false,
                Err(lost) => return Err(lost),
            }
        }
    }

    /// One try: the exit status and what was said on standard error, or what happened.
    fn once(&self, out: &mut Out, attempt: &mut Try) -> Result<(Exit, Vec<u8>), Lost> {
        let unstarted = |error: io::Error| Lost::Unstarted(error.to_string());
        let mut command = worker::command(self.bounds.max_memory).map_err(unstarted)?;
        if out.is_terminal() {
            command.arg("--terminal");
        }
        command.arg("--").args(self.arguments);
        let process = Process::start(command, hear).map_err(unstarted)?;
        attempt.id = process.id();
        let (start, mut timeout) = (Instant::now(), self.bounds.timeout);
        while let Some(piece) = process.next(start, timeout, interrupt::flag())? {
            if self.is_held {
                attempt.held.extend(piece);
                continue;
            }
            out.pass(&piece);
            attempt.is_printed = true;
            // Everything is printed when the work is done: what may take long now is whoever reads it.
            timeout = Duration::MAX;
        }
        let End { status, words } = process.end();
        match status? {
            0 => Ok((Exit::Clean, words)),
            1 => Ok((Exit::Partial, words)),
            2 => Ok((Exit::Nothing, words)),
            other => Err(Lost::Died(format!("its worker ended with exit status {other}"))),
        }
    }
}

/// Hands on what a worker prints, until it ends.
fn hear(mut stdout: ChildStdout, to: &SyncSender<Vec<u8>>) {
    loop {
        let mut piece = vec![0; PIECE];
        match stdout.read(&mut piece) {
            Ok(0) => return,
            Ok(read) => {
                piece.truncate(read);
                if to.send(piece).is_err() {
                    return;
                }
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return,
        }
    }
}
