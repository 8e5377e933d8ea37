//! Ink as one JSON document in which every glyph, ruling, box, picture and line has a line of its own.
//!
//! Lengths are in points from the page's top left, boxes `[left, top, right, bottom]`.

use serde_json::{Value, json};

use super::{Lined, direction, hex};
use crate::geometry::Rect;
use crate::page::order::InkLine;
use crate::pdf::ink::{Fill, Glyph, InkPage, Picture, Ruling};

/// The pages with all that is on them.
pub fn json(pages: &[&InkPage]) -> String {
    let body = |page: &&InkPage| {
        let fonts = page.fonts.iter().map(|font| json!({ "name": font.name, "bold": font.bold }));
        let glyphs = page.glyphs.iter().map(|one| glyph(page, one));
        vec![
            ("fonts", fonts.collect()),
            ("glyphs", glyphs.collect()),
            ("rulings", page.rulings.iter().map(ruling).collect()),
            ("fills", page.fills.iter().map(fill).collect()),
            ("pictures", page.pictures.iter().map(picture).collect()),
        ]
    };
    document(pages.iter().map(|page| (*page, body(page))))
}

/// The pages with their lines in reading order; `running` is null for lines of the body.
pub fn lines(pages: &[Lined<'_>]) -> String {
    let lines = |page: &Lined<'_>| page.named().map(|(one, role)| line(one, role)).collect();
    document(pages.iter().map(|page| (page.page, vec![("lines", lines(page))])))
}

/// Writes pages as `{"pages":[...]}`, one line for each thing on them.
fn document<'a>(pages: impl Iterator<Item = (&'a InkPage, Vec<(&'static str, Vec<Value>)>)>) -> String {
    let pages: Vec<String> = pages.map(|(page, lists)| one_page(page, &lists)).collect();
    format!("{{\"pages\":[\n{}\n]}}\n", pages.join(",\n"))
}

fn one_page(page: &InkPage, lists: &[(&'static str, Vec<Value>)]) -> String {
    let label = page.label.as_ref().map_or(Value::Null, |label| json!(label));
    let mut text = format!(
        "{{\"page\":{},\"width\":{},\"height\":{},\"label\":{label}",
        page.number,
        number(page.width),
        number(page.height)
    );
    for (name, items) in lists {
        let items: Vec<String> = items.iter().map(Value::to_string).collect();
        let gap = if items.is_empty() { "" } else { "\n" };
        text.push_str(&format!(",\n\"{name}\":[{gap}{}{gap}]", items.join(",\n")));
    }
    text.push('}');
    text
}

fn glyph(page: &InkPage, glyph: &Glyph) -> Value {
    json!({
        "text": glyph.text.as_str(),
        "origin": [number(glyph.origin.x), number(glyph.origin.y)],
        "bbox": bbox(&glyph.rect),
        "size": number(glyph.size),
        "font": glyph.font,
        "font_name": page.fonts.get(usize::from(glyph.font)).map(|font| &font.name),
        "direction": direction(glyph.direction),
        "vertical": glyph.vertical,
        "color": hex(glyph.color),
        "invisible": glyph.unseen.is_some(),
    })
}

fn ruling(ruling: &Ruling) -> Value {
    json!({
        "from": [number(ruling.from.x), number(ruling.from.y)],
        "to": [number(ruling.to.x), number(ruling.to.y)],
        "width": number(ruling.width),
        "color": hex(ruling.color),
        "dashed": ruling.dashed,
    })
}

fn fill(fill: &Fill) -> Value {
    json!({ "bbox": bbox(&fill.rect), "color": hex(fill.color) })
}

fn picture(picture: &Picture) -> Value {
    json!({ "bbox": bbox(&picture.rect) })
}

fn line(line: &InkLine, role: Option<&'static str>) -> Value {
    json!({
        "text": line.text,
        "bbox": bbox(&line.rect),
        "baseline": number(line.baseline),
        "size": number(line.size),
        "direction": direction(line.direction),
        "glyphs": line.glyphs,
        "running": role,
    })
}

fn bbox(rect: &Rect) -> [Value; 4] {
    [number(rect.left), number(rect.top), number(rect.right), number(rect.bottom)]
}

/// A length to the thousandth of a point: finer than any printer, and free of rounding dust.
fn number(points: f32) -> Value {
    let thousandths = (f64::from(points) * 1000.0).round();
    json!(thousandths / 1000.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Point;
    use crate::pdf::ink::{Direction, FontName, Unseen};

    #[test]
    fn every_field_is_there_and_the_whole_parses() {
        let glyph = Glyph {
            text: "\"取\"\n".into(),
            rect: Rect { left: 50.3, top: 90.0, right: 62.3, bottom: 102.0 },
            origin: Point { x: 50.3, y: 100.0 },
            size: 12.0,
            font: 0,
            direction: Direction::Down,
            vertical: true,
            color: [255, 0, 16],
            unseen: Some(Unseen::Inkless),
        };
        let fonts = vec![FontName { name: "Mincho".to_owned(), bold: false }];
        let page = InkPage { number: 3, glyphs: vec![glyph], fonts, ..InkPage::default() };
        let text = json(&[&page]);
        let parsed: Value = serde_json::from_str(&text).unwrap();
        let expected = json!({
            "text": "\"取\"\n", "origin": [50.3, 100.0], "bbox": [50.3, 90.0, 62.3, 102.0], "size": 12.0, "font": 0,
            "font_name": "Mincho", "direction": "down", "vertical": true, "color": "#ff0010", "invisible": true,
        });
        assert_eq!(parsed["pages"][0]["glyphs"][0], expected);
        assert_eq!(parsed["pages"][0]["rulings"], json!([]));
    }
}
