//! Both readers over a folder of PDFs: where they read different pages, one of them is wrong.
//!
//! ```sh
//! TORIKUMI_CORPUS=../shared/corpus cargo test --lib readers_agree -- --ignored
//! ```

use std::path::{Path, PathBuf};

use super::ink::{Glyph, InkPage};
use super::{caught, interpret, open};

fn pdfs(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            pdfs(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "pdf") {
            files.push(path);
        }
    }
}

/// How many glyphs have a text.
fn told(pages: &[InkPage]) -> usize {
    pages.iter().map(|page| page.glyphs.iter().filter(|glyph| !glyph.text.is_empty()).count()).sum()
}

/// Places further apart than this differ, in points: one of the two reads its numbers as single floats.
const APART: f32 = 0.1;

/// Whether the glyphs have the same texts at the same places.
fn alike(a: &[InkPage], b: &[InkPage]) -> bool {
    let near = |(a, b): (&Glyph, &Glyph)| {
        let (x, y) = (a.origin.x - b.origin.x, a.origin.y - b.origin.y);
        a.text == b.text && x.abs() <= APART && y.abs() <= APART
    };
    let page =
        |(a, b): (&InkPage, &InkPage)| a.glyphs.len() == b.glyphs.len() && a.glyphs.iter().zip(&b.glyphs).all(near);
    a.len() == b.len() && a.iter().zip(b).all(page)
}

fn by_first(bytes: &[u8]) -> Option<Vec<InkPage>> {
    Some(interpret(&open::first(bytes, None).ok()?, &|page| page).ok()?.0.pages)
}

#[test]
#[ignore = "reads a folder that is no part of the project"]
fn readers_agree_where_both_read_text() {
    let Some(folder) = std::env::var_os("TORIKUMI_CORPUS") else { return };
    let mut files = Vec::new();
    pdfs(Path::new(&folder), &mut files);
    files.sort();
    let mut differ = Vec::new();
    for path in &files {
        let bytes = std::fs::read(path).unwrap();
        let first = caught(|| by_first(&bytes)).flatten().unwrap_or_default();
        let second = caught(|| Some(interpret(&open::second(&bytes, None).ok()?, &|page| page).ok()?.0.pages));
        let second = second.flatten().unwrap_or_default();
        // One of the two may refuse a file or find nothing in it: that is what the other is there for.
        let (a, b) = (told(&first), told(&second));
        if a > 0 && b > 0 && !alike(&first, &second) {
            differ.push(format!("{}: {a} glyphs, {b} glyphs", path.display()));
        }
    }
    assert!(differ.is_empty(), "{} of {} files:\n{}", differ.len(), files.len(), differ.join("\n"));
}
