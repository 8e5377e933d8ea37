//! The files behind the arguments: files, folders, patterns and lists.

use super::outcome::{Outcome, Problem};
use crate::source::Kind;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// What a folder is searched for by name; a PDF is found by its first bytes too.
const EXTENSIONS: [&str; 2] = ["txt", "pdf"];

/// Bytes of a file that are looked at to see whether it is a PDF.
const HEAD: u64 = 1024;

/// Files that are no documents and would cost time to open: what municipalities publish beside them.
const OTHERS: [&str; 22] = [
    "csv", "doc", "docx", "gif", "gz", "htm", "html", "ico", "jpeg", "jpg", "json", "jsonl", "md", "mp3", "mp4", "png",
    "ppt", "pptx", "tif", "xls", "xlsx", "zip",
];

/// The longest list that is read, in bytes.
const LONGEST_LIST: u64 = 64 << 20;

/// How many documents a list may name.
const MOST_NAMES: usize = 1_000_000;

/// What was found.
#[derive(Debug, Default)]
pub struct Found {
    /// Every file once: its real path, and as it was named or found. In the order of the paths.
    pub files: BTreeMap<PathBuf, PathBuf>,
    /// Arguments behind which there is nothing to read.
    pub refused: Vec<Outcome>,
    /// The lists that were read, by their real paths: inputs too, that no output may take the place of.
    pub lists: Vec<PathBuf>,
    /// What the user should know and may not expect.
    pub notes: Vec<String>,
    /// Files in folders that are no documents.
    pub passed_over: usize,
}

/// Finds the files behind the arguments: files, folders, patterns (`*`, `?`, `[…]`, `**`), `@LIST`
/// for a file with one of these a line, `-` or `@-` for a list on standard input. The folder
/// `without`, where outputs go, is not searched.
pub fn find(arguments: &[PathBuf], without: &Path) -> Found {
    let mut search = Search { found: Found::default(), without: without.canonicalize().ok() };
    for argument in arguments {
        match argument.to_str() {
            Some("-" | "@-") => search.list(argument, io::stdin().lock()),
            Some(text) if text.starts_with('@') && text.len() > 1 => {
                let list = Path::new(text.trim_start_matches('@'));
                match File::open(list) {
                    Ok(file) => {
                        search.found.lists.extend(list.canonicalize());
                        search.list(list, file);
                    }
                    Err(error) => search.unreadable(list, &error),
                }
            }
            _ => search.argument(argument),
        }
    }
    let mut found = search.found;
    found.refused.sort_by(|a, b| a.input.cmp(&b.input));
    found.notes.sort();
    found
}

struct Search {
    found: Found,
    /// The real path of the folder that is not searched.
    without: Option<PathBuf>,
}

impl Search {
    fn argument(&mut self, path: &Path) {
        match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                if !self.pattern(path) {
                    let is_pattern = path.as_os_str().as_encoded_bytes().iter().any(|byte| b"*?[".contains(byte));
                    let what = if is_pattern { "no file bears such a name" } else { "there is no such file or folder" };
                    self.refuse(path, "missing", format!("{what}; check the path"));
                }
            }
            Err(error) => self.unreadable(path, &error),
            Ok(about) if about.is_dir() => {
                let before = (self.found.files.len(), self.found.refused.len(), self.found.notes.len());
                self.folder(path);
                if before == (self.found.files.len(), self.found.refused.len(), self.found.notes.len()) {
                    let message = "the folder holds no .txt or .pdf file; name the folder that the documents are in, \
                                   or the files themselves";
                    self.refuse(path, "no_documents", message.to_owned());
                }
            }
            Ok(about) if about.is_file() => self.add(path, path.canonicalize().unwrap_or_else(|_| path.to_owned())),
            Ok(_) => self.refuse(path, "unreadable", "is neither a file nor a folder; name a document".to_owned()),
        }
    }

    /// Adds what a pattern matches; false where it is no pattern or matches nothing.
    fn pattern(&mut self, path: &Path) -> bool {
        let Some(text) = path.to_str().filter(|text| text.contains(['*', '?', '['])) else {
            return false;
        };
        let hidden = glob::MatchOptions { require_literal_leading_dot: true, ..glob::MatchOptions::default() };
        let Ok(matches) = glob::glob_with(text, hidden) else {
            return false;
        };
        let mut any = false;
        for entry in matches {
            any = true;
            match entry {
                Ok(path) => self.argument(&path),
                Err(error) => self.unreadable(error.path(), error.error()),
            }
        }
        any
    }

    /// Adds what a list names, one a line, or, where it has NUL bytes, one before each of them.
    fn list(&mut self, name: &Path, from: impl Read) {
        let mut bytes = Vec::new();
        if let Err(error) = from.take(LONGEST_LIST + 1).read_to_end(&mut bytes) {
            return self.unreadable(name, &error);
        }
        if bytes.len() as u64 > LONGEST_LIST {
            let message = format!("is more than {} MB: no list of documents; check the path", LONGEST_LIST >> 20);
            return self.refuse(name, "too_large", message);
        }
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
        let end = if bytes.contains(&0) { 0 } else { b'\n' };
        let lines = bytes.split(|byte| *byte == end);
        let lines = lines.map(|line| if end == 0 { line } else { line.strip_suffix(b"\r").unwrap_or(line) });
        let lines = lines.filter(|line| !line.is_empty());
        let many = lines.clone().take(MOST_NAMES + 1).count();
        if many == 0 {
            let message = "the list names no document; write the path of one a line".to_owned();
            return self.refuse(name, "no_documents", message);
        }
        if many > MOST_NAMES {
            let message = format!("the list names more than {MOST_NAMES} documents; split it, or name their folder");
            return self.refuse(name, "too_large", message);
        }
        for line in lines {
            match path_of(line) {
                Some(path) if line.starts_with(b"@") && !path.exists() => {
                    let message = "there is no such file, and a list names no lists; name them all as arguments";
                    self.refuse(&path, "missing", message.to_owned());
                }
                Some(path) => self.argument(&path),
                None => {
                    let message = format!("names no file in UTF-8: {}", String::from_utf8_lossy(line));
                    self.refuse(name, "unreadable", message);
                }
            }
        }
    }

    /// Adds every document in a folder and the folders in it. A link to a folder is not followed: it may lead back here.
    fn folder(&mut self, top: &Path) {
        let real_top = top.canonicalize().unwrap_or_else(|_| top.to_owned());
        let real =
            |path: &Path| path.strip_prefix(top).map_or_else(|_| path.to_owned(), |inside| real_top.join(inside));
        let without = self.without.clone();
        let is_searched = |entry: &DirEntry| {
            let is_hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            entry.depth() == 0 || !is_hidden && without.as_ref() != Some(&real(entry.path()))
        };
        for entry in WalkDir::new(top).into_iter().filter_entry(is_searched) {
            match entry {
                Err(error) => {
                    let kind = error.io_error().map_or(io::ErrorKind::Other, io::Error::kind);
                    self.unreadable(error.path().unwrap_or(top), &kind.into());
                }
                Ok(entry) if entry.file_type().is_dir() => {}
                Ok(entry) if !is_document(entry.path()) || !entry.path().is_file() => self.found.passed_over += 1,
                Ok(entry) if entry.file_type().is_file() => self.add(entry.path(), real(entry.path())),
                Ok(entry) => {
                    let real = entry.path().canonicalize().unwrap_or_else(|_| entry.path().to_owned());
                    self.add(entry.path(), real);
                }
            }
        }
    }

    /// Adds a file; named twice, the name that comes first in the order of names stays.
    fn add(&mut self, path: &Path, real: PathBuf) {
        match self.found.files.get_mut(&real) {
            None => {
                self.found.files.insert(real, path.to_owned());
            }
            Some(named) => {
                self.found.notes.push(format!("{} is named twice and converted once", path.display()));
                if path < named.as_path() {
                    path.clone_into(named);
                }
            }
        }
    }

    fn refuse(&mut self, path: &Path, code: &str, message: String) {
        self.found.refused.push(Outcome::unread(path, Problem::error(code, None, message)));
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        self.refuse(path, "unreadable", format!("cannot be read: {error}; check its path and permissions"));
    }
}

#[cfg(unix)]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStrExt;
    Some(PathBuf::from(OsStr::from_bytes(bytes)))
}

#[cfg(not(unix))]
fn path_of(bytes: &[u8]) -> Option<PathBuf> {
    std::str::from_utf8(bytes).ok().map(PathBuf::from)
}

/// By its extension, or, where that says nothing, by its first bytes: downloads bear any name.
fn is_document(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default().to_ascii_lowercase();
    EXTENSIONS.contains(&extension.as_str()) || !OTHERS.contains(&extension.as_str()) && begins_as_pdf(path)
}

fn begins_as_pdf(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = path.is_file() && File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head)).is_ok();
    read && Kind::of(&head) == Kind::Pdf
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(root: &Path, arguments: &[&str]) -> (Vec<String>, Vec<String>) {
        let arguments: Vec<PathBuf> = arguments
            .iter()
            .map(|name| match name.strip_prefix('@') {
                Some(list) => PathBuf::from(format!("@{}", root.join(list).display())),
                None => root.join(name),
            })
            .collect();
        let found = find(&arguments, &root.join("out"));
        let inside = |path: &Path| path.strip_prefix(root).unwrap().display().to_string();
        let files = found.files.values().map(|path| inside(path)).collect();
        (files, found.refused.into_iter().map(|outcome| outcome.problems[0].code.clone()).collect())
    }

    fn tree() -> tempfile::TempDir {
        let root = tempfile::tempdir().unwrap();
        for name in [
            "a/計画.txt",
            "a/b.PDF",
            "a/.hidden.txt",
            "a/.git/x.txt",
            "a/notes.md",
            "b/計画.txt",
            "b/a/計画.txt",
            "out/x.txt",
        ] {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        fs::write(root.path().join("a/getfile"), "%PDF-1.7\n").unwrap();
        fs::create_dir(root.path().join("empty")).unwrap();
        root
    }

    #[test]
    fn inputs_are_found_once_and_in_order() {
        let root = tree();
        let root = &root.path().canonicalize().unwrap();
        let a = ["a/b.PDF", "a/getfile", "a/計画.txt"];
        assert_eq!(found(root, &["a"]).0, a);
        assert_eq!(found(root, &["a/計画.txt", "a", "a/b.PDF"]).0, a);
        assert_eq!(found(root, &["a/notes.md", "b/a"]).0, ["a/notes.md", "b/a/計画.txt"]);
        assert_eq!(found(root, &["b", "a"]), found(root, &["a", "b"]));
        assert_eq!(found(root, &["."]).0.len(), 5, "neither hidden files nor outputs");
        assert_eq!(found(root, &["empty", "absent", "*.zip"]).1, ["missing", "missing", "no_documents"]);
    }

    #[test]
    fn patterns_and_lists_are_looked_up() {
        let root = tree();
        let root = &root.path().canonicalize().unwrap();
        assert_eq!(found(root, &["*/*.txt"]).0, ["a/計画.txt", "b/計画.txt", "out/x.txt"]);
        assert_eq!(found(root, &["**/計画.txt"]).0, ["a/計画.txt", "b/a/計画.txt", "b/計画.txt"]);
        let list = format!("\u{feff}{0}/a/*.PDF\r\n\n{0}/b/a\r\n{0}/absent\n", root.display());
        fs::write(root.join("list"), list).unwrap();
        assert_eq!(
            found(root, &["@list"]),
            (vec!["a/b.PDF".to_owned(), "b/a/計画.txt".to_owned()], vec!["missing".to_owned()])
        );
        fs::write(root.join("list"), format!("{0}/a/計画.txt\0{0}/b/a\0", root.display())).unwrap();
        assert_eq!(found(root, &["@list"]).0, ["a/計画.txt", "b/a/計画.txt"]);
        assert_eq!(found(root, &["@nolist"]).1, ["unreadable"]);
    }
}
