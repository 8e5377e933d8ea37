//! R001 to R006: every repair that was made, with what it changed.
//!
//! What: rows moved back, HTML taken out, merged cells filled, repeated headers dropped, radicals
//! read as ideographs, rows joined over a page's end. Why: whoever compares a record with the page
//! must be able to tell what was printed from what was mended. Each can be left out by its name
//! (`--no-repair`), and none changes a quote.

use super::tell::Case;
use crate::record::model::{Finding, Quoted, Repaired, Severity};
use crate::repairs::{Repairs, Rule};
use crate::table::Repair;
use crate::text::{Span, is_radical};
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;

/// Most pieces of HTML that are quoted one by one.
const MOST_QUOTED: usize = 100;

/// Everything that was repaired, in the order of the rules.
pub fn repairs(case: Case<'_>, residue: &[Span], made: &Repairs) -> Vec<Finding> {
    // What was mended in a table without records shows nowhere.
    let tables = case.tables.iter().filter(|table| case.records.were_read_from(table));
    let mut found: Vec<Finding> =
        tables.flat_map(|table| &table.repairs).map(|repair| of_table(case, repair)).collect();
    found.extend(html(case, residue));
    if made.makes(Rule::Radicals) {
        found.extend(radicals(case));
    }
    found
}

fn tell(case: Case<'_>, rule: Rule, said: (String, String), quotes: Vec<Quoted>, change: (&str, &str)) -> Finding {
    let said_of = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let repair = Some(Repaired { rule: rule.name().to_owned(), before: said_of(change.0), after: said_of(change.1) });
    Finding { repair, ..case.tell(rule.code(), Severity::Info, said, quotes) }
}

fn of_table(case: Case<'_>, repair: &Repair) -> Finding {
    let (before, after) = (repair.before.as_str(), repair.after.as_str());
    let quotes = case.quotes([repair.span]);
    let header = || quotes.first().map_or(String::new(), |quoted| quoted.quote.trim().to_owned());
    let change = match repair.rule {
        Rule::HeaderRepeated => (header(), String::new()),
        _ => (before.to_owned(), after.to_owned()),
    };
    let said = match repair.rule {
        Rule::CellMerged => (
            format!("a merged cell was carried down to the rows below: {after}"),
            format!("結合セルの内容を下の行に補いました: {after}"),
        ),
        Rule::HeaderRepeated => {
            ("a header printed again was dropped".to_owned(), "繰り返された見出し行を除きました".to_owned())
        }
        Rule::RowSplit => (
            "a row cut by the end of a page was joined".to_owned(),
            "ページをまたいだ行を一つにつなぎました".to_owned(),
        ),
        _ => (
            format!("a row had lost its leading empty cell and was moved one column to the right: {before} -> {after}"),
            format!("先頭の空欄が失われた行を1列右へ戻しました: {before} → {after}"),
        ),
    };
    tell(case, repair.rule, said, quotes, (&change.0, &change.1))
}

fn html(case: Case<'_>, residue: &[Span]) -> Option<Finding> {
    let first = residue.first()?;
    let count = residue.len();
    let en = format!("{count} pieces of HTML or Markdown were left in the text and are in no record");
    let ja = format!("本文に残ったHTML・Markdownの断片{count}か所は、レコードに入れていません");
    let quotes = case.quotes(residue.iter().copied().take(MOST_QUOTED));
    let before = case.origin.quote(*first).to_owned();
    Some(tell(case, Rule::Residue, (en, ja), quotes, (&before, "")))
}

/// Each radical once, with where it stands first and how often.
fn radicals(case: Case<'_>) -> Vec<Finding> {
    let mut seen: BTreeMap<char, (Span, usize)> = BTreeMap::new();
    for (c, span) in case.origin.characters().filter(|(c, _)| is_radical(*c)) {
        seen.entry(c).or_insert((span, 0)).1 += 1;
    }
    let told = seen.into_iter().filter_map(|(c, (span, count))| {
        let ideograph = crate::lexicon::radical(c).map_or_else(|| c.nfkc().collect(), String::from);
        if ideograph == c.to_string() {
            return None;
        }
        let en = format!("a radical was read as the ideograph that it stands for: {c} -> {ideograph}, {count} times");
        let ja = format!("部首の文字を漢字として読みました: {c} → {ideograph}（{count}か所）");
        Some(tell(case, Rule::Radicals, (en, ja), case.quotes([span]), (&c.to_string(), &ideograph)))
    });
    told.collect()
}
