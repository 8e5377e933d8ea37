//! Labels agree over the document: what is set as they are, or printed as often, is a label, too; what is set alike below
//! one is a list.

use super::form;
use crate::lexicon::{self, Fact};
use crate::page::{Block, Kind, squeeze};
use crate::record::Page;
use crate::record::reading::part::{self, Said};
use crate::text::{Rank, Text};
use std::collections::{BTreeMap, BTreeSet};

/// Fewest known labels set alike that make the others set so labels, too.
pub(super) const FEWEST_LABELS: usize = 2;

/// A short heading printed so often under different ones is a label.
pub(super) const REPEATED: usize = 3;

/// Labels agree over the document: a heading that is set as labels are is one, known or not, and so is one that is
/// printed under heading after heading.
pub(super) fn agree(page: &Page<'_>, lines: &mut [Said]) {
    let blocks = page.blocks;
    let mut set: BTreeMap<(Option<u8>, Option<String>), (usize, usize)> = BTreeMap::new();
    let mut printed: BTreeMap<String, BTreeSet<Option<usize>>> = BTreeMap::new();
    let heading = |at: &usize| blocks[*at].heading_level().is_some();
    entries(blocks, lines);
    for at in (0..blocks.len()).filter(heading) {
        let (labels, others) = set.entry(form(&blocks[at])).or_default();
        match &lines[at] {
            Said::Label(_, _, rest) if rest.is_blank() => *labels += 1,
            Said::Words => *others += 1,
            _ => {}
        }
        printed.entry(squeeze(blocks[at].text.as_str())).or_default().insert(page.heading_of(at));
    }
    for at in (0..blocks.len()).filter(heading) {
        let words = blocks[at].text.as_str();
        let counted = blocks[at].rank() == Some(Rank::Number) || lexicon::counted_name(words).is_some();
        if lines[at] != Said::Words || counted || words.chars().count() > part::LONGEST || page.is_title(&blocks[at]) {
            continue;
        }
        let (labels, others) = set.get(&form(&blocks[at])).copied().unwrap_or_default();
        let again = printed.get(&squeeze(words)).map_or(0, BTreeSet::len);
        if labels >= FEWEST_LABELS && labels >= others || again >= REPEATED {
            lines[at] = Said::Label(blocks[at].text.trim(), part::UNKNOWN, Text::default());
        }
    }
    plain(page, lines);
}

/// Short lines of text that are printed under several headings and end as labels do are labels.
pub(super) fn plain(page: &Page<'_>, lines: &mut [Said]) {
    let brief = |at: usize| {
        let block = &page.blocks[at];
        let fact = part::ends_as_label(block, page.lexicon)
            .filter(|_| lines[at] == Said::Words && block.kind == Kind::Plain)?;
        Some((squeeze(block.text.as_str()), fact))
    };
    let all: Vec<(usize, String, Fact)> =
        (0..lines.len()).filter_map(|at| brief(at).map(|(words, fact)| (at, words, fact))).collect();
    let mut under: BTreeMap<&str, BTreeSet<Option<usize>>> = BTreeMap::new();
    for (at, words, _) in &all {
        under.entry(words).or_default().insert(page.heading_of(*at));
    }
    for (at, words, fact) in &all {
        if under.get(words.as_str()).is_some_and(|heads| heads.len() >= FEWEST_LABELS) {
            lines[*at] = Said::Label(page.blocks[*at].text.trim(), *fact, Text::default());
        }
    }
}

/// Lines with one mark, set alike, with nothing between them and below a label: a list, though a heading's mark opens
/// each.
pub(super) fn entries(blocks: &[Block], lines: &mut [Said]) {
    let marked = |at: usize| {
        let mark = blocks[at].mark.as_ref().filter(|mark| mark.rank != Rank::Number);
        blocks[at].heading_level().filter(|_| mark.is_some()).map(|_| form(&blocks[at]))
    };
    let mut at = 0;
    while at < blocks.len() {
        let own = marked(at).filter(|_| lines[at] == Said::Words);
        let run =
            (at..blocks.len()).take_while(|next| own.is_some() && marked(*next) == own && lines[*next] == Said::Words);
        let count = run.count();
        let below = at
            .checked_sub(1)
            .is_some_and(|before| matches!(&lines[before], Said::Label(_, _, rest) if rest.is_blank()));
        if count >= 2 && below {
            lines[at..at + count].fill(Said::Entry);
        }
        at += count.max(1);
    }
}
