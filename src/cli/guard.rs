//! A fault in the work on one document must not stop the work on the others.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    /// The message of the last panic under guard.
    static CAUGHT: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Whether this thread is under guard.
    static GUARDED: RefCell<bool> = const { RefCell::new(false) };
}

/// Keeps panics under guard off the terminal; others are reported as always.
pub(super) fn install() {
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if GUARDED.with_borrow(|guarded| *guarded) {
            let place = info.location().map(|at| format!(" ({}:{})", at.file(), at.line())).unwrap_or_default();
            CAUGHT.set(Some(format!("{}{place}", message(info.payload()))));
        } else if !torikumi::pdf::panics_are_caught() {
            report(info);
        }
    }));
}

/// Does some work; a panic in it comes back as its message.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    let before = GUARDED.replace(true);
    CAUGHT.set(None);
    // What the work touched is dropped with it: nothing half done is seen afterwards.
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    outcome.map_err(|payload| CAUGHT.take().unwrap_or_else(|| message(payload.as_ref()).to_owned()))
}

fn message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_a_message() {
        install();
        assert_eq!(guarded(|| 7), Ok(7));
        let empty: [u8; 0] = [];
        let message = guarded(|| empty[std::hint::black_box(3)]).unwrap_err();
        assert!(message.contains("out of bounds") && message.contains("guard.rs"), "{message}");
        assert_eq!(guarded(|| 8), Ok(8));
    }
}
