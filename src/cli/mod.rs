//! The command line: arguments in, library, exit status out. One file a command.
//!
//! The only part that reads arguments or writes to the terminal. Standard output carries what was
//! asked for, standard error how the work goes.

mod apart;
mod arguments;
mod closing;
mod convert;
mod draw;
mod explain;
mod guard;
mod interrupt;
mod keep;
mod labels;
mod limits;
mod memory;
mod outcome;
mod pages;
mod places;
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
mod words;
mod worker;

use arguments::{Arguments, Command};
use clap::Parser;
use guard::guarded;
use std::path::Path;
use std::process::ExitCode;
use terminal::{Out, steers, tell};

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
    guard::install();
    let arguments = Arguments::try_parse().unwrap_or_else(|error| misused(&error));
    let mut out = Out::new(false);
    let command = &arguments.command;
    let exit = match (command, command.opens()) {
        (Command::Worker(arguments), _) => {
            guarded(|| worker::run(arguments)).unwrap_or_else(|fault| faulty(None, &fault))
        }
        (Command::Validate(arguments), _) => validate::run(arguments, &mut out),
        (Command::Draw(draw), Some((file, bounds))) => apart::run(file, bounds, Some(draw.folder()), &mut out),
        (_, Some((file, bounds))) => apart::run(file, bounds, None, &mut out),
        (command, None) => perform(command, &mut out),
    };
    ExitCode::from(out.finish(exit) as u8)
}

/// Tells what is wrong with the arguments, or the help that was asked for. A file name may be among them.
fn misused(error: &clap::Error) -> ! {
    let told = error.render().to_string();
    if !error.use_stderr() || !steers(&told) {
        error.exit()
    }
    tell(told.trim_end());
    std::process::exit(Exit::Nothing as i32)
}

/// Tells a fault of the program.
fn faulty(file: Option<&Path>, fault: &str) -> Exit {
    let name = file.map(|file| format!("{}: ", file.display())).unwrap_or_default();
    tell(&format!("error: {name}{fault}"));
    Exit::Nothing
}

/// Does what was asked for, in this process.
fn perform(command: &Command, out: &mut Out) -> Exit {
    let file = command.opens().map(|(file, _)| file);
    guarded(|| done(command, out)).unwrap_or_else(|fault| faulty(file, &fault))
}

fn done(command: &Command, out: &mut Out) -> Exit {
    match command {
        Command::Convert(arguments) => {
            interrupt::install();
            convert::run(arguments, out)
        }
        Command::Validate(arguments) => validate::here(arguments, out),
        Command::Verify(arguments) => verify::run(arguments, out),
        Command::Schema => schema::run(out),
        Command::Show(arguments) => show::run(arguments, out),
        Command::Explain(arguments) => explain::run(arguments, out),
        Command::Labels(arguments) => labels::run(arguments, out),
        Command::Text(arguments) => text::run(arguments, out),
        Command::Draw(arguments) => draw::run(arguments, out),
        Command::Tables(arguments) => tables::run(arguments, out),
        Command::Worker(arguments) => worker::run(arguments),
    }
}
