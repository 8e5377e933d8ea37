//! Tables page by page as JSON.

use serde_json::{Value, json};
use torikumi::geometry::Rect;
use torikumi::page::grid::Evidence;
use torikumi::page::order::page_text;
use torikumi::table::printed::{PrintedTable, TablePage};

/// The pages of a document; of one table only, where its parts are given.
pub(super) fn pages(name: &str, pages: &[TablePage], parts: Option<&[(u32, usize)]>) -> Value {
    let wanted = |page: u32, table: usize| parts.is_none_or(|parts| parts.contains(&(page, table)));
    let page = |page: &TablePage| {
        let tables = page.tables.iter().enumerate().filter(|(number, _)| wanted(page.number, *number));
        json!({
            "page": page.number,
            "width": page.width,
            "height": page.height,
            "text": page_text(&page.lines),
            "tables": tables.map(|(_, one)| table(one)).collect::<Vec<Value>>(),
        })
    };
    json!({ "name": name, "pages": pages.iter().map(page).collect::<Vec<Value>>() })
}

fn table(table: &PrintedTable) -> Value {
    let cells = table.cells.iter().map(|cell| {
        json!({
            "row": cell.row,
            "col": cell.col,
            "rowspan": cell.rowspan,
            "colspan": cell.colspan,
            "text": cell.text,
            "bbox": corners(&cell.rect),
        })
    });
    let evidence = match table.evidence {
        Evidence::Ruled => "ruled",
        Evidence::Striped => "striped",
        Evidence::Aligned => "aligned",
    };
    json!({
        "bbox": corners(&table.rect),
        "evidence": evidence,
        "rows": table.rows,
        "cols": table.cols,
        "continues": table.continues.is_some(),
        "repeated_header_rows": table.continues.map_or(0, |how| how.repeated_header),
        "cut_row": table.continues.is_some_and(|how| how.cut_row),
        "inside": table.inside.map(|(table, cell)| json!({ "table": table, "cell": cell })),
        "cells": cells.collect::<Vec<Value>>(),
    })
}

fn corners(rect: &Rect) -> [f32; 4] {
    [rect.left, rect.top, rect.right, rect.bottom]
}
