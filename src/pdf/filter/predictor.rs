//! Predictors of Flate and LZW data (ISO 32000-2, 7.4.4.4).

use crate::pdf::object::{Dict, File};

/// Undoes the predictor that the parameters name, if any.
pub fn undo(file: &File<'_>, params: &Dict, data: Vec<u8>) -> Vec<u8> {
    let predictor = file.int(params, b"Predictor").unwrap_or(1);
    if predictor < 2 {
        return data;
    }
    let number = |key: &[u8], default: i64| file.int(params, key).unwrap_or(default).clamp(1, 1 << 20) as usize;
    let (colors, bits, columns) = (number(b"Colors", 1), number(b"BitsPerComponent", 8), number(b"Columns", 1));
    // A row longer than the data is all of it: no room is asked for beyond what is there.
    let row = colors.saturating_mul(bits).saturating_mul(columns).div_ceil(8).min(data.len().max(1));
    let pixel = colors.saturating_mul(bits).div_ceil(8);
    if predictor == 2 { tiff(data, row, pixel, bits) } else { png(&data, row, pixel) }
}

/// TIFF predictor 2 for whole bytes; other depths occur in pictures only.
fn tiff(mut data: Vec<u8>, row: usize, pixel: usize, bits: usize) -> Vec<u8> {
    if bits == 8 {
        for line in data.chunks_mut(row) {
            for at in pixel..line.len() {
                line[at] = line[at].wrapping_add(line[at - pixel]);
            }
        }
    }
    data
}

/// PNG predictors: each row says its own (ISO 15948, 9).
fn png(data: &[u8], row: usize, pixel: usize) -> Vec<u8> {
    let mut out: Vec<u8> = Vec::with_capacity(data.len());
    let mut above = vec![0u8; row];
    for line in data.chunks(row + 1) {
        let Some((&kind, line)) = line.split_first() else { break };
        let mut current = line.to_vec();
        for at in 0..current.len() {
            let left = if at >= pixel { current[at - pixel] } else { 0 };
            let corner = if at >= pixel { above[at - pixel] } else { 0 };
            let up = above[at];
            let guess = match kind {
                1 => left,
                2 => up,
                3 => ((u16::from(left) + u16::from(up)) / 2) as u8,
                4 => paeth(left, up, corner),
                _ => 0,
            };
            current[at] = current[at].wrapping_add(guess);
        }
        out.extend_from_slice(&current);
        above[..current.len()].copy_from_slice(&current);
    }
    out
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(up), i16::from(corner));
    let guess = a + b - c;
    let (da, db, dc) = ((guess - a).abs(), (guess - b).abs(), (guess - c).abs());
    if da <= db && da <= dc {
        left
    } else if db <= dc {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn png_rows() {
        assert_eq!(png(&[1, 1, 1, 1, 2, 1, 1, 1], 3, 1), [1, 2, 3, 2, 3, 4]);
        assert_eq!(png(&[1, 1, 1, 1, 2, 1], 3, 1), [1, 2, 3, 2], "the last row cut");
    }
}
