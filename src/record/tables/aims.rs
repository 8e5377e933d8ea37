//! Tables of targets without a column that names initiatives: the heading above names the one that they belong to.
//!
//! A sheet whose other columns are all empty only prints aims again, to be filled in.

use super::columns::Column;
use super::sheet::{Sheet, stripped};
use super::values::{self, Home};
use super::why::PILLARS;
use super::{pillar_pieces, pillars_above, tell};
use crate::lexicon::{self, Role};
use crate::page::{Block, squeeze};
use crate::record::desk::{Desk, Piece};
use crate::record::model::{Initiative, Sources};
use crate::record::trace::Ground;
use crate::record::{Page, Records};
use crate::table::Row;

/// Reads the rows as targets.
pub fn read(sheet: Sheet<'_>, heading: Option<usize>, desk: &mut Desk<'_>, records: &mut Records) {
    if is_blank_form(sheet) {
        return again(sheet, desk, records);
    }
    let home = home(sheet.page, heading, desk, records);
    for row in sheet.table.rows.iter().filter(|row| row.title.is_none()) {
        values::statements(sheet, row, &home, desk, records);
    }
}

/// Whether nothing was written beside the targets.
fn is_blank_form(sheet: Sheet<'_>) -> bool {
    let other = |col: &usize| sheet.columns[*col] != Column::Role(Role::Target);
    let blank = |col: usize| sheet.table.column(col).all(|cell| cell.text.is_blank());
    let mut others = (0..sheet.columns.len()).filter(other).peekable();
    others.peek().is_some() && others.all(blank)
}

/// Targets that are printed again get another source; the others are told, not guessed.
fn again(sheet: Sheet<'_>, desk: &Desk<'_>, records: &mut Records) {
    let targets: Vec<usize> = sheet.with(Role::Target).collect();
    for row in &sheet.table.rows {
        for col in &targets {
            let words = squeeze(&stripped(&row.cells[*col].text));
            let known = records.targets.iter_mut().find(|target| squeeze(&target.text) == words);
            if let Some(target) = known {
                let more = desk.sources(&sheet.pieces(row, *col)).all().to_vec();
                target.source = Sources::Many(target.source.all().iter().cloned().chain(more).collect());
            } else {
                keep(sheet, row, *col, desk, records);
            }
        }
    }
    tell::blank_form(sheet.table, desk, records);
}

fn keep(sheet: Sheet<'_>, row: &Row, col: usize, desk: &Desk<'_>, records: &mut Records) {
    records.keep(desk, &sheet.table.header[col].text, std::slice::from_ref(&row.cells[col].text));
}

/// What the targets of a table belong to: the initiative that the heading above names, made where it is new; or the
/// headings, where none is a name.
pub fn home(page: &Page<'_>, heading: Option<usize>, desk: &mut Desk<'_>, records: &mut Records) -> Home {
    let above = heading.filter(|heading| names_initiative(page, *heading));
    let Some(heading) = above else {
        let path = pillars_above(page, heading);
        return Home { words: path.join("/"), path, ..Home::default() };
    };
    let path = pillars_above(page, page.heading_of(heading));
    let name = stripped(&page.blocks[heading].text);
    let words = path.join("/") + "/" + &name;
    let known = records.headed.get(&heading).cloned();
    let id = known.unwrap_or_else(|| initiative(page, heading, (name, path), desk, records));
    Home { initiative_id: Some(id), words, ..Home::default() }
}

/// A counted heading.
const HEADED: Ground =
    Ground::of("a counted heading below a pillar, with a table of its targets, names the initiative", module_path!());

/// Whether a heading names one initiative: it counts one of several below a pillar, and no heading stands below it.
pub fn names_initiative(page: &Page<'_>, heading: usize) -> bool {
    let block = &page.blocks[heading];
    let level = block.heading_level();
    let mut next = (heading + 1..page.blocks.len()).filter(|at| page.blocks[*at].heading_level().is_some());
    let below = next.find(|at| !page.runs(*at, heading)).and_then(|at| inner_level(&page.blocks[at]));
    let leaf = below.is_none_or(|below| level.is_some_and(|level| below <= level));
    let label = lexicon::label_role(block.text.as_str()).is_some();
    let counted = block.mark.is_some() || lexicon::counted_measure(block.text.as_str()).is_some();
    leaf && !label && !block.is_sentence() && counted && page.heading_of(heading).is_some()
}

/// The level of a heading below another. One that only its setting tells may be a caption or a title of its own.
fn inner_level(block: &Block) -> Option<u8> {
    let counted = block.mark.is_some() || lexicon::counted_measure(block.text.as_str()).is_some();
    block.heading_level().map(|level| if counted { level } else { level.min(BY_SETTING) })
}

/// The deepest level at which a heading without a number stands below one that has one.
const BY_SETTING: u8 = 6;

fn initiative(
    page: &Page<'_>,
    heading: usize,
    (name, path): (String, Vec<String>),
    desk: &mut Desk<'_>,
    records: &mut Records,
) -> String {
    let block = &page.blocks[heading];
    let words: Vec<&str> = path.iter().map(String::as_str).chain([name.as_str()]).collect();
    let id = desk.id("i", &words);
    records.headed.insert(heading, id.clone());
    desk.explain(&id, |say| {
        let name = vec![Piece::of(block.span, block.page)];
        say.record(HEADED, name.clone());
        say.field("name", HEADED, name);
        say.field("path", PILLARS, pillar_pieces(page, page.heading_of(heading)));
    });
    records.initiatives.push(Initiative {
        id: id.clone(),
        name,
        path,
        ..Initiative::bare(desk.sources(&[Piece::of(block.span, block.page)]))
    });
    id
}
