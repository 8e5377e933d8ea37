//! Text that nobody sees, and text that only looks like it.

use lopdf::{Dictionary, Object, Stream, dictionary};

use super::ink::{InkPage, Unseen};
use super::read_tests::{Made, page, whys};

/// The first glyph's reason.
fn why(content: &str) -> Option<Unseen> {
    whys(&page(content))[0]
}

/// Shows A at 50, 50, about 7 by 10 points, as the content has set it.
pub(super) const A: &str = "BT /F 10 Tf 50 50 Td (A) Tj ET ";

/// Why the A between two contents is not seen.
pub(super) fn around(before: &str, after: &str) -> Option<Unseen> {
    let found = page(&format!("{before} {A} {after}"));
    found.glyphs.iter().find(|glyph| glyph.text == "A").unwrap().unseen
}

#[test]
fn text_in_the_colour_of_its_ground() {
    for (before, unseen) in [
        ("1 g", true),
        ("0.98 g", true),
        ("1 1 1 rg", true),
        ("0 0 0 0 k", true),
        ("0.8 g", false),
        ("1 1 0 rg", false),
        // Dark ground, whatever it is made of.
        ("0 g 40 40 60 30 re f 1 g", false),
        ("0.5 g 40 40 m 100 40 l 100 70 l 40 70 l h f 1 g", false),
        ("0 0.2 0.4 rg 40 40 30 15 re 60 40 30 30 re 40 50 60 20 re f 1 g", false),
        ("30 w 40 55 m 100 55 l S 1 g", false),
        ("0 g 30 55 m 30 80 80 80 80 55 c 80 30 30 30 30 55 c f 1 g", false),
        ("0 g 53 70 m 61 70 68 63 68 55 c 68 47 61 40 53 40 c 45 40 38 47 38 55 c 38 63 45 70 53 70 c f 1 g", false),
        ("0 g 40 40 60 30 re B 1 g", false),
        // Ground of the same colour, over another.
        ("0 g 40 40 60 30 re f 1 g 45 45 30 20 re f", true),
        ("0.2 0.4 0.6 rg 40 40 60 30 re f 0.2 0.4 0.6 rg", true),
        ("0.2 0.4 0.6 rg 40 40 60 30 re f 0.21 0.41 0.6 rg", true),
        ("0 g 40 40 60 30 re f", true),
        // A hole, and a shape beside it.
        ("0 g 30 30 90 50 re 40 40 60 30 re f* 1 g", true),
        ("0 g 80 40 60 30 re f 1 g", true),
        ("0 g 0 0 m 200 0 l 200 30 l h f 1 g", true),
        // Half of it stands on a dark ground.
        ("0 g 53.4 40 60 30 re f 1 g", false),
    ] {
        assert_eq!(around(before, ""), unseen.then_some(Unseen::Ground), "{before}");
    }
}

#[test]
fn outlined_and_mixed_text_is_seen() {
    assert_eq!(around("1 g 2 Tr", ""), None, "white with a black outline");
    assert_eq!(around("1 g 1 G 2 Tr", ""), Some(Unseen::Ground));
    assert_eq!(around("1 G 1 Tr", ""), Some(Unseen::Ground));
    assert_eq!(around("1 g 7 Tr", ""), None, "what is painted next is seen through it");
    // Letters that were drawn white, and again in black.
    let twice = page(&format!("1 g {A} 0 g {A}"));
    assert_eq!((twice.glyphs.len(), twice.glyphs[0].unseen), (1, None));
    let shadowed = page(&format!("0.3 g {A} 1 g {A}"));
    assert_eq!((shadowed.glyphs.len(), shadowed.glyphs[0].unseen), (1, None));
    // A white letter on a disc that is itself a letter.
    assert_eq!(why("0 g BT /J 20 Tf 45 45 Td <25cf> Tj ET 1 g BT /F 8 Tf 52 50 Td (1) Tj ET"), None);
    assert_eq!(whys(&page("0 g BT /J 20 Tf 45 45 Td <25cf> Tj ET 1 g BT /F 8 Tf 52 50 Td (1) Tj ET"))[1], None);
}

#[test]
fn text_under_what_was_painted_later() {
    for (after, unseen) in [
        ("1 g 40 40 60 30 re f", true),
        ("0 g 40 40 60 30 re f", true),
        ("0.5 g 40 40 m 100 40 l 100 70 l 40 70 l h f", true),
        ("1 g 45 45 8 20 re f 53 45 20 20 re f", true),
        // Beside it, half of it, around it, behind a clip, thin.
        ("1 g 80 40 60 30 re f", false),
        ("1 g 53.4 40 60 30 re f", false),
        ("0 g 30 30 90 50 re 40 40 60 30 re f*", false),
        ("q 0 0 20 20 re W n 1 g 40 40 60 30 re f Q", false),
        ("q 0 0 m 200 0 l 0 100 l h W n 1 g 40 40 60 30 re f Q", false),
        ("1 g 40 52 60 1 re f", false),
        ("2 w 40 53 m 100 53 l S", false),
        ("40 40 60 30 re S", false),
        ("20 w 40 55 m 100 55 l S", true),
    ] {
        assert_eq!(around("", after), unseen.then_some(Unseen::Covered), "{after}");
    }
}

/// The page of a content with these graphics states and external objects.
pub(super) fn with(states: Dictionary, objects: Vec<(&str, Stream)>, content: &str) -> InkPage {
    let mut made = Made::new();
    made.resources.set("ExtGState", states);
    let mut named = Dictionary::new();
    for (name, stream) in objects {
        let id = made.document.add_object(stream);
        named.set(name, id);
    }
    made.resources.set("XObject", named);
    made.read(content).pages.remove(0)
}

#[test]
fn what_is_seen_through_covers_nothing() {
    let states = || {
        let mask = dictionary! { "S" => "Alpha" };
        dictionary! {
            "H" => dictionary! { "ca" => 0.5 }, "M" => dictionary! { "BM" => "Multiply" },
            "S" => dictionary! { "SMask" => mask }, "N" => dictionary! { "ca" => 1, "BM" => "Normal", "SMask" => "None" },
            "Z" => dictionary! { "ca" => 0 },
        }
    };
    let cover = "1 1 0 rg 40 40 60 30 re f";
    for (state, unseen) in [("/H", false), ("/M", false), ("/S", false), ("/N", true)] {
        let page = with(states(), Vec::new(), &format!("{A} {state} gs {cover}"));
        assert_eq!(page.glyphs[0].unseen, unseen.then_some(Unseen::Covered), "{state}");
        let group = dictionary! {
            "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 200.into(), 100.into()],
            "Group" => dictionary! { "S" => "Transparency" },
        };
        let group = Stream::new(group, format!("/N gs {cover}").into_bytes());
        let page = with(states(), vec![("X", group)], &format!("{A} {state} gs /X Do"));
        assert_eq!(page.glyphs[0].unseen.is_some(), unseen, "a group under {state}");
    }
    // White on a dark veil is seen; on a white one it is not.
    assert_eq!(with(states(), Vec::new(), &format!("/H gs 0 g 40 40 60 30 re f /N gs 1 g {A}")).glyphs[0].unseen, None);
    let white = with(states(), Vec::new(), &format!("/H gs 1 g 40 40 60 30 re f /N gs 1 g {A}"));
    assert_eq!(white.glyphs[0].unseen, Some(Unseen::Ground));
    assert_eq!(with(states(), Vec::new(), &format!("/Z gs {A}")).glyphs[0].unseen, Some(Unseen::Inkless));
}

/// A picture of 60 by 30 pixels, its ground white, with a black bar over these rows.
pub(super) fn picture(more: Dictionary, black: std::ops::Range<usize>) -> Stream {
    let mut dict = dictionary! {
        "Subtype" => "Image", "Width" => 60, "Height" => 30, "ColorSpace" => "DeviceGray", "BitsPerComponent" => 8,
    };
    more.iter().for_each(|(key, value)| dict.set(key.clone(), value.clone()));
    let rows = (0..30).flat_map(|row| [if black.contains(&row) { 0 } else { 255 }; 60]);
    Stream::new(dict, rows.collect())
}

/// Draws the picture over 40 40 100 70.
pub(super) const DRAW: &str = "q 60 0 0 30 40 40 cm /P Do Q";

#[test]
fn pictures_are_a_ground_and_a_cover() {
    let mask = || dictionary! { "SMask" => Stream::new(Dictionary::new(), Vec::new()) };
    let stencil = || dictionary! { "ImageMask" => true, "BitsPerComponent" => 1 };
    let first = |more: Dictionary, black, content: String| {
        with(Dictionary::new(), vec![("P", picture(more, black))], &content).glyphs[0].unseen
    };
    assert_eq!(first(Dictionary::new(), 0..0, format!("{DRAW} 1 g {A}")), None, "on a picture the ground is not known");
    assert_eq!(first(Dictionary::new(), 0..0, format!("{A} {DRAW}")), Some(Unseen::UnderPicture));
    assert_eq!(first(Dictionary::new(), 0..30, format!("{A} {DRAW}")), Some(Unseen::UnderPicture));
    assert_eq!(first(mask(), 0..0, format!("{A} {DRAW}")), None, "a soft mask");
    assert_eq!(first(stencil(), 0..0, format!("{A} {DRAW}")), None, "a stencil");
    // A picture that shows what it covers, as printer drivers draw what lies under a transparent shape: row 15 is at
    // y 55, in the middle of the letter.
    assert_eq!(first(Dictionary::new(), 14..17, format!("{A} {DRAW}")), None);
    assert_eq!(first(Dictionary::new(), 14..17, format!("1 0 0 rg {A} {DRAW}")), Some(Unseen::UnderPicture));
    assert_eq!(first(dictionary! { "Filter" => "JPXDecode" }, 0..0, format!("{A} {DRAW}")), None, "not unpacked");
}

#[test]
fn the_layer_under_a_scan_is_read() {
    let mut page = with(
        Dictionary::new(),
        vec![("P", picture(Dictionary::new(), 0..0))],
        &format!("{A} q 200 0 0 100 0 0 cm /P Do Q"),
    );
    assert_eq!((page.glyphs[0].unseen, page.read()), (Some(Unseen::UnderPicture), vec![0]));
    assert_eq!(page.unseen(), []);
    page.pictures.clear();
    assert_eq!((page.read(), page.unseen()), (vec![], vec![(Unseen::UnderPicture, 1)]));
}

#[test]
fn letters_drawn_as_shapes_over_their_text_are_seen() {
    let drawn = "0 g 51 50 m 54 58 l 57 50 l h f";
    assert_eq!(around("3 Tr", drawn), None);
    assert_eq!(around("", &format!("1 g 40 40 60 30 re f {drawn}")), None);
    assert_eq!(around("3 Tr", "0 g 20 20 m 24 28 l 27 20 l h f"), Some(Unseen::Inkless));
}

#[test]
fn shadings_and_patterns_are_no_known_ground() {
    let pattern = "/Pattern cs /P1 scn 40 40 60 30 re f 1 g";
    assert_eq!(around(pattern, ""), None);
    assert_eq!(around("q 40 40 60 30 re W n /S1 sh Q 1 g", ""), None);
    assert_eq!(around("/Pattern cs /P1 scn", ""), None, "text in a pattern");
}

#[test]
fn clipped_and_tiny_text() {
    for (before, unseen) in [
        ("q 0 0 20 20 re W n", Some(Unseen::Clipped)),
        ("q 0 0 50.1 100 re W n", Some(Unseen::Clipped)),
        ("q 0 0 54 100 re W n", None),
        ("q 0.01 0 0 0.01 50 50 cm", Some(Unseen::Tiny)),
    ] {
        assert_eq!(around(before, "Q"), unseen, "{before}");
    }
}

#[test]
fn text_of_several_glyphs_as_one_keeps_the_order_of_painting() {
    // Three glyphs become one between the dark ground and the white text on it.
    let spoken = "/Span <</ActualText (ffi)>> BDC BT /F 10 Tf 150 80 Td (ABC) Tj ET 0 g 40 40 60 30 re f EMC";
    assert_eq!(around(&format!("{spoken} 1 g"), ""), None);
}

#[test]
fn characters_on_layers_that_are_off_are_counted() {
    let mut made = Made::new();
    let layer = made.document.add_object(dictionary! { "Type" => "OCG", "Name" => Object::string_literal("x") });
    let off = dictionary! { "OFF" => vec![layer.into()] };
    made.catalog.set("OCProperties", dictionary! { "OCGs" => vec![layer.into()], "D" => off });
    let form = dictionary! {
        "Subtype" => "Form", "BBox" => vec![0.into(), 0.into(), 200.into(), 100.into()], "OC" => layer,
    };
    let form =
        made.document.add_object(Stream::new(form, b"BT /F 10 Tf 20 30 Td (AB C) Tj ET 0 0 50 50 re f".to_vec()));
    made.resources.set("XObject", dictionary! { "X" => form });
    let pdf = made.read("/X Do");
    assert_eq!((pdf.pages[0].glyphs.len(), pdf.pages[0].fills.len()), (0, 0));
    assert!(pdf.warnings.iter().any(|(_, said)| said.starts_with("3 characters on layers")), "{:?}", pdf.warnings);
}
