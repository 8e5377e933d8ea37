//! Printed pages -> the same lines that a text file gives, and the way back to the page.
//!
//! The characters are written down one after another in reading order, tables cell by cell. A place in this
//! transcript stands for a glyph on a page, as a byte stands for a character of a text file: every later stage works
//! on both alike.

use super::flow;
use super::grid::{Bar, Grid, GridCell};
use super::order::InkLine;
use super::wrap::{self, Measure};
use crate::pdf::ink::InkPage;
use crate::rendition::{Origin, Printed};
use crate::text::{Line, RowBar, RowShape, Span, Spread, Text, normalize};

/// A page that was laid out.
#[derive(Debug, Clone, Copy)]
pub struct Laid<'a> {
    /// Its ink.
    pub ink: &'a InkPage,
    /// Its lines in reading order.
    pub lines: &'a [InkLine],
    /// Its grids; lines name them by their index.
    pub grids: &'a [Grid],
    /// The bars over each grid.
    pub bars: &'a [Vec<Bar>],
}

/// The lines of a document's pages, and what was printed where.
pub fn transcribe(pages: &[Laid<'_>]) -> (Vec<Line>, Origin) {
    let mut scribe = Scribe::default();
    let mut lines: Vec<Line> = Vec::new();
    let usual = flow::usual_gap(pages);
    for page in pages {
        let flow = flow::flow(page, usual);
        let mut done = vec![false; page.grids.len()];
        for (at, line) in page.lines.iter().enumerate() {
            match line.place {
                Some((grid, _)) if done.get(grid as usize) == Some(&false) => {
                    done[grid as usize] = true;
                    scribe.table(page, grid, &mut lines);
                }
                Some((grid, _)) if (grid as usize) < done.len() => {}
                _ => {
                    let number = scribe.number;
                    let text = scribe.line(page, line);
                    let step = flow.get(at).copied().unwrap_or_default();
                    lines.push(Line {
                        number,
                        page: Some(page.ink.number),
                        text: text.trim(),
                        blank_above: step.blank_above,
                        indent: step.indent,
                        closes: Some(step.closes),
                        look: Some(flow::look(line, page.ink)),
                        row: None,
                    });
                }
            }
        }
    }
    lines.retain(|line| line.row.is_some() || !line.text.is_blank());
    (lines, Origin::transcript(scribe.text, scribe.printed))
}

/// Writes the transcript.
struct Scribe {
    text: String,
    printed: Vec<Printed>,
    /// Number of the line that is written next, from 1.
    number: u32,
}

impl Default for Scribe {
    fn default() -> Self {
        Self { text: String::new(), printed: Vec::new(), number: 1 }
    }
}

impl Scribe {
    /// Writes a line down; gives its characters with their stretches of the transcript.
    fn line(&mut self, page: &Laid<'_>, line: &InkLine) -> Text {
        let mut chars: Vec<(char, Span)> = Vec::new();
        let mut rest = line.text.as_str();
        for glyph in line.glyphs.iter().filter_map(|at| page.ink.glyphs.get(*at as usize)) {
            let own = glyph.text.trim_matches([' ', '\u{a0}', '\t', '\u{3000}']);
            // Spaces that a reader sees stand between glyphs; they are no ink.
            while !own.is_empty()
                && !rest.starts_with(own)
                && let Some(space) = rest.chars().next().filter(|c| c.is_whitespace())
            {
                chars.push((space, self.push(space)));
                rest = &rest[space.len_utf8()..];
            }
            if own.is_empty() || !rest.starts_with(own) {
                continue;
            }
            rest = &rest[own.len()..];
            for c in own.chars() {
                let at = self.text.len() as u32;
                self.printed.push(Printed { at, page: page.ink.number, rect: glyph.rect });
                chars.push((c, self.push(c)));
            }
        }
        self.push('\n');
        self.number += 1;
        normalize(chars.into_iter())
    }

    fn push(&mut self, c: char) -> Span {
        let start = self.text.len() as u32;
        self.text.push(c);
        Span::new(start, self.text.len() as u32)
    }

    /// Writes a table down, cell by cell; each of its rows becomes a line with TABs between the cells.
    fn table(&mut self, page: &Laid<'_>, at: u32, lines: &mut Vec<Line>) {
        let Some(grid) = page.grids.get(at as usize) else { return };
        let mut held: Vec<Vec<&InkLine>> = vec![Vec::new(); grid.cells.len()];
        for line in page.lines.iter().filter(|line| line.place.is_some_and(|(grid, _)| grid == at)) {
            if let Some(cell) = line.place.and_then(|(_, cell)| held.get_mut(cell as usize)) {
                cell.push(line);
            }
        }
        let measures = measures(grid, &held);
        for row in 0..grid.rows {
            let number = self.number;
            let mut shape = RowShape { cells: vec![Spread::default(); grid.cols as usize], bars: bars(page, at, row) };
            let mut texts: Vec<Text> = vec![Text::default(); grid.cols as usize];
            for (index, cell) in grid.cells.iter().enumerate() {
                mark(&mut shape, cell, row);
                if cell.row == row
                    && let Some(text) = texts.get_mut(cell.col as usize)
                {
                    let measure = measures.get(index).copied().unwrap_or(Measure { left: 0.0, right: 0.0 });
                    *text = self.cell(page, &held[index], measure);
                }
            }
            lines.push(Line {
                number,
                page: Some(page.ink.number),
                text: row_text(&texts),
                blank_above: u32::from(row == 0),
                indent: 0,
                closes: None,
                look: None,
                row: Some(shape),
            });
        }
    }

    /// A cell's lines: those that were only wrapped are put together, the others keep a break between them.
    fn cell(&mut self, page: &Laid<'_>, lines: &[&InkLine], measure: Measure) -> Text {
        let mut cell = Text::default();
        let mut above: Option<&InkLine> = None;
        for line in lines {
            let text = self.line(page, line).trim();
            if let Some(above) = above.filter(|_| !cell.is_blank() && !text.is_blank()) {
                part(&mut cell, &text, wrap::goes_on(above, line, &page.ink.glyphs, measure));
            }
            cell.push_text(&text);
            above = Some(line);
        }
        cell
    }
}

/// Puts between two lines of a cell what a reader sees there.
fn part(cell: &mut Text, next: &Text, goes_on: bool) {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if !goes_on {
        cell.push_break();
    } else if latin(cell.as_str().chars().next_back()) && latin(next.as_str().chars().next()) {
        cell.push_gap();
    }
}

/// The bars over a row.
fn bars(page: &Laid<'_>, grid: u32, row: u32) -> Vec<RowBar> {
    let own = page.bars.get(grid as usize).into_iter().flatten().filter(|bar| bar.row == row);
    own.map(|bar| RowBar { first: bar.first as u16, last: bar.last as u16, stage: bar.stage.clone() }).collect()
}

/// Marks in the shape of a row what a cell covers of it.
fn mark(shape: &mut RowShape, cell: &GridCell, row: u32) {
    if row < cell.row || row >= cell.row + cell.rowspan {
        return;
    }
    for col in cell.col..cell.col + cell.colspan {
        if let Some(seat) = shape.cells.get_mut(col as usize) {
            *seat = Spread {
                rows: cell.rowspan as u16,
                cols: cell.colspan as u16,
                down: (row - cell.row) as u16,
                right: (col - cell.col) as u16,
            };
        }
    }
}

fn row_text(cells: &[Text]) -> Text {
    let mut row = Text::default();
    let first = cells.iter().find_map(Text::hull).map_or(Span::new(0, 0), |span| Span::new(span.start, span.start));
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            let behind = row.hull().map_or(first, |span| Span::new(span.end, span.end));
            row.push('\t', behind);
        }
        row.push_text(cell);
    }
    row
}

/// The edges between which the lines of each cell are set: those of all cells that share its columns.
fn measures(grid: &Grid, held: &[Vec<&InkLine>]) -> Vec<Measure> {
    let inner = |cell: &GridCell| {
        let same =
            grid.cells.iter().zip(held).filter(|(other, _)| (other.col, other.colspan) == (cell.col, cell.colspan));
        let lines = same.flat_map(|(other, lines)| lines.iter().map(|line| (other.rect, line)));
        let (mut pad, mut right, mut size) = (f32::MAX, f32::MIN, 0.0_f32);
        for (rect, line) in lines {
            pad = pad.min(line.rect.left - rect.left).min(rect.right - line.rect.right);
            right = right.max(line.rect.right);
            size = size.max(line.size);
        }
        let pad = pad.clamp(0.0, size.max(0.0));
        // Text that stands loosely in its box tells nothing of the edge; the box does.
        Measure { left: cell.rect.left + pad, right: (cell.rect.right - pad).min(right + size).max(right) }
    };
    grid.cells.iter().map(inner).collect()
}
