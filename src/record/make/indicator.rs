//! A region whose rows are indicators: targets and what was measured.

use super::Home;
use super::sections::Sections;
use super::sheet::Sheet;
use super::statement::{self, Named};
use crate::lexicon::{self, Role};
use crate::record::Records;
use crate::record::desk::Desk;
use crate::record::reading::rows::RowKind;
use crate::record::reading::{Sense, row_role};
use crate::record::tables;
use crate::table::cell_text;
use crate::text::Text;

/// Reads the rows of a region of indicators.
pub fn read(sheet: Sheet<'_, '_>, home: Option<&Home>, desk: &mut Desk<'_>, records: &mut Records) {
    let table = sheet.reading.region.table;
    let heading = sheet.page.heading_of(table.blocks.start);
    let mut base = match home {
        Some(home) => home.clone(),
        None => tables::home_above(sheet.page, table, heading, desk, records),
    };
    if base.initiative_id.is_none() {
        base.path = super::above(sheet.page, table);
    }
    rows(sheet, &base, desk, records);
}

/// The rows below an initiative or heading.
pub fn rows(sheet: Sheet<'_, '_>, base: &Home, desk: &mut Desk<'_>, records: &mut Records) {
    let mut sections = Sections::of(sheet);
    let mut above = Named::default();
    for (at, kind) in sheet.reading.rows.iter().enumerate() {
        let row = sheet.reading.head + at;
        match kind {
            RowKind::Section => sections.open(sheet, row),
            RowKind::Record => {
                let named = named(sheet, row, &above);
                let home = beside(sheet, row, base, &sections);
                record(sheet, row, &named, &home, desk, records);
                above = named;
            }
            _ => {}
        }
    }
}

/// The name of a row's indicator: what its columns of indicators say, from the left; a blank one goes on from above.
pub fn named(sheet: Sheet<'_, '_>, row: usize, above: &Named) -> Named {
    let cols: Vec<usize> = sheet.with(Role::Indicator).collect();
    // A cell over several columns is one name.
    let begins = |col: &usize| sheet.reading.region.squares[row][*col].right == 0;
    let own: Vec<usize> = cols.iter().copied().filter(|col| begins(col) && !sheet.text(row, *col).is_blank()).collect();
    let own = if own.is_empty() && cols.is_empty() {
        // Groups name the indicators where no column of their own does: the innermost.
        let group = sheet.with(Role::Group).filter(|col| !sheet.text(row, *col).is_blank()).last();
        // So does a column whose label nobody knows, before the one that says of each row what its figures are.
        let kind = sheet.like(Sense::Kind).next().unwrap_or(0);
        let unknown = sheet.like(Sense::Unread).filter(|col| *col < kind && sheet.says(row, *col)).last();
        group.or(unknown).into_iter().collect()
    } else {
        own
    };
    // What sort of indicator it is names none.
    let named = |col: &&usize| !lexicon::is_indicator_kind(&crate::page::squeeze(sheet.text(row, **col).as_str()));
    let names: Vec<usize> = own.iter().filter(named).copied().collect();
    let own = if names.is_empty() { own } else { names };
    let [first, rest @ ..] = own.as_slice() else { return above.clone() };
    let mut text: Text = cell_text(sheet.text(row, *first));
    for col in rest {
        text.push_gap();
        text.push_text(&cell_text(sheet.text(row, *col)));
    }
    let pieces = own.iter().flat_map(|col| sheet.pieces(row, *col)).collect();
    Named { text: Some(text), pieces, cell: sheet.cell(row, *first) }
}

/// What a row belongs to: the initiative or heading above, and the groups beside it.
fn beside(sheet: Sheet<'_, '_>, row: usize, base: &Home, sections: &Sections) -> Home {
    let mut home = base.clone();
    let named_by_group = sheet.with(Role::Indicator).next().is_none();
    let groups: Vec<usize> = sheet.with(Role::Group).filter(|col| !sheet.text(row, *col).is_blank()).collect();
    let groups = if named_by_group { &groups[..groups.len().saturating_sub(1)] } else { &groups[..] };
    if home.initiative_id.is_none() {
        home.path.extend(sections.names().filter(|name| base.path.last() != Some(name)).cloned());
        home.beside.extend(sections.pieces());
        for col in groups {
            home.path.push(super::name::step(sheet.text(row, *col)));
            home.beside.extend(sheet.pieces(row, *col));
        }
    }
    home.words = format!("{}/table {}", home.words, sheet.reading.region.table.number);
    home
}

/// The targets and results of a row.
pub fn record(
    sheet: Sheet<'_, '_>,
    row: usize,
    named: &Named,
    home: &Home,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let aims: Vec<usize> = sheet.with(Role::Target).collect();
    let reached: Vec<usize> = sheet.with(Role::Result).collect();
    let kind = sheet.like(Sense::Kind).next().map(|col| (sheet.begin(row, col), col));
    if let Some((from, col)) = kind.filter(|(from, col)| !sheet.text(*from, *col).is_blank()) {
        records.furniture.extend(sheet.text(from, col).hull());
        let Some(role) = row_role(sheet.text(from, col).as_str(), sheet.page.lexicon) else { return };
        // The words of a kind that stand alone name the indicator too (確保方策).
        let alone = named.text.is_none() && sheet.with(Role::Initiative).next().is_none();
        let own = if alone { named_by(sheet, from, col) } else { named.clone() };
        return by_year(sheet, row, role, &own, home, desk, records);
    }
    aim_itself(sheet, row, home, desk, records);
    for col in aims.into_iter().filter(|col| sheet.says(row, *col)) {
        statement::targets(sheet, (row, col), named, home, desk, records);
    }
    statement::results(sheet, row, &reached, named, home, desk, records);
}

/// Where a column of aims (重点目標) names the rows, each is an aim itself.
fn aim_itself(sheet: Sheet<'_, '_>, row: usize, home: &Home, desk: &mut Desk<'_>, records: &mut Records) {
    let figures = [Role::Indicator, Role::Initiative, Role::Target, Role::Baseline];
    if figures.into_iter().any(|role| sheet.with(role).next().is_some()) {
        return;
    }
    let aimed = |col: &usize| sheet.label(*col).tells(Role::Target).is_some() && sheet.says(row, *col);
    if let Some(col) = sheet.with(Role::Group).filter(aimed).last() {
        statement::targets(sheet, (row, col), &Named::default(), home, desk, records);
    }
}

fn named_by(sheet: Sheet<'_, '_>, row: usize, col: usize) -> Named {
    let text = cell_text(sheet.text(row, col));
    let (_, text) = crate::text::strip_mark(&text);
    Named { text: Some(text), pieces: sheet.pieces(row, col), cell: sheet.cell(row, col) }
}

/// What a row whose label tells its role says in each year.
pub fn by_year(
    sheet: Sheet<'_, '_>,
    row: usize,
    role: Role,
    named: &Named,
    home: &Home,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let valued = |sense: Sense| {
        matches!(
            sense,
            Sense::Stage | Sense::Role(Role::Target | Role::Result | Role::Budget | Role::Activity | Role::Baseline)
        )
    };
    let width = sheet.reading.senses.len();
    let mut years: Vec<usize> = (0..width)
        .filter(|col| sheet.label(*col).is_dated() && sheet.reading.senses[*col].sense != Sense::Role(Role::Baseline))
        .collect();
    if years.is_empty() {
        years = (0..width).filter(|col| valued(sheet.reading.senses[*col].sense)).collect();
    }
    years.retain(|col| sheet.says(row, *col));
    match role {
        Role::Target => {
            years.into_iter().for_each(|col| statement::targets(sheet, (row, col), named, home, desk, records))
        }
        Role::Activity
            if named.text.is_some() && years.iter().all(|col| statement::is_figure(sheet, row, *col, desk)) =>
        {
            years.into_iter().for_each(|col| statement::targets(sheet, (row, col), named, home, desk, records));
        }
        Role::Result => statement::results(sheet, row, &years, named, home, desk, records),
        Role::Rate => statement::rates(sheet, row, &years, named, home, desk, records),
        Role::Activity | Role::Budget | Role::Schedule => {
            let known = records.initiatives.iter_mut().rfind(|made| Some(&made.id) == home.initiative_id.as_ref());
            if let Some(made) = known {
                super::years::years(made, sheet, row, &years, role, desk);
            }
        }
        _ => {}
    }
}
