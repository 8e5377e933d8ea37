//! Writing a file whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// Distinguishes the files that this process has open aside.
static NEXT: AtomicU32 = AtomicU32::new(0);

/// The beginning and the end of the names of files that are not yet whole.
const ASIDE: (&str, &str) = (".torikumi-", ".part");

/// What a file that was written has to outlive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// The end of this program, at any moment. After a power failure the file may be short: for
    /// files that the manifest knows the size of.
    Process,
    /// A power failure, as far as the system lets us ask for that.
    Disk,
}

/// Writes `content` to `path`: into a hidden file beside it first, which takes its name only when
/// every byte is written. Whoever opens `path` sees the old content or the new, never a part.
///
/// # Errors
/// When the folder cannot be written, the disk is full, or `path` is a folder. Nothing is left
/// behind then.
pub fn write_whole(path: &Path, content: &[u8], durability: Durability) -> io::Result<()> {
    let mut file = Aside::create(path)?;
    file.file.write_all(content)?;
    file.finish(durability)
}

/// Takes away the files that runs which were killed left in a folder. Only for who has it alone.
///
/// # Errors
/// When the folder cannot be read.
pub fn sweep(folder: &Path) -> io::Result<()> {
    take_away(folder, ASIDE.0)
}

/// Takes away the files that one process, which was killed, left in a folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn sweep_after(process: u32, folder: &Path) -> io::Result<()> {
    take_away(folder, &format!("{}{process}-", ASIDE.0))
}

fn take_away(folder: &Path, beginning: &str) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(beginning) && name.ends_with(ASIDE.1) {
            fs::remove_file(entry.path()).ok();
        }
    }
    Ok(())
}

/// Whether a plain file is there. In a folder that others may write to a link could lead anywhere, and a pipe or a device
/// never ends.
///
/// # Errors
/// When something else bears the name: a link, a folder, a pipe, a device.
pub fn is_plain(path: &Path) -> io::Result<bool> {
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
    match fs::symlink_metadata(path) {
        Ok(about) if about.is_file() => Ok(true),
        Ok(about) if about.is_symlink() => {
            Err(io::Error::other(format!("{name} in it is a link, and links there are not followed; take it away")))
        }
        Ok(_) => Err(io::Error::other(format!("{name} in it is no plain file; take it away"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// A file that is being written under another name; it goes away unless it is finished.
#[derive(Debug)]
pub struct Aside {
    /// The file, open for writing.
    pub file: File,
    /// Where it is.
    pub path: PathBuf,
    /// Where it will be.
    wanted: PathBuf,
    finished: bool,
}

impl Aside {
    /// A hidden file beside `wanted`; names left behind by a run that was killed are passed over.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn create(wanted: &Path) -> io::Result<Self> {
        loop {
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = folder_of(wanted).join(format!("{}{}-{number}{}", ASIDE.0, std::process::id(), ASIDE.1));
            match OpenOptions::new().write(true).create_new(true).open(&path) {
                Ok(file) => return Ok(Self { file, path, wanted: wanted.to_owned(), finished: false }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// When the disk is full, or a folder has the name. Nothing is left behind then.
    pub fn finish(mut self, durability: Durability) -> io::Result<()> {
        if durability == Durability::Disk {
            self.file.sync_all()?;
        }
        fs::rename(&self.path, &self.wanted)?;
        self.finished = true;
        // The new name is on the disk only when the folder is; not every system can be asked for that.
        if durability == Durability::Disk
            && let Ok(folder) = File::open(folder_of(&self.wanted))
        {
            folder.sync_all().ok();
        }
        Ok(())
    }
}

impl Drop for Aside {
    fn drop(&mut self) {
        if !self.finished {
            fs::remove_file(&self.path).ok();
        }
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
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
        write_whole(&path, b"old and long", Durability::Disk).unwrap();
        write_whole(&path, "新".as_bytes(), Durability::Process).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "新");
        assert_eq!(names(folder.path()), ["a.json"]);
    }

    #[test]
    #[cfg(unix)]
    fn a_link_is_replaced_and_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (path, victim) = (folder.path().join("a.json"), folder.path().join("victim"));
        fs::write(&victim, "mine").unwrap();
        std::os::unix::fs::symlink("victim", &path).unwrap();
        assert!(is_plain(&path).unwrap_err().to_string().contains("is a link"));
        write_whole(&path, b"text", Durability::Process).unwrap();
        assert_eq!((fs::read(&victim).unwrap().as_slice(), is_plain(&path).unwrap()), (&b"mine"[..], true));
        assert!(!is_plain(&folder.path().join("absent")).unwrap());
        assert!(is_plain(folder.path()).unwrap_err().to_string().contains("no plain file"));
    }

    #[test]
    fn nothing_is_left_after_a_failure() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.json");
        fs::create_dir(&path).unwrap();
        assert!(write_whole(&path, b"text", Durability::Disk).is_err());
        assert!(write_whole(&folder.path().join("absent").join("a.json"), b"text", Durability::Disk).is_err());
        assert_eq!(names(folder.path()), ["a.json"]);
    }

    #[test]
    fn what_a_killed_run_left_is_swept_away() {
        let folder = tempfile::tempdir().unwrap();
        for name in [".torikumi-12-0.part", ".torikumi-x", "a.part", "a.json"] {
            fs::write(folder.path().join(name), "x").unwrap();
        }
        sweep_after(1, folder.path()).unwrap();
        assert_eq!(names(folder.path()).len(), 4, "another process left them");
        sweep(folder.path()).unwrap();
        assert_eq!(names(folder.path()), [".torikumi-x", "a.json", "a.part"]);
    }
}
