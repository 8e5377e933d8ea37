//! External objects (ISO 32000-2, 8.8 to 8.10): forms are read like the page, pictures give a frame.

use super::coat;
use super::filter::Fate;
use super::ink::Picture;
use super::interpret::Interpreter;
use super::matrix::Matrix;
use super::object::{Dict, Obj, Stream};
use super::page::TOO_LARGE;
use super::path::Path;
use super::resources::Resources;
use super::ruling;

/// What to draw a form costs besides its content, in bytes of it.
const COST: usize = 1 << 10;
/// More pictures on one page than this are a drawing; the rest is left out.
const MAX_PICTURES: usize = 300_000;
/// Forms within forms deeper than this are left out.
const MAX_FORMS: usize = 24;

/// What of its square an image paints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Painted {
    /// All of it.
    All,
    /// All of it, in the colour of fills: a mask of one dot.
    Dot,
    /// Parts: the rest is left out, or seen through.
    Parts,
}

impl Painted {
    /// What an image paints: a mask or not, of one dot or more, without anything that is seen through or not.
    pub fn of(mask: bool, dot: bool, whole: bool) -> Self {
        match (mask, dot) {
            (true, true) => Self::Dot,
            (false, _) if whole => Self::All,
            _ => Self::Parts,
        }
    }
}

impl Interpreter<'_> {
    /// `Do`
    pub(super) fn draw(&mut self, operands: &[Obj], resources: &Resources) {
        let file = self.shared.file;
        let named = operands.last().and_then(Obj::name).and_then(|name| resources.xobjects.raw(name));
        let Some(Obj::Stream(stream)) = named.map(|object| file.resolve(object)) else { return };
        let off = stream.dict.raw(b"OC").is_some_and(|group| self.shared.layers.hides(file, group));
        // What is switched off is read all the same: its characters are told of.
        self.marks.open(off, None, self.page.glyphs.len());
        self.draw_stream(&stream, resources);
        self.close_mark();
    }

    fn draw_stream(&mut self, stream: &Stream, resources: &Resources) {
        let file = self.shared.file;
        match file.name(&stream.dict, b"Subtype").as_deref() {
            Some(b"Image") => {
                let mask = matches!(file.get(&stream.dict, b"ImageMask"), Obj::Bool(true));
                let small = |key: &[u8]| file.int(&stream.dict, key) == Some(1);
                let has = |key: &[u8]| !file.get(&stream.dict, key).is_null();
                let alpha = file.int(&stream.dict, b"SMaskInData").is_some_and(|kind| kind != 0);
                let whole = !(has(b"SMask") || has(b"Mask") || alpha);
                self.picture(Painted::of(mask, small(b"Width") && small(b"Height"), whole), Some(stream));
            }
            Some(b"Form") => self.form(stream, resources),
            _ if stream.dict.raw(b"BBox").is_some() => self.form(stream, resources),
            _ => {}
        }
    }

    /// The frame of a picture in the unit square; a mask of one dot paints like a filled box.
    pub(super) fn picture(&mut self, painted: Painted, stream: Option<&Stream>) {
        if self.marks.hides() {
            return;
        }
        let rect = self.state.ctm.rect(0.0, 0.0, 1.0, 1.0);
        let glyphs = self.page.glyphs.len();
        if painted == Painted::Dot {
            let mut dot = Path::default();
            dot.rect(&self.state.ctm, 0.0, 0.0, 1.0, 1.0);
            self.coats.fill(&self.state, &dot, false, glyphs);
        } else {
            self.coats.picture(&self.state, stream, painted == Painted::All, glyphs);
        }
        if painted == Painted::Dot {
            ruling::fill_box(&mut self.page, &self.state, &rect);
        } else if let Some(rect) = self.state.clip.intersection(&rect)
            && rect.width() > 0.0
            && rect.height() > 0.0
        {
            if self.page.pictures.len() < MAX_PICTURES {
                self.page.pictures.push(Picture { rect });
            } else {
                self.warn("too many pictures on one page: the rest is left out");
            }
        }
    }

    /// A form (8.10): its matrix, its box as a clip, its own resources or those around it.
    pub(super) fn form(&mut self, stream: &Stream, around: &Resources) {
        if self.open_forms.contains(&stream.id) {
            self.warn("a form draws itself: it is left out");
            return;
        }
        if self.open_forms.len() >= MAX_FORMS {
            self.warn("forms nested too deeply: the innermost are left out");
            return;
        }
        if !self.afford(COST) {
            return;
        }
        let decoded = self.shared.file.decode_within(stream, self.affordable);
        match decoded.fate {
            Fate::Whole => {}
            Fate::Damaged => self.warn("a form's data is damaged: what could be read of it is kept"),
            Fate::Cut => self.warn(TOO_LARGE),
        }
        self.afford(decoded.bytes.len());
        let resources = match self.shared.file.dict(&stream.dict, b"Resources") {
            Some(own) => Resources::read(self.shared.file, &own),
            None => around.clone(),
        };
        let saved = self.state.clone();
        // A path or a clip that the form leaves open is its own (8.10.1).
        let (path, clip_next) = (std::mem::take(&mut self.path), std::mem::take(&mut self.clip_next));
        let veil = saved.is_mixed() || saved.fill.alpha < 1.0;
        self.state.in_veil |= veil && stream.dict.raw(b"Group").is_some();
        self.enter(&stream.dict);
        self.open_forms.push(stream.id);
        self.run(&decoded.bytes, &resources);
        self.open_forms.pop();
        (self.path, self.clip_next) = (path, clip_next);
        self.state = saved;
    }

    fn enter(&mut self, dict: &Dict) {
        let file = self.shared.file;
        if let Some(matrix) = file.nums(dict, b"Matrix").as_deref().and_then(Matrix::from_slice) {
            self.state.ctm = matrix.then(&self.state.ctm);
        }
        if let Some([left, low, right, high]) = file.nums(dict, b"BBox").as_deref().and_then(|b| b.first_chunk()) {
            let mut bounds = Path::default();
            bounds.rect(&self.state.ctm, *left, *low, right - left, high - low);
            self.state.clip = bounds.narrow(&self.state.clip);
            self.state.clip_is_box &= coat::keeps_upright(&self.state.ctm);
        }
    }
}
