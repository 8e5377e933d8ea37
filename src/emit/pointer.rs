//! JSON pointers (RFC 6901), and a walk over a JSON value that knows where it is.

use serde_json::Value;
use std::fmt::Write;

/// Calls `visit` for every value below `value` and for itself, parents first, with its pointer.
pub fn walk(value: &Value, visit: &mut dyn FnMut(&str, &Value)) {
    walk_from(value, &mut String::new(), visit);
}

/// The pointer is one string that grows by a step and is cut back: few of them are ever looked at.
fn walk_from(value: &Value, path: &mut String, visit: &mut dyn FnMut(&str, &Value)) {
    visit(path, value);
    let here = path.len();
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                let _ = write!(path, "/{index}");
                walk_from(item, path, visit);
                path.truncate(here);
            }
        }
        Value::Object(fields) => {
            for (key, field) in fields {
                push(path, key);
                walk_from(field, path, visit);
                path.truncate(here);
            }
        }
        _ => {}
    }
}

/// Takes the pointer one step further down.
fn push(path: &mut String, key: &str) {
    path.push('/');
    for char in key.chars() {
        match char {
            '~' => path.push_str("~0"),
            '/' => path.push_str("~1"),
            _ => path.push(char),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_escape_their_separators() {
        let mut path = "/a".to_owned();
        push(&mut path, "b/c~d");
        assert_eq!(path, "/a/b~1c~0d");
    }

    #[test]
    fn the_walk_meets_every_value_once() {
        let value = serde_json::json!({"a": [1, {"b": null}], "c": "x"});
        let mut seen = Vec::new();
        walk(&value, &mut |path, _| seen.push(path.to_owned()));
        assert_eq!(seen, ["", "/a", "/a/0", "/a/1", "/a/1/b", "/c"]);
    }
}
