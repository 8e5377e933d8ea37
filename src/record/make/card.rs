//! Sheets: one initiative each, named by a value, else by the heading above (contract, rule 21).

use super::sheet::Sheet;
use super::statement::Named;
use super::{Home, indicator};
use crate::lexicon::Role;
use crate::record::desk::Desk;
use crate::record::reading::card::{Card, Inner};
use crate::record::reading::region::{Region, Square};
use crate::record::reading::senses::Around;
use crate::record::reading::{self, Reading, Sense};
use crate::record::{Page, Records, tables};
use crate::table::Table;
use crate::text::Text;

/// Reads the sheets of a table.
pub fn read(
    page: &Page<'_>,
    table: &Table,
    cards: &[Card],
    around: &Around,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let region = Region::of(table, page.lexicon);
    tables::take(page, table, records);
    for card in cards {
        one(page, &region, card, around, desk, records);
    }
}

/// What speaks for a sheet, in hundredths of a nat.
pub fn weight(region: &Region<'_>, card: &Card, around: &Around) -> i32 {
    reading::one_record(lying(region, card), around).map_or(0, |reading| reading.sum)
}

fn one<'a>(
    page: &'a Page<'a>,
    region: &Region<'a>,
    card: &Card,
    around: &Around,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let table = region.table;
    let lying = lying(region, card);
    let Some(mut reading) = reading::one_record(lying, around) else { return };
    only_name(&mut reading);
    let sheet = Sheet { page, reading: &reading };
    for col in 0..reading.labels.len() {
        records.furniture.extend(reading.labels[col].text.hull());
    }
    let home = if sheet.with(Role::Initiative).next().is_some() {
        let Some(home) = super::initiative::read(sheet, desk, records) else { return };
        home
    } else {
        let heading = page.heading_of(table.blocks.start);
        let home = tables::sheet_home(page, heading, desk, records);
        if let Some(id) = &home.initiative_id {
            super::initiative::fill(sheet, id, &home, desk, records);
        }
        home
    };
    super::rest(sheet, desk, records);
    for inner in &card.inner {
        table_in(page, region, inner, &home, around, desk, records);
    }
}

/// The labels of a sheet over their values: one row.
fn lying<'a>(region: &Region<'a>, card: &Card) -> Region<'a> {
    let flat = |(row, col): (usize, usize)| Square { goes_on: false, right: 0, cols: 1, ..region.squares[row][col] };
    let pairs: Vec<_> =
        card.pairs.iter().flat_map(|pair| pair.values.iter().map(move |value| (pair.label, *value))).collect();
    let labels = pairs.iter().map(|(label, _)| flat(*label)).collect();
    let values = pairs.iter().map(|(_, value)| flat(*value)).collect();
    Region { squares: vec![labels, values], bars: vec![&[], &[]], turned: true, printed_head: 1, ..region.clone() }
}

/// A sheet has one name: the field that most tells it; the other names are levels of the plan above it.
fn only_name(reading: &mut Reading<'_>) {
    let names: Vec<usize> =
        (0..reading.senses.len()).filter(|col| reading.senses[*col].sense == Sense::Role(Role::Initiative)).collect();
    let Some(best) = names.iter().copied().max_by_key(|col| (reading.senses[*col].weight, std::cmp::Reverse(*col)))
    else {
        return;
    };
    for col in names.into_iter().filter(|col| *col != best) {
        reading.senses[col].sense = Sense::Role(Role::Group);
    }
}

/// A small table of a sheet: indicators, or rows whose labels say what the years beside them hold.
fn table_in<'a>(
    page: &'a Page<'a>,
    region: &Region<'a>,
    inner: &Inner,
    home: &Home,
    around: &Around,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let rows = std::iter::once(&inner.head).chain(&inner.rows);
    let squares: Vec<Vec<Square<'a>>> = rows.map(|row| region.squares[*row].clone()).collect();
    let bars = vec![region.bars[inner.head]; squares.len()];
    let part = Region { squares, bars, turned: false, printed_head: 1, ..region.clone() };
    let Some(reading) = reading::inside(part, around) else { return };
    let sheet = Sheet { page, reading: &reading };
    for col in 0..reading.region.width() {
        records.furniture.extend(reading.labels[col].text.hull());
    }
    // Rows whose own label tells a role (年度別計画, 事業費) are read by it; the others are indicators.
    let label = |row: usize| {
        let cols =
            (0..reading.region.width()).filter(|col| reading.labels[*col].when.is_none() && sheet.says(row, *col));
        cols.filter_map(|col| {
            reading::row_role(sheet.text(row, col).as_str(), sheet.page.lexicon).map(|role| (role, col))
        })
        .next()
    };
    let indicators = reading.missing.is_none() && sheet.with(Role::Indicator).next().is_some();
    let rows = (0..reading.rows.len()).map(|at| at + reading.head);
    if indicators && sheet.like(Sense::Kind).next().is_some() || rows.clone().all(|row| label(row).is_none()) {
        if indicators {
            indicator::rows(sheet, home, desk, records);
        }
    } else {
        let mut named = Named::default();
        for row in rows {
            match label(row) {
                Some((role, col))
                    if !(indicators
                        && role == Role::Target
                        && sheet.with(Role::Indicator).any(|name| name > col && sheet.says(row, name))) =>
                {
                    records.furniture.extend(sheet.text(row, col).hull());
                    indicator::by_year(sheet, row, role, &Named::default(), home, desk, records);
                }
                _ if indicators => {
                    named = indicator::named(sheet, row, &named);
                    indicator::record(sheet, row, &named, home, desk, records);
                }
                _ => {}
            }
        }
    }
    let said = (0..reading.rows.len())
        .map(|at| at + reading.head)
        .flat_map(|row| (0..reading.region.width()).map(move |col| (row, col)));
    let texts: Vec<Text> =
        said.filter(|(row, col)| sheet.says(*row, *col)).map(|(row, col)| sheet.text(row, col).clone()).collect();
    records.keep(desk, &Text::default(), &texts);
}
