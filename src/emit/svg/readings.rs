//! What was read: every label and value in the colour of its role, labels with its name.

use super::writer::{FONTS, Num, Svg};
use crate::record::painted::Painted;

/// Size of the names in points.
const NAME: f32 = 4.5;

/// Colours of roles; what has none is grey.
const COLORS: [(&str, &[&str]); 8] = [
    ("#1f5fbf", &["initiative", "group", "code", "tag"]),
    ("#00796b", &["indicator", "unit", "term", "definition"]),
    ("#c62828", &["target"]),
    ("#2e7d32", &["result", "baseline", "rate", "rating"]),
    ("#ef6c00", &["schedule", "stage", "next_step", "issue"]),
    ("#6a1b9a", &["department", "partner"]),
    ("#9e7700", &["budget", "funding"]),
    ("#00838f", &["description", "activity"]),
];
const OTHER: &str = "#777777";

fn color(role: &str) -> &'static str {
    COLORS.iter().find(|(_, roles)| roles.contains(&role)).map_or(OTHER, |(color, _)| color)
}

/// Boxes in the colours of their roles; what was only nearly read is dashed.
pub(super) fn readings(svg: &mut Svg, painted: &[Painted], page: u32) {
    svg.open("readings", "stroke-width=\"0.8\"");
    for one in painted.iter().filter(|one| one.page == page) {
        let color = color(&one.role);
        let opacity = if one.is_label { "0.35" } else { "0.15" };
        let dashed = if one.is_taken { "" } else { " stroke-dasharray=\"2 1\"" };
        let look = format!("fill=\"{color}\" fill-opacity=\"{opacity}\" stroke=\"{color}\"{dashed}");
        let told = format!("{}{}", one.role, if one.is_taken { "" } else { ", nearly read" });
        svg.told_rect(&one.rect, &look, &told);
        if one.is_label {
            let place = format!(
                "x=\"{}\" y=\"{}\" fill=\"{color}\" stroke=\"none\" {FONTS} font-size=\"{}\"",
                Num(one.rect.left),
                Num(one.rect.top - 0.5),
                Num(NAME)
            );
            svg.text_element("text", &place, &one.role);
        }
    }
    svg.close();
}
