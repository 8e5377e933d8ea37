//! What the columns of a table hold: by the words of their headers and the values under them.

use crate::lexicon::{self, Role};
use crate::page::squeeze;
use crate::record::desk::{Desk, inherited};
use crate::record::model::{Inherited, Period};
use crate::table::{Cell, Table};
use crate::text::{Carry, Dated, Found, Text, periods, quantities};
use regex::Regex;
use std::sync::LazyLock;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// A role of the lexicon.
    Role(Role),
    /// Figures, dated by the header.
    Measure,
    /// The label of each row.
    Label,
    /// Not known.
    Unknown,
}

/// How a table is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// A row is an initiative (contract, rule 1).
    Initiatives,
    /// A row is an indicator with its target (rule 8).
    Indicators,
    /// A row is something measured (rule 7).
    Survey,
    /// A row is a term and its definition.
    Glossary,
    /// Nothing tells that the table holds records.
    None,
}

/// `A-1`, `1-(2)`, `B3`, `12`, `(3)`.
#[expect(clippy::expect_used, reason = "a constant pattern, compiled by every test")]
static CODE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^(?:[A-Za-z]{0,2}-?\(?\d{1,3}\)?(?:[-.]\(?\d{1,3}\)?)*|[\u{2460}-\u{2473}])$").expect("codes")
});

/// What each column holds, and how the table is read.
pub fn layout(table: &Table, caption: &str) -> (Vec<Column>, Shape) {
    let mut columns: Vec<Column> = (0..table.header.len()).map(|col| column(table, col)).collect();
    let has = |columns: &[Column], role: Role| columns.contains(&Column::Role(role));
    let explains = has(&columns, Role::Definition) || has(&columns, Role::Description);
    let shape = if has(&columns, Role::Term) && explains {
        Shape::Glossary
    } else if has(&columns, Role::Initiative) {
        Shape::Initiatives
    } else if has(&columns, Role::Target) && (has(&columns, Role::Indicator) || columns[0] == Column::Label) {
        Shape::Indicators
    } else if columns.len() > 1 && columns[0] == Column::Label && measures(table, &columns, caption) {
        Shape::Survey
    } else {
        Shape::None
    };
    if shape == Shape::Initiatives {
        for column in &mut columns {
            if *column == Column::Label {
                *column = Column::Role(Role::Group);
            }
        }
    }
    (columns, shape)
}

fn column(table: &Table, col: usize) -> Column {
    let header = &table.header[col].text;
    let words = without_periods(header);
    if words.trim().is_empty() {
        return match () {
            () if !header.is_blank() => Column::Measure,
            () if is_code_column(table, col) => Column::Role(Role::Code),
            () if col == 0 => Column::Label,
            () => Column::Unknown,
        };
    }
    match lexicon::role_of(&words) {
        Some(role) => Column::Role(role),
        None if lexicon::is_measure(&words) => Column::Measure,
        None if col == 0 => Column::Label,
        None => Column::Unknown,
    }
}

fn is_code_column(table: &Table, col: usize) -> bool {
    let rows = table.rows.iter().filter(|row| row.title.is_none());
    let cells: Vec<&Cell> = rows.filter_map(|row| row.cells.get(col)).filter(|cell| !cell.text.is_blank()).collect();
    !cells.is_empty() && cells.iter().all(|cell| CODE.is_match(&squeeze(cell.text.as_str())))
}

/// Whether every column behind the label holds figures, and these measure a rate: a table of sums
/// by year (tax revenue, salaries) is no result.
fn measures(table: &Table, columns: &[Column], caption: &str) -> bool {
    if !columns[1..].iter().all(|column| *column == Column::Measure) {
        return false;
    }
    let cells = || table.rows.iter().flat_map(|row| row.cells.iter().skip(1)).filter(|cell| !cell.text.is_blank());
    let all = cells().count();
    let figures = cells().filter(|cell| !quantities(cell.text.as_str(), &[]).is_empty()).count();
    let rates = cells().filter(|cell| cell.text.as_str().contains('%')).count();
    let named = lexicon::is_measure(caption)
        || table.header.iter().skip(1).any(|cell| lexicon::is_measure(&without_periods(&cell.text)));
    all > 0 && figures * 2 > all && (rates * 2 > all || named)
}

/// The periods of a header. A year alone (`2026`) heads a fiscal year: plans are made and reported by it.
fn header_periods(header: &str) -> Vec<Found<Dated>> {
    let found = periods(header, &mut Carry::default());
    let bare = header.trim();
    if !found.is_empty() || bare.len() != 4 || !bare.bytes().all(|digit| digit.is_ascii_digit()) {
        return found;
    }
    let start = header.len() - header.trim_start().len();
    let spelled = periods(&format!("{bare}年度"), &mut Carry::default());
    spelled.into_iter().map(|found| Found { range: start..start + bare.len(), ..found }).collect()
}

/// The header without its periods, the plan's own included.
fn without_periods(header: &Text) -> String {
    let found = header_periods(header.as_str());
    let mut cuts: Vec<_> = found.into_iter().map(|found| found.range).collect();
    cuts.extend(lexicon::plan_period_reference(header.as_str()));
    cuts.sort_by_key(|cut| cut.start);
    let words = header.without(&cuts);
    words.as_str().replace("()", "")
}

/// The period that a column's header gives to what stands below it.
pub fn header_period(desk: &Desk<'_>, table: &Table, col: usize, plan: Option<&Period>) -> Option<Period> {
    let header = &table.header.get(col)?.text;
    if let Some(range) = lexicon::plan_period_reference(header.as_str()) {
        let plan = plan?;
        let span = header.span_of(range)?;
        return Some(Period {
            raw: desk.origin.quote(span).to_owned(),
            inherited: Some(Inherited::PlanPeriod),
            at: desk.quoted(crate::record::desk::Piece::of(span, None)).place,
            ..plan.clone()
        });
    }
    let found = header_periods(header.as_str()).into_iter().find(|found| !found.value.comparison)?;
    desk.period(header, &found, None).map(|period| inherited(&period, Inherited::ColumnHeader))
}
