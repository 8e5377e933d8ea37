//! Drawn pages of which a reader knows what is furniture.

use super::*;
use crate::geometry::{Point, Rect};
use crate::pdf::ink::{Direction, Ruling};

/// Width and height of a page in points: A4, upright.
const WIDE: f32 = 595.0;
const HIGH: f32 = 842.0;

/// A line of 10 point text: 10 points a character.
fn line(text: &str, left: f32, top: f32) -> InkLine {
    let right = left + 10.0 * text.chars().count() as f32;
    let rect = Rect { left, top, right, bottom: top + 10.0 };
    let direction = Direction::Right;
    InkLine {
        text: text.to_owned(),
        glyphs: Vec::new(),
        rect,
        baseline: top + 9.0,
        size: 10.0,
        direction,
        place: None,
        ruby: false,
    }
}

fn centred(text: &str, top: f32) -> InkLine {
    line(text, (WIDE - 10.0 * text.chars().count() as f32) / 2.0, top)
}

/// Body lines from 110 to 740 points, different on every page.
fn body(page: usize) -> Vec<InkLine> {
    (0..35).map(|at| line(&format!("本文{page}の{at}行目が続く"), 85.0, 110.0 + 18.0 * at as f32)).collect()
}

/// What the lines above the bodies of so many pages are; `ruled` draws its rulings on every page.
fn roles_of(count: usize, extra: impl Fn(usize) -> Vec<InkLine>, rulings: &[Ruling]) -> Vec<Vec<Option<Role>>> {
    roles_with(count, extra, body, rulings)
}

fn roles_with(
    count: usize,
    extra: impl Fn(usize) -> Vec<InkLine>,
    body: impl Fn(usize) -> Vec<InkLine>,
    rulings: &[Ruling],
) -> Vec<Vec<Option<Role>>> {
    let lines: Vec<Vec<InkLine>> = (0..count).map(|page| [extra(page), body(page)].concat()).collect();
    let inks: Vec<InkPage> = (1..=count as u32)
        .map(|number| InkPage { number, width: WIDE, height: HIGH, rulings: rulings.to_vec(), ..InkPage::default() })
        .collect();
    let pages: Vec<Page<'_>> = inks.iter().zip(&lines).map(|(ink, lines)| Page { ink, lines }).collect();
    let all = running(&pages);
    for (page, roles) in all.iter().enumerate() {
        assert!(roles.iter().skip(extra(page).len()).all(Option::is_none), "body taken: {roles:?}");
    }
    all.into_iter().enumerate().map(|(page, roles)| roles.into_iter().take(extra(page).len()).collect()).collect()
}

fn ruling(from: (f32, f32), to: (f32, f32)) -> Ruling {
    let point = |(x, y)| Point { x, y };
    Ruling { from: point(from), to: point(to), width: 0.5, color: [0; 3], dashed: false }
}

#[test]
fn heads_and_numbers_of_left_and_right_pages() {
    let extra = |page: usize| {
        let (head, left) =
            if page.is_multiple_of(2) { ("みほん市総合計画", 85.0) } else { ("第２章　施策", 440.0) };
        vec![
            line(head, left, 40.0),
            line(&format!("{}", page + 5), if page.is_multiple_of(2) { 85.0 } else { 500.0 }, 790.0),
        ]
    };
    for roles in roles_of(8, extra, &[]) {
        assert_eq!(roles, [Some(Role::Head), Some(Role::Number)]);
    }
}

#[test]
fn two_pages_are_no_repetition_but_have_numbers() {
    let extra = |page: usize| vec![line("みほん市総合計画", 85.0, 40.0), centred(&format!("- {} -", page + 3), 790.0)];
    assert_eq!(roles_of(2, extra, &[]), vec![vec![None, Some(Role::Number)]; 2]);
    // Of one page the number must be the page's own.
    assert_eq!(roles_of(1, extra, &[]), [[None, None]]);
    assert_eq!(roles_of(1, |_| vec![centred("1", 790.0)], &[]), [[Some(Role::Number)]]);
}

#[test]
fn a_repeated_table_header_is_body() {
    let header = |_: usize| vec![line("取組項目", 90.0, 60.0), line("取組結果", 300.0, 60.0)];
    // Its rows follow closely.
    let close = |page: usize| (0..30).map(|at| line(&format!("{page}行{at}"), 90.0, 76.0 + 18.0 * at as f32)).collect();
    let rows = |page: usize| -> Vec<InkLine> {
        let left: Vec<InkLine> = close(page);
        let right = left
            .iter()
            .map(|one| InkLine { text: format!("右{}", one.text), ..line("右の列です", 300.0, one.rect.top) });
        left.iter().cloned().chain(right).collect()
    };
    assert_eq!(roles_with(5, header, rows, &[]), vec![vec![None, None]; 5]);
    // Or it stands in cells, its rows far below.
    let cells = [
        ruling((80.0, 50.0), (500.0, 50.0)),
        ruling((80.0, 100.0), (500.0, 100.0)),
        ruling((80.0, 50.0), (80.0, 700.0)),
        ruling((290.0, 50.0), (290.0, 700.0)),
        ruling((500.0, 50.0), (500.0, 700.0)),
    ];
    assert_eq!(roles_of(5, header, &cells), vec![vec![None, None]; 5]);
}

#[test]
fn a_head_over_one_ruling_is_a_head() {
    let extra = |_: usize| vec![line("みほん市総合計画", 85.0, 40.0)];
    assert_eq!(roles_of(4, extra, &[ruling((80.0, 53.0), (510.0, 53.0))]), vec![vec![Some(Role::Head)]; 4]);
}

#[test]
fn headings_are_body() {
    let large = |_: usize| vec![InkLine { size: 16.0, ..line("個別取組結果", 85.0, 40.0) }];
    assert_eq!(roles_of(4, large, &[]), vec![vec![None]; 4]);
    let marked = |_: usize| vec![line("■個別取組結果", 85.0, 40.0)];
    assert_eq!(roles_of(4, marked, &[]), vec![vec![None]; 4]);
    // Sheets that are numbered, but not page by page.
    let numbers = [3, 7, 12, 13, 20];
    let sheets = |page: usize| vec![line(&format!("整理番号　{}", numbers[page]), 400.0, 40.0)];
    assert_eq!(roles_of(5, sheets, &[]), vec![vec![None]; 5]);
}

#[test]
fn numbers_that_count_no_pages_are_body() {
    let amounts = [120, 45, 300, 7, 88];
    let extra = |page: usize| vec![centred(&amounts[page].to_string(), 790.0)];
    assert_eq!(roles_of(5, extra, &[]), vec![vec![None]; 5]);
}

#[test]
fn a_number_below_a_short_page_is_its_number() {
    let short = |page: usize| {
        (0..3 + page).map(|at| line(&format!("{page}の{at}行"), 85.0, 110.0 + 18.0 * at as f32)).collect()
    };
    let extra = |page: usize| vec![centred(&format!("{}/4", page + 1), 200.0 + 40.0 * page as f32)];
    assert_eq!(roles_with(4, extra, short, &[]), vec![vec![Some(Role::Number)]; 4]);
}

#[test]
fn tabs_stand_at_the_side() {
    let extra = |_: usize| {
        let rect = Rect { left: 570.0, top: 200.0, right: 580.0, bottom: 260.0 };
        vec![InkLine { rect, direction: Direction::Down, ..line("第１章", 0.0, 0.0) }]
    };
    assert_eq!(roles_of(4, extra, &[]), vec![vec![Some(Role::Tab)]; 4]);
    // Inside of a table that reaches to the edge it is a cell.
    let edge = [ruling((590.0, 100.0), (590.0, 700.0))];
    assert_eq!(roles_of(4, extra, &edge), vec![vec![None]; 4]);
}

#[test]
fn no_page_and_no_line_are_no_trouble() {
    assert!(running(&[]).is_empty());
    assert_eq!(roles_with(2, |_| Vec::new(), |_| Vec::new(), &[]), [[], []] as [[Option<Role>; 0]; 2]);
}

#[test]
fn names_over_columns_that_every_page_repeats() {
    let extra = |_| vec![line("取組項目", 110.0, 60.0), line("取組結果", 320.0, 60.0)];
    let rows = |page: usize| -> Vec<InkLine> {
        let row = |at: usize| {
            let top = 90.0 + 20.0 * at as f32;
            [line(&format!("窓口の改革{page}・{at}"), 85.0, top), line("窓口で始めた取組みが続く", 300.0, top)]
        };
        (0..20).flat_map(row).collect()
    };
    let roles = roles_with(5, extra, rows, &[]);
    assert_eq!(roles, vec![vec![None, None]; 5]);
    // Over lines that run across the page the same words are heads.
    let heads = roles_of(5, extra, &[]);
    assert_eq!(heads, vec![vec![Some(Role::Head), Some(Role::Head)]; 5]);
}
