//! What is new, what has changed, what is as it was, and where each output goes.

use super::find::Found;
use super::manifest::{Entry, MANIFEST, Manifest};
use super::names::{Names, plain};
use super::outcome::{Outcome, Status};
use super::talk::{Reply, Stat};
use crate::source::Source;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file written this much before the manifest cannot have changed since without a new time, in
/// nanoseconds: the coarsest clock of a file system in use (FAT) ticks every two seconds.
const TICK: i64 = 2_000_000_000;

/// What an outcome depends on beside the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Hash of what a converted document depends on.
    pub converted: String,
    /// Hash of that and of the limits, which a refusal depends on too.
    pub refused: String,
}

impl Setting {
    /// The setting that some options, and some limits, make.
    pub fn new(options: &impl Serialize, limits: &impl Serialize) -> Self {
        let text = |value: serde_json::Result<String>| value.unwrap_or_default();
        let options = text(serde_json::to_string(options));
        let limits = text(serde_json::to_string(limits));
        Self { converted: hash(&options), refused: hash(&format!("{options}\n{limits}")) }
    }

    fn of(&self, status: Status) -> &str {
        if status.has_output() { &self.converted } else { &self.refused }
    }
}

/// The first 16 hexadecimal digits of a SHA-256.
fn hash(text: &str) -> String {
    Sha256::digest(text).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// One document to convert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// The file to read, as it was named or found.
    pub input: PathBuf,
    /// Its name in the manifest.
    pub key: Arc<str>,
    /// The name of the file to write.
    pub output: String,
}

impl Job {
    /// The line of the manifest for what became of the document.
    pub fn entry(&self, reply: &Reply, bytes: u64, version: &str, setting: &Setting) -> Entry {
        let outcome = &reply.outcome;
        let (content, has_output) = (outcome.content, outcome.status.has_output());
        Entry {
            input: self.key.clone(),
            sha256: reply.sha256.clone(),
            stat: reply.stat.unwrap_or(Stat { bytes: 0, modified: None }),
            version: version.to_owned(),
            config: setting.of(outcome.status).to_owned(),
            status: outcome.status,
            output: has_output.then(|| self.output.clone()),
            output_bytes: has_output.then_some(bytes),
            pages: outcome.pages,
            counts: content.map(|content| content.counts),
            coverage: content.map(|content| content.coverage),
            in_records: content.map(|content| content.in_records),
            share: content.map(|content| content.coverage.share()),
            share_in_records: content.map(|content| content.share_in_records()),
            unread: content.map(|content| content.unread),
            problems: outcome.problems.clone(),
        }
    }
}

/// A document that is as it was. What came of it stays in the manifest: there may be very many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// The file, as it was named or found.
    pub input: PathBuf,
    /// Its name in the manifest.
    pub key: Arc<str>,
}

/// What there is to do for one input.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// There is nothing to read.
    Refused(Box<Outcome>),
    /// It is as it was: the manifest knows what came of it.
    Unchanged(Known),
    /// It is to be converted.
    Convert(Job),
}

/// What there is to do, in the order of the paths.
#[derive(Debug, Default)]
pub struct Plan {
    /// A step for every input.
    pub steps: Vec<Step>,
    /// What the user should know and may not expect.
    pub notes: Vec<String>,
    /// An input that an output would take the place of.
    pub overwritten: Option<PathBuf>,
}

/// Sees what there is to do. What was converted before keeps the name of its output; with `force`
/// everything is converted.
pub fn plan(found: Found, manifest: &Manifest, version: &str, setting: &Setting, force: bool) -> Plan {
    let Found { files, refused, mut notes, lists, .. } = found;
    notes.extend(senseless(manifest.senseless()));
    let mut names = taken(manifest);
    let mut older: BTreeMap<String, usize> = BTreeMap::new();
    let mut overwritten = None;
    let mut goals: Vec<Goal> = Vec::with_capacity(files.len());
    for (real, input) in &files {
        let known = manifest.entry(&key(real));
        let output = known.as_ref().and_then(|entry| entry.output.clone());
        let output = output.unwrap_or_else(|| names.name(real));
        let place = manifest.folder().join(&output);
        let is_link = fs::symlink_metadata(&place).is_ok_and(|about| about.is_symlink());
        if overwritten.is_none() && !is_link {
            overwritten = input_at(&place, &files, &lists);
        }
        if let Some(entry) = known.as_ref().filter(|entry| entry.version != version) {
            *older.entry(entry.version.clone()).or_default() += 1;
        }
        notes.extend(other_name(input, &output));
        let kept = known.is_some_and(|entry| !force && is_current(&entry, real, manifest, version, setting));
        if is_link && !kept {
            let place = place.display();
            notes.push(format!("{place} is a link: the output takes its place, and goes not where it leads"));
        }
        goals.push(if kept { Goal::Kept } else { Goal::Output(output) });
    }
    notes.extend(older.into_iter().map(|(version, count)| of_version(&version, count)));
    let mut steps = Vec::with_capacity(refused.len() + files.len());
    steps.extend(refused.into_iter().map(|outcome| Step::Refused(Box::new(outcome))));
    // The paths move on: there may be very many.
    steps.extend(files.into_iter().zip(goals).map(|((real, input), goal)| match goal {
        Goal::Kept => Step::Unchanged(Known { input, key: key(&real).into() }),
        Goal::Output(output) => Step::Convert(Job { input, key: key(&real).into(), output }),
    }));
    Plan { steps, notes, overwritten }
}

/// The names of outputs that are taken by what was converted before.
fn taken(manifest: &Manifest) -> Names {
    let mut names = Names::default();
    manifest.each(|entry| {
        entry.output.iter().for_each(|output| {
            names.take(output);
        });
    });
    names
}

/// The input, a document or a list, that lies where an output would go.
fn input_at(place: &Path, files: &BTreeMap<PathBuf, PathBuf>, lists: &[PathBuf]) -> Option<PathBuf> {
    let place = place.canonicalize().ok()?;
    files.get(&place).cloned().or_else(|| lists.contains(&place).then_some(place))
}

/// What is said of lines of the manifest that make no sense.
fn senseless(lines: usize) -> Option<String> {
    let lines = match lines {
        0 => return None,
        1 => "1 line".to_owned(),
        many => format!("{many} lines"),
    };
    Some(format!("{lines} of {MANIFEST} cannot be read: what they told of is converted again"))
}

/// What is said of an output that does not bear the name of its input. Told on every run: who reads the folder must know
/// whatever came before.
fn other_name(input: &Path, output: &str) -> Option<String> {
    let wanted = plain(input);
    (output != wanted).then(|| format!("{} goes to {output}: {wanted} is no name for it alone", input.display()))
}

/// What is said of documents that another version converted.
fn of_version(version: &str, count: usize) -> String {
    let what = if count == 1 { "1 document was".to_owned() } else { format!("{count} documents were") };
    format!("{what} converted by version {version} before, and now again")
}

/// What a document comes to.
enum Goal {
    /// It is as it was.
    Kept,
    /// It is converted into a file of this name.
    Output(String),
}

/// A path as text: as it is, or, where it is not Unicode, with its bytes spelled out.
fn key(path: &Path) -> String {
    path.to_str().map_or_else(|| format!("{path:?}"), str::to_owned)
}

/// Whether a document would come out as the manifest says, its output being there.
fn is_current(entry: &Entry, real: &Path, manifest: &Manifest, version: &str, setting: &Setting) -> bool {
    let output_is_there = match (&entry.output, entry.output_bytes) {
        (Some(name), Some(bytes)) => {
            let there = fs::symlink_metadata(manifest.folder().join(name));
            there.is_ok_and(|there| there.is_file() && there.len() == bytes)
        }
        _ => !entry.status.has_output(),
    };
    let Ok(stat) = Stat::of(real) else { return false };
    let same_setting = entry.version == version && entry.config == setting.of(entry.status);
    if !(output_is_there && same_setting && entry.sha256.is_some() && stat.bytes == entry.stat.bytes) {
        return false;
    }
    let settled = stat.modified.is_some_and(|time| time.saturating_add(TICK) < manifest.written());
    settled && stat.modified == entry.stat.modified || sha256(real).is_ok_and(|hash| Some(hash) == entry.sha256)
}

/// The SHA-256 of a file that may be larger than memory, hexadecimal.
///
/// # Errors
/// When the file cannot be read.
pub fn sha256(path: &Path) -> io::Result<String> {
    let (mut file, mut digest, mut buffer) = (File::open(path)?, Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(Source::hex(&digest.finalize())),
            read => digest.update(buffer.get(..read).unwrap_or_default()),
        }
    }
}
