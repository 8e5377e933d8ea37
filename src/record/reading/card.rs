//! A sheet (個票, 評価シート, 様式) cut into labels with their values, and small tables between them.
//!
//! ```text
//! 事業名 | 花壇づくり      | 担当課 | 公園課        pairs: a label, and the cell behind it
//! 目的   | 憩いの場を作る
//! 体系   | 政策 | 緑のまち                         a tall label over pairs of their own
//!        | 施策 | 花と緑
//!        | 単位 | R5 | R6                          a row of labels and years: a small table begins
//! 植栽数 | か所 | 12 | 15
//! 年度別 | R5   | R6                               a tall label beside a small table is its title
//! 計画   | 試行 | 実施
//! 評価   | A                                       a row of pairs again
//! ```

mod cells;

use super::glance::Cell;
use super::region::{Region, Square};
use crate::lexicon::Role;
use cells::Said;
pub use cells::{is_known, is_label, is_year};
use std::ops::Range;

/// So many figures behind a label are a row of a table.
const FIGURES: usize = 3;
/// Fewest labels with values that make a sheet.
const FEWEST: usize = 3;

/// A label with its value, by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Row and column of the label.
    pub label: (usize, usize),
    /// The label before it that it is a part of.
    pub outer: Option<(usize, usize)>,
    /// Rows and columns of the cells of its value, in order.
    pub values: Vec<(usize, usize)>,
}

/// A small table inside of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inner {
    /// The label beside it that says what it holds.
    pub title: Option<(usize, usize)>,
    /// Row of its header.
    pub head: usize,
    /// Its rows.
    pub rows: Vec<usize>,
    /// Its columns.
    pub cols: Range<usize>,
}

/// One sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Card {
    /// Labels with their values.
    pub pairs: Vec<Pair>,
    /// Small tables.
    pub inner: Vec<Inner>,
}

impl Card {
    /// Whether its cells stand as no table on its side has them: two labels in a row, or a table below labels.
    pub fn is_no_table(&self) -> bool {
        let labels = || self.pairs.iter().map(|pair| pair.label);
        let beside = |(row, col)| labels().any(|(other, further)| other == row && further > col);
        !self.inner.is_empty() || labels().any(beside)
    }

    /// How many things its labels tell.
    fn known(&self, region: &Region<'_>) -> usize {
        let mut roles: Vec<Role> = self.pairs.iter().filter_map(|pair| cells::role(region, pair.label)).collect();
        roles.sort_unstable();
        roles.dedup();
        roles.len()
    }
}

/// Whether a label covers more rows than one beside it.
pub fn is_tall(outer: &Square<'_>, label: &Square<'_>) -> bool {
    outer.rows > label.rows
}

/// The sheets of a region; none where it is no sheet.
pub fn cut(region: &Region<'_>) -> Vec<Card> {
    let mut cutter = Cutter { region, cards: Vec::new(), card: Card::default(), open: None, first: None };
    cutter.block(0..region.height(), 0..region.width(), None);
    cutter.close();
    let Cutter { mut cards, card, .. } = cutter;
    cards.push(card);
    cards.retain(|card| card.known(region) >= FEWEST);
    cards
}

struct Cutter<'r, 'a> {
    region: &'r Region<'a>,
    cards: Vec<Card>,
    card: Card,
    /// The small table that goes on.
    open: Option<Inner>,
    /// The words of the first label: where they are printed again, the next sheet begins.
    first: Option<String>,
}

impl Cutter<'_, '_> {
    /// Cuts a part of the sheet, whose title is the tall label before it.
    fn block(&mut self, rows: Range<usize>, cols: Range<usize>, title: Option<(usize, usize)>) {
        let mut row = rows.start;
        while row < rows.end {
            let said = cells::cells(self.region, row, &cols);
            let goes_on = |inner: &Inner| inner.cols == cols && cells::goes_on(self.region, inner, row, &said);
            if let Some(tall) = self.tall(row, &cols, &said, rows.end)
                && !self.open.as_ref().is_some_and(goes_on)
            {
                self.close();
                let end = row + tall;
                self.beside(row..end, said[0], cols.end);
                row = end;
                continue;
            }
            if cells::heads(self.region, row, &said) {
                self.close();
                self.open = Some(Inner { title, head: row, rows: Vec::new(), cols: cols.clone() });
            } else if self.open.as_ref().is_some_and(goes_on) {
                self.open.as_mut().into_iter().for_each(|inner| inner.rows.push(row));
            } else if let Some((years, head)) = self.last_years(row, &said) {
                self.close();
                let title = Some((row, said[0].col));
                self.card.inner.push(Inner { title, head, rows: vec![row], cols: years });
            } else {
                self.close();
                self.pairs(row, &said, title);
            }
            row += 1;
        }
        if title.is_some() {
            self.close();
        }
    }

    /// How many rows the first cell of a row covers, where it is tall and others stand beside it one below the other.
    fn tall(&self, row: usize, cols: &Range<usize>, said: &[Said], end: usize) -> Option<usize> {
        let first = said.first().filter(|first| first.col == cols.start && first.end < cols.end)?;
        let rows = cells::spans(self.region, row, first.col).min(end - row);
        let below = |row: usize| cells::cells(self.region, row, &(first.end..cols.end));
        let inside = (row + 1..row + rows).any(|row| !below(row).is_empty());
        // Header cells of two rows are as tall as each other.
        let alone = said.iter().skip(1).all(|other| cells::spans(self.region, row, other.col) < rows);
        (rows > 1 && inside && alone).then_some(rows)
    }

    /// What stands beside a tall label: a part of its own, or its values one below the other.
    fn beside(&mut self, rows: Range<usize>, label: Said, end: usize) {
        let place = (rows.start, label.col);
        let cols = label.end..end;
        let lines: Vec<Vec<Said>> = rows.clone().map(|row| cells::cells(self.region, row, &cols)).collect();
        let titled = lines.first().is_some_and(|first| cells::heads(self.region, rows.start, first));
        let fields = lines.iter().any(|line| line.len() > 1 && line[0].cell == Cell::Label);
        let wide = lines.iter().any(|line| line.len() > 1);
        if titled || fields || wide || label.cell != Cell::Label {
            self.block(rows, cols, Some(place));
            return;
        }
        let values = rows.zip(&lines).flat_map(|(row, line)| line.iter().map(move |said| (row, said.col))).collect();
        self.push(Pair { label: place, outer: None, values });
    }

    /// The years above a row whose values stand right under them.
    fn last_years(&self, row: usize, said: &[Said]) -> Option<(Range<usize>, usize)> {
        let last = self.open.as_ref().or(self.card.inner.last())?;
        let after = last.rows.last().copied().unwrap_or(last.head);
        (after + 1 == row).then_some(())?;
        Some((cells::under_years(self.region, last, row, said)?, last.head))
    }

    fn close(&mut self) {
        let Some(inner) = self.open.take().filter(|inner| !inner.rows.is_empty()) else { return };
        let inner = self.titled(inner);
        self.card.inner.push(inner);
    }

    /// A label in the first column, alone there and beside a header that has none over it, is the title of the table:
    /// it was printed in the middle of its height.
    fn titled(&self, inner: Inner) -> Inner {
        let first = inner.cols.start;
        let blank = |row: usize| self.region.squares[row][first].text.is_blank();
        let said: Vec<usize> = inner.rows.iter().copied().filter(|row| !blank(*row)).collect();
        match said.as_slice() {
            [row] if inner.title.is_none() && blank(inner.head) && inner.cols.len() > 1 => {
                let label = self.region.squares[*row][first].glance.cell == Cell::Label
                    || cells::is_brief(self.region, *row, first);
                let cols = cells::end(self.region, *row, first)..inner.cols.end;
                if label { Inner { title: Some((*row, first)), cols, ..inner } } else { inner }
            }
            _ => inner,
        }
    }

    fn push(&mut self, pair: Pair) {
        // Figures side by side are a row of a table, and no field.
        let figures = pair.values.iter().filter(|place| cells::is_figure(self.region, **place)).count();
        if figures >= FIGURES && figures == pair.values.len() {
            return;
        }
        let words = crate::page::squeeze(self.region.squares[pair.label.0][pair.label.1].text.as_str());
        if self.first.as_ref() == Some(&words) && !self.card.pairs.is_empty() {
            self.cards.push(std::mem::take(&mut self.card));
        }
        self.first.get_or_insert(words);
        self.card.pairs.push(pair);
    }

    /// The labels of a row with the cells behind each. A label right before another is one of which that is a part.
    fn pairs(&mut self, row: usize, said: &[Said], title: Option<(usize, usize)>) {
        let mut outer = title;
        let mut at = 0;
        while at < said.len() {
            let Said { col, cell, .. } = said[at];
            if cell != Cell::Label {
                self.goes_on(row, col, at);
                at += 1;
                continue;
            }
            // A name may end like a label does (使用料の見直し) behind one that is known as a whole.
            let ends = said.get(at + 2).is_none_or(|behind| behind.cell == Cell::Label);
            let named =
                |value: usize| ends && cells::whole(self.region, row, col) && !cells::whole(self.region, row, value);
            match said.get(at + 1) {
                Some(value) if value.cell != Cell::Label || named(value.col) => {
                    let mut values = vec![(row, value.col)];
                    at += 2;
                    while let Some(more) = said.get(at).filter(|more| more.cell == Cell::Value) {
                        // A short name with a value behind it is a label that nobody knows.
                        if said.len() == at + 2 && cells::is_brief(self.region, row, more.col) {
                            at += 2;
                            break;
                        }
                        values.push((row, more.col));
                        at += 1;
                    }
                    self.push(Pair { label: (row, col), outer, values });
                }
                _ => {
                    outer = Some((row, col));
                    at += 1;
                }
            }
        }
    }

    /// What stands behind a label that goes on from the row above belongs to it.
    fn goes_on(&mut self, row: usize, col: usize, at: usize) {
        let tall = |pair: &&mut Pair| at == 0 && pair.label.1 < col && self.region.squares[row][pair.label.1].goes_on;
        if let Some(above) = self.card.pairs.last_mut().filter(tall) {
            above.values.push((row, col));
        }
    }
}
