//! What stands around a value: the quotes of its record, and the whole source.

use super::printed::box_of;
use crate::emit::validate::span_of;
use crate::lexicon::without_unit_label;
use crate::rendition::without_residue;
use crate::text::{self, Carry, Dated, Quantity, normal};
use serde_json::Value;
use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::ops::Range;

/// What was printed, normalized.
pub(super) fn words(raw: &str) -> String {
    normal(raw).trim().to_owned()
}

/// A text without its white space.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether the first box lies in the second: they are written to a hundredth of a point.
fn lies_in((inner, outer): ([f32; 4], [f32; 4])) -> bool {
    const SLACK: f32 = 0.05;
    let ([left, top, right, bottom], [from, above, to, below]) = (inner, outer);
    left >= from - SLACK && top >= above - SLACK && right <= to + SLACK && bottom <= below + SLACK
}

/// Everything that a source prints.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// Normalized, without white space.
    text: String,
    /// The same without the tags that a rendition left in it (花壇<br>、), where it has any.
    bare: Option<String>,
    /// Whether a unit is printed apart from any figure, as headers, labels and columns of units print it.
    has_units: bool,
    /// What may stand before a figure's unit, for each unit that was asked for.
    multipliers: RefCell<HashMap<String, Vec<Multiplier>>>,
}

/// By how much a unit printed elsewhere multiplies a bare figure.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Multiplier {
    /// In words, with the unit: 千円, or the unit alone.
    Words(String),
    /// In digits: 100 in 100人.
    Times(f64),
}

/// Words that multiply.
const POWERS: &str = "十百千万億兆";

impl Source {
    /// Takes the text of a source.
    pub(super) fn of(text: &str) -> Self {
        let text = words(text);
        let cells = text.split(['\n', '\t', '|']).map(str::trim);
        let has_units = cells.into_iter().any(is_unit) || brackets(&text).any(is_unit);
        let bare = without_residue(&text);
        let bare = (bare.as_str() != text.as_str()).then(|| squeezed(&bare));
        Self { text: squeezed(&text), bare, has_units, multipliers: RefCell::default() }
    }

    /// Whether a unit is printed somewhere apart from any figure.
    pub(super) fn has_units(&self) -> bool {
        self.has_units
    }

    /// Whether words of a kind are printed anywhere.
    pub(super) fn says(&self, says: impl Fn(&str) -> bool) -> bool {
        says(&self.text)
    }

    /// Whether something is printed anywhere.
    pub(super) fn prints(&self, text: &str) -> bool {
        self.has(&squeezed(&words(text)))
    }

    /// Whether words are printed in one piece, or in two as a header over others and one of these are: 財源内訳 | その他.
    pub(super) fn prints_in_two(&self, text: &str) -> bool {
        let text = squeezed(&words(text));
        let part =
            |at: usize| text.split_at_checked(at).is_some_and(|(a, b)| self.prints_part(a) && self.prints_part(b));
        self.has(&text) || text.char_indices().any(|(at, _)| part(at))
    }

    /// Whether a part of words is printed that is long enough to be a header's own.
    fn prints_part(&self, part: &str) -> bool {
        part.chars().nth(1).is_some() && self.has(part)
    }

    fn has(&self, squeezed: &str) -> bool {
        self.text.contains(squeezed) || self.bare.as_ref().is_some_and(|bare| bare.contains(squeezed))
    }

    /// The unit wherever it is printed, each time with what multiplies before it.
    pub(super) fn multipliers(&self, unit: &str) -> Vec<Multiplier> {
        if let Some(known) = self.multipliers.borrow().get(unit) {
            return known.clone();
        }
        let mut found: Vec<Multiplier> = Vec::new();
        let mut add = |multiplier: Multiplier| {
            if !found.contains(&multiplier) {
                found.push(multiplier);
            }
        };
        let squeezed = squeezed(unit);
        for (at, _) in self.text.match_indices(squeezed.as_str()).filter(|_| !squeezed.is_empty()) {
            let before = &self.text[..at];
            let power = &before[before.trim_end_matches(|c| POWERS.contains(c)).len()..];
            add(Multiplier::Words(format!("{power}{unit}")));
            // Behind a digit the word may belong to a figure (5千円): the unit may stand alone as well.
            if before.trim_end_matches(|c| POWERS.contains(c)).ends_with(|c: char| c.is_ascii_digit()) {
                add(Multiplier::Words(unit.to_owned()));
            }
            let digits: String = before.chars().rev().take_while(|c| c.is_ascii_digit() || *c == ',').collect();
            let digits: String = digits.chars().rev().filter(|c| *c != ',').collect();
            if power.is_empty() && digits.len() > 1 && digits.starts_with('1') && !digits[1..].contains(|c| c != '0') {
                digits.parse().ok().into_iter().for_each(|times| add(Multiplier::Times(times)));
            }
        }
        self.multipliers.borrow_mut().insert(unit.to_owned(), found.clone());
        found
    }
}

/// Whether words are a unit and nothing else: 千円, 単位:人.
fn is_unit(words: &str) -> bool {
    let words = without_unit_label(words).trim();
    !words.is_empty() && words.len() <= LONGEST_UNIT && text::unit_of(words).is_some()
}

/// Longest words that are looked at as a unit, in bytes.
const LONGEST_UNIT: usize = 30;

/// What stands in the brackets of a text, one by one.
fn brackets(text: &str) -> impl Iterator<Item = &str> {
    let inside = |(at, _): (usize, &str)| text.get(at + 1..)?.split([')', '(', '\n']).next();
    text.match_indices('(').filter_map(inside).flat_map(|inside| inside.split(['、', ',']))
}

/// Figures or dates read in quotes: what each is printed as, white space left out, and what it says.
type Read<T> = Vec<(String, T)>;

/// The quotes of a record, and the source that they are from.
pub(super) struct Around<'a> {
    /// The whole source.
    pub(super) source: &'a Source,
    /// The list that the record stands in.
    kind: &'a str,
    quotes: Vec<String>,
    places: Vec<&'a Value>,
    read: OnceCell<(Read<Quantity>, Read<Dated>)>,
}

impl<'a> Around<'a> {
    /// Takes the quotes below a record's `source` or a document's `evidence`.
    pub(super) fn of(record: &'a Value, kind: &'a str, source: &'a Source) -> Self {
        let (mut quotes, mut places) = (Vec::new(), Vec::new());
        for list in ["source", "evidence"].iter().filter_map(|name| record.get(name)) {
            let each = list.as_array().map_or(std::slice::from_ref(list), Vec::as_slice);
            for place in each {
                quotes.extend(place.get("quote").and_then(Value::as_str).map(str::to_owned));
                places.push(place);
            }
        }
        Self { source, kind, quotes, places, read: OnceCell::new() }
    }

    /// Whether a quote of the record has words of a kind.
    pub(super) fn says(&self, says: impl Fn(&str) -> bool) -> bool {
        self.quotes.iter().any(|quote| says(&words(quote)))
    }

    /// Whether a quote of the record is a unit, or ends with one in a bracket.
    pub(super) fn quotes_unit(&self) -> bool {
        self.units().any(|unit| is_unit(&unit))
    }

    /// Whether a place lies in one of the record's own; nothing where the record is none of the plan's, or a place does
    /// not say where it is.
    pub(super) fn holds(&self, at: &Value) -> Option<bool> {
        if !matches!(self.kind, "initiatives" | "targets" | "results") {
            return None;
        }
        let lies = |place: &&Value| match (at.get("span").and_then(span_of), place.get("span").and_then(span_of)) {
            (Some(inner), Some(outer)) => outer[0] <= inner[0] && inner[1] <= outer[1],
            _ => at.get("page") == place.get("page") && box_of(at).zip(box_of(place)).is_some_and(lies_in),
        };
        (at.get("span").is_some() || at.get("bbox").is_some()).then(|| self.places.iter().any(lies))
    }

    /// The figures that are printed so in a quote, each as the quote says it.
    pub(super) fn figures(&self, raw: &str) -> impl Iterator<Item = &Quantity> {
        let raw = squeezed(raw);
        self.read().0.iter().filter(move |(printed, _)| *printed == raw).map(|(_, figure)| figure)
    }

    /// The dates that are printed so in a quote, years carried over from those before.
    pub(super) fn dates(&self, raw: &str) -> impl Iterator<Item = &Dated> {
        let raw = squeezed(raw);
        self.read().1.iter().filter(move |(printed, _)| *printed == raw).map(|(_, date)| date)
    }

    /// What may be a unit beside a figure: a quote as a whole, or a bracket at its end.
    pub(super) fn units(&self) -> impl Iterator<Item = String> {
        self.quotes.iter().map(|quote| words(quote)).flat_map(|quote| {
            let bracket = quote.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(_, inside)| inside);
            let bracket = bracket.map(str::to_owned);
            [Some(quote), bracket].into_iter().flatten()
        })
    }

    fn read(&self) -> &(Read<Quantity>, Read<Dated>) {
        self.read.get_or_init(|| {
            let (mut figures, mut dates) = (Vec::new(), Vec::new());
            // What is broken into lines may be one text or several, and a label belongs to the cell behind it.
            let wrapped = self.quotes.iter().filter(|quote| quote.contains('\n'));
            let texts = self.quotes.iter().cloned().chain(wrapped.map(|quote| quote.replace(['\r', '\n'], "")));
            for text in texts.chain([self.quotes.join(" ")]) {
                let text = words(&text);
                let printed = |range: &Range<usize>| squeezed(&text[range.clone()]);
                let found = text::periods(&text, &mut Carry::default());
                let taken: Vec<Range<usize>> = found.iter().map(|found| found.range.clone()).collect();
                dates.extend(found.into_iter().map(|found| (printed(&found.range), found.value)));
                let found = text::quantities(&text, &taken);
                figures.extend(found.into_iter().map(|found| (printed(&found.range), found.value)));
            }
            (figures, dates)
        })
    }
}
