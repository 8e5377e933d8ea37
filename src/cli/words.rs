//! The user's lexicon: the file of `--lexicon`, or `torikumi.toml` beside the documents.

use super::Exit;
use super::terminal::{printable, tell};
use clap::Args;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use torikumi::lexicon::Lexicon;

/// Its name where it lies beside the documents.
const BESIDE: &str = "torikumi.toml";

/// The largest that is read, in bytes.
const LARGEST: u64 = 4 << 20;

/// Labels that the user adds.
#[derive(Debug, Clone, Args)]
pub(super) struct Words {
    /// Labels of your documents and their roles, as TOML: [labels] and below it lines like "めざそう値" = "target".
    /// `torikumi labels` writes such lines. Without it torikumi.toml beside the documents is taken, and a note says so
    #[arg(long, value_name = "FILE")]
    pub(super) lexicon: Option<PathBuf>,
}

impl Words {
    /// What labels can mean for these inputs, or the exit status after telling what is wrong with the file.
    pub(super) fn of<'a>(&self, inputs: impl Iterator<Item = &'a Path>, quiet: bool) -> Result<Lexicon, Exit> {
        let (path, found) = match &self.lexicon {
            Some(path) => (path.clone(), false),
            None => match beside(inputs)? {
                Some(path) => (path, true),
                None => return Ok(Lexicon::default()),
            },
        };
        let name = path.display().to_string();
        let text = read(&path).map_err(|error| refuse(&format!("{}: cannot be read: {error}", printable(&name))))?;
        let lexicon = Lexicon::read(&name, &text).map_err(|faults| {
            faults.iter().for_each(|fault| tell(&format!("error: {}", printable(&fault.to_string()))));
            Exit::Nothing
        })?;
        if found && !quiet {
            tell(&format!("note: {}: its labels are taken in", printable(&name)));
        }
        Ok(lexicon)
    }
}

fn read(path: &Path) -> io::Result<String> {
    let mut text = String::new();
    File::open(path)?.take(LARGEST + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LARGEST {
        return Err(io::Error::other(format!("more than {} MiB are no list of labels", LARGEST >> 20)));
    }
    Ok(text)
}

/// The file beside the inputs: in a folder that is named, or in the folder of a file that is named.
fn beside<'a>(inputs: impl Iterator<Item = &'a Path>) -> Result<Option<PathBuf>, Exit> {
    let folder =
        |input: &Path| if input.is_dir() { Some(input.to_owned()) } else { input.parent().map(Path::to_owned) };
    let mut found: Vec<(PathBuf, PathBuf)> = Vec::new();
    for path in inputs.filter_map(folder).map(|folder| folder.join(BESIDE)).filter(|path| path.is_file()) {
        let Ok(real) = path.canonicalize() else { continue };
        if !found.iter().any(|(known, _)| *known == real) {
            found.push((real, path));
        }
    }
    match found.as_slice() {
        [] => Ok(None),
        [(_, only)] => Ok(Some(only.clone())),
        [(_, first), (_, second), ..] => Err(refuse(&format!(
            "{} and {} are both there; name one with --lexicon",
            printable(&first.display().to_string()),
            printable(&second.display().to_string())
        ))),
    }
}

fn refuse(why: &str) -> Exit {
    tell(&format!("error: {why}"));
    Exit::Nothing
}
