//! Lines that count what they head: `令和3年度(11事業)`, `本格導入(3業務)`, `AI:4業務`.

use crate::page::squeeze;
use crate::record::model::{Measurement, Outcome};
use crate::text::{Carry, Comparator, periods, quantities};

/// A line that counts what stands below it.
#[derive(Debug)]
pub struct Head<'a> {
    /// The date in it, as normalized; empty where it has none.
    pub when: String,
    /// What it says besides the date and the figure.
    pub words: String,
    /// The figure.
    pub count: &'a Measurement,
    /// The lines below it, up to the next head.
    pub items: Vec<&'a str>,
}

/// The heads of a result: its headline and its details, in their order.
pub fn heads(result: &Outcome) -> Vec<Head<'_>> {
    let mut heads: Vec<Head<'_>> = Vec::new();
    let mut left = result.measurements.as_slice();
    let lines = std::iter::once(&result.text).chain(&result.details);
    for line in lines {
        match head(line, left) {
            Some((head, used)) => {
                left = left.get(used..).unwrap_or_default();
                heads.push(head);
            }
            None => heads.last_mut().into_iter().for_each(|head| head.items.push(line)),
        }
    }
    heads
}

/// A line read as a head, and how many of the figures it and the lines before it used up.
fn head<'a>(line: &str, figures: &'a [Measurement]) -> Option<(Head<'a>, usize)> {
    let dates = periods(line, &mut Carry::default());
    let taken: Vec<_> = dates.iter().map(|date| date.range.clone()).collect();
    let found = quantities(line, &taken);
    let [only] = found.as_slice() else { return None };
    let value = &only.value;
    if value.comparator != Comparator::Eq || value.change.is_some() || value.per.is_some() {
        return None;
    }
    let behind = line.get(only.range.end..)?;
    let dated = dates.iter().find(|date| date.range.start > only.range.end);
    let rest = dated.map_or(behind, |date| line.get(date.range.end..).unwrap_or(behind));
    let closes = |rest: &str| matches!(rest.trim(), "" | ")");
    if !closes(rest) || dated.is_some_and(|date| !matches!(line.get(only.range.end..date.range.start), Some("("))) {
        return None;
    }
    let same = |measured: &Measurement| {
        measured.quantity.value == value.value && measured.quantity.unit == value.unit && !measured.planned
    };
    let at = figures.iter().position(same)?;
    let mut words = line.get(..only.range.start)?.to_owned();
    let before: Vec<_> = dates.iter().filter(|date| date.range.end <= only.range.start).collect();
    let when = before.last().and_then(|date| line.get(date.range.clone())).unwrap_or_default().to_owned();
    before.iter().rev().for_each(|date| words.replace_range(date.range.clone(), ""));
    let words = squeeze(words.trim().trim_end_matches(['(', ':']));
    Some((Head { when, words, count: figures.get(at)?, items: Vec::new() }, at + 1))
}

#[cfg(test)]
pub mod drawn {
    use crate::record::model::{Measurement, Outcome, Place, Quantity, Sources};
    use crate::text::{Carry, periods, quantities};

    /// A figure as it would be read from its words.
    pub fn figure(words: &str) -> Quantity {
        let dates: Vec<_> = periods(words, &mut Carry::default()).into_iter().map(|date| date.range).collect();
        let found = quantities(words, &dates).remove(0);
        Quantity {
            raw: words[found.range.clone()].to_owned(),
            value: found.value.value,
            upper: found.value.upper,
            unit: found.value.unit,
            comparator: found.value.comparator,
            change: found.value.change,
            per: found.value.per,
            of: found.value.of,
            at: Place::default(),
        }
    }

    /// A figure that was measured.
    pub fn measured(words: &str) -> Measurement {
        Measurement {
            indicator: None,
            quantity: figure(words),
            as_of: None,
            compared_with: None,
            condition: None,
            planned: false,
        }
    }

    /// A result with the figures of its lines.
    pub fn result(lines: &[&str]) -> Outcome {
        let figures = lines.iter().flat_map(|line| {
            let dates: Vec<_> = periods(line, &mut Carry::default()).into_iter().map(|date| date.range).collect();
            let found = quantities(line, &dates);
            found.into_iter().map(|found| measured(&line[found.range])).collect::<Vec<_>>()
        });
        Outcome {
            id: "r".to_owned(),
            initiative_id: Some("i".to_owned()),
            text: lines[0].to_owned(),
            details: lines[1..].iter().map(|line| (*line).to_owned()).collect(),
            measurements: figures.collect(),
            events: Vec::new(),
            departments: Vec::new(),
            path: Vec::new(),
            restated: false,
            rating: None,
            source: Sources::Many(Vec::new()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_count_what_stands_below_them() {
        let result = drawn::result(&[
            "連携事業",
            "令和3年度(2事業)",
            "甲:A社",
            "乙:B社",
            "令和2年度(1事業)",
            "会議を3回開催した",
        ]);
        let heads = heads(&result);
        let seen: Vec<_> =
            heads.iter().map(|head| (head.when.as_str(), head.count.quantity.raw.as_str(), head.items.len())).collect();
        assert_eq!(seen, [("令和3年度", "2事業", 2), ("令和2年度", "1事業", 1)]);
    }

    #[test]
    fn a_date_behind_the_figure_is_no_word_of_it() {
        let result = drawn::result(&["RPA:77業務(令和5年3月末時点)", "甲、乙"]);
        let heads = heads(&result);
        assert_eq!((heads[0].words.as_str(), heads[0].items.len()), ("RPA", 1));
    }
}
