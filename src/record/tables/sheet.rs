//! Small readings of a cell.

use super::columns::{Clue, Column, Shape};
use crate::lexicon::{self, Role};
use crate::page::Block;
use crate::record::desk::{Desk, Piece, inherited};
use crate::record::model::{Inherited, Period, Quantity};
use crate::record::{Page, statement};
use crate::table::{Row, Table, cell_text};
use crate::text::{
    Carry, Era, Rank, Text, Unit, join_lines, lacks_era, last_era, listed, periods, strip_mark, unit_of,
};

/// Gives a bare figure a unit that stands elsewhere; one such as 千円 multiplies.
pub fn with_unit(quantity: &mut Quantity, unit: &Unit) {
    unit.apply(&mut quantity.value, &mut quantity.unit, &mut quantity.per, quantity.upper.as_mut());
    if let Some(of) = quantity.of.as_mut().filter(|of| of.unit.is_none()) {
        of.unit.clone_from(&quantity.unit);
    }
}

/// Gives a bare amount the unit of money that its header or label names.
pub fn with_money(quantity: &mut Quantity, unit: &str) {
    if let Some(unit) = unit_of(unit) {
        with_unit(quantity, &unit);
    }
}

/// What the columns of a table hold, what told it, and how the table is read.
#[derive(Debug)]
pub struct Layout {
    /// One for each column.
    pub columns: Vec<Column>,
    /// One for each column.
    pub clues: Vec<Clue>,
    /// How the table is read.
    pub shape: Shape,
}

/// A table that is being read.
#[derive(Clone, Copy)]
pub struct Sheet<'a> {
    /// The document around it.
    pub page: &'a Page<'a>,
    /// The table.
    pub table: &'a Table,
    /// What its columns hold.
    pub columns: &'a [Column],
    /// What told it.
    pub clues: &'a [Clue],
}

impl<'a> Sheet<'a> {
    /// The columns of a role, from the left.
    pub fn with(self, role: Role) -> impl Iterator<Item = usize> + 'a {
        let columns = self.columns;
        (0..columns.len()).filter(move |col| columns[*col] == Column::Role(role))
    }

    /// The cells of a role in a row that hold something.
    pub fn cells(self, row: &'a Row, role: Role) -> impl Iterator<Item = &'a Text> {
        self.with(role)
            .map(|col| &row.cells[col].text)
            .filter(|text| !text.is_blank() && !lexicon::says_none(text.as_str()))
    }

    /// Every period of a cell of dates, in order. A year without its era is of the era above it in the column.
    /// 〃 repeats the cell above.
    pub fn schedule(self, row: &'a Row, col: usize, desk: &Desk<'_>) -> Vec<Period> {
        let row = self.said(row, col);
        let cell = &row.cells[col].text;
        if lexicon::says_none(cell.as_str()) {
            return Vec::new();
        }
        let era = lacks_era(cell.as_str()).then(|| self.era_above(row, col)).flatten();
        desk.dates(cell, era, row.page)
    }

    /// The row whose cell a cell repeats (〃, 同上), or its own. 同左 repeats no cell above.
    fn said(self, row: &'a Row, col: usize) -> &'a Row {
        let repeats = |row: &&Row| lexicon::repeats_above(row.cells[col].text.as_str());
        if !repeats(&row) {
            return row;
        }
        let above = self.table.rows.iter().rev().skip_while(|other| other.number >= row.number).take(FARTHEST_YEAR);
        above.filter(|other| other.title.is_none()).find(|other| !repeats(other)).unwrap_or(row)
    }

    /// The era of the last year above a cell in its column.
    fn era_above(self, row: &Row, col: usize) -> Option<&'static Era> {
        let above = self.table.rows.iter().rev().skip_while(|other| other.number >= row.number).take(FARTHEST_YEAR);
        let own = above.filter_map(|other| other.cells.get(col)).find_map(|cell| last_era(cell.text.as_str()));
        own.or(self.table.carry.era)
    }

    /// The piece of a cell.
    pub fn pieces(self, row: &Row, col: usize) -> Vec<Piece> {
        pieces_of(&row.cells[col].text, row.page, self.place(row, col))
    }

    /// The piece of a column's header.
    pub fn header(self, col: usize) -> Option<Piece> {
        let span = self.table.header.get(col)?.text.hull()?;
        Some(Piece { span, page: None, cell: Some((self.table.number, 1, col as u32 + 1)) })
    }

    /// Table, row and column of a cell, each from 1.
    pub fn place(self, row: &Row, col: usize) -> Option<(u32, u32, u32)> {
        Some((self.table.number, row.number, col as u32 + 1))
    }
}

/// Every period of a schedule's cell, in order.
pub fn schedule(desk: &Desk<'_>, cell: &Text, page: Option<u32>) -> Vec<Period> {
    if lexicon::says_none(cell.as_str()) { Vec::new() } else { desk.dates(cell, None, page) }
}

/// The same behind a label.
pub fn schedule_under(label: &str, desk: &Desk<'_>, cell: &Text, page: Option<u32>) -> Vec<Period> {
    headed(label, schedule(desk, cell, page))
}

/// The periods below a header or behind a label: 期限 gives deadlines, and what began in a year (事業開始年度) goes on.
pub fn headed(header: &str, mut periods: Vec<Period>) -> Vec<Period> {
    let (deadline, begins) = (lexicon::says_deadline(header), lexicon::says_begin(header));
    for period in &mut periods {
        period.deadline |= deadline;
    }
    if let [only] = periods.as_mut_slice()
        && begins
        && only.start.is_some()
    {
        only.end = None;
    }
    periods
}

/// A year is of the era of one so many rows above it at most.
pub const FARTHEST_YEAR: usize = 200;

/// The offices in a cell: names as in [`enumerated`], and names that only the wrapping of a narrow cell put together.
pub fn offices(cell: &Text) -> Vec<String> {
    let spelled = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    let mut cuts: Vec<usize> = Vec::new();
    let seams = cell.seams();
    for (at, seam) in seams.iter().enumerate() {
        let from = cuts.last().copied().unwrap_or(0);
        let parted = |to: &usize| {
            lexicon::offices_part(&spelled(&cell.as_str()[from..*seam]), &spelled(&cell.as_str()[*seam..*to]))
        };
        let ends = seams[at + 1..].iter().copied().chain([cell.as_str().len()]);
        if ends.take(OFFICE_LINES).any(|to| parted(&to)) {
            cuts.push(*seam);
        }
    }
    // `職　員` is set with spaces to fill its cell.
    let spread = |name: &Text| name.as_str().split_whitespace().all(|part| part.chars().count() == 1);
    let names = cell.cut(&cuts);
    names.iter().flat_map(|name| if spread(name) { vec![spelled(name.as_str())] } else { enumerated(name) }).collect()
}

/// The name of one office is broken over so many lines at most.
const OFFICE_LINES: usize = 3;

/// Names in a cell: one a line or between commas; `等` is no part of a name.
pub fn enumerated(cell: &Text) -> Vec<String> {
    let parts = statement::items(cell);
    let names = parts.iter().flat_map(|part| listed(part.as_str())).map(|name| {
        let name = name.trim();
        name.rsplit_once(' ')
            .filter(|(_, word)| lexicon::is_tail(word))
            .map_or(name, |(name, _)| name.trim())
            .to_owned()
    });
    names.filter(|name| !name.is_empty()).collect()
}

/// Label and cell with a space between, and where the label ends.
pub fn labelled(label: &Text, cell: &Text) -> (Text, Option<usize>) {
    let label = cell_text(label);
    let end = label.as_str().len();
    let mut text = label;
    text.push_gap();
    text.push_text(cell);
    (text, Some(end))
}

/// The text of a cell without the bullet or enumerator that opens it.
pub fn stripped(text: &Text) -> String {
    let (mark, rest) = strip_mark(text);
    let text = if mark.is_some_and(|mark| mark.rank != Rank::Arrow) { rest } else { text.clone() };
    cell_text(&join_lines([&text])).as_str().to_owned()
}

/// The pieces of a text in a cell: one, from its first character to its last.
pub fn pieces_of(text: &Text, page: Option<u32>, cell: Option<(u32, u32, u32)>) -> Vec<Piece> {
    text.hull().map(|span| Piece { span, page, cell }).into_iter().collect()
}

/// The period of a caption or heading, told to be taken from there.
pub fn period_above(desk: &Desk<'_>, block: &Block, from: Inherited) -> Option<Period> {
    let found =
        periods(block.text.as_str(), &mut Carry::default()).into_iter().find(|found| !found.value.comparison)?;
    desk.period(&block.text, &found, block.page).map(|period| inherited(&period, from))
}
