//! The words of a record found again in its own quotes.
//!
//! What: the letters and digits of every text of a record stand in its quotes, in their order. Why:
//! a statement is what people read, and a quote that holds says nothing of the statement beside it.
//! Example: a target `30事業以上実施` whose quote is `20事業以上実施` does not hold.

use crate::emit::Problem;
use crate::emit::pointer::walk;
use crate::emit::validate::shown;
use crate::lexicon;
use crate::rendition::without_residue;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization;

/// The fields whose words are printed, for each kind of record, by their paths; everything below them counts.
const PRINTED: [(&str, &[&str]); 5] = [
    (
        "initiatives",
        &["name", "code", "description", "activities", "next_steps", "departments", "partners", "issues", "tags"],
    ),
    ("targets", &["text", "indicator", "condition"]),
    ("results", &["text", "details", "events", "rating/raw", "rating/meaning"]),
    ("glossary", &["term", "reading", "definition"]),
    ("outline", &["title", "text"]),
];

/// Below these stand places and values, no words of a record.
const NO_WORDS: [&str; 7] = ["raw", "unit", "start", "end", "at", "inherited", "stage"];

/// Every text of a record that its quotes do not have, and every heading that no quote has.
pub(super) fn check(json: &Value, problems: &mut Vec<Problem>) {
    let folding = Folding::of(&quotes(json));
    for (kind, fields) in PRINTED {
        for (number, record) in json.get(kind).and_then(Value::as_array).into_iter().flatten().enumerate() {
            let Some(source) = record.get("source") else { continue };
            let quotes = folding.letters(&quotes(source));
            for field in fields {
                let Some(value) = record.pointer(&format!("/{field}")) else { continue };
                let at = format!("/{kind}/{number}/{field}");
                compare(
                    value,
                    &at,
                    &|text| stands_in(&folding.letters(text), &quotes),
                    "is not in the quotes of its record",
                    problems,
                );
            }
        }
    }
    cover(json, folding, problems);
    headings(json, folding, problems);
}

/// The document's own title and office stand in its evidence.
fn cover(json: &Value, folding: Folding, problems: &mut Vec<Problem>) {
    let Some(about) = json.get("document") else { return };
    let evidence = folding.letters(&quotes(about.get("evidence").unwrap_or(&Value::Null)));
    for field in ["title", "department"] {
        let Some(value) = about.get(field) else { continue };
        let at = format!("/document/{field}");
        compare(
            value,
            &at,
            &|text| stands_in(&folding.letters(text), &evidence),
            "is not in the evidence of the document",
            problems,
        );
    }
}

/// The headings above a record are printed somewhere: in one piece, in the pieces of one section, or in the quotes of
/// the record.
fn headings(json: &Value, folding: Folding, problems: &mut Vec<Problem>) {
    let quoted = quotes(json);
    // A tag that was left in a text stands within a heading's words: その<br>先.
    let bare = if quoted.contains('<') { folding.letters(&without_residue(&quoted)) } else { String::new() };
    let all = folding.letters(&quoted);
    let sections = json.get("outline").and_then(Value::as_array).into_iter().flatten();
    let sections: Vec<String> = sections.map(|section| folding.letters(&quotes(section))).collect();
    let printed = |words: &str| {
        all.contains(words) || bare.contains(words) || sections.iter().any(|section| stands_in(words, section))
    };
    for kind in ["initiatives", "targets", "results"] {
        for (number, record) in json.get(kind).and_then(Value::as_array).into_iter().flatten().enumerate() {
            let Some(path) = record.get("path") else { continue };
            let own = folding.letters(&quotes(record.get("source").unwrap_or(&Value::Null)));
            let at = format!("/{kind}/{number}/path");
            let holds = |text: &str| {
                let words = folding.letters(text);
                // What was stacked, over a page's end perhaps, is joined with a space: each line is printed somewhere.
                let lines = || text.split_whitespace().all(|line| printed(&folding.letters(line)));
                printed(&words) || stands_in(&words, &own) || lines()
            };
            compare(path, &at, &holds, "is in no quote of the document", problems);
        }
    }
}

/// Tells every text of a value whose letters do not hold.
fn compare(value: &Value, at: &str, holds: &dyn Fn(&str) -> bool, what: &str, problems: &mut Vec<Problem>) {
    walk(value, &mut |path, value| {
        let skipped = path.split('/').any(|step| NO_WORDS.contains(&step));
        if let Some(text) = value.as_str().filter(|text| !skipped && !holds(text)) {
            problems.push(Problem::new(format!("{at}{path}"), format!("{} {what}", shown(text))));
        }
    });
}

/// All quotes below a value, one behind the other.
fn quotes(value: &Value) -> String {
    let mut quotes = String::new();
    walk(value, &mut |_, place| quotes.push_str(place.get("quote").and_then(Value::as_str).unwrap_or_default()));
    quotes
}

/// How letters are compared.
#[derive(Debug, Clone, Copy)]
struct Folding {
    /// Whether marks of voicing count: not where one is set apart somewhere in the document (か゛, or a ゛ alone), as
    /// spaces and line breaks then decide which letter it joins.
    voiced: bool,
}

impl Folding {
    /// How the letters of a document are compared that holds these quotes.
    fn of(quotes: &str) -> Self {
        Self { voiced: !quotes.contains(['\u{309B}', '\u{309C}', '\u{3099}', '\u{309A}']) }
    }

    /// Letters and digits, folded: what no setting of spaces, marks and dashes touches. Signs over and under Latin
    /// letters do not count: a file may set them apart (S˙).
    fn letters(self, text: &str) -> String {
        let folded: String = text.chars().map(|c| lexicon::radical(c).unwrap_or(c)).nfkc().collect();
        let parted = folded.nfd().filter(|c| !matches!(c, '\u{0300}'..='\u{036F}'));
        let parted = parted.filter(|c| self.voiced || !matches!(c, '\u{3099}' | '\u{309A}'));
        let kept = parted.nfc().filter(|c| c.is_alphanumeric() && !lexicon::is_dash_like(*c));
        kept.collect::<String>().to_lowercase()
    }
}

/// Whether all letters of a text stand in the quotes, in their order.
fn stands_in(text: &str, quotes: &str) -> bool {
    let mut rest = quotes.chars();
    text.chars().all(|c| rest.any(|other| other == c))
}
