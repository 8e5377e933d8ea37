//! The outline (ISO 32000-2, 12.3.3): bookmarks with their level and the page that they lead to.

use std::collections::{BTreeMap, BTreeSet};

use super::text;
use crate::pdf::object::{Dict, File, Id, Obj};
use crate::pdf::tree::Leaf;

/// Bookmarks read at most.
const MAX_BOOKMARKS: usize = 20_000;
/// A title longer than this many bytes is cut there in a viewer, and is not read.
const MAX_TITLE: usize = 16 << 10;
/// A named destination has a shorter name than this, in bytes.
const MAX_NAME: usize = 4 << 10;
/// Named destinations read at most.
const MAX_NAMES: usize = 200_000;
/// Name trees deeper than this are broken.
const MAX_DEPTH: usize = 16;

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    /// Its title.
    pub title: String,
    /// Its depth, from 1.
    pub level: u32,
    /// The page that it leads to, from 1; None where it leads elsewhere or nowhere.
    pub page: Option<u32>,
}

/// The bookmarks in reading order, children after their parent; a list that bites its tail ends there.
pub fn read(file: &File<'_>, catalog: &Dict, pages: &[Leaf]) -> Vec<Bookmark> {
    let Some(root) = file.dict(catalog, b"Outlines") else { return Vec::new() };
    let mut targets = Targets::new(file, catalog, pages);
    let (mut bookmarks, mut seen) = (Vec::new(), BTreeSet::new());
    let mut waiting: Vec<(Id, u32)> = reference(&root, b"First").map(|id| (id, 1)).into_iter().collect();
    while let Some((id, level)) = waiting.pop() {
        if seen.len() >= MAX_BOOKMARKS || !seen.insert(id) {
            continue;
        }
        let item = file.object(id);
        let Some(dict) = item.dict() else { continue };
        let is_title = file.get(dict, b"Title").str().is_some_and(|title| title.len() <= MAX_TITLE);
        if is_title && let Some(title) = text(file, dict, b"Title") {
            bookmarks.push(Bookmark { title, level, page: targets.page(dict) });
        }
        // The last in is the first out: children before siblings.
        waiting.extend(reference(dict, b"Next").map(|id| (id, level)));
        waiting.extend(reference(dict, b"First").map(|id| (id, level.saturating_add(1))));
    }
    bookmarks
}

/// Entries of the outline are indirect objects always (table 151).
fn reference(dict: &Dict, key: &[u8]) -> Option<Id> {
    if let Some(Obj::Ref(id)) = dict.raw(key) { Some(*id) } else { None }
}

/// Where bookmarks lead to.
struct Targets<'a, 'f> {
    file: &'a File<'f>,
    catalog: &'a Dict,
    numbers: BTreeMap<Id, u32>,
    pages: u32,
    /// Named destinations, read when the first one is asked for.
    named: Option<BTreeMap<Vec<u8>, Obj>>,
}

impl<'a, 'f> Targets<'a, 'f> {
    fn new(file: &'a File<'f>, catalog: &'a Dict, pages: &[Leaf]) -> Self {
        let numbers = pages.iter().zip(1..).filter_map(|(page, number)| Some((page.id?, number))).collect();
        Self { file, catalog, numbers, pages: u32::try_from(pages.len()).unwrap_or(u32::MAX), named: None }
    }

    /// The page of an entry: its /Dest, or the destination of its action where it goes to a place
    /// in this document (12.6.4.2).
    fn page(&mut self, item: &Dict) -> Option<u32> {
        let direct = self.file.get(item, b"Dest");
        let destination = if direct.is_null() {
            let action = self.file.dict(item, b"A")?;
            if self.file.name(&action, b"S")?.as_ref() != b"GoTo" {
                return None;
            }
            self.file.get(&action, b"D")
        } else {
            direct
        };
        self.destination(&destination)
    }

    /// The page of a destination: a name or an array (12.3.2).
    fn destination(&mut self, destination: &Obj) -> Option<u32> {
        let found;
        let place = match destination {
            Obj::Name(name) | Obj::Str(name) => {
                found = self.named(name)?;
                &found
            }
            other => other,
        };
        // A named destination may be a dictionary around the array (12.3.2.4).
        let inner = place.dict().map(|dict| self.file.get(dict, b"D"));
        match inner.as_ref().unwrap_or(place).array()?.first()? {
            Obj::Ref(id) => self.numbers.get(id).copied(),
            // Against the rules, yet written: the page's index, from 0.
            Obj::Int(index) => u32::try_from(*index).ok()?.checked_add(1).filter(|page| *page <= self.pages),
            _ => None,
        }
    }

    fn named(&mut self, name: &[u8]) -> Option<Obj> {
        let (file, catalog) = (self.file, self.catalog);
        self.named.get_or_insert_with(|| names(file, catalog)).get(name).map(|target| file.resolve(target))
    }
}

/// The catalogue's /Dests and the name tree /Names /Dests.
fn names(file: &File<'_>, catalog: &Dict) -> BTreeMap<Vec<u8>, Obj> {
    let mut names = BTreeMap::new();
    if let Some(old) = file.dict(catalog, b"Dests") {
        names.extend(old.entries().take(MAX_NAMES).map(|(key, value)| (key.to_vec(), value.clone())));
    }
    let tree = file.dict(catalog, b"Names").and_then(|names| file.dict(&names, b"Dests"));
    let mut waiting: Vec<(Obj, usize)> = tree.into_iter().map(|root| (Obj::Dict(root), 0)).collect();
    let mut seen = BTreeSet::new();
    while let Some((node, depth)) = waiting.pop() {
        let again = matches!(&node, Obj::Ref(id) if !seen.insert(*id));
        let node = file.resolve(&node);
        let Some(dict) = node.dict().filter(|_| !again && depth < MAX_DEPTH && names.len() < MAX_NAMES) else {
            continue;
        };
        let pairs = file.get(dict, b"Names");
        for pair in pairs.array().map(|pairs| pairs.chunks_exact(2)).into_iter().flatten() {
            if let [name, target] = pair
                && let Some(name) = file.resolve(name).str().filter(|name| name.len() <= MAX_NAME)
            {
                names.insert(name.to_vec(), target.clone());
            }
        }
        let kids = file.get(dict, b"Kids");
        waiting.extend(kids.array().into_iter().flat_map(|kids| kids.iter()).map(|kid| (kid.clone(), depth + 1)));
    }
    names
}
