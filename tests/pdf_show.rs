//! `torikumi show` and `draw` over a PDF made here.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use lopdf::{Document, Object, Stream, dictionary};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A page with a word and a box.
const PAGE: &str = "BT /F1 12 Tf 1 0 0 rg 50 200 Td (Tea) Tj ET 0 0 1 RG 2 w 40 190 m 140 190 l S \
                    0.8 g 200 100 50 40 re f";

/// A PDF of one page for each content stream, 400 by 300 points, with Helvetica as F1 and a picture as P1.
fn pdf(contents: &[&str]) -> Document {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let picture = document.add_object(Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => 1, "Height" => 1, "ColorSpace" => "DeviceGray",
            "BitsPerComponent" => 8,
        },
        vec![128],
    ));
    let resources = document.add_object(dictionary! {
        "Font" => dictionary! { "F1" => font }, "XObject" => dictionary! { "P1" => picture },
    });
    let kids: Vec<Object> = contents
        .iter()
        .map(|content| {
            let stream = document.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec()));
            document.add_object(dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => stream }).into()
        })
        .collect();
    let tree = dictionary! {
        "Type" => "Pages", "Count" => kids.len() as i64, "Kids" => kids, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), 400.into(), 300.into()],
    };
    document.objects.insert(pages, Object::Dictionary(tree));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    document
}

/// A folder with the document as `a.pdf`, and the command run in it.
struct Desk(TempDir);

impl Desk {
    fn new(mut document: Document) -> Self {
        let folder = tempfile::tempdir().unwrap();
        document.save(folder.path().join("a.pdf")).unwrap();
        Self(folder)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_torikumi"));
        command.current_dir(self.0.path()).args(arguments).output().unwrap()
    }

    /// What is printed, where the command ends with this status.
    fn out(&self, status: i32, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(status), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.out(0, arguments)).unwrap()
    }
}

#[test]
fn ink_is_listed_with_all_its_fields() {
    let desk = Desk::new(pdf(&[PAGE]));
    let page = &desk.json(&["show", "a.pdf", "--stage", "ink", "--format", "json"])["pages"][0];
    let glyph = &page["glyphs"][1];
    assert_eq!(glyph["text"], "e");
    assert_eq!(glyph["origin"][1].as_f64(), Some(100.0));
    let rest =
        ["size", "font", "font_name", "direction", "vertical", "color", "invisible"].map(|key| glyph[key].clone());
    assert_eq!(json!(rest), json!([12.0, 0, "Helvetica", "right", false, "#ff0000", false]));
    assert_eq!(
        page["rulings"],
        json!([{"from": [40.0, 110.0], "to": [140.0, 110.0], "width": 2.0, "color": "#0000ff", "dashed": false}])
    );
    assert_eq!(page["fills"][0]["bbox"], json!([200.0, 160.0, 250.0, 200.0]));
    let columns = desk.out(0, &["show", "a.pdf", "--stage", "ink"]);
    let word = columns.lines().find(|line| line.ends_with("  T")).unwrap();
    assert!(word.starts_with("glyph") && word.contains("100.00") && word.contains("#ff0000"), "{word}");
}

#[test]
fn lines_and_single_pages_are_shown() {
    let desk = Desk::new(pdf(&[PAGE, "BT /F1 12 Tf 50 200 Td (Rice) Tj ET"]));
    let show = ["show", "a.pdf", "--stage", "lines", "--page", "2"];
    assert!(desk.out(0, &show).contains("Rice") && !desk.out(0, &show).contains("Tea"));
    let pages = desk.json(&[&show[..4], &["--format", "json"]].concat());
    assert_eq!((&pages["pages"][0]["lines"][0]["text"], &pages["pages"][1]["page"]), (&json!("Tea"), &json!(2)));
    let absent = desk.run(&["show", "a.pdf", "--stage", "ink", "--page", "3"]);
    assert_eq!(absent.status.code(), Some(2));
    assert!(String::from_utf8(absent.stderr).unwrap().contains("no page 3"));
}

#[test]
fn pages_are_drawn_into_files_or_a_folder() {
    let desk = Desk::new(pdf(&[PAGE, PAGE]));
    desk.out(0, &["draw", "a.pdf", "--page", "2", "-o", "two.svg"]);
    let svg = std::fs::read_to_string(desk.path("two.svg")).unwrap();
    for part in
        ["viewBox=\"0 0 400 300\"", ">T</text>", "<line x1=\"40\" y1=\"110\" x2=\"140\"", "<title>1: Tea</title>"]
    {
        assert!(svg.contains(part), "{part} is not in {svg}");
    }
    assert_eq!(desk.out(0, &["draw", "a.pdf", "--page", "2", "-o", "-"]), svg);
    let rulings = desk.out(0, &["draw", "a.pdf", "--page", "1", "-o", "-", "--layers", "rulings"]);
    assert!(rulings.contains("<line") && !rulings.contains("Tea"), "{rulings}");
    desk.out(0, &["draw", "a.pdf", "-o", "drawn"]);
    assert!(desk.path("drawn/page-001.svg").exists() && desk.path("drawn/page-002.svg").exists());
}

#[test]
fn drawings_that_cannot_be_are_refused() {
    let desk = Desk::new(pdf(&[PAGE, PAGE]));
    for (arguments, word) in [
        (&["-o", "all.svg"][..], "2 pages do not go into one drawing"),
        (&["-o", "-"], "--page N"),
        (&["-o", "a.pdf", "--page", "1"], "the document itself"),
        (&["-o", "x.svg", "--page", "1", "--background", "a.pdf"], "neither a PNG nor a JPEG"),
        (&["-o", "x", "--page", "9"], "no page 9"),
    ] {
        let output = desk.run(&[&["draw", "a.pdf"], arguments].concat());
        assert_eq!(output.status.code(), Some(2), "{output:?}");
        assert!(String::from_utf8(output.stderr).unwrap().contains(word), "{word}");
    }
    assert!(!desk.path("all.svg").exists() && !desk.path("x.svg").exists());
}

/// A document with all that it may say of itself; the outline's last entry leads back to its first.
fn told() -> Document {
    let mut document = pdf(&[PAGE, PAGE, PAGE]);
    let title = |text: &str| {
        let units = text.encode_utf16().flat_map(u16::to_be_bytes);
        Object::string_literal([0xfe, 0xff].into_iter().chain(units).collect::<Vec<u8>>())
    };
    let pages: Vec<_> = document.get_pages().into_values().collect();
    let xmp = r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description
        xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:CreatorTool="Word"/></rdf:RDF>"#;
    let metadata = document.add_object(Stream::new(dictionary! { "Type" => "Metadata" }, xmp.as_bytes().to_vec()));
    let (first, child, last) = (document.new_object_id(), document.new_object_id(), document.new_object_id());
    let outline = [
        (
            first,
            dictionary! {
                "Title" => title("第1章"), "Dest" => vec![pages[0].into(), "Fit".into()], "First" => child, "Next" => last,
            },
        ),
        (
            child,
            dictionary! {
                "Title" => title("取組"), "A" => dictionary! { "S" => "GoTo", "D" => Object::string_literal("place") },
            },
        ),
        (last, dictionary! { "Title" => title("第2章"), "Next" => first }),
    ];
    for (id, entry) in outline {
        document.objects.insert(id, Object::Dictionary(entry));
    }
    let info = document.add_object(dictionary! {
        "Title" => title("みほん市計画"), "CreationDate" => Object::string_literal("D:20240401120000+09'00'"),
    });
    document.trailer.set("Info", info);
    let place = vec![Object::string_literal("place"), vec![pages[2].into(), "Fit".into()].into()];
    let labels = vec![0.into(), dictionary! { "S" => "r" }.into(), 2.into(), dictionary! { "S" => "D" }.into()];
    let catalog = document.catalog_mut().unwrap();
    catalog.set("Metadata", metadata);
    catalog.set("Lang", Object::string_literal("ja-JP"));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("Outlines", dictionary! { "First" => first });
    catalog.set("Names", dictionary! { "Dests" => dictionary! { "Names" => place } });
    catalog.set("PageLabels", dictionary! { "Nums" => labels });
    document
}

#[test]
fn what_a_document_says_of_itself_is_shown() {
    let desk = Desk::new(told());
    let info = desk.json(&["show", "a.pdf", "--stage", "info", "--format", "json"]);
    let expected = json!({
        "title": "みほん市計画", "author": null, "subject": null, "creator": "Word", "producer": null,
        "created": {"printed": "D:20240401120000+09'00'", "read": "2024-04-01T12:00:00+09:00"}, "modified": null,
        "language": "ja-JP", "marked": true, "structured": false, "pages": 3, "labels": ["i", "ii", "1"],
        "outline": [
            {"title": "第1章", "level": 1, "page": 1},
            {"title": "取組", "level": 2, "page": 3},
            {"title": "第2章", "level": 1, "page": null},
        ],
    });
    assert_eq!(info, expected);
    let text = desk.out(0, &["show", "a.pdf", "--stage", "info"]);
    for line in ["title             みほん市計画", "  第1章  page 1", "    取組  page 3", "page labels       i, ii, 1"]
    {
        assert!(text.lines().any(|printed| printed == line), "{line} is not in {text}");
    }
}

#[test]
fn scanned_pages_are_told() {
    let picture = "q 400 0 0 300 0 0 cm /P1 Do Q";
    let stamped = format!("{picture} BT /F1 12 Tf 50 20 Td (- 2 -) Tj ET");
    let hidden = format!("{stamped} BT 3 Tr /F1 12 Tf 50 200 Td (recognised text) Tj ET");
    let desk = Desk::new(pdf(&[picture, &stamped, &hidden, PAGE]));
    let output = desk.run(&["text", "a.pdf"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let told = String::from_utf8(output.stderr).unwrap();
    let told: Vec<&str> = told.lines().map(|line| line.split_once("; ").map_or(line, |(head, _)| head)).collect();
    assert_eq!(
        told,
        [
            "a.pdf: page 1: needs_ocr: pictures and no text",
            "a.pdf: page 2: needs_ocr: a picture of a whole page and 3 characters over it",
            "a.pdf: page 3: hidden_text: the text is the hidden layer of a scan and as good as its OCR",
        ]
    );
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(text.split('\u{c}').nth(2), Some("recognised text\n- 2 -\n"));
    // A hidden layer is worth a word, not a warning.
    desk.out(0, &["show", "a.pdf", "--stage", "lines", "--page", "3,4"]);
    desk.out(1, &["show", "a.pdf", "--stage", "ink", "--page", "1"]);
}

#[test]
fn furniture_is_told_among_the_lines() {
    let page = |number: u32| {
        format!(
            "BT /F1 10 Tf 1 0 0 1 50 280 Tm (Annual plan) Tj 1 0 0 1 50 200 Tm (Body {number} begins) Tj \
             1 0 0 1 190 15 Tm (- {number} -) Tj ET"
        )
    };
    let pages: Vec<String> = (1..=4).map(page).collect();
    let desk = Desk::new(pdf(&pages.iter().map(String::as_str).collect::<Vec<_>>()));
    let shown = desk.json(&["show", "a.pdf", "--stage", "lines", "--page", "3", "--format", "json"]);
    let lines = shown["pages"][0]["lines"].as_array().unwrap();
    let roles: Vec<_> = lines.iter().map(|line| (line["text"].as_str().unwrap(), line["running"].as_str())).collect();
    assert_eq!(roles, [("Annual plan", Some("head")), ("Body 3 begins", None), ("- 3 -", Some("number"))]);
}
