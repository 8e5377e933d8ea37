//! Worker processes. One that hangs, swells or dies costs the document that it was at, no more.

use super::process::{End, Lost, Process, said};
use super::talk::{Reply, Request, output, receive, say};
use std::io::{self, BufReader};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// A document of as many bytes may leave its worker swollen: the next one gets a fresh process.
const SWELLS: u64 = 4 << 20;

/// A reply and the bytes of the output.
#[derive(Debug)]
pub struct Answer {
    /// What became of the document.
    pub reply: Reply,
    /// The output; empty where there is none.
    pub output: Vec<u8>,
}

/// How workers are started and how long one may take.
pub struct Crew<'a> {
    /// The command of a worker.
    pub command: &'a (dyn Fn() -> io::Result<Command> + Sync),
    /// Time for one document.
    pub timeout: Duration,
    /// Set when the work is to end.
    pub stop: &'a AtomicBool,
}

impl Crew<'_> {
    /// Has every request from the first to the one that is none answered by as many workers as told,
    /// and `done` called with its index and the answer as soon as there is one. Once told to stop,
    /// what is under way is dropped.
    ///
    /// What a worker was at that somebody killed is asked once more when all else is done, alone: a system without memory
    /// ends one process or another, and whose document needed it nobody knows.
    pub fn work(
        &self,
        request: &(dyn Fn(usize) -> Option<Request> + Sync),
        workers: usize,
        done: &(dyn Fn(usize, Result<Answer, Lost>) + Sync),
    ) {
        let next = AtomicUsize::new(0);
        let killed = Mutex::new(Vec::new());
        let one = || {
            let mut worker = None;
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(request) = request(at).filter(|_| !self.stop.load(Ordering::Relaxed)) else { break };
                match self.answer(&mut worker, &request) {
                    Err(Lost::Stopped) => break,
                    Err(Lost::Killed(_)) => killed.lock().unwrap_or_else(PoisonError::into_inner).push(at),
                    answer => done(at, answer),
                }
            }
        };
        thread::scope(|scope| {
            for _ in 1..workers {
                scope.spawn(one);
            }
            one();
        });
        let mut again = killed.into_inner().unwrap_or_else(PoisonError::into_inner);
        again.sort_unstable();
        for at in again {
            let Some(request) = request(at).filter(|_| !self.stop.load(Ordering::Relaxed)) else { break };
            match self.ask(&mut None, &request) {
                Err(Lost::Stopped) => break,
                answer => done(at, answer),
            }
        }
    }

    /// Asks a worker; one that died over a document after others were done is not believed: what
    /// they left may have been the cause, and a fresh one is asked.
    fn answer(&self, worker: &mut Option<Worker>, request: &Request) -> Result<Answer, Lost> {
        let used = worker.is_some();
        let answer = self.ask(worker, request);
        match answer {
            Err(Lost::Memory | Lost::Died(_)) if used => self.ask(worker, request),
            answer => answer,
        }
    }

    fn ask(&self, place: &mut Option<Worker>, request: &Request) -> Result<Answer, Lost> {
        let worker = match place.take() {
            Some(worker) => worker,
            None => Worker::start(self.command).map_err(|error| Lost::Unstarted(error.to_string()))?,
        };
        let (answer, worker) = worker.ask(request, self.timeout, self.stop)?;
        if answer.reply.stat.is_none_or(|stat| stat.bytes < SWELLS) {
            *place = Some(worker);
        }
        Ok(answer)
    }
}

/// A process that converts one document after the other.
struct Worker {
    process: Process<Answer>,
    /// Closed when the worker is let go: it ends then.
    requests: Option<ChildStdin>,
}

impl Worker {
    fn start(command: &dyn Fn() -> io::Result<Command>) -> io::Result<Self> {
        let mut command = command()?;
        command.stdin(Stdio::piped());
        // Of its own group: Ctrl-C is for this process to hear, which then ends the workers.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut process = Process::start(command, hear)?;
        let requests = process.input();
        Ok(Self { process, requests })
    }

    fn ask(mut self, request: &Request, timeout: Duration, stop: &AtomicBool) -> Result<(Answer, Self), Lost> {
        let said = self.requests.as_mut().map_or(Err(io::ErrorKind::BrokenPipe.into()), |to| say(to, request));
        if said.is_err() {
            return Err(self.died());
        }
        match self.process.next(Instant::now(), timeout, stop)? {
            Some(answer) => Ok((answer, self)),
            None => Err(self.died()),
        }
    }

    /// How a worker ended that answers no more.
    fn died(self) -> Lost {
        let Self { process, requests } = self;
        drop(requests);
        let End { status, words } = process.end();
        let words = String::from_utf8_lossy(&words);
        let first = || words.lines().map(str::trim).find(|line| !line.is_empty()).map(str::to_owned);
        match status {
            Err(lost) => lost,
            Ok(code) => said(&words).unwrap_or_else(|| {
                Lost::Died(first().unwrap_or_else(|| format!("its worker ended with exit status {code}")))
            }),
        }
    }
}

/// Hands on what a worker says, until it ends.
fn hear(stdout: ChildStdout, to: &SyncSender<Answer>) {
    let mut from = BufReader::new(stdout);
    while let Ok(Some(reply)) = receive::<Reply>(&mut from) {
        let Ok(output) = output(&mut from, reply.length) else { break };
        if to.send(Answer { reply, output }).is_err() {
            break;
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::ffi::OsString;
    use std::sync::Mutex;

    /// What comes of requests when workers are shells that do this.
    fn asked(script: &str, requests: usize, timeout: Duration) -> Vec<Result<String, Lost>> {
        let command = || {
            let mut command = Command::new("sh");
            command.args(["-c", script]);
            Ok(command)
        };
        let request = Request {
            path: OsString::from("a"),
            max_pages: 1,
            password: None,
            no_repair: Vec::new(),
            lexicon: None,
            threads: 1,
        };
        let stop = AtomicBool::new(false);
        let answers = Mutex::new(Vec::new());
        let crew = Crew { command: &command, timeout, stop: &stop };
        let request = |at| (at < requests).then(|| request.clone());
        crew.work(&request, 2, &|at, answer| {
            let answer = answer.map(|answer| String::from_utf8(answer.output).unwrap());
            answers.lock().unwrap().push((at, answer));
        });
        let mut answers = answers.into_inner().unwrap();
        answers.sort_by_key(|(at, _)| *at);
        answers.into_iter().map(|(_, answer)| answer).collect()
    }

    const REPLY: &str = r#"{"outcome":{"input":"a","output":null,"status":"clean","pages":null,"content":null,"problems":[]},"stat":null,"sha256":null,"length":3}"#;

    #[test]
    fn workers_answer() {
        let script = format!("while read line; do echo '{REPLY}'; printf 'a\nb'; done");
        let answers = asked(&script, 5, Duration::from_secs(60));
        assert_eq!(answers, vec![Ok("a\nb".to_owned()); 5]);
    }

    #[test]
    fn what_happens_to_a_worker_costs_one_document() {
        let soon = Duration::from_millis(100);
        let start = Instant::now();
        assert_eq!(asked("sleep 60", 4, soon), [const { Err(Lost::Timeout) }; 4]);
        assert!(start.elapsed() < Duration::from_secs(20));
        let long = Duration::from_secs(60);
        let swollen = "read line; echo 'memory allocation of 7 bytes failed' >&2; kill -ABRT $$";
        assert_eq!(asked(swollen, 2, long), [const { Err(Lost::Memory) }; 2]);
        for (script, words) in [
            ("read line; echo 'thread main has overflowed its stack' >&2; kill -ABRT $$", "stack"),
            ("read line; echo 'no JSON'; exec sleep 60", "nobody understands"),
            ("read line; exit 3", "exit status 3"),
            ("read line; kill -SEGV $$", "signal: 11"),
        ] {
            let answer = asked(script, 1, long);
            assert!(matches!(&answer[..], [Err(Lost::Died(said))] if said.contains(words)), "{script}: {answer:?}");
        }
        // One reply, and then death: the next document is given to a fresh worker.
        let weak = format!("read line; echo '{REPLY}'; printf abc; read line; exit 1");
        assert_eq!(asked(&weak, 4, long), vec![Ok("abc".to_owned()); 4]);
    }

    #[test]
    fn a_worker_that_was_killed_is_asked_once_more() {
        let (folder, long) = (tempfile::tempdir().unwrap(), Duration::from_secs(60));
        let mark = folder.path().join("killed").display().to_string();
        let good = format!("while read line; do echo '{REPLY}'; printf abc; done");
        for signal in ["KILL", "TERM"] {
            // The first one to come is killed, before it says a word or in the midst of one.
            for before in ["", "printf '{\"outcome'; "] {
                let once =
                    format!("if mkdir '{mark}' 2>/dev/null; then read line; {before}kill -{signal} $$; fi; {good}");
                std::fs::remove_dir(&mark).ok();
                assert_eq!(asked(&once, 6, long), vec![Ok("abc".to_owned()); 6], "{signal}");
            }
        }
        // Killed again and again, it is given up; nobody says that the document is to blame.
        assert_eq!(asked("read line; kill -KILL $$", 3, long), [const { Err(Lost::Killed(9)) }; 3]);
        // Who ends for want of memory was not killed.
        let swollen = "read line; echo 'memory allocation of 7 bytes failed' >&2; kill -ABRT $$";
        assert_eq!(asked(swollen, 1, long), [Err(Lost::Memory)]);
    }

    #[test]
    fn a_worker_that_cannot_be_started_is_told() {
        let stop = AtomicBool::new(false);
        let crew = Crew { command: &|| Ok(Command::new("/nowhere")), timeout: Duration::from_millis(50), stop: &stop };
        let request = Request {
            path: OsString::from("a"),
            max_pages: 1,
            password: None,
            no_repair: Vec::new(),
            lexicon: None,
            threads: 1,
        };
        crew.work(&|at| (at == 0).then(|| request.clone()), 1, &|_, answer| {
            assert!(matches!(answer, Err(Lost::Unstarted(_))))
        });
    }
}
