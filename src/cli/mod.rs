//! The command line: arguments in, library, exit status out. One file a command.
//!
//! The only part that reads arguments or writes to the terminal. Standard output carries what was
//! asked for, standard error how the work goes.

mod arguments;
mod closing;
mod convert;
mod draw;
mod explain;
mod guard;
mod interrupt;
mod keep;
mod memory;
mod outcome;
mod pages;
mod progress;
mod report;
mod schema;
mod show;
mod tables;
mod terminal;
mod text;
mod trust;
mod validate;
mod verify;
mod worker;

use arguments::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;
use terminal::Out;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    /// All is well.
    Clean = 0,
    /// Something was not understood or could not be read.
    Partial = 1,
    /// Wrong usage, or nothing could be read.
    Nothing = 2,
    /// Stopped by a signal before the end.
    Stopped = 130,
}

/// Runs the command that the arguments name.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    guard::install();
    let mut out = Out::new();
    let exit = match &arguments.command {
        Command::Convert(arguments) => {
            interrupt::install();
            convert::run(arguments, &mut out)
        }
        Command::Validate(arguments) => validate::run(arguments, &mut out),
        Command::Verify(arguments) => verify::run(arguments, &mut out),
        Command::Schema => schema::run(&mut out),
        Command::Show(arguments) => show::run(arguments, &mut out),
        Command::Explain(arguments) => explain::run(arguments, &mut out),
        Command::Text(arguments) => text::run(arguments, &mut out),
        Command::Draw(arguments) => draw::run(arguments, &mut out),
        Command::Tables(arguments) => tables::run(arguments, &mut out),
        Command::Worker(arguments) => worker::run(arguments),
    };
    ExitCode::from(out.finish(exit) as u8)
}
