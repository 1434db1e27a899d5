//! A window or a verb.

use std::process::ExitCode;
use std::time::Instant;

fn main() -> ExitCode {
    let started = Instant::now();
    guatu::cli::run(std::env::args_os().collect(), started)
}
