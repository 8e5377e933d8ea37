//! T013: figures in tables that no record took.
//!
//! What: the figures of each table's rows are held against the quotes of all records; those that nothing quotes are
//! counted. Why: a table of which nothing, or half, was read looks from the outside like one that holds nothing. Not
//! counted is what is no statement of its own: numbering, the name of a row, and the totals of a table whose rows were
//! read.

use super::{Case, Ledger};
use crate::lexicon::{self, Role};
use crate::page::squeeze;
use crate::record::desk::{Desk, Piece};
use crate::record::model::{Finding, Quoted, Severity};
use crate::table::{Cell, Row, Table};
use crate::text::{Carry, Span, periods, quantities};
use std::ops::Range;

/// Most tables that are named; the others are told by their number.
const MOST_NAMED: usize = 5;

/// Most places that are quoted.
const MOST_QUOTED: usize = 100;

/// What one table has left over.
struct Left {
    table: u32,
    figures: usize,
    /// The first of them.
    first: Piece,
}

/// Counts the figures that no record took, and tells them with the place of the first one in each table.
pub fn figures_left(case: Case<'_>, ledger: &Ledger) -> (usize, Option<Finding>) {
    let furniture = Furniture::of(&case.records.furniture);
    let left: Vec<Left> = case.tables.iter().filter_map(|table| of_table(table, ledger, &furniture)).collect();
    let figures = left.iter().map(|left| left.figures).sum();
    (figures, (figures > 0).then(|| tell(case, figures, &left)))
}

fn tell(case: Case<'_>, figures: usize, left: &[Left]) -> Finding {
    let desk = Desk::new(case.origin, "");
    let source: Vec<Quoted> = left.iter().take(MOST_QUOTED).map(|left| desk.quoted(left.first)).collect();
    let named: Vec<(usize, String, String)> =
        left.iter().zip(&source).take(MOST_NAMED).map(|(left, quoted)| left.named(quoted)).collect();
    let count = if figures == 1 { "1 figure" } else { &format!("{figures} figures") };
    let are = if figures == 1 { "is" } else { "are" };
    let messages = if let ([_], [(_, en, ja)]) = (left, &named[..]) {
        (
            format!("{count} in {en} {are} in no record"),
            format!("{ja}の数値{figures}個は、どのレコードにも入っていません"),
        )
    } else {
        let en: Vec<String> = named.iter().map(|(figures, en, _)| format!("{figures} in {en}")).collect();
        let ja: Vec<String> = named.iter().map(|(figures, _, ja)| format!("{ja}に{figures}個")).collect();
        let (more_en, more_ja) = match left.len().saturating_sub(MOST_NAMED) {
            0 => (String::new(), String::new()),
            1 => (", and the rest in 1 more table".to_owned(), "、ほか1表".to_owned()),
            more => (format!(", and the rest in {more} more tables"), format!("、ほか{more}表")),
        };
        (
            format!("{count} in tables {are} in no record: {}{more_en}", en.join(", ")),
            format!("表の中の数値{figures}個は、どのレコードにも入っていません: {}{more_ja}", ja.join("、")),
        )
    };
    case.tell("T013", Severity::Notice, messages, source)
}

impl Left {
    /// The count, and the table with its page, in English and in Japanese.
    fn named(&self, quoted: &Quoted) -> (usize, String, String) {
        let table = self.table;
        match quoted.place.page {
            Some(page) => (self.figures, format!("table {table} (page {page})"), format!("表{table}（{page}ページ）")),
            None => (self.figures, format!("table {table}"), format!("表{table}")),
        }
    }
}

fn of_table(table: &Table, ledger: &Ledger, furniture: &Furniture) -> Option<Left> {
    let was_read = table.rows.iter().any(|row| ledger.uses(row.span));
    let numbers: Vec<bool> = (0..table.header.len()).map(|col| is_numbering(table, col)).collect();
    let mut left: Option<Left> = None;
    for row in table.rows.iter().filter(|row| !(was_read && is_total(row))) {
        let name = name_of(row);
        let cells =
            row.cells.iter().enumerate().filter(|(col, cell)| {
                !cell.merged && Some(*col) != name && !numbers.get(*col).copied().unwrap_or(false)
            });
        for (col, cell) in cells {
            for span in figures(cell, ledger).into_iter().filter(|span| !furniture.holds(*span)) {
                let cell = (table.number, row.number, u32::try_from(col).unwrap_or(u32::MAX).saturating_add(1));
                let first = Piece { span, page: row.page, cell: Some(cell) };
                let left = left.get_or_insert(Left { table: table.number, figures: 0, first });
                left.figures += 1;
            }
        }
    }
    left
}

/// Where a cell's figures stand that nothing quotes. A date is none.
fn figures(cell: &Cell, ledger: &Ledger) -> Vec<Span> {
    let text = cell.text.as_str();
    if !has_digit(text) || cell.text.hull().is_some_and(|hull| ledger.uses_all(hull)) {
        return Vec::new();
    }
    let dates: Vec<Range<usize>> = periods(text, &mut Carry::default()).into_iter().map(|found| found.range).collect();
    let spans = quantities(text, &dates).into_iter().filter_map(|found| cell.text.span_of(found.range));
    spans.filter(|span| !ledger.uses(*span)).collect()
}

fn has_digit(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit())
}

/// The cell that names a row: its first one, unless that is nothing but a figure.
fn name_of(row: &Row) -> Option<usize> {
    let first = row.cells.iter().position(|cell| !cell.text.is_blank())?;
    let text = row.cells.get(first)?.text.as_str();
    let whole = has_digit(text) && quantities(text, &[]).iter().any(|found| found.range.len() == text.trim().len());
    (!whole).then_some(first)
}

fn is_total(row: &Row) -> bool {
    let first = row.cells.iter().find(|cell| !cell.text.is_blank());
    first.is_some_and(|cell| {
        let label = squeeze(cell.text.as_str());
        lexicon::is_total(&label) || lexicon::adds_up(&label)
    })
}

/// Whether a column only counts the rows: it is headed so, or goes up by one from row to row.
fn is_numbering(table: &Table, col: usize) -> bool {
    let header = table.header.get(col).map_or("", |cell| cell.text.as_str());
    if lexicon::label_role(header) == Some(Role::Code) {
        return true;
    }
    let cells = table.column(col).filter(|cell| !cell.merged && !cell.text.is_blank());
    let numbers: Option<Vec<u32>> = cells.map(|cell| cell.text.as_str().trim().parse().ok()).collect();
    numbers.is_some_and(|numbers| {
        numbers.first() == Some(&1)
            && numbers.windows(2).all(|two| two.first().map(|one| one + 1) == two.last().copied())
    })
}

/// Stretches that are furniture, in order.
struct Furniture(Vec<Span>);

impl Furniture {
    fn of(spans: &[Span]) -> Self {
        let mut spans = spans.to_vec();
        spans.sort_by_key(|span| (span.end, span.start));
        Self(spans)
    }

    fn holds(&self, stretch: Span) -> bool {
        let next = self.0.partition_point(|span| span.end < stretch.end);
        self.0.get(next).is_some_and(|span| span.start <= stretch.start)
    }
}
