//! `torikumi worker`, the process in which documents are opened, with its limits. For `convert` it reads the names of
//! documents on standard input and answers on standard output; for another command it does what that was asked for and
//! prints what that prints. It ends when its master does.

use super::arguments::Arguments;
use super::arguments::Worker;
use super::guard::guarded;
use super::outcome::refused;
use super::terminal::Out;
use super::{Exit, memory, perform, trust};
use clap::Parser;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::process::{self, Command};
use std::thread;
use std::time::Duration;
use torikumi::batch::{self, Outcome, Problem, Reply, Request, Stat};
use torikumi::lexicon::Lexicon;
use torikumi::source::{Limits, Source};
use torikumi::{Options, Written};

/// Room for the work on one document, in bytes: a deep structure must not end the program.
const STACK: usize = 16 << 20;

/// A file of as many bytes is large: its pages are shared out among threads.
const LARGE: u64 = 1 << 20;

/// Problems of a document's own output that are spelled out.
const MOST_INTERNAL: usize = 10;

/// The program that is running, even where its file has been replaced since.
const SELF: &str = "/proc/self/exe";

/// How often a worker looks whether its master is there.
const LOOK: Duration = Duration::from_millis(500);

/// The command of a worker that may have so much memory, in bytes; what it is to do may follow.
pub(super) fn command(max_memory: u64) -> io::Result<Command> {
    let this = Path::new(SELF);
    let program = if this.exists() { this.to_owned() } else { std::env::current_exe()? };
    let mut command = Command::new(program);
    command.args(["worker", "--max-memory", &max_memory.to_string(), "--master", &process::id().to_string()]);
    Ok(command)
}

/// Does what a command was asked for, or answers requests until there are no more.
pub(super) fn run(arguments: &Worker) -> Exit {
    end_with(arguments.master);
    memory::limit(arguments.max_memory);
    if arguments.command.is_empty() { answers() } else { command_of(arguments) }
}

/// Ends this process when its master has ended: nobody would, and nobody wants what it is at.
#[cfg(unix)]
fn end_with(master: u32) {
    let watch = move || {
        while std::os::unix::process::parent_id() == master {
            thread::sleep(LOOK);
        }
        process::exit(Exit::Nothing as i32)
    };
    thread::Builder::new().spawn(watch).ok();
}

#[cfg(not(unix))]
fn end_with(_: u32) {}

/// Does what another process was asked for. All threads have room for deep structures.
fn command_of(arguments: &Worker) -> Exit {
    let Ok(asked) = Arguments::try_parse_from(["torikumi".into()].iter().chain(&arguments.command)) else {
        return Exit::Nothing;
    };
    let work = move || {
        let mut out = Out::new(arguments.terminal);
        let exit = perform(&asked.command, &mut out);
        out.finish(exit)
    };
    match rayon::ThreadPoolBuilder::new().stack_size(STACK).build() {
        Ok(pool) => pool.install(work),
        Err(_) => work(),
    }
}

/// Answers requests until there are no more.
fn answers() -> Exit {
    let mut requests = io::stdin().lock();
    let mut answers = BufWriter::new(io::stdout().lock());
    let mut narrow = None;
    loop {
        let request: Request = match batch::receive(&mut requests) {
            Ok(Some(request)) => request,
            Ok(None) => return Exit::Clean,
            Err(_) => return Exit::Nothing,
        };
        let (reply, output) = answer(&request, &mut narrow);
        if batch::reply(&mut answers, &reply, &output).and_then(|()| answers.flush()).is_err() {
            return Exit::Nothing;
        }
    }
}

/// Converts a document: on one thread, kept for the next one, or on several where it is large.
fn answer(request: &Request, narrow: &mut Option<rayon::ThreadPool>) -> (Reply, String) {
    let path = Path::new(&request.path);
    let large = Stat::of(path).is_ok_and(|stat| stat.bytes >= LARGE);
    let pool = |threads| rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(STACK).build();
    let wide = if large && request.threads > 1 { pool(request.threads).ok() } else { None };
    if wide.is_none() && narrow.is_none() {
        *narrow = pool(1).ok();
    }
    let work = || guarded(|| look(path, request)).unwrap_or_else(|fault| faulty(path, fault));
    match wide.as_ref().or(narrow.as_ref()) {
        Some(pool) => pool.install(work),
        None => refusal(path, None, "internal", "no thread could be started; try again".to_owned()),
    }
}

/// Reads the document, and sees that it stayed the same while it was read.
fn look(path: &Path, request: &Request) -> (Reply, String) {
    let before = Stat::of(path).ok();
    let source = match Source::open(path, &Limits::default()) {
        Ok(source) => source,
        Err(refusal) => {
            let outcome = Outcome::unread(path, refused(&refusal));
            return (Reply { outcome, stat: before, sha256: None, length: 0 }, String::new());
        }
    };
    if Stat::of(path).ok() != before || before.is_some_and(|stat| stat.bytes != source.bytes.len() as u64) {
        let message = "the file changed while it was read; run again when it is complete".to_owned();
        return refusal(path, before, "changing", message);
    }
    let faulty = |fault| Made::none(Outcome::failed(path, vec![Problem::error("internal", None, fault)]));
    let Made { outcome, text, sha256 } = guarded(|| make(path, &source, request)).unwrap_or_else(faulty);
    let sha256 = sha256.or_else(|| Some(source.sha256()));
    (Reply { outcome, stat: before, sha256, length: text.len() }, text)
}

/// What became of a document.
struct Made {
    outcome: Outcome,
    /// Its JSON; empty where there is none.
    text: String,
    /// The hash of the source, where the document tells it.
    sha256: Option<String>,
}

impl Made {
    /// Nothing is written.
    fn none(outcome: Outcome) -> Self {
        Self { outcome, text: String::new(), sha256: None }
    }
}

fn refusal(path: &Path, stat: Option<Stat>, code: &str, message: String) -> (Reply, String) {
    let outcome = Outcome::unread(path, Problem::error(code, None, message));
    (Reply { outcome, stat, sha256: None, length: 0 }, String::new())
}

/// The program is at fault before it knows what it has before it.
fn faulty(path: &Path, fault: String) -> (Reply, String) {
    let outcome = Outcome::failed(path, vec![Problem::error("internal", None, fault)]);
    (Reply { outcome, stat: Stat::of(path).ok(), sha256: batch::sha256(path).ok(), length: 0 }, String::new())
}

fn options(request: &Request) -> Options {
    let repairs = trust::repairs(&request.no_repair);
    // It was read before it was sent.
    let own = request.lexicon.as_ref().and_then(|(name, text)| Lexicon::read(name, text).ok());
    let lexicon = own.unwrap_or_default();
    Options { repairs, max_pages: request.max_pages, password: request.password.clone(), lexicon }
}

/// Converts and checks.
fn make(path: &Path, source: &Source, request: &Request) -> Made {
    let Written { document, text, problems } = match torikumi::written(source, &options(request)) {
        Ok(written) => written,
        Err(refusal) => return Made::none(Outcome::unread(path, refused(&refusal))),
    };
    if !problems.is_empty() {
        let wrong: Vec<String> = problems.iter().map(ToString::to_string).collect();
        return Made::none(internal(path, &wrong));
    }
    Made { outcome: Outcome::converted(path, &document), text, sha256: Some(document.document.source.sha256) }
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
