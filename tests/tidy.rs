//! Reads the sources and holds the house together: who may use whom, what may be named, where
//! facts come from, who may print, and how long a file may grow.

#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stderr, reason = "a test that cannot go on has failed")]

use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

/// Lines from which a file is talked about, and from which it is too long.
const LONG: usize = 300;
const TOO_LONG: usize = 400;

/// The data file that has every municipality in it.
const MUNICIPALITIES: &str = "lexicon/municipalities.csv";

/// A text file of the project.
struct Page {
    /// Path from the project's root, with `/`.
    path: String,
    text: String,
}

impl Page {
    /// The lines that are code, numbered from 1: no comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.numbered().filter(|(_, line)| !is_comment(line))
    }

    fn numbered(&self) -> impl Iterator<Item = (usize, &str)> {
        self.text.lines().enumerate().map(|(index, line)| (index + 1, line))
    }

    /// The modules that the file is below, outermost first: `page`, `compose` for
    /// `src/page/compose.rs`. None for the files of the crate's root.
    fn modules(&self) -> Vec<&str> {
        let inside = self.path.strip_prefix("src/").unwrap_or(&self.path).trim_end_matches(".rs");
        let parts: Vec<&str> = inside.split('/').filter(|part| *part != "mod").collect();
        if parts == ["lib"] || parts == ["main"] { Vec::new() } else { parts }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder, in the order of their paths.
fn pages(folder: &str) -> Vec<Page> {
    let mut open = vec![root().join(folder)];
    let mut files: Vec<PathBuf> = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { open.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    assert!(!files.is_empty(), "{folder} holds no file");
    files.iter().map(|file| page(file)).collect()
}

fn page(file: &Path) -> Page {
    let steps: Vec<&str> = file.strip_prefix(root()).unwrap().iter().map(|step| step.to_str().unwrap()).collect();
    Page { path: steps.join("/"), text: fs::read_to_string(file).unwrap() }
}

/// Fails with one line a hit.
fn none(what: &str, hits: &[String]) {
    assert!(hits.is_empty(), "{what}:\n  {}", hits.join("\n  "));
}

// ---- a module uses only what stands above it

/// The modules in the order in which the crate's doc has them.
fn order() -> Vec<String> {
    let doc = page(&root().join("src/lib.rs")).text;
    let block = doc.split("//! ```text").nth(1).unwrap().split("//! ```").next().unwrap();
    block.lines().filter_map(|line| line.strip_prefix("//! ")?.split(' ').next().map(str::to_owned)).collect()
}

/// The modules that some code names by a path from the crate's root, and where.
fn named(page: &Page) -> Vec<(usize, String)> {
    let path = Regex::new(r"\bcrate::(?:(\w+)|\{)").unwrap();
    let code: Vec<&str> = page.text.lines().map(|line| if is_comment(line) { "" } else { line }).collect();
    let code = code.join("\n");
    let mut found = Vec::new();
    for hit in path.captures_iter(&code) {
        let whole = hit.get(0).unwrap();
        let line = code[..whole.start()].matches('\n').count() + 1;
        match hit.get(1) {
            Some(name) => found.push((line, name.as_str().to_owned())),
            None => found.extend(first_names(&code[whole.end()..]).into_iter().map(|name| (line, name))),
        }
    }
    found
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// The first names of the paths in braces, the opening one left out: `a`, `b` of `a::{c, d}, b::e}`.
fn first_names(text: &str) -> Vec<String> {
    let (mut depth, mut names, mut name) = (0_u32, Vec::new(), String::new());
    for c in text.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(std::mem::take(&mut name)),
            c if depth == 0 && !c.is_whitespace() => name.push(c),
            _ => {}
        }
    }
    names.push(name);
    names.iter().filter_map(|path| path.split("::").next()).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

#[test]
fn names_in_braces_are_found() {
    assert_eq!(first_names("a::{c, d}, b::e,\n f as g} x, y"), ["a", "b", "fasg"]);
    let page = Page {
        path: "src/a.rs".to_owned(),
        text: "// crate::no\nuse crate::{b::C, d};\nlet x = crate::e::f();\n".to_owned(),
    };
    assert_eq!(named(&page), [(2, "b".to_owned()), (2, "d".to_owned()), (3, "e".to_owned())]);
}

#[test]
fn a_module_uses_only_what_stands_above_it() {
    let order = order();
    assert_eq!(order.first().map(String::as_str), Some("lexicon"), "{order:?}");
    let rank: BTreeMap<&str, usize> = order.iter().enumerate().map(|(rank, name)| (name.as_str(), rank)).collect();
    // The two lean on one another: a mark's rank is data, and data names the rank.
    let both = ["lexicon", "text"];
    let mut wrong = Vec::new();
    for page in pages("src") {
        let modules = page.modules();
        let Some(own) = modules.first().filter(|own| **own != "stages") else {
            continue;
        };
        let Some(own_rank) = rank.get(own) else {
            wrong.push(format!("{}: the doc of src/lib.rs does not name the module {own}", page.path));
            continue;
        };
        for (line, used) in named(&page) {
            let allowed = used == *own
                || (both.contains(own) && both.contains(&used.as_str()))
                || rank.get(used.as_str()).is_some_and(|used| used < own_rank);
            if !allowed {
                wrong.push(format!("{}:{line}: {own} may not use {used}", page.path));
            }
        }
    }
    none("paths against the order of the modules (src/lib.rs)", &wrong);
}

/// `super` out of a module of the crate's root would be a way round the order.
#[test]
fn no_path_leaves_its_module_upwards() {
    let chain = Regex::new(r"\b(?:super::)+").unwrap();
    let mut wrong = Vec::new();
    for page in pages("src") {
        let mut depth = page.modules().len();
        for (line, code) in page.code() {
            // Tests stand last in their file, one module deeper.
            depth += usize::from(code.starts_with("mod tests {"));
            for hit in chain.find_iter(code) {
                if depth > 0 && hit.as_str().matches("super").count() >= depth {
                    wrong.push(format!("{}:{line}: {}", page.path, code.trim()));
                }
            }
        }
    }
    none("paths that reach the crate's root by super; write crate::", &wrong);
}

// ---- no document is special-cased

/// As a reader sees it: width folded, katakana as hiragana, no spaces.
fn folded(text: &str) -> String {
    let hiragana = |c: char| match c {
        'ァ'..='ヶ' => char::from_u32(c as u32 - 0x60).unwrap_or(c),
        c => c,
    };
    text.nfkc().filter(|c| !c.is_whitespace()).map(hiragana).collect()
}

/// Cities as they are named at the head of a text, without their 市区町村, in ideographs or kana.
fn cities(head: &str) -> BTreeSet<String> {
    let list = page(&root().join(MUNICIPALITIES)).text;
    let stem = |name: &str, ends: &[&str]| ends.iter().find_map(|end| name.strip_suffix(end)).map(folded);
    let mut spellings = Vec::new();
    for row in list.lines().filter(|line| !line.starts_with('#')).skip(1) {
        let cells: Vec<&str> = row.split(',').collect();
        let [_, _, name, kana] = cells.as_slice() else { panic!("{MUNICIPALITIES}: {row}") };
        let kana = stem(kana, &["し", "く", "ちょう", "まち", "そん", "むら"]).filter(|kana| kana.chars().count() > 3);
        spellings.push((folded(name), stem(name, &["市", "区", "町", "村"]).unwrap_or_default(), kana));
    }
    // The longest first: a city's name may hold another's.
    spellings.sort_by_key(|(name, ..)| std::cmp::Reverse(name.chars().count()));
    let (mut rest, mut found) = (folded(head), BTreeSet::new());
    for (name, stem, kana) in spellings.iter().filter(|(name, ..)| !name.is_empty()) {
        if rest.contains(name.as_str()) {
            rest = rest.replace(name.as_str(), " ");
            found.insert(stem.clone());
            found.extend(kana.clone());
        } else if let Some(kana) = kana.as_ref().filter(|kana| rest.contains(kana.as_str())) {
            found.insert(kana.clone());
            found.insert(stem.clone());
        }
    }
    found
}

/// The words that would show that a seed is special-cased: its file name, title and city.
fn seed_words() -> BTreeSet<String> {
    let mut words = BTreeSet::new();
    for seed in pages("seeds") {
        let stem = Path::new(&seed.path).file_stem().unwrap().to_str().unwrap().to_owned();
        words.extend(stem.split('_').filter(|part| part.len() > 3).map(folded));
        words.insert(folded(&stem));
        let head: Vec<&str> = seed.text.lines().filter(|line| !line.trim().is_empty()).take(10).collect();
        let cities = cities(&head.join("\n"));
        // The first line is a title where it names the city; on a form it is the form's own.
        words.extend(
            head.first().map(|title| folded(title)).filter(|title| cities.iter().any(|city| title.contains(city))),
        );
        words.extend(cities);
    }
    words
}

#[test]
fn no_seed_is_named() {
    let words = seed_words();
    for known in ["豊中", "とよなか", "東大阪", "1a4a0cf32db00036", "スマートとよなかプロジェクト"]
    {
        assert!(words.contains(&folded(known)), "{known} is not among the words of the seeds: {words:?}");
    }
    let mut wrong = Vec::new();
    for page in pages("src").iter().chain(&pages("lexicon")).filter(|page| page.path != MUNICIPALITIES) {
        for (number, line) in page.numbered() {
            let line_folded = folded(line);
            if let Some(word) = words.iter().find(|word| line_folded.contains(word.as_str())) {
                wrong.push(format!("{}:{number}: {word}: {}", page.path, line.trim()));
            }
        }
    }
    none("a seed's title, city or file name; 青葉市 is nobody's", &wrong);
}

// ---- knowledge is data, and data has a source

/// The facts of a lexicon file: its lines; tables of a TOML array are one fact each, and a line in
/// a list belongs to the list.
fn facts(page: &Page) -> Vec<(usize, String)> {
    let toml = page.path.ends_with(".toml");
    let (mut facts, mut list): (Vec<(usize, String)>, String) = (Vec::new(), String::new());
    let mut in_table_array = false;
    for (number, line) in page.numbered().filter(|(_, line)| !line.starts_with('#') && !line.trim().is_empty()) {
        if !toml {
            facts.push((number, line.to_owned()));
            continue;
        }
        let line = line.trim();
        if line.starts_with("[[") {
            in_table_array = true;
            facts.push((number, line.to_owned()));
        } else if line.starts_with('[') {
            in_table_array = false;
            facts.push((number, line.to_owned()));
        } else if in_table_array {
            facts.last_mut().unwrap().1.push_str(&format!("\n{line}"));
        } else {
            if line.ends_with("= [") {
                list = line.to_owned();
            }
            if line != "]" {
                let fact = line.split('#').next().unwrap().trim_end();
                facts.push((number, if line == list { list.clone() } else { format!("{list} {fact}") }));
            } else {
                list.clear();
            }
        }
    }
    facts
}

#[test]
fn every_lexicon_file_names_its_source_and_repeats_nothing() {
    let mut wrong = Vec::new();
    for page in pages("lexicon") {
        let head: Vec<&str> = page.text.lines().take_while(|line| line.starts_with('#')).collect();
        if !head.iter().any(|line| line.trim_start_matches(['#', ' ']).starts_with("Source:")) {
            wrong.push(format!("{}: its head has no line `# Source: ...`", page.path));
        }
        let mut first: BTreeMap<String, usize> = BTreeMap::new();
        for (number, fact) in facts(&page) {
            if let Some(before) = first.insert(fact, number) {
                wrong.push(format!("{}:{number}: as line {before}", page.path));
            }
        }
        if page.path.ends_with(".toml") {
            let table: toml::Table = page.text.parse().unwrap();
            repeated(&toml::Value::Table(table), &page.path, &mut wrong);
        }
    }
    none("lexicon", &wrong);
}

/// Words that stand twice in one list.
fn repeated(value: &toml::Value, at: &str, wrong: &mut Vec<String>) {
    match value {
        toml::Value::Table(fields) => {
            fields.iter().for_each(|(key, field)| repeated(field, &format!("{at} {key}"), wrong));
        }
        toml::Value::Array(items) => {
            let mut words = BTreeSet::new();
            for item in items {
                match item.as_str() {
                    Some(word) if !words.insert(word) => wrong.push(format!("{at}: {word:?} stands twice in the list")),
                    Some(_) => {}
                    None => repeated(item, at, wrong),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn facts_are_told_apart() {
    let text = "# Source: x\n[[era]]\na = 1\n[[era]]\na = 2\n[lists]\nfirst = [\n  \"%\", # why\n  \"件\",\n]\nsecond = [\n  \"%\",\n]\n";
    let page = Page { path: "lexicon/x.toml".to_owned(), text: text.to_owned() };
    let found: Vec<String> = facts(&page).into_iter().map(|(_, fact)| fact).collect();
    assert_eq!(
        found,
        [
            "[[era]]\na = 1",
            "[[era]]\na = 2",
            "[lists]",
            "first = [",
            "first = [ \"%\",",
            "first = [ \"件\",",
            "second = [",
            "second = [ \"%\","
        ]
    );
}

// ---- only the command line speaks

#[test]
fn only_the_command_line_prints() {
    let macros = Regex::new(r"\b(?:e?println?|dbg)!").unwrap();
    let mut wrong = Vec::new();
    for page in pages("src").iter().filter(|page| !page.path.starts_with("src/cli/")) {
        wrong.extend(
            page.code()
                .filter(|(_, line)| macros.is_match(line))
                .map(|(number, line)| format!("{}:{number}: {}", page.path, line.trim())),
        );
    }
    none("printing outside src/cli", &wrong);
}

// ---- a file that a reader can hold in mind

#[test]
fn no_file_is_too_long() {
    let mut wrong = Vec::new();
    for page in pages("src") {
        let lines = page.text.lines().count();
        if lines > TOO_LONG {
            wrong.push(format!("{}: {lines} lines", page.path));
        } else if lines > LONG {
            eprintln!("note: {} has {lines} lines; {TOO_LONG} are the most", page.path);
        }
    }
    none(&format!("more than {TOO_LONG} lines"), &wrong);
}
