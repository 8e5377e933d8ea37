//! Encodings of simple fonts (ISO 32000-2, 9.6.5): a base and the differences from it.

use std::collections::BTreeMap;
use std::sync::Arc;

use pdf_encoding::Encoding as Base;

use super::names;
use crate::pdf::object::{Dict, File, Obj};

/// What 256 codes are called or mean.
#[derive(Debug, Clone, Default)]
pub struct Encoding {
    base: Option<Base>,
    /// What /Differences calls codes, as the file's own bytes.
    names: BTreeMap<u8, Arc<[u8]>>,
}

impl Encoding {
    /// Reads the font's /Encoding.
    pub fn read(file: &File<'_>, font: &Dict) -> Self {
        let mut encoding = Self::default();
        match file.get(font, b"Encoding") {
            Obj::Name(name) => encoding.base = named(&name),
            Obj::Dict(dict) => {
                encoding.base = file.name(&dict, b"BaseEncoding").and_then(|name| named(&name));
                encoding.differences(&file.array(&dict, b"Differences").unwrap_or_default());
            }
            _ => {}
        }
        encoding
    }

    fn differences(&mut self, items: &[Obj]) {
        let mut code = 0usize;
        for item in items {
            match item {
                Obj::Name(name) => {
                    if let Ok(code) = u8::try_from(code) {
                        self.names.insert(code, name.clone());
                    }
                    code += 1;
                }
                other => code = other.int().and_then(|n| usize::try_from(n).ok()).unwrap_or(code),
            }
        }
    }

    /// The name that /Differences gives the code; one that is no text names nothing that is known.
    pub fn name(&self, code: u8) -> Option<&str> {
        self.names.get(&code).map(|name| std::str::from_utf8(name).unwrap_or("\u{fffd}"))
    }

    /// The code's text by its name.
    pub fn named_text(&self, code: u8) -> Option<String> {
        self.name(code).and_then(names::text)
    }

    /// The code's text by the base encoding. Where none is named, `implied` is the base: the font's own.
    pub fn base_text(&self, code: u8, implied: impl FnOnce() -> Option<Base>) -> Option<String> {
        let c = self.base.or_else(implied)?.forward_map()?.get(code)?;
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
