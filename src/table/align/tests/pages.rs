//! Tables that go on from page to page, and the lists and boxes of slides that they are told from.

use super::{Sheet, found, shape};
use crate::geometry::Rect;
use crate::page::grid::{Evidence, Grid};

#[test]
fn lists_beside_names_are_the_cells_of_rows() {
    let row = |sheet: Sheet, at: usize, name: &str| {
        let y = 130.0 + 60.0 * at as f32;
        let sheet = sheet.text(60.0, y, name).lines(200.0, y, 14.0, &["・全課で実施", "・年度内に完了"]);
        sheet.lines(340.0, y, 14.0, &["○窓口を改めた", "○案内を始めた", "○地図を公開した"])
    };
    let head = Sheet::new().rows(&[60.0, 200.0, 340.0], 100.0, 1.0, &[&["取組項目", "目標", "取組結果"]]);
    let named = ["窓口改革", "防災情報", "学校"].iter().enumerate();
    let sheet = named.fold(head, |sheet, (at, name)| row(sheet, at, name));
    assert_eq!(shape(&sheet), [(4, 3)]);
}

#[test]
fn a_shaded_pillar_over_several_rows_is_no_box_of_a_diagram() {
    let rows: [&[&str]; 5] = [
        &["取組", "目標", "結果"],
        &["申請", "10件", "9件"],
        &["予約", "20件", "8件"],
        &["相談", "30件", "7件"],
        &["教育", "40件", "6件"],
    ];
    let sheet = Sheet::new().shade(50.0, 86.0, 150.0, 106.0).shade(150.0, 86.0, 400.0, 106.0);
    let sheet = sheet.rows(&[160.0, 260.0, 340.0], 100.0, 20.0, &rows).text(60.0, 142.0, "くらし");
    // Two fills that do not end where the text of the rows tells rows to end.
    let pillar = |top: f32, bottom: f32, right: f32| {
        let rect = Rect { left: 50.0, top, right, bottom };
        Grid { rect, evidence: Evidence::Ruled, rows: 1, cols: 1, cells: Vec::new() }
    };
    let boxes = |right: f32| [pillar(95.0, 137.0, right), pillar(137.0, 176.0, right)];
    let free: Vec<Grid> = boxes(150.0).into_iter().collect();
    assert_eq!(found(&sheet.0, &free).len(), 1);
    assert!(found(&sheet.0, &boxes(240.0)).is_empty());
}

#[test]
fn a_cell_that_goes_on_from_the_page_before_is_one() {
    let mut sheet = Sheet::new().rule(84.0, 60.0, 420.0).rule(104.0, 60.0, 420.0);
    sheet = sheet.text(110.0, 98.0, "取組項目").text(260.0, 98.0, "取組結果");
    for row in 0..9 {
        let y = 120.0 + 20.0 * row as f32;
        sheet = if row == 2 {
            sheet.text(110.0, y, "・授業の支援")
        } else {
            sheet.text(110.0, y, "授業の支援").text(250.0, y, "支援を始めた")
        };
        sheet = sheet.rule(y + 6.0, if row == 4 || row == 8 { 60.0 } else { 105.0 }, 420.0);
    }
    let sheet = sheet.text(70.0, 250.0, "学び");
    let grids = sheet.grids();
    let cells = grids.iter().flat_map(|grid| &grid.cells);
    let spans: Vec<(u32, u32, u32, u32)> = cells
        .map(|cell| (cell.row, cell.col, cell.rowspan, cell.colspan))
        .filter(|(_, _, rows, cols)| rows * cols > 1)
        .collect();
    // The name that stands on the page before, a heading, and the first name of this page.
    assert_eq!(spans, [(1, 0, 5, 1), (3, 1, 1, 2), (6, 0, 4, 1)]);
}

#[test]
fn headings_of_groups_are_told_by_those_that_stand_apart() {
    let (names, results) = (60.0, 230.0);
    let head = Sheet::new().text(90.0, 100.0, "取組項目").text(260.0, 100.0, "取組結果");
    // A name of two lines beside a result of one; the heading of the next group close below.
    let tight = |sheet: Sheet, y: f32, heading: &str| {
        let sheet = sheet.lines(names, y, 11.0, &["手続を案内する", "窓口"]).text(results, y, "手続の案内を始めた。");
        sheet.text(names, y + 22.0, heading)
    };
    let loose = |sheet: Sheet, y: f32, heading: &str| {
        let sheet =
            sheet.lines(results, y, 11.0, &["夜間も受け取れる。", "時間を延長した。"]).text(names, y + 5.5, "受取");
        sheet.text(names, y + 23.0, heading)
    };
    let mut sheet = tight(head, 114.0, "・窓口の改革");
    sheet = tight(sheet, 147.0, "・予約の拡充");
    sheet = loose(sheet, 180.0, "・地域の活用");
    sheet = loose(sheet, 214.0, "・情報の向上");
    sheet = tight(sheet, 248.0, "・環境の整備");
    sheet = sheet.text(names, 281.0, "端末").lines(results, 281.0, 11.0, &["端末を配備した。", "回線を引いた。"]);
    let cells = sheet.cells();
    for heading in ["・窓口の改革", "・予約の拡充", "・地域の活用", "・情報の向上", "・環境の整備"]
    {
        assert!(cells.iter().any(|cell| cell.ends_with(&format!("1x2 {heading}"))), "{heading} {cells:#?}");
    }
}

#[test]
fn larger_headings_over_rules_part_tables() {
    let table = |sheet: Sheet, y: f32, heading: &str| {
        let known = sheet.0.glyphs.len();
        let mut sheet = sheet.text(60.0, y - 20.0, heading);
        sheet.0.glyphs.iter_mut().skip(known).for_each(|glyph| glyph.size = 13.0);
        let rows: [&[&str]; 3] =
            [&["指標", "現状", "目標"], &["歩く人の割合", "32%", "15%"], &["野菜", "286g", "350g"]];
        let sheet = sheet.rows(&[60.0, 260.0, 360.0], y, 18.0, &rows);
        [-12.0, 5.0, 42.0].into_iter().fold(sheet, |sheet, at| sheet.rule(y + at, 55.0, 480.0))
    };
    let sheet = table(table(Sheet::new(), 100.0, "1　栄養・食生活"), 190.0, "2　身体活動");
    assert_eq!(shape(&sheet), [(3, 3), (3, 3)]);
}

#[test]
fn larger_headings_part_tables_without_rules() {
    let table = |sheet: Sheet, y: f32, heading: &str| {
        let known = sheet.0.glyphs.len();
        let mut sheet = sheet.text(60.0, y - 20.0, heading);
        sheet.0.glyphs.iter_mut().skip(known).for_each(|glyph| glyph.size = 13.0);
        let rows: [&[&str]; 3] =
            [&["項目", "行動内容", "期限"], &["周知", "広報紙", "継続"], &["統計", "公表", "九月末"]];
        sheet.rows(&[60.0, 260.0, 360.0], y, 18.0, &rows)
    };
    let sheet = table(table(Sheet::new(), 100.0, "1．情報の発信"), 180.0, "2．教育");
    assert_eq!(shape(&sheet), [(3, 3), (3, 3)]);
}

#[test]
fn what_stands_above_a_table_does_not_hide_its_columns() {
    // A title and a note of the unit cross the white between the columns below.
    let rows: [&[&str]; 3] =
        [&["区分", "令和3年度", "令和4年度"], &["市民税", "4,210", "4,305"], &["固定資産税", "5,118", "5,160"]];
    let known = Sheet::new().text(150.0, 60.0, "みずほ台市統計書の財政");
    let mut sheet = known;
    sheet.0.glyphs.iter_mut().for_each(|glyph| glyph.size = 14.0);
    let sheet = sheet.text(215.0, 84.0, "（単位：千円）").rows(&[60.0, 180.0, 240.0], 102.0, 18.0, &rows);
    assert_eq!(shape(&sheet), [(3, 3)]);
}

#[test]
fn text_around_a_drawn_table_is_none() {
    let rows: [&[&str]; 4] = [&["診療日", "診療時間"], &["三日", "九時"], &["十日", "十時"], &["休診日", "変更"]];
    let sheet = Sheet::new().rows(&[60.0, 240.0], 100.0, 40.0, &rows);
    let drawn = |top: f32| {
        let rect = Rect { left: 240.0, top, right: 400.0, bottom: top + 18.0 };
        Grid { rect, evidence: Evidence::Ruled, rows: 2, cols: 2, cells: Vec::new() }
    };
    assert_eq!(found(&sheet.0, &[drawn(300.0)]).len(), 1);
    assert!(found(&sheet.0, &[drawn(187.0)]).is_empty());
    // A bar of a roadmap, with its ends.
    let mut bar = drawn(191.0);
    bar.rect.bottom = 200.0;
    assert_eq!(found(&sheet.0, &[bar]).len(), 1);
}

#[test]
fn a_white_header_above_one_band_names_its_cells() {
    let rows: [&[&str]; 3] =
        [&["分野", "取組項目", "目標"], &["行政", "情報の公開", "120件"], &["地域", "講習会", "500人"]];
    let band = [(55.0, 150.0), (150.0, 300.0), (300.0, 400.0)];
    let sheet = band.into_iter().fold(Sheet::new(), |sheet, (left, right)| sheet.shade(left, 105.0, right, 123.0));
    assert_eq!(shape(&sheet.rows(&[60.0, 155.0, 305.0], 100.0, 18.0, &rows)), [(3, 3)]);
}

#[test]
fn names_below_the_name_of_their_group_are_one_header() {
    let rows: [&[&str]; 4] = [
        &["保育所整備", "128", "64", "50", "14"],
        &["がん検診", "32", "1", "9", "31"],
        &["橋の補修", "86", "47", "34", "3"],
        &["電子図書館", "4", "0", "2", "4"],
    ];
    let sheet = Sheet::new().text(215.0, 93.0, "財源").rows(&[60.0, 140.0], 100.0, 1.0, &[&["事業名", "事業費"]]);
    let sheet = sheet.rows(&[185.0, 215.0, 245.0], 107.0, 1.0, &[&["国", "債", "税"]]);
    let sheet = sheet.rows(&[60.0, 140.0, 185.0, 215.0, 245.0], 122.0, 18.0, &rows);
    let cells = sheet.cells();
    assert!(cells.contains(&"0,2 1x3 財源".to_owned()) && cells.contains(&"1,4 1x1 税".to_owned()), "{cells:?}");
}
