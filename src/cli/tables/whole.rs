//! Tables over all their pages as CSV, Markdown and HTML.

use torikumi::emit::dataset::cell::guard;
use torikumi::table::printed::{WholeCell, WholeTable};

/// One table after the other, a blank line between; merged cells stand where they begin. A text that a spreadsheet could
/// take for a formula is guarded as in the dataset ([`guard`]).
pub(super) fn csv(tables: &[&WholeTable]) -> String {
    let one = |table: &&WholeTable| {
        let mut writer = csv::WriterBuilder::new().from_writer(Vec::new());
        for row in squares(table) {
            let fields = row.into_iter().map(|cell| guard(cell.map_or("", |cell| cell.text.as_str())));
            // Into memory, and every row as long as the first: there is nothing that could go wrong.
            writer.write_record(fields.map(|field| field.into_owned())).ok();
        }
        String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
    };
    tables.iter().map(one).collect::<Vec<String>>().join("\n")
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

/// What Markdown could take for more than text. A cell is text: no link, no picture, no code, no HTML, no second cell
/// (GitHub Flavored Markdown 4.10, 6.1 and 6.5 to 6.10).
const MARKS: [char; 9] = ['\\', '|', '`', '*', '_', '~', '[', ']', '$'];

fn barred(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\n' => safe.push_str("<br>"),
            '\r' => {}
            c => {
                if MARKS.contains(&c) {
                    safe.push('\\');
                }
                safe.push(c);
            }
        }
    }
    safe
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
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('"', "&quot;").replace('\'', "&#39;").replace('\r', "").replace('\n', "<br>")
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of one row.
    fn row(texts: &[&str]) -> WholeTable {
        let cells = texts.iter().enumerate().map(|(col, text)| WholeCell {
            row: 0,
            col: col as u32,
            rowspan: 1,
            colspan: 1,
            text: (*text).to_owned(),
            places: Vec::new(),
        });
        let cols = texts.len() as u32;
        WholeTable { parts: vec![(3, 0)], header_rows: 0, rows: 1, cols, cells: cells.collect() }
    }

    #[test]
    fn no_cell_of_a_csv_file_is_run() {
        let texts = ["=1+2", "+81", "-3", "@SUM(A1)", "\t=1", "\r=1", "＝1", "'=1", "a,\"b\"\nc", "人口", ""];
        let expected = "'=1+2,'+81,'-3,'@SUM(A1),'\t=1,\"'\r=1\",'＝1,''=1,\"a,\"\"b\"\"\nc\",人口,\n";
        assert_eq!(csv(&[&row(&texts)]), expected);
        assert_eq!(csv(&[&row(&["計"]), &row(&["x"])]), "計\n\nx\n");
    }

    #[test]
    fn no_cell_of_a_markdown_table_is_more_than_text() {
        let texts = ["a|b\\c", "<img src=x>", "![x](http://x)", "`c` *d* _e_ ~f~", "&amp;\n行", "計画（案）"];
        let expected = "| a\\|b\\\\c | &lt;img src=x&gt; | !\\[x\\](http://x) | \\`c\\` \\*d\\* \\_e\\_ \\~f\\~ | &amp;amp;<br>行 | 計画（案） |";
        assert_eq!(markdown(&[&row(&texts)]).lines().nth(1), Some(expected));
    }

    #[test]
    fn no_cell_of_html_is_a_tag() {
        let made = html(&[&row(&["<script>alert('1')</script>", "a & \"b\"\nc"])]);
        assert!(made.contains("<td>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;</td>"), "{made}");
        assert!(made.contains("<td>a &amp; &quot;b&quot;<br>c</td>"), "{made}");
    }
}
