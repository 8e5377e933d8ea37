//! The words of a record found again in its own quotes.
//!
//! What: the letters of every text of a record stand in its quotes, in their order, and each of its numbers as a whole.
//! Why: a statement is what people read, and a quote that holds says nothing of the statement beside it. Example: a
//! target `30事業以上実施` or `0事業以上実施` whose quote is `20事業以上実施` does not hold.

use super::around::Source;
use super::letters::{Folding, Letters};
use crate::emit::Problem;
use crate::emit::pointer::walk;
use crate::emit::validate::shown;
use crate::rendition::without_residue;
use serde_json::Value;

/// The fields whose words are printed, for each kind of record, by their paths; everything below them counts.
const PRINTED: [(&str, &[&str]); 5] = [
    ("initiatives", &["name", "code", "description", "activities", "next_steps", "issues", "departments", "partners"]),
    ("targets", &["text", "indicator", "condition"]),
    ("results", &["text", "details", "events", "rating/raw", "rating/meaning"]),
    ("glossary", &["term", "reading", "definition"]),
    ("outline", &["title", "text"]),
];

/// The fields whose words may stand in a header, a caption or a legend, which a record need not quote.
const ABOVE: [(&str, &[&str]); 2] = [("initiatives", &["budget", "tags"]), ("results", &["measurements", "rating"])];

/// Below these stand places and values, no words of a record.
const NO_WORDS: [&str; 14] = [
    "raw",
    "unit",
    "start",
    "end",
    "at",
    "inherited",
    "stage",
    "quantity",
    "amount",
    "period",
    "as_of",
    "compared_with",
    "when",
    "per",
];

/// Every text of a record that its quotes do not have, and every heading that no quote has.
pub(super) fn check(json: &Value, source: &Source, problems: &mut Vec<Problem>) {
    let folding = Folding::of(&quotes(json));
    for (kind, fields) in PRINTED {
        each_field(json, kind, fields, problems, |quoted: &Quoted, text| quoted.have(&folding.letters(text)), folding);
    }
    for (kind, fields) in ABOVE {
        let printed = |text: &str| text.split_whitespace().all(|word| source.prints_in_two(word));
        let holds = |quoted: &Quoted, text: &str| quoted.have(&folding.letters(text)) || printed(text);
        each_field(json, kind, fields, problems, holds, folding);
    }
    cover(json, folding, problems);
    headings(json, folding, problems);
}

/// Tells each text below fields of the records of a kind that does not hold beside what its record quotes.
fn each_field(
    json: &Value,
    kind: &str,
    fields: &[&str],
    problems: &mut Vec<Problem>,
    holds: impl Fn(&Quoted, &str) -> bool,
    folding: Folding,
) {
    for (number, record) in json.get(kind).and_then(Value::as_array).into_iter().flatten().enumerate() {
        let Some(source) = record.get("source") else { continue };
        let quoted = Quoted::of(source, folding);
        for field in fields {
            let Some(value) = record.get(*field) else { continue };
            let at = format!("/{kind}/{number}/{field}");
            compare(value, &at, &|text| holds(&quoted, text), "is not in the quotes of its record", problems);
        }
    }
}

/// The document's own title and office stand in its evidence.
fn cover(json: &Value, folding: Folding, problems: &mut Vec<Problem>) {
    let Some(about) = json.get("document") else { return };
    let evidence = Quoted::of(about.get("evidence").unwrap_or(&Value::Null), folding);
    for field in ["title", "department"] {
        let Some(value) = about.get(field) else { continue };
        let at = format!("/document/{field}");
        let holds = |text: &str| evidence.have(&folding.letters(text));
        compare(value, &at, &holds, "is not in the evidence of the document", problems);
    }
}

/// The headings above a record are printed somewhere: in one piece, in the pieces of one section, or in the quotes of
/// the record.
fn headings(json: &Value, folding: Folding, problems: &mut Vec<Problem>) {
    // A tag that was left in a text stands within a heading's words: その<br>先.
    let all = Quoted::of(json, folding);
    let sections = json.get("outline").and_then(Value::as_array).into_iter().flatten();
    let sections: Vec<Quoted> = sections.map(|section| Quoted::of(section, folding)).collect();
    let printed = |words: &Letters| {
        let whole = words.is_in(&all.whole) || all.bare.as_ref().is_some_and(|bare| words.is_in(bare));
        whole || sections.iter().any(|section| section.have(words))
    };
    for kind in ["initiatives", "targets", "results"] {
        for (number, record) in json.get(kind).and_then(Value::as_array).into_iter().flatten().enumerate() {
            let Some(path) = record.get("path") else { continue };
            let own = Quoted::of(record.get("source").unwrap_or(&Value::Null), folding);
            let at = format!("/{kind}/{number}/path");
            let holds = |text: &str| {
                let words = folding.letters(text);
                // What was stacked, over a page's end perhaps, is joined with a space: each line is printed somewhere.
                let lines = || text.split_whitespace().all(|line| printed(&folding.letters(line)));
                printed(&words) || own.have(&words) || lines()
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
    walk(value, &mut |_, place| {
        if let Some(quote) = place.get("quote").and_then(Value::as_str) {
            quotes.push_str(quote);
            quotes.push('\n');
        }
    });
    quotes
}

/// What a record quotes, as it is compared: as it is, and without the tags that a rendition left in it (7<b>0</b>人).
struct Quoted {
    whole: Letters,
    bare: Option<Letters>,
}

impl Quoted {
    fn of(value: &Value, folding: Folding) -> Self {
        let quotes = quotes(value);
        let bare = without_residue(&quotes);
        let differs = bare.as_str() != quotes.as_str();
        Self { whole: folding.quoted(&quotes), bare: differs.then(|| folding.quoted(&bare)) }
    }

    fn have(&self, words: &Letters) -> bool {
        words.stand_in(&self.whole) || self.bare.as_ref().is_some_and(|bare| words.stand_in(bare))
    }
}
