//! A stanza is one initiative: its head names it, its parts fill the fields that their labels say.

use super::sheet::Sheet;
use super::statement::Named;
use super::{Home, statement};
use crate::lexicon::{Lexicon, Role};
use crate::page::squeeze;
use crate::record::desk::Desk;
use crate::record::reading::glance::Glance;
use crate::record::reading::region::{Region, Square};
use crate::record::reading::senses::Around;
use crate::record::reading::stanza::{Part, Stanza};
use crate::record::reading::{self, Reading, Sense};
use crate::record::{Page, Records};
use crate::table::Table;
use crate::text::{Text, quantities};
use jiff::civil::Date;

/// From this weight on a word tells what a part is, whatever its value looks like.
const TOLD: i32 = 150;

/// Makes the records of a stanza.
pub fn read(page: &Page<'_>, stanza: &Stanza, now: Option<Date>, desk: &mut Desk<'_>, records: &mut Records) {
    let table = Table::around(stanza.head..stanza.head + 1);
    records.over.insert(stanza.head, stanza.over.clone());
    let around = Around { says: None, ..super::around(page, &table, now) };
    let blank = Text::default();
    let region = region(&table, page, stanza, &blank);
    let Some(mut reading) = reading::one_record(region, &around) else { return };
    settle(stanza, &mut reading);
    if stanza.is_pillar {
        return pillar(Sheet { page, reading: &reading }, stanza, &around, desk, records);
    }
    let sheet = Sheet { page, reading: &reading };
    let Some(home) = super::initiative::read(sheet, desk, records) else { return };
    let Some(id) = home.initiative_id.clone() else { return };
    super::rest(sheet, desk, records);
    indicators(page, stanza, &home, &around, desk, records);
    records.furniture.extend(stanza.parts.iter().filter_map(|part| part.signs.hull()));
    records.furniture.extend(stanza.head_signs.hull());
    for at in stanza.blocks.clone().filter(|at| page.blocks[*at].heading_level().is_some()) {
        records.headed.insert(at, id.clone());
    }
    stanza.used().for_each(|at| records.take(at));
    records.homes.push((stanza.blocks.clone(), id, home.words));
}

/// A table of nothing but years in a stanza: what is done in each, and when (contract, `period`).
pub fn stages(page: &Page<'_>, table: &Table, desk: &mut Desk<'_>, records: &mut Records) -> bool {
    let Some(home) = records.homes.iter().find(|(blocks, ..)| blocks.contains(&table.blocks.start)) else {
        return false;
    };
    let id = home.1.clone();
    let Some(mut reading) = reading::one_record(Region::of(table, page.lexicon), &Around::default()) else {
        return false;
    };
    let year = |label: &reading::label::Label| label.when.is_some() && label.words.is_empty();
    if reading.labels.len() < 2 || !reading.labels.iter().all(year) {
        return false;
    }
    reading.senses.iter_mut().for_each(|way| way.sense = Sense::Stage);
    let sheet = Sheet { page, reading: &reading };
    let said = |row: usize| (0..reading.labels.len()).filter(move |col| sheet.says(row, *col));
    let figures = |row| said(row).any(|col| statement::is_figure(sheet, row, col, desk));
    if (reading.head..reading.region.height()).any(figures) {
        return false;
    }
    let Some(made) = records.initiatives.iter_mut().rfind(|made| made.id == id) else { return false };
    for row in reading.head..reading.region.height() {
        super::years::staged(made, sheet, row, desk);
    }
    records.furniture.extend(&table.header_spans);
    crate::record::tables::take(page, table, records);
    true
}

/// What stands over several undertakings is none: its aims belong to itself, by their path.
fn pillar(sheet: Sheet<'_, '_>, stanza: &Stanza, around: &Around, desk: &mut Desk<'_>, records: &mut Records) {
    let mut path = super::above_record(sheet.page, sheet.reading.region.table, records);
    path.extend(Some(super::name::step(&stanza.name)).filter(|name| !name.is_empty()));
    let home = Home { words: path.join("/"), path, ..Home::default() };
    let aims: Vec<usize> = sheet.with(Role::Target).collect();
    for col in aims {
        statement::targets(sheet, (1, col), &Named::default(), &home, desk, records);
    }
    indicators(sheet.page, stanza, &home, around, desk, records);
    let aimed = |part: &&Part| part.told == Some(Role::Target);
    for part in stanza.parts.iter().filter(aimed).filter(|part| !part.values.is_empty()) {
        records.furniture.extend(part.signs.hull());
        part.blocks.iter().for_each(|at| records.take(*at));
    }
}

/// A cell that is a line's.
fn square<'t>(text: &'t Text, page: Option<u32>, words: &Lexicon) -> Square<'t> {
    let glance = Glance::of(text, words);
    Square { text, goes_on: false, right: 0, cols: 1, rows: 1, drawn: None, cell: None, page, glance }
}

/// The indicators of a stanza as a region: a row each, their labels over them.
fn indicators(
    page: &Page<'_>,
    stanza: &Stanza,
    home: &Home,
    around: &Around,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let mut labels: Vec<(String, &Text)> = Vec::new();
    for part in stanza.indicators.iter().flatten() {
        let words = squeeze(part.label.as_str());
        if labels.iter().all(|(known, _)| *known != words) {
            labels.push((words, &part.label));
        }
    }
    if labels.is_empty() {
        return;
    }
    let (table, blank) = (Table::around(stanza.head..stanza.head + 1), Text::default());
    let head: Vec<Square<'_>> = labels.iter().map(|(_, label)| square(label, None, page.lexicon)).collect();
    let mut squares = vec![head];
    for group in &stanza.indicators {
        let of = |words: &String| group.iter().find(|part| squeeze(part.label.as_str()) == *words);
        let values = labels.iter().map(|(words, _)| of(words).and_then(|part| part.values.first()));
        squares.push(
            values
                .map(|value| {
                    value.map_or(square(&blank, None, page.lexicon), |(text, at)| square(text, *at, page.lexicon))
                })
                .collect(),
        );
    }
    let region = Region {
        table: &table,
        bars: vec![&[]; squares.len()],
        squares: squares.into(),
        turned: false,
        lexicon: page.lexicon,
        printed_head: 1,
    };
    let Some(reading) = reading::inside(region, around) else { return };
    super::indicator::rows(Sheet { page, reading: &reading }, home, desk, records);
    for part in stanza.indicators.iter().flatten() {
        records.furniture.extend(part.signs.hull());
        part.blocks.iter().for_each(|at| records.take(*at));
    }
}

/// The parts as a region of one record: labels over values.
fn region<'a>(table: &'a Table, page: &Page<'a>, stanza: &'a Stanza, blank: &'a Text) -> Region<'a> {
    let head = page.blocks[stanza.head].page;
    let mut labels = vec![square(blank, head, page.lexicon)];
    let mut values = vec![square(&stanza.name, head, page.lexicon)];
    for part in &stanza.parts {
        for (value, at) in &part.values {
            labels.push(square(&part.label, *at, page.lexicon));
            values.push(square(value, *at, page.lexicon));
        }
    }
    Region {
        table,
        lexicon: page.lexicon,
        squares: vec![labels, values].into(),
        bars: vec![&[], &[]],
        turned: true,
        printed_head: 1,
    }
}

/// What the head and the parts without a label mean is known; of the others only the head is a name. An aim in words
/// whose label may also explain (めざす姿) explains (contract, rule 20).
fn settle(stanza: &Stanza, reading: &mut Reading<'_>) {
    let parts = stanza.parts.iter().flat_map(|part| part.values.iter().map(move |value| (part, &value.0)));
    let explains: Vec<bool> =
        reading.labels.iter().map(|label| label.tells(Role::Description).is_some()).skip(1).collect();
    let mut columns = reading.senses.iter_mut();
    if let Some(name) = columns.next() {
        name.sense = Sense::Role(Role::Initiative);
    }
    for ((way, (part, value)), explains) in columns.zip(parts).zip(explains) {
        way.sense = match (part.role, way.sense, part.told) {
            (Some(role), ..) => Sense::Role(role),
            (None, Sense::Role(Role::Initiative), _) => Sense::Role(Role::Activity),
            (None, Sense::Unread, Some(Role::Initiative)) => Sense::Role(Role::Activity),
            (None, Sense::Unread, Some(role)) if part.weight >= TOLD && reading::stanza::is_field(role) => {
                Sense::Role(role)
            }
            // A level of the plan is named; a sentence below its word (基本方針) explains.
            (None, Sense::Role(Role::Group), _) if value.as_str().contains('。') => Sense::Role(Role::Description),
            (None, sense, _) => sense,
        };
        if explains && way.sense == Sense::Role(Role::Target) && quantities(value.as_str(), &[]).is_empty() {
            way.sense = Sense::Role(Role::Description);
        }
    }
}
