//! From bytes to text: which encoding it is, and a refusal that says where it broke.
//!
//! The order of trust: a byte order mark; a clean reading as UTF-8; the escape
//! sequences of ISO-2022-JP; then Shift_JIS or EUC-JP, whichever reads without an
//! error, and the detector's choice where both do. Shift_JIS accepts nearly
//! everything, so a clean reading is not enough for it: a UTF-8 or EUC-JP file with
//! one byte spoiled is refused at that byte, not read as strings of rare ideographs.

use std::fmt::Write as _;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS};

use super::decoded::{Builder, Decoded};
use super::measure::Measure;
use super::steps::{self, Charset, Steps};
use super::{Kind, Refusal, is_invisible, line_ends};

/// Texts up to this length keep all offsets in 32 bits (a byte becomes at most
/// three).
const MAX_BYTES: usize = (u32::MAX / 3) as usize;

/// How many bytes, from the first that is not ASCII, the detector sees.
const DETECT: usize = 1 << 20;

/// Decodes a text file, whatever encoding Japanese texts come in: UTF-8 and UTF-16
/// with or without a byte order mark, Shift_JIS (with the extensions of CP932),
/// EUC-JP, ISO-2022-JP.
///
/// # Errors
/// `empty` for no bytes or white space only; `not_text` for a PDF or a binary file;
/// `undecodable` where the bytes break, with the offset of the first byte of the
/// character that does not decode, its line, and the bytes there; `too_large` over
/// 1.4 GB.
pub fn decode(bytes: &[u8]) -> Result<Decoded, Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::empty("the file has no byte"));
    }
    if bytes.len() > MAX_BYTES {
        let len = Some(bytes.len() as u64);
        return Err(Refusal::too_large("the text", len, MAX_BYTES as u64));
    }
    match Kind::of(bytes) {
        Kind::Text => {}
        Kind::Pdf => return Err(not_text("a PDF", "read it as a PDF")),
        Kind::Unknown(what) => {
            let hint = "save the document as text in UTF-8";
            return Err(not_text(what, hint));
        }
    }
    let decoded = detect(bytes)?;
    if decoded.text.chars().all(is_invisible) {
        return Err(Refusal::empty("the file holds no visible character"));
    }
    Ok(decoded)
}

fn not_text(what: &str, hint: &str) -> Refusal {
    Refusal {
        code: "not_text",
        message: format!("expected text, found {what}"),
        hint: hint.to_owned(),
        offset: None,
        line: None,
    }
}

fn detect(bytes: &[u8]) -> Result<Decoded, Refusal> {
    if bytes.starts_with(b"\xFF\xFE") {
        return read(bytes, 2, Charset::Utf16Le);
    }
    if bytes.starts_with(b"\xFE\xFF") {
        return read(bytes, 2, Charset::Utf16Be);
    }
    if let Some(charset) = steps::utf16_without_bom(bytes) {
        return read(bytes, 0, charset);
    }
    let marked = bytes.starts_with(b"\xEF\xBB\xBF");
    let body = if marked { &bytes[3..] } else { bytes };
    let escapes = !marked && steps::has_jis_escape(bytes);
    match std::str::from_utf8(body) {
        Ok(text) if !(escapes && text.is_ascii()) => {
            return Ok(Decoded::utf8(text.to_owned(), marked));
        }
        Err(_) if marked || (escapes && mostly_utf8(bytes)) => return Err(broken_utf8(bytes)),
        _ => {}
    }
    if escapes {
        return read(bytes, 0, Charset::Iso2022Jp);
    }
    shift_jis_or_euc(bytes)
}

/// Decides between the two encodings that only their contents tell apart.
fn shift_jis_or_euc(bytes: &[u8]) -> Result<Decoded, Refusal> {
    let sjis = Measure::of(bytes, Charset::ShiftJis);
    let euc = Measure::of(bytes, Charset::EucJp);
    let fits = |m: &Measure| m.errors == 0 && m.share(m.plain) >= 0.8;
    if !fits(&sjis) && !fits(&euc) && mostly_utf8(bytes) {
        return Err(broken_utf8(bytes));
    }
    let guess = guess(bytes);
    let better = if euc.share(euc.plain) > sjis.share(sjis.plain) { &euc } else { &sjis };
    let best = match (sjis.errors, euc.errors) {
        (0, 0) if sjis.half_width == sjis.high && euc.kana == 0 && euc.plain < euc.high => &sjis,
        (0, 0) if guess == SHIFT_JIS => &sjis,
        (0, 0) if guess == EUC_JP => &euc,
        (0, 0) => better,
        (0, _) if !euc.is_spoiled_and_better_than(&sjis) => &sjis,
        (_, 0) if !sjis.is_spoiled_and_better_than(&euc) => &euc,
        (0, _) => &euc,
        (_, 0) => &sjis,
        _ if better.share(better.plain) >= 0.3 => better,
        _ => {
            let utf8 = std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), |_| 0);
            if utf8 > sjis.first_error.max(euc.first_error) {
                return Err(broken_utf8(bytes));
            }
            if euc.first_error > sjis.first_error { &euc } else { &sjis }
        }
    };
    let japanese = best.share(best.plain + best.half_width);
    if best.errors == 0 && japanese < 0.5 && guess != SHIFT_JIS && guess != EUC_JP {
        return Err(not_japanese(bytes, guess.name()));
    }
    read(bytes, 0, best.charset)
}

/// What the detector takes the bytes for, knowing that they come from Japan.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let from = bytes.iter().position(|&b| b >= 0x80).unwrap_or(0);
    let to = bytes.len().min(from + DETECT);
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let _ = detector.feed(&bytes[from..to], to == bytes.len());
    detector.guess(Some(b"jp"), Utf8Detection::Deny)
}

/// Strictly reads all of `bytes` after the first `bom`.
fn read(bytes: &[u8], bom: usize, charset: Charset) -> Result<Decoded, Refusal> {
    let mut built = Builder::default();
    for step in Steps::new(bytes, bom, charset) {
        match step.char {
            Some(c) => built.push(c, step.at),
            None => return Err(broken(bytes, step.at.start, &built.text, charset.name())),
        }
    }
    Ok(built.finish(charset.name(), bom > 0, bytes.len()))
}

/// Whether there are at least as many well-formed characters of three bytes, as kana
/// and ideographs are in UTF-8, as places that are not UTF-8: then the file is UTF-8,
/// and damaged.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    let mut in_damage = false;
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| c.len_utf8() == 3).count();
        in_damage &= chunk.valid().is_empty();
        bad += usize::from(!in_damage && !chunk.invalid().is_empty());
        in_damage = true;
    }
    good > 0 && good >= bad
}

fn broken_utf8(bytes: &[u8]) -> Refusal {
    let at = std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), |_| bytes.len());
    broken(bytes, at, &String::from_utf8_lossy(&bytes[..at]), "UTF-8")
}

/// The refusal of bytes that read cleanly, but as gibberish.
fn not_japanese(bytes: &[u8], like: &str) -> Refusal {
    let at = bytes.iter().position(|&b| b >= 0x80).unwrap_or(0);
    let before = String::from_utf8_lossy(&bytes[..at]);
    Refusal {
        hint: format!("the file looks like {like}; convert the file to UTF-8, e.g. iconv -f {like} -t UTF-8"),
        ..broken(bytes, at, &before, "Japanese")
    }
}

/// The refusal of bytes that break at `at`, after `before` was read as `encoding`.
fn broken(bytes: &[u8], at: usize, before: &str, encoding: &str) -> Refusal {
    let line = u32::try_from(1 + line_ends(before).count()).unwrap_or(u32::MAX);
    let mut hex = String::new();
    for byte in bytes[at..].iter().take(4) {
        let _ = write!(hex, " {byte:02X}");
    }
    let from = match encoding {
        "Shift_JIS" => "CP932",
        other => other,
    };
    let hint = if encoding == "UTF-8" {
        "the file is damaged or cut short: get it again; if it is in another encoding, \
         convert the file to UTF-8, e.g. iconv -f CP932 -t UTF-8"
            .to_owned()
    } else {
        format!("convert the file to UTF-8, e.g. iconv -f {from} -t UTF-8, or get it again")
    };
    Refusal {
        code: "undecodable",
        message: format!(
            "expected text in UTF-8, UTF-16, Shift_JIS, EUC-JP or ISO-2022-JP; \
             read as {encoding} it breaks at byte {at} (line {line}), found{hex}"
        ),
        hint,
        offset: Some(at as u64),
        line: Some(line),
    }
}
