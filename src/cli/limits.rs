//! What the work on one document may cost, and what is said where it costs more.

use super::guard::fault;
use super::memory;
use clap::Args;
use std::str::FromStr;
use std::time::Duration;
use torikumi::batch::Lost;

/// Time and memory. No command that opens a file does so without.
#[derive(Debug, Clone, Args)]
pub(super) struct Bounds {
    /// Most seconds for a document; one that takes longer is refused
    #[arg(long, value_name = "SECONDS", default_value = "300", value_parser = seconds)]
    pub(super) timeout: Duration,
    /// Most memory for a document, in bytes or with K, M or G; one that takes more is refused
    #[arg(long, value_name = "SIZE", default_value = "4G", value_parser = memory::size)]
    pub(super) max_memory: u64,
}

/// These, and pages: of every command that opens PDFs.
#[derive(Debug, Clone, Args)]
pub(super) struct Limits {
    /// Most pages of a document; one with more is refused
    #[arg(long, value_name = "N", default_value = "5000", value_parser = count::<u32>)]
    pub(super) max_pages: u32,
    #[command(flatten)]
    pub(super) bounds: Bounds,
}

/// Seconds, more than none.
fn seconds(text: &str) -> Result<Duration, String> {
    let time = text.parse().ok().and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
    time.filter(|time| !time.is_zero()).ok_or_else(|| "write a number of seconds, more than 0".to_owned())
}

/// A number of things, or of one among them.
pub(super) fn count<T: FromStr + PartialOrd + From<u8>>(text: &str) -> Result<T, String> {
    let number = text.parse().ok().filter(|number| *number >= T::from(1));
    number.ok_or_else(|| "write a whole number, 1 or more".to_owned())
}

/// Why there is nothing of a document: a code, and what is wrong and what to do.
pub(super) fn told(lost: &Lost, timeout: Duration) -> (&'static str, String) {
    match lost {
        Lost::Timeout => {
            ("timeout", format!("took longer than {} seconds; allow more with --timeout", timeout.as_secs_f64()))
        }
        Lost::Memory => ("memory", "takes more memory than it may; allow more with --max-memory".to_owned()),
        Lost::Killed(signal) => (
            "killed",
            format!(
                "its worker was killed from outside (signal {signal}); that says nothing of the document: run \
                 again, and where the system has little memory with a lower --max-memory"
            ),
        ),
        Lost::Died(words) => ("internal", format!("{}; {words}", fault(""))),
        Lost::Unstarted(error) => ("unstarted", format!("the program could not start itself for the work: {error}")),
        Lost::Stopped => ("stopped", "the work was stopped".to_owned()),
    }
}

/// Codes of what says nothing of a document: no manifest keeps it.
pub(super) const UNKEPT: [&str; 4] = ["killed", "unstarted", "stopped", "unwritable"];

/// Whether the document is to blame, and would cost as much the next time.
pub(super) fn is_of_the_document(lost: &Lost) -> bool {
    matches!(lost, Lost::Timeout | Lost::Memory | Lost::Died(_))
}
