//! Tables drawn as ink: text at given places, rulings and shaded boxes where a look has them.

mod looks;

use super::find;
use crate::geometry::{Point, Rect};
use crate::page::grid::{Evidence, Grid};
use crate::page::order;
use crate::pdf::ink::{Direction, Fill, FontName, Glyph, InkPage, Ruling};

const SIZE: f32 = 10.0;

#[derive(Default)]
struct Sheet(InkPage);

fn found(page: &InkPage, lattice: &[Grid]) -> Vec<Grid> {
    find(page, lattice, &order::seated(page, lattice).pieces)
}

impl Sheet {
    fn new() -> Sheet {
        let fonts = vec![FontName { name: "Mincho".to_owned(), bold: false }];
        Sheet(InkPage { number: 1, width: 595.0, height: 842.0, fonts, ..InkPage::default() })
    }

    /// Text from a left edge on; ASCII is half as wide as the rest.
    fn text(mut self, left: f32, baseline: f32, text: &str) -> Sheet {
        let mut x = left;
        for c in text.chars() {
            let wide = if c.is_ascii() { SIZE / 2.0 } else { SIZE };
            self.0.glyphs.push(Glyph {
                text: c.to_string().into(),
                rect: Rect { left: x, top: baseline - 0.88 * SIZE, right: x + wide, bottom: baseline + 0.12 * SIZE },
                origin: Point { x, y: baseline },
                size: SIZE,
                font: 0,
                direction: Direction::Right,
                vertical: false,
                color: [0; 3],
                invisible: false,
            });
            x += wide;
        }
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
        let (from, to) = (Point { x: left, y }, Point { x: right, y });
        self.0.rulings.push(Ruling { from, to, width: 0.5, color: [0; 3], dashed: false });
        self
    }

    fn shade(mut self, left: f32, top: f32, right: f32, bottom: f32) -> Sheet {
        self.0.fills.push(Fill { rect: Rect { left, top, right, bottom }, color: [220; 3] });
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
