//! The stages of a PDF by themselves: its ink, and the lines that a reader sees in it.

use crate::pdf::ink::InkPage;
use crate::pdf::{self, Pdf};
use crate::source::{Kind, Refusal, Source};

/// The ink of a PDF: every glyph and every ruling, where it is.
///
/// # Errors
/// A file that is no PDF, or a PDF that cannot be opened, is refused with the reason.
pub fn ink(source: &Source, password: Option<&str>) -> Result<Pdf, Refusal> {
    ink_within(source, password, u32::MAX)
}

/// What to do with a text where a PDF is wanted.
const OF_TEXTS: &str = "name a PDF; of a text, `torikumi show --stage lines`, `tables` and so on print what is in it";

/// As [`ink`], of a PDF that may have `most` pages.
///
/// # Errors
/// As [`ink`], and where there are more pages.
pub fn ink_within(source: &Source, password: Option<&str>, most: u32) -> Result<Pdf, Refusal> {
    each_within(source, password, most, |page| page)
}

/// A PDF of at most `most` pages with what `make` made of each of them; a page's ink is let go before the next is kept.
///
/// # Errors
/// As [`ink_within`].
pub fn each_within<T: Send>(
    source: &Source,
    password: Option<&str>,
    most: u32,
    make: impl Fn(InkPage) -> T + Sync,
) -> Result<Pdf<T>, Refusal> {
    let refusal = |code, message, hint| Refusal { code, message, hint, offset: None, line: None };
    if source.kind() != Kind::Pdf {
        let other = || refusal("not_pdf", "expected a PDF, found another file".to_owned(), OF_TEXTS.to_owned());
        return Err(source.misnamed().unwrap_or_else(other));
    }
    pdf::read_within(&source.bytes, password, most, make)
        .map_err(|error| refusal(error.code, error.message, error.hint))
}
