//! Colours as red, green, blue (ISO 32000-2, 8.6): near enough to tell header cells from others.

use std::sync::Arc;

use super::filter::Fate;
use super::object::{Dict, File, Obj};

/// A table of 256 colours has at most 32 components each (8.6.6.3).
const MAX_TABLE: usize = 256 * 32;
/// The samples of a function of one colorant are far fewer.
const MAX_SAMPLES: usize = 1 << 20;
/// Colour spaces nested deeper (an Indexed of a Separation of ...) are taken for grey.
const MAX_DEPTH: usize = 6;

/// A colour space, as far as colours are told from one another.
#[derive(Debug, Clone)]
pub enum Space {
    /// DeviceGray, CalGray, ICCBased of one component.
    Gray,
    /// DeviceRGB, CalRGB, ICCBased of three.
    Rgb,
    /// DeviceCMYK, ICCBased of four.
    Cmyk,
    /// Lab.
    Lab,
    /// Colours by number.
    Indexed(Arc<(Space, Vec<u8>)>),
    /// One colorant, and the process colour at its full tint where that is told.
    Tint(Option<[u8; 3]>),
    /// Several colorants whose mixture is not known, read as if it were this space.
    Mixture(Arc<Space>),
    /// The colorant `None`: it leaves no ink, whatever its alternate space says (8.6.6.4).
    Nothing,
    /// Patterns, over a space for uncoloured ones.
    Pattern(Option<Arc<Space>>),
}

impl Space {
    /// How many numbers a colour has.
    pub fn components(&self) -> usize {
        match self {
            Self::Gray | Self::Indexed(_) | Self::Tint(_) | Self::Nothing => 1,
            Self::Rgb | Self::Lab => 3,
            Self::Cmyk => 4,
            Self::Mixture(like) => like.components(),
            Self::Pattern(under) => under.as_ref().map_or(0, |space| space.components()),
        }
    }

    /// The colour a space begins with (8.6.3): black, mostly.
    pub fn initial(&self) -> [u8; 3] {
        match self {
            Self::Cmyk => [0; 3],
            Self::Tint(_) => self.rgb(&[1.0]),
            other => other.rgb(&vec![0.0; other.components()]),
        }
    }

    /// The colour of these numbers.
    pub fn rgb(&self, numbers: &[f64]) -> [u8; 3] {
        let at = |index: usize| numbers.get(index).copied().unwrap_or(0.0).clamp(0.0, 1.0);
        match self {
            Self::Gray => [byte(at(0)); 3],
            Self::Rgb => [byte(at(0)), byte(at(1)), byte(at(2))],
            Self::Cmyk => cmyk(at(0), at(1), at(2), at(3)),
            Self::Lab => [byte(numbers.first().copied().unwrap_or(0.0) / 100.0); 3],
            Self::Indexed(table) => {
                let size = table.0.components();
                let start = numbers.first().copied().unwrap_or(0.0).max(0.0) as usize * size;
                let entry = table.1.get(start..start + size).unwrap_or_default();
                table.0.rgb(&entry.iter().map(|b| f64::from(*b) / 255.0).collect::<Vec<_>>())
            }
            Self::Tint(full) => {
                let full = full.unwrap_or([0; 3]);
                full.map(|channel| byte(1.0 - at(0) * (1.0 - f64::from(channel) / 255.0)))
            }
            Self::Mixture(like) => like.rgb(numbers),
            Self::Nothing => [255; 3],
            // A pattern's mean is unknown; grey keeps it apart from paper and from ink.
            Self::Pattern(under) => under.as_ref().filter(|_| !numbers.is_empty()).map_or([192; 3], |u| u.rgb(numbers)),
        }
    }

    /// Whether its colours are known well enough to tell text from its ground.
    pub fn is_told(&self) -> bool {
        match self {
            Self::Gray | Self::Rgb | Self::Cmyk => true,
            Self::Indexed(table) => table.0.is_told(),
            Self::Tint(full) => full.is_some(),
            Self::Lab | Self::Mixture(_) | Self::Nothing | Self::Pattern(_) => false,
        }
    }

    /// The space that an operand or an entry of the resources means.
    pub fn read(file: &File<'_>, resources: &Dict, value: &Obj, depth: usize) -> Self {
        let value = file.resolve(value);
        if depth > MAX_DEPTH {
            return Self::Gray;
        }
        match &value {
            Obj::Name(name) => Self::named(file, resources, name, depth),
            Obj::Array(items) => {
                let items: Vec<Obj> = items.iter().take(5).map(|item| file.resolve(item)).collect();
                Self::array(file, resources, &items, depth)
            }
            _ => Self::Gray,
        }
    }

    fn named(file: &File<'_>, resources: &Dict, name: &[u8], depth: usize) -> Self {
        match name {
            b"DeviceGray" | b"G" | b"CalGray" => Self::Gray,
            b"DeviceRGB" | b"RGB" | b"CalRGB" => Self::Rgb,
            b"DeviceCMYK" | b"CMYK" => Self::Cmyk,
            b"Lab" => Self::Lab,
            b"Pattern" => Self::Pattern(None),
            _ => match resources.raw(name) {
                Some(found) => Self::read(file, &Dict::default(), found, depth + 1),
                None => Self::Gray,
            },
        }
    }

    fn array(file: &File<'_>, resources: &Dict, items: &[Obj], depth: usize) -> Self {
        let item = |index: usize| items.get(index).cloned().unwrap_or(Obj::Null);
        let under = |index: usize| Self::read(file, resources, &item(index), depth + 1);
        match item(0).name().unwrap_or_default() {
            b"ICCBased" => match item(1).dict().and_then(|dict| file.int(dict, b"N")) {
                Some(1) => Self::Gray,
                Some(4) => Self::Cmyk,
                _ => Self::Rgb,
            },
            b"Indexed" | b"I" => {
                let table = match item(3) {
                    Obj::Str(bytes) => bytes.to_vec(),
                    Obj::Stream(stream) => file.decode_within(&stream, MAX_TABLE).bytes,
                    _ => Vec::new(),
                };
                Self::Indexed(Arc::new((under(1), table)))
            }
            b"Separation" if item(1).name() == Some(b"None") => Self::Nothing,
            b"Separation" => Self::Tint(full_tint(file, &item(1), &under(2), &item(3))),
            b"DeviceN" => match item(1).array().map(|names| names.len()) {
                Some(3) => Self::Mixture(Arc::new(Self::Rgb)),
                Some(4) => Self::Mixture(Arc::new(Self::Cmyk)),
                _ => Self::Mixture(Arc::new(Self::Tint(full_tint(file, &Obj::Null, &under(2), &item(3))))),
            },
            b"Pattern" => Self::Pattern((items.len() > 1).then(|| Arc::new(under(1)))),
            name => Self::named(file, &Dict::default(), name, depth),
        }
    }
}

/// The colour at full tint: of an exponential function its C1, of a sampled one its last sample (7.10).
fn full_tint(file: &File<'_>, name: &Obj, alternate: &Space, function: &Obj) -> Option<[u8; 3]> {
    if matches!(name.name(), Some(b"Black" | b"All")) {
        return Some([0; 3]);
    }
    if !alternate.is_told() {
        return None;
    }
    let dict = function.dict()?;
    match file.int(dict, b"FunctionType") {
        Some(2) => Some(alternate.rgb(&file.nums(dict, b"C1")?)),
        Some(0) => {
            let size = alternate.components();
            let data =
                Some(file.decode_within(function.stream()?, MAX_SAMPLES)).filter(|data| data.fate != Fate::Cut)?.bytes;
            let last = data.get(data.len().checked_sub(size)?..)?;
            Some(alternate.rgb(&last.iter().map(|b| f64::from(*b) / 255.0).collect::<Vec<_>>()))
        }
        _ => None,
    }
}

fn byte(share: f64) -> u8 {
    (share.clamp(0.0, 1.0) * 255.0).round() as u8
}

fn cmyk(c: f64, m: f64, y: f64, k: f64) -> [u8; 3] {
    [c, m, y].map(|ink| byte((1.0 - ink) * (1.0 - k)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_enough() {
        assert_eq!(Space::Gray.rgb(&[0.5]), [128; 3]);
        assert_eq!(Space::Cmyk.rgb(&[0.0, 1.0, 0.0, 0.0]), [255, 0, 255]);
        assert_eq!(Space::Tint(Some([255, 0, 0])).rgb(&[0.5]), [255, 128, 128]);
        assert_eq!(Space::Tint(None).initial(), [0; 3]);
    }
}
