//! Tables without a header: labels, each with what was written beside it.
//!
//! A sheet with the name of one initiative and what belongs to it is that initiative (個票). A box beside 目標 is a
//! target of the headings above. Under a heading that speaks of measures, names with sentences beside them are
//! initiatives.

use super::card;
use super::sheet::{pieces_of, stripped};
use super::why::PILLARS;
use super::{pillar_pieces, pillars_above};
use crate::lexicon::{self, Entry, Role, SectionKind};
use crate::page::{Block, Kind};
use crate::record::desk::{Desk, Piece};
use crate::record::model::Initiative;
use crate::record::trace::Ground;
use crate::record::{Page, Records, statement, target};
use crate::table::{Cell, Table, cell_text, filled};
use crate::text::{Carry, Text, periods, strip_mark};
use std::collections::BTreeSet;

/// A label and what stands beside it.
#[derive(Debug, Clone)]
pub struct Pair {
    /// What the label names; `None` where it is a name of its own.
    pub role: Option<Role>,
    /// The label.
    pub label: Text,
    /// What stands beside it; blank where nothing was written.
    pub value: Text,
    /// Whether the label opens its row.
    pub first: bool,
    /// Row among the rows of the table, from 0.
    pub row: usize,
    /// Column of the value, from 0.
    pub col: usize,
    /// Page, from 1.
    pub page: Option<u32>,
}

impl Pair {
    /// Why the value is what its label says.
    pub fn ground(&self) -> Ground {
        let label = self.label.hull().map(|span| Piece::of(span, self.page));
        BESIDE.by(label, entry(&self.label).map(|(_, word)| word))
    }
}

/// A value beside its label.
const BESIDE: Ground = Ground::of("a cell beside a label holds what the label says", module_path!());
/// Names beside sentences.
const NAMED: Ground = Ground::of(
    "under a heading that speaks of measures, a name with a sentence beside it is an initiative",
    module_path!(),
);

/// The longest name beside a sentence, in characters; what stands in a bracket behind it does not count.
const LONGEST_NAME: usize = 40;

/// Reads a table of labels and values; false where it is none.
pub fn read(page: &Page<'_>, table: &Table, desk: &mut Desk<'_>, records: &mut Records) -> bool {
    let blocks = &page.blocks[table.blocks.clone()];
    let rows: Vec<&Block> = blocks.iter().filter(|block| block.kind == Kind::Row && block.row.is_some()).collect();
    if rows.len() != blocks.iter().filter(|block| block.kind == Kind::Row).count() || rows.is_empty() {
        return false;
    }
    let owned: Vec<Block> = rows.into_iter().cloned().collect();
    let grid = filled(&owned);
    let mut open = BTreeSet::new();
    let rows = owned.iter().zip(&grid).enumerate();
    let labelled: Vec<Pair> = rows.flat_map(|(row, it)| beside_labels(row, it, &mut open)).collect();
    let read = card::read(page, table, &owned, &labelled, desk, records)
        || boxes(page, table, &grid, &labelled, desk, records)
        || named(page, table, (&owned, &grid), desk, records);
    if read {
        super::take(page, table, records);
    }
    read
}

/// The role of a label, whatever stands in brackets behind it.
pub fn role(label: &Text) -> Option<Role> {
    entry(label).map(|(role, _)| role)
}

fn entry(label: &Text) -> Option<(Role, Entry)> {
    let (_, text) = strip_mark(label);
    lexicon::label_entry(outside_bracket(text.as_str()))
}

/// A label without the bracket behind it.
fn outside_bracket(label: &str) -> &str {
    label.split('(').next().unwrap_or_default().trim()
}

/// Labels of a row with the cell behind each; a label with another behind it heads a column.
/// `open` holds the columns of labels that had a value in the row above: only those go on below.
fn beside_labels(row: usize, (block, cells): (&Block, &Vec<Cell>), open: &mut BTreeSet<usize>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    let before = std::mem::take(open);
    let filled: Vec<usize> = (0..cells.len()).filter(|col| !cells[*col].text.is_blank()).collect();
    if heads_columns(cells, &filled) {
        return pairs;
    }
    for (at, col) in filled.iter().enumerate() {
        let Some(found) = role(&cells[*col].text) else { continue };
        let Some(next) = filled.get(at + 1).filter(|next| role(&cells[**next].text).is_none()) else { continue };
        if cells[*col].merged && (cells[*next].merged || !before.contains(col)) {
            continue;
        }
        open.insert(*col);
        pairs.push(Pair {
            role: Some(found),
            first: at == 0,
            label: cells[*col].text.clone(),
            value: cells[*next].text.clone(),
            row,
            col: *next,
            page: block.page,
        });
    }
    pairs
}

/// A row of nothing but labels and periods, two labels side by side: the header of a table inside of the sheet
/// (`KPI | 指標 | 現状値(R4) | R5 | R6`).
fn heads_columns(cells: &[Cell], filled: &[usize]) -> bool {
    let label = |col: &usize| role(&cells[*col].text).is_some();
    let dated = |col: &usize| {
        let text = cells[*col].text.as_str().trim();
        periods(text, &mut Carry::default()).first().is_some_and(|found| found.range == (0..text.len()))
    };
    let side_by_side = filled.windows(2).any(|pair| label(&pair[0]) && label(&pair[1]) && pair[0] + 1 == pair[1]);
    side_by_side && filled.iter().any(dated) && filled.iter().all(|col| label(col) || dated(col))
}

/// Boxes beside 目標 and nothing else: targets of the headings above.
fn boxes(
    page: &Page<'_>,
    table: &Table,
    grid: &[Vec<Cell>],
    pairs: &[Pair],
    desk: &mut Desk<'_>,
    records: &mut Records,
) -> bool {
    let only = pairs.iter().all(|pair| pair.role == Some(Role::Target)) && pairs.len() == grid.len();
    let worded = pairs.iter().all(|pair| pair.value.as_str().chars().count() > pair.label.as_str().chars().count());
    if !only || !worded || pairs.is_empty() {
        return false;
    }
    let heading = page.heading_of(table.blocks.start);
    let path = pillars_above(page, heading);
    let home = path.join("/");
    for pair in pairs {
        records.furniture.extend(pair.label.hull());
        for (text, printed) in statement::targets(&pair.value) {
            let context = target::Context {
                home: home.clone(),
                path: path.clone(),
                pieces: pieces_of(&printed, pair.page, Some((table.number, pair.row as u32 + 1, pair.col as u32 + 1))),
                page: pair.page,
                ground: pair.ground(),
                ..Default::default()
            };
            let made = target::target(desk, &text, None, context);
            records.targets.push(made);
        }
    }
    true
}

/// Names with sentences beside them, under a heading that speaks of measures to be taken.
fn named(
    page: &Page<'_>,
    table: &Table,
    (blocks, grid): (&[Block], &[Vec<Cell>]),
    desk: &mut Desk<'_>,
    records: &mut Records,
) -> bool {
    let Some(heading) = page.heading_of(table.blocks.start).filter(|heading| speaks_of_measures(page, *heading)) else {
        return false;
    };
    let Some(pairs) = blocks.iter().zip(grid).enumerate().map(two_cells).collect::<Option<Vec<Pair>>>() else {
        return false;
    };
    let said: Vec<&Pair> =
        pairs.iter().filter(|pair| !pair.value.is_blank() && !lexicon::denies(pair.value.as_str())).collect();
    let sentences = said.iter().filter(|pair| is_sentence(&pair.value)).count();
    if sentences * 2 <= said.len() || pairs.iter().any(|pair| pair.role.is_some()) {
        return false;
    }
    let path = pillars_above(page, Some(heading));
    for pair in &pairs {
        if pair.value.is_blank() || lexicon::denies(pair.value.as_str()) {
            records.furniture.extend([&pair.label, &pair.value].into_iter().filter_map(|text| text.hull()));
            continue;
        }
        let place = |col: u32| Some((table.number, pair.row as u32 + 1, col));
        let mut pieces = pieces_of(&pair.label, pair.page, place(1));
        pieces.extend(pieces_of(&pair.value, pair.page, place(pair.col as u32 + 1)));
        let name = stripped(&pair.label);
        let words: Vec<&str> = path.iter().map(String::as_str).chain([name.as_str()]).collect();
        let id = desk.id("i", &words);
        desk.explain(&id, |say| {
            let label = pieces_of(&pair.label, pair.page, place(1));
            say.record(NAMED, label.clone());
            say.field("name", NAMED, label);
            say.field("description", NAMED, pieces_of(&pair.value, pair.page, place(pair.col as u32 + 1)));
            say.field("path", PILLARS, pillar_pieces(page, Some(heading)));
        });
        records.initiatives.push(Initiative {
            id,
            description: Some(cell_text(&pair.value).as_str().to_owned()),
            path: path.clone(),
            name,
            ..Initiative::bare(desk.sources(&pieces))
        });
    }
    true
}

/// A row of a name and one cell beside it.
fn two_cells((row, (block, cells)): (usize, (&Block, &Vec<Cell>))) -> Option<Pair> {
    let filled: Vec<usize> = (0..cells.len()).filter(|col| !cells[*col].text.is_blank()).collect();
    let (first, second) = match filled.as_slice() {
        [first] => (*first, None),
        [first, second] => (*first, Some(*second)),
        _ => return None,
    };
    let label = &cells[first];
    let short = (2..=LONGEST_NAME).contains(&outside_bracket(label.text.as_str()).chars().count())
        && !label.text.as_str().contains('。');
    let named = label.text.as_str().contains(char::is_alphabetic)
        && strip_mark(&label.text).1.as_str().contains(char::is_alphabetic);
    (first == 0 && short && named && !label.merged).then(|| Pair {
        role: role(&label.text),
        first: true,
        label: label.text.clone(),
        value: second.map_or_else(Text::default, |col| cells[col].text.clone()),
        row,
        col: second.unwrap_or(1),
        page: block.page,
    })
}

fn is_sentence(text: &Text) -> bool {
    let text = text.as_str().trim();
    text.ends_with('。') || lexicon::says_aim(text)
}

/// Whether one of the headings speaks of measures to be taken, not of what was done before.
pub fn speaks_of_measures(page: &Page<'_>, heading: usize) -> bool {
    let mut chain = page.headings_above(heading);
    chain.push(heading);
    let texts = || chain.iter().map(|at| page.blocks[*at].text.as_str());
    texts().any(|text| lexicon::section_kind(text) == Some(SectionKind::Measures)) && !texts().any(lexicon::says_past)
}
