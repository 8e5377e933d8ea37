//! Each fixture against the gold beside it: what is to be read from the same page.
//!
//! Every difference is a line. A fixture may differ in as many lines as [`ALLOWED`] says, and the
//! numbers only ever go down: a fixture that differs less asks for a smaller one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod cases;

use cases::{Case, fixtures, json, list, pdfs, sources, strings};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use unicode_normalization::UnicodeNormalization;

/// How many lines each fixture may differ in; one that is not named, in none.
const ALLOWED: &[(&str, usize)] = &[];

#[test]
fn fixtures_read_as_their_gold() {
    let mut faults = Vec::new();
    for case in fixtures().into_iter().chain(pdfs()) {
        let path = gold(&case);
        let Ok(text) = fs::read_to_string(&path) else {
            continue;
        };
        let gold: Value = serde_json::from_str(&text).unwrap();
        let differences = Comparison::of(&gold, &json(&case.source));
        let allowed = ALLOWED.iter().find(|(name, _)| *name == case.name).map_or(0, |(_, count)| *count);
        let count = differences.len();
        if count != allowed {
            let advice = if count < allowed { "lower the number in ALLOWED" } else { "see its lines" };
            faults.push(format!("{}: {count} differences, {allowed} allowed: {advice}", case.name));
            faults.extend(differences.into_iter().map(|line| format!("    {line}")));
        }
    }
    cases::none_of(&faults);
}

/// The gold of a case: of a PDF under its own name.
fn gold(case: &Case) -> PathBuf {
    if case.path.extension().is_some_and(|ending| ending == "pdf") {
        return case.path.with_extension("gold.json");
    }
    case.path.with_file_name("gold.json")
}

#[test]
fn every_fixture_has_a_note_and_gold() {
    assert_eq!(pdfs().len(), 16, "one for each kind of document");
    for case in pdfs() {
        assert!(
            gold(&case).is_file() && case.path.with_extension("typ").is_file(),
            "{} lacks its gold or source",
            case.name
        );
    }
    let lacks = |case: &Case, file: &str| !case.path.with_file_name(file).is_file();
    for case in fixtures() {
        assert!(!lacks(&case, "note.md") && !lacks(&case, "gold.json"), "{} lacks its note or gold", case.name);
    }
}

#[test]
fn allowances_name_fixtures() {
    let names: Vec<String> = fixtures().into_iter().map(|case| case.name).collect();
    for (name, count) in ALLOWED {
        assert!(*count > 0 && names.iter().any(|other| other == name), "{name}: {count}");
    }
}

/// How a field is written down to be compared.
type Form = fn(&Value) -> String;

/// A document held against its gold.
struct Comparison<'a> {
    gold: &'a Value,
    got: &'a Value,
    lines: Vec<String>,
}

impl<'a> Comparison<'a> {
    /// Every difference in a line.
    fn of(gold: &'a Value, got: &'a Value) -> Vec<String> {
        let mut comparison = Self { gold, got, lines: Vec::new() };
        comparison.document();
        for (kind, word) in [("initiatives", "name"), ("targets", "text"), ("results", "text"), ("glossary", "term")] {
            comparison.records(kind, word);
        }
        comparison.findings();
        comparison.lines
    }

    /// The gold value of a field, then what is accepted in its place.
    fn options(&self, key: &str, field: &str, default: &Value) -> Vec<Value> {
        let extra = self.gold["alternatives"].get(format!("{key}.{field}"));
        let extra = extra.and_then(Value::as_array).into_iter().flatten().cloned();
        std::iter::once(default.clone()).chain(extra).collect()
    }

    /// Tells a field that has none of the accepted values.
    fn field(&mut self, key: &str, field: &str, form: Form, wanted: &Value, got: &Value) {
        let options: Vec<String> = self.options(key, field, wanted).iter().map(form).collect();
        let got = form(got);
        if !options.contains(&got) {
            self.lines.push(format!("{key} {field}: wanted {}, got {got}", options[0]));
        }
    }

    fn document(&mut self) {
        let (wanted, got) = (&self.gold["document"], &self.got["document"]);
        for field in ["title", "kind", "department"] {
            self.field("document", field, folded, &wanted[field], &got[field]);
        }
        for field in ["issued", "period"] {
            self.field("document", field, period, &wanted[field], &got[field]);
        }
        for field in ["name", "prefecture", "code"] {
            let path = format!("publisher.{field}");
            self.field("document", &path, folded, &wanted["publisher"][field], &got["publisher"][field]);
        }
    }

    /// Pairs the records of one kind by what names them and compares the pairs.
    fn records(&mut self, kind: &str, word: &str) {
        let mut rest: Vec<&Value> = list(self.got, kind).iter().collect();
        for wanted in list(self.gold, kind) {
            let key = wanted["key"].as_str().unwrap_or_default();
            let names: Vec<String> = self.options(key, word, &wanted[word]).iter().map(folded).collect();
            let named = |got: &&Value| names.contains(&folded(&got[word]));
            let home = |got: &&Value| kind != "initiatives" || paths(&got["path"]) == paths(&wanted["path"]);
            let found = rest.iter().position(|got| named(got) && home(got)).or_else(|| rest.iter().position(named));
            match found {
                Some(at) => {
                    let got = rest.remove(at);
                    self.pair(kind, key, wanted, got);
                }
                None if self.gold["alternatives"][key].as_array().is_some_and(|a| a.contains(&Value::Null)) => {}
                None => self.lines.push(format!("{kind}: missed {key} {}", wanted[word])),
            }
        }
        self.lines.extend(rest.iter().map(|got| format!("{kind}: false {}", got[word])));
    }

    fn pair(&mut self, kind: &str, key: &str, wanted: &Value, got: &Value) {
        let fields: &[(&str, Form)] = match kind {
            "initiatives" => &[
                ("path", paths),
                ("code", folded),
                ("description", folded),
                ("activities", set),
                ("departments", set),
                ("partners", set),
                ("next_steps", set),
                ("schedule", periods),
                ("budget", budgets),
            ],
            "targets" => &[
                ("indicator", folded),
                ("quantity", quantity),
                ("due", period),
                ("baseline", baseline),
                ("condition", folded),
                ("path", home_path),
            ],
            "results" => &[
                ("details", set),
                ("departments", set),
                ("measurements", measurements),
                ("events", events),
                ("restated", Value::to_string),
            ],
            _ => &[("reading", folded), ("definition", folded)],
        };
        for (field, form) in fields {
            self.field(key, field, *form, &wanted[*field], &got[*field]);
        }
        if matches!(kind, "targets" | "results") {
            let home = |document: &Value, field: &str, id: &Value| -> Value {
                let home = list(document, "initiatives").iter().find(|other| !id.is_null() && other[field] == *id);
                home.map_or(Value::Null, |home| home["name"].clone())
            };
            let wanted = home(self.gold, "key", &wanted["initiative"]);
            let got = home(self.got, "id", &got["initiative_id"]);
            self.field(key, "initiative", folded, &wanted, &got);
        }
    }

    /// Every finding that the gold asks for.
    fn findings(&mut self) {
        for wanted in list(self.gold, "findings") {
            let quote = wanted["quote"].as_str().unwrap();
            let tells = |finding: &Value| {
                sources(finding).iter().any(|source| source["quote"].as_str().is_some_and(|text| text.contains(quote)))
            };
            if !list(self.got, "findings").iter().any(tells) {
                self.lines.push(format!("findings: none quotes {quote:?} ({})", wanted["about"]));
            }
        }
    }
}

/// A text without white space, width and kind of dash; null as nothing.
fn folded(value: &Value) -> String {
    let text = value.as_str().unwrap_or_default();
    let folded = text.nfkc().filter(|c| !c.is_whitespace()).map(|c| match c {
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | 'ー' => '-',
        '〜' | '∼' => '~',
        c => c,
    });
    folded.collect()
}

fn paths(value: &Value) -> String {
    strings(value).iter().map(|step| folded(&Value::from(*step))).collect::<Vec<_>>().join(" / ")
}

/// A list of texts, its order left out.
fn set(value: &Value) -> String {
    let mut texts: Vec<String> = strings(value).iter().map(|text| folded(&Value::from(*text))).collect();
    texts.sort();
    texts.join(" | ")
}

fn each(value: &Value, form: impl Fn(&Value) -> String) -> String {
    let mut forms: Vec<String> = value.as_array().into_iter().flatten().map(form).collect();
    forms.sort();
    forms.join(" | ")
}

fn period(value: &Value) -> String {
    if value.is_null() {
        return String::new();
    }
    let day = |field: &str| value[field].as_str().unwrap_or("…").to_owned();
    format!("{} {}..{}", value["unit"].as_str().unwrap_or_default(), day("start"), day("end"))
}

fn periods(value: &Value) -> String {
    each(value, period)
}

fn quantity(value: &Value) -> String {
    let Some(number) = value["value"].as_f64() else {
        return String::new();
    };
    let text = |field: &str| folded(&value[field]);
    let comparator = value["comparator"].as_str().unwrap_or("=");
    let per = value["per"].as_str().map_or(String::new(), |per| format!(" per {per}"));
    format!("{comparator}{number}{} {}{per}", text("unit"), text("change")).trim().to_owned()
}

fn baseline(value: &Value) -> String {
    if value.is_null() {
        String::new()
    } else {
        format!("{} @ {}", quantity(&value["quantity"]), period(&value["as_of"]))
    }
}

/// The path of a target without an initiative; a gold that leaves it out asks for none.
fn home_path(value: &Value) -> String {
    paths(value)
}

fn budgets(value: &Value) -> String {
    each(value, |budget| {
        let funding =
            each(&budget["funding"], |fund| format!("{} {}", folded(&fund["name"]), quantity(&fund["amount"])));
        format!("{} {} ({funding})", period(&budget["period"]), quantity(&budget["amount"]))
    })
}

/// Measurements: flat in the gold, with a quantity of their own in the output.
fn measurements(value: &Value) -> String {
    each(value, |measured| {
        let figure = if measured["quantity"].is_null() { measured } else { &measured["quantity"] };
        let planned = if measured["planned"] == true { " planned" } else { "" };
        format!("{} @ {}{planned}", quantity(figure), period(&measured["as_of"]))
    })
}

fn events(value: &Value) -> String {
    each(value, |event| format!("{}{}", period(&event["when"]), if event["planned"] == true { " planned" } else { "" }))
}
