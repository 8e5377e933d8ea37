//! `torikumi convert`: documents in, one JSON file each out.

use super::guard::guarded;
use super::inputs::{Job, Plan, plan};
use super::outcome::{Outcome, Problem, Status};
use super::progress::Progress;
use super::terminal::{Out, printable, tell};
use super::trust::Trust;
use super::{Convert, Exit, report, validate};
use rayon::prelude::*;
use std::io;
use std::path::Path;
use std::{fs, thread};
use torikumi::emit::{json, write_whole};
use torikumi::source::{Limits, Refusal, Source};

/// Room for the work on one document, in bytes: a deep structure must not end the program.
const STACK: usize = 16 << 20;

/// Problems of a document's own output that are spelled out.
const MOST_INTERNAL: usize = 10;

pub(super) fn run(arguments: &Convert, out: &mut Out) -> Exit {
    let plan = plan(&arguments.inputs, &arguments.output);
    if let Some(input) = plan.overwritten() {
        let input = input.display().to_string();
        tell(&format!(
            "error: {}: the output would take the place of an input; choose another folder with -o",
            printable(&input)
        ));
        return Exit::Nothing;
    }
    if plan.steps.iter().any(Result::is_ok)
        && let Err(error) = prepare(&arguments.output)
    {
        let folder = arguments.output.display().to_string();
        tell(&format!(
            "error: {}: cannot be written: {error}; choose a folder with -o that you may write to",
            printable(&folder)
        ));
        return Exit::Nothing;
    }
    if !arguments.quiet {
        plan.notes.iter().for_each(|note| tell(&format!("note: {}", printable(note))));
    }
    let outcomes = match work(arguments, plan) {
        Ok(outcomes) => outcomes,
        Err(error) => {
            tell(&format!("error: the work could not be shared out: {error}; try --jobs 1"));
            return Exit::Nothing;
        }
    };
    tell_all(arguments, &outcomes, out);
    arguments.trust.judge(&outcomes, exit(&outcomes))
}

/// Makes the output folder and sees whether it can be written, before any work is done.
fn prepare(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let probe = folder.join(format!(".torikumi-{}.probe", std::process::id()));
    fs::File::create(&probe)?;
    fs::remove_file(&probe)
}

/// Converts every document of the plan; the outcomes are in its order, whatever the threads.
fn work(arguments: &Convert, plan: Plan) -> Result<Vec<Outcome>, rayon::ThreadPoolBuildError> {
    let most = thread::available_parallelism().map_or(1, usize::from);
    let threads = arguments.jobs.map_or(most, usize::from).min(plan.steps.len()).max(1);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build()?;
    let progress = Progress::new(plan.steps.len(), arguments.quiet);
    // Taken one by one from the front, so that the lines below come out while the work goes on.
    let mut outcomes: Vec<(usize, Outcome)> = pool.install(|| {
        let steps = plan.steps.into_iter().enumerate().par_bridge();
        steps
            .map(|(index, step)| {
                let outcome = step.map_or_else(|refused| refused, |job| convert_guarded(&job, &arguments.trust));
                progress.done(index, outcome.summary());
                (index, outcome)
            })
            .collect()
    });
    progress.finish();
    outcomes.sort_by_key(|(index, _)| *index);
    Ok(outcomes.into_iter().map(|(_, outcome)| outcome).collect())
}

fn convert_guarded(job: &Job, trust: &Trust) -> Outcome {
    guarded(|| convert(job, trust)).unwrap_or_else(|message| {
        let message = format!("internal error: {message}; this is a fault of the program, please report it");
        Outcome::failed(&job.input, vec![Problem::error("internal", None, message)])
    })
}

fn convert(job: &Job, trust: &Trust) -> Outcome {
    let read = Source::open(&job.input, &Limits::default())
        .and_then(|source| torikumi::convert_with(&source, &trust.repairs()).map(|document| (source, document)));
    let (source, document) = match read {
        Ok(read) => read,
        Err(refusal) => return Outcome::unread(&job.input, refused(&refusal)),
    };
    let text = match json::pretty(&document) {
        Ok(text) => text,
        Err(error) => return internal(&job.input, &[error.to_string()]),
    };
    // The text itself is checked, as any reader would read it.
    let wrong = match serde_json::from_str(&text) {
        Ok(value) => validate::check(&value, Some(&source)).iter().map(ToString::to_string).collect(),
        Err(error) => vec![error.to_string()],
    };
    if !wrong.is_empty() {
        return internal(&job.input, &wrong);
    }
    match write_whole(&job.output, &text) {
        Ok(()) => Outcome::written(&job.input, &job.output, &document),
        Err(error) => {
            let message = format!("{} cannot be written: {error}", job.output.display());
            Outcome::failed(&job.input, vec![Problem::error("unwritable", None, message)])
        }
    }
}

/// A refusal in one sentence: what is wrong, where, and what to do.
pub(super) fn refused(refusal: &Refusal) -> Problem {
    let mut message = refusal.to_string();
    if let Some(offset) = refusal.offset.filter(|offset| !message.contains(&offset.to_string())) {
        message.push_str(&format!(", at byte {offset}"));
    }
    Problem::error(refusal.code, refusal.line, message)
}

/// The program's own output is wrong: nothing is written.
fn internal(input: &Path, wrong: &[String]) -> Outcome {
    let mut problems: Vec<Problem> = wrong
        .iter()
        .take(MOST_INTERNAL)
        .map(|wrong| {
            Problem::error("invalid_output", None, format!("internal error: the output is not valid: {wrong}"))
        })
        .collect();
    if wrong.len() > MOST_INTERNAL {
        let more = format!("internal error: {} more of these", wrong.len() - MOST_INTERNAL);
        problems.push(Problem::error("invalid_output", None, more));
    }
    Outcome::failed(input, problems)
}

fn tell_all(arguments: &Convert, outcomes: &[Outcome], out: &mut Out) {
    if arguments.json {
        return report::json(outcomes, out);
    }
    if exit(outcomes) == Exit::Nothing {
        outcomes.iter().flat_map(Outcome::problem_lines).for_each(|line| tell(&format!("error: {line}")));
        return;
    }
    if !arguments.quiet {
        report::table(outcomes, out);
    }
    for line in outcomes.iter().flat_map(Outcome::problem_lines) {
        out.line(&line);
    }
}

fn exit(outcomes: &[Outcome]) -> Exit {
    if outcomes.iter().all(|outcome| outcome.status == Status::Clean) {
        Exit::Clean
    } else if outcomes.iter().any(|outcome| outcome.read) {
        Exit::Partial
    } else {
        Exit::Nothing
    }
}
