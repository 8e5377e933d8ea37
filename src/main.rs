//! The `torikumi` command.

mod cli;

use std::process::ExitCode;

/// A PDF is many small objects: with the system's allocator a fifth of the time goes into making and freeing them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run()
}
