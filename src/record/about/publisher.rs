//! Who published a document.

use crate::lexicon::{self, FormField};
use crate::page::{Block, Kind, squeeze};
use crate::record::model::{self, Publisher};
use crate::text::Span;

/// Longest line that is read as a signature or a name, in characters.
const LONGEST_SIGNATURE: usize = 24;

/// The publisher, and where its name is printed: a form's field, the signature of the head of the
/// municipality, the title, the office's line, or a line of the cover that is nothing but a name.
///
/// A name that the code list does not have is taken where the page makes plain that it is one.
pub fn read(
    blocks: &[Block],
    cover: &[Block],
    title: &[&Block],
    office: Option<&Block>,
    kind: model::Kind,
) -> (Publisher, Option<Span>) {
    let prefecture = field(blocks, FormField::Prefecture, kind).map(|(name, _)| name);
    let named = field(blocks, FormField::Publisher, kind)
        .or_else(|| blocks.iter().find_map(signature))
        .or_else(|| title.iter().copied().chain(office).find_map(first_mention))
        .or_else(|| blocks.iter().find_map(signature_unlisted))
        .or_else(|| cover.iter().find_map(name_alone))
        .or_else(|| title.iter().find_map(|block| spoken_of(block, blocks)));
    let Some((name, span)) = named else { return (Publisher::default(), None) };
    let known = lexicon::by_name(&name, prefecture.as_deref());
    let publisher = Publisher {
        prefecture: prefecture.or_else(|| known.map(|known| known.prefecture.clone())),
        code: known.map(|known| known.code.clone()),
        name: Some(name),
    };
    (publisher, Some(span))
}

/// The value beside a label of a form. A row is one of a form only where the document says that it is one: elsewhere the
/// label heads a column.
pub fn field(blocks: &[Block], wanted: FormField, kind: model::Kind) -> Option<(String, Span)> {
    blocks.iter().take(40).find_map(|block| {
        let text = block.text.as_str();
        let words: Vec<&str> = match block.kind {
            Kind::Row if kind != model::Kind::NominationForm => return None,
            Kind::Row => text.split('\t').map(str::trim).filter(|cell| !cell.is_empty()).collect(),
            _ => text.split(' ').collect(),
        };
        let pair =
            words.windows(2).find(|pair| lexicon::form_label(pair[0]).is_some_and(|(kind, _)| kind == wanted))?;
        Some((pair[1].to_owned(), block.span))
    })
}

/// `青葉市長 山田 花子`: a name of the list, and the word for its head directly behind.
fn signature(block: &Block) -> Option<(String, Span)> {
    let text = block.text.as_str();
    if text.chars().count() > LONGEST_SIGNATURE || block.kind == Kind::Row {
        return None;
    }
    let (range, name) = lexicon::mentions(text).into_iter().next()?;
    let last = name.chars().next_back()?;
    let behind = text[range.end..].chars().take_while(|c| !c.is_whitespace());
    let word: String = std::iter::once(last).chain(behind).collect();
    lexicon::is_head_of(&word).then(|| (name.to_owned(), block.span))
}

/// The same of a name that the list does not have: `やまびこ市長 山野 はるか`.
fn signature_unlisted(block: &Block) -> Option<(String, Span)> {
    let text = block.text.as_str();
    let (office, person) = text.split_once(' ')?;
    let name = office.strip_suffix('長').filter(|name| name.chars().count() >= 3 && lexicon::is_municipal(name))?;
    let short = text.chars().count() <= LONGEST_SIGNATURE && (2..=12).contains(&person.chars().count());
    (short && block.mark.is_none() && !block.is_sentence()).then(|| (name.to_owned(), block.span))
}

/// A title without the count that it begins with (第2期, 第3次).
pub fn without_count(title: &str) -> &str {
    let end = lexicon::counted_edition(title).unwrap_or(0);
    title[end..].trim_start()
}

fn first_mention(block: &Block) -> Option<(String, Span)> {
    let (_, name) = lexicon::mentions(block.text.as_str()).into_iter().next()?;
    Some((name.to_owned(), block.span))
}

/// A line that is nothing but the name of a municipality.
fn name_alone(block: &Block) -> Option<(String, Span)> {
    let name = squeeze(without_count(block.text.as_str()));
    let short = (3..=8).contains(&name.chars().count());
    (short && block.mark.is_none() && lexicon::is_municipal(&name)).then_some((name, block.span))
}

/// The title begins with a name that the text speaks of as of a municipality (`…市では`), or that an office bears
/// (`…市情報政策課`).
fn spoken_of(title: &&Block, blocks: &[Block]) -> Option<(String, Span)> {
    let text = title.text.as_str();
    let text = without_count(text);
    let ends = text.char_indices().take(8).map(|(at, c)| at + c.len_utf8());
    let name = ends.map(|end| &text[..end]).find(|name| name.chars().count() >= 3 && lexicon::is_municipal(name))?;
    let signs = |block: &Block| lexicon::is_office(block.text.as_str()) && block.text.as_str().starts_with(name);
    let body = |block: &&Block| signs(block) || block.is_sentence() && lexicon::speaks_of(block.text.as_str(), name);
    blocks.iter().find(body).map(|_| (name.to_owned(), title.span))
}
