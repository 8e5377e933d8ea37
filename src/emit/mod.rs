//! Stage 6: what leaves the program. JSON and its schema, the checks on it, and writing it whole.
//!
//! The JSON is validated from the text that will be written, not from the types it was made from:
//! what is checked is what a reader gets.

pub mod codes;
pub mod dataset;
pub mod explain;
pub mod info;
pub mod ink;
pub mod json;
mod omit;
mod pointer;
mod rules;
pub mod sarif;
pub mod schema;
pub mod svg;
mod validate;
mod verify;
mod write;

pub use omit::{Omitted, omit};
pub use pointer::walk;
pub use validate::{Problem, validate, validate_against_source};
pub use verify::{Verified, verify, verify_within};
pub use write::{Aside, Durability, is_plain, sweep, sweep_after, write_whole};
