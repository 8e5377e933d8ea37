//! What is told about a table: cells that no column reads.

use super::columns::Column;
use super::sheet::Sheet;
use crate::lexicon::Role;
use crate::record::Records;
use crate::record::desk::Desk;
use crate::record::model::Severity;
use crate::text::Text;

/// Tells cells that no column reads, and keeps their text in the outline: beyond the header's last
/// column, or under a header that is not known. Remarks are kept without a word.
pub fn unread(sheet: Sheet<'_>, desk: &Desk<'_>, records: &mut Records) {
    for row in &sheet.table.rows {
        for extra in &row.extra {
            let en = format!("row {} has a cell beyond the last column of the header: {}", row.number, extra.as_str());
            let ja = format!("{}行目に見出しの列数を超えるセルがあります: {}", row.number, extra.as_str());
            records.tell(desk, "U002", Severity::Warning, (en, ja), &extra.pieces());
            records.keep(desk, &Text::default(), std::slice::from_ref(extra));
        }
    }
    for (col, column) in sheet.columns.iter().enumerate() {
        let header = &sheet.table.header[col].text;
        let cells: Vec<Text> = sheet
            .table
            .column(col)
            .filter(|cell| !cell.text.is_blank() && !cell.merged)
            .map(|cell| cell.text.clone())
            .collect();
        let remark = matches!(column, Column::Role(Role::Remark | Role::Unit));
        if cells.is_empty() || !(remark || *column == Column::Unknown) {
            continue;
        }
        records.keep(desk, header, &cells);
        if !remark {
            let en = format!("the column {:?} is not known; its cells are in no record", header.as_str());
            let ja = format!("列「{}」の役割が分からないため、レコードに入れていません", header.as_str());
            let span = header.hull().or_else(|| cells[0].hull());
            records.tell(desk, "U003", Severity::Warning, (en, ja), &span.into_iter().collect::<Vec<_>>());
        }
    }
}
