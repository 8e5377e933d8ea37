//! The ledger and its control total: every character in one place, every record still there.

use super::list;
use crate::emit::Problem;
use crate::emit::pointer::walk;
use serde_json::Value;
use std::collections::BTreeSet;

/// Everything that does not add up.
pub(super) fn check(json: &Value, problems: &mut Vec<Problem>) {
    coverage(json, problems);
    pages(json, problems);
    control(json, problems);
    assessed(json, problems);
}

/// Every character went to one place.
fn coverage(json: &Value, problems: &mut Vec<Problem>) {
    let part = |name: &str| json.pointer("/coverage")?.get(name)?.as_u64();
    let parts: Option<Vec<u64>> = ["used", "prose", "furniture", "unplaced"].into_iter().map(part).collect();
    if let (Some(parts), Some(total)) = (parts, part("total")) {
        let sum: u128 = parts.iter().map(|part| u128::from(*part)).sum();
        if sum != u128::from(total) {
            problems.push(Problem::new("/coverage", format!("the parts add up to {sum}, total is {total}")));
        }
    }
}

/// The pages add up to the whole.
fn pages(json: &Value, problems: &mut Vec<Problem>) {
    if list(json, "coverage_by_page").next().is_none() {
        return;
    }
    for name in ["total", "used", "prose", "furniture", "unplaced"] {
        let of_page = |(_, page): (usize, &Value)| page.get(name).and_then(Value::as_u64).map_or(0, u128::from);
        let sum: u128 = list(json, "coverage_by_page").map(of_page).sum();
        if let Some(whole) = json.pointer("/coverage").and_then(|coverage| coverage.get(name)?.as_u64())
            && sum != u128::from(whole)
        {
            let message = format!("the pages add up to {sum}, the whole is {whole}");
            problems.push(Problem::new(format!("/coverage/{name}"), message));
        }
    }
}

/// The quotes of records and outline hold as many characters as the control total says.
fn control(json: &Value, problems: &mut Vec<Problem>) {
    let Some(told) = json.pointer("/coverage/quoted").and_then(Value::as_u64) else { return };
    let mut sum = 0_u64;
    for kind in ["initiatives", "targets", "results", "glossary", "outline"] {
        for (_, record) in list(json, kind) {
            walk(record.get("source").unwrap_or(&Value::Null), &mut |_, place| {
                let quote = place.get("quote").and_then(Value::as_str).unwrap_or_default();
                sum += quote.chars().filter(|c| !c.is_whitespace()).count() as u64;
            });
        }
    }
    if sum != told {
        let message = format!("the quotes hold {sum} characters, {told} were written: a record was lost or changed");
        problems.push(Problem::new("/coverage/quoted", message));
    }
}

/// Every target with a figure has its assessment.
fn assessed(json: &Value, problems: &mut Vec<Problem>) {
    let held: BTreeSet<&str> =
        list(json, "assessments").filter_map(|(_, assessment)| assessment.get("target_id")?.as_str()).collect();
    for (index, target) in list(json, "targets") {
        let id = target.get("id").and_then(Value::as_str).unwrap_or_default();
        if target.get("quantity").is_some_and(Value::is_object) && !held.contains(id) {
            problems.push(Problem::new(format!("/targets/{index}"), format!("{id:?} has a figure and no assessment")));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn paths(value: Value) -> Vec<String> {
        let mut problems = Vec::new();
        check(&value, &mut problems);
        problems.into_iter().map(|problem| problem.path).collect()
    }

    #[test]
    fn pages_and_quotes_add_up() {
        let document = |page: u64, quoted: u64| {
            json!({
                "coverage": {"total": 3, "used": 3, "prose": 0, "furniture": 0, "unplaced": 0, "quoted": quoted},
                "coverage_by_page": [{"page": 1, "total": page, "used": page, "prose": 0, "furniture": 0, "unplaced": 0}],
                "results": [{"source": [{"quote": "a b"}, {"quote": "c"}]}],
            })
        };
        assert_eq!(paths(document(3, 3)), Vec::<String>::new());
        assert_eq!(paths(document(2, 3)), ["/coverage/total", "/coverage/used"]);
        assert_eq!(paths(document(3, 5)), ["/coverage/quoted"]);
    }

    #[test]
    fn a_target_in_figures_has_an_assessment() {
        let target = json!([{"id": "t", "quantity": {}}, {"id": "u", "quantity": null}]);
        assert_eq!(paths(json!({"targets": target, "assessments": []})), ["/targets/0"]);
        assert_eq!(paths(json!({"targets": target, "assessments": [{"target_id": "t"}]})), Vec::<String>::new());
    }
}
