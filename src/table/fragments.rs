//! Tables that a page draws in parts: a shaded header apart from rows that only rules part, shaded rows apart from
//! white ones. Part stands below part with nothing between, and each has as many columns.

use super::grid::Table;
use crate::page::Block;

/// Puts the parts together. Only printed tables are drawn; a text has none.
pub fn join(tables: Vec<Table>, blocks: &[Block]) -> Vec<Table> {
    let mut whole: Vec<Table> = Vec::with_capacity(tables.len());
    // Whether the last table was put together of parts.
    let mut parted = false;
    let mut rest = tables.into_iter().peekable();
    while let Some(table) = rest.next() {
        let below = whole.last().is_some_and(|last| stands_below(last, &table, blocks));
        let head_alone = whole.last().is_some_and(|last| last.rows.is_empty());
        // A single row is a row of a table in parts, unless it is the header of the rows that follow.
        let heads_next = rest.peek().is_some_and(|next| stands_below(&table, next, blocks) && is_headless(next));
        let row = parted && table.rows.is_empty() && !heads_next;
        match whole.last_mut() {
            Some(last) if below && (head_alone && is_headless(&table) || row) => {
                last.take_in(table, blocks);
                parted = true;
            }
            _ => {
                whole.push(table);
                parted = false;
            }
        }
    }
    whole.into_iter().zip(1..).map(|(table, number)| table.numbered(number)).collect()
}

/// Whether a printed table stands directly below another of as many columns, on its page.
fn stands_below(above: &Table, table: &Table, blocks: &[Block]) -> bool {
    let block = |at: usize| blocks.get(at).filter(|block| block.row.is_some());
    let page = |table: &Table| block(table.blocks.start).and_then(|block| block.page);
    above.blocks.end == table.blocks.start
        && above.header.len() == table.header.len()
        && above.header.len() > 1
        && page(above).is_some()
        && page(above) == page(table)
}

/// Whether a table begins with an empty row.
fn is_headless(table: &Table) -> bool {
    table.header.iter().all(|cell| cell.text.is_blank()) && !table.rows.is_empty()
}

#[cfg(test)]
mod tests {
    use crate::page::compose;
    use crate::rendition::read;
    use crate::repairs::Repairs;
    use crate::source::decode;
    use crate::table::{Table, find};
    use crate::text::{RowShape, Spread};

    /// The tables of a text whose rows are those of a printed page.
    fn tables(text: &str, printed: bool) -> Vec<Table> {
        let mut rendition = read(&decode(text.as_bytes()).unwrap(), &Repairs::default());
        for line in rendition.lines.iter_mut().filter(|line| line.is_row()) {
            let cells = line.text.as_str().matches('\t').count() + 1;
            let shape = RowShape { cells: vec![Spread::default(); cells], ..RowShape::default() };
            line.row = printed.then_some(shape);
            line.page = Some(1);
        }
        let mut blocks = compose(&rendition.lines);
        for block in blocks.iter_mut().filter(|block| block.text.as_str().starts_with(BLANK)) {
            block.text = block.text.slice(BLANK.len_utf8()..block.text.as_str().len());
        }
        find(&blocks, &Repairs::default())
    }

    /// Stands in the first cell of a blank row, which a text cannot print.
    const BLANK: char = '空';
    const PARTS: &str = "指標\t現状\t目標\n\n空\t\t\n件数\t3件\t9件\n\n人数\t1人\t2人\n";

    #[test]
    fn a_header_alone_goes_on_with_the_rows_below() {
        let [table] = &tables(PARTS, true)[..] else { panic!("one table: {:?}", tables(PARTS, true).len()) };
        let names: Vec<&str> = table.column(0).map(|cell| cell.text.as_str()).collect();
        assert_eq!((table.header[0].text.as_str(), names), ("指標", vec!["件数", "人数"]));
    }

    #[test]
    fn a_header_of_its_own_begins_a_table() {
        assert_eq!(tables("指標\t現状\n\n事業\t担当課\n道路\t土木課\n", true).len(), 2);
        assert!(tables(PARTS, false).len() > 1);
    }
}
