//! Opening a file: the first reader, the first reader on rebuilt cross-references, the second reader.

use super::caught::caught;
use super::depth;
use super::error::PdfError;
use super::object::File;
use super::object::first::First;
use super::object::second::Second;
use super::tree::{self, Leaf};

/// What is told of pages that were taken out of the document, as far as can be seen.
pub const UNNAMED: &str = "that the page tree does not name are left out";

/// A file that has pages.
pub struct Opened<'a> {
    /// Its objects.
    pub file: File<'a>,
    /// Its pages in order.
    pub pages: Vec<Leaf>,
    /// What had to be done to find them.
    pub note: Option<&'static str>,
    /// What is to be said about the page tree.
    pub said: Vec<String>,
    /// Whether pages are missing that the page tree knows of.
    lacks: bool,
}

type Result<'a> = std::result::Result<Opened<'a>, PdfError>;

/// Opens the file by whichever way finds its pages; where one way misses pages, by the way that finds most.
pub fn open<'a>(bytes: &[u8], password: Option<&str>) -> Result<'a> {
    let direct = first(bytes, password);
    let wrong = match direct {
        Ok(opened) if opened.lacks => return Ok(fullest(opened, bytes, password)),
        Ok(opened) => return Ok(opened),
        Err(error) => error,
    };
    if wrong.code != "password"
        && let Ok(opened) = rebuilt(bytes, password)
    {
        return Ok(if opened.lacks { more(opened, second(bytes, password)) } else { opened });
    }
    if wrong.code == "password"
        && let Some(plain) = without_encryption(bytes)
        && let Ok(opened) = opened(bytes, || First::open(&plain, None, false), None)
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

/// Opens the file by the first reader, its cross-references as they are.
pub fn first<'a>(bytes: &[u8], password: Option<&str>) -> Result<'a> {
    opened(bytes, || First::open(bytes, password, false), None)
}

/// Of all ways to open a file that lacks pages, the one that finds most.
fn fullest<'a>(opened: Opened<'a>, bytes: &[u8], password: Option<&str>) -> Opened<'a> {
    let best = more(opened, rebuilt(bytes, password));
    if best.lacks { more(best, second(bytes, password)) } else { best }
}

fn more<'a>(known: Opened<'a>, other: Result<'a>) -> Opened<'a> {
    match other {
        Ok(other) if other.pages.len() > known.pages.len() => other,
        _ => known,
    }
}

fn rebuilt<'a>(bytes: &[u8], password: Option<&str>) -> Result<'a> {
    let note = Some("the cross-references were damaged and have been rebuilt");
    opened(bytes, || First::open(bytes, password, true), note)
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
    opened(bytes, || Second::open(bytes, password), note)
}

/// The pages of a file; a reader that fails in the middle of it has read nothing.
fn opened<'a, O: super::object::Objects + 'a>(
    bytes: &[u8],
    open: impl FnOnce() -> std::result::Result<O, PdfError>,
    note: Option<&'static str>,
) -> Result<'a> {
    let find = || {
        let file = File::new(open()?, bytes.len());
        let tree = tree::read(&file);
        let stray = tree.stray(&file);
        let (lacks, mut said, mut pages) = (tree.lacks(), tree.warnings(), tree.pages);
        if pages.is_empty() {
            if stray.is_empty() {
                return Err(PdfError::no_pages());
            }
            let note = Some("the page tree is damaged: pages are in the order of their objects");
            return Ok(Opened { file, pages: stray, note, said: Vec::new(), lacks: false });
        }
        if !stray.is_empty() {
            let count = stray.len();
            if lacks {
                said.push(format!("{count} pages that the page tree does not name are read behind the others"));
                pages.extend(stray);
            } else {
                said.push(format!("{count} pages {UNNAMED}"));
            }
        }
        Ok(Opened { file, pages, note, said, lacks })
    };
    caught(find).unwrap_or_else(|| Err(PdfError::damaged("the reader fails on it")))
}
