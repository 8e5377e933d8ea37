//! The findings: those that a reader made by hand in the seeds, each rule on a drawn case and on one next to it, and the
//! table of codes.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod cases;

use cases::{json, list, none_of, seeds, top};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
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
        for row in own.iter().filter(|row| row[1] != "-") {
            let there = list(&document, "findings").iter().any(|finding| {
                let said = format!("{} {}", finding["message"], quoted(finding));
                finding["code"] == row[1] && said.contains(row[2])
            });
            if !there {
                faults.push(format!("{seed}: {} {} is not found: {}", row[1], row[2], row[3]));
            }
        }
        // What no rule tells stands in the seed all the same.
        let text: String = case.text().split_whitespace().collect();
        for row in own.iter().filter(|row| row[1] == "-" && !text.contains(row[2])) {
            faults.push(format!("{seed}: {} is not in the seed", row[2]));
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

/// Holds each code against a text of which it is told and one of which it is not.
fn told_and_untold(cases: &[(&str, String, String)]) {
    let mut faults = Vec::new();
    for (code, told, untold) in cases {
        if !codes(told).contains(*code) {
            faults.push(format!("{code} is not told of\n{told}\n{:?}", codes(told)));
        }
        if codes(untold).contains(*code) {
            faults.push(format!("{code} is told of\n{untold}"));
        }
    }
    none_of(&faults);
}

/// Figures of tables that no record took, counted by hand.
#[test]
fn figures_in_no_record_are_counted() {
    let count = |text: &str| {
        let document = json(&source(text));
        let told = list(&document, "findings").iter().find(|finding| finding["code"] == "T013").cloned();
        told.map_or(0, |finding| {
            let message = finding["message"].as_str().unwrap();
            message.split(' ').next().unwrap().parse().unwrap()
        })
    };
    let cases = [
        // Records took them all; what numbers the rows and names them is no statement.
        (0, report("・20件以上", "○21件")),
        (0, plan("No.\t取組項目\t令和9年度目標\n1\t窓口改革\t20件\n2\t65歳以上の健診\t30件\n")),
        (0, plan("指標\t現状値\t目標値\n利用者数\t20人\t30人\n講座数\t5回\t8回\n合計\t25\t38\n")),
        (0, "かえで市年表\n\n年\tできごと\n令和3年4月\t市民課を開いた\n令和4年5月\t分室を開いた\n".to_owned()),
        // A table of prices, one of roads that are numbered, and one beside a table that was read.
        (4, "かえで市ホール\n\n部屋\t午前\t午後\n大\t12,000円\t15,000円\n小\t6,000円\t7,500円\n".to_owned()),
        (2, "かえで市道\n\nNo.\t路線\t延長\n1\t一号線\t320m\n2\t二号線\t1.2km\n".to_owned()),
        (
            3,
            plan("指標\t現状値\t目標値\n利用者数\t20人\t30人\n\n資料\n\n区分\t男\t女\n高齢\t5人\t6人\n若年\t7人\t－\n"),
        ),
        // The total of a table of which nothing was read is in no record either.
        (3, "かえで市統計\n\n区分\t人数\n東\t5人\n西\t6人\n合計\t11人\n".to_owned()),
    ];
    let wrong =
        cases.iter().map(|(wanted, text)| (count(text), wanted, text)).filter(|(found, wanted, _)| found != *wanted);
    none_of(&wrong.map(|(found, wanted, text)| format!("{found} for {wanted} in\n{text}")).collect::<Vec<_>>());
}

/// What is said of a document without a record: how much it weighs, and what of plans was seen in it.
#[test]
fn a_document_without_a_record_says_what_was_seen() {
    let told = |text: &str| {
        let document = json(&source(text));
        let all = list(&document, "findings").iter();
        let found = |code: &str| all.clone().find(|finding| finding["code"] == code).cloned().unwrap_or_default();
        (found("U005"), found("T010"))
    };
    let long = "　これは読み物です。とくに何も決まっていません。\n".repeat(12);
    for (text, severity, words) in [
        (format!("かえで市だより\n\n{long}"), "notice", "neither its title"),
        (format!("かえで市みどりの計画\n\n{long}"), "warning", "its title announces some"),
        (format!("かえで市だより\n\n■具体的施策\n\n{long}"), "warning", "a heading announces some: 具体的施策"),
        (format!("かえで市だより\n\n{long}\n施策名\n\n窓口\n\n目標値\n\n八割\n"), "warning", "施策名, 目標値"),
        ("かえで市だより\n\n目標\t担当課\n\t市民課\n\t会計課\n".to_owned(), "warning", "1 table has labels of plans"),
        // The first row has nothing in it that could be quoted.
        (format!("\t\t\n部屋\t午前\t午後\n大\t1円\t2円\n\n{long}"), "notice", "neither its title"),
    ] {
        let (finding, _) = told(&text);
        assert_eq!(finding["severity"], severity, "{text}\n{finding}");
        assert!(finding["message"].as_str().unwrap().contains(words), "{text}\n{finding}");
        assert!(!finding["source"][0]["quote"].as_str().unwrap().trim().is_empty(), "{finding}");
    }
    let (none, table) = told("かえで市ホール\n\n部屋\t午前\n大\t12,000円\n");
    assert_eq!((&none["severity"], &table["severity"]), (&"notice".into(), &"info".into()));
    let (_, table) = told("かえで市だより\n\n目標\t担当課\n\t市民課\n\t会計課\n");
    assert_eq!(table["severity"], "notice");
    let (none, _) = told(&report("・20件以上", "○21件"));
    assert!(none.is_null(), "{none}");
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
    told_and_untold(&cases);
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
fn a_document_without_records_warns_where_it_announces_some() {
    let prices = "粗大ごみは一個ごとに料金を納めてください。料金は大きさと重さで決まります。\n".repeat(8);
    let severity = |text: &str| {
        let found = findings(&json(&source(text)));
        found.into_iter().find(|(code, ..)| code == "U005").map(|(_, severity, _)| severity)
    };
    assert_eq!(severity(&format!("粗大ごみの料金表\n\n令和5年6月\n\n{prices}")).as_deref(), Some("notice"));
    assert_eq!(severity(&format!("青葉市ごみ減量計画\n\n令和5年6月\n\n{prices}")).as_deref(), Some("warning"));
    let headed = format!("粗大ごみの料金表\n\n令和5年6月\n\n■今後の取組\n\n{prices}");
    assert_eq!(severity(&headed).as_deref(), Some("warning"));
    assert_eq!(severity(&report("・整備", "○整備完了")), None);
}

#[test]
fn words_in_two_spellings_are_told_and_two_words_are_not() {
    let told = |text: &str| codes(&plan(text)).contains("T021");
    assert!(told("みどりっ子ラインを始めた。みどりつ子ラインは好評だ。\n"));
    assert!(told("デジタルデバイドへの対策。デジタルデバインドへの対策。\n"));
    assert!(told("パブリッククラウドの利用。パプリッククラウドの利用。\n"));
    assert!(told("みどりっ子ラインを始めた。子どもたちのみどり\nつ子ラインは好評だ。\n"));
    assert!(told("デジタルデバイドへの対策。市をあげてデジタル\nデバインドへの対策。\n"));
    assert!(told("『みどり情報・戦略』を定めた。『みどり情報・情報戦略』に基づく。\n"));
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
fn shares_make_up_a_whole_down_to_each_sum() {
    let staff = |last: &str| {
        let year = |year: &str, last: &str| {
            format!("{year}\t1級\t20人\t20.0\n\t2級\t50人\t50.0\n\t3級\t30人\t{last}\n\t計\t100人\t100.0\n")
        };
        let years = year("令和4年度", "30.0") + &year("令和5年度", last);
        format!("青葉市統計\n\n令和5年6月\n\n■職員数\n\n\t級\t職員数\t構成比\n{years}")
    };
    assert!(!codes(&staff("30.0")).contains("T027"));
    assert!(codes(&staff("20.0")).contains("T027"));
}

/// What reading tells, each on a case and on one next to it.
#[test]
fn what_was_not_understood_is_told() {
    let table = |columns: &str, row: &str| {
        format!("青葉市計画\n\n令和5年6月\n\n{columns}\n{row}\n防災無線の更新\t令和6年度\t総務課\n")
    };
    let measures = "取組項目\t実施時期\t担当課";
    let rates = |rate: &str| {
        format!(
            "青葉市計画\n\n令和5年6月\n\n令和4年度 主な手続のオンライン申込率\n\n\tオンライン申込率\n\
             保育の申込\t{rate}\n粗大ごみの申込\t41.9%\n図書館の申込\t35.8%\n"
        )
    };
    let sheet = |filled: &str| {
        format!(
            "(1)休暇\n\n目標\t推進者\n休暇を取りやすくする\t総務課\n\n点検票\n\n目標\t進捗\n休暇を取りやすくする\t{filled}\n"
        )
    };
    let listed = |second: &str| {
        plan(&format!(
            "■暮らしの改革\n\n書かない窓口の導入\n{second}\n通信網の増強\n\n■暮らしの改革\n\n書かない窓口の導入\n\
             窓口で書く手間を減らすため、申請書を一緒に作ります。\n\n防災無線の更新\n古くなった防災無線を更新します。\n\n\
             通信網の増強\n学校の通信網を太くします。\n"
        ))
    };
    let roadmap = |bars: &str| plan(&format!("■ロードマップ\n\n◆.....◆ 整備・検討\n●——● 運用\n{bars}"));
    let row = "窓口の改革\t令和6年度\t市民課";
    let cases: [(&str, String, String); 9] = [
        ("R003", report("・整備", "○整備完了"), table(measures, row)),
        ("T010", table("区分\t数\t比率", "窓口\t3\t10"), table(measures, row)),
        ("T011", table(measures, "窓口の改革\t令和6年度"), table(measures, row)),
        ("T012", sheet(""), sheet("研修を行った")),
        ("T020", listed("消防団の支援"), listed("防災無線の更新")),
        ("T030", roadmap(""), roadmap("令和6年度に整備し、令和7年度に運用します。\n")),
        ("U002", table(measures, "窓口の改革\t令和6年度\t市民課\t余り"), table(measures, row)),
        ("U003", table("取組項目\t実施時期\t月齢", "窓口の改革\t令和6年度\t満月"), table(measures, row)),
        ("U004", rates("調査中"), rates("99.1%")),
    ];
    told_and_untold(&cases);
}

#[test]
fn a_date_after_the_plan_is_told() {
    let due = |year: u32| plan(&format!("取組項目\t実施時期\t担当課\n窓口の改革\t令和{year}年度\t市民課\n"));
    assert!(codes(&due(15)).contains("T016"));
    assert!(!codes(&due(10)).contains("T016"));
}

#[test]
fn slides_without_a_heading_of_their_own_are_told() {
    let slides = seeds().into_iter().find(|case| case.name == "seed-003").unwrap();
    assert!(!codes(&slides.text()).contains("U010"));
    let captions = "取組み予定 取組み実績 今後の対応";
    let text = slides.text();
    let (before, behind) = text.rsplit_once(captions).unwrap();
    assert!(codes(&format!("{before}{behind}")).contains("U010"));
}

/// Whether a word is a code.
fn is_code(word: &&str) -> bool {
    word.len() == 4 && word.starts_with(['R', 'T', 'U']) && word[1..].bytes().all(|byte| byte.is_ascii_digit())
}

fn rust_files(folder: &std::path::Path, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            rust_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let own = text.split("mod tests {").next().unwrap();
            found.extend(own.lines().filter(|line| !line.trim_start().starts_with("//")));
        }
    }
}

#[test]
fn the_table_has_every_code_that_is_told_and_no_other() {
    let mut told = String::new();
    rust_files(&top().join("src"), &mut told);
    let table = fs::read_to_string(top().join("docs/FINDINGS.md")).unwrap();
    let rows = table.lines().filter_map(|line| line.strip_prefix("| ")?.split(' ').next());
    let listed: BTreeSet<&str> = rows.filter(is_code).collect();
    assert_eq!(told.split('"').filter(is_code).collect::<BTreeSet<&str>>(), listed);
}
