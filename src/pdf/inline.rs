//! Inline images (ISO 32000-2, 8.9.7): passed over without taking their data for operators.

use super::lexer::{Item, Lexer, is_blank};
use super::object::Obj;
use super::xobject::Painted;

/// Bytes after a supposed `EI` that must look like content.
const LOOK_AHEAD: usize = 24;

/// Passes over an inline image whose `BI` has been read; tells what it paints.
pub fn skip(lexer: &mut Lexer<'_>) -> Painted {
    let mut entries: Vec<Obj> = Vec::new();
    loop {
        match lexer.item() {
            Some(Item::Operand(value)) => entries.push(value),
            Some(Item::Operator(b"ID")) | None => break,
            Some(Item::Operator(b"EI")) => return Painted::Parts,
            Some(Item::Operator(_)) => {}
        }
    }
    let find = |short: &[u8], long: &[u8]| {
        entries
            .chunks_exact(2)
            .find(|pair| matches!(pair[0].name(), Some(key) if key == short || key == long))
            .map(|p| &p[1])
    };
    let size = |short, long| find(short, long).and_then(Obj::int).unwrap_or(0).clamp(0, 1 << 16) as usize;
    let (width, height) = (size(b"W", b"Width"), size(b"H", b"Height"));
    let mask = matches!(find(b"IM", b"ImageMask"), Some(Obj::Bool(true)));
    // One blank after ID belongs to the operator.
    lexer.skip(1);
    let known = (find(b"F", b"Filter").is_none()).then(|| {
        let bits = if mask { 1 } else { size(b"BPC", b"BitsPerComponent").max(1) };
        let colours = match find(b"CS", b"ColorSpace").and_then(Obj::name) {
            Some(b"RGB" | b"DeviceRGB") => 3,
            Some(b"CMYK" | b"DeviceCMYK") => 4,
            _ => 1,
        };
        (width * bits * colours).div_ceil(8) * height
    });
    let rest = lexer.rest();
    let from = known.filter(|length| *length <= rest.len()).unwrap_or(0);
    lexer.skip(from + end(rest.get(from..).unwrap_or_default()));
    Painted::of(mask, width == 1 && height == 1, true)
}

/// How far the data reaches, its `EI` included.
fn end(data: &[u8]) -> usize {
    let mut at = 0;
    while let Some(found) = data.get(at..).and_then(|rest| rest.windows(2).position(|two| two == b"EI")) {
        let start = at + found;
        let after = data.get(start + 2..).unwrap_or_default();
        let before = start == 0 || data.get(start - 1).is_some_and(|b| is_blank(*b));
        if before && after.first().is_none_or(|b| is_blank(*b)) && is_content(after) {
            return start + 2;
        }
        at = start + 2;
    }
    data.len()
}

/// Whether bytes look like content rather than like a picture's data.
fn is_content(after: &[u8]) -> bool {
    after.iter().take(LOOK_AHEAD).all(|b| is_blank(*b) && *b != 0 || (0x20..0x7f).contains(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn next_after(data: &[u8]) -> Vec<u8> {
        let mut lexer = Lexer::new(data);
        skip(&mut lexer);
        match lexer.item() {
            Some(Item::Operator(word)) => word.to_vec(),
            other => format!("{other:?}").into_bytes(),
        }
    }

    #[test]
    fn data_that_looks_like_its_end() {
        assert_eq!(next_after(b"/W 4 /H 1 /BPC 8 /CS /G ID  EI \nEI Q"), b"Q");
        assert_eq!(next_after(b"/W 4 /H 1 /F /Fl ID \x80 EI \x81\x82\x83\nEI\nQ"), b"Q");
    }
}
