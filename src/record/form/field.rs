//! The fields of a form: where a label begins, and what belongs to it.

use crate::lexicon::{self, FormField, FormPart};
use crate::page::{Block, Kind, squeeze};
use crate::record::statement::{Detail, Statement};
use crate::text::{Carry, Rank, Span, Text, join_lines, periods, strip_mark, tidy};
use std::borrow::Cow;
use std::ops::Range;

/// A field: its label and the values below it.
#[derive(Debug)]
pub struct Field {
    /// What the label names.
    pub kind: FormField,
    /// The label.
    pub label: Span,
    /// Its characters.
    pub label_text: Text,
    /// The label's and the values' blocks.
    pub blocks: Range<usize>,
    /// Labels in brackets inside the field.
    pub qualifiers: Vec<Span>,
    /// What was written.
    pub values: Vec<Value>,
}

/// One value: a headline with what stands under it, or a line without a mark.
#[derive(Debug, Default)]
pub struct Value {
    /// The part of the field that it stands in, headed in 【 】.
    pub part: Option<FormPart>,
    /// The part's heading, on the first value below it.
    pub part_heading: Option<Span>,
    /// Whether a mark opens it.
    pub marked: bool,
    /// Its lines as printed.
    pub lines: Vec<Text>,
}

impl Value {
    /// Headline and details.
    pub fn statement(&self) -> Statement {
        let mut lines = self.lines.iter().map(|line| {
            let (mark, text) = strip_mark(line);
            (mark.map(|mark| mark.rank), tidy(&text))
        });
        let headline = lines.next().map(|(_, text)| text).unwrap_or_default();
        let details = lines.map(|(rank, text)| Detail { rank, lines: vec![text] }).collect();
        Statement { headline, details, printed: self.lines.clone() }
    }

    /// All lines as one text, without marks.
    pub fn text(&self) -> Text {
        let statement = self.statement();
        let lines = statement.details.iter().flat_map(|detail| &detail.lines);
        join_lines(std::iter::once(&statement.headline).chain(lines))
    }
}

/// The fields of a form, in order; none where the document has no labels of one.
pub fn fields(blocks: &[Cow<'_, Block>]) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let mut part = None;
    let mut heading = None;
    for (i, block) in blocks.iter().enumerate() {
        if block.kind == Kind::Furniture {
            continue;
        }
        if super::is_note(block) {
            break;
        }
        let labels = labels(block);
        if !labels.is_empty() {
            part = None;
            fields.extend(labels.into_iter().map(|(kind, label, value)| Field {
                kind,
                label,
                label_text: block.text.clone(),
                blocks: i..i + 1,
                values: value.into_iter().collect(),
                qualifiers: Vec::new(),
            }));
            continue;
        }
        let Some(field) = fields.last_mut() else {
            continue;
        };
        field.blocks.end = i + 1;
        if block.text.as_str().starts_with('【') && block.text.as_str().ends_with('】') {
            part = lexicon::form_part(block.text.as_str());
            heading = Some(block.span);
            continue;
        }
        if qualifies(block) {
            field.qualifiers.push(block.span);
            continue;
        }
        add(&mut field.values, block.printed.clone(), part, &mut heading);
    }
    fields
}

/// A label wholly in brackets (`(種類)`, `(左記が①の場合の分野)`) qualifies the field that it stands in.
fn qualifies(block: &Block) -> bool {
    block.mark.is_none() && is_qualifier(block.text.as_str())
}

/// Whether a text begins with a label in brackets that qualifies a field.
pub fn is_qualifier(text: &str) -> bool {
    text.starts_with('(') && lexicon::form_field(text) == Some(FormField::Category)
}

fn add(values: &mut Vec<Value>, line: Text, part: Option<FormPart>, heading: &mut Option<Span>) {
    let rank = strip_mark(&line).0.map(|mark| mark.rank);
    match values.last_mut() {
        Some(value) if heading.is_none() && rank != Some(Rank::Head) && value.marked => value.lines.push(line),
        _ => values.push(Value {
            part,
            part_heading: heading.take(),
            marked: rank == Some(Rank::Head),
            lines: vec![line],
        }),
    }
}

/// The labels that a block holds, each with the value beside it.
///
/// A block is a label as a whole (its bracket left out), or it begins with one and a space:
/// `地方公共団体名 青葉市`. Several labels may share a line.
fn labels(block: &Block) -> Vec<(FormField, Span, Option<Value>)> {
    let text = &block.text;
    let s = text.as_str();
    let outer = outer(s);
    if block.mark.is_some() || block.kind == Kind::Row || s.starts_with('【') || outer.is_empty() {
        return Vec::new();
    }
    let dated = || periods(s, &mut Carry::default()).first().is_some_and(|found| found.range.start == 0);
    if let Some(kind) = lexicon::form_field_at_end(&outer) {
        return if dated() { Vec::new() } else { vec![(kind, block.span, None)] };
    }
    let mut words = Vec::new();
    let mut from = 0;
    for part in s.split(' ') {
        if let Some((kind, _)) = lexicon::form_label(part) {
            words.push((kind, from..from + part.len()));
        }
        from += part.len() + 1;
    }
    if words.first().is_none_or(|(_, range)| range.start > 0) || dated() {
        return Vec::new();
    }
    let ends: Vec<usize> = words.iter().skip(1).map(|(_, range)| range.start).chain([s.len()]).collect();
    let labelled = words.into_iter().zip(ends).filter_map(|((kind, label), end)| {
        let value = text.slice(label.end..end).trim();
        let value = (!value.is_blank()).then(|| Value { lines: vec![value], ..Value::default() });
        Some((kind, text.span_of(label)?, value))
    });
    labelled.collect()
}

/// A label without its bracket and without spaces.
fn outer(label: &str) -> String {
    squeeze(label.split('(').next().unwrap_or(label))
}

/// Whether a cell is a label as a whole.
pub fn is_label(cell: &Text) -> bool {
    let text = cell.as_str();
    !text.starts_with('【') && strip_mark(cell).0.is_none() && lexicon::form_field_at_end(&outer(text)).is_some()
}

/// The notes below a form (`注1：…`) up to the end of their paragraphs.
pub fn notes(blocks: &[Cow<'_, Block>], fields: &[Field]) -> impl Iterator<Item = usize> {
    let end = fields.last().map_or(0, |field| field.blocks.end);
    let first = (end..blocks.len()).find(|i| super::is_note(&blocks[*i]));
    let belongs = |i: &usize| {
        let text = blocks[*i].text.as_str();
        super::is_note(&blocks[*i]) || blocks[*i].gap == 0 || text.starts_with('(')
    };
    let last =
        first.map_or(end, |first| (first..blocks.len()).take_while(belongs).last().map_or(first, |last| last + 1));
    first.unwrap_or(end)..last
}
