//! Words around dates, figures and brackets (`lexicon/grammar.toml`).

use super::parse;
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Grammar {
    undated: Vec<String>,
    attributive: Vec<String>,
    heads_line: Vec<String>,
    clause: Vec<String>,
    limit_ends: Vec<String>,
    note_heads: Vec<String>,
    plan_ends: Vec<String>,
    no_plan_ends: Vec<String>,
}

static GRAMMAR: LazyLock<Grammar> = LazyLock::new(|| parse("grammar.toml", include_str!("../../lexicon/grammar.toml")));

fn begins(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.starts_with(word.as_str()))
}

fn ends(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.ends_with(word.as_str()))
}

/// Whether the words behind a date say that it dates no happening (`への延期`, `を期限とした`).
pub fn is_undated(behind: &str) -> bool {
    begins(behind, &GRAMMAR.undated)
}

/// Whether the words behind a date make it the attribute of a noun (`の取組み`).
pub fn is_attributive(behind: &str) -> bool {
    begins(behind, &GRAMMAR.attributive)
}

/// Whether the words behind a date at the start of a line let it date the line's figures.
pub fn heads_line(behind: &str) -> bool {
    begins(behind, &GRAMMAR.heads_line)
}

/// Whether a bracket's words are a clause that limits what it stands by.
pub fn limits(inside: &str) -> bool {
    GRAMMAR.clause.iter().any(|word| inside.contains(word.as_str())) || ends(inside, &GRAMMAR.limit_ends)
}

/// Whether a sentence of a text says what will be done (推進します, 整備を進める), not only how things stand.
pub fn says_plan(text: &str) -> bool {
    let sentences = text.split('。').map(str::trim).filter(|sentence| !sentence.is_empty());
    sentences.into_iter().any(|sentence| ends(sentence, &GRAMMAR.plan_ends) && !ends(sentence, &GRAMMAR.no_plan_ends))
}

/// Whether a note limits the lines below it.
pub fn is_note_head(note: &str) -> bool {
    ends(note, &GRAMMAR.note_heads)
}
