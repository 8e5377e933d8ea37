//! Periods of whole documents: what a cell of dates takes from what stands around it, and what is told where it was not
//! understood. Each document holds against the schema, the rules and its own source.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use serde_json::Value;
use torikumi::emit;
use torikumi::source::Source;

/// The JSON of a text, which is valid and stands up to its source.
fn read(text: &str) -> Value {
    let source = Source { name: "plan.txt".to_owned(), bytes: text.as_bytes().to_vec() };
    let document = torikumi::convert(&source).unwrap_or_else(|refusal| panic!("{text}: {refusal:?}"));
    let json = serde_json::to_value(document).unwrap();
    let verified = emit::verify(&json, &source, None).unwrap_or_else(|refusal| panic!("{text}: {refusal:?}"));
    assert!(verified.problems.is_empty(), "{text}\n{:?}", verified.problems);
    json
}

fn period(of: &Value) -> String {
    let word = |field: &str| of[field].as_str().unwrap_or("").to_owned();
    let mut out = format!("{}={}:{}..{}", word("raw"), word("unit"), word("start"), word("end"));
    for field in ["stage", "inherited"] {
        if let Some(told) = of[field].as_str() {
            out.push_str(&format!(" {told}"));
        }
    }
    if of["deadline"] == true {
        out.push_str(" deadline");
    }
    out
}

/// The schedules, one line an initiative.
fn schedules(json: &Value) -> Vec<String> {
    let initiatives = json["initiatives"].as_array().unwrap().iter();
    let line = |one: &Value| one["schedule"].as_array().unwrap().iter().map(period).collect::<Vec<_>>().join(" | ");
    initiatives.map(line).collect()
}

/// The words of the findings U008.
fn unread(json: &Value) -> Vec<String> {
    let findings = json["findings"].as_array().unwrap().iter().filter(|finding| finding["code"] == "U008");
    findings
        .map(|finding| {
            assert_eq!(finding["severity"], "warning");
            let quotes =
                finding["source"].as_array().unwrap().iter().map(|at| at["quote"].as_str().unwrap().to_owned());
            quotes.collect::<Vec<_>>().join(" + ")
        })
        .collect()
}

/// A table of initiatives with one column of dates under a title.
fn table(title: &str, header: &str, cells: &[&str]) -> String {
    let mut text = format!("{title}\n\n取組名\t取組内容\t{header}\t担当課\n");
    for (at, cell) in cells.iter().enumerate() {
        text.push_str(&format!("施設その{}の改修\t古い部分を直す\t{cell}\t管財課\n", at + 1));
    }
    text
}

#[test]
fn every_cell_gives_its_period_or_is_told() {
    let cells = ["令和7年4月上旬", "R8まで", "R6→R8", "R7.4～", "令和9年2月30日", "令和7年度、32日", "未定", "－"];
    let json = read(&table("つばき市公共施設改修計画", "実施時期", &cells));
    assert_eq!(
        schedules(&json),
        [
            "令和7年4月上旬=day:2025-04-01..2025-04-10",
            "R8まで=fiscal_year:..2027-03-31 deadline",
            "R6→R8=fiscal_year:2024-04-01..2027-03-31",
            "R7.4～=month:2025-04-01..",
            "",
            "令和7年度=fiscal_year:2025-04-01..2026-03-31",
            "",
            "",
        ]
    );
    assert_eq!(unread(&json), ["令和9年2月30日", "32日"]);
}

#[test]
fn a_year_takes_the_era_above_it_in_its_column() {
    let json = read(&table(
        "つばき市公共施設改修計画",
        "実施時期",
        &["平成30年度", "31年度末", "令和2年度", "3年度", "3～5年度"],
    ));
    assert_eq!(
        schedules(&json),
        [
            "平成30年度=fiscal_year:2018-04-01..2019-03-31",
            "31年度末=day:2020-03-31..2020-03-31",
            "令和2年度=fiscal_year:2020-04-01..2021-03-31",
            "3年度=fiscal_year:2021-04-01..2022-03-31",
            "3～5年度=fiscal_year:2021-04-01..2024-03-31",
        ]
    );
    let json = read(&table("つばき市公共施設改修計画", "実施時期", &["令和7年度", "〃", "同上", "R8～", "〃"]));
    let fourth = "R8～=fiscal_year:2026-04-01..";
    let first = "令和7年度=fiscal_year:2025-04-01..2026-03-31";
    assert_eq!(schedules(&json), [first, first, first, fourth, fourth]);
    // Nothing tells the era.
    let json = read(&table("つばき市公共施設改修計画", "実施時期", &["6年度", "7年度"]));
    assert_eq!(schedules(&json), ["", ""]);
    assert_eq!(unread(&json), ["6年度", "7年度"]);
}

#[test]
fn the_same_words_are_told_once_with_all_their_places() {
    let json = read(&table("つばき市公共施設改修計画", "実施時期", &["6年度", "令和7年度", "改修後", "改修後"]));
    assert_eq!(unread(&json), ["6年度", "改修後 + 改修後"]);
}

#[test]
fn parts_of_a_year_are_of_the_year_of_the_document() {
    let cells = ["年度内", "年度末", "上半期", "9月下旬", "2月", "来年度以降", "毎年10月", "随時"];
    let json = read(&table("令和7年度 つばき市重点事業計画", "実施時期", &cells));
    assert_eq!(
        schedules(&json),
        [
            "年度内=fiscal_year:2025-04-01..2026-03-31",
            "年度末=day:2026-03-31..2026-03-31",
            "上半期=month:2025-04-01..2025-09-30",
            "9月下旬=day:2025-09-21..2025-09-30",
            "2月=month:2026-02-01..2026-02-28",
            "来年度以降=fiscal_year:2026-04-01..",
            "毎年10月=ongoing:..",
            "随時=ongoing:..",
        ]
    );
    let json = read(&table("つばき市公共施設改修計画", "実施時期", &["年度内", "今年度中", "上半期", "9月下旬"]));
    assert_eq!(schedules(&json), ["年度内=ongoing:..", "今年度中=ongoing:..", "", ""]);
    assert_eq!(unread(&json), ["上半期", "9月下旬"]);
}

#[test]
fn stretches_of_the_documents_own() {
    let title =
        "つばき市公共施設改修計画\n\n計画期間：令和7年度～令和9年度\n\n凡例　短期：令和7年度、中期（令和8～9年度）";
    let json = read(&table(title, "実施時期", &["3か年", "5か年", "短期", "中期", "長期", "計画期間中"]));
    assert_eq!(
        schedules(&json),
        [
            "3か年=fiscal_year:2025-04-01..2028-03-31 plan_period",
            "5か年=ongoing:..",
            "短期=fiscal_year:2025-04-01..2026-03-31 legend",
            "中期=fiscal_year:2026-04-01..2028-03-31 legend",
            "長期=ongoing:..",
            "計画期間中=fiscal_year:2025-04-01..2028-03-31 plan_period",
        ]
    );
    assert_eq!(unread(&json), Vec::<String>::new());
}

#[test]
fn a_header_says_what_its_dates_are() {
    let json = read(&table("つばき市公共施設改修計画", "完了期限", &["令和7年度", "R8末"]));
    assert_eq!(
        schedules(&json),
        ["令和7年度=fiscal_year:2025-04-01..2026-03-31 deadline", "R8末=day:2027-03-31..2027-03-31 deadline"]
    );
    let json = read(&table("つばき市公共施設改修計画", "事業開始年度", &["平成10年度", "S50"]));
    assert_eq!(schedules(&json), ["平成10年度=fiscal_year:1998-04-01..", "S50=fiscal_year:1975-04-01.."]);
}

#[test]
fn the_period_of_a_plan_in_every_form() {
    for (printed, wanted) in [
        ("令和6年度～令和8年", "令和6年度～令和8年=fiscal_year:2024-04-01..2027-03-31"),
        ("令和6年～令和8年度", "令和6年～令和8年度=fiscal_year:2024-04-01..2027-03-31"),
        ("2024-2028", "2024-2028=fiscal_year:2024-04-01..2029-03-31"),
        ("R6\u{ad}R10", "R6\u{ad}R10=fiscal_year:2024-04-01..2029-03-31"),
        ("令和6年度から5年間", "令和6年度から5年間=fiscal_year:2024-04-01..2029-03-31"),
    ] {
        let text = format!(
            "つばき市住宅計画\n\n計画期間：{printed}\n\n1 施策\n住まいを整える。\n\n指標\t目標値\n空き家\t0戸\n"
        );
        let json = read(&text);
        assert_eq!(period(&json["document"]["period"]), wanted, "{printed}");
        assert_eq!(json["targets"].as_array().unwrap().len(), 1, "{printed}");
    }
    let json = read("つばき市住宅計画\n\n計画期間：令和8年度～令和6年度\n\n指標\t目標値\n空き家\t0戸\n");
    assert_eq!(json["document"]["period"], Value::Null);
    assert_eq!(unread(&json), ["令和8年度～令和6年度"]);
}

#[test]
fn years_of_headers() {
    let text =
        "つばき市住宅計画\n\n取組名\t令和6年\t令和7年度\t令和8年度\t担当課\n空き家の調査\t調査\t調査\t→\t住宅課\n";
    assert_eq!(schedules(&read(text)), ["令和6年=fiscal_year:2024-04-01..2027-03-31 調査 column_header"]);
    let text = "つばき市住宅計画\n\n指標\t現状値（6年度）\t目標値（11年度）\n空き家\t5戸\t0戸\n";
    assert_eq!(unread(&read(text)), ["11年度", "6年度"]);
}
