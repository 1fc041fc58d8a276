//! Reminders: a mail tells people a week before an action of theirs is due, and when it is. By
//! its links they report on each action, and stop such mails, without signing in.

mod store;
mod letter;
mod links;
mod morning;
mod watch;
pub mod pages;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::types::Json;

use base::ids::{ActionId, GroupId, PersonId};
use base::withheld::Withheld;
use platform::mail;
use platform::secrets::Token;
use platform::web::{App, Result, transaction};

pub use watch::watch;

/// Somebody where it is morning, and something is due.
struct Recipient {
    id: PersonId,
    name: String,
    email: String,
    /// The day that it is where they are.
    today: NaiveDate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "reminder_kind", rename_all = "snake_case")]
enum Kind {
    WeekBefore,
    Due,
}

/// An action that its owner is to be told of.
struct DueAction {
    id: ActionId,
    kind: Kind,
    due: NaiveDate,
    html: String,
    group_id: GroupId,
    group_slug: String,
    group_short_name: String,
    /// An observer owns actions that were theirs before, and only reads.
    may_report: bool,
    /// Who of its meeting they are not told of.
    withheld: Json<Withheld>,
}

/// Mails every reminder that is due now, and tells how many. Nobody gets more than one a day,
/// and each in the morning where they are.
pub async fn remind_due(app: &App) -> Result<usize> {
    let now = app.clock.now();
    let mornings = morning::mornings(store::time_zones(&app.db).await?, now);
    let mut mailed = 0;
    for recipient in store::recipients(&app.db, &mornings).await? {
        mailed += usize::from(remind(app, &recipient, now).await?);
    }
    Ok(mailed)
}

/// Whether there was something to tell. What is begun and not committed never was.
async fn remind(app: &App, to: &Recipient, now: DateTime<Utc>) -> Result<bool> {
    let stop = Token::new();
    let mut tx = transaction(&app.db).await?;
    // Of two servers, the second waits here for the first, and then has nothing to do.
    if !store::begin(&mut tx, to, &stop.hash(), now).await? {
        return Ok(false);
    }
    let due = store::due(&mut tx, to).await?;
    if due.is_empty() {
        return Ok(false);
    }
    let mut told = Vec::with_capacity(due.len());
    for action in due {
        let token = Token::new();
        store::tell(&mut tx, to, &action, &token.hash()).await?;
        told.push((action, token));
    }
    let mail = letter::write(app, to, &told, &stop)?;
    mail::enqueue_only(&mut tx, &mail, &letter::only(&told)).await?;
    tx.commit().await?;
    Ok(true)
}
