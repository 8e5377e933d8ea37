//! A table of initiatives: one a row, with its targets, results and further columns.

use super::columns::Column;
use super::sheet::{Sheet, enumerated, headed, offices, pieces_of, stripped};
use super::values::{self, Home};
use super::{budget, why, years};
use crate::lexicon::{self, Role};
use crate::record::desk::{Desk, Piece};
use crate::record::model::{Initiative, Period, Sources};
use crate::record::trace::Ground;
use crate::record::{Records, statement};
use crate::table::{Row, cell_text};
use crate::text::{Rank, Text, opening};

/// Among so many names or fewer one number may count the first of them.
const FEWEST_NAMES: usize = 3;
/// A row is an initiative.
pub const ROW: Ground =
    Ground::of("a row that fills the column of names is an initiative, with what stands beside it", module_path!());
/// What stands above the row that is being read.
#[derive(Debug, Default)]
struct Above {
    pillars: Vec<String>,
    group: Option<String>,
    group_piece: Vec<Piece>,
    group_cell: Vec<Piece>,
    home: Option<Home>,
}

/// Reads the rows of a table of initiatives.
pub fn initiatives(
    sheet: Sheet<'_>,
    base: &[String],
    year: Option<&Period>,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let mut above = Above { pillars: base.to_vec(), ..Above::default() };
    // A title above the header is the first section where there are more of them; else it is the table's own.
    let sections = sheet.table.rows.iter().any(|row| row.title.is_some());
    let mut section: Option<Text> = sheet.table.titles.last().filter(|_| sections).cloned();
    let mut section_pieces = section.iter().flat_map(|title| pieces_of(title, None, None)).collect::<Vec<Piece>>();
    let Some(name_col) = sheet.with(Role::Initiative).last() else { return };
    for row in &sheet.table.rows {
        if let Some(title) = &row.title {
            section = Some(title.clone());
            section_pieces = pieces_of(title, row.page, sheet.place(row, 0));
            continue;
        }
        let mut pillars = base.to_vec();
        let mut printed = std::mem::take(&mut section_pieces);
        pillars.extend(section.as_ref().map(stripped));
        for col in sheet.with(Role::Group).filter(|col| !row.cells[*col].text.is_blank()) {
            pillars.push(stripped(&row.cells[col].text));
            if !row.cells[col].merged {
                printed.extend(sheet.pieces(row, col));
            }
        }
        let name = &row.cells[name_col].text;
        // A group beside a name that goes on from the row above is a group of what stands beside it.
        if pillars != above.pillars && !row.cells[name_col].merged {
            above = Above { pillars, ..Above::default() };
        }
        if row.cells.iter().find(|cell| !cell.text.is_blank()).is_some_and(|cell| lexicon::is_total(cell.text.as_str()))
        {
            let said = row.cells.iter().filter(|cell| !cell.merged && !cell.text.is_blank());
            records.keep(desk, &Text::default(), &said.map(|cell| cell.text.clone()).collect::<Vec<_>>());
        } else if name.is_blank() || row.cells[name_col].merged {
            // A cell merged with the name above: what stands beside it belongs to that initiative.
            if let Some(home) = &above.home {
                let known = |made: &&mut Initiative| Some(&made.id) == home.initiative_id.as_ref();
                if let Some(made) = records.initiatives.iter_mut().rfind(known).filter(|_| !name.is_blank()) {
                    go_on(made, sheet, row, desk);
                    desk.explain(&made.id, |say| why::goes_on(say, sheet, row));
                }
                values::statements(sheet, row, home, desk, records);
            }
        } else if names_group(sheet, row, name_col) {
            above.group = Some(stripped(name));
            above.group_piece = printed;
            above.group_cell = sheet.pieces(row, name_col);
            above.group_piece.extend(&above.group_cell);
        } else if lexicon::says_none(name.as_str()) {
            records.furniture.push(row.span);
        } else {
            let mut heads: Vec<Piece> = section.iter().flat_map(|title| pieces_of(title, None, None)).collect();
            heads.extend(&above.group_cell);
            printed.extend(std::mem::take(&mut above.group_piece));
            let mut path = above.pillars.clone();
            path.extend(above.group.clone());
            let outer = sheet.with(Role::Initiative).filter(|col| *col != name_col).map(|col| (col, &row.cells[col]));
            for (col, cell) in outer.filter(|(_, cell)| !cell.text.is_blank()) {
                path.push(stripped(&cell.text));
                if !cell.merged {
                    printed.extend(sheet.pieces(row, col));
                }
            }
            let mut made = initiative(sheet, row, name_col, path, printed, desk);
            made.budget = budget::read(sheet, row, year, desk);
            desk.explain(&made.id, |say| why::initiative(say, sheet, row, name_col, heads));
            let words = made.path.join("/") + "/" + &made.name;
            let home = Home { initiative_id: Some(made.id.clone()), words, ..Home::default() };
            records.initiatives.push(made);
            values::statements(sheet, row, &home, desk, records);
            above.home = Some(home);
        }
    }
}

/// A row that only names a group: nothing but the name beside its pillars.
fn names_group(sheet: Sheet<'_>, row: &Row, name_col: usize) -> bool {
    let grouped = |col: usize| matches!(sheet.columns[col], Column::Role(Role::Group)) || row.cells[col].merged;
    let other = |col: &usize| *col != name_col && !grouped(*col);
    let mut others = (0..sheet.columns.len()).filter(other).peekable();
    let bare = row.extra.is_empty() && row.bars.is_empty();
    others.peek().is_some() && others.all(|col| row.cells[col].text.is_blank()) && bare
}

/// Whether a name begins with the only bare number of the names of its column: 3 層分離 is counted, no third of them.
pub fn counts_alone<'t>(names: impl Iterator<Item = &'t Text>, name: &Text) -> bool {
    let is_bare = |text: &Text| {
        opening(text.as_str())
            .is_some_and(|mark| mark.rank == Rank::Number && mark.sign.chars().all(|c| c.is_ascii_digit()))
    };
    let names: Vec<&Text> = names.collect();
    is_bare(name) && names.len() > FEWEST_NAMES && names.iter().filter(|text| is_bare(text)).count() == 1
}

/// Adds what a further row of an initiative says in cells of its own.
fn go_on(made: &mut Initiative, sheet: Sheet<'_>, row: &Row, desk: &Desk<'_>) {
    let own = |role: Role| sheet.with(role).filter(|col| !row.cells[*col].merged && !row.cells[*col].text.is_blank());
    let list = |role: Role| -> Vec<String> {
        let items = own(role).flat_map(|col| statement::items(&row.cells[col].text));
        items.map(|item| item.as_str().to_owned()).collect()
    };
    made.activities.extend(list(Role::Activity));
    made.next_steps.extend(list(Role::NextStep));
    made.schedule.extend(own(Role::Schedule).flat_map(|col| scheduled(sheet, row, col, desk)));
    let names = |role: Role| own(role).flat_map(|col| enumerated(&row.cells[col].text)).collect::<Vec<String>>();
    made.departments.extend(names(Role::Department));
    made.partners.extend(names(Role::Partner));
    let roles = [Role::Activity, Role::NextStep, Role::Schedule, Role::Department, Role::Partner];
    let pieces: Vec<Piece> = roles.iter().flat_map(|role| own(*role)).flat_map(|col| sheet.pieces(row, col)).collect();
    if !pieces.is_empty() {
        let more = desk.sources(&pieces).all().to_vec();
        let all: Vec<_> = made.source.all().iter().cloned().chain(more).collect();
        made.source = Sources::Many(all);
    }
}

/// Roles whose cells are part of the initiative itself.
const OWN: [Role; 9] = [
    Role::Code,
    Role::Description,
    Role::Activity,
    Role::Schedule,
    Role::Department,
    Role::Partner,
    Role::NextStep,
    Role::Budget,
    Role::Funding,
];

fn initiative(
    sheet: Sheet<'_>,
    row: &Row,
    name_col: usize,
    path: Vec<String>,
    beside: Vec<Piece>,
    desk: &mut Desk<'_>,
) -> Initiative {
    let texts = |role: Role| sheet.cells(row, role).map(|cell| cell_text(cell).as_str().to_owned());
    let list = |role: Role| -> Vec<String> {
        sheet.cells(row, role).flat_map(statement::items).map(|item| item.as_str().to_owned()).collect()
    };
    let names = |role: Role| -> Vec<String> { sheet.cells(row, role).flat_map(enumerated).collect() };
    let printed = &row.cells[name_col].text;
    let said = sheet.table.column(name_col).filter(|cell| !cell.merged && !cell.text.is_blank());
    let alone = counts_alone(said.map(|cell| &cell.text), printed);
    let name = if alone { cell_text(printed).as_str().to_owned() } else { stripped(printed) };
    let mut pieces = sheet.pieces(row, name_col);
    pieces.extend(beside);
    for (col, column) in sheet.columns.iter().enumerate() {
        if matches!(column, Column::Role(role) if OWN.contains(role)) || *column == Column::Measure {
            pieces.extend(sheet.pieces(row, col));
        }
    }
    let words: Vec<&str> = path.iter().map(String::as_str).chain([name.as_str()]).collect();
    Initiative {
        id: desk.id("i", &words),
        code: texts(Role::Code).next(),
        description: texts(Role::Description).reduce(|first, second| first + " " + &second),
        activities: list(Role::Activity),
        schedule: sheet
            .with(Role::Schedule)
            .filter(|col| values::year_of(sheet, *col).is_none())
            .flat_map(|col| scheduled(sheet, row, col, desk))
            .chain(years::staged(sheet, row, desk))
            .chain(years::barred(sheet, row, desk))
            .collect(),
        departments: sheet.cells(row, Role::Department).flat_map(offices).collect(),
        partners: names(Role::Partner),
        next_steps: list(Role::NextStep),
        issues: Vec::new(),
        tags: Vec::new(),
        budget: Vec::new(),
        source: desk.sources(&pieces),
        name,
        path,
    }
}

/// The periods of a schedule's cell, as its header has them.
fn scheduled(sheet: Sheet<'_>, row: &Row, col: usize, desk: &Desk<'_>) -> Vec<Period> {
    headed(sheet.table.header[col].text.as_str(), sheet.schedule(row, col, desk))
}
