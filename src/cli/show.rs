//! `torikumi show`: what one stage makes of a document.

use super::convert::refused;
use super::guard::guarded;
use super::terminal::{Out, printable, tell};
use super::{Exit, Show, Stage};
use torikumi::source::{Limits, Source};

pub(super) fn run(arguments: &Show, out: &mut Out) -> Exit {
    let stage = match arguments.stage {
        Stage::Lines => torikumi::Stage::Lines,
        Stage::Blocks => torikumi::Stage::Blocks,
        Stage::Tables => torikumi::Stage::Tables,
        Stage::Records => torikumi::Stage::Records,
    };
    let name = arguments.file.display().to_string();
    let name = printable(&name);
    let shown =
        guarded(|| Source::open(&arguments.file, &Limits::default()).and_then(|source| torikumi::show(&source, stage)));
    match shown {
        Ok(Ok(text)) => {
            out.print(&text);
            Exit::Clean
        }
        Ok(Err(refusal)) => {
            let problem = refused(&refusal);
            let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
            tell(&format!("error: {name}{line}: {} {}", problem.code, printable(&problem.message)));
            Exit::Nothing
        }
        Err(message) => {
            tell(&format!("error: {name}: internal error: {}; please report it", printable(&message)));
            Exit::Partial
        }
    }
}
