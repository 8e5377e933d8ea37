//! Cells filled with text, and tables across pages.

use super::{Continuation, find, wholes};
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
