//! The way back: what stands at a place of the source, and how a place is told.

use crate::source::Decoded;
use crate::text::Span;

/// A decoded source that answers what stands where.
#[derive(Debug)]
pub struct Origin {
    decoded: Decoded,
    /// Byte of the text at which each line begins.
    line_starts: Vec<usize>,
}

impl Origin {
    /// Takes over a decoded source.
    pub fn new(decoded: Decoded) -> Self {
        let newlines = decoded.text.match_indices('\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(newlines).collect();
        Self { decoded, line_starts }
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
        let visible = self.decoded.text.char_indices().filter(|(_, c)| !c.is_whitespace());
        visible.map(|(i, c)| {
            let at = self.decoded.span(i..i + c.len_utf8());
            (c, Span::new(at.start, at.end))
        })
    }
}
