//! Headings counted like those that a table of targets made initiatives: with prose below, they are initiatives too.
//!
//! A plan sets its measures alike: (1) with a table, (2) with a paragraph. A clause of the paragraph that aims at a
//! figure is a target.

use super::desk::{Desk, Piece};
use super::model::Initiative;
use super::tables::{self, pillars_above};
use super::trace::Ground;
use super::{Page, Records, target};
use crate::lexicon;
use crate::page::{Block, Kind, squeeze};
use crate::table::cell_text;
use crate::text::{Carry, Text, join_lines, periods, quantities};
use std::collections::BTreeSet;

/// A heading and what belongs to it, by their places among the blocks.
pub struct Found {
    /// The heading.
    pub head: usize,
    /// The paragraphs that explain it.
    pub prose: Vec<usize>,
    /// The items that say what is done.
    pub items: Vec<usize>,
}

/// How a heading is counted: its level, and its enumerator without the number.
pub type Form = (u8, String);

/// A heading like others.
const ALIKE: Ground = Ground::of(
    "a heading counted like those above tables of targets, with prose below, is an initiative",
    module_path!(),
);
/// Prose below a heading.
const PROSE: Ground = Ground::of("the sentences below the heading explain it", module_path!());
/// Items below a heading.
const ITEMS: Ground = Ground::of("the items below the heading are what is done", module_path!());
/// Offices behind a heading.
const BRACKET: Ground =
    Ground::of("a bracket of offices at the end of the heading says who is in charge", module_path!());
/// A clause that aims.
const CLAUSE: Ground = Ground::of("a clause that aims at a figure is a target", module_path!());
/// What a heading gives.
const HEADS: Ground = Ground::of("the heading above names it", module_path!());

/// Reads the headings that are counted like initiatives already read.
pub fn read(page: &Page<'_>, desk: &mut Desk<'_>, records: &mut Records) {
    let blocks = page.blocks;
    let forms: BTreeSet<Form> = records.headed.keys().filter_map(|head| form(&blocks[*head])).collect();
    let heads = (0..blocks.len()).filter(|at| form(&blocks[*at]).is_some_and(|form| forms.contains(&form)));
    for head in heads.collect::<Vec<_>>() {
        let new = !records.headed.contains_key(&head) && tables::names_initiative(page, head);
        if new && records.is_free(head) {
            let sentence = |at: &usize| {
                let block = &blocks[*at];
                block.kind == Kind::Plain && records.is_free(*at) && block.text.as_str().ends_with('。')
            };
            let prose = (head + 1..end_below(page, head)).filter(sentence).collect();
            initiative(page, &Found { head, prose, items: Vec::new() }, desk, records);
        }
    }
}

/// How a heading is counted; `None` where it is not.
pub fn form(block: &Block) -> Option<Form> {
    let sign = match &block.mark {
        Some(mark) => mark.sign.replace(|c: char| c.is_ascii_digit() || "IVX".contains(c), ""),
        None => lexicon::counted_measure(block.text.as_str())?.0.to_owned(),
    };
    Some((block.heading_level()?, sign))
}

/// Where what stands below a heading ends: at the next one that is no running head.
pub fn end_below(page: &Page<'_>, head: usize) -> usize {
    let blocks = page.blocks;
    let next = (head + 1..blocks.len()).find(|at| blocks[*at].heading_level().is_some() && !page.runs(*at, head));
    next.unwrap_or(blocks.len())
}

/// Makes the initiative that a heading names, with the aims in its prose.
pub fn initiative(page: &Page<'_>, found: &Found, desk: &mut Desk<'_>, records: &mut Records) {
    let blocks = page.blocks;
    let Found { head, prose, items } = found;
    let head = *head;
    let (name, departments) = named(&blocks[head]);
    let again = records.initiatives.iter().any(|made| squeeze(&made.name) == squeeze(&name));
    if prose.is_empty() || again {
        return;
    }
    let path = pillars_above(page, page.heading_of(head));
    let words: Vec<&str> = path.iter().map(String::as_str).chain([name.as_str()]).collect();
    let (id, home) = (desk.id("i", &words), words.join("/"));
    let texts: Vec<Text> = prose.iter().map(|at| cell_text(&blocks[*at].text)).collect();
    let pieces =
        std::iter::once(&head).chain(prose).chain(items).map(|at| Piece::of(blocks[*at].span, blocks[*at].page));
    let source = desk.sources(&pieces.collect::<Vec<_>>());
    for (at, clause) in prose.iter().flat_map(|at| aims(&blocks[*at].text).into_iter().map(|clause| (*at, clause))) {
        let context = target::Context {
            initiative_id: Some(id.clone()),
            home: home.clone(),
            pieces: clause.pieces().into_iter().map(|span| Piece::of(span, blocks[at].page)).collect(),
            page: blocks[at].page,
            ground: CLAUSE,
            ..Default::default()
        };
        let heading = Piece::of(blocks[head].span, blocks[head].page);
        let named: Vec<Piece> = std::iter::once(heading).chain(context.pieces.iter().copied()).collect();
        let mut made = target::target(desk, &clause, None, context);
        if made.indicator.is_none() {
            made.indicator = Some(name.clone());
            made.source = desk.sources(&named);
            desk.explain(&made.id, |say| say.field("indicator", HEADS, vec![heading]));
        }
        records.targets.push(made);
    }
    desk.explain(&id, |say| {
        let heading = vec![Piece::of(blocks[head].span, blocks[head].page)];
        say.record(ALIKE, heading.clone());
        say.field("name", ALIKE, heading);
        say.field("path", tables::PILLARS, tables::pillar_pieces(page, page.heading_of(head)));
        let below = prose.iter().map(|at| Piece::of(blocks[*at].span, blocks[*at].page)).collect();
        say.field("description", PROSE, below);
        let listed = items.iter().map(|at| Piece::of(blocks[*at].span, blocks[*at].page)).collect();
        say.field("activities", ITEMS, listed);
        say.field("departments", BRACKET, vec![Piece::of(blocks[head].span, blocks[head].page)]);
    });
    prose.iter().chain(items).for_each(|at| records.take(*at));
    let below = records.measured.iter().filter(|(_, heading)| *heading == Some(head)).map(|(result, _)| *result);
    for result in below.collect::<Vec<_>>() {
        for made in records.results.iter_mut().skip(result).take(1) {
            made.initiative_id = Some(id.clone());
            desk.explain(&made.id, |say| say.field("initiative_id", HEADS, Vec::new()));
        }
    }
    records.headed.insert(head, id.clone());
    let description = Some(join_lines(&texts).as_str().to_owned());
    let activities = items.iter().map(|at| cell_text(&blocks[*at].text).as_str().to_owned()).collect();
    records.initiatives.push(Initiative {
        id,
        name,
        path,
        description,
        activities,
        departments,
        ..Initiative::bare(source)
    });
}

/// The name that a heading gives, without the word that counts it (施策1), and the offices behind it.
pub fn named(heading: &Block) -> (String, Vec<String>) {
    let text = cell_text(&heading.text);
    // A digit glued to a noun of action is a footnote's or the page's (contract, rule 15).
    let bare = text.as_str().trim_end_matches(|c: char| c.is_ascii_digit());
    let text = if lexicon::is_action(bare) { text.slice(0..bare.len()) } else { text };
    let counted = lexicon::counted_measure(text.as_str()).filter(|_| heading.mark.is_none());
    in_charge(text.as_str().get(counted.map_or(0, |(_, end)| end)..).unwrap_or_default())
}

/// A heading without the offices that a bracket at its end names: `下水熱の活用【国土交通省】`. A footnote's number
/// may stand behind the bracket.
fn in_charge(heading: &str) -> (String, Vec<String>) {
    let end = heading.trim_end_matches(|c: char| c.is_ascii_digit() || c.is_whitespace());
    let cut = end.strip_suffix('】').and_then(|rest| rest.rsplit_once('【'));
    let Some((name, inside)) = cut.filter(|(name, _)| !name.trim().is_empty()) else {
        return (heading.to_owned(), Vec::new());
    };
    let offices = inside.split(['・', '、', ',']).map(|office| office.trim().trim_start_matches('◎').to_owned());
    let offices: Vec<String> = offices.collect();
    let all = offices.iter().all(|office| lexicon::is_office(office));
    if all { (name.trim().to_owned(), offices) } else { (heading.to_owned(), Vec::new()) }
}

/// The clauses of a text that aim at a figure: `女性の割合を50%程度とするよう努めます。`
fn aims(text: &Text) -> Vec<Text> {
    let s = text.as_str();
    let ends: Vec<usize> = s.match_indices('。').map(|(at, stop)| at + stop.len()).collect();
    let clause = |sentence: Text| {
        let words = sentence.as_str();
        let dates: Vec<_> = periods(words, &mut Carry::default()).into_iter().map(|found| found.range).collect();
        // A number without a unit is a note's.
        let counts = |found: &&crate::text::Found<crate::text::Quantity>| found.value.unit.is_some();
        let last = quantities(words, &dates).iter().rfind(counts)?.range.start;
        let from = words[..last].rfind('、').map_or(0, |at| at + '、'.len_utf8());
        let clause = sentence.slice(from..words.len()).trim();
        lexicon::says_aim(clause.as_str()).then_some(clause)
    };
    text.cut(&ends).into_iter().filter_map(clause).collect()
}

#[cfg(test)]
mod tests {
    use super::in_charge;

    #[test]
    fn offices_behind_a_heading() {
        let read = |heading: &str| {
            let (name, offices) = in_charge(heading);
            (name, offices.join("|"))
        };
        let pair = |name: &str, offices: &str| (name.to_owned(), offices.to_owned());
        assert_eq!(read("下水熱の活用【国土交通省】2"), pair("下水熱の活用", "国土交通省"));
        assert_eq!(read("木材利用【◎農林水産省・国土交通省】"), pair("木材利用", "農林水産省|国土交通省"));
        assert_eq!(read("窓口の改革【重点】"), pair("窓口の改革【重点】", ""));
        assert_eq!(read("計画2030"), pair("計画2030", ""));
    }
}
