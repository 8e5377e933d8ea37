//! Columns that the ink tells and no line draws: bands of shade, rows ruled between columns that only some rows rule,
//! text that nearly touches the next column.

use super::Sheet;
use crate::table::drawn::{self, page, tables};

const SHADES: [[u8; 3]; 2] = [[225; 3], [242; 3]];

/// Rows of cells at left edges, each with a band of shade where `band` says so; the header's cells are shaded one by
/// one.
fn banded(lefts: &[f32], right: f32, pitch: f32, rows: &[&[&str]], band: impl Fn(usize) -> Option<usize>) -> Sheet {
    let mut sheet = Sheet::new();
    for (at, row) in rows.iter().enumerate() {
        let top = 80.0 + pitch * at as f32;
        if at == 0 {
            let ends = lefts.iter().skip(1).map(|left| left - 4.0).chain([right]);
            for (left, end) in lefts.iter().zip(ends) {
                drawn::fill(&mut sheet.0, [left - 4.0, top, end, top + pitch], [240, 170, 60]);
            }
        } else if let Some(shade) = band(at) {
            drawn::fill(&mut sheet.0, [lefts[0] - 4.0, top, right, top + pitch], SHADES[shade]);
        }
        for (text, left) in row.iter().zip(lefts) {
            drawn::write(&mut sheet.0, text, *left, top + pitch / 2.0 + 4.0);
        }
    }
    sheet
}

const FIGURES: [&[&str]; 6] = [
    &["施設", "R3", "R4", "R5"],
    &["図書館", "120", "130", "128"],
    &["公民館", "80", "95", "99"],
    &["体育館", "1,200", "1,250", "1,301"],
    &["資料館", "14", "9", "0"],
    &["交流館", "22.5", "23.1", "24.0"],
];

const READ: &str = "施設|R3|R4|R5 / 図書館|120|130|128 / 公民館|80|95|99 / 体育館|1,200|1,250|1,301 \
                    / 資料館|14|9|0 / 交流館|22.5|23.1|24.0";

#[test]
fn rows_between_two_bands_are_rows_of_the_same_columns() {
    let lefts = [60.0, 200.0, 290.0, 380.0];
    for pitch in [15.0, 18.0, 24.0] {
        let odd = banded(&lefts, 460.0, pitch, &FIGURES, |at| (at % 2 == 1).then_some(0));
        assert_eq!(tables(&odd.0), [READ], "the first row shaded, {pitch}");
        let even = banded(&lefts, 460.0, pitch, &FIGURES, |at| (at % 2 == 0).then_some(0));
        assert_eq!(tables(&even.0), [READ], "the second row shaded, {pitch}");
        let both = banded(&lefts, 460.0, pitch, &FIGURES, |at| Some(at % 2));
        assert_eq!(tables(&both.0), [READ], "two shades, {pitch}");
    }
}

#[test]
fn a_band_of_two_columns_is_none_of_one_cell() {
    let rows: [&[&str]; 5] = [
        &["申請", "担当課"],
        &["転入", "市民課"],
        &["保育", "子ども課"],
        &["農地", "農業委員会事務局"],
        &["道路の占用", "土木課"],
    ];
    let sheet = banded(&[60.0, 220.0], 400.0, 18.0, &rows, |at| (at % 2 == 1).then_some(0));
    assert_eq!(
        tables(&sheet.0),
        ["申請|担当課 / 転入|市民課 / 保育|子ども課 / 農地|農業委員会事務局 / 道路の占用|土木課"]
    );
}

#[test]
fn columns_ruled_in_the_header_and_in_the_total_go_on_between() {
    let total = page(
        "
┌────────┬──────┬──────┐
│施設    │前年  │本年  │
├────────┴──────┴──────┤
│図書館   120    130   │
├──────────────────────┤
│公民館   80     95    │
├──────────────────────┤
│体育館          1,250 │
├────────┬──────┬──────┤
│計      │200   │1,475 │
└────────┴──────┴──────┘",
    );
    assert_eq!(tables(&total), ["施設|前年|本年 / 図書館|120|130 / 公民館|80|95 / 体育館||1,250 / 計|200|1,475"]);
    let parts = page(
        "
┌────────┬────────┬────────┐
│区分    │男      │女      │
├────────┴────────┴────────┤
│東地区   一二人   三四人  │
├──────────────────────────┤
│西地区   五六人   七八人  │
├────────┬────────┬────────┤
│小計    │六八人  │一一二人│
├────────┴────────┴────────┤
│南地区   九人     八人    │
├──────────────────────────┤
│北地区   七人     六人    │
└──────────────────────────┘",
    );
    assert_eq!(
        tables(&parts),
        ["区分|男|女 / 東地区|一二人|三四人 / 西地区|五六人|七八人 / 小計|六八人|一一二人 / 南地区|九人|八人 \
          / 北地区|七人|六人"]
    );
}

#[test]
fn cells_merged_among_ruled_rows_stay_merged() {
    let notes = page(
        "
┌────────┬────────┬────────┐
│施設    │前年    │本年    │
├────────┼────────┼────────┤
│図書館  │120     │130     │
├────────┼────────┼────────┤
│公民館  │80      │95      │
├────────┴────────┴────────┤
│備考     速報値           │
├────────┬────────┬────────┤
│体育館  │70      │71      │
├────────┴────────┴────────┤
│備考     改修     休館    │
└──────────────────────────┘",
    );
    assert_eq!(
        tables(&notes),
        ["施設|前年|本年 / 図書館|120|130 / 公民館|80|95 / 備考 速報値[1x3] / 体育館|70|71 / 備考 改修 休館[1x3]"]
    );
    // Two rows of names over two rows of answers; a gap of the second happens to stand below a line of the first.
    let answers = page(
        "
┌────────────┬──────┐
│支給した額  │７千円│
├────────────┼──────┤
│平均の額    │６千円│
├──────┬─────┴──────┤
│地域  │対象職員数  │
├──────┼────────────┤
│東    │３人        │
└──────┴────────────┘",
    );
    assert_eq!(
        tables(&answers),
        ["支給した額[1x2]|７千円 / 平均の額[1x2]|６千円 / 地域|対象職員数[1x2] / 東|３人[1x2]"]
    );
    let titles = page(
        "
┌────────┬──────┬──────┐
│施設    │前年  │本年  │
├────────┴──────┴──────┤
│本庁の管内            │
├────────┬──────┬──────┤
│図書館  │120   │130   │
├────────┴──────┴──────┤
│支所の管内            │
├────────┬──────┬──────┤
│公民館  │80    │95    │
└────────┴──────┴──────┘",
    );
    assert_eq!(tables(&titles), ["施設|前年|本年 / 本庁の管内[1x3] / 図書館|120|130 / 支所の管内[1x3] / 公民館|80|95"]);
}

#[test]
fn a_name_that_nearly_touches_the_next_column_ends_there() {
    for (gap, pitch) in [(1.5, 20.0), (2.5, 18.0), (3.2, 15.0)] {
        let long = "外国語による防災情報の発信の拡大";
        let second = 60.0 + 10.0 * long.chars().count() as f32 + gap;
        let rows: [&[&str]; 5] = [
            &["施策名", "所管", "目標"],
            &["手続の電子化", "情報課", "80％"],
            &[long, "多文化共生課", "12言語"],
            &["窓口", "市民課", "3窓口"],
            &["見守り", "福祉課", "500人"],
        ];
        let sheet = Sheet::new().rows(&[60.0, second, second + 110.0], 90.0, pitch, &rows);
        assert_eq!(
            tables(&sheet.0),
            ["施策名|所管|目標 / 手続の電子化|情報課|80％ / 外国語による防災情報の発信の拡大|多文化共生課|12言語 \
              / 窓口|市民課|3窓口 / 見守り|福祉課|500人"],
            "{gap} {pitch}"
        );
    }
}

#[test]
fn a_short_name_before_a_long_one_tells_no_other_rows() {
    let rows: [&[&str]; 5] = [
        &["事業名", "担当課", "目標"],
        &["電子申請", "情報課", "80％"],
        &["外国語による生活情報の提供の拡充", "国際交流課", "12言語"],
        &["相談窓口", "市民課", "3窓口"],
        &["見守り", "福祉課", "500人"],
    ];
    // At one pitch that is twice the size, rounding decides which white is the least.
    for (top, pitch) in [(62.8, 18.0), (61.95, 18.0), (63.37, 17.99), (60.1, 18.03)] {
        let mut sheet = Sheet::new();
        for (at, row) in rows.iter().enumerate() {
            let y = top + pitch * at as f32 + 0.02 * (at % 2) as f32;
            for (text, left) in row.iter().zip([60.0, 207.0, 320.0]) {
                crate::pdf::drawn::write(&mut sheet.0, text, left, y, 9.0);
            }
        }
        let said: Vec<String> = rows.iter().map(|row| row.join("|")).collect();
        assert_eq!(tables(&sheet.0), [said.join(" / ")], "{top} {pitch}");
    }
}

#[test]
fn a_quarter_em_between_scripts_parts_no_cell() {
    // Typesetters put a quarter of an em around figures; here by chance where another line begins.
    let mut sheet = Sheet::new();
    for (at, [name, figure]) in
        [["施策", "実績"], ["図書", "蔵書"], ["公園", "面積"], ["道路", "延長"]].into_iter().enumerate()
    {
        let y = 100.0 + 18.0 * at as f32;
        sheet = sheet.text(60.0, y, name).text(200.0, y, figure).text(222.5, y, "12").text(235.0, y, "件");
    }
    assert_eq!(tables(&sheet.0), ["施策|実績12件 / 図書|蔵書12件 / 公園|面積12件 / 道路|延長12件"]);
}
