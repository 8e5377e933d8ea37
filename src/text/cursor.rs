//! A place in a text, and the few steps that every reader takes from it.

use std::ops::Range;

/// A place in a text. It is copied before a step that may fail, so that going
/// back costs nothing; every step moves by a bounded number of characters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'a> {
    text: &'a str,
    /// Byte offset, always on a character boundary.
    pub(crate) at: usize,
}

impl<'a> Cursor<'a> {
    /// A cursor at a byte offset; an offset inside a character counts as the end.
    pub(crate) fn new(text: &'a str, at: usize) -> Self {
        let at = if text.is_char_boundary(at) { at } else { text.len() };
        Self { text, at }
    }

    /// The same text at another place.
    pub(crate) fn moved(self, at: usize) -> Self {
        Self::new(self.text, at)
    }

    /// What lies before the cursor.
    pub(crate) fn before(&self) -> &'a str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// What lies after the cursor.
    pub(crate) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The stretch between an earlier place and the cursor.
    pub(crate) fn since(&self, start: usize) -> Range<usize> {
        start..self.at
    }

    /// The next character.
    pub(crate) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// The character just passed.
    pub(crate) fn back(&self) -> Option<char> {
        self.before().chars().next_back()
    }

    /// Steps over the next character.
    pub(crate) fn step(&mut self) {
        self.at += self.peek().map_or(0, char::len_utf8);
    }

    /// Steps over a word if it comes next.
    pub(crate) fn eat(&mut self, word: &str) -> bool {
        let found = !word.is_empty() && self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// Steps over the first word of a list that comes next; lists stand longest first.
    pub(crate) fn eat_any<'w>(&mut self, words: &'w [String]) -> Option<&'w str> {
        words.iter().map(String::as_str).find(|word| self.eat(word))
    }

    /// Steps over one character of a set.
    pub(crate) fn eat_of(&mut self, set: &str) -> Option<char> {
        let next = self.peek().filter(|c| set.contains(*c))?;
        self.step();
        Some(next)
    }

    /// Steps over at most one space: typesetting leaves one anywhere in a date.
    pub(crate) fn space(&mut self) {
        if self.peek().is_some_and(is_blank) {
            self.step();
        }
    }

    /// Reads a whole run of ASCII digits, if it is no longer than `longest`.
    pub(crate) fn digits(&mut self, longest: usize) -> Option<&'a str> {
        let run: &str = self.rest();
        let length = run.bytes().take(longest + 1).take_while(u8::is_ascii_digit).count();
        if length == 0 || length > longest {
            return None;
        }
        self.at += length;
        run.get(..length)
    }
}

/// A space inside a line.
pub(crate) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}')
}

/// An ideograph, or the iteration mark that stands for one.
pub(crate) fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '々')
}

/// A katakana letter or the long vowel mark.
pub(crate) fn is_katakana(c: char) -> bool {
    matches!(c, '\u{30a1}'..='\u{30fa}' | 'ー')
}
