//! Tables of indicators and of rates: one target or one result a row (contract, rules 7 and 8).

use super::columns;
use super::sheet::{Sheet, period_above};
use super::unit::Setting;
use super::values::{self, Home};
use super::why;
use crate::lexicon;
use crate::page::{Block, Kind};
use crate::record::desk::Desk;
use crate::record::figures::Scope;
use crate::record::model::{Inherited, Measurement, Severity};
use crate::record::trace::Ground;
use crate::record::{Page, Records, outcome, statement};
use crate::table::{Table, cell_text};
use crate::text::Text;

/// The line or heading directly above a table.
pub fn caption<'a>(page: &Page<'a>, table: &Table) -> Option<&'a Block> {
    let above = page.blocks[..table.blocks.start].iter().rev().find(|block| block.kind != Kind::Furniture)?;
    (above.kind != Kind::Row && !above.is_sentence()).then_some(above)
}

/// One target a row: label and cell with a space between; columns of results give results.
pub fn indicators(sheet: Sheet<'_>, base: &[String], home: &Home, desk: &mut Desk<'_>, records: &mut Records) {
    for row in &sheet.table.rows {
        let home = values::grouped(sheet, row, base, home);
        values::statements(sheet, row, &home, desk, records);
    }
}

/// A table of rates.
const RATES: Ground = Ground::of(
    "a table of rates or measures: one result a row, one figure a column, dated by header or caption",
    module_path!(),
);

/// One result a row, one measurement a column; the column's header or the caption dates it.
pub fn rates(sheet: Sheet<'_>, caption: Option<&Block>, desk: &mut Desk<'_>, records: &mut Records) {
    let Sheet { page, table, columns, .. } = sheet;
    let captioned = caption.and_then(|block| period_above(desk, block, Inherited::Caption));
    for row in &table.rows {
        let label = &row.cells[0].text;
        if label.is_blank() {
            continue;
        }
        let name = label_name(label);
        let mut measurements = Vec::new();
        let mut beside = Vec::new();
        for col in 1..columns.len() {
            let cell = &row.cells[col].text;
            let as_of =
                columns::header_period(desk, table, col, page.plan_period.as_ref()).or_else(|| captioned.clone());
            let setting = Setting::of(sheet, row, col, desk);
            let figures = desk.figures(cell, &[], setting.place());
            let none = figures.is_empty();
            for found in figures {
                let Some(mut quantity) = desk.quantity(cell, &found, row.page) else {
                    continue;
                };
                setting.apply(&mut quantity, cell);
                measurements.push(Measurement {
                    indicator: Some(name.clone()),
                    quantity,
                    as_of: as_of.clone(),
                    compared_with: None,
                    condition: None,
                    planned: false,
                });
            }
            if !cell.is_blank() && none && !lexicon::says_none(cell.as_str()) {
                let en = format!("a cell among figures has none: {}", cell.as_str());
                let ja = format!("数値の列に数値として読めないセルがあります: {}", cell.as_str());
                records.tell(desk, "U004", Severity::Warning, (en, ja), &cell.pieces());
            }
            beside.extend(sheet.pieces(row, col));
        }
        let statement =
            statement::Statement { headline: cell_text(label), details: Vec::new(), printed: vec![label.clone()] };
        let home = caption.map_or_else(String::new, |block| block.text.as_str().to_owned());
        let context = outcome::Context {
            home,
            page: row.page,
            cell: Some((table.number, row.number, 1)),
            beside,
            ground: RATES,
            ..Default::default()
        };
        let mut made = outcome::outcome(desk, &statement, &context, &mut Scope::default());
        made.measurements = measurements;
        made.events.clear();
        desk.explain(&made.id, |say| {
            say.withdraw("measurements");
            say.withdraw("events");
            (1..columns.len())
                .for_each(|col| say.field("measurements", why::column(sheet, col), sheet.pieces(row, col)));
        });
        records.results.push(made);
    }
}

fn label_name(label: &Text) -> String {
    cell_text(label).as_str().to_owned()
}
