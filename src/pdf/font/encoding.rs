//! Encodings of simple fonts (ISO 32000-2, 9.6.5): a base and the differences from it.

use pdf_encoding::Encoding as Base;

use super::names;
use crate::pdf::object::{Dict, File, Obj};

/// What 256 codes are called or mean.
#[derive(Debug, Clone)]
pub struct Encoding {
    base: Option<Base>,
    names: Vec<Option<Box<str>>>,
}

impl Encoding {
    /// Reads the font's /Encoding. Where it names no base, `implied` is the base: the font's own.
    pub fn read(file: &File<'_>, font: &Dict, implied: Option<Base>) -> Self {
        let mut encoding = Self { base: implied, names: Vec::new() };
        match file.get(font, b"Encoding") {
            Obj::Name(name) => encoding.base = named(&name).or(implied),
            Obj::Dict(dict) => {
                encoding.base = file.name(&dict, b"BaseEncoding").and_then(|name| named(&name)).or(implied);
                encoding.differences(&file.array(&dict, b"Differences").unwrap_or_default());
            }
            _ => {}
        }
        encoding
    }

    fn differences(&mut self, items: &[Obj]) {
        self.names.resize(256, None);
        let mut code = 0usize;
        for item in items {
            match item {
                Obj::Name(name) => {
                    if let Some(slot) = self.names.get_mut(code) {
                        *slot = Some(String::from_utf8_lossy(name).into());
                    }
                    code += 1;
                }
                other => code = other.int().and_then(|n| usize::try_from(n).ok()).unwrap_or(code),
            }
        }
    }

    /// The name that /Differences gives the code.
    pub fn name(&self, code: u8) -> Option<&str> {
        self.names.get(usize::from(code))?.as_deref()
    }

    /// The code's text by its name.
    pub fn named_text(&self, code: u8) -> Option<String> {
        self.name(code).and_then(names::text)
    }

    /// The code's text by the base encoding.
    pub fn base_text(&self, code: u8) -> Option<String> {
        let c = self.base?.forward_map()?.get(code)?;
        (!c.is_control()).then(|| c.to_string())
    }
}

fn named(name: &[u8]) -> Option<Base> {
    match name {
        b"WinAnsiEncoding" => Some(Base::WinAnsiEncoding),
        b"MacRomanEncoding" => Some(Base::MacRomanEncoding),
        b"MacExpertEncoding" => Some(Base::AdobeExpert),
        b"StandardEncoding" => Some(Base::AdobeStandard),
        _ => None,
    }
}
