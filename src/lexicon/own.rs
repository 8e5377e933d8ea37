//! The user's own labels: a small TOML file that adds to `lexicon/labels.tsv` without a build.
//!
//! ```toml
//! [labels]
//! "めざそう値" = "target"
//! "所掌" = { role = "department", how = "end", weight = 300 }
//! "方向性" = ["next_step", "activity"]
//! ```
//!
//! A line is a label and its role; `how` says how the words must stand in a label (the whole of it where nothing is
//! said), `weight` how much they speak for the role, in hundredths of a nat. Its facts are looked up beside those of the
//! data file; where both tell the same role, the user's count if their word is not the shorter one.

use super::cite::{Cited, Entry, List, spelled};
use super::labels::{self, Fact, HEAVIEST, How, Labels};
use super::roles::Role;
use crate::text::{normal, squeeze};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;
use toml::Spanned;

/// What labels can mean: the data file, and what the user adds. Cheap to clone; the same for all threads.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    own: Option<Arc<Own>>,
}

#[derive(Debug)]
struct Own {
    name: String,
    text: String,
    labels: Labels,
}

/// What is wrong with a line of the user's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file, as it was named.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// What is wrong, and what may stand there.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// The longest label, in characters; longer words are no label anywhere.
const LONGEST: usize = 40;

/// The only section of the file.
const SECTION: &str = "labels";

/// A label's meaning: a role alone, or with what is said of it, or several of these.
#[derive(Deserialize)]
#[serde(untagged)]
enum Means {
    Role(String),
    Told(BTreeMap<String, toml::Value>),
    Several(Vec<Means>),
    Other(#[expect(dead_code, reason = "whatever it is, it is wrong")] toml::Value),
}

impl Lexicon {
    /// Reads a file of the user's; `name` is how it is called in messages and explanations.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its line and with what may stand there.
    pub fn read(name: &str, text: &str) -> Result<Self, Vec<Fault>> {
        let fault = |line, message| Fault { file: name.to_owned(), line, message };
        let line = |span: Option<Range<usize>>| {
            let end = span.map_or(0, |span| span.start).min(text.len());
            text.as_bytes()[..end].iter().filter(|byte| **byte == b'\n').count() + 1
        };
        let sections: BTreeMap<Spanned<String>, toml::Spanned<toml::Value>> =
            toml::from_str(text).map_err(|error| vec![fault(line(error.span()), error.message().to_owned())])?;
        let mut faults: Vec<Fault> = Vec::new();
        for section in sections.keys().filter(|section| section.get_ref() != SECTION) {
            let message = format!("{:?} is not known here; the file has one section, [labels]", section.get_ref());
            faults.push(fault(line(Some(section.span())), message));
        }
        #[derive(Deserialize)]
        struct File {
            #[serde(default)]
            labels: BTreeMap<Spanned<String>, Spanned<Means>>,
        }
        let file: File = toml::from_str(text).map_err(|error| {
            vec![fault(
                line(error.span()),
                format!("{}; write [labels] and below it \"LABEL\" = \"ROLE\"", error.message()),
            )]
        })?;
        let mut facts: Vec<(String, Fact)> = Vec::new();
        for (label, means) in file.labels {
            let at = line(Some(label.span()));
            let word = folded(label.get_ref());
            if word.is_empty() || word.chars().count() > LONGEST {
                faults.push(fault(at, format!("a label has 1 to {LONGEST} characters: {:?}", label.get_ref())));
                continue;
            }
            let length = word.chars().count();
            match told(means.get_ref(), at as u32) {
                Ok(told) => facts.extend(told.into_iter().map(|fact| (word.clone(), Fact { length, ..fact }))),
                Err(message) => faults.push(fault(at, format!("{:?}: {message}", label.get_ref()))),
            }
        }
        if !faults.is_empty() {
            faults.sort_by_key(|fault| fault.line);
            return Err(faults);
        }
        let labels = Labels::of(facts.into_iter());
        Ok(Self { own: Some(Arc::new(Own { name: name.to_owned(), text: text.to_owned(), labels })) })
    }

    /// Every role that words of a label can tell, with the heaviest fact for each, the heaviest first.
    pub fn senses(&self, label: &str) -> Vec<Fact> {
        labels::senses(label, self.own.as_deref().map(|own| &own.labels))
    }

    /// The word of a fact.
    pub fn word(&self, fact: &Fact) -> &str {
        self.word_of(fact.own, fact.line).unwrap_or_default()
    }

    fn word_of(&self, own: bool, line: u32) -> Option<&str> {
        if own { self.own.as_ref()?.labels.word(line) } else { labels::word(line) }
    }

    /// Where the word of an entry stands in its file.
    pub fn cited(&self, entry: Entry) -> Cited {
        let List::Label { line, role, own } = entry.list else { return entry.cited() };
        let file = match self.own.as_ref().filter(|_| own) {
            Some(own) => own.name.clone(),
            None => "lexicon/labels.tsv".to_owned(),
        };
        let word = self.word_of(own, line).unwrap_or_default().to_owned();
        Cited { file, line: line as usize, list: spelled(&role), word }
    }

    /// Name and text of the user's file, to hand them to another process; none where there is none.
    pub fn source(&self) -> Option<(&str, &str)> {
        self.own.as_ref().map(|own| (own.name.as_str(), own.text.as_str()))
    }

    /// SHA-256 of the user's file, hexadecimal; none where there is none.
    pub fn sha256(&self) -> Option<String> {
        let text = &self.own.as_ref()?.text;
        Some(Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

/// The line of a user's lexicon that says that a label has a role: `"めざそう値" = "target"`.
pub fn line_for(label: &str, role: Role) -> String {
    format!("{} = \"{}\"", toml::Value::String(label.to_owned()), role.name())
}

/// A label as labels are compared: width folded, without white space.
fn folded(label: &str) -> String {
    squeeze(&normal(label)).into_owned()
}

/// What is said of a label on a line, or what is wrong with it.
fn told(means: &Means, line: u32) -> Result<Vec<Fact>, String> {
    match means {
        Means::Role(name) => {
            Ok(vec![Fact { role: role(name)?, how: How::Whole, weight: HEAVIEST, line, length: 0, own: true }])
        }
        Means::Several(all) => {
            let facts: Vec<Vec<Fact>> = all.iter().map(|means| told(means, line)).collect::<Result<_, _>>()?;
            if facts.is_empty() { Err(form()) } else { Ok(facts.concat()) }
        }
        Means::Told(keys) => {
            let mut fact = Fact { role: Role::Remark, how: How::Whole, weight: HEAVIEST, line, length: 0, own: true };
            let mut named = false;
            for (key, value) in keys {
                match (key.as_str(), value) {
                    ("role", toml::Value::String(name)) => {
                        fact.role = role(name)?;
                        named = true;
                    }
                    ("how", toml::Value::String(name)) => {
                        fact.how = How::named(name)
                            .ok_or_else(|| format!("how is one of {}; not {name:?}", How::NAMES.join(", ")))?;
                    }
                    ("weight", toml::Value::Integer(weight)) => {
                        let weight = i32::try_from(*weight).ok().filter(|weight| weight.abs() <= HEAVIEST);
                        fact.weight =
                            weight.ok_or_else(|| format!("weight is a whole number from -{HEAVIEST} to {HEAVIEST}"))?;
                    }
                    ("weight", _) => return Err(format!("weight is a whole number from -{HEAVIEST} to {HEAVIEST}")),
                    ("role" | "how", _) => return Err(format!("{key} is a word in quotes")),
                    _ => return Err(format!("{key:?} is not known; write role, how, weight")),
                }
            }
            if named { Ok(vec![fact]) } else { Err("its role is missing".to_owned()) }
        }
        Means::Other(_) => Err(form()),
    }
}

fn form() -> String {
    "write a role (\"target\"), { role = \"target\", how = \"end\", weight = 300 }, or a list of these".to_owned()
}

fn role(name: &str) -> Result<Role, String> {
    let role = serde_json::from_value(serde_json::Value::String(name.to_owned()));
    role.map_err(|_| {
        let names: Vec<String> = Role::ALL.into_iter().map(Role::name).collect();
        format!("a role is one of {}; not {name:?}", names.join(", "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles(lexicon: &Lexicon, label: &str) -> Vec<(Role, bool)> {
        lexicon.senses(label).iter().map(|fact| (fact.role, fact.own)).collect()
    }

    #[test]
    fn a_label_of_the_user_is_known_beside_those_of_the_data_file() {
        let text = "# ours\n[labels]\n\"ゆめみ度\" = \"indicator\"\n\"所 掌\" = { role = \"department\", how = \"end\" }\n\
                    \"ゆくえ\" = [\"next_step\", { role = \"issue\", weight = 90 }]\n";
        let lexicon = Lexicon::read("ours.toml", text).unwrap();
        assert_eq!(roles(&lexicon, "ゆめみ度"), [(Role::Indicator, true)]);
        assert_eq!(roles(&lexicon, "市の所掌"), [(Role::Department, true)]);
        assert_eq!(roles(&lexicon, "ゆくえ"), [(Role::NextStep, true), (Role::Issue, true)]);
        assert!(roles(&Lexicon::default(), "ゆめみ度").is_empty());
        assert_eq!(lexicon.senses("取組項目"), Lexicon::default().senses("取組項目"));
        let fact = lexicon.senses("ゆめみ度")[0];
        assert_eq!((lexicon.word(&fact), fact.line), ("ゆめみ度", 3));
    }

    #[test]
    fn what_the_user_says_of_a_known_label_counts() {
        let text = "[labels]\n\"担当課\" = { role = \"department\", weight = -300 }\n\"課\" = { role = \"department\", how = \"end\", weight = 10 }\n";
        let lexicon = Lexicon::read("ours.toml", text).unwrap();
        let fact = |label: &str| lexicon.senses(label).into_iter().find(|fact| fact.role == Role::Department);
        assert_eq!(fact("担当課").map(|fact| fact.own && fact.line == 2), Some(true));
        // A shorter word of the user's takes nothing from a longer one that is known.
        assert!(fact("所管課").is_some_and(|fact| fact.weight > 200));
    }

    #[test]
    fn every_line_that_is_wrong_is_told_with_what_may_stand_there() {
        let text = "[labels]\n\"甲\" = \"targets\"\n\"乙\" = { role = \"target\", how = \"middle\" }\n\"丙\" = { weight = 1 }\n\
                    \"丁\" = { role = \"target\", weight = 900 }\n\"\" = \"target\"\n\"戊\" = 3\n[label]\n\"己\" = \"target\"\n";
        let faults = Lexicon::read("ours.toml", text).unwrap_err();
        let lines: Vec<usize> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [2, 3, 4, 5, 6, 7, 8]);
        let told = |at: usize| faults[at].to_string();
        assert!(told(0).starts_with("ours.toml:2: \"甲\": a role is one of group, code, initiative"), "{}", told(0));
        assert!(told(1).contains("whole, end, start, inside"), "{}", told(1));
        assert!(told(6).contains("[labels]"), "{}", told(6));
        let faults = Lexicon::read("ours.toml", "[labels]\n\"甲\" = \"target\"\n\"甲\" = \"target\"\n").unwrap_err();
        assert_eq!(faults[0].line, 3, "{faults:?}");
        assert!(Lexicon::read("ours.toml", "labels = 3\n").is_err());
        assert!(Lexicon::read("ours.toml", "").is_ok());
    }
}
