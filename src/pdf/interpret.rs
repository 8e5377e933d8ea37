//! The content stream interpreter (ISO 32000-2, 8 to 9): operators in, ink out.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::coat::{self, Coats};
use super::color::Space;
use super::font::Fonts;
use super::ink::InkPage;
use super::layers::Layers;
use super::lexer::{Item, Lexer};
use super::marks::Marks;
use super::matrix::Matrix;
use super::object::{Dict, File, Id, Obj};
use super::page::TOO_LARGE;
use super::path::Path;
use super::resources::Resources;
use super::state::State;
use super::text::Text;
use super::{inline, ruling, strings};
use crate::geometry::Rect;

/// Operators beyond this count are left out: forms that draw forms grow without bound.
const MAX_OPERATORS: u64 = 6_000_000;
/// Bytes of content read for one page, those of a form each time that it is drawn: forms that draw forms double.
pub const MAX_CONTENT: usize = 64 << 20;
/// `q` nested deeper is passed over.
const MAX_STATES: usize = 512;
/// Operands kept for one operator.
const MAX_OPERANDS: usize = 512;

/// What all pages of a document share.
pub struct Shared<'f> {
    /// The objects.
    pub file: &'f File<'f>,
    /// Fonts read so far.
    pub fonts: &'f Fonts,
    /// Layers that are switched off.
    pub layers: &'f Layers,
}

/// Colour spaces by the dictionary that names them and their name.
type Spaces = FxHashMap<(*const Dict, Arc<[u8]>), (Arc<Dict>, Arc<Space>)>;

/// Reads the content of one page.
pub struct Interpreter<'f> {
    pub(super) shared: &'f Shared<'f>,
    pub(super) page: InkPage,
    pub(super) state: State,
    pub(super) warnings: Vec<String>,
    /// Forms that are being drawn, the innermost last.
    pub(super) open_forms: Vec<Id>,
    pub(super) marks: Marks,
    pub(super) text: Text,
    stack: Vec<State>,
    pub(super) path: Path,
    /// What is painted besides text.
    pub(super) coats: Coats,
    pub(super) clip_next: bool,
    operators: u64,
    /// What is left of [`MAX_CONTENT`].
    pub(super) affordable: usize,
    /// Colour spaces read, by the dictionary that names them: kept with it, so that its place stays its own.
    pub(super) spaces: Spaces,
}

impl<'f> Interpreter<'f> {
    /// An interpreter for a page of this size, whose user space `base` turns over.
    pub fn new(shared: &'f Shared<'f>, page: InkPage, base: Matrix) -> Self {
        let paper = Rect { left: 0.0, top: 0.0, right: page.width, bottom: page.height };
        Self {
            shared,
            page,
            state: State::new(base, paper),
            warnings: Vec::new(),
            open_forms: Vec::new(),
            marks: Marks::default(),
            text: Text::default(),
            stack: Vec::new(),
            path: Path::default(),
            coats: Coats::default(),
            clip_next: false,
            operators: 0,
            affordable: MAX_CONTENT,
            spaces: Spaces::default(),
        }
    }

    /// Takes so much from what may be read for the page; says so, and takes nothing, where it is not left.
    pub(super) fn afford(&mut self, bytes: usize) -> bool {
        let left = self.affordable.checked_sub(bytes);
        if left.is_none() {
            self.warn(TOO_LARGE);
        }
        self.affordable = left.unwrap_or(self.affordable);
        left.is_some()
    }

    /// Reads a content stream; what it leaves open (`q`, marks) is closed at its end.
    pub fn run(&mut self, data: &[u8], resources: &Resources) {
        let (states, marks) = (self.stack.len(), self.marks.depth());
        let mut lexer = Lexer::new(data);
        let mut operands: Vec<Obj> = Vec::new();
        while let Some(item) = lexer.item() {
            match item {
                Item::Operand(value) if operands.len() < MAX_OPERANDS => operands.push(value),
                Item::Operand(_) => {}
                Item::Operator(b"BI") => {
                    self.operators += 1;
                    let kind = inline::skip(&mut lexer);
                    self.picture(kind, None);
                    operands.clear();
                }
                Item::Operator(name) => {
                    self.operators += 1;
                    if self.operators > MAX_OPERATORS {
                        self.warn("too many operators on one page: the rest is left out");
                        break;
                    }
                    self.operate(name, &operands, resources, states);
                    operands.clear();
                }
            }
        }
        if lexer.too_deep {
            self.warn("arrays nested too deeply: the rest of the content is left out");
        }
        while self.marks.depth() > marks {
            self.close_mark();
        }
        while self.stack.len() > states {
            self.restore();
        }
    }

    /// Says something about this page once.
    pub fn warn(&mut self, message: &str) {
        if !self.warnings.iter().any(|known| known == message) {
            self.warnings.push(message.to_owned());
        }
    }

    fn operate(&mut self, name: &[u8], operands: &[Obj], resources: &Resources, floor: usize) {
        match name {
            b"q" if self.stack.len() < MAX_STATES => self.stack.push(self.state.clone()),
            b"Q" if self.stack.len() > floor => self.restore(),
            b"cm" => {
                if let Some(matrix) = matrix(operands) {
                    self.state.ctm = matrix.then(&self.state.ctm);
                }
            }
            b"w" => self.state.line_width = num(operands, 0).abs(),
            b"d" => self.state.dashed = dashed(operands.first()),
            b"gs" => self.graphics_state(operands, resources),
            b"Do" => self.draw(operands, resources),
            b"sh" => self.shade(),
            b"BMC" | b"BDC" => self.open_mark(operands, resources),
            b"EMC" => self.close_mark(),
            b"m" | b"l" | b"c" | b"v" | b"y" | b"re" | b"h" => self.build(name, operands),
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" | b"n" => self.paint(name),
            b"W" | b"W*" => self.clip_next = true,
            b"g" | b"G" | b"rg" | b"RG" | b"k" | b"K" | b"cs" | b"CS" | b"sc" | b"scn" | b"SC" | b"SCN" => {
                self.colour(name, operands, resources);
            }
            _ => self.operate_text(name, operands, resources),
        }
    }

    fn restore(&mut self) {
        if let Some(state) = self.stack.pop() {
            self.state = state;
        }
    }

    fn build(&mut self, name: &[u8], operands: &[Obj]) {
        let ctm = self.state.ctm;
        let n = |index| num(operands, index);
        match name {
            b"m" => self.path.start(&ctm, n(0), n(1)),
            b"l" => self.path.line(&ctm, n(0), n(1)),
            b"c" => {
                self.path.control(&ctm, n(0), n(1));
                self.path.control(&ctm, n(2), n(3));
                self.path.curve(&ctm, n(4), n(5));
            }
            b"v" | b"y" => {
                self.path.control(&ctm, n(0), n(1));
                self.path.curve(&ctm, n(2), n(3));
            }
            b"re" => self.path.rect(&ctm, n(0), n(1), n(2), n(3)),
            _ => self.path.close(),
        }
    }

    fn paint(&mut self, name: &[u8]) {
        let mut path = std::mem::take(&mut self.path);
        if matches!(name, b"s" | b"b" | b"b*") {
            path.close();
        }
        if !self.marks.hides() {
            let glyphs = self.page.glyphs.len();
            if matches!(name, b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*") {
                ruling::fill(&mut self.page, &self.state, &path, name.ends_with(b"*"));
                self.coats.fill(&self.state, &path, name.ends_with(b"*"), glyphs);
            }
            if matches!(name, b"S" | b"s" | b"B" | b"B*" | b"b" | b"b*") {
                ruling::stroke(&mut self.page, &self.state, &path);
                self.coats.stroke(&self.state, &path, glyphs);
            }
        }
        if std::mem::take(&mut self.clip_next) {
            self.state.clip_is_box &= coat::leaves_box(&path);
            self.state.clip = path.narrow(&self.state.clip);
        }
        path.clear();
        self.path = path;
    }

    /// `sh` fills all that the clip leaves (8.7.4.2).
    fn shade(&mut self) {
        let (clip, page) = (self.state.clip, &self.page);
        if !self.marks.hides() {
            self.coats.shade(&self.state, page.glyphs.len());
        }
        let whole = clip.width() >= page.width - 1.0 && clip.height() >= page.height - 1.0;
        if !whole && !self.marks.hides() {
            let mut state = self.state.clone();
            state.fill.rgb = Space::Pattern(None).rgb(&[]);
            ruling::fill_box(&mut self.page, &state, &clip);
        }
    }

    /// `EMC`
    pub(super) fn close_mark(&mut self) {
        let before = self.page.glyphs.len();
        self.marks.close(&mut self.page.glyphs);
        let glyphs = self.page.glyphs.len();
        if glyphs < before {
            self.coats.cut(glyphs);
            self.text.cut(glyphs);
        }
    }

    fn open_mark(&mut self, operands: &[Obj], resources: &Resources) {
        let file = self.shared.file;
        let tag = operands.first().and_then(Obj::name).unwrap_or_default();
        let property = operands.get(1).and_then(|operand| resources.property(operand));
        let hidden = tag == b"OC" && property.is_some_and(|group| self.shared.layers.hides(file, group));
        let list = property.map(|property| file.resolve(property));
        let actual = list.as_ref().and_then(Obj::dict).and_then(|dict| match file.get(dict, b"ActualText") {
            // The text of a named list is worked out each time.
            Obj::Str(bytes) if self.afford(bytes.len()) => Some(strings::text(&bytes)),
            _ => None,
        });
        self.marks.open(hidden, actual, self.page.glyphs.len());
    }
}

/// The operand as a number; 0 where it is missing.
pub(super) fn num(operands: &[Obj], index: usize) -> f64 {
    operands.get(index).and_then(Obj::num).unwrap_or(0.0)
}

/// Six operands as a matrix.
pub(super) fn matrix(operands: &[Obj]) -> Option<Matrix> {
    let numbers: Vec<f64> = operands.iter().filter_map(Obj::num).collect();
    Matrix::from_slice(&numbers)
}

/// A dash array that leaves gaps.
pub(super) fn dashed(array: Option<&Obj>) -> bool {
    let gaps = array.and_then(Obj::array);
    gaps.is_some_and(|array| array.iter().filter_map(Obj::num).any(|length| length > 0.0))
}
