//! A table of terms and their definitions.

use super::sheet::Sheet;
use crate::lexicon::Role;
use crate::record::Records;
use crate::record::desk::{Desk, Piece};
use crate::record::glossary::reading;
use crate::record::model::Term;
use crate::table::cell_text;
use crate::text::{Text, join_lines};

/// A table of terms: one a row.
pub fn table(sheet: Sheet<'_>, desk: &Desk<'_>, records: &mut Records) {
    for row in &sheet.table.rows {
        let cells =
            |role: Role| sheet.with(role).filter(|col| !row.cells[*col].text.is_blank()).collect::<Vec<usize>>();
        let explained = [Role::Definition, Role::Description].map(cells).concat();
        let (Some(term), false) = (cells(Role::Term).first().copied(), explained.is_empty()) else { continue };
        let texts: Vec<Text> = explained.iter().map(|col| cell_text(&row.cells[*col].text)).collect();
        let pieces: Vec<Piece> =
            std::iter::once(term).chain(explained).flat_map(|col| sheet.pieces(row, col)).collect();
        let (term, reading) = reading(cell_text(&row.cells[term].text).as_str());
        let definition = join_lines(&texts).as_str().to_owned();
        records.glossary.push(Term { term, reading, definition, source: desk.sources(&pieces) });
    }
}
