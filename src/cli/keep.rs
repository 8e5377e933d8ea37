//! What came of a document, written down: its output, then its line in the manifest.

use super::limits::{UNKEPT, is_of_the_document, told};
use std::io;
use std::time::Duration;
use torikumi::batch::{self, Answer, Job, Lost, Manifest, Outcome, Problem, Reply, Setting, Stat};
use torikumi::emit::{Durability, write_whole};

/// Of an outcome what the totals of a large batch are made of. Memory must not grow with what thousands of documents have
/// in doubt: the manifest has it, but for what is not kept there.
pub(super) fn shortened(outcome: &Outcome) -> Outcome {
    if outcome.problems.iter().any(|problem| UNKEPT.contains(&problem.code.as_str())) {
        return outcome.clone();
    }
    let Outcome { status, pages, content, .. } = *outcome;
    Outcome { input: String::new(), output: None, status, pages, content, problems: Vec::new() }
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
        Err(lost) if is_of_the_document(&lost) => (given_up(job, &lost, timeout), Vec::new()),
        // Not for the document to blame: what is known of it stays, and the next run tries again.
        Err(lost) => return Ok(given_up(job, &lost, timeout).outcome),
    };
    if reply.outcome.status.has_output() {
        let path = manifest.folder().join(&job.output);
        match write_whole(&path, &output, Durability::Process) {
            Ok(()) => reply.outcome.output = Some(path.display().to_string()),
            Err(error) => {
                let message = format!(
                    "{} cannot be written: {error}; make room for it, or choose another folder with -o",
                    path.display()
                );
                return Ok(Outcome::failed(&job.input, vec![Problem::error("unwritable", None, message)]));
            }
        }
    }
    manifest.add(job.entry(&reply, output.len() as u64, version, setting))?;
    Ok(reply.outcome)
}

/// A document that no worker gave an answer to.
fn given_up(job: &Job, lost: &Lost, timeout: Duration) -> Reply {
    let (code, message) = told(lost, timeout);
    let outcome = Outcome::failed(&job.input, vec![Problem::error(code, None, message)]);
    Reply { outcome, stat: Stat::of(&job.input).ok(), sha256: batch::sha256(&job.input).ok(), length: 0 }
}
