//! Names, numbers and strings (ISO 32000-2, 7.3.3 to 7.3.5), as damaged as they come.

use std::sync::Arc;

use super::Lexer;
use crate::pdf::filter;
use crate::pdf::object::Obj;

impl Lexer<'_> {
    pub(super) fn name(&mut self) -> Arc<[u8]> {
        let raw = self.regular();
        if !raw.contains(&b'#') {
            return raw.into();
        }
        let mut name = Vec::with_capacity(raw.len());
        let mut at = 0;
        while let Some(&byte) = raw.get(at) {
            let digit = |offset| raw.get(at + offset).and_then(|b: &u8| char::from(*b).to_digit(16));
            match (byte, digit(1), digit(2)) {
                (b'#', Some(high), Some(low)) => {
                    name.push((high << 4 | low) as u8);
                    at += 3;
                }
                _ => {
                    name.push(byte);
                    at += 1;
                }
            }
        }
        name.into()
    }

    /// A number as writers make them: `--5`, `1.2.3` and `4-5` occur and end where they stop making sense.
    pub(super) fn number(&mut self) -> Obj {
        let rest = self.rest();
        let signs = rest.iter().take_while(|b| matches!(b, b'+' | b'-')).count();
        let negative = rest.first() == Some(&b'-');
        let (mut whole, mut scale, mut real, mut at) = (0f64, 1f64, false, signs);
        while let Some(&byte) = rest.get(at) {
            match byte {
                b'0'..=b'9' if real => {
                    scale /= 10.0;
                    whole += f64::from(byte - b'0') * scale;
                }
                b'0'..=b'9' => whole = whole * 10.0 + f64::from(byte - b'0'),
                b'.' if !real => real = true,
                _ => break,
            }
            at += 1;
        }
        self.at += at;
        // "1.2.3" and "4-5": the tail belongs to no other token.
        let tail = self.rest();
        self.at += tail.iter().take_while(|b| matches!(b, b'0'..=b'9' | b'.' | b'-')).count();
        let value = if negative { -whole } else { whole };
        if real || value.abs() > 1e15 { Obj::Real(value) } else { Obj::Int(value as i64) }
    }

    pub(super) fn hexadecimal(&mut self) -> Arc<[u8]> {
        let rest = self.rest();
        let length = rest.iter().position(|b| *b == b'>').unwrap_or(rest.len());
        self.skip(length + 1);
        self.bytes.clear();
        filter::hex_into(rest.get(..length).unwrap_or_default(), &mut self.bytes);
        self.bytes.as_slice().into()
    }

    /// A string in parentheses (7.3.4.2); balanced ones inside it belong to it.
    pub(super) fn literal(&mut self) -> Arc<[u8]> {
        self.bytes.clear();
        let mut depth = 1usize;
        while let Some(&byte) = self.data.get(self.at) {
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' => {
                    depth -= 1;
                    if depth == 0 {
                        break;
                    }
                }
                b'\\' => {
                    let escaped = self.escape();
                    self.bytes.extend(escaped);
                    continue;
                }
                _ => {}
            }
            self.bytes.push(byte);
        }
        self.bytes.as_slice().into()
    }

    fn escape(&mut self) -> Option<u8> {
        let byte = *self.data.get(self.at)?;
        self.at += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\r' => {
                self.at += usize::from(self.data.get(self.at) == Some(&b'\n'));
                None
            }
            b'\n' => None,
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.data.get(self.at) else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                Some(value as u8)
            }
            other => Some(other),
        }
    }
}
