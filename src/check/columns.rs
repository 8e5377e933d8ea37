//! T025, T026, T027: the columns of a table and their last row.
//!
//! What: a row 合計 holds the sums of the rows above it; the percentages of a column 構成比 make up
//! the whole. Why: a row that was lost, or a digit that was misread, breaks the sum. A column that
//! does not add up is told only where another column of the same rows does: else the rows are no
//! parts of the total (うち, averages, several years).

use super::tell::Case;
use crate::lexicon;
use crate::page::squeeze;
use crate::record::model::{Finding, Quoted, Severity};
use crate::table::{Cell, Row, Table};

/// Fewest rows above a total that make a sum.
const FEWEST: usize = 2;

/// Fewest shares that make up a whole.
const FEWEST_SHARES: usize = 3;

/// All shares together, in per cent.
const WHOLE: f64 = 100.0;

/// A number of a cell: its value and half a unit of its last digit.
type Figure = (f64, f64);

/// Holds every column of every table against its total.
pub fn check(case: Case<'_>) -> Vec<Finding> {
    let tables = case.tables.iter();
    tables.flat_map(|table| totals(case, table).into_iter().chain(compositions(case, table))).collect()
}

/// A column with the total that is printed and the sum of the rows above it.
struct Sum<'a> {
    cells: Vec<&'a Cell>,
    total: &'a Cell,
    printed: f64,
    sum: f64,
    holds: bool,
}

fn totals(case: Case<'_>, table: &Table) -> Vec<Finding> {
    let Some((last, above)) = table.rows.split_last() else { return Vec::new() };
    let parts = above
        .iter()
        .any(|row| label(row).is_some_and(|label| lexicon::is_no_addend(&label) || lexicon::adds_up(&label)));
    if above.len() < FEWEST || parts || !label(last).is_some_and(|label| lexicon::adds_up(&label)) {
        return Vec::new();
    }
    let sums: Vec<Sum<'_>> =
        (0..table.header.len()).filter(|col| !shares(table, *col)).filter_map(|col| sum(above, last, col)).collect();
    let any_holds = sums.iter().any(|sum| sum.holds && sum.cells.len() >= FEWEST);
    sums.iter().filter(|sum| sum.holds || any_holds).map(|sum| tell(case, sum)).collect()
}

/// Whether a column holds shares: they have a rule of their own.
fn shares(table: &Table, col: usize) -> bool {
    table.header.get(col).is_some_and(|header| lexicon::is_composition(header.text.as_str()))
}

/// What a row is called: the first cell of its own that says something.
fn label(row: &Row) -> Option<String> {
    let own = row.cells.iter().filter(|cell| !cell.merged).map(|cell| squeeze(cell.text.as_str()));
    own.into_iter().find(|text| !text.is_empty())
}

fn sum<'a>(above: &'a [Row], last: &'a Row, col: usize) -> Option<Sum<'a>> {
    let total = last.cells.get(col)?;
    let (printed, half) = figure(total)?;
    let own = above.iter().filter_map(|row| row.cells.get(col));
    let cells: Vec<&Cell> = own.filter(|cell| !cell.text.is_blank() && !cell.merged).collect();
    let figures: Vec<Figure> = cells.iter().map(|cell| figure(cell)).collect::<Option<_>>()?;
    if figures.len() < FEWEST {
        return None;
    }
    let sum: f64 = figures.iter().map(|(value, _)| value).sum();
    // Whole numbers are counts and add up; figures with decimals were rounded one by one.
    let slack: f64 = if half < 0.5 { half + figures.iter().map(|(_, half)| half).sum::<f64>() } else { f64::EPSILON };
    Some(Sum { cells, total, printed, sum, holds: (sum - printed).abs() <= slack })
}

/// The number that a cell is: digits with commas, △ for minus, a unit behind.
fn figure(cell: &Cell) -> Option<Figure> {
    let text = squeeze(cell.text.as_str()).replace(',', "");
    let (rest, negative) = lexicon::without_negative(&text);
    let sign = if negative { -1.0 } else { 1.0 };
    let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(rest.len());
    let (digits, unit) = rest.split_at(end);
    let decimals = digits.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    let half = 0.5 * 10f64.powi(-i32::try_from(decimals).ok()?);
    Some((sign * digits.parse::<f64>().ok()?, half)).filter(|_| lexicon::may_be_unit(unit))
}

fn quote(case: Case<'_>, cell: &Cell) -> Vec<Quoted> {
    case.quotes(cell.text.pieces())
}

fn tell(case: Case<'_>, sum: &Sum<'_>) -> Finding {
    let shown: Vec<&str> = sum.cells.iter().map(|cell| cell.text.as_str().trim()).collect();
    let (shown, added, printed) = (shown.join(" + "), trimmed(sum.sum), sum.total.text.as_str().trim());
    let mut quotes = quote(case, sum.total);
    quotes.extend(sum.cells.iter().flat_map(|cell| quote(case, cell)));
    if sum.holds {
        let en = format!("the column adds up to its total: {shown} = {added}, and {printed} is printed");
        let ja = format!("列の合計は合計欄と一致します: {shown} = {added}、記載は{printed}");
        return case.tell("T025", Severity::Info, (en, ja), quotes);
    }
    let off = trimmed(sum.printed - sum.sum);
    let en = format!(
        "the figures do not reconcile under the rule that a column adds up to its total: {shown} = {added}, and {printed} is printed ({off} off), while another column does"
    );
    let ja = format!(
        "「列の合計は合計欄に等しい」という規則では数値が整合しません: {shown} = {added}、記載は{printed}（差 {off}）。ほかの列は一致します"
    );
    case.tell("T026", Severity::Notice, (en, ja), quotes)
}

/// A sum without the noise of binary fractions.
fn trimmed(value: f64) -> f64 {
    (value * 1e6).round() / 1e6
}

/// Columns of shares that do not make up the whole, each stretch down to a sum for itself.
fn compositions(case: Case<'_>, table: &Table) -> Vec<Finding> {
    let sums = |row: &Row| label(row).is_some_and(|label| lexicon::adds_up(&label));
    let wholes: Vec<&[Row]> = table.rows.split(sums).collect();
    let own = table.header.iter().enumerate().filter(|(_, header)| lexicon::is_composition(header.text.as_str()));
    own.flat_map(|(col, header)| wholes.iter().filter_map(move |rows| composition(case, rows, col, header))).collect()
}

/// The shares of some rows, where they do not make up the whole.
fn composition(case: Case<'_>, rows: &[Row], col: usize, header: &Cell) -> Option<Finding> {
    let addend = |row: &&Row| !label(row).is_some_and(|label| lexicon::is_no_addend(&label));
    let cells: Vec<&Cell> = rows.iter().filter(addend).filter_map(|row| row.cells.get(col)).collect();
    let figures: Vec<Figure> = cells.iter().map(|cell| figure(cell)).collect::<Option<_>>()?;
    let sum: f64 = figures.iter().map(|(value, _)| value).sum();
    let slack: f64 = figures.iter().map(|(_, half)| half).sum();
    // Several wholes may stand below one another without a sum between them.
    let off = (sum - WHOLE * (sum / WHOLE).round().max(1.0)).abs();
    if figures.len() < FEWEST_SHARES || off <= slack {
        return None;
    }
    let (name, sum) = (header.text.as_str().trim(), trimmed(sum));
    let en = format!("the figures do not reconcile under the rule that shares make up 100 %: {name} adds up to {sum}");
    let ja = format!("「構成比の合計は100％である」という規則では数値が整合しません: {name}の合計は{sum}");
    Some(case.tell("T027", Severity::Notice, (en, ja), cells.iter().flat_map(|cell| quote(case, cell)).collect()))
}
