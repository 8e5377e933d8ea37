//! The graphics state and the text state (ISO 32000-2, 8.4 and 9.3).

use std::sync::Arc;

use super::color::Space;
use super::font::Font;
use super::matrix::Matrix;
use crate::geometry::Rect;

/// What `q` saves and `Q` restores.
#[derive(Clone)]
pub struct State {
    /// From user space to the page, turned over already.
    pub ctm: Matrix,
    /// What can be seen.
    pub clip: Rect,
    /// Whether all of that can be seen: the clip is a box, and not only the box around it.
    pub clip_is_box: bool,
    /// Whether paint is mixed with what lies under it: a blend mode other than Normal (11.3.5).
    pub blends: bool,
    /// Whether a soft mask lets through what lies under the paint (11.5).
    pub masked: bool,
    /// Whether it paints within a group that is mixed with what lies under it as a whole (11.4).
    pub in_veil: bool,
    /// For fills and text.
    pub fill: Paint,
    /// For lines.
    pub stroke: Paint,
    /// In user space.
    pub line_width: f64,
    /// Whether lines are dashed.
    pub dashed: bool,
    /// Of text.
    pub text: TextState,
}

/// A colour and how much it covers.
#[derive(Clone)]
pub struct Paint {
    /// Its space.
    pub space: Arc<Space>,
    /// As red, green, blue.
    pub rgb: [u8; 3],
    /// 0 is not to be seen.
    pub alpha: f64,
}

impl Default for Paint {
    fn default() -> Self {
        Self { space: Arc::new(Space::Gray), rgb: [0; 3], alpha: 1.0 }
    }
}

impl Paint {
    /// Whether shapes painted with it leave no ink. Of text nothing is said by this: not every reader knows of the
    /// colorant `None`, and text that anyone sees is not hidden.
    pub fn is_nothing(&self) -> bool {
        self.alpha <= 0.0 || matches!(*self.space, Space::Nothing)
    }
}

/// The text state parameters (9.3.1, table 102).
#[derive(Clone)]
pub struct TextState {
    /// The font and its number on the page.
    pub font: Option<(Arc<Font>, usize)>,
    /// Tfs.
    pub size: f64,
    /// Tc.
    pub char_space: f64,
    /// Tw.
    pub word_space: f64,
    /// Th, 1 for 100 %.
    pub stretch: f64,
    /// Tl.
    pub leading: f64,
    /// Trise.
    pub rise: f64,
    /// Tmode.
    pub mode: i64,
}

impl Default for TextState {
    fn default() -> Self {
        Self { font: None, size: 0.0, char_space: 0.0, word_space: 0.0, stretch: 1.0, leading: 0.0, rise: 0.0, mode: 0 }
    }
}

impl State {
    /// The state at a page's beginning.
    pub fn new(ctm: Matrix, clip: Rect) -> Self {
        Self {
            ctm,
            clip,
            clip_is_box: true,
            blends: false,
            masked: false,
            in_veil: false,
            fill: Paint::default(),
            stroke: Paint::default(),
            line_width: 1.0,
            dashed: false,
            text: TextState::default(),
        }
    }

    /// Whether what lies under the paint may be seen through it, however opaque its colour.
    pub fn is_mixed(&self) -> bool {
        self.blends || self.masked || self.in_veil
    }
}
