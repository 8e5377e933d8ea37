//! Objects by lopdf: of it the objects, the cross-references and the decryption are used, nothing above.

use std::borrow::Cow;
use std::sync::Arc;

use lopdf::{Document, Error, LoadOptions, Object};

use super::{Dict, Id, MAX_DEPTH, Obj, Objects, Stream};
use crate::pdf::error::PdfError;

/// No single object stream may grow larger than this while it is unpacked.
const MAX_STREAM: usize = 256 << 20;

/// A document read by lopdf.
pub struct First(Document);

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
        let mut document = load(Some(without_structure))?;
        // With a filter lopdf does not try to mend a page tree that it cannot find.
        if document.page_iter().next().is_none() {
            document = load(None)?;
        }
        // A file whose password is missing is "loaded" with nothing in it.
        if document.trailer.has(b"Encrypt") && document.encryption_state.is_none() {
            return Err(PdfError::password(password.is_some()));
        }
        Ok(Self(document))
    }
}

/// Leaves out the logical structure, its elements and their attributes (14.7.2, 14.7.6): nobody asks for them, and
/// in a tagged file they are most of the objects.
fn without_structure(id: Id, object: &mut Object) -> Option<(Id, Object)> {
    let structure = object.as_dict().is_ok_and(|dict| {
        let is_attribute = !dict.has(b"Type") && dict.get(b"O").is_ok_and(|owner| owner.as_name().is_ok());
        dict.has_type(b"StructElem") || is_attribute
    });
    if structure {
        return None;
    }
    // lopdf takes what is given back for members of object streams only; a stream is none.
    let kept = if object.as_stream().is_ok() { Object::Null } else { object.clone() };
    Some((id, kept))
}

fn refusal(error: &Error) -> PdfError {
    match error {
        Error::Decryption(_) | Error::InvalidPassword => PdfError::password(true),
        other => PdfError::damaged(&other.to_string()),
    }
}

impl Objects for First {
    fn object(&self, id: Id) -> Obj {
        self.0.objects.get(&id).map_or(Obj::Null, |object| convert(object, Some(id), 0))
    }

    fn raw(&self, id: Id) -> Cow<'_, [u8]> {
        match self.0.objects.get(&id) {
            Some(Object::Stream(stream)) => Cow::Borrowed(&stream.content),
            _ => Cow::Borrowed(&[]),
        }
    }

    fn trailer(&self) -> Arc<Dict> {
        Arc::new(dictionary(&self.0.trailer, 0))
    }

    fn stray_pages(&self) -> Vec<Id> {
        let is_page = |object: &Object| object.as_dict().is_ok_and(|dict| dict.has_type(b"Page"));
        self.0.objects.iter().filter(|(_, object)| is_page(object)).map(|(id, _)| *id).collect()
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
