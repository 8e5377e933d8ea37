//! PDF bytes to pages of ink: every glyph and every ruling, where it is.
//!
//! ```text
//! open       objects by lopdf, or by hayro-syntax (object/), streams unpacked (filter/)
//! page       the page tree, boxes, rotation: the one place where the page is turned over
//! interpret  operators to ink: text.rs, ruling.rs and path.rs, xobject.rs, marks.rs, layers.rs
//! font/      codes to Unicode, widths, writing mode
//! doubled    what was drawn twice, once
//! scan       pages that are pictures of text
//! ```

mod clip;
mod color;
mod depth;
mod doubled;
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
mod page;
mod paint_operators;
mod path;
#[cfg(test)]
mod read_tests;
mod resources;
mod ruling;
mod scan;
mod state;
mod strings;
mod text;
mod text_operators;
mod xobject;

use rayon::prelude::*;

pub use error::PdfError;
pub use info::{Bookmark, Info, Stamp};
use ink::InkPage;
use interpret::Shared;
use open::Opened;
pub use scan::Scan;

/// A header further back than this is not a header (annex I of ISO 32000-1 says 1024; writers stray).
const HEADER_WITHIN: usize = 8192;

/// A document as ink.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Pdf {
    /// Its pages in order.
    pub pages: Vec<InkPage>,
    /// What it says of itself.
    pub info: Info,
    /// What is to be said about it, with the page from 1 where it concerns one.
    pub warnings: Vec<(Option<u32>, String)>,
}

/// Reads a PDF. Pages are read in parallel; the result does not depend on how many threads there are.
///
/// # Errors
/// A [`PdfError`] where nothing can be read: no PDF, damaged beyond repair, a password, no pages.
pub fn read(bytes: &[u8], password: Option<&str>) -> Result<Pdf, PdfError> {
    let opened = open::open(bytes, password).map_err(|error| {
        let header = bytes.get(..HEADER_WITHIN.min(bytes.len())).unwrap_or_default();
        let has_header = header.windows(5).any(|window| window == b"%PDF-");
        if has_header || matches!(error.code, "password" | "too_deep") { error } else { PdfError::not_pdf() }
    })?;
    let first = interpret(&opened);
    if !suspicious(&first) || opened.note.is_some_and(|note| note.contains("second")) {
        return Ok(first);
    }
    // Something is missing that another reader may find; whichever finds more is believed.
    match open::second(bytes, password).map(|opened| interpret(&opened)) {
        Ok(second) if glyphs(&second) > glyphs(&first) => Ok(second),
        _ => Ok(first),
    }
}

fn interpret(opened: &Opened<'_>) -> Pdf {
    let Opened { file, pages, note } = opened;
    let (fonts, layers) = (font::Fonts::default(), layers::Layers::read(file));
    let shared = Shared { file, fonts: &fonts, layers: &layers };
    let labels = info::labels::labels(file, pages.len());
    let read = |(at, dict)| page::read(&shared, dict, at as u32 + 1, labels.get(at).cloned().flatten());
    let inked: Vec<(InkPage, Vec<String>)> =
        pages.par_iter().enumerate().map(|(at, leaf)| read((at, leaf.dict.as_ref()))).collect();
    let mut warnings: Vec<(Option<u32>, String)> = note.iter().map(|note| (None, (*note).to_owned())).collect();
    warnings.extend(fonts.doubts(file).into_iter().map(|doubt| (None, doubt)));
    for (page, said) in &inked {
        warnings.extend(said.iter().map(|said| (Some(page.number), said.clone())));
    }
    Pdf { pages: inked.into_iter().map(|(page, _)| page).collect(), info: Info::read(file, pages), warnings }
}

/// No text at all, glyphs without characters, or content that was damaged: reasons to ask the second reader.
fn suspicious(pdf: &Pdf) -> bool {
    let empty = |page: &InkPage| page.glyphs.is_empty() && page.pictures.is_empty() && page.fills.is_empty();
    let drawn: usize = pdf.pages.iter().map(|page| page.glyphs.len()).sum();
    pdf.pages.iter().all(empty)
        || drawn > 2 * glyphs(pdf)
        || pdf.warnings.iter().any(|(_, warning)| warning.contains("damaged"))
}

/// Glyphs whose characters are known.
fn glyphs(pdf: &Pdf) -> usize {
    pdf.pages.iter().map(|page| page.glyphs.iter().filter(|glyph| !glyph.text.is_empty()).count()).sum()
}
