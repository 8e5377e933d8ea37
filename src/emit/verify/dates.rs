//! A period held against what the reader of dates makes of its raw.

mod marks;
mod readings;

use super::around::{Around, words};
use super::value::Reading;
use crate::emit::validate::shown;
use crate::lexicon::plan_period_reference;
use crate::text::{Carry, Dated};
use jiff::civil::{Date, date};
use readings::{Days, carries, columns, days, in_century, read, said};
use serde_json::Value;

/// The year or era stands in a heading, a header or a line before.
const YEAR: &str = "its year or era is printed before it";
/// A bar or equal marks go on over further columns of years.
const BAR: &str = "its end is that of further columns";
/// A supplement of a month is money of the fiscal year.
const MONTH: &str = "that its month stands for the fiscal year is told by what is paid";
/// 短期, 3か年: the document says elsewhere what it means.
const STRETCH: &str = "what its words mean is told elsewhere";
/// The label of the date says that it only begins then.
const OPEN: &str = "that it has no end is told by its label";
/// A period that the reader does not know by itself.
const UNREAD: &str = "its own words are not read as a period";
/// It is told to be the plan's own, in words that are not known to name that.
const PLAN: &str = "its own words are not known to name the plan's period";

/// Most years that the columns of a roadmap go on behind the first one of a bar.
const LONGEST_BAR: i16 = 15;

/// Holds a period against its raw; `plan` is the document's own period.
pub(super) fn check(raw: &str, json: &Value, around: &Around<'_>, plan: Option<&Value>) -> Reading {
    let held = match json.get("inherited").and_then(Value::as_str) {
        Some("plan_period") => as_the_plan(raw, json, plan),
        inherited => as_printed(&Printed::of(raw, json), json, inherited, around),
    };
    match (held, marks::check(raw, json, around)) {
        (wrong @ Reading::Wrong(..), _) => wrong,
        (_, Some(told)) => told,
        (held, None) => held,
    }
}

/// What the words of a period are read as.
struct Printed {
    /// The words, normalized.
    words: String,
    /// First and last day that are told.
    own: Days,
    /// As they are read by themselves.
    alone: Vec<Dated>,
    /// As they are read behind a year or an era that may have been printed before them.
    carried: Vec<Dated>,
}

impl Printed {
    fn of(raw: &str, json: &Value) -> Self {
        // A line break may stand within a word (年 / 度) or between two.
        let (words, joined) = (words(raw), words(&raw.replace(['\r', '\n'], "")));
        let own = days(json);
        let alone: Vec<Dated> = [&words, &joined].into_iter().flat_map(|w| read(w, &Carry::default())).collect();
        let behind = |carry: Carry| {
            let whole = read(&words, &carry);
            if whole.is_empty() { read(&joined, &carry) } else { whole }
        };
        let carried = carries(own).into_iter().flat_map(behind).chain(in_century(&words, own)).collect();
        Self { words, own, alone, carried }
    }

    fn readings(&self) -> impl Iterator<Item = &Dated> {
        self.alone.iter().chain(&self.carried)
    }

    /// Whether a year printed before would tell the rest: a year printed with the date is that year.
    fn lacks_year(&self, json: &Value) -> bool {
        let undated = self.alone.iter().all(|read| ends(read) == (None, None));
        undated && self.carried.iter().any(|dated| agrees(dated, json))
    }

    /// Whether it has the start that is printed and goes on from there (事業開始年度).
    fn goes_on(&self) -> bool {
        self.own.1.is_none() && self.own.0.is_some() && self.readings().any(|read| read.period.start() == self.own.0)
    }

    /// Whether a month is printed, and the period is the fiscal year around it.
    fn is_month_of(&self, json: &Value) -> bool {
        let (Some(start), Some(end)) = self.own else { return false };
        let fiscal = json.get("unit").and_then(Value::as_str) == Some("fiscal_year");
        let within = |read: &Dated| {
            let (first, last) = ends(read);
            first.zip(last).is_some_and(|(first, last)| start <= first && last <= end)
        };
        fiscal && self.alone.iter().any(within)
    }

    /// Whether it begins in the first of several columns of years.
    fn is_bar(&self) -> bool {
        // Beside fiscal years 令和6年 is one of them.
        let fiscal = |read: Date, own: Date| read == read.first_of_year() && own == date(read.year(), 4, 1);
        let starts = |read: Option<Date>| {
            read == self.own.0 || read.zip(self.own.0).is_some_and(|(read, own)| fiscal(read, own))
        };
        let years = |day: Option<Date>| day.map_or(0, Date::year);
        self.readings()
            .map(ends)
            .any(|(start, end)| starts(start) && end < self.own.1 && years(self.own.1) - years(end) <= LONGEST_BAR)
    }
}

/// A period with days of its own.
fn as_printed(printed: &Printed, json: &Value, inherited: Option<&str>, around: &Around<'_>) -> Reading {
    let Printed { words, own, alone, carried } = printed;
    if alone.iter().any(|dated| agrees(dated, json)) || around.dates(words).any(|dated| agrees(dated, json)) {
        return Reading::Holds;
    }
    if printed.lacks_year(json) {
        return Reading::Unproved(YEAR);
    }
    if inherited.is_some() && printed.is_month_of(json) {
        return Reading::Unproved(MONTH);
    }
    let Some(first) = alone.first().or(carried.first()) else { return columns(words, *own) };
    // 3か年, 短期: what the document says elsewhere of a stretch without dates.
    if inherited == Some("legend") && ends(first) == (None, None) {
        return Reading::Unproved(STRETCH);
    }
    if printed.goes_on() {
        return Reading::Unproved(OPEN);
    }
    if inherited == Some("column_header") && printed.is_bar() {
        return Reading::Unproved(BAR);
    }
    other(words, *own, ends(first))
}

/// The field in which a period differs from what is printed.
fn other(words: &str, own: Days, read: Days) -> Reading {
    let field = if read.0 != own.0 {
        "start"
    } else if read.1 != own.1 {
        "end"
    } else {
        "unit"
    };
    Reading::Wrong(field, format!("the period is {}, but {} reads as {}", said(own), shown(words), said(read)))
}

/// A period that names the plan's own has its days, and its words do name it.
fn as_the_plan(raw: &str, json: &Value, plan: Option<&Value>) -> Reading {
    let differs = |field: &&&str| plan.and_then(|plan| plan.get(**field)) != json.get(**field);
    if let Some(field) = ["unit", "start", "end"].iter().find(differs) {
        return Reading::Wrong(field, "is not as in the plan's own period".to_owned());
    }
    let words = words(&raw.replace(['\r', '\n'], ""));
    if plan_period_reference(&words).is_some() {
        return Reading::Holds;
    }
    let dated: Vec<Dated> = read(&words, &Carry::default());
    match dated.iter().map(ends).find(|read| *read != (None, None)) {
        Some(read) if dated.iter().any(|dated| agrees(dated, json)) || read == days(json) => Reading::Holds,
        Some(read) => other(&words, days(json), read),
        // 3か年 names it where the plan has as many years; what no list holds may name it too.
        None => Reading::Unproved(PLAN),
    }
}

fn ends(dated: &Dated) -> Days {
    (dated.period.start(), dated.period.end())
}

/// Whether a date that was read says all that a period says of its days.
fn agrees(dated: &Dated, json: &Value) -> bool {
    let read = serde_json::to_value(&dated.period).unwrap_or_default();
    read.as_object().is_some_and(|read| read.iter().all(|(field, value)| json.get(field) == Some(value)))
}
