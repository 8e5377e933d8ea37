//! Money: columns of amounts and of where the money comes from (contract, `budget`).

use super::sheet::Sheet;
use crate::lexicon::{self, Role};
use crate::record::Page;
use crate::record::desk::Desk;
use crate::record::model::{Budget, Funding, Inherited, Period, Quantity};
use crate::record::tables::{lines_above, period_above, with_money};
use crate::table::Table;
use crate::text::{PeriodUnit, Place};

/// The unit that a line above the table names: `(単位:千円)`.
pub fn unit_above(page: &Page<'_>, table: &Table) -> Option<&'static str> {
    let mut lines = lines_above(page, table).filter(|block| lexicon::is_unit_line(block.text.as_str()));
    lines.find_map(|block| lexicon::money_unit(block.text.as_str()))
}

/// The title is printed among so many blocks at the start.
const FARTHEST_TITLE: usize = 12;

/// The fiscal year of the document's title, for what has none nearer.
pub fn year_of_title(page: &Page<'_>, desk: &Desk<'_>) -> Option<Period> {
    let titles = page.blocks.iter().take(FARTHEST_TITLE).filter(|block| page.has_title(block));
    titles
        .filter_map(|block| period_above(desk, block, Inherited::Heading))
        .find(|period| period.unit == PeriodUnit::FiscalYear)
}

/// The year of a table of money without a column of years: that of its caption, or of its title.
pub fn year(page: &Page<'_>, table: &Table, desk: &Desk<'_>) -> Option<Period> {
    lines_above(page, table).find_map(|block| period_above(desk, block, Inherited::Caption))
}

/// The budgets of a row: one for each column of amounts that is filled in. A blank cell gives no entry, a printed 0
/// gives 0; a label's 千円 multiplies. Funding belongs to the amount before it.
pub fn of(sheet: Sheet<'_, '_>, row: usize, year: Option<&Period>, desk: &Desk<'_>) -> Vec<Budget> {
    let mut budgets: Vec<(usize, Budget)> = Vec::new();
    for col in sheet.said(row, Role::Budget) {
        let Some(amount) = amount(sheet, row, col, desk) else { continue };
        let period = sheet.period(col, desk).or_else(|| year.cloned());
        let funding = in_brackets(sheet, row, col, desk);
        budgets.push((col, Budget { period, amount, funding }));
    }
    for col in sheet.said(row, Role::Funding) {
        let Some(amount) = amount(sheet, row, col, desk) else { continue };
        let name = fund(&sheet.inner(col));
        let own = budgets.iter().rposition(|(budget, _)| *budget < col).unwrap_or(0);
        if let Some((_, budget)) = budgets.get_mut(own).filter(|_| !name.is_empty()) {
            budget.funding.push(Funding { name, amount });
        }
    }
    budgets.into_iter().map(|(_, budget)| budget).collect()
}

/// The parts that the cell itself names: `860万円(うち国費 645万円、県費 100万円)`.
fn in_brackets(sheet: Sheet<'_, '_>, row: usize, col: usize, desk: &Desk<'_>) -> Vec<Funding> {
    let cell = sheet.text(row, col);
    let s = cell.as_str();
    let found = desk.figures(cell, &[], Place::Cell);
    let inside = |at: usize| s[..at].matches(['(', '【']).count() > s[..at].matches([')', '】']).count();
    let mut parts = Vec::new();
    let mut end = found.first().map_or(0, |found| found.range.end);
    for part in found.iter().skip(1) {
        let words = s.get(end..part.range.start).unwrap_or_default();
        let words = words.trim_matches(|c: char| c.is_whitespace() || "(【)】、,・:".contains(c));
        let name = lexicon::fund_part(words);
        let is_fund = sheet.page.lexicon.senses(name).first().is_some_and(|fact| fact.role == Role::Funding);
        if is_fund
            && inside(part.range.start)
            && part.value.unit.as_deref() == Some("円")
            && let Some(amount) = desk.quantity(cell, part, sheet.page_of(row))
        {
            parts.push(Funding { name: name.to_owned(), amount });
        }
        end = part.range.end;
    }
    parts
}

/// Whether a column of parts names no fund: 財源内訳 alone.
pub fn names_no_fund(sheet: Sheet<'_, '_>, col: usize) -> bool {
    fund(&sheet.inner(col)).is_empty()
}

/// The words of a label of a fund, without those that say that it is one of several.
fn fund(words: &str) -> String {
    lexicon::fund_name(words.split('(').next().unwrap_or(words).trim()).to_owned()
}

/// The amount in a cell, in the unit of money of its label, of what stands before it, or of the line above.
pub fn amount(sheet: Sheet<'_, '_>, row: usize, col: usize, desk: &Desk<'_>) -> Option<Quantity> {
    let cell = sheet.text(row, col);
    let found = desk.figures(cell, &[], Place::Cell).into_iter().next()?;
    let mut amount = desk.quantity(cell, &found, sheet.page_of(row))?;
    let labels = std::iter::once(col).chain(sheet.with(Role::Budget)).map(|col| sheet.label(col).text.as_str());
    let before = (0..col).map(|before| sheet.text(row, before).as_str());
    let told = labels.chain(before).find_map(lexicon::money_unit);
    if let Some(unit) = told.or_else(|| unit_above(sheet.page, sheet.reading.region.table)) {
        with_money(&mut amount, unit);
    }
    Some(amount)
}
