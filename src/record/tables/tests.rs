//! Small tables: which of them give records, and which.

use crate::lexicon::Lexicon;
use crate::page::{self, Block};
use crate::record::{self, Records, about, model::FileInfo};
use crate::rendition::{self, Origin};
use crate::repairs::Repairs;
use crate::source;
use crate::table;
use crate::text::{RowShape, Spread};

/// The records of a text; its rows are those of a printed page, without merged cells.
pub fn records(text: &str) -> Records {
    let Ok(decoded) = source::decode(text.as_bytes()) else { return Records::default() };
    let mut rendition = rendition::read(&decoded, &Repairs::default());
    for line in &mut rendition.lines {
        let cells = line.text.as_str().matches('\t').count() + 1;
        let shape = RowShape { cells: vec![Spread::default(); cells], ..RowShape::default() };
        line.row = line.is_row().then_some(shape);
    }
    let blocks: Vec<Block> = page::compose(&rendition.lines);
    let tables = table::find(&blocks, &Repairs::default());
    let origin = Origin::new(decoded);
    let file = FileInfo {
        file: String::new(),
        sha256: String::new(),
        bytes: 0,
        media_type: String::new(),
        pages: None,
        producer: None,
    };
    record::interpret(&blocks, &tables, &origin, &about::read(&blocks, &origin, file), &Lexicon::default())
}

fn names(records: &Records) -> Vec<&str> {
    records.initiatives.iter().map(|made| made.name.as_str()).collect()
}

fn targets(records: &Records) -> Vec<&str> {
    records.targets.iter().map(|made| made.text.as_str()).collect()
}

fn codes(records: &Records) -> Vec<&str> {
    records.findings.iter().map(|finding| finding.code.as_str()).collect()
}

#[test]
fn names_need_company() {
    let alone = records("事業名\t区域\n道路の整備\t北\n橋の点検\t南\n");
    assert!(alone.initiatives.is_empty());
    assert_eq!(codes(&alone)[..1], ["T010"]);
    let led = records("事業名\t担当課\n道路の整備\t土木課\n橋の点検\t土木課\n");
    assert_eq!(names(&led), ["道路の整備", "橋の点検"]);
    // 項目 heads names of anything: one companion is not enough, and figures beside it make it an indicator.
    assert!(records("評価項目\t内容\n工事実績\t過去の工事\n").initiatives.is_empty());
    let counted = records("項目\t現状\t目標\n申請率\t12%\t50%\n");
    assert_eq!((names(&counted).len(), targets(&counted)), (0, vec!["申請率 50%"]));
}

#[test]
fn bids_are_no_plan() {
    let bids = records("事業名\t事業概要\t落札価格\n配線工事\t屋内の配線\t1,790,000円\n");
    assert!(bids.initiatives.is_empty());
}

#[test]
fn a_heading_names_what_targets_belong_to() {
    let text = "第1 勤務の環境\n\n(1)休暇の取得\n\n目標\t推進者\n①休暇を取りやすくする\t総務課長\n②応援の体制をつくる\t所属長\n";
    let read = records(text);
    assert_eq!(names(&read), ["休暇の取得"]);
    assert_eq!(targets(&read), ["休暇を取りやすくする", "応援の体制をつくる"]);
    let home = Some(read.initiatives[0].id.clone());
    assert!(read.targets.iter().all(|target| target.initiative_id == home));
    assert_eq!(read.targets[1].departments, ["所属長"]);
}

#[test]
fn a_blank_sheet_repeats_its_aims() {
    let text =
        "(1)休暇\n\n目標\t推進者\n休暇を取りやすくする\t総務課\n\n点検票\n\n目標\t進捗\n休暇を取りやすくする\t\n";
    let read = records(text);
    assert_eq!(targets(&read), ["休暇を取りやすくする"]);
    assert_eq!(read.targets[0].source.all().len(), 3);
    assert!(codes(&read).contains(&"T012"));
}

#[test]
fn a_sheet_with_labels_is_one_initiative() {
    let text = "事業名\t見守り事業\n担当課\t福祉課\n事業概要\t高齢者を見守る。\n目標\t孤立を0件にする\n";
    let read = records(text);
    assert_eq!(names(&read), ["見守り事業"]);
    assert_eq!(read.initiatives[0].departments, ["福祉課"]);
    assert_eq!(read.initiatives[0].description.as_deref(), Some("高齢者を見守る。"));
    assert_eq!(targets(&read), ["孤立を0件にする"]);
}

#[test]
fn names_with_sentences_are_measures_only_where_the_heading_says_so() {
    let rows = "修繕費\t計画により修繕に努める。\n委託料\tなし\n資産\t活用の予定はありません。\n";
    assert_eq!(names(&records(&format!("(1)今後の取組\n\n{rows}"))), ["修繕費"]);
    assert!(records(&format!("(1)これまでの取組\n\n{rows}")).initiatives.is_empty());
    assert!(records(&format!("(1)事業の現況\n\n{rows}")).initiatives.is_empty());
}

#[test]
fn figures_of_an_indicator_are_one_result() {
    let read = records("KPI\tR3実績\tR4実績\t目標値(R6)\t達成状況\n相談件数\t85件\t102件\t120件\tA\n");
    assert_eq!(targets(&read), ["相談件数 120件"]);
    let [result] = read.results.as_slice() else { panic!("one result") };
    assert_eq!((result.text.as_str(), result.measurements.len()), ("相談件数", 2));
}

#[test]
fn rows_of_aims_and_rows_of_results() {
    let read = records("指標名\t区分\tR3\tR4\n創業者数\t目標\t10人\t12人\n創業者数\t実績\t8人\t11人\n");
    assert_eq!(targets(&read), ["創業者数 10人", "創業者数 12人"]);
    assert_eq!(read.results.len(), 1);
    assert_eq!(read.results[0].measurements.len(), 2);
}

#[test]
fn money_takes_unit_and_year_from_above() {
    let text = "令和6年度 主要事業一覧\n(単位:千円)\n\n事業名\t事業費\t主な事業内容\n移住の促進\t12,300\t住宅の運営\n合計\t12,300\t\n";
    let read = records(text);
    assert_eq!(names(&read), ["移住の促進"]);
    let budget = &read.initiatives[0].budget[0];
    assert_eq!((budget.amount.value.to_string(), budget.amount.unit.as_deref()), ("12300000".to_owned(), Some("円")));
    assert_eq!(budget.period.as_ref().map(|period| period.raw.as_str()), Some("令和6年度"));
}

#[test]
fn offices_beside_aims_make_no_initiatives() {
    let made = records("項目\t現状値(R3)\t目標値(R9)\t担当課\n女性委員の割合\t28%\t40%\t総務課\n");
    assert_eq!((names(&made).len(), targets(&made)), (0, vec!["女性委員の割合 40%"]));
}

#[test]
fn aims_below_their_year_or_in_the_column_of_indicators() {
    let year = records("数値目標\t令和9年度\n延床面積\t20%削減\n維持費\t1億円削減\n");
    assert_eq!(targets(&year), ["延床面積 20%削減", "維持費 1億円削減"]);
    let named = records("取組名\t活動指標\t担当課\n電子図書館の開設\t蔵書数 5,000点\t図書館\n相談\t未設定\t福祉課\n");
    assert_eq!((names(&named).len(), targets(&named)), (2, vec!["蔵書数 5,000点"]));
}

#[test]
fn what_is_done_in_a_year_names_nothing() {
    let plan = records("施策\t令和6年度の主な取組\t担当課\nごみの減量\t講座の開催\t環境課\n緑の保全\t植樹\t公園課\n");
    assert_eq!(names(&plan), ["ごみの減量", "緑の保全"]);
    assert_eq!(plan.initiatives[0].activities, ["講座の開催"]);
}

#[test]
fn a_dated_year_beside_aims_is_no_schedule() {
    let made = records("施策名\t指標\t目標年度\t目標値\t実績年度\t実績値\n緑の保全\t緑地面積\tR12\t250ha\tR5\t248ha\n");
    assert!(made.initiatives[0].schedule.is_empty());
    assert_eq!(made.targets[0].due.as_ref().map(|due| due.raw.as_str()), Some("R12"));
    let measured = made.results[0].measurements[0].as_of.as_ref();
    assert_eq!(measured.map(|date| date.raw.as_str()), Some("R5"));
}
