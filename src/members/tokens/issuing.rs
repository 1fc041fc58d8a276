//! Making tokens, and revoking them.

use askama::Template;
use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::form::NewToken;
use super::{Issued, Owner, TokenForm, store};
use access::person::Person;
use base::ids::{GroupId, PersonId, TokenId};
use base::time;
use platform::api::token::Secret;
use platform::history::{self, Change};
use platform::mail;
use platform::web::{App, Error, Result, transaction};

/// So that the page that lists them can be read.
const MOST: i64 = 50;

#[derive(Template)]
#[template(path = "mail/token_made.txt")]
struct MadeMail<'a> {
    owner: &'a str,
    token: &'a NewToken,
    until: String,
    link: &'a str,
}

pub async fn make(app: &App, by: &Person, form: &TokenForm) -> Result<Issued> {
    make_for(app, by.id, &Owner::of(by), form).await
}

/// For the command line: the operator of the server makes one for somebody.
pub async fn make_at_server(app: &App, email: &str, form: &TokenForm) -> Result<Issued> {
    let owner = owner(&app.db, email).await?;
    if owner.suspended {
        return Err(Error::invalid("email", "The account with this address is suspended."));
    }
    make_for(app, Person::operator().id, &owner, form).await
}

async fn make_for(app: &App, by: PersonId, owner: &Owner, form: &TokenForm) -> Result<Issued> {
    let now = app.clock.now();
    let new = form.check(&store::choices(&app.db, owner.id).await?, now)?;
    let mut tx = transaction(&app.db).await?;
    let issued = issue(&mut tx, by, owner, &new, now).await?;
    let link = app.config.address("/account/tokens");
    let until = time::utc(new.expires_at);
    let text = MadeMail { owner: &owner.name, token: &new, until, link: &link };
    let mail = mail::compose(&owner.email, "A token was made", &text)?.asked_by(by);
    mail::enqueue(&mut tx, &mail).await?;
    tx.commit().await?;
    Ok(issued)
}

/// Of the same form sent twice, the second is told that the token cannot be shown again.
pub(crate) async fn issue(
    tx: &mut PgConnection,
    by: PersonId,
    owner: &Owner,
    new: &NewToken,
    now: DateTime<Utc>,
) -> Result<Issued> {
    if store::count_in_use(&mut *tx, owner.id, now).await? >= MOST {
        return Err(Error::conflict(format!(
            "There are {MOST} tokens in use already. Cancel one that is not needed first.",
        )));
    }
    let secret = Secret::new();
    if !store::add(tx, (owner.id, by), new, &secret, now).await? {
        return Err(Error::conflict(
            "This token was made already, and a token is shown only once. If you did not copy \
             it, cancel it and create another.",
        ));
    }
    history::log(tx, by, owner.event("token_made", &new.name)).await?;
    Ok(Issued { secret, name: new.name.clone() })
}

pub async fn revoke(db: &PgPool, by: &Person, token: TokenId, now: DateTime<Utc>) -> Result<()> {
    let mut tx = transaction(db).await?;
    revoke_one(&mut tx, by.id, &Owner::of(by), token, now).await?;
    tx.commit().await?;
    Ok(())
}

/// For the command line.
pub async fn revoke_at_server(app: &App, email: &str, token: TokenId) -> Result<()> {
    let owner = owner(&app.db, email).await?;
    let mut tx = transaction(&app.db).await?;
    let by = Person::operator().id;
    revoke_one(&mut tx, by, &owner, token, app.clock.now()).await?;
    tx.commit().await?;
    Ok(())
}

/// What is revoked already stays so.
pub(crate) async fn revoke_one(
    tx: &mut PgConnection,
    by: PersonId,
    owner: &Owner,
    token: TokenId,
    now: DateTime<Utc>,
) -> Result<()> {
    if let Some(name) = store::revoke(tx, owner.id, token, now).await? {
        history::log(tx, by, owner.event("token_revoked", &name)).await?;
    }
    Ok(())
}

/// The same for a service account, whose token's maker may not keep it any more.
pub(crate) async fn revoke_of_account(
    tx: &mut PgConnection,
    group: GroupId,
    (account, token): (PersonId, TokenId),
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    if let Some(name) = store::revoke(tx, account, token, now).await? {
        history::log(tx, by, event(account, Some(group), "token_revoked", &name)).await?;
    }
    Ok(())
}

pub(crate) async fn revoke_all(
    tx: &mut PgConnection,
    by: PersonId,
    owner: &Owner,
    now: DateTime<Utc>,
) -> Result<()> {
    for name in store::revoke_all(tx, owner.id, now).await? {
        history::log(tx, by, owner.event("token_revoked", &name)).await?;
    }
    Ok(())
}

/// All that somebody has in their own name: what was revoked does not work again, whatever becomes
/// of the account.
pub(crate) async fn revoke_own(
    tx: &mut PgConnection,
    by: &Person,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    for name in store::revoke_all(tx, person, now).await? {
        history::log(tx, by.id, event(person, None, "token_revoked", &name)).await?;
    }
    Ok(())
}

pub(super) async fn owner(db: &PgPool, email: &str) -> Result<Owner> {
    let owner = store::owner(db, email.trim()).await?;
    owner.ok_or_else(|| Error::invalid("email", "Nobody has an account with this address."))
}

impl Owner {
    fn of(person: &Person) -> Self {
        Owner {
            id: person.id,
            name: person.name.clone(),
            email: person.email.clone(),
            service_of: None,
            suspended: false,
        }
    }

    fn event<'a>(&self, said: &'static str, token: &'a str) -> Change<'a> {
        event(self.id, self.service_of, said, token)
    }
}

/// Something that happened to a token, which is told by its name.
fn event<'a>(
    owner: PersonId,
    service_of: Option<GroupId>,
    event: &'static str,
    token: &'a str,
) -> Change<'a> {
    let subject = if service_of.is_some() { "service account" } else { "person" };
    let (group, subject_id) = (service_of, owner.0);
    Change { group, subject, subject_id, event, reason: token, ..Change::default() }
}
