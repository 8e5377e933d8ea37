//! What stands around a value: the quotes of its record, and the whole source.

use crate::emit::pointer::walk;
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

/// Everything that a source prints.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// Normalized, without white space.
    text: String,
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
        Self { text: squeezed(&words(text)), multipliers: RefCell::default() }
    }

    /// Whether something is printed anywhere.
    pub(super) fn prints(&self, text: &str) -> bool {
        self.text.contains(&squeezed(&words(text)))
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

/// Figures or dates read in quotes: what each is printed as, white space left out, and what it says.
type Read<T> = Vec<(String, T)>;

/// The quotes of a record, and the source that they are from.
pub(super) struct Around<'a> {
    /// The whole source.
    pub(super) source: &'a Source,
    quotes: Vec<String>,
    read: OnceCell<(Read<Quantity>, Read<Dated>)>,
}

impl<'a> Around<'a> {
    /// Takes the quotes below a record's `source` or a document's `evidence`.
    pub(super) fn of(record: &Value, source: &'a Source) -> Self {
        let mut quotes: Vec<String> = Vec::new();
        for places in ["source", "evidence"].iter().filter_map(|name| record.get(name)) {
            walk(places, &mut |_, place| {
                quotes.extend(place.get("quote").and_then(Value::as_str).map(str::to_owned));
            });
        }
        Self { source, quotes, read: OnceCell::new() }
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
