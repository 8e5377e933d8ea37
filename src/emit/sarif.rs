//! Findings as a SARIF 2.1.0 log (OASIS, Static Analysis Results Interchange Format).
//!
//! One result a finding. A place in a text is a line and a byte range. SARIF knows no region of a page: a place in a PDF
//! is a logical location (§3.33), `page 3/table 2/row 4`, which its message says in words; the box is in the properties.
//! Printed pages have no lines, and nothing here gives them one.

use super::codes;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Where the codes are explained.
const TABLE: &str = "docs/FINDINGS.md";

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
    let text = codes::meaning(code).unwrap_or("see the table of findings");
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
        // What is said of pages as a whole quotes nothing.
        let pages = finding.get("pages").and_then(Value::as_array).into_iter().flatten();
        locations.extend(pages.map(|page| location(path, &json!({"page": page}))));
    }
    if locations.is_empty() {
        // Nor does what is said of the file.
        locations.push(json!({"physicalLocation": {"artifactLocation": {"uri": uri(path)}}}));
    }
    // Only a text has lines; the region of a page would be one of bytes that nobody can look up.
    let line = finding.get("line").filter(|line| line.as_u64() > Some(0));
    let region = locations.first_mut().and_then(|first| first.pointer_mut("/physicalLocation/region"));
    if let Some((line, region)) = line.zip(region.and_then(Value::as_object_mut)) {
        region.insert("startLine".to_owned(), line.clone());
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

/// A place: the file, and the bytes and characters there, or the page with its table and row.
fn location(path: &str, place: &Value) -> Value {
    let file = json!({"uri": uri(path)});
    if let Some([start, end]) = place.get("span").and_then(super::validate::span_of) {
        let snippet = json!({"text": place.get("quote").and_then(Value::as_str).unwrap_or_default()});
        let region = json!({"byteOffset": start, "byteLength": end.saturating_sub(start), "snippet": snippet});
        return json!({"physicalLocation": {"artifactLocation": file, "region": region}, "properties": {}});
    }
    let steps = ["page", "table", "row"].iter().filter_map(|step| Some((*step, place.get(*step)?.as_u64()?)));
    let steps: Vec<(&str, String)> = steps.map(|(step, number)| (step, format!("{step} {number}"))).collect();
    let mut properties = Map::new();
    for field in ["page", "table", "row", "col", "bbox", "quote"] {
        properties.extend(place.get(field).map(|value| (field.to_owned(), value.clone())));
    }
    let mut location = json!({"physicalLocation": {"artifactLocation": file}, "properties": properties});
    if let Some((kind, name)) = steps.last() {
        let names: Vec<&str> = steps.iter().map(|(_, name)| name.as_str()).collect();
        let logical = json!({"name": name, "fullyQualifiedName": names.join("/"), "kind": kind});
        location["logicalLocations"] = json!([logical]);
        location["message"] = json!({"text": names.join(", ")});
    }
    location
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
            "source": [{"span": [3, 9], "quote": "令和"}, {"page": 2, "table": 1, "row": 4, "bbox": [1.0, 2.0, 3.0, 4.0], "quote": "x"}],
        }]});
        let log: Value = serde_json::from_str(&log(&[("a b/計画.txt".to_owned(), document)])).unwrap();
        let result = &log["runs"][0]["results"][0];
        assert_eq!(log["version"], "2.1.0");
        assert_eq!((&result["ruleId"], &result["level"]), (&json!("T002"), &json!("note")));
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "a%20b/%E8%A8%88%E7%94%BB.txt");
        assert_eq!(place["region"]["byteOffset"], 3);
        assert_eq!(place["region"]["startLine"], 7);
        let on_page = &result["relatedLocations"][0];
        assert_eq!(on_page["properties"]["page"], 2);
        assert_eq!(on_page["message"]["text"], "page 2, table 1, row 4");
        let logical = json!([{"name": "row 4", "fullyQualifiedName": "page 2/table 1/row 4", "kind": "row"}]);
        assert_eq!(on_page["logicalLocations"], logical);
        assert!(on_page["physicalLocation"]["region"].is_null());
        assert_eq!(log["runs"][0]["tool"]["driver"]["rules"][0]["id"], "T002");
    }
}
