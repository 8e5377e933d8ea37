//! Lines whose characters are spread over the measure: `計　画　期　間　：　平成　29　年度`.
//!
//! Forms set labels and dates with white between the characters. Gaps as wide as those between columns part them;
//! what stands on one baseline, mostly a character or two at a time, is one line for a reader.

use super::InkLine;
use crate::pdf::ink::Direction;

/// Baselines that differ by less are one, in ems.
const ONE_LINE: f32 = 0.3;
/// Fewest pieces of a spread line.
const FEWEST: usize = 4;
/// A piece of a spread line has at most so many characters.
const SHORT: usize = 3;
/// Of the pieces at least this part are short: in forms a written value stands behind its label.
const MOST: f32 = 0.6;

/// The lines with those put together that were only spread; each stands where its leftmost piece stood.
pub fn together(mut lines: Vec<InkLine>) -> Vec<InkLine> {
    let spread = spread(&lines);
    if spread.is_empty() {
        return lines;
    }
    let mut parts = vec![false; lines.len()];
    for pieces in &spread {
        pieces.iter().for_each(|at| parts[*at] = true);
        if let Some((first, whole)) = pieces.first().zip(whole(pieces, &lines)) {
            lines[*first] = whole;
            parts[*first] = false;
        }
    }
    let mut parts = parts.into_iter();
    lines.retain(|_| parts.next() != Some(true));
    lines
}

/// The pieces of each line that was spread, from the left.
fn spread(lines: &[InkLine]) -> Vec<Vec<usize>> {
    let mut free: Vec<usize> = (0..lines.len()).filter(|at| may_be_spread(&lines[*at])).collect();
    free.sort_by(|a, b| lines[*a].baseline.total_cmp(&lines[*b].baseline).then(a.cmp(b)));
    let mut found = Vec::new();
    let mut from = 0;
    while from < free.len() {
        let first = &lines[free[from]];
        let same = |at: &usize| lines[*at].baseline - first.baseline <= ONE_LINE * first.size;
        let count = free[from..].iter().take_while(|at| same(at)).count().max(1);
        if count >= FEWEST {
            let mut pieces = free[from..from + count].to_vec();
            pieces.sort_by(|a, b| lines[*a].rect.left.total_cmp(&lines[*b].rect.left));
            found.extend(is_spread(&pieces, lines).then_some(pieces));
        }
        from += count;
    }
    found
}

fn may_be_spread(line: &InkLine) -> bool {
    !line.ruby && line.place.is_none() && line.direction == Direction::Right
}

fn is_spread(pieces: &[usize], lines: &[InkLine]) -> bool {
    let short = |at: &&usize| lines[**at].text.trim().chars().count() <= SHORT;
    let apart =
        pieces.windows(2).all(|pair| lines[pair[0]].rect.right <= lines[pair[1]].rect.left + lines[pair[0]].size);
    let count = pieces.iter().filter(short).count();
    apart && count as f32 >= MOST * pieces.len() as f32
}

fn whole(pieces: &[usize], lines: &[InkLine]) -> Option<InkLine> {
    let parts = || pieces.iter().map(|at| &lines[*at]);
    let mut line = parts().next()?.clone();
    line.text = parts().map(|part| part.text.trim()).collect::<Vec<_>>().join(" ");
    line.glyphs = parts().flat_map(|part| part.glyphs.iter().copied()).collect();
    line.size = parts().map(|part| part.size).fold(0.0, f32::max);
    line.rect = parts().map(|part| part.rect).reduce(|a, b| a.union(&b))?;
    Some(line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Rect;

    fn line(text: &str, left: f32, baseline: f32) -> InkLine {
        let right = left + 10.0 * text.chars().count() as f32;
        InkLine {
            text: text.to_owned(),
            glyphs: Vec::new(),
            rect: Rect { left, top: baseline - 9.0, right, bottom: baseline },
            baseline,
            size: 10.0,
            direction: Direction::Right,
            place: None,
            ruby: false,
        }
    }

    #[test]
    fn spread_characters_are_one_line() {
        let label =
            ["計", "画", "期", "間"].into_iter().enumerate().map(|(at, c)| line(c, 40.0 + 30.0 * at as f32, 100.0));
        let dated = [line("平成", 200.0, 100.2), line("29", 260.0, 100.0), line("年度", 300.0, 100.0)];
        let lines: Vec<InkLine> = label.chain(dated).chain([line("事業の概要", 40.0, 140.0)]).collect();
        let texts: Vec<String> = together(lines).into_iter().map(|line| line.text).collect();
        assert_eq!(texts, ["計 画 期 間 平成 29 年度", "事業の概要"]);
    }

    #[test]
    fn columns_side_by_side_stay_apart() {
        let columns = ["左の段の文章です", "中の段の文章です", "右の段の文章です", "四つ目の段です"];
        let lines: Vec<InkLine> =
            columns.iter().enumerate().map(|(at, text)| line(text, 40.0 + 120.0 * at as f32, 100.0)).collect();
        assert_eq!(together(lines.clone()), lines);
    }
}
