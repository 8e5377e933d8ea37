//! What each row of a region is.

use super::kind::uncounted;
use super::region::Region;
use crate::lexicon;
use crate::page::squeeze;

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// It says something of a subject.
    Record,
    /// It names a section for the rows below.
    Section,
    /// It adds up others.
    Total,
    /// It prints the header again.
    HeaderAgain,
    /// It says nothing.
    Blank,
}

impl RowKind {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Record => "record",
            Self::Section => "section",
            Self::Total => "total",
            Self::HeaderAgain => "header_again",
            Self::Blank => "blank",
        }
    }
}

/// Fewest label words that a row must repeat to be the header again.
const FEWEST_WORDS: usize = 2;

/// What the rows below the header are.
pub fn kinds(region: &Region<'_>, head: usize, labels: &[String], named: &[usize]) -> Vec<RowKind> {
    (head..region.height()).map(|row| kind(region, row, labels, named)).collect()
}

fn kind(region: &Region<'_>, row: usize, labels: &[String], named: &[usize]) -> RowKind {
    if region.is_blank(row) {
        return RowKind::Blank;
    }
    let said = || (0..region.width()).map(|col| &region.squares[row][col]).filter(|square| !square.text.is_blank());
    let first = said().find(|square| !square.goes_on);
    let named = named.iter().map(|col| &region.squares[row][*col]).filter(|square| !square.goes_on);
    if first.is_some_and(|square| lexicon::is_total(&uncounted(square.text.as_str())))
        || named.into_iter().any(|square| lexicon::is_total(&uncounted(square.text.as_str())))
    {
        return RowKind::Total;
    }
    let same = |col: usize, text: &str| labels.get(col).is_some_and(|label| *label == squeeze(text));
    let (mut again, mut other) = (0, 0);
    for col in 0..region.width() {
        let square = &region.squares[row][col];
        if square.text.is_blank() || square.goes_on {
            continue;
        }
        if same(col, square.text.as_str()) { again += 1 } else { other += 1 }
    }
    if again >= FEWEST_WORDS && other == 0 {
        return RowKind::HeaderAgain;
    }
    if region.title(row).is_some() && region.bars[row].is_empty() { RowKind::Section } else { RowKind::Record }
}
