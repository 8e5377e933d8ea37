//! A file of objects: references resolved, streams decoded, the usual questions answered.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::{Dict, Id, Obj, Objects, Stream};
use crate::pdf::filter;

/// Chains of references longer than this are broken on purpose.
const MAX_HOPS: usize = 32;

/// What a document may unpack in all, besides what grows with its size. The streams of an honest one are large once; a
/// bomb is unpacked again and again, by each page, form or font that names it.
const MAX_UNPACKED: u64 = 512 << 20;
/// Times its own size that a document may unpack besides: content streams are seldom packed closer.
const PACKED: u64 = 64;
/// What to unpack a stream costs at least, in bytes.
const LEAST: u64 = 64;
/// Arrays with fewer members than this are not counted.
const SHORT: usize = 256;

/// An opened file.
pub struct File<'a> {
    objects: Box<dyn Objects + 'a>,
    /// Bytes unpacked so far, and how many there may be. That all pages count here makes no difference to what is read:
    /// a document over the limit is refused.
    unpacked: AtomicU64,
    most: u64,
}

impl<'a> File<'a> {
    /// A file of so many bytes over one of the libraries.
    pub fn new(objects: impl Objects + 'a, bytes: usize) -> Self {
        let most = MAX_UNPACKED.saturating_add((bytes as u64).saturating_mul(PACKED));
        Self { objects: Box::new(objects), unpacked: AtomicU64::new(0), most }
    }

    /// Whether more was asked of the file than any honest one takes; what is read from then on is empty.
    pub fn is_exhausted(&self) -> bool {
        self.unpacked.load(Ordering::Relaxed) > self.most
    }

    fn spend(&self, bytes: u64) {
        let _ = self.unpacked.fetch_add(bytes, Ordering::Relaxed);
    }

    /// The trailer dictionary.
    pub fn trailer(&self) -> Arc<Dict> {
        self.objects.trailer()
    }

    /// The document catalogue (ISO 32000-2, 7.7.2); empty where it is lost.
    pub fn catalog(&self) -> Arc<Dict> {
        self.dict(&self.trailer(), b"Root").unwrap_or_default()
    }

    /// All objects that call themselves pages.
    pub fn stray_pages(&self) -> Vec<Id> {
        self.objects.stray_pages()
    }

    /// The indirect object.
    pub fn object(&self, id: Id) -> Obj {
        self.resolve(&Obj::Ref(id))
    }

    /// Follows references to the object behind them.
    pub fn resolve(&self, obj: &Obj) -> Obj {
        let &Obj::Ref(mut id) = obj else { return obj.clone() };
        for _ in 0..MAX_HOPS {
            match self.objects.object(id) {
                Obj::Ref(next) => id = next,
                found => return found,
            }
        }
        Obj::Null
    }

    /// The entry, resolved; null where it is missing.
    pub fn get(&self, dict: &Dict, key: &[u8]) -> Obj {
        dict.raw(key).map_or(Obj::Null, |value| self.resolve(value))
    }

    /// The entry as a dictionary (a stream's dictionary counts).
    pub fn dict(&self, dict: &Dict, key: &[u8]) -> Option<Arc<Dict>> {
        self.get(dict, key).dict().cloned()
    }

    /// The entry as an array, its members resolved.
    pub fn array(&self, dict: &Dict, key: &[u8]) -> Option<Vec<Obj>> {
        let found = self.get(dict, key);
        let items = found.array()?;
        if items.len() > SHORT {
            self.spend((items.len() * size_of::<Obj>()) as u64);
            if self.is_exhausted() {
                return None;
            }
        }
        Some(items.iter().map(|item| self.resolve(item)).collect())
    }

    /// The entry as an array of numbers; members of another kind are left out.
    pub fn nums(&self, dict: &Dict, key: &[u8]) -> Option<Vec<f64>> {
        self.array(dict, key).map(|items| items.iter().filter_map(Obj::num).collect())
    }

    /// The entry as a number.
    pub fn num(&self, dict: &Dict, key: &[u8]) -> Option<f64> {
        self.get(dict, key).num()
    }

    /// The entry as a whole number.
    pub fn int(&self, dict: &Dict, key: &[u8]) -> Option<i64> {
        self.get(dict, key).int()
    }

    /// The entry as a name.
    pub fn name(&self, dict: &Dict, key: &[u8]) -> Option<Arc<[u8]>> {
        if let Obj::Name(name) = self.get(dict, key) { Some(name) } else { None }
    }

    /// The stream's bytes, its filters applied (7.4); of one that is larger than `most` bytes the beginning.
    pub fn decode_within(&self, stream: &Stream, most: usize) -> filter::Decoded {
        if self.is_exhausted() {
            return filter::Decoded { bytes: Vec::new(), fate: filter::Fate::Cut };
        }
        let decoded = filter::decode(self, &stream.dict, &self.objects.raw(stream.id), most);
        self.spend((decoded.bytes.len() as u64).max(LEAST));
        decoded
    }

    /// The entry's stream, decoded; of one that is larger than `most` bytes the beginning.
    pub fn data(&self, dict: &Dict, key: &[u8], most: usize) -> Option<Vec<u8>> {
        self.get(dict, key).stream().map(|stream| self.decode_within(stream, most).bytes)
    }

    /// The stream's bytes as they stand in the file, decrypted.
    pub fn raw(&self, stream: &Stream) -> Vec<u8> {
        self.objects.raw(stream.id).to_vec()
    }
}
