//! Page labels (ISO 32000-2, 12.4.2): what a document calls its pages.

use super::text;
use crate::pdf::object::{Dict, File};

/// Number trees deeper than this are broken.
const MAX_DEPTH: usize = 16;

/// The pages' labels (12.4.2), where the document has any.
pub fn labels(file: &File<'_>, pages: usize) -> Vec<Option<String>> {
    let mut ranges = Vec::new();
    if let Some(tree) = file.dict(&file.catalog(), b"PageLabels") {
        collect(file, &tree, &mut ranges, 0);
    }
    ranges.sort_by_key(|(start, _)| *start);
    let mut labels = vec![None; pages];
    for (at, (start, style)) in ranges.iter().enumerate() {
        let end = ranges.get(at + 1).map_or(pages, |next| next.0).min(pages);
        for (page, label) in labels.iter_mut().enumerate().take(end).skip(*start) {
            *label = Some(style.label((page - start) as i64)).filter(|label| !label.is_empty());
        }
    }
    labels
}

struct Style {
    prefix: String,
    kind: Vec<u8>,
    first: i64,
}

fn collect(file: &File<'_>, node: &Dict, ranges: &mut Vec<(usize, Style)>, depth: usize) {
    for pair in file.array(node, b"Nums").unwrap_or_default().chunks_exact(2) {
        if let (Some(start), Some(dict)) = (pair[0].int().and_then(|n| usize::try_from(n).ok()), pair[1].dict()) {
            let prefix = text(file, dict, b"P").unwrap_or_default();
            let kind = file.name(dict, b"S").map(|kind| kind.to_vec()).unwrap_or_default();
            ranges.push((start, Style { prefix, kind, first: file.int(dict, b"St").unwrap_or(1) }));
        }
    }
    for kid in file.array(node, b"Kids").unwrap_or_default() {
        if let Some(kid) = kid.dict().filter(|_| depth < MAX_DEPTH) {
            collect(file, kid, ranges, depth + 1);
        }
    }
}

impl Style {
    fn label(&self, offset: i64) -> String {
        let number = self.first.saturating_add(offset);
        let digits = match self.kind.as_slice() {
            b"D" => number.to_string(),
            b"r" => roman(number),
            b"R" => roman(number).to_uppercase(),
            b"a" => letters(number),
            b"A" => letters(number).to_uppercase(),
            _ => String::new(),
        };
        format!("{}{digits}", self.prefix)
    }
}

fn roman(number: i64) -> String {
    const MARKS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let (mut left, mut text) = (number.clamp(0, 4999), String::new());
    for (value, mark) in MARKS {
        while left >= value {
            text.push_str(mark);
            left -= value;
        }
    }
    text
}

/// a to z, then aa to zz, and so on (table 161).
fn letters(number: i64) -> String {
    let Some(at) = number.checked_sub(1).filter(|at| (0..2600).contains(at)) else { return String::new() };
    let letter = char::from(b'a' + (at % 26) as u8);
    std::iter::repeat_n(letter, (at / 26) as usize + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn label_styles() {
        assert_eq!((roman(14).as_str(), letters(28).as_str()), ("xiv", "bb"));
    }
}
