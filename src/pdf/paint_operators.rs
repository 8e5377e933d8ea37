//! Operators of colour and of the graphics state parameter dictionary (ISO 32000-2, 8.4.5 and 8.6.8).

use std::sync::Arc;

use super::color::Space;
use super::interpret::{Interpreter, dashed};
use super::object::Obj;
use super::resources::Resources;
use super::state::Paint;

impl Interpreter<'_> {
    /// Colour operators (8.6.8).
    pub(super) fn colour(&mut self, name: &[u8], operands: &[Obj], resources: &Resources) {
        let stroke = name.first().is_some_and(u8::is_ascii_uppercase);
        let numbers: Vec<f64> = operands.iter().filter_map(Obj::num).collect();
        let (space, initial) = match name {
            b"g" | b"G" => (Arc::new(Space::Gray), false),
            b"rg" | b"RG" => (Arc::new(Space::Rgb), false),
            b"k" | b"K" => (Arc::new(Space::Cmyk), false),
            b"cs" | b"CS" => {
                let named = operands.last().unwrap_or(&Obj::Null);
                (self.space(named, resources), true)
            }
            _ => (self.paint_of(stroke).space.clone(), false),
        };
        let rgb = if initial { space.initial() } else { space.rgb(&numbers) };
        let alpha = self.paint_of(stroke).alpha;
        *self.paint_of(stroke) = Paint { space, rgb, alpha };
    }

    /// The space that `cs` names. Many pages name theirs for each word: it is read once.
    fn space(&mut self, named: &Obj, resources: &Resources) -> Arc<Space> {
        let read = || Arc::new(Space::read(self.shared.file, &resources.spaces, named, 0));
        let Obj::Name(name) = named else { return read() };
        let key = (Arc::as_ptr(&resources.spaces), name.clone());
        self.spaces.entry(key).or_insert_with(|| (resources.spaces.clone(), read())).1.clone()
    }

    fn paint_of(&mut self, stroke: bool) -> &mut Paint {
        if stroke { &mut self.state.stroke } else { &mut self.state.fill }
    }

    /// `gs` (8.4.5)
    pub(super) fn graphics_state(&mut self, operands: &[Obj], resources: &Resources) {
        let file = self.shared.file;
        let Some(dict) = operands.last().and_then(Obj::name).and_then(|name| file.dict(&resources.states, name)) else {
            return;
        };
        if let Some(width) = file.num(&dict, b"LW") {
            self.state.line_width = width.abs();
        }
        if let Some(dash) = file.array(&dict, b"D") {
            self.state.dashed = dashed(dash.first());
        }
        self.state.fill.alpha = file.num(&dict, b"ca").unwrap_or(self.state.fill.alpha);
        self.state.stroke.alpha = file.num(&dict, b"CA").unwrap_or(self.state.stroke.alpha);
        match file.get(&dict, b"BM") {
            Obj::Name(mode) => self.state.blends = !is_plain(&mode),
            // Of several the first that a reader knows counts: all know these two.
            Obj::Array(modes) => self.state.blends = !modes.first().and_then(Obj::name).is_some_and(is_plain),
            _ => {}
        }
        match file.get(&dict, b"SMask") {
            Obj::Name(_) => self.state.masked = false,
            Obj::Dict(_) => self.state.masked = true,
            _ => {}
        }
        if let Some(Obj::Array(font)) = dict.raw(b"Font")
            && let [font, size] = &font[..]
        {
            self.set_font(font, size.num().unwrap_or(0.0));
        }
    }
}

/// Whether a blend mode only lays paint over paint (11.3.5.2).
fn is_plain(mode: &[u8]) -> bool {
    matches!(mode, b"Normal" | b"Compatible")
}
