//! Text strings (ISO 32000-2, 7.9.2.2): UTF-16 and UTF-8 by their marks, else PDFDocEncoding.

/// The text of a text string; language escapes are left out.
pub fn text(bytes: &[u8]) -> String {
    let text = match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        // Old Japanese writers put Shift_JIS or UTF-8 here, against the rules but recognisably.
        _ if bytes.is_ascii() => bytes.iter().map(|b| char::from(*b)).collect(),
        _ => undeclared(bytes),
    };
    text.split('\u{1b}').enumerate().filter_map(|(at, part)| (at % 2 == 0).then_some(part)).collect()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

fn undeclared(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return text.to_owned();
    }
    let (text, _, broken) = encoding_rs::SHIFT_JIS.decode(bytes);
    let japanese =
        text.chars().any(|c| ('\u{3041}'..='\u{30ff}').contains(&c) || ('\u{4e00}'..='\u{9fff}').contains(&c));
    if !broken && japanese {
        return text.into_owned();
    }
    bytes.iter().map(|b| doc_char(*b)).collect()
}

/// PDFDocEncoding (annex D.3) where it differs from Latin 1.
fn doc_char(byte: u8) -> char {
    const HIGH: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\u{fffd}€";
    match byte {
        0x80..=0xa0 => HIGH.chars().nth(usize::from(byte - 0x80)).unwrap_or(char::REPLACEMENT_CHARACTER),
        other => char::from(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings() {
        assert_eq!(text(&[0xfe, 0xff, 0x53, 0xd6, 0x7d, 0x44]), "取組");
        assert_eq!(text("\u{feff}取組".as_bytes()), "取組");
        assert_eq!(text(&[0x8e, 0xe6, 0x91, 0x67]), "取組");
        assert_eq!(text(&[b'a', 0x85, 0xe9]), "a—é".replace('—', "–"));
    }
}
