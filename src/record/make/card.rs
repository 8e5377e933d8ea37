//! Sheets: one initiative each, named by a value, else by the heading above (contract, rule 21).

use super::sheet::Sheet;
use super::statement::Named;
use super::{Home, indicator, ledger};
use crate::lexicon::{self, How, Look, Role};
use crate::record::desk::Desk;
use crate::record::reading::card::{self, Card, Inner, Pair};
use crate::record::reading::label::Label;
use crate::record::reading::region::{Region, Square};
use crate::record::reading::senses::Around;
use crate::record::reading::{self, Reading, Sense};
use crate::record::{Page, Records, tables};
use crate::table::{Table, cell_text};
use crate::text::Text;

/// Reads the sheets of a table; a first one without a name goes on with the sheet before. What the last belongs to.
pub fn read(
    page: &Page<'_>,
    table: &Table,
    (cards, before): (&[Card], Option<Home>),
    around: &Around,
    desk: &mut Desk<'_>,
    records: &mut Records,
) -> Option<Home> {
    let region = Region::of(table, page.lexicon).as_drawn();
    tables::take(page, table, records);
    let mut last = before;
    for card in cards {
        last = one(page, &region, (card, last.as_ref()), around, desk, records);
    }
    last
}

/// What speaks for a sheet, in hundredths of a nat.
pub fn weight(region: &Region<'_>, card: &Card, around: &Around) -> i32 {
    reading::one_record(lying(region, card), around).map_or(0, |reading| reading.sum)
}

fn one<'a>(
    page: &'a Page<'a>,
    region: &Region<'a>,
    (card, before): (&Card, Option<&Home>),
    around: &Around,
    desk: &mut Desk<'_>,
    records: &mut Records,
) -> Option<Home> {
    let table = region.table;
    let lying = lying(region, card);
    let mut reading = reading::one_record(lying, around)?;
    only_name(&mut reading);
    only_printed(&mut reading);
    said_of_rating(&mut reading);
    let sheet = Sheet { page, reading: &reading };
    for col in 0..reading.labels.len() {
        records.furniture.extend(reading.labels[col].text.hull());
    }
    let home = if sheet.with(Role::Initiative).next().is_some() {
        super::initiative::read(sheet, desk, records)?
    } else {
        let above = || tables::sheet_home(page, page.heading_of(table.blocks.start), desk, records);
        let home = before.cloned().unwrap_or_else(above);
        if let Some(id) = &home.initiative_id {
            super::initiative::fill(sheet, id, &home, desk, records);
        }
        home
    };
    super::rest(sheet, desk, records);
    for inner in &card.inner {
        table_in(page, region, inner, &home, around, desk, records);
    }
    Some(home)
}

/// The labels of a sheet over their values: one row.
fn lying<'a>(region: &Region<'a>, card: &Card) -> Region<'a> {
    let flat = |(row, col): (usize, usize)| Square { goes_on: false, right: 0, cols: 1, ..region.squares[row][col] };
    let mut squares: [Vec<Square<'a>>; 3] = [Vec::new(), Vec::new(), Vec::new()];
    for pair in &card.pairs {
        let label = flat(pair.label);
        let boxes = |place: &(usize, usize)| lexicon::ticked(region.squares[place.0][place.1].text.as_str()).is_some();
        let ticks = pair.values.iter().any(boxes);
        // Between boxes stand the words that they are ticked for.
        for value in pair.values.iter().filter(|value| !ticks || boxes(value)) {
            let outer = pair.outer.map(flat).filter(|outer| lends((outer, &label), pair));
            squares[0].push(outer.unwrap_or_else(|| Region::blank(&label)));
            squares[1].push(label);
            squares[2].push(flat(*value));
        }
    }
    let bars = vec![&[][..]; squares.len()];
    Region { squares: squares.to_vec().into(), bars, turned: true, printed_head: 2, ..region.clone() }
}

/// Whether a label says what a label that is a part of it holds: one right before it does; a tall one where the part
/// is not known itself (a word in Latin letters, as PLAN and DO, heads a stretch of the sheet and says nothing).
fn lends((outer, label): (&Square<'_>, &Square<'_>), pair: &Pair) -> bool {
    let beside = pair.outer.is_some_and(|outer| outer.0 == pair.label.0);
    let letters = outer.text.as_str().chars().all(|c| c.is_ascii() || c.is_whitespace());
    !letters && (beside && !card::is_tall(outer, label) || !card::is_label(label))
}

/// Fields to be ticked are no levels of the plan.
fn only_printed(reading: &mut Reading<'_>) {
    let last = reading.region.height() - 1;
    for col in 0..reading.senses.len() {
        let boxes = lexicon::ticked(reading.region.squares[last][col].text.as_str()).is_some();
        if boxes && matches!(reading.senses[col].sense, Sense::Role(Role::Group | Role::Initiative)) {
            reading.senses[col].sense = Sense::Role(Role::Remark);
        }
    }
}

/// The sentence beside a rating is what it rates.
fn said_of_rating(reading: &mut Reading<'_>) {
    let label = |col: usize| reading.region.squares[1][col].cell;
    let sentences: Vec<usize> = (1..reading.senses.len())
        .filter(|col| label(*col) == label(*col - 1))
        .filter(|col| reading.senses[*col - 1].sense == Sense::Role(Role::Rating))
        .filter(|col| !matches!(reading.senses[*col].sense, Sense::Role(Role::Result)))
        .filter(|col| reading.region.squares[2][*col].glance.look != Some(Look::Grade))
        .filter(|col| !lexicon::is_aspect(&reading.labels[*col].words))
        .collect();
    for col in sentences {
        reading.senses[col].sense = Sense::Role(Role::Result);
    }
}

/// A sheet has one name: the field that most tells it; the other names are levels of the plan above it.
fn only_name(reading: &mut Reading<'_>) {
    let names: Vec<usize> =
        (0..reading.senses.len()).filter(|col| reading.senses[*col].sense == Sense::Role(Role::Initiative)).collect();
    let told = |col: usize| reading.senses[col].word.map_or(0, |word| word.weight);
    let Some(best) = names.iter().copied().max_by_key(|col| (told(*col), std::cmp::Reverse(*col))) else { return };
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
    let squares: Vec<Vec<Square<'a>>> = rows.map(|row| region.squares[*row][inner.cols.clone()].to_vec()).collect();
    let bars = vec![region.bars[inner.head]; squares.len()];
    let part = Region { squares: squares.into(), bars, turned: false, printed_head: 1, ..region.clone() }.compact();
    let beside = inner.title.map(|(row, col)| region.squares[row][col].text);
    let place = inner.title.map(|(row, col)| region.squares[row][col]);
    let title = beside.map(|text| ledger::title(text, page.lexicon));
    let Some(reading) = reading::inside(part, &told(around, title.as_ref())) else { return };
    let sheet = Sheet { page, reading: &reading };
    records.furniture.extend(beside.and_then(Text::hull));
    for col in 0..reading.region.width() {
        records.furniture.extend(reading.labels[col].text.hull());
    }
    if ledger::is_money(sheet, title.as_ref()) {
        ledger::read(sheet, title.as_ref(), home, desk, records);
        return keep(sheet, desk, records);
    }
    // Years alone say what the label beside them tells.
    if let Some((text, label)) = beside.zip(title.as_ref())
        && reading.labels.iter().filter(|label| !label.text.is_blank()).all(Label::is_dated)
    {
        let pieces = place.map_or(Vec::new(), |square| tables::pieces_of(text, square.page, square.cell));
        let named = Named { text: Some(cell_text(text)), pieces, cell: place.and_then(|square| square.cell) };
        let roles = [Role::Target, Role::Result, Role::Activity, Role::Schedule];
        let told = label.senses.iter().find(|fact| roles.contains(&fact.role));
        for row in reading.head..reading.region.height() {
            let Some(fact) = told else { continue };
            // 目標 alone names nothing; 目標効果額 does.
            let figures = matches!(fact.role, Role::Target | Role::Result) && fact.how != How::Whole;
            let named = if figures { named.clone() } else { Named::default() };
            indicator::by_year(sheet, row, fact.role, &named, home, desk, records);
        }
        return keep(sheet, desk, records);
    }
    // Rows whose own label tells a role (年度別計画, 事業費) are read by it; the others are indicators.
    let label = |row: usize| {
        let cols = (0..reading.region.width()).filter(|col| !reading.labels[*col].is_dated() && sheet.says(row, *col));
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
    keep(sheet, desk, records);
}

/// What stands around a small table, with what the label beside it says.
fn told(around: &Around, title: Option<&Label>) -> Around {
    let says = title.and_then(|label| {
        let roles = [Role::Target, Role::Result];
        label.senses.iter().map(|fact| fact.role).find(|role| roles.contains(role))
    });
    Around { says: says.or(around.says), ..*around }
}

/// What a small table says stays in the outline.
fn keep(sheet: Sheet<'_, '_>, desk: &Desk<'_>, records: &mut Records) {
    let reading = sheet.reading;
    let said =
        (reading.head..reading.region.height()).flat_map(|row| (0..reading.region.width()).map(move |col| (row, col)));
    let texts: Vec<Text> =
        said.filter(|(row, col)| sheet.says(*row, *col)).map(|(row, col)| sheet.text(row, col).clone()).collect();
    records.keep(desk, &Text::default(), &texts);
}
