//! Tests: diagrams, time lines, and rows that figures tell.

use super::tests::tables;
use crate::table::drawn::{page, rule, write};
use crate::table::printed;

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
