//! What reaches the terminal, and what becomes of it when nobody reads any more.

use super::Exit;
use std::borrow::Cow;
use std::io::{self, BufWriter, ErrorKind, Stdout, Write};

/// Longest message that is printed, in characters; the whole of it is in the JSON.
const LONGEST: usize = 400;

/// Standard output. A reader that goes away (`| head`) is no error; a full disk is.
pub(super) struct Out {
    stdout: BufWriter<Stdout>,
    failure: Option<io::Error>,
}

impl Out {
    pub(super) fn new() -> Self {
        Self { stdout: BufWriter::new(io::stdout()), failure: None }
    }

    /// Prints text as it is.
    pub(super) fn print(&mut self, text: &str) {
        if self.failure.is_none() {
            self.failure = self.stdout.write_all(text.as_bytes()).err();
        }
    }

    /// Prints text and ends the line.
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
    writeln!(io::stderr().lock(), "{line}").ok();
}

/// Text of a document or a file name made fit for one line of a terminal: control characters, which
/// could move the cursor or turn the writing round, are spelled out, and the end of a very long
/// text is left out.
pub(super) fn printable(text: &str) -> Cow<'_, str> {
    let unfit = |c: char| {
        c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
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
}
