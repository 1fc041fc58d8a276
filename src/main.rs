use std::process::ExitCode;

use mimalloc::MiMalloc;
use rapporteur::commands::Cli;

/// A request asks for some hundreds of pieces of memory, which this one hands out in less time
/// than the system's.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    match Cli::read().run().await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("rapporteur: {error:#}");
            ExitCode::FAILURE
        }
    }
}
