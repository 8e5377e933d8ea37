//! Rows that name a section: steps of the path for the rows below (contract, rule 22).

use super::name;
use super::sheet::Sheet;
use crate::lexicon;
use crate::page::squeeze;
use crate::record::desk::Piece;
use crate::record::reading::rows::RowKind;
use crate::text::{Text, strip_mark};

/// A section that is open.
#[derive(Debug, Clone)]
struct Step {
    /// How it is counted, without its number: `基本目標`, `(0)`; none where it is not.
    form: Option<String>,
    name: String,
    pieces: Vec<Piece>,
}

/// The sections that a row stands in, outermost first.
#[derive(Debug, Clone, Default)]
pub struct Sections {
    steps: Vec<Step>,
    /// Titles above the header: they stay over sections that are not counted like them.
    titles: usize,
}

impl Sections {
    /// Those that the titles above the header name. What only says what the table is names none.
    pub fn of(sheet: Sheet<'_, '_>) -> Self {
        let mut sections = Self::default();
        for row in 0..sheet.reading.titles {
            let Some(title) = sheet.reading.region.title(row) else { continue };
            let words = title.as_str();
            let own = sheet.page.title.as_ref().is_some_and(|title| title.contains(&squeeze(words)));
            let says_what = lexicon::is_caption(words) || lexicon::introduces(words) || lexicon::is_unit_line(words);
            if !own && !says_what && !lexicon::is_note_head(words) && !squeeze(words).contains('。') {
                sections.push(sheet, row);
            }
        }
        sections.titles = sections.steps.len();
        sections
    }

    /// Opens the section of a row: in the place of one that is counted alike, else below those of rows directly above it,
    /// else in the place of the last ones.
    pub fn open(&mut self, sheet: Sheet<'_, '_>, row: usize) {
        let form = sheet.reading.region.title(row).and_then(form);
        let alike = self.steps.iter().position(|step| form.is_some() && step.form == form);
        let kinds = &sheet.reading.rows;
        let at = row - sheet.reading.head;
        let follows = at > 0 && kinds[at - 1] == RowKind::Section;
        if let Some(alike) = alike {
            self.steps.truncate(alike);
            self.titles = self.titles.min(alike);
        } else if !follows {
            let run = kinds[at..].iter().take_while(|kind| **kind == RowKind::Section).count();
            self.steps.truncate(self.steps.len().saturating_sub(run).max(self.titles));
        }
        self.push(sheet, row);
    }

    fn push(&mut self, sheet: Sheet<'_, '_>, row: usize) {
        let Some(col) = (0..sheet.reading.region.width()).find(|col| sheet.says(row, *col)) else { return };
        let text = sheet.text(row, col);
        self.steps.push(Step { form: form(text), name: name::step(text), pieces: sheet.pieces(row, col) });
    }

    /// Their names.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        self.steps.iter().map(|step| &step.name)
    }

    /// Where they are printed.
    pub fn pieces(&self) -> impl Iterator<Item = Piece> {
        self.steps.iter().flat_map(|step| step.pieces.iter().copied())
    }
}

/// How a section is counted, without its number.
fn form(text: &Text) -> Option<String> {
    if let Some((word, _)) = lexicon::counted_name(text.as_str().trim()) {
        return Some(word.to_owned());
    }
    let mark = strip_mark(text).0?;
    let kind = |c: char| match c {
        '0'..='9' => '0',
        '\u{2460}'..='\u{2473}' => '\u{2460}',
        'A'..='Z' => 'A',
        'ア'..='ン' => 'ア',
        _ => c,
    };
    Some(mark.sign.chars().map(kind).collect())
}
