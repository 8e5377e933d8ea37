//! The JSON Schema of a document, made from the record types and then tightened where the contract
//! says more than a type can.

use crate::record::model::{Document, SCHEMA_VERSION};
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

/// Name of the schema; it changes with the version of the contract.
pub const SCHEMA_ID: &str = "urn:torikumi:schema:1";

/// Fields that are identifiers, wherever they stand.
const IDENTIFIERS: [&str; 4] = ["id", "initiative_id", "target_id", "result_ids"];

/// Fields that count from one.
const FROM_ONE: [&str; 7] = ["page", "pages", "table", "row", "col", "line", "level"];

/// The JSON Schema (draft 2020-12) that every output follows.
pub fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = Value::from(generator.into_root_schema_for::<Document>());
    tighten(&mut schema);
    if let Some(root) = schema.as_object_mut() {
        root.insert("$id".to_owned(), json!(SCHEMA_ID));
        set(root, "/properties/schema/const", json!(SCHEMA_VERSION));
        set(root, "/$defs/Publisher/properties/code/pattern", json!("^[0-9]{6}$"));
        set(root, "/$defs/FileInfo/properties/sha256/pattern", json!("^[0-9a-f]{64}$"));
        for end in ["start", "end"] {
            let pattern = json!("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
            set(root, &format!("/$defs/Period/properties/{end}/pattern"), pattern);
        }
        set(root, "/$defs/Sources/anyOf/1/minItems", json!(1));
        // A heading with no prose under it is still a heading.
        if let Some(text) = lookup(root, "/$defs/Section/properties/text") {
            text.remove("minLength");
        }
        // A figure is found again by its bytes or by its box; a quote by its bytes or its page.
        set(root, "/$defs/Place/anyOf", json!([{ "required": ["span"] }, { "required": ["page", "bbox"] }]));
        set(root, "/$defs/Quoted/anyOf", json!([{ "required": ["span"] }, { "required": ["page"] }]));
    }
    schema
}

/// The schema as it is published: indented, with a newline at its end.
pub fn published() -> String {
    format!("{:#}\n", schema())
}

/// Applies to every subschema what holds for all of them.
fn tighten(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(tighten),
        Value::Object(fields) => {
            tighten_object(fields);
            if may_be_string(fields) && !fields.contains_key("const") {
                fields.insert("minLength".to_owned(), json!(1));
            }
            // The widths of machine integers mean nothing to a reader of JSON.
            if fields.get("format").is_some_and(|format| format != "date") {
                fields.remove("format");
            }
            for (_, field) in fields.iter_mut() {
                tighten(field);
            }
        }
        _ => {}
    }
}

/// Closes an object, and tightens its fields by their names.
fn tighten_object(object: &mut Map<String, Value>) {
    let required: Vec<String> = object
        .get("required")
        .and_then(Value::as_array)
        .map(|names| names.iter().filter_map(Value::as_str).map(str::to_owned).collect())
        .unwrap_or_default();
    let Some(properties) = object.get_mut("properties").and_then(Value::as_object_mut) else {
        return;
    };
    for (name, property) in properties.iter_mut() {
        let Some(property) = property.as_object_mut() else {
            continue;
        };
        if !required.contains(name) {
            forbid_null(property);
        }
        if FROM_ONE.contains(&name.as_str()) {
            ask(property, "minimum", json!(1));
        }
        if IDENTIFIERS.contains(&name.as_str()) {
            ask(property, "pattern", json!("^[0-9A-Za-z][0-9A-Za-z._:-]*$"));
        }
    }
    let composed = ["$ref", "allOf", "oneOf"].iter().any(|key| object.contains_key(*key));
    let closed_by = if composed { "unevaluatedProperties" } else { "additionalProperties" };
    object.insert(closed_by.to_owned(), json!(false));
}

/// Asks something of a field, or of each of its items.
fn ask(property: &mut Map<String, Value>, key: &str, value: Value) {
    let of = match property.get_mut("items").and_then(Value::as_object_mut) {
        Some(items) => items,
        None => property,
    };
    of.insert(key.to_owned(), value);
}

/// A field that may be left out is left out when there is nothing to say; it is never null.
fn forbid_null(property: &mut Map<String, Value>) {
    if let Some(Value::Array(types)) = property.get_mut("type") {
        types.retain(|name| name != "null");
        if let [only] = types.as_slice() {
            let only = only.clone();
            property.insert("type".to_owned(), only);
        }
    }
    if let Some(Value::Array(branches)) = property.get_mut("anyOf") {
        branches.retain(|branch| *branch != json!({ "type": "null" }));
        if let [Value::Object(only)] = branches.as_slice() {
            let only = only.clone();
            property.remove("anyOf");
            property.extend(only);
        }
    }
}

fn may_be_string(schema: &Map<String, Value>) -> bool {
    match schema.get("type") {
        Some(Value::String(name)) => name == "string",
        Some(Value::Array(names)) => names.iter().any(|name| name == "string"),
        _ => false,
    }
}

/// Sets one key of a subschema that is there; the last part of the pointer is the key.
fn set(root: &mut Map<String, Value>, pointer: &str, value: Value) {
    if let Some((parent, key)) = pointer.rsplit_once('/')
        && let Some(parent) = lookup(root, parent)
    {
        parent.insert(key.to_owned(), value);
    }
}

/// The subschema at a pointer below the root.
fn lookup<'a>(root: &'a mut Map<String, Value>, pointer: &str) -> Option<&'a mut Map<String, Value>> {
    let (first, rest) = pointer.strip_prefix('/')?.split_once('/')?;
    root.get_mut(first)?.pointer_mut(&format!("/{rest}"))?.as_object_mut()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tightening_found_its_place() {
        let schema = schema();
        for (pointer, value) in [
            ("/$schema", json!("https://json-schema.org/draft/2020-12/schema")),
            ("/$id", json!(SCHEMA_ID)),
            ("/properties/schema/const", json!("1")),
            ("/additionalProperties", json!(false)),
            ("/$defs/Quoted/additionalProperties", json!(false)),
            ("/$defs/Publisher/properties/code/pattern", json!("^[0-9]{6}$")),
            ("/$defs/FileInfo/properties/sha256/pattern", json!("^[0-9a-f]{64}$")),
            ("/$defs/Period/properties/start/pattern", json!("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")),
            ("/$defs/Period/properties/start/type", json!(["string", "null"])),
            ("/$defs/Period/properties/stage/type", json!("string")),
            ("/$defs/Period/properties/inherited/$ref", json!("#/$defs/Inherited")),
            ("/$defs/Sources/anyOf/1/minItems", json!(1)),
            ("/$defs/Place/anyOf/0/required", json!(["span"])),
            ("/$defs/Quoted/anyOf/1/required", json!(["page"])),
            ("/$defs/Quoted/properties/page/minimum", json!(1)),
            ("/$defs/Initiative/properties/id/pattern", json!("^[0-9A-Za-z][0-9A-Za-z._:-]*$")),
            ("/$defs/Assessment/properties/result_ids/items/pattern", json!("^[0-9A-Za-z][0-9A-Za-z._:-]*$")),
            ("/$defs/Initiative/properties/path/items/minLength", json!(1)),
        ] {
            assert_eq!(schema.pointer(pointer), Some(&value), "{pointer}");
        }
        assert_eq!(schema.pointer("/$defs/Section/properties/text/minLength"), None);
    }

    #[test]
    fn every_object_is_closed() {
        let mut open = Vec::new();
        super::super::pointer::walk(&schema(), &mut |path, value| {
            if value.get("type").is_some_and(|name| name == "object")
                && value.get("additionalProperties").or(value.get("unevaluatedProperties")) != Some(&json!(false))
            {
                open.push(path.to_owned());
            }
        });
        assert_eq!(open, Vec::<String>::new());
    }
}
