//! Converted documents changed on purpose: a digit, a record, a unit, a quote, a box, a page, a figure cut short, what is
//! said of a date. `verify` must see it.
//!
//! The changes are drawn from a fixed seed, so that they are the same on every machine. Each is one
//! that somebody could make by hand and that a reader would believe.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test that cannot go on has failed")]

mod cases;

use cases::{Case, all, json, walk};
use serde_json::{Value, json};
use torikumi::emit::{Problem, verify};

/// How many changes are made.
const CHANGES: usize = 300;

/// Numbers that look drawn (xorshift, Marsaglia 2003).
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }

    fn one_of<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }
}

/// Pointers to the values of records that `keep` wants.
fn pointers(document: &Value, keep: impl Fn(&str, &Value) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for kind in ["initiatives", "targets", "results", "glossary"] {
        walk(&format!("/{kind}"), &document[kind], &mut |path, value| {
            if keep(path, value) {
                found.push(path.to_owned());
            }
        });
    }
    found
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap()
}

/// Puts another digit in the place of one.
fn other_digit(text: &str, dice: &mut Dice) -> String {
    let digits: Vec<usize> = text.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let at = *dice.one_of(&digits).unwrap();
    let old = text.as_bytes()[at] - b'0';
    let new = (old + 1 + dice.below(9) as u8) % 10;
    format!("{}{new}{}", &text[..at], &text[at + 1..])
}

/// A digit of a value, a date, a statement or a quote.
fn change_digit(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let has_digit = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let places = ["span", "bbox"];
    let own = |path: &str, value: &Value| {
        let placed = path.split('/').any(|step| places.contains(&step));
        let named = matches!(last(path), "id" | "initiative_id" | "page" | "table" | "row" | "col");
        let text = value.as_str().map(str::to_owned).or_else(|| value.is_number().then(|| value.to_string()));
        !placed && !named && text.is_some_and(|text| has_digit(&text))
    };
    let pointer = dice.one_of(&pointers(document, own))?.clone();
    let value = document.pointer_mut(&pointer)?;
    let before = value.clone();
    *value = match &before {
        Value::String(text) => Value::String(other_digit(text, dice)),
        number => serde_json::from_str(&other_digit(&number.to_string(), dice)).ok()?,
    };
    // 0.0 for 00.0 and the like are no other number.
    (*value != before && value.as_f64() != before.as_f64().or(Some(f64::NAN)))
        .then(|| format!("digit {pointer}: {before} -> {value}"))
}

/// A digit less in a number of several digits. (A statement may leave out a whole number, as that of a footnote.)
fn drop_digit(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let names = ["span", "bbox", "id", "initiative_id", "page", "table", "row", "col", "start", "end"];
    let digit = |text: &str, at: usize| text.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    let inside = |text: &str| -> Vec<usize> {
        (0..text.len())
            .filter(|at| digit(text, *at) && (digit(text, at + 1) || *at > 0 && digit(text, at - 1)))
            .collect()
    };
    let own = |path: &str, value: &Value| {
        let text = value.as_str().map(str::to_owned).or_else(|| value.is_number().then(|| value.to_string()));
        !path.split('/').any(|step| names.contains(&step)) && text.is_some_and(|text| !inside(&text).is_empty())
    };
    let pointer = dice.one_of(&pointers(document, own))?.clone();
    let value = document.pointer_mut(&pointer)?;
    let before = value.clone();
    let text = before.as_str().map_or_else(|| before.to_string(), str::to_owned);
    let at = *dice.one_of(&inside(&text))?;
    let shorter = format!("{}{}", &text[..at], &text[at + 1..]);
    *value = if before.is_string() { Value::String(shorter) } else { serde_json::from_str(&shorter).ok()? };
    Some(format!("digit less {pointer}: {before} -> {value}"))
}

/// A figure cut at its front or its end, with its value and its place: 120人以上 as 20人以上, or as 120人.
fn cut_raw(document: &mut Value, dice: &mut Dice) -> Option<String> {
    const ENDS: [&str; 3] = ["以上", "以下", "未満"];
    let starts = |raw: &str| raw.len() > 2 && raw.as_bytes()[..2].iter().all(u8::is_ascii_digit);
    let figures = pointers(document, |_, value| {
        let raw = value["raw"].as_str().unwrap_or_default();
        value.get("comparator").is_some() && (starts(raw) || ENDS.iter().any(|end| raw.ends_with(end)))
    });
    let pointer = dice.one_of(&figures)?.clone();
    let figure = document.pointer_mut(&pointer)?;
    let raw = figure["raw"].as_str()?.to_owned();
    let cut = match ENDS.iter().find(|end| raw.ends_with(**end)) {
        Some(end) => {
            figure["comparator"] = json!("=");
            raw.strip_suffix(end)?.to_owned()
        }
        None => {
            let value = figure["value"].to_string();
            figure["value"] = serde_json::from_str(value.get(1..)?.trim_start_matches('0')).ok()?;
            raw[1..].to_owned()
        }
    };
    if let Some((start, end)) = cases::span(&figure["at"]) {
        let front = if raw.starts_with(&cut) { 0 } else { raw.len() - cut.len() };
        let behind = raw.len() - cut.len() - front;
        figure["at"]["span"] = json!([start + front, end - behind]);
    }
    figure["raw"] = json!(cut);
    Some(format!("cut {pointer}: {raw} -> {cut}"))
}

/// A figure without its unit.
fn drop_unit(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let figures = pointers(document, |_, value| value.get("comparator").is_some() && value["unit"].is_string());
    let pointer = dice.one_of(&figures)?.clone();
    let figure = document.pointer_mut(&pointer)?;
    let unit = std::mem::replace(&mut figure["unit"], Value::Null);
    Some(format!("no unit {pointer}: {unit}"))
}

/// A period that is said to be taken from elsewhere and is not, or that is and does not say so.
fn turn_inherited(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let pointer = dice.one_of(&pointers(document, |_, value| value.get("start").is_some()))?.clone();
    let period = document.pointer_mut(&pointer)?.as_object_mut()?;
    let before = period.remove("inherited");
    if before.is_none() {
        period.insert("inherited".to_owned(), json!("column_header"));
    }
    Some(format!("inherited {pointer}: {before:?}"))
}

/// A period that is made a deadline.
fn make_deadline(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let plain = |_: &str, value: &Value| value.get("start").is_some() && value.get("deadline").is_none();
    let pointer = dice.one_of(&pointers(document, plain))?.clone();
    let period = document.pointer_mut(&pointer)?.as_object_mut()?;
    let raw = period["raw"].to_string();
    // What says まで is one.
    (!raw.contains("まで")).then_some(())?;
    period.insert("deadline".to_owned(), json!(true));
    Some(format!("deadline {pointer}: {raw}"))
}

/// A target or a result of an initiative that is not there.
fn other_initiative(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let pointer =
        dice.one_of(&pointers(document, |path, value| last(path) == "initiative_id" && value.is_string()))?.clone();
    let id = document.pointer_mut(&pointer)?;
    *id = json!(format!("i-{:012x}", dice.below(1 << 30)));
    Some(format!("initiative {pointer}: {id}"))
}

/// A record left out.
fn drop_record(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let kind = *dice.one_of(&["initiatives", "targets", "results", "glossary"])?;
    let records = document[kind].as_array_mut()?;
    let at = dice.below(records.len());
    let gone = (at < records.len()).then(|| records.remove(at))?;
    Some(format!("drop /{kind}/{at}: {}", gone["text"].as_str().or(gone["name"].as_str()).unwrap_or_default()))
}

/// A unit for another.
fn swap_unit(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let units = pointers(document, |path, value| last(path) == "unit" && value.is_string() && !path.contains("/due/"));
    let units: Vec<String> = units
        .into_iter()
        .filter(|pointer| document.pointer(&pointer.replace("/unit", "/comparator")).is_some())
        .collect();
    let pointer = dice.one_of(&units)?.clone();
    let value = document.pointer_mut(&pointer)?;
    let before = value.clone();
    let other = *dice.one_of(&["%", "件", "人", "業務", "回", "台", "施設", "円"])?;
    *value = json!(other);
    (*value != before).then(|| format!("unit {pointer}: {before} -> {value}"))
}

/// A quote or a figure placed some bytes further, or before.
fn shift_quote(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let spans = pointers(document, |path, _| last(path) == "span");
    let pointer = dice.one_of(&spans)?.clone();
    let span = document.pointer_mut(&pointer)?;
    let before = span.clone();
    let by = (1 + dice.below(30) as u64) * if dice.below(2) == 0 { 3 } else { 1 };
    let back = dice.below(2) == 0 && before[0].as_u64()? > by;
    let moved = |at: &Value| at.as_u64().map(|at| if back { at - by } else { at + by });
    *span = json!([moved(&before[0])?, moved(&before[1])?]);
    Some(format!("shift {pointer}: {before} -> {span}"))
}

/// A quote or a figure boxed elsewhere on its page: moved by 3 to 33 points, or cut by a character.
fn shift_box(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let boxes = pointers(document, |path, _| last(path) == "bbox");
    let pointer = dice.one_of(&boxes)?.clone();
    let bbox = document.pointer_mut(&pointer)?;
    let before = bbox.clone();
    let by = 3.0 + dice.below(30) as f64;
    let sides: &[usize] = [&[0, 2][..], &[1, 3], &[2], &[3]][dice.below(4)];
    for side in sides {
        // A cut box keeps less; a moved one goes right or down.
        let moved = if sides.len() == 2 { by } else { -by };
        bbox[*side] = json!(((bbox[*side].as_f64()? + moved) * 100.0).round() / 100.0);
    }
    Some(format!("box {pointer}: {before} -> {bbox}"))
}

/// A quote or a figure put on another page.
fn move_page(document: &mut Value, dice: &mut Dice) -> Option<String> {
    let pages = pointers(document, |path, _| last(path) == "page");
    let pointer = dice.one_of(&pages)?.clone();
    let page = document.pointer_mut(&pointer)?;
    let before = page.clone();
    let most = 4;
    *page = json!((before.as_u64()? + dice.below(most) as u64) % most as u64 + 1);
    (*page != before).then(|| format!("page {pointer}: {before} -> {page}"))
}

type Change = fn(&mut Value, &mut Dice) -> Option<String>;

/// What is changed in the records of a text.
const OF_TEXTS: [Change; 10] = [
    change_digit,
    drop_record,
    swap_unit,
    shift_quote,
    drop_digit,
    cut_raw,
    drop_unit,
    turn_inherited,
    make_deadline,
    other_initiative,
];

/// What is changed in the records of printed pages.
const OF_PAGES: [Change; 11] = [
    change_digit,
    drop_record,
    swap_unit,
    shift_box,
    move_page,
    drop_digit,
    cut_raw,
    drop_unit,
    turn_inherited,
    make_deadline,
    other_initiative,
];

/// A change, tried until it changes something.
fn change(document: &Value, change: Change, dice: &mut Dice) -> Option<(Value, String)> {
    (0..50).find_map(|_| {
        let mut changed = document.clone();
        let what = change(&mut changed, dice)?;
        Some((changed, what))
    })
}

/// What verify says of a change.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    /// It tells a problem, or something that it cannot prove and that the unchanged document did not have.
    Seen,
    /// It says of the unchanged value too that it cannot read it again.
    Declared,
    Missed,
}

/// Holds a changed document; `before` is what could not be proved of the unchanged one.
fn answer(changed: &Value, case: &Case, what: &str, before: &[Problem]) -> Answer {
    let verified = verify(changed, &case.source, None).unwrap();
    let own = |pointer: &str| what.split_whitespace().any(|word| word.trim_end_matches(':').starts_with(pointer));
    let new = verified.unproved.iter().any(|unproved| own(&unproved.path) && !before.contains(unproved));
    if new || !verified.problems.is_empty() {
        Answer::Seen
    } else if before.iter().any(|unproved| own(&unproved.path)) {
        Answer::Declared
    } else {
        Answer::Missed
    }
}

/// Makes the changes one after another, in documents that are drawn, and tells those that were missed.
fn missed(cases: &[Case], changes: &[Change], seed: u64) -> Vec<String> {
    let mut unchanged: Vec<(&Case, Value, Vec<Problem>)> = Vec::new();
    for case in cases {
        let document = json(&case.source);
        let before = verify(&document, &case.source, None).unwrap().unproved;
        unchanged.push((case, document, before));
    }
    let mut dice = Dice(seed);
    let mut missed: Vec<String> = Vec::new();
    let (mut made, mut declared, mut tried) = (0, 0, 0);
    while made < CHANGES {
        tried += 1;
        assert!(tried < 50 * CHANGES, "{made} changes made");
        let (case, document, before) = &unchanged[dice.below(cases.len())];
        let Some((changed, what)) = change(document, changes[made % changes.len()], &mut dice) else { continue };
        match answer(&changed, case, &what, before) {
            Answer::Declared => {
                declared += 1;
                continue;
            }
            Answer::Missed => missed.push(format!("{}: {what}", case.name)),
            Answer::Seen => {}
        }
        made += 1;
    }
    eprintln!("{declared} changes of what verify says that it cannot read again");
    assert!(declared <= CHANGES / 4, "{declared}");
    missed
}

/// Enough changes were seen, and each that was missed is known.
fn hold(missed: &[String]) {
    assert!(missed.is_empty(), "{} of {CHANGES} were missed: {missed:#?}", missed.len());
}

#[test]
fn changes_are_seen() {
    hold(&missed(&all(), &OF_TEXTS, 0x5EED_2026));
}

#[test]
fn changes_of_printed_pages_are_seen() {
    let plan = Case { name: "plan".to_owned(), path: "plan.pdf".into(), source: cases::printed::plan() };
    let document = json(&plan.source);
    for (kind, least) in [("initiatives", 9), ("targets", 9), ("results", 8)] {
        let count = document[kind].as_array().unwrap().len();
        assert!(count >= least, "{count} {kind} in {document:#}");
    }
    hold(&missed(&[plan], &OF_PAGES, 0x5EED_2027));
}

/// Other ways to write a number: a digit more, the sign turned, ten times as much, a tenth, an exponent, none at all.
fn altered(number: &str) -> Vec<String> {
    let turned = number.strip_prefix('-').map_or_else(|| format!("-{number}"), str::to_owned);
    let tenth = match number.split_once('.') {
        Some((whole, fraction)) => format!("{whole}.0{fraction}"),
        None => format!("{number}.0"),
    };
    let ten = if number.contains('.') { format!("{number}0") } else { format!("{number}000") };
    vec![turned, tenth, ten, format!("{number}e0"), format!("{number}e12"), "1e400".to_owned(), format!("1{number}")]
}

#[test]
fn every_figure_is_held() {
    let plan = Case { name: "plan".to_owned(), path: "plan.pdf".into(), source: cases::printed::plan() };
    let mut missed = Vec::new();
    for (nth, case) in cases::fixtures().iter().chain([&plan]).enumerate() {
        let document = json(&case.source);
        let values = pointers(&document, |path, value| last(path) == "value" && value.is_number());
        for (at, pointer) in values.iter().enumerate() {
            let printed = document.pointer(pointer).unwrap().to_string();
            let altered = altered(&printed);
            // Each figure in one way, every way in each document.
            let value: Value = serde_json::from_str(&altered[(at + nth) % altered.len()]).unwrap();
            let mut changed = document.clone();
            *changed.pointer_mut(pointer).unwrap() = value.clone();
            let verified = verify(&changed, &case.source, None).unwrap();
            if !verified.problems.iter().any(|problem| problem.path == *pointer) {
                missed.push(format!("{}: {pointer}: {printed} -> {value}", case.name));
            }
        }
    }
    assert_eq!(missed, Vec::<String>::new());
}

#[test]
fn nothing_is_seen_where_nothing_was_changed() {
    let plan = Case { name: "plan".to_owned(), path: "plan.pdf".into(), source: cases::printed::plan() };
    for case in all().into_iter().chain([plan]) {
        let verified = verify(&json(&case.source), &case.source, None).unwrap();
        assert_eq!(verified.problems, [], "{}", case.name);
        assert!(verified.quotes > 0, "{}", case.name);
    }
}
