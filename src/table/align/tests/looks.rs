//! Looks that a designer gives a table, each drawn as small as it tells.

use super::{Sheet, shape};

#[test]
fn rulings_that_begin_at_the_second_column_leave_narrow_columns_to_the_white() {
    let rows: [&[&str]; 5] = [
        &["窓口改革", "全市実施率百", "書かない窓口の導入"],
        &["情報", "全市実施率十", "研修の実施"],
        &["学校", "全校実施率百", "端末の配備"],
        &["防災", "六割の公開", "地図"],
        &["観光", "全市実施率百", "案内の開始"],
    ];
    let mut sheet = Sheet::new().rows(&[120.0, 200.0, 267.0], 88.0, 1.0, &[&["項目", "目標", "取組結果"]]);
    sheet = sheet.rule(76.0, 60.0, 400.0).rule(94.0, 60.0, 400.0).text(70.0, 154.0, "暮らし");
    sheet = sheet.rows(&[120.0, 200.0, 267.0], 110.0, 22.0, &rows).rule(206.0, 60.0, 400.0);
    sheet = (0..4).fold(sheet, |sheet, row| sheet.rule(118.0 + 22.0 * row as f32, 110.0, 400.0));
    assert_eq!(shape(&sheet), [(6, 4)]);
}

#[test]
fn items_that_stand_alone_head_rows_wherever_they_stand() {
    let (names, results) = (60.0, 230.0);
    // Nothing but its mark tells that the line below it is a heading.
    let sheet = Sheet::new()
        .shade(50.0, 86.0, 400.0, 104.0)
        .text(90.0, 98.0, "取組項目")
        .text(260.0, 98.0, "取組結果")
        .text(names, 116.0, "・窓口の改革")
        .text(names, 137.0, "手続を案内する窓口")
        .lines(results, 130.0, 14.0, &["手続の案内を始めた。", "窓口で案内した。"])
        .text(names, 156.0, "・予約の拡充")
        .text(names, 177.0, "夜間受取")
        .lines(results, 170.0, 14.0, &["夜間も受け取れる。", "時間を延長した。"])
        .lines(names, 198.0, 14.0, &["申請書を自動で作成", "する仕組み"])
        .lines(results, 198.0, 14.0, &["申請書を作成した。", "一部を省略した。"])
        .text(names, 226.0, "・地域での活用")
        .text(names, 247.0, "民間との連携")
        .lines(results, 240.0, 14.0, &["見守りを始めた。", "協定を結んだ。"]);
    let cells = sheet.cells();
    assert!(cells.contains(&"6,0 1x2 ・地域での活用".to_owned()), "{cells:?}");
    assert!(cells.contains(&"5,0 1x1 申請書を自動で作成する仕組み".to_owned()), "{cells:?}");
}

#[test]
fn a_title_over_the_names_stays_outside() {
    let sheet = Sheet::new()
        .text(60.0, 100.0, "■取組項目及び目標に対する取組結果")
        .lines(200.0, 113.0, 12.0, &["担当する課", "（部）"])
        .text(330.0, 119.0, "目標")
        .rows(
            &[60.0, 200.0, 330.0],
            144.0,
            18.0,
            &[&["窓口改革", "市民課", "80%"], &["防災情報", "総務課", "70%"], &["学校", "学事課", "9%"]],
        );
    assert_eq!(shape(&sheet), [(4, 3)]);
    assert!(!sheet.cells().iter().any(|cell| cell.contains("■")), "{:?}", sheet.cells());
}

#[test]
fn one_header_twice_is_two_tables_side_by_side() {
    let rows: [&[&str]; 4] = [
        &["指標", "目標", "指標", "目標"],
        &["窓口の満足", "80%", "防災の満足", "75%"],
        &["情報の満足", "90%", "学校の満足", "9%"],
        &["福祉の満足", "60%", "観光の満足", "50%"],
    ];
    let sheet = Sheet::new().rows(&[60.0, 200.0, 320.0, 460.0], 100.0, 20.0, &rows);
    assert_eq!(shape(&sheet), [(4, 2), (4, 2)]);
}

#[test]
fn a_name_over_the_last_column_stands_as_far_off_as_rows_do() {
    let sheet = Sheet::new().text(205.0, 100.0, "申込率").rows(
        &[60.0, 210.0],
        122.0,
        22.0,
        &[&["保育所の申込", "100%"], &["応援金の申込", "99%"], &["粗大ごみの申込", "41%"]],
    );
    assert_eq!(shape(&sheet), [(4, 2)]);
}

#[test]
fn a_name_in_the_middle_of_a_wide_column_is_that_columns() {
    let sheet = Sheet::new().text(260.0, 100.0, "指標").text(440.0, 100.0, "目標").rows(
        &[60.0, 445.0],
        120.0,
        20.0,
        &[&["市民の満足", "80%"], &["職員の満足", "70%"], &["議会の満足", "60%"]],
    );
    assert_eq!(shape(&sheet), [(4, 2)]);
}

#[test]
fn a_pillar_of_letters_reaches_from_ruling_to_ruling() {
    let mut sheet = Sheet::new().rule(84.0, 60.0, 420.0).rule(104.0, 60.0, 420.0);
    sheet = sheet.text(110.0, 98.0, "取組項目").text(260.0, 98.0, "取組結果");
    // Eight letters are higher than the rows beside them: the last row has room below its text.
    sheet = sheet.lines(70.0, 118.0, 12.0, &["暮", "ら", "し", "・", "サ", "ー", "ビ", "ス"]);
    sheet = sheet.text(100.0, 118.0, "・市民の情報").rule(123.0, 95.0, 420.0);
    sheet = sheet.text(100.0, 137.0, "相談の実施").text(250.0, 137.0, "相談を始めた").rule(142.0, 95.0, 420.0);
    sheet = sheet.text(100.0, 156.0, "新たな講習会").text(250.0, 156.0, "講習会を開いた").rule(210.0, 60.0, 420.0);
    sheet = sheet.text(70.0, 233.0, "学び").text(100.0, 224.0, "授業の支援").text(250.0, 224.0, "支援を始めた");
    sheet = sheet.rule(229.0, 95.0, 420.0).text(100.0, 243.0, "教材の活用").text(250.0, 243.0, "教材を配った");
    let sheet = sheet.rule(248.0, 60.0, 420.0);
    assert!(sheet.cells().contains(&"1,0 3x1 暮らし・サービス".to_owned()), "{:?}", sheet.cells());
}

#[test]
fn a_pillar_named_on_the_page_before_leaves_its_rows_empty() {
    let mut sheet = Sheet::new().rule(84.0, 60.0, 420.0).rule(104.0, 60.0, 420.0);
    sheet = sheet.text(110.0, 98.0, "取組項目").text(260.0, 98.0, "取組結果");
    for row in 0..9 {
        let y = 120.0 + 20.0 * row as f32;
        sheet = sheet.text(110.0, y, "授業の支援").text(250.0, y, "支援を始めた");
        sheet = sheet.rule(y + 6.0, if row == 4 || row == 8 { 60.0 } else { 105.0 }, 420.0);
    }
    let sheet = sheet.text(70.0, 250.0, "学び");
    assert!(sheet.cells().contains(&"6,0 4x1 学び".to_owned()), "{:?}", sheet.cells());
}
