//! Filling a database with invented data, so that the product can be measured at any size.

use anyhow::{Context, Result};
use chrono::TimeDelta;
use clap::Args;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection};

use super::database;
use crate::seed::{self, SignedIn, Totals};
use base::clock::Clock;
use platform::config::Config;

/// How long somebody can measure as one of the invented people.
const SESSION: TimeDelta = TimeDelta::days(7);

#[derive(Args, Debug)]
pub struct Arguments {
    /// How many groups there are; every tenth is for its members only
    #[arg(long, default_value_t = 10)]
    groups: usize,
    /// How many meetings all groups have together
    #[arg(long, default_value_t = 200)]
    meetings: usize,
    /// How many agenda items all meetings have together
    #[arg(long, default_value_t = 1_200)]
    items: usize,
    /// How many contributions were made to all items of meetings that were held
    #[arg(long, default_value_t = 10_000)]
    contributions: usize,
    /// The same numbers and the same seed give the same data
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Sign one person of every role in for a week, and print their session cookies. Without it
    /// nobody can sign in: the invented people have no passwords
    #[arg(long)]
    sign_in: bool,
}

pub async fn seed(config: &Config, arguments: &Arguments) -> Result<()> {
    let database = database::open(config).await?;
    let filled = fill(&database.url, arguments).await;
    database.close().await;
    let signed_in = filled?;
    println!(
        "Invented {} groups, {} meetings, {} agenda items and {} contributions.",
        arguments.groups, arguments.meetings, arguments.items, arguments.contributions
    );
    for SignedIn { what, email, session } in signed_in {
        println!("{what:<14} {email:<26} session={session}");
    }
    Ok(())
}

/// As the owner of the tables, who alone may loosen what holds them together.
async fn fill(url: &str, arguments: &Arguments) -> Result<Vec<SignedIn>> {
    let to: PgConnectOptions = url.parse()?;
    let owner = PgConnection::connect_with(&to).await;
    let mut owner = owner.context("The database in DATABASE_URL cannot be reached")?;
    let &Arguments { groups, meetings, items, contributions, seed, sign_in } = arguments;
    seed::fill(&to, Totals { groups, meetings, items, contributions, seed }).await?;
    match sign_in {
        true => {
            let now = Clock::default().now();
            seed::sign_in(&mut owner, now, now + SESSION).await
        }
        false => Ok(Vec::new()),
    }
}
