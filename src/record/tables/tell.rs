//! What is told about a table: cells that no column reads.

use super::budget::names_no_fund;
use super::columns::Column;
use super::evidence::Doubt;
use super::sheet::Sheet;
use crate::lexicon::Role;
use crate::record::Records;
use crate::record::desk::Desk;
use crate::record::model::Severity;
use crate::table::Table;
use crate::text::{Span, Text, periods, unread_years};

/// Tells why a table gives no records.
pub fn no_records(table: &Table, doubt: Option<Doubt>, desk: &Desk<'_>, records: &mut Records) {
    let (en, ja) = match doubt {
        None => (
            "a table without columns of initiatives, indicators or rates: no records",
            "取組・指標・率の列が見当たらない表のため、レコードは作りません",
        ),
        Some(Doubt::NamesAlone) => (
            "a table with a column of names but nothing beside them that a plan or a report says of an initiative: \
             no records",
            "名称の列はありますが、目標・実績・時期・担当など取組を示す列がない表のため、レコードは作りません",
        ),
        Some(Doubt::OtherKind) => (
            "a table of another kind than plans and reports (bids, votes, contracts): no records",
            "入札・議決・契約などの表とみなし、レコードは作りません",
        ),
        Some(Doubt::RunningText) => (
            "the column of names holds cut sentences: no records",
            "名称の列に文の一部が並んでいるため、レコードは作りません",
        ),
    };
    let rows = table.header_spans.iter().copied().chain(table.rows.iter().map(|row| row.span));
    let shows = |span: &Span| !desk.origin.quote(*span).trim().is_empty();
    let first: Vec<Span> = rows.filter(shows).take(1).collect();
    records.tell(desk, "T010", Severity::Info, (en.to_owned(), ja.to_owned()), &first);
}

/// Tells that a sheet was not filled in.
pub fn blank_form(table: &Table, desk: &Desk<'_>, records: &mut Records) {
    let en = "a sheet that was not filled in: its aims are those printed before, no records of their own";
    let ja = "記入欄が空欄の様式です。既出の目標の再掲とみなし、新たなレコードは作りません";
    let shows = |span: &Span| !desk.origin.quote(*span).trim().is_empty();
    let first: Vec<Span> = table.rows.iter().map(|row| row.span).filter(shows).take(1).collect();
    records.tell(desk, "T012", Severity::Info, (en.to_owned(), ja.to_owned()), &first);
}

/// Notes the years of a header that were not understood (6年度 where no era is in force).
pub fn unread_headers(table: &Table, desk: &Desk<'_>) {
    for header in table.header.iter().filter(|cell| !cell.merged).map(|cell| &cell.text) {
        let found = periods(header.as_str(), &mut table.carry.clone());
        desk.note_unread(header, &unread_years(header.as_str(), &found));
    }
}

/// Tells cells that no column reads, and keeps their text in the outline: beyond the header's last
/// column, or under a header that is not known. Remarks are kept without a word.
pub fn unread(sheet: Sheet<'_>, desk: &Desk<'_>, records: &mut Records) {
    beyond(sheet.table, desk, records);
    for (col, column) in sheet.columns.iter().enumerate() {
        let header = &sheet.table.header[col].text;
        let cells: Vec<Text> = sheet
            .table
            .column(col)
            .filter(|cell| !cell.text.is_blank() && !cell.merged)
            .map(|cell| cell.text.clone())
            .collect();
        let remark = matches!(column, Column::Role(Role::Remark | Role::Unit));
        let unnamed = *column == Column::Role(Role::Funding) && names_no_fund(header);
        if cells.is_empty() || !(remark || unnamed || *column == Column::Unknown) {
            continue;
        }
        // The row's initiative quotes the amounts of a fund without a name.
        if !unnamed {
            records.keep(desk, header, &cells);
        }
        if !remark {
            let en = format!("the column {:?} is not known; its cells are in no record", header.as_str());
            let ja = format!("列「{}」の役割が分からないため、レコードに入れていません", header.as_str());
            let span = header.hull().or_else(|| cells[0].hull());
            records.tell(desk, "U003", Severity::Warning, (en, ja), &span.into_iter().collect::<Vec<_>>());
        }
    }
}

/// Tells cells beyond the header's last column, and keeps their text in the outline.
pub fn beyond(table: &Table, desk: &Desk<'_>, records: &mut Records) {
    for row in &table.rows {
        for extra in &row.extra {
            let en = format!("row {} has a cell beyond the last column of the header: {}", row.number, extra.as_str());
            let ja = format!("{}行目に見出しの列数を超えるセルがあります: {}", row.number, extra.as_str());
            records.tell(desk, "U002", Severity::Warning, (en, ja), &extra.pieces());
            records.keep(desk, &Text::default(), std::slice::from_ref(extra));
        }
    }
}

/// Tells a column that was not understood.
pub fn unknown_column(label: &Text, cells: &[Text], desk: &Desk<'_>, records: &mut Records) {
    let en = format!("the column {:?} is not known; its cells are in no record", label.as_str());
    let ja = format!("列「{}」の役割が分からないため、レコードに入れていません", label.as_str());
    let span = label.hull().or_else(|| cells.first().and_then(Text::hull));
    records.tell(desk, "U003", Severity::Warning, (en, ja), &span.into_iter().collect::<Vec<_>>());
}
