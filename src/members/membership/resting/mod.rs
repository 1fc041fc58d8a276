//! What somebody makes for a group rests on their place there: open invitations, webhooks, and
//! tokens of service accounts. It ends with the place, or with a role that may not make it, and
//! the others who keep such things are told.

mod store;

use std::fmt;

use askama::Template;
use sqlx::PgConnection;
use uuid::Uuid;

use super::lock_group;
use crate::{invitations, tokens};
use access::group::Group;
use access::rights::May;
use base::ids::{GroupId, InvitationId, PersonId, TokenId, WebhookId};
use base::policy::{Capability, ManageMembers, ManageServiceAccounts, ManageWebhooks, Role};
use platform::history::{self, Change};
use platform::mail::{self, Only};
use platform::web::{App, Result};

pub(super) use store::group;

/// Something that somebody made.
#[derive(Clone, Debug)]
pub struct Resting {
    id: Uuid,
    name: String,
    kind: Kind,
    /// Whether those on whom it rests may still make it.
    holds: bool,
}

#[derive(Clone, Debug)]
enum Kind {
    Invitation,
    Webhook,
    Token { account: PersonId, account_name: String },
}

/// What happened to a place.
#[derive(Clone, Copy)]
pub(crate) enum Why {
    Ended,
    Role(Role),
    Suspended,
}

#[derive(Template)]
#[template(path = "mail/resting_ended.txt")]
struct EndedMail<'a> {
    why: &'a str,
    name: &'a str,
    group: &'a Group,
    ended: &'a [&'a Resting],
    link: &'a str,
}

impl fmt::Display for Resting {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let name = &self.name;
        match &self.kind {
            Kind::Invitation => write!(f, "the invitation of {name}"),
            Kind::Webhook => write!(f, "the webhook “{name}”"),
            Kind::Token { account_name, .. } => {
                write!(f, "the token “{name}” of the service account “{account_name}”")
            }
        }
    }
}

impl Resting {
    /// Who makes such things, and sees them.
    fn keepers(&self) -> &'static [Role] {
        match self.kind {
            Kind::Invitation => ManageMembers::ROLES,
            Kind::Webhook => ManageWebhooks::ROLES,
            Kind::Token { .. } => ManageServiceAccounts::ROLES,
        }
    }
}

impl Why {
    fn sentence(self, name: &str) -> String {
        match self {
            Why::Ended => format!("The membership of {name} has ended."),
            Why::Role(role) => format!("{name} is now {}.", invitations::as_a(role)),
            Why::Suspended => format!("The account of {name} is suspended."),
        }
    }
}

/// What would end with a membership, as far as whoever asks sees it.
pub async fn list(app: &App, by: &May<ManageMembers>, person: PersonId) -> Result<Vec<Resting>> {
    let mut db = app.db.acquire().await?;
    let mut resting = store::list(&mut db, by.group.id, person, app.clock.now()).await?;
    resting.retain(|one| one.keepers().contains(&by.role));
    Ok(resting)
}

/// For whoever changes somebody's place, when it is changed: ends what they may not make any
/// more. The group is locked.
pub(crate) async fn end(
    tx: &mut PgConnection,
    app: &App,
    group: GroupId,
    person: PersonId,
    why: Why,
    by: PersonId,
) -> Result<()> {
    let mut ended = store::list(tx, group, person, app.clock.now()).await?;
    ended.retain(|one| !one.holds);
    if ended.is_empty() {
        return Ok(());
    }
    let name = super::store::name(tx, person).await?;
    let why = why.sentence(&name);
    for one in &ended {
        end_one(tx, app, group, one, (by, &why)).await?;
    }
    tell(tx, app, group, (person, &name), (by, &why), &ended).await
}

/// The same in every group, for somebody whose account is suspended.
pub(crate) async fn end_everywhere(
    tx: &mut PgConnection,
    app: &App,
    person: PersonId,
    by: PersonId,
) -> Result<()> {
    for group in store::groups(tx, person).await? {
        lock_group(tx, group).await?;
        end(tx, app, group, person, Why::Suspended, by).await?;
    }
    Ok(())
}

async fn end_one(
    tx: &mut PgConnection,
    app: &App,
    group: GroupId,
    one: &Resting,
    (by, why): (PersonId, &str),
) -> Result<()> {
    let now = app.clock.now();
    match one.kind {
        Kind::Invitation => invitations::end(tx, group, InvitationId(one.id), (by, why), now).await,
        Kind::Webhook => end_webhook(tx, group, WebhookId(one.id), by, why).await,
        Kind::Token { account, .. } => {
            tokens::revoke_of_account(tx, group, (account, TokenId(one.id)), by, now).await
        }
    }
}

/// Removes one, if nobody removed it meanwhile.
async fn end_webhook(
    tx: &mut PgConnection,
    group: GroupId,
    webhook: WebhookId,
    by: PersonId,
    reason: &str,
) -> Result<()> {
    if store::end_webhook(tx, group, webhook).await? {
        let (subject, subject_id) = ("webhook", webhook.0);
        let group = Some(group);
        let event = "removed";
        let removed = Change { group, subject, subject_id, event, reason, ..Change::default() };
        history::log(tx, by, removed).await?;
    }
    Ok(())
}

/// Each of the others who keep such things gets one mail about all of them.
async fn tell(
    tx: &mut PgConnection,
    app: &App,
    group: GroupId,
    (person, name): (PersonId, &str),
    (by, why): (PersonId, &str),
    ended: &[Resting],
) -> Result<()> {
    let group = store::group(tx, group).await?;
    let link = app.config.address(&group.members());
    let subject = format!("What {name} made for {} has ended", group.short_name);
    for other in store::others(tx, group.id, person).await? {
        let ended: Vec<_> =
            ended.iter().filter(|one| one.keepers().contains(&other.role)).collect();
        if ended.is_empty() {
            continue;
        }
        let text = EndedMail { why, name, group: &group, ended: &ended, link: &link };
        let keepers = match other.role {
            Role::CoChair => ManageMembers::ROLES,
            _ => ManageWebhooks::ROLES,
        };
        let mail = mail::compose(&other.email, &subject, &text)?;
        let mail = mail.of_group(&group.slug).asked_by(by);
        mail::enqueue_only(tx, &mail, &Only::readers(group.id, keepers)).await?;
    }
    Ok(())
}
