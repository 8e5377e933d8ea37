//! Money: columns of amounts and of where the money comes from (contract, `budget`).

use super::sheet::Sheet;
use crate::lexicon::{self, Role};
use crate::page::{self, Block};
use crate::record::Page;
use crate::record::desk::Desk;
use crate::record::model::{Budget, Funding, Inherited, Period, Quantity};
use crate::record::reading::Sense;
use crate::record::tables::{lines_above, period_above, with_money};
use crate::table::Table;
use crate::text::{self, Found, PeriodUnit, Place, Text, split_stacked};
use jiff::civil::Date;

/// The unit that a line above the table names: `(単位:千円)`.
pub fn unit_above(page: &Page<'_>, table: &Table) -> Option<&'static str> {
    let mut lines = lines_above(page, table).filter(|block| lexicon::is_unit_line(block.text.as_str()));
    lines.find_map(|block| lexicon::money_unit(block.text.as_str()))
}

/// The title is printed among so many blocks at the start.
const FARTHEST_TITLE: usize = 12;

/// The fiscal year of the document's title, for what has none nearer.
pub fn year_of_title(page: &Page<'_>, desk: &Desk<'_>) -> Option<Period> {
    let year = |block: &Block| {
        period_above(desk, block, Inherited::Heading).filter(|period| period.unit == PeriodUnit::FiscalYear)
    };
    page.blocks.iter().take(FARTHEST_TITLE).filter(|block| page.has_title(block)).find_map(year)
}

/// The year of a table of money without a column of years: that of its caption, or of the title of a document on the
/// money of one year.
pub fn year(page: &Page<'_>, table: &Table, desk: &Desk<'_>) -> Option<Period> {
    let caption = lines_above(page, table).find_map(|block| period_above(desk, block, Inherited::Caption));
    let told = caption.or_else(|| {
        let title = page.title.as_ref().filter(|title| lexicon::is_money_title(title))?;
        let printed = |block: &&Block| {
            let words = page::squeeze(block.text.as_str());
            !words.is_empty() && title.starts_with(&words)
        };
        let year = period_above(desk, page.blocks.iter().find(printed)?, Inherited::Heading)?;
        matches!(year.unit, PeriodUnit::FiscalYear | PeriodUnit::Month).then_some(year)
    });
    told.map(of_year)
}

/// The fiscal year of a month: a supplement of March is one of the year that ends then (contract, `budget`).
fn of_year(period: Period) -> Period {
    let Some(start) = period.start.filter(|_| period.unit == PeriodUnit::Month) else { return period };
    let year = if start.month() < FIRST_MONTH { start.year() - 1 } else { start.year() };
    let first = Date::new(year, FIRST_MONTH, 1).ok();
    let last = Date::new(year + 1, FIRST_MONTH, 1).ok().and_then(|next| next.yesterday().ok());
    Period { unit: PeriodUnit::FiscalYear, start: first, end: last, ..period }
}

/// A fiscal year begins in April (地方自治法第208条).
const FIRST_MONTH: i8 = 4;

/// The budgets of a row: one for each column of amounts that is filled in. A blank cell gives no entry, a printed 0
/// gives 0; a label's 千円 multiplies. A sum over several years is one only where funding adds up to it.
pub fn of(sheet: Sheet<'_, '_>, row: usize, year: Option<&Period>, desk: &Desk<'_>) -> Vec<Budget> {
    let mut budgets: Vec<(usize, Budget)> = Vec::new();
    for col in sheet.said(row, Role::Budget).filter(|col| !is_sum(sheet, *col)) {
        let Some(amount) = amount(sheet, row, col, desk) else { continue };
        // The most that may be spent over several years is that of none of them.
        let limit = lexicon::is_limit(&sheet.label(col).words);
        let period = sheet.period(col, desk).or_else(|| year.cloned().filter(|_| !limit));
        let funding = in_brackets(sheet, row, col, desk);
        budgets.push((col, Budget { period, amount, funding }));
    }
    funded(sheet, (row, row), budgets, desk)
}

/// Parts are rounded each by itself: their sum may miss the whole by this share of it.
const ROUNDED: f64 = 0.001;

/// Whether parts add up to a whole.
pub fn adds_up(whole: f64, parts: f64) -> bool {
    (whole - parts).abs() <= whole.abs() * ROUNDED
}

/// Whether a column adds up others.
fn is_sum(sheet: Sheet<'_, '_>, col: usize) -> bool {
    lexicon::is_total(&sheet.inner(col))
}

/// Budgets with the funding of their row, which may be printed in a cell that began above it: each group of funding
/// belongs to the amount of its own year, to the one that it adds up to, or to the one before it.
pub fn funded(
    sheet: Sheet<'_, '_>,
    (row, from): (usize, usize),
    mut budgets: Vec<(usize, Budget)>,
    desk: &Desk<'_>,
) -> Vec<Budget> {
    let amounts: Vec<usize> = budgets.iter().map(|(col, _)| *col).collect();
    let last_before = |col: usize| amounts.iter().rposition(|amount| *amount < col).unwrap_or(0);
    let mut groups: Vec<(usize, usize, Vec<Funding>)> = Vec::new();
    for col in sheet.with(Role::Funding) {
        let parts = parts(sheet, (from, row), col, desk);
        let owner = last_before(col);
        match groups.last_mut() {
            Some((own, _, group)) if *own == owner => group.extend(parts),
            _ => groups.push((owner, col, parts)),
        }
    }
    for (owner, col, group) in groups.into_iter().filter(|(.., group)| !group.is_empty()) {
        let whole: f64 = group.iter().filter_map(|part| part.amount.value.as_f64()).sum();
        let adds_up = |amount: &Quantity| amount.value.as_f64().is_some_and(|amount| adds_up(amount, whole));
        let dated = sheet.label(col).when.as_ref().map(|when| &when.value.period);
        let year = |budget: usize| sheet.label(budget).when.as_ref().map(|when| &when.value.period);
        let own_year = budgets.iter().position(|(budget, _)| dated.is_some() && year(*budget) == dated);
        let sums = budgets.iter().position(|(_, budget)| adds_up(&budget.amount));
        if let Some(at) = own_year.or(sums) {
            budgets[at].1.funding.extend(group);
            continue;
        }
        let mut all = (0..sheet.reading.senses.len()).filter(|col| is_sum(sheet, *col) && sheet.says(row, *col));
        let total = all.find_map(|col| amount(sheet, row, col, desk).filter(adds_up));
        match total.zip(budgets.first().zip(budgets.last())) {
            Some((amount, ((_, first), (col, last)))) => {
                let period = first.period.clone().zip(last.period.as_ref()).map(|(first, last)| first.through(last));
                let col = *col;
                budgets.push((col, Budget { period, amount, funding: group }));
            }
            None => budgets.get_mut(owner).into_iter().for_each(|(_, budget)| budget.funding.extend(group.clone())),
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
        let name = lexicon::fund_name(words);
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

/// The funding that a cell prints: an amount under the name of its fund, or a list of funds with their amounts.
fn parts(sheet: Sheet<'_, '_>, (row, own): (usize, usize), col: usize, desk: &Desk<'_>) -> Vec<Funding> {
    if !sheet.says(row, col) {
        return Vec::new();
    }
    let cell = sheet.text(row, col);
    let name = fund(&sheet.inner(col));
    if !name.is_empty() && !cell.as_str().contains(char::is_alphabetic) {
        return amount(sheet, row, col, desk).map(|amount| Funding { name, amount }).into_iter().collect();
    }
    let mut parts = Vec::new();
    let told = unit(sheet, row, col).or_else(|| unit(sheet, own, col));
    for (text, found, words) in amounts(cell, desk) {
        let Some(mut amount) = desk.quantity(&text, &found, sheet.page_of(row)) else { continue };
        if let Some(unit) = told.filter(|_| amount.unit.is_none()) {
            with_money(&mut amount, unit);
        }
        let printed = fund(&page::squeeze(&words));
        let name = if printed.is_empty() { name.clone() } else { printed };
        if !name.is_empty() {
            parts.push(Funding { name, amount });
        }
    }
    parts
}

/// The amounts of a cell, each with its text and the words before it. What stands behind a number is its unit only where
/// it is one of money: in 国庫支出金 600 町債 400 another fund begins.
fn amounts(cell: &Text, desk: &Desk<'_>) -> Vec<(Text, Found<text::Quantity>, String)> {
    let mut all = Vec::new();
    for line in split_stacked(cell) {
        let mut end = 0;
        for found in desk.figures(&line, &[], Place::Cell) {
            let said = line.as_str();
            let before = said.get(end..found.range.start).unwrap_or_default();
            let words = before.trim_matches(|c: char| c.is_whitespace() || ":：・、,()（）".contains(c)).to_owned();
            let money = found.value.unit.as_deref().is_none_or(|unit| unit == "円");
            let digits = said.get(found.range.clone()).unwrap_or_default();
            let number =
                digits.len() - digits.trim_start_matches(|c: char| c.is_ascii_digit() || "△▲-,. ".contains(c)).len();
            end = if money { found.range.end } else { found.range.start + number };
            let text = line.slice(found.range.start..end).trim();
            let own = desk.figures(&text, &[], Place::Cell).into_iter().next();
            all.extend(own.map(|found| (text, found, words)));
        }
    }
    all
}

/// Whether a column of parts names no fund: 財源内訳 alone.
pub fn names_no_fund(sheet: Sheet<'_, '_>, col: usize) -> bool {
    fund(&sheet.inner(col)).is_empty()
}

/// The words of a label of a fund, without those that say that it is one of several.
pub fn fund(words: &str) -> String {
    lexicon::fund_name(words.split('(').next().unwrap_or(words).trim()).to_owned()
}

/// The amount in a cell, in the unit of money of its label, of what stands before it, or of the line above.
pub fn amount(sheet: Sheet<'_, '_>, row: usize, col: usize, desk: &Desk<'_>) -> Option<Quantity> {
    let cell = sheet.text(row, col);
    let found = desk.figures(cell, &[], Place::Cell).into_iter().next()?;
    let mut amount = desk.quantity(cell, &found, sheet.page_of(row))?;
    if let Some(unit) = unit(sheet, row, col) {
        with_money(&mut amount, unit);
    }
    Some(amount)
}

fn unit(sheet: Sheet<'_, '_>, row: usize, col: usize) -> Option<&'static str> {
    let labels = std::iter::once(col).chain(sheet.with(Role::Budget)).map(|col| sheet.label(col).text.as_str());
    let before = (0..col).map(|before| sheet.text(row, before).as_str());
    let told = labels.chain(before).find_map(lexicon::money_unit);
    told.or_else(|| unit_above(sheet.page, sheet.reading.region.table))
}

/// Whether a column says of each row what its figures are, so that amounts are those of some rows alone.
pub fn by_kind(sheet: Sheet<'_, '_>) -> bool {
    sheet.like(Sense::Kind).next().is_some()
}
