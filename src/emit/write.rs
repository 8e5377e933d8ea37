//! Writing a file whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Distinguishes the files that this process has open aside.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// Writes `content` to `path`: into a hidden file beside it first, which takes its name only when
/// every byte is on the disk. Whoever opens `path` sees the old content or the new, never a part.
///
/// # Errors
/// When the folder cannot be written, the disk is full, or `path` is a folder. Nothing is left
/// behind then.
pub fn write_whole(path: &Path, content: &str) -> io::Result<()> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let (mut file, aside) = create_aside(folder)?;
    file.write_all(content.as_bytes())?;
    file.sync_all()?;
    drop(file);
    fs::rename(&aside.path, path)?;
    aside.keep();
    // The new name is on the disk only when the folder is; not every system can be asked for that.
    if let Ok(folder) = File::open(folder) {
        folder.sync_all().ok();
    }
    Ok(())
}

/// A file of its own in `folder`; names left behind by a run that was killed are passed over.
fn create_aside(folder: &Path) -> io::Result<(File, Aside)> {
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!(".torikumi-{}-{number}.part", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((file, Aside { path, kept: false })),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// The file aside; it goes away unless it was given its name.
struct Aside {
    path: PathBuf,
    kept: bool,
}

impl Aside {
    fn keep(mut self) {
        self.kept = true;
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if !self.kept {
            fs::remove_file(&self.path).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        write_whole(&path, "old and long").unwrap();
        write_whole(&path, "新").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "新");
        assert_eq!(names(folder.path()), ["a.json"]);
    }

    #[test]
    fn nothing_is_left_after_a_failure() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::create_dir(&path).unwrap();
        assert!(write_whole(&path, "text").is_err());
        assert!(write_whole(&folder.path().join("absent").join("a.json"), "text").is_err());
        assert_eq!(names(folder.path()), ["a.json"]);
    }
}
