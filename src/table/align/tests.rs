//! Tables drawn as ink: text at given places, rulings and shaded boxes where a look has them.

mod apart;
mod edges;
mod looks;
mod pages;
mod rows;

use super::find;
use crate::geometry::Rect;
use crate::page::grid::{Evidence, Grid, GridCell};
use crate::page::order;
use crate::pdf::ink::{Glyph, InkPage};
use crate::table::drawn::{self, SIZE};

/// A page to draw on.
struct Sheet(InkPage);

fn found(page: &InkPage, lattice: &[Grid]) -> Vec<Grid> {
    find(page, lattice, &order::seated(page, lattice).pieces).0
}

impl Sheet {
    fn new() -> Sheet {
        Sheet(drawn::page(""))
    }

    fn text(mut self, left: f32, baseline: f32, text: &str) -> Sheet {
        drawn::write(&mut self.0, text, left, baseline);
        self
    }

    /// Lines one below the other.
    fn lines(self, left: f32, baseline: f32, pitch: f32, lines: &[&str]) -> Sheet {
        let places = lines.iter().enumerate().map(|(at, line)| (baseline + pitch * at as f32, line));
        places.fold(self, |sheet, (y, line)| sheet.text(left, y, line))
    }

    /// Rows of cells at given left edges.
    fn rows(self, lefts: &[f32], baseline: f32, pitch: f32, rows: &[&[&str]]) -> Sheet {
        rows.iter().enumerate().fold(self, |sheet, (at, row)| {
            let y = baseline + pitch * at as f32;
            row.iter().zip(lefts).fold(sheet, |sheet, (cell, left)| sheet.text(*left, y, cell))
        })
    }

    fn rule(mut self, y: f32, left: f32, right: f32) -> Sheet {
        drawn::rule(&mut self.0, (left, y), (right, y));
        self
    }

    fn shade(mut self, left: f32, top: f32, right: f32, bottom: f32) -> Sheet {
        drawn::fill(&mut self.0, [left, top, right, bottom], [220; 3]);
        self
    }

    fn grids(&self) -> Vec<Grid> {
        found(&self.0, &[])
    }

    /// The cells of the only table: `row,col rowspan x colspan text`, lines put together, empty ones left out.
    fn cells(&self) -> Vec<String> {
        let grids = self.grids();
        assert_eq!(grids.len(), 1, "{grids:?}");
        let said = |rect: &Rect| -> String {
            let inside = |glyph: &&Glyph| {
                let (x, y) = ((glyph.rect.left + glyph.rect.right) / 2.0, glyph.origin.y - 0.35 * glyph.size);
                (rect.left..rect.right).contains(&x) && (rect.top..rect.bottom).contains(&y)
            };
            self.0.glyphs.iter().filter(inside).map(|glyph| glyph.text.as_str()).collect()
        };
        let cells = grids[0]
            .cells
            .iter()
            .map(|cell| (format!("{},{} {}x{} ", cell.row, cell.col, cell.rowspan, cell.colspan), said(&cell.rect)));
        cells.filter(|(_, text)| !text.is_empty()).map(|(place, text)| place + &text).collect()
    }
}

fn shape(sheet: &Sheet) -> Vec<(u32, u32)> {
    sheet.grids().iter().map(|grid| (grid.rows, grid.cols)).collect()
}

const NAMES: [&[&str]; 4] = [
    &["項目", "担当課", "目標"],
    &["窓口改革", "市民課", "80%"],
    &["防災情報", "危機管理課", "75%"],
    &["学校", "総務課", "9%"],
];

#[test]
fn columns_by_white_alone() {
    let sheet = Sheet::new().rows(&[60.0, 200.0, 330.0], 100.0, 18.0, &NAMES);
    assert_eq!(shape(&sheet), [(4, 3)]);
    assert_eq!(sheet.grids()[0].evidence, Evidence::Aligned);
    assert_eq!(sheet.cells()[3..6], ["1,0 1x1 窓口改革", "1,1 1x1 市民課", "1,2 1x1 80%"]);
}

#[test]
fn the_order_of_drawing_does_not_matter() {
    let sheet = Sheet::new().rows(&[60.0, 200.0, 330.0], 100.0, 18.0, &NAMES);
    let mut turned = InkPage { glyphs: sheet.0.glyphs.clone(), ..sheet.0.clone() };
    turned.glyphs.reverse();
    assert_eq!(found(&turned, &[]), sheet.grids());
}

#[test]
fn prose_around_a_table_stays_outside() {
    let prose = "計画の趣旨と位置づけを次のとおり定め、毎年度その進み具合を確かめて公表する。";
    let sheet = Sheet::new()
        .lines(60.0, 40.0, 16.0, &[prose, prose])
        .rows(&[60.0, 200.0, 330.0], 100.0, 18.0, &NAMES)
        .lines(60.0, 180.0, 16.0, &[prose, prose]);
    assert_eq!(shape(&sheet), [(4, 3)]);
}

#[test]
fn a_cell_in_the_middle_of_its_row_tells_the_row() {
    // Rows touch; only the second column begins where a row begins, the first stands in its middle.
    let sheet = Sheet::new()
        .rows(&[60.0, 150.0, 300.0], 100.0, 16.0, &[&["項目", "目標", "結果"]])
        .text(60.0, 140.0, "相談")
        .text(150.0, 116.0, "・実施率100%")
        .lines(300.0, 116.0, 16.0, &["○実施した", "・窓口で受けた", "・電話で受けた", "・記録した"])
        .text(60.0, 196.0, "予約")
        .text(150.0, 180.0, "・対応率60%")
        .lines(300.0, 180.0, 16.0, &["○試行した", "・庁内で試した", "・改めた"]);
    let cells = sheet.cells();
    assert!(cells.contains(&"1,2 1x1 ○実施した・窓口で受けた・電話で受けた・記録した".to_owned()), "{cells:?}");
    assert!(cells.contains(&"2,0 1x1 予約".to_owned()), "{cells:?}");
}

#[test]
fn a_pillar_reaches_over_its_rows() {
    let rows: [&[&str]; 5] =
        [&["取組", "目標"], &["申請", "10件"], &["予約", "20件"], &["相談", "30件"], &["教育", "40件"]];
    let sheet = Sheet::new()
        .rows(&[160.0, 300.0], 100.0, 20.0, &rows)
        .text(60.0, 130.0, "くらし")
        .text(60.0, 170.0, "まなび")
        .rule(86.0, 55.0, 400.0)
        .rule(106.0, 55.0, 400.0)
        .rule(146.0, 55.0, 400.0)
        .rule(186.0, 55.0, 400.0);
    let cells = sheet.cells();
    assert!(cells.contains(&"1,0 2x1 くらし".to_owned()) && cells.contains(&"3,0 2x1 まなび".to_owned()), "{cells:?}");
}

#[test]
fn rules_between_rows_tell_wrapped_cells() {
    let sheet = Sheet::new()
        .rows(&[60.0, 200.0], 100.0, 16.0, &[&["取組", "結果"], &["申請", "始めた"], &["予約", "備えた"]])
        .text(200.0, 148.0, "続ける")
        .rule(88.0, 55.0, 400.0)
        .rule(104.0, 55.0, 400.0)
        .rule(120.0, 55.0, 400.0)
        .rule(152.0, 55.0, 400.0);
    assert_eq!(sheet.cells().last().map(String::as_str), Some("2,1 1x1 備えた続ける"));
    assert_eq!(sheet.grids()[0].evidence, Evidence::Striped);
}

#[test]
fn shaded_header_cells_tell_the_columns() {
    // The last two columns hold nothing but their header: a schedule whose bars are drawn.
    let sheet = Sheet::new()
        .rows(&[60.0, 205.0, 305.0], 100.0, 24.0, &[&["取組", "2026", "2027"], &["申請"], &["予約"], &["相談"]])
        .shade(55.0, 88.0, 200.0, 106.0)
        .shade(200.0, 88.0, 300.0, 106.0)
        .shade(300.0, 88.0, 400.0, 106.0);
    assert_eq!(shape(&sheet), [(4, 3)]);
}

#[test]
fn a_header_stands_over_several_columns() {
    let numbers: &[&str] = &["申請", "10", "20", "30"];
    let sheet = Sheet::new()
        .text(225.0, 100.0, "実績")
        .rows(&[60.0, 205.0, 255.0, 330.0], 116.0, 16.0, &[&["指標", "R4", "R5", "目標値"], numbers, numbers, numbers])
        .rule(88.0, 55.0, 400.0)
        .rule(120.0, 55.0, 400.0)
        .rule(168.0, 55.0, 400.0);
    let cells = sheet.cells();
    assert!(cells.contains(&"0,1 1x2 実績".to_owned()) && cells.contains(&"0,0 2x1 指標".to_owned()), "{cells:?}");
}

#[test]
fn two_tables_with_one_header_are_two() {
    let sheet =
        Sheet::new().rows(&[60.0, 200.0, 330.0], 100.0, 18.0, &NAMES).rows(&[60.0, 200.0, 330.0], 200.0, 18.0, &NAMES);
    assert_eq!(shape(&sheet), [(4, 3), (4, 3)]);
}

#[test]
fn lists_contents_and_letters_are_no_tables() {
    let list = Sheet::new().rows(
        &[60.0, 80.0],
        100.0,
        18.0,
        &[&["・", "窓口を改める"], &["・", "防災"], &["・", "学校の基盤"]],
    );
    assert_eq!(shape(&list), []);
    let numbers =
        Sheet::new().rows(&[60.0, 85.0], 100.0, 18.0, &[&["1.", "窓口を改める"], &["2.", "防災"], &["3.", "学校"]]);
    assert_eq!(shape(&numbers), []);
    let contents =
        Sheet::new().rows(&[60.0, 400.0], 100.0, 18.0, &[&["はじめに", "1"], &["背景", "3"], &["方針", "12"]]);
    assert_eq!(shape(&contents), []);
    let letter =
        Sheet::new().text(400.0, 60.0, "令和6年5月1日").text(60.0, 80.0, "各位").text(400.0, 100.0, "青葉市長");
    assert_eq!(shape(&letter), []);
}

#[test]
fn prose_in_two_columns_is_no_table() {
    let line = "地域の実情に応じて取り組み進めてゆく";
    let sheet = Sheet::new().lines(60.0, 100.0, 16.0, &[line; 12]).lines(300.0, 100.0, 16.0, &[line; 12]);
    assert_eq!(shape(&sheet), []);
}

#[test]
fn lists_in_two_columns_are_no_table() {
    // Meetings with what they dealt with, set in two columns of a slide.
    let meeting = |sheet: Sheet, left: f32, top: f32, count: usize| {
        let sheet = sheet.text(left, top, &format!("■第{top}回会合"));
        (1..=count).fold(sheet, |sheet, at| sheet.text(left, top + 14.0 * at as f32, "○現状と課題について"))
    };
    let left = [(100.0, 4), (180.0, 4), (260.0, 6)].map(|(y, count)| (60.0, y, count));
    let right = [(100.0, 2), (152.0, 4), (232.0, 5), (330.0, 1)];
    let places = left.into_iter().chain(right.map(|(y, count)| (300.0, y, count)));
    let sheet = places.fold(Sheet::new(), |sheet, (x, y, count)| meeting(sheet, x, y, count));
    assert_eq!(shape(&sheet), []);
}

#[test]
fn a_heading_is_no_header() {
    // A number and a title in a shaded bar, larger than the text, over what is listed below.
    let heading = Sheet::new().shade(50.0, 60.0, 118.0, 84.0).shade(120.0, 60.0, 500.0, 84.0);
    let mut sheet = heading.text(60.0, 78.0, "参考一").text(200.0, 78.0, "成果のすがた");
    sheet.0.glyphs.iter_mut().for_each(|glyph| glyph.size = 14.0);
    let listed =
        sheet.lines(60.0, 110.0, 16.0, &["転換する", "標準にする"]).lines(320.0, 118.0, 16.0, &["学ぶ", "早い"]);
    assert_eq!(shape(&listed), []);
    let mut header = listed;
    header.0.glyphs.iter_mut().for_each(|glyph| glyph.size = SIZE);
    assert_eq!(shape(&header).len(), 1);
}

#[test]
fn rules_between_rows_leave_out_neither_the_first_nor_the_last() {
    let rows: [&[&str]; 5] = [
        &["分類", "行動目標"],
        &["環境の分析", "便益の理解"],
        &["設定", "目標の設定"],
        &["運用", "状況の説明"],
        &["再分析", "適時の再実施"],
    ];
    let sheet = Sheet::new().rows(&[60.0, 200.0], 100.0, 24.0, &rows);
    // Each name of the header has a rule of its own; dotted ones stand between the rows.
    let ruled = sheet.rule(106.0, 60.0, 180.0).rule(106.0, 200.0, 340.0);
    let ruled = ruled.rule(132.0, 60.0, 450.0).rule(156.0, 60.0, 450.0).rule(180.0, 60.0, 450.0);
    let titled = ruled.text(60.0, 60.0, "行動目標の一覧表を次に示す").text(60.0, 230.0, "※細かく分かれたものもある");
    assert_eq!(shape(&titled), [(5, 2)]);
}

#[test]
fn names_that_are_spaced_out_are_no_columns() {
    let rows: [&[&str]; 4] = [
        &["団", "体", "名", "市"],
        &["事", "業", "名", "水道事業"],
        &["策", "定", "日", "三月"],
        &["改", "定", "日", "四月"],
    ];
    let sheet = Sheet::new().rows(&[60.0, 90.0, 120.0, 160.0], 100.0, 24.0, &rows);
    let ruled = [106.0, 130.0, 154.0, 178.0].into_iter().fold(sheet, |sheet, y| sheet.rule(y, 55.0, 300.0));
    assert_eq!(shape(&ruled), []);
}

#[test]
fn a_space_behind_a_name_is_no_column() {
    let lines = [
        "横浜市　太陽光発電を学校に設ける",
        "島田市　蓄電池を置く",
        "沖縄県　無償で貸す",
        "匝瑳市　農地で電気を作る",
        "福島市　温泉の熱を使う",
    ];
    assert_eq!(shape(&Sheet::new().lines(60.0, 100.0, 16.0, &lines)), []);
}

#[test]
fn a_chart_is_no_table() {
    // Bars in parts with their names, lines across at the labels of the axis.
    let chart = |labels: [&str; 6]| {
        let axis = labels.iter().enumerate().fold(Sheet::new(), |sheet, (at, label)| {
            let y = 100.0 + 30.0 * at as f32;
            sheet.text(90.0 - 5.0 * label.len() as f32, y, label).rule(y + 12.0, 60.0, 460.0)
        });
        let rows: [&[&str]; 6] = [
            &["6級", "5級", "6級"],
            &["5級", "4級", "5級"],
            &["4級", "3級", "4級"],
            &["3級", "2級", "3級"],
            &["2級", "1級", "2級"],
            &["1級", "1級", "1級"],
        ];
        axis.rows(&[150.0, 270.0, 390.0], 100.0, 30.0, &rows)
    };
    assert_eq!(shape(&chart(["100%", "80%", "60%", "40%", "20%", "0%"])), []);
    assert_eq!(shape(&chart(["2025", "2024", "2023", "2022", "2021", "2020"])), [(6, 4)]);
}

#[test]
fn rules_part_rows_whose_cells_hold_counted_items() {
    let names = ["不適切な扱い", "生命の侵害", "資格等との関係", "誤った情報"];
    let sheet = names.iter().enumerate().fold(Sheet::new().rule(84.0, 55.0, 480.0), |sheet, (at, name)| {
        let y = 100.0 + 40.0 * at as f32;
        let sheet = sheet.text(60.0, y, name).text(200.0, y, "利用が問題とされている");
        sheet.lines(380.0, y, 14.0, &["1)人間中心", "4)保護"]).rule(y + 24.0, 55.0, 480.0)
    });
    assert_eq!(shape(&sheet), [(4, 3)]);
}

#[test]
fn drawn_columns_tell_where_rows_are_parted() {
    // The border and the columns of the table are drawn, its rows are not.
    let cell = |col: u32, left: f32, right: f32| GridCell {
        row: 0,
        col,
        rowspan: 1,
        colspan: 1,
        rect: Rect { left, top: 85.0, right, bottom: 165.0 },
    };
    let cells = vec![cell(0, 55.0, 180.0), cell(1, 180.0, 320.0), cell(2, 320.0, 420.0)];
    let rect = Rect { left: 55.0, top: 85.0, right: 420.0, bottom: 165.0 };
    let drawn = Grid { rect, evidence: Evidence::Ruled, rows: 1, cols: 3, cells };
    let sheet = Sheet::new().rows(&[60.0, 185.0, 325.0], 100.0, 18.0, &NAMES);
    let grids = found(&sheet.0, &[drawn]);
    let edges: Vec<f32> = grids[0].cells.iter().take(3).map(|cell| cell.rect.left).collect();
    assert!(edges.iter().zip([55.0, 180.0, 320.0]).all(|(a, b)| (a - b).abs() <= 5.0), "{edges:?}");
}

#[test]
fn text_of_closed_boxes_is_left_alone() {
    let sheet = Sheet::new().rows(&[60.0, 200.0, 330.0], 100.0, 18.0, &NAMES);
    let rect = Rect { left: 50.0, top: 80.0, right: 450.0, bottom: 170.0 };
    let lattice = Grid { rect, evidence: Evidence::Ruled, rows: 4, cols: 3, cells: Vec::new() };
    assert_eq!(found(&sheet.0, &[lattice]), []);
}

mod properties {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Cells neither overlap nor leave their grid, wherever the text stands.
        #[test]
        fn squares_belong_to_one_cell(places in prop::collection::vec((0_u8..6, 0_u8..30, 1_usize..12), 0..80)) {
            let sheet = places.iter().fold(Sheet::new(), |sheet, (col, row, length)| {
                sheet.text(40.0 + 80.0 * f32::from(*col), 40.0 + 14.0 * f32::from(*row), &"市".repeat(*length))
            });
            for grid in sheet.grids() {
                let mut taken = std::collections::BTreeSet::new();
                for cell in &grid.cells {
                    prop_assert!(cell.rect.left < cell.rect.right && cell.rect.top < cell.rect.bottom);
                    for row in cell.row..cell.row + cell.rowspan {
                        for col in cell.col..cell.col + cell.colspan {
                            prop_assert!(row < grid.rows && col < grid.cols && taken.insert((row, col)));
                        }
                    }
                }
                prop_assert_eq!(taken.len() as u32, grid.rows * grid.cols);
            }
        }
    }
}
