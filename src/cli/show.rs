//! `torikumi show`: what one stage makes of a document.

use super::convert::refused;
use super::guard::guarded;
use super::terminal::{Out, printable, tell};
use super::{Exit, Show, Stage};
use torikumi::source::{Limits, Refusal, Source};

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
    match or_tell(&name, shown) {
        Ok(text) => {
            out.print(&text);
            Exit::Clean
        }
        Err(exit) => exit,
    }
}

/// What was read, or the exit status after telling why nothing was.
pub(super) fn or_tell<T>(name: &str, result: Result<Result<T, Refusal>, String>) -> Result<T, Exit> {
    match result {
        Ok(Ok(read)) => Ok(read),
        Ok(Err(refusal)) => {
            let problem = refused(&refusal);
            let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
            tell(&format!("error: {name}{line}: {} {}", problem.code, printable(&problem.message)));
            Err(Exit::Nothing)
        }
        Err(message) => {
            tell(&format!("error: {name}: internal error: {}; please report it", printable(&message)));
            Err(Exit::Partial)
        }
    }
}
