//! What was read of a printed document, box by box: which label and which value has which role.

use super::model::About;
use super::reading::rows::RowKind;
use super::reading::told::sense;
use super::reading::{self, label::Label, region::Region};
use super::seen::page;
use super::{Draft, now};
use crate::geometry::Rect;
use crate::lexicon::Lexicon;
use crate::page::Block;
use crate::rendition::Origin;
use crate::table::Table;
use crate::text::{Carry, Text};
use std::collections::BTreeSet;

/// A label or a value with its role.
#[derive(Debug, Clone, PartialEq)]
pub struct Painted {
    /// Page, from 1.
    pub page: u32,
    /// The box, in points from the page's top left.
    pub rect: Rect,
    /// The role, as data files spell it; `stage`, `kind` or `unread` where it has none.
    pub role: String,
    /// Whether it is a label.
    pub is_label: bool,
    /// Whether records are made of it; otherwise it was only nearly read.
    pub is_taken: bool,
}

/// The labels and values of all tables and stanzas, in the way in which they are read, or most nearly so.
pub fn painted(blocks: &[Block], tables: &[Table], origin: &Origin, about: &About, lexicon: &Lexicon) -> Vec<Painted> {
    let page = page(blocks, tables, about, lexicon);
    let mut brush = Brush { origin, painted: Vec::new() };
    for table in tables {
        let draft = Draft::of(&page, table, now(about));
        let region = Region::of(table, lexicon);
        for pair in draft.cards.iter().flat_map(|card| &card.pairs) {
            let label = region.squares[pair.label.0][pair.label.1].text;
            let told = Label::of(label.clone(), &Carry::default(), lexicon).senses.first().map(|fact| fact.role.name());
            let role = told.unwrap_or_else(|| "unread".to_owned());
            brush.label(label, &role, true);
            pair.values.iter().for_each(|(row, col)| brush.value(region.squares[*row][*col].text, &role, true));
        }
        if draft.cards.is_empty() {
            let is_taken = draft.reading.is_some();
            let near = || draft.near(&page).and_then(|_| reading::of(region, &draft.around));
            draft.reading.clone().or_else(near).iter().for_each(|reading| brush.reading(reading, is_taken));
        }
    }
    for part in reading::stanza::of(&page, &|_| true, &BTreeSet::new()).iter().flat_map(|stanza| &stanza.parts) {
        let role = part.told.or(part.role).map_or_else(|| "unread".to_owned(), |role| role.name());
        brush.label(&part.label, &role, true);
        part.values.iter().for_each(|(value, _)| brush.value(value, &role, true));
    }
    brush.painted
}

struct Brush<'a> {
    origin: &'a Origin,
    painted: Vec<Painted>,
}

impl Brush<'_> {
    fn reading(&mut self, reading: &reading::Reading<'_>, is_taken: bool) {
        for (col, way) in reading.senses.iter().enumerate() {
            let role = sense(way.sense);
            self.label(&reading.labels[col].text, &role, is_taken);
            let rows = reading.rows.iter().enumerate().filter(|(_, kind)| **kind == RowKind::Record);
            for row in rows.map(|(at, _)| reading.head + at).filter(|row| reading.region.begins(*row, col)) {
                self.value(reading.region.squares[row][col].text, &role, is_taken);
            }
        }
    }

    fn label(&mut self, text: &Text, role: &str, is_taken: bool) {
        self.paint(text, role, (true, is_taken));
    }

    fn value(&mut self, text: &Text, role: &str, is_taken: bool) {
        self.paint(text, role, (false, is_taken));
    }

    fn paint(&mut self, text: &Text, role: &str, (is_label, is_taken): (bool, bool)) {
        for (page, rect) in text.pieces().into_iter().flat_map(|span| self.origin.boxes(span)) {
            self.painted.push(Painted { page, rect, role: role.to_owned(), is_label, is_taken });
        }
    }
}
