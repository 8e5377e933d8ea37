//! What kind of file some bytes are: by their magic numbers, then by how many
//! control characters they hold.

use super::{header, steps};

/// How many bytes are looked at to tell text from binary.
const SAMPLE: usize = 64 << 10;

/// What kind of file some bytes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Characters in some encoding; [`super::decode`] finds out which.
    Text,
    /// A PDF's header stands at or near the beginning, or its objects without one.
    Pdf,
    /// Something else: what it looks like, in English with its article
    /// (`a ZIP or Office file`).
    Unknown(&'static str),
}

/// Magic numbers at a file's first byte, and what they stand for.
const MAGIC: &[(&[u8], &str)] = &[
    (b"PK\x03\x04", "a ZIP or Office file"),
    (b"PK\x05\x06", "a ZIP or Office file"),
    (b"PK\x07\x08", "a ZIP or Office file"),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an old Office or Ichitaro file"),
    (b"{\\rtf", "an RTF file"),
    (b"%!PS", "a PostScript file"),
    (b"\x89PNG\r\n\x1A\n", "an image"),
    (b"\xFF\xD8\xFF", "an image"),
    (b"GIF87a", "an image"),
    (b"GIF89a", "an image"),
    (b"II*\0", "an image"),
    (b"MM\0*", "an image"),
    (b"\0\0\x01\0", "an image"),
    (b"\x7FELF", "a program"),
    (b"\x1F\x8B", "a compressed file"),
    (b"BZh", "a compressed file"),
    (b"7z\xBC\xAF\x27\x1C", "a compressed file"),
    (b"\xFD7zXZ\0", "a compressed file"),
    (b"\x28\xB5\x2F\xFD", "a compressed file"),
    (b"Rar!\x1A\x07", "a compressed file"),
    (b"SQLite format 3\0", "a database"),
    (b"PAR1", "a database"),
    (b"\xFF\xFE\0\0", "UTF-32 text"),
    (b"\0\0\xFE\xFF", "UTF-32 text"),
];

/// Magic numbers that a text could begin with by chance: they count only where the
/// control characters say "binary" too.
const WEAK_MAGIC: &[(&[u8], &str)] =
    &[(b"MZ", "a program"), (b"BM", "an image"), (b"RIFF", "an image, sound or film"), (b"ID3", "a sound file")];

impl Kind {
    /// What kind of file `bytes` are. An empty slice is `Unknown("an empty file")`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.is_empty() {
            return Self::Unknown("an empty file");
        }
        if header::is_pdf(bytes) {
            return Self::Pdf;
        }
        if let Some(what) = find(MAGIC, bytes) {
            return Self::Unknown(what);
        }
        if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
            return Self::Text;
        }
        let sample = &bytes[..bytes.len().min(SAMPLE)];
        if !too_many_controls(sample) || steps::utf16_without_bom(sample).is_some() {
            return Self::Text;
        }
        Self::Unknown(find(WEAK_MAGIC, bytes).unwrap_or("a binary file"))
    }
}

fn find(table: &[(&[u8], &'static str)], bytes: &[u8]) -> Option<&'static str> {
    table.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, what)| what)
}

/// More than one byte in a hundred is a control character that no text file holds
/// (white space, form feed, the end mark of DOS texts and the escapes of ISO-2022-JP
/// are allowed).
fn too_many_controls(sample: &[u8]) -> bool {
    let controls = sample.iter().filter(|&&b| matches!(b, 0..=8 | 0x0E..=0x19 | 0x1C..=0x1F | 0x7F)).count();
    controls * 100 > sample.len()
}
