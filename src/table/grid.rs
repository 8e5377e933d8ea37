//! A table: header, rows, cells.

use super::{header, section};
use crate::page::Block;
use crate::repairs::{Repairs, Rule};
use crate::text::{Carry, RowBar, Span, Spread, Text, Turn, same_words};
use std::ops::Range;

/// A cell.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cell {
    /// The characters; empty for an empty cell.
    pub text: Text,
    /// Set where the cell is merged with the one above and shows that one's text.
    pub merged: bool,
}

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its cells, as many as the header has.
    pub cells: Vec<Cell>,
    /// Cells beyond the header's last.
    pub extra: Vec<Text>,
    /// Row number in the table, from 1, headers included.
    pub number: u32,
    /// Line of the source, from 1.
    pub line: u32,
    /// Page, from 1.
    pub page: Option<u32>,
    /// The whole row.
    pub span: Span,
    /// Bars drawn over its cells.
    pub bars: Vec<RowBar>,
    /// What it says, where it is a title over the whole width.
    pub title: Option<Text>,
    /// How far each cell reaches; empty where the source is a text.
    pub spreads: Vec<Spread>,
}

impl Row {
    fn of(cells: Vec<Cell>, extra: Vec<Text>, number: u32, block: &Block) -> Self {
        let bars = block.row.as_ref().map_or(Vec::new(), |shape| shape.bars.clone());
        let title = section::title(block, &cells);
        let spreads = block.row.as_ref().map_or(Vec::new(), |shape| shape.cells.clone());
        Self { cells, extra, number, line: block.line, page: block.page, span: block.span, bars, title, spreads }
    }

    /// Adds what stands behind a page break in the cells of the same row.
    fn add_rest(&mut self, rest: &[Cell], block: &Block) {
        for (col, (cell, more)) in
            self.cells.iter_mut().zip(rest).enumerate().filter(|(_, (_, more))| !more.text.is_blank())
        {
            // A group's name that is printed again on the next page was carried down to the row already.
            if cell.merged && same_words(cell.text.as_str(), more.text.as_str()) {
                continue;
            }
            let goes_on = block.row.as_ref().and_then(|shape| shape.cells.get(col)).is_some_and(|cell| cell.goes_on);
            if !goes_on {
                cell.text.push_break();
            }
            cell.text.push_text(&more.text);
        }
        self.bars.extend(block.row.iter().flat_map(|shape| shape.bars.iter().cloned()));
    }
}

/// A repair that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// What was repaired.
    pub rule: Rule,
    /// Line of the source, from 1.
    pub line: u32,
    /// Where.
    pub span: Span,
    /// The cells before.
    pub before: String,
    /// The cells after.
    pub after: String,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Number in the document, from 1.
    pub number: u32,
    /// The titles over the whole width above the header.
    pub titles: Vec<Text>,
    /// The header's cells.
    pub header: Vec<Cell>,
    /// The rows of titles and of the header, as they are printed.
    pub head: Vec<Row>,
    /// The rows below it.
    pub rows: Vec<Row>,
    /// The blocks that it was made of.
    pub blocks: Range<usize>,
    /// What was done to it.
    pub repairs: Vec<Repair>,
    /// Stretches of header rows, the repeated ones too.
    pub header_spans: Vec<Span>,
    /// The era in force above it, where its header prints years without one (23年度).
    pub carry: Carry,
    /// Rows so far, headers included.
    count: u32,
}

impl Table {
    /// No rows, at a place among the blocks: what stands around them.
    pub fn around(blocks: Range<usize>) -> Self {
        Self {
            number: 0,
            titles: Vec::new(),
            header: Vec::new(),
            head: Vec::new(),
            rows: Vec::new(),
            blocks,
            repairs: Vec::new(),
            header_spans: Vec::new(),
            carry: Carry::default(),
            count: 0,
        }
    }

    /// Goes on with the table of the next page; its header is a repetition.
    pub fn go_on(&mut self, next: Table) {
        for span in &next.header_spans {
            self.repairs.push(Repair {
                rule: Rule::HeaderRepeated,
                line: next.first_line(),
                span: *span,
                before: String::new(),
                after: String::new(),
            });
        }
        let count = self.count;
        self.rows.extend(next.rows.into_iter().map(|row| Row { number: row.number + count, ..row }));
        self.header_spans.extend(next.header_spans);
        self.count += next.count;
        self.blocks.end = next.blocks.end;
    }

    /// Goes on with the rows of the next page: repeated headers are dropped, a row that was cut is made whole.
    pub fn go_on_over_page(&mut self, blocks: &[Block], first: usize, repairs: &Repairs) {
        let turn = |block: &Block| block.row.as_ref().map_or(Turn::Own, |shape| shape.turn);
        let width = self.header.len();
        for (mut cells, block) in header::filled(blocks).into_iter().zip(blocks) {
            self.count += 1;
            cells.resize(width, Cell::default());
            match (turn(block), self.rows.last_mut()) {
                (Turn::Repeated, _) if repairs.makes(Rule::HeaderRepeated) => {
                    self.header_spans.push(block.span);
                    let (before, after) = (String::new(), String::new());
                    let (rule, line, span) = (Rule::HeaderRepeated, block.line, block.span);
                    self.repairs.push(Repair { rule, line, span, before, after });
                }
                (Turn::Rest, Some(row)) if repairs.makes(Rule::RowSplit) => {
                    let before = [drawn(&row.cells), drawn(&cells)].join(" // ");
                    row.add_rest(&cells, block);
                    let (rule, line, span, after) = (Rule::RowSplit, block.line, block.span, drawn(&row.cells));
                    self.repairs.push(Repair { rule, line, span, before, after });
                }
                _ => self.rows.push(Row::of(cells, Vec::new(), self.count, block)),
            }
        }
        self.blocks.end = first + blocks.len();
    }

    /// Goes on with a part of itself that was drawn apart; empty rows say nothing.
    pub fn take_in(&mut self, part: Table, blocks: &[Block]) {
        let count = self.count;
        let says = |cells: &[Cell]| cells.iter().any(|cell| !cell.text.is_blank());
        if let Some(block) = blocks.get(part.blocks.start).filter(|_| says(&part.header)) {
            self.rows.push(Row::of(part.header, Vec::new(), count + 1, block));
        }
        let rows = part.rows.into_iter().filter(|row| says(&row.cells) || !row.bars.is_empty());
        self.rows.extend(rows.map(|row| Row { number: row.number + count, ..row }));
        self.count += part.count;
        self.blocks.end = part.blocks.end;
    }

    /// The table with its number in the document, from 1.
    pub fn numbered(self, number: u32) -> Self {
        Self { number, ..self }
    }

    fn first_line(&self) -> u32 {
        self.rows.first().map_or(0, |row| row.line.saturating_sub(1))
    }

    /// The cells of a column, from the first row to the last.
    pub fn column(&self, col: usize) -> impl Iterator<Item = &Cell> {
        self.rows.iter().filter_map(move |row| row.cells.get(col))
    }

    /// The cells in lines with bars between them, for looking at.
    pub fn drawn(&self) -> String {
        let line = |cells: &[Cell]| {
            let texts: Vec<String> = cells
                .iter()
                .map(|cell| format!("{}{}", if cell.merged { "^" } else { "" }, cell.text.as_str()))
                .collect();
            texts.join(" | ")
        };
        let mut out = format!("table {}\n  {}\n", self.number, line(&self.header));
        for row in &self.rows {
            out.push_str(&format!("{:>3} {}\n", row.number, line(&row.cells)));
            for bar in &row.bars {
                let stage = bar.stage.as_deref().unwrap_or("?");
                out.push_str(&format!("    = columns {} to {}: {stage}\n", bar.first + 1, bar.last + 1));
            }
            for extra in &row.extra {
                out.push_str(&format!("    + {}\n", extra.as_str()));
            }
        }
        for repair in &self.repairs {
            out.push_str(&format!(
                "  repaired ({:?}), line {}: {} -> {}\n",
                repair.rule, repair.line, repair.before, repair.after
            ));
        }
        out
    }
}

/// The table of rows that stand together; its header is the first of them, or the first few where cells of it are
/// merged.
pub fn of_rows(blocks: &[Block], first: usize) -> Table {
    let (above, depth) = header::depth(blocks);
    let grid = header::filled(blocks);
    let titles = grid.iter().take(above).filter_map(|row| row.first()).map(|cell| cell.text.clone()).collect();
    let header = header::words(blocks, &grid, above, depth);
    let width = header.len();
    let printed = grid.iter().zip(blocks).enumerate().take(above + depth);
    let head = printed.map(|(i, (cells, block))| Row::of(cells.clone(), Vec::new(), i as u32 + 1, block)).collect();
    let rows = grid.into_iter().zip(blocks).enumerate().skip(above + depth).map(|(i, (mut cells, block))| {
        let extra = cells
            .split_off(width.min(cells.len()))
            .into_iter()
            .map(|cell| cell.text)
            .filter(|text| !text.is_blank())
            .collect();
        cells.resize(width, Cell::default());
        Row::of(cells, extra, i as u32 + 1, block)
    });
    Table {
        number: 1,
        titles,
        head,
        rows: rows.collect(),
        blocks: first..first + blocks.len(),
        repairs: Vec::new(),
        header_spans: blocks[..above + depth].iter().map(|block| block.span).collect(),
        header,
        carry: Carry::default(),
        count: blocks.len() as u32,
    }
}

pub(super) fn cells(block: &Block) -> Vec<Cell> {
    let text = &block.text;
    let mut cells = Vec::new();
    let mut from = 0;
    for (at, _) in text.as_str().match_indices('\t').chain(std::iter::once((text.as_str().len(), ""))) {
        cells.push(Cell { text: text.slice(from..at).trim(), merged: false });
        from = at + 1;
    }
    cells
}

/// Cells in one line with bars between them.
pub(super) fn drawn(cells: &[Cell]) -> String {
    let texts: Vec<&str> = cells.iter().map(|cell| cell.text.as_str()).collect();
    texts.join(" | ")
}
