//! Letting somebody in from the command line: the way back for whoever has lost every other.

use anyhow::{Result, bail};
use clap::Args;
use sqlx::PgPool;

use super::database;
use base::clock::Clock;
use members::account::admission::{self, Admission};
use platform::config::Config;
use platform::web::{App, Error};

#[derive(Args, Debug)]
pub struct Arguments {
    /// The e-mail address of the account
    email: String,
    /// The full name, to make an account that does not exist yet
    #[arg(long)]
    name: Option<String>,
    /// Let them administer the platform from now on
    #[arg(long)]
    administrator: bool,
}

pub async fn user(config: Config, arguments: &Arguments) -> Result<()> {
    let database = database::open(&config).await?;
    let app = App::new(PgPool::clone(&database), config, Clock::default());
    let admission = Admission {
        email: &arguments.email,
        name: arguments.name.as_deref(),
        administrator: arguments.administrator,
    };
    let link = admission::admit(&app, &admission).await;
    database.close().await;
    match link {
        Ok(link) => println!("{link}\nIt signs {} in once, within 30 minutes.", arguments.email),
        Err(Error::Invalid(invalid)) => {
            let sentences: Vec<_> = invalid.iter().map(|error| error.detail.as_str()).collect();
            bail!("{}", sentences.join(" "))
        }
        Err(error) => return Err(error.into()),
    }
    Ok(())
}
