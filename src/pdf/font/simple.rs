//! Simple fonts (ISO 32000-2, 9.6): 256 codes, each read when it is shown. A file may have hundreds of such fonts, of a
//! few glyphs each.

use std::sync::{Arc, OnceLock};

use pdf_encoding::Encoding as Base;

use super::Char;
use super::embedded::{Program, Use};
use super::encoding::Encoding;
use super::tounicode::ToUnicode;
use super::{names, standard_widths, tidy};
use crate::pdf::object::{Dict, File};

/// FontDescriptor /Flags, bit 3: the font has its own encoding (table 121).
const SYMBOLIC: i64 = 1 << 2;

/// Codes 0 to 255.
#[derive(Debug, Default)]
pub struct Simple {
    source: Source,
    widths: Widths,
}

impl Simple {
    /// Reads Type1, MMType1 and TrueType fonts.
    pub fn read(file: &File<'_>, font: &Dict, descriptor: Arc<Dict>) -> Self {
        let base_font = file.name(font, b"BaseFont").unwrap_or_default();
        let widths = Widths::read(file, font, &descriptor, &base_font);
        let own = Own {
            symbolic: file.int(&descriptor, b"Flags").unwrap_or(0) & SYMBOLIC != 0,
            truetype: file.name(font, b"Subtype").as_deref() == Some(b"TrueType"),
            base_font,
            descriptor,
            program: OnceLock::new(),
        };
        let (to_unicode, encoding) = (ToUnicode::read(file, font), Encoding::read(file, font));
        Self { source: Source { to_unicode, encoding, own: Some(own) }, widths }
    }

    /// Reads a Type3 font, whose widths are in units of its own matrix.
    pub fn type3(file: &File<'_>, font: &Dict, unit: f64) -> Self {
        let (to_unicode, encoding) = (ToUnicode::read(file, font), Encoding::read(file, font));
        Self { source: Source { to_unicode, encoding, own: None }, widths: Widths::type3(file, font, unit) }
    }

    /// Whether its glyphs are streams of their own, and no font's.
    pub fn is_type3(&self) -> bool {
        self.source.own.is_none()
    }

    /// What the code stands for.
    pub fn char(&self, file: &File<'_>, code: u32) -> Arc<Char> {
        let Ok(code) = u8::try_from(code) else { return Arc::default() };
        let text = self.source.text(file, code);
        let width = self.widths.get(code, &text, || self.source.advance(file, code));
        Arc::new(Char { text: text.into(), width, vertical: None })
    }

    /// Its ToUnicode.
    pub fn to_unicode(&self) -> &ToUnicode {
        &self.source.to_unicode
    }

    /// How many codes ToUnicode and the glyph names of /Differences tell differently, and how many both tell.
    pub fn disagreement(&self) -> (usize, usize) {
        let Source { to_unicode, encoding, .. } = &self.source;
        let both = (0..=255u8).filter_map(|code| {
            let named = encoding.named_text(code)?;
            Some((to_unicode.get(u32::from(code))?, named))
        });
        let both = both.filter(|(told, named)| !tidy::is_vague(told) && !tidy::is_vague(named));
        both.fold((0, 0), |(differ, both), (told, named)| (differ + usize::from(!tidy::alike(&told, &named)), both + 1))
    }
}

/// What a font that is no Type3 font tells of itself; its program is read where it is asked for.
#[derive(Debug)]
struct Own {
    base_font: Arc<[u8]>,
    symbolic: bool,
    truetype: bool,
    descriptor: Arc<Dict>,
    program: OnceLock<Option<Program>>,
}

impl Own {
    fn program(&self, file: &File<'_>) -> Option<&Program> {
        self.program.get_or_init(|| Program::read(file, &self.descriptor, Use::Codes)).as_ref()
    }

    /// The encoding of a font that names none (9.6.5.1); none where its program has its own.
    fn implied(&self, file: &File<'_>) -> Option<Base> {
        let missing = || self.program(file).is_none();
        if find(&self.base_font, b"Symbol") && missing() {
            Some(Base::AdobeSymbol)
        } else if find(&self.base_font, b"Dingbats") && missing() {
            Some(Base::AdobeZdingbat)
        } else if self.truetype && missing() {
            Some(Base::WinAnsiEncoding)
        } else {
            (!self.symbolic || missing()).then_some(Base::AdobeStandard)
        }
    }
}

/// All that may tell a code's text.
#[derive(Debug, Default)]
struct Source {
    to_unicode: ToUnicode,
    encoding: Encoding,
    /// None of a Type3 font.
    own: Option<Own>,
}

impl Source {
    fn text(&self, file: &File<'_>, code: u8) -> String {
        let told = self.to_unicode.get(u32::from(code));
        if let Some(told) = told.as_ref().filter(|told| !tidy::is_vague(told)) {
            return told.clone();
        }
        let clear = |text: String| Some(tidy::tidy(&text)).filter(|text| !tidy::is_vague(text));
        let own = || self.glyph(file, code).and_then(|glyph| self.program(file)?.text(glyph)).and_then(clear);
        let by_name = || self.encoding.named_text(code).and_then(clear);
        let implied = || self.own.as_ref()?.implied(file);
        let by_base = || self.encoding.base_text(code, implied).and_then(clear);
        // A symbolic TrueType font is read by its own map first (9.6.5.4).
        let found = if self.has_own_codes() {
            own().or_else(by_name).or_else(by_base)
        } else {
            by_name().or_else(by_base).or_else(own)
        };
        let found = found.or_else(|| self.to_unicode.identity(u32::from(code))).or_else(|| self.latin(file, code));
        found.or(told).unwrap_or_default()
    }

    fn program(&self, file: &File<'_>) -> Option<&Program> {
        self.own.as_ref()?.program(file)
    }

    fn has_own_codes(&self) -> bool {
        self.own.as_ref().is_some_and(|own| own.truetype && own.symbolic)
    }

    /// The code as ASCII, where the font has a symbol's map and yet says that it holds Latin text.
    fn latin(&self, file: &File<'_>, code: u8) -> Option<String> {
        let symbols = || self.program(file).filter(|program| program.latin);
        let latin = self.has_own_codes() && code.is_ascii_graphic() && symbols()?.codes.contains_key(&code);
        latin.then(|| char::from(code).to_string())
    }

    fn glyph(&self, file: &File<'_>, code: u8) -> Option<u32> {
        let program = self.program(file)?;
        match self.encoding.name(code) {
            Some(name) => program.glyph(name).or_else(|| program.codes.get(&code).copied()).or_else(|| {
                // "g12" names glyph 12, if it names anything.
                names::number(name).filter(|glyph| program.chars.contains_key(glyph))
            }),
            None => program.codes.get(&code).copied(),
        }
    }

    /// The advance that the embedded program tells, in em.
    fn advance(&self, file: &File<'_>, code: u8) -> Option<f64> {
        self.program(file)?.advance(self.glyph(file, code)?)
    }
}

/// Advances in em.
#[derive(Debug, Default)]
struct Widths {
    first: i64,
    listed: Vec<Option<f64>>,
    missing: f64,
    standard: Option<&'static standard_widths::Table>,
}

impl Widths {
    fn read(file: &File<'_>, font: &Dict, descriptor: &Dict, base_font: &[u8]) -> Self {
        let listed = file.array(font, b"Widths").unwrap_or_default();
        let unlisted = listed.is_empty();
        Self {
            first: file.int(font, b"FirstChar").unwrap_or(0),
            listed: listed.iter().map(|width| width.num().map(|units| units / 1000.0)).collect(),
            missing: file.num(descriptor, b"MissingWidth").unwrap_or(0.0) / 1000.0,
            standard: unlisted.then(|| standard_widths::of(base_font)),
        }
    }

    fn type3(file: &File<'_>, font: &Dict, unit: f64) -> Self {
        let listed = file.array(font, b"Widths").unwrap_or_default();
        Self {
            first: file.int(font, b"FirstChar").unwrap_or(0),
            listed: listed.iter().map(|width| Some(width.num().unwrap_or(0.0) * unit)).collect(),
            ..Self::default()
        }
    }

    fn get(&self, code: u8, text: &str, own: impl FnOnce() -> Option<f64>) -> f64 {
        if let Some(table) = self.standard {
            return own().unwrap_or_else(|| table.width(text));
        }
        let at = usize::try_from(i64::from(code) - self.first).ok();
        at.and_then(|at| self.listed.get(at).copied().flatten()).unwrap_or(self.missing)
    }
}

fn find(name: &[u8], part: &[u8]) -> bool {
    name.windows(part.len()).any(|window| window == part)
}
