//! What a run says of each document: its status, what of it is in records, where things stand, what to do next; and that
//! a later run says the same.

use crate::bench::{Bench, Run, pdf, stream};
use serde_json::Value;
use std::fs;

/// A report of which every row becomes records.
const CLEAN: &str = "\
かえで市デジタル計画 取組結果

令和5年6月

取組項目\t令和4年度目標\t取組結果\t担当課
窓口のオンライン化\t・申請の50％以上をオンライン化\t○オンライン申請　20件→58件\t情報政策課
キャッシュレスの推進\t・30施設以上に導入\t○35施設に導入\t会計課
";

/// A list of prices: figures in a table, and nothing that anybody plans.
const PRICES: &str = "\
かえで市民ホール 利用料金

部屋\t午前\t午後\t夜間
大ホール\t12,000円\t15,000円\t18,000円
小ホール\t6,000円\t7,500円\t9,000円
会議室\t800円\t900円\t1,100円
";

/// Labels of plans over a table that no rule reads.
const UNREAD: &str = "\
かえで市だより

めざす姿と数値\t目標\t担当課\t期限
\t\t総務課\t
\t\t会計課\t
";

/// A file of `fixtures`.
fn fixture(name: &str) -> Vec<u8> {
    fs::read(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name)).unwrap()
}

/// A PDF of one page on which nothing is drawn.
fn blank() -> Vec<u8> {
    pdf(&[
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] /MediaBox [0 0 595 842] >>".to_vec(),
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>".to_vec(),
        stream("", b"q Q"),
    ])
}

/// One document of each status, and some that are near another one.
fn one_of_each() -> Bench {
    let bench = Bench::new();
    bench
        .file("in/clean.txt", CLEAN)
        .file("in/partial.txt", format!("{CLEAN}多すぎる\t・1件以上\t○1件\t総務課\t余り\n"))
        .file("in/prices.txt", PRICES)
        .file("in/unread.txt", UNREAD)
        .file("in/scan.pdf", fixture("pdf/scan-without-text.pdf"))
        .file("in/blank.pdf", blank())
        .file("in/none.txt", "")
        .file("in/white.txt", " \n\u{3000}\n")
        .file("in/locked.pdf", fixture("pdf/encrypted-password.pdf"))
        .file("in/binary.txt", [0_u8, 159, 146, 150]);
    bench
}

const STATUSES: [(&str, &str); 10] = [
    ("binary.txt", "refused"),
    ("blank.pdf", "empty"),
    ("clean.txt", "clean"),
    ("locked.pdf", "refused"),
    ("none.txt", "empty"),
    ("partial.txt", "partial"),
    ("prices.txt", "nothing"),
    ("scan.pdf", "nothing"),
    ("unread.txt", "nothing"),
    ("white.txt", "empty"),
];

fn name(path: &Value) -> String {
    path.as_str().unwrap().rsplit('/').next().unwrap().to_owned()
}

fn report(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap()
}

/// The document of this name in a report.
fn told<'a>(report: &'a Value, wanted: &str) -> &'a Value {
    let documents = report["documents"].as_array().unwrap();
    documents.iter().find(|document| name(&document["input"]) == wanted).unwrap()
}

#[test]
fn every_document_has_its_status() {
    let bench = one_of_each();
    let run = bench.run(&["convert", "in", "-o", "out"]);
    run.expect(1, &[]);
    for (file, status) in STATUSES {
        let row = run.stdout.lines().find(|line| line.trim_start().starts_with(&format!("in/{file} "))).unwrap();
        assert!(row.split_whitespace().nth(1) == Some(status), "{file} is {status}: {row}");
    }
    let lines = bench.manifest("out");
    let kept: Vec<(String, &str)> =
        lines.iter().map(|line| (name(&line["input"]), line["status"].as_str().unwrap())).collect();
    assert_eq!(kept, STATUSES.map(|(file, status)| (file.to_owned(), status)));
    let report = report(&bench.run(&["convert", "in", "-o", "out", "--json"]));
    for (file, status) in STATUSES {
        let document = told(&report, file);
        assert_eq!(document["status"], status, "{file}");
        assert_eq!(document["output"].is_null(), matches!(status, "refused" | "empty"), "{file}");
    }
    for (status, count) in [("clean", 1), ("partial", 1), ("nothing", 3), ("empty", 3), ("refused", 2)] {
        assert_eq!(report["totals"][status], count, "{status}");
    }
}

#[test]
fn a_document_without_a_record_is_never_clean_and_says_why() {
    let bench = one_of_each();
    for (file, exit, words) in [
        ("prices.txt", 1, "neither its title"),
        ("unread.txt", 1, "目標, 担当課, 期限"),
        ("scan.pdf", 1, "needs_ocr"),
        ("blank.pdf", 2, "blank.pdf: empty"),
        ("none.txt", 2, "none.txt: empty"),
    ] {
        let out = format!("out-{file}");
        bench.run(&["convert", &format!("in/{file}"), "-o", &out]).expect(exit, &[words]);
        bench.run(&["convert", &format!("in/{file}"), "-o", &out, "--quiet"]).expect(exit, &[words]);
    }
    let report = report(&bench.run(&["convert", "in", "-o", "out", "--json"]));
    assert_eq!(told(&report, "unread.txt")["unread"]["plan_tables"], 1);
    assert_eq!(told(&report, "prices.txt")["unread"]["plan_tables"], 0);
    assert_eq!(told(&report, "prices.txt")["unread"]["planning_words"], 0);
    assert!(told(&report, "prices.txt")["why"].as_str().unwrap().contains("neither its title"));
    assert!(told(&report, "clean.txt")["why"].is_null());
    // Who knows that a document holds none can say so.
    bench.run(&["convert", "in/prices.txt", "-o", "allowed", "--allow", "U005"]).expect(0, &["nothing"]);
}

#[test]
fn words_of_planning_are_seen() {
    let bench = Bench::new();
    let body = "　本文はありのままに続きます。ここには何も決まったことが書かれていません。\n".repeat(8);
    bench
        .file("a.txt", format!("かえで市みどりの計画\n\n{body}"))
        .file("b.txt", format!("かえで市だより\n\n■数値目標\n\n{body}"));
    let run = bench.run(&["convert", "a.txt", "b.txt", "-o", "out"]);
    run.expect(1, &["a.txt:1: U005", "b.txt:3: U005", "数値目標"]);
    let lines = bench.manifest("out");
    lines.iter().for_each(|line| assert!(line["unread"]["planning_words"].as_u64() > Some(0), "{line}"));
}

#[test]
fn the_share_in_records_stands_beside_the_share_accounted_for() {
    let bench = one_of_each();
    let run = bench.run(&["convert", "in/clean.txt", "in/prices.txt", "-o", "out"]);
    let row = |file: &str| run.stdout.lines().find(|line| line.contains(file)).unwrap().to_owned();
    assert!(row("prices.txt").contains(" 0.00 %") && row("prices.txt").contains("100.00 %"), "{}", run.stdout);
    for line in bench.manifest("out") {
        let wanted = line["in_records"].as_f64().unwrap() / line["coverage"]["total"].as_f64().unwrap();
        assert_eq!((&line["share_in_records"], &line["share"]), (&wanted.into(), &1.0.into()), "{line}");
    }
    let report = report(&bench.run(&["convert", "in/clean.txt", "in/prices.txt", "-o", "out", "--json"]));
    assert!(told(&report, "clean.txt")["coverage"]["share_in_records"].as_f64() > Some(0.5));
    assert_eq!(told(&report, "prices.txt")["coverage"]["share_in_records"], 0.0);
}

#[test]
fn the_last_line_says_what_came_out_and_what_to_do() {
    let bench = one_of_each();
    let last = |text: &str| text.lines().last().unwrap().to_owned();
    let line = last(&bench.run(&["convert", "in", "-o", "out"]).stdout);
    for words in
        ["10 documents: 2 with records (1 of them partial), 3 without, 3 empty, 2 refused", "out/", "torikumi show"]
    {
        assert!(line.contains(words), "{words}: {line}");
    }
    let line = last(&bench.run(&["convert", "in/clean.txt", "-o", "good"]).stdout);
    for words in ["1 document: 1 with records.", "good/clean.json", "torikumi explain in/clean.txt --record"] {
        assert!(line.contains(words), "{words}: {line}");
    }
    let run = bench.run(&["convert", "in/binary.txt", "-o", "bad"]);
    assert_eq!(run.stdout, "");
    assert!(last(&run.stderr).contains("1 document: 1 refused. Nothing was written"), "{}", run.stderr);
    let run = bench.run(&["convert", "in", "-o", "out", "--quiet"]);
    assert!(!run.stdout.contains("with records"), "{}", run.stdout);
}

#[test]
fn figures_in_no_record_are_counted_at_their_place() {
    let bench = one_of_each();
    bench.file("in/tax.pdf", fixture("kinds/tax-revenue.pdf"));
    let run = bench.run(&["convert", "in/clean.txt", "in/prices.txt", "in/tax.pdf", "-o", "out"]);
    run.expect(1, &["prices.txt:4: T013 9 figures", "tax.pdf page 1, table 1, row "]);
    assert!(!run.stdout.contains("clean.txt:"), "{}", run.stdout);
    let lines = bench.manifest("out");
    assert_eq!(lines[0]["unread"]["figures"], 0);
    assert_eq!(lines[1]["unread"]["figures"], 9);
    assert!(lines[2]["unread"]["figures"].as_u64() > Some(9));
    let document: Value = serde_json::from_slice(&fs::read(bench.path("out/prices.json")).unwrap()).unwrap();
    let finding = document["findings"].as_array().unwrap().iter().find(|finding| finding["code"] == "T013").unwrap();
    assert_eq!((&finding["severity"], &finding["source"][0]["table"]), (&"notice".into(), &1.into()));
    assert_eq!((&finding["source"][0]["row"], &finding["source"][0]["col"]), (&2.into(), &2.into()));
    assert_eq!(finding["source"][0]["quote"], "12,000円");
    assert!(finding["message_ja"].as_str().unwrap().contains("9個"), "{finding}");
}

#[test]
fn a_later_run_says_the_same() {
    for more in [&[][..], &["--quiet"], &["--json"], &["--strict"]] {
        let bench = one_of_each();
        // Equal names, so that one goes elsewhere; a word spelled in two ways, which is no more than a notice.
        bench.file("in/b/clean.txt", format!("{CLEAN}\nデジタルデバイド対策\nデジタルデバインド対策\n"));
        let arguments = [&["convert", "in", "absent.txt", "-o", "out"][..], more].concat();
        let first = bench.run(&arguments);
        let later = bench.run(&arguments);
        assert_eq!((first.status, &first.stdout), (later.status, &later.stdout), "{more:?}");
        // How the work went on is told of work alone.
        let said = |run: &Run| -> Vec<String> {
            let told = |line: &&str| !line.starts_with('[') && !line.contains("as before");
            run.stderr.lines().filter(told).map(str::to_owned).collect()
        };
        assert_eq!(said(&first), said(&later), "{more:?}");
        assert!(first.stdout.contains("T013"), "{more:?}: {}", first.stdout);
    }
    let bench = one_of_each();
    let arguments = ["convert", "in/binary.txt", "in/none.txt", "-o", "out"];
    let first = bench.run(&arguments);
    first.expect(2, &["error: in/binary.txt"]);
    let later = bench.run(&arguments);
    later.expect(2, &["error: in/binary.txt", "error: in/none.txt"]);
    assert_eq!(first.stderr.lines().last(), later.stderr.lines().last());
}

#[test]
fn places_in_a_pdf_are_pages() {
    let bench = Bench::new();
    for name in ["tax-revenue", "result-report", "strategy-slides"] {
        bench.file(&format!("in/{name}.pdf"), fixture(&format!("kinds/{name}.pdf")));
    }
    bench.file("in/prices.txt", PRICES);
    let run = bench.run(&["convert", "in", "-o", "out", "--sarif", "log.sarif"]);
    run.says(&["tax-revenue.pdf page 1, table 1, row "]);
    assert!(!run.stdout.contains(".pdf:1") && !run.stdout.contains(".pdf:2"), "{}", run.stdout);
    for line in bench.manifest("out").iter().filter(|line| name(&line["input"]).ends_with(".pdf")) {
        for problem in line["problems"].as_array().unwrap() {
            assert!(problem["line"].is_null() && problem["page"].is_u64(), "{problem}");
        }
    }
    for name in ["tax-revenue", "result-report", "strategy-slides"] {
        let document: Value =
            serde_json::from_slice(&fs::read(bench.path(&format!("out/{name}.json"))).unwrap()).unwrap();
        assert!(document["findings"].as_array().unwrap().iter().all(|finding| finding["line"].is_null()), "{name}");
    }
    let log: Value = serde_json::from_slice(&fs::read(bench.path("log.sarif")).unwrap()).unwrap();
    let (mut of_pdf, mut of_text) = (0, 0);
    for result in log["runs"][0]["results"].as_array().unwrap() {
        for place in result["locations"].as_array().unwrap() {
            let physical = &place["physicalLocation"];
            if physical["artifactLocation"]["uri"].as_str().unwrap().ends_with(".pdf") {
                of_pdf += 1;
                assert!(physical["region"].is_null(), "{place}");
                let page = &place["logicalLocations"][0];
                assert!(page["fullyQualifiedName"].as_str().unwrap().starts_with("page "), "{place}");
                assert!(place["message"]["text"].as_str().unwrap().starts_with("page "), "{place}");
            } else {
                of_text += 1;
                assert!(physical["region"]["startLine"].as_u64() > Some(0), "{place}");
            }
        }
    }
    assert!(of_pdf > 3 && of_text > 0, "{of_pdf} {of_text}");
}
