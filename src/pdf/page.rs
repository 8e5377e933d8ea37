//! Pages: the tree and what its nodes hand down (ISO 32000-2, 7.7.3), boxes, rotation, content.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::doubled;
use super::ink::InkPage;
use super::interpret::{Interpreter, Shared};
use super::matrix::Matrix;
use super::object::{Dict, File, Id, Obj};
use super::resources::Resources;
use super::unseen;

/// Page trees deeper than this are broken.
const MAX_DEPTH: usize = 64;
/// More pages than this are not read.
const MAX_PAGES: usize = 100_000;
/// What a page inherits (table 31).
const HANDED_DOWN: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// US Letter, which the standard readers take where no box is given.
const LETTER: [f64; 4] = [0.0, 0.0, 612.0, 792.0];

/// A page of the tree.
pub struct Leaf {
    /// Its number as an object, by which links and bookmarks name it.
    pub id: Option<Id>,
    /// Its dictionary, inherited entries filled in.
    pub dict: Arc<Dict>,
}

/// The pages in order.
pub fn all(file: &File<'_>) -> Vec<Leaf> {
    let mut walk = Walk { file, pages: Vec::new(), seen: BTreeSet::new() };
    let catalog = file.catalog();
    if let Some(root) = catalog.raw(b"Pages") {
        walk.node(root, &Dict::default(), 0);
    }
    walk.pages
}

/// Pages without a tree: every object that calls itself a page, in the order of their numbers.
pub fn stray(file: &File<'_>) -> Vec<Leaf> {
    let ids = file.stray_pages().into_iter().take(MAX_PAGES);
    ids.filter_map(|id| Some(Leaf { id: Some(id), dict: file.object(id).dict().cloned()? })).collect()
}

struct Walk<'a, 'f> {
    file: &'a File<'f>,
    pages: Vec<Leaf>,
    seen: BTreeSet<Id>,
}

impl Walk<'_, '_> {
    fn node(&mut self, node: &Obj, above: &Dict, depth: usize) {
        let id = if let Obj::Ref(id) = node { Some(*id) } else { None };
        if id.is_some_and(|id| !self.seen.insert(id)) {
            return;
        }
        let node = self.file.resolve(node);
        let Some(dict) = node.dict().filter(|_| depth < MAX_DEPTH && self.pages.len() < MAX_PAGES) else { return };
        let own = inherit(dict, above);
        // Kids decide, not /Type: it is often missing, sometimes wrong.
        match self.file.get(dict, b"Kids") {
            Obj::Array(kids) => {
                for kid in kids.iter() {
                    self.node(kid, &own, depth + 1);
                }
            }
            _ => self.pages.push(Leaf { id, dict: Arc::new(own) }),
        }
    }
}

/// The node's own entries, and those of its ancestors that it inherits and does not have.
fn inherit(dict: &Dict, above: &Dict) -> Dict {
    let own = dict.entries().map(|(key, value)| (key.into(), value.clone()));
    let inherited = HANDED_DOWN.iter().filter_map(|key| Some(((*key).into(), above.raw(key)?.clone())));
    Dict::new(own.chain(inherited).collect())
}

/// Reads a page's ink, and what is to be said about it.
pub fn read(shared: &Shared<'_>, dict: &Dict, number: u32, label: Option<String>) -> (InkPage, Vec<String>) {
    let (base, width, height) = frame(shared.file, dict);
    let page = InkPage { number, width: width as f32, height: height as f32, label, ..InkPage::default() };
    let mut interpreter = Interpreter::new(shared, page, base);
    let (content, damaged) = content(shared.file, dict);
    if damaged {
        interpreter.warn("the page's content is damaged: what could be read of it is kept");
    }
    let resources = shared.file.dict(dict, b"Resources").unwrap_or_default();
    let start = interpreter.state.clone();
    interpreter.run(&content, &Resources::read(shared.file, &resources));
    interpreter.annotations(dict, &start);
    interpreter.finish()
}

/// A page on which the reading itself failed.
pub fn unread(number: u32) -> (InkPage, Vec<String>) {
    let page = InkPage { number, width: LETTER[2] as f32, height: LETTER[3] as f32, ..InkPage::default() };
    (page, vec!["the page is damaged in a way that the reader does not stand: nothing of it was read".to_owned()])
}

/// What is told of glyphs that nobody sees on the page.
pub const OUTSIDE: &str = "characters outside the visible part of the page are in no record";

/// What is told of glyphs on layers that are not shown.
pub const HIDDEN: &str = "characters on layers that are switched off are in no record";

impl Interpreter<'_> {
    /// The page, and what is to be said about it.
    fn finish(mut self) -> (InkPage, Vec<String>) {
        let counts = [
            (self.text.outside, OUTSIDE),
            (self.text.hidden, HIDDEN),
            (self.text.beyond, "glyphs beyond the limit are left out"),
        ];
        for (count, what) in counts.into_iter().filter(|(count, _)| *count > 0) {
            self.warnings.push(format!("{count} {what}"));
        }
        unseen::mark(&mut self.page, self.shared.file, &self.coats, &self.text.doubtful);
        doubled::merge(&mut self.page);
        let silent = self.page.glyphs.iter().filter(|glyph| glyph.text.is_empty()).count();
        if silent > 0 {
            self.warnings.push(format!("{silent} glyphs whose fonts do not tell their characters"));
        }
        (self.page, self.warnings)
    }
}

/// From user space to points from the top left, and the page's size, both after /Rotate and /UserUnit.
fn frame(file: &File<'_>, dict: &Dict) -> (Matrix, f64, f64) {
    let [left, low, right, high] = visible(file, dict);
    let unit = file.num(dict, b"UserUnit").filter(|unit| (0.01..=1000.0).contains(unit)).unwrap_or(1.0);
    let (width, height) = ((right - left) * unit, (high - low) * unit);
    let turned_over = Matrix([unit, 0.0, 0.0, -unit, -left * unit, high * unit]);
    let (turn, width, height) = match file.int(dict, b"Rotate").unwrap_or(0).rem_euclid(360) {
        90 => (Matrix([0.0, 1.0, -1.0, 0.0, height, 0.0]), height, width),
        180 => (Matrix([-1.0, 0.0, 0.0, -1.0, width, height]), width, height),
        270 => (Matrix([0.0, -1.0, 1.0, 0.0, 0.0, width]), height, width),
        _ => (Matrix::IDENTITY, width, height),
    };
    (turned_over.then(&turn), width, height)
}

/// The CropBox within the MediaBox (14.11.2).
fn visible(file: &File<'_>, dict: &Dict) -> [f64; 4] {
    let media = rectangle(file, dict, b"MediaBox").unwrap_or(LETTER);
    let Some(crop) = rectangle(file, dict, b"CropBox") else { return media };
    let both = [crop[0].max(media[0]), crop[1].max(media[1]), crop[2].min(media[2]), crop[3].min(media[3])];
    if both[0] < both[2] && both[1] < both[3] { both } else { media }
}

/// A rectangle (7.9.5), its corners in order; none where it has no extent.
pub(super) fn rectangle(file: &File<'_>, dict: &Dict, key: &[u8]) -> Option<[f64; 4]> {
    let numbers = file.nums(dict, key)?;
    let [a, b, c, d] = *numbers.first_chunk()?;
    let sides = [a.min(c), b.min(d), a.max(c), b.max(d)];
    let sound = sides.iter().all(|side| side.abs() < 1e6) && sides[2] - sides[0] > 0.0 && sides[3] - sides[1] > 0.0;
    sound.then_some(sides)
}

/// The content streams, a line end between them (7.8.2): a token does not reach across.
fn content(file: &File<'_>, dict: &Dict) -> (Vec<u8>, bool) {
    let streams: Vec<Obj> = match file.get(dict, b"Contents") {
        Obj::Array(items) => items.iter().map(|item| file.resolve(item)).collect(),
        one => vec![one],
    };
    let (mut all, mut damaged) = (Vec::new(), false);
    for stream in streams.iter().filter(|stream| !stream.is_null()) {
        match stream.stream() {
            Some(stream) => {
                let decoded = file.decode(stream);
                all.extend_from_slice(&decoded.bytes);
                all.push(b'\n');
                damaged |= decoded.damaged;
            }
            None => damaged = true,
        }
    }
    // A content that is named but not there is damage; a page without content is just empty.
    damaged |= all.is_empty() && dict.raw(b"Contents").is_some() && streams.iter().any(Obj::is_null);
    (all, damaged)
}
