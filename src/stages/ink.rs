//! The stages of a PDF by themselves: its ink, and the lines that a reader sees in it.

use crate::pdf::ink::InkPage;
use crate::pdf::{self, Pdf};
use crate::source::{Kind, Refusal, Source};

/// The ink of a PDF: every glyph and every ruling, where it is.
///
/// # Errors
/// A file that is no PDF, or a PDF that cannot be opened, is refused with the reason.
pub fn ink(source: &Source, password: Option<&str>) -> Result<Pdf, Refusal> {
    each(source, password, |page| page)
}

/// As [`ink`], of a PDF that may have `most` pages.
///
/// # Errors
/// As [`ink`], and where there are more pages.
pub fn ink_within(source: &Source, password: Option<&str>, most: u32) -> Result<Pdf, Refusal> {
    within(source, password, most, |page| page)
}

/// A PDF with what `make` made of each of its pages; a page's ink is let go before the next is kept.
///
/// # Errors
/// As [`ink`].
pub fn each<T: Send>(
    source: &Source,
    password: Option<&str>,
    make: impl Fn(InkPage) -> T + Sync,
) -> Result<Pdf<T>, Refusal> {
    within(source, password, u32::MAX, make)
}

fn within<T: Send>(
    source: &Source,
    password: Option<&str>,
    most: u32,
    make: impl Fn(InkPage) -> T + Sync,
) -> Result<Pdf<T>, Refusal> {
    let refusal = |code, message, hint| Refusal { code, message, hint, offset: None, line: None };
    if source.kind() != Kind::Pdf {
        let other = || refusal("not_pdf", "not a PDF: only a PDF has ink".to_owned(), "name a PDF".to_owned());
        return Err(source.misnamed().unwrap_or_else(other));
    }
    pdf::read_within(&source.bytes, password, most, make)
        .map_err(|error| refusal(error.code, error.message, error.hint))
}
