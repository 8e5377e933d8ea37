//! Japanese text for all stages: text that knows where it was printed, normalization, marks,
//! numbers, quantities and periods.
//!
//! Nothing in here knows what a table or a record is.

mod after;
mod before;
mod bracket;
mod calendar;
mod cell;
mod cursor;
mod dates;
mod edge;
mod era;
mod fields;
mod figure;
mod fraction;
mod join;
mod lacking;
mod letter;
mod line;
mod list;
mod mark;
mod merge;
mod multiplier;
mod normalize;
mod number;
mod numeral;
mod numeric;
mod period;
mod quantity;
mod range;
mod scan;
mod settle;
mod spacing;
mod span;
mod stamp;
mod tail;
mod units;
mod unread;
mod words;
mod year;

pub use bracket::brackets;
pub use cell::{DateCell, date_cell};
pub use dates::periods;
pub use edge::{cut_date, cut_figure};
pub use era::{Era, eras};
pub use join::{join_lines, joins_without_space};
pub use lacking::{explained_terms, lacks_era, last_era, unread_years};
pub use letter::{is_letter, is_letter_or_number, is_number};
pub use line::{Line, Look, RowBar, RowShape, Spread, Turn};
pub use mark::{Mark, Rank, is_roman, mark_of, marks_in, opening, strip_mark};
pub use multiplier::{Unit, unit_of};
pub use normalize::{is_radical, normal, normalize, normalize_with, vanishes};
pub use period::{Carry, Dated, Own, Period, PeriodUnit, Suffix};
pub use quantity::{Change, Comparator, Figures, Found, Place, Quantity, Whole, figures, quantities};
pub use spacing::{is_japanese, split_stacked, tidy};
pub use span::Span;
pub use words::{listed, same_words, squeeze};

use std::ops::Range;

/// Normalized text that knows, for each of its bytes, which stretch of the source it came from.
///
/// One source character may give several characters (`㈱` gives `(株)`) and several may give one
/// (half-width `ｶﾞ` gives `ガ`); each keeps the whole stretch it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Text {
    text: String,
    /// The origin of each byte of `text`.
    origin: Vec<Span>,
}

impl Text {
    /// An empty text with room for some bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), origin: Vec::with_capacity(bytes) }
    }

    /// Appends one character and the stretch of the source that it stands for.
    pub fn push(&mut self, c: char, origin: Span) {
        self.text.push(c);
        self.origin.resize(self.text.len(), origin);
    }

    /// Appends another text.
    pub fn push_text(&mut self, other: &Text) {
        self.text.push_str(&other.text);
        self.origin.extend_from_slice(&other.origin);
    }

    /// Appends a space that is not printed, between two pieces that were stacked on the page.
    pub fn push_gap(&mut self) {
        if let Some(last) = self.origin.last().copied() {
            self.push(' ', Span::new(last.end, last.end));
        }
    }

    /// Appends a line break that a reader sees on the page, between two lines of a cell.
    pub fn push_break(&mut self) {
        if let Some(last) = self.origin.last().copied() {
            self.push('\n', Span::new(last.end, last.end));
        }
    }

    /// Its lines, trimmed; blank ones left out.
    pub fn lines(&self) -> Vec<Text> {
        let breaks: Vec<usize> = self.text.match_indices('\n').map(|(at, _)| at).collect();
        self.cut(&breaks)
    }

    /// The normalized characters.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Whether there is nothing but white space.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The part at a byte range of [`Self::as_str`]; the range must lie on character boundaries.
    pub fn slice(&self, range: Range<usize>) -> Text {
        Text { text: self.text[range.clone()].to_owned(), origin: self.origin[range].to_vec() }
    }

    /// Without white space at both ends.
    pub fn trim(&self) -> Text {
        self.part(0..self.text.len())
    }

    /// The part at a byte range without white space at both ends.
    fn part(&self, range: Range<usize>) -> Text {
        let part = &self.text[range.clone()];
        let start = range.start + part.len() - part.trim_start().len();
        let end = range.start + part.trim_end().len();
        if start >= end { Text::default() } else { self.slice(start..end) }
    }

    /// The same of a text that is not needed any more.
    pub fn trimmed(self) -> Text {
        if self.text.trim().len() == self.text.len() { self } else { self.trim() }
    }

    /// The stretch of the source from the first to the last character of a byte range.
    ///
    /// `None` where the range is empty.
    pub fn span_of(&self, range: Range<usize>) -> Option<Span> {
        self.origin.get(range)?.iter().copied().reduce(Span::hull)
    }

    /// The stretch from the first to the last character.
    pub fn hull(&self) -> Option<Span> {
        self.span_of(0..self.text.len())
    }

    /// The stretches of the source that the text is made of, in the text's order; neighbours that
    /// touch are one.
    pub fn pieces(&self) -> Vec<Span> {
        let mut pieces: Vec<Span> = Vec::new();
        for &origin in &self.origin {
            match pieces.last_mut() {
                Some(last) if origin.start <= last.end && origin.end >= last.start => {
                    *last = last.hull(origin);
                }
                _ => pieces.push(origin),
            }
        }
        pieces.retain(|piece| piece.start < piece.end);
        pieces
    }

    /// Where the printed characters do not follow one another in the source: at wrapped lines, in bytes of
    /// [`Self::as_str`].
    pub fn seams(&self) -> Vec<usize> {
        let pairs = self.origin.iter().zip(self.origin.iter().skip(1)).enumerate();
        let parted = pairs.filter(|(_, (before, behind))| behind.start > before.end);
        parted.map(|(at, _)| at + 1).filter(|at| self.text.is_char_boundary(*at)).collect()
    }

    /// What is left without the given byte ranges, trimmed.
    pub fn without(&self, cuts: &[Range<usize>]) -> Text {
        self.remove(cuts).trimmed()
    }

    /// What is left without the given byte ranges.
    pub fn remove(&self, cuts: &[Range<usize>]) -> Text {
        let mut left = Text::default();
        let mut from = 0;
        for cut in cuts {
            if cut.start > from {
                left.push_text(&self.slice(from..cut.start));
            }
            from = from.max(cut.end);
        }
        if from < self.text.len() {
            left.push_text(&self.slice(from..self.text.len()));
        }
        left
    }

    /// Cut at every position in `at` (byte offsets, ascending); the parts are trimmed, blank ones
    /// left out.
    pub fn cut(&self, at: &[usize]) -> Vec<Text> {
        let mut parts = Vec::new();
        let mut from = 0;
        for &to in at.iter().chain(std::iter::once(&self.text.len())) {
            if to > from {
                parts.push(self.part(from..to));
                from = to;
            }
        }
        parts.retain(|part| !part.is_blank());
        parts
    }
}
