//! No output takes the place of an input, or of another output.

use super::arguments::Convert;
use std::fs;
use std::path::{Path, PathBuf};
use torikumi::batch::{Found, MANIFEST, Manifest, Plan, Step};
use torikumi::emit::dataset;

/// Where a file is, or would be.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) if folder.as_os_str().is_empty() => real(Path::new(".")).join(name),
        (Some(folder), Some(name)) => real(folder).join(name),
        _ => path.to_owned(),
    })
}

/// Why a path that is there can be no output: a file takes the place of what bears its name, and the place of a device or
/// of a link to one is not for us to take.
pub(super) fn no_file(path: &Path) -> Option<&'static str> {
    match fs::symlink_metadata(path) {
        Ok(about) if about.is_dir() => Some("is a folder; name a file"),
        Ok(about) if !about.is_file() => Some("is a link or a device; name a plain file"),
        _ => None,
    }
}

/// Why a run cannot begin, as far as that can be said before the output folder is opened.
pub(super) fn clash(arguments: &Convert, found: &Found) -> Option<String> {
    let is_input = |path: &Path| found.files.contains_key(path) || found.lists.iter().any(|list| list == path);
    let manifest = real(&arguments.output.join(MANIFEST));
    let tables = real(&arguments.output.join(dataset::FOLDER));
    let inputs = found.files.keys().chain(&found.lists);
    let kept = inputs.clone().find(|input| **input == manifest || input.parent() == Some(&tables));
    if let Some(kept) = kept {
        return Some(format!(
            "{}: is what a run keeps in its output folder, and no input of it; choose another folder with -o",
            kept.display()
        ));
    }
    let log = arguments.trust.log()?;
    let name = log.display();
    if let Some(what) = no_file(log) {
        return Some(format!("--sarif {name}: {what}"));
    }
    let log = real(log);
    if is_input(&log) {
        return Some(format!("--sarif {name}: the log would take the place of an input; name another file"));
    }
    (log == manifest || log.parent() == Some(&tables)).then(|| of_output(arguments))
}

/// Why a run cannot begin, once it is known where everything goes.
pub(super) fn clash_of_outputs(arguments: &Convert, plan: &Plan, manifest: &Manifest) -> Option<String> {
    let log = arguments.trust.log()?;
    if !log.parent().is_none_or(|folder| folder.as_os_str().is_empty() || folder.is_dir()) {
        return Some(format!("--sarif {}: its folder is not there; make it, or name another file", log.display()));
    }
    let log = real(log);
    if log.parent() != Some(&real(&arguments.output)) {
        return None;
    }
    let name = log.file_name()?.to_str()?;
    let mut is_output = plan.steps.iter().any(|step| matches!(step, Step::Convert(job) if job.output == name));
    manifest.each(|entry| is_output |= entry.output.as_deref() == Some(name));
    is_output.then(|| of_output(arguments))
}

fn of_output(arguments: &Convert) -> String {
    let name = arguments.trust.log().unwrap_or(Path::new("")).display();
    format!("--sarif {name}: the log would take the place of an output; name another file")
}
