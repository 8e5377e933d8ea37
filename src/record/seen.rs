//! What was seen in a document, for those who ask: labels that are not known, and the ways to read a table.

use super::model::About;
use super::reading::told::{ExplainedTable, way};
use super::reading::unknown::{self, Unknown};
use super::reading::{self, region::Region};
use super::{Draft, Page, now};
use crate::lexicon::Lexicon;
use crate::page::{Block, squeeze};
use crate::table::Table;

/// What every reader reads from.
pub(super) fn page<'a>(blocks: &'a [Block], tables: &'a [Table], about: &About, lexicon: &'a Lexicon) -> Page<'a> {
    let title = about.title.as_deref().map(squeeze);
    let page = Page::new(blocks, tables, about.period.clone(), lexicon);
    Page { title, kind: about.kind, now: now(about), ..page }
}

/// The labels of a document of which no word is known, in the order in which they stand.
pub fn unknown_labels(blocks: &[Block], tables: &[Table], about: &About, lexicon: &Lexicon) -> Vec<Unknown> {
    let page = page(blocks, tables, about, lexicon);
    let mut all = Vec::new();
    for table in tables {
        let draft = Draft::of(&page, table, now(about));
        let region = Region::of(table, lexicon);
        if !draft.cards.is_empty() {
            all.extend(unknown::beside(&region));
        } else if draft.reading.is_some() || draft.near(&page).is_some() {
            all.extend(reading::of(region, &draft.around).iter().flat_map(unknown::over));
        }
    }
    all.extend(unknown::in_lines(blocks, lexicon));
    all
}

/// The ways to read the table of a number, counted from 1 over the document, and what came of it; none where there is no
/// such table.
pub fn explain_table(
    blocks: &[Block],
    tables: &[Table],
    about: &About,
    lexicon: &Lexicon,
    number: u32,
) -> Option<ExplainedTable> {
    let page = page(blocks, tables, about, lexicon);
    let table = tables.iter().find(|table| table.number == number)?;
    let draft = Draft::of(&page, table, now(about));
    let taken = draft.cards.is_empty() && draft.reading.is_some();
    let ways = reading::ways(Region::of(table, lexicon), &draft.around);
    Some(ExplainedTable {
        file: about.source.file.clone(),
        title: about.title.clone(),
        table: number,
        sheets: draft.cards.len(),
        ways: ways.iter().enumerate().map(|(nth, reading)| way(reading, taken && nth == 0)).collect(),
        near: if draft.reading.is_none() && draft.cards.is_empty() { draft.near(&page) } else { None },
        records: 0,
    })
}
