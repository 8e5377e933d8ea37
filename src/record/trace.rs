//! Why a record says what it says: gathered where it is decided, and only where somebody asked for that record.

use super::desk::Piece;
use super::model::{Place, Quoted};
use crate::lexicon::{Cited, Entry, Lexicon};
use crate::text::Span;
use serde::Serialize;

/// A rule, and the label that made it hold.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ground {
    /// The rule in words.
    rule: &'static str,
    /// The module that holds it.
    code: &'static str,
    /// The header, label or caption that decided.
    label: Option<Piece>,
    /// The word of the lexicon in that label.
    word: Option<Entry>,
    /// What speaks for it.
    weighed: Option<Weighed>,
}

/// What speaks for a meaning, in hundredths of a nat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Weighed {
    /// For this label: its words, and how its values look.
    pub label: i32,
    /// For the whole region as it was read.
    pub sum: i32,
    /// From this sum on records are made.
    pub needed: i32,
}

impl Ground {
    /// A rule of a module (`module_path!()`).
    pub const fn of(rule: &'static str, code: &'static str) -> Self {
        Self { rule, code, label: None, word: None, weighed: None }
    }

    /// The label that decided.
    pub fn label(&self) -> Option<Piece> {
        self.label
    }

    /// The rule, with what speaks for it.
    #[must_use]
    pub fn weighing(self, label: i32, sum: i32, needed: i32) -> Self {
        Self { weighed: Some(Weighed { label, sum, needed }), ..self }
    }

    /// The rule, holding by a label and by a word in it.
    #[must_use]
    pub fn by(self, label: Option<Piece>, word: Option<Entry>) -> Self {
        Self { label, word, ..self }
    }
}

/// Why a record, or a field of it, is as it is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// The field; none where the reason is that of the record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<&'static str>,
    /// The rule in words.
    pub rule: &'static str,
    /// The module of this program that holds the rule.
    pub code: &'static str,
    /// The header, label or caption that decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Quoted>,
    /// The word of the lexicon that was found in the label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lexicon: Option<Cited>,
    /// What speaks for it, where it was weighed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub weight: Option<Weighed>,
    /// Where the value stands.
    pub places: Vec<Quoted>,
}

/// A reason before its places are looked up.
#[derive(Debug, Clone)]
struct Note {
    field: Option<&'static str>,
    ground: Ground,
    pieces: Vec<Piece>,
}

/// Reasons as they are told, for one record.
#[derive(Debug, Clone, Default)]
pub struct Reasons {
    notes: Vec<Note>,
}

impl Reasons {
    /// Why the record was made.
    pub fn record(&mut self, ground: Ground, pieces: Vec<Piece>) {
        self.notes.push(Note { field: None, ground, pieces });
    }

    /// Why a field holds what it holds.
    pub fn field(&mut self, field: &'static str, ground: Ground, pieces: Vec<Piece>) {
        self.notes.push(Note { field: Some(field), ground, pieces });
    }

    /// The same, in the place of what was told of the field before.
    pub fn instead(&mut self, field: &'static str, ground: Ground, pieces: Vec<Piece>) {
        self.withdraw(field);
        self.field(field, ground, pieces);
    }

    /// Adds where the value of a field stands that was told without a place.
    pub fn place(&mut self, field: &'static str, pieces: Vec<Piece>) {
        let told = self.notes.iter_mut().find(|note| note.field == Some(field) && note.pieces.is_empty());
        told.into_iter().for_each(|note| note.pieces.clone_from(&pieces));
    }

    /// Takes back what was told of a field.
    pub fn withdraw(&mut self, field: &'static str) {
        self.notes.retain(|note| note.field != Some(field));
    }
}

/// What was asked, and what was told so far.
#[derive(Debug, Default)]
pub struct Trace {
    wanted: String,
    told: Reasons,
    /// Told while the record that is being made has no name yet.
    pending: Reasons,
}

impl Trace {
    /// A trace of the record of this identifier.
    pub fn of(wanted: &str) -> Self {
        Self { wanted: wanted.to_owned(), ..Self::default() }
    }

    /// Where to tell the reasons of a record; none where nobody asked for it.
    pub fn told(&mut self, id: &str) -> Option<&mut Reasons> {
        (self.wanted == id).then_some(&mut self.told)
    }

    /// Where to tell the reasons of the record that is being made.
    pub fn pending(&mut self) -> &mut Reasons {
        &mut self.pending
    }

    /// The record that was being made is that of this identifier.
    pub fn settle(&mut self, id: &str) {
        let pending = std::mem::take(&mut self.pending);
        if self.wanted == id {
            self.told.notes.extend(pending.notes);
        }
    }

    /// The reasons, their places looked up.
    pub fn reasons(self, quoted: impl Fn(Piece) -> Quoted, lexicon: &Lexicon) -> Vec<Reason> {
        let reason = |note: Note| Reason {
            field: note.field,
            rule: note.ground.rule,
            code: note.ground.code,
            label: note.ground.label.map(&quoted),
            weight: note.ground.weighed,
            lexicon: note.ground.word.map(|word| lexicon.cited(word)),
            places: note.pieces.into_iter().map(&quoted).collect(),
        };
        self.told.notes.into_iter().map(reason).collect()
    }
}

/// The piece at the place of a value.
pub fn at(place: &Place) -> Piece {
    Piece::of(Span::new(place.stretch[0], place.stretch[1]), place.page)
}

/// A record with the reasons for it and for each of its fields.
#[derive(Debug, Clone, Serialize)]
pub struct Explained {
    /// The file's name.
    pub file: String,
    /// The document's title.
    pub title: Option<String>,
    /// `initiative`, `target` or `result`.
    pub kind: &'static str,
    /// The record as it is converted.
    pub record: serde_json::Value,
    /// In the order in which they were told.
    pub reasons: Vec<Reason>,
}
