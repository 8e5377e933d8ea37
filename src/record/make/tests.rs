//! Small tables and sheets, read by evidence: which records come out.

use crate::record::Records;
use crate::record::tables::tests::records;

/// The targets with their values and the raw dates that they are due.
fn targets(records: &Records) -> Vec<String> {
    records.targets.iter().map(|made| made.text.clone()).collect()
}

/// The results with what was measured.
fn measured(records: &Records) -> Vec<(String, Vec<String>)> {
    let values = |made: &crate::record::model::Outcome| {
        made.measurements.iter().map(|measured| measured.quantity.value.to_string()).collect()
    };
    records.results.iter().map(|made| (made.text.clone(), values(made))).collect()
}

/// The budgets of the first initiative: amounts, and the funds of each.
fn budget(records: &Records) -> Vec<(String, Vec<String>)> {
    let first = records.initiatives.first();
    let funds = |budget: &crate::record::model::Budget| {
        budget.funding.iter().map(|part| format!("{} {}", part.name, part.amount.value)).collect()
    };
    first.map_or(Vec::new(), |made| {
        made.budget.iter().map(|budget| (budget.amount.value.to_string(), funds(budget))).collect()
    })
}

#[test]
fn years_without_an_era_are_years() {
    let read = records(
        "ほしの町上水道計画 進捗状況\n\n項目名称\t単位\t\t3年度\t4年度\t8年度\n普及率\t%\t実績\t71.5\t72.0\t\n\
         \t\t目標\t\t73.0\t80.0\n",
    );
    assert_eq!(targets(&read), ["普及率 73.0", "普及率 80.0"]);
    assert_eq!(measured(&read), [("普及率".to_owned(), vec!["71.5".to_owned(), "72.0".to_owned()])]);
    assert!(read.targets.iter().all(|made| made.due.is_none()));
}

#[test]
fn rows_that_say_their_kind_name_what_is_provided() {
    let read = records(
        "かえで町こども計画\n\n学童の見込みを次のとおり定めます。(単位:人)\n\n\t令和6年度\t令和7年度\n①必要量\t120\t130\n\
         うち低学年\t80\t90\n②提供量\t100\t130\n過不足(②-①)\t△20\t0\n",
    );
    assert_eq!(targets(&read), ["提供量 100", "提供量 130"]);
    let units = read.targets.iter().filter_map(|made| made.quantity.as_ref()?.unit.clone());
    assert_eq!(units.collect::<Vec<_>>(), ["人", "人"]);
}

#[test]
fn the_first_of_two_years_that_lie_apart_is_where_aims_set_out_from() {
    let table = "\t令和4年度末\t令和11年度末\n公園の数\t18か所\t25か所\n街路樹の本数\t900本\t1,200本\n";
    let read = records(&format!("しらかば町緑の基本計画 目標値\n\n{table}"));
    assert_eq!(targets(&read), ["公園の数 25か所", "街路樹の本数 1,200本"]);
    assert!(read.targets.iter().all(|made| made.baseline.is_some()));
    let next = table.replace("11年度末", "5年度末");
    assert_eq!(records(&format!("しらかば町緑の基本計画 目標値\n\n{next}")).targets.len(), 4);
}

#[test]
fn so_many_years_later_is_an_aim() {
    let read = records(
        "ふきのとう町防災計画\n\n目標項目\t現状(5年度末)\t2年後(7年度末)\t5年後(10年度末)\n備蓄の充足率\t60%\t75%\t90%\n",
    );
    assert_eq!(targets(&read), ["備蓄の充足率 75%", "備蓄の充足率 90%"]);
}

#[test]
fn years_over_grades_rate_each_year() {
    let read = records(
        "つくし町教育委員会 点検評価\n\n重点目標\tR4\tR5\tR6\n読書に親しむ子を育てる\tB\tA\tA\n地域の力を生かす\tC\tB\tB\n",
    );
    assert_eq!(targets(&read), ["読書に親しむ子を育てる", "地域の力を生かす"]);
    let rated: Vec<&str> =
        read.results.iter().filter_map(|made| made.rating.as_ref().map(|rating| rating.raw.as_str())).collect();
    assert_eq!(rated, ["B", "A", "A", "C", "B", "B"]);
    // Signs under years draw a plan.
    let drawn = records("つくし町計画\n\n事業名\tR4\tR5\tR6\n図書館の改修\t○\t○\t\n橋の点検\t\t○\t○\n");
    assert!(drawn.results.is_empty());
}

#[test]
fn a_sheet_has_indicators_with_rates_money_by_year_and_boxes() {
    let read = records(
        "はこべ市事務事業評価シート\n\n事業名\t花壇づくり事業\t\t担当課\t公園課\n目的\t駅前に憩いの場を作る。\n\
         指標名\t単位\t区分\tR5年度\tR6年度\n植栽数\t株\t目標\t100\t120\n\t\t実績\t90\t126\n\t\t達成率\t90.0%\t105.0%\n\
         事業費(千円)\t\t\tR5決算\tR6当初\n国庫支出金\t\t\t100\t120\n一般財源\t\t\t200\t210\n事業費計\t\t\t300\t330\n\
         人件費\t\t\t50\t50\n総事業費\t\t\t350\t380\n妥当性\tA\n総合評価\tB\t花の数が増え、休む人が多くなった。\n\
         今後の方向性\t■拡充 □継続 □縮小\n",
    );
    let made = &read.initiatives[0];
    assert_eq!((read.initiatives.len(), made.name.as_str()), (1, "花壇づくり事業"));
    assert_eq!(made.next_steps, ["拡充"]);
    let funds = |one: &str, other: &str| vec![format!("国庫支出金 {one}"), format!("一般財源 {other}")];
    let wanted = [("300000", funds("100000", "200000")), ("330000", funds("120000", "210000"))];
    assert_eq!(budget(&read), wanted.map(|(amount, funds)| (amount.to_owned(), funds)));
    let years = made.budget.iter().map(|budget| budget.period.as_ref().and_then(|period| period.start));
    assert_eq!(years.collect::<Vec<_>>(), [Some(jiff::civil::date(2023, 4, 1)), Some(jiff::civil::date(2024, 4, 1))]);
    assert_eq!(targets(&read), ["植栽数 100", "植栽数 120"]);
    let values = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    let mut results = measured(&read);
    results.sort();
    assert_eq!(
        results,
        [
            ("植栽数".to_owned(), values(&["90", "126", "90.0", "105.0"])),
            ("花の数が増え、休む人が多くなった。".to_owned(), Vec::new()),
        ]
    );
}

#[test]
fn a_label_in_the_middle_of_a_small_table_is_its_title() {
    let read = records(
        "すみれ市行革実施計画\n\n項目番号\t2-1\t取組項目\t基金の運用\t所管課\t会計課\n\
         取組内容\t余った資金を債券で運用する。\n\tR6\tR7\tR8\n年度別計画\t方針の決定\t購入\t→\n\
         指標名\t単位\tR6目標\tR7目標\tR8目標\n運用額\t億円\t1\t3\t5\n目標効果額(千円)\t\t100\t300\t500\n",
    );
    assert_eq!(read.initiatives[0].activities, ["方針の決定", "購入"]);
    let effect: Vec<String> = targets(&read).into_iter().filter(|text| text.starts_with("目標効果額")).collect();
    assert_eq!(effect.len(), 3);
}

#[test]
fn funding_belongs_to_the_amount_that_it_adds_up_to() {
    let first = records(
        "よもぎ市実施計画\n（単位：千円）\n事業名\t事業概要\t令和6年度\t令和7年度\t計\t国庫支出金\t一般財源\n\
         駅の改修\t駅舎を直す。\t500\t900\t1,400\t200\t300\n",
    );
    let funds = vec!["国庫支出金 200000".to_owned(), "一般財源 300000".to_owned()];
    assert_eq!(budget(&first), [("500000".to_owned(), funds), ("900000".to_owned(), Vec::new())]);
    let sum = records(
        "なずな町実施計画\n\n事業名\t事業内容\t区分\t令和7年度\t令和8年度\t計\t財源内訳\n\
         橋の架け替え\t古い橋を架け替える。\t計画\t設計\t工事\t\t国庫支出金 600 一般財源 400\n\t\t事業費(千円)\t300\t700\t1,000\t\n",
    );
    assert_eq!(sum.initiatives[0].activities, ["設計", "工事"]);
    let amounts: Vec<String> = budget(&sum).into_iter().map(|(amount, _)| amount).collect();
    assert_eq!(amounts, ["300000", "700000", "1000000"]);
    assert_eq!(sum.initiatives[0].budget[2].funding.len(), 2);
}

#[test]
fn what_grades_mean_names_nothing() {
    let read = records(
        "せり市評価結果報告書\n\n評価\t内容\t事業数\nA\t計画どおりに進める\t12\nB\t改善して進める\t5\nC\t抜本的に見直す\t1\n合計\t\t18\n",
    );
    assert!(read.initiatives.is_empty() && read.results.is_empty());
}

#[test]
fn a_sheet_goes_on_in_the_tables_below_it() {
    let read = records(
        "様式第3号\n交付金事業計画書\n\n1 事業の概要\n事業名\t見守り網づくり事業\n事業期間\t令和6年度～令和7年度\n\
         事業の目的\t高齢者が安心して暮らせるようにする。\n連携団体\t社会福祉協議会\n\n2 重要業績評価指標(KPI)\n\
         指標\t当初値\t令和6年度\t令和7年度\n見守りの協力店\t10店\t20店\t30店\n\n3 事業費（単位：千円）\n\
         区分\tR6\tR7\t合計\n総事業費\t800\t600\t1,400\nうち交付金\t400\t300\t700\nうち一般財源\t400\t300\t700\n",
    );
    let id = Some(&read.initiatives[0].id);
    assert!(read.targets.len() == 2 && read.targets.iter().all(|made| made.initiative_id.as_ref() == id));
    let funds = |amount: &str| vec![format!("交付金 {amount}"), format!("一般財源 {amount}")];
    let wanted = [("800000".to_owned(), funds("400000")), ("600000".to_owned(), funds("300000"))];
    assert_eq!(budget(&read), wanted);
}

#[test]
fn limits_have_no_year_and_amounts_before_a_supplement_are_no_aims() {
    let read = records(
        "令和6年度 つわぶき町一般会計補正予算\n\n債務負担行為（単位：千円）\n事項\t期間\t限度額\n\
         給食の調理委託\t令和7年度から令和9年度まで\t9,000\n\n歳出の補正（単位：千円）\n\
         事業名\t補正前の額\t補正額\t計\t説明\n灯油の助成\t1,000\t500\t1,500\t灯油の購入を助成する。\n",
    );
    assert!(read.targets.is_empty());
    assert_eq!(budget(&read), [("9000000".to_owned(), Vec::new())]);
    assert!(read.initiatives[0].budget[0].period.is_none());
    assert_eq!(read.initiatives[1].budget.len(), 1);
}
