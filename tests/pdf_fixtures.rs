//! The PDFs of `fixtures/pdf`, a pitfall each, and the law that the order of drawing is not the order of reading.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

use lopdf::Document;
use std::fs;
use std::path::PathBuf;
use torikumi::geometry::Rect;
use torikumi::pdf::ink::{Direction, InkPage, Unseen};
use torikumi::pdf::{self, Pdf};
use torikumi::source::Source;

fn bytes(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf").join(format!("{name}.pdf"));
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn ink(name: &str) -> Pdf {
    pdf::read(&bytes(name), None).unwrap_or_else(|error| panic!("{name}: {error:?}"))
}

/// The first page.
fn page(name: &str) -> InkPage {
    ink(name).pages.into_iter().next().unwrap()
}

/// Lines in reading order over all pages, and what is said about the file.
fn read(bytes: Vec<u8>, password: Option<&str>) -> (Vec<String>, Vec<String>) {
    let source = Source { name: "a.pdf".to_owned(), bytes };
    let (pages, remarks) = torikumi::text(&source, password).unwrap();
    let warnings = remarks.iter().map(ToString::to_string).collect();
    (pages.into_iter().flat_map(|page| page.lines).map(|line| line.text).collect(), warnings)
}

fn lines(name: &str) -> Vec<String> {
    read(bytes(name), None).0
}

fn warned(name: &str, what: &str) -> bool {
    read(bytes(name), None).1.iter().any(|warning| warning.contains(what))
}

fn glyph_text(page: &InkPage) -> String {
    page.glyphs.iter().map(|glyph| glyph.text.to_string()).collect()
}

/// Whether two places are one but for rounding.
fn near(a: f32, b: f32) -> bool {
    (a - b).abs() < 0.06
}

// ---- what fonts say

#[test]
fn replacement_text_counts_before_the_font() {
    // The last line has none: what the font says stays as it is, for later stages to fold.
    assert_eq!(lines("actual-text"), ["長市", "日・市長", "市⻑"]);
}

#[test]
fn a_collection_tells_characters_without_tounicode() {
    assert_eq!(lines("japan1-without-tounicode"), ["令和６年度 取組", "あ亜"]);
}

#[test]
fn variation_selectors_are_no_text() {
    assert_eq!(lines("variation-selectors"), ["葛葛", "葛城"]);
}

#[test]
fn codes_that_tounicode_lacks_are_asked_of_the_font() {
    assert_eq!(lines("tounicode-gaps"), ["二三日口"]);
    assert!(!warned("tounicode-gaps", "another character"));
}

#[test]
fn a_wrong_tounicode_is_told() {
    assert!(warned("tounicode-wrong", "mean another character in the font than in ToUnicode"));
    assert_eq!(page("tounicode-wrong").glyphs.len(), 3);
}

#[test]
fn type3_fonts_have_characters_and_widths() {
    let page = page("type3");
    assert_eq!(glyph_text(&page), "市町");
    assert!(near(page.glyphs[1].origin.x - page.glyphs[0].origin.x, 12.0), "an advance of 10 tenths of 12 points");
}

#[test]
fn vertical_writing_is_told_by_the_font() {
    let page = page("vertical");
    assert!(page.glyphs.iter().all(|glyph| glyph.vertical && glyph.direction == Direction::Down));
    assert_eq!(lines("vertical"), ["右の行", "左の行"]);
}

#[test]
fn a_narrow_column_is_not_vertical() {
    let page = page("narrow-column");
    assert!(page.glyphs.iter().all(|glyph| !glyph.vertical && glyph.direction == Direction::Right));
    let lines = lines("narrow-column");
    assert!(lines.contains(&"横書きの本文は横に読む".to_owned()), "{lines:?}");
}

// ---- what files do

#[test]
fn damaged_files_are_read_as_far_as_they_go() {
    assert_eq!(lines("xref-damaged"), ["表が壊れた文書"]);
    assert_eq!(lines("page-tree-lost"), ["木のない頁"]);
    assert!(warned("page-tree-lost", "page tree is damaged"));
    assert_eq!(lines("page-tree-cyclic"), ["輪になった木"]);
}

#[test]
fn a_file_cut_short_says_so() {
    let (lines, warnings) = read(bytes("truncated"), None);
    assert_eq!(lines.first().map(String::as_str), Some("一頁目"));
    assert!(warnings.iter().any(|warning| warning.contains("damaged")), "{warnings:?}");
}

#[test]
fn filters_may_be_indirect_and_abbreviated() {
    assert_eq!(lines("filter-indirect"), ["間接のフィルタ"]);
}

#[test]
fn deep_nesting_ends_with_a_word() {
    assert_eq!(lines("nested-arrays").first().map(String::as_str), Some("深い括弧の前"));
    assert!(warned("nested-arrays", "nested too deeply"));
}

#[test]
fn files_with_an_empty_password_are_read_as_any() {
    for name in ["encrypted-rc4-40", "encrypted-rc4-128", "encrypted-aes-128", "encrypted-aes-256"] {
        assert_eq!(lines(name), ["暗号の中の文"], "{name}");
    }
}

#[test]
fn a_real_password_is_asked_for() {
    let locked = bytes("encrypted-password");
    assert_eq!(pdf::read(&locked, None).unwrap_err().code, "password");
    assert_eq!(pdf::read(&locked, Some("wrong")).unwrap_err().code, "password");
    assert_eq!(read(locked, Some("himitsu")).0, ["暗号の中の文"]);
}

// ---- what pages do

/// Rulings as left, top, right, bottom and whether they are dashed.
fn rulings(page: &InkPage) -> Vec<([f32; 4], bool)> {
    let rulings = page.rulings.iter().map(|ruling| {
        let (a, b) = (ruling.from, ruling.to);
        ([a.x.min(b.x), a.y.min(b.y), a.x.max(b.x), a.y.max(b.y)], ruling.dashed)
    });
    rulings.collect()
}

#[test]
fn rulings_come_in_many_forms() {
    let page = page("rulings");
    let found = rulings(&page);
    let has = |line: [f32; 4], dashed: bool| {
        found.iter().any(|(at, dash)| *dash == dashed && at.iter().zip(line).all(|(a, b)| near(*a, b)))
    };
    assert!(has([20.0, 20.0, 120.0, 20.0], false), "a stroke: {found:?}");
    assert!(has([20.0, 39.75, 120.0, 39.75], false), "a thin box: {found:?}");
    assert!(has([20.0, 60.0, 120.0, 60.0], true), "a dashed line: {found:?}");
    assert!(has([200.0, 50.0, 200.0, 150.0], false), "in a form, turned: {found:?}");
    assert!(has([20.0, 160.0, 80.0, 160.0], false), "cut by a clip: {found:?}");
    assert!(!found.iter().any(|(at, _)| near(at[1], 80.0)), "clipped away: {found:?}");
    assert_eq!(found.len(), 5 + 4, "and the four sides of a frame: {found:?}");
    let shaded = Rect { left: 20.0, top: 90.0, right: 120.0, bottom: 110.0 };
    assert_eq!(page.fills.iter().map(|fill| fill.rect).collect::<Vec<_>>(), [shaded]);
}

#[test]
fn the_page_is_its_visible_part_turned_and_scaled() {
    let page = page("rotate-crop-unit");
    // A CropBox of 100 by 50, doubled, turned by 90 degrees.
    assert_eq!((page.width, page.height), (100.0, 200.0));
    assert_eq!(lines("rotate-crop-unit"), ["枠の中"]);
    assert!(page.glyphs.iter().all(|glyph| glyph.direction == Direction::Down && near(glyph.size, 24.0)));
    // (110, 220) is 10 from the left and 20 above the lower edge.
    let first = &page.glyphs[0];
    assert!(near(first.origin.x, 40.0) && near(first.origin.y, 20.0), "{first:?}");
    assert!(warned("rotate-crop-unit", "outside the visible part"));
}

#[test]
fn layers_that_are_switched_off_are_not_read() {
    assert_eq!(lines("layer-off"), ["見える層"]);
    assert!(warned("layer-off", "switched off"));
}

#[test]
fn the_hidden_text_of_a_scan_is_read() {
    let page = page("scan-with-text");
    assert!(page.glyphs.iter().all(|glyph| glyph.unseen == Some(Unseen::Inkless)));
    assert_eq!(page.pictures.len(), 1);
    assert_eq!(lines("scan-with-text"), ["走査の裏の文字"]);
}

#[test]
fn a_picture_without_text_needs_ocr() {
    assert_eq!(lines("scan-without-text"), [""; 0]);
    assert!(warned("scan-without-text", "needs_ocr"));
}

#[test]
fn fake_bold_is_bold_and_not_doubled() {
    let page = page("fake-bold");
    assert_eq!(glyph_text(&page), "太字に見せるココ");
    let bold = |at: usize| page.fonts[usize::from(page.glyphs[at].font)].bold;
    assert!(bold(0) && !bold(page.glyphs.len() - 1));
}

#[test]
fn the_data_of_an_inline_image_is_not_content() {
    assert_eq!(lines("inline-image"), ["画像の前", "画像の後"]);
    assert_eq!(page("inline-image").pictures.len(), 1);
}

// ---- the order of drawing

/// The fixture with the lines of its content in another order; each line draws by itself.
fn shuffled(name: &str, seed: u64) -> Vec<u8> {
    let mut document = Document::load_mem(&bytes(name)).unwrap();
    let page = document.page_iter().next().unwrap();
    let content = String::from_utf8(document.get_page_content(page)).unwrap();
    let mut blocks: Vec<&str> = content.lines().filter(|line| !line.trim().is_empty()).collect();
    let mut random = seed;
    for last in (1..blocks.len()).rev() {
        // Knuth's MMIX generator; its high bits.
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        blocks.swap(last, (random >> 33) as usize % (last + 1));
    }
    document.change_page_content(page, blocks.join("\n").into_bytes()).unwrap();
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

#[test]
fn the_order_of_drawing_does_not_matter() {
    for name in ["drawn-in-no-order", "narrow-column", "vertical", "actual-text", "japan1-without-tounicode"] {
        let expected = lines(name);
        for seed in 1..=20 {
            assert_eq!(read(shuffled(name, seed), None).0, expected, "{name}, seed {seed}");
        }
    }
}

#[test]
fn what_is_drawn_in_no_order_is_read_in_order() {
    let lines = lines("drawn-in-no-order");
    let place = |text: &str| lines.iter().position(|line| line.contains(text)).unwrap_or_else(|| panic!("{lines:?}"));
    let order = ["計画の目標", "本文の一行目である。", "本文の二行目である。", "指標", "申請数"].map(place);
    assert!(order.is_sorted(), "{lines:?}");
}

#[test]
fn every_fixture_has_its_line_in_the_note() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/pdf");
    let note = fs::read_to_string(folder.join("note.md")).unwrap();
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "pdf") {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            assert!(note.contains(&format!("`{name}`")), "note.md does not say what {name} is for");
            assert!(fs::metadata(&path).unwrap().len() < 10_000, "{name} is not small");
            count += 1;
        }
    }
    assert!(count >= 25);
}
