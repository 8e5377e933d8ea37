//! Glyph numbers of known fonts (`lexicon/glyphs.toml`).

use super::parse;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

#[derive(Deserialize)]
struct Glyphs {
    font: Vec<Known>,
    runs: HashMap<String, String>,
    macintosh: HashMap<String, String>,
}

#[derive(Deserialize)]
struct Known {
    names: Vec<String>,
    #[serde(default)]
    glyphs: Vec<u32>,
    #[serde(default)]
    left_out: bool,
    #[serde(default)]
    japan1: Vec<[u32; 3]>,
}

/// In which order a font has its glyphs.
#[derive(Debug, Clone, Copy)]
pub enum GlyphOrder {
    /// Each glyph's character.
    Chars(&'static HashMap<u32, char>),
    /// Runs in the order of Adobe-Japan1: first glyph, last glyph, CID of the first.
    Japan1(&'static [[u32; 3]]),
}

static GLYPHS: LazyLock<Glyphs> = LazyLock::new(|| parse("glyphs.toml", include_str!("../../lexicon/glyphs.toml")));

static CHARS: LazyLock<HashMap<u32, char>> = LazyLock::new(|| chars(&GLYPHS.runs));
static MACINTOSH: LazyLock<HashMap<u32, char>> = LazyLock::new(|| chars(&GLYPHS.macintosh));

fn chars(runs: &HashMap<String, String>) -> HashMap<u32, char> {
    let first = |run: &str| u32::from_str_radix(run, 16).ok();
    let runs = runs.iter().filter_map(|(run, chars)| Some((first(run)?, chars)));
    runs.flat_map(|(first, chars)| (first..).zip(chars.chars())).collect()
}

/// The order of the glyphs of a font that the file does not hold, where its name tells it.
pub fn glyph_order_left_out(font: &str) -> Option<GlyphOrder> {
    known(font).any(|known| known.left_out).then(|| GlyphOrder::Chars(&MACINTOSH))
}

/// The order of a font's glyphs, where the font is known by its name and its number of glyphs.
pub fn glyph_order(font: &str, glyphs: u32) -> Option<GlyphOrder> {
    let found = known(font).find(|known| known.glyphs.contains(&glyphs))?;
    Some(if found.japan1.is_empty() { GlyphOrder::Chars(&CHARS) } else { GlyphOrder::Japan1(&found.japan1) })
}

/// Whether a version of the font of this name is known.
pub fn has_glyph_order(font: &str) -> bool {
    known(font).any(|known| !known.left_out)
}

fn known(font: &str) -> impl Iterator<Item = &'static Known> {
    let name: String = font.nfkc().filter(|c| !c.is_whitespace()).collect();
    let is_named = move |known: &String| {
        name.strip_prefix(known.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', ',']))
    };
    GLYPHS.font.iter().filter(move |known| known.names.iter().any(&is_named))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(font: &str, glyphs: u32) -> &'static HashMap<u32, char> {
        match glyph_order(font, glyphs) {
            Some(GlyphOrder::Chars(chars)) => chars,
            other => panic!("{font}: {other:?}"),
        }
    }

    #[test]
    fn glyphs_of_a_known_font() {
        let order = order("MS-Mincho-90ms-RKSJ-H", 19399);
        let text: String = [0x0db0, 0x1b90, 0x311d, 0x1ac2, 0x1b69].iter().map(|glyph| order[glyph]).collect();
        assert_eq!(text, "入札説明書");
        assert_eq!((order[&0x0024], order[&0x0862], order[&0x3e30]), ('A', 'の', '２'));
        assert_eq!(super::tests::order("ＭＳ ゴシック,Bold", 22291)[&0x0b4d], '一');
        assert!(matches!(glyph_order("YuGothic-Bold", 24401), Some(GlyphOrder::Japan1([[3, _, 1]]))));
        let Some(GlyphOrder::Chars(latin)) = glyph_order_left_out("Times New Roman,Bold") else { panic!("not known") };
        assert_eq!((latin[&3], latin[&36], latin[&97]), (' ', 'A', '~'));
        assert!(glyph_order_left_out("MS-Mincho").is_none());
        // Another version, another font of a like name.
        assert!(glyph_order("MS-Mincho", 17807).is_none() && glyph_order("MS-MinchoX", 19399).is_none());
    }

    #[test]
    fn no_glyph_stands_in_two_runs() {
        let all: usize = GLYPHS.runs.values().map(|run| run.chars().count()).sum();
        assert_eq!(all, CHARS.len());
    }
}
