//! How a rule tells what it found: the code, both languages, the quotes.

use crate::record::Records;
use crate::record::desk::Desk;
use crate::record::model::{About, Finding, Outcome, Quantity, Quoted, Severity};
use crate::rendition::Origin;
use crate::table::Table;
use crate::text::Span;

/// What every rule looks at.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// The document's own data.
    pub about: &'a About,
    /// What was read.
    pub records: &'a Records,
    /// The tables of the document.
    pub tables: &'a [Table],
    /// The way back to the source.
    pub origin: &'a Origin,
}

impl Case<'_> {
    /// A finding of a rule; its line is that of the first quote.
    pub fn tell(&self, code: &str, severity: Severity, (en, ja): (String, String), source: Vec<Quoted>) -> Finding {
        let first = source.first().map(|quoted| quoted.place.stretch);
        Finding {
            code: code.to_owned(),
            severity,
            message: en,
            message_ja: ja,
            line: first.map(|[start, end]| self.origin.line(Span::new(start, end))),
            source,
            pages: Vec::new(),
            repair: None,
        }
    }

    /// The exact characters of stretches of the source.
    pub fn quotes(&self, spans: impl IntoIterator<Item = Span>) -> Vec<Quoted> {
        Desk::new(self.origin, "").quotes(spans)
    }
}

/// The place and characters of a figure.
pub fn quoted(quantity: &Quantity) -> Quoted {
    Quoted { place: quantity.at.clone(), quote: quantity.raw.clone(), ..Quoted::default() }
}

/// A figure as a reader would say it, without the spaces around it.
pub fn words(quantity: &Quantity) -> &str {
    quantity.raw.trim()
}

/// The value of a figure; not a number where it is none.
pub fn number(quantity: &Quantity) -> f64 {
    quantity.value.as_f64().unwrap_or(f64::NAN)
}

/// Half a unit of the last digit that is printed: what rounding may have taken or given.
pub fn half_digit(quantity: &Quantity) -> f64 {
    let printed = quantity.value.to_string();
    let decimals = printed.split_once('.').map_or(0, |(_, fraction)| fraction.len());
    0.5 * 10f64.powi(-i32::try_from(decimals).unwrap_or(i32::MAX))
}

/// The results of each initiative, in the order in which they are printed.
pub fn by_initiative(results: &[Outcome]) -> Vec<Vec<&Outcome>> {
    let mut groups: Vec<Vec<&Outcome>> = Vec::new();
    let mut at: std::collections::HashMap<&str, usize> = std::collections::HashMap::new();
    for result in results {
        let Some(id) = result.initiative_id.as_deref() else { continue };
        let group = *at.entry(id).or_insert(groups.len());
        if group == groups.len() {
            groups.push(Vec::new());
        }
        if let Some(group) = groups.get_mut(group) {
            group.push(result);
        }
    }
    groups
}
