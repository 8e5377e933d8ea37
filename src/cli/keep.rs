//! What came of a document, written down: its output, then its line in the manifest.

use std::io;
use std::time::Duration;
use torikumi::batch::{self, Answer, Job, Lost, Manifest, Outcome, Problem, Reply, Setting, Stat};
use torikumi::emit::{Durability, write_whole};

/// Of an outcome what the totals of a large batch are made of. Memory must not grow with what thousands of documents have
/// in doubt: the manifest has it.
pub(super) fn shortened(outcome: &Outcome) -> Outcome {
    let Outcome { status, read, pages, content, .. } = *outcome;
    Outcome { input: String::new(), output: None, status, read, pages, content, problems: Vec::new() }
}

/// Writes what came of a document, and then its line in the manifest. Its outcome depends on the program's version and on
/// a setting.
pub(super) fn keep(
    job: &Job,
    answer: Result<Answer, Lost>,
    manifest: &Manifest,
    (version, setting): (&str, &Setting),
    timeout: Duration,
) -> io::Result<Outcome> {
    let (mut reply, output) = match answer {
        Ok(Answer { reply, output }) => (reply, output),
        Err(lost) => (given_up(job, &lost, timeout), Vec::new()),
    };
    if reply.outcome.status.has_output() {
        let path = manifest.folder().join(&job.output);
        match write_whole(&path, &output, Durability::Process) {
            Ok(()) => reply.outcome.output = Some(path.display().to_string()),
            Err(error) => {
                let message = format!("{} cannot be written: {error}", path.display());
                reply.outcome = Outcome::failed(&job.input, vec![Problem::error("unwritable", None, message)]);
                // Not for the document to blame: the next run tries again.
                reply.sha256 = None;
            }
        }
    }
    manifest.add(job.entry(&reply, output.len() as u64, version, setting))?;
    Ok(reply.outcome)
}

/// A document that no worker gave an answer to.
fn given_up(job: &Job, lost: &Lost, timeout: Duration) -> Reply {
    let (code, message) = match lost {
        Lost::Timeout => {
            ("timeout", format!("took longer than {} seconds; allow more with --timeout", timeout.as_secs_f64()))
        }
        Lost::Memory => ("memory", "takes more memory than it may; allow more with --max-memory".to_owned()),
        Lost::Died(words) => {
            let message = format!("internal error: {words}; this is a fault of the program, please report it");
            ("internal", message)
        }
        Lost::Unstarted(error) => ("unstarted", format!("the program could not start itself for the work: {error}")),
        Lost::Stopped => ("stopped", "the work was stopped".to_owned()),
    };
    let stat = Stat::of(&job.input).ok();
    let sha256 = if matches!(lost, Lost::Unstarted(_)) { None } else { batch::sha256(&job.input).ok() };
    let outcome = Outcome::failed(&job.input, vec![Problem::error(code, None, message)]);
    Reply { outcome, stat, sha256, length: 0 }
}
