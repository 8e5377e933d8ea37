//! The filters that pack: Flate, LZW (ISO 32000-2, 7.4.4), run lengths (7.4.5).

use std::io::Read;

use super::{Decoded, Fate};

/// Unpacks Flate data; where it is corrupt, what came before is kept.
pub fn inflate(data: &[u8], most: usize) -> Decoded {
    // Some writers leave line ends between "stream" and the data.
    let start = data.iter().position(|b| !matches!(b, b'\r' | b'\n')).unwrap_or(0);
    let data = data.get(start..).unwrap_or_default();
    let found = drain(flate2::bufread::ZlibDecoder::new(data), most);
    if found.fate != Fate::Damaged || !found.bytes.is_empty() {
        return found;
    }
    // A broken header of two bytes, or none at all: the deflate data itself is often sound.
    let without = drain(flate2::bufread::DeflateDecoder::new(data.get(2..).unwrap_or_default()), most);
    let bare = drain(flate2::bufread::DeflateDecoder::new(data), most);
    let longer = if bare.bytes.len() > without.bytes.len() { bare } else { without };
    Decoded { fate: longer.fate.max(Fate::Damaged), ..longer }
}

fn drain(decoder: impl Read, most: usize) -> Decoded {
    let mut bytes = Vec::new();
    let sound = decoder.take(most as u64 + 1).read_to_end(&mut bytes).is_ok();
    Decoded::within(most, bytes, sound)
}

/// Unpacks LZW data; where it is corrupt or has no end, what came before is kept.
pub fn unlzw(data: &[u8], early: bool, most: usize) -> Decoded {
    use weezl::{BitOrder, LzwStatus, decode::Decoder};
    let mut decoder =
        if early { Decoder::with_tiff_size_switch(BitOrder::Msb, 8) } else { Decoder::new(BitOrder::Msb, 8) };
    let mut bytes = Vec::new();
    let mut left = data;
    let mut block = vec![0; 1 << 16];
    let mut sound = false;
    while bytes.len() <= most {
        let step = decoder.decode_bytes(left, &mut block);
        bytes.extend_from_slice(block.get(..step.consumed_out).unwrap_or_default());
        left = left.get(step.consumed_in..).unwrap_or_default();
        sound = matches!(step.status, Ok(LzwStatus::Done));
        if !matches!(step.status, Ok(LzwStatus::Ok)) || (step.consumed_in == 0 && step.consumed_out == 0) {
            break;
        }
    }
    Decoded::within(most, bytes, sound)
}

/// RunLengthDecode: a length without all of its bytes is damage, and so is a missing end.
pub fn run_length(data: &[u8], most: usize) -> Decoded {
    let mut bytes = Vec::new();
    let mut left = data;
    let mut sound = false;
    while let Some((&length, rest)) = left.split_first() {
        if length == 128 || bytes.len() > most {
            sound = true;
            break;
        }
        if length < 128 {
            let (run, rest) = rest.split_at((usize::from(length) + 1).min(rest.len()));
            bytes.extend_from_slice(run);
            left = rest;
        } else if let Some((&byte, rest)) = rest.split_first() {
            bytes.extend(std::iter::repeat_n(byte, 257 - usize::from(length)));
            left = rest;
        } else {
            break;
        }
    }
    Decoded::within(most, bytes, sound)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    const ALL: usize = 1 << 20;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::none());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn corrupt_deflate_keeps_what_came_before() {
        let mut packed = packed(&[b'a'; 100]);
        packed.truncate(60);
        let Decoded { bytes, fate } = inflate(&packed, ALL);
        assert_eq!(fate, Fate::Damaged);
        assert!(!bytes.is_empty() && bytes.iter().all(|b| *b == b'a'));
    }

    #[test]
    fn what_is_too_large_is_cut_and_says_so() {
        let lzw = weezl::encode::Encoder::with_tiff_size_switch(weezl::BitOrder::Msb, 8).encode(&[b'a'; 100]).unwrap();
        let runs = [[157, b'a'], [128, 0]].concat();
        for most in [0, 1, 99] {
            for found in [inflate(&packed(&[b'a'; 100]), most), unlzw(&lzw, true, most), run_length(&runs, most)] {
                assert_eq!((found.bytes.len(), found.fate), (most, Fate::Cut));
            }
        }
        for found in [inflate(&packed(&[b'a'; 100]), 100), unlzw(&lzw, true, 100), run_length(&runs, 100)] {
            assert_eq!((found.bytes.len(), found.fate), (100, Fate::Whole));
        }
    }

    #[test]
    fn damaged_lzw_keeps_what_came_before() {
        let text: Vec<u8> = (0..400u32).flat_map(|line| format!("({line}) Tj T*\n").into_bytes()).collect();
        let encode = |early: bool| {
            let order = weezl::BitOrder::Msb;
            let mut encoder = match early {
                true => weezl::encode::Encoder::with_tiff_size_switch(order, 8),
                false => weezl::encode::Encoder::new(order, 8),
            };
            encoder.encode(&text).unwrap()
        };
        for early in [true, false] {
            let sound = encode(early);
            assert_eq!(unlzw(&sound, early, ALL).fate, Fate::Whole);
            let cut = unlzw(&sound[..sound.len() / 2], early, ALL);
            assert_eq!(cut.fate, Fate::Damaged);
            assert!(cut.bytes.len() > 100 && text.starts_with(&cut.bytes));
        }
    }

    #[test]
    fn run_lengths() {
        let found = |data: &[u8]| (run_length(data, 100).bytes, run_length(data, 100).fate);
        assert_eq!(found(&[2, b'a', b'b', b'c', 254, b'd', 128, 9]), (b"abcddd".to_vec(), Fate::Whole));
        assert_eq!(found(&[2, b'a', b'b']), (b"ab".to_vec(), Fate::Damaged));
        assert_eq!(found(&[1, b'a', b'b', 254]), (b"ab".to_vec(), Fate::Damaged));
    }
}
