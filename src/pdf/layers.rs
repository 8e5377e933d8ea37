//! Optional content (ISO 32000-2, 8.11): what the document's default configuration switches off is not on the page.

use std::collections::BTreeSet;

use super::object::{Dict, File, Id, Obj};

/// The groups that are switched off.
#[derive(Debug, Default)]
pub struct Layers {
    off: BTreeSet<Id>,
}

impl Layers {
    /// Reads /OCProperties /D of the catalogue.
    pub fn read(file: &File<'_>) -> Self {
        let Some(properties) = file.dict(&file.catalog(), b"OCProperties") else { return Self::default() };
        let Some(config) = file.dict(&properties, b"D") else { return Self::default() };
        let ids = |dict: &Dict, key: &[u8]| -> BTreeSet<Id> {
            let groups = file.get(dict, key);
            groups.array().into_iter().flat_map(|groups| groups.iter()).filter_map(reference).collect()
        };
        let mut off = ids(&config, b"OFF");
        if file.name(&config, b"BaseState").as_deref() == Some(b"OFF") {
            let on = ids(&config, b"ON");
            off.extend(ids(&properties, b"OCGs").difference(&on));
        }
        Self { off }
    }

    /// Whether content under this group or membership dictionary is hidden.
    pub fn hides(&self, file: &File<'_>, content: &Obj) -> bool {
        if self.off.is_empty() {
            return false;
        }
        if reference(content).is_some_and(|id| self.off.contains(&id)) {
            return true;
        }
        let found = file.resolve(content);
        found.dict().is_some_and(|dict| file.name(dict, b"Type").as_deref() == Some(b"OCMD") && self.member(file, dict))
    }

    /// A membership dictionary (8.11.2.2), by its policy; visibility expressions are not weighed.
    fn member(&self, file: &File<'_>, dict: &Dict) -> bool {
        let groups: Vec<Id> = match dict.raw(b"OCGs") {
            Some(Obj::Ref(id)) => match file.object(*id) {
                Obj::Array(items) => items.iter().filter_map(reference).collect(),
                _ => vec![*id],
            },
            Some(Obj::Array(items)) => items.iter().filter_map(reference).collect(),
            _ => Vec::new(),
        };
        if groups.is_empty() {
            return false;
        }
        let off = |id: &Id| self.off.contains(id);
        match file.name(dict, b"P").as_deref() {
            Some(b"AllOn") => groups.iter().any(off),
            Some(b"AnyOff") => !groups.iter().any(off),
            Some(b"AllOff") => !groups.iter().all(off),
            _ => groups.iter().all(off),
        }
    }
}

fn reference(obj: &Obj) -> Option<Id> {
    if let Obj::Ref(id) = obj { Some(*id) } else { None }
}
