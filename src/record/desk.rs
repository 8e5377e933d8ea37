//! The writing desk: makes the pieces of records, each with its place and its exact characters.

use super::model::{self, Inherited, Place, Quoted, Sources};
use super::times::Times;
use super::trace::{Reason, Reasons, Trace};
use crate::lexicon::{self, Lexicon};
use crate::rendition::Origin;
use crate::text::{self, Carry, Dated, Era, Found, Quantity, Span, Text, date_cell, lacks_era};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

/// A stretch of the source and the cell that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Piece {
    /// The stretch.
    pub span: Span,
    /// Page, from 1.
    pub page: Option<u32>,
    /// Table, row and column, each from 1.
    pub cell: Option<(u32, u32, u32)>,
}

impl Piece {
    /// A stretch outside any table.
    pub fn of(span: Span, page: Option<u32>) -> Self {
        Self { span, page, cell: None }
    }
}

/// Makes quotes, places and identifiers.
#[derive(Debug)]
pub struct Desk<'a> {
    /// The way back to the source.
    pub origin: &'a Origin,
    /// What the identifiers of records are made from beside their own words.
    seed: String,
    used_ids: HashMap<String, u32>,
    times: Times<'a>,
    /// What labels can mean, for whoever asks why.
    lexicon: Lexicon,
    /// Parts of dates that were not understood.
    unread_dates: RefCell<BTreeSet<Span>>,
    /// Figures that were not understood where they stand, in the order in which they were met.
    unread: RefCell<Vec<Span>>,
    /// Why a record is as it is, where somebody asked.
    trace: Option<RefCell<Trace>>,
}

impl<'a> Desk<'a> {
    /// A desk for one document.
    pub fn new(origin: &'a Origin, document_id: &str) -> Self {
        Self {
            origin,
            seed: document_id.to_owned(),
            used_ids: HashMap::new(),
            times: Times::default(),
            lexicon: Lexicon::default(),
            unread_dates: RefCell::default(),
            unread: RefCell::default(),
            trace: None,
        }
    }

    /// The desk of a document that tells of its own time.
    #[must_use]
    pub fn in_times(self, times: Times<'a>) -> Self {
        Self { times, ..self }
    }

    /// The desk of a run whose labels mean this.
    #[must_use]
    pub fn with_words(self, lexicon: &Lexicon) -> Self {
        Self { lexicon: lexicon.clone(), ..self }
    }

    /// The desk, with the reasons of one record written down.
    #[must_use]
    pub fn asked(self, id: &str) -> Self {
        Self { trace: Some(RefCell::new(Trace::of(id))), ..self }
    }

    /// Tells why a record is as it is; nothing is done where nobody asked for it.
    pub fn explain(&self, id: &str, tell: impl FnOnce(&mut Reasons)) {
        if let Some(trace) = &self.trace
            && let Some(reasons) = trace.borrow_mut().told(id)
        {
            tell(reasons);
        }
    }

    /// Tells the same of the record that is being made and has no identifier yet.
    pub fn explain_next(&self, tell: impl FnOnce(&mut Reasons)) {
        if let Some(trace) = &self.trace {
            tell(trace.borrow_mut().pending());
        }
    }

    /// What was told last is of this record; of none where the identifier is empty.
    pub fn settle(&self, id: &str) {
        if let Some(trace) = &self.trace {
            trace.borrow_mut().settle(id);
        }
    }

    /// Everything that was told.
    pub fn reasons(&mut self) -> Vec<Reason> {
        let trace = self.trace.take().map(RefCell::into_inner);
        trace.map(|trace| trace.reasons(|piece| self.quoted(piece), &self.lexicon)).unwrap_or_default()
    }

    /// An identifier made from the document and the record's own words; the same words twice get
    /// a number behind.
    pub fn id(&mut self, prefix: &str, words: &[&str]) -> String {
        let mut hash = Sha256::new();
        hash.update(&self.seed);
        for word in words {
            hash.update([0]);
            hash.update(word.chars().filter(|c| !c.is_whitespace()).collect::<String>());
        }
        let base = format!("{prefix}-{}", hex(&hash.finalize()[..6]));
        let times = self.used_ids.entry(base.clone()).or_insert(0);
        *times += 1;
        if *times == 1 { base } else { format!("{base}-{times}") }
    }

    /// Where a stretch stands: its bytes in a text, its page and box in printed pages.
    fn place(&self, span: Span, page: Option<u32>) -> Place {
        let stretch = [span.start, span.end];
        match self.origin.boxes(span).first() {
            Some((page, rect)) => Place { page: Some(*page), bbox: Some(rect.in_points()), span: None, stretch },
            None if self.origin.is_printed() => Place { page, bbox: None, span: None, stretch },
            None => Place { page, bbox: None, span: Some(stretch), stretch },
        }
    }

    /// The exact characters of a piece.
    pub fn quoted(&self, piece: Piece) -> Quoted {
        Quoted {
            place: self.place(piece.span, piece.page),
            table: piece.cell.map(|cell| cell.0),
            row: piece.cell.map(|cell| cell.1),
            col: piece.cell.map(|cell| cell.2),
            quote: self.origin.quote(piece.span).to_owned(),
        }
    }

    /// The exact characters of stretches outside any table, one quote a page; those that hold none are left out.
    pub fn quotes(&self, spans: impl IntoIterator<Item = Span>) -> Vec<Quoted> {
        let pages = spans.into_iter().flat_map(|span| self.origin.by_page(span));
        let printed = pages.filter(|span| !self.origin.quote(*span).trim().is_empty());
        printed.map(|span| self.quoted(Piece::of(span, None))).collect()
    }

    /// The source of a record: pieces that adjoin in one cell are one place.
    pub fn sources(&self, pieces: &[Piece]) -> Sources {
        let mut merged: Vec<Piece> = Vec::new();
        let mut seen = HashSet::new();
        for &piece in pieces {
            let again = !seen.insert(piece);
            match merged.last_mut() {
                Some(last)
                    if last.cell == piece.cell
                        && last.page == piece.page
                        && (self.origin.adjoin(last.span, piece.span) || last.span.overlaps(piece.span)) =>
                {
                    last.span = last.span.hull(piece.span);
                }
                _ if again => {}
                _ => merged.push(piece),
            }
        }
        let by_page = |piece: &Piece| {
            let piece = *piece;
            self.origin.by_page(piece.span).into_iter().map(move |span| Piece { span, ..piece })
        };
        merged.retain(|piece| !self.origin.quote(piece.span).trim().is_empty());
        let mut all: Vec<Quoted> = merged.iter().flat_map(by_page).map(|piece| self.quoted(piece)).collect();
        if all.len() == 1 { Sources::One(all.remove(0)) } else { Sources::Many(all) }
    }

    /// The figures of a text; what was not understood is kept to be told (U007).
    pub fn figures(&self, text: &Text, taken: &[Range<usize>], kind: text::Place) -> Vec<Found<Quantity>> {
        let read = text::figures(text.as_str(), taken, kind);
        self.leave_unread(text, read.unread);
        read.found
    }

    /// Keeps parts of a text that are figures and were not understood.
    pub fn leave_unread(&self, text: &Text, parts: impl IntoIterator<Item = Range<usize>>) {
        let spans = parts.into_iter().filter_map(|part| text.span_of(part));
        self.unread.borrow_mut().extend(spans);
    }

    /// The figures that were not understood, each once, in the order of the page.
    pub fn unread(&mut self) -> Vec<Span> {
        let mut spans = self.unread.take();
        spans.sort();
        spans.dedup();
        spans
    }

    /// A figure found in a text.
    pub fn quantity(&self, text: &Text, found: &Found<Quantity>, page: Option<u32>) -> Option<model::Quantity> {
        let span = text.span_of(found.range.clone())?;
        let value = &found.value;
        Some(model::Quantity {
            raw: self.origin.quote(span).to_owned(),
            value: value.value.clone(),
            upper: value.upper.clone(),
            unit: value.unit.clone(),
            comparator: value.comparator,
            change: value.change,
            per: value.per.clone(),
            of: value.of.clone(),
            at: self.place(span, page),
        })
    }

    /// A period found in a text.
    pub fn period(&self, text: &Text, found: &Found<Dated>, page: Option<u32>) -> Option<model::Period> {
        let span = text.span_of(found.range.clone())?;
        Some(self.period_at(span, &found.value, page))
    }

    /// The periods of a cell or a value that holds nothing but dates, in order; what of it was not understood is noted.
    /// `era` is that of the years above it in its column, where there is one.
    pub fn dates(&self, cell: &Text, era: Option<&'static Era>, page: Option<u32>) -> Vec<model::Period> {
        let words = cell.as_str();
        let era = era.or_else(|| self.era_above(cell));
        let read = date_cell(words, &mut self.times.carry(era));
        if read.found.is_empty()
            && let Some(range) = lexicon::plan_period_reference(words)
            && let Some(span) = cell.span_of(range)
        {
            return vec![self.plan_at(span, page)];
        }
        self.note_unread(cell, &read.unread);
        let period = |found: &Found<Dated>| {
            let made = self.period(cell, found, page)?;
            let told = found.value.own.and_then(|own| self.times.own(own, &words[found.range.clone()]));
            Some(match told {
                Some((days, inherited)) => model::Period {
                    unit: days.unit(),
                    start: days.start(),
                    end: days.end(),
                    inherited: Some(inherited),
                    ..made
                },
                None => model::Period { deadline: found.value.deadline, ..made },
            })
        };
        read.found.iter().filter_map(period).collect()
    }

    /// The plan's own period, named at a stretch of the source; without days where the document does not print them.
    fn plan_at(&self, span: Span, page: Option<u32>) -> model::Period {
        let printed = self.period_at(span, &Dated::plain(text::Period::ONGOING), page);
        match self.times.plan() {
            Some(plan) => model::Period {
                raw: printed.raw,
                at: printed.at,
                inherited: Some(Inherited::PlanPeriod),
                ..plan.clone()
            },
            None => printed,
        }
    }

    /// What a text takes from the years above it: the era, where it prints years without one.
    pub fn carry_at(&self, text: &Text) -> Carry {
        Carry { era: self.era_above(text), ..Carry::default() }
    }

    fn era_above(&self, text: &Text) -> Option<&'static Era> {
        let lacks = lacks_era(text.as_str());
        text.hull().filter(|_| lacks).and_then(|place| self.times.era_above(place))
    }

    /// Notes parts of a date that were not understood.
    pub fn note_unread(&self, text: &Text, parts: &[Range<usize>]) {
        self.unread_dates.borrow_mut().extend(parts.iter().filter_map(|part| text.span_of(part.clone())));
    }

    /// The parts of dates that were not understood, in the order of the source.
    pub fn unread_dates(&self) -> Vec<Span> {
        self.unread_dates.take().into_iter().collect()
    }

    /// A period printed at a stretch of the source.
    pub fn period_at(&self, span: Span, dated: &Dated, page: Option<u32>) -> model::Period {
        model::Period {
            raw: self.origin.quote(span).to_owned(),
            unit: dated.period.unit(),
            start: dated.period.start(),
            end: dated.period.end(),
            stage: None,
            deadline: false,
            inherited: None,
            at: self.place(span, page),
        }
    }
}

/// The period, told to be taken from elsewhere.
pub fn inherited(period: &model::Period, from: Inherited) -> model::Period {
    model::Period { inherited: Some(from), ..period.clone() }
}

/// Lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
