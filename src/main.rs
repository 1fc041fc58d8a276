//! Starts the program.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A request asks for some hundreds of pieces of memory, which this one hands out in less time
/// than the system's.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    operations::run()
}
