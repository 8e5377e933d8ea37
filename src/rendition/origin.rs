//! The way back: what stands at a place of the source, and how a place is told.

use crate::geometry::Rect;
use crate::source::{Decoded, line_ends};
use crate::text::Span;

/// A source that answers what stands where: a decoded text, or the transcript of printed pages.
#[derive(Debug)]
pub struct Origin {
    decoded: Decoded,
    /// Byte of the text at which each line begins.
    line_starts: Vec<usize>,
    /// Byte of the text at which each form feed stands.
    page_ends: Vec<usize>,
    /// Where the characters of a transcript are printed, in its order; empty for a text.
    printed: Vec<Printed>,
    /// First byte of each stretch of a transcript that stands on one page, and that page.
    turns: Vec<(u32, u32)>,
}

/// A stretch of a transcript, up to the next one's begin, and where it is printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Printed {
    /// First byte in the transcript.
    pub at: u32,
    /// Page, from 1.
    pub page: u32,
    /// The glyph's box in points from the page's top left.
    pub rect: Rect,
}

impl Origin {
    /// Takes over a decoded source.
    pub fn new(decoded: Decoded) -> Self {
        let behind = line_ends(&decoded.text).map(|end| end.end);
        let line_starts = std::iter::once(0).chain(behind).collect();
        let page_ends = decoded.text.match_indices('\u{C}').map(|(at, _)| at).collect();
        Self { decoded, line_starts, page_ends, printed: Vec::new(), turns: Vec::new() }
    }

    /// The transcript of printed pages in reading order; `printed` says, in its order, where each
    /// character that is ink stands.
    pub fn transcript(text: String, printed: Vec<Printed>) -> Self {
        let turns = printed.chunk_by(|a, b| a.page == b.page).filter_map(|page| page.first());
        let turns = turns.map(|first| (first.at, first.page)).collect();
        Self { printed, turns, ..Self::new(Decoded::transcript(text)) }
    }

    /// Whether the source is printed pages: its places are boxes, not bytes of a file.
    pub fn is_printed(&self) -> bool {
        !self.printed.is_empty()
    }

    /// The boxes around a stretch of a transcript, one a page; none for a text.
    pub fn boxes(&self, span: Span) -> Vec<(u32, Rect)> {
        let first = self.printed.partition_point(|printed| printed.at < span.start);
        let mut boxes: Vec<(u32, Rect)> = Vec::new();
        for printed in self.printed.iter().skip(first).take_while(|printed| printed.at < span.end) {
            match boxes.iter_mut().find(|(page, _)| *page == printed.page) {
                Some((_, rect)) => *rect = rect.union(&printed.rect),
                None => boxes.push((printed.page, printed.rect)),
            }
        }
        boxes
    }

    /// The page, from 1, on which a stretch begins; none where the source has no pages.
    pub fn page(&self, span: Span) -> Option<u32> {
        if self.is_printed() {
            let after = self.turns.partition_point(|(at, _)| *at <= span.start);
            return after.checked_sub(1).and_then(|at| self.turns.get(at)).map(|(_, page)| *page);
        }
        let at = self.decoded.text_range(span.start..span.start).start;
        let before = self.page_ends.partition_point(|end| *end <= at) as u32;
        (!self.page_ends.is_empty()).then_some(before + 1)
    }

    /// The parts of a stretch that stand on one page each; the stretch itself for a text.
    pub fn by_page(&self, span: Span) -> Vec<Span> {
        let first = self.printed.partition_point(|printed| printed.at < span.start);
        let first = self.printed.get(first).map_or(span.end, |printed| printed.at);
        let behind = self.turns.partition_point(|(at, _)| *at <= first);
        let turns = self.turns.iter().skip(behind).map(|(at, _)| *at).take_while(|at| *at < span.end);
        let starts = std::iter::once(span.start).chain(turns.clone());
        starts.zip(turns.chain([span.end])).map(|(start, end)| Span::new(start, end)).collect()
    }

    /// The decoded text.
    pub fn decoded(&self) -> &Decoded {
        &self.decoded
    }

    /// The exact characters at a stretch of the source.
    pub fn quote(&self, span: Span) -> &str {
        let range = self.decoded.text_range(span.start..span.end);
        self.decoded.text.get(range).unwrap_or_default()
    }

    /// The line, from 1, on which a stretch begins.
    pub fn line(&self, span: Span) -> u32 {
        let at = self.decoded.text_range(span.start..span.start).start;
        self.line_starts.partition_point(|start| *start <= at) as u32
    }

    /// Whether nothing but white space stands between two stretches.
    pub fn adjoin(&self, first: Span, second: Span) -> bool {
        first.end <= second.start && self.quote(Span::new(first.end, second.start)).trim().is_empty()
    }

    /// Every character of the source that is not white space, with its stretch.
    pub fn characters(&self) -> impl Iterator<Item = (char, Span)> + '_ {
        let visible = self.decoded.characters().filter(|(c, _)| !c.is_whitespace());
        visible.map(|(c, at)| (c, Span::new(at.start, at.end)))
    }
}
