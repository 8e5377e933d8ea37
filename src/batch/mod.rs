//! Stage 7, many documents: which ones, where each goes, what was done before, and who does the work.
//!
//! ```text
//! find      arguments, folders, patterns and lists -> files, each once, in the order of their paths
//! names     a name for each output that no other one bears and every file system takes
//! plan      what is new, what has changed, what is as it was
//! manifest  one line a document: what became of it, so that the next run need not ask again
//! talk      what is said to a worker process and what it says back
//! process   a worker process: started, listened to, given up, and how it ended
//! crew      worker processes: one that hangs, swells or dies costs one document
//! outcome   what became of one document
//! ```
//!
//! A document is read by a worker process and written by this one. So whatever happens to a
//! worker, no half file is left, and whatever happens to this process, no worker writes any more.

mod crew;
mod find;
mod manifest;
mod names;
mod outcome;
mod plan;
mod process;
mod talk;

pub use crew::{Answer, Crew};
pub use find::{Found, find};
pub use manifest::{Entry, FORM, MANIFEST, Manifest};
pub use outcome::{Content, Counts, Level, Outcome, Problem, Status};
pub use plan::{Job, Known, Plan, Setting, Step, plan, sha256};
pub use process::{End, Lost, Process};
pub use talk::{Reply, Request, Stat, receive, reply};
