//! PDF bytes to pages of ink: every glyph and every ruling, where it is.
//!
//! ```text
//! open       objects by lopdf, or by hayro-syntax (object/), streams unpacked (filter/)
//! tree       the page tree: all pages, in order, and what is wrong with it
//! page       boxes, rotation: the one place where the page is turned over
//! interpret  operators to ink: text.rs, ruling.rs and path.rs, xobject.rs, marks.rs, layers.rs
//! annotation what annotations draw over the page
//! font/      codes to Unicode, widths, writing mode
//! unseen     what nobody sees, by the paint under and over it (coat.rs, pixels.rs, outlined.rs)
//! doubled    what was drawn twice, once
//! scan       pages that are pictures of text
//! ```

mod annotation;
mod caught;
mod cells;
mod clip;
mod coat;
mod color;
#[cfg(test)]
mod cover_tests;
#[cfg(test)]
mod damage_tests;
mod depth;
#[cfg(test)]
mod differ_tests;
mod doubled;
#[cfg(test)]
pub mod drawn;
mod ending;
mod error;
mod filter;
mod font;
mod info;
pub mod ink;
mod inline;
mod interpret;
mod layers;
mod lexer;
mod marks;
mod matrix;
mod object;
mod open;
mod outlined;
mod page;
mod paint_operators;
mod path;
mod pixels;
#[cfg(test)]
mod read_tests;
mod resources;
mod ruling;
mod scan;
mod state;
mod strings;
mod text;
mod text_operators;
mod tree;
mod unseen;
#[cfg(test)]
mod unseen_tests;
mod xobject;

use rayon::prelude::*;

use crate::source::header;
use caught::caught;
pub use caught::panics_are_caught;
pub use error::PdfError;
pub use info::{Bookmark, Info, Stamp};
use ink::InkPage;
use interpret::Shared;
use open::Opened;
pub use scan::Scan;

/// A document as ink.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pdf<Page = InkPage> {
    /// Its pages in order.
    pub pages: Vec<Page>,
    /// What it says of itself.
    pub info: Info,
    /// What is to be said about it, with the page from 1 where it concerns one.
    pub warnings: Vec<(Option<u32>, String)>,
}

/// What a warning of the reading means for the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It tells of glyphs that nobody sees on the page.
    Unseen,
    /// The file contradicts itself, and what is printed decided.
    Settled,
    /// Something may be missing or wrong.
    Open,
}

/// What a warning means for the text.
pub fn doubt(warning: &str) -> Doubt {
    if warning.ends_with(page::OUTSIDE) || warning.ends_with(page::HIDDEN) {
        Doubt::Unseen
    } else if warning.ends_with(font::BELIEVED) || warning.ends_with(open::UNNAMED) || warning == ending::SHORT {
        Doubt::Settled
    } else {
        Doubt::Open
    }
}

/// What a warning of glyphs that nobody sees says, in Japanese.
pub fn unseen_in_japanese(warning: &str) -> Option<String> {
    let (count, what) = warning.split_once(' ')?;
    let where_to = [(page::OUTSIDE, "ページの表示範囲の外にある"), (page::HIDDEN, "表示されないレイヤーの")];
    let (_, told) = where_to.into_iter().find(|(message, _)| what == *message)?;
    Some(format!("{told}{count}文字はレコードに含めない"))
}

/// Reads a PDF. Pages are read in parallel; the result does not depend on how many threads there are.
///
/// # Errors
/// A [`PdfError`] where nothing can be read: no PDF, damaged beyond repair, a password, no pages.
pub fn read(bytes: &[u8], password: Option<&str>) -> Result<Pdf, PdfError> {
    read_each(bytes, password, |page| page)
}

/// Reads a PDF and makes something of each page as soon as it is read: the ink of a whole document is large.
///
/// # Errors
/// As [`read`].
pub fn read_each<T: Send>(
    bytes: &[u8],
    password: Option<&str>,
    make: impl Fn(InkPage) -> T + Sync,
) -> Result<Pdf<T>, PdfError> {
    read_within(bytes, password, u32::MAX, make)
}

/// As [`read_each`], of a document that may have `most` pages.
///
/// # Errors
/// As [`read`], and where there are more pages.
pub fn read_within<T: Send>(
    bytes: &[u8],
    password: Option<&str>,
    most: u32,
    make: impl Fn(InkPage) -> T + Sync,
) -> Result<Pdf<T>, PdfError> {
    let mended = header::mended(bytes);
    let bytes = mended.as_deref().unwrap_or(bytes);
    let ending = ending::fault(bytes);
    let opened = open::open(bytes, password).map_err(|error| match ending {
        _ if matches!(error.code, "password" | "too_deep") => error,
        _ if !header::is_pdf(bytes) => PdfError::not_pdf(),
        Some(fault) => error.because(fault),
        None => error,
    })?;
    if opened.pages.len() > most as usize {
        return Err(PdfError::too_many_pages(opened.pages.len(), most));
    }
    let (mut first, found) = interpret(&opened, &make)?;
    first.warnings.extend(ending.map(|fault| (None, fault.to_owned())));
    if !found.suspicious(&first.warnings) || opened.note.is_some_and(|note| note.contains("second")) {
        return Ok(first);
    }
    // Something is missing that another reader may find; whichever finds more is believed.
    match open::second(bytes, password).and_then(|opened| interpret(&opened, &make)) {
        Ok((mut second, more)) if more.known > found.known && second.pages.len() >= first.pages.len() => {
            second.warnings.extend(ending.map(|fault| (None, fault.to_owned())));
            Ok(second)
        }
        _ => Ok(first),
    }
}

/// Reads the pages.
///
/// # Errors
/// Where the document unpacks to more than any honest one.
fn interpret<T: Send>(opened: &Opened<'_>, make: &(impl Fn(InkPage) -> T + Sync)) -> Result<(Pdf<T>, Found), PdfError> {
    let Opened { file, pages, note, said, .. } = opened;
    let (fonts, layers) = (font::Fonts::default(), layers::Layers::read(file));
    let shared = Shared { file, fonts: &fonts, layers: &layers };
    let labels = caught(|| info::labels::labels(file, pages.len())).unwrap_or_default();
    let read = |(at, leaf): (usize, &tree::Leaf)| {
        let number = at as u32 + 1;
        let page = caught(|| page::read(&shared, leaf.dict.as_ref(), number, labels.get(at).cloned().flatten()));
        let (page, said) = page.unwrap_or_else(|| page::unread(number));
        let said: Vec<_> = said.into_iter().map(|said| (Some(number), said)).collect();
        (Found::on(&page), said, make(page))
    };
    let inked: Vec<(Found, Vec<_>, T)> = pages.par_iter().enumerate().map(read).collect();
    let mut warnings: Vec<(Option<u32>, String)> = note.iter().map(|note| (None, (*note).to_owned())).collect();
    warnings.extend(said.iter().map(|said| (None, said.clone())));
    let doubts = caught(|| fonts.doubts(file)).unwrap_or_default();
    warnings.extend(doubts.into_iter().map(|doubt| (None, doubt)));
    let (mut found, mut made) = (Found::default(), Vec::with_capacity(inked.len()));
    for (on_page, said, page) in inked {
        found.add(on_page);
        warnings.extend(said);
        made.push(page);
    }
    let info = caught(|| info::Info::read(file, pages)).unwrap_or_default();
    if file.is_exhausted() {
        return Err(PdfError::too_much());
    }
    Ok((Pdf { pages: made, info, warnings }, found))
}

/// How much was found.
#[derive(Clone, Copy, Default)]
struct Found {
    /// Whether there is any ink.
    ink: bool,
    /// Glyphs.
    drawn: usize,
    /// Glyphs whose characters are known.
    known: usize,
}

impl Found {
    fn on(page: &InkPage) -> Self {
        let known = page.glyphs.iter().filter(|glyph| !glyph.text.is_empty()).count();
        let ink = !(page.glyphs.is_empty() && page.pictures.is_empty() && page.fills.is_empty());
        Self { ink, drawn: page.glyphs.len(), known }
    }

    fn add(&mut self, other: Self) {
        self.ink |= other.ink;
        self.drawn += other.drawn;
        self.known += other.known;
    }

    /// No text at all, glyphs without characters, or content that was damaged: reasons to ask the second reader.
    fn suspicious(&self, warnings: &[(Option<u32>, String)]) -> bool {
        !self.ink || self.drawn > 2 * self.known || warnings.iter().any(|(_, warning)| warning.contains("damaged"))
    }
}
