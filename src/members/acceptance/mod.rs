//! Accepting an invitation, with the account that its address has, or with a new one.

mod form;
pub mod pages;
pub mod api;

use sqlx::PgConnection;

use crate::invitations::{self, Invitation};
use crate::membership::{self, By};
use crate::place;
use access::person::{self, Browser, Person, sessions};
use base::ids::PersonId;
use platform::secrets::{Token, hash};
use platform::web::{App, Error, Result, transaction};

pub use form::AcceptForm;

/// How whoever opens the link stands to the invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Signed in with the account of its address.
    Invited,
    /// Signed in with another account: the link was passed on.
    Another,
    /// Signed out, and its address has an account.
    SignedOut,
    /// Signed out, and there is no account yet.
    New,
    /// Has accepted it already.
    Accepted,
}

/// What somebody gets who accepts: a place in the group, and a session if there was none.
pub struct Accepted {
    pub group: String,
    pub session: Option<Token>,
}

/// Looking does not use an invitation: mail scanners look at every link.
pub async fn look(
    app: &App,
    viewer: Option<&Person>,
    token: &str,
) -> Result<(Invitation, Standing)> {
    let invitation = invitations::of_link(&app.db, &hash(token), app.clock.now()).await?;
    let standing = invitation.standing(viewer)?;
    Ok((invitation, standing))
}

impl Invitation {
    /// Whoever is not entitled to know cannot tell a used link from one that never was.
    fn standing(&self, viewer: Option<&Person>) -> Result<Standing> {
        let is_theirs = |person: &Person| person.email.to_lowercase() == self.email.to_lowercase();
        match viewer {
            Some(person) if self.accepted_by == Some(person.id) => Ok(Standing::Accepted),
            _ if !self.open => Err(Error::NotFound),
            Some(person) if is_theirs(person) => Ok(Standing::Invited),
            Some(_) => Ok(Standing::Another),
            None if self.has_account => Ok(Standing::SignedOut),
            None => Ok(Standing::New),
        }
    }

    pub fn group_path(&self) -> String {
        format!("/groups/{}", self.slug)
    }
}

/// For somebody who acts with a token, who gets to know no group that it is not for.
pub async fn look_as(app: &App, person: &Person, token: &str) -> Result<Invitation> {
    let (invitation, standing) = look(app, Some(person), token).await?;
    match standing {
        _ if !person.reach.covers(invitation.group) => Err(Error::NotFound),
        Standing::Invited | Standing::Accepted => Ok(invitation),
        Standing::Another | Standing::SignedOut | Standing::New => Err(Error::Forbidden),
    }
}

/// Once: to accept again changes nothing.
pub async fn accept_as(app: &App, person: &Person, token: &str) -> Result<Invitation> {
    let invitation = look_as(app, person, token).await?;
    if invitation.accepted_by.is_none() {
        let mut tx = transaction(&app.db).await?;
        membership::lock_group(&mut tx, invitation.group).await?;
        take(&mut tx, app, &invitation, token, person.id).await?;
        tx.commit().await?;
    }
    Ok(invitation)
}

/// Of several who accept at once, one does.
pub async fn accept(
    app: &App,
    viewer: Option<&Person>,
    browser: &Browser,
    token: &str,
    form: &AcceptForm,
) -> Result<Accepted> {
    if let Some(person) = viewer {
        let group = accept_as(app, person, token).await?.group_path();
        return Ok(Accepted { group, session: None });
    }
    let (invitation, standing) = look(app, None, token).await?;
    match standing {
        Standing::New => {
            let session = accept_as_new(app, &invitation, browser, token, form).await?;
            Ok(Accepted { group: invitation.group_path(), session: Some(session) })
        }
        Standing::SignedOut => Err(Error::SignedOut),
        Standing::Another | Standing::Invited | Standing::Accepted => Err(Error::Forbidden),
    }
}

async fn accept_as_new(
    app: &App,
    invitation: &Invitation,
    browser: &Browser,
    token: &str,
    form: &AcceptForm,
) -> Result<Token> {
    let name = form.check(&invitation.email)?;
    let hash = app.passwords.hash(&form.password).await?;
    let now = app.clock.now();
    let mut tx = transaction(&app.db).await?;
    membership::lock_group(&mut tx, invitation.group).await?;
    let joined = person::join(&mut tx, &name, &invitation.email, &hash).await?;
    // The account was made in the meantime, by another invitation.
    let person = joined.ok_or(Error::SignedOut)?;
    take(&mut tx, app, invitation, token, person).await?;
    let session = sessions::begin(&mut tx, person, browser, false, now).await?;
    tx.commit().await?;
    Ok(session)
}

async fn take(
    tx: &mut PgConnection,
    app: &App,
    invitation: &Invitation,
    token: &str,
    person: PersonId,
) -> Result<()> {
    let now = app.clock.now();
    invitations::take(tx, invitation, &hash(token), person, now).await?;
    // Whoever made it may have another role by now than when they made it.
    let (group, invited_at) = (invitation.group, Some(invitation.invited_at));
    let giver = place::giver(tx, group, invitation.giver.person, invited_at).await?;
    let by = By { group, person, giver };
    membership::settle(tx, app, &by, person, &invitation.place, now).await?;
    Ok(())
}
