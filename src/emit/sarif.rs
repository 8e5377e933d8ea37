//! Findings as a SARIF 2.1.0 log (OASIS, Static Analysis Results Interchange Format).
//!
//! One result a finding. A place in a text is a line and a byte range; SARIF knows no place on a
//! page, so the page and box of a PDF are in the properties of its location.

use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Where the codes are explained.
const TABLE: &str = "docs/FINDINGS.md";

/// The table of codes, as it is published.
const FINDINGS: &str = include_str!("../../docs/FINDINGS.md");

/// The log of documents: each with the path by which it was named, as JSON text with a newline at
/// its end.
pub fn log(documents: &[(String, Value)]) -> String {
    let results: Vec<Value> = documents.iter().flat_map(|(path, document)| results(path, document)).collect();
    let codes: BTreeSet<&str> = results.iter().filter_map(|result| result["ruleId"].as_str()).collect();
    let rules: Vec<Value> = codes.iter().map(|code| rule(code)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log:#}\n")
}

/// A code with what the table says of it.
fn rule(code: &str) -> Value {
    let rows = FINDINGS.lines().filter_map(|line| line.strip_prefix('|'));
    let mut cells = rows.map(|row| row.split('|').map(str::trim).collect::<Vec<_>>());
    let row = cells.find(|cells| cells.first() == Some(&code));
    let text = row.as_ref().and_then(|cells| cells.get(2)).copied().unwrap_or("see the table of findings");
    json!({"id": code, "shortDescription": {"text": text}, "help": {"text": format!("See {TABLE}.")}})
}

fn results(path: &str, document: &Value) -> Vec<Value> {
    let findings = document.get("findings").and_then(Value::as_array).into_iter().flatten();
    findings.map(|finding| result(path, finding)).collect()
}

fn result(path: &str, finding: &Value) -> Value {
    let level = match finding.get("severity").and_then(Value::as_str) {
        Some("warning") => "warning",
        _ => "note",
    };
    let places = finding.get("source").and_then(Value::as_array).into_iter().flatten();
    let mut locations: Vec<Value> = places.map(|place| location(path, place)).collect();
    if locations.is_empty() {
        // What is said of the file or of a page as a whole quotes nothing.
        locations.push(json!({"physicalLocation": {"artifactLocation": {"uri": uri(path)}}}));
    }
    if let (Some(line), Some(first)) =
        (finding.get("line").filter(|line| line.as_u64() > Some(0)), locations.first_mut())
    {
        // The lines of a PDF are those of its transcript: nobody can look them up.
        if first.pointer("/physicalLocation/region/byteOffset").is_some()
            && let Some(region) = first.pointer_mut("/physicalLocation/region").and_then(Value::as_object_mut)
        {
            region.insert("startLine".to_owned(), line.clone());
        }
    }
    let related = locations.split_off(locations.len().min(1));
    let text = |field: &str| finding.get(field).and_then(Value::as_str).unwrap_or_default();
    json!({
        "ruleId": text("code"),
        "level": level,
        "message": {"text": text("message")},
        "locations": locations,
        "relatedLocations": related,
        "properties": {"severity": text("severity"), "message_ja": text("message_ja")},
    })
}

/// A place: the file, the bytes and the characters there.
fn location(path: &str, place: &Value) -> Value {
    let mut physical = Map::new();
    physical.insert("artifactLocation".to_owned(), json!({"uri": uri(path)}));
    let snippet = json!({"text": place.get("quote").and_then(Value::as_str).unwrap_or_default()});
    let mut properties = Map::new();
    if let Some([start, end]) = place.get("span").and_then(super::validate::span_of) {
        let length = end.saturating_sub(start);
        physical.insert("region".to_owned(), json!({"byteOffset": start, "byteLength": length, "snippet": snippet}));
    } else {
        for field in ["page", "bbox", "quote"] {
            properties.extend(place.get(field).map(|value| (field.to_owned(), value.clone())));
        }
    }
    json!({"physicalLocation": physical, "properties": properties})
}

/// A path as a relative reference (RFC 3986): everything but letters, digits and `-._~/` escaped.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    path.bytes().fold(String::with_capacity(path.len()), |mut uri, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(uri, "%{byte:02X}");
        }
        uri
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_becomes_a_result() {
        let document = json!({"findings": [{
            "code": "T002", "severity": "notice", "message": "m", "message_ja": "ja", "line": 7,
            "source": [{"span": [3, 9], "quote": "令和"}, {"page": 2, "bbox": [1.0, 2.0, 3.0, 4.0], "quote": "x"}],
        }]});
        let log: Value = serde_json::from_str(&log(&[("a b/計画.txt".to_owned(), document)])).unwrap();
        let result = &log["runs"][0]["results"][0];
        assert_eq!(log["version"], "2.1.0");
        assert_eq!((&result["ruleId"], &result["level"]), (&json!("T002"), &json!("note")));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%20b/%E8%A8%88%E7%94%BB.txt");
        assert_eq!(place["region"]["byteOffset"], 3);
        assert_eq!(place["region"]["startLine"], 7);
        assert_eq!(result["relatedLocations"][0]["properties"]["page"], 2);
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][0]["id"], "T002");
    }
}
