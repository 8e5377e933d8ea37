//! Opening a file: the first reader, the first reader on rebuilt cross-references, the second reader.

use super::caught::caught;
use super::depth;
use super::error::PdfError;
use super::object::File;
use super::object::first::First;
use super::object::second::Second;
use super::page;

/// A file that has pages.
pub struct Opened<'a> {
    /// Its objects.
    pub file: File<'a>,
    /// Its pages in order.
    pub pages: Vec<page::Leaf>,
    /// What had to be done to find them.
    pub note: Option<&'static str>,
}

type Result<'a> = std::result::Result<Opened<'a>, PdfError>;

/// Opens the file by whichever way finds pages.
pub fn open<'a>(bytes: &[u8], password: Option<&str>) -> Result<'a> {
    let first = opened(|| First::open(bytes, password, false).map(File::new), None);
    let wrong = match first {
        Ok(opened) => return Ok(opened),
        Err(error) => error,
    };
    if wrong.code != "password" {
        let rebuilt = || First::open(bytes, password, true).map(File::new);
        let note = Some("the cross-references were damaged and have been rebuilt");
        if let Ok(opened) = opened(rebuilt, note) {
            return Ok(opened);
        }
    }
    if wrong.code == "password"
        && let Some(plain) = without_encryption(bytes)
        && let Ok(opened) = opened(|| First::open(&plain, None, false).map(File::new), None)
    {
        return Ok(opened);
    }
    match second(bytes, password) {
        Ok(opened) => Ok(opened),
        // Of two refusals the one that names its cause helps more.
        Err(error) if matches!(error.code, "password" | "too_deep") => Err(error),
        Err(_) => Err(wrong),
    }
}

/// A copy in which nothing counts as encrypted, for files that encrypt their attachments only: their
/// streams pass through the Identity filter (ISO 32000-2, 7.6.6), so no password is needed for pages.
fn without_encryption(bytes: &[u8]) -> Option<Vec<u8>> {
    let has = |part: &[u8]| bytes.windows(part.len()).any(|window| window == part);
    if !has(b"/StmF /Identity") && !has(b"/StmF/Identity") {
        return None;
    }
    let mut plain = bytes.to_vec();
    let key = b"/Encrypt";
    let places: Vec<usize> =
        (0..bytes.len().saturating_sub(key.len())).filter(|at| bytes[*at..].starts_with(key)).collect();
    for at in places {
        plain[at + 1] = b'X';
    }
    Some(plain)
}

/// Opens the file by the second reader.
pub fn second<'a>(bytes: &[u8], password: Option<&str>) -> Result<'a> {
    if depth::too_deep(bytes) {
        return Err(PdfError::too_deep());
    }
    let note = Some("the file is damaged and was read by the second reader");
    opened(|| Second::open(bytes, password).map(File::new), note)
}

type Found<'a> = std::result::Result<File<'a>, PdfError>;

/// The pages of a file; a reader that fails in the middle of it has read nothing.
fn opened<'a>(open: impl FnOnce() -> Found<'a>, note: Option<&'static str>) -> Result<'a> {
    let find = || {
        let file = open()?;
        let pages = page::all(&file);
        if !pages.is_empty() {
            return Ok(Opened { file, pages, note });
        }
        let pages = page::stray(&file);
        let note = Some("the page tree is damaged: pages are in the order of their objects");
        if pages.is_empty() { Err(PdfError::no_pages()) } else { Ok(Opened { file, pages, note }) }
    };
    caught(find).unwrap_or_else(|| Err(PdfError::damaged("the reader fails on it")))
}
