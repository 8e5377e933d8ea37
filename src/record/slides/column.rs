//! The columns of one slide, poured out one after another, told apart again.
//!
//! What was done has a body: bullets, figures, dates. What is planned has none. So the results are
//! the run from the first statement with a body to the last; what stands before it was planned,
//! what stands behind it comes next.

use crate::lexicon::Role;
use crate::page::{Block, Kind};
use crate::record::statement::{Detail, Statement};
use crate::text::{Carry, Rank, Suffix, Text, join_lines, marks_in, periods, quantities, strip_mark, tidy};

/// The statements of each column.
#[derive(Debug, Default)]
pub struct Columns {
    /// Planned.
    pub plan: Vec<Statement>,
    /// Done.
    pub results: Vec<Statement>,
    /// What comes next.
    pub next: Vec<Statement>,
}

/// Reads the blocks below a line of captions.
pub fn read(blocks: &[Block], roles: &[Role]) -> Columns {
    let mut statements = statements(blocks);
    let at = roles.iter().position(|role| *role == Role::Result).unwrap_or(0);
    let first = if at == 0 { Some(0) } else { statements.iter().position(has_body) };
    let last =
        if at + 1 == roles.len() { statements.len().checked_sub(1) } else { statements.iter().rposition(has_body) };
    let (Some(first), Some(last)) = (first, last) else {
        return Columns { plan: statements.into_iter().map(closed).collect(), ..Columns::default() };
    };
    let next = statements.split_off((last + 1).min(statements.len()));
    let results = statements.split_off(first.min(statements.len()));
    Columns {
        plan: statements.into_iter().map(closed).collect(),
        results,
        next: next.into_iter().map(closed).collect(),
    }
}

/// What the cells of a slide's columns say, where the page keeps them apart.
pub fn of_cells(cells: &[(Role, &Text)]) -> Columns {
    let mut columns = Columns::default();
    for (role, cell) in cells {
        let lines = cell.lines();
        let read = in_lines(lines.iter());
        match role {
            Role::Result => columns.results.extend(read),
            Role::NextStep => columns.next.extend(read.into_iter().map(closed)),
            _ => columns.plan.extend(read.into_iter().map(closed)),
        }
    }
    columns
}

fn statements(blocks: &[Block]) -> Vec<Statement> {
    in_lines(blocks.iter().filter(|block| block.kind != Kind::Furniture).flat_map(|block| &block.lines))
}

fn in_lines<'a>(lines: impl Iterator<Item = &'a Text>) -> Vec<Statement> {
    let mut statements: Vec<Statement> = Vec::new();
    for line in lines {
        let cuts: Vec<usize> = marks_in(line.as_str()).iter().map(|mark| mark.range.start).collect();
        for printed in line.cut(&cuts) {
            add(&mut statements, printed);
        }
    }
    statements
}

/// Adds a line, or the part of a line behind a mark, to the statements so far.
fn add(statements: &mut Vec<Statement>, printed: Text) {
    let (mark, text) = strip_mark(&printed);
    let rank = mark.map(|mark| mark.rank);
    let text = if rank == Some(Rank::Arrow) || rank == Some(Rank::Number) || rank == Some(Rank::Note) {
        printed.clone()
    } else {
        text
    };
    let text = tidy(&text);
    let Some(last) = statements.last_mut().filter(|_| rank != Some(Rank::Head)) else {
        statements.push(Statement { headline: text, details: Vec::new(), printed: vec![printed] });
        return;
    };
    last.printed.push(printed);
    let goes_on = matches!(rank, None | Some(Rank::Arrow | Rank::Number)) && !opens_with_date(&text);
    match last.details.last_mut() {
        Some(detail) if goes_on && detail.rank.is_some() => detail.lines.push(text),
        _ => last.details.push(Detail { rank, lines: vec![text] }),
    }
}

/// A line such as `令和2年度(10事業)` heads what follows: it never goes on with the bullet above.
fn opens_with_date(text: &Text) -> bool {
    let found = periods(text.as_str(), &mut Carry::default());
    found.first().is_some_and(|first| {
        let behind = &text.as_str()[first.range.end..];
        first.range.start == 0
            && first.value.suffix == Suffix::None
            && (behind.is_empty() || behind.starts_with(['(', ' ']))
    })
}

/// Whether a statement tells what was done: bullets below it, or figures or dates in its lines or
/// in a bracket of its headline.
fn has_body(statement: &Statement) -> bool {
    let marked = statement.details.iter().any(|detail| detail.rank.is_some_and(|rank| rank != Rank::Number));
    let told = |text: &Text| {
        let dates = periods(text.as_str(), &mut Carry::default());
        let taken: Vec<_> = dates.iter().map(|found| found.range.clone()).collect();
        !dates.is_empty() || !quantities(text.as_str(), &taken).is_empty()
    };
    let headline = &statement.headline;
    let bracket = headline.as_str().find('(').map(|at| headline.slice(at..headline.as_str().len()));
    marked
        || statement.details.iter().any(|detail| detail.lines.iter().any(told))
        || bracket.is_some_and(|bracket| told(&bracket))
}

/// A statement without a body: the lines below its headline are the rest of it.
fn closed(statement: Statement) -> Statement {
    let rest = statement.details.iter().flat_map(|detail| &detail.lines);
    let headline = join_lines(std::iter::once(&statement.headline).chain(rest));
    Statement { headline, details: Vec::new(), ..statement }
}
