//! What a statement measures and what it dates: figures with the dates that belong to them
//! (contract, rule 6), and dated happenings.

mod event;
mod line;
mod measure;

pub use line::named;

use super::desk::Desk;
use super::model::{Event, Measurement, Period};
use crate::text::{Carry, Text};
use line::Line;

/// What goes on from one line of a result to the next.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// Years carried over.
    pub carry: Carry,
    /// The date that heads the list, or the heading's.
    pub as_of: Option<Period>,
    /// What is counted where the line itself does not say.
    pub indicator: Option<String>,
}

/// What was found in a line.
#[derive(Debug, Clone, Default)]
pub struct Reading {
    /// Figures, in reading order.
    pub measurements: Vec<Measurement>,
    /// Dated happenings, in reading order.
    pub events: Vec<Event>,
    /// A date that heads the list below: the line is nothing but it.
    pub heads: Option<Period>,
}

/// Reads one line of a result: each date belongs to a figure, heads the list, or dates a happening.
pub fn read(desk: &Desk<'_>, text: &Text, scope: &mut Scope, page: Option<u32>) -> Reading {
    let line = Line::of(desk, text, &mut scope.carry, page);
    let leading = line.leading_period();
    let mut used: Vec<bool> = line.periods.iter().map(|found| found.value.comparison).collect();
    let mut out = Reading { measurements: measure::all(desk, &line, leading, scope, &mut used), ..Reading::default() };
    if let Some(i) = leading {
        let heads = line.figures.is_empty() && line.is_only(i);
        out.heads = if heads { line.dated(desk, i) } else { None };
        used[i] = used[i] || heads || !line.figures.is_empty();
    }
    let free = used.iter().enumerate().filter(|(_, used)| !**used).map(|(i, _)| i);
    out.events = free.filter_map(|i| event::event(desk, &line, i)).collect();
    out
}
