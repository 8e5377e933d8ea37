//! Files that are named as PDFs and are none: what came instead is said, never read in the document's place.

use std::path::Path;

use super::{Kind, Refusal, Source};

/// How much of a file's beginning is looked at.
const HEAD: usize = 4 << 10;
/// How an HTML or XML page begins, in small letters (HTML Living Standard, 13.1; MIME Sniffing Standard, 7.1).
const MARKUP: [&str; 6] = ["<!doctype html", "<html", "<head", "<body", "<script", "<title"];

impl Source {
    /// The refusal of a file whose name ends in `.pdf` and which is none; nothing for any other file.
    #[must_use]
    pub fn misnamed(&self) -> Option<Refusal> {
        let is_named = Path::new(&self.name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
        let kind = Some(self.kind()).filter(|kind| is_named && *kind != Kind::Pdf)?;
        let (found, question) = found(&self.bytes, kind);
        Some(Refusal {
            code: "not_pdf",
            message: format!("expected a PDF by its name, found {found}: {question}"),
            hint: "download the document again, or give the file the ending of what it is".to_owned(),
            offset: None,
            line: None,
        })
    }
}

/// What the bytes are, and what may have happened.
fn found(bytes: &[u8], kind: Kind) -> (&'static str, &'static str) {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    let begin = head.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    let markup = MARKUP.iter().any(|tag| begin.starts_with(tag))
        || ((begin.starts_with("<?xml") || begin.starts_with("<!--")) && head.contains("<html"));
    let has_objects = || bytes.windows(6).any(|window| window == b"endobj");
    match kind {
        _ if markup => ("an HTML page", "was an error page saved in its place?"),
        _ if has_objects() => ("the inside of a PDF without its beginning", "was a part of it lost?"),
        Kind::Unknown(what) => (what, "was another file saved in its place?"),
        _ => ("plain text", "was a message or a text saved in its place?"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(name: &str, bytes: &[u8]) -> Option<Refusal> {
        Source { name: name.to_owned(), bytes: bytes.to_vec() }.misnamed()
    }

    #[test]
    fn what_is_no_pdf_is_refused_with_a_question() {
        let asked = |bytes: &[u8]| refusal("keikaku.PDF", bytes).map(|refusal| refusal.message).unwrap_or_default();
        for page in [
            "<!DOCTYPE html>\n<html lang=ja><title>404</title>",
            "\u{feff}\r\n<HTML><body>\u{3042}",
            "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC \"x\">\n<html>",
            "<!-- saved --><html>",
        ] {
            assert!(asked(page.as_bytes()).contains("an HTML page: was an error page saved in its place?"), "{page}");
        }
        assert!(asked("雪見市 計画\n施策1".as_bytes()).contains("plain text"));
        assert!(asked(b"PK\x03\x04word").contains("a ZIP or Office file"));
        assert!(asked(b"\0\x01\x02\n3 0 obj\n<<>>\nendobj\n").contains("without its beginning"));
    }

    #[test]
    fn a_pdf_and_a_file_of_another_name_are_not() {
        assert_eq!(refusal("a.pdf", b"%PDF-1.7\n"), None);
        assert_eq!(refusal("a.txt", b"<html>"), None);
        assert_eq!(refusal("pdf", "文".as_bytes()), None);
    }
}
