//! Cells filled with text, and tables across pages.

use super::{Continuation, Sideways, cut_sideways, find, wholes};
use crate::pdf::ink::InkPage;
use crate::table::drawn;

/// The tables of a drawn page in words.
fn tables(drawing: &str) -> Vec<String> {
    drawn::tables(&drawn::page(drawing))
}

#[test]
fn wrapped_lines_are_joined_and_others_stay_apart() {
    let drawing = "
┌────────┬────────┐
│取組の名│・一    │
│前      │・二つの│
│        │目      │
├────────┼────────┤
│乙      │・三    │
└────────┴────────┘";
    assert_eq!(tables(drawing), ["取組の名前|・一⏎・二つの目 / 乙|・三"]);
}

#[test]
fn no_item_begins_inside_of_a_bracket() {
    let drawing = "
┌────────────────────┬──┐
│設備の更新（給湯器具│乙│
│・空調）            │  │
└────────────────────┴──┘";
    assert_eq!(tables(drawing), ["設備の更新（給湯器具・空調）|乙"]);
}

#[test]
fn upright_glyphs_below_each_other_are_one_word() {
    let drawing = "
┌──┬──┐
│暮│あ│
│ら│  │
│し│い│
└──┴──┘";
    let mut page = drawn::page(drawing);
    for glyph in page.glyphs.iter_mut().filter(|glyph| glyph.rect.left < 70.0) {
        let row = ((glyph.origin.y - drawn::TOP) / drawn::HIGH).floor();
        let lift = row * (drawn::HIGH - drawn::WIDE);
        glyph.origin.y -= lift;
        (glyph.rect.top, glyph.rect.bottom) = (glyph.rect.top - lift, glyph.rect.bottom - lift);
    }
    let read = super::page(&page);
    assert_eq!(read.tables[0].cells[0].text, "暮らし");
}

/// Pages, the tables moved down to where they fill their page.
fn pages(drawings: &[&str]) -> Vec<InkPage> {
    let page = |(number, drawing): (usize, &&str)| InkPage {
        number: number as u32 + 1,
        // The drawing reaches the lower part of the page.
        height: drawn::TOP + drawing.lines().count() as f32 * drawn::HIGH + 40.0,
        ..drawn::page(drawing)
    };
    drawings.iter().enumerate().map(page).collect()
}

const FIRST: &str = "
┌──┬──┐
│名│値│
├──┼──┤
│甲│一│
├──┼──┤
│乙│二│
└──┴──┘";

#[test]
fn a_table_goes_on_with_its_header_repeated_and_a_row_cut() {
    let second = "
┌──┬──┐
│名│値│
├──┼──┤
│  │三│
├──┼──┤
│丙│四│
└──┴──┘";
    let read = find(&pages(&[FIRST, second]));
    assert_eq!(read[1].tables[0].continues, Some(Continuation { table: 0, repeated_header: 1, cut_row: true }));
    let whole = wholes(&read);
    assert_eq!(whole.len(), 1);
    let texts: Vec<(u32, &str, usize)> =
        whole[0].cells.iter().map(|cell| (cell.row, cell.text.as_str(), cell.places.len())).collect();
    let expected = [
        (0, "名", 1),
        (0, "値", 1),
        (1, "甲", 1),
        (1, "一", 1),
        (2, "乙", 2),
        (2, "二\n三", 2),
        (3, "丙", 1),
        (3, "四", 1),
    ];
    assert_eq!(texts, expected);
    assert_eq!((whole[0].rows, whole[0].header_rows, whole[0].parts.len()), (4, 1, 2));
}

#[test]
fn a_mark_alone_has_no_rest_on_the_next_page() {
    let first = "
┌──┬──┬──┐
│名│年│翌│
├──┼──┼──┤
│甲│●│●│
├──┼──┼──┤
│乙│●│●│
└──┴──┴──┘";
    // The last column is filled in every row but this one, and yet it is a row of its own.
    let second = "
┌──┬──┬──┐
│名│年│翌│
├──┼──┼──┤
│丙│●│  │
├──┼──┼──┤
│丁│●│●│
└──┴──┴──┘";
    let read = find(&pages(&[first, second]));
    let expected = Continuation { table: 0, repeated_header: 1, cut_row: false };
    assert_eq!(read[1].tables[0].continues, Some(expected));
}

#[test]
fn other_columns_or_text_between_make_another_table() {
    let other = "
┌───┬──┐
│名 │値│
├───┼──┤
│丙 │四│
└───┴──┘";
    assert_eq!(wholes(&find(&pages(&[FIRST, other]))).len(), 2);
    let below = format!("{FIRST}\n\n文章がここに続きます");
    let mut pages = pages(&[&below, FIRST]);
    pages[0].height = 400.0;
    assert_eq!(wholes(&find(&pages)).len(), 2);
}

/// A table of three columns, a text written in its second cell from a place on.
fn spilling(left: f32, text: &str, third: &str) -> Vec<String> {
    let mut page = drawn::page(
        "
┌────┬────────┬──────┬────┐
│番号│事業    │額    │課  │
├────┼────────┼──────┼────┤
│1   │        │      │土木│
├────┼────────┼──────┼────┤
│2   │公園    │45千円│公園│
└────┴────────┴──────┴────┘",
    );
    let (edge, y) = drawn::at(5, 3);
    drawn::write(&mut page, text, edge + left, y + 4.0);
    drawn::write(&mut page, third, drawn::at(14, 0).0 + 3.0, y + 4.0);
    drawn::tables(&page)
}

#[test]
fn a_text_that_runs_over_its_edge_into_an_empty_cell_stays_whole() {
    for left in [2.5, 4.0, 7.0] {
        assert_eq!(
            spilling(left, "幹線道路舗装", ""),
            ["番号|事業|額|課 / 1|幹線道路舗装||土木 / 2|公園|45千円|公園"],
            "{left}"
        );
    }
    // The cell behind it is not empty: there the text would have been cut, and is none of its own.
    assert_eq!(spilling(2.5, "幹線の", "9千円"), ["番号|事業|額|課 / 1|幹線の|9千円|土木 / 2|公園|45千円|公園"]);
}

#[test]
fn a_text_runs_on_over_several_cells_and_over_the_border() {
    let drawing = "
┌────┬──────┬────┬────┬────┐
│番号│件名  │数量│額  │備考│
├────┼──────┼────┼────┼────┤
│1   │      │    │    │済  │
├────┼──────┼────┼────┼────┤
│2   │橋    │4橋 │9円 │    │
└────┴──────┴────┴────┴────┘";
    let mut page = drawn::page(drawing);
    let (x, y) = drawn::at(5, 3);
    drawn::write(&mut page, "市道ほか路線舗装", x + 3.0, y + 4.0);
    let (x, y) = drawn::at(22, 5);
    drawn::write(&mut page, "次年度へ繰越", x + 3.0, y + 4.0);
    drawn::write(&mut page, "欄外", x + 90.0, y + 4.0);
    let said = "番号|件名|数量|額|備考 / 1|市道ほか路線舗装|||済 / 2|橋|4橋|9円|次年度へ繰越";
    assert_eq!(drawn::tables(&page), [said]);
}

#[test]
fn texts_that_fill_their_cells_stay_apart() {
    // Each begins at the left edge of its own cell; the first ends at the second's.
    let drawing = "
┌────────┬──────┬────┐
│事業費用│額    │課  │
├────────┼──────┼────┤
│街路樹剪│千円  │土木│
├────────┼──────┼────┤
│公園    │      │公園│
└────────┴──────┴────┘";
    assert_eq!(tables(drawing), ["事業費用|額|課 / 街路樹剪|千円|土木 / 公園||公園"]);
    // Figures in boxes of their own.
    let boxes = "
┌──┬─┬─┬─┬─┐
│名│年│額│一│二│
├──┼─┼─┼─┼─┤
│甲│1│2│3│4│
└──┴─┴─┴─┴─┘";
    assert!(!tables(boxes).concat().contains("1234"));
}

/// Pages of one size, each drawing with its right or its left edge at the margin.
fn wide_pages(first: &str, second: &str) -> Vec<InkPage> {
    let (mut one, mut two) = (drawn::page(first), drawn::page(second));
    let right = one.rulings.iter().map(|ruling| ruling.from.x.max(ruling.to.x)).fold(0.0, f32::max);
    one.width = right + drawn::LEFT;
    (two.width, two.number) = (one.width, 2);
    vec![one, two]
}

const NAMED: &str = "
┌────────┬────────┬────────┐
│事業名  │６年度  │７年度  │
├────────┼────────┼────────┤
│公園整備│3箇所   │4箇所   │
├────────┼────────┼────────┤
│歩道改良│2路線   │3路線   │
└────────┴────────┴────────┘";

#[test]
fn columns_on_the_next_page_without_the_names_of_their_rows_are_told() {
    let second = "
┌────────┬──────┐
│８年度  │目標  │
├────────┼──────┤
│5箇所   │6箇所 │
├────────┼──────┤
│4路線   │5路線 │
└────────┴──────┘";
    let read = find(&wide_pages(NAMED, second));
    assert_eq!(cut_sideways(&read), [Sideways { from: 1, to: 2 }]);
    // Between the two the rows below are printed.
    let mut pages = wide_pages(NAMED, second);
    pages.insert(1, InkPage { number: 2, ..drawn::page("本文だけのページ") });
    pages[2].number = 3;
    assert_eq!(cut_sideways(&find(&pages)), [Sideways { from: 1, to: 3 }]);
}

#[test]
fn tables_of_their_own_are_not_told_as_cut_sideways() {
    // Names of rows; the same table once more; other heights; room for the first column on the page before.
    let names = "
┌────────┬──────┐
│課の名  │人数  │
├────────┼──────┤
│土木課  │6人   │
├────────┼──────┤
│公園課  │5人   │
└────────┴──────┘";
    let other = "
┌────────┬──────┐
│８年度  │目標  │
│        │      │
├────────┼──────┤
│5箇所   │6箇所 │
├────────┼──────┤
│4路線   │5路線 │
└────────┴──────┘";
    for second in [names, NAMED, other] {
        assert_eq!(cut_sideways(&find(&wide_pages(NAMED, second))), [], "{second}");
    }
    let mut roomy = wide_pages(NAMED, &other.replacen("│        │      │\n", "", 1));
    roomy.iter_mut().for_each(|page| page.width += 80.0);
    assert_eq!(cut_sideways(&find(&roomy)), []);
}
