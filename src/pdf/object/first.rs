//! Objects by lopdf: of it the objects, the cross-references and the decryption are used, nothing above.

use std::borrow::Cow;
use std::cell::RefCell;
use std::sync::Arc;

use lopdf::{Document, Error, LoadOptions, Object};
use rustc_hash::FxHashMap;

use super::{Dict, Id, MAX_DEPTH, Obj, Objects, Stream};
use crate::pdf::error::PdfError;

/// No single object stream may grow larger than this while it is unpacked.
const MAX_STREAM: usize = 32 << 20;
/// The generation of references that stand for objects put aside; no object that is in use has it (7.5.4).
const ASIDE: u16 = u16::MAX;

thread_local! {
    /// Objects put aside while lopdf loads a file.
    static PUT_ASIDE: RefCell<Vec<Obj>> = const { RefCell::new(Vec::new()) };
}

/// A document read by lopdf.
pub struct First {
    objects: FxHashMap<Id, Obj>,
    streams: FxHashMap<Id, Vec<u8>>,
    trailer: Arc<Dict>,
}

impl First {
    /// Opens the file; with `rebuild` the cross-reference table is made anew from the objects found.
    pub fn open(bytes: &[u8], password: Option<&str>, rebuild: bool) -> Result<Self, PdfError> {
        let load = |filter| {
            let options = LoadOptions {
                password: password.map(str::to_owned),
                max_decompressed_size: Some(MAX_STREAM),
                force_reconstruct: rebuild,
                filter,
                ..LoadOptions::default()
            };
            Document::load_mem_with_options(bytes, options).map_err(|error| refusal(&error))
        };
        PUT_ASIDE.take();
        let loaded = load(Some(put_aside));
        let (aside, document) = (PUT_ASIDE.take(), loaded?);
        // A file whose password is missing is "loaded" with nothing in it.
        if document.trailer.has(b"Encrypt") && document.encryption_state.is_none() {
            return Err(PdfError::password(password.is_some()));
        }
        let found = Self::new(document, aside);
        // With a filter lopdf does not mend the cross-references of a file whose page tree it cannot find.
        if found.has_page_tree() { Ok(found) } else { Ok(Self::new(load(None)?, Vec::new())) }
    }

    fn new(document: Document, put_aside: Vec<Obj>) -> Self {
        let trailer = Arc::new(dictionary(&document.trailer, 0));
        let mut found = Self { objects: FxHashMap::default(), streams: FxHashMap::default(), trailer };
        for (id, object) in document.objects {
            let converted = match &object {
                Object::Reference((at, ASIDE)) => put_aside.get(*at as usize).cloned().unwrap_or(Obj::Null),
                object => convert(object, Some(id), 0),
            };
            found.objects.insert(id, converted);
            if let Object::Stream(stream) = object {
                found.streams.insert(id, stream.content);
            }
        }
        found
    }

    /// Whether the catalogue leads to the root of a page tree.
    fn has_page_tree(&self) -> bool {
        let dict = |above: &Dict, key| match above.raw(key) {
            Some(Obj::Ref(id)) => self.object(*id).dict().cloned(),
            direct => direct?.dict().cloned(),
        };
        let root = dict(&self.trailer, b"Root".as_slice()).and_then(|catalog| dict(&catalog, b"Pages"));
        root.is_some_and(|root| root.raw(b"Kids").is_some())
    }
}

/// Puts arrays and dictionaries aside in their small form as soon as lopdf has read them: its own take several times
/// the room. The logical structure (14.7.2, 14.7.6) is left out: nobody asks for it, and in a tagged file it is most
/// of the objects.
///
/// lopdf takes no closure here; without its feature `rayon` it calls on the thread that loads.
fn put_aside(id: Id, object: &mut Object) -> Option<(Id, Object)> {
    if !matches!(object, Object::Array(_) | Object::Dictionary(_)) {
        // It is kept as it is. What is given back is used for members of object streams only, and a stream is none.
        let kept = if object.as_stream().is_ok() { Object::Null } else { object.clone() };
        return Some((id, kept));
    }
    let is_structure = object.as_dict().is_ok_and(|dict| {
        let is_attribute = !dict.has(b"Type") && dict.get(b"O").is_ok_and(|owner| owner.as_name().is_ok());
        dict.has_type(b"StructElem") || is_attribute
    });
    if is_structure {
        return None;
    }
    let at = PUT_ASIDE.with_borrow_mut(|aside| {
        aside.push(convert(object, Some(id), 0));
        aside.len() - 1
    });
    *object = Object::Reference((u32::try_from(at).ok()?, ASIDE));
    Some((id, object.clone()))
}

fn refusal(error: &Error) -> PdfError {
    match error {
        Error::Decryption(_) | Error::InvalidPassword => PdfError::password(true),
        other => PdfError::damaged(&other.to_string()),
    }
}

impl Objects for First {
    fn object(&self, id: Id) -> Obj {
        self.objects.get(&id).cloned().unwrap_or(Obj::Null)
    }

    fn raw(&self, id: Id) -> Cow<'_, [u8]> {
        Cow::Borrowed(self.streams.get(&id).map(Vec::as_slice).unwrap_or_default())
    }

    fn trailer(&self) -> Arc<Dict> {
        self.trailer.clone()
    }

    fn stray_pages(&self) -> Vec<Id> {
        let is_page =
            |object: &Obj| matches!(object, Obj::Dict(dict) if dict.raw(b"Type").and_then(Obj::name) == Some(b"Page"));
        let pages = self.objects.iter().filter(|(_, object)| is_page(object));
        let mut ids: Vec<Id> = pages.map(|(id, _)| *id).collect();
        ids.sort_unstable();
        ids
    }
}

fn convert(object: &Object, id: Option<Id>, depth: usize) -> Obj {
    if depth > MAX_DEPTH {
        return Obj::Null;
    }
    match object {
        Object::Null => Obj::Null,
        Object::Boolean(value) => Obj::Bool(*value),
        Object::Integer(value) => Obj::Int(*value),
        Object::Real(value) => Obj::Real(f64::from(*value)),
        Object::Name(name) => Obj::Name(name.as_slice().into()),
        Object::String(bytes, _) => Obj::Str(bytes.as_slice().into()),
        Object::Array(items) => Obj::Array(items.iter().map(|item| convert(item, None, depth + 1)).collect()),
        Object::Dictionary(dict) => Obj::Dict(Arc::new(dictionary(dict, depth))),
        Object::Stream(stream) => match id {
            Some(id) => Obj::Stream(Stream { dict: Arc::new(dictionary(&stream.dict, depth)), id }),
            None => Obj::Dict(Arc::new(dictionary(&stream.dict, depth))),
        },
        Object::Reference(id) => Obj::Ref(*id),
    }
}

fn dictionary(dict: &lopdf::Dictionary, depth: usize) -> Dict {
    Dict::new(dict.iter().map(|(key, value)| (key.as_slice().into(), convert(value, None, depth + 1))).collect())
}
