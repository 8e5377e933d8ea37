//! A worker process: started, listened to, given up, and how it ended.

use std::io::{self, Read};
use std::process::{Child, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How often a wait looks up whether the work is to end.
const TICK: Duration = Duration::from_millis(50);

/// A worker that says no more ends by itself within this time, or talks nonsense.
const GRACE: Duration = Duration::from_secs(2);

/// How much of what a worker says on standard error is kept, in bytes.
const MOST_WORDS: u64 = 16 << 20;

/// What the allocator says before it ends a program that gets no more memory.
const NO_MEMORY: &str = "memory allocation of";

/// What the language's runtime says before it ends a program whose stack is full.
const NO_STACK: &str = "has overflowed its stack";

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lost {
    /// It took longer than it may.
    Timeout,
    /// It wanted more memory than it may have.
    Memory,
    /// Somebody ended the worker: a person, or a system that has no memory left. The number of the signal.
    Killed(i32),
    /// The worker died: its last words, or how it ended.
    Died(String),
    /// No worker could be started.
    Unstarted(String),
    /// The work is to end.
    Stopped,
}

/// How a worker ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct End {
    /// Its exit status, or what happened to it.
    pub status: Result<i32, Lost>,
    /// What it said on standard error.
    pub words: Vec<u8>,
}

/// A process that says things on its standard output, one after the other.
pub struct Process<T> {
    child: Child,
    heard: Receiver<T>,
    words: Option<JoinHandle<Vec<u8>>>,
}

impl<T: Send + 'static> Process<T> {
    /// Starts a command; `hear` takes apart what it says. Its standard input is closed unless the command says otherwise,
    /// or taken with [`Process::input`].
    ///
    /// # Errors
    /// When the system starts no process or no thread.
    pub fn start(mut command: Command, hear: fn(ChildStdout, &SyncSender<T>)) -> io::Result<Self> {
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn()?;
        let (sender, heard) = sync_channel(1);
        let (stdout, stderr) = (child.stdout.take(), child.stderr.take());
        let mut process = Self { child, heard, words: None };
        if let Some(stdout) = stdout {
            thread::Builder::new().spawn(move || hear(stdout, &sender))?;
        }
        if let Some(mut stderr) = stderr {
            let listen = move || {
                let mut words = Vec::new();
                (&mut stderr).take(MOST_WORDS).read_to_end(&mut words).ok();
                // A worker must not wait for somebody to read the rest.
                io::copy(&mut stderr, &mut io::sink()).ok();
                words
            };
            process.words = Some(thread::Builder::new().spawn(listen)?);
        }
        Ok(process)
    }

    /// Its standard input, where the command made a pipe of it.
    pub fn input(&mut self) -> Option<ChildStdin> {
        self.child.stdin.take()
    }

    /// The next thing that it says, within a time from `start` on; none when it says no more.
    ///
    /// # Errors
    /// When the time is up, or the work is to end.
    pub fn next(&self, start: Instant, timeout: Duration, stop: &AtomicBool) -> Result<Option<T>, Lost> {
        loop {
            match self.heard.recv_timeout(TICK.min(timeout.saturating_sub(start.elapsed()))) {
                Ok(said) => return Ok(Some(said)),
                Err(RecvTimeoutError::Disconnected) => return Ok(None),
                Err(RecvTimeoutError::Timeout) if stop.load(Ordering::Relaxed) => return Err(Lost::Stopped),
                Err(RecvTimeoutError::Timeout) if start.elapsed() >= timeout => return Err(Lost::Timeout),
                Err(RecvTimeoutError::Timeout) => {}
            }
        }
    }

    /// How it ended, when it says no more.
    pub fn end(mut self) -> End {
        let (ended, by_us) = self.wait();
        let words = self.words.take().and_then(|words| words.join().ok()).unwrap_or_default();
        let status = match ended {
            Ok(status) => status.code().ok_or_else(|| lost(status, by_us, &words)),
            Err(error) => Err(Lost::Died(error.to_string())),
        };
        End { status, words }
    }

    /// Its number among the processes of the system.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Waits for its end, and ends it where that does not come: what it said was nonsense.
    fn wait(&mut self) -> (io::Result<ExitStatus>, bool) {
        let start = Instant::now();
        while start.elapsed() < GRACE {
            match self.child.try_wait() {
                Ok(None) => thread::sleep(Duration::from_millis(1)),
                Ok(Some(status)) => return (Ok(status), false),
                Err(error) => return (Err(error), false),
            }
        }
        self.child.kill().ok();
        (self.child.wait(), true)
    }
}

/// A worker that is let go while at work is killed.
impl<T> Drop for Process<T> {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// What happened to a worker that did not exit by itself.
fn lost(status: ExitStatus, by_us: bool, words: &[u8]) -> Lost {
    let words = String::from_utf8_lossy(words);
    match signal(status) {
        // The signals by which people and systems end what they did not start themselves: HUP, INT, QUIT, KILL, TERM.
        Some(signal @ (1 | 2 | 3 | 9 | 15)) if !by_us => Lost::Killed(signal),
        _ if by_us => Lost::Died("its worker said what nobody understands".to_owned()),
        _ => said(&words).unwrap_or_else(|| Lost::Died(format!("its worker ended with {status}"))),
    }
}

/// What the last words of a worker mean, where they mean something.
pub(super) fn said(words: &str) -> Option<Lost> {
    if words.contains(NO_MEMORY) {
        return Some(Lost::Memory);
    }
    words.contains(NO_STACK).then(|| Lost::Died("the work ran out of room on its stack".to_owned()))
}

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}
