//! Stream filters (ISO 32000-2, 7.4): what a damaged stream still gives is kept, bombs are cut.
//!
//! Filters and their parameters may be indirect, and abbreviated names occur outside inline images
//! although only those may use them (8.9.7); a reader that is strict here loses whole pages silently.

mod ascii;
mod predictor;

pub use ascii::hex_into;

use std::borrow::Cow;
use std::io::Read;
use std::sync::Arc;

use super::object::{Dict, File, Obj};

/// No stream may grow larger than this.
const MAX_OUTPUT: usize = 256 << 20;
/// No stream may pass through more filters than this.
const MAX_FILTERS: usize = 8;

/// A stream's bytes after its filters.
#[derive(Debug, Default)]
pub struct Decoded {
    /// What came out.
    pub bytes: Vec<u8>,
    /// Whether something is missing: corrupt data, an unknown filter, or a limit reached.
    pub damaged: bool,
}

/// Applies the filters that the stream's dictionary names.
pub fn decode(file: &File<'_>, dict: &Dict, raw: &[u8]) -> Decoded {
    let filters = list(file, dict, b"Filter", b"F");
    let params = list(file, dict, b"DecodeParms", b"DP");
    let mut data = Cow::Borrowed(raw);
    let mut damaged = filters.len() > MAX_FILTERS;
    for (at, filter) in filters.iter().take(MAX_FILTERS).enumerate() {
        let params = params.get(at).and_then(Obj::dict).cloned().unwrap_or_default();
        let (next, complete) = apply(file, filter.name().unwrap_or_default(), &params, &data);
        damaged |= !complete;
        data = Cow::Owned(next);
    }
    Decoded { bytes: data.into_owned(), damaged }
}

/// One name or dictionary, or an array of them; each may be indirect.
fn list(file: &File<'_>, dict: &Dict, key: &[u8], short: &[u8]) -> Vec<Obj> {
    let mut found = file.get(dict, key);
    if found.is_null() {
        found = file.get(dict, short);
    }
    match found {
        Obj::Array(items) => items.iter().map(|item| file.resolve(item)).collect(),
        Obj::Name(_) | Obj::Dict(_) => vec![found],
        _ => Vec::new(),
    }
}

fn apply(file: &File<'_>, filter: &[u8], params: &Arc<Dict>, data: &[u8]) -> (Vec<u8>, bool) {
    match filter {
        b"FlateDecode" | b"Fl" => {
            let (bytes, complete) = inflate(data);
            (predictor::undo(file, params, bytes), complete)
        }
        b"LZWDecode" | b"LZW" => {
            let early = file.int(params, b"EarlyChange").unwrap_or(1) != 0;
            (predictor::undo(file, params, unlzw(data, early)), true)
        }
        b"ASCIIHexDecode" | b"AHx" => (ascii::hex(data), true),
        b"ASCII85Decode" | b"A85" => (ascii::base85(data), true),
        b"RunLengthDecode" | b"RL" => (ascii::run_length(data, MAX_OUTPUT), true),
        b"Crypt" => (data.to_vec(), true),
        _ => (Vec::new(), false), // pictures' filters, of no use to a reader of text
    }
}

/// Flate data unpacked, as far as it can be.
pub fn inflated(data: &[u8]) -> Vec<u8> {
    inflate(data).0
}

/// Unpacks; where the data is corrupt, what came before is kept.
fn inflate(data: &[u8]) -> (Vec<u8>, bool) {
    // Some writers leave line ends between "stream" and the data.
    let start = data.iter().position(|b| !matches!(b, b'\r' | b'\n')).unwrap_or(0);
    let data = data.get(start..).unwrap_or_default();
    let (bytes, complete) = drain(flate2::bufread::ZlibDecoder::new(data));
    if complete || !bytes.is_empty() {
        return (bytes, complete);
    }
    // A broken header of two bytes, or none at all: the deflate data itself is often sound.
    let (without, _) = drain(flate2::bufread::DeflateDecoder::new(data.get(2..).unwrap_or_default()));
    let (bare, _) = drain(flate2::bufread::DeflateDecoder::new(data));
    (if bare.len() > without.len() { bare } else { without }, false)
}

fn drain(decoder: impl Read) -> (Vec<u8>, bool) {
    let mut bytes = Vec::new();
    let complete = decoder.take(MAX_OUTPUT as u64).read_to_end(&mut bytes).is_ok();
    (bytes, complete)
}

fn unlzw(data: &[u8], early: bool) -> Vec<u8> {
    use weezl::{BitOrder, decode::Decoder};
    let mut decoder =
        if early { Decoder::with_tiff_size_switch(BitOrder::Msb, 8) } else { Decoder::new(BitOrder::Msb, 8) };
    let mut bytes = Vec::new();
    let mut left = data;
    let mut block = vec![0; 1 << 16];
    while bytes.len() < MAX_OUTPUT {
        let step = decoder.decode_bytes(left, &mut block);
        bytes.extend_from_slice(block.get(..step.consumed_out).unwrap_or_default());
        left = left.get(step.consumed_in..).unwrap_or_default();
        if !matches!(step.status, Ok(weezl::LzwStatus::Ok)) || (step.consumed_in == 0 && step.consumed_out == 0) {
            break;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrupt_deflate_keeps_what_came_before() {
        use std::io::Write;
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::none());
        packer.write_all(&[b'a'; 100]).unwrap();
        let mut packed = packer.finish().unwrap();
        packed.truncate(60);
        let (bytes, complete) = inflate(&packed);
        assert!(!complete);
        assert!(!bytes.is_empty() && bytes.iter().all(|b| *b == b'a'));
    }
}
