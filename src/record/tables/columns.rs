//! What the columns of a table hold: by the words of their headers and the values under them.

use super::{evidence, measured};
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
    /// A row is a target; the heading above names what it belongs to.
    Aims,
    /// Rows of aims and rows of what was reached, for each indicator.
    Kinds,
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
    if evidence::counts_items(table, &columns) {
        columns
            .iter_mut()
            .filter(|column| **column == Column::Role(Role::Initiative))
            .for_each(|column| *column = Column::Label);
    }
    name_indicators(table, &mut columns);
    rated(table, &mut columns);
    let explains = has(&columns, Role::Definition) || has(&columns, Role::Description);
    let shape = if has(&columns, Role::Term) && explains {
        Shape::Glossary
    } else if let Some(kind) = measured::kind_column(table, &columns).filter(|kind| kinds(&mut columns.clone(), *kind))
    {
        kinds(&mut columns, kind);
        Shape::Kinds
    } else if has(&columns, Role::Initiative) {
        Shape::Initiatives
    } else if has(&columns, Role::Target) && (has(&columns, Role::Indicator) || columns.contains(&Column::Label)) {
        Shape::Indicators
    } else if columns.len() > 1 && has(&columns, Role::Target) {
        Shape::Aims
    } else if columns.len() > 1 && columns[0] == Column::Label && measures(table, &columns, caption) {
        Shape::Survey
    } else {
        Shape::None
    };
    if matches!(shape, Shape::Indicators | Shape::Aims) {
        // Figures that the header calls neither aims nor results are kept; those of years are told.
        for col in (0..columns.len()).filter(|col| columns[*col] == Column::Measure).collect::<Vec<_>>() {
            let dated = !header_periods(table.header[col].text.as_str(), &table.carry).is_empty();
            columns[col] = if dated { Column::Unknown } else { Column::Role(Role::Remark) };
        }
    }
    if shape == Shape::Initiatives {
        for column in &mut columns {
            if *column == Column::Label {
                *column = Column::Role(Role::Group);
            }
        }
    }
    (columns, shape)
}

/// Tells the columns of a table whose rows say whether they are aims or results; false where no years stand beside.
fn kinds(columns: &mut [Column], kind: usize) -> bool {
    let label = (0..kind).rfind(|col| !matches!(columns[*col], Column::Role(Role::Unit | Role::Code)));
    let years = columns.iter().skip(kind + 1).filter(|column| **column == Column::Measure).count();
    let Some(label) = label.filter(|_| years > 0) else { return false };
    columns[kind] = Column::Role(Role::Remark);
    columns[label] = Column::Role(Role::Indicator);
    true
}

/// Of several columns of targets one that holds words beside others with figures names what is counted (KPI | 目標値).
fn name_indicators(table: &Table, columns: &mut [Column]) {
    let is_target = |column: &Column| *column == Column::Role(Role::Target);
    let figures = |col: usize| {
        let cells = table.column(col).filter(|cell| !cell.text.is_blank());
        let (figures, all) = cells.fold((0, 0), |(figures, all), cell| {
            (figures + usize::from(!quantities(cell.text.as_str(), &[]).is_empty()), all + 1)
        });
        all > 0 && figures * 2 > all
    };
    let targets: Vec<usize> = (0..columns.len()).filter(|col| is_target(&columns[*col])).collect();
    let known = columns.iter().any(|column| matches!(column, Column::Role(Role::Indicator) | Column::Label));
    if let [first, rest @ ..] = targets.as_slice()
        && !known
        && !figures(*first)
        && rest.iter().any(|col| figures(*col))
    {
        columns[*first] = Column::Role(Role::Indicator);
    }
}

/// The longest words of a header, in characters; what is longer is a cell of the table's body.
const LONGEST_HEADER: usize = 30;

fn column(table: &Table, col: usize) -> Column {
    let header = &table.header[col].text;
    let words = without_periods(header, &table.carry);
    if squeeze(&words).chars().count() > LONGEST_HEADER {
        return if col == 0 { Column::Label } else { Column::Unknown };
    }
    if words.trim().is_empty() {
        return match () {
            () if !header.is_blank() => Column::Measure,
            () if is_code_column(table, col) => Column::Role(Role::Code),
            () if col == 0 => Column::Label,
            () => Column::Unknown,
        };
    }
    let dated = !header_periods(header.as_str(), &table.carry).is_empty();
    match lexicon::column_role(&words) {
        // 目標年度 over dates says when, over figures what.
        Some(Role::Target | Role::Baseline) if words.trim().ends_with("年度") && dates(table, col) => {
            Column::Role(Role::Schedule)
        }
        // A year below 実施スケジュール: what is done in it.
        Some(Role::Schedule) if dated && !holds_periods(table, col) => Column::Measure,
        Some(role) => Column::Role(role),
        None if col == 0 && names_rows(table) => Column::Label,
        None if lexicon::is_measure(&words) => Column::Measure,
        None if col == 0 => Column::Label,
        None => Column::Unknown,
    }
}

/// Whether every cell of a column is nothing but a period.
fn dates(table: &Table, col: usize) -> bool {
    let mut cells = table.column(col).map(|cell| cell.text.as_str().trim()).filter(|text| !text.is_empty());
    cells.all(|text| {
        let found = periods(text, &mut table.carry.clone());
        found.first().is_some_and(|found| found.range.start == 0)
    })
}

/// Whether a cell of a column prints a period.
fn holds_periods(table: &Table, col: usize) -> bool {
    table.column(col).any(|cell| !periods(cell.text.as_str(), &mut table.carry.clone()).is_empty())
}

/// A column of results with nothing but grades in it (A, ○, 達成) says how a result is rated, and is none.
fn rated(table: &Table, columns: &mut [Column]) {
    let grade = |text: &str| text.trim().chars().count() <= LONGEST_GRADE && quantities(text, &[]).is_empty();
    for (col, column) in columns.iter_mut().enumerate().filter(|(_, column)| **column == Column::Role(Role::Result)) {
        let mut cells = table.column(col).filter(|cell| !cell.text.is_blank()).peekable();
        if cells.peek().is_some() && cells.all(|cell| grade(cell.text.as_str())) {
            *column = Column::Role(Role::Remark);
        }
    }
}

/// Longest grade, in characters.
const LONGEST_GRADE: usize = 3;

/// Whether the cells of the first column are words without a figure among them.
fn names_rows(table: &Table) -> bool {
    let mut cells = table.column(0).filter(|cell| !cell.text.is_blank()).peekable();
    cells.peek().is_some() && cells.all(|cell| quantities(cell.text.as_str(), &[]).is_empty())
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
    let (name, bracket) = caption.split_once('(').unwrap_or((caption, ""));
    // A table of sums, its unit of money behind its name, measures nothing that was aimed at.
    let sums = lexicon::money_unit(bracket).is_some();
    let named = (lexicon::is_measure(name) && !sums)
        || table.header.iter().skip(1).any(|cell| lexicon::is_measure(&without_periods(&cell.text, &table.carry)));
    all > 0 && figures * 2 > all && (rates * 2 > all || named)
}

/// The periods of a header. A year alone (`2026`) heads a fiscal year: plans are made and reported by it.
fn header_periods(header: &str, carry: &Carry) -> Vec<Found<Dated>> {
    let found = periods(header, &mut carry.clone());
    let bare = header.trim();
    if !found.is_empty() || bare.len() != 4 || !bare.bytes().all(|digit| digit.is_ascii_digit()) {
        return found;
    }
    let start = header.len() - header.trim_start().len();
    let spelled = periods(&format!("{bare}年度"), &mut Carry::default());
    spelled.into_iter().map(|found| Found { range: start..start + bare.len(), ..found }).collect()
}

/// The header without its periods, the plan's own included.
fn without_periods(header: &Text, carry: &Carry) -> String {
    let found = header_periods(header.as_str(), carry);
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
    let found = header_periods(header.as_str(), &table.carry).into_iter().find(|found| !found.value.comparison)?;
    desk.period(header, &found, None).map(|period| inherited(&period, Inherited::ColumnHeader))
}
