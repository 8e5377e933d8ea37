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
    comparisons: Vec<String>,
    dittos: Vec<String>,
    dittos_beside: Vec<String>,
    leads_from: Vec<String>,
    leads_to: Vec<String>,
    behind_date: Vec<String>,
    before_date: Vec<String>,
    happens: Vec<String>,
    of_noun: String,
    goes_on: Vec<String>,
    notes: Vec<String>,
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

/// The clause behind a date without what ties it to the date (`9月に策定`).
pub fn behind_date(clause: &str) -> &str {
    let tie = |text: &str| GRAMMAR.behind_date.iter().find(|word| text.starts_with(word.as_str())).map(String::len);
    let mut rest = clause.trim_start();
    while let Some(cut) = tie(rest) {
        rest = rest.get(cut..).unwrap_or_default().trim_start();
    }
    rest
}

/// The words before a date without what ties the date to them.
pub fn before_date(words: &str) -> &str {
    let tie = |text: &str| GRAMMAR.before_date.iter().find(|word| text.ends_with(word.as_str())).map(String::len);
    let mut rest = words.trim_end_matches(['(', ' ']);
    while let Some(cut) = tie(rest) {
        rest = rest.get(..rest.len() - cut).unwrap_or_default().trim_end_matches(['(', ' ']);
    }
    rest
}

/// The word between two figures, if it leads from the first to the second (50%から70%に).
pub fn leads_from(between: &str) -> Option<&'static str> {
    GRAMMAR.leads_from.iter().map(String::as_str).find(|word| *word == between)
}

/// Whether the words behind the second figure say that it is where the first leads.
pub fn leads_to(behind: &str) -> bool {
    begins(behind.trim_start(), &GRAMMAR.leads_to)
}

/// Whether the word behind a date lets it date a happening (に).
pub fn happens(behind: &str) -> bool {
    begins(behind, &GRAMMAR.happens)
}

/// The noun behind a date and the particle that makes the date its attribute.
pub fn noun_of(behind: &str) -> Option<&str> {
    behind.strip_prefix(GRAMMAR.of_noun.as_str())
}

/// Whether a line begins inside a sentence.
pub fn goes_on(line: &str) -> bool {
    begins(line, &GRAMMAR.goes_on)
}

/// What stands behind the word that opens a note (注1).
pub fn note_number(line: &str) -> Option<&str> {
    GRAMMAR.notes.iter().find_map(|word| line.strip_prefix(word.as_str()))
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

/// Whether words are nothing but a comparison (前年度比): they name nothing that is counted.
pub fn is_comparison(words: &str) -> bool {
    GRAMMAR.comparisons.iter().any(|word| word == words)
}

/// Whether a cell only says that it is like the one before it (〃, 同上).
pub fn is_ditto(cell: &str) -> bool {
    GRAMMAR.dittos.iter().any(|word| word == cell.trim())
}

/// Whether a cell only says that it is like the one above it (〃, 同上), not like the one at its left (同左).
pub fn repeats_above(cell: &str) -> bool {
    is_ditto(cell) && !GRAMMAR.dittos_beside.iter().any(|word| word == cell.trim())
}

/// Whether a note limits the lines below it.
pub fn is_note_head(note: &str) -> bool {
    ends(note, &GRAMMAR.note_heads)
}
