//! Tokens from the command line, for the programs of whoever runs the server.

use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use sqlx::PgPool;

use super::database;
use base::clock::Clock;
use base::ids::TokenId;
use base::time;
use members::tokens::{self, Standing, Token, TokenForm};
use platform::config::Config;
use platform::web::{self, App, Error};

#[derive(Args, Debug)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make a token for somebody, and print it
    Make(Make),
    /// List the tokens of somebody
    List {
        /// The e-mail address of the account
        #[arg(long)]
        email: String,
    },
    /// Revoke a token: it does not work any more
    Revoke {
        /// The e-mail address of the account
        #[arg(long)]
        email: String,
        /// The token's id, as the list has it
        #[arg(long)]
        id: TokenId,
    },
}

#[derive(Args, Debug)]
struct Make {
    /// The e-mail address of the account
    #[arg(long)]
    email: String,
    /// What the token is for
    #[arg(long)]
    name: String,
    /// Let it write, and not only read
    #[arg(long)]
    write: bool,
    /// A group that it is for, as its address names it; all of the person's if there is none
    #[arg(long = "group", value_name = "GROUP")]
    groups: Vec<String>,
    /// For how many days it works, 365 at most
    #[arg(long, default_value_t = 30)]
    days: u32,
}

impl Make {
    fn form(&self) -> TokenForm {
        TokenForm {
            name: self.name.clone(),
            scope: if self.write { "write" } else { "read" }.to_owned(),
            reach: if self.groups.is_empty() { "all" } else { "some" }.to_owned(),
            groups: self.groups.clone(),
            expiry: self.days.to_string(),
            ..TokenForm::empty()
        }
    }
}

pub async fn token(config: Config, arguments: &Arguments) -> Result<()> {
    let database = database::open(&config).await?;
    let app = App::new(PgPool::clone(&database), config, Clock::default());
    let done = carry_out(&app, &arguments.what).await;
    database.close().await;
    match done {
        Err(Error::Invalid(invalid)) => {
            let sentences: Vec<_> = invalid.iter().map(|error| error.detail.as_str()).collect();
            bail!("{}", sentences.join(" "))
        }
        Err(Error::NotFound) => bail!("This person has no token with this id."),
        done => Ok(done?),
    }
}

async fn carry_out(app: &App, what: &What) -> web::Result<()> {
    match what {
        What::Make(make) => {
            let issued = tokens::make_at_server(app, &make.email, &make.form()).await?;
            println!("{}", issued.secret);
        }
        What::List { email } => {
            let now = app.clock.now();
            for token in tokens::list_at_server(&app.db, email, now).await? {
                println!("{}", line(&token, token.standing(now)));
            }
        }
        What::Revoke { email, id } => tokens::revoke_at_server(app, email, *id).await?,
    }
    Ok(())
}

/// Id, hint, name, scope and standing, between tabs.
fn line(token: &Token, standing: Standing) -> String {
    let standing = match standing {
        Standing::InUse => format!("until {}", time::utc(token.expires_at)),
        Standing::Expired => format!("expired on {}", time::utc(token.expires_at)),
        Standing::Revoked => "revoked".to_owned(),
    };
    let used = token.seen_at.map(time::utc);
    let used = used.map_or("never used".to_owned(), |at| format!("last used on {at}"));
    let fields =
        [&token.id.to_string(), &token.hint, &token.name, &token.scope(), &standing, &used];
    fields.map(String::as_str).join("\t")
}
