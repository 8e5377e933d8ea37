//! Fonts (ISO 32000-2, 9.5 to 9.10): from codes to Unicode text, widths and writing mode.
//!
//! What a code says is asked in this order, per code and not per font, because any of the answers
//! may lack single codes: ToUnicode; the code itself where the CMap's codes are Unicode; the
//! character collection (Adobe-Japan1 ...); glyph names; the embedded font's own character map.

mod cid;
mod codespace;
mod collection;
mod embedded;
mod encoding;
mod metrics;
mod names;
mod simple;
mod standard_widths;
mod tidy;
mod tounicode;
mod widths;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rustc_hash::FxHashMap;

use super::object::{Dict, File, Id, Obj};

/// So many codes named differently are no accident.
const DOUBTFUL: usize = 3;

/// What is told where the font's own order of glyphs decides against its ToUnicode.
pub const BELIEVED: &str = ": the font is believed";

/// A font, read once and used on all pages.
#[derive(Debug)]
pub struct Font {
    /// BaseFont without its subset prefix.
    pub name: String,
    /// Whether name or flags tell that it is bold.
    pub bold: bool,
    /// Whether its writing mode is vertical.
    pub vertical: bool,
    /// Above the baseline, in em.
    pub ascent: f64,
    /// Below the baseline, in em, negative.
    pub descent: f64,
    /// What makes Tfs the size of an em; other than 1 in Type3 fonts only.
    pub size_scale: f64,
    kind: Kind,
    /// What has been asked for, by code and length.
    known: Mutex<FxHashMap<(u32, usize), Arc<Char>>>,
}

#[derive(Debug)]
enum Kind {
    Simple(Box<simple::Simple>),
    Cid(Box<cid::Cid>),
}

/// What a code stands for.
#[derive(Debug, Clone, Default)]
pub struct Char {
    /// Its text; empty where nothing tells it.
    pub text: Box<str>,
    /// Its advance across, in em.
    pub width: f64,
    /// Its metrics in vertical writing.
    pub vertical: Option<Vertical>,
}

/// Metrics in vertical writing (9.7.4.3), in em.
#[derive(Debug, Clone, Copy)]
pub struct Vertical {
    /// From the glyph's left to the middle line.
    pub x: f64,
    /// The advance, negative for downwards.
    pub advance: f64,
}

impl Font {
    /// Whether its glyphs are drawings that may bring colours of their own (Type3).
    pub fn is_drawn(&self) -> bool {
        matches!(&self.kind, Kind::Simple(simple) if simple.is_type3())
    }

    /// The code at the beginning of the bytes, and how many it takes: at least one.
    pub fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        match &self.kind {
            Kind::Simple(_) => (bytes.first().copied().map_or(0, u32::from), 1),
            Kind::Cid(cid) => cid.next_code(bytes),
        }
    }

    /// What the code stands for.
    pub fn char(&self, file: &File<'_>, code: u32, length: usize) -> Arc<Char> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || match &self.kind {
            Kind::Simple(simple) => simple.char(file, code),
            Kind::Cid(cid) => cid.char(file, code, length),
        };
        known.entry((code, length)).or_insert_with(read).clone()
    }

    /// Reads a font dictionary; a broken one gives a font whose codes say nothing.
    fn read(file: &File<'_>, dict: &Dict) -> Self {
        let descendant = file.array(dict, b"DescendantFonts").and_then(|fonts| fonts.first()?.dict().cloned());
        let described = descendant.as_deref().unwrap_or(dict);
        let descriptor = file.dict(described, b"FontDescriptor").unwrap_or_default();
        let full = file.name(dict, b"BaseFont").or_else(|| file.name(dict, b"Name")).unwrap_or_default();
        let name = display_name(&full);
        let bold = metrics::is_bold(file, &descriptor, &name);
        let (ascent, descent) = metrics::height(file, &descriptor);
        let mut font = Self {
            name,
            bold,
            vertical: false,
            ascent,
            descent,
            size_scale: 1.0,
            kind: Kind::Simple(Box::default()),
            known: Mutex::default(),
        };
        match (file.name(dict, b"Subtype").as_deref(), descendant) {
            (_, Some(descendant)) => {
                let cid = cid::Cid::read(file, dict, &descendant, descriptor);
                font.vertical = cid.vertical;
                font.kind = Kind::Cid(Box::new(cid));
            }
            (Some(b"Type3"), None) => {
                let shape = metrics::type3(file, dict);
                (font.ascent, font.descent, font.size_scale) = (shape.ascent, shape.descent, shape.size);
                font.kind = Kind::Simple(Box::new(simple::Simple::type3(file, dict, shape.width)));
            }
            _ => font.kind = Kind::Simple(Box::new(simple::Simple::read(file, dict, descriptor))),
        }
        font
    }
}

/// The name without `ABCDEF+`; Japanese writers put Shift_JIS bytes into it.
fn display_name(full: &[u8]) -> String {
    let short = match full.get(..7) {
        Some([prefix @ .., b'+']) if prefix.iter().all(u8::is_ascii_uppercase) => &full[7..],
        _ => full,
    };
    super::strings::text(short)
}

/// Fonts by their object, shared by all pages.
#[derive(Debug, Default)]
pub struct Fonts {
    known: Mutex<FxHashMap<Id, Arc<OnceLock<Arc<Font>>>>>,
    /// What stands for a font that is not there.
    missing: OnceLock<Arc<Font>>,
}

impl Fonts {
    /// The font behind this entry of the resources.
    pub fn get(&self, file: &File<'_>, font: &Obj) -> Arc<Font> {
        let read = || Arc::new(load(file, font));
        let Obj::Ref(id) = font else {
            return if font.dict().is_some() { read() } else { self.missing.get_or_init(read).clone() };
        };
        // Read outside the lock: another page that asks for the same font meanwhile waits for that font only.
        let known = self.lock().entry(*id).or_default().clone();
        known.get_or_init(read).clone()
    }

    /// Fonts whose ToUnicode is damaged, or names other characters than their own character map, in the order of their
    /// objects.
    ///
    /// Such a ToUnicode is wrong somewhere (運 became 遀 in a budget book); which of the two is right can be told
    /// only where the lexicon knows the font's order of glyphs.
    pub fn doubts(&self, file: &File<'_>) -> Vec<String> {
        let known = self.lock();
        let mut fonts: Vec<(Id, Arc<Font>)> =
            known.iter().filter_map(|(id, font)| Some((*id, font.get()?.clone()))).collect();
        drop(known);
        fonts.sort_by_key(|(id, _)| *id);
        let doubt = |font: &Font| match &font.kind {
            Kind::Cid(cid) => {
                let (differ, both) = cid.disagreement(file);
                let believed = cid.believes_order(file);
                (differ >= if believed { 1 } else { DOUBTFUL }).then(|| {
                    let what = "codes mean another character in the font than in ToUnicode";
                    let which = if believed { BELIEVED } else { "" };
                    format!("font {}: {differ} of {both} {what}{which}", font.name)
                })
            }
            Kind::Simple(simple) => {
                let (differ, both) = simple.disagreement();
                (differ >= DOUBTFUL).then(|| {
                    format!("font {}: {differ} of {both} codes are named otherwise than ToUnicode says", font.name)
                })
            }
        };
        let damaged = |font: &Font| match &font.kind {
            Kind::Cid(cid) => cid.to_unicode.damaged,
            Kind::Simple(simple) => simple.to_unicode().damaged,
        };
        let loss = |font: &Font| {
            damaged(font)
                .then(|| format!("font {}: its ToUnicode is damaged, what could be read of it is kept", font.name))
        };
        fonts.iter().flat_map(|(_, font)| [loss(font), doubt(font)]).flatten().collect()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, FxHashMap<Id, Arc<OnceLock<Arc<Font>>>>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn load(file: &File<'_>, font: &Obj) -> Font {
    Font::read(file, &file.resolve(font).dict().cloned().unwrap_or_default())
}
