//! Heights, weights and widths of fonts (ISO 32000-2, 9.8 and 9.6.2).

use crate::pdf::matrix::Matrix;
use crate::pdf::object::{Dict, File};

/// Ascent and descent of a font that tells neither: Japanese fonts fill their em so.
const USUAL: (f64, f64) = (0.88, -0.12);
/// FontDescriptor /Flags, bit 19: ForceBold (table 121).
const FORCE_BOLD: i64 = 1 << 18;

/// Ascent and descent in em: the descriptor's where they make sense, else the usual.
pub fn height(file: &File<'_>, descriptor: &Dict) -> (f64, f64) {
    let told = |key: &[u8]| file.num(descriptor, key).map(|units| units / 1000.0);
    // Some writers give the descent without its sign.
    let described = told(b"Ascent").zip(told(b"Descent").map(|d| -d.abs()));
    described.filter(|height| is_sound(*height)).unwrap_or(USUAL)
}

fn is_sound((ascent, descent): (f64, f64)) -> bool {
    (0.3..=1.6).contains(&ascent) && (-0.8..=0.0).contains(&descent) && ascent - descent >= 0.5
}

/// Whether the font is bold by its flags, its weight or its name.
pub fn is_bold(file: &File<'_>, descriptor: &Dict, name: &str) -> bool {
    let lower = name.to_lowercase();
    file.int(descriptor, b"Flags").unwrap_or(0) & FORCE_BOLD != 0
        || file.num(descriptor, b"FontWeight").is_some_and(|weight| weight >= 600.0)
        || ["bold", "heavy", "black", "-w6", "-w7", "-w8", "-w9", "-eb", "-ub"].iter().any(|word| lower.contains(word))
}

/// What a Type3 font's matrix makes of its units.
pub struct Type3 {
    /// A unit across, in em of Tfs.
    pub width: f64,
    /// The box's top in em of Tfs.
    pub ascent: f64,
    /// The box's bottom.
    pub descent: f64,
    /// What makes Tfs the size of an em.
    pub size: f64,
}

/// Reads /FontMatrix and /FontBBox (9.6.4).
pub fn type3(file: &File<'_>, font: &Dict) -> Type3 {
    let matrix = file.nums(font, b"FontMatrix").as_deref().and_then(Matrix::from_slice);
    let matrix = matrix.unwrap_or(Matrix([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]));
    let bounds = file.nums(font, b"FontBBox").unwrap_or_default();
    let up = matrix.0[3];
    let (low, high) = match bounds.as_slice() {
        [_, low, _, high] if low != high => ((low * up).min(high * up), (low * up).max(high * up)),
        _ => (-200.0 * up.abs(), 800.0 * up.abs()),
    };
    // A box far from an em's size means that Tfs is not the size of the type.
    let size = if (0.4..=2.5).contains(&(high - low)) { 1.0 } else { (high - low).max(1e-6) };
    Type3 { width: matrix.0[0], ascent: high, descent: low, size }
}
