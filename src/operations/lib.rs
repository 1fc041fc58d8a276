//! What the operator of a server runs: the commands, the private PostgreSQL, the demonstration,
//! invented data, texts rendered again.

extern crate self as operations;

pub mod demo;
pub mod private_postgres;
pub mod seed;
mod rendering;
pub mod commands;

use std::process::ExitCode;

use commands::Cli;

pub static MIGRATIONS: sqlx::migrate::Migrator = sqlx::migrate!("../../migrations");

/// What the server may do in the database.
const RIGHTS: &str = include_str!("rights.sql");

/// The program. Whoever calls it awaits nothing, so that none of the product is generated there.
#[tokio::main]
pub async fn run() -> ExitCode {
    match Cli::read().run().await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("rapporteur: {error:#}");
            ExitCode::FAILURE
        }
    }
}
