//! Worker processes. One that hangs, swells or dies costs the document that it was at, no more.

use super::talk::{Reply, Request, output, receive, say};
use std::io::{self, BufReader, Read};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// How often a wait looks up whether the work is to end.
const TICK: Duration = Duration::from_millis(50);

/// A document of as many bytes may leave its worker swollen: the next one gets a fresh process.
const SWELLS: u64 = 4 << 20;

/// How much of a dead worker's last words is read, in bytes.
const LAST_WORDS: u64 = 4096;

/// A reply and the bytes of the output.
#[derive(Debug)]
pub struct Answer {
    /// What became of the document.
    pub reply: Reply,
    /// The output; empty where there is none.
    pub output: Vec<u8>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// It took longer than it may.
    Timeout,
    /// It wanted more memory than it may have.
    Memory,
    /// The worker died: its last words, or how it ended.
    Died(String),
    /// No worker could be started.
    Unstarted(String),
    /// The work is to end.
    Stopped,
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
    pub fn work(
        &self,
        request: &(dyn Fn(usize) -> Option<Request> + Sync),
        workers: usize,
        done: &(dyn Fn(usize, Result<Answer, Lost>) + Sync),
    ) {
        let next = AtomicUsize::new(0);
        let one = || {
            let mut worker = None;
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(request) = request(at).filter(|_| !self.stop.load(Ordering::Relaxed)) else { break };
                match self.answer(&mut worker, &request) {
                    Err(Lost::Stopped) => break,
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
        let mut worker = match place.take() {
            Some(worker) => worker,
            None => Worker::start(self.command).map_err(|error| Lost::Unstarted(error.to_string()))?,
        };
        let answer = worker.ask(request, self.timeout, self.stop)?;
        if answer.reply.stat.is_none_or(|stat| stat.bytes < SWELLS) {
            *place = Some(worker);
        }
        Ok(answer)
    }
}

/// A process that converts one document after the other.
struct Worker {
    child: Child,
    /// Closed when the worker is let go: it ends then.
    requests: Option<ChildStdin>,
    answers: Receiver<Answer>,
}

impl Worker {
    fn start(command: &dyn Fn() -> io::Result<Command>) -> io::Result<Self> {
        let mut command = command()?;
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Of its own group: Ctrl-C is for this process to hear, which then ends the workers.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let mut child = command.spawn()?;
        let requests = child.stdin.take();
        let (sender, answers) = sync_channel(1);
        let worker = Self { requests, answers, child };
        worker.listen(sender)
    }

    fn listen(mut self, sender: SyncSender<Answer>) -> io::Result<Self> {
        if let Some(stdout) = self.child.stdout.take() {
            thread::Builder::new().spawn(move || hear(stdout, &sender))?;
        }
        Ok(self)
    }

    fn ask(&mut self, request: &Request, timeout: Duration, stop: &AtomicBool) -> Result<Answer, Lost> {
        let said = self.requests.as_mut().map_or(Err(io::ErrorKind::BrokenPipe.into()), |to| say(to, request));
        if said.is_err() {
            return Err(self.died());
        }
        let start = Instant::now();
        loop {
            match self.answers.recv_timeout(TICK.min(timeout.saturating_sub(start.elapsed()))) {
                Ok(answer) => return Ok(answer),
                Err(RecvTimeoutError::Disconnected) => return Err(self.died()),
                Err(RecvTimeoutError::Timeout) if stop.load(Ordering::Relaxed) => return Err(Lost::Stopped),
                Err(RecvTimeoutError::Timeout) if start.elapsed() >= timeout => return Err(Lost::Timeout),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// How a worker ended that answers no more.
    fn died(&mut self) -> Lost {
        self.child.kill().ok();
        let ended = self.child.wait();
        let mut words = Vec::new();
        if let Some(stderr) = self.child.stderr.take() {
            stderr.take(LAST_WORDS).read_to_end(&mut words).ok();
        }
        let words = String::from_utf8_lossy(&words);
        if words.contains("memory allocation of") {
            return Lost::Memory;
        }
        match words.lines().find(|line| !line.trim().is_empty()) {
            Some(line) => Lost::Died(line.trim().to_owned()),
            None => Lost::Died(ended.map_or_else(|error| error.to_string(), |status| status.to_string())),
        }
    }
}

/// A worker that is let go while at work is killed; one that waits sees its input end.
impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.requests.take());
        self.child.kill().ok();
        self.child.wait().ok();
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
        let request =
            Request { path: OsString::from("a"), max_pages: 1, password: None, no_repair: Vec::new(), threads: 1 };
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

    const REPLY: &str = r#"{"outcome":{"input":"a","output":null,"status":"clean","read":true,"pages":null,"content":null,"problems":[]},"stat":null,"sha256":null,"length":3}"#;

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
            ("read line; echo 'thread main has overflowed its stack' >&2; exit 1", "overflowed"),
            ("read line; kill -KILL $$", "signal: 9"),
            ("read line; echo 'no JSON'; read line", "signal: 9"),
            ("read line; exit 3", "exit status: 3"),
        ] {
            let answer = asked(script, 1, long);
            assert!(matches!(&answer[..], [Err(Lost::Died(said))] if said.contains(words)), "{script}: {answer:?}");
        }
        // One reply, and then death: the next document is given to a fresh worker.
        let weak = format!("read line; echo '{REPLY}'; printf abc; read line; exit 1");
        assert_eq!(asked(&weak, 4, long), vec![Ok("abc".to_owned()); 4]);
    }

    #[test]
    fn a_worker_that_cannot_be_started_is_told() {
        let stop = AtomicBool::new(false);
        let crew = Crew { command: &|| Ok(Command::new("/nowhere")), timeout: TICK, stop: &stop };
        let request =
            Request { path: OsString::from("a"), max_pages: 1, password: None, no_repair: Vec::new(), threads: 1 };
        crew.work(&|at| (at == 0).then(|| request.clone()), 1, &|_, answer| {
            assert!(matches!(answer, Err(Lost::Unstarted(_))))
        });
    }
}
