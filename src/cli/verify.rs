//! `torikumi verify`: a JSON file held against the document that it was made from.

use super::Exit;
use super::arguments::Verify;
use super::guard::guarded;
use super::outcome::refused;
use super::terminal::{Out, printable, tell};
use super::validate::{Verdict, read};
use torikumi::emit::{Problem, Verified, verify_within};
use torikumi::source::{Limits, Refusal, Source};

pub(super) fn run(arguments: &Verify, out: &mut Out) -> Exit {
    let name = arguments.file.display().to_string();
    let name = printable(&name);
    let verified = guarded(|| look(arguments)).unwrap_or_else(Err);
    let Verified { quotes, problems, unproved } = match verified {
        Ok(verified) => verified,
        Err(message) => {
            tell(&format!("error: {name}: {}", printable(&message)));
            return Exit::Nothing;
        }
    };
    problems.iter().for_each(|problem| out.line(&format!("{name}: {}", printable(&problem.to_string()))));
    if problems.is_empty() {
        out.line(&format!("{name}: verified: {quotes} quotes and figures stand where they say"));
        not_recomputed(&name, &unproved, out);
        return Exit::Clean;
    }
    not_recomputed(&name, &unproved, out);
    tell(&format!("{name}: {} of {quotes} quotes and figures looked up do not hold, or their ledger", problems.len()));
    Exit::Partial
}

/// Most lines about what could not be read again.
const MOST_LINES: usize = 20;

/// Tells each figure and date that could not be read again from its own words, and why; of many the first ones, and how
/// many more there are.
fn not_recomputed(name: &str, unproved: &[Problem], out: &mut Out) {
    for problem in unproved.iter().take(MOST_LINES) {
        out.line(&format!("{name}: not recomputed: {}", printable(&problem.to_string())));
    }
    if let Some(more) = unproved.len().checked_sub(MOST_LINES).filter(|more| *more > 0) {
        out.line(&format!("{name}: not recomputed: {more} more"));
    }
}

fn look(arguments: &Verify) -> Result<Verified, String> {
    let json = read(&arguments.file).map_err(|verdict| match verdict {
        Verdict::Unread(message) => message,
        Verdict::Invalid(messages) => messages.join("; "),
        Verdict::Valid(_) => String::new(),
    })?;
    let of_source = |refusal: Refusal| {
        let problem = refused(&refusal);
        format!("its source {}: {}: {}", arguments.source.display(), problem.code, problem.message)
    };
    let source = Source::open(&arguments.source, &Limits::default()).map_err(of_source)?;
    verify_within(&json, &source, arguments.password.as_deref(), arguments.limits.max_pages).map_err(of_source)
}
