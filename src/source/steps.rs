//! One character after the other, each with the bytes it was read from, in the
//! encodings that are not UTF-8.

use std::ops::Range;

use encoding_rs::{Decoder, DecoderResult, EUC_JP, Encoding, SHIFT_JIS};

/// An encoding that is read character by character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Charset {
    Utf16Le,
    Utf16Be,
    ShiftJis,
    EucJp,
    Iso2022Jp,
}

impl Charset {
    /// The WHATWG name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::ShiftJis => "Shift_JIS",
            Self::EucJp => "EUC-JP",
            Self::Iso2022Jp => "ISO-2022-JP",
        }
    }
}

/// A character, or bytes that are none, and where they stand in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) at: Range<usize>,
    pub(super) char: Option<char>,
}

/// The character set that an ISO-2022-JP escape sequence has switched to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shift {
    Ascii,
    Roman,
    Katakana,
    Kanji,
    Supplement,
}

/// The escape sequences of ISO-2022-JP, with JIS X 0201 katakana and JIS X 0212.
const ESCAPES: &[(&[u8], Shift)] = &[
    (b"\x1B(B", Shift::Ascii),
    (b"\x1B(J", Shift::Roman),
    (b"\x1B(I", Shift::Katakana),
    (b"\x1B$@", Shift::Kanji),
    (b"\x1B$B", Shift::Kanji),
    (b"\x1B$(D", Shift::Supplement),
];

/// Whether the bytes hold an escape sequence that only ISO-2022-JP has.
/// (`ESC ( B` does not count: terminals print it too.)
pub(super) fn has_jis_escape(bytes: &[u8]) -> bool {
    bytes.iter().enumerate().any(|(i, &b)| {
        b == 0x1B && ESCAPES.iter().any(|(seq, shift)| *shift != Shift::Ascii && bytes[i..].starts_with(seq))
    })
}

/// An iterator over the characters of `bytes` from `at` on. After bytes that are no
/// character it goes on, so that a damaged file can be measured.
pub(super) struct Steps<'a> {
    bytes: &'a [u8],
    at: usize,
    charset: Charset,
    shift: Shift,
    decoder: Decoder,
}

impl<'a> Steps<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize, charset: Charset) -> Self {
        Self {
            bytes,
            at,
            charset,
            shift: Shift::Ascii,
            decoder: Self::table(charset).new_decoder_without_bom_handling(),
        }
    }

    /// Whose tables the two- and three-byte characters are looked up in.
    /// ISO-2022-JP has the same tables as EUC-JP, with the high bits off.
    fn table(charset: Charset) -> &'static Encoding {
        match charset {
            Charset::ShiftJis => SHIFT_JIS,
            _ => EUC_JP,
        }
    }

    /// The character that `unit` stands for, or none when it is not exactly one.
    fn look_up(&mut self, unit: &[u8]) -> Option<char> {
        let mut out = [0u8; 16];
        let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(unit, &mut out, false);
        let text = std::str::from_utf8(&out[..written]).ok()?;
        let mut chars = text.chars();
        match (result, chars.next(), chars.next()) {
            (DecoderResult::InputEmpty, Some(c), None) if read == unit.len() => Some(c),
            _ => {
                self.decoder = Self::table(self.charset).new_decoder_without_bom_handling();
                None
            }
        }
    }

    /// The bytes from `at`, `len` of them or what is left, and what they read as.
    fn step(&mut self, len: usize, char: Option<char>) -> Step {
        let end = (self.at + len).min(self.bytes.len());
        let at = self.at..end;
        self.at = end;
        Step { at, char }
    }

    fn shift_jis(&mut self, lead: u8) -> Step {
        match lead {
            0..=0x7F => self.step(1, Some(char::from(lead))),
            0xA1..=0xDF => self.step(1, half_width(lead)),
            0x81..=0x9F | 0xE0..=0xFC => self.multi_byte(2),
            _ => self.step(1, None),
        }
    }

    fn euc_jp(&mut self, lead: u8) -> Step {
        match lead {
            0..=0x7F => self.step(1, Some(char::from(lead))),
            0x8F => self.multi_byte(3),
            0x8E | 0xA1..=0xFE => self.multi_byte(2),
            _ => {
                // A byte spoiled in place: its partner goes with it, so that the
                // pairs after it stay in step.
                let pair = self.bytes.get(self.at + 1).is_some_and(|&b| b >= 0x80);
                self.step(if pair { 2 } else { 1 }, None)
            }
        }
    }

    /// A character of `len` bytes. Where it is none, the lead byte and what after it
    /// is not ASCII are passed over.
    fn multi_byte(&mut self, len: usize) -> Step {
        let bytes: &'a [u8] = self.bytes;
        let found = match bytes.get(self.at..self.at + len) {
            Some(unit) => self.look_up(unit),
            None => None,
        };
        if found.is_some() {
            return self.step(len, found);
        }
        let high = bytes[self.at + 1..].iter().take(len - 1).take_while(|&&b| b >= 0x80).count();
        self.step(1 + high, None)
    }

    fn iso_2022_jp(&mut self, byte: u8) -> Step {
        let kanji = matches!(self.shift, Shift::Kanji | Shift::Supplement);
        match (self.shift, byte) {
            (_, 0x0E | 0x0F | 0x1B | 0x80..) => self.step(1, None),
            (Shift::Roman, b'\\') => self.step(1, Some('¥')),
            (Shift::Roman, b'~') => self.step(1, Some('‾')),
            (Shift::Ascii | Shift::Roman, _) => self.step(1, Some(char::from(byte))),
            (Shift::Katakana, 0x21..=0x5F) => self.step(1, half_width(byte | 0x80)),
            (Shift::Katakana, 0..=0x20) => self.step(1, Some(char::from(byte))),
            (_, 0x21..=0x7E) if kanji => {
                let found = match self.bytes.get(self.at + 1) {
                    Some(&trail @ 0x21..=0x7E) => {
                        let unit = [0x8F, byte | 0x80, trail | 0x80];
                        let plain = usize::from(self.shift == Shift::Kanji);
                        self.look_up(&unit[plain..])
                    }
                    _ => None,
                };
                self.step(2, found)
            }
            _ => self.step(1, None),
        }
    }

    fn utf16(&mut self) -> Step {
        let Some(unit) = self.unit_at(self.at) else {
            return self.step(1, None); // half a code unit at the end
        };
        match unit {
            0xD800..=0xDBFF => match self.unit_at(self.at + 2) {
                Some(low @ 0xDC00..=0xDFFF) => {
                    let high = u32::from(unit) - 0xD800;
                    let code = 0x10000 + (high << 10) + (u32::from(low) - 0xDC00);
                    self.step(4, char::from_u32(code))
                }
                _ => self.step(2, None),
            },
            _ => self.step(2, char::from_u32(u32::from(unit))),
        }
    }

    fn unit_at(&self, at: usize) -> Option<u16> {
        let pair = [*self.bytes.get(at)?, *self.bytes.get(at + 1)?];
        Some(match self.charset {
            Charset::Utf16Be => u16::from_be_bytes(pair),
            _ => u16::from_le_bytes(pair),
        })
    }
}

impl Iterator for Steps<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        if self.charset == Charset::Iso2022Jp {
            let rest = |at: usize| self.bytes.get(at..).unwrap_or_default();
            while let Some((seq, shift)) = ESCAPES.iter().find(|(seq, _)| rest(self.at).starts_with(seq)) {
                self.shift = *shift;
                self.at += seq.len();
            }
        }
        let &byte = self.bytes.get(self.at)?;
        Some(match self.charset {
            Charset::Utf16Le | Charset::Utf16Be => self.utf16(),
            Charset::ShiftJis => self.shift_jis(byte),
            Charset::EucJp => self.euc_jp(byte),
            Charset::Iso2022Jp => self.iso_2022_jp(byte),
        })
    }
}

/// Half-width katakana: 0xA1 is `｡`.
fn half_width(byte: u8) -> Option<char> {
    char::from_u32(0xFF61 + u32::from(byte.checked_sub(0xA1)?))
}

/// The byte order of UTF-16 that has lost its mark: NULs (of digits and line ends)
/// nearly all on one side, and nearly all of it plain Japanese and ASCII.
pub(super) fn utf16_without_bom(bytes: &[u8]) -> Option<Charset> {
    let sample = &bytes[..bytes.len().min(64 << 10) & !1];
    let nul = |side: usize| sample.iter().skip(side).step_by(2).filter(|&&b| b == 0);
    // The other side has the few NULs of U+3000, the ideographic space, and U+4E00.
    let charset = match (nul(0).count(), nul(1).count()) {
        (low, high) if high > 0 && low * 4 <= high => Charset::Utf16Le,
        (high, low) if high > 0 && low * 4 <= high => Charset::Utf16Be,
        _ => return None,
    };
    let nuls = nul(0).count() + nul(1).count();
    if std::str::from_utf8(sample).is_ok() && nuls * 10 < sample.len() * 4 {
        return None; // UTF-8 with a few stray NULs
    }
    let (mut all, mut plain) = (0usize, 0usize);
    for step in Steps::new(sample, 0, charset) {
        all += 1;
        let ordinary = step.char.is_some_and(|c| {
            matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{2000}'..='\u{30FF}'
                | '\u{3200}'..='\u{33FF}' | '\u{4E00}'..='\u{9FFF}' | '\u{FF01}'..='\u{FF9F}')
        });
        plain += usize::from(ordinary);
    }
    (plain * 20 >= all * 19).then_some(charset)
}
