//! Page labels (ISO 32000-2, 12.4.2): what a document calls its pages.

use std::collections::BTreeSet;

use super::text;
use crate::pdf::object::{File, Obj};

/// Nodes of the number tree looked at, at most; no node is looked at twice.
const MAX_NODES: usize = 100_000;
/// A prefix longer than this is no page's name.
const MAX_PREFIX: usize = 100;

/// The pages' labels (12.4.2), where the document has any.
pub fn labels(file: &File<'_>, pages: usize) -> Vec<Option<String>> {
    let mut ranges = collect(file);
    ranges.sort_by_key(|(start, _)| *start);
    let mut labels = vec![None; pages];
    for (at, (start, style)) in ranges.iter().enumerate() {
        let end = ranges.get(at + 1).map_or(pages, |next| next.0).min(pages);
        for (offset, label) in labels.get_mut(*start..end).into_iter().flatten().enumerate() {
            *label = Some(style.label(offset as i64)).filter(|label| !label.is_empty());
        }
    }
    labels
}

struct Style {
    prefix: String,
    kind: Vec<u8>,
    first: i64,
}

/// The ranges of the number tree (7.9.7): the first page of each, from 0, and how its pages are called.
fn collect(file: &File<'_>) -> Vec<(usize, Style)> {
    let mut ranges = Vec::new();
    let mut seen = BTreeSet::new();
    let mut waiting: Vec<Obj> = file.catalog().raw(b"PageLabels").cloned().into_iter().collect();
    let mut looked_at = 0;
    while let Some(node) = waiting.pop().filter(|_| looked_at < MAX_NODES) {
        looked_at += 1;
        if matches!(&node, Obj::Ref(id) if !seen.insert(*id)) {
            continue;
        }
        let node = file.resolve(&node);
        let Some(node) = node.dict() else { continue };
        for pair in file.array(node, b"Nums").unwrap_or_default().chunks_exact(2) {
            if let (Some(start), Some(dict)) = (pair[0].int().and_then(|n| usize::try_from(n).ok()), pair[1].dict()) {
                let prefix = text(file, dict, b"P").filter(|text| text.len() <= MAX_PREFIX).unwrap_or_default();
                let kind = file.name(dict, b"S").map(|kind| kind.to_vec()).unwrap_or_default();
                ranges.push((start, Style { prefix, kind, first: file.int(dict, b"St").unwrap_or(1) }));
            }
        }
        // The last in is the first out: kids in their order.
        let kids = file.get(node, b"Kids");
        waiting.extend(kids.array().into_iter().flat_map(|kids| kids.iter().rev()).take(MAX_NODES).cloned());
    }
    ranges
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
