//! Grids of drawn pages: one test a rule.

use crate::table::drawn::{HIGH, LEFT, TOP, WIDE, at, fill, page, rule, tables, write};
use crate::table::printed;

const GREY: [u8; 3] = [200; 3];
const WHITE: [u8; 3] = [255; 3];

const FOUR: &str = "
┌──┬──┐
│あ│い│
├──┼──┤
│う│え│
└──┴──┘";

#[test]
fn lines_make_cells() {
    assert_eq!(tables(&page(FOUR)), ["あ|い / う|え"]);
}

#[test]
fn missing_lines_make_merged_cells() {
    let page = page(
        "
┌──┬──┬──┐
│あ│い   │
│  ├──┬──┤
│  │う│え│
├──┴──┼──┤
│お   │か│
└─────┴──┘",
    );
    assert_eq!(tables(&page), ["あ[2x1]|い[1x2] / う|え / お[1x2]|か"]);
}

#[test]
fn an_area_that_is_no_box_is_cut_into_boxes() {
    let page = page(
        "
┌──┬──┐
│あ│い│
│  └──┤
│     │
├──┬──┤
│う│え│
└──┴──┘",
    );
    assert_eq!(tables(&page), ["あ|い / [1x2] / う|え"]);
}

#[test]
fn a_table_needs_no_outer_borders() {
    let crossing = page(
        "
あ │い │う
───┼───┼───
え │お │か
───┼───┼───
き │く │け",
    );
    assert_eq!(tables(&crossing), ["あ|い|う / え|お|か / き|く|け"]);
    let sides = page(
        "
───┬───┬───
あ │い │う
───┼───┼───
え │お │か
───┴───┴───",
    );
    assert_eq!(tables(&sides), ["あ|い|う / え|お|か"]);
}

#[test]
fn what_lies_outside_of_the_border_is_no_cell() {
    let page = page(
        "
題    ┌──┐
      │あ│
┌──┬──┼──┤
│い│う│え│
├──┼──┼──┤
│お│か│き│
└──┴──┴──┘",
    );
    assert_eq!(tables(&page), ["あ / い|う|え / お|か|き"]);
    let lines: Vec<String> = printed::page(&page).lines.into_iter().map(|line| line.text).collect();
    assert_eq!(lines.first().map(String::as_str), Some("題"));
}

#[test]
fn lines_may_stop_a_hair_short_or_go_a_little_far() {
    let mut page = page(FOUR);
    page.rulings.clear();
    let ((left, top), (middle, centre), (right, bottom)) = (at(0, 0), at(3, 2), at(6, 4));
    for y in [top, centre, bottom] {
        rule(&mut page, (left - 4.0, y), (right - 2.0, y));
    }
    for x in [left, middle, right] {
        rule(&mut page, (x, top + 2.0), (x, bottom + 6.0));
    }
    assert_eq!(tables(&page), ["あ|い / う|え"]);
}

#[test]
fn double_lines_and_lines_in_dashes_are_one_line() {
    let mut page = page(FOUR);
    page.rulings.clear();
    let ((left, top), (middle, centre), (right, bottom)) = (at(0, 0), at(3, 2), at(6, 4));
    for y in [top, centre, centre + 2.0, bottom] {
        rule(&mut page, (left, y), (right, y));
    }
    for x in [left, right] {
        rule(&mut page, (x, top), (x, bottom));
    }
    let mut y = top;
    while y < bottom {
        rule(&mut page, (middle, y), (middle, y + 3.0));
        y += 6.0;
    }
    // Dots, as boxes that are as wide as they are high.
    let mut x = left;
    while x < right {
        rule(&mut page, (x, bottom - 8.0), (x + 0.5, bottom - 8.0));
        x += 2.0;
    }
    page.glyphs.retain(|glyph| glyph.text != "う" && glyph.text != "え");
    write(&mut page, "か", left + 5.0, centre + 12.0);
    assert_eq!(tables(&page), ["あ|い / か| / |"]);
}

#[test]
fn shaded_areas_and_white_lines_between_them_make_cells() {
    let mut shaded = page("あ  い\nう  え");
    for (col, row) in [(0, 0), (4, 0), (0, 1), (4, 1)] {
        let (x, y) = (LEFT + col as f32 * WIDE, TOP + row as f32 * HIGH);
        fill(&mut shaded, [x - 5.0, y, x + 14.5, y + HIGH - 0.5], GREY);
    }
    assert_eq!(tables(&shaded), ["あ|い / う|え"]);
    let mut parted = page("あ  い\nう  え");
    let (right, bottom) = (LEFT + 35.0, TOP + 2.0 * HIGH);
    fill(&mut parted, [LEFT - 5.0, TOP, right, bottom], GREY);
    rule(&mut parted, (LEFT + 15.0, TOP), (LEFT + 15.0, bottom));
    rule(&mut parted, (LEFT - 5.0, TOP + HIGH), (right, TOP + HIGH));
    parted.rulings.iter_mut().for_each(|ruling| ruling.color = WHITE);
    assert_eq!(tables(&parted), ["あ|い / う|え"]);
    // On white paper nobody sees them.
    parted.fills.clear();
    assert!(tables(&parted).is_empty());
}

#[test]
fn shaded_header_cells_are_no_table_of_their_own() {
    let mut page = page(FOUR);
    let ((left, top), (middle, centre), (right, _)) = (at(0, 0), at(3, 2), at(6, 4));
    fill(&mut page, [left + 0.5, top + 0.5, middle - 0.5, centre - 0.5], GREY);
    fill(&mut page, [middle + 2.0, top + 2.0, right - 2.0, centre - 2.0], GREY);
    assert_eq!(tables(&page), ["あ|い / う|え"]);
    // Far inside of their cells, and touching over the line between them.
    page.fills.clear();
    fill(&mut page, [left + 4.0, top + 4.0, middle + 2.0, centre - 4.0], GREY);
    fill(&mut page, [middle + 2.0, top + 4.0, right - 4.0, centre - 4.0], GREY);
    assert_eq!(tables(&page), ["あ|い / う|え"]);
}

#[test]
fn bars_and_arrows_over_a_table_are_no_lines_of_it() {
    let mut page = page(
        "
┌──┬──┬──┬──┐
│あ│う│え│お│
│  │  │  │  │
├──┼──┼──┼──┤
│い│  │  │  │
│  │  │  │  │
└──┴──┴──┴──┘",
    );
    let ((from, y), (to, _)) = (at(4, 2), at(8, 2));
    let expected = tables(&page);
    assert_eq!(expected.len(), 1);
    fill(&mut page, [from, y - 12.0, to, y - 2.0], GREY);
    rule(&mut page, (from, y + 3.0), (to + 10.0, y + 3.0));
    // A bar with an outline.
    let (low, high) = (at(0, 5).1 - 6.0, at(0, 5).1 + 6.0);
    fill(&mut page, [from, low, to, high], GREY);
    for y in [low, high] {
        rule(&mut page, (from, y), (to, y));
    }
    for x in [from, to] {
        rule(&mut page, (x, low), (x, high));
    }
    assert_eq!(tables(&page), expected);
}

#[test]
fn tables_side_by_side_and_inside_of_cells_stay_apart() {
    let beside = page(
        "
┌──┬──┐  ┌──┬──┐
│あ│い│  │う│え│
└──┴──┘  └──┴──┘",
    );
    assert_eq!(tables(&beside), ["あ|い", "う|え"]);
    let inside = page(
        "
┌──┬─────────┐
│あ│ ┌──┬──┐ │
│  │ │い│う│ │
│  │ ├──┼──┤ │
│  │ │え│お│ │
│  │ └──┴──┘ │
├──┼─────────┤
│か│き       │
└──┴─────────┘",
    );
    assert_eq!(tables(&inside), ["あ| / か|き", "い|う / え|お"]);
    assert_eq!(
        printed::page(&inside).tables.iter().map(|table| table.inside).collect::<Vec<_>>(),
        [None, Some((0, 1))]
    );
}

#[test]
fn frames_underlines_and_scales_are_no_tables() {
    assert!(tables(&page("┌──┐\n│あ│\n└──┘")).is_empty());
    assert!(tables(&page("┌──┐\n│あ│\n├──┤\n│い│\n└──┘")).is_empty());
    assert!(tables(&page("あい\n──")).is_empty());
    assert!(tables(&page("┌──┬──┬──┐\n├──┼──┼──┤\n├──┼──┼──┤\n├──┼──┼──┤\n│あ│い│  │\n└──┴──┴──┘")).is_empty());
    let mut struck = page(FOUR);
    for glyph in &mut struck.glyphs {
        glyph.origin.y += 15.0;
        (glyph.rect.top, glyph.rect.bottom) = (glyph.rect.top + 15.0, glyph.rect.bottom + 15.0);
    }
    assert!(tables(&struck).is_empty());
}

#[test]
fn boxes_in_rows_and_columns_are_a_table() {
    let mut page = page("");
    for (number, name) in ["予定", "実績", "今後", "一", "二", "三"].into_iter().enumerate() {
        let (x, y) = (LEFT + (number % 3) as f32 * 54.0, TOP + (number / 3) as f32 * 24.0);
        let corners = [(x, y), (x + 50.0, y), (x + 50.0, y + 20.0), (x, y + 20.0), (x, y)];
        corners.windows(2).for_each(|pair| rule(&mut page, pair[0], pair[1]));
        write(&mut page, name, x + 5.0, y + 14.0);
    }
    assert_eq!(tables(&page), ["予定|実績|今後 / 一|二|三"]);
    // A single row of boxes is none.
    page.rulings.truncate(12);
    assert!(tables(&page).is_empty());
}

#[test]
fn rows_that_no_line_parts_are_told_by_their_text() {
    let listed = page(
        "
┌────────┬──────┐
│名      │値    │
├────────┼──────┤
│甲      │一    │
│乙乙乙乙│二    │
│乙      │      │
│丙      │      │
│丁      │四    │
│戊      │五    │
└────────┴──────┘",
    );
    assert_eq!(tables(&listed), ["名|値 / 甲|一 / 乙乙乙乙乙|二 / 丙| / 丁|四 / 戊|五"]);
    let wrapped = page(
        "
┌────────┬──────┐
│甲甲甲甲│一一一│
│甲甲甲甲│一一一│
│甲甲甲甲│一一一│
│甲甲甲甲│一一一│
│甲甲    │一    │
├────────┼──────┤
│・甲    │・一  │
│・乙    │・二  │
│・丙    │・三  │
│・丁    │・四  │
│・戊    │・五  │
└────────┴──────┘",
    );
    assert_eq!(printed::page(&wrapped).tables.iter().map(|table| table.rows).collect::<Vec<_>>(), [2]);
}

#[test]
fn figures_beside_names_tell_the_rows_that_no_line_parts() {
    // A column that is hardly wider than its figures, a wrapped name, empty cells: a list of ingredients.
    let limits = page(
        "
┌──────┬────┬────┐
│甲甲甲│０３│３０│
│乙乙乙│２５│    │
│乙乙  │    │    │
│丙丙  │１０│０５│
└──────┴────┴────┘",
    );
    assert_eq!(tables(&limits), ["甲甲甲|０３|３０ / 乙乙乙乙乙|２５| / 丙丙|１０|０５"]);
    let two = page(
        "
┌──────┬────┬────┐
│名    │前  │後  │
├──────┼────┼────┤
│甲    │１  │２  │
│乙    │３  │４  │
└──────┴────┴────┘",
    );
    assert_eq!(tables(&two), ["名|前|後 / 甲|１|２ / 乙|３|４"]);
    // One figure and its share below it, beside a name of two lines, are one row.
    let one = page(
        "
┌──────┬──────┬──────┐
│名    │前    │後    │
├──────┼──────┼──────┤
│甲    │１７  │３１  │
│（乙）│（２）│（４）│
└──────┴──────┴──────┘",
    );
    assert_eq!(printed::page(&one).tables.iter().map(|table| table.rows).collect::<Vec<_>>(), [2]);
}

#[test]
fn boxes_that_a_connector_joins_are_no_table() {
    let joined = page(
        "
┌──┐  ┌──┐
│あ├──┤い│
│  │  │  │
└──┘  │  │
      └──┘",
    );
    assert!(tables(&joined).is_empty());
    let stepped = page(
        "
┌──┐
│あ│  ┌──┐
│  ├──┤い│
│  │  │  │
└──┘  └──┘",
    );
    assert!(tables(&stepped).is_empty());
}

#[test]
fn a_time_line_is_no_table() {
    let mut page = page("");
    for (row, name) in ["法律", "政令", "規則", "方針"].into_iter().enumerate() {
        let y = 100.0 + 40.0 * row as f32;
        write(&mut page, name, 50.0, y);
        rule(&mut page, (74.0, y - 4.0), (400.0, y - 4.0));
        write(&mut page, "公布", 100.0, y + 16.0);
        write(&mut page, "施行", 260.0, y + 16.0);
    }
    for x in [220.0, 250.0, 350.0, 380.0] {
        rule(&mut page, (x, 80.0), (x, 240.0));
    }
    for y in [80.0, 240.0] {
        rule(&mut page, (220.0, y), (250.0, y));
        rule(&mut page, (350.0, y), (380.0, y));
    }
    assert!(tables(&page).is_empty());
}
