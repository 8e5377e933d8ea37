//! How many bytes a code takes (ISO 32000-2, 9.7.6.2): the codespace of a CMap.

use crate::pdf::lexer::{Item, Lexer};
use crate::pdf::object::Obj;

/// Ranges of codes of one length.
#[derive(Debug, Clone)]
pub struct Codespace(Vec<Range>);

#[derive(Debug, Clone)]
struct Range {
    low: Vec<u8>,
    high: Vec<u8>,
}

impl Codespace {
    /// Two bytes, whatever they are.
    pub fn two() -> Self {
        Self::of(&[(&[0, 0], &[0xff, 0xff])])
    }

    /// The codespace of a predefined CMap (9.7.5.2), by the family of its name.
    pub fn predefined(name: &str) -> Self {
        let has = |part: &str| name.contains(part);
        if has("UTF16") {
            Self::of(&[
                (&[0xd8, 0, 0xdc, 0], &[0xdb, 0xff, 0xdf, 0xff]),
                (&[0, 0], &[0xd7, 0xff]),
                (&[0xe0, 0], &[0xff, 0xff]),
            ])
        } else if has("UTF32") {
            Self::of(&[(&[0; 4], &[0, 0x10, 0xff, 0xff])])
        } else if has("UTF8") {
            Self::of(&[
                (&[0], &[0x7f]),
                (&[0xc0, 0x80], &[0xdf, 0xbf]),
                (&[0xe0, 0x80, 0x80], &[0xef, 0xbf, 0xbf]),
                (&[0xf0, 0x80, 0x80, 0x80], &[0xf7, 0xbf, 0xbf, 0xbf]),
            ])
        } else if has("RKSJ") {
            // FD to FF are codes of the Macintosh only; elsewhere no code begins so, and a byte is one.
            Self::of(&[
                (&[0], &[0x80]),
                (&[0xa0], &[0xdf]),
                (&[0xfd], &[0xff]),
                (&[0x81, 0x40], &[0x9f, 0xfc]),
                (&[0xe0, 0x40], &[0xfc, 0xfc]),
            ])
        } else if has("GBK2K") {
            Self::of(&[
                (&[0], &[0x80]),
                (&[0x81, 0x30, 0x81, 0x30], &[0xfe, 0x39, 0xfe, 0x39]),
                (&[0x81, 0x40], &[0xfe, 0xfe]),
            ])
        } else if has("CNS-EUC") {
            Self::of(&[
                (&[0], &[0x80]),
                (&[0x8e, 0xa1, 0xa1, 0xa1], &[0x8e, 0xa7, 0xfe, 0xfe]),
                (&[0xa1, 0xa1], &[0xfe, 0xfe]),
            ])
        } else if matches!(name, "EUC-H" | "EUC-V") {
            Self::of(&[(&[0], &[0x80]), (&[0x8e, 0xa0], &[0x8e, 0xdf]), (&[0xa1, 0xa1], &[0xfe, 0xfe])])
        } else if has("EUC") || has("UHC") || has("B5") || has("GBK") {
            Self::of(&[(&[0], &[0x80]), (&[0x81, 0x40], &[0xfe, 0xfe]), (&[0xff], &[0xff])])
        } else {
            Self::two() // Identity, UCS2, H, V
        }
    }

    /// The codespace that an embedded CMap declares; its own ranges and no others.
    pub fn embedded(data: &[u8]) -> Option<Self> {
        let (mut lexer, mut ranges, mut inside) = (Lexer::new(data), Vec::new(), false);
        let mut low: Option<Vec<u8>> = None;
        while let Some(item) = lexer.item() {
            match item {
                Item::Operator(b"begincodespacerange") => inside = true,
                Item::Operator(b"endcodespacerange") => inside = false,
                Item::Operand(Obj::Str(bytes)) if inside => match low.take() {
                    None => low = Some(bytes.to_vec()),
                    Some(low) if low.len() == bytes.len() && (1..=4).contains(&low.len()) => {
                        ranges.push(Range { low, high: bytes.to_vec() });
                    }
                    Some(_) => {}
                },
                _ => {}
            }
        }
        (!ranges.is_empty()).then_some(Self(ranges))
    }

    fn of(ranges: &[(&[u8], &[u8])]) -> Self {
        Self(ranges.iter().map(|(low, high)| Range { low: low.to_vec(), high: high.to_vec() }).collect())
    }

    /// The code at the beginning of the bytes and its length.
    pub fn next(&self, bytes: &[u8]) -> (u32, usize) {
        let found = self.0.iter().find(|range| range.matches(bytes)).map(|range| range.low.len());
        // No range fits: as many bytes as the shortest range that the first byte begins, or the shortest of all (9.7.6.3).
        let begun = || self.0.iter().filter(|range| range.begins(bytes)).map(|range| range.low.len()).min();
        let shortest = || self.0.iter().map(|range| range.low.len()).min();
        let length = found.or_else(begun).or_else(shortest).unwrap_or(1).clamp(1, bytes.len().max(1));
        let code = bytes.iter().take(length).fold(0, |code, byte| code << 8 | u32::from(*byte));
        (code, length)
    }
}

impl Range {
    fn matches(&self, bytes: &[u8]) -> bool {
        bytes.len() >= self.low.len()
            && self.low.iter().zip(&self.high).zip(bytes).all(|((l, h), b)| (l..=h).contains(&b))
    }

    fn begins(&self, bytes: &[u8]) -> bool {
        matches!((self.low.first(), self.high.first(), bytes.first()), (Some(l), Some(h), Some(b)) if (l..=h).contains(&b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths() {
        let shift_jis = Codespace::predefined("90ms-RKSJ-H");
        assert_eq!(shift_jis.next(b"A\x82"), (0x41, 1));
        assert_eq!(shift_jis.next(&[0x82, 0xa0, 0x41]), (0x82a0, 2));
        assert_eq!(shift_jis.next(&[0xb1, 0x41]), (0xb1, 1));
        assert_eq!(shift_jis.next(&[0xfb, 0xfc]), (0xfbfc, 2), "髙, an IBM extension");
        assert_eq!(Codespace::predefined("UniJIS-UTF16-H").next(&[0xd8, 0x40, 0xdc, 0x0b]).1, 4);
        let own = Codespace::embedded(b"1 begincodespacerange <00> <ff> endcodespacerange").unwrap();
        assert_eq!(own.next(&[1, 2]), (1, 1));
    }
}
