//! Rows that no line parts: headers of several lines, titles of groups, rows at one pitch.

use super::Sheet;
use crate::table::drawn::tables;

const LEFTS: [f32; 4] = [64.0, 190.0, 290.0, 390.0];

/// A header with columns of lines that end in one line, and rows below a rule.
fn headed(columns: &[&[&str]], pitch: f32, rows: &[&[&str]], ruled: bool) -> Sheet {
    let most = columns.iter().map(|lines| lines.len()).max().unwrap();
    let foot = 80.0 + 13.0 + pitch * (most - 1) as f32;
    let mut sheet = Sheet::new();
    for (lines, left) in columns.iter().zip(LEFTS) {
        sheet = sheet.lines(left, foot - pitch * (lines.len() - 1) as f32, pitch, lines);
    }
    let sheet = sheet.rows(&LEFTS, foot + 22.0, 16.0, rows);
    let last = foot + 22.0 + 16.0 * (rows.len() - 1) as f32 + 5.0;
    let sheet = sheet.rule(80.0, 60.0, 480.0).rule(foot + 5.0, 60.0, 480.0).rule(last, 60.0, 480.0);
    if ruled {
        return (0..rows.len()).fold(sheet, |sheet, at| sheet.rule(foot + 27.0 + 16.0 * at as f32, 60.0, 480.0));
    }
    sheet
}

const BODY: [&[&str]; 4] = [
    &["図書館", "290", "45,600", "82％"],
    &["公民館", "305", "12,300", "76％"],
    &["体育館", "320", "30,150", "71％"],
    &["資料館", "250", "2,400", "80％"],
];
const BODY_SAID: &str =
    " / 図書館|290|45,600|82％ / 公民館|305|12,300|76％ / 体育館|320|30,150|71％ / 資料館|250|2,400|80％";

fn read(sheet: &Sheet) -> Vec<String> {
    tables(&sheet.0).into_iter().map(|table| table.replace('⏎', "")).collect()
}

#[test]
fn a_header_of_several_lines_is_one_row() {
    let two: [&[&str]; 4] = [&["施設名"], &["開いた", "日数"], &["年間の", "来館者"], &["満足の", "割合"]];
    let three: [&[&str]; 4] =
        [&["施設"], &["一年に", "開けた", "日数"], &["来館", "した人", "（人）"], &["良いと", "答えた", "割合"]];
    let uneven: [&[&str]; 4] = [&["施設"], &["一年に", "開けた", "日数"], &["人数"], &["満足", "割合"]];
    let four: [&[&str]; 4] =
        [&["施設"], &["この", "一年に", "開けた", "日数"], &["延べ", "来館", "した", "人"], &["答えた", "割合"]];
    let wants = [
        (&two, "施設名|開いた日数|年間の来館者|満足の割合"),
        (&three, "施設|一年に開けた日数|来館した人（人）|良いと答えた割合"),
        (&uneven, "施設|一年に開けた日数|人数|満足割合"),
        (&four, "施設|この一年に開けた日数|延べ来館した人|答えた割合"),
    ];
    for (columns, header) in wants {
        for pitch in [12.0, 14.0, 16.0] {
            for ruled in [false, true] {
                let sheet = headed(columns, pitch, &BODY, ruled);
                assert_eq!(read(&sheet), [format!("{header}{BODY_SAID}")], "{header} {pitch} {ruled}");
            }
        }
    }
}

#[test]
fn names_over_several_columns_keep_a_row_of_their_own() {
    let sheet = Sheet::new()
        .text(235.0, 93.0, "来館者")
        .rows(&LEFTS, 107.0, 1.0, &[&["施設", "前年", "本年", "割合"]])
        .rows(&LEFTS, 130.0, 16.0, &BODY);
    let sheet = [80.0, 112.0, 184.0].into_iter().fold(sheet, |sheet, y| sheet.rule(y, 60.0, 480.0));
    assert_eq!(read(&sheet), [format!("施設[2x1]|来館者[1x2]|割合[2x1] / 前年|本年{BODY_SAID}")]);
}

#[test]
fn rows_of_values_above_the_first_rule_are_no_header() {
    // A rule parts the old values from the new ones.
    let sheet = Sheet::new()
        .rows(&LEFTS, 93.0, 16.0, &[&["図書館", "290", "45,600", "82％"], &["公民館", "305", "12,300", "76％"]])
        .rows(&LEFTS, 130.0, 16.0, &[&["体育館", "320", "30,150", "71％"], &["資料館", "250", "2,400", "80％"]]);
    let sheet = [80.0, 115.0, 152.0].into_iter().fold(sheet, |sheet, y| sheet.rule(y, 60.0, 480.0));
    assert_eq!(read(&sheet), [&BODY_SAID[3..]]);
}

/// Titles of groups at `left`, their rows at `indent` behind it.
fn grouped(groups: &[(&str, &[&[&str]])], indent: f32, pitch: f32, gap: f32, ruled: bool) -> Sheet {
    let mut sheet = Sheet::new().rows(&LEFTS, 93.0, 1.0, &[&["区分", "R5", "R6", "目標"]]);
    let mut y = 93.0 + pitch - gap + if ruled { 4.0 } else { 0.0 };
    for (title, rows) in groups {
        y += gap;
        sheet = sheet.text(LEFTS[0], y, title);
        y += pitch;
        for row in *rows {
            sheet = sheet.rows(&[LEFTS[0] + indent, LEFTS[1], LEFTS[2], LEFTS[3]], y, 1.0, &[row]);
            y += pitch;
        }
    }
    if ruled {
        [80.0, 98.0, y - pitch + 5.0].into_iter().fold(sheet, |sheet, y| sheet.rule(y, 60.0, 480.0))
    } else {
        sheet
    }
}

const GROUPS: [(&str, &[&[&str]]); 3] = [
    ("男女別", &[&["男性", "48.2％", "47.9％", "50％"], &["女性", "51.8％", "52.1％", "50％"]]),
    ("年齢別", &[&["20歳代", "12.3％", "11.8％", "15％"], &["30歳代", "18.4％", "18.0％", "20％"]]),
    (
        "住んでいる所",
        &[&["東部", "30.1％", "30.5％", "31％"], &["西部", "27.7％", "27.4％", "28％"], &["島", "1％", "2％", "3％"]],
    ),
];
const GROUPS_SAID: &str = "区分|R5|R6|目標 / 男女別[1x4] / 男性|48.2％|47.9％|50％ / 女性|51.8％|52.1％|50％ / 年齢別[1x4] \
    / 20歳代|12.3％|11.8％|15％ / 30歳代|18.4％|18.0％|20％ / 住んでいる所[1x4] / 東部|30.1％|30.5％|31％ \
    / 西部|27.7％|27.4％|28％ / 島|1％|2％|3％";

#[test]
fn titles_of_groups_are_rows_of_their_own_where_their_rows_are_indented() {
    for (indent, pitch) in [(10.0, 16.0), (5.0, 14.0), (20.0, 18.0)] {
        for ruled in [true, false] {
            let sheet = grouped(&GROUPS, indent, pitch, 0.0, ruled);
            assert_eq!(read(&sheet), [GROUPS_SAID], "{indent} {pitch} {ruled}");
        }
    }
}

#[test]
fn titles_of_groups_are_rows_of_their_own_where_they_are_bold() {
    let mut sheet = grouped(&GROUPS, 0.0, 16.0, 0.0, true);
    sheet.0.fonts.push(crate::pdf::ink::FontName { name: "Gothic-Bold".to_owned(), bold: true });
    for title in ["男女別", "年齢別", "住んでいる所"] {
        let begin =
            sheet.0.glyphs.windows(2).position(|pair| title.starts_with(&format!("{}{}", pair[0].text, pair[1].text)));
        let begin = begin.unwrap();
        sheet.0.glyphs.iter_mut().skip(begin).take(title.chars().count()).for_each(|glyph| glyph.font = 1);
    }
    assert_eq!(read(&sheet), [GROUPS_SAID]);
}

#[test]
fn titles_of_groups_are_rows_of_their_own_where_white_stands_above_them() {
    for gap in [8.0, 12.0] {
        let sheet = grouped(&GROUPS, 0.0, 14.0, gap, true);
        assert_eq!(read(&sheet), [GROUPS_SAID], "{gap}");
    }
}

#[test]
fn the_second_line_of_a_name_is_no_title() {
    // Names of two lines, hanging behind their first one; values stand at the top, or at the foot.
    for foot in [0.0, 12.0] {
        let mut sheet = Sheet::new().rows(&LEFTS, 93.0, 1.0, &[&["区分", "R5", "R6", "目標"]]);
        for (at, [first, second]) in [
            ["図書館を新たに使い", "始めた人の割合"],
            ["公民館を続けて使い", "続けた人の割合"],
            ["体育館を繰り返して", "使った人の割合"],
        ]
        .into_iter()
        .enumerate()
        {
            let y = 115.0 + 34.0 * at as f32;
            sheet = sheet.text(LEFTS[0], y, first).text(LEFTS[0] + 8.0, y + 12.0, second);
            sheet = sheet.rows(&LEFTS[1..], y + foot, 1.0, &[&["48.2％", "47.9％", "50％"]]);
        }
        let sheet = [80.0, 98.0, 202.0].into_iter().fold(sheet, |sheet, y| sheet.rule(y, 60.0, 480.0));
        let read = read(&sheet);
        assert_eq!(read.len(), 1);
        assert!(!read[0].contains("[1x4]"), "{foot} {read:?}");
        assert!(foot > 0.0 || read[0].matches(" / ").count() == 3, "{foot} {read:?}");
    }
}

#[test]
fn lines_at_one_pitch_in_all_columns_are_rows() {
    let rows: [&[&str]; 5] = [
        &["施策名", "所管", "目標"],
        &["電子化", "情報課", "八割"],
        &["多言語", "国際課", "十言語"],
        &["窓口", "市民課", "三つ"],
        &["見守り", "福祉課", "五百人"],
    ];
    for (size, pitch) in [(3, 12.0), (5, 13.0), (4, 20.0), (5, 18.0), (5, 24.0)] {
        let sheet = Sheet::new().rows(&[64.0, 190.0, 290.0], 93.0, pitch, &rows[..size]);
        let said: Vec<String> = rows[..size].iter().map(|row| row.join("|")).collect();
        assert_eq!(tables(&sheet.0), [said.join(" / ")], "{size} {pitch}");
    }
}
