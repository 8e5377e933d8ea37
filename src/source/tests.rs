//! Opening, telling kinds apart, and decoding with the way back.

#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS};

use super::*;

mod properties;

const PARAGRAPH: &str = "①　青葉市の取組み：オンライン申請（令和3年4月～）\r\n\
    ﾊﾝｶｸｶﾅ と ㈱ｴﾇﾃｨ、28業務⇒189業務。\n\
    KPI 95.2％以上「電子決裁」を進めていきます。\n";

fn encoded(encoding: &'static Encoding, text: &str) -> Vec<u8> {
    let (bytes, used, lossy) = encoding.encode(text);
    assert!(!lossy && used == encoding);
    bytes.into_owned()
}

fn utf16(text: &str, big: bool, bom: bool) -> Vec<u8> {
    let mark = if bom { "\u{FEFF}" } else { "" };
    format!("{mark}{text}")
        .encode_utf16()
        .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
        .collect()
}

fn has_bom(bytes: &[u8]) -> bool {
    let marks: [&[u8]; 3] = [b"\xEF\xBB\xBF", b"\xFF\xFE", b"\xFE\xFF"];
    marks.iter().any(|mark| bytes.starts_with(mark))
}

/// ISO-2022-JP with half-width katakana (`ESC ( I`), an escape at every change.
fn iso_2022_jp(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut shift: &[u8] = b"\x1B(B";
    for c in text.chars() {
        let euc = encoded(EUC_JP, c.encode_utf8(&mut [0; 4]));
        let (escape, unit): (&[u8], Vec<u8>) = match euc[..] {
            [b] => (b"\x1B(B", vec![b]),
            [0x8E, b] => (b"\x1B(I", vec![b & 0x7F]),
            [a, b] => (b"\x1B$B", vec![a & 0x7F, b & 0x7F]),
            [_, a, b] => (b"\x1B$(D", vec![a & 0x7F, b & 0x7F]),
            _ => unreachable!(),
        };
        if escape != shift {
            bytes.extend_from_slice(escape);
            shift = escape;
        }
        bytes.extend(unit);
    }
    bytes.extend_from_slice(b"\x1B(B");
    bytes
}

/// The paragraph in every encoding, by its WHATWG name.
fn all_encodings(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("UTF-8", text.as_bytes().to_vec()),
        ("UTF-8", format!("\u{FEFF}{text}").into_bytes()),
        ("UTF-16LE", utf16(text, false, true)),
        ("UTF-16BE", utf16(text, true, true)),
        ("UTF-16LE", utf16(text, false, false)),
        ("UTF-16BE", utf16(text, true, false)),
        ("Shift_JIS", encoded(SHIFT_JIS, text)),
        ("EUC-JP", encoded(EUC_JP, text)),
        ("ISO-2022-JP", iso_2022_jp(text)),
    ]
}

/// The character that some bytes are, alone.
fn one_char(encoding: &str, bytes: &[u8], c: char) -> String {
    match encoding {
        "UTF-16LE" | "UTF-16BE" => {
            let units: Vec<u16> = bytes
                .chunks(2)
                .map(|pair| match encoding {
                    "UTF-16LE" => u16::from_le_bytes([pair[0], pair[1]]),
                    _ => u16::from_be_bytes([pair[0], pair[1]]),
                })
                .collect();
            String::from_utf16(&units).unwrap()
        }
        "ISO-2022-JP" => {
            let mut euc: Vec<u8> = bytes.to_vec();
            if !c.is_ascii() {
                euc.iter_mut().for_each(|b| *b |= 0x80);
                if euc.len() == 1 {
                    euc.insert(0, 0x8E);
                }
            }
            EUC_JP.decode_without_bom_handling(&euc).0.into_owned()
        }
        _ => {
            let table = Encoding::for_label(encoding.as_bytes()).unwrap();
            table.decode_without_bom_handling(bytes).0.into_owned()
        }
    }
}

#[test]
fn every_encoding_reads_the_same_and_knows_the_way_back() {
    for (encoding, bytes) in all_encodings(PARAGRAPH) {
        let decoded = decode(&bytes).unwrap();
        assert_eq!(decoded.encoding, encoding);
        assert_eq!(decoded.text, PARAGRAPH, "{encoding}");
        let mut end = 0;
        for (i, c) in decoded.text.char_indices() {
            let range = decoded.range_at(i);
            assert_eq!(range.start, decoded.byte_at(i));
            assert!(range.start >= end && range.start < range.end, "{encoding}");
            end = range.end;
            let unit = &bytes[range.start as usize..range.end as usize];
            assert_eq!(one_char(encoding, unit, c), c.to_string(), "{encoding}");
            for inside in i..i + c.len_utf8() {
                assert_eq!(decoded.range_at(inside), range, "{encoding}");
            }
        }
        assert_eq!(decoded.byte_at(decoded.text.len()) as usize, bytes.len());
        let one_by_one = decoded.text.char_indices().map(|(at, c)| (c, decoded.range_at(at)));
        assert!(decoded.characters().eq(one_by_one), "{encoding}");
        assert_eq!(decoded.byte_at(usize::MAX) as usize, bytes.len());
        assert_eq!(decoded.had_bom, has_bom(&bytes), "{encoding}");
    }
}

#[test]
fn a_span_covers_its_characters() {
    let text = "あいう漢字";
    let decoded = decode(&encoded(SHIFT_JIS, text)).unwrap();
    assert_eq!(decoded.span(3..9), 2..6);
    assert_eq!(decoded.span(0..text.len()), 0..10);
    assert_eq!(decoded.span(3..3), 2..2);
    assert_eq!(decoded.span(3..99), 2..10);
    assert_eq!(decoded.span(99..100), 10..10);
    let decoded = decode(b"\xEF\xBB\xBFab\xE3\x81\x82").unwrap();
    assert_eq!(decoded.span(0..2), 3..5);
    assert_eq!(decoded.span(2..5), 5..8);
}

#[test]
fn one_wrong_byte_is_refused_where_it_stands() {
    // Each byte is wrong in any position of its encoding.
    for (encoding, bytes) in all_encodings(PARAGRAPH) {
        let whole = decode(&bytes).unwrap();
        let place = whole.text.find("業務⇒").unwrap();
        let at = whole.byte_at(place) as usize;
        let mut spoiled = bytes.clone();
        match encoding {
            "UTF-16LE" if !whole.had_bom => continue,
            "UTF-16BE" if !whole.had_bom => continue,
            "UTF-16LE" => spoiled[at + 1] = 0xDC,
            "UTF-16BE" => spoiled[at] = 0xDC,
            _ => spoiled[at] = 0xFF,
        }
        let refusal = decode(&spoiled).unwrap_err();
        assert_eq!(refusal.code, "undecodable", "{encoding}");
        assert_eq!(refusal.offset, Some(at as u64), "{encoding}: {refusal}");
        assert_eq!(refusal.line, Some(2), "{encoding}");
        assert!(refusal.message.contains(encoding), "{encoding}: {refusal}");
        let hex = format!("found {:02X} {:02X}", spoiled[at], spoiled[at + 1]);
        assert!(refusal.message.contains(&hex), "{encoding}: {refusal}");
        assert!(refusal.hint.contains("iconv"), "{encoding}");
    }
}

/// Any byte of a long text, spoiled to any of some values, either still reads as the
/// same encoding or is refused close by; it never becomes another encoding's text.
#[test]
fn a_spoiled_byte_never_changes_the_encoding() {
    let text = PARAGRAPH.repeat(2);
    for (encoding, bytes) in all_encodings(&text) {
        if encoding.starts_with("UTF-16") && !has_bom(&bytes) {
            continue; // UTF-16 that has no mark
        }
        for at in 3..bytes.len() {
            for wrong in [0x01, 0x41, 0x80, 0xA0, 0xE3, 0xFD, 0xFF] {
                let mut spoiled = bytes.clone();
                spoiled[at] = wrong;
                match decode(&spoiled) {
                    Ok(decoded) => assert_eq!(decoded.encoding, encoding, "{at} {wrong:X}"),
                    Err(refusal) => {
                        assert_eq!(refusal.code, "undecodable");
                        assert!(
                            refusal.message.contains(&format!("read as {encoding} ")),
                            "{encoding} {at} {wrong:X}: {refusal}"
                        );
                        let offset = refusal.offset.unwrap() as usize;
                        // A damaged pair can put the rest of its run out of step.
                        let pairs = ["Shift_JIS", "EUC-JP", "ISO-2022-JP"].contains(&encoding);
                        assert!(pairs || offset <= at + 1, "{encoding} {at} {wrong:X}: {refusal}");
                    }
                }
            }
        }
    }
}

#[test]
fn short_texts_are_told_apart() {
    for text in ["取組", "実績", "一覧", "あ", "①㈱", "令和5年度", "東京都、大阪府", "オンライン", "青葉市　総務部"]
    {
        for (encoding, bytes) in all_encodings(text) {
            if encoding.starts_with("UTF-16") && !has_bom(&bytes) {
                continue;
            }
            let decoded = decode(&bytes).unwrap_or_else(|e| panic!("{encoding} {text}: {e}"));
            assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, text));
        }
    }
}

#[test]
fn half_width_katakana_alone_is_shift_jis() {
    for text in ["ﾄﾘｸﾐ ｲﾁﾗﾝ", "ﾄﾘｸﾐ 一覧", "ｱｵﾊﾞｼ,ﾐﾔｷﾞｹﾝ\nｹﾝｻｸ 検索ｼﾏｼﾀ\n"]
    {
        let decoded = decode(&encoded(SHIFT_JIS, text)).unwrap();
        assert_eq!((decoded.encoding, decoded.text.as_str()), ("Shift_JIS", text));
    }
}

#[test]
fn iso_2022_jp_with_many_escapes() {
    let bytes = b"\x1B$B<hAH\x1B(B\x1B$B$_\x1B(B A\x1B(J\\~\x1B(I\x36\x45\x1B$@\x30\x21\x1B(B\n";
    let decoded = decode(bytes).unwrap();
    assert_eq!(decoded.text, "取組み A¥‾ｶﾅ亜\n");
    assert_eq!(decoded.range_at("取組".len()), 13..15);
    assert_eq!(decoded.range_at(decoded.text.len() - 1).end as usize, bytes.len());
    // A terminal's "ESC ( B" makes no ISO-2022-JP of a text.
    assert_eq!(decode(b"plain\x1B(B text").unwrap().encoding, "UTF-8");
    assert_eq!(decode("取組\x1B(B".as_bytes()).unwrap().encoding, "UTF-8");
}

#[test]
fn other_languages_are_refused() {
    let refusal = decode(b"caf\xE9 cr\xE8me, na\xEFve r\xE9sum\xE9 d\xE9j\xE0 vu").unwrap_err();
    assert_eq!((refusal.code, refusal.offset), ("undecodable", Some(3)));
}

#[test]
fn truncated_utf8_is_refused_at_the_cut() {
    for text in [PARAGRAPH, "取組"] {
        for cut in [1, 2] {
            let text = text.trim_end().trim_end_matches('。');
            let last = text.char_indices().last().unwrap().0;
            let bytes = &text.as_bytes()[..last + cut];
            let refusal = decode(bytes).unwrap_err();
            assert_eq!(refusal.code, "undecodable");
            assert_eq!(refusal.offset, Some(last as u64), "{text} {cut}: {refusal}");
        }
    }
}

#[test]
fn damaged_utf16_is_refused() {
    let lone = |units: &[u16]| -> Vec<u8> {
        let mut bytes = b"\xFF\xFE".to_vec();
        bytes.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
        bytes
    };
    for units in [&[0x3042, 0xD842, 0x3044][..], &[0x3042, 0xDFB7], &[0x3042, 0xD842]] {
        let refusal = decode(&lone(units)).unwrap_err();
        assert_eq!((refusal.code, refusal.offset), ("undecodable", Some(4)));
    }
    assert_eq!(decode(&lone(&[0xD842, 0xDFB7])).unwrap().text, "𠮷");
    let mut odd = utf16("取組\n", true, true);
    odd.push(0x30);
    let refusal = decode(&odd).unwrap_err();
    assert_eq!((refusal.offset, refusal.line), (Some(8), Some(2)));
}

#[test]
fn empty_is_refused() {
    let blanks: [&[u8]; 7] =
        [b"", b" \r\n\t", b"\xEF\xBB\xBF", b"\xEF\xBB\xBF\n", b"\xFF\xFE", "　\n".as_bytes(), b"\x81\x40\x81\x40\r\n"];
    for blank in blanks {
        assert_eq!(decode(blank).unwrap_err().code, "empty", "{blank:?}");
    }
}

#[test]
fn kinds_are_told_by_bytes() {
    let zip = "a ZIP or Office file";
    let mut late = b"\n".repeat(900);
    late.extend_from_slice(b"%PDF-1.7");
    assert_eq!(Kind::of(b"%PDF-1.4\n"), Kind::Pdf);
    assert_eq!(Kind::of(&late), Kind::Pdf);
    late.splice(..0, b"\n".repeat(200));
    assert_eq!(Kind::of(&late), Kind::Text);
    assert_eq!(Kind::of(b"PK\x03\x04\x14\0"), Kind::Unknown(zip));
    assert_eq!(Kind::of(b"\x89PNG\r\n\x1A\n\0\0"), Kind::Unknown("an image"));
    assert_eq!(Kind::of(b"\xFF\xD8\xFF\xE0"), Kind::Unknown("an image"));
    assert_eq!(Kind::of(b"\x7FELF\x02\x01\x01\0"), Kind::Unknown("a program"));
    assert_eq!(Kind::of(b"MZ\x90\0\x03\0\0\0"), Kind::Unknown("a program"));
    assert_eq!(Kind::of(b"BM is text"), Kind::Text);
    assert_eq!(Kind::of(b"\0\x01\x02\x03abc"), Kind::Unknown("a binary file"));
    assert_eq!(Kind::of(b""), Kind::Unknown("an empty file"));
    for (encoding, bytes) in all_encodings(PARAGRAPH) {
        assert_eq!(Kind::of(&bytes), Kind::Text, "{encoding}");
    }
    // Noise from a linear congruential generator.
    let mut x = 1u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        x = x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (x >> 24) as u8
    })
    .take(4096)
    .collect();
    assert_eq!(Kind::of(&noise), Kind::Unknown("a binary file"));
    assert_eq!(decode(&noise).unwrap_err().code, "not_text");
    assert_eq!(decode(b"%PDF-1.4\n").unwrap_err().code, "not_text");
}

#[test]
fn a_stray_nul_in_a_long_text_is_text() {
    let text = format!("{}\0{}", PARAGRAPH.repeat(3), "ab".repeat(60));
    assert_eq!(decode(text.as_bytes()).unwrap().text, text);
}

#[test]
fn files_are_opened_within_limits() {
    let dir = tempfile::tempdir().unwrap();
    let at = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    };
    let limits = Limits { max_bytes: 10, max_pdf_bytes: 20 };
    let code = |path: &Path| Source::open(path, &limits).map_err(|refusal| refusal.code);

    let source = Source::open(&at("取組.txt", b"abc"), &limits).unwrap();
    assert_eq!((source.name.as_str(), &source.bytes[..]), ("取組.txt", &b"abc"[..]));
    assert_eq!(source.kind(), Kind::Text);
    assert_eq!(source.sha256(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert!(code(&at("ten", b"0123456789")).is_ok());
    assert_eq!(code(&at("eleven", b"0123456789a")), Err("too_large"));
    assert!(code(&at("pdf", b"%PDF-1.7 0123456789")).is_ok());
    assert_eq!(code(&at("big.pdf", b"%PDF-1.7 0123456789ab")), Err("too_large"));
    assert_eq!(code(&at("empty", b"")), Err("empty"));
    assert_eq!(code(&dir.path().join("none")), Err("unreadable"));
    assert_eq!(code(dir.path()), Err("unreadable"));

    // A sparse file far over the limit is refused without being read.
    let path = dir.path().join("sparse");
    fs::File::create(&path).unwrap().set_len(1 << 40).unwrap();
    let refusal = Source::open(&path, &Limits::default()).unwrap_err();
    assert_eq!(refusal.code, "too_large");
    assert!(refusal.to_string().contains("1099511627776 bytes"));
}
