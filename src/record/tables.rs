//! Tables: which of their columns hold what, and so which records their rows become.

mod aims;
mod budget;
mod card;
mod cells;
mod columns;
mod evidence;
mod measure;
mod measured;
mod pairs;
mod rows;
mod sheet;
mod survey;
mod tell;
mod terms;
#[cfg(test)]
pub(super) mod tests;
mod unit;
mod values;
mod why;
mod years;

pub use aims::names_initiative;
pub use budget::lines_above;
pub use columns::{header_periods, header_step};
pub use evidence::plan_labels;
pub use pairs::speaks_of_measures;
pub use rows::counts_alone;
pub use sheet::{
    FARTHEST_YEAR, enumerated, headed, labelled, offices as enumerated_offices, period_above, pieces_of,
    schedule_under, stripped, with_money,
};
pub use tell::{beyond, unknown_column, unread_headers};
pub use unit::{Said, Setting};
pub use values::dated_figure;
pub use why::PILLARS;
pub use years::stages;

use super::desk::{Desk, Piece};
use super::{Page, Records, slides};
use crate::lexicon::{self, Role};
use crate::page::{Block, Kind};
use crate::table::{Table, cell_text};
use crate::text::{Mark, Rank, strip_mark};
use columns::{Column, Shape};
use sheet::{Layout, Sheet};

/// Reads a table; one without evidence of records is told and left to the outline.
pub fn read(page: &Page<'_>, table: &Table, desk: &mut Desk<'_>, records: &mut Records) {
    if slides::read_table(page, table, desk, records) {
        return;
    }
    if pairs::read(page, table, desk, records) {
        return;
    }
    let heading = page.heading_of(table.blocks.start);
    let caption = survey::caption(page, table);
    let mut layout = columns::layout(table, caption.map_or("", |block| block.text.as_str()));
    cells::years_work(page, table, &mut layout);
    let Layout { columns, clues, shape } = layout;
    let doubt = if shape == Shape::Initiatives { evidence::doubt(table, &columns) } else { None };
    if shape == Shape::None || doubt.is_some() {
        tell::no_records(table, doubt, desk, records);
        return;
    }
    take(page, table, records);
    records.furniture.extend(&table.header_spans);
    let nothing = table.rows.iter().flat_map(|row| &row.cells).filter(|cell| lexicon::says_none(cell.text.as_str()));
    records.furniture.extend(nothing.filter_map(|cell| cell.text.hull()));
    let sheet = Sheet { page, table, columns: &columns, clues: &clues };
    let base = if columns.contains(&Column::Role(Role::Group)) { Vec::new() } else { base(page, table, heading) };
    match shape {
        Shape::Initiatives => {
            let year = budget::year(page, table, desk);
            rows::initiatives(sheet, &base, year.as_ref(), desk, records);
        }
        Shape::Kinds => {
            let home = measure::above(page, table, heading, desk, records).unwrap_or_default();
            measured::read(sheet, &base, &home, desk, records);
        }
        Shape::Aims => aims::read(sheet, heading, desk, records),
        Shape::Glossary => terms::table(sheet, desk, records),
        Shape::Indicators => {
            let home = measure::above(page, table, heading, desk, records).unwrap_or_default();
            survey::indicators(sheet, &base, &home, desk, records);
        }
        _ => {
            let first = records.results.len();
            survey::rates(sheet, caption, desk, records);
            records.measured.extend((first..records.results.len()).map(|result| (result, heading)));
        }
    }
    tell::unread(sheet, desk, records);
    tell::unread_headers(table, desk);
}

/// Takes the rows of a table. What stands between them where it goes on over a page is no row: a caption or a legend
/// that was printed above already is furniture, anything else is left to the outline.
pub fn take(page: &Page<'_>, table: &Table, records: &mut Records) {
    let heading = page.heading_of(table.blocks.start);
    let chain = heading.map(|heading| page.headings_above(heading)).unwrap_or_default();
    let own = heading.unwrap_or(table.blocks.start)..table.blocks.start;
    let above = |at: usize| {
        let alike = page.printed_alike(at);
        let from = alike.partition_point(|other| *other < own.start);
        alike.get(from).is_some_and(|other| *other < own.end)
            || chain.iter().any(|head| alike.binary_search(head).is_ok())
    };
    for at in table.blocks.clone() {
        let row = page.blocks[at].kind == Kind::Row;
        if !row && above(at) {
            records.furniture.push(page.blocks[at].span);
            records.take(at);
        } else if row {
            records.take(at);
        }
    }
}

/// The headings that the rows of a table stand under.
pub fn base_path(page: &Page<'_>, table: &Table) -> Vec<String> {
    base(page, table, page.heading_of(table.blocks.start))
}

/// What a sheet without a name of its own belongs to: the initiative that the heading above names.
pub fn sheet_home(
    page: &Page<'_>,
    heading: Option<usize>,
    desk: &mut Desk<'_>,
    records: &mut Records,
) -> super::make::Home {
    let home = aims::home(page, heading, desk, records);
    super::make::Home { initiative_id: home.initiative_id, words: home.words, path: home.path, beside: Vec::new() }
}

/// What a table of indicators belongs to: the initiative above it, else the headings.
pub fn home_above(
    page: &Page<'_>,
    table: &Table,
    heading: Option<usize>,
    desk: &mut Desk<'_>,
    records: &mut Records,
) -> super::make::Home {
    let inside = records.homes.iter().find(|(blocks, ..)| blocks.contains(&table.blocks.start));
    if let Some((_, id, words)) = inside {
        return super::make::Home { initiative_id: Some(id.clone()), words: words.clone(), ..Default::default() };
    }
    let home = measure::above(page, table, heading, desk, records).unwrap_or_default();
    let path = if home.initiative_id.is_some() { Vec::new() } else { base(page, table, heading) };
    super::make::Home { initiative_id: home.initiative_id, words: home.words, path, beside: Vec::new() }
}

/// The pillars of a table's rows. A title in the table that is counted like the heading above stands in its place.
fn base(page: &Page<'_>, table: &Table, heading: Option<usize>) -> Vec<String> {
    let form = |mark: &Mark| mark.sign.replace(|c: char| c.is_ascii_digit(), "");
    let counted = |mark: &Mark| mark.rank == Rank::Number;
    let title = table.titles.last().filter(|title| {
        let own = strip_mark(title).0.filter(counted);
        let above = heading.and_then(|heading| page.blocks[heading].mark.as_ref()).filter(|mark| counted(mark));
        own.zip(above).is_some_and(|(own, above)| form(&own) == form(above))
    });
    let Some(title) = title else { return pillars_above(page, heading) };
    let mut path = pillars_above(page, heading.and_then(|heading| page.heading_of(heading)));
    path.extend(Some(stripped(title)).filter(|title| !lexicon::is_caption(title)));
    path
}

/// The headings above a table that are pillars: no chapter where there is something nearer, and no
/// caption that only says what the table holds.
pub fn pillars_above(page: &Page<'_>, heading: Option<usize>) -> Vec<String> {
    pillar_blocks(page, heading).iter().map(|block| cell_text(&block.text).as_str().to_owned()).collect()
}

/// Where these headings stand.
pub fn pillar_pieces(page: &Page<'_>, heading: Option<usize>) -> Vec<Piece> {
    pillar_blocks(page, heading).iter().map(|block| Piece::of(block.span, block.page)).collect()
}

fn pillar_blocks<'a>(page: &Page<'a>, heading: Option<usize>) -> Vec<&'a Block> {
    let Some(heading) = heading else {
        return Vec::new();
    };
    let mut chain = page.headings_above(heading);
    chain.push(heading);
    let names = |at: &usize| -> &'a Block { &page.blocks[*at] };
    // A line of captions (取組予定 取組実績 今後の対応) heads columns, as a caption heads a table: neither is a pillar.
    let says_what = |text: &str| lexicon::is_caption(text) || lexicon::is_caption_row(text).is_some();
    let pillar = |block: &&'a Block| {
        !says_what(block.text.as_str()) && !page.is_title(block) && super::reading::part::may_head(block, page.lexicon)
    };
    let pillars: Vec<&'a Block> = chain.iter().map(names).filter(pillar).collect();
    let inner: Vec<&'a Block> = pillars.iter().copied().filter(|block| block.heading_level() != Some(1)).collect();
    if inner.is_empty() { pillars } else { inner }
}
