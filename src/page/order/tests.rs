//! Reading order on small pages of our own.

use super::{lines, page_text};
use crate::geometry::Rect;
use crate::page::grid::{Evidence, Grid, GridCell};
use crate::pdf::drawn::{glyph, page, rule, write};
use crate::pdf::ink::{Direction, InkPage, Unseen};

/// Writes a column that runs down.
fn write_down(page: &mut InkPage, text: &str, centre: f32, top: f32, size: f32) {
    for (at, char) in text.chars().enumerate() {
        let y = top + at as f32 * size;
        let mut glyph = glyph(char, centre, y, size);
        glyph.rect = Rect { left: centre - size / 2.0, top: y, right: centre + size / 2.0, bottom: y + size };
        (glyph.direction, glyph.vertical) = (Direction::Down, true);
        page.glyphs.push(glyph);
    }
}

fn square(left: f32, top: f32, wide: f32, high: f32) -> Rect {
    Rect { left, top, right: left + wide, bottom: top + high }
}

/// The page's text, which must be the same for its glyphs in other orders.
fn read(page: &InkPage) -> String {
    read_in(page, &[])
}

/// The same, the page read in grids.
fn read_in(page: &InkPage, grids: &[Grid]) -> String {
    let text = page_text(&lines(page, grids));
    let mut seed = 1_u64;
    for _ in 0..5 {
        let mut shuffled = page.clone();
        for at in (1..shuffled.glyphs.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.glyphs.swap(at, (seed >> 33) as usize % (at + 1));
        }
        assert_eq!(page_text(&lines(&shuffled, grids)), text);
    }
    text
}

#[test]
fn two_columns_of_prose_are_read_one_after_the_other() {
    let mut page = page();
    write(&mut page, "まちの将来像とこれからの取組について市民の皆さまへお知らせします", 60.0, 60.0, 14.0);
    for row in 0..5 {
        // The paragraphs of both begin at one height by chance: no row of a table.
        let y = 100.0 + row as f32 * 16.0 + if row > 2 { 16.0 } else { 0.0 };
        write(&mut page, "左の段の文章がここに並びます左左左左左", 60.0, y, 10.0);
        write(&mut page, "右の段の文章がここに並びます右右右右右", 280.0, y, 10.0);
    }
    let text = read(&page);
    assert!(text.rfind('左') < text.find('右'), "{text}");
    assert!(text.starts_with("まちの"), "{text}");
}

#[test]
fn rows_of_a_table_without_rulings_are_read_row_by_row() {
    let mut page = page();
    for (row, (name, value)) in
        [("待機児童数", "38"), ("利用定員", "1,250"), ("相談件数", "3,000")].into_iter().enumerate()
    {
        write(&mut page, name, 60.0, 100.0 + row as f32 * 18.0, 10.0);
        write(&mut page, value, 200.0, 100.0 + row as f32 * 18.0, 10.0);
    }
    assert_eq!(read(&page), "待機児童数\n38\n利用定員\n1,250\n相談件数\n3,000\n");
}

#[test]
fn cells_keep_their_lines_together() {
    let mut page = page();
    let cell = |at: u32| GridCell {
        row: at / 2,
        col: at % 2,
        rowspan: 1,
        colspan: 1,
        rect: square(50.0 + (at % 2) as f32 * 100.0, 90.0 + (at / 2) as f32 * 40.0, 100.0, 40.0),
    };
    let rect = square(50.0, 90.0, 200.0, 80.0);
    let cells = (0..4).map(cell).collect();
    let grid = Grid { rect, evidence: Evidence::Ruled, rows: 2, cols: 2, cells };
    for (at, text) in ["甲一", "甲二", "乙一", "乙二"].into_iter().enumerate() {
        let (x, y) = (55.0 + (at / 2) as f32 * 100.0, 105.0 + (at % 2) as f32 * 14.0);
        write(&mut page, text, x, y, 10.0);
        write(&mut page, "丙", x, y + 40.0, 10.0);
    }
    assert_eq!(read_in(&page, std::slice::from_ref(&grid)), "甲一\n甲二\n乙一\n乙二\n丙\n丙\n丙\n丙\n");
    let places: Vec<_> = lines(&page, &[grid]).iter().map(|line| line.place).collect();
    let cells = [0, 0, 1, 1, 2, 2, 3, 3].map(|cell| Some((0, cell)));
    assert_eq!(places, cells);
}

#[test]
fn captions_side_by_side_are_read_with_the_grids_below_them() {
    let mut page = page();
    let boxed = |left: f32| {
        let cell = |row: u32| {
            let rect = square(left, 110.0 + 30.0 * row as f32, 150.0, 30.0);
            GridCell { row, col: 0, rowspan: 1, colspan: 1, rect }
        };
        let rect = square(left, 110.0, 150.0, 60.0);
        Grid { rect, evidence: Evidence::Ruled, rows: 2, cols: 1, cells: vec![cell(0), cell(1)] }
    };
    for (left, texts) in [(60.0, ["図一", "甲", "乙"]), (300.0, ["図二", "丙", "丁"])] {
        for (text, y) in texts.into_iter().zip([100.0, 130.0, 160.0]) {
            write(&mut page, text, left + 5.0, y, 10.0);
        }
    }
    assert_eq!(read_in(&page, &[boxed(60.0), boxed(300.0)]), "図一\n甲\n乙\n図二\n丙\n丁\n");
}

#[test]
fn rulings_over_some_columns_leave_the_cell_beside_them_whole() {
    let mut page = page();
    write(&mut page, "甲の一", 60.0, 100.0, 10.0);
    write(&mut page, "甲の二", 60.0, 130.0, 10.0);
    for (row, texts) in [["一", "二"], ["三", "四"]].into_iter().enumerate() {
        write(&mut page, texts[0], 200.0, 100.0 + 30.0 * row as f32, 10.0);
        write(&mut page, texts[1], 300.0, 100.0 + 30.0 * row as f32, 10.0);
    }
    rule(&mut page, (190.0, 112.0), (400.0, 112.0));
    assert_eq!(read(&page), "甲の一\n甲の二\n一\n二\n三\n四\n");
}

#[test]
fn wide_white_parts_rows_whose_cells_are_wrapped() {
    let mut page = page();
    for (row, name) in ["窓口", "防災", "学校"].into_iter().enumerate() {
        let y = 100.0 + 50.0 * row as f32;
        write(&mut page, name, 60.0, y, 10.0);
        write(&mut page, "説明の一行目は長く続く", 200.0, y, 10.0);
        write(&mut page, "説明の二行目も続いてい", 200.0, y + 12.0, 10.0);
    }
    let rows = ["窓口", "防災", "学校"].map(|name| format!("{name}\n説明の一行目は長く続く\n説明の二行目も続いてい\n"));
    assert_eq!(read(&page), rows.concat());
}

#[test]
fn characters_spread_over_a_cell_are_one_word() {
    let mut page = page();
    for (row, (text, pitch)) in [("財政推計", 24.0), ("都市計画事業", 15.0)].into_iter().enumerate() {
        for (at, char) in text.chars().enumerate() {
            write(&mut page, &char.to_string(), 60.0 + at as f32 * pitch, 100.0 + row as f32 * 12.0, 10.0);
        }
    }
    let rect = square(50.0, 85.0, 110.0, 40.0);
    let cell = GridCell { row: 0, col: 0, rowspan: 1, colspan: 1, rect };
    let grid = Grid { rect, evidence: Evidence::Ruled, rows: 1, cols: 1, cells: vec![cell] };
    assert_eq!(read_in(&page, &[grid]), "財政推計\n都市計画事業\n");
}

#[test]
fn vertical_columns_run_from_the_right() {
    let mut page = page();
    write_down(&mut page, "縦書きの一行目、", 400.0, 60.0, 12.0);
    write_down(&mut page, "二行目。", 380.0, 60.0, 12.0);
    assert_eq!(read(&page), "縦書きの一行目、\n二行目。\n");
}

#[test]
fn upright_glyphs_below_each_other_are_vertical_text() {
    let mut page = page();
    for (column, text) in ["暮らしの", "サービス"].into_iter().enumerate() {
        for (at, char) in text.chars().enumerate() {
            write(&mut page, &char.to_string(), 100.0 - column as f32 * 15.0, 100.0 + at as f32 * 10.0, 10.0);
        }
    }
    assert_eq!(read(&page), "暮らしの\nサービス\n");
}

#[test]
fn spaces_stand_where_a_reader_sees_one() {
    let mut page = page();
    write(&mut page, "令和", 60.0, 100.0, 10.0);
    write(&mut page, "7", 82.5, 100.0, 10.0);
    write(&mut page, "年度、", 90.0, 100.0, 10.0);
    write(&mut page, "open", 130.0, 100.0, 10.0);
    write(&mut page, "data", 152.5, 100.0, 10.0);
    write(&mut page, "氏", 60.0, 130.0, 10.0);
    write(&mut page, "名", 80.0, 130.0, 10.0);
    assert_eq!(read(&page), "令和7年度、 open data\n氏 名\n");
}

/// Writes glyphs that begin and end where they are told to.
fn write_within(page: &mut InkPage, glyphs: &[(char, f32, f32)], baseline: f32) {
    for (char, left, right) in glyphs {
        let mut glyph = glyph(*char, *left, baseline, 10.0);
        (glyph.rect.left, glyph.rect.right) = (*left, *right);
        page.glyphs.push(glyph);
    }
}

#[test]
fn of_glyphs_that_begin_in_one_place_the_narrower_stands_first() {
    let mut page = page();
    write_within(&mut page, &[('1', 60.0, 65.0), (',', 65.0, 67.5), ('4', 65.0, 65.0), ('2', 67.5, 72.5)], 60.0);
    assert_eq!(read(&page), "14,2\n");
}

#[test]
fn a_digit_is_no_wider_than_its_em() {
    let mut page = page();
    // The font declares nonsense: where the next one begins tells whether it follows.
    write_within(&mut page, &[('0', 60.0, 95.0), ('1', 64.0, 69.0), (',', 69.0, 71.5), ('5', 71.5, 76.5)], 60.0);
    write_within(&mut page, &[('0', 60.0, 95.0), ('1', 84.0, 89.0)], 80.0);
    write_within(&mut page, &[('G', 60.0, 95.0), ('r', 65.0, 69.0), ('水', 69.0, 99.0), ('道', 79.0, 89.0)], 100.0);
    // Wide type, kerned.
    write_within(&mut page, &[('0', 60.0, 77.0), ('3', 76.5, 94.0)], 120.0);
    assert_eq!(read(&page), "01,5\n0 1\nGr水道\n03\n");
}

#[test]
fn digits_typed_far_apart_are_not_one_figure() {
    let mut page = page();
    for (at, char) in "1 2 3".chars().enumerate() {
        page.glyphs.push(glyph(char, 60.0 + 6.5 * at as f32, 60.0, 10.0));
    }
    for (at, char) in "P D C".chars().enumerate() {
        page.glyphs.push(glyph(char, 60.0 + 6.5 * at as f32, 80.0, 10.0));
    }
    assert_eq!(read(&page), "1 2 3\nPDC\n");
}

#[test]
fn raised_signs_and_ruby_leave_the_line_whole() {
    let mut page = page();
    write(&mut page, "面積は", 60.0, 100.0, 10.0);
    write(&mut page, "5m", 90.0, 100.0, 10.0);
    write(&mut page, "2", 100.0, 96.0, 6.0);
    write(&mut page, "です。", 103.0, 100.0, 10.0);
    write(&mut page, "めんせき", 60.0, 91.0, 5.0);
    assert_eq!(read(&page), "面積は5m2です。\nめんせき\n");
}

#[test]
fn what_nobody_sees_is_not_read() {
    let mut page = page();
    write(&mut page, "見えない", 60.0, 100.0, 10.0);
    page.glyphs.iter_mut().for_each(|glyph| glyph.unseen = Some(Unseen::Inkless));
    assert_eq!(read(&page), "");
    write(&mut page, "見える", 60.0, 130.0, 10.0);
    assert_eq!(read(&page), "見える\n");
}

#[test]
fn ruby_is_read_behind_its_line_and_stands_in_no_cell() {
    let mut page = page();
    write(&mut page, "相談件数", 60.0, 100.0, 10.0);
    write(&mut page, "120件", 120.0, 100.0, 10.0);
    write(&mut page, "そうだんけんすう", 60.0, 90.5, 5.0);
    write(&mut page, "けん", 135.0, 90.5, 5.0);
    let cells = [(55.0, 60.0), (115.0, 60.0)]
        .into_iter()
        .enumerate()
        .map(|(col, (left, wide))| GridCell {
            row: 0,
            col: col as u32,
            rowspan: 1,
            colspan: 1,
            rect: square(left, 80.0, wide, 30.0),
        })
        .collect();
    let grid = Grid { rect: square(55.0, 80.0, 120.0, 30.0), evidence: Evidence::Ruled, rows: 1, cols: 2, cells };
    assert_eq!(read_in(&page, std::slice::from_ref(&grid)), "相談件数\nそうだんけんすう\n120件\nけん\n");
    let ruby: Vec<bool> = lines(&page, &[grid]).iter().map(|line| line.ruby).collect();
    assert_eq!(ruby, [false, true, false, true]);
    // In vertical writing it stands to the right.
    let mut page = crate::pdf::drawn::page();
    write_down(&mut page, "権利を守る", 300.0, 60.0, 12.0);
    write_down(&mut page, "けんり", 309.0, 63.0, 6.0);
    assert_eq!(read(&page), "権利を守る\nけんり\n");
    assert_eq!(lines(&page, &[]).iter().map(|line| line.ruby).collect::<Vec<_>>(), [false, true]);
}

#[test]
fn too_many_small_kana_are_told() {
    let mut page = page();
    write(&mut page, "漢", 60.0, 60.0, 20.0);
    for at in 0..20_001_u16 {
        let (row, column) = (f32::from(at / 50), f32::from(at % 50));
        page.glyphs.push(glyph('か', 10.0 * column, 100.0 + 1.5 * row, 4.0));
    }
    assert!(super::seated(&page, &[]).crowded);
    page.glyphs.truncate(1_000);
    assert!(!super::seated(&page, &[]).crowded);
}

#[test]
fn small_text_that_is_no_ruby() {
    for (base, small, left, up, size) in [
        ("面積", "※1", 60.0, 9.0, 5.0),
        ("面積", "(注)", 60.0, 9.0, 5.0),
        // Kana over kana, over nothing, of the same size, far above, and a line of prose in small type.
        ("みなと", "みなと", 60.0, 9.0, 5.0),
        ("面積", "めんせき", 160.0, 9.0, 5.0),
        ("面積", "めん", 60.0, 9.0, 9.0),
        ("面積", "めんせき", 60.0, 16.0, 5.0),
        ("市の計画", "みんなでつくるあしたのまちのすがた", 60.0, 9.0, 5.0),
    ] {
        let mut page = page();
        write(&mut page, base, 60.0, 100.0, 10.0);
        write(&mut page, small, left, 100.0 - up, size);
        assert!(!lines(&page, &[]).iter().any(|line| line.ruby), "{small} over {base}");
    }
}

/// Two tiers of vertical writing, their columns of these texts from the right.
fn tiers(upper: &[&str], lower: &[&str]) -> InkPage {
    let mut page = page();
    for (tier, top) in [(upper, 60.0), (lower, 300.0)] {
        for (at, text) in tier.iter().enumerate() {
            // A paragraph's gap behind the second column.
            let x = 500.0 - 16.0 * at as f32 - if at > 1 { 12.0 } else { 0.0 };
            write_down(&mut page, text, x, top, 10.0);
        }
    }
    page
}

#[test]
fn of_two_tiers_the_upper_is_read_first() {
    let (long, short) = ("上の段の文は長く続いて次の行へ移り", "ここで終わる。");
    let (other, end) = ("下の段の文は長く続いて次の行へ移り", "これで終わる。");
    let text = read(&tiers(&[long, short, long, short], &[other, end, other]));
    assert_eq!(text, format!("{long}\n{short}\n{long}\n{short}\n{other}\n{end}\n{other}\n"));
    // One column each, and tiers of unlike length.
    assert_eq!(read(&tiers(&[long, short], &[other])), format!("{long}\n{short}\n{other}\n"));
}

#[test]
fn short_columns_of_a_vertical_list_are_no_tiers() {
    let page = tiers(&["会長", "副会長", "委員", "委員"], &["青葉花子", "山田太郎", "川上一", "森次"]);
    let text = read(&page);
    assert!(text.find("青葉花子") < text.find("委員"), "{text}");
}
