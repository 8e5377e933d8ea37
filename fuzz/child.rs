//! The child process that converts, validates and verifies; and its parent's end of the line.
//!
//! A request is the path of a file; an answer is one line: what came of it, a TAB, and more about it.

use cap::Cap;
use std::alloc::System;
use std::io::{BufRead, BufReader, Write};
use std::panic::{self, AssertUnwindSafe};
use std::process::{self, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;
use std::{env, fs, io, path::PathBuf, thread};
use torikumi::emit::verify;
use torikumi::record::model::Document;
use torikumi::source::Source;
use torikumi::{Options, Written, written};

/// The longest that a document may take.
const LONGEST: Duration = Duration::from_secs(10);

/// The most that the work on a document may have, in bytes: half of what `convert` allows, as
/// there is a child a processor.
const MEMORY: usize = 2 << 30;

/// Room for the work on one document, in bytes: that of a worker of `convert`.
const STACK: usize = 16 << 20;

#[global_allocator]
static ALLOCATOR: Cap<System> = Cap::new(System, usize::MAX);

/// What came of an input.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// It was converted and holds, or was refused.
    Fine { refused: bool, look: String, left_out: u64 },
    /// It failed: how, and what was said.
    Failed(&'static str, String),
}

impl Outcome {
    /// In a word.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Fine { refused: false, .. } => "clean",
            Self::Fine { refused: true, .. } => "refused",
            Self::Failed(kind, _) => kind,
        }
    }

    /// What was said of a failure.
    pub fn failed(&self) -> Option<&str> {
        match self {
            Self::Failed(_, message) => Some(message),
            Self::Fine { .. } => None,
        }
    }

    /// How many parts of the document the contract refused.
    pub fn left_out(&self) -> u64 {
        if let Self::Fine { left_out, .. } = self { *left_out } else { 0 }
    }
}

/// A child process, its questions and its answers.
pub struct Child {
    process: process::Child,
    questions: ChildStdin,
    answers: Receiver<String>,
    file: PathBuf,
}

/// Children that were started: each has a file of its own.
static STARTED: AtomicU64 = AtomicU64::new(0);

impl Child {
    /// Starts one.
    pub fn start() -> Self {
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let file = env::temp_dir().join(format!("torikumi-fuzz-{}-{number}", process::id()));
        let this = env::current_exe().expect("the program knows itself");
        let mut command = Command::new(this);
        let command = command.arg("child").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().expect("a child can be started");
        let (questions, answers) = (process.stdin.take().unwrap(), process.stdout.take().unwrap());
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            BufReader::new(answers).lines().map_while(Result::ok).try_for_each(|line| sender.send(line)).ok();
        });
        Self { process, questions, answers: receiver, file }
    }

    /// Has it look at some bytes; one that hangs or died is followed by another.
    pub fn look(&mut self, bytes: &[u8]) -> Outcome {
        fs::write(&self.file, bytes).expect("a file for the input can be written");
        let asked = writeln!(self.questions, "{}", self.file.display()).and_then(|()| self.questions.flush());
        let answer = match (asked, self.answers.recv_timeout(LONGEST)) {
            (Ok(()), Ok(answer)) => answer,
            (_, Err(mpsc::RecvTimeoutError::Timeout)) => format!("hang\tover {} s", LONGEST.as_secs()),
            _ => "died\tout of memory, out of stack, or killed".to_owned(),
        };
        let (kind, more) = answer.split_once('\t').unwrap_or((&answer, ""));
        let of = |refused: bool| {
            let (left_out, look) = more.split_once('\t').unwrap_or(("0", more));
            Outcome::Fine { refused, look: look.to_owned(), left_out: left_out.parse().unwrap_or(0) }
        };
        let failed = ["panic", "hang", "died", "invalid", "unverified"].into_iter().find(|failed| *failed == kind);
        let outcome = failed.map_or_else(|| of(kind == "refused"), |kind| Outcome::Failed(kind, more.to_owned()));
        if matches!(kind, "hang" | "died") {
            *self = Self::start();
        }
        outcome
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
        fs::remove_file(&self.file).ok();
    }
}

/// Answers questions until there are no more.
pub fn run() {
    ALLOCATOR.set_limit(MEMORY).expect("nothing has been taken yet");
    panic::set_hook(Box::new(|_| {}));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build().expect("a thread");
    for path in io::stdin().lines().map_while(Result::ok) {
        let bytes = fs::read(&path).unwrap_or_default();
        let looked = pool.install(|| panic::catch_unwind(AssertUnwindSafe(|| look(bytes))));
        let answer = looked.unwrap_or_else(|payload| {
            let text = payload.downcast_ref::<&str>().map(|text| (*text).to_owned());
            let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
            format!("panic\t{}", text.unwrap_or_default())
        });
        println!("{}", answer.replace('\n', " "));
    }
}

fn look(bytes: Vec<u8>) -> String {
    let source = Source { name: "input".to_owned(), bytes };
    let Written { document, text, problems } = match written(&source, &Options::default()) {
        Ok(written) => written,
        Err(refusal) => return format!("refused\t0\t{}", refusal.code),
    };
    if let Some(problem) = problems.first() {
        return format!("invalid\t{problem}");
    }
    let json = match serde_json::from_str(&text) {
        Ok(json) => json,
        Err(error) => return format!("invalid\tno JSON: {error}"),
    };
    match verify(&json, &source, None) {
        Ok(verified) => match verified.problems.first() {
            Some(problem) => format!("unverified\t{problem}"),
            None => format!("clean\t{}", described(&document)),
        },
        Err(refusal) => format!("unverified\tits source was refused: {}", refusal.message),
    }
}

/// How many parts were left out, and what a document is like: its findings, and how many records it has by halves.
fn described(document: &Document) -> String {
    let mut codes: Vec<&str> = document.findings.iter().map(|finding| finding.code.as_str()).collect();
    let left_out = codes.iter().filter(|code| **code == "U009").count();
    codes.sort_unstable();
    codes.dedup();
    let counts = [document.initiatives.len(), document.targets.len(), document.results.len(), document.glossary.len()];
    let counts = counts.map(|count| (count + 1).ilog2().to_string()).join(".");
    format!("{left_out}\t{:?} {counts} {}", document.document.kind, codes.join(","))
}
