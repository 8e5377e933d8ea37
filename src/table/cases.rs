//! Pages as municipalities print them, drawn: one test a case.

use crate::table::drawn::{HIGH, at, fill, page, rule, tables, write};

const GREY: [u8; 3] = [200; 3];

/// A table of a municipality's posts: names spread over their cells, figures in narrow ones.
#[test]
fn rows_that_no_line_parts_stand_beside_the_name_of_their_group() {
    let groups = page(
        "
┌──┬────────┬───┬────┐
│区│名      │値 │理由│
├──┼────────┼───┼────┤
│  │議    会│12 │    │
│  │総務企画│34 │異動│
│市│税    務│-5 │    │
│長│農林水産│67 │    │
│部│商    工│89 │新設│
│局│土    木│10 │    │
│  ├────────┼───┼────┤
│  │計      │217│参考│
├──┴────────┼───┼────┤
│合計       │217│    │
└───────────┴───┴────┘",
    );
    assert_eq!(
        tables(&groups),
        ["区|名|値|理由 / 市長部局[7x1]|議 会|12| / 総務企画|34|異動 / 税 務|-5| / 農林水産|67| / 商 工|89|新設 / \
          土 木|10| / 計|217|参考 / 合計[1x2]|217|"]
    );
}

/// The items of a budget, each with its amount, beside what is said of all.
#[test]
fn a_few_rows_are_told_by_amounts_that_answer_each() {
    let budget = page(
        "
┌────────────┬─────┬──────┐
│区分        │金額 │説明  │
├────────────┼─────┼──────┤
│3 手当      │12860│001   │
│            │     │      │
│扶養手当    │423  │給与費│
│地域手当    │798  │      │
├────────────┼─────┤      │
│4 共済費    │6523 │      │
├────────────┼─────┤      │
│補助及び交付│300  │      │
│金          │20   │      │
└────────────┴─────┴──────┘",
    );
    assert_eq!(
        tables(&budget),
        ["区分|金額|説明 / 3 手当|12860|001⏎給与費[5x1] / 扶養手当|423 / 地域手当|798 / 4 共済費|6523 / \
          補助及び交付金|300⏎20"]
    );
}

/// The second page of a check list: the names of its columns stand on the page before.
#[test]
fn names_beside_room_to_write_in_are_a_form() {
    let form = page(
        "
┌──────┬──────┬──────┐
│甲する│      │      │
├──────┼──────┼──────┤
│乙する│      │      │
├──────┼──────┼──────┤
│丙する│      │      │
└──────┴──────┴──────┘",
    );
    assert_eq!(tables(&form), ["甲する|| / 乙する|| / 丙する||"]);
    // Frames with a margin are no form.
    let frames = page("┌──────┬─┐\n│甲する│ │\n├──────┼─┤\n│乙する│ │\n├──────┼─┤\n│丙する│ │\n└──────┴─┘");
    assert!(tables(&frames).is_empty());
}

/// Figures of the state (参考) beside those of a municipality.
#[test]
fn a_column_that_stands_a_little_apart_belongs_to_the_table_beside_it() {
    let mut page = page(
        "
┌────┬────────┐
│区分│勧告    │    参考
│    ├───┬────┤
│    │甲 │乙  │
├────┼───┼────┤
│年度│12 │34  │    56
└────┴───┴────┘",
    );
    let ((left, top), (_, middle), (_, bottom)) = (at(15, 0), at(0, 4), at(0, 6));
    let right = left + 40.0;
    for y in [top, middle, bottom] {
        rule(&mut page, (left, y), (right, y));
    }
    for x in [left, right] {
        rule(&mut page, (x, top), (x, bottom));
    }
    assert_eq!(tables(&page), ["区分[2x1]|勧告[1x2]|参考[2x1] / 甲|乙 / 年度|12|34|56"]);
}

/// A chart with its figures in a table below, a frame around both that touches the table.
#[test]
fn a_chart_is_no_cell_of_the_table_below_it() {
    let mut page = page(
        "
┌────────────────────┐
│題                  │
│  30                │
│                    │
│  20                │
│                    │
│  10                │
├────┬─────┬─────┬───┤
│    │H24  │H25  │   │
├────┼─────┼─────┤   │
│値  │12   │34   │   │
├────┴─────┴─────┴───┤
│                    │
└────────────────────┘",
    );
    for row in [2, 4, 6] {
        let (left, y) = at(7, row);
        rule(&mut page, (left, y), (left + 60.0, y));
    }
    // The table's first line is as long as those of the scale, and another chart stands above.
    for row in [-8, -6, -4] {
        let (left, y) = (at(7, 0).0, at(0, 0).1 + row as f32 * HIGH / 2.0);
        rule(&mut page, (left, y), (left + 60.0, y));
    }
    assert_eq!(tables(&page), ["|H24|H25 / 値|12|34"]);
}

/// A stacked chart: names and shares in its bars, names of years below them.
#[test]
fn the_bars_of_a_chart_are_no_stripes_of_a_table() {
    let mut page = page(
        "
  100%

   50%    三級       三級
          12         34
    0%    二級       二級
         R5年       R6年",
    );
    for row in [0, 2, 4] {
        let (left, y) = at(8, row);
        rule(&mut page, (left, y), (left + 150.0, y));
    }
    for (col, row) in [(9, 0), (9, 2), (20, 0), (20, 2)] {
        let (left, top) = at(col, row);
        fill(&mut page, [left, top, left + 40.0, top + 2.0 * HIGH], GREY);
    }
    assert!(tables(&page).is_empty());
}

/// An article of a newsletter beside a list of telephones.
#[test]
fn sentences_that_run_on_make_no_rows() {
    let beside = |article: [&str; 4]| {
        let mut page = page("");
        for (row, (line, phone)) in article.into_iter().zip(["0110", "1110", "3300", "9110"]).enumerate() {
            let y = 115.0 + 16.0 * row as f32;
            write(&mut page, line, 60.0, y);
            write(&mut page, phone, 280.0, y);
        }
        tables(&page).len()
    };
    let sentences = [
        "毎年一月から十二月までに生じた",
        "すべての所得の金額とそれに対す",
        "る税の額を計算し、納めた税金な",
        "どとの過不足を精算します。",
    ];
    assert_eq!(beside(sentences), 0);
    assert_eq!(beside(["北部警察署", "中部警察署と交番", "南部の駐在所", "電話による相談"]), 1);
}
