//! The demonstration: the model group in the middle of its work. An empty database is filled
//! by the same use cases that people go through, in the names of people who are invented.

mod store;
mod meeting_45;
mod people;
mod actions;
mod meeting_44;
mod meeting_46;
mod wsis20;
mod plans;
mod comments;

use chrono::{Days, NaiveDate};

use access::rights::May;
use base::policy::Capability;
use platform::web::{App, Result};

pub use people::{ACCOUNTS, Account};
pub use store::is_empty;

pub const GROUP: &str = "wg-strategy";

/// Of all accounts.
pub const PASSWORD: &str = "demonstration";

const CO_CHAIR: &str = "cochair@example.org";
const SECOND_CO_CHAIR: &str = "cochair2@example.org";
const SECRETARIAT: &str = "secretariat@example.org";
const MEMBER: &str = "member@example.org";
const OBSERVER: &str = "observer@example.org";
const ADMINISTRATOR: &str = "admin@example.org";

/// Whether the database was empty, and is filled now. Any other stays as it is.
pub async fn fill(app: &App) -> Result<bool> {
    if !store::is_empty(&app.db).await? {
        return Ok(false);
    }
    people::arrive(app).await?;
    meeting_44::hold(app).await?;
    plans::adopt(app).await?;
    meeting_45::publish(app).await?;
    plans::open(app).await?;
    comments::make(app).await?;
    meeting_46::plan(app).await?;
    actions::keep(app).await?;
    Ok(true)
}

/// How to sign in.
pub fn table() -> String {
    let mut table = format!("{:<14} {:<26} password\n", "role", "e-mail");
    for account in &ACCOUNTS {
        table.push_str(&format!("{:<14} {:<26} {PASSWORD}\n", account.role(), account.email));
    }
    table
}

/// So many days from a day, or before it.
fn later(day: NaiveDate, days: i64) -> NaiveDate {
    let by = Days::new(days.unsigned_abs());
    let later = if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) };
    later.unwrap_or(day)
}

/// Somebody of the group acts, within their rights.
async fn acting<C: Capability>(app: &App, email: &str) -> Result<May<C>> {
    May::on_behalf_of(&app.db, email, GROUP).await
}
