//! Whether somebody gets reminders: switched on the account page, or by the link in each.

use serde::Deserialize;
use sqlx::PgPool;

use crate::person;
use crate::person::store::reminders as store;
use base::ids::PersonId;
use platform::history::{self, Change};
use platform::secrets::hash;
use platform::web::{App, ClientAddress, Error, Result, transaction};

/// As a form sends it: "on" or "off".
#[derive(Clone, Debug, Deserialize)]
pub struct SwitchForm {
    #[serde(default)]
    pub reminders: String,
}

impl SwitchForm {
    pub fn on(&self) -> Result<bool> {
        match self.reminders.as_str() {
            "on" => Ok(true),
            "off" => Ok(false),
            _ => Err(Error::BadRequest("Say whether reminders are on or off.")),
        }
    }
}

/// What was done, in a sentence.
pub fn said(on: bool) -> &'static str {
    if on { "Reminders are on." } else { "Reminders are off." }
}

pub async fn switch(db: &PgPool, person: PersonId, on: bool, how: &str) -> Result<()> {
    let event = if on { "reminders_on" } else { "reminders_off" };
    let mut tx = transaction(db).await?;
    if store::switch(&mut tx, person, on).await? {
        let event = Change { reason: how, ..person::event_of(person, event) };
        history::log(&mut tx, person, event).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Whether they are on. Looking changes nothing: mail scanners look at every link.
pub async fn look(app: &App, token: &str) -> Result<bool> {
    Ok(store::switch_of(&app.db, &hash(token)).await?.1)
}

pub async fn switch_by_link(app: &App, from: ClientAddress, token: &str, on: bool) -> Result<()> {
    app.attempts.mailed.count(from, token)?;
    let (person, _) = store::switch_of(&app.db, &hash(token)).await?;
    switch(&app.db, person, on, history::BY_LINK).await
}
