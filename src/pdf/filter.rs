//! Stream filters (ISO 32000-2, 7.4): what a damaged stream still gives is kept, bombs are cut, and both are told.
//!
//! Filters and their parameters may be indirect, and abbreviated names occur outside inline images
//! although only those may use them (8.9.7); a reader that is strict here loses whole pages silently.

mod ascii;
mod packed;
mod predictor;

pub use ascii::hex_into;

use std::borrow::Cow;
use std::sync::Arc;

use super::object::{Dict, File, Obj};

/// No stream may pass through more filters than this.
const MAX_FILTERS: usize = 8;

/// How much of a stream was read; of two fates the later one here counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// All of it.
    #[default]
    Whole,
    /// Something is missing or wrong: corrupt data, data that ends too early or too late, an unknown filter.
    Damaged,
    /// It is larger than it may be: the beginning was read.
    Cut,
}

/// A stream's bytes after its filters.
#[derive(Debug, Default)]
pub struct Decoded {
    /// What came out.
    pub bytes: Vec<u8>,
    /// Whether that is all.
    pub fate: Fate,
}

impl Decoded {
    /// What came out of a filter; a filter that gives more than `most` bytes is cut there.
    fn within(most: usize, mut bytes: Vec<u8>, sound: bool) -> Self {
        let cut = bytes.len() > most;
        bytes.truncate(most);
        let fate = match (cut, sound) {
            (true, _) => Fate::Cut,
            (false, true) => Fate::Whole,
            (false, false) => Fate::Damaged,
        };
        Self { bytes, fate }
    }
}

/// Applies the filters that the stream's dictionary names; none gives more than `most` bytes.
pub fn decode(file: &File<'_>, dict: &Dict, raw: &[u8], most: usize) -> Decoded {
    let filters = list(file, dict, b"Filter", b"F");
    let params = list(file, dict, b"DecodeParms", b"DP");
    let mut data = Cow::Borrowed(raw);
    let mut fate = if filters.len() > MAX_FILTERS { Fate::Damaged } else { Fate::Whole };
    for (at, filter) in filters.iter().take(MAX_FILTERS).enumerate() {
        let params = params.get(at).and_then(Obj::dict).cloned().unwrap_or_default();
        let next = apply(file, filter.name().unwrap_or_default(), &params, &data, most);
        fate = fate.max(next.fate);
        data = Cow::Owned(next.bytes);
    }
    if data.len() > most {
        fate = Fate::Cut;
    }
    let bytes = match data {
        Cow::Borrowed(raw) => raw[..raw.len().min(most)].to_vec(),
        Cow::Owned(bytes) => bytes,
    };
    Decoded { bytes, fate }
}

/// One name or dictionary, or an array of them; each may be indirect.
fn list(file: &File<'_>, dict: &Dict, key: &[u8], short: &[u8]) -> Vec<Obj> {
    let mut found = file.get(dict, key);
    if found.is_null() {
        found = file.get(dict, short);
    }
    match found {
        Obj::Array(items) => items.iter().take(MAX_FILTERS + 1).map(|item| file.resolve(item)).collect(),
        Obj::Name(_) | Obj::Dict(_) => vec![found],
        _ => Vec::new(),
    }
}

fn apply(file: &File<'_>, filter: &[u8], params: &Arc<Dict>, data: &[u8], most: usize) -> Decoded {
    let undone = |Decoded { bytes, fate }| Decoded { bytes: predictor::undo(file, params, bytes), fate };
    match filter {
        b"FlateDecode" | b"Fl" => undone(packed::inflate(data, most)),
        b"LZWDecode" | b"LZW" => {
            let early = file.int(params, b"EarlyChange").unwrap_or(1) != 0;
            undone(packed::unlzw(data, early, most))
        }
        b"ASCIIHexDecode" | b"AHx" => ascii::hex(data, most),
        b"ASCII85Decode" | b"A85" => ascii::base85(data, most),
        b"RunLengthDecode" | b"RL" => packed::run_length(data, most),
        b"Crypt" => Decoded::within(most, data.to_vec(), true),
        _ => Decoded { bytes: Vec::new(), fate: Fate::Damaged }, // pictures' filters, of no use to a reader of text
    }
}

/// Flate data unpacked as far as it can be, no further than `most` bytes.
pub fn inflated(data: &[u8], most: usize) -> Vec<u8> {
    packed::inflate(data, most).bytes
}
