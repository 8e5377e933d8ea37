//! Every record can say why it is as it is: for each of its fields a rule, and places that are in the source.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod cases;

use cases::{Case, json, list, pdfs};
use serde_json::Value;
use torikumi::emit::explain;
use torikumi::record::trace::Explained;
use torikumi::source::Source;
use torikumi::{Options, Unexplained, convert};

/// Of a long document every so many records are looked at.
const LOOKED_AT: usize = 12;

fn explained(source: &Source, id: &str) -> Explained {
    torikumi::explain(source, &Options::default(), id).unwrap_or_else(|error| panic!("{id}: {error:?}"))
}

/// The identifiers of a document's records.
fn ids(document: &Value) -> Vec<String> {
    let kinds = ["initiatives", "targets", "results"];
    let records = kinds.iter().flat_map(|kind| list(document, kind));
    records.map(|record| record["id"].as_str().unwrap().to_owned()).collect()
}

/// Fields that say something and of which no reason is told.
fn silent(explained: &Explained) -> Vec<String> {
    let fields = explained.record.as_object().unwrap().iter();
    let says = |value: &Value| {
        !(value.is_null() || *value == Value::Bool(false) || value.as_array().is_some_and(Vec::is_empty))
    };
    let told =
        |field: &str| explained.reasons.iter().any(|reason| reason.field == Some(field) && !reason.rule.is_empty());
    let lacks = fields.filter(|(field, value)| *field != "id" && *field != "source" && says(value) && !told(field));
    lacks.map(|(field, _)| field.clone()).collect()
}

fn hold(case: &Case) -> Vec<String> {
    let document = json(&case.source);
    let ids = ids(&document);
    let step = ids.len() / LOOKED_AT + 1;
    let mut faults = Vec::new();
    for id in ids.iter().step_by(step) {
        let explained = explained(&case.source, id);
        let name = |what: &str| format!("{} {} {id}: {what}", case.name, explained.kind);
        if !explained.reasons.iter().any(|reason| reason.field.is_none() && !reason.rule.is_empty()) {
            faults.push(name("no rule made the record"));
        }
        faults.extend(silent(&explained).iter().map(|field| name(&format!("{field} has no reason"))));
        let places = explained.reasons.iter().flat_map(|reason| reason.places.iter().chain(&reason.label));
        faults.extend(places.filter(|place| place.quote.trim().is_empty()).map(|_| name("an empty quote")));
        let words = explained.reasons.iter().filter_map(|reason| reason.lexicon.as_ref().zip(reason.label.as_ref()));
        faults.extend(words.filter(|(word, _)| word.line == 0).map(|(word, _)| name(&format!("{word:?} has no line"))));
        assert!(explain::text(&explained).contains(id.as_str()));
    }
    faults
}

#[test]
fn every_field_has_a_reason() {
    let faults: Vec<String> = cases::all().iter().chain(&pdfs()).flat_map(hold).collect();
    cases::none_of(&faults);
}

#[test]
fn to_ask_changes_no_record() {
    for case in cases::fixtures() {
        let document = convert(&case.source).unwrap();
        for made in &document.initiatives {
            assert_eq!(explained(&case.source, &made.id).record, serde_json::to_value(made).unwrap());
        }
    }
}

#[test]
fn a_wrong_identifier_names_near_ones() {
    let case = cases::fixtures().remove(0);
    let id = ids(&json(&case.source)).remove(0);
    let wrong = format!("{}x", &id[..id.len() - 1]);
    let Err(Unexplained::NoRecord(near)) = torikumi::explain(&case.source, &Options::default(), &wrong) else {
        panic!("{wrong} is there")
    };
    assert_eq!(near[0].0, id);
}
