//! What the values of a column tell where its header leaves it open.

use super::columns::{Clue, Column, Shape};
use super::sheet::Layout;
use crate::lexicon::{self, Role};
use crate::record::{Page, model};
use crate::table::Table;
use crate::text::{Suffix, periods, quantities};

/// Longest grade, in characters.
const LONGEST_GRADE: usize = 3;

/// Tells the columns of a table whose rows say whether they are aims or results; false where no years stand beside.
pub fn kinds(columns: &mut [Column], kind: usize) -> bool {
    let beside = [Role::Unit, Role::Code, Role::Baseline, Role::Department, Role::Remark].map(Column::Role);
    let label = (0..kind).rfind(|col| !beside.contains(&columns[*col]));
    let years = columns.iter().skip(kind + 1).filter(|column| **column == Column::Measure).count();
    let Some(label) = label.filter(|_| years > 0) else { return false };
    columns[kind] = Column::Role(Role::Remark);
    columns[label] = Column::Role(Role::Indicator);
    true
}

/// Of several columns of targets one that holds words beside others with figures names what is counted (KPI | 目標値).
pub fn name_indicators(table: &Table, columns: &mut [Column]) {
    let is_target = |column: &Column| *column == Column::Role(Role::Target);
    let figures = |col: usize| {
        let cells = table.column(col).filter(|cell| !cell.text.is_blank() && !lexicon::says_none(cell.text.as_str()));
        let (figures, all) = cells.fold((0, 0), |(figures, all), cell| {
            (figures + usize::from(!quantities(cell.text.as_str(), &[]).is_empty()), all + 1)
        });
        all > 0 && figures * 2 > all
    };
    let targets: Vec<usize> = (0..columns.len()).filter(|col| is_target(&columns[*col])).collect();
    let known = columns.iter().any(|column| matches!(column, Column::Role(Role::Indicator) | Column::Label));
    let [first, rest @ ..] = targets.as_slice() else { return aims_named(columns, figures) };
    // KPI | 指標 | R5 | R6: the label of the whole heads nothing, the years hold what is aimed at.
    let empty = |col: &usize| table.column(*col).all(|cell| cell.merged || cell.text.is_blank());
    if known && targets.iter().all(empty) {
        let years = (*first + 1..columns.len()).filter(|col| columns[*col] == Column::Measure && figures(*col));
        years.collect::<Vec<_>>().into_iter().for_each(|col| columns[col] = Column::Role(Role::Target));
        return;
    }
    if known || figures(*first) {
        return;
    }
    let years: Vec<usize> = (*first + 1..columns.len()).filter(|col| columns[*col] == Column::Measure).collect();
    if rest.iter().any(|col| figures(*col)) {
        columns[*first] = Column::Role(Role::Indicator);
    } else if rest.is_empty() && !years.is_empty() && years.iter().any(|col| figures(*col)) {
        // 数値目標 | 令和27年度: what is aimed at stands below the year.
        columns[*first] = Column::Role(Role::Indicator);
        years.iter().for_each(|col| columns[*col] = Column::Role(Role::Target));
    }
}

/// Beside names of initiatives a column of indicators with their figures, and no column of aims or results, holds the
/// aims (活動指標: 蔵書数 5,000点).
fn aims_named(columns: &mut [Column], figures: impl Fn(usize) -> bool) {
    let known = |column: &Column| matches!(column, Column::Role(Role::Baseline | Role::Result));
    let named = columns.contains(&Column::Role(Role::Initiative));
    if !named || columns.iter().any(known) {
        return;
    }
    for col in (0..columns.len()).filter(|col| figures(*col)).collect::<Vec<_>>() {
        if columns[col] == Column::Role(Role::Indicator) {
            columns[col] = Column::Role(Role::Target);
        }
    }
}

/// Behind a column of names one whose header has a year (令和4年度の主な取組) says what was done in it where the
/// document is a report, else what is to be done.
pub fn years_work(page: &Page<'_>, table: &Table, layout: &mut Layout) {
    let named = |column: &Column| *column == Column::Role(Role::Initiative);
    let reports = matches!(page.kind, model::Kind::ResultReport | model::Kind::ProgressReport);
    if reports && matches!(layout.shape, Shape::Indicators | Shape::Aims) {
        bare_years(table, layout);
        two_values(table, layout);
    }
    let Some(first) = layout.columns.iter().position(named) else { return };
    let role = if reports { Role::Result } else { Role::Activity };
    for col in first + 1..layout.columns.len() {
        let dated = periods(table.header[col].text.as_str(), &mut table.carry.clone());
        if named(&layout.columns[col]) && !dated.is_empty() {
            let next = dated.iter().any(|found| found.value.suffix == Suffix::Since);
            layout.columns[col] = Column::Role(if next { Role::NextStep } else { role });
            layout.clues[col] = Clue::Period;
        }
    }
}

/// In a report that prints both what an indicator started from (設定時, 策定時) and how it stands (現況値, 現状値), the
/// second is what was reached.
fn two_values(table: &Table, layout: &mut Layout) {
    let based = |col: &usize| layout.columns[*col] == Column::Role(Role::Baseline);
    let cols: Vec<usize> = (0..layout.columns.len()).filter(based).collect();
    let header = |col: usize| table.header[col].text.as_str();
    let [first, second] = cols.as_slice() else { return };
    if lexicon::says_start(header(*first)) && lexicon::says_present(header(*second)) {
        layout.columns[*second] = Column::Role(Role::Result);
        layout.clues[*second] = Clue::Values;
    }
}

/// In a report a column of figures with nothing but a year for its header, between what aims start from and the aims,
/// says what was reached.
fn bare_years(table: &Table, layout: &mut Layout) {
    let at = |role: Role| layout.columns.iter().position(|column| *column == Column::Role(role));
    let Some((base, aim)) = at(Role::Baseline).zip(at(Role::Target)) else { return };
    for col in base + 1..aim {
        let header = table.header[col].text.as_str().trim();
        let year =
            periods(header, &mut table.carry.clone()).first().is_some_and(|found| found.range == (0..header.len()));
        if layout.columns[col] == Column::Unknown && year {
            layout.columns[col] = Column::Role(Role::Result);
            layout.clues[col] = Clue::Period;
        }
    }
}

/// Whether every cell of a column is nothing but a period.
pub fn dates(table: &Table, col: usize) -> bool {
    let mut cells = table.column(col).map(|cell| cell.text.as_str().trim()).filter(|text| !text.is_empty());
    cells.all(|text| {
        let found = periods(text, &mut table.carry.clone());
        found.first().is_some_and(|found| found.range.start == 0)
    })
}

/// Whether a cell of a column prints a period.
pub fn holds_periods(table: &Table, col: usize) -> bool {
    table.column(col).any(|cell| !periods(cell.text.as_str(), &mut table.carry.clone()).is_empty())
}

/// A column of results with nothing but grades in it (A, ○, 達成) says how a result is rated, and is none.
pub fn rated(table: &Table, columns: &mut [Column]) {
    let grade = |text: &str| text.trim().chars().count() <= LONGEST_GRADE && quantities(text, &[]).is_empty();
    for (col, column) in columns.iter_mut().enumerate().filter(|(_, column)| **column == Column::Role(Role::Result)) {
        let mut cells = table.column(col).filter(|cell| !cell.text.is_blank()).peekable();
        if cells.peek().is_some() && cells.all(|cell| grade(cell.text.as_str())) {
            *column = Column::Role(Role::Remark);
        }
    }
}

/// Whether the cells of the first column are words without a figure among them.
pub fn names_rows(table: &Table) -> bool {
    let mut cells = table.column(0).filter(|cell| !cell.text.is_blank()).peekable();
    cells.peek().is_some() && cells.all(|cell| quantities(cell.text.as_str(), &[]).is_empty())
}
