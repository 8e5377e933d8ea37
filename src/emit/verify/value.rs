//! Figures and dates read again from what was printed.
//!
//! What: the value of a quantity is the number in its raw, its unit the one printed there; a period
//! is what its raw reads as, its year or era perhaps printed before. Why: a quote that holds says nothing of the
//! value beside it. Example: `18業務以上` with value 81 does not hold. A header may multiply (千円) and
//! give the unit of a bare number, so a value may be a power of ten of the number.

use crate::emit::Problem;
use crate::emit::validate::shown;
use crate::text::{self, Carry, Span, normalize};
use jiff::civil::{Date, date};
use serde_json::Value;

/// Largest power of ten by which a header or a word multiplies: 兆.
const LARGEST_POWER: i32 = 12;

/// How much two readings of one number may differ, as a part of it: nothing but binary rounding.
const SAME: f64 = 1e-9;

/// Holds a quantity or a period against its raw; any other value is passed over.
pub(super) fn check(path: &str, value: &Value, problems: &mut Vec<Problem>) {
    let Some(raw) = value.get("raw").and_then(Value::as_str) else { return };
    let fault = if value.get("comparator").is_some() {
        // A figure that was wrapped is one figure: 15 施 / 設.
        quantity(&words(&raw.replace(['\r', '\n'], "")), value)
    } else if value.get("start").is_some() {
        period(&words(raw), value)
    } else {
        None
    };
    problems.extend(fault.map(|(field, message)| Problem::new(format!("{path}/{field}"), message)));
}

/// Most years that the columns of a roadmap go on behind the first one of a bar.
const LONGEST_BAR: i16 = 15;

/// What was printed, normalized.
fn words(raw: &str) -> String {
    let at = |i: usize, c: char| Span::new(i as u32, (i + c.len_utf8()) as u32);
    normalize(raw.char_indices().map(|(i, c)| (c, at(i, c)))).as_str().trim().to_owned()
}

type Fault = (&'static str, String);

fn quantity(words: &str, json: &Value) -> Option<Fault> {
    let value = json.get("value").and_then(Value::as_f64)?;
    // Its column may have said that it is a figure: 1/3, 12 300.
    let as_set = |place| text::figures(words, &[], place).found;
    let read = [as_set(text::Place::Text), as_set(text::Place::Cell)].concat();
    let same =
        |found: &&text::Found<text::Quantity>| found.value.value.as_f64().is_some_and(|read| scaled(value, read));
    let Some(found) = read.iter().find(same) else {
        let printed = numbers(words);
        let kanji = printed.is_empty();
        if kanji || printed.iter().any(|number| scaled(value, *number)) {
            return None;
        }
        return Some(("value", format!("is {value}, but {} is printed", shown(words))));
    };
    let own = json.get("unit").and_then(Value::as_str);
    match found.value.unit.as_deref() {
        Some(unit) if own != Some(unit) && found.range.len() == words.len() => {
            Some(("unit", format!("is {}, but {} is printed", own.unwrap_or("none"), shown(words))))
        }
        _ => None,
    }
}

/// Whether a value is a number that was printed, or a power of ten of it.
fn scaled(value: f64, printed: f64) -> bool {
    let close = |a: f64, b: f64| (a - b).abs() <= SAME * b.abs().max(1.0);
    (0..=LARGEST_POWER).any(|power| close(value.abs(), printed.abs() * 10f64.powi(power)))
}

/// The numbers in digits, their separators left out.
fn numbers(words: &str) -> Vec<f64> {
    let whole = words.replace(',', "");
    whole.split(|c: char| !(c.is_ascii_digit() || c == '.')).filter_map(|number| number.parse().ok()).collect()
}

fn period(words: &str, json: &Value) -> Option<Fault> {
    let day = |field: &str| json.get(field).and_then(Value::as_str).and_then(|day| day.parse::<Date>().ok());
    let own = (day("start"), day("end"));
    let readings: Vec<(Option<Date>, Option<Date>)> =
        carries(own).into_iter().flat_map(|carry| read(words, &carry)).collect();
    let Some(first) = readings.first() else { return columns(words, own) };
    // 3か年, 短期: what the document says elsewhere of a stretch without dates.
    let told =
        json.get("inherited").and_then(Value::as_str).is_some_and(|from| matches!(from, "plan_period" | "legend"));
    if told && *first == (None, None) {
        return None;
    }
    // A bar over several columns of years begins in the first of them.
    let over_columns = json.get("inherited").and_then(Value::as_str) == Some("column_header");
    let years = |day: Option<Date>| day.map_or(0, Date::year);
    // Beside fiscal years a column headed 令和6年 is one of them.
    let fiscal = |read: Date, own: Date| read == read.first_of_year() && own == date(read.year(), 4, 1);
    let starts = |read: Option<Date>| read == own.0 || read.zip(own.0).is_some_and(|(read, own)| fiscal(read, own));
    let begins = |read: &(Option<Date>, Option<Date>)| {
        over_columns && starts(read.0) && read.1 < own.1 && years(own.1) - years(read.1) <= LONGEST_BAR
    };
    // What began in a year goes on where its label says so (事業開始年度).
    let goes_on = |read: &(Option<Date>, Option<Date>)| own.0.is_some() && read.0 == own.0 && own.1.is_none();
    if readings.iter().any(|read| *read == own || begins(read) || goes_on(read)) {
        return None;
    }
    let said = |(start, end): (Option<Date>, Option<Date>)| {
        let day = |day: Option<Date>| day.map_or_else(|| "open".to_owned(), |day| day.to_string());
        format!("{} to {}", day(start), day(end))
    };
    let field = if first.0 == own.0 { "end" } else { "start" };
    Some((field, format!("the period is {}, but {} reads as {}", said(own), shown(words), said(*first))))
}

/// The years of the columns that a bar lies over: `2026 2027 2028` begins in 2026 and ends with 2028.
fn columns(words: &str, own: (Option<Date>, Option<Date>)) -> Option<Fault> {
    let years: Vec<i16> = words.split_whitespace().map(|year| year.parse().ok()).collect::<Option<_>>()?;
    let (first, last) = (*years.first()?, *years.last()?);
    let (start, end) = own.0.zip(own.1)?;
    // A fiscal year ends in the next calendar year.
    let holds = start.year() == first && (last..=last + 1).contains(&end.year());
    let four_digits = years.iter().all(|year| (1000..=9999).contains(year));
    (four_digits && !holds)
        .then(|| ("start", format!("the period is {start} to {end}, but {} is printed", shown(words))))
}

/// The days of a text that is one period and nothing else, as a sentence and as a cell of dates prints it.
fn read(words: &str, carry: &Carry) -> Vec<(Option<Date>, Option<Date>)> {
    let ways = [text::periods(words, &mut carry.clone()), text::date_cell(words, &mut carry.clone()).found];
    let whole = |found: Vec<text::Found<text::Dated>>| match found.as_slice() {
        [only] if only.range == (0..words.len()) => Some((only.value.period.start(), only.value.period.end())),
        _ => None,
    };
    ways.into_iter().filter_map(whole).collect()
}

/// What may have been printed before a date without its year or era: each gives one reading.
fn carries((start, end): (Option<Date>, Option<Date>)) -> Vec<Carry> {
    let years = start.or(end).map(|day| [day.year(), day.year() - 1]).into_iter().flatten();
    let of_year = years.flat_map(|year| [false, true].map(|fiscal| Carry { era: None, year: Some(year), fiscal }));
    let of_era = text::eras().iter().map(|era| Carry { era: Some(era), year: None, fiscal: false });
    std::iter::once(Carry::default()).chain(of_year).chain(of_era).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn fault(value: Value) -> Option<String> {
        let mut problems = Vec::new();
        check("", &value, &mut problems);
        problems.pop().map(|problem| problem.path)
    }

    #[test]
    fn figures_are_those_printed() {
        for (raw, value, unit, wrong) in [
            ("18 業務以上", 18.0, json!("業務"), None),
            ("360 万枚削減", 3_600_000.0, json!("枚"), None),
            ("1,234", 1_234_000.0, json!("円"), None),
            ("５事業", 5.0, json!("事業"), None),
            ("三件", 3.0, json!("件"), None),
            ("15 施\n設", 15.0, json!("施設"), None),
            ("15 施\n設", 15.0, json!("%"), Some("/unit")),
            ("18業務以上", 81.0, json!("業務"), Some("/value")),
            ("18業務", 18.0, json!("件"), Some("/unit")),
            ("66.0%", 66.1, json!("%"), Some("/value")),
        ] {
            let found = fault(json!({"raw": raw, "value": value, "unit": unit, "comparator": "="}));
            assert_eq!(found.as_deref(), wrong, "{raw} {value} {unit}");
        }
    }

    #[test]
    fn dates_are_those_printed() {
        for (raw, start, end, wrong) in [
            ("令和4年度", "2022-04-01", "2023-03-31", None),
            ("10月", "2020-10-01", "2020-10-31", None),
            ("23年度", "2011-04-01", "2012-03-31", None),
            ("令和4年度", "2023-04-01", "2024-03-31", Some("/start")),
            ("令和4年度", "2022-04-01", "2024-03-31", Some("/end")),
            ("10月", "2020-11-01", "2020-11-30", Some("/start")),
            ("10月", "2019-10-01", "2020-10-31", Some("/end")),
            ("2026\n2027", "2026-04-01", "2028-03-31", None),
            ("令和7年4月上旬", "2025-04-01", "2025-04-10", None),
            ("令和7年4月上旬", "2025-04-01", "2025-04-30", Some("/end")),
            ("年度内", "2025-04-01", "2026-03-31", None),
            ("年度内", "2025-04-01", "2027-03-31", Some("/start")),
            ("20250401", "2025-04-01", "2025-04-01", None),
            ("R070401", "2025-04-02", "2025-04-02", Some("/start")),
            ("R6→R8", "2024-04-01", "2027-03-31", None),
            ("2026\n2027", "2026-04-01", "2048-03-31", Some("/start")),
        ] {
            let found = fault(json!({"raw": raw, "unit": "month", "start": start, "end": end}));
            assert_eq!(found.as_deref(), wrong, "{raw} {start} {end}");
        }
    }
}
