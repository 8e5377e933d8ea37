//! What is done to an input.

use super::dice::Dice;
use super::pdf;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

/// A document that inputs are made from.
pub struct Beginning {
    pub name: String,
    pub bytes: Vec<u8>,
    /// Whether it is one of the project's own.
    pub own: bool,
    /// Its objects, where it is a PDF that can be read.
    pub objects: Option<lopdf::Document>,
}

/// An input made from one.
pub struct Input {
    pub name: String,
    pub bytes: Vec<u8>,
    pub own: bool,
}

/// The largest beginning, in bytes.
const LARGEST: u64 = 400 << 10;

/// Every text and PDF below the folders, in the order of their paths.
pub fn beginnings(folders: &[PathBuf]) -> Vec<Beginning> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in folders {
        let mut files: Vec<PathBuf> =
            walkdir::WalkDir::new(folder).into_iter().flatten().map(|entry| entry.into_path()).collect();
        files.sort();
        for file in
            files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "txt" || ending == "pdf"))
        {
            if fs::metadata(file).is_ok_and(|about| about.is_file() && about.len() <= LARGEST) {
                let bytes = fs::read(file).unwrap_or_default();
                let objects = pdf::is_pdf(&bytes).then(|| lopdf::Document::load_mem(&bytes).ok()).flatten();
                let objects = objects.filter(|objects| !objects.is_encrypted() && !objects.objects.is_empty());
                let name = file.strip_prefix(own).unwrap_or(file).display().to_string();
                found.push(Beginning { name, bytes, own: file.starts_with(own), objects });
            }
        }
    }
    assert!(!found.is_empty(), "no text and no PDF in {folders:?}");
    found
}

/// The ending that a file of these bytes has.
pub fn ending(bytes: &[u8]) -> &'static str {
    if pdf::is_pdf(bytes) { "pdf" } else { "txt" }
}

/// One input: a beginning, spoiled one to five times.
pub fn input(beginnings: &[Beginning], dice: &mut Dice) -> Input {
    let from = dice.one_of(beginnings).expect("there are beginnings");
    let other = dice.one_of(beginnings).expect("there are beginnings");
    let times = 1 + dice.below(5);
    let own = from.own && other.own;
    let mut bytes = match &from.objects {
        Some(objects) if dice.below(4) > 0 => pdf::spoiled(objects, times, dice),
        _ => from.bytes.clone(),
    };
    let text = !pdf::is_pdf(&bytes);
    let again = if text || from.objects.is_none() || dice.below(3) == 0 { times } else { 0 };
    for _ in 0..again {
        bytes = match dice.below(if text { 14 } else { 7 }) {
            0 => spliced(&bytes, &other.bytes, dice),
            1..=5 => in_bytes(bytes, dice),
            6 => pdf::swapped(bytes, dice),
            _ => in_lines(&bytes, dice),
        };
    }
    Input { name: from.name.clone(), bytes, own }
}

/// The head of one file and the tail of another.
fn spliced(bytes: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let (head, tail) = (dice.below(bytes.len() + 1), dice.below(other.len() + 1));
    [&bytes[..head], &other[tail..]].concat()
}

/// A byte altered, a stretch cut, doubled or moved, a word of the lexicon put in.
fn in_bytes(mut bytes: Vec<u8>, dice: &mut Dice) -> Vec<u8> {
    let stretch = dice.stretch(bytes.len());
    match dice.below(6) {
        0 => bytes.drain(stretch).for_each(drop),
        1 => bytes.truncate(stretch.start),
        2 => {
            let doubled = bytes[stretch.clone()].repeat([1, 1, 2, 50][dice.below(4)]);
            bytes.splice(stretch.end..stretch.end, doubled).for_each(drop);
        }
        3 => {
            let word = word(dice);
            bytes.splice(stretch.start..stretch.start, word.into_bytes()).for_each(drop);
        }
        4 => bytes.get_mut(stretch.start).into_iter().for_each(|byte| *byte ^= 1 << dice.below(8)),
        _ => bytes.get_mut(stretch.start).into_iter().for_each(|byte| *byte = dice.below(256) as u8),
    }
    bytes
}

/// Lines, cells, numbers and words of a text changed.
fn in_lines(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    let (one, other) = (dice.below(lines.len()), dice.below(lines.len()));
    match dice.below(9) {
        0 => lines.swap(one, other),
        1 => lines.remove(one).clear(),
        2 => {
            let line = lines[one].clone();
            lines.insert(other, line);
        }
        3 => {
            // Two cells of a line, or of two lines, change places.
            let mut cells: [Vec<String>; 2] = [one, other].map(|at| lines[at].split('\t').map(str::to_owned).collect());
            let at = [dice.below(cells[0].len()), dice.below(cells[1].len())];
            let cell = std::mem::take(&mut cells[0][at[0]]);
            cells[0][at[0]] = std::mem::replace(&mut cells[1][at[1]], cell);
            lines[one] = cells[0].join("\t");
            lines[other] = cells[1].join("\t");
        }
        4 | 5 => {
            let mut cells: Vec<String> = lines[one].split('\t').map(str::to_owned).collect();
            let at = dice.below(cells.len());
            cells[at] = word(dice);
            lines[one] = cells.join("\t");
        }
        6 | 7 => {
            // A number becomes another one, an odd one, or none.
            let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
            let starts: Vec<usize> = lines[one].match_indices(digit).map(|(at, _)| at).collect();
            if let Some(at) = dice.one_of(&starts) {
                let end = lines[one][*at..].find(|c| !digit(c)).map_or(lines[one].len(), |end| at + end);
                let number = word(dice);
                lines[one].replace_range(*at..end, &number);
            }
        }
        _ => {
            let at = lines[one].char_indices().map(|(at, _)| at).nth(dice.below(40)).unwrap_or(0);
            let word = word(dice);
            lines[one].insert_str(at, &word);
        }
    }
    lines.join("\n").into_bytes()
}

/// What is put in: words of the lexicon, and what readers of text stumble over.
const ODD: [&str; 66] = [
    "",
    "\t",
    "\t\t",
    "\n",
    "\r",
    "\r\n",
    "\u{C}",
    "\0",
    "\u{3000}",
    "\u{200B}",
    "\u{AD}",
    "\u{FEFF}",
    "\u{202E}",
    "\u{3099}",
    "゛",
    "か゛",
    "－",
    "-",
    "△",
    "▲5",
    "（12.3）",
    "(",
    ")",
    "【",
    "】",
    "【目標】",
    "「",
    "」",
    "〃",
    "同上",
    "→",
    "⇒",
    "～",
    "～8年度",
    "令和",
    "令和6年～令和8年度",
    "R6",
    "R6～R8",
    "'24年度",
    "4月上旬",
    "令和0年度",
    "9999年度",
    "13月",
    "4月31日",
    "隔年",
    "年度内",
    "0",
    "00",
    "1,2",
    "1,234",
    "3割5分",
    "2時間30分",
    "10人中8人",
    "20分の1",
    "5～10件",
    "1e400",
    "99999999999999999999999999999999999件",
    "½",
    "①",
    "㈱",
    "⼾",
    "<td rowspan=9>",
    "<br>",
    "|",
    "**",
    "：",
];

static WORDS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon");
    let mut files: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|file| file.path()).collect();
    files.sort();
    let mut words: Vec<String> = Vec::new();
    for file in files.iter().filter(|file| file.extension().is_some_and(|ending| ending == "toml")) {
        let text = fs::read_to_string(file).unwrap_or_default();
        // Every string in quotes: a parser would tell no more.
        words.extend(text.split('"').skip(1).step_by(2).filter(|word| word.len() < 60).map(str::to_owned));
    }
    words
});

fn word(dice: &mut Dice) -> String {
    match dice.below(5) {
        0 | 1 => dice.one_of(&ODD).map_or_else(String::new, |word| (*word).to_owned()),
        2 => dice.below(100_000).to_string() + dice.one_of(&WORDS).map_or("", String::as_str),
        _ => dice.one_of(&WORDS).cloned().unwrap_or_default(),
    }
}
