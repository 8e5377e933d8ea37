//! What a picture shows where it covers text.
//!
//! Printer drivers draw what lies under a transparent shape as a picture of it: the text beneath is covered, and yet
//! it is there to be seen.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::coat::Picture;
use super::color::Space;
use super::ink::Glyph;
use super::object::{Dict, File, Obj, Stream};
use crate::geometry::{Point, Rect};

/// Pictures of more pixels than this are not unpacked: 48 MiB of colours, a page of A4 at 380 dots to the inch.
const MAX_PIXELS: usize = 1 << 24;
/// Parts of a pixel and of a glyph's colour that differ by no more are the same ink: edges are
/// blurred, and JPEG shifts colours. A quarter of the scale keeps black from grey and red from blue.
const ALIKE: u8 = 64;
/// Of a glyph's box at least this share is its ink: the strokes of a thin "1" or "一" are a twentieth of it ...
const INK: f32 = 0.03;
/// ... and at least this share is not: of the densest bold kanji a third is white, of a flat area nothing.
const GROUND: f32 = 0.25;
/// Of the glyphs that a picture covers it shows at least this share, if any: thin signs are lost between
/// the steps, and a picture of something else shows a few glyphs by chance.
const MOST: f32 = 0.6;
/// A glyph's box is looked at in so many steps each way: a stroke is a twentieth of an em and more.
const STEPS: u16 = 24;

/// Whether a picture shows most of these glyphs; `None` where it cannot be unpacked.
pub fn show<'g>(file: &File<'_>, picture: &Picture, glyphs: impl Iterator<Item = &'g Glyph>) -> Option<bool> {
    let pixels = Pixels::of(file, picture.stream.as_ref()?)?;
    let back = picture.map.inverse()?;
    let (mut shown, mut all) = (0_usize, 0_usize);
    for glyph in glyphs {
        all += 1;
        shown += usize::from(pixels.shows(glyph, |point| back.map(f64::from(point.x), f64::from(point.y))));
    }
    Some(shown as f32 >= MOST * all as f32)
}

/// A picture unpacked.
struct Pixels {
    width: usize,
    height: usize,
    /// Red, green, blue of each pixel, row by row from the top.
    rgb: Vec<u8>,
}

impl Pixels {
    fn of(file: &File<'_>, stream: &Stream) -> Option<Self> {
        let dict = &stream.dict;
        let size =
            |key: &[u8]| file.int(dict, key).and_then(|size| usize::try_from(size).ok()).filter(|size| *size > 0);
        let (width, height) = (size(b"Width")?, size(b"Height")?);
        if width.checked_mul(height)? > MAX_PIXELS {
            return None;
        }
        let decode = file.nums(dict, b"Decode");
        if is_jpeg(file, dict) {
            // What turns the values of a JPEG round is not followed.
            let plain = decode.is_none_or(|decode| decode.chunks(2).all(|pair| pair == [0.0, 1.0]));
            return plain.then(|| Self::jpeg(&file.raw(stream)))?;
        }
        let space = Space::read(file, &Dict::default(), &file.get(dict, b"ColorSpace"), 0);
        let bits = file.int(dict, b"BitsPerComponent").and_then(|bits| usize::try_from(bits).ok())?;
        if !space.is_told() || !matches!(bits, 1 | 2 | 4 | 8) {
            return None;
        }
        let parts = space.components();
        // Each row begins with a byte of its own (8.9.3).
        let row = (width * parts * bits).div_ceil(8);
        let data = file.decode_within(stream, row * height).bytes;
        let ranges = ranges(&space, bits, decode.as_deref())?;
        let most = (1_u32 << bits) - 1;
        let number = |sample: u32, (low, high): (f64, f64)| low + f64::from(sample) * (high - low) / f64::from(most);
        // Of one component each colour is worked out once.
        let palette: Vec<[u8; 3]> = match ranges[..] {
            [range] => (0..=most).map(|sample| space.rgb(&[number(sample, range)])).collect(),
            _ => Vec::new(),
        };
        let (mut rgb, mut numbers) = (Vec::with_capacity(3 * width * height), Vec::with_capacity(parts));
        for row in data.chunks_exact(row).take(height) {
            let sample = |at: usize| {
                let byte = row.get(at * bits / 8).copied().unwrap_or_default();
                u32::from(byte) >> (8 - bits - at * bits % 8) & most
            };
            for from in (0..width).map(|column| column * parts) {
                let color = palette.get(sample(from) as usize).copied().unwrap_or_else(|| {
                    numbers.clear();
                    numbers.extend(ranges.iter().enumerate().map(|(part, range)| number(sample(from + part), *range)));
                    space.rgb(&numbers)
                });
                rgb.extend(color);
            }
        }
        (rgb.len() == 3 * width * height).then_some(Self { width, height, rgb })
    }

    fn jpeg(data: &[u8]) -> Option<Self> {
        let options = DecoderOptions::default().jpeg_set_out_colorspace(ColorSpace::RGB);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(data), options);
        decoder.decode_headers().ok()?;
        let (width, height) = decoder.dimensions()?;
        if width.checked_mul(height)? > MAX_PIXELS {
            return None;
        }
        let rgb = decoder.decode().ok()?;
        (rgb.len() == 3 * width * height).then_some(Self { width, height, rgb })
    }

    /// Whether a glyph's box has both its ink and something else.
    fn shows(&self, glyph: &Glyph, square: impl Fn(Point) -> (f64, f64)) -> bool {
        let Rect { left, top, .. } = glyph.rect;
        let (mut ink, mut all) = (0_usize, 0_usize);
        for (row, column) in (0..STEPS).flat_map(|row| (0..STEPS).map(move |column| (row, column))) {
            let along = |step: u16, length: f32| length * (f32::from(step) + 0.5) / f32::from(STEPS);
            let point = Point { x: left + along(column, glyph.rect.width()), y: top + along(row, glyph.rect.height()) };
            let Some(pixel) = self.at(square(point)) else { continue };
            all += 1;
            ink += usize::from(pixel.iter().zip(glyph.color).all(|(part, own)| part.abs_diff(own) <= ALIKE));
        }
        let share = ink as f32 / all.max(1) as f32;
        (INK..=1.0 - GROUND).contains(&share)
    }

    /// The pixel at a place of the unit square, whose upper edge is the picture's first row.
    fn at(&self, (x, y): (f64, f64)) -> Option<&[u8]> {
        let inside = (0.0..1.0).contains(&x) && (0.0..1.0).contains(&(1.0 - y));
        let (column, row) = ((x * self.width as f64) as usize, ((1.0 - y) * self.height as f64) as usize);
        let from = 3 * (row * self.width + column);
        self.rgb.get(from..from + 3).filter(|_| inside)
    }
}

/// From which to which number the samples of each component reach (8.9.5.2): as /Decode says, or the space's own.
fn ranges(space: &Space, bits: usize, decode: Option<&[f64]>) -> Option<Vec<(f64, f64)>> {
    let parts = space.components();
    let own = if matches!(space, Space::Indexed(_)) { f64::from((1_u32 << bits) - 1) } else { 1.0 };
    match decode {
        None => Some(vec![(0.0, own); parts]),
        Some(decode) if decode.len() == 2 * parts => Some(decode.chunks(2).map(|pair| (pair[0], pair[1])).collect()),
        // One that does not fit the space is read by each reader in its own way.
        Some(_) => None,
    }
}

fn is_jpeg(file: &File<'_>, dict: &Dict) -> bool {
    match file.get(dict, b"Filter") {
        Obj::Name(name) => &*name == b"DCTDecode",
        Obj::Array(names) => names.len() == 1 && names.first().and_then(Obj::name) == Some(b"DCTDecode"),
        _ => false,
    }
}
