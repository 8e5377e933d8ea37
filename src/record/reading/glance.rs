//! What is seen of a cell at a glance, whatever stands around it: what its words look like, and whether it is a label, a
//! year or a value. It is found once for each cell; every way to read a region asks for it.

use super::label::Label;
use super::look;
use crate::lexicon::{self, Fact, How, Lexicon, Look, Role};
use crate::text::{Carry, Text};

/// Longest label of a sheet, in characters.
const LONGEST: usize = 24;
/// From this weight on the words of a cell make it a label.
const LABEL: i32 = 150;
/// The same of a word that is all of the cell and names what a plan is made of (施策名), at whatever level.
const LABEL_WHOLE: i32 = 40;
/// From this weight on a whole label is sure.
const WHOLE: i32 = 330;

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cell {
    /// It says what stands behind or below it.
    Label,
    /// A year or a date alone.
    Year,
    /// Anything else.
    #[default]
    Value,
}

/// What is seen of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Glance {
    /// What its words look like; none where it is blank or says that there is none.
    pub look: Option<Look>,
    /// What it is.
    pub cell: Cell,
    /// Whether it is a label that is known as a whole.
    pub known: bool,
    /// Whether all of it is a word that labels have.
    pub whole: bool,
    /// Whether it says a year, alone or with a word beside it.
    pub dated: bool,
    /// The role that it best tells as a label.
    pub role: Option<Role>,
}

impl Glance {
    /// What is seen of a text.
    pub fn of(text: &Text, words: &Lexicon) -> Self {
        if text.is_blank() {
            return Self::default();
        }
        let said = text.as_str();
        let look = look::look(said);
        let long = said.chars().filter(|c| !c.is_whitespace()).count() > LONGEST || said.contains('。');
        let grade = lexicon::is_grade(said);
        if long {
            return Self { look, ..Self::default() };
        }
        let label = Label::of(text.clone(), &Carry::default(), words);
        let dated = label.is_dated();
        let best = label.senses.first();
        let sure = |fact: &&Fact| fact.how == How::Whole && fact.weight >= WHOLE;
        let tag = lexicon::is_tag(said);
        let known = best.filter(sure).is_some();
        let head = |fact: &Fact| {
            let names = fact.how == How::Whole && fact.role == Role::Initiative && fact.weight >= LABEL_WHOLE;
            let stands = fact.how == How::Whole || fact.how == How::End || dated;
            names || fact.weight >= LABEL && stands
        };
        let cell = if grade {
            Cell::Value
        } else if label.words.is_empty() {
            if dated { Cell::Year } else { Cell::Value }
        } else if label.senses.iter().any(head) && (known || !tag) {
            Cell::Label
        } else {
            Cell::Value
        };
        let whole = label.senses.iter().any(|fact| fact.how == How::Whole && fact.weight >= LABEL_WHOLE);
        let short = said.chars().count() <= LONGEST;
        Self { look, cell, known: known && short && !grade && !tag, whole, dated, role: best.map(|fact| fact.role) }
    }
}
