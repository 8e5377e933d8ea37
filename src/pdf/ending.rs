//! Whether a file ends where it should: a download that was broken off is named as one.

/// How far from the beginning the parameters of a linearized file stand (ISO 32000-2, annex F.3.2).
const PARAMETERS_WITHIN: usize = 1024;

/// What is told of a file that ends in the middle.
pub const MIDDLE: &str = "the file ends in the middle: download it again";
/// What is told of a file that is complete at its end, and yet lacks bytes: where nothing else is wrong, nothing is lost.
pub const SHORT: &str = "the file is shorter than it says: download it again";

/// What is wrong with the end of a file; nothing where it is as it should be.
///
/// - A linearized file says how long it is.
/// - Behind the last `startxref` no object begins; a file without any, and without `%%EOF`, has lost its end (7.5.5).
/// - What `startxref` points at lies in the file.
pub fn fault(bytes: &[u8]) -> Option<&'static str> {
    if linearized_length(bytes).is_some_and(|length| length > bytes.len() as u64) {
        return Some(MIDDLE);
    }
    let Some(last) = rfind(bytes, b"startxref") else {
        let ended = rfind(bytes.get(bytes.len().saturating_sub(1024)..)?, b"%%EOF").is_some();
        return find(bytes, b" obj").filter(|_| !ended).map(|_| MIDDLE);
    };
    let behind = &bytes[last + b"startxref".len()..];
    if find(behind, b" obj").is_some() {
        return Some(MIDDLE);
    }
    number(behind).filter(|offset| *offset > bytes.len() as u64).map(|_| SHORT)
}

/// /L of the linearization parameters.
fn linearized_length(bytes: &[u8]) -> Option<u64> {
    let head = bytes.get(..PARAMETERS_WITHIN).unwrap_or(bytes);
    let dict = &head[find(head, b"/Linearized")?..];
    let dict = &dict[..find(dict, b">>")?];
    let key = (0..dict.len())
        .find(|at| dict[*at..].starts_with(b"/L") && !dict.get(at + 2).is_some_and(u8::is_ascii_alphabetic))?;
    number(&dict[key + 2..])
}

/// The number at the beginning, behind white space.
fn number(bytes: &[u8]) -> Option<u64> {
    let digits = bytes.trim_ascii_start();
    let length = digits.iter().take_while(|b| b.is_ascii_digit()).count();
    std::str::from_utf8(digits.get(..length)?).ok()?.parse().ok()
}

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|window| window == word)
}

fn rfind(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|window| window == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_ends_too_early_is_told() {
        let whole = b"%PDF-1.7\n1 0 obj\n<</A 1>>\nendobj\nxref\n0 2\ntrailer\n<<>>\nstartxref\n33\n%%EOF\n";
        assert_eq!(fault(whole), None);
        for length in [20, 30, 50] {
            assert!(fault(&whole[..length]).is_some_and(|fault| fault.contains("ends in the middle")), "{length}");
        }
        assert_eq!(fault(&whole[..whole.len() - 4]), None, "the last mark alone is no loss");
        let updated = [&whole[..], b"2 0 obj\n<</B"].concat();
        assert!(fault(&updated).is_some(), "an update that was cut");
        let beyond = String::from_utf8_lossy(whole).replace("33", "3333");
        assert!(fault(beyond.as_bytes()).is_some_and(|fault| fault.contains("shorter")));
    }

    #[test]
    fn a_linearized_file_says_how_long_it_is() {
        let file = |length| format!("%PDF-1.7\n1 0 obj\n<</Linearized 1/L {length}/N 1>>\nendobj\nstartxref\n0\n%%EOF");
        assert!(fault(file(99_999).as_bytes()).is_some());
        assert_eq!(fault(file(30).as_bytes()), None, "longer is an update");
    }
}
