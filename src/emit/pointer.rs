//! JSON pointers (RFC 6901), and a walk over a JSON value that knows where it is.

use serde_json::Value;

/// The pointer one step further down.
pub(super) fn child(parent: &str, key: &str) -> String {
    format!("{parent}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// Calls `visit` for every value below `value` and for itself, parents first, with its pointer.
pub(super) fn walk(value: &Value, visit: &mut dyn FnMut(&str, &Value)) {
    walk_from(value, String::new(), visit);
}

fn walk_from(value: &Value, path: String, visit: &mut dyn FnMut(&str, &Value)) {
    visit(&path, value);
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                walk_from(item, format!("{path}/{index}"), visit);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                walk_from(field, child(&path, key), visit);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_escape_their_separators() {
        assert_eq!(child("/a", "b/c~d"), "/a/b~1c~0d");
    }

    #[test]
    fn the_walk_meets_every_value_once() {
        let value = serde_json::json!({"a": [1, {"b": null}], "c": "x"});
        let mut seen = Vec::new();
        walk(&value, &mut |path, _| seen.push(path.to_owned()));
        assert_eq!(seen, ["", "/a", "/a/0", "/a/1", "/a/1/b", "/c"]);
    }
}
