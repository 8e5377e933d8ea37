//! What can be checked is checked: verdicts, repairs left out, `verify`, and the exit status.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod cases;

use cases::{json, list, seeds};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::process::{Command, Output};
use torikumi::Options;
use torikumi::repairs::{Repairs, Rule};
use torikumi::source::Source;

/// The findings of a document: code, severity, message.
fn findings(document: &Value) -> Vec<(String, String, String)> {
    let text = |finding: &Value, field: &str| finding[field].as_str().unwrap().to_owned();
    let each = list(document, "findings").iter();
    each.map(|finding| (text(finding, "code"), text(finding, "severity"), text(finding, "message"))).collect()
}

fn source(text: &str) -> Source {
    Source { name: "drawn.txt".to_owned(), bytes: text.as_bytes().to_vec() }
}

/// A report with one initiative: its target and its result.
fn report(target: &str, result: &str) -> String {
    format!(
        "青葉市デジタル推進計画 取組結果\n\n令和5年6月\n\n\t取組項目\t令和4年度目標\t取組結果\n\
         暮らし\t窓口改革\t{target}\t{result}\n\t様式の見直し\t・様式の見直し\t○様式を見直した\n"
    )
}

#[test]
fn no_verdict_is_given_across_times() {
    let verdict = |result: &str| {
        let document = json(&source(&report("・実施率 60%", result)));
        let first = &list(&document, "assessments")[0];
        (first["verdict"].as_str().unwrap().to_owned(), first["rule"].as_str().unwrap().to_owned())
    };
    assert_eq!(verdict("○実施率 66%（令和5年3月末時点）").0, "met");
    assert_eq!(verdict("○実施率 56%（令和5年3月末時点）").0, "not_met");
    let (verdict, rule) = verdict("○実施率 66%（令和3年3月末時点）");
    assert_eq!((verdict.as_str(), rule.as_str()), ("undetermined", "other time"));
}

#[test]
fn an_aim_may_lie_below_what_it_starts_from() {
    let verdict = |got: &str| {
        let text = format!(
            "青葉市子ども計画 達成状況\n\n令和6年5月\n\n指標\t単位\t基準値(R2)\t区分\tR4\tR5\n\
             待機児童数\t人\t12\t目標\t5\t3\n待機児童数\t人\t12\t実績\t4\t{got}\n"
        );
        let document = json(&source(&text));
        let all = list(&document, "assessments").iter().map(|held| held["verdict"].as_str().unwrap().to_owned());
        all.collect::<Vec<_>>()
    };
    assert_eq!(verdict("2"), ["met", "met"]);
    assert_eq!(verdict("8"), ["met", "not_met"]);
}

#[test]
fn a_plan_that_goes_on_may_still_reach_its_aim() {
    let verdict = |period: &str| {
        let text = format!(
            "青葉市プロジェクト 取組状況\n\n計画期間 {period}\n\n\t取組項目\t目標\t令和3年度末の実績\n\
             暮らし\t事業の見直し\t30事業\t21事業\n\t様式の見直し\t・様式の見直し\t○様式を見直した\n"
        );
        let document = json(&source(&text));
        list(&document, "assessments")[0]["verdict"].as_str().unwrap().to_owned()
    };
    assert_eq!(verdict("令和2年度～令和4年度"), "undetermined");
    assert_eq!(verdict("令和元年度～令和3年度"), "not_met");
}

/// Every quote and its place, wherever it stands.
fn quotes(document: &Value) -> BTreeSet<String> {
    let mut quotes = BTreeSet::new();
    cases::walk("", document, &mut |_, value| {
        if value.get("quote").is_some() {
            quotes.insert(format!("{} {}", value["span"], value["quote"]));
        }
    });
    quotes
}

#[test]
fn each_repair_is_logged_and_can_be_left_out() {
    for case in seeds() {
        let all = json(&case.source);
        for rule in Rule::ALL {
            let without = without(&case.source, rule);
            assert!(findings(&without).iter().all(|(code, ..)| code != rule.code()), "{} {rule:?}", case.name);
            // What is left out changes which quotes there are, none of their characters.
            let verified = torikumi::emit::verify(&without, &case.source, None).unwrap();
            assert_eq!(verified.problems, [], "{} {rule:?}", case.name);
        }
        for finding in
            list(&all, "findings").iter().filter(|finding| finding["code"].as_str().unwrap().starts_with('R'))
        {
            let repair = &finding["repair"];
            assert!(Rule::ALL.iter().any(|rule| repair["rule"] == rule.name() && finding["code"] == rule.code()));
            assert!(repair["before"].is_string() || repair["after"].is_string(), "{finding}");
        }
        assert!(!quotes(&all).is_empty(), "{}", case.name);
    }
}

/// A document converted without one of the repairs.
fn without(source: &Source, rule: Rule) -> Value {
    let options = Options { repairs: Repairs::without(&[rule]), ..Options::default() };
    let document = torikumi::convert_with(source, &options).unwrap();
    serde_json::from_str(&torikumi::emit::json::pretty(&document).unwrap()).unwrap()
}

#[test]
fn a_table_that_goes_on_over_a_page_is_one_and_says_so() {
    let source = cases::printed::over_page();
    let document = json(&source);
    assert_eq!(list(&document, "initiatives").len(), 7);
    // The caption is printed on both pages and is nothing that could not be placed.
    assert_eq!(document["coverage"]["unplaced"], 0);
    let said = |document: &Value, code: &str| -> Vec<Value> {
        let own = list(document, "findings").iter().filter(|finding| finding["code"] == code);
        own.map(|finding| finding["repair"].clone()).collect()
    };
    let header = said(&document, "R004");
    assert_eq!(header.len(), 1);
    assert!(header[0]["before"].as_str().unwrap().contains("取組項目"), "{header:?}");
    let rows = said(&document, "R006");
    assert_eq!(rows.len(), 1);
    assert!(rows[0]["after"].as_str().unwrap().contains("3会場"), "{rows:?}");
    for rule in [Rule::HeaderRepeated, Rule::RowSplit] {
        let left = without(&source, rule);
        assert_eq!(said(&left, rule.code()), Vec::<Value>::new());
        assert_eq!(torikumi::emit::verify(&left, &source, None).unwrap().problems, [], "{rule:?}");
    }
}

#[test]
fn radicals_are_told_once_each() {
    let printed = source(&report("・整備", "○⽇曜⽇の窓口を開いた"));
    let left = without(&printed, Rule::Radicals);
    assert!(findings(&left).iter().all(|(code, ..)| code != "R005"));
    assert_eq!(list(&left, "results")[0]["text"], "⽇曜⽇の窓口を開いた");
    let document = json(&source(&report("・整備", "○⽇曜⽇の窓口を開いた")));
    let own: Vec<_> = findings(&document).into_iter().filter(|(code, ..)| code == "R005").collect();
    assert_eq!(own.len(), 1, "{own:?}");
    assert!(own[0].2.contains("⽇ -> 日, 2 times"), "{own:?}");
}

/// A folder of its own, with one document in it.
struct Bench(tempfile::TempDir);

impl Bench {
    fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), text).unwrap();
        Self(folder)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_torikumi")).args(arguments).current_dir(self.0.path()).output().unwrap()
    }

    fn status(&self, arguments: &[&str]) -> i32 {
        self.run(arguments).status.code().unwrap()
    }
}

#[test]
fn verify_finds_a_document_as_it_was_and_not_as_it_was_changed() {
    let bench = Bench::new(&report("・実施率 60%", "○実施率 66%（令和5年3月末時点）"));
    assert_eq!(bench.status(&["convert", "a.txt", "-o", "out"]), 0);
    assert_eq!(bench.status(&["verify", "out/a.json", "a.txt"]), 0);
    let path = bench.0.path().join("out/a.json");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text.replacen("\"value\": 66", "\"value\": 76", 1)).unwrap();
    let run = bench.run(&["verify", "out/a.json", "a.txt"]);
    assert_eq!(run.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&run.stdout).contains("is 76"), "{run:?}");
    assert_eq!(bench.status(&["verify", "out/a.json", "absent.txt"]), 2);
}

#[test]
fn the_exit_status_follows_strict_and_allow_and_sarif_is_written() {
    let long = "長".repeat(70_000);
    let bench = Bench::new(&format!("{}\n{long}\n", report("・整備", "○整備完了")));
    let convert = |more: &[&str]| bench.status(&[&["convert", "a.txt", "-o", "out"], more].concat());
    assert_eq!(convert(&[]), 1);
    assert_eq!(convert(&["--allow", "U001"]), 0);
    assert_eq!(convert(&["--allow", "u001", "--strict"]), 1);
    assert_eq!(convert(&["--no-repair", "nonsense"]), 2);
    assert_eq!(convert(&["--allow", "U001", "--no-repair", "shifted-row", "--sarif", "log.sarif"]), 0);
    let log: Value = serde_json::from_str(&fs::read_to_string(bench.0.path().join("log.sarif")).unwrap()).unwrap();
    let codes: Vec<&Value> = log["runs"][0]["results"].as_array().unwrap().iter().map(|one| &one["ruleId"]).collect();
    assert!(codes.contains(&&Value::from("U001")), "{codes:?}");
}
