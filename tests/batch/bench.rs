//! A folder for one test, with the command at hand, and PDFs that nobody would make by accident.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use tempfile::TempDir;

pub struct Bench {
    folder: TempDir,
}

/// What a run of the command gave.
#[derive(Debug)]
pub struct Run {
    pub status: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Run {
    /// Fails unless documents came out, clean or not, and every one of `words` was printed.
    pub fn says(&self, words: &[&str]) -> &Self {
        self.expect(self.status.unwrap_or(-1).min(1), words)
    }

    /// Fails unless the status is `status` and every one of `words` was printed.
    pub fn expect(&self, status: i32, words: &[&str]) -> &Self {
        let all = format!("{}{}", self.stdout, self.stderr);
        assert_eq!(self.status, Some(status), "{all}");
        words.iter().for_each(|word| assert!(all.contains(word), "{word:?} is not in: {all}"));
        self
    }
}

impl Bench {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> &Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    /// Documents that take a while, no two of them alike.
    pub fn corpus(&self, documents: usize) -> &Self {
        let top = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut texts: Vec<PathBuf> = fs::read_dir(top.join("fixtures"))
            .unwrap()
            .map(|entry| entry.unwrap().path().join("input.txt"))
            .chain(fs::read_dir(top.join("seeds")).unwrap().map(|entry| entry.unwrap().path()))
            .filter(|path| path.is_file() && path.extension().is_some_and(|extension| extension == "txt"))
            .collect();
        texts.sort();
        for number in 0..documents {
            let text = fs::read_to_string(&texts[number % texts.len()]).unwrap();
            let name = format!("in/{}/文書{}.txt", number % 3, number / 3);
            self.file(&name, format!("{text}\n写し{number}\n"));
        }
        self
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_torikumi"));
        command.current_dir(self.folder.path()).args(arguments).stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        let output = self.command(arguments).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Runs the command with something on standard input.
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Run {
        use std::io::Write;
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Run { status: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) }
    }

    /// Starts the command; what it prints is kept.
    pub fn start_heard(&self, arguments: &[&str]) -> Child {
        self.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// Starts the command, nobody listening.
    pub fn start(&self, arguments: &[&str]) -> Child {
        self.command(arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
    }

    /// Every file below a folder, hidden ones too, with its bytes.
    pub fn files(&self, folder: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let (top, mut files) = (self.path(folder), BTreeMap::new());
        let mut open = vec![top.clone()];
        while let Some(folder) = open.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    files.insert(path.strip_prefix(&top).unwrap().to_owned(), fs::read(&path).unwrap());
                }
            }
        }
        files
    }

    /// The lines of a manifest.
    pub fn manifest(&self, folder: &str) -> Vec<serde_json::Value> {
        let text = fs::read_to_string(self.path(folder).join("manifest.jsonl")).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

/// Fails unless both hold the same files with the same bytes; says which differ.
pub fn assert_same(one: &BTreeMap<PathBuf, Vec<u8>>, two: &BTreeMap<PathBuf, Vec<u8>>, what: &str) {
    let names = |files: &BTreeMap<PathBuf, Vec<u8>>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(one), names(two), "{what}");
    let differ: Vec<_> = one.iter().filter(|(name, bytes)| two[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(differ.is_empty(), "{what}: {differ:?}");
}

/// A PDF of these objects, numbered from 1, the first one its catalog.
pub fn pdf(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n", number + 1).bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    places.iter().for_each(|place| bytes.extend(format!("{place:010} 00000 n \n").bytes()));
    let size = objects.len() + 1;
    bytes.extend(format!("trailer\n<< /Root 1 0 R /Size {size} >>\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

/// A stream with these entries in its dictionary.
pub fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut bytes = format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
    bytes.extend(data);
    bytes.extend(b"\nendstream");
    bytes
}

/// A text that takes so long that whoever waits for it can do something meanwhile: almost the largest that is read.
pub fn long() -> String {
    "取組項目\t目標値\t実績\n窓口改革\t・50％以上\t○20件→58件\n".repeat(200_000)
}

/// A book of so many pages, a line on each.
pub fn book(pages: usize) -> Vec<u8> {
    heavy_book(pages, 0)
}

/// A book with as many bytes more that nobody uses.
pub fn heavy_book(pages: usize, padding: usize) -> Vec<u8> {
    let kids: String = (0..pages).map(|page| format!("{} 0 R ", 4 + 2 * page)).collect();
    let mut objects = vec![
        b"<< /Type /Catalog /Pages 2 0 R >>".to_vec(),
        format!("<< /Type /Pages /Count {pages} /Kids [{kids}] /MediaBox [0 0 595 842] >>").into_bytes(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_vec(),
    ];
    for page in 0..pages {
        let contents = 5 + 2 * page;
        let resources = "/Resources << /Font << /F 3 0 R >> >>";
        objects.push(format!("<< /Type /Page /Parent 2 0 R {resources} /Contents {contents} 0 R >>").into_bytes());
        objects.push(stream("", format!("BT /F 12 Tf 72 700 Td (Line of page {page}) Tj ET").as_bytes()));
    }
    objects.push(stream("", &vec![b' '; padding]));
    pdf(&objects)
}
