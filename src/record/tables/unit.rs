//! What the bare figures of a cell are counted in, where another place of the table says it: a column of units, a
//! bracket behind the header's words or the label's, a line above the table (contract, `quantity`).

use super::budget::lines_above;
use super::sheet::{Sheet, with_unit};
use super::values::label_column;
use crate::lexicon::{self, Role};
use crate::record::Page;
use crate::record::desk::Desk;
use crate::record::model::{Quantity, Target};
use crate::table::{Row, Table};
use crate::text::{Place, Text, Unit, unit_of};

/// Blocks below a table among which a note on its signs is looked for.
const BELOW: usize = 3;

/// The longest line that says what signs mean, in bytes.
const LONGEST_NOTE: usize = 300;

/// The pairs of brackets that hold a unit.
const BRACKETS: [(char, char); 5] = [('(', ')'), ('【', '】'), ('[', ']'), ('〔', '〕'), ('<', '>')];

/// How the bare figures of a cell are to be read.
#[derive(Debug, Default)]
pub struct Setting {
    /// What they are counted in.
    unit: Option<Unit>,
    /// Whether the table says that a bracket around a figure makes it negative.
    bracketed: bool,
}

/// The places that may say what a cell counts in.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said<'t> {
    /// The cell of the row in a column of units; one that repeats another (〃) is that other.
    pub unit: Option<&'t Text>,
    /// What stands over the cell, and what stands beside it: the nearest first.
    pub beside: &'t [&'t str],
}

impl Setting {
    /// What the table says of a cell.
    pub fn of(sheet: Sheet<'_>, row: &Row, col: usize, desk: &Desk<'_>) -> Self {
        let label = label_column(sheet, row).filter(|label| *label != col);
        let header = sheet.table.header.get(col).map(|cell| cell.text.as_str());
        let unit = sheet.cells(row, Role::Unit).next().and_then(|cell| repeated(sheet, row, cell));
        let label = label.map(|label| row.cells[label].text.as_str());
        let beside: Vec<&str> = header.into_iter().chain(label).collect();
        Self::said(sheet.page, sheet.table, Said { unit, beside: &beside }, desk)
    }

    /// What the places around a cell of a table say of it. A unit that is no multiplier and no counter is kept as printed
    /// and told.
    pub fn said(page: &Page<'_>, table: &Table, said: Said<'_>, desk: &Desk<'_>) -> Self {
        let beside = || said.beside.iter().copied();
        let own = said.unit.map(|cell| own(cell, desk));
        let unit = own.or_else(|| beside().find_map(in_bracket)).or_else(|| above(page, table));
        let below = page.blocks.iter().skip(table.blocks.end).take(BELOW);
        let notes = lines_above(page, table).chain(below).map(|block| block.text.as_str());
        let notes = notes.filter(|note| note.len() <= LONGEST_NOTE);
        Self { unit, bracketed: beside().chain(notes).any(lexicon::brackets_are_negative) }
    }

    /// What the cell is to be read as.
    pub fn place(&self) -> Place {
        if self.unit.is_some() { Place::Counted } else { Place::Cell }
    }

    /// Gives a figure its unit, and its sign where the cell has it in brackets.
    pub fn apply(&self, quantity: &mut Quantity, cell: &Text) {
        let cell = cell.as_str().trim();
        let inside = cell.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        if self.bracketed && inside.is_some_and(|inside| !inside.contains(['(', ')'])) {
            let printed = quantity.value.to_string();
            if let Some(negative) =
                Some(printed).filter(|value| !value.starts_with('-')).and_then(|v| format!("-{v}").parse().ok())
            {
                quantity.value = negative;
            }
        }
        if let Some(unit) = &self.unit {
            with_unit(quantity, unit);
        }
    }

    /// Gives the bare figures of a target their unit.
    pub fn count(&self, made: &mut Target, cell: &Text) {
        if let Some(quantity) = &mut made.quantity {
            self.apply(quantity, cell);
        }
        if let Some(quantity) = made.baseline.as_mut().and_then(|base| base.quantity.as_mut()) {
            self.apply(quantity, &Text::default());
        }
    }
}

/// The unit of the row's own column.
fn own(cell: &Text, desk: &Desk<'_>) -> Unit {
    let words = cell.as_str().trim();
    unit_of(words).or_else(|| parted(words)).unwrap_or_else(|| {
        if words.starts_with(|c: char| c.is_ascii_digit()) {
            desk.leave_unread(cell, std::iter::once(0..cell.as_str().len()));
        }
        Unit::as_printed(words)
    })
}

/// The cell itself, or the one above that it repeats (〃, 同上).
fn repeated<'a>(sheet: Sheet<'a>, row: &'a Row, cell: &'a Text) -> Option<&'a Text> {
    if !lexicon::is_ditto(cell.as_str().trim()) {
        return Some(cell);
    }
    let above = sheet.table.rows.iter().rev().skip_while(|other| other.number >= row.number);
    let mut units = above.filter_map(|other| sheet.cells(other, Role::Unit).next());
    units.find(|unit| !lexicon::is_ditto(unit.as_str().trim()))
}

/// The unit in the bracket that closes a header or a label: `目標値(%)`, `比率(%、△は減)`, `普及率【%】`.
fn in_bracket(text: &str) -> Option<Unit> {
    let text = lexicon::without_note(text.trim());
    let (open, close) = BRACKETS.into_iter().find(|(_, close)| text.ends_with(*close))?;
    let mut depth = 0_usize;
    let from = text.char_indices().rev().find_map(|(at, c)| {
        depth = if c == close { depth + 1 } else { depth - usize::from(c == open) };
        (depth == 0).then_some(at + open.len_utf8())
    })?;
    let inside = text.get(from..text.len() - close.len_utf8())?;
    let inside = lexicon::without_unit_label(inside);
    unit_of(inside).or_else(|| parted(inside))
}

/// The one unit among words between commas; what is said of signs (△は減) is no part of it.
fn parted(words: &str) -> Option<Unit> {
    let words = words.replace("( )", "()");
    let mut units = words.split(['、', ',', ';', ' ']).map(str::trim).filter(|part| !lexicon::speaks_of_signs(part));
    let only = units.next().and_then(unit_of);
    only.filter(|_| units.next().is_none())
}

/// The unit that a line above the table gives to all of it: `(単位:千円)`.
fn above(page: &Page<'_>, table: &Table) -> Option<Unit> {
    let mut lines = lines_above(page, table).map(|block| block.text.as_str());
    let line = lines.find(|line| lexicon::is_unit_line(line)).or_else(|| sentence_above(page, table))?;
    let words = lexicon::unit_words(line)?;
    unit_of(words).or_else(|| parted(words))
}

/// A sentence of the chapter that ends with the unit of all its tables: 次のとおり確保します。（単位：人）
fn sentence_above<'a>(page: &Page<'a>, table: &Table) -> Option<&'a str> {
    let chain: Vec<usize> = page.heading_of(table.blocks.start).into_iter().collect();
    let first =
        chain.into_iter().flat_map(|heading| page.headings_above(heading).into_iter().chain([heading])).min()?;
    let above = page.blocks.get(first..table.blocks.start)?.iter().rev();
    let ends = |text: &str| {
        let bracket = text.rfind(['(', '（'])?;
        let (said, unit) = text.split_at(bracket);
        (said.trim_end().ends_with('。') && lexicon::is_unit_line(unit)).then_some(bracket)
    };
    let mut found = above.filter_map(|block| ends(block.text.as_str()).map(|at| &block.text.as_str()[at..]));
    found.next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_in_brackets() {
        for (text, wanted) in [
            ("市税の収入額(千円)", Some("千円")),
            ("比率(%、△は減)", Some("%")),
            ("収支差(百万円、( )は減)", Some("百万円")),
            ("普及率【%】", Some("%")),
            ("拠点数(か所)※1", Some("か所")),
            ("事業費(単位:千円)", Some("千円")),
            ("ごみ排出量(g/人・日)", Some("g/人・日")),
            ("利用者数(延べ)", None),
            ("人数と割合(人、%)", None),
            ("目標値(R8)", None),
        ] {
            assert_eq!(in_bracket(text), wanted.map(|unit| unit_of(unit).unwrap_or_default()), "{text}");
        }
    }
}
