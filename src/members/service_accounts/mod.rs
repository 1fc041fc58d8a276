//! Service accounts, in whose names programs act for a group. The group's secretariat keeps
//! them, whoever of it made them and whatever became of that person. Each token of theirs rests
//! on the person who made it, and ends when that person leaves the secretariat.

mod store;
mod form;
pub mod pages;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::{PgConnection, PgPool};

use crate::membership::{self, By};
use crate::tokens::{self, Issued, Owner, TokenForm};
use access::rights::May;
use base::ids::{GroupId, PersonId, TokenId};
use base::policy::{ManageServiceAccounts, Role};
use platform::history::{self, Change};
use platform::mail::SERVICE_ADDRESS;
use platform::web::App;
use platform::web::{Result, transaction};

pub use form::{AccountForm, role_options};

#[derive(Clone, Debug)]
pub struct ServiceAccount {
    pub id: PersonId,
    pub name: String,
    pub role: Role,
    pub since: DateTime<Utc>,
    /// How many of its tokens are in use.
    pub tokens: i64,
    pub seen_at: Option<DateTime<Utc>>,
}

/// The service account that a URL names, within its group.
#[derive(Clone, Debug, Deserialize)]
pub struct AccountPath {
    pub group: String,
    pub account: PersonId,
}

impl AccountPath {
    pub fn show(&self) -> String {
        format!("/groups/{}/service-accounts/{}", self.group, self.account)
    }

    pub fn tokens(&self) -> String {
        format!("{}/tokens", self.show())
    }

    pub fn removal(&self) -> String {
        format!("{}/removal", self.show())
    }
}

impl ServiceAccount {
    fn owner(&self, group: GroupId) -> Owner {
        Owner {
            id: self.id,
            name: self.name.clone(),
            email: address(self.id),
            service_of: Some(group),
            suspended: false,
        }
    }
}

/// Of a kind that nobody has (RFC 2606, section 2).
fn address(account: PersonId) -> String {
    format!("{account}{SERVICE_ADDRESS}")
}

pub async fn list(
    db: &PgPool,
    by: &May<ManageServiceAccounts>,
    now: DateTime<Utc>,
) -> Result<Vec<ServiceAccount>> {
    store::list(db, by.group.id, now).await
}

pub async fn find(
    db: &PgPool,
    by: &May<ManageServiceAccounts>,
    account: PersonId,
    now: DateTime<Utc>,
) -> Result<ServiceAccount> {
    store::find(db, by.group.id, account, now).await
}

/// The same form sent twice makes one account.
pub async fn make(
    app: &App,
    by: &May<ManageServiceAccounts>,
    form: &AccountForm,
) -> Result<AccountPath> {
    let (name, place) = form.check()?;
    let mut tx = transaction(&app.db).await?;
    membership::lock_group(&mut tx, by.group.id).await?;
    if store::add(&mut tx, by.group.id, form.id, &name, &address(form.id)).await? {
        record(&mut tx, by, form.id, "made").await?;
        let who = By::member(&mut tx, by).await?;
        membership::settle(&mut tx, app, &who, form.id, &place, app.clock.now()).await?;
    }
    tx.commit().await?;
    Ok(AccountPath { group: by.group.slug.clone(), account: form.id })
}

/// A token for this group only.
pub async fn make_token(
    db: &PgPool,
    by: &May<ManageServiceAccounts>,
    account: PersonId,
    form: &TokenForm,
    now: DateTime<Utc>,
) -> Result<Issued> {
    let (form, group) = form.within(&by.group);
    let new = form.check(&group, now)?;
    let mut tx = transaction(db).await?;
    let owner = lock(&mut tx, by, account, now).await?;
    let issued = tokens::issue(&mut tx, by.person.id, &owner, &new, now).await?;
    tx.commit().await?;
    Ok(issued)
}

pub async fn revoke_token(
    db: &PgPool,
    by: &May<ManageServiceAccounts>,
    account: PersonId,
    token: TokenId,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut tx = transaction(db).await?;
    let owner = lock(&mut tx, by, account, now).await?;
    tokens::revoke_one(&mut tx, by.person.id, &owner, token, now).await?;
    tx.commit().await?;
    Ok(())
}

/// Its tokens are revoked; what was done by it stays on the record.
pub async fn remove(app: &App, by: &May<ManageServiceAccounts>, account: PersonId) -> Result<()> {
    let now = app.clock.now();
    let mut tx = transaction(&app.db).await?;
    let owner = lock(&mut tx, by, account, now).await?;
    tokens::revoke_all(&mut tx, by.person.id, &owner, now).await?;
    let who = By::member(&mut tx, by).await?;
    membership::end_of_account(&mut tx, app, &who, account).await?;
    record(&mut tx, by, account, "removed").await?;
    tx.commit().await?;
    Ok(())
}

/// An account that is being removed gets no token at the same time.
async fn lock(
    tx: &mut PgConnection,
    by: &May<ManageServiceAccounts>,
    account: PersonId,
    now: DateTime<Utc>,
) -> Result<Owner> {
    membership::lock_group(tx, by.group.id).await?;
    let account = store::find(tx, by.group.id, account, now).await?;
    Ok(account.owner(by.group.id))
}

async fn record(
    tx: &mut PgConnection,
    by: &May<ManageServiceAccounts>,
    account: PersonId,
    event: &'static str,
) -> Result<()> {
    let event = Change {
        group: Some(by.group.id),
        subject: "service account",
        subject_id: account.0,
        event,
        ..Change::default()
    };
    history::log(tx, by.person.id, event).await
}
