//! A line of a page, as every reader gives it.

use super::Text;

/// One printed line, normalized, with what the page says about its surroundings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Number of the line in the source, from 1.
    pub number: u32,
    /// Page, from 1; `None` where the source does not tell pages apart.
    pub page: Option<u32>,
    /// The characters. A TAB stands between two cells of a row.
    pub text: Text,
    /// Blank lines between the line above and this one.
    pub blank_above: u32,
    /// White space before the first character, in characters.
    pub indent: u32,
    /// Whether the line ends its paragraph as far as the source tells: word processors leave a
    /// space where the paragraph mark stood. `None` where the source says nothing.
    pub closes: Option<bool>,
    /// How it is set; `None` for a text file.
    pub look: Option<Look>,
    /// What its cells cover, where it is a row of a table on a printed page.
    pub row: Option<RowShape>,
    /// Whether it is a running head, a page number or a tab that the pages repeat.
    pub furniture: bool,
}

impl Line {
    /// Whether it is a row of a table.
    pub fn is_row(&self) -> bool {
        self.row.is_some() || self.text.as_str().contains('\t')
    }
}

/// How a line is set on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Font size in tenths of a point.
    pub size: u16,
    /// Whether most of it is bold.
    pub bold: bool,
}

/// For each column of a table's row the cell that covers it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RowShape {
    /// One entry a column.
    pub cells: Vec<Spread>,
    /// Bars drawn over its cells.
    pub bars: Vec<RowBar>,
    /// How it stands to the part of its table on the page before.
    pub turn: Turn,
}

/// How the row of a table stands to the part of the table on the page before.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Turn {
    /// A row of its own.
    #[default]
    Own,
    /// A row of the header, printed again.
    Repeated,
    /// The first row of a table that goes on.
    GoesOn,
    /// The rest of the row that the page break cut.
    Rest,
}

/// A bar over the years of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowBar {
    /// First column, from 0.
    pub first: u16,
    /// Last column, from 0.
    pub last: u16,
    /// What the legend says that it means.
    pub stage: Option<String>,
}

/// How far a cell reaches, and where in it a square stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spread {
    /// Rows that the cell covers.
    pub rows: u16,
    /// Columns that the cell covers.
    pub cols: u16,
    /// Rows of the cell above this square.
    pub down: u16,
    /// Columns of the cell left of this square.
    pub right: u16,
    /// Whether its text goes on with a phrase that the page break cut.
    pub goes_on: bool,
}

impl Default for Spread {
    fn default() -> Self {
        Self { rows: 1, cols: 1, down: 0, right: 0, goes_on: false }
    }
}
