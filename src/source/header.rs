//! The header of a PDF (ISO 32000-2, 7.5.2): `%PDF-1.7` and its misspellings.

/// Where a header stands, of a file that may have other bytes before it.
///
/// Annex I of ISO 32000-1 looks for it in the first 1024 bytes; mail gateways and web servers put more before it. Further
/// back it counts only where an object follows, for a text may quote one.
pub fn place(bytes: &[u8]) -> Option<usize> {
    const NEAR: usize = 1024;
    const FAR: usize = 8192;
    let is_header = |at: usize| {
        let spelled = bytes.get(at..).and_then(|rest| rest.strip_prefix(b"%PDF")).unwrap_or_default();
        match spelled {
            [b'-', digit, ..] | [digit, b'.', ..] if digit.is_ascii_digit() => true,
            [b'-', ..] | [b'\r' | b'\n', ..] => has_object(&bytes[at..]),
            _ => false,
        }
    };
    let found = (0..bytes.len().min(FAR)).find(|at| bytes[*at] == b'%' && is_header(*at))?;
    (found < NEAR || has_object(&bytes[found..])).then_some(found)
}

/// Whether an object begins here or further back (7.3.10).
fn has_object(bytes: &[u8]) -> bool {
    bytes
        .windows(6)
        .any(|window| matches!(window, [b'0'..=b'9', b' ', b'o', b'b', b'j', after] if !after.is_ascii_alphanumeric()))
}

/// Whether the bytes are a PDF: by its header, or by its objects where the header is lost.
pub fn is_pdf(bytes: &[u8]) -> bool {
    const NEAR: usize = 1024;
    let has = |word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
    let headless = || has_object(bytes.get(..NEAR).unwrap_or(bytes)) && has(b"endobj") && has(b"/Catalog");
    place(bytes).is_some() || headless()
}

/// The file with `%PDF-` where the header lacks its hyphen, which no library reads; nothing where it has it.
pub fn mended(bytes: &[u8]) -> Option<Vec<u8>> {
    let hyphen = place(bytes)? + b"%PDF".len();
    bytes.get(hyphen).filter(|byte| byte.is_ascii_digit())?;
    let mut mended = bytes.to_vec();
    mended[hyphen] = b'-';
    Some(mended)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_found_as_they_are_written() {
        let behind = |length: usize, text: &str| [&vec![b' '; length][..], text.as_bytes()].concat();
        assert_eq!(place(b"%PDF-1.7\n"), Some(0));
        assert_eq!(place(b"%PDF1.4\n1 0 obj\n"), Some(0));
        assert_eq!(place(b"%PDF-\n1 0 obj\n"), Some(0));
        assert_eq!(place(&behind(500, "%PDF-1.7")), Some(500));
        assert_eq!(place(&behind(5000, "%PDF-1.7\n1 0 obj <<")), Some(5000));
        assert_eq!(place(&behind(5000, "%PDF-1.7 is a version")), None);
        assert_eq!(place(&behind(50_000, "%PDF-1.7\n1 0 obj <<")), None);
        assert_eq!(place("PDF化した資料は80%PDFで、20%が紙".as_bytes()), None);
    }

    #[test]
    fn objects_without_a_header_are_a_pdf() {
        assert!(is_pdf(b"%\xe2\xe3\n1 0 obj\n<</Type/Catalog>>\nendobj\n"));
        assert!(!is_pdf("PDFは 1 0 obj で始まり endobj で終わる".as_bytes()));
        assert!(!is_pdf(b"%PDX"));
    }

    #[test]
    fn a_header_without_its_hyphen_is_mended() {
        assert_eq!(mended(b"%PDF1.4\nrest").as_deref(), Some(&b"%PDF-.4\nrest"[..]));
        assert_eq!(mended(b"%PDF-1.4\nrest"), None);
    }
}
