use std::process::ExitCode;

use clap::Parser;
use rapporteur::commands::Cli;

#[tokio::main]
async fn main() -> ExitCode {
    rapporteur::commands::log();
    match Cli::parse().run().await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("rapporteur: {error:#}");
            ExitCode::FAILURE
        }
    }
}
