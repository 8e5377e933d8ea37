//! Operators of text (ISO 32000-2, 9.3 and 9.4).

use super::interpret::{Interpreter, matrix, num};
use super::object::Obj;
use super::resources::Resources;

/// What it costs to read a font that is written into the resources, in bytes of content.
const DIRECT_FONT: usize = 4 << 10;
/// Text render modes from this on add the text to the clip.
const CLIPS: i64 = 4;

impl Interpreter<'_> {
    /// Text operators; others mean nothing to a reader.
    pub(super) fn operate_text(&mut self, name: &[u8], operands: &[Obj], resources: &Resources) {
        let n = |index| num(operands, index);
        let text = &mut self.state.text;
        match name {
            b"BT" => self.text.begin(),
            b"Tc" => text.char_space = n(0),
            b"Tw" => text.word_space = n(0),
            b"Tz" => text.stretch = n(0) / 100.0,
            b"TL" => text.leading = n(0),
            b"Ts" => text.rise = n(0),
            b"Tr" => {
                text.mode = n(0) as i64;
                // From 4 on the text itself becomes the clip (9.3.6): no box.
                self.state.clip_is_box &= text.mode < CLIPS;
            }
            b"Tf" => {
                let font = operands.first().and_then(Obj::name).and_then(|name| resources.fonts.raw(name)).cloned();
                self.set_font(&font.unwrap_or(Obj::Null), n(1));
            }
            b"Td" => self.text.move_by(n(0), n(1)),
            b"TD" => {
                text.leading = -n(1);
                self.text.move_by(n(0), n(1));
            }
            b"Tm" => {
                if let Some(matrix) = matrix(operands) {
                    self.text.set(matrix);
                }
            }
            b"T*" => self.next_line(),
            b"Tj" => self.show(operands),
            b"TJ" => match operands.last() {
                Some(Obj::Array(items)) => self.show(items),
                _ => self.show(operands),
            },
            b"'" => {
                self.next_line();
                self.show(operands);
            }
            b"\"" => {
                (text.word_space, text.char_space) = (n(0), n(1));
                self.next_line();
                self.show(operands.get(2..).unwrap_or_default());
            }
            _ => {}
        }
    }

    fn next_line(&mut self) {
        self.text.move_by(0.0, -self.state.text.leading);
    }

    fn show(&mut self, items: &[Obj]) {
        let hidden = self.marks.hides();
        self.text.show_array(&mut self.page, &self.state, self.shared.file, items, hidden);
    }

    /// `Tf`, and /Font of a graphics state.
    pub(super) fn set_font(&mut self, font: &Obj, size: f64) {
        self.state.text.size = size;
        // A font that is no object of its own is read each time that it is chosen.
        if matches!(font, Obj::Dict(_)) && !self.afford(DIRECT_FONT) {
            self.state.text.font = None;
            return;
        }
        let font = self.shared.fonts.get(self.shared.file, font);
        let number = self.text.number(&mut self.page, &font);
        self.state.text.font = Some((font, number));
    }
}
