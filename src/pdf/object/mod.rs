//! PDF objects as the rest of the reader sees them, whichever library found them in the file.
//!
//! Objects are small and cheap to clone; a stream carries its dictionary and its number, and its
//! bytes are asked for when they are needed. References are resolved by [`File`], which never
//! follows a chain for ever (ISO 32000-2, 7.3.10: an undefined object is null).

mod file;
pub mod first;
pub mod second;

use std::borrow::Cow;
use std::sync::Arc;

pub use file::File;

/// Object and generation number.
pub type Id = (u32, u16);

/// Direct objects nested deeper than this are taken for null.
pub const MAX_DEPTH: usize = 100;

/// A PDF object (ISO 32000-2, 7.3).
#[derive(Debug, Clone)]
pub enum Obj {
    /// Null, absent or unreadable.
    Null,
    /// A truth value.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Real(f64),
    /// A name without its solidus, escapes resolved.
    Name(Arc<[u8]>),
    /// A string, decrypted.
    Str(Arc<[u8]>),
    /// An array.
    Array(Arc<[Obj]>),
    /// A dictionary.
    Dict(Arc<Dict>),
    /// A stream: its dictionary, and its number to ask for its bytes.
    Stream(Stream),
    /// A reference to an indirect object.
    Ref(Id),
}

/// A stream whose bytes have not been asked for yet.
#[derive(Debug, Clone)]
pub struct Stream {
    /// The stream's dictionary.
    pub dict: Arc<Dict>,
    /// The stream's number.
    pub id: Id,
}

/// A dictionary: entries sorted by key.
#[derive(Debug, Clone, Default)]
pub struct Dict(Vec<(Box<[u8]>, Obj)>);

impl Dict {
    /// A dictionary of these entries; of two with one key the first counts.
    pub fn new(mut entries: Vec<(Box<[u8]>, Obj)>) -> Self {
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        entries.dedup_by(|later, first| later.0 == first.0);
        Self(entries)
    }

    /// The entry as it stands, references unresolved.
    pub fn raw(&self, key: &[u8]) -> Option<&Obj> {
        let at = self.0.binary_search_by(|(k, _)| (**k).cmp(key)).ok()?;
        self.0.get(at).map(|(_, value)| value)
    }

    /// All entries in the order of their keys.
    pub fn entries(&self) -> impl Iterator<Item = (&[u8], &Obj)> {
        self.0.iter().map(|(key, value)| (&**key, value))
    }
}

impl Obj {
    /// The number, whole or not.
    pub fn num(&self) -> Option<f64> {
        match self {
            Self::Int(n) => Some(*n as f64),
            Self::Real(n) if n.is_finite() => Some(*n),
            _ => None,
        }
    }

    /// The whole number; a real one is cut.
    pub fn int(&self) -> Option<i64> {
        match self {
            Self::Int(n) => Some(*n),
            Self::Real(n) if n.is_finite() => Some(*n as i64),
            _ => None,
        }
    }

    /// The name's bytes.
    pub fn name(&self) -> Option<&[u8]> {
        if let Self::Name(name) = self { Some(name) } else { None }
    }

    /// The string's bytes.
    pub fn str(&self) -> Option<&[u8]> {
        if let Self::Str(bytes) = self { Some(bytes) } else { None }
    }

    /// The array's members.
    pub fn array(&self) -> Option<&Arc<[Self]>> {
        if let Self::Array(items) = self { Some(items) } else { None }
    }

    /// The dictionary, or the stream's dictionary.
    pub fn dict(&self) -> Option<&Arc<Dict>> {
        match self {
            Self::Dict(dict) => Some(dict),
            Self::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    /// The stream.
    pub fn stream(&self) -> Option<&Stream> {
        if let Self::Stream(stream) = self { Some(stream) } else { None }
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

/// Where objects come from. Two libraries stand behind it; the interpreter does not know which.
pub trait Objects: Sync {
    /// The indirect object; null where there is none.
    fn object(&self, id: Id) -> Obj;
    /// The stream's bytes: decrypted, its filters not yet applied.
    fn raw(&self, id: Id) -> Cow<'_, [u8]>;
    /// The trailer dictionary, or what is known of it.
    fn trailer(&self) -> Arc<Dict>;
    /// Numbers of all dictionaries whose /Type is /Page, for files whose page tree is lost.
    fn stray_pages(&self) -> Vec<Id>;
}
