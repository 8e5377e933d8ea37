//! A glossary: terms and what they mean.

use super::desk::{Desk, Piece};
use super::model::Term;
use super::{Page, Records};
use crate::lexicon::{self, SectionKind};
use crate::page::{Block, Kind};
use crate::text::{Text, join_lines};

/// Reads every section headed 用語集 or the like.
///
/// A short line followed by a sentence is a term and its definition; a short line followed by
/// another short line heads a group (か行, アルファベット).
pub fn read(page: &Page<'_>, desk: &mut Desk<'_>, records: &mut Records) {
    let blocks = page.blocks;
    let heads = (0..blocks.len()).filter(|i| {
        blocks[*i].heading_level().is_some_and(|level| level < 6)
            && lexicon::is_section(blocks[*i].text.as_str(), SectionKind::Glossary)
    });
    for head in heads {
        let level = blocks[head].heading_level().unwrap_or(1);
        let body = head + 1..blocks.len();
        let end = body
            .clone()
            .find(|i| blocks[*i].heading_level().is_some_and(|inner| inner <= level))
            .unwrap_or(blocks.len());
        terms(blocks, head + 1..end, desk, records);
    }
}

fn terms(blocks: &[Block], body: std::ops::Range<usize>, desk: &Desk<'_>, records: &mut Records) {
    let listed =
        body.clone().any(|i| blocks.get(i + 1).is_some_and(|next| i + 1 < body.end && explains(&blocks[i], next)));
    let mut i = body.start;
    while i < body.end {
        let block = &blocks[i];
        if block.kind == Kind::Furniture {
            i += 1;
            continue;
        }
        let definition: Vec<&Block> = blocks[i + 1..body.end].iter().take_while(|next| explains(block, next)).collect();
        if definition.is_empty() || block.is_sentence() {
            // か行 heads a group of terms; where no term is read there is no group to head.
            if !block.is_sentence() && listed {
                records.take(i);
                records.furniture.push(block.span);
            }
            i += 1;
            continue;
        }
        let texts: Vec<Text> = definition.iter().map(|block| block.text.clone()).collect();
        let pieces: Vec<Piece> = std::iter::once(block)
            .chain(definition.iter().copied())
            .map(|block| Piece::of(block.span, block.page))
            .collect();
        let (term, reading) = reading(block.text.as_str());
        records.glossary.push(Term {
            term,
            reading,
            definition: join_lines(&texts).as_str().to_owned(),
            source: desk.sources(&pieces),
        });
        (i..=i + definition.len()).for_each(|block| records.take(block));
        i += definition.len() + 1;
    }
}

/// A sentence explains the term above it.
fn explains(term: &Block, next: &Block) -> bool {
    !term.is_sentence() && next.is_sentence() && matches!(next.kind, Kind::Plain)
}

/// A parenthesis in kana behind a term is its reading; any other stays in the term.
pub fn reading(term: &str) -> (String, Option<String>) {
    let kana = |text: &str| {
        !text.is_empty() && text.chars().all(|c| matches!(c, 'ぁ'..='ん' | 'ァ'..='ヺ' | 'ー' | '・' | ' '))
    };
    let split = term.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    match split {
        Some((name, inside)) if kana(inside) && !name.is_empty() => (name.trim().to_owned(), Some(inside.to_owned())),
        _ => (term.to_owned(), None),
    }
}

#[cfg(test)]
mod tests {
    use super::reading;

    #[test]
    fn readings() {
        assert_eq!(reading("AI(エー・アイ)"), ("AI".into(), Some("エー・アイ".into())));
        assert_eq!(reading("KGI(重要目標達成指標)"), ("KGI(重要目標達成指標)".into(), None));
        assert_eq!(reading("サーバ"), ("サーバ".into(), None));
    }
}
