//! Embedded font programs (ISO 32000-2, 9.9): what their own tables know of characters and widths.

use hayro_cmap::CidFamily;
use rustc_hash::FxHashMap;
use skrifa::raw::ps::{cff::CffFontRef, type1::Type1Font};
use skrifa::raw::tables::cmap::PlatformId;
use skrifa::raw::{FontRef, TableProvider};
use skrifa::{GlyphId, MetadataProvider};

use super::collection;
use crate::lexicon::{self, GlyphOrder};
use crate::pdf::object::{Dict, File};

/// Where a descriptor has the program (table 124).
const KEYS: [&[u8]; 3] = [b"FontFile2", b"FontFile3", b"FontFile"];
/// Reads no more of a program than this.
const MAX_SIZE: usize = 64 << 20;
/// Sound fonts map fewer characters: Unicode has about 300,000, a font 65,535 glyphs.
const MAX_MAPPINGS: usize = 500_000;

/// What is kept of a font program.
#[derive(Debug, Default)]
pub struct Program {
    /// How many glyphs there are, in fonts of the TrueType kind.
    pub count: u32,
    /// Glyph to character, by the font's Unicode character map.
    pub chars: FxHashMap<u32, char>,
    /// Code to glyph, by the built-in encoding of Type 1 and CFF or the symbol map of TrueType.
    pub codes: FxHashMap<u8, u32>,
    /// Glyph to name.
    pub names: FxHashMap<u32, Box<str>>,
    /// CID to glyph, in CFF fonts that have CIDs.
    pub cids: Option<FxHashMap<u32, u32>>,
    /// Advances of glyphs in em, by their numbers, for fonts whose dictionary tells no widths.
    advances: Vec<f64>,
    /// Whether it says of itself that it holds Latin text and no symbols.
    pub latin: bool,
    /// Where the font is one whose order of glyphs is known.
    pub order: Option<GlyphOrder>,
}

/// What a font program is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// The glyphs of a simple font's codes, their text and advances.
    Codes,
    /// The text of glyphs: a composite font's dictionary tells the rest.
    Text,
}

impl Program {
    /// Reads the descriptor's font file, whichever kind it is.
    pub fn read(file: &File<'_>, descriptor: &Dict, purpose: Use) -> Option<Self> {
        let data = KEYS.iter().find_map(|key| file.data(descriptor, key, MAX_SIZE))?;
        let mut program = Self::parse(&data, purpose)?;
        let name = file.name(descriptor, b"FontName").unwrap_or_default();
        program.order = lexicon::glyph_order(&super::display_name(&name), program.count);
        Some(program)
    }

    fn parse(data: &[u8], purpose: Use) -> Option<Self> {
        match data.get(..4)? {
            [0, 1, 0, 0] | b"true" | b"OTTO" | b"ttcf" => Self::sfnt(data, purpose),
            [1, 0, ..] => Self::cff(data),
            _ => Self::type1(data).or_else(|| Self::sfnt(data, purpose)).or_else(|| Self::cff(data)),
        }
    }

    fn sfnt(data: &[u8], purpose: Use) -> Option<Self> {
        let font = FontRef::from_index(data, 0).ok()?;
        let mut program = font.cff().ok().and_then(|cff| Self::cff(cff.offset_data().as_bytes())).unwrap_or_default();
        program.chars = font
            .charmap()
            .mappings()
            .take(MAX_MAPPINGS)
            .filter_map(|(c, glyph)| Some((glyph.to_u32(), char::from_u32(c)?)))
            .fold(FxHashMap::default(), |mut chars, (glyph, c)| {
                // One glyph for several characters: the plainer one, i.e. not a radical, not a compatibility form.
                chars.entry(glyph).and_modify(|known| *known = plainer(*known, c)).or_insert(c);
                chars
            });
        if purpose == Use::Codes {
            program.symbol_codes(&font);
            program.latin = is_latin(&font);
            program.advances = advances(&font);
        }
        program.count = font.maxp().map_or(0, |maxp| u32::from(maxp.num_glyphs()));
        if let Ok(post) = font.post() {
            // Names tell the text of what no character map has, and the glyphs that a simple font's codes name.
            let of_use = |glyph: u32| purpose == Use::Codes || !program.chars.contains_key(&glyph);
            let named = post.glyph_names().map(|(glyph, name)| (glyph.to_u32(), name));
            let named = named.filter(|(glyph, name)| *name != ".notdef" && of_use(*glyph));
            program.names.extend(named.map(|(glyph, name)| (glyph, name.into())));
        }
        Some(program)
    }

    /// The (3, 0) map, whose codes stand at F000, and the (1, 0) map of TrueType fonts (9.6.5.4).
    fn symbol_codes(&mut self, font: &FontRef<'_>) {
        let Ok(cmap) = font.cmap() else { return };
        for record in cmap.encoding_records() {
            let Ok(table) = record.subtable(cmap.offset_data()) else { continue };
            let bases: &[u32] = match (record.platform_id(), record.encoding_id()) {
                (PlatformId::Windows, 0) => &[0xf000, 0xf100, 0xf200, 0],
                (PlatformId::Macintosh, 0) => &[0],
                _ => continue,
            };
            for code in 0..=255u8 {
                let glyph = bases.iter().find_map(|base| table.map_codepoint(base + u32::from(code)));
                if let Some(glyph) = glyph.filter(|glyph| glyph.to_u32() != 0) {
                    self.codes.entry(code).or_insert(glyph.to_u32());
                }
            }
        }
    }

    fn cff(data: &[u8]) -> Option<Self> {
        let font = CffFontRef::new(data, 0, None).ok()?;
        let charset = font.charset()?;
        let mut program = Self::default();
        if font.is_cid() {
            program.cids = Some(charset.iter().map(|(glyph, cid)| (u32::from(cid.to_u16()), glyph.to_u32())).collect());
            return Some(program);
        }
        for (glyph, sid) in charset.iter() {
            if let Some(name) = font.string(sid).and_then(|name| std::str::from_utf8(name).ok()) {
                program.names.insert(glyph.to_u32(), name.into());
            }
        }
        if let Some(encoding) = font.encoding() {
            program.codes = (0..=255).filter_map(|code| Some((code, encoding.map(code)?.to_u32()))).collect();
        }
        Some(program)
    }

    fn type1(data: &[u8]) -> Option<Self> {
        let font = Type1Font::new(data).ok()?;
        let names = font.glyph_names().map(|(glyph, name)| (glyph.to_u32(), name.into())).collect();
        let mut program = Self { names, ..Self::default() };
        if let Some(encoding) = font.encoding() {
            program.codes = (0..=255).filter_map(|code| Some((code, encoding.map(code)?.to_u32()))).collect();
        }
        Some(program)
    }

    /// The glyph's text: by the character map, else by its name, else by the font's known order.
    pub fn text(&self, glyph: u32) -> Option<String> {
        let char = self.chars.get(&glyph).map(|c| c.to_string());
        let named = char.or_else(|| self.names.get(&glyph).and_then(|name| super::names::text(name)));
        named.or_else(|| self.by_order(glyph))
    }

    /// The glyph's advance in em.
    pub fn advance(&self, glyph: u32) -> Option<f64> {
        self.advances.get(usize::try_from(glyph).ok()?).copied()
    }

    /// The glyph's text by the font's known order.
    pub fn by_order(&self, glyph: u32) -> Option<String> {
        ordered(self.order?, glyph)
    }

    /// The glyph of this name.
    pub fn glyph(&self, name: &str) -> Option<u32> {
        // Where two glyphs share a name, the lower number: hash order must not show.
        self.names.iter().filter(|(_, known)| &***known == name).map(|(glyph, _)| *glyph).min()
    }
}

/// The text of a glyph in a known order of glyphs.
pub fn ordered(order: GlyphOrder, glyph: u32) -> Option<String> {
    match order {
        GlyphOrder::Chars(chars) => chars.get(&glyph).map(|c| c.to_string()),
        GlyphOrder::Japan1(runs) => {
            let [first, _, cid] = runs.iter().find(|[first, last, _]| (*first..=*last).contains(&glyph))?;
            collection::text(&CidFamily::AdobeJapan1, cid + glyph - first)
        }
    }
}

/// Whether the file holds the font's program, in whatever state.
pub fn is_embedded(descriptor: &Dict) -> bool {
    KEYS.iter().any(|key| descriptor.raw(key).is_some())
}

/// PANOSE family 2, Latin text, and no code page for symbols (OpenType, OS/2).
fn is_latin(font: &FontRef<'_>) -> bool {
    const LATIN_TEXT: u8 = 2;
    const SYMBOLS: u32 = 1 << 31;
    font.os2().is_ok_and(|os2| {
        os2.panose_10().first() == Some(&LATIN_TEXT)
            && os2.ul_code_page_range_1().is_none_or(|pages| pages & SYMBOLS == 0)
    })
}

fn advances(font: &FontRef<'_>) -> Vec<f64> {
    let Ok(hmtx) = font.hmtx() else { return Vec::new() };
    let em = font.head().map_or(1000.0, |head| f64::from(head.units_per_em().max(1)));
    let count = font.maxp().map_or(0, |maxp| maxp.num_glyphs());
    (0..count).map_while(|glyph| Some(f64::from(hmtx.advance(GlyphId::from(glyph))?) / em)).collect()
}

/// Of two characters with one glyph the one that text is written with.
fn plainer(a: char, b: char) -> char {
    let rank = |c: char| match c {
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => 3,
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => 4,
        '\u{a0}' | '\u{ad}' => 2,
        _ => 1,
    };
    if (rank(a), a) <= (rank(b), b) { a } else { b }
}
