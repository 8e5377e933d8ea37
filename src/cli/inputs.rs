//! Which files are converted, in which order, and where each one goes.

use super::outcome::{Outcome, Problem};
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::{fs, io};
use unicode_normalization::UnicodeNormalization;

/// What a folder is searched for.
const EXTENSIONS: [&str; 2] = ["txt", "pdf"];

/// One document to convert.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Job {
    /// The file to read, as it was named or found.
    pub(super) input: PathBuf,
    /// The file to write.
    pub(super) output: PathBuf,
}

/// What there is to do, in the order of the arguments; folders in the order of their names.
#[derive(Default)]
pub(super) struct Plan {
    /// A document to convert, or why there is none.
    pub(super) steps: Vec<Result<Job, Outcome>>,
    /// What the user should know and may not expect.
    pub(super) notes: Vec<String>,
    /// Every input once, by its real path.
    inputs: BTreeSet<PathBuf>,
    /// Names of output files that are taken, as a file system that ignores case would see them.
    taken: BTreeSet<String>,
}

/// Finds the documents behind the arguments and gives each one its output file in `folder`.
pub(super) fn plan(arguments: &[PathBuf], folder: &Path) -> Plan {
    let mut plan = Plan::default();
    for path in arguments {
        match fs::metadata(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                plan.refuse(path, "missing", "there is no such file or folder; check the path".to_owned());
            }
            Err(error) => plan.refuse(path, "unreadable", format!("cannot be read: {error}; check its permissions")),
            Ok(about) if about.is_dir() => {
                if !plan.search(path, folder) {
                    let message = "the folder holds no .txt or .pdf file; name the folder that the documents are in, \
                                   or the files themselves";
                    plan.refuse(path, "no_documents", message.to_owned());
                }
            }
            Ok(about) if about.is_file() => plan.add(path, folder),
            Ok(_) => plan.refuse(path, "unreadable", "is neither a file nor a folder; name a document".to_owned()),
        }
    }
    plan
}

impl Plan {
    /// The first input that one of the output files would take the place of.
    pub(super) fn overwritten(&self) -> Option<&Path> {
        self.steps
            .iter()
            .filter_map(|step| step.as_ref().ok())
            .map(|job| job.output.as_path())
            .find(|output| output.canonicalize().is_ok_and(|real| self.inputs.contains(&real)))
    }

    fn refuse(&mut self, path: &Path, code: &str, message: String) {
        self.steps.push(Err(Outcome::unread(path, Problem::error(code, None, message))));
    }

    /// Adds every document in a folder and the folders in it, in the order of their names; false
    /// where there is none.
    fn search(&mut self, within: &Path, folder: &Path) -> bool {
        let entries = fs::read_dir(within).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => {
                self.refuse(within, "unreadable", format!("the folder cannot be read: {error}; check its permissions"));
                return true;
            }
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        let mut found = false;
        for entry in entries {
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let path = entry.path();
            // A link to a folder is not followed: it may lead back here.
            if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                found |= self.search(&path, folder);
            } else if is_document(&path) && path.is_file() {
                self.add(&path, folder);
                found = true;
            }
        }
        found
    }

    fn add(&mut self, path: &Path, folder: &Path) {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        if !self.inputs.insert(real.clone()) {
            self.notes.push(format!("{} is named twice and converted once", path.display()));
            return;
        }
        let name = self.name(&real);
        let wanted = format!("{}.json", stem(path));
        if name != wanted {
            self.notes.push(format!("{} goes to {name}, because another input goes to {wanted}", path.display()));
        }
        self.steps.push(Ok(Job { input: path.to_owned(), output: folder.join(name) }));
    }

    /// The name of the output: the input's stem, with as many of its folders before it as it takes
    /// to be the only one.
    fn name(&mut self, real: &Path) -> String {
        let mut name = stem(real);
        for parent in real.ancestors().skip(1).filter_map(Path::file_name) {
            if self.take(&name) {
                return format!("{name}.json");
            }
            name = format!("{}__{name}", parent.to_string_lossy());
        }
        let mut numbered = name.clone();
        let mut number = 2_u32;
        while !self.take(&numbered) {
            numbered = format!("{name}__{number}");
            number += 1;
        }
        format!("{numbered}.json")
    }

    fn take(&mut self, name: &str) -> bool {
        self.taken.insert(name.nfc().collect::<String>().to_lowercase())
    }
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn is_document(path: &Path) -> bool {
    let extension = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outputs(root: &Path, arguments: &[&str]) -> Vec<String> {
        let arguments: Vec<PathBuf> = arguments.iter().map(|name| root.join(name)).collect();
        plan(&arguments, Path::new("out"))
            .steps
            .into_iter()
            .map(|step| match step {
                Ok(job) => job.output.file_name().unwrap().to_string_lossy().into_owned(),
                Err(outcome) => outcome.problems[0].code.clone(),
            })
            .collect()
    }

    #[test]
    fn inputs_are_found_once_and_in_order() {
        let root = tempfile::tempdir().unwrap();
        for name in
            ["a/計画.txt", "a/b.PDF", "a/.hidden.txt", "a/.git/x.txt", "a/notes.md", "b/計画.txt", "b/a/計画.txt"]
        {
            let path = root.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        fs::create_dir(root.path().join("empty")).unwrap();
        assert_eq!(outputs(root.path(), &["a"]), ["b.json", "計画.json"]);
        assert_eq!(outputs(root.path(), &["a/notes.md", "a"]), ["notes.json", "b.json", "計画.json"]);
        assert_eq!(outputs(root.path(), &["a", "a/計画.txt"]), ["b.json", "計画.json"]);
        assert_eq!(outputs(root.path(), &["a", "b"]), ["b.json", "計画.json", "a__計画.json", "b__計画.json"]);
        assert_eq!(outputs(root.path(), &["b/計画.txt", "b/a", "b/a"]), ["計画.json", "a__計画.json"]);
        assert_eq!(outputs(root.path(), &["empty", "absent"]), ["no_documents", "missing"]);
    }
}
