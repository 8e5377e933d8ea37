//! A name for every output that no other one bears, that every file system takes, and that leads
//! nowhere else.

use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// The longest name without its extension, in bytes; file systems take 255, and `.json` and the
/// like come behind it.
const LONGEST: usize = 200;

/// Names that a Windows system keeps for its devices.
const DEVICES: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1", "lpt2",
    "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The names that are taken, as a file system sees them that ignores case.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// Takes a name; false where it is taken.
    pub(super) fn take(&mut self, name: &str) -> bool {
        self.0.insert(name.nfc().collect::<String>().to_lowercase())
    }

    /// A free name for the output of `real`: its stem, with as many of its folders before it as it
    /// takes to be the only one.
    pub(super) fn name(&mut self, real: &Path) -> String {
        let mut wanted = stem(real);
        for parent in real.ancestors().skip(1).filter_map(Path::file_name) {
            let name = json(&wanted);
            if self.take(&name) {
                return name;
            }
            wanted = format!("{}__{wanted}", parent.to_string_lossy());
        }
        let mut number = 1_u32;
        loop {
            let name = json(&if number == 1 { wanted.clone() } else { format!("{wanted}__{number}") });
            if self.take(&name) {
                return name;
            }
            number += 1;
        }
    }
}

/// The name that an output would have if it were the only one.
pub(super) fn plain(path: &Path) -> String {
    json(&stem(path))
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn json(name: &str) -> String {
    format!("{}.json", safe(name))
}

/// A name that can be written anywhere and leads nowhere: what separates folders, steers a terminal
/// or is kept by some system becomes `_`; a name too long ends in digits made of the whole of it.
fn safe(name: &str) -> String {
    let unfit = |c: char| {
        c.is_control()
            || matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    let mut safe: String = name.chars().map(|c| if unfit(c) { '_' } else { c }).collect();
    if safe.len() > LONGEST {
        let digest = Sha256::digest(name).iter().take(4).map(|byte| format!("{byte:02x}")).collect::<String>();
        let cut = (0..=LONGEST - 1 - digest.len()).rev().find(|at| safe.is_char_boundary(*at)).unwrap_or(0);
        safe.truncate(cut);
        safe = format!("{safe}~{digest}");
    }
    // No hidden file, no step upwards, and no end that Windows would drop.
    if safe.is_empty() || safe.starts_with('.') {
        safe = format!("_{}", safe.trim_start_matches('.'));
    }
    if safe.ends_with([' ', '.']) {
        safe = format!("{}_", safe.trim_end_matches([' ', '.']));
    }
    let device = safe.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
    if DEVICES.contains(&device.as_str()) { format!("_{safe}") } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_becomes_a_file_name() {
        for (name, expected) in [
            ("計画", "計画"),
            ("a\u{1b}[2J\nb", "a_[2J_b"),
            ("a/../b\\c:d", "a_.._b_c_d"),
            ("..", "_"),
            ("", "_"),
            (".hidden", "_hidden"),
            ("報告. ", "報告_"),
            ("CON", "_CON"),
            ("nul.2024", "_nul.2024"),
            ("console", "console"),
            ("a\u{202e}fdp", "a_fdp"),
        ] {
            assert_eq!(safe(name), expected, "{name:?}");
        }
    }

    #[test]
    fn long_names_are_cut_and_stay_apart() {
        let one = safe(&"市".repeat(85));
        let two = safe(&format!("{}町", "市".repeat(84)));
        assert!(one.len() <= LONGEST && two.len() <= LONGEST, "{} {}", one.len(), two.len());
        assert_ne!(one, two);
        assert_eq!(safe(&"a".repeat(LONGEST)).len(), LONGEST);
    }

    #[test]
    fn equal_names_take_their_folders() {
        let mut names = Names::default();
        let mut name = |path: &str| names.name(Path::new(path));
        assert_eq!(name("/x/a/計画.txt"), "計画.json");
        assert_eq!(name("/x/b/計画.pdf"), "b__計画.json");
        assert_eq!(name("/x/b/計画.txt"), "x__b__計画.json");
        assert_eq!(name("/y/b/計画.txt"), "y__b__計画.json");
        assert_eq!(name("/y/b/計画.md"), "y__b__計画__2.json");
        assert_eq!(name("/x/A.txt"), "A.json");
        assert_eq!(name("/x/c/a.txt"), "c__a.json");
    }
}
