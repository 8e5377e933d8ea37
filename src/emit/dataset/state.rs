//! What the files of a dataset were made of, and how each was when it was written: so that it is made again when that
//! changes, and made anew when it is no longer what was written.
//!
//! One line a file: form, hash of the inputs, size, hash of the file, name.

use super::Format;
use crate::emit::write::{Durability, is_plain, write_whole};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// The file that says it.
const STATE: &str = ".made-of";

/// As many bytes of it are read: it has one line a file of the dataset.
const MOST: u64 = 1 << 20;

/// How a file was when it was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    format: String,
    made_of: String,
    bytes: u64,
    sha256: String,
    name: String,
}

/// How the files of a form are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// As they were written.
    Whole,
    /// Not there, or made of other inputs.
    Other,
    /// Made of these inputs, and this one is no longer what was written.
    Broken(String),
}

/// The state of a dataset.
pub(super) struct State {
    folder: PathBuf,
    known: Vec<Known>,
    /// When it was written: after all files that it tells of.
    written: Option<SystemTime>,
}

impl State {
    /// Reads it; what is no state says nothing.
    pub(super) fn read(folder: &Path) -> Self {
        let path = folder.join(STATE);
        let mut state = Self { folder: folder.to_owned(), known: Vec::new(), written: None };
        let mut text = String::new();
        if is_plain(&path).is_ok_and(|is_there| is_there)
            && let Ok(file) = File::open(&path)
            && file.take(MOST).read_to_string(&mut text).is_ok()
        {
            state.written = fs::metadata(&path).and_then(|about| about.modified()).ok();
            state.known = text.lines().filter_map(known).collect();
        }
        state
    }

    /// How the files of a form are, of these names, made of these inputs.
    pub(super) fn find(&self, format: Format, made_of: &str, names: &[String]) -> Found {
        let of = |name: &String| {
            self.known
                .iter()
                .find(|known| known.format == format!("{format:?}") && known.made_of == made_of && known.name == *name)
        };
        let known: Option<Vec<&Known>> = names.iter().map(of).collect();
        let Some(known) = known else { return Found::Other };
        match known.into_iter().find(|known| !self.is_as_written(known)) {
            Some(known) if fs::symlink_metadata(self.folder.join(&known.name)).is_err() => Found::Other,
            Some(known) => Found::Broken(known.name.clone()),
            None => Found::Whole,
        }
    }

    /// By its size, and by its bytes where it was touched since or may have been: a clock of files stands still for
    /// some milliseconds, and what was written in the same tick as the state may be older or newer.
    fn is_as_written(&self, known: &Known) -> bool {
        let path = self.folder.join(&known.name);
        let Ok(about) = fs::symlink_metadata(&path) else { return false };
        let untouched = || about.modified().ok().zip(self.written).is_some_and(|(file, state)| file < state);
        about.is_file()
            && about.len() == known.bytes
            && (untouched() || hash(&path).is_ok_and(|hash| hash == known.sha256))
    }

    /// Writes down that the files of these forms, of these names, were made of these inputs.
    pub(super) fn write(&self, made_of: &str, made: &[(Format, Vec<String>)]) -> io::Result<()> {
        let is_anew = |known: &Known| made.iter().any(|(format, _)| known.format == format!("{format:?}"));
        let mut all: Vec<Known> =
            self.known.iter().filter(|known| known.made_of == made_of && !is_anew(known)).cloned().collect();
        for (format, names) in made {
            for name in names {
                let path = self.folder.join(name);
                let (bytes, sha256) = (fs::metadata(&path)?.len(), hash(&path)?);
                let (format, made_of) = (format!("{format:?}"), made_of.to_owned());
                all.push(Known { format, made_of, bytes, sha256, name: name.clone() });
            }
        }
        all.sort();
        let line = |known: &Known| {
            format!("{} {} {} {} {}\n", known.format, known.made_of, known.bytes, known.sha256, known.name)
        };
        let text: String = all.iter().map(line).collect();
        write_whole(&self.folder.join(STATE), text.as_bytes(), Durability::Disk)
    }
}

fn known(line: &str) -> Option<Known> {
    let mut words = line.splitn(5, ' ').map(str::to_owned);
    Some(Known {
        format: words.next()?,
        made_of: words.next()?,
        bytes: words.next()?.parse().ok()?,
        sha256: words.next()?,
        name: words.next()?,
    })
}

/// The SHA-256 of a file, hexadecimal.
fn hash(path: &Path) -> io::Result<String> {
    let (mut file, mut digest, mut buffer) = (File::open(path)?, Sha256::new(), vec![0; 1 << 16]);
    loop {
        match file.read(&mut buffer)? {
            0 => return Ok(digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()),
            read => digest.update(buffer.get(..read).unwrap_or_default()),
        }
    }
}
