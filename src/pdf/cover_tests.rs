//! What covers text, and what only seems to.

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::coat::MAX_COATS;
use super::ink::{InkPage, Unseen};
use super::read_tests::{Made, whys};
use super::unseen::NOT_ASKED;
use super::unseen_tests::{A, DRAW, around, picture, with};

/// The page of a content with one thing more among its resources.
fn page_with(kind: &str, name: &str, value: impl Into<Object>, content: &str) -> InkPage {
    let mut made = Made::new();
    made.resources.set(kind, dictionary! { name => value.into() });
    made.read(content).pages.remove(0)
}

/// A colour space of one colorant whose alternate colour is black.
fn separation(colorant: &str) -> Vec<Object> {
    let black =
        dictionary! { "FunctionType" => 2, "N" => 1, "Domain" => vec![0.into(), 1.into()], "C1" => vec![0.into()] };
    vec!["Separation".into(), colorant.into(), "DeviceGray".into(), black.into()]
}

#[test]
fn the_colorant_none_paints_nothing() {
    let fill = format!("{A} /N cs 1 scn 40 40 60 30 re f");
    let of = |colorant, content: &str| page_with("ColorSpace", "N", separation(colorant), content);
    let (none, spot) = (of("None", &fill), of("Gold", &fill));
    assert_eq!((none.glyphs[0].unseen, none.fills.len()), (None, 0));
    assert_eq!((spot.glyphs[0].unseen, spot.fills.len()), (Some(Unseen::Covered), 1));
    assert!(of("None", "/N CS 1 SCN 10 10 m 90 10 l S").rulings.is_empty());
    // Text of it is told as text: some readers show it in its alternate colour.
    assert_eq!(of("None", &format!("/N cs 1 scn {A}")).glyphs[0].unseen, None);
    // A picture has colours of its own, whatever the colour of fills is.
    let mut made = Made::new();
    let drawn = made.document.add_object(picture(Dictionary::new(), 0..0));
    made.resources.set("XObject", dictionary! { "P" => drawn });
    made.resources.set("ColorSpace", dictionary! { "N" => separation("None") });
    let page = made.read(&format!("{A} /N cs 1 scn {DRAW}")).pages.remove(0);
    assert_eq!(page.glyphs[0].unseen, Some(Unseen::UnderPicture));
}

#[test]
fn a_pattern_and_a_concave_curve_over_text_show_it() {
    assert_eq!(around("", "/Pattern cs /P1 scn 40 40 60 30 re f"), None, "a pattern has gaps");
    // Its corners are around the letter, its lower side bends up over the letter.
    let moon = "0 g 30 30 m 40 90 70 90 80 30 c 80 95 l 30 95 l h f";
    assert_eq!(around("", moon), None);
    assert_eq!(around("", "0 g 30 30 m 80 30 l 80 95 l 30 95 l h f"), Some(Unseen::Covered));
}

#[test]
fn a_clip_of_two_arcs_is_no_box() {
    // Four points that would be a box if the ways between them were straight: of the fill only a lens is left.
    let lens = "q 40 40 m 40 40 60 40 100 40 c 100 70 l 100 45 40 45 40 70 c h W n 1 g 0 0 200 100 re f Q";
    assert_eq!(around("", lens), None);
    let straight = "q 40 40 m 100 40 l 100 70 l 40 70 l h W n 1 g 0 0 200 100 re f Q";
    assert_eq!(around("", straight), Some(Unseen::Covered));
}

#[test]
fn a_path_that_a_form_leaves_open_is_not_painted_outside_of_it() {
    let form = |content: &str| {
        let dict = dictionary! { "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 200.into(), 100.into()] };
        Stream::new(dict, content.as_bytes().to_vec())
    };
    for left_open in ["1 g 40 40 60 30 re", "0 0 20 20 re W"] {
        let page = with(Dictionary::new(), vec![("X", form(left_open))], &format!("{A} /X Do f {A} f"));
        assert_eq!((whys(&page), page.fills.len()), (vec![None], 0), "{left_open}");
    }
}

#[test]
fn too_many_coats_say_nothing_and_are_told() {
    let tile = "0 0 1 1 re f ".repeat(MAX_COATS + 1);
    let pdf = Made::new().read(&format!("{A} 1 g 40 40 60 30 re f {tile}"));
    assert_eq!(pdf.pages[0].glyphs[0].unseen, None);
    assert!(
        pdf.warnings.iter().any(|(page, said)| (*page, said.as_str()) == (Some(1), NOT_ASKED)),
        "{:?}",
        pdf.warnings
    );
}

#[test]
fn a_scan_in_strips_has_a_layer_as_one_in_one_piece_has() {
    // The strips show the letter, as scans do: row 15 of the picture is in its middle.
    let strip = |bottom: u32| format!("q 200 0 0 25 0 {bottom} cm /P Do Q ");
    let strips: String = [75, 50, 25, 0].map(strip).concat();
    let of = |content: String| with(Dictionary::new(), vec![("P", picture(Dictionary::new(), 18..21))], &content);
    let scan = of(format!("{A} {strips}"));
    assert_eq!((whys(&scan), scan.read()), (vec![Some(Unseen::UnderPicture)], vec![0]));
    let one = of(format!("{A} q 200 0 0 100 0 0 cm /P Do Q"));
    assert_eq!((whys(&one), one.read()), (vec![Some(Unseen::UnderPicture)], vec![0]));
    // Where more is to be seen than lies under it, the picture is looked at: it shows its letter.
    let text = of(format!("{A} {strips} BT /F 10 Tf 100 60 Td (BCD) Tj ET"));
    assert_eq!(whys(&text), vec![None; 4]);
    // A strip alone is a picture on the page.
    assert_eq!(whys(&of(format!("{A} {}", strip(50)))), [None]);
}

/// A picture of 60 by 30 pixels of one bit: white, with a black bar over these rows.
fn one_bit(black: std::ops::Range<usize>, decode: Option<[i64; 2]>) -> Stream {
    let mut dict = dictionary! {
        "Subtype" => "Image", "Width" => 60, "Height" => 30, "ColorSpace" => "DeviceGray", "BitsPerComponent" => 1,
    };
    let (ink, paper) = if decode == Some([1, 0]) { (255, 0) } else { (0, 255) };
    if let Some(decode) = decode {
        dict.set("Decode", decode.map(Object::from).to_vec());
    }
    Stream::new(dict, (0..30).flat_map(|row| [if black.contains(&row) { ink } else { paper }; 8]).collect())
}

#[test]
fn pictures_of_one_bit_cover_what_they_do_not_show() {
    for decode in [None, Some([0, 1]), Some([1, 0])] {
        for (black, unseen) in [(0..0, true), (0..30, true), (14..17, false)] {
            let page = with(Dictionary::new(), vec![("P", one_bit(black.clone(), decode))], &format!("{A} {DRAW}"));
            assert_eq!(whys(&page), [unseen.then_some(Unseen::UnderPicture)], "{black:?} {decode:?}");
        }
    }
    // An array that is no pair for each component is read by each reader in its own way.
    let mut odd = one_bit(0..0, None);
    odd.dict.set("Decode", vec![Object::from(1)]);
    assert_eq!(whys(&with(Dictionary::new(), vec![("P", odd)], &format!("{A} {DRAW}"))), [None]);
}

#[test]
fn drawn_letters_uncover_their_own_run_alone() {
    // The letter of one line is drawn; three of another line are not.
    let other = "BT /F 10 Tf 50 20 Td (B) Tj ET";
    let page = with(Dictionary::new(), vec![], &format!("3 Tr {A} {other} 0 g 51 50 m 54 58 l 57 50 l h f"));
    assert_eq!(whys(&page), [None, Some(Unseen::Inkless)]);
    let most = "BT /F 10 Tf 50 80 Td (ABC) Tj ET";
    let drawn = "0 g 51 80 m 54 88 l 57 80 l h f 58 80 m 61 88 l 63 80 l h f 65 80 m 68 88 l 70 80 l h f";
    let page = with(Dictionary::new(), vec![], &format!("3 Tr {most} {other} {drawn}"));
    assert_eq!(whys(&page), [None, None, None, Some(Unseen::Inkless)]);
    // The strokes of a thin letter are as thin as a ruling.
    assert_eq!(around("3 Tr", "0 g 53 50 1 8 re f"), None);
}

#[test]
fn glyphs_that_are_drawings_are_seen_in_every_mode() {
    let mut made = Made::new();
    let glyph = made.document.add_object(Stream::new(Dictionary::new(), b"500 0 d0 0 0 400 700 re f".to_vec()));
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type3", "FontBBox" => vec![0.into(), 0.into(), 500.into(), 700.into()],
        "FontMatrix" => vec![0.001.into(), 0.into(), 0.into(), 0.001.into(), 0.into(), 0.into()],
        "CharProcs" => dictionary! { "A" => glyph }, "FirstChar" => 65, "LastChar" => 65, "Widths" => vec![500.into()],
        "Encoding" => dictionary! { "Differences" => vec![65.into(), "A".into()] },
    };
    made.resources.set("Font", dictionary! { "T" => font });
    let page = made.read("BT /T 10 Tf 3 Tr 50 50 Td (A) Tj ET").pages.remove(0);
    assert_eq!((page.glyphs[0].text.as_str(), page.glyphs[0].unseen), ("A", None));
}
