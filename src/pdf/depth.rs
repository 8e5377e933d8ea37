//! Nesting that only an attack has, found before a library that recurses meets it.
//!
//! lopdf limits its depth; hayro-syntax goes down with each opening, until the stack is at its end.

use super::filter;

/// Arrays and dictionaries nested deeper than this occur in no honest file.
const MAX_OPEN: usize = 400;
/// So much of an object stream is looked at; a library that is to hold all of it holds no more.
const MAX_STREAM: usize = 64 << 20;
/// How far back from `stream` its dictionary is looked for.
const DICT_WITHIN: usize = 400;

/// Whether objects are nested too deeply, in the file or in one of its object streams (ISO 32000-2, 7.5.7).
pub fn too_deep(bytes: &[u8]) -> bool {
    let (mut left, mut before) = (bytes, 0);
    loop {
        let Some(at) = find(left, b"stream") else { return nested(left) };
        if nested(&left[..at]) {
            return true;
        }
        let dict = &bytes[(before + at).saturating_sub(DICT_WITHIN)..before + at];
        let data = &left[at + 6..];
        let end = find(data, b"endstream").unwrap_or(data.len());
        if find(dict, b"/ObjStm").is_some() && nested(&filter::inflated(&data[..end], MAX_STREAM)) {
            return true;
        }
        let skipped = at + 6 + (end + 9).min(data.len());
        before += skipped;
        left = &left[skipped..];
    }
}

/// Whether more than [`MAX_OPEN`] arrays and dictionaries are open at once. Strings are not told from the rest:
/// an `endobj` closes everything, so what they leave open does not add up.
fn nested(bytes: &[u8]) -> bool {
    let mut open = 0usize;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'[' => open += 1,
            b'<' if bytes.get(at + 1) == Some(&b'<') => {
                open += 1;
                at += 1;
            }
            b']' => open = open.saturating_sub(1),
            b'>' if bytes.get(at + 1) == Some(&b'>') => {
                open = open.saturating_sub(1);
                at += 1;
            }
            b'e' if bytes[at..].starts_with(b"endobj") => open = 0,
            _ => {}
        }
        if open > MAX_OPEN {
            return true;
        }
        at += 1;
    }
    false
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_is_nested() {
        assert!(too_deep("[/A ".repeat(1000).as_bytes()));
        assert!(!too_deep("1 0 obj [ (a[b) ] endobj ".repeat(1000).as_bytes()));
    }
}
