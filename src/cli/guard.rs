//! A fault of the program: it must not stop the work on the other documents, and it is told in words of ours. What the
//! language says of it is for its authors; the place is all that they need of it.

use std::panic::{self, AssertUnwindSafe};
use std::sync::{Mutex, PoisonError};

/// Where the last fault was, on whichever thread.
static PLACE: Mutex<Option<String>> = Mutex::new(None);

/// From now on no fault is told but by [`guarded`].
pub(super) fn install() {
    panic::set_hook(Box::new(|info| {
        if !torikumi::pdf::panics_are_caught() {
            set(info.location().map(|at| format!(" at {}:{}", short(at.file()), at.line())));
        }
    }));
}

/// Does some work; a fault in it comes back as a sentence.
pub(super) fn guarded<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    // What the work touched is dropped with it: nothing half done is seen afterwards.
    panic::catch_unwind(AssertUnwindSafe(work)).map_err(|_| fault(&set(None).unwrap_or_default()))
}

/// What is said of a fault of the program, wherever it is.
pub(super) fn fault(place: &str) -> String {
    format!("internal error{place}: this is a fault of the program, please report it, with this document if you may")
}

fn set(place: Option<String>) -> Option<String> {
    std::mem::replace(&mut *PLACE.lock().unwrap_or_else(PoisonError::into_inner), place)
}

/// The end of a path of a source file, without the folders of the machine that built the program.
fn short(path: &str) -> &str {
    let registry = path.split_once("/registry/src/").and_then(|(_, inside)| inside.split_once('/'));
    let library = path.split_once("/library/").map(|(_, inside)| inside);
    registry.map(|(_, inside)| inside).or(library).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rayon::prelude::*;

    #[test]
    fn a_fault_becomes_a_sentence() {
        install();
        assert_eq!(guarded(|| 7), Ok(7));
        let empty: [u8; 0] = [];
        let message = guarded(|| empty[std::hint::black_box(3)]).unwrap_err();
        assert!(message.contains("src/cli/guard.rs:") && message.contains("please report"), "{message}");
        assert!(!message.contains("out of bounds"), "the words are the program's own: {message}");
        assert_eq!(guarded(|| 8), Ok(8));
        // On another thread too.
        let many = || (0..64).into_par_iter().map(|at| empty[std::hint::black_box(at)]).sum::<u8>();
        assert!(guarded(many).unwrap_err().contains("guard.rs"));
    }

    #[test]
    fn places_tell_nothing_of_the_machine() {
        assert_eq!(
            short("/home/a/.cargo/registry/src/index.crates.io-1/lopdf-0.47.0/src/x.rs"),
            "lopdf-0.47.0/src/x.rs"
        );
        assert_eq!(short("/rustc/0123/library/core/src/x.rs"), "core/src/x.rs");
        assert_eq!(short("src/pdf/mod.rs"), "src/pdf/mod.rs");
    }
}
