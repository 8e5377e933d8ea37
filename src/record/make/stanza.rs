//! A stanza is one initiative: its head names it, its parts fill the fields that their labels say.

use super::sheet::Sheet;
use super::statement::Named;
use super::{Home, statement};
use crate::lexicon::Role;
use crate::record::desk::Desk;
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
    let table = Table::around(stanza.blocks.clone());
    let around = Around { says: None, ..super::around(page, &table, now) };
    let blank = Text::default();
    let region = region(&table, page, stanza, &blank);
    let Some(mut reading) = reading::one_record(region, &around) else { return };
    settle(stanza, &mut reading);
    if stanza.is_pillar {
        return pillar(Sheet { page, reading: &reading }, stanza, desk, records);
    }
    let first = records.initiatives.len();
    let sheet = Sheet { page, reading: &reading };
    super::initiative::read(sheet, desk, records);
    let Some(made) = records.initiatives.get(first) else { return };
    let (id, words) = (made.id.clone(), made.path.join("/") + "/" + &made.name);
    super::rest(sheet, desk, records);
    records.furniture.extend(stanza.parts.iter().filter_map(|part| part.label.hull()));
    for at in stanza.blocks.clone().filter(|at| page.blocks[*at].heading_level().is_some()) {
        records.headed.insert(at, id.clone());
    }
    stanza.used().for_each(|at| records.take(at));
    records.homes.push((stanza.blocks.clone(), id, words));
}

/// What stands over several undertakings is none: its aims belong to itself, by their path.
fn pillar(sheet: Sheet<'_, '_>, stanza: &Stanza, desk: &mut Desk<'_>, records: &mut Records) {
    let mut path = super::above_record(sheet.page, sheet.reading.region.table, records);
    path.push(super::name::step(&stanza.name));
    let home = Home { words: path.join("/"), path, ..Home::default() };
    let aims: Vec<usize> = sheet.with(Role::Target).collect();
    for col in aims {
        statement::targets(sheet, (1, col), &Named::default(), &home, desk, records);
    }
    let aimed = |part: &&Part| part.told == Some(Role::Target);
    for part in stanza.parts.iter().filter(aimed).filter(|part| !part.values.is_empty()) {
        records.furniture.extend(part.label.hull());
        part.blocks.iter().for_each(|at| records.take(*at));
    }
}

/// The parts as a region of one record: labels over values.
fn region<'a>(table: &'a Table, page: &Page<'a>, stanza: &'a Stanza, blank: &'a Text) -> Region<'a> {
    let square = |text: &'a Text, page| Square { text, goes_on: false, right: 0, cols: 1, cell: None, page };
    let head = page.blocks[stanza.head].page;
    let mut labels = vec![square(blank, head)];
    let mut values = vec![square(&stanza.name, head)];
    for part in &stanza.parts {
        for (value, page) in &part.values {
            labels.push(square(&part.label, *page));
            values.push(square(value, *page));
        }
    }
    Region { table, lexicon: page.lexicon, squares: vec![labels, values], bars: vec![&[], &[]], turned: true, printed_head: 1 }
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
            (None, sense, _) => sense,
        };
        if explains && way.sense == Sense::Role(Role::Target) && quantities(value.as_str(), &[]).is_empty() {
            way.sense = Sense::Role(Role::Description);
        }
    }
}
