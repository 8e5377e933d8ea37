//! Widths of CID fonts (ISO 32000-2, 9.7.4.3), in em.

use rustc_hash::FxHashMap;

use crate::pdf::object::{Dict, File, Obj};

/// Ranges longer than the number of CIDs are errors.
const MAX_CID: i64 = 0xffff;
/// CIDs given widths in all, at most; a font has 65,536, and ranges may give one several times.
const MAX_GIVEN: i64 = 8 * MAX_CID;

/// /W and /DW.
#[derive(Debug)]
pub struct Across {
    listed: FxHashMap<u32, f64>,
    default: f64,
}

/// /W2 and /DW2.
#[derive(Debug)]
pub struct Down {
    listed: FxHashMap<u32, (f64, f64)>,
    default: f64,
}

impl Across {
    /// Reads the descendant font's entries.
    pub fn read(file: &File<'_>, font: &Dict) -> Self {
        let mut listed = FxHashMap::default();
        entries(file, font, b"W", 1, |cid, numbers| {
            listed.insert(cid, numbers[0] / 1000.0);
        });
        Self { listed, default: file.num(font, b"DW").unwrap_or(1000.0) / 1000.0 }
    }

    /// The advance of a CID.
    pub fn get(&self, cid: u32) -> f64 {
        self.listed.get(&cid).copied().unwrap_or(self.default)
    }
}

impl Down {
    /// Reads the descendant font's entries.
    pub fn read(file: &File<'_>, font: &Dict) -> Self {
        let mut listed = FxHashMap::default();
        entries(file, font, b"W2", 3, |cid, numbers| {
            listed.insert(cid, (numbers[0] / 1000.0, numbers[1] / 1000.0));
        });
        let default = file.nums(font, b"DW2").and_then(|two| two.get(1).copied()).unwrap_or(-1000.0);
        Self { listed, default: default / 1000.0 }
    }

    /// The advance downwards and the way from the left to the middle line: half the width by default.
    pub fn get(&self, cid: u32, width: f64) -> (f64, f64) {
        self.listed.get(&cid).copied().unwrap_or((self.default, width / 2.0))
    }
}

/// `c [n n n ...]` and `first last n`, each with `size` numbers a CID.
fn entries(file: &File<'_>, font: &Dict, key: &[u8], size: usize, mut give: impl FnMut(u32, &[f64])) {
    let items = file.array(font, key).unwrap_or_default();
    let (mut at, mut given) = (0, 0);
    while let Some(first) = items.get(at).and_then(Obj::int).filter(|first| (0..=MAX_CID).contains(first)) {
        if given > MAX_GIVEN {
            break;
        }
        match items.get(at + 1) {
            Some(Obj::Array(list)) => {
                let most = (MAX_CID - first + 1) as usize * size;
                let numbers: Vec<f64> = list.iter().take(most).map(|n| file.resolve(n).num().unwrap_or(0.0)).collect();
                for (cid, numbers) in (first..=MAX_CID).zip(numbers.chunks_exact(size)) {
                    give(cid as u32, numbers);
                }
                given += numbers.len() as i64 + 1;
                at += 2;
            }
            Some(last) => {
                let numbers: Vec<f64> = items.iter().skip(at + 2).take(size).filter_map(Obj::num).collect();
                let last = last.int().unwrap_or(first).min(MAX_CID);
                if numbers.len() == size {
                    given += (last - first).max(0) + 1;
                    (first..=last).for_each(|cid| give(cid as u32, &numbers));
                }
                at += 2 + size;
            }
            None => break,
        }
    }
}
