//! The chosen reading of a region becomes records: one assembly, whatever the layout was.
//!
//! ```text
//! sheet       the cells of a reading by what they mean
//! initiative  a row, or several of one name, is an initiative
//! indicator   a row, or several of one name, is an indicator
//! card        a sheet is one initiative, with small tables inside
//! sections    rows that name a section: steps of the path
//! name        names and steps of a path, without what counts them
//! stanza      a heading with its parts is one initiative
//! ledger      a small table of money: sums by year, and where they come from
//! years       what is done year by year
//! statement   aims and what was reached
//! money       amounts and where they come from
//! ```

pub mod card;
mod indicator;
mod initiative;
mod ledger;
mod money;
mod name;
mod sections;
mod sheet;
pub mod stanza;
mod statement;
#[cfg(test)]
mod tests;
mod years;

use super::desk::Desk;
use super::model::Kind;
use super::reading::region::Region;
use super::reading::rows::RowKind;
use super::reading::senses::Around;
use super::reading::{Matter, Reading, Sense};
use super::{Page, Records, tables};
use crate::lexicon::{self, Role};
use crate::table::Table;
use crate::text::Text;
use jiff::civil::Date;
use sheet::Sheet;

/// What the statements of a row belong to.
#[derive(Debug, Clone, Default)]
pub struct Home {
    /// The initiative.
    pub initiative_id: Option<String>,
    /// Words that tell its statements from those of others.
    pub words: String,
    /// Headings above, where there is no initiative.
    pub path: Vec<String>,
    /// Pieces of the groups beside the row.
    pub beside: Vec<super::desk::Piece>,
}

impl Home {
    /// The home of what an initiative's sheet says.
    pub fn of(made: &super::model::Initiative) -> Self {
        let words = made.path.join("/") + "/" + &made.name;
        Self { initiative_id: Some(made.id.clone()), words, ..Self::default() }
    }
}

/// What stands around a table.
pub fn around(page: &Page<'_>, table: &Table, now: Option<Date>) -> Around {
    let heading = page.heading_of(table.blocks.start);
    let near = tables::lines_above(page, table).map(|block| block.text.as_str());
    let above = heading.map(|at| page.blocks[at].text.as_str());
    let title = page.title.as_deref();
    let figures = |text: &str| {
        let fact = page.lexicon.senses(text).into_iter().find(|fact| {
            matches!(fact.role, Role::Target | Role::Result | Role::Indicator | Role::Foreign | Role::Demand)
        })?;
        (fact.weight >= AIMED).then_some(fact.role)
    };
    let says = near.chain(above).chain(title).find_map(figures);
    let says = says.map(|role| if role == Role::Indicator { Role::Target } else { role });
    Around {
        now,
        says: says.filter(|role| matches!(role, Role::Target | Role::Result)),
        money: money::unit_above(page, table).is_some(),
        reports: matches!(page.kind, Kind::ResultReport | Kind::ProgressReport),
    }
}

/// The headings that a table's rows stand under, without what only says what the table is, what only introduces the
/// matter, and what is no heading of it: the lines of a cover.
fn above(page: &Page<'_>, table: &Table) -> Vec<String> {
    let steps = tables::base_path(page, table).into_iter();
    let names = |step: &String| !introduces(step) && !is_cover(step);
    steps.filter(names).map(|step| name::uncounted(&step)).collect()
}

/// Whether a step only introduces the matter, its year aside (令和7年度の主な事業).
fn introduces(step: &str) -> bool {
    let dates = crate::text::periods(step, &mut Default::default());
    let behind = dates.last().map_or(step, |last| &step[last.range.end..]);
    let bare = lexicon::without_lead(behind.trim());
    lexicon::introduces(step) || !dates.is_empty() && lexicon::introduces(bare)
}

/// The same of a stanza: the head of another one that was read before is no step above it.
fn above_record(page: &Page<'_>, table: &Table, records: &Records) -> Vec<String> {
    let steps = above(page, table);
    if table.number > 0 {
        return steps;
    }
    let above = page.headings_above(table.blocks.start);
    let named = |at: &usize| name::step(&page.blocks[*at].text);
    let heads: Vec<String> = above.iter().filter(|at| records.headed.contains_key(at)).map(named).collect();
    let over = records.over.get(&table.blocks.start).into_iter().flatten().map(named);
    let over: Vec<String> = over.filter(|step| !introduces(step)).collect();
    // What stands directly above is the pillar; a section with matter of its own before it is none.
    let counts = |at: &&usize| lexicon::is_counted_pillar(page.blocks[**at].text.as_str());
    let counted: Vec<String> = above.iter().filter(counts).map(named).collect();
    let stays = |step: &String| !heads.contains(step) && (over.is_empty() || counted.contains(step));
    let steps: Vec<String> = steps.into_iter().filter(stays).collect();
    steps.into_iter().chain(over).collect()
}

/// Whether a line is a date or an office with nothing else: it signs, and heads nothing.
fn is_cover(line: &str) -> bool {
    let dates = crate::text::periods(line, &mut Default::default());
    let rest =
        crate::text::squeeze(line.get(dates.first().map_or(0, |found| found.range.end)..).unwrap_or(line)).into_owned();
    dates.first().is_some_and(|found| found.range.start == 0) && (rest.is_empty() || lexicon::is_office(&rest))
}

/// From this weight on a line above a table says what its figures are.
const AIMED: i32 = 90;

/// Makes the records of a reading; a table of indicators or of money may go on with the sheet before it.
pub fn records(
    page: &Page<'_>,
    reading: &Reading<'_>,
    home: Option<&Home>,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let table = reading.region.table;
    tables::take(page, table, records);
    records.furniture.extend(&table.header_spans);
    let region = &reading.region;
    for row in reading.titles..reading.head {
        let printed = (0..region.width()).filter_map(|col| region.squares[row][col].text.hull());
        records.furniture.extend(printed);
    }
    let sheet = Sheet { page, reading };
    match reading.matter {
        Matter::Initiative => drop(initiative::read(sheet, desk, records)),
        Matter::Indicator => indicator::read(sheet, home, desk, records),
    }
    rest(sheet, desk, records);
    tables::beyond(table, desk, records);
    tables::unread_headers(table, desk);
}

/// Reads a table of money that goes on with the sheet before it; whether it is one.
pub fn money_table(
    page: &Page<'_>,
    table: &Table,
    (home, around): (&Home, &Around),
    desk: &mut Desk<'_>,
    records: &mut Records,
) -> bool {
    let Some(reading) = super::reading::inside(Region::of(table, page.lexicon).compact(), around) else { return false };
    let sheet = Sheet { page, reading: &reading };
    let heading = page.heading_of(table.blocks.start).and_then(|heading| page.blocks.get(heading));
    let mut above =
        tables::lines_above(page, table).chain(heading).map(|block| ledger::title(&block.text, page.lexicon));
    let title = above.find(|title| ledger::is_money(sheet, Some(title)));
    if title.is_none() && !ledger::is_money(sheet, None) {
        return false;
    }
    tables::take(page, table, records);
    records.furniture.extend(&table.header_spans);
    ledger::read(sheet, title.as_ref(), home, desk, records);
    let rows = reading.head..reading.region.height();
    let said = rows.flat_map(|row| (0..reading.region.width()).map(move |col| (row, col)));
    let texts: Vec<Text> =
        said.filter(|(row, col)| sheet.says(*row, *col)).map(|(row, col)| sheet.text(row, col).clone()).collect();
    records.keep(desk, &Text::default(), &texts);
    true
}

/// What no record holds stays in the outline under its label; a column that was not understood is told.
fn rest(sheet: Sheet<'_, '_>, desk: &Desk<'_>, records: &mut Records) {
    let reading = sheet.reading;
    for (at, kind) in reading.rows.iter().enumerate() {
        let row = reading.head + at;
        let said = (0..reading.region.width()).filter(|col| sheet.says(row, *col));
        match kind {
            RowKind::Total => {
                let texts: Vec<Text> = said.map(|col| sheet.text(row, col).clone()).collect();
                records.keep(desk, &Text::default(), &texts);
            }
            RowKind::HeaderAgain => records.furniture.extend(said.filter_map(|col| sheet.text(row, col).hull())),
            _ => {}
        }
        let none = (0..reading.region.width()).map(|col| reading.region.squares[row][col].text);
        let none = none.filter(|text| lexicon::says_none(text.as_str()) && !text.is_blank());
        records.furniture.extend(none.filter_map(Text::hull));
    }
    for col in 0..reading.region.width() {
        let sense = reading.senses[col].sense;
        let unread = matches!(
            sense,
            Sense::Unread
                | Sense::Role(
                    Role::Remark
                        | Role::Unit
                        | Role::Foreign
                        | Role::Demand
                        | Role::Rate
                        | Role::Tag
                        | Role::Issue
                        | Role::Rating
                )
                | Sense::Kind
        );
        let unnamed = sense == Sense::Role(Role::Funding) && money::names_no_fund(sheet, col);
        if !unread && !unnamed {
            continue;
        }
        let rows =
            (0..reading.rows.len()).filter(|at| reading.rows[*at] == RowKind::Record).map(|at| reading.head + at);
        let cells: Vec<Text> =
            rows.filter(|row| sheet.says(*row, col)).map(|row| sheet.text(row, col).clone()).collect();
        if cells.is_empty() {
            continue;
        }
        let label = &sheet.label(col).text;
        // The row's initiative quotes the amounts of a fund without a name.
        if !unnamed {
            records.keep(desk, label, &cells);
        }
        if sense == Sense::Unread || unnamed {
            tables::unknown_column(label, &cells, desk, records);
        }
    }
}
