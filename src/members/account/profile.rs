//! What people change about themselves: name, time zone and password.

use serde::Deserialize;
use sqlx::PgPool;

use crate::account::store::links;
use crate::tokens;
use access::fields::typed;
use access::person::sessions::Browser;
use access::person::store;
use access::person::{Person, Session};
use base::time;
use platform::web::{App, Invalid, Result, transaction};
use platform::{history, passwords};

/// What the account page tells, besides the name.
pub struct Account {
    /// Whether the present password has to be given with a new one.
    pub asks_current: bool,
    /// How many tokens of theirs are in use.
    pub tokens: i64,
    pub reminders: bool,
    pub sessions: Vec<Session>,
}

pub async fn read(app: &App, by: &Person) -> Result<Account> {
    let present = store::present(&app.db, by.id, by.session_id).await?;
    let sessions = store::sessions::list(&app.db, by.id, app.clock.now()).await?;
    let tokens = tokens::count_in_use(&app.db, by.id, app.clock.now()).await?;
    let (asks_current, reminders) = (present.asks_current(), present.reminders);
    Ok(Account { asks_current, tokens, reminders, sessions })
}

/// As typed.
#[derive(Deserialize)]
pub struct ProfileForm {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub time_zone: String,
}

/// The person, as they are then.
pub async fn change(db: &PgPool, by: &Person, form: &ProfileForm) -> Result<Person> {
    let mut invalid = Invalid::default();
    let name = typed::name(&form.name).map_err(|error| invalid.add("name", error));
    let zone = time::zone(&form.time_zone);
    if zone.is_none() {
        invalid.add("time_zone", "Choose a time zone from the list.");
    }
    let (name, zone) = invalid.or((name.unwrap_or_default(), zone.unwrap_or_default()))?;

    let mut tx = transaction(db).await?;
    store::rename(&mut tx, by.id, &name, zone.name()).await?;
    history::log(&mut tx, by.id, by.event("changed")).await?;
    tx.commit().await?;
    Ok(Person { name, time_zone: zone, ..by.clone() })
}

/// As typed.
#[derive(Deserialize)]
pub struct PasswordForm {
    #[serde(default)]
    pub current: String,
    #[serde(default)]
    pub password: String,
    /// Whether to revoke all tokens of one's own, as the form proposes.
    #[serde(default)]
    pub end_tokens: Option<String>,
}

/// Whoever had the old password is out: all other sessions end, and links that are on their
/// way are void.
pub async fn change_password(
    app: &App,
    by: &Person,
    browser: &Browser,
    form: &PasswordForm,
) -> Result<()> {
    app.attempts.passwords.count(browser.address, &by.email)?;
    let present = store::present(&app.db, by.id, by.session_id).await?;
    let mut invalid = Invalid::default();
    let hash = present.password_hash.as_deref();
    if present.asks_current() && !app.passwords.are_equal(&form.current, hash).await? {
        invalid.add("current", "This is not your present password.");
    }
    if let Some(objection) = passwords::objection(&form.password, &by.name, &by.email) {
        invalid.add("password", objection);
    }
    invalid.or(())?;

    let hash = app.passwords.hash(&form.password).await?;
    let mut tx = transaction(&app.db).await?;
    store::set_password(&mut tx, by.id, &hash).await?;
    store::sessions::end_others(&mut tx, by.id, by.session_id).await?;
    links::void(&mut tx, by.id).await?;
    if form.end_tokens.is_some() {
        tokens::revoke_own(&mut tx, by, by.id, app.clock.now()).await?;
    }
    history::log(&mut tx, by.id, by.event("password_changed")).await?;
    tx.commit().await?;
    Ok(())
}
