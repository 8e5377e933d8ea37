//! What holds for any bytes and any text.

use proptest::prelude::*;

use super::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn decoding_never_panics_and_offsets_stay_in_order(
        mut bytes in prop::collection::vec(prop_oneof![
            3 => any::<u8>(),
            3 => 0x20u8..0x7F,
            2 => prop::sample::select(b"\x1B$B(IJD\n\r\x82\xA0\xA4\xE3\x81\xFE\xFF\x8E\x8F".to_vec()),
        ], 0..200),
        head in prop::sample::select(vec![
            &b""[..], b"\xFF\xFE", b"\xFE\xFF", b"\xEF\xBB\xBF", b"\x1B$B",
        ]),
    ) {
        bytes.splice(..0, head.iter().copied());
        match decode(&bytes) {
            Ok(decoded) => {
                let mut end = 0;
                for (i, _) in decoded.text.char_indices() {
                    let range = decoded.range_at(i);
                    prop_assert!(end <= range.start && range.start < range.end);
                    end = range.end;
                }
                prop_assert!(end as usize <= bytes.len());
            }
            Err(refusal) => {
                prop_assert!(refusal.offset.is_none_or(|at| at < bytes.len() as u64));
                prop_assert!(!refusal.message.is_empty() && !refusal.hint.is_empty());
            }
        }
    }

    #[test]
    fn japanese_text_comes_back_from_every_encoding(
        text in "[ぁ-んァ-ヴー一-丗亜-暦、。（）０-９ -~\n]{1,80}[のをに]"
    ) {
        let text: String = text
            .chars()
            .filter(|c| !EUC_JP.encode(c.encode_utf8(&mut [0; 4])).2)
            .collect();
        for bytes in [text.as_bytes().to_vec(), utf16(&text, true, true), iso_2022_jp(&text)] {
            prop_assert_eq!(&decode(&bytes).unwrap().text, &text);
        }
    }

    #[test]
    fn everyday_text_is_told_apart(
        text in "[ぁ-んァ-ンー取組令和年度目標実績市民電子申請業務、。（）０-９0-9 \n]{4,80}[のをに]"
    ) {
        for (encoding, bytes) in all_encodings(&text) {
            if encoding.starts_with("UTF-16") && !has_bom(&bytes) {
                continue;
            }
            let decoded = decode(&bytes).unwrap();
            prop_assert_eq!((decoded.encoding, &decoded.text), (
                if text.is_ascii() { "UTF-8" } else { encoding }, &text));
        }
    }
}
