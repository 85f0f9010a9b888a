//! The `leadengine` program: parse, run, turn the outcome into an exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(leadengine::cli::main())
}
