//! `torikumi validate`: JSON files held against the contract, and against their sources.

use super::Exit;
use super::apart::{Task, lose};
use super::arguments::Validate;
use super::guard::guarded;
use super::outcome::refused;
use super::terminal::{Out, printable, tell};
use serde_json::Value;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use torikumi::batch::Lost;
use torikumi::emit::{Problem, validate, validate_against_source};
use torikumi::source::{Limits, Source, decode};

/// Largest JSON file that is read, in bytes.
const LARGEST: u64 = 1 << 30;

/// What became of one file.
pub(super) enum Verdict {
    /// The file could not be read.
    Unread(String),
    /// It is no JSON, or breaks the contract.
    Invalid(Vec<String>),
    /// Nothing is wrong; a note says what could not be looked at.
    Valid(Option<String>),
}

/// How many files one worker looks at; where it is lost, each of them has one of its own, and the others their verdict.
const TOGETHER: usize = 64;

/// Has workers look at the files, within the limits.
pub(super) fn run(arguments: &Validate, out: &mut Out) -> Exit {
    if let Some(folder) = arguments.source.as_ref().filter(|folder| !folder.is_dir()) {
        let folder = folder.display().to_string();
        tell(&format!("error: --source {}: is no folder; name the folder of the sources", printable(&folder)));
        return Exit::Nothing;
    }
    let mut exits = Vec::new();
    for files in arguments.files.chunks(TOGETHER) {
        match apart(arguments, files, out) {
            Ok(exit) => exits.push(exit),
            Err(lost) if files.len() == 1 => {
                exits.extend(files.iter().map(|file| lose(file, &lost, &arguments.bounds)))
            }
            Err(_) => exits.extend(files.iter().map(|file| {
                apart(arguments, std::slice::from_ref(file), out)
                    .unwrap_or_else(|lost| lose(file, &lost, &arguments.bounds))
            })),
        }
    }
    if exits.iter().all(|exit| *exit == Exit::Nothing) {
        return Exit::Nothing;
    }
    if exits.iter().all(|exit| *exit == Exit::Clean) { Exit::Clean } else { Exit::Partial }
}

/// Has one worker look at some of the files.
fn apart(arguments: &Validate, files: &[PathBuf], out: &mut Out) -> Result<Exit, Lost> {
    let mut asked = vec![OsString::from("validate")];
    if let Some(folder) = &arguments.source {
        asked.extend([OsString::from("--source"), folder.into()]);
    }
    asked.push(OsString::from("--"));
    asked.extend(files.iter().map(OsString::from));
    Task { arguments: &asked, bounds: &arguments.bounds, folder: None, is_held: true }.done(out)
}

/// Looks at the files, in the worker that was asked for it.
pub(super) fn here(arguments: &Validate, out: &mut Out) -> Exit {
    let mut exit = Exit::Clean;
    let mut any_read = false;
    for file in &arguments.files {
        let name = file.display().to_string();
        let name = printable(&name);
        let verdict = guarded(|| look(file, arguments.source.as_deref())).unwrap_or_else(Verdict::Unread);
        any_read |= !matches!(verdict, Verdict::Unread(_));
        match verdict {
            Verdict::Unread(message) => {
                tell(&format!("error: {name}: {message}"));
                exit = Exit::Partial;
            }
            Verdict::Invalid(problems) => {
                problems.iter().for_each(|problem| out.line(&format!("{name}: {}", printable(problem))));
                exit = Exit::Partial;
            }
            Verdict::Valid(note) => {
                out.line(&format!("{name}: valid"));
                if let Some(note) = note {
                    tell(&format!("note: {name}: {}", printable(&note)));
                }
            }
        }
    }
    if any_read { exit } else { Exit::Nothing }
}

/// Everything that is wrong with a document, its quotes included where its source is a text.
pub(super) fn check(json: &Value, source: Option<&Source>) -> Vec<Problem> {
    let mut problems = validate(json);
    let media_type = json.pointer("/document/source/media_type").and_then(Value::as_str);
    if let Some(source) = source
        && media_type.is_some_and(|media_type| media_type.starts_with("text/"))
    {
        match decode(&source.bytes) {
            Ok(text) => {
                problems.extend(validate_against_source(json, &|span| text.characters_at(span).map(str::to_owned)))
            }
            Err(refusal) => problems.push(Problem {
                path: "/document/source/file".to_owned(),
                message: format!("the source cannot be decoded: {}", refused(&refusal).message),
            }),
        }
    }
    problems
}

/// The JSON of a file.
pub(super) fn read(file: &Path) -> Result<Value, Verdict> {
    match fs::metadata(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(Verdict::Unread("there is no such file; check the path".to_owned()));
        }
        Err(error) => return Err(Verdict::Unread(format!("cannot be read: {error}; check the path"))),
        Ok(about) if !about.is_file() => {
            return Err(Verdict::Unread("is no file; name the JSON files in it".to_owned()));
        }
        Ok(about) if about.len() > LARGEST => {
            return Err(Verdict::Unread(format!("is too large: more than {} MB", LARGEST >> 20)));
        }
        Ok(_) => {}
    }
    let unread = |error| Verdict::Unread(format!("cannot be read: {error}; check its permissions"));
    let bytes = fs::read(file).map_err(unread)?;
    serde_json::from_slice(&bytes).map_err(|error| {
        Verdict::Invalid(vec![format!("is no JSON: {error}; name a file that torikumi convert wrote")])
    })
}

fn look(file: &Path, sources: Option<&Path>) -> Verdict {
    let json = match read(file) {
        Ok(json) => json,
        Err(verdict) => return verdict,
    };
    let (source, missing) = match find_source(&json, file, sources) {
        Ok(found) => (Some(found), None),
        Err(missing) => (None, Some(missing)),
    };
    let mut problems: Vec<String> = check(&json, source.as_ref()).iter().map(ToString::to_string).collect();
    match missing {
        Some(Missing::Wrong(problem)) => problems.push(problem.to_string()),
        Some(Missing::Absent(note)) if problems.is_empty() => return Verdict::Valid(Some(note)),
        Some(Missing::Absent(_)) | None => {}
    }
    if problems.is_empty() { Verdict::Valid(None) } else { Verdict::Invalid(problems) }
}

/// Why the source of a document was not looked at.
enum Missing {
    /// Nobody said where it is.
    Absent(String),
    /// It should be there, or it is another file.
    Wrong(Problem),
}

/// The source that a document names, in the folder given or beside the document.
fn find_source(json: &Value, file: &Path, sources: Option<&Path>) -> Result<Source, Missing> {
    let wrong = |message: String| Missing::Wrong(Problem { path: "/document/source/file".to_owned(), message });
    let about = |name: &str| json.pointer("/document/source")?.get(name)?.as_str();
    let Some(name) = about("file") else {
        return Err(Missing::Absent("the quotes were not checked: no source is named".to_owned()));
    };
    // A document may come from anywhere: the name it holds must not lead out of the folder.
    if Path::new(name).file_name() != Some(name.as_ref()) {
        return Err(wrong(format!("{name:?} is no plain file name")));
    }
    let beside = || file.parent().map_or_else(PathBuf::new, Path::to_path_buf);
    let path = sources.map_or_else(beside, Path::to_path_buf).join(name);
    if !path.is_file() {
        return Err(match (sources, fs::metadata(&path)) {
            (Some(_), Err(error)) if error.kind() != io::ErrorKind::NotFound => {
                wrong(format!("{} cannot be read: {error}; check its permissions", path.display()))
            }
            (Some(_), _) => {
                wrong(format!("{} is not there; name the folder that it is in with --source", path.display()))
            }
            (None, _) => Missing::Absent(format!(
                "the quotes were not checked: {name} does not lie beside it; name its folder with --source"
            )),
        });
    }
    let source = Source::open(&path, &Limits::default())
        .map_err(|refusal| wrong(format!("{} cannot be read: {}", path.display(), refused(&refusal).message)))?;
    if about("sha256") != Some(source.sha256().as_str()) {
        return Err(wrong(format!("{} is not the file that was converted: its SHA-256 differs", path.display())));
    }
    Ok(source)
}

#[cfg(test)]
mod tests {
    use torikumi::source::decode;

    #[test]
    fn characters_are_found_by_the_bytes_of_the_file() {
        for (bytes, span, expected) in [
            ("a市b".as_bytes(), [1, 4], Some("市")),
            ("a市b".as_bytes(), [1, 5], Some("市b")),
            ("a市b".as_bytes(), [2, 4], None),
            ("a市b".as_bytes(), [1, 3], None),
            ("a市b".as_bytes(), [4, 1], None),
            ("a市b".as_bytes(), [4, 9], None),
            ("\u{feff}市".as_bytes(), [3, 6], Some("市")),
            (&[0xff, 0xfe, b'a', 0, 0x02, 0x5e][..], [4, 6], Some("市")),
        ] {
            let text = decode(bytes).unwrap();
            assert_eq!(text.characters_at(span), expected, "{bytes:?} {span:?}");
        }
    }
}
