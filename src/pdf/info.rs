//! What a document says of itself (ISO 32000-2, 14.3, 12.3.3, 12.4.2, 14.7): hints, never trusted over the page.
//!
//! ```text
//! labels   what the document calls its pages
//! outline  its bookmarks, and the pages that they lead to
//! stamp    dates as printed and as read
//! xmp      the metadata stream, where the information dictionary lacks something
//! ```

pub mod labels;
mod outline;
mod stamp;
mod xmp;

use super::object::{Dict, File, Obj};
use super::strings;
use super::tree::Leaf;
pub use outline::Bookmark;
pub use stamp::Stamp;

/// Metadata of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Info {
    /// Its title.
    pub title: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// What it is about.
    pub subject: Option<String>,
    /// The program that wrote the PDF.
    pub producer: Option<String>,
    /// The program that made the document.
    pub creator: Option<String>,
    /// When it was made.
    pub created: Option<Stamp>,
    /// When it was changed last.
    pub modified: Option<Stamp>,
    /// Its language, e.g. `ja-JP`.
    pub language: Option<String>,
    /// Whether it says that it is tagged (/MarkInfo /Marked).
    pub marked: bool,
    /// Whether it has a structure tree (/StructTreeRoot).
    pub structured: bool,
    /// Its bookmarks in reading order, children after their parent.
    pub outline: Vec<Bookmark>,
}

impl Info {
    /// Reads the trailer's /Info, the catalogue, and the metadata stream for what /Info lacks.
    pub fn read(file: &File<'_>, pages: &[Leaf]) -> Self {
        let catalog = file.catalog();
        let about = file.dict(&file.trailer(), b"Info").unwrap_or_default();
        let text = |dict: &Dict, key: &[u8]| text(file, dict, key);
        let stamp = |key: &[u8]| text(&about, key).map(Stamp::read);
        let marks = file.dict(&catalog, b"MarkInfo").unwrap_or_default();
        let mut info = Self {
            title: text(&about, b"Title"),
            author: text(&about, b"Author"),
            subject: text(&about, b"Subject"),
            producer: text(&about, b"Producer"),
            creator: text(&about, b"Creator"),
            created: stamp(b"CreationDate"),
            modified: stamp(b"ModDate"),
            language: text(&catalog, b"Lang"),
            marked: matches!(file.get(&marks, b"Marked"), Obj::Bool(true)),
            structured: file.dict(&catalog, b"StructTreeRoot").is_some(),
            outline: outline::read(file, &catalog, pages),
        };
        if let Some(packet) = file.data(&catalog, b"Metadata", xmp::MAX_PACKET) {
            info.complete(xmp::read(&packet));
        }
        info
    }

    /// Fills in what is still missing.
    fn complete(&mut self, other: Self) {
        let texts = [
            (&mut self.title, other.title),
            (&mut self.author, other.author),
            (&mut self.subject, other.subject),
            (&mut self.producer, other.producer),
            (&mut self.creator, other.creator),
            (&mut self.language, other.language),
        ];
        for (own, other) in texts {
            *own = own.take().or(other);
        }
        self.created = self.created.take().or(other.created);
        self.modified = self.modified.take().or(other.modified);
    }
}

/// The entry as text; None where there is nothing to read in it.
fn text(file: &File<'_>, dict: &Dict, key: &[u8]) -> Option<String> {
    let value = file.get(dict, key);
    let bytes = value.str()?;
    worded(&strings::text(spelled_out(bytes).as_deref().unwrap_or(bytes)))
}

/// The bytes behind a string that is itself the text of a hexadecimal string, `<8ee6…>`: printer
/// drivers hand file names on to the writer of the PDF in this way.
fn spelled_out(bytes: &[u8]) -> Option<Vec<u8>> {
    let digits = bytes.strip_prefix(b"<")?.strip_suffix(b">")?;
    let pairs = digits.chunks_exact(2);
    let whole = !digits.is_empty() && pairs.remainder().is_empty();
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    if whole && digits.iter().all(u8::is_ascii_hexdigit) { pairs.map(byte).collect() } else { None }
}

/// The text without white space around it, where anything is left.
fn worded(text: &str) -> Option<String> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0');
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_text_is_read() {
        let text = |bytes: &[u8]| strings::text(spelled_out(bytes).as_deref().unwrap_or(bytes));
        assert_eq!(text(b"<8EE69167>"), "取組");
        assert_eq!(text(b"<8EE6916>"), "<8EE6916>");
        assert_eq!(text(b"<>"), "<>");
        assert_eq!(text(b"<title>"), "<title>");
    }
}
