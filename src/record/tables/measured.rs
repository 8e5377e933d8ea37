//! What was measured of an indicator: its row's figures, each dated by the header of its column, are one result.

use super::columns::{self, Column};
use super::sheet::Sheet;
use super::unit::Setting;
use super::values::{self, Home};
use super::why;
use crate::lexicon::{self, Role};
use crate::record::desk::{Desk, Piece};
use crate::record::model::{Measurement, Period};
use crate::record::trace::Ground;
use crate::record::{Records, outcome, statement, target};
use crate::table::{Row, cell_text};
use crate::text::{Place, Text};

/// Figures of an indicator.
const MEASURED: Ground = Ground::of(
    "cells with nothing but a figure, below headers of results or years, are what was measured",
    module_path!(),
);
/// Rows of aims.
const AIMED: Ground =
    Ground::of("the row says that its figures are aims; each column's year is when they are due", module_path!());

/// Makes one result of the figures in some cells of a row.
pub fn result(
    sheet: Sheet<'_>,
    row: &Row,
    (label, cols): (usize, &[usize]),
    home: &Home,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let name = cell_text(&row.cells[label].text);
    let measurements: Vec<Measurement> =
        cols.iter().filter_map(|col| measurement(sheet, row, *col, name.as_str(), desk)).collect();
    if measurements.is_empty() {
        return;
    }
    let headline = row.cells[label].text.clone();
    let statement = statement::Statement { headline: name, details: Vec::new(), printed: vec![headline] };
    let context = outcome::Context {
        initiative_id: home.initiative_id.clone(),
        path: home.path.clone(),
        home: home.words.clone(),
        page: row.page,
        cell: sheet.place(row, label),
        beside: cols.iter().flat_map(|col| sheet.pieces(row, *col)).collect(),
        ground: MEASURED.by(cols.first().and_then(|col| sheet.header(*col)), None),
    };
    let mut made = outcome::outcome(desk, &statement, &context, &mut Default::default());
    made.measurements = measurements;
    made.events.clear();
    desk.explain(&made.id, |say| {
        say.withdraw("measurements");
        say.withdraw("events");
        cols.iter().for_each(|col| say.field("measurements", why::column(sheet, *col), sheet.pieces(row, *col)));
    });
    records.results.push(made);
}

fn measurement(sheet: Sheet<'_>, row: &Row, col: usize, name: &str, desk: &Desk<'_>) -> Option<Measurement> {
    let cell = &row.cells[col].text;
    let setting = Setting::of(sheet, row, col, desk);
    let (found, own) = match values::dated_figure(cell, setting.place()) {
        Some((figure, date)) => (figure, date.and_then(|date| desk.period(cell, &date, row.page))),
        None => (desk.figures(cell, &[], setting.place()).into_iter().next()?, None),
    };
    let mut quantity = desk.quantity(cell, &found, row.page)?;
    setting.apply(&mut quantity, cell);
    Some(Measurement {
        indicator: Some(name.to_owned()),
        quantity,
        as_of: own.or_else(|| dated(sheet, col, desk)).or_else(|| values::year_beside(sheet, row, Role::Result, desk)),
        compared_with: None,
        condition: None,
        planned: false,
    })
}

fn dated(sheet: Sheet<'_>, col: usize, desk: &Desk<'_>) -> Option<Period> {
    columns::header_period(desk, sheet.table, col, sheet.page.plan_period.as_ref())
}

/// The column that says of each row whether its figures are aims or what was reached (目標 / 実績).
pub fn kinds(sheet: Sheet<'_>) -> Option<usize> {
    kind_column(sheet.table, sheet.columns)
}

/// The same, while the columns are being told.
pub fn kind_column(table: &crate::table::Table, columns: &[Column]) -> Option<usize> {
    (0..columns.len()).find(|col| {
        let roles: Option<Vec<Role>> = table
            .column(*col)
            .filter(|cell| !cell.text.is_blank())
            .map(|cell| lexicon::label_role(cell.text.as_str()))
            .collect();
        roles.is_some_and(|roles| roles.contains(&Role::Target) && roles.contains(&Role::Result))
    })
}

/// Rows of aims and rows of what was reached, a column a year: targets with their due years, results with their dates.
pub fn read(sheet: Sheet<'_>, base: &[String], home: &Home, desk: &mut Desk<'_>, records: &mut Records) {
    let Some(kind) = kinds(sheet) else { return };
    let year = |col: &usize| sheet.columns[*col] == Column::Measure && dated(sheet, *col, desk).is_some();
    let years: Vec<usize> = (0..sheet.columns.len()).filter(year).collect();
    for row in &sheet.table.rows {
        let home = values::grouped(sheet, row, base, home);
        records.furniture.extend(row.cells[kind].text.hull());
        let Some(label) = values::label_column(sheet, row) else { continue };
        match lexicon::label_role(row.cells[kind].text.as_str()) {
            Some(Role::Result) => result(sheet, row, (label, &years), &home, desk, records),
            Some(Role::Target) => years.iter().for_each(|col| aim(sheet, row, (label, *col), &home, desk, records)),
            _ => {}
        }
    }
}

fn aim(
    sheet: Sheet<'_>,
    row: &Row,
    (label, col): (usize, usize),
    home: &Home,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let cell: &Text = &row.cells[col].text;
    if cell.is_blank() || lexicon::says_none(cell.as_str()) {
        return;
    }
    let (text, end) = super::sheet::labelled(&row.cells[label].text, &cell_text(cell));
    let own = [label, col].into_iter().chain(sheet.with(Role::Baseline)).chain(sheet.with(Role::Department));
    let pieces: Vec<Piece> = own.flat_map(|col| sheet.pieces(row, col)).chain(home.beside.iter().copied()).collect();
    let setting = Setting::of(sheet, row, col, desk);
    let context = target::Context {
        counted: setting.place() == Place::Counted,
        initiative_id: home.initiative_id.clone(),
        home: format!("{}/{col}", home.words),
        path: home.path.clone(),
        due: dated(sheet, col, desk),
        departments: values::departments(sheet, row),
        pieces,
        page: row.page,
        ground: AIMED.by(sheet.header(col), None),
    };
    let mut made = target::target(desk, &text, end, context);
    if made.baseline.is_none() {
        made.baseline = values::baseline(sheet, row, desk);
        desk.explain(&made.id, |say| {
            let cols = sheet.with(Role::Baseline).take(1).filter(|_| made.baseline.is_some());
            cols.for_each(|col| say.field("baseline", why::column(sheet, col), sheet.pieces(row, col)));
        });
    }
    setting.count(&mut made, cell);
    desk.explain(&made.id, |say| values::beside(say, sheet, row, Some(label)));
    records.targets.push(made);
}
