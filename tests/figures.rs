//! Figures in tables and lines of a whole document: units that stand apart, signs, shares, steps from one figure to
//! another, and what is told where a figure was not understood.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod cases;

use cases::{json, list};
use serde_json::Value;
use torikumi::source::Source;

fn convert(body: &str) -> Value {
    let text = format!(
        "みどり市総合計画\n\n令和7年3月\n\nみどり市\n\n1 計画期間\n\n令和7年度から令和11年度まで\n\n2 重要業績評価指標\n\n{body}\n"
    );
    json(&Source { name: "drawn.txt".to_owned(), bytes: text.into_bytes() })
}

/// `comparator value..upper unit per of`.
fn figure(quantity: &Value) -> String {
    if quantity.is_null() {
        return "-".to_owned();
    }
    let word = |field: &str| quantity[field].as_str().map(str::to_owned);
    let number = |field: &str| quantity[field].as_number().map(ToString::to_string);
    let sign = word("comparator").filter(|sign| sign != "=").unwrap_or_default();
    let upper = number("upper").map(|upper| format!("..{upper}")).unwrap_or_default();
    let per = word("per").map(|per| format!(" per {per}")).unwrap_or_default();
    let of = quantity["of"]["value"].as_number().map(|of| format!(" of {of}")).unwrap_or_default();
    let unit = word("unit").unwrap_or_else(|| "-".to_owned());
    format!("{sign}{}{upper} {unit}{per}{of}", number("value").unwrap_or_default())
}

fn raw(period: &Value) -> &str {
    period["raw"].as_str().unwrap_or("-")
}

/// Each target as `baseline (as of) -> aim (due)`.
fn targets(document: &Value) -> Vec<String> {
    let one = |target: &Value| {
        let base = &target["baseline"];
        let start = format!("{} ({})", figure(&base["quantity"]), raw(&base["as_of"]));
        format!("{start} -> {} ({})", figure(&target["quantity"]), raw(&target["due"]))
    };
    list(document, "targets").iter().map(one).collect()
}

/// The quotes of the figures that are told as not understood.
fn told(document: &Value) -> Vec<&str> {
    let findings = list(document, "findings").iter().filter(|finding| finding["code"] == "U007");
    findings.map(|finding| finding["source"][0]["quote"].as_str().unwrap()).collect()
}

/// A table of one indicator: its label, its value now, its aim.
fn table(label: &str, now: &str, aim: &str) -> Value {
    convert(&format!("指標\t現状値（R6）\t目標値（R11）\n{label}\t{now}\t{aim}"))
}

#[test]
fn units_of_columns() {
    for (unit, now, aim, wanted) in [
        ("人", "25", "30", "25 人 (-) -> 30 人 (R11)"),
        ("千人", "2.5", "3", "2500 人 (-) -> 3000 人 (R11)"),
        ("100人", "25", "30", "2500 人 (-) -> 3000 人 (R11)"),
        ("1,000t", "25", "30", "25000 t (-) -> 30000 t (R11)"),
        ("1000t-CO2", "12.5", "9", "12500 t-CO2 (-) -> 9000 t-CO2 (R11)"),
        ("百万円", "△1.5", "2", "-1500000 円 (-) -> 2000000 円 (R11)"),
        ("件/千人", "6.2", "5以下", "6.2 件 per 千人 (-) -> <=5 件 per 千人 (R11)"),
        ("％ポイント", "1.5", "2", "1.5 ポイント (-) -> 2 ポイント (R11)"),
        ("ブース", "5", "10～12", "5 ブース (-) -> 10..12 ブース (R11)"),
        ("千円", "12,300", "5千円", "12300000 円 (-) -> 5000 円 (R11)"),
        ("10a", "3", "5", "3 10a (-) -> 5 10a (R11)"),
    ] {
        let document = convert(&format!("指標名\t単位\t基準値\t目標値（R11）\n農地の集積\t{unit}\t{now}\t{aim}"));
        assert_eq!(targets(&document), [wanted], "{unit}");
        assert_eq!(told(&document).is_empty(), unit != "10a", "{unit}");
    }
    let ditto = convert("指標名\t単位\t基準値\t目標値（R11）\n会員\t千人\t2\t3\n児童\t〃\t4\t5\n高齢者\t同上\t6\t7");
    let wanted = ["2000 人 (-) -> 3000 人 (R11)", "4000 人 (-) -> 5000 人 (R11)", "6000 人 (-) -> 7000 人 (R11)"];
    assert_eq!(targets(&ditto), wanted);
}

#[test]
fn units_of_labels_headers_and_lines_above() {
    for (label, now, aim, wanted) in [
        ("市債の残高（千円）", "1,200", "1,000", "1200000 円 (R6) -> 1000000 円 (R11)"),
        ("収支の比率（％、△は減）", "△3.2", "△5", "-3.2 % (R6) -> -5 % (R11)"),
        ("実質収支（百万円、（ ）は減）", "（12.3）", "（5）", "-12300000 円 (R6) -> -5000000 円 (R11)"),
        ("健康な人の割合【％】", "45.6", "50", "45.6 % (R6) -> 50 % (R11)"),
        ("利用者数（延べ）", "12.5", "30.5", "12.5 - (R6) -> 30.5 - (R11)"),
        ("利用率（12.3の目安）", "（12.3）", "30.5", "12.3 - (R6) -> 30.5 - (R11)"),
    ] {
        assert_eq!(targets(&table(label, now, aim)), [wanted], "{label}");
    }
    let above = convert(
        "（単位：千円）\n指標\t現状値（R6）\t目標値（R11）\nふるさと納税の額\t45,600\t60,000\n補助の額\t5億円\t6",
    );
    let wanted = ["45600000 円 (R6) -> 60000000 円 (R11)", "500000000 円 (R6) -> 6000 円 (R11)"];
    assert_eq!(targets(&above), wanted);
    let several = convert("（単位：千円、％）\n指標\t現状値（R6）\t目標値（R11）\nふるさと納税の額\t45,600\t60,000");
    assert_eq!(targets(&several), ["45600 - (R6) -> 60000 - (R11)"]);
    let reached =
        convert("（単位：百万円）\n指標\t実績（R4）\t実績（R5）\t目標値（R11）\n市税の収入額\t1,200\t1,234.5\t1,300");
    let measured: Vec<String> = list(&reached, "results")
        .iter()
        .flat_map(|result| list(result, "measurements"))
        .map(|m| figure(&m["quantity"]))
        .collect();
    assert_eq!(measured, ["1200000000 円", "1234500000 円"]);
}

#[test]
fn cells_of_figures() {
    for (now, aim, wanted) in [
        ("1.32", "1.40～1.50", "1.32 - (R6) -> 1.40..1.50 - (R11)"),
        ("28/32校", "32/32校", "28 校 of 32 (R6) -> 32 校 of 32 (R11)"),
        ("全32校中28校", "全校", "28 校 of 32 (R6) -> - (R11)"),
        ("1/4", "1/3", "0.25 - (R6) -> 0.3333333333333333 - (R11)"),
        ("県内12位", "5位以内", "12 位 (R6) -> <=5 位 (R11)"),
        ("72.3歳", "73.0歳", "72.3 歳 (R6) -> 73.0 歳 (R11)"),
        ("12 300人", "13 000人", "12300 人 (R6) -> 13000 人 (R11)"),
        ("\u{AD}5.2％", "\u{AD}3.1％", "-5.2 % (R6) -> -3.1 % (R11)"),
        ("20\u{AD}29件", "30\u{AD}39件", "20..29 件 (R6) -> 30..39 件 (R11)"),
        ("12", "3.0回転以上", "12 - (R6) -> >=3.0 回転 (R11)"),
        ("5カ年累計100件", "5か年で累計120件以上", "100 件 (R6) -> >=120 件 (R11)"),
        ("75％（R4）", "80％", "75 % (R4) -> 80 % (R11)"),
        ("18人", "0に近づける", "18 人 (R6) -> - (R11)"),
        ("18人", "実質ゼロ", "18 人 (R6) -> - (R11)"),
    ] {
        let document = table("取組の度合い", now, aim);
        assert_eq!(targets(&document), [wanted], "{now} {aim}");
        assert!(told(&document).is_empty(), "{now} {aim}");
        let unplaced = list(&document, "findings").iter().any(|finding| finding["code"] == "U000");
        assert!(!unplaced, "{now} {aim}");
    }
}

#[test]
fn what_is_not_understood_is_told_at_its_place() {
    for (aim, quote) in [
        ("1:3", "1:3"),
        ("3対1", "3対1"),
        ("百二三件", "百二三件"),
        ("1,23件", "1,23件"),
        ("4/1", "4/1"),
        ("12345678901234567890123456789012345件", "12345678901234567890123456789012345件"),
    ] {
        let document = table("取組の度合い", "5件", aim);
        assert_eq!(told(&document), [quote]);
        assert_eq!(targets(&document), ["5 件 (R6) -> - (R11)"], "{aim}");
    }
    for aim in ["半減", "過半数", "A評価", "全校", "第3次計画の策定", "4年生で実施", "継続"] {
        assert!(told(&table("取組の度合い", "5件", aim)).is_empty(), "{aim}");
    }
}

#[test]
fn steps_from_one_figure_to_another() {
    for (aim, wanted) in [
        ("50％→70％", vec!["50 % (-) -> 70 % (R11)"]),
        ("50 ⇒ 70％", vec!["50 % (-) -> 70 % (R11)"]),
        ("50％（令和4年度）→70％（令和10年度）", vec!["50 % (令和4年度) -> 70 % (令和10年度)"]),
        ("80％（令和8年度）→90％（令和11年度）", vec!["- (-) -> 80 % (令和8年度)", "- (-) -> 90 % (令和11年度)"]),
        ("R8:5件→R11:8件", vec!["- (-) -> 5 件 (R8)", "- (-) -> 8 件 (R11)"]),
    ] {
        let document = convert(&format!("指標\t目標値（R11）\n取組の度合い\t{aim}"));
        assert_eq!(targets(&document), wanted, "{aim}");
    }
    let header = convert("指標\t目標（R4→R8）\n学校の洋式化の率\t50％→70％");
    assert_eq!(targets(&header), ["50 % (R4) -> 70 % (R8)"]);
}
