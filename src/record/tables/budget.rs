//! Money: columns of amounts and of where the money comes from (contract, `budget`).

use super::columns;
use super::sheet::{Sheet, period_above, with_money};
use crate::lexicon::{self, Role};
use crate::page::{Block, Kind};
use crate::record::Page;
use crate::record::desk::Desk;
use crate::record::model::{Budget, Funding, Inherited, Period, Quantity};
use crate::table::{Row, Table};
use crate::text::{self, Text};

/// The budgets of a row: one for each column of amounts that is filled in. A blank cell gives no
/// entry, a printed 0 gives 0; a header's 千円 multiplies.
pub fn read(sheet: Sheet<'_>, row: &Row, year: Option<&Period>, desk: &Desk<'_>) -> Vec<Budget> {
    let mut budgets: Vec<Budget> = Vec::new();
    for col in sheet.with(Role::Budget) {
        let Some(amount) = amount(sheet, row, col, desk) else { continue };
        let own = columns::header_period(desk, sheet.table, col, sheet.page.plan_period.as_ref());
        budgets.push(Budget { period: own.or_else(|| year.cloned()), amount, funding: Vec::new() });
    }
    if let Some(last) = budgets.last_mut() {
        last.funding = sheet
            .with(Role::Funding)
            .filter_map(|col| {
                // 財源内訳 alone names no fund.
                let name = Some(name(&sheet.table.header[col].text)).filter(|name| !name.is_empty())?;
                Some(Funding { name, amount: amount(sheet, row, col, desk)? })
            })
            .collect();
    }
    budgets
}

/// Whether a column of parts names no fund: 財源内訳 alone.
pub fn names_no_fund(header: &Text) -> bool {
    name(header).is_empty()
}

/// The header's words without the unit in brackets.
fn name(header: &Text) -> String {
    let text = header.as_str();
    lexicon::fund_name(text.split('(').next().unwrap_or(text).trim()).to_owned()
}

/// The amount of a cell. Where the cell prints bare digits, the header's unit stands behind them.
fn amount(sheet: Sheet<'_>, row: &Row, col: usize, desk: &Desk<'_>) -> Option<Quantity> {
    let cell = &row.cells[col].text;
    let found = desk.figures(cell, &[], text::Place::Cell).into_iter().next()?;
    let mut quantity = desk.quantity(cell, &found, row.page)?;
    let unit = lexicon::money_unit(sheet.table.header[col].text.as_str());
    if let Some(unit) = unit.or_else(|| unit_above(sheet)) {
        with_money(&mut quantity, unit);
    }
    Some(quantity)
}

/// Lines above a table among which its unit and its year are looked for.
const ABOVE: usize = 3;

/// The unit that a line above the table names: `(単位:千円)`.
fn unit_above(sheet: Sheet<'_>) -> Option<&'static str> {
    let lines = lines_above(sheet.page, sheet.table);
    lines
        .filter(|block| lexicon::is_unit_line(block.text.as_str()))
        .find_map(|block| lexicon::money_unit(block.text.as_str()))
}

/// The lines directly above a table, from the nearest.
pub fn lines_above<'a>(page: &Page<'a>, table: &Table) -> impl Iterator<Item = &'a Block> {
    let above = page.blocks[..table.blocks.start].iter().rev().filter(|block| block.kind != Kind::Furniture);
    above.take_while(|block| block.kind != Kind::Row && !block.is_sentence()).take(ABOVE)
}

/// The year of a table of money without a column of years: that of its caption, or of its title.
pub fn year(page: &Page<'_>, table: &Table, desk: &Desk<'_>) -> Option<Period> {
    lines_above(page, table).find_map(|block| period_above(desk, block, Inherited::Caption))
}
