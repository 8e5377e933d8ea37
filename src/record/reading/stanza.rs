//! Stanzas: a heading that names an undertaking, with its parts below: labels with values, sentences, items, an amount,
//! an office, a small table (contract, rules 9, 20 and 21).
//!
//! ```text
//! 新規
//! こども医療費の助成                 the head
//! 予算額 3億6,200万円                a label and its value
//! 対象を18歳まで拡大します。         a sentence
//! 担当:子育て支援課
//! ```
//!
//! What speaks for a stanza are its labels and the looks of its lines; heads that are set alike decide together.

mod agree;
mod heads;
mod parts;

use super::part::{self, Said};
use crate::lexicon::{self, Role, SectionKind};
use crate::page::{Block, Kind};
use crate::record::Page;
use crate::text::Text;
use agree::agree;
use heads::{apart, end, is_head, over, tags_stand_before, without_tags};
use parts::stanza;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// From this sum on a head names an undertaking.
const ACCEPT: i32 = 330;

/// The same of one among others that are set alike, where their mean is as high.
const ACCEPT_ALIKE: i32 = 150;

/// Mean of heads that are set alike.
const ALIKE: i32 = 220;

/// The most that one part says.
const PART: i32 = 200;

/// A head that a number or a mark opens.
const COUNTED: i32 = 30;

/// A head that ends with a noun of action.
const ACTION: i32 = 40;

/// A head that introduces, or tells of a matter beside the undertakings.
const BESIDE: i32 = -500;

/// A part of a stanza.
#[derive(Debug, Clone)]
pub struct Part {
    /// Its label; blank where it has none.
    pub label: Text,
    /// The label with the signs around it.
    pub signs: Text,
    /// What it is, where it has no label.
    pub role: Option<Role>,
    /// Its values, one a cell.
    pub values: Vec<(Text, Option<u32>)>,
    /// What it says for a stanza.
    pub weight: i32,
    /// The role that its label best tells.
    pub told: Option<Role>,
    /// Whether its label stands alone, with its values below.
    pub alone: bool,
    /// Its blocks.
    pub blocks: Vec<usize>,
}

/// A head with its parts.
#[derive(Debug, Clone)]
pub struct Stanza {
    /// The block that names it.
    pub head: usize,
    /// The name.
    pub name: Text,
    /// What stands before the name on its line: the label that it follows.
    pub head_signs: Text,
    /// Headings set directly above the head, however small they are: steps of its path.
    pub over: Vec<usize>,
    /// All of its blocks, the head included.
    pub blocks: Range<usize>,
    /// Its parts.
    pub parts: Vec<Part>,
    /// Its indicators, each with the parts that say its figures (指標, 基準値, 目標値), line by line.
    pub indicators: Vec<Vec<Part>>,
    /// What speaks for it, in hundredths of a nat.
    pub sum: i32,
    /// Whether it names no undertaking, but stands over several: its aims are its own.
    pub is_pillar: bool,
}

impl Stanza {
    /// The blocks that its parts were read from.
    pub fn used(&self) -> impl Iterator<Item = usize> {
        let parts = self.parts.iter().chain(self.indicators.iter().flatten());
        parts.flat_map(|part| part.blocks.iter().copied())
    }
}

/// The stanzas of a document, in order. `is_free` tells the blocks that nothing was read from.
///
/// `named` has the tables, by their first blocks, whose rows are initiatives.
pub fn of(page: &Page<'_>, is_free: &dyn Fn(usize) -> bool, named: &BTreeSet<usize>) -> Vec<Stanza> {
    let mut lines: Vec<Said> = page.blocks.iter().map(|block| part::said(block, page.lexicon)).collect();
    agree(page, &mut lines);
    let before = tags_stand_before(page.blocks, &lines);
    let heads: Vec<usize> = (0..page.blocks.len()).filter(|at| is_free(*at) && is_head(page, *at, &lines)).collect();
    let mut all: Vec<Stanza> = Vec::new();
    for (nth, head) in heads.iter().enumerate() {
        let end = end(page, *head, heads.get(nth + 1).copied(), &lines);
        let end = if before { without_tags(&lines, *head + 1, end, heads.get(nth + 1).copied()) } else { end };
        all.push(stanza(page, *head, end, &lines, before, is_free));
    }
    apart(page, &mut all);
    for stanza in &mut all {
        stanza.sum = sum(page, stanza);
        stanza.is_pillar = lexicon::is_counted_pillar(page.blocks[stanza.head].printed.as_str())
            || stanza.blocks.clone().any(|at| named.contains(&at));
    }
    let heads: Vec<usize> = accepted(page.blocks, &all).iter().map(|stanza| stanza.head).collect();
    let level = |at: usize| page.blocks[at].heading_level();
    for (nth, stanza) in all.iter_mut().enumerate() {
        // An undertaking set below another: the outer one stands over several.
        let below = page.headings_above(heads.get(nth + 1).copied().unwrap_or_default());
        stanza.is_pillar |= level(stanza.head).is_some() && below.contains(&stanza.head);
    }
    all.retain(|stanza| heads.contains(&stanza.head) || stanza.is_pillar && stanza.sum > 0);
    over(page, &lines, &mut all);
    all.extend(without_head(page, &all, &lines, is_free));
    all
}

/// Aims below a label that stands in no stanza: they belong to the headings above.
fn without_head(page: &Page<'_>, all: &[Stanza], lines: &[Said], is_free: &dyn Fn(usize) -> bool) -> Vec<Stanza> {
    let blocks = page.blocks;
    let mut covered = vec![false; blocks.len()];
    all.iter().flat_map(|stanza| stanza.blocks.clone()).for_each(|at| covered[at] = true);
    let item = |at: usize| is_free(at) && blocks[at].kind == Kind::Item && lines[at] == Said::Words;
    let mut found = Vec::new();
    for at in (0..blocks.len()).filter(|at| is_free(*at) && !covered[*at]) {
        let text = blocks[at].text.trim();
        let aims = part::heads_aims(&blocks[at], page.lexicon);
        let items: Vec<usize> = (at + 1..blocks.len()).take_while(|next| item(*next)).collect();
        if !aims || items.is_empty() {
            continue;
        }
        let values = items.iter().map(|item| (blocks[*item].printed.clone(), blocks[*item].page)).collect();
        let end = at + 1 + items.len();
        let mut used = vec![at];
        used.extend(items);
        let (role, told) = (None, Some(Role::Target));
        let part = Part {
            signs: blocks[at].printed.clone(),
            label: text,
            role,
            values,
            weight: PART,
            told,
            alone: true,
            blocks: used,
        };
        let parts = vec![part];
        found.push(Stanza {
            over: Vec::new(),
            head: at,
            name: Text::default(),
            head_signs: Text::default(),
            blocks: at..end,
            parts,
            indicators: Vec::new(),
            sum: PART,
            is_pillar: true,
        });
    }
    found
}

/// Of heads that are set alike all are taken where most have parts that speak for them.
fn accepted<'s>(blocks: &[Block], all: &'s [Stanza]) -> Vec<&'s Stanza> {
    let mut alike: BTreeMap<(Option<u8>, Option<String>), (i32, i32)> = BTreeMap::new();
    for stanza in all {
        let (sum, count) = alike.entry(form(&blocks[stanza.head])).or_default();
        *sum += stanza.sum.clamp(-200, ACCEPT * 2);
        *count += 1;
    }
    let least = |stanza: &Stanza| match alike.get(&form(&blocks[stanza.head])) {
        Some((sum, count)) if *count > 1 && sum / count >= ALIKE => ACCEPT_ALIKE,
        _ => ACCEPT,
    };
    all.iter().filter(|stanza| stanza.sum >= least(stanza)).collect()
}

/// How a head is set: its level and its mark without the number.
fn form(block: &Block) -> (Option<u8>, Option<String>) {
    let sign = block.mark.as_ref().map(|mark| mark.sign.replace(|c: char| c.is_ascii_digit() || "IVX".contains(c), ""));
    (block.heading_level(), sign)
}

/// What speaks for a stanza.
fn sum(page: &Page<'_>, stanza: &Stanza) -> i32 {
    let mut best: BTreeMap<Role, i32> = BTreeMap::new();
    for part in stanza.parts.iter().chain(stanza.indicators.iter().flatten()) {
        let Some(role) = part.told.or(part.role) else { continue };
        let weight = best.entry(role).or_default();
        *weight = (*weight).max(part.weight);
    }
    let head = &page.blocks[stanza.head];
    let words = head.text.as_str();
    let counted = head.mark.is_some() || lexicon::counted_name(words).is_some();
    let beside = lexicon::is_matter(words)
        || lexicon::is_beside(words)
        || lexicon::introduces(words)
        || lexicon::is_caption(words)
        || lexicon::is_office(words)
        || !matches!(lexicon::section_kind(words), None | Some(SectionKind::Measures));
    best.remove(&Role::Remark);
    best.remove(&Role::Rate);
    best.values().sum::<i32>()
        + if counted { COUNTED } else { 0 }
        + if lexicon::is_action(words) { ACTION } else { 0 }
        + if beside { BESIDE } else { 0 }
}

/// Whether a role is a field of an initiative, or something that it aims at or reached.
pub fn is_field(role: Role) -> bool {
    part::is_part(role) && !matches!(role, Role::Initiative | Role::Group | Role::Remark)
}
