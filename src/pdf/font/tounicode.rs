//! ToUnicode CMaps (ISO 32000-2, 9.10.3), read as loosely as writers write them.
//!
//! Lost operators, codes longer than they may be and half a CMap are all common; a strict parser
//! loses a whole font's text over one of them.

use rustc_hash::FxHashMap;
use std::sync::Arc;

use hayro_cmap::{BfString, CMap};

use super::{collection, tidy};
use crate::pdf::filter::Fate;
use crate::pdf::lexer::{Item, Lexer};
use crate::pdf::object::{Dict, File, Obj};

/// The largest CMap that is read. One that names each code of two bytes by itself has two million.
pub const MAX_CMAP: usize = 16 << 20;
/// Longer ranges than the codes of two bytes are cut.
const MAX_RANGE: u32 = 0x1_0000;
/// Texts longer than this are errors.
const MAX_TEXT: usize = 256;

/// What a font says its codes mean.
#[derive(Debug, Default)]
pub struct ToUnicode {
    single: FxHashMap<u32, Box<str>>,
    /// First code, last code, UTF-16 of the first: sorted by the first code.
    ranges: Vec<(u32, u32, Vec<u16>)>,
    /// The CMap that this one adds to (`usecmap`): Adobe-Korea1-UCS2 and its like.
    base: Option<Arc<CMap>>,
    /// /ToUnicode /Identity-H: the codes are UTF-16 already.
    identity: bool,
    /// Whether some of it could not be read.
    pub damaged: bool,
}

#[derive(PartialEq, Clone, Copy)]
enum Section {
    None,
    Chars,
    Ranges,
}

impl ToUnicode {
    /// Reads the font's entry.
    pub fn read(file: &File<'_>, font: &Dict) -> Self {
        match file.get(font, b"ToUnicode") {
            Obj::Stream(stream) => {
                let decoded = file.decode_within(&stream, MAX_CMAP);
                Self { damaged: decoded.fate != Fate::Whole, ..Self::parse(&decoded.bytes) }
            }
            Obj::Name(name) => Self { identity: name.starts_with(b"Identity"), ..Self::default() },
            _ => Self::default(),
        }
    }

    fn parse(data: &[u8]) -> Self {
        let (mut map, mut section) = (Self::default(), Section::None);
        let mut lexer = Lexer::new(data);
        let (mut waiting, mut named): (Vec<Obj>, Option<Vec<u8>>) = (Vec::new(), None);
        while let Some(item) = lexer.item() {
            match item {
                Item::Operator(b"usecmap") => map.base = named.as_deref().and_then(collection::predefined),
                Item::Operator(word) => {
                    section = match word {
                        b"beginbfchar" => Section::Chars,
                        b"beginbfrange" => Section::Ranges,
                        _ => Section::None,
                    };
                    waiting.clear();
                }
                Item::Operand(value) if section != Section::None => {
                    waiting.push(value);
                    map.take(section, &mut waiting);
                }
                Item::Operand(value) => named = value.name().map(<[u8]>::to_vec),
            }
        }
        map.ranges.sort_by_key(|(first, ..)| *first);
        map
    }

    fn take(&mut self, section: Section, waiting: &mut Vec<Obj>) {
        match (section, waiting.as_slice()) {
            (Section::Chars, [code, text]) => {
                if let (Some(code), Some(units)) = (number(code), units(text)) {
                    self.single.insert(code, decode(&units).into());
                }
            }
            (Section::Ranges, [first, last, text]) => {
                if let (Some(first), Some(last)) = (number(first), number(last)) {
                    self.range(first, last.min(first.saturating_add(MAX_RANGE)), text);
                }
            }
            _ => return,
        }
        waiting.clear();
    }

    fn range(&mut self, first: u32, last: u32, text: &Obj) {
        match text {
            Obj::Array(texts) => {
                for (code, text) in (first..=last).zip(texts.iter()) {
                    if let Some(units) = units(text) {
                        self.single.insert(code, decode(&units).into());
                    }
                }
            }
            _ => self.ranges.extend(units(text).map(|units| (first, last, units))),
        }
    }

    /// The code's text, tidied; nothing where it is missing or says nothing.
    pub fn get(&self, code: u32) -> Option<String> {
        let text = match self.single.get(&code) {
            Some(text) => text.to_string(),
            None => self.in_ranges(code).or_else(|| self.in_base(code))?,
        };
        let text = tidy::tidy(&text);
        (!text.is_empty()).then_some(text)
    }

    /// The codes that are named one by one or begin a range, in order, with their texts.
    pub fn listed(&self) -> impl Iterator<Item = (u32, String)> {
        // Sorted: the map's own order must not show.
        let mut codes: Vec<u32> = self.single.keys().copied().chain(self.ranges.iter().map(|range| range.0)).collect();
        codes.sort_unstable();
        codes.into_iter().filter_map(|code| Some((code, self.get(code)?)))
    }

    fn in_ranges(&self, code: u32) -> Option<String> {
        let after = self.ranges.partition_point(|(first, ..)| *first <= code);
        // Ranges may overlap; the nearest ones are looked at.
        let near = self.ranges.get(after.saturating_sub(4)..after)?;
        let (first, _, units) = near.iter().rev().find(|(_, last, _)| code <= *last)?;
        let mut units = units.clone();
        // The last unit counts up (table of 9.10.3); past a surrogate's end it makes no sense.
        let last = units.last_mut()?;
        *last = last.checked_add(u16::try_from(code - first).ok()?)?;
        Some(decode(&units))
    }

    fn in_base(&self, code: u32) -> Option<String> {
        match self.base.as_ref()?.lookup_bf_string(code)? {
            BfString::Char(c) => Some(c.to_string()),
            BfString::String(text) => Some(text),
        }
    }

    /// The code as a character, where the font says that its codes are Unicode.
    pub fn identity(&self, code: u32) -> Option<String> {
        char::from_u32(code).filter(|c| self.identity && !c.is_control()).map(String::from)
    }
}

fn number(obj: &Obj) -> Option<u32> {
    match obj {
        Obj::Str(bytes) if !bytes.is_empty() => {
            let tail = bytes.get(bytes.len().saturating_sub(4)..)?;
            Some(tail.iter().fold(0, |code, byte| code << 8 | u32::from(*byte)))
        }
        Obj::Int(code) => u32::try_from(*code).ok(),
        _ => None,
    }
}

/// UTF-16 units; a single byte is one unit, numbers occur where strings should stand.
fn units(obj: &Obj) -> Option<Vec<u16>> {
    match obj {
        Obj::Str(bytes) if bytes.len() == 1 => Some(vec![u16::from(bytes[0])]),
        Obj::Str(bytes) if bytes.len() <= MAX_TEXT => {
            Some(bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect())
        }
        Obj::Int(code) => u16::try_from(*code).ok().map(|unit| vec![unit]),
        Obj::Name(name) => super::names::text(&String::from_utf8_lossy(name)).map(|text| text.encode_utf16().collect()),
        _ => None,
    }
}

fn decode(units: &[u16]) -> String {
    char::decode_utf16(units.iter().copied()).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chars_ranges_and_lists() {
        let map = ToUnicode::parse(
            b"1 beginbfchar <01> <65e5672c> endbfchar 2 beginbfrange <0010> <0012> <3042> \
              <20> <21> [<0041> <d842dfb7>] endbfrange",
        );
        let get = |code| map.get(code).unwrap_or_default();
        assert_eq!((get(1), get(0x11), get(0x21), get(0x13)), ("日本".into(), "ぃ".into(), "𠮷".into(), String::new()));
    }

    #[test]
    fn half_a_map_is_better_than_none() {
        let map = ToUnicode::parse(b"begincmap ) beginbfchar <01> <0041> <02> <00");
        assert_eq!(map.get(1).as_deref(), Some("A"));
    }
}
