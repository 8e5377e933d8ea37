//! Ctrl-C, and the signals that ask a program to end.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};

/// Set when the work is to end.
static STOP: AtomicBool = AtomicBool::new(false);

/// Exit status of a program that was stopped.
const STOPPED: i32 = 130;

/// From now on the first signal ends the work in good order and the second one at once: files are
/// written whole either way.
pub(super) fn install() {
    let heard = || {
        if STOP.swap(true, Ordering::Relaxed) {
            process::exit(STOPPED);
        }
    };
    // Where the system has no such signals the program ends as it would.
    ctrlc::set_handler(heard).ok();
}

/// Ends the work.
pub(super) fn stop() {
    STOP.store(true, Ordering::Relaxed);
}

/// Whether the work is to end.
pub(super) fn stopped() -> bool {
    STOP.load(Ordering::Relaxed)
}

/// What the work looks at to see whether it is to end.
pub(super) fn flag() -> &'static AtomicBool {
    &STOP
}
