//! Names and steps of a path: what counts them, the office that closes them and the words that sort them are taken out.

use crate::lexicon;
use crate::record::tables::stripped;
use crate::table::cell_text;
use crate::text::Text;

/// A name with what stands around it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// The name alone.
    pub name: String,
    /// Offices in the bracket that closes it (【人事課】).
    pub offices: Vec<String>,
    /// What sort it is (【拡充】, ☆新規).
    pub tags: Vec<String>,
}

/// A name taken apart. Where its number is a part of it (3層分離), nothing counts it.
pub fn name(text: &Text, counted: bool) -> Name {
    let words = if counted { step(text) } else { cell_text(text).as_str().to_owned() };
    let mut out = Name { name: words, ..Name::default() };
    while let Some((tag, rest)) = opening_tag(&out.name) {
        out.tags.push(tag);
        out.name = rest;
    }
    if let Some((rest, offices)) = closing_offices(&out.name) {
        out.name = rest;
        out.offices = offices;
    }
    if let Some((rest, tag)) = closing_tag(&out.name) {
        out.name = rest;
        out.tags.push(tag);
    }
    out
}

/// A step of a path: without marks and without the word and number that count it (柱1, 基本目標2).
pub fn step(text: &Text) -> String {
    let name = uncounted(&stripped(text));
    unbracketed(&name).map_or(name.clone(), str::to_owned)
}

/// What a bracket around all of a step holds: 【訪問系サービス】.
fn unbracketed(name: &str) -> Option<&str> {
    let open = name.chars().next().filter(|c| "【[<《〔〈".contains(*c))?;
    let inside = name[open.len_utf8()..].strip_suffix(closing(open))?;
    (!inside.is_empty() && !inside.contains([open, closing(open)])).then_some(inside.trim())
}

/// A name without the word and number that count it.
pub fn uncounted(name: &str) -> String {
    let name = name.trim();
    let Some((_, length)) = lexicon::counted_name(name) else { return name.to_owned() };
    name.get(length..).map_or(name, str::trim).to_owned()
}

/// `【拡充】バス運行`: a bracket with nothing but a word that sorts, before a name.
fn opening_tag(name: &str) -> Option<(String, String)> {
    let open = name.chars().next().filter(|c| "【[(<《〔".contains(*c))?;
    let close = closing(open);
    let (inside, rest) = name[open.len_utf8()..].split_once(close)?;
    (lexicon::is_tag(inside) && !rest.trim().is_empty()).then(|| (inside.trim().to_owned(), rest.trim().to_owned()))
}

/// `バス運行(新規)`.
fn closing_tag(name: &str) -> Option<(String, String)> {
    let close = name.chars().next_back().filter(|c| "】])>》〕".contains(*c))?;
    let (before, inside) = name[..name.len() - close.len_utf8()].rsplit_once(['【', '[', '(', '<', '《', '〔'])?;
    (lexicon::is_tag(inside) && !before.trim().is_empty()).then(|| (before.trim().to_owned(), inside.trim().to_owned()))
}

/// `提案制度の活性化【人事課】`: offices in the bracket that closes a name.
fn closing_offices(name: &str) -> Option<(String, Vec<String>)> {
    let close = name.chars().next_back().filter(|c| "】])〕".contains(*c))?;
    let (before, inside) = name[..name.len() - close.len_utf8()].rsplit_once(['【', '[', '(', '〔'])?;
    let offices: Vec<String> = inside
        .split(['、', '・', ',', ' '])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    let all = !offices.is_empty() && offices.iter().all(|office| lexicon::is_office(office));
    (all && !before.trim().is_empty()).then(|| (before.trim().to_owned(), offices))
}

fn closing(open: char) -> char {
    match open {
        '【' => '】',
        '[' => ']',
        '<' => '>',
        '《' => '》',
        '〈' => '〉',
        '〔' => '〕',
        _ => ')',
    }
}
