//! The targets and results of a row.

use super::columns::{self, Column};
use super::sheet::{Sheet, labelled, offices, pieces_of};
use super::unit::Setting;
use super::{measured, pillar_pieces, why};
use crate::lexicon::{self, Role};
use crate::record::desk::{Desk, Piece, inherited};
use crate::record::figures::Scope;
use crate::record::model::{Baseline, Inherited, Period};
use crate::record::trace::Reasons;
use crate::record::{Records, outcome, statement, target};
use crate::table::{Row, cell_text};
use crate::text::{Carry, Dated, Found, Place, Quantity, Text, brackets, figures, periods};
use std::ops::Range;

/// What the targets and results of a row belong to.
#[derive(Debug, Clone, Default)]
pub struct Home {
    /// The initiative.
    pub initiative_id: Option<String>,
    /// Words that tell its statements from those of others.
    pub words: String,
    /// Headings above, where there is no initiative.
    pub path: Vec<String>,
    /// Pieces of the groups beside the row.
    pub beside: Vec<Piece>,
}

/// Reads the cells of targets and results of a row.
pub fn statements(sheet: Sheet<'_>, row: &Row, home: &Home, desk: &mut Desk<'_>, records: &mut Records) {
    let measured_cells = figures_of_indicator(sheet, row, desk);
    if let Some((label, cols)) = &measured_cells {
        measured::result(sheet, row, (*label, cols), home, desk, records);
    }
    let read = |col: &usize| measured_cells.as_ref().is_some_and(|(_, cols)| cols.contains(col));
    for (col, column) in sheet.columns.iter().enumerate().filter(|(col, _)| !read(col)) {
        let cell = &row.cells[col].text;
        // A cell that goes on from the row above was read there.
        if cell.is_blank() || row.cells[col].merged || lexicon::says_none(cell.as_str()) {
            continue;
        }
        match column {
            Column::Role(Role::Target) => targets(sheet, row, col, home, desk, records),
            Column::Role(Role::Result) => results(sheet, row, col, home, desk, records),
            _ => {}
        }
    }
}

/// The columns of results that hold nothing but a figure of the row's indicator, and the indicator's column.
fn figures_of_indicator(sheet: Sheet<'_>, row: &Row, desk: &Desk<'_>) -> Option<(usize, Vec<usize>)> {
    let label = label_column(sheet, row)?;
    let figure = |col: &usize| {
        let place = Setting::of(sheet, row, *col, desk).place();
        !row.cells[*col].merged && dated_figure(&row.cells[*col].text, place).is_some()
    };
    let cols: Vec<usize> = sheet.with(Role::Result).filter(figure).collect();
    (!cols.is_empty()).then_some((label, cols))
}

/// The figure of a cell that holds nothing else, but perhaps its own date in a bracket: `100(H17)`.
pub fn dated_figure(cell: &Text, place: Place) -> Option<(Found<Quantity>, Option<Found<Dated>>)> {
    let s = cell.as_str();
    let text = s.trim();
    let date = brackets(text).into_iter().next_back().filter(|bracket| bracket.end == text.len()).and_then(|bracket| {
        let read = periods(text, &mut Carry::default());
        read.into_iter().find(|found| found.range == (bracket.start + 1..bracket.end - 1) && !found.value.comparison)
    });
    let end = date.as_ref().map_or(text.len(), |date| text[..date.range.start - 1].trim_end().len());
    let mut found = figures(&text[..end], &[], place).found;
    let only = found.pop().filter(|only| found.is_empty() && only.range == (0..end))?;
    let from = s.len() - s.trim_start().len();
    let moved = |range: Range<usize>| range.start + from..range.end + from;
    let date = date.map(|date| Found { range: moved(date.range.clone()), ..date });
    Some((Found { range: moved(only.range.clone()), ..only }, date))
}

/// One target for each bullet; the label of an indicator's column stands before each.
fn targets(sheet: Sheet<'_>, row: &Row, col: usize, home: &Home, desk: &mut Desk<'_>, records: &mut Records) {
    let label = label_column(sheet, row);
    let cell = &row.cells[col].text;
    let whole = || vec![(cell_text(cell), cell.clone())];
    // An indicator's cell is one statement with its label, unless it sets a figure for each of two years or more.
    let mut parts = if label.is_some() { whole() } else { statement::targets(cell) };
    let header = sheet.table.header.get(col);
    let step = header.and_then(|header| columns::header_step(desk, &header.text, &sheet.table.carry));
    let setting = Setting::of(sheet, row, col, desk);
    let begins = sheet.page.plan_period.as_ref().and_then(|period| period.start);
    parts = parts.into_iter().flat_map(|part| target::steps(part, begins)).collect();
    for (text, printed) in parts {
        let mut pieces = pieces_of(&printed, row.page, sheet.place(row, col));
        let (text, end) = match label {
            Some(label) => {
                pieces.splice(0..0, sheet.pieces(row, label));
                labelled(&row.cells[label].text, &text)
            }
            None => (text, None),
        };
        pieces.extend(&home.beside);
        if sheet.with(Role::Initiative).next().is_none() {
            pieces.extend(sheet.with(Role::Department).flat_map(|col| sheet.pieces(row, col)));
        }
        pieces.extend(sheet.with(Role::Baseline).flat_map(|col| sheet.pieces(row, col)));
        let context = target::Context {
            initiative_id: home.initiative_id.clone(),
            home: home.words.clone(),
            path: home.path.clone(),
            due: step.as_ref().map(|(_, due)| due.clone()).or_else(|| due(sheet, row, col, desk)),
            departments: if sheet.with(Role::Initiative).next().is_none() {
                departments(sheet, row)
            } else {
                Vec::new()
            },
            pieces,
            page: row.page,
            ground: why::column(sheet, col),
            counted: setting.place() == Place::Counted,
        };
        let mut made = target::target(desk, &text, end, context);
        if let (Some((since, _)), Some(base)) = (&step, &mut made.baseline)
            && base.as_of.is_none()
        {
            base.as_of = Some(since.clone());
        }
        if made.baseline.is_none() {
            made.baseline = baseline(sheet, row, desk);
            desk.explain(&made.id, |say| {
                let cols = sheet.with(Role::Baseline).take(1).filter(|_| made.baseline.is_some());
                cols.for_each(|col| say.field("baseline", why::column(sheet, col), sheet.pieces(row, col)));
            });
        }
        desk.explain(&made.id, |say| beside(say, sheet, row, label));
        setting.count(&mut made, cell);
        records.targets.push(made);
    }
}

/// What a row of indicators belongs to: the initiative above, or the headings and the groups beside the row.
pub fn grouped(sheet: Sheet<'_>, row: &Row, base: &[String], home: &Home) -> Home {
    let groups = sheet.cells(row, Role::Group).map(|cell| cell_text(cell).as_str().to_owned());
    let path = if home.initiative_id.is_some() { Vec::new() } else { base.iter().cloned().chain(groups).collect() };
    let beside = sheet.with(Role::Group).filter(|col| !row.cells[*col].merged).flat_map(|col| sheet.pieces(row, col));
    Home { words: format!("table {}", sheet.table.number), path, beside: beside.collect(), ..home.clone() }
}

/// Why a target's label and offices are what the columns beside it say.
pub fn beside(say: &mut Reasons, sheet: Sheet<'_>, row: &Row, label: Option<usize>) {
    if let Some(label) = label {
        say.instead("indicator", why::column(sheet, label), sheet.pieces(row, label));
    }
    if sheet.with(Role::Initiative).next().is_none() {
        let groups = sheet.with(Role::Group).filter(|col| !row.cells[*col].text.is_blank());
        let heads = pillar_pieces(sheet.page, sheet.page.heading_of(sheet.table.blocks.start));
        say.place("path", heads.into_iter().chain(groups.flat_map(|col| sheet.pieces(row, col))).collect());
        for col in sheet.with(Role::Department).filter(|col| !row.cells[*col].text.is_blank()) {
            say.instead("departments", why::column(sheet, col), sheet.pieces(row, col));
        }
    }
}

/// The column whose cell is the label of the row's targets.
pub fn label_column(sheet: Sheet<'_>, row: &Row) -> Option<usize> {
    let named = |column: &Column| matches!(column, Column::Role(Role::Indicator) | Column::Label);
    let said = |col: &usize| named(&sheet.columns[*col]) && !row.cells[*col].text.is_blank();
    // The innermost of several that go from the general to the special.
    (0..sheet.columns.len()).rfind(said)
}

/// The header's period, or that of a column of dates where the row has no initiative of its own.
fn due(sheet: Sheet<'_>, row: &Row, col: usize, desk: &Desk<'_>) -> Option<Period> {
    let own = columns::header_period(desk, sheet.table, col, sheet.page.plan_period.as_ref())
        .or_else(|| year_beside(sheet, row, Role::Target, desk));
    let dated = || sheet.with(Role::Schedule).find_map(|col| sheet.schedule(row, col, desk).into_iter().next());
    own.or_else(|| if sheet.with(Role::Initiative).next().is_none() { dated() } else { None })
}

/// The period of a column whose header says whose year it gives (目標年度, 実績年度).
pub fn year_beside(sheet: Sheet<'_>, row: &Row, of: Role, desk: &Desk<'_>) -> Option<Period> {
    let mut years = sheet.with(Role::Schedule).filter(|col| year_of(sheet, *col) == Some(of));
    years.find_map(|col| sheet.schedule(row, col, desk).into_iter().next())
}

/// Whose year a column of periods gives, where the header says so: that of the aim, of the result, of the baseline.
pub fn year_of(sheet: Sheet<'_>, col: usize) -> Option<Role> {
    let header = sheet.table.header[col].text.as_str();
    let role = lexicon::role_of(header.trim_end_matches("年度").trim())?;
    (lexicon::heads_years(header) && matches!(role, Role::Target | Role::Result | Role::Baseline)).then_some(role)
}

/// The offices beside a row.
pub fn departments(sheet: Sheet<'_>, row: &Row) -> Vec<String> {
    sheet.cells(row, Role::Department).flat_map(offices).collect()
}

/// The value to start from, where a column has one; its header or its bracket dates it.
pub fn baseline(sheet: Sheet<'_>, row: &Row, desk: &Desk<'_>) -> Option<Baseline> {
    let col = sheet.with(Role::Baseline).next()?;
    let cell: &Text = &row.cells[col].text;
    let dates = periods(cell.as_str(), &mut desk.carry_at(cell));
    let taken: Vec<_> = dates.iter().map(|found| found.range.clone()).collect();
    let setting = Setting::of(sheet, row, col, desk);
    let found = desk.figures(cell, &taken, setting.place());
    let mut quantity = found.first().and_then(|found| desk.quantity(cell, found, row.page));
    if let Some(quantity) = &mut quantity {
        setting.apply(quantity, cell);
    }
    let own = dates.first().and_then(|found| desk.period(cell, found, row.page));
    let own = own.or_else(|| year_beside(sheet, row, Role::Baseline, desk));
    let as_of = own.or_else(|| {
        let header = columns::header_period(desk, sheet.table, col, sheet.page.plan_period.as_ref())?;
        Some(inherited(&header, Inherited::ColumnHeader))
    });
    quantity.is_some().then_some(Baseline { quantity, as_of })
}

fn results(sheet: Sheet<'_>, row: &Row, col: usize, home: &Home, desk: &mut Desk<'_>, records: &mut Records) {
    let as_of = columns::header_period(desk, sheet.table, col, sheet.page.plan_period.as_ref())
        .or_else(|| year_beside(sheet, row, Role::Result, desk));
    let mut scope = Scope { as_of, ..Scope::default() };
    for statement in statement::results(&row.cells[col].text) {
        let context = outcome::Context {
            initiative_id: home.initiative_id.clone(),
            home: home.words.clone(),
            page: row.page,
            cell: sheet.place(row, col),
            ground: why::column(sheet, col),
            ..Default::default()
        };
        let made = outcome::outcome(desk, &statement, &context, &mut scope);
        records.results.push(made);
    }
}
