//! Decoded text and the way back from each of its characters to the file's bytes.

use std::ops::Range;

/// A file's text in UTF-8, with the bytes of the file that each character came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without its byte order mark. Line ends are as in the file.
    pub text: String,
    /// The encoding it was read in, by its WHATWG name (`UTF-8`, `Shift_JIS` …).
    pub encoding: &'static str,
    /// Whether the file began with a byte order mark.
    pub had_bom: bool,
    offsets: Offsets,
    source_len: u32,
}

/// From bytes of the text to bytes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Offsets {
    /// The file is UTF-8: the two differ by the byte order mark.
    Shifted(u32),
    /// Runs of characters that are equally wide in text and file, in order.
    Runs(Vec<Run>),
}

/// Characters that stand together in the file and take `text_width` bytes each in
/// the text and `source_width` in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    text: u32,
    source: u32,
    text_width: u8,
    source_width: u8,
}

impl Decoded {
    /// UTF-8 text, after a byte order mark (of three bytes) or not.
    pub(super) fn utf8(text: String, had_bom: bool) -> Self {
        let bom = if had_bom { 3 } else { 0 };
        Self { source_len: bom + to_u32(text.len()), text, encoding: "UTF-8", had_bom, offsets: Offsets::Shifted(bom) }
    }

    /// The transcript of printed pages: it has no file of its own, its bytes are the places.
    #[must_use]
    pub fn transcript(text: String) -> Self {
        Self::utf8(text, false)
    }

    /// The first byte, in the file, of the character at byte `i` of the text.
    /// The text's length (or more) gives the file's length.
    #[must_use]
    pub fn byte_at(&self, i: usize) -> u32 {
        self.range_at(i).start
    }

    /// The bytes `[start, end)`, in the file, of the character at byte `i` of the
    /// text; an `i` inside a character means that character. Escape sequences
    /// between characters (ISO-2022-JP) belong to none. The text's length (or more)
    /// gives an empty range at the file's end. Constant time for UTF-8, a binary
    /// search otherwise.
    #[must_use]
    pub fn range_at(&self, i: usize) -> Range<u32> {
        if i >= self.text.len() {
            return self.source_len..self.source_len;
        }
        match &self.offsets {
            Offsets::Shifted(bom) => {
                let bytes = self.text.as_bytes();
                let inside = |b: u8| b & 0xC0 == 0x80;
                let mut start = i;
                while start > 0 && inside(bytes[start]) {
                    start -= 1;
                }
                let mut end = i + 1;
                while end < bytes.len() && inside(bytes[end]) {
                    end += 1;
                }
                to_u32(start) + bom..to_u32(end) + bom
            }
            Offsets::Runs(runs) => {
                let i = to_u32(i);
                let after = runs.partition_point(|run| run.text <= i);
                let Some(run) = after.checked_sub(1).and_then(|n| runs.get(n)) else {
                    return 0..0;
                };
                let nth = (i - run.text) / u32::from(run.text_width);
                let width = u32::from(run.source_width);
                let start = run.source + nth * width;
                start..start + width
            }
        }
    }

    /// Each character of the text with its bytes `[start, end)` in the file.
    pub fn characters(&self) -> impl Iterator<Item = (char, Range<u32>)> {
        self.text.char_indices().map(|(at, c)| {
            let place = match &self.offsets {
                Offsets::Shifted(bom) => to_u32(at) + bom..to_u32(at + c.len_utf8()) + bom,
                Offsets::Runs(_) => self.range_at(at),
            };
            (c, place)
        })
    }

    /// The bytes `[start, end)`, in the file, of the part `range` of the text: from
    /// its first character's first byte to its last character's end. An empty range
    /// gives an empty range.
    #[must_use]
    pub fn span(&self, range: Range<usize>) -> Range<u32> {
        let start = self.byte_at(range.start);
        if range.end <= range.start || range.start >= self.text.len() {
            return start..start;
        }
        let last = range.end.min(self.text.len()) - 1;
        start..self.range_at(last).end
    }

    /// The part of the text that was read from the bytes `range` of the file; what lies outside the
    /// file or between characters is clipped to the next character.
    #[must_use]
    pub fn text_range(&self, range: Range<u32>) -> Range<usize> {
        let start = self.text_at(range.start);
        start..self.text_at(range.end).max(start)
    }

    /// The characters that stand at a byte range of the file; none where it cuts one in two.
    #[must_use]
    pub fn characters_at(&self, span: [u32; 2]) -> Option<&str> {
        let [start, end] = span;
        let range = self.text_range(start..end);
        if self.span(range.clone()) == (start..end) { self.text.get(range) } else { None }
    }

    /// What the line of a byte range of the file has before and behind it; none where the range cuts a character in two.
    #[must_use]
    pub fn line_around(&self, span: [u32; 2]) -> Option<(&str, &str)> {
        const ENDS: [char; 3] = ['\n', '\r', '\u{C}'];
        self.characters_at(span)?;
        let range = self.text_range(span[0]..span[1]);
        let (before, after) = (self.text.get(..range.start)?, self.text.get(range.end..)?);
        let start = before.rfind(ENDS).map_or(0, |end| end + 1);
        Some((before.get(start..)?, after.split(ENDS).next()?))
    }

    /// The first byte, in the text, of the first character that begins at or after `byte` of the file.
    fn text_at(&self, byte: u32) -> usize {
        let at = match &self.offsets {
            Offsets::Shifted(bom) => byte.saturating_sub(*bom) as usize,
            Offsets::Runs(runs) => {
                let after = runs.partition_point(|run| run.source <= byte);
                let Some(run) = after.checked_sub(1).and_then(|n| runs.get(n)) else {
                    return 0;
                };
                let width = u32::from(run.source_width).max(1);
                let nth = (byte - run.source).div_ceil(width);
                let next = runs.get(after).map_or(self.text.len(), |run| run.text as usize);
                (run.text as usize + nth as usize * usize::from(run.text_width)).min(next)
            }
        };
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        at
    }
}

/// Collects the characters of a file that is not UTF-8.
#[derive(Debug, Default)]
pub(super) struct Builder {
    pub(super) text: String,
    runs: Vec<Run>,
    /// Where the next character must begin, in the file, to belong to the last run.
    next: u32,
}

impl Builder {
    /// Adds a character that was read from the bytes `source` of the file.
    pub(super) fn push(&mut self, c: char, source: Range<usize>) {
        let text_width = c.len_utf8() as u8;
        let source_width = (source.end - source.start) as u8;
        let start = to_u32(source.start);
        let joins = self
            .runs
            .last()
            .is_some_and(|run| run.text_width == text_width && run.source_width == source_width && self.next == start);
        if !joins {
            self.runs.push(Run { text: to_u32(self.text.len()), source: start, text_width, source_width });
        }
        self.next = to_u32(source.end);
        self.text.push(c);
    }

    pub(super) fn finish(self, encoding: &'static str, had_bom: bool, source_len: usize) -> Decoded {
        Decoded {
            text: self.text,
            encoding,
            had_bom,
            offsets: Offsets::Runs(self.runs),
            source_len: to_u32(source_len),
        }
    }
}

/// Never saturates: what is decoded is short enough (see `encoding::MAX_BYTES`).
fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
