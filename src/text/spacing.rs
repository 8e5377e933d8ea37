//! Which spaces a reader sees: separators between stacked lines stay, typesetting vanishes.

use super::Text;
use crate::lexicon;

/// A space at byte `at` and the characters around it.
struct Gap {
    at: usize,
    left: char,
    right: char,
}

/// How a text sets Latin words and digits among Japanese ones.
struct Setting {
    /// With a space on both sides: such a space separates nothing.
    apart: bool,
    /// Without a space somewhere: a space that stands there all the same separates.
    tight: bool,
}

/// The text with the spaces that stand only for typesetting taken out.
///
/// A space between a Japanese character and a digit or Latin word vanishes where the text sets
/// them apart, and so does one beside punctuation or behind a case particle. A space between two
/// Japanese words stays: it separates what was stacked. A line break that was seen on the page
/// becomes a space.
pub fn tidy(text: &Text) -> Text {
    if !text.as_str().contains('\n') {
        return tidy_line(text);
    }
    let mut tidied = Text::default();
    for line in text.lines() {
        let line = tidy_line(&line);
        if !tidied.is_blank() && !line.is_blank() {
            tidied.push_gap();
        }
        tidied.push_text(&line);
    }
    tidied
}

fn tidy_line(text: &Text) -> Text {
    let text = text.trim();
    if !text.as_str().contains(' ') {
        return text;
    }
    let setting = setting(text.as_str());
    let stays = |gap: &Gap| {
        let words = latin(gap.left) && latin(gap.right);
        let borders = is_japanese(gap.left) && latin(gap.right) && !setting.apart && !hiragana(gap.left);
        words || separates(gap, &setting) || borders && !is_inner(gap)
    };
    let cuts: Vec<_> = gaps(text.as_str()).filter(|gap| !stays(gap)).map(|gap| gap.at..gap.at + 1).collect();
    if cuts.is_empty() { text } else { text.without(&cuts) }
}

/// The lines that a rendition stacked into one: the text cut at its separating spaces.
///
/// Only spaces outside brackets separate, and words such as `等` never begin a line. Where line
/// breaks were seen on the page, they alone separate.
pub fn split_stacked(text: &Text) -> Vec<Text> {
    let text = text.trim();
    if text.as_str().contains('\n') {
        return text.lines().iter().map(tidy_line).collect();
    }
    let setting = setting(text.as_str());
    let depth = bracket_depths(text.as_str());
    let cuts: Vec<usize> = gaps(text.as_str())
        .filter(|gap| {
            separates(gap, &setting)
                && depth[gap.at] == 0
                && !"(「『".contains(gap.right)
                && !lexicon::is_tail(&text.as_str()[gap.at + 1..])
                && !is_figure(&text.as_str()[gap.at + 1..])
        })
        .map(|gap| gap.at)
        .collect();
    text.cut(&cuts).iter().map(tidy).collect()
}

/// Whether the word that a text begins with is nothing but a figure (`12分(令和5年度)`): it belongs
/// to the label before it. `4,083の申請書等が` reads on and does not.
fn is_figure(text: &str) -> bool {
    let word = lexicon::from_figure(text.split(' ').next().unwrap_or_default());
    let outside = word.split('(').next().unwrap_or_default();
    word.starts_with(|c: char| c.is_ascii_digit()) && !outside.contains(hiragana)
}

fn gaps(text: &str) -> impl Iterator<Item = Gap> + '_ {
    text.match_indices(' ').filter_map(|(at, _)| {
        let left = text[..at].chars().next_back()?;
        let right = text[at + 1..].chars().next()?;
        Some(Gap { at, left, right })
    })
}

/// Told by the borders between the two scripts: none without a space, and one behind a Latin word.
/// A space before a Latin word alone may well separate: `電子教材の導入 AI教育の実施`.
fn setting(text: &str) -> Setting {
    let chars: Vec<char> = text.chars().collect();
    let tight = chars.windows(2).any(|w| borders(w[0], w[1]));
    let behind = chars.windows(3).any(|w| w[1] == ' ' && latin(w[0]) && is_japanese(w[2]));
    Setting { apart: behind && !tight, tight }
}

fn borders(a: char, b: char) -> bool {
    (latin(a) && is_japanese(b)) || (is_japanese(a) && latin(b))
}

/// A space beside punctuation or behind a case particle stands inside a phrase.
fn is_inner(gap: &Gap) -> bool {
    let Gap { left, right, .. } = *gap;
    "・、。:;/(「『【〔〈…―".contains(left) || "・、。:;/)」』】〕〉…".contains(right) || lexicon::is_particle(left)
}

/// Whether a space separates two lines that were stacked.
///
/// Before a Latin word it does where the text does not set such words apart; before a digit only
/// where the text shows that it sets digits tight (`廃止 4,083の申請書` against `実施率 100%`).
fn separates(gap: &Gap, setting: &Setting) -> bool {
    let Gap { left, right, .. } = *gap;
    if is_inner(gap) {
        return false;
    }
    if right == '(' {
        return true;
    }
    if is_japanese(left) && latin(right) {
        return !hiragana(left) && !setting.apart && (setting.tight || right.is_ascii_alphabetic());
    }
    if latin(left) {
        return left == '%' && !setting.apart && is_japanese(right) || "「『".contains(right);
    }
    (is_japanese(left) || ")」』】".contains(left)) && (is_japanese(right) || latin(right) || "「『【".contains(right))
}

fn latin(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '%'
}

fn hiragana(c: char) -> bool {
    matches!(c, 'ぁ'..='ん')
}

/// Whether a character is a Japanese letter: kana or ideograph.
pub fn is_japanese(c: char) -> bool {
    matches!(c, 'ぁ'..='ん' | 'ァ'..='ヺ' | 'ー' | '々' | '〆' | '㐀'..='䶿' | '一'..='鿿' | '豈'..='﫿' | '\u{20000}'..='\u{3FFFF}')
}

/// How many brackets are open before each byte; brackets that never close count for nothing.
fn bracket_depths(text: &str) -> Vec<usize> {
    let mut depths = vec![0; text.len() + 1];
    let mut open = Vec::new();
    for (at, c) in text.char_indices() {
        match c {
            '(' | '「' | '『' | '【' => open.push(at),
            ')' | '」' | '』' | '】' => {
                if let Some(from) = open.pop()
                    && open.is_empty()
                {
                    depths[from..at].fill(1);
                }
            }
            _ => {}
        }
    }
    depths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Span, normalize};

    fn of(text: &str) -> Text {
        let line = |line: &str| normalize(line.char_indices().map(|(i, c)| (c, Span::new(i as u32, i as u32 + 1))));
        let mut whole = Text::default();
        for part in text.split('\n') {
            if !whole.is_blank() {
                whole.push_break();
            }
            whole.push_text(&line(part));
        }
        whole
    }

    #[test]
    fn stacked() {
        for (given, wanted) in [
            ("EVバスの自動運転の実証 AIオンデマンド交通の実証", "EVバスの自動運転の実証|AIオンデマンド交通の実証"),
            ("書類、請求書の押印を廃止 4,083の申請書等が対象", "書類、請求書の押印を廃止|4,083の申請書等が対象"),
            ("市公式 LINE での予約、Zoom による相談開始", "市公式LINEでの予約、Zoomによる相談開始"),
            ("システム拡充(令和2年度) 市公式LINEでの予約", "システム拡充(令和2年度)|市公式LINEでの予約"),
            (
                "専門人材を受入(令和 4 年 4 月、6 月) 連携協定(8 件)による実施 大阪府との交流",
                "専門人材を受入(令和4年4月、6月)|連携協定(8件)による実施|大阪府との交流",
            ),
            ("ポスター、ガイドブック 等", "ポスター、ガイドブック 等"),
            ("RPA・BIツールの活用、アプリ作成", "RPA・BIツールの活用、アプリ作成"),
            ("総務課 人事係\n情報課", "総務課 人事係|情報課"),
        ] {
            let got: Vec<String> = split_stacked(&of(given)).iter().map(|t| t.as_str().to_owned()).collect();
            assert_eq!(got.join("|"), wanted);
        }
    }

    #[test]
    fn tidied() {
        for (given, wanted) in [
            ("端末一人 1 台配備 通信ネットワーク整備", "端末一人1台配備 通信ネットワーク整備"),
            ("推進・ 連携体制", "推進・連携体制"),
            ("Key Goal Indicatorの略", "Key Goal Indicatorの略"),
            ("令和 3、4 年度", "令和3、4年度"),
            ("デジタル活用\n業務", "デジタル活用 業務"),
        ] {
            assert_eq!(tidy(&of(given)).as_str(), wanted);
        }
    }
}
