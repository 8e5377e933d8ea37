//! Aims and what was reached: the targets and results of a row.

use super::Home;
use super::sheet::Sheet;
use crate::lexicon::{self, Role};
use crate::record::desk::Desk;
use crate::record::desk::Piece;
use crate::record::figures::Scope;
use crate::record::model::{Baseline, Measurement, Period, Rating};
use crate::record::reading::Sense;
use crate::record::tables::{enumerated_offices, header_step, labelled};
use crate::record::{Records, outcome, statement, target};
use crate::table::cell_text;
use crate::text::{Place, Text, figures, periods};

/// What the targets and results of a row are about.
#[derive(Debug, Clone, Default)]
pub struct Named {
    /// The name of the indicator, where the row has one.
    pub text: Option<Text>,
    /// Where it is printed.
    pub pieces: Vec<Piece>,
    /// Its cell.
    pub cell: Option<(u32, u32, u32)>,
}

/// The targets of a cell. An indicator's cell is one statement with its name, whatever stands in it.
pub fn targets(
    sheet: Sheet<'_, '_>,
    (row, col): (usize, usize),
    named: &Named,
    home: &Home,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let cell = sheet.text(row, col);
    let whole = vec![(cell_text(cell), cell.clone())];
    let parts = if named.text.is_some() { whole } else { statement::targets(cell) };
    let carry = &sheet.reading.region.table.carry;
    let step = header_step(desk, &sheet.label(col).text, carry);
    let name = named.text.as_ref().map(|text| text.as_str().to_owned());
    let setting = sheet.setting(row, col, name.as_deref(), desk);
    // A cell that sets a figure for each of several years is a target each.
    let begins = sheet.page.plan_period.as_ref().and_then(|period| period.start).or(sheet.page.now);
    let parts: Vec<(Text, Text)> = parts.into_iter().flat_map(|part| target::steps(part, begins)).collect();
    for (text, printed) in parts {
        let mut pieces = crate::record::tables::pieces_of(&printed, sheet.page_of(row), sheet.cell(row, col));
        let (text, end) = match &named.text {
            Some(name) => {
                pieces.splice(0..0, named.pieces.iter().copied());
                labelled(name, &text)
            }
            None => (text, None),
        };
        pieces.extend(&home.beside);
        let own_offices = home.initiative_id.is_none();
        let offices: Vec<usize> = if own_offices {
            sheet.with(Role::Department).filter(|col| !sheet.text(row, *col).is_blank()).collect()
        } else {
            Vec::new()
        };
        pieces.extend(offices.iter().flat_map(|col| sheet.pieces(row, *col)));
        pieces.extend(sheet.with(Role::Baseline).flat_map(|col| sheet.pieces(row, col)));
        let context = target::Context {
            initiative_id: home.initiative_id.clone(),
            home: format!("{}/{col}", home.words),
            path: home.path.clone(),
            due: step
                .as_ref()
                .map(|(_, due)| due.clone())
                .or_else(|| sheet.period(col, desk))
                .or_else(|| due_beside(sheet, row, desk)),
            departments: offices.iter().flat_map(|col| enumerated_offices(sheet.text(row, *col))).collect(),
            pieces,
            page: sheet.page_of(row),
            ground: sheet.ground(col),
            counted: setting.place() == Place::Counted,
        };
        let mut made = target::target(desk, &text, end, context);
        if let (Some((since, _)), Some(base)) = (&step, &mut made.baseline)
            && base.as_of.is_none()
        {
            base.as_of = Some(since.clone());
        }
        if made.baseline.is_none() {
            made.baseline = baseline(sheet, row, named, desk);
            desk.explain(&made.id, |say| {
                let cols = sheet.with(Role::Baseline).take(1).filter(|_| made.baseline.is_some());
                cols.for_each(|col| say.field("baseline", sheet.ground(col), sheet.pieces(row, col)));
            });
        }
        setting.count(&mut made, cell);
        records.targets.push(made);
    }
}

/// Whose year a column of dates gives, where its own label says so: that of the aim, of the result, of what to start from.
pub fn year_of(sheet: Sheet<'_, '_>, col: usize) -> Option<Role> {
    let label = sheet.label(col);
    // A word with several senses has that of a column of figures that is there.
    let there = |role: &Role| sheet.with(*role).next().is_some();
    let roles = [Role::Target, Role::Result, Role::Baseline].into_iter().filter(there);
    let told = roles.filter_map(|role| label.tells(role));
    let best = told.max_by_key(|fact| (fact.weight, fact.role == Role::Result))?;
    lexicon::heads_years(&label.words).then_some(best.role)
}

/// What a column of dates dates: the figures of the column before it, or those that its label names.
fn dated_role(sheet: Sheet<'_, '_>, col: usize) -> Option<Role> {
    let label = sheet.label(col);
    let figures = [Role::Target, Role::Baseline, Role::Result].into_iter().filter_map(|role| label.tells(role));
    let told = year_of(sheet, col).or_else(|| figures.max_by_key(|fact| fact.weight).map(|fact| fact.role));
    let before = (0..col).rev().find_map(|at| match sheet.reading.senses[at].sense {
        Sense::Role(role @ (Role::Target | Role::Baseline | Role::Result)) => Some(role),
        Sense::Role(Role::Unit) => None,
        _ => Some(Role::Schedule),
    });
    told.or(before)
}

/// The period of a column of dates that dates the figures of a role in a row.
fn dated_beside(sheet: Sheet<'_, '_>, row: usize, role: Role, desk: &Desk<'_>) -> Option<Period> {
    let mut dates = sheet.with(Role::Schedule).filter(|col| dated_role(sheet, *col) == Some(role));
    dates.find_map(|col| sheet.schedule(row, col, desk).into_iter().next())
}

/// A column of dates beside an aim of an indicator says when it is due.
fn due_beside(sheet: Sheet<'_, '_>, row: usize, desk: &Desk<'_>) -> Option<Period> {
    let free =
        |col: &usize| sheet.with(Role::Initiative).next().is_none() && dated_role(sheet, *col) == Some(Role::Schedule);
    let any =
        || sheet.with(Role::Schedule).filter(free).find_map(|col| sheet.schedule(row, col, desk).into_iter().next());
    dated_beside(sheet, row, Role::Target, desk).or_else(any)
}

/// The value to start from, where a column has one; its own date, that of the column beside it, or its label's.
fn baseline(sheet: Sheet<'_, '_>, row: usize, named: &Named, desk: &Desk<'_>) -> Option<Baseline> {
    let col = sheet.with(Role::Baseline).find(|col| !sheet.text(row, *col).is_blank())?;
    let name = named.text.as_ref().map(|text| text.as_str().to_owned());
    let (quantity, own) = sheet.figure(row, col, name.as_deref(), desk)?;
    let own = own.or_else(|| dated_beside(sheet, row, Role::Baseline, desk));
    Some(Baseline { quantity: Some(quantity), as_of: own.or_else(|| sheet.period(col, desk)) })
}

/// The results of a row: one for its figures, one for each statement in words, its rating with them.
pub fn results(
    sheet: Sheet<'_, '_>,
    row: usize,
    cols: &[usize],
    named: &Named,
    home: &Home,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let first = records.results.len();
    let said: Vec<usize> = cols.iter().copied().filter(|col| sheet.says(row, *col)).collect();
    let figures: Vec<usize> =
        said.iter().copied().filter(|col| named.text.is_some() && is_figure(sheet, row, *col, desk)).collect();
    if !figures.is_empty() {
        measured(sheet, row, &figures, named, home, desk, records);
    }
    for col in said.into_iter().filter(|col| !figures.contains(col)) {
        let as_of = sheet.period(col, desk);
        let mut scope = Scope { as_of, ..Scope::default() };
        for statement in statement::results(sheet.text(row, col)) {
            let context = outcome::Context {
                initiative_id: home.initiative_id.clone(),
                home: home.words.clone(),
                path: home.path.clone(),
                page: sheet.page_of(row),
                cell: sheet.cell(row, col),
                ground: sheet.ground(col),
                ..Default::default()
            };
            let made = outcome::outcome(desk, &statement, &context, &mut scope);
            records.results.push(made);
        }
    }
    rated(sheet, row, first, named, home, desk, records);
}

/// Whether a cell is a figure with nothing else but its date.
pub fn is_figure(sheet: Sheet<'_, '_>, row: usize, col: usize, desk: &Desk<'_>) -> bool {
    let cell = sheet.text(row, col);
    let text = cell.as_str().trim();
    let place = sheet.setting(row, col, None, desk).place();
    let dates: Vec<_> = periods(text, &mut desk.carry_at(cell)).into_iter().map(|found| found.range).collect();
    let found = figures(text, &dates, place).found;
    let said: usize = found.iter().map(|found| found.range.len()).chain(dates.iter().map(|range| range.len())).sum();
    !found.is_empty() && said * 10 >= text.len() * 6
}

/// Figures of an indicator: one result, each figure dated by the label of its column.
fn measured(
    sheet: Sheet<'_, '_>,
    row: usize,
    cols: &[usize],
    named: &Named,
    home: &Home,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let Some(name) = &named.text else { return };
    let words = cell_text(name).as_str().to_owned();
    let mut measurements: Vec<Measurement> = Vec::new();
    let rates: Vec<usize> = sheet.said(row, Role::Rate).collect();
    for col in cols.iter().chain(&rates).copied() {
        let rate = rates.contains(&col);
        let Some((quantity, own)) = sheet.figure(row, col, if rate { None } else { Some(name.as_str()) }, desk) else {
            continue;
        };
        let indicator = if rate { sheet.label(col).words.clone() } else { words.clone() };
        let planned = lexicon::says_planned(sheet.label(col).text.as_str());
        measurements.push(Measurement {
            indicator: Some(indicator),
            quantity,
            as_of: own.or_else(|| dated_beside(sheet, row, Role::Result, desk)).or_else(|| sheet.period(col, desk)),
            compared_with: None,
            condition: None,
            planned,
        });
    }
    if measurements.is_empty() {
        return;
    }
    let statement =
        statement::Statement { headline: cell_text(name), details: Vec::new(), printed: vec![name.clone()] };
    let context = outcome::Context {
        initiative_id: home.initiative_id.clone(),
        path: home.path.clone(),
        home: home.words.clone(),
        page: sheet.page_of(row),
        cell: named.cell,
        beside: cols
            .iter()
            .chain(&rates)
            .flat_map(|col| sheet.pieces(row, *col))
            .chain(home.beside.iter().copied())
            .collect(),
        ground: sheet.ground(cols[0]),
    };
    let mut made = outcome::outcome(desk, &statement, &context, &mut Scope::default());
    made.measurements = measurements;
    made.events.clear();
    desk.explain(&made.id, |say| {
        say.withdraw("measurements");
        say.withdraw("events");
        cols.iter().for_each(|col| say.field("measurements", sheet.ground(*col), sheet.pieces(row, *col)));
    });
    records.results.push(made);
}

/// A row of rates (達成率) below that of what was reached: measurements of the same result.
pub fn rates(
    sheet: Sheet<'_, '_>,
    row: usize,
    cols: &[usize],
    named: &Named,
    home: &Home,
    desk: &Desk<'_>,
    records: &mut Records,
) {
    let Some(name) = named.text.as_ref().map(cell_text) else { return };
    let own = records.results.last_mut().filter(|made| made.text == name.as_str());
    let Some(made) = own.filter(|made| made.initiative_id == home.initiative_id) else { return };
    let kind = sheet.like(Sense::Kind).next().map(|col| cell_text(sheet.text(row, col)).as_str().to_owned());
    let mut pieces: Vec<Piece> = Vec::new();
    for col in cols.iter().copied() {
        let Some(quantity) = sheet.rate(row, col, desk) else { continue };
        made.measurements.push(Measurement {
            indicator: kind.clone(),
            quantity,
            as_of: sheet.period(col, desk),
            compared_with: None,
            condition: None,
            planned: false,
        });
        pieces.extend(sheet.pieces(row, col));
    }
    let more = desk.sources(&pieces).all().to_vec();
    made.source = crate::record::model::Sources::Many(made.source.all().iter().cloned().chain(more).collect());
}

/// The rating of a row goes to its last result; where the row has none, it is one of its own. Ratings of several years
/// are a result each: none of them rates what another year reached.
fn rated(
    sheet: Sheet<'_, '_>,
    row: usize,
    first: usize,
    named: &Named,
    home: &Home,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let aspect = |col: usize| lexicon::is_aspect(&sheet.label(col).words);
    // Beside the rating of the whole those of single aspects say nothing.
    let whole = sheet.said(row, Role::Rating).any(|col| !aspect(col));
    let cols: Vec<usize> = sheet.said(row, Role::Rating).filter(|col| !whole || !aspect(*col)).collect();
    let years = cols.len() > 1 && cols.iter().all(|col| sheet.label(*col).is_dated());
    let Some(last) = cols.last() else { return };
    let shown = if years { cols.as_slice() } else { std::slice::from_ref(last) };
    for col in shown.iter().copied() {
        if years || records.results.len() == first {
            let year = if years { sheet.label(col).text.as_str() } else { "" };
            let name = named.text.as_ref().map_or("", |text| text.as_str());
            let printed = sheet.text(row, col).clone();
            let statement =
                statement::Statement { headline: cell_text(&printed), details: Vec::new(), printed: vec![printed] };
            let context = outcome::Context {
                initiative_id: home.initiative_id.clone(),
                path: home.path.clone(),
                home: format!("{}/{name}{year}", home.words),
                page: sheet.page_of(row),
                cell: sheet.cell(row, col),
                ground: sheet.ground(col),
                ..Default::default()
            };
            let made = outcome::outcome(desk, &statement, &context, &mut Scope::default());
            records.results.push(made);
        }
        rate(sheet, (row, col), desk, records);
    }
}

/// Puts a rating to the last result.
fn rate(sheet: Sheet<'_, '_>, (row, col): (usize, usize), desk: &mut Desk<'_>, records: &mut Records) {
    let raw = cell_text(sheet.text(row, col)).as_str().to_owned();
    let pieces = sheet.pieces(row, col);
    let Some(made) = records.results.last_mut() else { return };
    let meaning = sheet.page.legend.meaning(&raw);
    let explained: Vec<Piece> = pieces.iter().copied().chain(meaning.map(|meaning| meaning.piece)).collect();
    made.rating = Some(Rating { raw, meaning: meaning.map(|meaning| meaning.words.clone()) });
    let more = desk.sources(&explained).all().to_vec();
    let mut all = made.source.all().to_vec();
    for place in more {
        if !all.contains(&place) {
            all.push(place);
        }
    }
    made.source = crate::record::model::Sources::Many(all);
    desk.explain(&made.id, |say| say.field("rating", sheet.ground(col), pieces.clone()));
}
