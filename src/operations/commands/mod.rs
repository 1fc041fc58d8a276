//! The command line: the server, and what an operator does beside it.

mod database;
mod descriptors;
mod environment;
mod frozen;
mod health;
mod import;
mod remind;
mod seed;
mod serve;
mod token;
mod user;
mod verify;

use std::process::ExitCode;

use anyhow::Result;
use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::rendering;
use platform::api::Document;
use platform::config::Config;
use platform::log;
use site::routes;

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
    Serve {
        /// Fill an empty database with the model group, in the middle of its work
        #[arg(long)]
        demo: bool,
    },
    /// Bring the database's tables up to this version
    Migrate,
    /// Read the Summary Report of a meeting that was held into the record
    Import(import::Arguments),
    /// Make an account, or let its person in by a link that works once
    User(user::Arguments),
    /// Make, list and revoke tokens, with which programs call the API
    Token(token::Arguments),
    /// Mail the reminders of actions that are due now, once; the server does so by itself
    Remind,
    /// Fill an empty database with invented groups, for measurements
    ///
    /// The numbers are totals over all groups, and are spread evenly. The same numbers and seed
    /// give the same data, with the same ids.
    Seed(seed::Arguments),
    /// Check that everything that was published is still as it was published, and is frozen
    Verify,
    /// Ask the server that runs at LISTEN whether it is ready; exit code 1 if it is not
    Health,
    /// List every route, with the capability that it asks for
    Routes {
        #[arg(long)]
        json: bool,
    },
    /// Print the OpenAPI document of the JSON API
    Openapi,
}

impl Cli {
    /// What was asked for. Anything else ends the program with a sentence.
    pub fn read() -> Self {
        let command = environment::apply(Cli::command()).unwrap_or_else(|wrong| refuse(&wrong));
        let read = command.try_get_matches().and_then(|given| Cli::from_arg_matches(&given));
        read.unwrap_or_else(|error| match wrong_value(&error) {
            Some(sentence) => refuse(&sentence),
            None => error.exit(),
        })
    }

    pub async fn run(self) -> Result<ExitCode> {
        log::begin(self.config.rust_log.as_deref());
        match self.command.unwrap_or(Command::Serve { demo: false }) {
            Command::Serve { demo } => serve::serve(self.config, demo).await?,
            Command::Migrate => {
                let database = database::open(&self.config).await?;
                rendering::finish(&database).await?;
                database.close().await;
            }
            Command::User(arguments) => user::user(self.config, &arguments).await?,
            Command::Token(arguments) => token::token(self.config, &arguments).await?,
            Command::Import(arguments) => return import::import(&self.config, &arguments).await,
            Command::Remind => remind::remind(self.config).await?,
            Command::Seed(arguments) => seed::seed(&self.config, &arguments).await?,
            Command::Verify => return verify::verify(&self.config).await,
            Command::Health => return health::health(&self.config),
            Command::Routes { json } => list_routes(json)?,
            Command::Openapi => describe()?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Wrong usage ends the program.
fn refuse(sentence: &str) -> ! {
    eprintln!("rapporteur: {sentence}");
    std::process::exit(2)
}

fn describe() -> Result<()> {
    let catalogue = routes::catalogue();
    println!("{}", serde_json::to_string_pretty(&Document::of(&catalogue))?);
    Ok(())
}

fn list_routes(json: bool) -> Result<()> {
    let table = routes::routes().table();
    if json {
        println!("{}", serde_json::to_string_pretty(&table)?);
    } else {
        for route in table {
            println!("{:<5} {:<72} {}", route.method, route.path, route.capability);
        }
    }
    Ok(())
}

/// Names the setting and not its value, which may hold a password.
fn wrong_value(error: &clap::Error) -> Option<String> {
    let cause = std::error::Error::source(error)?;
    let Some(ContextValue::String(argument)) = error.get(ContextKind::InvalidArg) else {
        return None;
    };
    let name = argument.split(['<', '>']).nth(1)?;
    Some(format!("{name} cannot be used: {cause}."))
}
