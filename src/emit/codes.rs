//! The codes of findings: one table, the published one.

/// The table of codes, as it is published (`docs/FINDINGS.md`).
const FINDINGS: &str = include_str!("../../docs/FINDINGS.md");

/// What a finding can weigh: only the rows of codes have one of these beside the code.
const SEVERITIES: [&str; 3] = ["info", "notice", "warning"];

/// How many codes are named that may have been meant.
const NEAR: usize = 5;

/// Characters of what was asked for that are compared: no code is as long.
const LONGEST: usize = 32;

/// The codes and what each says, in the order of the table.
fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    FINDINGS.lines().filter_map(|line| {
        let mut cells = line.strip_prefix('|')?.split('|').map(str::trim);
        let (code, severity, text) = (cells.next()?, cells.next()?, cells.next()?);
        SEVERITIES.contains(&severity).then_some((code, text))
    })
}

/// What a code says, in English.
pub fn meaning(code: &str) -> Option<&'static str> {
    rows().find(|(known, _)| *known == code).map(|(_, text)| text)
}

/// A code as the table spells it, in whatever case it was written.
pub fn known(code: &str) -> Option<&'static str> {
    rows().map(|(known, _)| known).find(|known| known.eq_ignore_ascii_case(code))
}

/// The codes that may have been meant by one that is not known, the nearest first.
pub fn near(code: &str) -> Vec<&'static str> {
    let code: String = code.chars().take(LONGEST).flat_map(char::to_lowercase).collect();
    let mut all: Vec<(usize, &str)> =
        rows().map(|(known, _)| (strsim::osa_distance(&code, &known.to_ascii_lowercase()), known)).collect();
    all.sort_unstable();
    all.into_iter().take(NEAR).map(|(_, known)| known).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found_whatever_their_case() {
        assert_eq!(known("u005"), Some("U005"));
        assert_eq!(known("NEEDS_OCR"), Some("needs_ocr"));
        for none in ["", "U0O3", "Code", "---", "R001 "] {
            assert_eq!(known(none), None, "{none}");
        }
        assert!(meaning("U003").is_some_and(|text| text.contains("column")));
        assert_eq!(meaning("u003"), None);
    }

    #[test]
    fn what_was_meant_comes_first() {
        for (written, meant) in [("U0O3", "U003"), ("u03", "U003"), ("U050", "U005"), ("needs-ocr", "needs_ocr")] {
            assert!(near(written).contains(&meant), "{written}: {:?}", near(written));
        }
        assert_eq!(near(&"U".repeat(1 << 20)).len(), NEAR);
    }
}
