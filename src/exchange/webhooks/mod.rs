//! Where a group has its events sent: addresses of other programs that its secretariat names, and
//! what came of every try to send something there.

mod store;
mod reach;
mod form;
mod sending;
mod queue;
mod signing;
mod worker;
pub mod api;
pub mod pages;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use access::rights::{May, Member};
use base::addresses::webhook::WebhookPath;
use base::ids::{GroupId, WebhookId};
use base::policy::ManageWebhooks;
use platform::history::{self, Change};
use platform::web::{App, Error, Result, transaction};

pub use form::WebhookForm;
pub use reach::{Reach, is_public};
pub use signing::sign;
pub use store::Try;
pub use worker::{Worker, deliver_due};

/// Each sends everything that happens in the group.
const MOST: i64 = 10;

#[derive(Clone, Debug)]
pub struct Webhook {
    pub id: WebhookId,
    pub name: String,
    pub url: String,
    pub made_by: String,
    pub made_at: DateTime<Utc>,
    /// How often the next event could not be sent so far.
    pub failures: i32,
    /// When it is tried again, if it failed.
    pub try_at: DateTime<Utc>,
    pub off_at: Option<DateTime<Utc>>,
    /// Why it was switched off, if nobody did it.
    pub off_because: String,
}

/// What signs what is sent there. It is told to whoever makes the webhook, and to nobody later.
pub struct Secret(pub String);

impl Webhook {
    pub fn is_on(&self) -> bool {
        self.off_at.is_none()
    }
}

pub async fn list(db: &PgPool, by: &May<ManageWebhooks>) -> Result<Vec<Webhook>> {
    store::list(db, by.group.id).await
}

pub async fn find(db: &PgPool, by: &May<ManageWebhooks>, id: WebhookId) -> Result<Webhook> {
    store::find(db, by.group.id, id).await
}

/// What came of the latest tries, from before one on; at most `limit`.
pub async fn tries(
    db: &PgPool,
    by: &May<ManageWebhooks>,
    id: WebhookId,
    before: Option<uuid::Uuid>,
    limit: usize,
) -> Result<Vec<Try>> {
    store::tries(db, by.group.id, id, before, limit).await
}

/// From now on, what happens is sent there. The same form sent twice makes one, whose maker is
/// told the secret again.
pub async fn make(app: &App, by: &May<ManageWebhooks>, form: &WebhookForm) -> Result<Secret> {
    let new = form.check()?;
    let mut tx = transaction(&app.db).await?;
    store::lock_group(&mut tx, by.group.id).await?;
    if let Some(secret) = store::secret(&mut tx, by.group.id, new.id, by.person.id).await? {
        return Ok(Secret(secret));
    }
    if store::count(&mut tx, by.group.id).await? >= MOST {
        return Err(Error::conflict("A group has at most 10 webhooks. Remove one first."));
    }
    let secret = signing::new_secret();
    store::insert(&mut tx, by.group.id, &new, &secret, (&by.person, app.clock.now())).await?;
    log(&mut tx, by, new.id, "made").await?;
    tx.commit().await?;
    Ok(Secret(secret))
}

/// Nothing is sent there until it is switched on again; then it goes on where it stopped.
pub async fn switch_off(app: &App, by: &May<ManageWebhooks>, at: &WebhookPath) -> Result<()> {
    let mut tx = transaction(&app.db).await?;
    if store::switch_off(&mut tx, by.group.id, at.webhook, app.clock.now()).await? {
        log(&mut tx, by, at.webhook, "switched off").await?;
    }
    tx.commit().await?;
    Ok(())
}

pub async fn switch_on(db: &PgPool, by: &May<ManageWebhooks>, at: &WebhookPath) -> Result<()> {
    let mut tx = transaction(db).await?;
    if store::switch_on(&mut tx, by.group.id, at.webhook).await? {
        log(&mut tx, by, at.webhook, "switched on").await?;
    }
    tx.commit().await?;
    Ok(())
}

/// It is forgotten, with its secret and its log.
pub async fn remove(db: &PgPool, by: &May<ManageWebhooks>, at: &WebhookPath) -> Result<()> {
    let mut tx = transaction(db).await?;
    store::delete(&mut tx, by.group.id, at.webhook).await?;
    log(&mut tx, by, at.webhook, "removed").await?;
    tx.commit().await?;
    Ok(())
}

/// Something is sent there soon that nobody did, also while it is off.
pub async fn ask_for_test(db: &PgPool, by: &May<ManageWebhooks>, at: &WebhookPath) -> Result<()> {
    let mut tx = transaction(db).await?;
    store::ask_for_test(&mut tx, by.group.id, at.webhook).await?;
    tx.commit().await?;
    Ok(())
}

async fn log(
    db: &mut PgConnection,
    by: &Member,
    webhook: WebhookId,
    said: &'static str,
) -> Result<()> {
    history::log(db, by.person.id, event(by.group.id, webhook, said, "")).await
}

fn event<'a>(
    group: GroupId,
    webhook: WebhookId,
    event: &'static str,
    reason: &'a str,
) -> Change<'a> {
    let (subject, subject_id) = ("webhook", webhook.0);
    Change { group: Some(group), subject, subject_id, event, reason, ..Change::default() }
}
