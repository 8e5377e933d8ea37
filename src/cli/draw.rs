//! `torikumi draw`: pages as drawings of what was found in them.

use super::arguments::{Draw, Layer};
use super::guard::guarded;
use super::places::no_file;
use super::show::{open, or_tell};
use super::terminal::{Out, printable, tell};
use super::{Exit, pages};
use rayon::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use torikumi::Options;
use torikumi::emit::svg::{self, Background, Drawing};
use torikumi::emit::{Durability, write_whole};
use torikumi::pdf::ink::InkPage;
use torikumi::record::painted::Painted;
use torikumi::source::Source;
use torikumi::table::{lattice, printed};

pub(super) fn run(arguments: &Draw, out: &mut Out) -> Exit {
    drawn(arguments, out).unwrap_or_else(|exit| exit)
}

fn drawn(arguments: &Draw, out: &mut Out) -> Result<Exit, Exit> {
    let file = &arguments.file;
    let source = open(file)?;
    let pdf = pages::open(file, &source, arguments.password.as_deref(), &arguments.limits)?;
    let pages = pages::chosen(file, &pdf, &arguments.page)?;
    let target = target(arguments, &pages)?;
    let background = background(arguments, &pages)?;
    let layers: Vec<svg::Layer> = arguments.layers.iter().map(|layer| layer.of_svg()).collect();
    let readings = readings(arguments, &source)?;
    let draw = |page: &InkPage| {
        let read = printed::page(page);
        let grids = read.grids.get(..read.tables.len()).unwrap_or_default();
        let edges = lattice::edges(page);
        let background = background.as_ref();
        svg::draw(&Drawing { page, lines: &read.lines, edges: &edges, grids, readings: &readings, background }, &layers)
    };
    match target {
        Target::Standard(page) => out.data(&draw(page)),
        Target::File(path, page) => write(&path, &draw(page))?,
        Target::Folder(folder) => {
            fs::create_dir_all(&folder).map_err(|error| cannot(&folder, &error))?;
            pages.par_iter().try_for_each(|page| write(&of_page(&folder, page), &draw(page)))?;
        }
    }
    Ok(pages::warn(file, &pdf, &pages))
}

/// What was read, where it is to be drawn: the whole document is looked at.
fn readings(arguments: &Draw, source: &Source) -> Result<Vec<Painted>, Exit> {
    let lexicon = arguments.words.of([arguments.file.as_path()].into_iter(), false)?;
    if !arguments.layers.iter().any(|layer| matches!(layer, Layer::Readings)) {
        return Ok(Vec::new());
    }
    let max_pages = arguments.limits.max_pages;
    let options = Options { password: arguments.password.clone(), max_pages, lexicon, ..Options::default() };
    let name = arguments.file.display().to_string();
    or_tell(&printable(&name), guarded(|| torikumi::painted(source, &options)))
}

/// Where the drawings go.
enum Target<'a> {
    /// One page to standard output.
    Standard(&'a InkPage),
    /// One page to a file.
    File(PathBuf, &'a InkPage),
    /// Each page to a file of its own.
    Folder(PathBuf),
}

/// One page goes to the file named, several to a folder of that name.
fn target<'a>(arguments: &Draw, pages: &[&'a InkPage]) -> Result<Target<'a>, Exit> {
    let output = &arguments.output;
    let is_file_name = output.extension().is_some_and(|end| end.eq_ignore_ascii_case("svg"));
    let is_folder = output.is_dir() || output.as_os_str().as_encoded_bytes().ends_with(b"/");
    let standard = output.as_os_str() == "-";
    let target = match pages {
        [page] if standard => return Ok(Target::Standard(page)),
        [page] if !is_folder => Target::File(output.clone(), page),
        _ if standard || (is_file_name && !is_folder) => {
            return refuse(
                output,
                &format!(
                    "{} pages do not go into one drawing; choose one with --page N, or name a folder with -o FOLDER",
                    pages.len()
                ),
            );
        }
        _ => Target::Folder(output.clone()),
    };
    if let (Target::File(path, _), Some(what)) = (&target, no_file(output)) {
        return refuse(path, what);
    }
    let is = |path: &Path, input: &Path| {
        path.canonicalize().is_ok_and(|real| input.canonicalize().is_ok_and(|input| input == real))
    };
    let goals: Vec<PathBuf> = match &target {
        Target::Folder(folder) => pages.iter().map(|page| of_page(folder, page)).collect(),
        _ => vec![output.clone()],
    };
    if goals.iter().any(|goal| is(goal, &arguments.file)) {
        return refuse(output, "the output is the document itself; name another file with -o");
    }
    if arguments.background.as_ref().is_some_and(|picture| goals.iter().any(|goal| is(goal, picture))) {
        return refuse(output, "the output is the background itself; name another file with -o");
    }
    Ok(target)
}

/// The file for a page in a folder of drawings.
fn of_page(folder: &Path, page: &InkPage) -> PathBuf {
    folder.join(format!("page-{:03}.svg", page.number))
}

/// The picture to lay below, where one is named; it fits one page only.
fn background(arguments: &Draw, pages: &[&InkPage]) -> Result<Option<Background>, Exit> {
    let Some(path) = &arguments.background else { return Ok(None) };
    if pages.len() != 1 {
        return refuse(path, "a background fits one page; choose it with --page N");
    }
    let bytes = fs::read(path).map_err(|error| {
        tell(&format!(
            "error: {}: the background cannot be read: {error}; check the path",
            printable(&path.display().to_string())
        ));
        Exit::Nothing
    })?;
    match Background::new(&bytes) {
        Some(picture) => Ok(Some(picture)),
        None => refuse(path, "the background is neither a PNG nor a JPEG; name a picture of the page"),
    }
}

fn write(path: &Path, drawing: &str) -> Result<(), Exit> {
    write_whole(path, drawing.as_bytes(), Durability::Disk).map_err(|error| cannot(path, &error))
}

fn cannot(path: &Path, error: &std::io::Error) -> Exit {
    tell(&format!(
        "error: {}: cannot be written: {error}; name another place with -o",
        printable(&path.display().to_string())
    ));
    Exit::Nothing
}

fn refuse<T>(what: &Path, why: &str) -> Result<T, Exit> {
    tell(&format!("error: {}: {why}", printable(&what.display().to_string())));
    Err(Exit::Nothing)
}

impl Layer {
    fn of_svg(self) -> svg::Layer {
        match self {
            Self::Fills => svg::Layer::Fills,
            Self::Pictures => svg::Layer::Pictures,
            Self::Glyphs => svg::Layer::Glyphs,
            Self::Rulings => svg::Layer::Rulings,
            Self::Edges => svg::Layer::Edges,
            Self::Lines => svg::Layer::Lines,
            Self::Tables => svg::Layer::Tables,
            Self::Readings => svg::Layer::Readings,
        }
    }
}
