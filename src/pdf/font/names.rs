//! Glyph names to text (ISO 32000-2, 9.10.2; Adobe Glyph List Specification, 2).

/// The text of a glyph name, e.g. `A`, `uni65E5`, `f_i`, `one.oldstyle`.
pub fn text(name: &str) -> Option<String> {
    let base = name.split('.').next().filter(|base| !base.is_empty())?;
    if let Some(known) = pdf_encoding::glyphname_to_unicode(base) {
        return Some(known.to_owned());
    }
    let parts: Option<String> = base.split('_').map(component).collect();
    parts.filter(|text| !text.is_empty())
}

fn component(name: &str) -> Option<String> {
    if let Some(known) = pdf_encoding::glyphname_to_unicode(name) {
        return Some(known.to_owned());
    }
    let hex = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    if let Some(digits) = name.strip_prefix("uni").filter(|digits| digits.len() >= 4 && digits.len() % 4 == 0) {
        return digits.as_bytes().chunks(4).map(|four| hex(std::str::from_utf8(four).ok()?)).collect();
    }
    let digits = name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()))?;
    hex(digits).map(String::from)
}

/// The number in names that only count: `g12`, `cid:345`, `glyph7`, `C0045`.
pub fn number(name: &str) -> Option<u32> {
    let digits = name.trim_start_matches(|c: char| !c.is_ascii_digit());
    (digits.len() < name.len()).then(|| digits.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        assert_eq!(text("Aacute").as_deref(), Some("Á"));
        assert_eq!(text("uni65E5672C").as_deref(), Some("日本"));
        assert_eq!(text("u1F600").as_deref(), Some("😀"));
        assert_eq!(text("f_i").as_deref(), Some("fi"));
        assert_eq!(text("one.oldstyle").as_deref(), Some("1"));
        assert_eq!((text("g12"), text(".notdef"), number("g12")), (None, None, Some(12)));
    }
}
