//! Where a piece of text stands in its source.

/// A stretch of the source, `start..end`.
///
/// For a text file the numbers are byte offsets into the file as it is on disk, before any
/// decoding. Offsets are `u32`: a source is refused long before it reaches 4 GiB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First position, included.
    pub start: u32,
    /// Last position, excluded.
    pub end: u32,
}

impl Span {
    /// The stretch from `start` up to `end`.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The smallest stretch that holds both.
    pub fn hull(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// Whether the two share a position.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}
