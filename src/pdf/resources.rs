//! Named resources (ISO 32000-2, 7.8.3), each category resolved once.

use std::sync::Arc;

use super::object::{Dict, File, Obj};

/// What names in a content stream mean.
#[derive(Clone)]
pub struct Resources {
    /// /Font
    pub fonts: Arc<Dict>,
    /// /XObject
    pub xobjects: Arc<Dict>,
    /// /ExtGState
    pub states: Arc<Dict>,
    /// /ColorSpace
    pub spaces: Arc<Dict>,
    /// /Properties
    pub properties: Arc<Dict>,
}

impl Resources {
    /// Reads a resource dictionary.
    pub fn read(file: &File<'_>, dict: &Dict) -> Self {
        let category = |key: &[u8]| file.dict(dict, key).unwrap_or_default();
        Self {
            fonts: category(b"Font"),
            xobjects: category(b"XObject"),
            states: category(b"ExtGState"),
            spaces: category(b"ColorSpace"),
            properties: category(b"Properties"),
        }
    }

    /// A property list: named in the resources, or written where it is used (14.6.2).
    pub fn property<'a>(&'a self, operand: &'a Obj) -> Option<&'a Obj> {
        match operand {
            Obj::Name(name) => self.properties.raw(name),
            Obj::Dict(_) => Some(operand),
            _ => None,
        }
    }
}
