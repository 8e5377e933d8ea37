//! A document as JSON text.

use crate::record::model::Document;

/// The document as indented JSON in UTF-8 with a newline at its end.
///
/// Fields stand in the order of the record model, so equal documents give equal bytes.
///
/// # Errors
/// When a figure has no JSON form, which would be a fault of the stage that made it.
pub fn pretty(document: &Document) -> serde_json::Result<String> {
    let mut text = serde_json::to_string_pretty(document)?;
    text.push('\n');
    Ok(text)
}
