//! What a document says of itself (ISO 32000-2, 14.3, 12.3.3, 12.4.2, 14.7): hints, never trusted over the page.

use std::collections::BTreeSet;

use super::object::{Dict, File, Obj};
use super::strings;

/// Outline entries read at most.
const MAX_OUTLINE: usize = 5_000;
/// Number trees deeper than this are broken.
const MAX_DEPTH: usize = 16;

/// Metadata of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Info {
    /// /Title
    pub title: Option<String>,
    /// /Producer: what wrote the PDF.
    pub producer: Option<String>,
    /// /Creator: what made the document.
    pub creator: Option<String>,
    /// /CreationDate as it stands, e.g. `D:20240401120000+09'00'`.
    pub created: Option<String>,
    /// /ModDate as it stands.
    pub modified: Option<String>,
    /// /Lang of the catalogue, e.g. `ja-JP`.
    pub language: Option<String>,
    /// Titles of the outline in reading order.
    pub outline: Vec<String>,
    /// Whether it says that it is tagged (14.8).
    pub tagged: bool,
}

impl Info {
    /// Reads the trailer's /Info and the catalogue.
    pub fn read(file: &File<'_>) -> Self {
        let catalog = file.catalog();
        let about = file.dict(&file.trailer(), b"Info").unwrap_or_default();
        let text = |dict: &Dict, key: &[u8]| text(file, dict, key);
        let marked =
            file.dict(&catalog, b"MarkInfo").is_some_and(|m| matches!(file.get(&m, b"Marked"), Obj::Bool(true)));
        Self {
            title: text(&about, b"Title"),
            producer: text(&about, b"Producer"),
            creator: text(&about, b"Creator"),
            created: text(&about, b"CreationDate"),
            modified: text(&about, b"ModDate"),
            language: text(&catalog, b"Lang"),
            outline: outline(file, &catalog),
            tagged: marked && catalog.raw(b"StructTreeRoot").is_some(),
        }
    }
}

fn text(file: &File<'_>, dict: &Dict, key: &[u8]) -> Option<String> {
    let text = strings::text(file.get(dict, key).str()?);
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\0').to_owned();
    (!text.is_empty()).then_some(text)
}

/// The outline's titles, children after their parent (12.3.3); a list that bites its tail ends there.
fn outline(file: &File<'_>, catalog: &Dict) -> Vec<String> {
    let root = file.dict(catalog, b"Outlines").unwrap_or_default();
    let (mut titles, mut seen) = (Vec::new(), BTreeSet::new());
    let mut waiting: Vec<Obj> = root.raw(b"First").cloned().into_iter().collect();
    while let Some(next) = waiting.pop() {
        if let Obj::Ref(id) = next
            && !seen.insert(id)
        {
            continue;
        }
        let item = file.resolve(&next);
        let Some(dict) = item.dict().filter(|_| titles.len() < MAX_OUTLINE && seen.len() < MAX_OUTLINE) else {
            continue;
        };
        titles.extend(text(file, dict, b"Title"));
        waiting.extend([b"Next".as_slice(), b"First"].iter().filter_map(|key| match dict.raw(key) {
            Some(Obj::Ref(id)) => Some(Obj::Ref(*id)),
            _ => None,
        }));
    }
    titles
}

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
