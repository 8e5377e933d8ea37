//! What reaches the terminal, and what becomes of it when nobody reads any more.
//!
//! A document says what it likes, a file bears any name: neither steers the terminal that it is shown on. Control
//! characters, and the characters that turn the direction of writing, are spelled out (`\u{1b}`) in everything that is
//! printed. Text that was asked for as data and goes into a file or another program keeps what only turns its direction.

use super::Exit;
use std::borrow::Cow;
use std::io::{self, BufWriter, ErrorKind, IsTerminal, Stdout, Write};

/// Longest message that is printed, in characters; the whole of it is in the JSON.
const LONGEST: usize = 400;

/// Standard output. A reader that goes away (`| head`) is no error; a full disk is.
pub(super) struct Out {
    stdout: BufWriter<Stdout>,
    failure: Option<io::Error>,
    is_terminal: bool,
}

impl Out {
    /// What is printed is looked at on a terminal in the end where standard output is one, or where that is told.
    pub(super) fn new(is_terminal: bool) -> Self {
        let stdout = io::stdout();
        let is_terminal = is_terminal || stdout.is_terminal();
        Self { stdout: BufWriter::new(stdout), failure: None, is_terminal }
    }

    /// Whether a terminal shows what is printed.
    pub(super) fn is_terminal(&self) -> bool {
        self.is_terminal
    }

    /// Prints bytes as they are.
    pub(super) fn pass(&mut self, bytes: &[u8]) {
        if self.failure.is_none() {
            self.failure = self.stdout.write_all(bytes).err();
        }
    }

    /// Prints text that may hold words of a document, for people.
    pub(super) fn print(&mut self, text: &str) {
        self.pass(spelled(text, |c| controls(c) || turns(c), rust).as_bytes());
    }

    /// Prints text of a document, for people or for programs.
    pub(super) fn data(&mut self, text: &str) {
        let is_terminal = self.is_terminal;
        self.pass(spelled(text, |c| controls(c) || is_terminal && turns(c), rust).as_bytes());
    }

    /// Prints JSON and ends the line. What it says stays the same: JSON has an escape for every character.
    pub(super) fn json(&mut self, text: &str) {
        self.pass(spelled(text.trim_end(), |c| controls(c) || turns(c), json).as_bytes());
        self.pass(b"\n");
    }

    /// Prints text that may hold words of a document, and ends the line.
    pub(super) fn line(&mut self, text: &str) {
        self.print(text);
        self.print("\n");
    }

    /// Prints what is still held back; the exit status says when that failed.
    pub(super) fn finish(mut self, exit: Exit) -> Exit {
        let failure = self.failure.or_else(|| self.stdout.flush().err());
        match failure {
            Some(error) if error.kind() != ErrorKind::BrokenPipe => {
                tell(&format!("error: standard output cannot be written: {error}"));
                exit.max(Exit::Partial)
            }
            _ => exit,
        }
    }
}

/// Prints a line on standard error. There is nobody to tell when that fails.
pub(super) fn tell(line: &str) {
    writeln!(io::stderr().lock(), "{}", spelled(line, |c| controls(c) || turns(c), rust)).ok();
}

/// Whether a character could steer a terminal; line ends, TAB and the form feed between pages only part the text.
fn controls(c: char) -> bool {
    c.is_control() && !matches!(c, '\n' | '\t' | '\u{c}')
}

/// Whether a text has a character that is not printed as it is.
pub(super) fn steers(text: &str) -> bool {
    text.contains(|c| controls(c) || turns(c))
}

/// Whether a character turns the direction of what stands around it, or ends a line where no line ends: the marks,
/// embeddings, overrides and isolates of the Unicode Bidirectional Algorithm (UAX 9, 2), and U+2028 and U+2029.
fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text with signs for the characters that are unfit.
fn spelled(text: &str, unfit: impl Fn(char) -> bool, sign: fn(char, &mut String)) -> Cow<'_, str> {
    let Some(first) = text.find(&unfit) else { return Cow::Borrowed(text) };
    let mut fit = String::with_capacity(text.len() + 64);
    let (before, rest) = text.split_at(first);
    fit.push_str(before);
    rest.chars().for_each(|c| if unfit(c) { sign(c, &mut fit) } else { fit.push(c) });
    Cow::Owned(fit)
}

/// `\u{1b}`.
fn rust(c: char, to: &mut String) {
    to.extend(c.escape_unicode());
}

/// `\u001b`.
fn json(c: char, to: &mut String) {
    c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| to.push_str(&format!("\\u{unit:04x}")));
}

/// Text of a document or a file name made fit for one line of a terminal: what could steer it is spelled out, and the
/// end of a very long text is left out.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    let unfit = |c: char| c.is_control() || turns(c);
    let cut = text.char_indices().nth(LONGEST).map(|(cut, _)| cut);
    if cut.is_none() && !text.contains(unfit) {
        return Cow::Borrowed(text);
    }
    let mut fit = String::with_capacity(cut.unwrap_or(text.len()));
    for c in text[..cut.unwrap_or(text.len())].chars() {
        match c {
            '\n' | '\r' | '\t' => fit.push(' '),
            c if unfit(c) => fit.extend(c.escape_unicode()),
            c => fit.push(c),
        }
    }
    if cut.is_some() {
        fit.push('…');
    }
    Cow::Owned(fit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_cannot_steer_the_terminal() {
        assert_eq!(printable("青葉市 A"), "青葉市 A");
        assert_eq!(printable("a\u{1b}[2Jb\nc"), "a\\u{1b}[2Jb c");
        assert_eq!(printable("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(printable(&"市".repeat(LONGEST + 1)).chars().count(), LONGEST + 1);
    }

    #[test]
    fn signs_stand_for_what_steers() {
        let all = |c: char| controls(c) || turns(c);
        for kept in ["", "計画\t目標\n\u{c}次の頁\n", "é\u{3099}\u{200b}\u{feff}"] {
            assert!(matches!(spelled(kept, all, rust), Cow::Borrowed(same) if same == kept));
        }
        let steers = "a\u{1b}]0;x\u{7}b\u{9b}31mc\rd\u{7f}\u{8}\u{0}\u{202d}e\u{2069}\u{200e}\u{2028}f\u{61c}";
        let signs =
            "a\\u{1b}]0;x\\u{7}b\\u{9b}31mc\\u{d}d\\u{7f}\\u{8}\\u{0}\\u{202d}e\\u{2069}\\u{200e}\\u{2028}f\\u{61c}";
        assert_eq!(spelled(steers, all, rust), signs);
        assert_eq!(spelled("a\u{202e}\u{1b}", controls, rust), "a\u{202e}\\u{1b}");
        let text = serde_json::to_string(steers).unwrap();
        let read: String = serde_json::from_str(&spelled(&text, all, json)).unwrap();
        assert_eq!(read, steers, "JSON says the same");
    }
}
