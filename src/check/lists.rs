//! T003, T004: a count and the list below it.
//!
//! What: `令和3年度(29業務)` above 29 lines, `8社` above eight names with 、 between them. Why: a line
//! that was lost, or counted twice, shows here. A list with 等 or など names not everything, and more
//! lines than counted may be explanations: both are passed over, and so is a count far from the
//! number of lines, which counts something else.

use super::heads::{Head, heads};
use super::tell::{Case, number, quoted, words};
use crate::lexicon;
use crate::record::model::{Finding, Outcome, Quoted, Severity};

/// Fewest items that make a list whose length says something.
const FEWEST: usize = 3;

/// One item in so many may be missing for the list to be the one that was counted.
const ONE_IN: usize = 10;

/// Holds every count against the list that it heads.
pub fn check(case: Case<'_>) -> Vec<Finding> {
    case.records.results.iter().flat_map(|result| of_result(case, result)).collect()
}

fn of_result(case: Case<'_>, result: &Outcome) -> Vec<Finding> {
    heads(result).iter().filter_map(|head| of_head(case, result, head)).collect()
}

fn of_head(case: Case<'_>, result: &Outcome, head: &Head<'_>) -> Option<Finding> {
    let unit = head.count.quantity.unit.as_deref()?;
    let count = number(&head.count.quantity);
    let open = head.items.last().is_some_and(|last| lexicon::is_open_list(last) && !last.contains(':'));
    if !lexicon::is_listed(unit) || open || count < FEWEST as f64 {
        return None;
    }
    let lines = head.items.len();
    let names: usize = head.items.iter().map(|item| names(item)).sum();
    let counted = [lines, names].into_iter().find(|listed| *listed as f64 == count);
    let listed = counted.or_else(|| missing(lines, count)).or_else(|| missing(names, count))?;
    let printed = words(&head.count.quantity);
    let mut quotes: Vec<Quoted> = vec![quoted(&head.count.quantity)];
    if counted.is_some() {
        let en = format!("the list has as many items as are counted: {printed}, {listed} listed");
        let ja = format!("件数と列挙された項目の数は一致します: {printed}、列挙は{listed}");
        return Some(case.tell("T003", Severity::Info, (en, ja), quotes));
    }
    quotes.extend(result.source.all().first().cloned());
    let en = format!(
        "the figures do not reconcile under the rule that a count is the number of items below it: {printed}, {listed} listed"
    );
    let ja = format!("「件数は列挙された項目の数に等しい」という規則では数値が整合しません: {printed}、列挙は{listed}");
    Some(case.tell("T004", Severity::Notice, (en, ja), quotes))
}

/// A list that is a little shorter than its count.
fn missing(listed: usize, count: f64) -> Option<usize> {
    let lacks = count - listed as f64;
    let most = (listed / ONE_IN).max(1) as f64;
    (listed >= FEWEST && lacks >= 1.0 && lacks <= most).then_some(listed)
}

/// The names of a line: what stands between its commas, outside of brackets.
fn names(line: &str) -> usize {
    let mut depth = 0_u32;
    let mut names = 1;
    for c in line.chars() {
        match c {
            '(' | '「' | '『' => depth += 1,
            ')' | '」' | '』' => depth = depth.saturating_sub(1),
            '、' if depth == 0 => names += 1,
            _ => {}
        }
    }
    names
}
