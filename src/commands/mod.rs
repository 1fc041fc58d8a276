//! The command line: the server, and what an operator does beside it.

mod database;
mod import;
mod serve;

use std::io::IsTerminal;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};
use tracing_subscriber::EnvFilter;

use crate::config::Config;
use crate::routes;

/// Working groups run their meetings in it, from draft agenda to published summary.
#[derive(Debug, Parser)]
#[command(name = "rapporteur", version, about)]
pub struct Cli {
    #[command(flatten)]
    config: Config,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server (the default)
    Serve,
    /// Bring the database's tables up to this version
    Migrate,
    /// Read the Summary Report of a meeting that was held into the record
    Import(import::Arguments),
    /// List every route, with the capability that it asks for
    Routes {
        #[arg(long)]
        json: bool,
    },
}

impl Cli {
    pub async fn run(self) -> Result<ExitCode> {
        match self.command.unwrap_or(Command::Serve) {
            Command::Serve => serve::serve(self.config).await?,
            Command::Migrate => drop(database::open(&self.config).await?),
            Command::Import(arguments) => return import::import(&self.config, &arguments).await,
            Command::Routes { json } => list_routes(json)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn list_routes(json: bool) -> Result<()> {
    let mut table = routes::routes().table;
    table.sort_by_key(|route| (route.path, route.method));
    if json {
        println!("{}", serde_json::to_string_pretty(&table)?);
    } else {
        for route in table {
            println!("{:<5} {:<72} {}", route.method, route.path, route.capability);
        }
    }
    Ok(())
}

/// People read the log on a terminal, programs read it everywhere else.
pub fn log() {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,lettre=warn"));
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        log.compact().init();
    } else {
        log.json().flatten_event(true).init();
    }
}
