//! What a document says beside words, figures and dates, as far as the source can tell: who published it, what was only
//! announced or printed again, and the addresses of cells.

use super::around::{Around, Source};
use super::value::Found;
use crate::emit::Problem;
use crate::emit::validate::shown;
use crate::lexicon::{by_name, mentions, says_planned, says_restated};
use serde_json::Value;

/// Only a header or a legend may say so.
const PLANNED: &str = "that it was only announced is not said in the quotes of its record";
/// A legend may say so.
const RESTATED: &str = "that it is printed again is told elsewhere";
/// The record's own words have 再掲.
const NOT_RESTATED: &str = "its record quotes a word for what is printed again, but is not told to be that";

/// Looks up what can be looked up.
pub(super) fn check(json: &Value, source: &Source, found: &mut Found) {
    publisher(json, source, &mut found.wrong);
    for (number, result) in json.get("results").and_then(Value::as_array).into_iter().flatten().enumerate() {
        let around = Around::of(result, "results", source);
        let at = format!("/results/{number}");
        restated(result, &at, &around, found);
        planned(result, &at, &around, found);
    }
    for kind in ["initiatives", "targets", "results", "glossary"] {
        for (number, record) in json.get(kind).and_then(Value::as_array).into_iter().flatten().enumerate() {
            addresses(record, &format!("/{kind}/{number}/source"), &mut found.wrong);
        }
    }
}

/// The publisher's name is printed, and its prefecture and code are printed or those of the list of municipalities.
fn publisher(json: &Value, source: &Source, wrong: &mut Vec<Problem>) {
    let part = |name: &str| json.pointer("/document/publisher")?.get(name)?.as_str();
    let (name, prefecture) = (part("name"), part("prefecture"));
    let mut tell = |field: &str, message: String| {
        wrong.push(Problem::new(format!("/document/publisher/{field}"), message));
    };
    // The list may spell it in another way than the page: ヶ and ケ.
    let spelled = |name: &str| source.says(|text| mentions(text).iter().any(|(_, listed)| *listed == name));
    if let Some(name) = name.filter(|name| !source.prints(name) && !spelled(name)) {
        tell("name", format!("is {}, which is printed nowhere", shown(name)));
    }
    let listed = name.and_then(|name| by_name(name, prefecture));
    if let Some(prefecture) = prefecture.filter(|prefecture| !source.prints(prefecture))
        && listed.is_none_or(|row| row.prefecture != prefecture)
    {
        let message = format!("is {}, which is neither printed nor that of the publisher", shown(prefecture));
        tell("prefecture", message);
    }
    if let Some((code, row)) = part("code").zip(listed)
        && row.code != code
        && !source.prints(code)
    {
        tell("code", format!("is {code}, but {} has {}", shown(&row.name), row.code));
    }
}

/// 再掲 is printed with what is told to be printed again, and with nothing else.
fn restated(result: &Value, at: &str, around: &Around<'_>, found: &mut Found) {
    let path = format!("{at}/restated");
    let told = result.get("restated").and_then(Value::as_bool).unwrap_or_default();
    match (told, around.says(says_restated)) {
        (true, false) if around.source.says(says_restated) => found.unproved.push(Problem::new(path, RESTATED)),
        (true, false) => found.wrong.push(Problem::new(path, "is true, but no word for it is printed anywhere")),
        (false, true) => found.unproved.push(Problem::new(path, NOT_RESTATED)),
        _ => {}
    }
}

/// A word of announcement stands with what is told to be only announced.
fn planned(result: &Value, at: &str, around: &Around<'_>, found: &mut Found) {
    for list in ["measurements", "events"] {
        let each = result.get(list).and_then(Value::as_array).into_iter().flatten().enumerate();
        let told = each.filter(|(_, one)| one.get("planned").and_then(Value::as_bool) == Some(true));
        let unsaid = told.filter(|_| !around.says(says_planned));
        found.unproved.extend(unsaid.map(|(nth, _)| Problem::new(format!("{at}/{list}/{nth}/planned"), PLANNED)));
    }
}

/// A row and a column are those of a table.
fn addresses(record: &Value, at: &str, wrong: &mut Vec<Problem>) {
    let Some(source) = record.get("source") else { return };
    let each: Vec<(String, &Value)> = match source.as_array() {
        Some(places) => (0..).zip(places).map(|(nth, place)| (format!("{at}/{nth}"), place)).collect(),
        None => vec![(at.to_owned(), source)],
    };
    for (at, place) in each {
        for field in ["row", "col"].into_iter().filter(|field| place.get(field).is_some()) {
            if place.get("table").is_none() {
                wrong.push(Problem::new(format!("{at}/{field}"), "is given, but no table is"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// The paths of what does not hold, and behind them of what cannot be proved.
    fn told(json: Value, printed: &str) -> Vec<String> {
        let mut found = Found::default();
        check(&json, &Source::of(printed), &mut found);
        let unproved = found.unproved.into_iter().map(|problem| format!("?{}", problem.path));
        found.wrong.into_iter().map(|problem| problem.path).chain(unproved).collect()
    }

    #[test]
    fn publishers_are_printed_or_listed() {
        for (name, prefecture, code, printed, wrong) in [
            ("高槻市", "大阪府", "272078", "高槻市総合計画", vec![]),
            ("高槻市", "京都府", "272078", "高槻市総合計画", vec!["/document/publisher/prefecture"]),
            ("高槻市", "大阪府", "272035", "高槻市総合計画", vec!["/document/publisher/code"]),
            ("茨木市", "大阪府", "272116", "高槻市総合計画", vec!["/document/publisher/name"]),
            ("青空広域連合", "大阪府", "272116", "大阪府 青空広域連合", vec![]),
        ] {
            let publisher = json!({"name": name, "prefecture": prefecture, "code": code});
            assert_eq!(
                told(json!({"document": {"publisher": publisher}}), printed),
                wrong,
                "{name} {prefecture} {code}"
            );
        }
        assert!(told(json!({"document": {"publisher": {"name": null}}}), "本市").is_empty());
    }

    #[test]
    fn what_is_printed_again_or_announced_says_so() {
        let result = |restated: bool, planned: bool, quote: &str| {
            let measurement = json!({"planned": planned});
            json!({"results": [{"restated": restated, "measurements": [measurement], "source": [{"quote": quote}]}]})
        };
        for (restated, planned, quote, printed, expected) in [
            (true, false, "5件（再掲）", "5件（再掲）", vec![]),
            (true, false, "5件", "5件", vec!["/results/0/restated"]),
            (true, false, "5件", "☆は再掲 5件", vec!["?/results/0/restated"]),
            (false, false, "5件（再掲）", "5件（再掲）", vec!["?/results/0/restated"]),
            (false, true, "5件に拡大予定", "5件に拡大予定", vec![]),
            (false, true, "5件", "5件", vec!["?/results/0/measurements/0/planned"]),
        ] {
            assert_eq!(told(result(restated, planned, quote), printed), expected, "{quote} {printed}");
        }
    }

    #[test]
    fn cells_are_those_of_a_table() {
        let target = |place: Value| json!({"targets": [{"source": [place]}]});
        assert!(told(target(json!({"table": 1, "row": 2, "col": 1})), "").is_empty());
        assert_eq!(told(target(json!({"row": 2})), ""), ["/targets/0/source/0/row"]);
    }
}
