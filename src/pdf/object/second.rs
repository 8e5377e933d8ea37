//! Objects by hayro-syntax, for files that lopdf refuses or reads by half.

use std::borrow::Cow;
use std::sync::{Arc, Mutex};

use hayro_syntax::object::{Array, Dict as Source, MaybeRef, Object, ObjectIdentifier};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::{Dict, Id, MAX_DEPTH, Obj, Objects, Stream};
use crate::pdf::error::PdfError;

/// A document read by hayro-syntax.
///
/// It repairs its cross-references in the middle of a look-up, which two threads must not do at
/// once; hence the lock.
pub struct Second(Mutex<Pdf>);

impl Second {
    /// Opens the file.
    pub fn open(bytes: &[u8], password: Option<&str>) -> Result<Self, PdfError> {
        let opened = Pdf::new_with_password(Arc::new(bytes.to_vec()), password.unwrap_or_default());
        opened.map(|pdf| Self(Mutex::new(pdf))).map_err(|error| match error {
            LoadPdfError::Decryption(DecryptionError::PasswordProtected) => PdfError::password(password.is_some()),
            LoadPdfError::Decryption(_) => PdfError::damaged("its encryption is not understood"),
            LoadPdfError::Invalid => PdfError::damaged("no page tree can be found"),
        })
    }

    fn with<T>(&self, ask: impl FnOnce(&Pdf) -> T) -> T {
        let pdf = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        ask(&pdf)
    }
}

impl Objects for Second {
    fn object(&self, id: Id) -> Obj {
        self.with(|pdf| {
            pdf.xref().get::<Object<'_>>(number(id)).map_or(Obj::Null, |found| convert(&found, Some(id), 0))
        })
    }

    fn raw(&self, id: Id) -> Cow<'_, [u8]> {
        Cow::Owned(self.with(|pdf| {
            let stream = pdf.xref().get::<hayro_syntax::object::Stream<'_>>(number(id));
            stream.map(|stream| stream.raw_data().into_owned()).unwrap_or_default()
        }))
    }

    fn trailer(&self) -> Arc<Dict> {
        self.with(|pdf| {
            let root = pdf.xref().root_id();
            let mut entries = vec![(b"Root"[..].into(), Obj::Ref(from_number(root)))];
            let about = pdf.metadata();
            let texts = [
                (&b"Title"[..], &about.title),
                (b"Author", &about.author),
                (b"Creator", &about.creator),
                (b"Producer", &about.producer),
            ];
            let known =
                texts.into_iter().filter_map(|(key, text)| Some((key.into(), Obj::Str(text.as_deref()?.into()))));
            entries.push((b"Info"[..].into(), Obj::Dict(Arc::new(Dict::new(known.collect())))));
            Arc::new(Dict::new(entries))
        })
    }

    fn stray_pages(&self) -> Vec<Id> {
        self.with(|pdf| {
            let dicts = pdf.objects().into_iter().filter_map(Object::into_dict);
            let pages = dicts.filter(|dict| {
                dict.get::<hayro_syntax::object::Name<'_>>(b"Type".as_slice())
                    .is_some_and(|kind| kind.as_ref() == b"Page")
            });
            pages.filter_map(|dict| dict.obj_id()).map(from_number).collect()
        })
    }
}

fn number(id: Id) -> ObjectIdentifier {
    ObjectIdentifier::new(id.0, i32::from(id.1))
}

fn from_number(id: ObjectIdentifier) -> Id {
    (id.obj_number, u16::try_from(id.gen_number).unwrap_or_default())
}

fn convert(object: &Object<'_>, id: Option<Id>, depth: usize) -> Obj {
    if depth > MAX_DEPTH {
        return Obj::Null;
    }
    match object {
        Object::Null(_) => Obj::Null,
        Object::Boolean(value) => Obj::Bool(*value),
        Object::Number(value) if value.as_f64().fract() == 0.0 => Obj::Int(value.as_i64()),
        Object::Number(value) => Obj::Real(value.as_f64()),
        Object::String(text) => Obj::Str(text.as_bytes().into()),
        Object::Name(name) => Obj::Name(name.as_ref().into()),
        Object::Dict(dict) => Obj::Dict(Arc::new(dictionary(dict, depth))),
        Object::Array(items) => Obj::Array(array(items, depth)),
        Object::Stream(stream) => {
            let dict = Arc::new(dictionary(stream.dict(), depth));
            id.map_or_else(|| Obj::Dict(dict.clone()), |id| Obj::Stream(Stream { dict: dict.clone(), id }))
        }
    }
}

fn maybe(item: &MaybeRef<Object<'_>>, depth: usize) -> Obj {
    match item {
        MaybeRef::Ref(target) => Obj::Ref(from_number((*target).into())),
        MaybeRef::NotRef(object) => convert(object, None, depth + 1),
    }
}

fn array(items: &Array<'_>, depth: usize) -> Arc<[Obj]> {
    items.raw_iter().map(|item| maybe(&item, depth)).collect()
}

fn dictionary(dict: &Source<'_>, depth: usize) -> Dict {
    Dict::new(dict.entries().map(|(key, value)| (key.as_ref().into(), maybe(&value, depth))).collect())
}
