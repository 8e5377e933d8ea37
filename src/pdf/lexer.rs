//! Tokens of content streams and CMaps (ISO 32000-2, 7.2 and 7.8.2): one pass, no way back.
//!
//! Damage is passed over, never an error: a viewer shows what it can, and so do we. Only nesting
//! beyond [`MAX_DEPTH`] ends the stream, and says so.

mod literals;

use std::sync::Arc;

use super::object::{Dict, MAX_DEPTH, Obj};

/// What a content stream is made of.
#[derive(Debug)]
pub enum Item<'a> {
    /// An operand.
    Operand(Obj),
    /// An operator, or a stray word.
    Operator(&'a [u8]),
}

enum Token<'a> {
    Value(Obj),
    Word(&'a [u8]),
    ArrayOpen,
    ArrayClose,
    DictOpen,
    DictClose,
}

/// Reads a content stream from its beginning to its end.
pub struct Lexer<'a> {
    data: &'a [u8],
    at: usize,
    /// Arrays and dictionaries that are open (whether it is a dictionary, and where its members begin), their members,
    /// and the bytes of the string that is read: kept from one to the next, for a page has many thousands of them.
    open: Vec<(bool, usize)>,
    members: Vec<Obj>,
    bytes: Vec<u8>,
    /// Whether arrays or dictionaries were nested too deeply; nothing after that was read.
    pub too_deep: bool,
}

impl<'a> Lexer<'a> {
    /// A lexer at the start of the data.
    pub fn new(data: &'a [u8]) -> Self {
        Self { data, at: 0, open: Vec::new(), members: Vec::new(), bytes: Vec::new(), too_deep: false }
    }

    /// What has not been read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.data.get(self.at..).unwrap_or_default()
    }

    /// Passes over so many bytes.
    pub fn skip(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.data.len());
    }

    /// The next operand or operator.
    pub fn item(&mut self) -> Option<Item<'a>> {
        loop {
            match self.token()? {
                Token::Value(value) => return Some(Item::Operand(value)),
                Token::Word(word) => return Some(word_item(word)),
                Token::ArrayOpen => return self.composite(false).map(Item::Operand),
                Token::DictOpen => return self.composite(true).map(Item::Operand),
                Token::ArrayClose | Token::DictClose => {}
            }
        }
    }

    /// An array or dictionary whose opening has been read. Its own stack, so that depth costs no call.
    fn composite(&mut self, dict: bool) -> Option<Obj> {
        self.open.clear();
        self.open.push((dict, 0));
        self.members.clear();
        loop {
            let done = match self.token() {
                Some(Token::Value(value)) => value,
                Some(Token::Word(word)) => match word_item(word) {
                    Item::Operand(value) => value,
                    Item::Operator(_) => continue,
                },
                Some(opening @ (Token::ArrayOpen | Token::DictOpen)) => {
                    if self.open.len() > MAX_DEPTH {
                        self.too_deep = true;
                        self.at = self.data.len();
                        return None;
                    }
                    self.open.push((matches!(opening, Token::DictOpen), self.members.len()));
                    continue;
                }
                Some(Token::ArrayClose | Token::DictClose) | None => {
                    let (dict, first) = self.open.pop()?;
                    close(dict, self.members.drain(first..))
                }
            };
            if self.open.is_empty() {
                return Some(done);
            }
            self.members.push(done);
        }
    }

    fn token(&mut self) -> Option<Token<'a>> {
        self.blank();
        let byte = *self.data.get(self.at)?;
        self.at += 1;
        Some(match byte {
            b'[' => Token::ArrayOpen,
            b']' => Token::ArrayClose,
            b'(' => Token::Value(Obj::Str(self.literal())),
            b'/' => Token::Value(Obj::Name(self.name())),
            b'<' if self.data.get(self.at) == Some(&b'<') => {
                self.at += 1;
                Token::DictOpen
            }
            b'>' if self.data.get(self.at) == Some(&b'>') => {
                self.at += 1;
                Token::DictClose
            }
            b'<' => Token::Value(Obj::Str(self.hexadecimal())),
            b'+' | b'-' | b'.' | b'0'..=b'9' => {
                self.at -= 1;
                Token::Value(self.number())
            }
            b')' | b'>' | b'{' | b'}' => Token::Word(&[]),
            _ => {
                self.at -= 1;
                Token::Word(self.regular())
            }
        })
    }

    fn blank(&mut self) {
        while let Some(byte) = self.data.get(self.at) {
            match byte {
                b'%' => {
                    let line = self.rest().iter().position(|b| matches!(b, b'\r' | b'\n'));
                    self.at += line.unwrap_or(self.data.len() - self.at);
                }
                byte if is_blank(*byte) => self.at += 1,
                _ => break,
            }
        }
    }

    fn regular(&mut self) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|b| is_blank(*b) || is_delimiter(*b)).unwrap_or(rest.len());
        self.at += length;
        rest.get(..length).unwrap_or_default()
    }
}

fn close(dict: bool, mut members: std::vec::Drain<'_, Obj>) -> Obj {
    if !dict {
        return Obj::Array(members.collect());
    }
    let mut entries = Vec::with_capacity(members.len() / 2);
    while let Some(key) = members.next() {
        if let (Obj::Name(key), Some(value)) = (key, members.next()) {
            entries.push(((*key).into(), value));
        }
    }
    Obj::Dict(Arc::new(Dict::new(entries)))
}

fn word_item(word: &[u8]) -> Item<'_> {
    match word {
        b"true" => Item::Operand(Obj::Bool(true)),
        b"false" => Item::Operand(Obj::Bool(false)),
        b"null" => Item::Operand(Obj::Null),
        _ => Item::Operator(word),
    }
}

/// White space (7.2.3, table 1).
pub fn is_blank(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(data: &str) -> String {
        let mut lexer = Lexer::new(data.as_bytes());
        let mut shown = Vec::new();
        while let Some(item) = lexer.item() {
            shown.push(match item {
                Item::Operand(Obj::Int(n)) => n.to_string(),
                Item::Operand(Obj::Real(n)) => format!("{n:.3}"),
                Item::Operand(Obj::Str(s)) => format!("({})", String::from_utf8_lossy(&s)),
                Item::Operand(Obj::Name(s)) => format!("/{}", String::from_utf8_lossy(&s)),
                Item::Operand(Obj::Array(items)) => format!("[{}]", items.len()),
                Item::Operand(Obj::Dict(_)) => "<<>>".to_owned(),
                Item::Operand(_) => "?".to_owned(),
                Item::Operator(word) => String::from_utf8_lossy(word).into_owned(),
            });
        }
        shown.join(" ")
    }

    #[test]
    fn reads_what_writers_write() {
        assert_eq!(all("1 -2.5 .5 --3 m% x\n(a\\(b(c)\\)\\101)Tj"), "1 -2.500 0.500 -3 m (a(b(c))A) Tj");
        assert_eq!(all("/A#42c[1 2[3]]TJ<</K<48>>>BDC<4 8 4>"), "/ABc [3] TJ <<>> BDC (H@)");
    }

    #[test]
    fn damage_is_passed_over() {
        assert_eq!(all("] >> 1.2.3 w [1 2"), "1.200 w [2]");
    }

    #[test]
    fn depth_is_limited() {
        let deep = "[".repeat(200_000);
        let mut lexer = Lexer::new(deep.as_bytes());
        assert!(lexer.item().is_none());
        assert!(lexer.too_deep);
    }
}
