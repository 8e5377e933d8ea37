//! Tables over all their pages as CSV, Markdown and HTML.

use torikumi::table::printed::{WholeCell, WholeTable};

/// One table after the other, a blank line between; merged cells stand where they begin.
pub(super) fn csv(tables: &[&WholeTable]) -> String {
    let one = |table: &&WholeTable| {
        let rows = squares(table).into_iter().map(|row| {
            let fields: Vec<String> =
                row.into_iter().map(|cell| cell.map_or(String::new(), |c| quoted(&c.text))).collect();
            format!("{}\n", fields.join(","))
        });
        rows.collect::<String>()
    };
    tables.iter().map(one).collect::<Vec<String>>().join("\n")
}

fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

/// Each table under its number and pages; the first row is taken for the header.
pub(super) fn markdown(tables: &[&WholeTable]) -> String {
    let one = |table: &&WholeTable| {
        let mut text = format!("<!-- {} -->\n", pages(table));
        for (number, row) in squares(table).into_iter().enumerate() {
            let fields: Vec<String> =
                row.into_iter().map(|cell| cell.map_or(String::new(), |c| barred(&c.text))).collect();
            text.push_str(&format!("| {} |\n", fields.join(" | ")));
            if number == 0 {
                text.push_str(&format!("|{}\n", " --- |".repeat(table.cols as usize)));
            }
        }
        text
    };
    tables.iter().map(one).collect::<Vec<String>>().join("\n")
}

fn barred(text: &str) -> String {
    text.replace('\\', "\\\\").replace('|', "\\|").replace('\n', "<br>")
}

/// Each table with its merged cells.
pub(super) fn html(tables: &[&WholeTable]) -> String {
    let body: String = tables.iter().map(|table| html_table(table)).collect();
    format!(
        "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<style>td, th {{ border: 1px solid; vertical-align: top }}</style>\n{body}"
    )
}

fn html_table(table: &WholeTable) -> String {
    let mut text = format!("<table border=\"1\">\n<caption>{}</caption>\n", pages(table));
    let mut cells = table.cells.iter().peekable();
    for row in 0..table.rows {
        text.push_str("<tr>");
        while let Some(cell) = cells.next_if(|cell| cell.row <= row) {
            let tag = if row < table.header_rows { "th" } else { "td" };
            let span = |name: &str, count: u32| if count > 1 { format!(" {name}=\"{count}\"") } else { String::new() };
            let spans = span("rowspan", cell.rowspan) + &span("colspan", cell.colspan);
            text.push_str(&format!("<{tag}{spans}>{}</{tag}>", escaped(&cell.text)));
        }
        text.push_str("</tr>\n");
    }
    text + "</table>\n"
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('\n', "<br>")
}

fn pages(table: &WholeTable) -> String {
    let pages: Vec<String> = table.parts.iter().map(|(page, _)| page.to_string()).collect();
    format!("page {}", pages.join(", "))
}

/// The squares of a table, each with the cell that begins there.
fn squares(table: &WholeTable) -> Vec<Vec<Option<&WholeCell>>> {
    let mut rows: Vec<Vec<Option<&WholeCell>>> = vec![vec![None; table.cols as usize]; table.rows as usize];
    for cell in &table.cells {
        let square = rows.get_mut(cell.row as usize).and_then(|row| row.get_mut(cell.col as usize));
        square.into_iter().for_each(|square| *square = Some(cell));
    }
    rows
}
