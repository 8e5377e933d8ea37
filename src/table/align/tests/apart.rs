//! Where one table ends and the next one begins.

use super::Sheet;
use crate::table::drawn::{self, tables};
use crate::table::printed;

/// A caption of a size over a table with a rule above and below its header and below its last row.
fn captioned(mut sheet: Sheet, top: f32, caption: (&str, f32, f32), rows: &[&[&str]]) -> Sheet {
    let (text, left, size) = caption;
    let known = sheet.0.glyphs.len();
    sheet = sheet.text(left, top - 8.0, text);
    if size != drawn::SIZE {
        let mut x = left;
        for glyph in sheet.0.glyphs.iter_mut().skip(known) {
            let wide = glyph.rect.width() * size / drawn::SIZE;
            *glyph = crate::pdf::ink::Glyph { size, ..glyph.clone() };
            (glyph.rect.left, glyph.rect.right, glyph.origin.x) = (x, x + wide, x);
            x += wide;
        }
    }
    let lefts = [64.0, 220.0, 320.0, 400.0];
    let last = top + 18.0 + 16.0 * (rows.len() - 1) as f32;
    let sheet = sheet.rows(&lefts, top + 13.0, 1.0, &rows[..1]).rows(&lefts, top + 30.0, 16.0, &rows[1..]);
    sheet.rule(top, 60.0, 460.0).rule(top + 18.0, 60.0, 460.0).rule(last + 2.0, 60.0, 460.0)
}

const DESKS: [&[&str]; 4] =
    [&["窓口", "件数", "割合"], &["市民課", "1,204", "40％"], &["税務課", "856", "28％"], &["福祉課", "932", "31％"]];
const HALLS: [&[&str]; 4] =
    [&["施設", "定員", "利用"], &["みどり館", "120", "96"], &["さくら館", "80", "75"], &["つばき館", "60", "60"]];

const SAID: [&str; 2] = [
    "窓口|件数|割合 / 市民課|1,204|40％ / 税務課|856|28％ / 福祉課|932|31％",
    "施設|定員|利用 / みどり館|120|96 / さくら館|80|75 / つばき館|60|60",
];

#[test]
fn captions_between_rules_part_tables_of_one_width() {
    let captions = [
        [("表１　受付", 60.0, 10.0), ("表２　会館", 60.0, 10.0)],
        [("表 4-1 受付の状況", 60.0, 11.0), ("表 4-2 会館の状況", 60.0, 11.0)],
        [("Table 1 Desks", 60.0, 10.0), ("Table 2 Halls", 60.0, 10.0)],
        [("（図表3）受付の数", 200.0, 10.0), ("（図表4）会館の数", 200.0, 10.0)],
        [("受付", 60.0, 12.5), ("会館", 60.0, 12.5)],
        [
            ("受付の状況と受付けた件数の割合とその推移", 60.0, 10.0),
            ("市内にある会館の定員と利用した人数の状況", 60.0, 10.0),
        ],
    ];
    for [first, second] in captions {
        for gap in [28.0, 40.0] {
            let sheet = captioned(Sheet::new(), 90.0, first, &DESKS);
            let sheet = captioned(sheet, 90.0 + 68.0 + gap, second, &HALLS);
            assert_eq!(tables(&sheet.0), SAID, "{first:?} {gap}");
            let lines: Vec<String> = printed::page(&sheet.0).lines.into_iter().map(|line| line.text).collect();
            assert!(lines.iter().any(|line| line.contains(second.0.split(' ').next_back().unwrap())), "{lines:?}");
        }
    }
}

#[test]
fn captions_part_tables_without_rules() {
    let lefts = [64.0, 220.0, 320.0];
    let sheet = Sheet::new().text(60.0, 80.0, "表１　受付").rows(&lefts, 100.0, 16.0, &DESKS);
    let sheet = sheet.text(60.0, 180.0, "表２　会館").rows(&lefts, 200.0, 16.0, &HALLS);
    assert_eq!(tables(&sheet.0), SAID);
}

#[test]
fn a_header_that_is_repeated_below_a_line_of_its_own_begins_a_table() {
    let sheet = captioned(Sheet::new(), 90.0, ("市民部", 60.0, 10.0), &DESKS);
    let again: [&[&str]; 3] = [&["窓口", "件数", "割合"], &["土木課", "77", "60％"], &["建築課", "51", "40％"]];
    let sheet = captioned(sheet, 190.0, ("建設部", 60.0, 10.0), &again);
    assert_eq!(tables(&sheet.0), [SAID[0], "窓口|件数|割合 / 土木課|77|60％ / 建築課|51|40％"]);
}

#[test]
fn titles_of_groups_between_rules_stay_in_their_table() {
    let lefts = [64.0, 220.0, 320.0];
    let sheet = Sheet::new().rows(&lefts, 93.0, 1.0, &DESKS[..1]).text(64.0, 110.0, "本庁にある窓口とその受付けた件数");
    let sheet = sheet.rows(&lefts, 128.0, 16.0, &DESKS[1..3]).text(64.0, 162.0, "支所にある窓口とその受付けた件数");
    let sheet = sheet.rows(&lefts, 180.0, 16.0, &[&["東支所", "31", "1％"], &["西支所", "30", "1％"]]);
    let rules = [80.0, 98.0, 115.0, 149.0, 167.0, 201.0];
    let sheet = rules.into_iter().fold(sheet, |sheet, y| sheet.rule(y, 60.0, 460.0));
    let read = tables(&sheet.0);
    assert_eq!(read.len(), 1, "{read:?}");
    assert!(read[0].contains("本庁にある窓口とその受付けた件数[1x3] / 市民課|1,204|40％"), "{read:?}");
}

#[test]
fn a_name_that_begins_like_a_caption_is_no_caption() {
    let rows: [&[&str]; 5] = [
        &["区分", "件数", "割合"],
        &["図書", "31", "50％"],
        &["表彰", "20", "30％"],
        &["図面", "3", "5％"],
        &["表札", "2", "1％"],
    ];
    let sheet = Sheet::new().rows(&[64.0, 220.0, 320.0], 100.0, 16.0, &rows);
    assert_eq!(tables(&sheet.0), ["区分|件数|割合 / 図書|31|50％ / 表彰|20|30％ / 図面|3|5％ / 表札|2|1％"]);
}

#[test]
fn a_unit_above_a_table_stays_outside() {
    let ruled = drawn::page(
        "
                 （単位：千円）
┌──────┬──────────┬──────┐
│区分  │令和５年度│増減  │
├──────┼──────────┼──────┤
│市税  │1,234     │△3   │
├──────┼──────────┼──────┤
│交付税│987       │7     │
└──────┴──────────┴──────┘",
    );
    let said = "区分|令和５年度|増減 / 市税|1,234|△3 / 交付税|987|7";
    let rows: [&[&str]; 3] = [&["区分", "令和５年度", "増減"], &["市税", "1,234", "△3"], &["交付税", "987", "7"]];
    let lefts = [64.0, 180.0, 300.0];
    let plain = Sheet::new().text(290.0, 84.0, "（単位：千円）").rows(&lefts, 100.0, 18.0, &rows);
    let lines = Sheet::new().text(290.0, 76.0, "単位：千円").rows(&lefts, 93.0, 18.0, &rows);
    let lines = [80.0, 98.0, 134.0].into_iter().fold(lines, |sheet, y| sheet.rule(y, 60.0, 360.0));
    for page in [ruled, plain.0, lines.0] {
        assert_eq!(tables(&page), [said]);
        let first = printed::page(&page).lines.into_iter().next().map(|line| line.text);
        assert!(first.as_deref().is_some_and(|line| line.contains("単位：千円")), "{first:?}");
    }
}

#[test]
fn tables_of_one_header_side_by_side_are_as_many() {
    let rows: [&[&str]; 4] = [&["区分", "件数"], &["東部", "12"], &["西部", "30"], &["南部", "7"]];
    for count in [2, 3, 4] {
        let sheet = (0..count).fold(Sheet::new(), |sheet, at| {
            let left = 40.0 + 130.0 * at as f32;
            sheet.rows(&[left, left + 60.0], 100.0, 16.0, &rows)
        });
        assert_eq!(tables(&sheet.0), vec!["区分|件数 / 東部|12 / 西部|30 / 南部|7"; count], "{count}");
    }
}
