//! T010 as a notice: a table with labels of plans that gave no record.
//!
//! What: the header, or the first cells of the rows, have labels that plans and reports have (目標 beside 担当課), and no
//! record quotes anything of the rows; or its labels and values look so to the reader by evidence (`record/reading/near`),
//! which says how far it came, what was missing, and the line of the user's lexicon with which it would be read. Why: a
//! rule that does not know a table's shape takes nothing from it; who counts on the records must hear of it.

use super::Ledger;
use crate::lexicon::line_for;
use crate::record::desk::Desk;
use crate::record::model::{Finding, Severity};
use crate::record::reading::near::Near;
use crate::record::{Records, plan_labels};
use crate::rendition::Origin;
use crate::table::Table;
use crate::text::Span;

/// Code of a table without records; a remark where nothing in it looks like a plan.
const NO_RECORDS: &str = "T010";

/// Code of a sheet that was left blank: of it no more is to be said.
const BLANK: &str = "T012";

/// Tells the tables that look like those of plans and gave nothing, and counts them.
pub fn unseen_tables(tables: &[Table], origin: &Origin, ledger: &Ledger, records: &mut Records) -> usize {
    let mut count = 0;
    for table in tables {
        let labels = plan_labels(table);
        let near = records.near.iter().find(|near| near.table == table.number);
        if labels.is_empty() && near.is_none() || table.rows.iter().any(|row| ledger.records(row.span)) {
            continue;
        }
        let printed = |span: &Span| !origin.quote(*span).trim().is_empty();
        let Some(first) = rows(table).find(printed) else { continue };
        let here = |finding: &Finding| finding.source.iter().any(|quoted| within(table, quoted.place.stretch));
        if records.findings.iter().any(|finding| finding.code == BLANK && here(finding)) {
            continue;
        }
        let finding = tell(table, &labels.join(", "), near, first, origin);
        records.findings.retain(|finding| !(finding.code == NO_RECORDS && here(finding)));
        records.findings.push(finding);
        count += 1;
    }
    count
}

fn tell(table: &Table, labels: &str, near: Option<&Near>, first: Span, origin: &Origin) -> Finding {
    let mut en = format!("table {} looks like one of a plan or a report, and no record came of it", table.number);
    let mut ja = "計画や報告の表とみられますが、レコードとして読み取れませんでした".to_owned();
    if !labels.is_empty() {
        en = format!("table {} has labels of plans or reports ({labels}), and no record came of it", table.number);
        ja = format!("計画や報告の見出し（{labels}）がある表ですが、レコードとして読み取れませんでした");
    }
    if let Some(near) = near {
        let (of, of_ja) = near.read_as();
        let (sum, needed) = (near.sum, near.needed());
        en += &format!("; read as {of}, {sum} of {needed}: {}", near.missing);
        ja += &format!("。{of_ja}の表として{needed}点中{sum}点（{}）", near.missing.ja());
        if !near.wanted.is_empty() {
            let labels: Vec<&str> = near.wanted.iter().map(|(label, _)| label.as_str()).collect();
            let lines: Vec<String> = near.wanted.iter().map(|(label, role)| line_for(label, *role)).collect();
            let (known, lines) = (labels.join(", "), lines.join(" | "));
            en += &format!("; {known}: no known label; with --lexicon FILE.toml and below [labels] in it: {lines}");
            ja += &format!(
                "。見出し「{known}」が辞書にありません。--lexicon の [labels] に次を加えると読めます: {lines}"
            );
        }
    }
    Finding {
        code: NO_RECORDS.to_owned(),
        severity: Severity::Notice,
        message: en,
        message_ja: ja,
        line: Some(origin.line(first)),
        source: Desk::new(origin, "").quotes([first]),
        pages: Vec::new(),
        repair: None,
    }
}

/// The rows, the header's first.
fn rows(table: &Table) -> impl Iterator<Item = Span> {
    let rows = table.header_spans.iter().copied().chain(table.rows.iter().map(|row| row.span));
    rows.filter(|span| span.start < span.end)
}

fn within(table: &Table, [start, end]: [u32; 2]) -> bool {
    rows(table).any(|row| row.start <= start && end <= row.end)
}
