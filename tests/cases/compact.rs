//! Periods in a line of text, as the tables of the tests write them.

use torikumi::text::{Dated, Found, PeriodUnit, Suffix};

/// `raw=unit:start..end` and marks, joined with ` | `; `*` is the whole input.
pub fn compact(text: &str, found: &[Found<Dated>]) -> String {
    let one = |f: &Found<Dated>| {
        let dated = &f.value;
        let raw = if f.range == (0..text.len()) { "*" } else { &text[f.range.clone()] };
        let unit = match dated.period.unit() {
            PeriodUnit::Day => "d",
            PeriodUnit::Month => "m",
            PeriodUnit::CalendarYear => "y",
            PeriodUnit::FiscalYear => "f",
            PeriodUnit::Ongoing => "o",
        };
        let date = |d: Option<jiff::civil::Date>| d.map_or(String::new(), |d| d.to_string());
        let (start, end) = (date(dated.period.start()), date(dated.period.end()));
        let point = if dated.point { " point" } else { "" };
        let base = if dated.comparison { " base" } else { "" };
        let suffix = match dated.suffix {
            Suffix::None => "",
            Suffix::Since => " since",
            Suffix::Until if dated.deadline => " by",
            Suffix::Until => " until",
        };
        format!("{raw}={unit}:{start}..{end}{point}{base}{suffix}")
    };
    found.iter().map(one).collect::<Vec<_>>().join(" | ")
}

/// Fails with every row that does not read as it should.
pub fn hold(rows: &[(&str, &str)], read: impl Fn(&str) -> String) {
    let mut failures = Vec::new();
    for (input, expected) in rows {
        let got = read(input);
        if got != *expected {
            failures.push(format!("{input}\n  expected {expected}\n  got      {got}"));
        }
    }
    assert!(failures.is_empty(), "{} of {}\n{}", failures.len(), rows.len(), failures.join("\n"));
}
