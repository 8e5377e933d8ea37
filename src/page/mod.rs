//! Stage 2, compose: lines -> blocks in reading order: headings, items, paragraphs, rows of tables,
//! contents and page furniture.
//!
//! A block is told by its shape alone; what it says for a record is a later stage's matter.

mod compose;
pub mod flow;
mod furniture;
pub mod grid;
mod heading;
mod legend;
pub mod order;
pub mod running;
pub mod turn;
pub mod wrap;

pub use compose::compose;
pub use legend::is_bar_sample;

use crate::text::{Line, Look, Mark, Rank, RowShape, Span, Text};

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A heading; 1 is the outermost level.
    Heading(u8),
    /// A line that a mark opens.
    Item,
    /// A line of running text.
    Plain,
    /// A row of a table, its cells between TABs.
    Row,
    /// A line of the table of contents.
    Contents,
    /// A page number, a running head, or a number that is part of a heading below.
    Furniture,
}

/// A line, or several that a page broke one into.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The mark that opens it.
    pub mark: Option<Mark>,
    /// The characters without the mark; rows keep theirs, with TABs.
    pub text: Text,
    /// The whole stretch, mark included.
    pub span: Span,
    /// First line in the source, from 1.
    pub line: u32,
    /// Page, from 1.
    pub page: Option<u32>,
    /// Blank lines above.
    pub gap: u32,
    /// The characters with the mark, the lines put together.
    pub printed: Text,
    /// The physical lines it was made of, marks included.
    pub lines: Vec<Text>,
    /// How its first line is set; `None` for a text file.
    pub look: Option<Look>,
    /// What its cells cover, where it is a row of a table on a printed page.
    pub row: Option<RowShape>,
}

impl Block {
    /// The block of a line that was put together of parts.
    fn of(line: Line, parts: Vec<Text>) -> Option<Self> {
        let row = line.is_row();
        let (mark, text) =
            if row || line.furniture { (None, line.text.clone()) } else { crate::text::strip_mark(&line.text) };
        let kind = if row {
            Kind::Row
        } else if line.furniture {
            Kind::Furniture
        } else if mark.is_some() {
            Kind::Item
        } else {
            Kind::Plain
        };
        Some(Self {
            kind,
            mark,
            text,
            span: line.text.hull()?,
            line: line.number,
            page: line.page,
            gap: line.blank_above,
            printed: line.text,
            lines: parts,
            look: line.look,
            row: line.row,
        })
    }

    /// A line of it by itself: of a cell, where it is a row.
    pub fn part(&self, line: &Text) -> Option<Self> {
        let (mark, text) = crate::text::strip_mark(line);
        let kind = if mark.is_some() { Kind::Item } else { Kind::Plain };
        let (span, printed, lines) = (line.hull()?, line.clone(), vec![line.clone()]);
        Some(Self { kind, mark, text, span, printed, lines, look: None, row: None, ..self.clone() })
    }

    /// The rank of its mark.
    pub fn rank(&self) -> Option<Rank> {
        self.mark.as_ref().map(|mark| mark.rank)
    }

    /// Whether it is a heading, and of which level.
    pub fn heading_level(&self) -> Option<u8> {
        match self.kind {
            Kind::Heading(level) => Some(level),
            _ => None,
        }
    }

    /// Whether it reads as a sentence or a longer text rather than as a name.
    pub fn is_sentence(&self) -> bool {
        let text = self.text.as_str().trim_end();
        text.ends_with('。') || text.contains('。') || text.chars().count() > LONGEST_NAME
    }
}

/// Longest text, in characters, that still reads as a name or a heading.
pub const LONGEST_NAME: usize = 44;

/// The text without white space: how two printings of one name are compared.
pub fn squeeze(text: &str) -> String {
    crate::text::squeeze(text).into_owned()
}
