//! The manifest: one line a document, so that the next run need not ask again.
//!
//! Lines are appended as documents are done. When the run is over the file is written anew, one line
//! a document in the order of the paths. A line that was cut off, or that makes no sense, is left
//! out: its document is converted again.

#[cfg(test)]
mod tests;

use super::outcome::{Content, Counts, Outcome, Problem, Status, why};
use super::talk::Stat;
use crate::emit::dataset::Input;
use crate::emit::{Aside, Durability, is_plain, sweep};
use crate::record::model::{Coverage, Unread};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// Name of the manifest in the folder of the outputs.
pub const MANIFEST: &str = "manifest.jsonl";

/// What a line says and how it is made: one of another form is made anew.
pub const FORM: u32 = 2;

/// A document of the manifest.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// The real path of the document; shared, as thousands of them are held.
    pub input: Arc<str>,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: Option<String>,
    /// Size and time, as looked up before it was read.
    #[serde(flatten)]
    pub stat: Stat,
    /// Version of the program.
    pub version: String,
    /// What the outcome depends on beside the document: a hash of the settings.
    pub config: String,
    /// How it came out.
    pub status: Status,
    /// Name of the file that was written, in the manifest's folder.
    pub output: Option<String>,
    /// Its size in bytes.
    pub output_bytes: Option<u64>,
    /// Pages, where the document has pages.
    pub pages: Option<u32>,
    /// How many records there are.
    pub counts: Option<Counts>,
    /// Where its characters went.
    pub coverage: Option<Coverage>,
    /// Characters that initiatives, targets and results quote.
    pub in_records: Option<u64>,
    /// The part of its characters that are accounted for, 0 to 1.
    pub share: Option<f64>,
    /// The part of its characters that initiatives, targets and results quote, 0 to 1.
    pub share_in_records: Option<f64>,
    /// What was seen and is in no record.
    pub unread: Option<Unread>,
    /// Why it was refused, or what is to be said of it: on the next run the same is said.
    pub problems: Vec<Problem>,
}

impl Entry {
    fn content(&self) -> Option<Content> {
        let (counts, coverage) = self.counts.zip(self.coverage)?;
        Some(Content { counts, coverage, in_records: self.in_records?, unread: self.unread? })
    }

    /// The outcome that the entry keeps, for a document now named `input`.
    pub fn outcome(&self, input: &Path, folder: &Path) -> Outcome {
        Outcome {
            input: input.display().to_string(),
            output: self.output.as_ref().map(|name| folder.join(name).display().to_string()),
            status: self.status,
            pages: self.pages,
            content: self.content(),
            problems: self.problems.clone(),
        }
    }
}

impl From<&Entry> for Input {
    fn from(entry: &Entry) -> Self {
        let reason = why(entry.status, &entry.problems);
        Self {
            path: entry.input.to_string(),
            status: entry.status.name().to_owned(),
            reason: reason.map(|problem| (problem.code.clone(), problem.message.clone())),
            output: entry.output.clone(),
            sha256: entry.sha256.clone(),
            bytes: entry.stat.bytes,
            pages: entry.pages,
        }
    }
}

/// Where in the file the line of each document begins, and its bytes, by the document's path: memory hardly grows with
/// the number of documents.
type Lines = BTreeMap<Arc<str>, (u64, usize)>;

/// The manifest of a folder of outputs. Only one run at a time has it.
#[derive(Debug)]
pub struct Manifest {
    folder: PathBuf,
    entries: Mutex<Lines>,
    /// The file, and where it ends.
    file: Mutex<(File, u64)>,
    /// When the manifest was last written, in nanoseconds since 1970.
    written: i64,
    /// Whether the file has one line a document in the order of the paths, and nothing else.
    in_order: AtomicBool,
    /// Lines that make no sense.
    senseless: usize,
    /// The folder, locked as long as the manifest is open.
    _lock: Option<File>,
}

impl Manifest {
    /// Opens the manifest of a folder, and takes away what a run that was killed left half done.
    ///
    /// # Errors
    /// When the folder cannot be written, or another run is at work in it.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let lock = lock(folder)?;
        sweep(folder)?;
        let path = folder.join(MANIFEST);
        is_plain(&path)?;
        // The folder is named by whoever tells it; of what is in it only the manifest is meant here.
        let named = |error: io::Error| io::Error::new(error.kind(), format!("{MANIFEST}: {error}"));
        let written = Stat::of(&path).ok().and_then(|stat| stat.modified).unwrap_or(0);
        let mut file = OpenOptions::new().read(true).append(true).create(true).open(&path).map_err(named)?;
        let Known { entries, in_order, is_cut, mut end, senseless } = read(BufReader::new(&file))?;
        // What is appended begins on a line of its own.
        if is_cut {
            file.write_all(b"\n")?;
            end += 1;
        }
        Ok(Self {
            folder: folder.to_owned(),
            entries: Mutex::new(entries),
            file: Mutex::new((file, end)),
            written,
            in_order: AtomicBool::new(in_order && !is_cut),
            senseless,
            _lock: lock,
        })
    }

    /// The folder that it is in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Lines that made no sense when it was opened: what they told is not known.
    pub(super) fn senseless(&self) -> usize {
        self.senseless
    }

    /// When it was last written: a file that is not clearly older may have changed since unseen.
    pub(super) fn written(&self) -> i64 {
        self.written
    }

    /// What is known of a document.
    pub fn entry(&self, input: &str) -> Option<Entry> {
        let place = *self.entries.lock().unwrap_or_else(PoisonError::into_inner).get(input)?;
        serde_json::from_slice(&self.line(place).ok()?).ok()
    }

    /// What came of a document, now named `input`, that the manifest knows.
    pub fn outcome(&self, key: &str, input: &Path) -> Outcome {
        match self.entry(key) {
            Some(entry) => entry.outcome(input, &self.folder),
            None => {
                let message =
                    "its line in the manifest cannot be read again; run the same command once more".to_owned();
                Outcome::failed(input, vec![Problem::error("manifest", None, message)])
            }
        }
    }

    /// The line at a place of the file, without its end.
    fn line(&self, (at, bytes): (u64, usize)) -> io::Result<Vec<u8>> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let mut line = vec![0; bytes];
        file.0.seek(SeekFrom::Start(at))?;
        file.0.read_exact(&mut line)?;
        Ok(line)
    }

    /// Looks at every document, in the order of the paths.
    pub fn each(&self, mut look: impl FnMut(&Entry)) {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        let read = |place: &(u64, usize)| serde_json::from_slice(&self.line(*place).ok()?).ok();
        entries.values().filter_map(read).for_each(|entry| look(&entry));
    }

    /// Writes down what became of a document.
    ///
    /// # Errors
    /// When the manifest cannot be written.
    pub fn add(&self, entry: Entry) -> io::Result<()> {
        let line = line(&entry)?;
        self.in_order.store(false, Ordering::Relaxed);
        let place = {
            let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
            file.0.write_all(line.as_bytes())?;
            let at = file.1;
            file.1 += line.len() as u64;
            (at, line.len() - 1)
        };
        self.entries.lock().unwrap_or_else(PoisonError::into_inner).insert(entry.input, place);
        Ok(())
    }

    /// Writes the manifest anew in the order of the paths, where it is not so already.
    ///
    /// # Errors
    /// When it cannot be written; the lines that were appended stay.
    pub fn close(&self) -> io::Result<()> {
        let entries = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        if self.in_order.swap(true, Ordering::Relaxed) {
            return Ok(());
        }
        let aside = Aside::create(&self.folder.join(MANIFEST))?;
        let mut to = BufWriter::new(&aside.file);
        for place in entries.values() {
            to.write_all(&self.line(*place)?)?;
            to.write_all(b"\n")?;
        }
        to.flush()?;
        drop(to);
        aside.finish(Durability::Disk)
    }
}

fn line(entry: &Entry) -> io::Result<String> {
    Ok(serde_json::to_string(entry)? + "\n")
}

/// What a manifest's file holds.
#[derive(Debug, Default)]
struct Known {
    entries: Lines,
    in_order: bool,
    /// Whether its last line does not end.
    is_cut: bool,
    /// Its size in bytes.
    end: u64,
    /// Lines that make no sense.
    senseless: usize,
}

/// The longest line that is read, in bytes: a document with hundreds of thousands of problems. What is longer was not
/// written by this program.
const LONGEST: u64 = 256 << 20;

fn read(mut from: impl BufRead) -> io::Result<Known> {
    let mut known = Known { in_order: true, ..Known::default() };
    let mut line = Vec::new();
    while (&mut from).take(LONGEST).read_until(b'\n', &mut line)? > 0 {
        known.is_cut = !line.ends_with(b"\n");
        let place = (known.end, line.len() - usize::from(!known.is_cut));
        known.end += line.len() as u64;
        // A name that leads out of the folder, or to what is no output, was not written by this program.
        let inside = |name: &String| Path::new(name).file_name() == Some(name.as_ref()) && name.ends_with(".json");
        let entry = serde_json::from_slice::<Entry>(&line).ok();
        match entry.filter(|entry| entry.output.as_ref().is_none_or(inside)) {
            Some(entry) => {
                known.in_order &= known.entries.last_key_value().is_none_or(|(last, _)| *last < entry.input);
                known.entries.insert(entry.input, place);
            }
            None => {
                known.in_order = false;
                known.senseless += 1;
            }
        }
        line.clear();
    }
    Ok(known)
}

/// Locks the folder; none where the system has no locks for folders.
fn lock(folder: &Path) -> io::Result<Option<File>> {
    let Ok(folder) = File::open(folder) else { return Ok(None) };
    for _ in 0..LOCK_TRIES {
        match folder.try_lock() {
            Ok(()) => return Ok(Some(folder)),
            Err(TryLockError::WouldBlock) => std::thread::sleep(LOCK_WAIT),
            Err(TryLockError::Error(_)) => return Ok(None),
        }
    }
    Err(io::Error::other("another run is at work in it"))
}

/// A process that is just being started has its parent's files, and their locks, until it runs its own program.
const LOCK_TRIES: u32 = 20;
/// Between two tries.
const LOCK_WAIT: std::time::Duration = std::time::Duration::from_millis(10);
