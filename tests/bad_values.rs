//! Small documents that once lost all their records to one bad value, or did not verify.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod cases;

use cases::printed;
use serde_json::{Value, json};
use torikumi::emit::verify;
use torikumi::source::Source;
use torikumi::{Options, Written, written};

/// The JSON of a document; it holds, and so does each of its quotes, figures and dates.
fn sound(source: &Source) -> Value {
    let Written { text, problems, .. } = written(source, &Options::default()).unwrap();
    assert_eq!(problems, []);
    let json = serde_json::from_str(&text).unwrap();
    assert_eq!(verify(&json, source, None).unwrap().problems, []);
    json
}

fn text(text: &str) -> Value {
    sound(&Source { name: "text.txt".to_owned(), bytes: text.as_bytes().to_vec() })
}

fn codes(json: &Value) -> Vec<&str> {
    cases::list(json, "findings").iter().filter_map(|finding| finding["code"].as_str()).collect()
}

#[test]
fn a_fund_without_a_name_is_no_entry() {
    let json = text(
        "みどり市まちづくり計画\n\n事業名\t事業内容\t事業費(千円)\t財源内訳(千円)\n\
         朗読会\t絵本を読む。\t1,500\t500\n草取り\t公園の草を取る。\t70\t20\n",
    );
    let budgets: Vec<&Value> = cases::list(&json, "initiatives").iter().map(|record| &record["budget"][0]).collect();
    assert_eq!(budgets.iter().map(|budget| budget["amount"]["value"].clone()).collect::<Vec<_>>(), [1_500_000, 70_000]);
    assert!(budgets.iter().all(|budget| budget["funding"] == json!([])), "{budgets:#?}");
    // The figures that no field holds are told.
    assert_eq!(codes(&json), ["U003"]);
}

#[test]
fn a_chapter_below_a_glossary_without_terms_is_in_the_outline() {
    let json = text(
        "▼ 用語の説明\n（1）窓口を変える\n\
         ■予約の受付 【目標】待ち時間30％削減（令和4年度比） 【令和5年度末】待ち時間8％削減\n\
         取組み予定 取組み実績 今後の対応\n",
    );
    assert_eq!(json["initiatives"][0]["path"], json!(["窓口を変える"]));
    let outline = cases::list(&json, "outline");
    assert!(outline.iter().any(|section| section["title"] == "窓口を変える"), "{outline:#?}");
}

#[test]
fn a_line_of_captions_is_no_step_of_a_path() {
    let json = text(
        "みどり市の取組結果\n（1）暮らしを支える\n■見守りの推進 【目標】3事業実施 【令和5年度末】2事業実施\n\
         取組み予定 取組み実績 今後の対応\n・見守りの試行\n○見守りの開始（令和5年4月）\n・対象の拡大\n\n\
         項目\t行動内容\t期限\t担当課\n手引の作成\t手引を作る。\t令和6年度末\t福祉課\n訓練の実施\t訓練をする。\t令和7年度末\t防災課\n",
    );
    let records = cases::list(&json, "initiatives");
    let names: Vec<&Value> = records.iter().map(|record| &record["name"]).collect();
    assert_eq!(names, ["見守りの推進", "手引の作成", "訓練の実施"]);
    for path in records.iter().map(|record| cases::strings(&record["path"])) {
        assert_eq!(path.first(), Some(&"暮らしを支える"), "{json:#}");
        let captions = ["取組み予定", "取組み実績", "今後の対応"];
        assert!(path.iter().all(|step| captions.iter().all(|caption| !step.contains(caption))), "{path:?}");
    }
}

#[test]
fn a_title_over_two_pages_has_a_place_on_each() {
    let json = sound(&printed::title_over_pages());
    let pages: Vec<&Value> = cases::list(&json["document"], "evidence").iter().map(|place| &place["page"]).collect();
    assert!(!pages.is_empty() && pages.windows(2).all(|pair| pair[0] != pair[1]), "{json:#}");
    let outline = cases::list(&json, "outline");
    for section in outline {
        for place in cases::list(section, "source") {
            assert!(!place["quote"].as_str().unwrap().contains("計画\n令和"), "{place}");
        }
    }
}

#[test]
fn an_empty_first_row_is_told_by_what_can_be_quoted() {
    let json = sound(&printed::empty_first_row());
    assert!(codes(&json).contains(&"U005"), "{json:#}");
    for finding in cases::list(&json, "findings") {
        assert!(cases::list(finding, "source").iter().all(|place| place["quote"] != ""), "{finding}");
    }
}

#[test]
fn a_tag_of_a_cell_parts_figures_and_one_of_a_letter_does_not() {
    let json = text("みどり市計画\n指標\t目標値\n利用者数\t5<td>8.2％\n満足度\t4**.5％\n回答数\t7<b>0</b>人\n");
    let values: Vec<&Value> = cases::list(&json, "targets").iter().map(|target| &target["quantity"]["raw"]).collect();
    assert_eq!(values, ["8.2％", "4**.5％", "7<b>0</b>人"]);
}

#[test]
fn a_period_that_breaks_its_rule_costs_nothing_but_itself() {
    // Whatever becomes of such dates, the records around them stay, and what has no year has none.
    let json = text(
        "みどり市まちづくり計画\n計画期間 令和6年～令和8年度\n\n事業名\t事業内容\t担当課\t実施時期\n\
         朗読会\t絵本を読む。\t図書館\t4月上旬\n花壇づくり\t花を植える。\t公園課\t令和6年4月上旬\n",
    );
    let days = |period: &Value| format!("{} {} {}", period["raw"], period["start"], period["end"]);
    let dates = |record: &Value| cases::list(record, "schedule").iter().map(days).collect::<Vec<_>>();
    let records: Vec<(&Value, Vec<String>)> =
        cases::list(&json, "initiatives").iter().map(|record| (&record["name"], dates(record))).collect();
    let spring = r#""令和6年4月上旬" "2024-04-01" "2024-04-10""#.to_owned();
    assert_eq!(records, [(&json!("朗読会"), vec![]), (&json!("花壇づくり"), vec![spring])]);
    let plan = &json["document"]["period"];
    assert_eq!((&plan["start"], &plan["end"]), (&json!("2024-04-01"), &json!("2027-03-31")), "{plan}");
}
