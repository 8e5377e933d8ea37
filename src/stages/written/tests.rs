use super::super::{Options, interpret, read_with};
use super::*;
use crate::emit::validate;
use serde_json::json;

/// A plan of a made-up city with every kind of record.
const PLAN: &str = "みどり市まちづくり計画\n計画期間 令和6年度～令和8年度\n\n事業名\t事業内容\t担当課\t実施時期\t事業費(千円)\t目標\t実績\n\
    花壇づくり\t公園に花を植える。\t公園課\t令和6年度\t1,200\t・花壇を20か所つくる（令和8年度）\t○花壇を12か所につくった（令和6年度）\n\
    朗読会\t絵本を読む。\t図書館\t令和7年度\t300\t・朗読会を年12回ひらく\t○朗読会を8回ひらいた（令和6年度）\n";

fn plan() -> (Document, Kept) {
    let source = Source { name: "plan.txt".to_owned(), bytes: PLAN.as_bytes().to_vec() };
    let options = Options::default();
    let read = read_with(&source, &options).unwrap();
    let (document, furniture) = interpret(&source, &options, &read);
    (document, Kept { furniture, residue: read.rendition.residue, origin: read.origin })
}

/// The JSON of a plan in which something was broken, and its findings of U009.
fn held(spoil: fn(&mut Document)) -> (Value, Vec<Value>) {
    let (mut document, kept) = plan();
    spoil(&mut document);
    let written = hold(document, &kept).unwrap();
    assert_eq!(written.problems, []);
    let json: Value = serde_json::from_str(&written.text).unwrap();
    assert_eq!(validate(&json), []);
    let told = json["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == "U009");
    let told = told.cloned().collect();
    (json, told)
}

fn count(json: &Value, kind: &str) -> usize {
    json[kind].as_array().unwrap().len()
}

#[test]
fn a_sound_document_stays_as_it_is() {
    let (document, kept) = plan();
    assert_eq!((document.initiatives.len(), document.targets.len(), document.results.len()), (2, 2, 2));
    let before = json::pretty(&document).unwrap();
    assert_eq!(hold(document, &kept).unwrap().text, before);
}

#[test]
fn a_field_that_may_be_null_is_null() {
    for (spoil, pointer) in [
        ((|d| d.document.title = Some(String::new())) as fn(&mut Document), "/document/title"),
        (|d| d.document.publisher.code = Some("123456".to_owned()), "/document/publisher/code"),
        (|d| d.document.period.iter_mut().for_each(|p| p.end = p.start), "/document/period"),
        (|d| d.initiatives[0].description = Some(" ".to_owned()), "/initiatives/0/description"),
        (|d| d.targets[0].initiative_id = Some("i-nobody".to_owned()), "/targets/0/initiative_id"),
        (|d| d.targets[0].quantity.iter_mut().for_each(|q| q.raw = "か所".to_owned()), "/targets/0/quantity"),
        (|d| d.targets[0].due.iter_mut().for_each(|p| p.raw.clear()), "/targets/0/due"),
        (|d| d.results[1].measurements[0].condition = Some(String::new()), "/results/1/measurements/0/condition"),
    ] {
        let (json, told) = held(spoil);
        assert_eq!(json.pointer(pointer), Some(&Value::Null), "{pointer}");
        assert_eq!(told.len(), 1, "{pointer}: {told:#?}");
        assert!(told[0]["message"].as_str().unwrap().contains(pointer), "{told:#?}");
        assert_eq!((count(&json, "initiatives"), count(&json, "targets"), count(&json, "results")), (2, 2, 2));
    }
}

#[test]
fn an_entry_of_a_list_is_taken_out() {
    for (spoil, pointer) in [
        (
            (|d| d.initiatives[0].departments.insert(0, String::new())) as fn(&mut Document),
            "/initiatives/0/departments/0",
        ),
        (|d| d.initiatives[0].path.push(String::new()), "/initiatives/0/path/0"),
        (|d| d.initiatives[1].schedule[0].start = d.initiatives[1].schedule[0].end, "/initiatives/1/schedule/0"),
        (|d| d.initiatives[1].budget[0].amount.raw.clear(), "/initiatives/1/budget/0"),
        (|d| d.results[0].measurements[0].quantity.at.span = Some([4, 4]), "/results/0/measurements/0"),
        (|d| d.document.evidence[0].quote = "他市".to_owned(), "/document/evidence/0"),
    ] {
        let (json, told) = held(spoil);
        assert!(!told.is_empty() && told[0]["message"].as_str().unwrap().contains(pointer), "{pointer}: {told:#?}");
        assert_eq!((count(&json, "initiatives"), count(&json, "targets"), count(&json, "results")), (2, 2, 2));
    }
}

#[test]
fn a_record_goes_where_it_cannot_be_without_a_field() {
    let (json, told) = held(|d| d.initiatives[0].name.clear());
    assert_eq!((count(&json, "initiatives"), count(&json, "targets"), count(&json, "results")), (1, 2, 2));
    assert_eq!(json["targets"][0]["initiative_id"], Value::Null);
    assert_eq!(json["results"][0]["initiative_id"], Value::Null);
    assert!(json["targets"][1]["initiative_id"].is_string());
    assert_eq!(told.len(), 1);
    assert!(told[0]["source"][0]["quote"].as_str().unwrap().contains("花壇"), "{told:#?}");
    assert_eq!(told[0]["line"], json!(5));
}

#[test]
fn a_target_that_goes_takes_its_assessment_along() {
    let (json, told) = held(|d| d.targets[1].text.clear());
    assert_eq!((count(&json, "targets"), count(&json, "assessments"), told.len()), (1, 1, 1));
}

#[test]
fn several_faults_are_told_one_by_one_and_the_last_goes_first() {
    let (json, told) = held(|d| {
        d.results[0].measurements[0].quantity.raw.clear();
        d.results[0].measurements[0].quantity.at.span = Some([9, 9]);
        d.results[1].text.clear();
        d.results[1].measurements[0].quantity.raw.clear();
        d.initiatives[0].departments = vec![String::new(), "公園課".to_owned(), " ".to_owned()];
    });
    assert_eq!(json["initiatives"][0]["departments"], json!(["公園課"]));
    assert_eq!((count(&json, "results"), told.len()), (1, 4), "{told:#?}");
}

#[test]
fn a_finding_without_a_quote_loses_its_place_alone() {
    let (json, told) = held(|d| {
        let (en, ja) = ("x".to_owned(), "x".to_owned());
        let source = vec![Quoted::default()];
        d.findings.push(Finding {
            code: "T001".to_owned(),
            severity: Severity::Info,
            message: en,
            message_ja: ja,
            line: Some(0),
            source,
            pages: Vec::new(),
            repair: None,
        });
    });
    assert!(json["findings"].as_array().unwrap().iter().any(|finding| finding["code"] == "T001"));
    assert_eq!(told.len(), 2, "{told:#?}");
}

#[test]
fn what_cannot_be_left_out_stays_refused() {
    let (mut document, kept) = plan();
    document.document.source.sha256 = "no".to_owned();
    let written = hold(document, &kept).unwrap();
    assert_eq!(written.problems[0].path, "/document/source/sha256");
}
