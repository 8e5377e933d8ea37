//! Money: columns of amounts and of where the money comes from (contract, `budget`).

use super::columns;
use super::sheet::{Sheet, with_unit};
use crate::lexicon::{self, Role};
use crate::record::desk::Desk;
use crate::record::model::{Budget, Funding, Period, Quantity};
use crate::table::Row;
use crate::text::{Text, quantities};

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
                Some(Funding { name: name(&sheet.table.header[col].text), amount: amount(sheet, row, col, desk)? })
            })
            .collect();
    }
    budgets
}

/// The header's words without the unit in brackets.
fn name(header: &Text) -> String {
    let text = header.as_str();
    text.split('(').next().unwrap_or(text).trim().to_owned()
}

/// The amount of a cell. Where the cell prints bare digits, the header's unit stands behind them.
fn amount(sheet: Sheet<'_>, row: &Row, col: usize, desk: &Desk<'_>) -> Option<Quantity> {
    let cell = &row.cells[col].text;
    let found = quantities(cell.as_str(), &[]).into_iter().next()?;
    let mut quantity = desk.quantity(cell, &found, row.page)?;
    if let Some(unit) = lexicon::money_unit(sheet.table.header[col].text.as_str()) {
        with_unit(&mut quantity, unit);
    }
    Some(quantity)
}
