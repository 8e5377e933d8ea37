//! A source file: its name and bytes, what kind of file it is, and its text.
//!
//! Opening checks the size before anything is read, [`Kind`] tells a text from a PDF
//! by its bytes (never by its name), and [`decode`] gives the text with a way back
//! from every character to the bytes it was read from. What cannot be used is a
//! [`Refusal`] that says what was expected, what was found, where, and what to try.

mod decoded;
mod encoding;
pub(crate) mod header;
mod kind;
mod lines;
mod measure;
mod misnamed;
mod steps;
#[cfg(test)]
mod tests;
mod visible;

use std::fmt::{self, Write as _};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

pub use decoded::Decoded;
pub use encoding::decode;
pub use kind::Kind;
pub use lines::line_ends;
pub use visible::is_invisible;

/// How many bytes of a file's head are looked at to tell a PDF from a text before the rest is read.
const PDF_HEAD: usize = 16 << 10;

/// How much of a file is read at most. The size is checked before reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest text accepted, in bytes. 16 MiB unless told.
    pub max_bytes: u64,
    /// The largest PDF accepted, in bytes. 1 GiB unless told.
    pub max_pdf_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { max_bytes: 16 << 20, max_pdf_bytes: 1 << 30 }
    }
}

/// A file that was opened and read whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The file's name without its folders; what does not read as Unicode is replaced.
    pub name: String,
    /// The whole file, untouched.
    pub bytes: Vec<u8>,
}

impl Source {
    /// Reads the file at `path`.
    ///
    /// # Errors
    /// `unreadable` when the path is missing, a folder, or fails while being read;
    /// `empty` when it has no byte; `too_large` when it is over the limit for its
    /// kind (known from its first 16 KiB), which is checked before the rest is read
    /// and again while reading, for a pipe or a file that grows.
    pub fn open(path: &Path, limits: &Limits) -> Result<Self, Refusal> {
        let name =
            path.file_name().map_or_else(|| path.to_string_lossy().into_owned(), |n| n.to_string_lossy().into_owned());
        let unreadable = |error: io::Error| Refusal::unreadable(&name, &error);
        let meta = std::fs::metadata(path).map_err(unreadable)?;
        if meta.is_dir() {
            return Err(Refusal {
                code: "unreadable",
                message: format!("expected a file, found a folder: {name}"),
                hint: "name one file in the folder".to_owned(),
                offset: None,
                line: None,
            });
        }
        let most = limits.max_bytes.max(limits.max_pdf_bytes);
        if meta.len() > most {
            return Err(Refusal::too_large(&name, Some(meta.len()), most));
        }
        let mut file = File::open(path).map_err(unreadable)?;
        // As much as the folder says, and one byte to see that there is no more; what grows meanwhile is read all the same.
        let told = usize::try_from(meta.len()).unwrap_or(0);
        let mut bytes = Vec::with_capacity(told.saturating_add(1));
        let head = most.saturating_add(1).min(PDF_HEAD as u64);
        let _ = (&mut file).take(head).read_to_end(&mut bytes).map_err(unreadable)?;
        let limit = if header::is_pdf(&bytes) { limits.max_pdf_bytes } else { limits.max_bytes };
        if meta.len() > limit {
            return Err(Refusal::too_large(&name, Some(meta.len()), limit));
        }
        let rest = limit.saturating_add(1).saturating_sub(bytes.len() as u64);
        let _ = file.take(rest).read_to_end(&mut bytes).map_err(unreadable)?;
        if bytes.len() as u64 > limit {
            return Err(Refusal::too_large(&name, None, limit));
        }
        if bytes.is_empty() {
            return Err(Refusal::empty(&format!("{name} has no byte")));
        }
        Ok(Self { name, bytes })
    }

    /// The SHA-256 of the bytes: 64 lower-case hexadecimal digits.
    #[must_use]
    pub fn sha256(&self) -> String {
        Self::hex(&Sha256::digest(&self.bytes))
    }

    /// Bytes as lower-case hexadecimal digits.
    pub(crate) fn hex(bytes: &[u8]) -> String {
        let mut hex = String::with_capacity(2 * bytes.len());
        for byte in bytes {
            let _ = write!(hex, "{byte:02x}");
        }
        hex
    }

    /// What kind of file the bytes are. The name plays no part.
    #[must_use]
    pub fn kind(&self) -> Kind {
        Kind::of(&self.bytes)
    }
}

/// Why a file is not used: nothing of it becomes a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// One of `empty`, `too_large`, `not_text`, `undecodable`, `unreadable`, `internal`, `not_pdf`, or the
    /// code of a [`crate::pdf::PdfError`].
    pub code: &'static str,
    /// What was expected, what was found, and where. English, one line.
    pub message: String,
    /// What to try next. English, one line.
    pub hint: String,
    /// The byte in the file, from 0, at which reading broke, where there is one.
    pub offset: Option<u64>,
    /// The line of that byte, from 1 (LF, CR LF and a lone CR each end a line).
    pub line: Option<u32>,
}

impl Refusal {
    pub(crate) fn empty(message: &str) -> Self {
        Self {
            code: "empty",
            message: format!("expected text, found none: {message}"),
            hint: "check that the file was saved or downloaded whole".to_owned(),
            offset: None,
            line: None,
        }
    }

    pub(crate) fn too_large(name: &str, found: Option<u64>, limit: u64) -> Self {
        let found = found.map_or_else(|| "more".to_owned(), |n| format!("{n} bytes"));
        Self {
            code: "too_large",
            message: format!("expected at most {limit} bytes, found {found}: {name}"),
            hint: "split the file; one document is seldom larger than 1 MB".to_owned(),
            offset: None,
            line: None,
        }
    }

    fn unreadable(name: &str, error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::NotFound {
            return Self {
                code: "unreadable",
                message: format!("expected a file, found none: {name}"),
                hint: "check the path".to_owned(),
                offset: None,
                line: None,
            };
        }
        let hint = match error.kind() {
            io::ErrorKind::PermissionDenied => "check that you may read the file",
            _ => "check the disk or copy the file to another one",
        };
        Self {
            code: "unreadable",
            message: format!("expected a readable file, found an error ({error}): {name}"),
            hint: hint.to_owned(),
            offset: None,
            line: None,
        }
    }
}

impl fmt::Display for Refusal {
    /// The message and the hint: `message (try: hint)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (try: {})", self.message, self.hint)
    }
}

impl std::error::Error for Refusal {}
