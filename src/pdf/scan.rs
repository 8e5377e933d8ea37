//! Pages that are pictures of text: what a reader sees is not what the file says.

use super::ink::{Glyph, InkPage, Unseen};
use crate::geometry::Rect;
use crate::source::is_invisible;

/// Pictures over more than this share of the page are the page itself, not illustrations in it: a scan may leave
/// margins, and an illustration leaves room for text.
pub const WHOLE_PAGE: f32 = 0.6;
/// Fewer visible characters than this over such a picture are a stamp, a page number or a name.
const FEW: usize = 20;
/// Pictures smaller than this in points, either way, hold no text: bullets, rulings, dots.
const LEGIBLE: f32 = 8.0;
/// The page is looked at in this many rows and columns to tell how much of it pictures cover: a
/// scan often comes in strips.
const RASTER: usize = 50;

/// What text a page of pictures has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scan {
    /// None: all that can be read is in the pictures.
    NoText,
    /// So many characters over a picture of the whole page, fewer than a page has.
    FewCharacters(usize),
    /// An invisible layer, as character recognition leaves it behind a scan.
    HiddenText,
}

impl Scan {
    /// The code of the finding.
    pub fn code(self) -> &'static str {
        if self.needs_ocr() { "needs_ocr" } else { "hidden_text" }
    }

    /// Whether the page can be read only after character recognition.
    pub fn needs_ocr(self) -> bool {
        self != Self::HiddenText
    }

    /// What was found, in English.
    pub fn message(self) -> String {
        match self {
            Self::NoText => "pictures and no text; run the document through OCR first".to_owned(),
            Self::FewCharacters(count) => {
                format!("a picture of a whole page and {count} characters over it; run the document through OCR first")
            }
            Self::HiddenText => "the text is the hidden layer of a scan and as good as its OCR".to_owned(),
        }
    }

    /// What was found, in Japanese.
    pub fn message_ja(self) -> String {
        match self {
            Self::NoText => "画像だけで文字情報のないページ（先にOCR処理が必要）".to_owned(),
            Self::FewCharacters(count) => {
                format!("ページ全体が画像で、文字情報は{count}文字だけ（先にOCR処理が必要）")
            }
            Self::HiddenText => "スキャン画像の透明テキスト（OCR結果）を読み取った".to_owned(),
        }
    }
}

impl InkPage {
    /// Whether the page has any character, seen or not, known or not.
    pub fn has_characters(&self) -> bool {
        self.glyphs.iter().any(|glyph| glyph.text.is_empty() || !glyph.text.chars().all(is_invisible))
    }

    /// Whether the page is a scan, and what text it has then.
    pub fn scan(&self) -> Option<Scan> {
        let legible = |rect: Rect| rect.width() >= LEGIBLE && rect.height() >= LEGIBLE;
        if !self.pictures.iter().any(|picture| legible(picture.rect)) {
            return None;
        }
        let visible: usize = self.glyphs.iter().filter(|glyph| glyph.unseen.is_none()).map(printed).sum();
        let layer = self.glyphs.iter().filter(|glyph| glyph.unseen.is_some_and(Unseen::may_be_layer));
        let hidden: usize = layer.map(printed).sum();
        if visible == 0 {
            return Some(if hidden > 0 { Scan::HiddenText } else { Scan::NoText });
        }
        if self.covered_by(self.pictures.iter().map(|picture| picture.rect)) <= WHOLE_PAGE {
            return None;
        }
        // Where the hidden layer says no more than what is to be seen, it says the same again.
        if hidden > visible {
            return Some(Scan::HiddenText);
        }
        (visible < FEW).then_some(Scan::FewCharacters(visible))
    }

    /// The glyphs that a reader reads, by number: those that are seen, and those of a scan's hidden text.
    pub fn read(&self) -> Vec<u32> {
        let layer = self.scan() == Some(Scan::HiddenText);
        let read = |glyph: &Glyph| glyph.unseen.is_none_or(|why| layer && why.may_be_layer());
        let mut numbers = Vec::with_capacity(self.glyphs.len());
        numbers.extend(self.glyphs.iter().enumerate().filter(|(_, glyph)| read(glyph)).map(|(at, _)| at as u32));
        numbers
    }

    /// How many characters are in the page's ink that nobody sees, by why nobody does.
    pub fn unseen(&self) -> Vec<(Unseen, usize)> {
        let layer = self.glyphs.iter().any(|glyph| glyph.unseen.is_some()) && self.scan() == Some(Scan::HiddenText);
        let mut counts: Vec<(Unseen, usize)> = Vec::new();
        for glyph in &self.glyphs {
            let Some(why) = glyph.unseen.filter(|why| !(layer && why.may_be_layer())) else { continue };
            let count = glyph.text.chars().filter(|c| !c.is_whitespace()).count();
            match counts.iter_mut().find(|(known, _)| *known == why) {
                Some((_, sum)) => *sum += count,
                None => counts.push((why, count)),
            }
        }
        counts.retain(|(_, count)| *count > 0);
        counts.sort_unstable();
        counts
    }

    /// The share of the page that boxes cover together.
    pub(super) fn covered_by(&self, boxes: impl Iterator<Item = Rect>) -> f32 {
        let cells = |from: f32, to: f32, size: f32| {
            let cell = |at: f32| (at / size * RASTER as f32).round().clamp(0.0, RASTER as f32) as usize;
            cell(from)..cell(to).max(cell(from))
        };
        let mut raster = vec![false; RASTER * RASTER];
        for rect in boxes {
            let columns = cells(rect.left, rect.right, self.width);
            for row in cells(rect.top, rect.bottom, self.height) {
                let (from, to) = (row * RASTER + columns.start, row * RASTER + columns.end);
                raster.get_mut(from..to).unwrap_or_default().fill(true);
            }
        }
        raster.iter().filter(|covered| **covered).count() as f32 / raster.len() as f32
    }
}

/// Characters of a glyph that leave ink; a glyph that tells none is one.
fn printed(glyph: &Glyph) -> usize {
    if glyph.text.is_empty() { 1 } else { glyph.text.chars().filter(|c| !c.is_whitespace()).count() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Point;
    use crate::pdf::ink::{Direction, Picture};

    fn glyphs(text: &str, unseen: Option<Unseen>) -> Vec<Glyph> {
        let glyph = |c: char| Glyph {
            text: c.to_string().into(),
            rect: Rect::default(),
            origin: Point::default(),
            size: 10.0,
            font: 0,
            direction: Direction::Right,
            vertical: false,
            color: [0; 3],
            unseen,
        };
        text.chars().map(glyph).collect()
    }

    /// A page of 100 by 200 points whose pictures reach from the top to these heights.
    fn page(pictures: &[(f32, f32)], visible: &str, hidden: &str) -> InkPage {
        let picture = |(top, bottom): &(f32, f32)| Picture {
            rect: Rect { left: -5.0, top: *top, right: 105.0, bottom: *bottom },
        };
        InkPage {
            width: 100.0,
            height: 200.0,
            pictures: pictures.iter().map(picture).collect(),
            glyphs: [glyphs(visible, None), glyphs(hidden, Some(Unseen::Inkless))].concat(),
            ..InkPage::default()
        }
    }

    #[test]
    fn pictures_without_text_need_ocr() {
        assert_eq!(page(&[(0.0, 20.0)], " 　", "").scan(), Some(Scan::NoText));
        assert_eq!(page(&[], "", "").scan(), None);
        assert_eq!(page(&[(10.0, 12.0)], "", "").scan(), None);
    }

    #[test]
    fn a_stamp_over_a_scan_is_no_text() {
        let strips = [(0.0, 60.0), (50.0, 130.0)];
        assert_eq!(page(&strips, "- 12 -", "").scan(), Some(Scan::FewCharacters(4)));
        assert_eq!(page(&strips[..1], "- 12 -", "").scan(), None);
        assert_eq!(page(&strips, "市の重点施策のあらましとその評価の結果についての資料", "").scan(), None);
    }

    #[test]
    fn what_has_the_colour_of_its_ground_is_no_layer_of_a_scan() {
        let mut page = page(&[(0.0, 20.0)], "", "千人");
        page.glyphs.iter_mut().for_each(|glyph| glyph.unseen = Some(Unseen::Ground));
        assert_eq!((page.scan(), page.read(), page.unseen()), (Some(Scan::NoText), vec![], vec![(Unseen::Ground, 2)]));
    }

    #[test]
    fn a_hidden_layer_is_text() {
        let scan = page(&[(0.0, 200.0)], "12", "令和六年度予算書").scan();
        assert_eq!(scan, Some(Scan::HiddenText));
        assert_eq!(scan.map(|scan| (scan.code(), scan.needs_ocr())), Some(("hidden_text", false)));
    }
}
