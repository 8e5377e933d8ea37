//! Numbers that look drawn, the same ones for one seed.

/// A linear congruential generator (Knuth's MMIX constants); the upper bits are used.
pub struct Dice(u64);

impl Dice {
    /// The dice of one input of a run.
    pub fn of(seed: u64, number: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ number.wrapping_mul(0xD1B5_4A32_D192_ED03));
        (0..3).for_each(|_| _ = dice.below(2));
        dice
    }

    /// A number from 0 up to `end`, `end` left out; 0 where `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize).checked_rem(end).unwrap_or(0)
    }

    /// One of several; none of none.
    pub fn one_of<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    /// A stretch of so many bytes: where it begins and ends. Mostly short.
    pub fn stretch(&mut self, length: usize) -> std::ops::Range<usize> {
        let from = self.below(length + 1);
        let most = [8, 64, 1024, length][self.below(4)];
        from..(from + self.below(most + 1)).min(length)
    }
}
