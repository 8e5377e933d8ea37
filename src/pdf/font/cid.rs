//! Composite fonts (ISO 32000-2, 9.7): code to CID to glyph, text and metrics.

use std::sync::{Arc, OnceLock};

use hayro_cmap::{CMap, CidFamily, WritingMode, load_embedded};

use super::codespace::Codespace;
use super::embedded::{self, Program, Use};
use super::tounicode::{MAX_CMAP, ToUnicode};
use super::widths::{Across, Down};
use super::{Char, Vertical, collection, tidy};
use crate::lexicon::{self, GlyphOrder};
use crate::pdf::object::{Dict, File, Obj};

/// Codes compared between ToUnicode and the embedded program.
const COMPARED: usize = 5_000;
/// The largest /CIDToGIDMap: two bytes for each CID.
const MAX_MAP: usize = 2 << 16;
/// Of so many codes one may differ before the font is another than its name says.
const MOSTLY: usize = 10;

/// A Type0 font and its descendant.
#[derive(Debug)]
pub struct Cid {
    /// Whether the CMap writes downwards.
    pub vertical: bool,
    pub(super) to_unicode: ToUnicode,
    cmap: Option<Arc<CMap>>,
    codespace: Codespace,
    /// Codes of the CMap are Unicode values.
    unicode_codes: bool,
    family: CidFamily,
    glyphs: Glyphs,
    across: Across,
    down: Down,
    descriptor: Arc<Dict>,
    program: OnceLock<Option<Program>>,
    /// Whether the lexicon knows the order of glyphs of a font of this name.
    in_lexicon: bool,
    /// The order of glyphs, where the font's program is left out and its codes are numbers of glyphs.
    left_out: Option<GlyphOrder>,
    order_is_sound: OnceLock<bool>,
}

/// From CID to glyph (9.7.4.2).
#[derive(Debug)]
enum Glyphs {
    Same,
    Map(Vec<u8>),
}

impl Cid {
    /// Reads a Type0 font dictionary and its descendant.
    pub fn read(file: &File<'_>, font: &Dict, descendant: &Dict, descriptor: Arc<Dict>) -> Self {
        let encoding = Encoding::read(file, font);
        let family = family(file, descendant, encoding.cmap.as_deref());
        let glyphs = match file.get(descendant, b"CIDToGIDMap") {
            Obj::Stream(stream) => Glyphs::Map(file.decode_within(&stream, MAX_MAP).bytes),
            _ => Glyphs::Same,
        };
        let name = super::display_name(&file.name(descendant, b"BaseFont").unwrap_or_default());
        let by_number = family == CidFamily::AdobeIdentity && !embedded::is_embedded(&descriptor);
        let left_out = by_number.then(|| lexicon::glyph_order_left_out(&name)).flatten();
        Self {
            vertical: encoding.vertical,
            to_unicode: ToUnicode::read(file, font),
            unicode_codes: encoding.unicode,
            codespace: encoding.codespace,
            cmap: encoding.cmap,
            family,
            glyphs,
            across: Across::read(file, descendant),
            down: Down::read(file, descendant),
            in_lexicon: lexicon::has_glyph_order(&name),
            left_out,
            order_is_sound: OnceLock::new(),
            descriptor,
            program: OnceLock::new(),
        }
    }

    /// The code at the beginning of the bytes and its length.
    pub fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        self.codespace.next(bytes)
    }

    /// What the code stands for.
    pub fn char(&self, file: &File<'_>, code: u32, length: usize) -> Arc<Char> {
        let cid = self.cmap.as_ref().map_or(Some(code), |cmap| cmap.lookup_cid_code(code, length as u8)).unwrap_or(0);
        let width = self.across.get(cid);
        let vertical = self.vertical.then(|| {
            let (advance, x) = self.down.get(cid, width);
            Vertical { x, advance }
        });
        Arc::new(Char { text: self.text(file, code, length, cid).into(), width, vertical })
    }

    fn text(&self, file: &File<'_>, code: u32, length: usize, cid: u32) -> String {
        let told = self.to_unicode.get(code);
        if let Some(told) = told.as_ref().filter(|told| !tidy::is_vague(told)) {
            return self.misread(file, cid, told).unwrap_or_else(|| told.clone());
        }
        let by_code = self.unicode_codes.then(|| unicode(code, length)).flatten();
        let found = by_code
            .or_else(|| collection::text(&self.family, cid))
            .or_else(|| self.by_program(file, cid))
            .or_else(|| self.to_unicode.identity(code))
            .map(|text| tidy::tidy(&text))
            .filter(|text| !tidy::is_vague(text));
        found.or(told).unwrap_or_default()
    }

    /// How many codes ToUnicode and the embedded program name differently, and how many both name.
    pub fn disagreement(&self, file: &File<'_>) -> (usize, usize) {
        let (mut differ, mut both) = (0, 0);
        // Signs of one look (‖ ∥, — ―) share a glyph; only ideographs are held to the order.
        let by_order = self.program(file).is_some_and(|program| program.order.is_some());
        for (code, told) in self.to_unicode.listed().take(COMPARED) {
            let cid = self.cmap.as_ref().and_then(|cmap| cmap.lookup_cid_code(code, 2)).unwrap_or(code);
            if let Some(own) = self.by_program(file, cid).filter(|own| !tidy::is_vague(own)) {
                both += 1;
                let weighs = !by_order || (tidy::is_ideograph(&told) && tidy::is_ideograph(&own));
                differ += usize::from(weighs && !tidy::alike(&told, &own));
            }
        }
        (differ, both)
    }

    /// The ideograph that is on the page where ToUnicode gives another one.
    fn misread(&self, file: &File<'_>, cid: u32, told: &str) -> Option<String> {
        if !self.in_lexicon {
            return None;
        }
        let program = self.program(file)?;
        let own = program.by_order(self.glyph(program, cid)?)?;
        if own == told || !tidy::is_ideograph(&own) || !tidy::is_ideograph(told) {
            return None;
        }
        self.believes_order(file).then_some(own)
    }

    /// Whether the font's order of glyphs is known and agrees with ToUnicode in all but a few codes.
    pub fn believes_order(&self, file: &File<'_>) -> bool {
        let known = || self.program(file).is_some_and(|program| program.order.is_some());
        let agrees = || {
            let (differ, both) = self.disagreement(file);
            differ * MOSTLY <= both
        };
        self.in_lexicon && *self.order_is_sound.get_or_init(|| known() && agrees())
    }

    /// What the embedded program's own map says of the glyph.
    fn by_program(&self, file: &File<'_>, cid: u32) -> Option<String> {
        if let Some(order) = self.left_out {
            return embedded::ordered(order, cid);
        }
        let program = self.program(file)?;
        let glyph = self.glyph(program, cid)?;
        program.text(glyph).filter(|_| glyph != 0)
    }

    fn program(&self, file: &File<'_>) -> Option<&Program> {
        self.program.get_or_init(|| Program::read(file, &self.descriptor, Use::Text)).as_ref()
    }

    /// The CID's glyph (9.7.4.2).
    fn glyph(&self, program: &Program, cid: u32) -> Option<u32> {
        match &self.glyphs {
            Glyphs::Map(map) => {
                let at = usize::try_from(cid).ok()?.checked_mul(2)?;
                let pair: [u8; 2] = map.get(at..at + 2)?.try_into().ok()?;
                Some(u32::from(u16::from_be_bytes(pair)))
            }
            Glyphs::Same => program.cids.as_ref().map_or(Some(cid), |cids| cids.get(&cid).copied()),
        }
    }
}

/// The font's /Encoding (9.7.5).
struct Encoding {
    cmap: Option<Arc<CMap>>,
    codespace: Codespace,
    vertical: bool,
    unicode: bool,
}

impl Encoding {
    fn read(file: &File<'_>, font: &Dict) -> Self {
        match file.get(font, b"Encoding") {
            Obj::Name(name) => Self::named(&name),
            Obj::Stream(stream) => {
                let data = file.decode_within(&stream, MAX_CMAP).bytes;
                let cmap = CMap::parse(&data, load_embedded);
                let mode = cmap.as_ref().and_then(|cmap| cmap.metadata().writing_mode);
                let told = file.int(&stream.dict, b"WMode").map(|mode| mode == 1);
                let base = file.name(&stream.dict, b"UseCMap").map(|name| Self::named(&name).codespace);
                Self {
                    codespace: Codespace::embedded(&data).or(base).unwrap_or_else(Codespace::two),
                    vertical: told.unwrap_or(mode == Some(WritingMode::Vertical)),
                    unicode: false,
                    cmap: cmap.map(Arc::new),
                }
            }
            _ => Self::named(b"Identity-H"),
        }
    }

    fn named(name: &[u8]) -> Self {
        let text = String::from_utf8_lossy(name);
        Self {
            cmap: collection::predefined(name),
            codespace: Codespace::predefined(&text),
            vertical: text.ends_with("-V") || text == "V",
            unicode: text.starts_with("Uni") && (text.contains("UCS2") || text.contains("UTF")),
        }
    }
}

/// The descendant's collection; where that is Identity, the CMap's.
fn family(file: &File<'_>, descendant: &Dict, cmap: Option<&CMap>) -> CidFamily {
    let info = file.dict(descendant, b"CIDSystemInfo").unwrap_or_default();
    let text = |key: &[u8]| file.get(&info, key).str().map(<[u8]>::to_vec).unwrap_or_default();
    let told = CidFamily::from_registry_ordering(&text(b"Registry"), &text(b"Ordering"));
    let known = |family: &CidFamily| family.ucs2_cmap().is_some();
    let by_cmap = cmap.and_then(|cmap| cmap.metadata().character_collection.as_ref()).map(|found| found.family.clone());
    if known(&told) { told } else { by_cmap.filter(known).unwrap_or(told) }
}

/// A code of a Unicode CMap: UCS-2 and UTF-32 directly, UTF-16 by its pairs.
fn unicode(code: u32, length: usize) -> Option<String> {
    let (high, low) = ((code >> 16) as u16, code as u16);
    let c = if length == 4 && (0xd800..0xdc00).contains(&high) {
        char::decode_utf16([high, low]).next()?.ok()
    } else {
        char::from_u32(code)
    };
    c.filter(|c| !c.is_control()).map(String::from)
}
