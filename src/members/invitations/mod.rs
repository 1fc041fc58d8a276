//! An invitation into a group: for one address, once, for two weeks, until a newer one.

mod store;
mod form;
pub mod api;
pub mod pages;

use askama::Template;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use sqlx::{PgConnection, PgPool};

use crate::place::{self, Giver, Place, Step, lock_group};
use access::group::Group;
use access::person::Person;
use access::rights::May;
use base::addresses::mailed::MailedLink;
use base::ids::{GroupId, InvitationId, PersonId};
use base::policy::{ManageMembers, Role};
use base::time;
use platform::history::{self, Change};
use platform::mail::{self, Only};
use platform::secrets::Token;
use platform::web::{App, Result, transaction};

pub use form::InviteForm;
pub(crate) use store::list_by;
pub use store::list_open;

const LIFETIME: TimeDelta = TimeDelta::days(14);

#[derive(Clone, Debug)]
pub struct Invitation {
    pub id: InvitationId,
    pub group: GroupId,
    pub group_name: String,
    pub slug: String,
    pub email: String,
    pub place: Place,
    pub invited_by: String,
    /// The same person, as they are now.
    pub giver: Giver,
    pub invited_at: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
    pub accepted_by: Option<PersonId>,
    pub open: bool,
    /// Whether there is an account with its address.
    pub has_account: bool,
}

#[derive(Clone, Debug, Deserialize)]
pub struct InvitationPath {
    pub invitation: InvitationId,
}

impl New {
    /// What it gives to whoever has that address, if anybody has yet.
    fn step(&self, known: Option<(PersonId, bool, Option<Role>)>) -> Step {
        let (person, program, from) = known
            .map_or((None, false, None), |(person, program, from)| (Some(person), program, from));
        Step { person, program, from, to: Some(self.place.role) }
    }
}

impl Invitation {
    /// Whether whoever made it may still make it.
    fn holds(&self) -> bool {
        let step = Step { person: None, program: false, from: None, to: Some(self.place.role) };
        self.giver.check(&step).is_ok()
    }

    pub fn withdrawal(&self) -> String {
        format!("/groups/{}/invitations/{}/withdrawal", self.slug, self.id)
    }
}

pub async fn invite(app: &App, by: &May<ManageMembers>, form: &InviteForm) -> Result<()> {
    let new = form.check()?;
    let mut tx = transaction(&app.db).await?;
    lock_group(&mut tx, by.group.id).await?;
    let giver = Giver::in_group(&mut tx, by).await?;
    send(&mut tx, app, &by.group, &new, (&by.person, &giver)).await?;
    tx.commit().await?;
    Ok(())
}

/// The roles that somebody can be invited to by whoever asks.
pub(crate) async fn offered(
    app: &App,
    by: &May<ManageMembers>,
) -> Result<Vec<(&'static str, &'static str)>> {
    let giver = Giver::in_group(&mut *app.db.acquire().await?, by).await?;
    Ok(place::offered(&giver, &Step { person: None, program: false, from: None, to: None }))
}

pub struct New {
    pub id: InvitationId,
    pub email: String,
    pub place: Place,
}

#[derive(Template)]
#[template(path = "mail/invitation.txt")]
struct InvitationMail<'a> {
    inviter: &'a str,
    group: &'a Group,
    role: Role,
    link: &'a str,
    until: String,
}

/// An open invitation of the same address is void from now on. The same form sent twice
/// invites once. The caller has locked the group.
pub(crate) async fn send(
    tx: &mut PgConnection,
    app: &App,
    group: &Group,
    new: &New,
    (by, giver): (&Person, &Giver),
) -> Result<()> {
    if store::exists(tx, new.id).await? {
        return Ok(());
    }
    giver.check(&new.step(store::known(tx, group.id, &new.email).await?))?;
    let (token, now) = (Token::new(), app.clock.now());
    for superseded in store::supersede(tx, group.id, &new.email, now).await? {
        history::log(tx, by.id, event(group.id, superseded, "superseded")).await?;
    }
    let expires_at = now + LIFETIME;
    store::add(tx, group.id, new, &token.hash(), by.id, (now, expires_at)).await?;
    history::log(tx, by.id, event(group.id, new.id, "invited")).await?;

    let link = app.config.address(&MailedLink::of(&token).invitation());
    let until = time::utc(expires_at);
    let text =
        InvitationMail { inviter: &by.name, group, role: new.place.role, link: &link, until };
    let subject = format!("Invitation to {}", group.short_name);
    let mail = mail::compose(&new.email, &subject, &text)?.of_group(&group.slug).asked_by(by.id);
    mail::enqueue_only(tx, &mail, &Only::invited(new.id)).await
}

pub async fn withdraw(app: &App, by: &May<ManageMembers>, at: &InvitationPath) -> Result<()> {
    let mut tx = transaction(&app.db).await?;
    lock_group(&mut tx, by.group.id).await?;
    if store::withdraw(&mut tx, by.group.id, at.invitation, app.clock.now()).await? {
        let withdrawn = event(by.group.id, at.invitation, "withdrawn");
        history::log(&mut tx, by.person.id, withdrawn).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Withdraws one that its maker may not make any more.
pub(crate) async fn end(
    tx: &mut PgConnection,
    group: GroupId,
    invitation: InvitationId,
    (by, why): (PersonId, &str),
    now: DateTime<Utc>,
) -> Result<()> {
    if store::withdraw(tx, group, invitation, now).await? {
        let withdrawn = Change { reason: why, ..event(group, invitation, "withdrawn") };
        history::log(tx, by, withdrawn).await?;
    }
    Ok(())
}

/// The invitation that a link leads to, open or accepted.
pub(crate) async fn of_link(
    db: &PgPool,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Invitation> {
    store::find(db, token_hash, now).await
}

/// Takes it for that person: once.
pub(crate) async fn take(
    tx: &mut PgConnection,
    invitation: &Invitation,
    token_hash: &[u8],
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    store::take(tx, token_hash, person, now).await?;
    history::log(tx, person, event(invitation.group, invitation.id, "accepted")).await
}

fn event(group: GroupId, invitation: InvitationId, event: &'static str) -> Change<'static> {
    Change {
        group: Some(group),
        subject: "invitation",
        subject_id: invitation.0,
        event,
        ..Change::default()
    }
}

/// "You are invited as …".
pub fn as_a(role: Role) -> String {
    match role {
        Role::Observer => format!("an {role}"),
        Role::Member => format!("a {role}"),
        Role::Secretariat | Role::CoChair => role.to_string(),
    }
}
