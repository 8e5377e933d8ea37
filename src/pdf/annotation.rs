//! Annotations (ISO 32000-2, 12.5): what their appearances draw on the page is on the page.
//!
//! A form's field, a free text or a stamp has its ink in no content stream, yet a reader sees it.

use super::interpret::Interpreter;
use super::matrix::Matrix;
use super::object::{Dict, Obj, Stream};
use super::page;
use super::resources::Resources;
use super::state::State;

/// More annotations than this on one page are not drawn.
const MAX_ANNOTATIONS: usize = 20_000;
/// Annotations that mark text (12.5.6.10).
const MARKERS: [&[u8]; 4] = [b"Highlight", b"Underline", b"Squiggly", b"StrikeOut"];
/// /F, bits 2 and 6: Hidden and NoView (table 167).
const UNSEEN: i64 = 1 << 1 | 1 << 5;

impl Interpreter<'_> {
    /// Draws the page's annotations over its content, each in the state in which the page began.
    pub(super) fn annotations(&mut self, of: &Dict, start: &State) {
        let file = self.shared.file;
        let listed = file.array(of, b"Annots").unwrap_or_default();
        if listed.len() > MAX_ANNOTATIONS {
            self.warn("too many annotations on one page: the rest is left out");
        }
        if listed.is_empty() {
            return;
        }
        // What an appearance without resources of its own falls back on (12.7.3, /DR).
        let form = file.dict(&file.catalog(), b"AcroForm").unwrap_or_default();
        let around = Resources::read(file, &file.dict(&form, b"DR").unwrap_or_default());
        for annotation in listed.iter().take(MAX_ANNOTATIONS).filter_map(Obj::dict) {
            self.annotation(annotation, start, &around);
        }
    }

    fn annotation(&mut self, annotation: &Dict, start: &State, around: &Resources) {
        let file = self.shared.file;
        let unseen = file.int(annotation, b"F").unwrap_or(0) & UNSEEN != 0;
        // A pop-up stands open beside the page in a viewer, if at all.
        let popup = file.name(annotation, b"Subtype").as_deref() == Some(b"Popup");
        let off = annotation.raw(b"OC").is_some_and(|group| self.shared.layers.hides(file, group));
        if unseen || popup || off {
            return;
        }
        let Some(appearance) = self.appearance(annotation) else { return };
        let Some(placed) = self.placed(annotation, &appearance) else { return };
        self.state = start.clone();
        self.state.ctm = placed.then(&start.ctm);
        // A marker's ink is laid over text that stays to be read, whatever its appearance says of it.
        self.state.in_veil = file.name(annotation, b"Subtype").is_some_and(|kind| MARKERS.contains(&&*kind));
        self.form(&appearance, around);
        self.state = start.clone();
    }

    /// The normal appearance, of several the one that /AS names (12.5.5).
    fn appearance(&self, annotation: &Dict) -> Option<Stream> {
        let file = self.shared.file;
        let all = file.dict(annotation, b"AP")?;
        match file.get(&all, b"N") {
            Obj::Stream(stream) => Some(stream),
            Obj::Dict(states) => file.get(&states, &file.name(annotation, b"AS")?).stream().cloned(),
            _ => None,
        }
    }

    /// The map that lays the appearance's box, after its own matrix, over the annotation's rectangle.
    fn placed(&self, annotation: &Dict, appearance: &Stream) -> Option<Matrix> {
        let file = self.shared.file;
        let [left, low, right, high] = page::rectangle(file, annotation, b"Rect")?;
        let own = file.nums(&appearance.dict, b"Matrix").as_deref().and_then(Matrix::from_slice);
        let [a, b, c, d] = *file.nums(&appearance.dict, b"BBox")?.first_chunk()?;
        let drawn = own.unwrap_or(Matrix::IDENTITY).rect(a, b, c, d);
        let (width, height) = (f64::from(drawn.width()), f64::from(drawn.height()));
        let scale = |length: f64, drawn: f64| if drawn > 0.0 { length / drawn } else { 1.0 };
        let (x, y) = (scale(right - left, width), scale(high - low, height));
        let shift = (left - f64::from(drawn.left) * x, low - f64::from(drawn.top) * y);
        Some(Matrix([x, 0.0, 0.0, y, shift.0, shift.1]))
    }
}
