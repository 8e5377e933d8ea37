//! `torikumi schema`: the JSON Schema of the output.

use super::Exit;
use super::terminal::Out;
use torikumi::emit::schema::published;

pub(super) fn run(out: &mut Out) -> Exit {
    out.print(&published());
    Exit::Clean
}
