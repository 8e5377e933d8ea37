//! Identifiers are unique, and what refers to a record refers to one that is there.

use super::list;
use crate::emit::Problem;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Tells an identifier that is given twice, and one that nothing has.
pub(super) fn check(json: &Value, problems: &mut Vec<Problem>) {
    let mut first: BTreeMap<&str, String> = BTreeMap::new();
    let mut known: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for kind in ["initiatives", "targets", "results"] {
        let ids = known.entry(kind).or_default();
        for (index, record) in list(json, kind) {
            let Some(id) = record.get("id").and_then(Value::as_str) else {
                continue;
            };
            let path = format!("/{kind}/{index}/id");
            match first.get(id) {
                Some(other) => problems.push(Problem::new(path, format!("{id:?} is already the id at {other}"))),
                None => {
                    first.insert(id, path);
                }
            }
            ids.insert(id);
        }
    }
    let mut refer = |path: String, id: &Value, kind: &str| {
        if let Some(id) = id.as_str()
            && !known.get(kind).is_some_and(|ids| ids.contains(id))
        {
            problems.push(Problem::new(path, format!("{id:?} is the id of none of the {kind}")));
        }
    };
    for kind in ["targets", "results"] {
        for (index, record) in list(json, kind) {
            refer(format!("/{kind}/{index}/initiative_id"), &record["initiative_id"], "initiatives");
        }
    }
    for (index, assessment) in list(json, "assessments") {
        let path = format!("/assessments/{index}");
        refer(format!("{path}/target_id"), &assessment["target_id"], "targets");
        for (nth, id) in list(assessment, "result_ids") {
            refer(format!("{path}/result_ids/{nth}"), id, "results");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn references_are_resolved() {
        let document = json!({
            "initiatives": [{"id": "a"}, {"id": "a"}],
            "targets": [{"id": "t", "initiative_id": "a"}, {"id": "u", "initiative_id": null}],
            "results": [{"id": "r", "initiative_id": "t"}],
            "assessments": [{"target_id": "t", "result_ids": ["r", "s"]}, {"target_id": "a", "result_ids": []}],
        });
        let mut found = Vec::new();
        check(&document, &mut found);
        assert_eq!(
            found.iter().map(Problem::to_string).collect::<Vec<_>>(),
            [
                r#"/initiatives/1/id: "a" is already the id at /initiatives/0/id"#,
                r#"/results/0/initiative_id: "t" is the id of none of the initiatives"#,
                r#"/assessments/0/result_ids/1: "s" is the id of none of the results"#,
                r#"/assessments/1/target_id: "a" is the id of none of the targets"#,
            ]
        );
    }
}
