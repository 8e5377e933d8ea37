//! Converted documents changed on purpose: a digit, a record, a unit, a quote, a box, a page. `verify` must see it.
//!
//! The changes are drawn from a fixed seed, so that they are the same on every machine. Each is one
//! that somebody could make by hand and that a reader would believe.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test that cannot go on has failed")]

mod cases;

use cases::{Case, all, json, walk};
use serde_json::{Value, json};
use torikumi::emit::verify;

/// How many changes are made.
const CHANGES: usize = 200;

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
const OF_TEXTS: [Change; 4] = [change_digit, drop_record, swap_unit, shift_quote];

/// What is changed in the records of printed pages.
const OF_PAGES: [Change; 5] = [change_digit, drop_record, swap_unit, shift_box, move_page];

/// A change, tried until it changes something.
fn change(document: &Value, change: Change, dice: &mut Dice) -> Option<(Value, String)> {
    (0..50).find_map(|_| {
        let mut changed = document.clone();
        let what = change(&mut changed, dice)?;
        Some((changed, what))
    })
}

/// Whether verify tells that a document was changed, or says that it could not recompute what was.
fn is_seen(changed: &Value, case: &Case, what: &str) -> bool {
    let verified = verify(changed, &case.source, None).unwrap();
    let own = |pointer: &str| what.split_whitespace().any(|word| word.trim_end_matches(':').starts_with(pointer));
    !verified.problems.is_empty() || verified.unproved.iter().any(|unproved| own(&unproved.path))
}

/// Makes the changes one after another, in documents that are drawn, and tells those that were missed.
fn missed(cases: &[Case], changes: &[Change], seed: u64) -> Vec<String> {
    let cases: Vec<(&Case, Value)> = cases.iter().map(|case| (case, json(&case.source))).collect();
    let mut dice = Dice(seed);
    let mut missed: Vec<String> = Vec::new();
    let mut made = 0;
    while made < CHANGES {
        let (case, document) = &cases[dice.below(cases.len())];
        let Some((changed, what)) = change(document, changes[made % changes.len()], &mut dice) else { continue };
        made += 1;
        if !is_seen(&changed, case, &what) {
            missed.push(format!("{}: {what}", case.name));
        }
    }
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
