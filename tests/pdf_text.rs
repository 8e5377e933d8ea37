//! `torikumi text` over a PDF made here: reading order, boxes, form feeds, refusals.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use lopdf::{Document, Object, Stream, dictionary};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

/// A PDF of one page for each content stream, with Helvetica as F1.
fn pdf(contents: &[&str]) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
    });
    let resources = document.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let kids: Vec<Object> = contents
        .iter()
        .map(|content| {
            let stream = document.add_object(Stream::new(dictionary! {}, content.as_bytes().to_vec()));
            let page = dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => stream };
            document.add_object(page).into()
        })
        .collect();
    let count = kids.len() as i64;
    document.objects.insert(
        pages,
        Object::Dictionary(dictionary! {
            "Type" => "Pages", "Kids" => kids, "Count" => count, "Resources" => resources,
            "MediaBox" => vec![0.into(), 0.into(), 400.into(), 300.into()],
        }),
    );
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    document.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn text(file: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_torikumi")).arg("text").arg(file).args(arguments).output().unwrap()
}

#[test]
fn lines_come_from_top_to_bottom_whatever_was_drawn_first() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.pdf");
    let page = "BT /F1 12 Tf 1 0 0 1 50 100 Tm (below) Tj 1 0 0 1 50 200 Tm (above) Tj ET";
    std::fs::write(&file, pdf(&[page, "BT /F1 12 Tf 50 200 Td (second page) Tj ET"])).unwrap();
    let output = text(&file, &[]);
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "above\nbelow\n\u{c}second page\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn boxes_count_from_the_top_left() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.pdf");
    std::fs::write(&file, pdf(&["BT /F1 12 Tf 50 200 Td (above) Tj ET"])).unwrap();
    let json: Value = serde_json::from_slice(&text(&file, &["--format", "json"]).stdout).unwrap();
    assert_eq!(json["pages"][0]["width"].as_f64(), Some(400.0));
    let line = &json["pages"][0]["lines"][0];
    assert_eq!(line["text"], "above");
    let corner: Vec<f64> = line["bbox"].as_array().unwrap().iter().map(|edge| edge.as_f64().unwrap()).collect();
    // The baseline stands 100 points below the top; the box holds it.
    assert!((corner[0] - 50.0).abs() < 1.0 && corner[1] < 100.0 && corner[3] > 99.0, "{corner:?}");
}

#[test]
fn a_damaged_file_is_refused_with_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.pdf");
    std::fs::write(&file, b"%PDF-1.7\nnothing of a document").unwrap();
    let output = text(&file, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("a.pdf"));
}

#[test]
fn a_text_file_is_printed_line_by_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.txt");
    std::fs::write(&file, "取組\n\n１件\n").unwrap();
    assert_eq!(String::from_utf8(text(&file, &[]).stdout).unwrap(), "取組\n1件\n");
}
