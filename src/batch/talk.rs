//! What is said to a worker process and what it says back: a line of JSON each way, and behind
//! the answer the bytes of the output.

use super::outcome::Outcome;
use serde::{Deserialize, Serialize};
use std::ffi::OsString;
use std::fs;
use std::io::{self, BufRead, Read, Write};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// One document to convert.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The file; a name need not be Unicode.
    pub path: OsString,
    /// Pages that it may have.
    pub max_pages: u32,
    /// Password of a protected PDF.
    pub password: Option<String>,
    /// Names of repairs that are not made.
    pub no_repair: Vec<String>,
    /// Name and text of the user's lexicon.
    pub lexicon: Option<(String, String)>,
    /// Threads to work on it with, where it is large.
    pub threads: usize,
}

/// What a file's folder says of it: enough to see that it has changed, without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stat {
    /// Size in bytes.
    pub bytes: u64,
    /// When it was last written: nanoseconds since 1970, where the file system says so.
    pub modified: Option<i64>,
}

impl Stat {
    /// Looks a file up.
    ///
    /// # Errors
    /// When it is not there or may not be looked up.
    pub fn of(path: &Path) -> io::Result<Self> {
        Ok(Self::from(&fs::metadata(path)?))
    }
}

impl From<&fs::Metadata> for Stat {
    fn from(about: &fs::Metadata) -> Self {
        let since = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Self { bytes: about.len(), modified: since.and_then(|since| i64::try_from(since.as_nanos()).ok()) }
    }
}

/// What became of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reply {
    /// How it came out.
    pub outcome: Outcome,
    /// The file as it was looked up before it was read.
    pub stat: Option<Stat>,
    /// SHA-256 of the bytes that were read, hexadecimal.
    pub sha256: Option<String>,
    /// Bytes of output that follow the line.
    pub length: usize,
}

/// Reads one line of JSON and, for a reply, leaves the reader at the bytes behind it; none at the end.
///
/// # Errors
/// When the other side cannot be read, or says what nobody understands.
pub fn receive<T: for<'a> Deserialize<'a>>(from: &mut impl BufRead) -> io::Result<Option<T>> {
    let mut line = Vec::new();
    if from.read_until(b'\n', &mut line)? == 0 {
        return Ok(None);
    }
    Ok(Some(serde_json::from_slice(&line)?))
}

/// Answers a request.
///
/// # Errors
/// When nobody listens any more.
pub fn reply(to: &mut impl Write, reply: &Reply, output: &str) -> io::Result<()> {
    say(to, reply)?;
    to.write_all(output.as_bytes())?;
    to.flush()
}

/// Says one line.
pub(super) fn say(to: &mut impl Write, what: &impl Serialize) -> io::Result<()> {
    let mut line = serde_json::to_vec(what)?;
    line.push(b'\n');
    to.write_all(&line)
}

/// The bytes behind a reply.
pub(super) fn output(from: &mut impl Read, length: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let taken = from.take(length as u64).read_to_end(&mut bytes)?;
    if taken == length { Ok(bytes) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}
