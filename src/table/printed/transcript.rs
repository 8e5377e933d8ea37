//! Printed pages -> the same lines that a text file gives, and the way back to the page.
//!
//! The characters are written down one after another in reading order, tables cell by cell. A place in this
//! transcript stands for a glyph on a page, as a byte stands for a character of a text file: every later stage works
//! on both alike.

use std::borrow::Cow;

use super::wrap::{self, Joint};
use super::{PrintedCell, PrintedTable, TablePage};
use crate::page::flow::{self, Step};
use crate::page::grid::Bar;
use crate::page::order::InkLine;
use crate::page::running::Role;
use crate::pdf::ink::InkPage;
use crate::rendition::{Origin, Printed};
use crate::text::{Line, Look, RowBar, RowShape, Span, Spread, Text, Turn, normalize_with};

/// A page that was laid out.
#[derive(Debug, Clone, Copy)]
pub struct Laid<'a> {
    /// Its ink.
    pub ink: &'a InkPage,
    /// Its lines and tables.
    pub page: &'a TablePage,
    /// The bars over each table.
    pub bars: &'a [Vec<Bar>],
    /// What each line is besides the body.
    pub roles: &'a [Option<Role>],
}

impl Laid<'_> {
    /// Whether a line is furniture, as ruby is. The first page keeps its running head: it is the title there.
    fn is_furniture(&self, line: usize) -> bool {
        let role = self.roles.get(line).copied().flatten();
        let ruby = self.page.lines.get(line).is_some_and(|line| line.ruby);
        ruby || role.is_some_and(|role| role != Role::Head || self.page.number > 1)
    }
}

/// The lines of a document's pages, and what was printed where; radicals become ideographs unless told otherwise.
pub fn transcribe(pages: &[Laid<'_>], radicals: bool) -> (Vec<Line>, Origin) {
    let mut scribe = Scribe::of(pages, radicals);
    let mut lines: Vec<Line> = Vec::new();
    let unread: Vec<_> = pages.iter().map(|page| without_ruby(&page.page.lines)).collect();
    let usual = flow::usual_gap(unread.iter().map(AsRef::as_ref));
    let mut goes_on = false;
    for (number, laid) in pages.iter().enumerate() {
        let page = laid.page;
        let before = number.checked_sub(1).and_then(|before| pages.get(before)).map(|before| before.page);
        let mut steps = flow::flow(unread.get(number).map_or(&[], AsRef::as_ref), usual).into_iter();
        let ruby = Step { closes: true, ..Step::default() };
        let flow: Vec<Step> =
            page.lines.iter().map(|line| if line.ruby { ruby } else { steps.next().unwrap_or(ruby) }).collect();
        let tables = tables_of_lines(page);
        let body = |at: &usize| !laid.is_furniture(*at);
        let (head, foot) = ((0..page.lines.len()).find(body), (0..page.lines.len()).rfind(body));
        let opens_with = std::mem::replace(&mut goes_on, over_page(laid, foot, pages.get(number + 1)));
        let mut done = vec![false; page.tables.len()];
        for (at, line) in page.lines.iter().enumerate() {
            if let Some(table) = tables.get(at).copied().flatten() {
                if !std::mem::replace(&mut done[table], true) {
                    scribe.table(laid, before, table, &mut lines);
                }
                continue;
            }
            let number = scribe.number;
            let text = scribe.line(laid, line);
            let mut step = flow.get(at).copied().unwrap_or_default();
            step.blank_above *= u32::from(!(opens_with && Some(at) == head));
            step.closes &= !(goes_on && Some(at) == foot);
            lines.push(Line {
                number,
                page: Some(page.number),
                text: text.trimmed(),
                blank_above: step.blank_above,
                indent: step.indent,
                closes: Some(step.closes),
                look: Some(flow::look(line, laid.ink)),
                row: None,
                furniture: laid.is_furniture(at),
            });
        }
    }
    lines.retain(|line| line.row.is_some() || !line.text.is_blank());
    (lines, Origin::transcript(scribe.text, scribe.printed))
}

/// The lines that a reader reads one after another.
fn without_ruby(lines: &[InkLine]) -> Cow<'_, [InkLine]> {
    if lines.iter().any(|line| line.ruby) {
        lines.iter().filter(|line| !line.ruby).cloned().collect()
    } else {
        Cow::Borrowed(lines)
    }
}

/// Whether the last line of a page's body and the first of the next page are of one paragraph.
fn over_page(laid: &Laid<'_>, foot: Option<usize>, next: Option<&Laid<'_>>) -> bool {
    let first = |next: &Laid<'_>| (0..next.page.lines.len()).find(|at| !next.is_furniture(*at));
    let in_table = |laid: &Laid<'_>, at: usize| tables_of_lines(laid.page).get(at).copied().flatten().is_some();
    let Some((foot, next)) = foot.zip(next) else { return false };
    let line = first(next).filter(|at| !in_table(next, *at) && !in_table(laid, foot));
    line.and_then(|at| next.page.lines.get(at)).is_some_and(|line| flow::over_page(&laid.page.lines, foot, line))
}

/// For each line of a page the table that it stands in.
fn tables_of_lines(page: &TablePage) -> Vec<Option<usize>> {
    let mut tables = vec![None; page.lines.len()];
    for (number, table) in page.tables.iter().enumerate() {
        for line in table.cells.iter().flat_map(|cell| &cell.lines) {
            if let Some(table) = tables.get_mut(*line as usize) {
                *table = Some(number);
            }
        }
    }
    tables
}

/// Writes the transcript.
struct Scribe {
    text: String,
    printed: Vec<Printed>,
    /// Number of the line that is written next, from 1.
    number: u32,
    /// Whether radicals become the ideographs they stand for.
    radicals: bool,
}

impl Scribe {
    /// Nothing is written yet; there is room for what the pages hold.
    fn of(pages: &[Laid<'_>], radicals: bool) -> Self {
        let lines = || pages.iter().flat_map(|page| &page.page.lines);
        let (bytes, glyphs) =
            (lines().map(|line| line.text.len() + 1).sum(), lines().map(|line| line.glyphs.len()).sum());
        Self { text: String::with_capacity(bytes), printed: Vec::with_capacity(glyphs), number: 1, radicals }
    }

    /// Writes a line down; gives its characters with their stretches of the transcript.
    fn line(&mut self, page: &Laid<'_>, line: &InkLine) -> Text {
        let mut chars: Vec<(char, Span)> = Vec::with_capacity(line.text.len() / 2);
        let mut rest = line.text.as_str();
        for glyph in line.glyphs.iter().filter_map(|at| page.ink.glyphs.get(*at as usize)) {
            let own = glyph.said();
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
        normalize_with(chars.into_iter(), self.radicals)
    }

    fn push(&mut self, c: char) -> Span {
        let start = self.text.len() as u32;
        self.text.push(c);
        Span::new(start, self.text.len() as u32)
    }

    /// Writes a table down, cell by cell; each of its rows becomes a line with TABs between the cells.
    fn table(&mut self, page: &Laid<'_>, before: Option<&TablePage>, at: usize, lines: &mut Vec<Line>) {
        let Some(table) = page.page.tables.get(at) else { return };
        for row in 0..table.rows {
            let number = self.number;
            let mut texts: Vec<Text> = vec![Text::default(); table.cols as usize];
            for cell in table.cells.iter().filter(|cell| cell.row == row) {
                let text = self.cell(page, cell);
                if let Some(place) = texts.get_mut(cell.col as usize) {
                    *place = text;
                }
            }
            lines.push(Line {
                number,
                page: Some(page.page.number),
                text: row_text(&texts),
                blank_above: u32::from(row == 0),
                indent: 0,
                closes: None,
                look: look(page, table, row),
                row: Some(RowShape { bars: bars(page, at, row), ..shape(page.page, before, table, row) }),
                furniture: false,
            });
        }
    }

    /// A cell's lines: those that were only wrapped are put together, the others keep a break between them.
    fn cell(&mut self, page: &Laid<'_>, cell: &PrintedCell) -> Text {
        let lines: Vec<&InkLine> = cell.lines.iter().filter_map(|line| page.page.lines.get(*line as usize)).collect();
        let mut text = Text::default();
        for (line, joint) in lines.iter().zip(wrap::joints(&lines, &cell.rect)) {
            let next = self.line(page, line).trimmed();
            match joint.filter(|_| !text.is_blank() && !next.is_blank()) {
                Some(Joint::Space) => text.push_gap(),
                Some(Joint::Break) => text.push_break(),
                _ => {}
            }
            text.push_text(&next);
        }
        text
    }
}

/// How the first line of a row is set.
fn look(page: &Laid<'_>, table: &PrintedTable, row: u32) -> Option<Look> {
    let mut cells = table.cells.iter().filter(|cell| cell.row == row);
    let line = cells.find_map(|cell| page.page.lines.get(*cell.lines.first()? as usize))?;
    Some(flow::look(line, page.ink))
}

/// The bars over a row.
fn bars(page: &Laid<'_>, table: usize, row: u32) -> Vec<RowBar> {
    let own = page.bars.get(table).into_iter().flatten().filter(|bar| bar.row == row);
    own.map(|bar| RowBar { first: bar.first as u16, last: bar.last as u16, stage: bar.stage.clone() }).collect()
}

/// What the cells of a table cover of a row, and how the row stands to the page before.
fn shape(page: &TablePage, before: Option<&TablePage>, table: &PrintedTable, row: u32) -> RowShape {
    let turn = turn(table, row);
    let cut = table.continues.filter(|_| turn == Turn::Rest).zip(before);
    let mut shape = RowShape { cells: vec![Spread::default(); table.cols as usize], bars: Vec::new(), turn };
    for cell in table.cells.iter().filter(|cell| (cell.row..cell.row + cell.rowspan).contains(&row)) {
        let goes_on = cut.is_some_and(|(how, before)| goes_on(page, before, how.table, cell));
        for col in cell.col..cell.col + cell.colspan {
            if let Some(seat) = shape.cells.get_mut(col as usize) {
                let (down, right) = ((row - cell.row) as u16, (col - cell.col) as u16);
                *seat = Spread { rows: cell.rowspan as u16, cols: cell.colspan as u16, down, right, goes_on };
            }
        }
    }
    shape
}

fn turn(table: &PrintedTable, row: u32) -> Turn {
    match table.continues {
        Some(how) if row < how.repeated_header => Turn::Repeated,
        Some(how) if row == how.repeated_header && how.cut_row => Turn::Rest,
        Some(how) if row == how.repeated_header => Turn::GoesOn,
        _ => Turn::Own,
    }
}

/// Whether a cell's text goes on with what stands above the page break in its column.
fn goes_on(page: &TablePage, before: &TablePage, from: usize, cell: &PrintedCell) -> bool {
    let above = before.tables.get(from).into_iter().flat_map(|table| &table.cells);
    let last = above.filter(|above| above.col == cell.col).max_by_key(|above| above.row);
    let line = last.and_then(|last| before.lines.get(*last.lines.last()? as usize));
    let next = cell.lines.first().and_then(|line| page.lines.get(*line as usize));
    line.zip(next).is_some_and(|(line, next)| wrap::across(line, next, &cell.rect))
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
