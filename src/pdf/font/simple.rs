//! Simple fonts (ISO 32000-2, 9.6): 256 codes, each read when the font is, those of a Type3 font when they are shown.

use std::sync::Arc;

use pdf_encoding::Encoding as Base;

use super::Char;
use super::embedded::Program;
use super::encoding::Encoding;
use super::tounicode::ToUnicode;
use super::{names, standard_widths, tidy};
use crate::pdf::object::{Dict, File};

/// FontDescriptor /Flags, bit 3: the font has its own encoding (table 121).
const SYMBOLIC: i64 = 1 << 2;

/// Codes 0 to 255.
#[derive(Debug)]
pub enum Simple {
    /// What each stands for.
    Known(Vec<Arc<Char>>),
    /// A Type3 font: a file may have hundreds, of a few glyphs each.
    Drawn(Box<Drawn>),
}

/// All that tells the codes of a Type3 font.
#[derive(Debug)]
pub struct Drawn {
    source: Source<'static>,
    first: i64,
    /// In em.
    widths: Box<[f64]>,
}

impl Default for Simple {
    fn default() -> Self {
        Self::Known(Vec::new())
    }
}

impl Simple {
    /// Reads Type1, MMType1 and TrueType fonts.
    pub fn read(file: &File<'_>, font: &Dict, descriptor: &Dict) -> Self {
        let program = Program::read(file, descriptor);
        let program = program.as_ref();
        let base_font = file.name(font, b"BaseFont").unwrap_or_default();
        let symbolic = file.int(descriptor, b"Flags").unwrap_or(0) & SYMBOLIC != 0;
        let truetype = file.name(font, b"Subtype").as_deref() == Some(b"TrueType");
        let implied = match &*base_font {
            name if find(name, b"Symbol") && program.is_none() => Some(Base::AdobeSymbol),
            name if find(name, b"Dingbats") && program.is_none() => Some(Base::AdobeZdingbat),
            _ if program.is_none() && truetype => Some(Base::WinAnsiEncoding),
            _ if program.is_none() || !symbolic => Some(Base::AdobeStandard),
            _ => None,
        };
        let source = Source {
            to_unicode: ToUnicode::read(file, font),
            encoding: Encoding::read(file, font, implied),
            own_codes: truetype && symbolic,
            program,
        };
        let widths = Widths::read(file, font, descriptor, &base_font);
        let chars = (0..=255u8).map(|code| {
            let text = source.text(code);
            let width = widths.get(code, &text, || source.glyph(code).and_then(|g| program?.advances.get(&g).copied()));
            Arc::new(Char { text: text.into(), width, vertical: None })
        });
        Self::Known(chars.collect())
    }

    /// Reads a Type3 font, whose widths are in units of its own matrix.
    pub fn type3(file: &File<'_>, font: &Dict, unit: f64) -> Self {
        let source = Source {
            to_unicode: ToUnicode::read(file, font),
            encoding: Encoding::read(file, font, None),
            own_codes: false,
            program: None,
        };
        let first = file.int(font, b"FirstChar").unwrap_or(0);
        let widths = file.array(font, b"Widths").unwrap_or_default();
        let widths = widths.iter().map(|width| width.num().unwrap_or(0.0) * unit).collect();
        Self::Drawn(Box::new(Drawn { source, first, widths }))
    }

    /// What the code stands for.
    pub fn char(&self, code: u32) -> Arc<Char> {
        match self {
            Self::Known(chars) => chars.get(code as usize).cloned().unwrap_or_default(),
            Self::Drawn(font) => u8::try_from(code).map(|code| Arc::new(font.char(code))).unwrap_or_default(),
        }
    }
}

impl Drawn {
    fn char(&self, code: u8) -> Char {
        let at = usize::try_from(i64::from(code) - self.first).ok();
        let width = at.and_then(|at| self.widths.get(at).copied()).unwrap_or(0.0);
        Char { text: self.source.text(code).into(), width, vertical: None }
    }
}

/// How many codes ToUnicode and the glyph names of /Differences tell differently, and how many both tell.
pub fn disagreement(file: &File<'_>, font: &Dict) -> (usize, usize) {
    let (to_unicode, encoding) = (ToUnicode::read(file, font), Encoding::read(file, font, None));
    let both = (0..=255u8).filter_map(|code| Some((to_unicode.get(u32::from(code))?, encoding.named_text(code)?)));
    let both = both.filter(|(told, named)| !tidy::is_vague(told) && !tidy::is_vague(named));
    both.fold((0, 0), |(differ, both), (told, named)| (differ + usize::from(!tidy::alike(&told, &named)), both + 1))
}

/// All that may tell a code's text.
#[derive(Debug)]
struct Source<'a> {
    to_unicode: ToUnicode,
    encoding: Encoding,
    own_codes: bool,
    program: Option<&'a Program>,
}

impl Source<'_> {
    fn text(&self, code: u8) -> String {
        let told = self.to_unicode.get(u32::from(code));
        if let Some(told) = told.as_ref().filter(|told| !tidy::is_vague(told)) {
            return told.clone();
        }
        let clear = |text: String| Some(tidy::tidy(&text)).filter(|text| !tidy::is_vague(text));
        let own = || self.glyph(code).and_then(|glyph| self.program?.text(glyph)).and_then(clear);
        let by_name = || self.encoding.named_text(code).and_then(clear);
        let by_base = || self.encoding.base_text(code).and_then(clear);
        // A symbolic TrueType font is read by its own map first (9.6.5.4).
        let found = if self.own_codes {
            own().or_else(by_name).or_else(by_base)
        } else {
            by_name().or_else(by_base).or_else(own)
        };
        let found = found.or_else(|| self.to_unicode.identity(u32::from(code))).or_else(|| self.latin(code));
        found.or(told).unwrap_or_default()
    }

    /// The code as ASCII, where the font has a symbol's map and yet says that it holds Latin text.
    fn latin(&self, code: u8) -> Option<String> {
        let program = self.program.filter(|program| self.own_codes && program.latin)?;
        (code.is_ascii_graphic() && program.codes.contains_key(&code)).then(|| char::from(code).to_string())
    }

    fn glyph(&self, code: u8) -> Option<u32> {
        let program = self.program?;
        match self.encoding.name(code) {
            Some(name) => program.glyph(name).or_else(|| program.codes.get(&code).copied()).or_else(|| {
                // "g12" names glyph 12, if it names anything.
                names::number(name).filter(|glyph| program.chars.contains_key(glyph))
            }),
            None => program.codes.get(&code).copied(),
        }
    }
}

/// Advances in em.
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
