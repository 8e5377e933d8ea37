//! A region: squares in rows and columns that are read as one, as they stand or turned.

use super::glance::Glance;
use crate::lexicon::Lexicon;
use crate::table::{Row, Table};
use crate::text::{RowBar, Text};
use std::rc::Rc;
use std::sync::LazyLock;

/// A place of a grid: what the cell over it says, and where in the cell it stands.
#[derive(Debug, Clone, Copy)]
pub struct Square<'a> {
    /// What the cell says; blank where the cell is empty.
    pub text: &'a Text,
    /// Whether the cell begins in a square above (before it, where the region is turned).
    pub goes_on: bool,
    /// Squares between the left end of the cell and this one.
    pub right: usize,
    /// Columns that the cell covers.
    pub cols: usize,
    /// Rows that the cell covers, where lines say so.
    pub rows: usize,
    /// Whether lines around the cell say that it began above; none where nothing was ruled.
    pub drawn: Option<bool>,
    /// Table, row and column in the document, each from 1; none outside of tables.
    pub cell: Option<(u32, u32, u32)>,
    /// Page, from 1.
    pub page: Option<u32>,
    /// What is seen of the cell at a glance.
    pub glance: Glance,
}

/// Squares in rows and columns.
#[derive(Debug, Clone)]
pub struct Region<'a> {
    /// The table that it is a part of.
    pub table: &'a Table,
    /// Rows of squares, all of one width.
    pub squares: Rc<[Vec<Square<'a>>]>,
    /// Bars drawn over each row.
    pub bars: Vec<&'a [RowBar]>,
    /// Whether columns stand for rows.
    pub turned: bool,
    /// What labels can mean.
    pub lexicon: &'a Lexicon,
    /// How many rows the geometry takes for the header.
    pub printed_head: usize,
}

static BLANK: LazyLock<Text> = LazyLock::new(Text::default);

impl<'a> Region<'a> {
    /// The whole table.
    pub fn of(table: &'a Table, lexicon: &'a Lexicon) -> Self {
        let all: Vec<&'a Row> = table.head.iter().chain(&table.rows).collect();
        let width = all.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let mut squares: Vec<Vec<Square<'a>>> = Vec::with_capacity(all.len());
        for row in &all {
            let above = squares.last();
            let made = (0..width).map(|col| {
                let own = square(table, row, col);
                // A cell that goes on says what it said above.
                let same = above.map(|above| above[col]).filter(|above| own.goes_on && above.text == own.text);
                let glance = same.map_or_else(|| Glance::of(own.text, lexicon), |above| above.glance);
                Square { glance, ..own }
            });
            squares.push(made.collect());
        }
        let bars = all.iter().map(|row| row.bars.as_slice()).collect();
        Self { table, squares: squares.into(), bars, turned: false, lexicon, printed_head: table.head.len() }
    }

    /// The same lying on its side: its columns are rows.
    #[must_use]
    pub fn turn(&self) -> Self {
        let width = self.width();
        let at = |row: usize, col: usize| {
            let own = &self.squares[row][col];
            let right = (0..row)
                .rev()
                .take_while(|_| own.goes_on)
                .take_while(|above| self.squares[*above + 1][col].goes_on)
                .count();
            Square { goes_on: own.right > 0, right, cols: 1, ..*own }
        };
        let squares = (0..width).map(|col| (0..self.height()).map(|row| at(row, col)).collect()).collect();
        Self { squares, bars: vec![&[]; width], turned: true, printed_head: 1, ..self.clone() }
    }

    /// The same as it is drawn: a cell that is blank on a ruled page holds nothing of the cell above.
    #[must_use]
    pub fn as_drawn(&self) -> Self {
        let carried = |square: &Square<'a>| square.goes_on && square.drawn == Some(false);
        let bare = |square: &Square<'a>| {
            if carried(square) {
                Square { text: &BLANK, glance: Glance::default(), goes_on: false, ..*square }
            } else {
                *square
            }
        };
        let squares = self.squares.iter().map(|row| row.iter().map(bare).collect()).collect();
        Self { squares, ..self.clone() }
    }

    /// Without the columns in which no cell begins: those that only cells of several columns cover.
    #[must_use]
    pub fn compact(&self) -> Self {
        let begins = |col: &usize| self.squares.iter().any(|row| row[*col].right == 0);
        let cols: Vec<usize> = (0..self.width()).filter(begins).collect();
        let row = |squares: &Vec<Square<'a>>| {
            let square = |(nth, col): (usize, &usize)| {
                let own = squares[*col];
                let first = col - own.right.min(*col);
                let before = cols[..nth].iter().filter(|before| **before >= first).count();
                Square { right: if own.right > 0 { before } else { 0 }, ..own }
            };
            cols.iter().enumerate().map(square).collect()
        };
        Self { squares: self.squares.iter().map(row).collect(), ..self.clone() }
    }

    /// A square that says nothing, in the place of another.
    pub fn blank(square: &Square<'a>) -> Square<'a> {
        Square { text: &BLANK, glance: Glance::default(), goes_on: false, right: 0, cols: 1, ..*square }
    }

    /// Rows.
    pub fn height(&self) -> usize {
        self.squares.len()
    }

    /// Columns.
    pub fn width(&self) -> usize {
        self.squares.first().map_or(0, Vec::len)
    }

    /// What the cell over a square says.
    pub fn text(&self, row: usize, col: usize) -> &'a Text {
        let own = &self.squares[row][col];
        if own.text.is_blank() && own.right > 0 { self.squares[row][col - own.right.min(col)].text } else { own.text }
    }

    /// Whether a square is the first of its cell.
    pub fn begins(&self, row: usize, col: usize) -> bool {
        let own = &self.squares[row][col];
        !own.goes_on && own.right == 0
    }

    /// What a row says where it is one cell over the whole width, or where only its first cell says something.
    pub fn title(&self, row: usize) -> Option<&'a Text> {
        let squares = &self.squares[row];
        let first = squares.first().filter(|square| !square.text.is_blank() && !square.goes_on)?;
        let alone = squares[1..].iter().all(|square| square.text.is_blank() || square.right > 0);
        (squares.len() > 1 && alone).then_some(first.text)
    }

    /// Whether a row says nothing.
    pub fn is_blank(&self, row: usize) -> bool {
        self.squares[row].iter().all(|square| square.text.is_blank()) && self.bars[row].is_empty()
    }
}

fn square<'a>(table: &'a Table, row: &'a Row, col: usize) -> Square<'a> {
    let drawn = row.spreads.get(col).map(|spread| spread.down > 0);
    let spread = row.spreads.get(col).copied().unwrap_or_default();
    let cell = row.cells.get(col);
    // A square under the rest of a wide cell carries nothing down.
    let carried = spread.right == 0 && cell.is_some_and(|cell| cell.merged);
    let rest = spread.right > 0 && cell.is_some_and(|cell| cell.merged);
    Square {
        text: cell.filter(|_| !rest).map_or(&BLANK, |cell| &cell.text),
        goes_on: carried || spread.down > 0,
        rows: usize::from(spread.rows.max(1)),
        drawn,
        right: usize::from(spread.right),
        cols: usize::from(spread.cols.max(1)),
        cell: Some((table.number, row.number, col as u32 + 1)),
        page: row.page,
        glance: Glance::default(),
    }
}
