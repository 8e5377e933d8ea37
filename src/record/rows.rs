//! A table of initiatives: one a row, with its targets, results and further columns.

use super::columns::{self, Column, Shape};
use super::desk::{Desk, Piece, inherited};
use super::figures::Scope;
use super::model::{Inherited, Initiative, Period, Severity};
use super::{Page, Records, outcome, statement, survey, target};
use crate::lexicon::{self, Role};
use crate::page::Block;
use crate::table::{Row, Rule, Table, cell_text};
use crate::text::{Carry, Rank, Text, join_lines, periods, strip_mark};

/// What stands above the row that is being read.
#[derive(Debug, Default)]
struct Above {
    pillars: Vec<String>,
    group: Option<String>,
    group_piece: Vec<Piece>,
    initiative: Option<usize>,
}

/// Reads a table; one without evidence of records is told and left to the outline.
pub fn read(page: &Page<'_>, table: &Table, desk: &mut Desk<'_>, records: &mut Records) {
    let heading = page.heading_of(table.blocks.start);
    let caption = survey::caption(page, table);
    let (columns, shape) = columns::layout(table, caption.map_or("", |block| block.text.as_str()));
    if shape == Shape::None {
        let text = "a table without columns of initiatives, indicators or rates: no records".to_owned();
        let ja = "取組・指標・率の列が見当たらない表のため、レコードは作りません".to_owned();
        records.tell(desk, "T010", Severity::Info, (text, ja), &table.header_spans[..1]);
        return;
    }
    table.blocks.clone().for_each(|block| records.take(block));
    records.furniture.extend(&table.header_spans);
    tell_repairs(table, desk, records);
    let base = if columns.contains(&Column::Role(Role::Group)) { Vec::new() } else { pillars_above(page, heading) };
    match shape {
        Shape::Initiatives => initiatives(page, table, &columns, &base, desk, records),
        Shape::Indicators => survey::indicators(page, table, &columns, desk, records),
        _ => survey::rates(page, table, &columns, caption, desk, records),
    }
    tell_unread(table, &columns, desk, records);
}

/// The headings above a table that are pillars: no chapter where there is something nearer, and no
/// caption that only says what the table holds.
fn pillars_above(page: &Page<'_>, heading: Option<usize>) -> Vec<String> {
    let Some(heading) = heading else {
        return Vec::new();
    };
    let mut chain = page.headings_above(heading);
    chain.push(heading);
    let names = |at: &usize| -> &Block { &page.blocks[*at] };
    let pillars: Vec<&Block> =
        chain.iter().map(names).filter(|block| lexicon::role_of(block.text.as_str()).is_none()).collect();
    let inner: Vec<&Block> = pillars.iter().copied().filter(|block| block.heading_level() != Some(1)).collect();
    let chosen = if inner.is_empty() { pillars } else { inner };
    chosen.iter().map(|block| cell_text(&block.text).as_str().to_owned()).collect()
}

fn initiatives(
    page: &Page<'_>,
    table: &Table,
    columns: &[Column],
    base: &[String],
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let mut above = Above { pillars: base.to_vec(), ..Above::default() };
    for row in &table.rows {
        let with = |role: Role| (0..columns.len()).filter(move |col| columns[*col] == Column::Role(role));
        let pieces = |col: usize| cell_pieces(table, row, col);
        let mut pillars = base.to_vec();
        let mut printed = Vec::new();
        for col in with(Role::Group).filter(|col| !row.cells[*col].text.is_blank()) {
            pillars.push(stripped(&row.cells[col].text));
            if !row.cells[col].merged {
                printed.extend(pieces(col));
            }
        }
        if pillars != above.pillars {
            above = Above { pillars: pillars.clone(), ..Above::default() };
        }
        let Some(name_col) = with(Role::Initiative).last() else {
            return;
        };
        let name = &row.cells[name_col].text;
        let rest_empty = (0..columns.len())
            .filter(|col| *col != name_col && columns[*col] != Column::Role(Role::Group))
            .all(|col| row.cells[col].text.is_blank());
        if name.is_blank() {
            if let Some(i) = above.initiative {
                statements(page, table, columns, row, i, desk, records);
            }
            continue;
        }
        if rest_empty && row.extra.is_empty() && columns.len() > 1 {
            above.group = Some(stripped(name));
            above.group_piece = printed;
            above.group_piece.extend(pieces(name_col));
            continue;
        }
        if lexicon::says_none(name.as_str()) {
            records.furniture.push(row.span);
            continue;
        }
        printed.extend(std::mem::take(&mut above.group_piece));
        let mut path = above.pillars.clone();
        path.extend(above.group.clone());
        path.extend(with(Role::Initiative).filter(|col| *col != name_col).map(|col| stripped(&row.cells[col].text)));
        let made = initiative(table, columns, row, name_col, path, printed, desk);
        records.initiatives.push(made);
        let i = records.initiatives.len() - 1;
        above.initiative = Some(i);
        statements(page, table, columns, row, i, desk, records);
    }
}

fn initiative(
    table: &Table,
    columns: &[Column],
    row: &Row,
    name_col: usize,
    path: Vec<String>,
    beside: Vec<Piece>,
    desk: &mut Desk<'_>,
) -> Initiative {
    let cells = |role: Role| {
        (0..columns.len())
            .filter(move |col| columns[*col] == Column::Role(role))
            .map(|col| &row.cells[col].text)
            .filter(|text| !text.is_blank() && !lexicon::says_none(text.as_str()))
    };
    let list = |role: Role| -> Vec<String> {
        cells(role).flat_map(statement::items).map(|item| item.as_str().to_owned()).collect()
    };
    let names = |role: Role| -> Vec<String> { cells(role).flat_map(|cell| enumerated(cell)).collect() };
    let name = stripped(&row.cells[name_col].text);
    let mut pieces = cell_pieces(table, row, name_col);
    pieces.extend(beside);
    let own = [
        Role::Code,
        Role::Description,
        Role::Activity,
        Role::Schedule,
        Role::Department,
        Role::Partner,
        Role::NextStep,
    ];
    for (col, column) in columns.iter().enumerate() {
        if matches!(column, Column::Role(role) if own.contains(role)) {
            pieces.extend(cell_pieces(table, row, col));
        }
    }
    let words: Vec<&str> = path.iter().map(String::as_str).chain([name.as_str()]).collect();
    Initiative {
        id: desk.id("i", &words),
        code: cells(Role::Code).next().map(|cell| cell_text(cell).as_str().to_owned()),
        description: cells(Role::Description)
            .map(|cell| cell_text(cell).as_str().to_owned())
            .reduce(|a, b| a + " " + &b),
        activities: list(Role::Activity),
        schedule: cells(Role::Schedule).flat_map(|cell| schedule(desk, cell, row.page)).collect(),
        departments: names(Role::Department),
        partners: names(Role::Partner),
        next_steps: list(Role::NextStep),
        budget: Vec::new(),
        source: desk.sources(&pieces),
        name,
        path,
    }
}

/// Every period of a schedule's cell, in order.
fn schedule(desk: &Desk<'_>, cell: &Text, page: Option<u32>) -> Vec<Period> {
    let found = periods(cell.as_str(), &mut Carry::default());
    found.iter().filter_map(|found| desk.period(cell, found, page)).collect()
}

/// Names in a cell: one a line or between commas; `等` is no part of a name.
fn enumerated(cell: &Text) -> Vec<String> {
    let parts = statement::items(cell);
    let names = parts.iter().flat_map(|part| part.as_str().split(['、', ','])).map(|name| {
        let name = name.trim();
        name.rsplit_once(' ')
            .filter(|(_, word)| lexicon::is_tail(word))
            .map_or(name, |(name, _)| name.trim())
            .to_owned()
    });
    names.filter(|name| !name.is_empty()).collect()
}

/// The targets and results of a row.
fn statements(
    page: &Page<'_>,
    table: &Table,
    columns: &[Column],
    row: &Row,
    i: usize,
    desk: &mut Desk<'_>,
    records: &mut Records,
) {
    let initiative_id = Some(records.initiatives[i].id.clone());
    let home = records.initiatives[i].path.join("/") + "/" + &records.initiatives[i].name;
    let label = (0..columns.len())
        .find(|col| columns[*col] == Column::Role(Role::Indicator))
        .filter(|col| !row.cells[*col].text.is_blank());
    for (col, column) in columns.iter().enumerate() {
        let cell = &row.cells[col].text;
        if cell.is_blank() || lexicon::says_none(cell.as_str()) {
            continue;
        }
        let place = Some((table.number, row.number, col as u32 + 1));
        match column {
            Column::Role(Role::Target) => {
                let due = columns::header_period(desk, table, col, page.plan_period.as_ref());
                for (text, printed) in statement::targets(cell) {
                    let mut pieces = pieces_of(&printed, row.page, place);
                    let (text, label) = match label {
                        Some(label) => {
                            pieces.splice(0..0, cell_pieces(table, row, label));
                            labelled(&row.cells[label].text, &text)
                        }
                        None => (text, None),
                    };
                    let context = target::Context {
                        initiative_id: initiative_id.clone(),
                        home: home.clone(),
                        due: due.clone(),
                        pieces,
                        page: row.page,
                        ..Default::default()
                    };
                    let made = target::target(desk, &text, label, context);
                    records.targets.push(made);
                }
            }
            Column::Role(Role::Result) => {
                let as_of = columns::header_period(desk, table, col, page.plan_period.as_ref());
                let mut scope = Scope { as_of, ..Scope::default() };
                for statement in statement::results(cell) {
                    let context = outcome::Context {
                        initiative_id: initiative_id.clone(),
                        home: home.clone(),
                        page: row.page,
                        cell: place,
                        ..Default::default()
                    };
                    let made = outcome::outcome(desk, &statement, &context, &mut scope);
                    records.results.push(made);
                }
            }
            _ => {}
        }
    }
}

/// Label and cell with a space between, and where the label ends.
pub fn labelled(label: &Text, cell: &Text) -> (Text, Option<usize>) {
    let label = cell_text(label);
    let end = label.as_str().len();
    let mut text = label;
    text.push_gap();
    text.push_text(cell);
    (text, Some(end))
}

/// The text of a cell without the bullet or enumerator that opens it.
pub fn stripped(text: &Text) -> String {
    let (mark, rest) = strip_mark(text);
    let text = if mark.is_some_and(|mark| mark.rank != Rank::Arrow) { rest } else { text.clone() };
    cell_text(&join_lines([&text])).as_str().to_owned()
}

/// The pieces of a cell.
pub fn cell_pieces(table: &Table, row: &Row, col: usize) -> Vec<Piece> {
    pieces_of(&row.cells[col].text, row.page, Some((table.number, row.number, col as u32 + 1)))
}

/// The pieces of a text in a cell: one, from its first character to its last.
pub fn pieces_of(text: &Text, page: Option<u32>, cell: Option<(u32, u32, u32)>) -> Vec<Piece> {
    text.hull().map(|span| Piece { span, page, cell }).into_iter().collect()
}

fn tell_repairs(table: &Table, desk: &Desk<'_>, records: &mut Records) {
    for repair in table.repairs.iter().filter(|repair| repair.rule == Rule::RowShifted) {
        let en = format!(
            "a row had lost its leading empty cell and was moved one column to the right: {} -> {}",
            repair.before, repair.after
        );
        let ja = format!("先頭の空欄が失われた行を1列右へ戻しました: {} → {}", repair.before, repair.after);
        records.tell(desk, "R001", Severity::Info, (en, ja), &[repair.span]);
    }
}

/// Cells that no column reads: beyond the header, or under a header that is not known.
fn tell_unread(table: &Table, columns: &[Column], desk: &Desk<'_>, records: &mut Records) {
    for row in &table.rows {
        for extra in &row.extra {
            let en = format!("row {} has a cell beyond the last column of the header: {}", row.number, extra.as_str());
            let ja = format!("{}行目に見出しの列数を超えるセルがあります: {}", row.number, extra.as_str());
            records.tell(desk, "U002", Severity::Warning, (en, ja), &extra.pieces());
        }
    }
    for (col, _) in columns.iter().enumerate().filter(|(_, column)| **column == Column::Unknown) {
        let header = &table.header[col].text;
        if table.column(col).all(|cell| cell.text.is_blank()) {
            continue;
        }
        let en = format!("the column {:?} is not known; its cells are in no record", header.as_str());
        let ja = format!("列「{}」の役割が分からないため、レコードに入れていません", header.as_str());
        let span = header.hull().or_else(|| table.column(col).find_map(|cell| cell.text.hull()));
        records.tell(desk, "U003", Severity::Warning, (en, ja), &span.into_iter().collect::<Vec<_>>());
    }
}

/// The period of a caption or heading, told to be taken from there.
pub fn period_above(desk: &Desk<'_>, block: &Block, from: Inherited) -> Option<Period> {
    let found =
        periods(block.text.as_str(), &mut Carry::default()).into_iter().find(|found| !found.value.comparison)?;
    desk.period(&block.text, &found, block.page).map(|period| inherited(&period, from))
}
