//! Faults in the libraries below, caught in one place: a damaged file must cost no more than a page.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static CATCHING: Cell<bool> = const { Cell::new(false) };
}

/// Does some work in which a library may panic; `None` where it did.
pub fn caught<T>(work: impl FnOnce() -> T) -> Option<T> {
    let before = CATCHING.replace(true);
    // What the work touched is dropped with it, or is a cache that holds whole entries only.
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    CATCHING.set(before);
    outcome.ok()
}

/// Whether a panic on this thread is caught and told as a warning: a panic hook need not report it.
pub fn panics_are_caught() -> bool {
    CATCHING.get()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_nothing() {
        let bytes: [u8; 0] = [];
        assert_eq!(caught(|| 7), Some(7));
        assert_eq!(caught(|| bytes[std::hint::black_box(3)]), None);
        assert_eq!((caught(panics_are_caught), panics_are_caught()), (Some(true), false));
    }
}
