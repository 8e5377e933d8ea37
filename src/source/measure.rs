//! How well some bytes read in an encoding that nothing announces.

use super::steps::{Charset, Steps};

/// How well an encoding fits, counted in bytes that are not ASCII.
pub(super) struct Measure {
    pub(super) charset: Charset,
    pub(super) first_error: usize,
    pub(super) errors: usize,
    units: usize,
    pub(super) high: usize,
    /// Kana, everyday ideographs (JIS level 1), full-width forms and marks.
    pub(super) plain: usize,
    /// Full-width kana alone.
    pub(super) kana: usize,
    /// Half-width kana: what a wrong reading as Shift_JIS is full of.
    pub(super) half_width: usize,
}

impl Measure {
    /// Reads all of `bytes`, damage and all.
    pub(super) fn of(bytes: &[u8], charset: Charset) -> Self {
        let mut m =
            Self { charset, first_error: bytes.len(), errors: 0, units: 0, high: 0, plain: 0, kana: 0, half_width: 0 };
        for step in Steps::new(bytes, 0, charset) {
            let lead = bytes[step.at.start];
            let Some(c) = step.char else {
                m.first_error = m.first_error.min(step.at.start);
                m.errors += 1;
                m.units += 1;
                m.high += step.at.len();
                continue;
            };
            if c.is_ascii() {
                continue;
            }
            let len = step.at.len();
            m.units += 1;
            m.high += len;
            match c {
                '\u{3041}'..='\u{30FF}' => {
                    m.kana += len;
                    m.plain += len;
                }
                '\u{2010}'..='\u{33FF}' | '\u{FF01}'..='\u{FF5E}' => m.plain += len,
                '\u{FF61}'..='\u{FF9F}' => m.half_width += len,
                '\u{4E00}'..='\u{9FFF}' => {
                    let level_1 = match charset {
                        Charset::ShiftJis => (0x88..=0x98).contains(&lead),
                        _ => (0xB0..=0xCF).contains(&lead),
                    };
                    m.plain += if level_1 { len } else { 0 };
                }
                _ => {}
            }
        }
        m
    }

    /// `part` of the bytes that are not ASCII, from 0 to 1.
    pub(super) fn share(&self, part: usize) -> f64 {
        part as f64 / self.high.max(1) as f64
    }

    /// This reading has few errors and reads as Japanese, the clean one does not.
    pub(super) fn is_spoiled_and_better_than(&self, clean: &Self) -> bool {
        self.errors <= 1 + self.units / 15
            && self.share(self.kana) >= 0.1
            && self.share(self.plain) >= 0.6
            && clean.share(clean.plain) < 0.5 * self.share(self.plain)
    }
}
