//! Pages (ISO 32000-2, 7.7.3.3): boxes, rotation, content.

use super::doubled;
use super::filter::Fate;
use super::ink::InkPage;
use super::interpret::{Interpreter, MAX_CONTENT, Shared};
use super::matrix::Matrix;
use super::object::{Dict, File, Obj};
use super::resources::Resources;
use super::ruling;
use super::unseen;

/// US Letter, which the standard readers take where no box is given.
const LETTER: [f64; 4] = [0.0, 0.0, 612.0, 792.0];

/// Reads a page's ink, and what is to be said about it.
pub fn read(shared: &Shared<'_>, dict: &Dict, number: u32, label: Option<String>) -> (InkPage, Vec<String>) {
    let (base, width, height) = frame(shared.file, dict);
    let page = InkPage { number, width: width as f32, height: height as f32, label, ..InkPage::default() };
    let mut interpreter = Interpreter::new(shared, page, base);
    let (content, fate) = content(shared.file, dict);
    match fate {
        Fate::Whole => {}
        Fate::Damaged => interpreter.warn("the page's content is damaged: what could be read of it is kept"),
        Fate::Cut => interpreter.warn(TOO_LARGE),
    }
    interpreter.afford(content.len());
    let resources = shared.file.dict(dict, b"Resources").unwrap_or_default();
    let start = interpreter.state.clone();
    interpreter.run(&content, &Resources::read(shared.file, &resources));
    interpreter.annotations(dict, &start);
    interpreter.finish()
}

/// What is told of content beyond [`MAX_CONTENT`].
pub const TOO_LARGE: &str = "the page's content, forms included, is too large: only the beginning of it was read";

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
        if ruling::is_full(&self.page) {
            self.warnings.push("too many rulings and boxes on one page: the rest is left out".to_owned());
        }
        if !unseen::mark(&mut self.page, self.shared.file, &self.coats, &self.text.doubtful) {
            self.warnings.push(unseen::NOT_ASKED.to_owned());
        }
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
fn content(file: &File<'_>, dict: &Dict) -> (Vec<u8>, Fate) {
    let streams: Vec<Obj> = match file.get(dict, b"Contents") {
        Obj::Array(items) => items.iter().map(|item| file.resolve(item)).collect(),
        one => vec![one],
    };
    let (mut all, mut fate) = (Vec::new(), Fate::Whole);
    for stream in streams.iter().filter(|stream| !stream.is_null()) {
        let Some(stream) = stream.stream() else {
            fate = fate.max(Fate::Damaged);
            continue;
        };
        let mut decoded = file.decode_within(stream, MAX_CONTENT - all.len().min(MAX_CONTENT));
        fate = fate.max(decoded.fate);
        if all.is_empty() {
            all = decoded.bytes;
        } else {
            all.append(&mut decoded.bytes);
        }
        all.push(b'\n');
        if fate == Fate::Cut {
            break;
        }
    }
    // A content that is named but not there is damage; a page without content is just empty.
    if all.is_empty() && dict.raw(b"Contents").is_some() && streams.iter().any(Obj::is_null) {
        fate = fate.max(Fate::Damaged);
    }
    (all, fate)
}
