//! `torikumi convert`: documents in, one JSON file each out, and the dataset of them all.

use super::arguments::{Convert, DatasetFormat};
use super::keep::{keep, shortened};
use super::limits::Bounds;
use super::outcome::number;
use super::progress::Progress;
use super::terminal::{Out, printable, tell};
use super::{Exit, interrupt, places, report, worker};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::{fs, thread};
use torikumi::batch::{self, Answer, Crew, Job, Lost, Manifest, Outcome, Plan, Request, Setting, Step};
use torikumi::emit::{Aside, dataset};
use torikumi::lexicon::Lexicon;
use torikumi::record::model::SCHEMA_VERSION;

/// What the outcomes depend on beside the documents.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What is done and what came of it.
#[derive(Default)]
struct Done {
    /// In the order of the plan; none for what was not reached.
    outcomes: Vec<Option<Outcome>>,
    /// Why the folder can be written no more.
    broken: Option<io::Error>,
}

pub(super) fn run(arguments: &Convert, out: &mut Out) -> Exit {
    let found = batch::find(&arguments.inputs, &arguments.output);
    if found.files.is_empty() && found.refused.is_empty() {
        tell("error: there is no document to convert; name files, or the folder that they are in");
    }
    if let Some(why) = places::clash(arguments, &found) {
        tell(&format!("error: {why}"));
        return Exit::Nothing;
    }
    if found.files.is_empty() {
        let exit = report::all(arguments, &found.refused, out).max(Exit::Nothing);
        return arguments.trust.judge(&found.refused, exit);
    }
    let passed_over = found.passed_over;
    let manifest = match prepare(&arguments.output).and_then(|()| Manifest::open(&arguments.output)) {
        Ok(manifest) => manifest,
        Err(error) => return unwritable(&arguments.output, &error),
    };
    let lexicon = match arguments.words.of(arguments.inputs.iter().map(PathBuf::as_path), arguments.quiet) {
        Ok(lexicon) => lexicon,
        Err(exit) => return exit,
    };
    let setting = setting(arguments, &lexicon);
    let plan = batch::plan(found, &manifest, VERSION, &setting, arguments.force);
    if let Some(why) = places::clash_of_outputs(arguments, &plan, &manifest) {
        tell(&format!("error: {why}"));
        return Exit::Nothing;
    }
    if let Some(input) = &plan.overwritten {
        let input = input.display().to_string();
        tell(&format!(
            "error: {}: the output would take the place of an input; choose another folder with -o",
            printable(&input)
        ));
        return Exit::Nothing;
    }
    if !arguments.quiet {
        plan.notes.iter().for_each(|note| tell(&format!("note: {}", printable(note))));
        if passed_over > 0 {
            tell(&format!("note: {} in the folders passed over: no .txt and no PDF", number(passed_over, "file")));
        }
    }
    let done = work(arguments, &plan, &manifest, (&setting, &lexicon));
    finish(arguments, &manifest, &plan, done, out)
}

/// The report and the dataset, or, where the work was stopped, how to go on.
fn finish(arguments: &Convert, manifest: &Manifest, plan: &Plan, done: Done, out: &mut Out) -> Exit {
    let broken = done.broken.or_else(|| manifest.close().err());
    let steps = plan.steps.iter().zip(&done.outcomes).filter(|(_, outcome)| outcome.is_some());
    let steps: Vec<&Step> = steps.map(|(step, _)| step).collect();
    let outcomes = reached(done.outcomes);
    if broken.is_none() && interrupt::stopped() {
        let left = number(plan.steps.len().saturating_sub(outcomes.len()), "document");
        tell(&format!("stopped: {left} left; the same command goes on from here"));
        return Exit::Stopped;
    }
    if let Some(error) = &broken {
        unwritable(&arguments.output, error);
    }
    let exit = if report::is_brief(arguments, plan) {
        report::many(arguments, manifest, (&steps, &outcomes), out)
    } else {
        arguments.trust.judge(&outcomes, report::all(arguments, &outcomes, out))
    };
    if broken.is_some() { exit.max(Exit::Partial) } else { beside(arguments, manifest, exit) }
}

/// The outcomes of what was reached, in the room that they have: as much again would be the peak of a large batch.
#[expect(clippy::filter_map_identity, reason = "collected in place, as `flatten` is not")]
fn reached(outcomes: Vec<Option<Outcome>>) -> Vec<Outcome> {
    outcomes.into_iter().filter_map(|outcome| outcome).collect()
}

/// Writes the dataset in the formats that are asked for.
fn beside(arguments: &Convert, manifest: &Manifest, exit: Exit) -> Exit {
    let formats = formats(&arguments.format);
    if !arguments.has_dataset() {
        return exit;
    }
    let mut inputs = Vec::new();
    manifest.each(|entry| inputs.push(dataset::Input::from(entry)));
    match dataset::write(manifest.folder(), &inputs, &formats) {
        Ok(anew) => {
            for name in anew.iter().filter(|_| !arguments.quiet) {
                tell(&format!("note: {}/{name} was no longer what was written, and is made anew", dataset::FOLDER));
            }
            exit
        }
        Err(error) => {
            let folder = manifest.folder().join(dataset::FOLDER).display().to_string();
            tell(&format!(
                "error: {}: the dataset cannot be written: {error}; see that there is room and that you may write there, \
                 and run the same command again",
                printable(&folder)
            ));
            exit.max(Exit::Partial)
        }
    }
}

fn formats(asked: &[DatasetFormat]) -> Vec<dataset::Format> {
    let beside = |format: &DatasetFormat| match format {
        DatasetFormat::Json => None,
        DatasetFormat::Ndjson => Some(dataset::Format::Ndjson),
        DatasetFormat::Csv => Some(dataset::Format::Csv),
        DatasetFormat::Parquet => Some(dataset::Format::Parquet),
        DatasetFormat::Sqlite => Some(dataset::Format::Sqlite),
    };
    asked.iter().filter_map(beside).collect()
}

fn unwritable(folder: &Path, error: &io::Error) -> Exit {
    let folder = folder.display().to_string();
    let what_to_do = match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "make room and run the same command again: what was done is kept"
        }
        _ => "choose a folder with -o that you may write to",
    };
    tell(&format!("error: {}: cannot be written: {error}; {what_to_do}", printable(&folder)));
    Exit::Nothing
}

/// Makes the output folder and sees whether it can be written, before any work is done.
fn prepare(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    // It goes away as soon as it is let go.
    Aside::create(&folder.join("probe")).map(drop)
}

/// An option that changes what is written goes into the first part, one that may refuse a document
/// into the second.
fn setting(arguments: &Convert, lexicon: &Lexicon) -> Setting {
    let made_of = (SCHEMA_VERSION, batch::FORM, arguments.trust.left_out(), lexicon.sha256());
    let Bounds { timeout, max_memory } = arguments.limits.bounds;
    let limits = (arguments.limits.max_pages, timeout.as_millis() as u64, max_memory);
    Setting::new(&made_of, &(limits, &arguments.password))
}

/// Converts every document of the plan that is not as it was.
fn work(arguments: &Convert, plan: &Plan, manifest: &Manifest, made_of: (&Setting, &Lexicon)) -> Done {
    let (setting, lexicon) = made_of;
    let brief = report::is_brief(arguments, plan);
    let mut outcomes: Vec<Option<Outcome>> = Vec::with_capacity(plan.steps.len());
    let mut jobs: Vec<(usize, &Job)> = Vec::new();
    for (at, step) in plan.steps.iter().enumerate() {
        outcomes.push(match step {
            Step::Refused(outcome) => Some(outcome.as_ref().clone()),
            Step::Unchanged(known) => Some(manifest.outcome(&known.key, &known.input)),
            Step::Convert(job) => {
                jobs.push((at, job));
                None
            }
        });
        if brief && let Some(Some(outcome)) = outcomes.last_mut() {
            *outcome = shortened(outcome);
        }
    }
    let unchanged = plan.steps.iter().filter(|step| matches!(step, Step::Unchanged(_))).count();
    if unchanged > 0 && !arguments.quiet {
        tell(&format!("note: {} as before; --force converts them again", number(unchanged, "document")));
    }
    let threads = arguments.jobs.unwrap_or_else(|| thread::available_parallelism().map_or(1, usize::from));
    let max_pages = arguments.limits.max_pages;
    let password = &arguments.password;
    let no_repair = arguments.trust.left_out();
    let words = lexicon.source().map(|(name, text)| (name.to_owned(), text.to_owned()));
    let request = |index: usize| {
        let (_, job) = jobs.get(index)?;
        let (path, password) = (job.input.clone().into_os_string(), password.clone());
        Some(Request { path, max_pages, password, no_repair: no_repair.clone(), lexicon: words.clone(), threads })
    };
    let Bounds { timeout, max_memory } = arguments.limits.bounds;
    let done = Mutex::new(Done { outcomes, broken: None });
    let progress = Progress::new(jobs.len(), arguments.quiet);
    let take = |index: usize, answer: Result<Answer, Lost>| {
        let Some((at, job)) = jobs.get(index) else { return };
        let kept = keep(job, answer, manifest, (VERSION, setting), timeout);
        let mut done = done.lock().unwrap_or_else(PoisonError::into_inner);
        match kept {
            Ok(outcome) => {
                progress.done(index, &outcome);
                let outcome = if brief { shortened(&outcome) } else { outcome };
                done.outcomes.get_mut(*at).map(|place| place.replace(outcome));
            }
            Err(error) => {
                interrupt::stop();
                done.broken.get_or_insert(error);
            }
        }
    };
    let command = || worker::command(max_memory);
    let crew = Crew { command: &command, timeout, stop: interrupt::flag() };
    crew.work(&request, threads.min(jobs.len()), &take);
    progress.finish();
    done.into_inner().unwrap_or_else(PoisonError::into_inner)
}
