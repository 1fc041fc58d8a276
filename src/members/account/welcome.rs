//! The first administrator: whoever has the link that the server prints when there is none.

use chrono::TimeDelta;
use serde::Deserialize;

use crate::account::store::welcome;
use access::fields::typed;
use access::person::event_of;
use access::person::sessions::{self, Browser};
use access::person::store::{self, NewPerson};
use platform::secrets::{self, Token};
use platform::web::{App, Error, Invalid, Result, transaction};
use platform::{history, passwords};

const LIFETIME: TimeDelta = TimeDelta::days(7);

/// The address at which somebody becomes the first administrator, if there is none.
pub async fn first_link(app: &App) -> Result<Option<String>> {
    if welcome::has_administrator(&app.db).await? {
        return Ok(None);
    }
    let (token, now) = (Token::new(), app.clock.now());
    welcome::make(&app.db, &token.hash(), now, now + LIFETIME).await?;
    Ok(Some(app.config.address(&format!("/welcome/{token}"))))
}

/// As typed.
#[derive(Default, Deserialize)]
pub struct WelcomeForm {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub password: String,
}

struct Checked {
    name: String,
    email: String,
}

impl WelcomeForm {
    fn check(&self) -> Result<Checked> {
        let mut invalid = Invalid::default();
        let name = typed::name(&self.name).map_err(|error| invalid.add("name", error));
        let email = typed::email(&self.email).map_err(|error| invalid.add("email", error));
        if let Some(error) = passwords::objection(&self.password, &self.name, &self.email) {
            invalid.add("password", error);
        }
        let (name, email) = (name.unwrap_or_default(), email.unwrap_or_default());
        invalid.or(Checked { name, email })
    }
}

/// Whether the link still works.
pub async fn look(app: &App, token: &str) -> Result<()> {
    match welcome::is_open(&app.db, &secrets::hash(token), app.clock.now()).await? {
        true => Ok(()),
        false => Err(Error::NotFound),
    }
}

pub async fn begin(app: &App, browser: &Browser, token: &str, form: &WelcomeForm) -> Result<Token> {
    look(app, token).await?;
    let Checked { name, email } = form.check()?;
    let hash = app.passwords.hash(&form.password).await?;

    let mut tx = transaction(&app.db).await?;
    // Of several links, and of several people with one, the first to get here takes them all.
    welcome::lock(&mut tx).await?;
    if !welcome::is_open(&mut *tx, &secrets::hash(token), app.clock.now()).await? {
        return Err(Error::NotFound);
    }
    let person =
        NewPerson { name: &name, email: &email, password_hash: Some(&hash), administrator: true };
    let person = store::add(&mut tx, person).await?.ok_or_else(taken)?;
    welcome::close(&mut tx).await?;
    history::log(&mut tx, person, event_of(person, "became_administrator")).await?;
    let session = sessions::begin(&mut tx, person, browser, false, app.clock.now()).await?;
    tx.commit().await?;
    Ok(session)
}

fn taken() -> Error {
    Error::invalid("email", "There is an account with this address already.")
}
