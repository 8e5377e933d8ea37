//! What can be checked is checked: the findings that a reader made by hand in the seeds, each rule on
//! a drawn case, repairs left out, and the exit status.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod cases;

use cases::{json, list, none_of, seeds, top};
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

#[test]
fn the_seeds_have_the_findings_that_a_reader_made() {
    let table = fs::read_to_string(top().join("tests/findings/seeds.tsv")).unwrap();
    let rows: Vec<Vec<&str>> =
        table.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split('\t').collect()).collect();
    let mut faults = Vec::new();
    for case in seeds() {
        let document = json(&case.source);
        let seed = case.name.trim_start_matches("seed-").to_owned();
        let own: Vec<&Vec<&str>> = rows.iter().filter(|row| row[0] == seed).collect();
        let found = findings(&document);
        let quoted = |finding: &Value| finding["source"].to_string();
        for row in &own {
            let there = list(&document, "findings").iter().any(|finding| {
                let said = format!("{} {}", finding["message"], quoted(finding));
                finding["code"] == row[1] && said.contains(row[2])
            });
            if !there {
                faults.push(format!("{seed}: {} {} is not found: {}", row[1], row[2], row[3]));
            }
        }
        for (code, severity, message) in found.iter().filter(|(_, severity, _)| severity != "info") {
            if !own.iter().any(|row| row[1] == code) {
                faults.push(format!("{seed}: {code} {severity} is on no reader's list: {message}"));
            }
        }
    }
    none_of(&faults);
}

fn source(text: &str) -> Source {
    Source { name: "drawn.txt".to_owned(), bytes: text.as_bytes().to_vec() }
}

/// The codes of the findings that a text gives.
fn codes(text: &str) -> BTreeSet<String> {
    findings(&json(&source(text))).into_iter().map(|(code, ..)| code).collect()
}

/// A report with one initiative: its target and its result.
fn report(target: &str, result: &str) -> String {
    format!(
        "青葉市デジタル推進計画 取組結果\n\n令和5年6月\n\n\t取組項目\t令和4年度目標\t取組結果\n\
         暮らし\t窓口改革\t{target}\t{result}\n\t様式の見直し\t・様式の見直し\t○様式を見直した\n"
    )
}

fn plan(body: &str) -> String {
    format!("青葉市計画\n\n令和8年7月\n\n戦略期間 令和8年度から令和11年度まで\n\n{body}")
}

/// Each rule on a case that it tells, and on one next to it that it does not.
#[test]
fn each_rule_tells_its_case_and_no_other() {
    let survey = |baseline: &str| {
        plan(&format!(
            "■アンケート\n\n満足度アンケート\tR5\tR7\nネットでの予約が充実していると思いますか\t76%\t86%\n\
             学習のサービスが充実していると思いますか\t69%\t79%\n\n■指標\n\n指標\t取組期間中目標\n\
             ネットでの予約が充実していると思いますか（R7：{baseline}）\t80%以上を維持\n\
             学習のサービスが充実していると思いますか（R7：79%）\t80%以上\n"
        ))
    };
    let staff = |total: u32, share: u32| {
        format!(
            "青葉市統計\n\n令和5年6月\n\n■職員数\n\n区分\t令和3年度\t令和4年度\t構成比\n市長部局\t100人\t120人\t50%\n\
             教育委員会\t50人\t60人\t25%\n消防\t30人\t30人\t{share}%\n合計\t180人\t{total}人\t100%\n"
        )
    };
    let years = |second: u32| {
        report("・20事業以上", &format!("○21事業実施 ○連携事業 ・令和3年度（11事業） ・令和2年度（{second}事業）"))
    };
    let listed = |fifth: &str| report("・5業務", &format!("○導入（5業務） ・甲業務 ・乙業務 ・丙業務 ・丁業務{fifth}"));
    let rates = |second: &str| {
        report("・100%", &format!("○拡大 ・20％（R3年4月） ⇒ 50％（R4年4月） ・9件（R3年4月） ⇒ {second}件（R4年4月）"))
    };
    let cases: [(&str, String, String); 12] = [
        ("T001", years(10), years(9)),
        ("T002", years(9), years(10)),
        ("T003", listed(" ・戊業務"), listed(" 等")),
        ("T004", listed(""), listed(" 等")),
        ("T005", rates("22"), rates("40")),
        ("T006", rates("40"), rates("22")),
        ("T007", survey("86%"), report("・整備", "○整備完了")),
        ("T008", survey("68%"), survey("86%")),
        ("T018", report("・満足度 80%", "○研修を3回開催"), report("・満足度 80%", "○満足度85%")),
        ("T026", staff(220, 25), staff(210, 25)),
        ("T027", staff(210, 14), staff(210, 25)),
        (
            "T022",
            report("・整備", "○支援センターを開設（再掲）"),
            report("・支援センターを開設", "○支援センターを開設（再掲）"),
        ),
    ];
    let mut faults = Vec::new();
    for (code, told, untold) in &cases {
        if !codes(told).contains(*code) {
            faults.push(format!("{code} is not told of\n{told}\n{:?}", codes(told)));
        }
        if codes(untold).contains(*code) {
            faults.push(format!("{code} is told of\n{untold}"));
        }
    }
    none_of(&faults);
}

#[test]
fn dates_are_held_against_the_period_and_the_baseline() {
    let due = |due: &str| plan(&format!("KPI\t{due}目標\n情報が入手しやすい市民の割合（R7：79%）\t80%以上\n"));
    let late = codes(&due("R6年度"));
    assert!(late.contains("T017") && late.contains("T015"), "{late:?}");
    let within = codes(&due("R11年度"));
    assert!(!within.contains("T017") && !within.contains("T015"), "{within:?}");
}

#[test]
fn words_in_two_spellings_are_told_and_two_words_are_not() {
    let told = |text: &str| codes(&plan(text)).contains("T021");
    assert!(told("みどりっ子ラインを始めた。みどりつ子ラインは好評だ。\n"));
    assert!(told("デジタルデバイドへの対策。デジタルデバインドへの対策。\n"));
    assert!(told("パブリッククラウドの利用。パプリッククラウドの利用。\n"));
    for apart in [
        "オンラインサービスとオンラインサーバ。\n",
        "コンピュータとコンピューター。\n",
        "子どもにとって。市をつくって。\n",
        "デジタルデバイドとデジタルデバイス。\n",
    ] {
        assert!(!told(apart), "{apart}");
    }
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
            let document = torikumi::convert_with(
                &case.source,
                &Options { repairs: Repairs::without(&[rule]), ..Options::default() },
            )
            .unwrap();
            let text = torikumi::emit::json::pretty(&document).unwrap();
            let without: Value = serde_json::from_str(&text).unwrap();
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

#[test]
fn radicals_are_told_once_each() {
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
