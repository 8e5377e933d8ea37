//! The page tree (ISO 32000-2, 7.7.3): all its pages in order, and what is wrong with it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::object::{Dict, File, Id, Obj};

/// More pages than this are not read.
const MAX_PAGES: usize = 100_000;
/// Nodes looked at, at most: a node that is named twice has its pages twice, and what is below it doubles.
const MAX_NODES: usize = 3 * MAX_PAGES;
/// What a page inherits (table 31).
const HANDED_DOWN: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// A page of the tree.
pub struct Leaf {
    /// Its number as an object, by which links and bookmarks name it.
    pub id: Option<Id>,
    /// Its dictionary, inherited entries filled in.
    pub dict: Arc<Dict>,
}

/// The pages in order, and what is to be said about the tree that names them.
#[derive(Default)]
pub struct Tree {
    /// The pages. One that is named twice is there twice.
    pub pages: Vec<Leaf>,
    /// How many pages the tree says that it has (/Count of its root).
    told: Option<u64>,
    /// Entries that lead to no page and to no part of the tree.
    lost: usize,
    /// Whether there is more than is looked at.
    beyond: bool,
}

impl Tree {
    /// Whether pages are missing that the tree knows of.
    pub fn lacks(&self) -> bool {
        self.lost > 0 || self.told.is_some_and(|told| told > self.pages.len() as u64)
    }

    /// What is wrong with it.
    pub fn warnings(&self) -> Vec<String> {
        let mut said = Vec::new();
        if let Some(told) = self.told.filter(|told| *told != self.pages.len() as u64) {
            said.push(format!("the page tree says that there are {told} pages, {} were found", self.pages.len()));
        }
        if self.lost > 0 {
            said.push(format!("{} entries of the page tree lead to no page", self.lost));
        }
        if self.beyond {
            said.push(format!("the page tree goes on behind page {}: the rest is left out", self.pages.len()));
        }
        said
    }

    /// The pages that no tree names: every other object that calls itself a page, in the order of their numbers.
    pub fn stray(&self, file: &File<'_>) -> Vec<Leaf> {
        let named: BTreeSet<Id> = self.pages.iter().filter_map(|page| page.id).collect();
        let ids = file.stray_pages().into_iter().filter(|id| !named.contains(id)).take(MAX_PAGES);
        ids.filter_map(|id| Some(Leaf { id: Some(id), dict: file.object(id).dict().cloned()? })).collect()
    }
}

/// Reads the tree. It may be as deep as it likes: a list of pages linked one to the next is a tree, too.
pub fn read(file: &File<'_>) -> Tree {
    let catalog = file.catalog();
    let mut tree = Tree::default();
    let Some(root) = catalog.raw(b"Pages") else { return tree };
    let count = file.resolve(root).dict().and_then(|dict| file.int(dict, b"Count"));
    tree.told = count.and_then(|count| u64::try_from(count).ok());
    let mut walk = Walk { file, tree, open: Vec::new(), above: BTreeSet::new(), looked_at: 0 };
    walk.node(root, &Dict::default());
    while let Some((kid, own)) = walk.next() {
        walk.node(&kid, &own);
    }
    walk.tree
}

/// A node whose kids are being read.
struct Node {
    id: Option<Id>,
    own: Arc<Dict>,
    kids: Arc<[Obj]>,
    next: usize,
}

struct Walk<'a, 'f> {
    file: &'a File<'f>,
    tree: Tree,
    /// The way from the root down to here.
    open: Vec<Node>,
    above: BTreeSet<Id>,
    looked_at: usize,
}

impl Walk<'_, '_> {
    /// The next kid of the innermost node that has one, and what it inherits.
    fn next(&mut self) -> Option<(Obj, Arc<Dict>)> {
        loop {
            let node = self.open.last_mut()?;
            if let Some(kid) = node.kids.get(node.next) {
                node.next += 1;
                return Some((kid.clone(), node.own.clone()));
            }
            if let Some(id) = self.open.pop().and_then(|node| node.id) {
                self.above.remove(&id);
            }
        }
    }

    fn node(&mut self, node: &Obj, above: &Dict) {
        self.looked_at += 1;
        if self.tree.pages.len() >= MAX_PAGES || self.looked_at > MAX_NODES {
            self.tree.beyond = true;
            self.open.clear();
            return;
        }
        let id = if let Obj::Ref(id) = node { Some(*id) } else { None };
        let node = self.file.resolve(node);
        let leads_back = id.is_some_and(|id| self.above.contains(&id));
        let Some(dict) = node.dict().filter(|_| !leads_back) else {
            self.tree.lost += 1;
            return;
        };
        let own = Arc::new(inherit(dict, above));
        // Kids decide, not /Type: it is often missing, sometimes wrong.
        match self.file.get(dict, b"Kids") {
            Obj::Array(kids) => {
                self.above.extend(id);
                self.open.push(Node { id, own, kids, next: 0 });
            }
            _ if dict.raw(b"Kids").is_some() && dict.raw(b"Contents").is_none() => self.tree.lost += 1,
            _ => self.tree.pages.push(Leaf { id, dict: own }),
        }
    }
}

/// The node's own entries, and those of its ancestors that it inherits and does not have.
fn inherit(dict: &Dict, above: &Dict) -> Dict {
    let own = dict.entries().map(|(key, value)| (key.into(), value.clone()));
    let inherited = HANDED_DOWN.iter().filter_map(|key| Some(((*key).into(), above.raw(key)?.clone())));
    Dict::new(own.chain(inherited).collect())
}
