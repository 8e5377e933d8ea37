//! Joining lines the Japanese way: a wrapped phrase without a space, stacked items with one.

use super::Text;

/// One text of several lines.
///
/// Where the first line breaks off inside a phrase the next follows without a space; otherwise one
/// space keeps the two apart.
pub fn join_lines<'a>(lines: impl IntoIterator<Item = &'a Text>) -> Text {
    let mut joined = Text::default();
    for line in lines {
        if !joined.is_blank() && !joins_without_space(joined.as_str(), line.as_str()) {
            joined.push_gap();
        }
        joined.push_text(line);
    }
    joined
}

/// Whether a line break between the two stands inside a phrase.
///
/// A line that ends with a particle, a comma, a middle dot or an open bracket goes on, and so does
/// one whose next line begins with hiragana, a closing bracket or a long vowel mark.
pub fn joins_without_space(left: &str, right: &str) -> bool {
    let (Some(last), Some(first)) = (left.trim_end().chars().next_back(), right.trim_start().chars().next()) else {
        return true;
    };
    let open = left.matches('(').count() > left.matches(')').count()
        || left.matches('「').count() > left.matches('」').count();
    open && !right.starts_with(['(', '・'])
        || matches!(last, 'ぁ'..='ん' | '、' | '・' | '(' | '「' | '『' | '-' | '/' | ',')
        || matches!(first, 'ぁ'..='ん' | ')' | '」' | '』' | '、' | '。' | 'ー' | '・')
}
