//! The text of a document, page by page.

use super::{Options, Remark, ink, read_with};
use crate::geometry::Rect;
use crate::pdf::ink::InkPage;
use crate::source::{Kind, Refusal, Source};
use crate::table::printed;

/// A page as text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextPage {
    /// Page number, from 1; the text of a file without pages is one page.
    pub number: u32,
    /// Width and height in points; `None` where the source has no page to measure.
    pub size: Option<(f32, f32)>,
    /// Its lines in reading order.
    pub lines: Vec<TextLine>,
}

/// A line of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    /// The characters.
    pub text: String,
    /// Its box in points from the page's top left, and its font size.
    pub ink: Option<(Rect, f32)>,
}

/// The text of a document in reading order, and what is to be said about it.
///
/// # Errors
/// As [`crate::convert`]; a PDF that cannot be opened is refused with the reason.
pub fn text(source: &Source, password: Option<&str>) -> Result<(Vec<TextPage>, Vec<Remark>), Refusal> {
    text_within(source, password, u32::MAX)
}

/// As [`text`], of a document that may have `most` pages.
///
/// # Errors
/// As [`text`], and where there are more pages.
pub fn text_within(
    source: &Source,
    password: Option<&str>,
    most: u32,
) -> Result<(Vec<TextPage>, Vec<Remark>), Refusal> {
    if source.kind() != Kind::Pdf {
        return Ok((poured(source)?, Vec::new()));
    }
    let read = |page: InkPage| (printed_page(&page), Remark::of_page(&page), page.has_characters());
    let document = ink::each_within(source, password, most, read)?;
    let mut remarks: Vec<Remark> = document.warnings.into_iter().map(Remark::warning).collect();
    let mut pages = Vec::with_capacity(document.pages.len());
    let (mut scans, mut characters) = (Vec::new(), false);
    for (page, scan, has_characters) in document.pages {
        pages.push(page);
        scans.extend(scan);
        characters |= has_characters;
    }
    remarks.extend(Remark::of_empty(characters, scans.iter().any(|remark| !remark.is_of_unseen())));
    remarks.extend(scans);
    Ok((pages, remarks))
}

/// The pages of a text file.
fn poured(source: &Source) -> Result<Vec<TextPage>, Refusal> {
    let mut pages: Vec<TextPage> = Vec::new();
    for line in read_with(source, &Options::default())?.rendition.lines {
        let number = line.page.unwrap_or(1);
        if pages.last().is_none_or(|page| page.number != number) {
            pages.push(TextPage { number, size: None, lines: Vec::new() });
        }
        if let Some(page) = pages.last_mut() {
            page.lines.push(TextLine { text: line.text.as_str().to_owned(), ink: None });
        }
    }
    Ok(pages)
}

fn printed_page(page: &InkPage) -> TextPage {
    let lines = printed::page(page).lines.into_iter();
    let lines = lines.map(|line| TextLine { text: line.text, ink: Some((line.rect, line.size)) }).collect();
    TextPage { number: page.number, size: Some((page.width, page.height)), lines }
}
