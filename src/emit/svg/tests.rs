//! A drawn page is XML, and what was found stands where it was found.

use super::*;
use crate::geometry::{Point, Rect};
use crate::page::grid::{Evidence, GridCell};
use crate::pdf::ink::{Direction, Fill, Glyph, Picture, Ruling};

const BOX: Rect = Rect { left: 10.0, top: 20.0, right: 30.0, bottom: 32.0 };
const ALL: [Layer; 7] =
    [Layer::Tables, Layer::Lines, Layer::Edges, Layer::Rulings, Layer::Glyphs, Layer::Pictures, Layer::Fills];

fn glyph(text: &str, direction: Direction, vertical: bool) -> Glyph {
    let origin = Point { x: 10.0, y: 30.0 };
    let (text, color) = (text.into(), [0; 3]);
    Glyph { text, rect: BOX, origin, size: 12.0, font: 0, direction, vertical, color, unseen: None }
}

fn page() -> InkPage {
    let (from, to) = (Point { x: 5.0, y: 40.0 }, Point { x: 95.0, y: 40.0 });
    InkPage {
        number: 1,
        width: 100.0,
        height: 50.5,
        glyphs: vec![glyph("<&>", Direction::Right, false), glyph("縦", Direction::Down, true)],
        rulings: vec![Ruling { from, to, width: 0.5, color: [255; 3], dashed: true }],
        fills: vec![Fill { rect: BOX, color: [1, 2, 3] }],
        pictures: vec![Picture { rect: BOX }],
        ..InkPage::default()
    }
}

/// The names of all elements; a fault in the XML fails.
fn elements(svg: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(svg);
    let mut names = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                tag.attributes().for_each(|attribute| assert!(attribute.is_ok(), "{svg}"));
                names.push(tag.name().as_ref().to_owned());
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    names
}

fn drawn(layers: &[Layer]) -> String {
    let lines: Vec<InkLine> = ["一", "二"]
        .iter()
        .enumerate()
        .map(|(at, text)| InkLine {
            text: (*text).to_owned(),
            glyphs: Vec::new(),
            rect: Rect { top: 20.0 + 15.0 * at as f32, bottom: 32.0 + 15.0 * at as f32, ..BOX },
            baseline: 30.0,
            size: 12.0,
            direction: Direction::Right,
            ruby: false,
            place: None,
        })
        .collect();
    let cell = GridCell { row: 1, col: 0, rowspan: 1, colspan: 2, rect: BOX };
    let grid = Grid { rect: BOX, evidence: Evidence::Ruled, rows: 2, cols: 2, cells: vec![cell] };
    let corner = Point { x: BOX.left, y: BOX.top };
    let edges = Edges { lines: vec![(corner, Point { x: BOX.right, y: BOX.top })], crossings: vec![corner] };
    draw(
        &Drawing { page: &page(), lines: &lines, edges: &edges, grids: &[grid], readings: &[], background: None },
        layers,
    )
}

#[test]
fn all_layers_are_drawn() {
    let svg = drawn(&ALL);
    assert!(elements(&svg).iter().filter(|name| *name == "text").count() == 5, "{svg}");
    for part in [
        "viewBox=\"0 0 100 50.5\"",
        "<text x=\"10\" y=\"30\" font-size=\"12\" textLength=\"20\" lengthAdjust=\"spacingAndGlyphs\">&lt;&amp;&gt;</text>",
        "<line x1=\"5\" y1=\"40\" x2=\"95\" y2=\"40\" stroke-width=\"0.5\" stroke-dasharray=\"2 1\"/>",
        "fill=\"#010203\"",
        "<circle cx=\"10\" cy=\"20\" r=\"1.2\"/>",
        "<title>2: 二</title>",
        ">1,0 1×2</text>",
    ] {
        assert!(svg.contains(part), "{part} is not in {svg}");
    }
    assert_eq!(
        svg,
        drawn(&[
            Layer::Fills,
            Layer::Pictures,
            Layer::Glyphs,
            Layer::Rulings,
            Layer::Edges,
            Layer::Lines,
            Layer::Tables
        ])
    );
}

#[test]
fn a_layer_alone_is_alone() {
    let svg = drawn(&[Layer::Rulings]);
    assert_eq!(elements(&svg).iter().filter(|name| *name == "g").count(), 1, "{svg}");
    assert!(svg.contains("id=\"rulings\""), "{svg}");
}

#[test]
fn turned_glyphs_are_turned() {
    let mut page = page();
    page.glyphs = vec![glyph("a", Direction::Up, false), glyph("縦", Direction::Left, true)];
    let svg = draw(
        &Drawing { page: &page, lines: &[], edges: &Edges::default(), grids: &[], readings: &[], background: None },
        &[Layer::Glyphs],
    );
    assert!(
        svg.contains("textLength=\"12\" lengthAdjust=\"spacingAndGlyphs\" transform=\"rotate(270 10 30)\""),
        "{svg}"
    );
    assert!(svg.contains("transform=\"rotate(90 20 26)\""), "{svg}");
}

#[test]
fn a_background_is_a_picture_or_nothing() {
    let png = Background::new(b"\x89PNG\r\n").unwrap();
    let svg = draw(
        &Drawing {
            page: &page(),
            lines: &[],
            edges: &Edges::default(),
            grids: &[],
            readings: &[],
            background: Some(&png),
        },
        &[],
    );
    assert!(svg.contains("href=\"data:image/png;base64,iVBORw0K\""), "{svg}");
    assert_eq!(elements(&svg), ["svg", "title", "image", "rect"]);
    assert_eq!(Background::new(b"<svg/>"), None);
}
