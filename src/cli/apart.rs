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

/// Runs the command that this process was asked for in a worker, which may write files into a folder. One that somebody
/// killed is tried once more, as long as nothing of it was printed.
pub(super) fn run(file: &Path, bounds: &Bounds, folder: Option<&Path>, out: &mut Out) -> Exit {
    let mut again = true;
    loop {
        let (mut printed, mut id) = (false, 0);
        let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
        let is_terminal = out.is_terminal();
        let mut pass = |piece: &[u8]| {
            out.pass(piece);
            printed = true;
        };
        let ended = once(bounds, (&arguments, is_terminal), &mut pass, &mut id);
        // What a worker was at when it died is in nobody's way.
        if let Some(folder) = folder.filter(|_| ended.is_err()) {
            sweep_after(id, folder).ok();
        }
        match ended {
            Ok((exit, words)) => {
                io::stderr().lock().write_all(&words).ok();
                return exit;
            }
            Err(Lost::Killed(_)) if again && !printed => again = false,
            Err(lost) => {
                let (code, message) = told(&lost, bounds.timeout);
                tell(&format!("error: {}: {code} {message}", printable(&file.display().to_string())));
                return Exit::Partial;
            }
        }
    }
}

/// Has a worker do what these arguments ask for on a document: its exit status and what it printed, or the exit status
/// after telling what happened. What it said on standard error is handed on.
pub(super) fn answer(file: &Path, bounds: &Bounds, arguments: &[OsString]) -> Result<(Exit, Vec<u8>), Exit> {
    let mut again = true;
    loop {
        let (mut printed, mut id) = (Vec::new(), 0);
        let ended = once(bounds, (arguments, false), &mut |piece| printed.extend_from_slice(piece), &mut id);
        match ended {
            Ok((exit, words)) => {
                io::stderr().lock().write_all(&words).ok();
                return Ok((exit, printed));
            }
            Err(Lost::Killed(_)) if again => again = false,
            Err(lost) => {
                let (code, message) = told(&lost, bounds.timeout);
                tell(&format!("error: {}: {code} {message}", printable(&file.display().to_string())));
                return Err(Exit::Partial);
            }
        }
    }
}

/// One try: the exit status and what was said on standard error, or what happened.
fn once(
    bounds: &Bounds,
    (arguments, is_terminal): (&[OsString], bool),
    pass: &mut dyn FnMut(&[u8]),
    id: &mut u32,
) -> Result<(Exit, Vec<u8>), Lost> {
    let unstarted = |error: io::Error| Lost::Unstarted(error.to_string());
    let mut command = worker::command(bounds.max_memory).map_err(unstarted)?;
    if is_terminal {
        command.arg("--terminal");
    }
    command.arg("--").args(arguments);
    let process = Process::start(command, hear).map_err(unstarted)?;
    *id = process.id();
    let (start, mut timeout) = (Instant::now(), bounds.timeout);
    while let Some(piece) = process.next(start, timeout, interrupt::flag())? {
        pass(&piece);
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
