//! Mail to one person: written in the transaction of the change that it tells of, and sent by
//! a worker later.

mod post;
mod worker;
pub mod undelivered;

use std::fmt::Display;

use askama::Template;
use sqlx::PgConnection;

use crate::web::Result;
use base::ids::{GroupId, InvitationId, MailId, PersonId};
use base::policy::Role;

pub use worker::{Worker, deliver_due};

/// A mail in plain text and simple HTML, to one recipient.
#[derive(Clone, Debug, Default)]
pub struct Mail {
    pub recipient: String,
    pub subject: String,
    pub text: String,
    pub html: String,
    /// Where whoever gets it can have such mails stopped, by one click in a mail program.
    pub unsubscribe: Option<String>,
    /// The group that it is of, as its address names it.
    pub list: Option<String>,
    /// What it is about: mail programs show such mails together.
    pub thread: Option<String>,
    /// Who caused it, and is told if it cannot be delivered.
    pub asked_by: Option<PersonId>,
}

impl Mail {
    pub fn of_group(self, slug: &str) -> Self {
        Mail { list: Some(slug.to_owned()), ..self }
    }

    /// About a noun and its id, such as "meeting".
    pub fn about(self, noun: &str, id: impl Display) -> Self {
        Mail { thread: Some(format!("{noun}-{id}")), ..self }
    }

    pub fn asked_by(self, person: PersonId) -> Self {
        Mail { asked_by: Some(person), ..self }
    }
}

/// To whom a mail goes only if that is still so when it is sent. Of a mail without, whoever has the
/// address may read it.
#[derive(Clone, Debug, Default)]
pub struct Only {
    /// In which groups, and as what, whoever gets it has to be.
    readers: Vec<Readers>,
    /// The invitation that it brings: once that is void, it is not sent.
    invitation: Option<InvitationId>,
}

/// Those in a group who have one of some roles.
#[derive(Clone, Copy, Debug)]
struct Readers {
    group: GroupId,
    roles: &'static [Role],
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Letter<'a> {
    subject: &'a str,
    paragraphs: Vec<Vec<Line<'a>>>,
}

enum Line<'a> {
    Words(&'a str),
    Link(&'a str),
}

/// A mail whose words are those of a `.txt` template: paragraphs, between which there are empty
/// lines. A line that is an address of a page becomes a link in the HTML.
pub fn compose(recipient: &str, subject: &str, text: &impl Template) -> Result<Mail> {
    let subject = subject.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.render().map_err(anyhow::Error::from)?.trim().to_owned() + "\n";
    let paragraphs = text.split("\n\n").map(|paragraph| paragraph.lines().map(line).collect());
    let letter = Letter { subject: &subject, paragraphs: paragraphs.collect() };
    let html = letter.render().map_err(anyhow::Error::from)?;
    Ok(Mail { recipient: recipient.to_owned(), subject, text, html, ..Mail::default() })
}

impl Only {
    /// To somebody who has one of these roles in the group.
    pub fn readers(group: GroupId, roles: &'static [Role]) -> Self {
        Only::default().and_readers(group, roles)
    }

    pub fn and_readers(mut self, group: GroupId, roles: &'static [Role]) -> Self {
        self.readers.push(Readers { group, roles });
        self
    }

    pub fn invited(invitation: InvitationId) -> Self {
        Only { invitation: Some(invitation), ..Only::default() }
    }
}

fn line(line: &str) -> Line<'_> {
    let address = line.starts_with("https://") || line.starts_with("http://");
    if address && !line.contains(' ') { Line::Link(line) } else { Line::Words(line) }
}

/// Wakes the worker of every server when the transaction commits. Service accounts get none.
pub async fn enqueue(db: &mut PgConnection, mail: &Mail) -> Result<()> {
    enqueue_only(db, mail, &Only::default()).await
}

/// The same, for those who may still read it when it is sent.
pub async fn enqueue_only(db: &mut PgConnection, mail: &Mail, only: &Only) -> Result<()> {
    if mail.recipient.ends_with(SERVICE_ADDRESS) {
        return Ok(());
    }
    let groups: Vec<_> = only.readers.iter().map(|readers| readers.group.0).collect();
    let key = |role: &Role| role.key().to_owned();
    let roles = only
        .readers
        .iter()
        .map(|readers| readers.roles.iter().map(key).collect::<Vec<_>>().join(" "));
    let roles: Vec<_> = roles.collect();
    sqlx::query!(
        r#"
        with mail as (
            insert into mails
                (id, recipient, subject, text, html, unsubscribe, invitation_id, list, thread, asked_by)
            values ($1, $2, $3, $4, $5, $6, $9, $10, $11, $12)
        ),
        readers as (
            insert into mail_readers (mail_id, group_id, roles)
            select $1, readers.group_id, string_to_array(readers.roles, ' ')
            from unnest($7::uuid[], $8::text[]) as readers (group_id, roles)
        )
        select pg_notify('mails', '')
        "#,
        MailId::new() as MailId,
        mail.recipient,
        mail.subject,
        mail.text,
        mail.html,
        mail.unsubscribe,
        &groups,
        &roles,
        only.invitation as Option<InvitationId>,
        mail.list,
        mail.thread,
        mail.asked_by as Option<PersonId>,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Does the work of `enqueue` for a mail that nobody is to get, and keeps nothing of it.
pub async fn keep_back(db: &mut PgConnection, mail: &Mail) -> Result<()> {
    let id = MailId::new();
    sqlx::query!(
        r#"
        with mail as (
            insert into mails (id, recipient, subject, text, html, given_up_at)
            values ($1, '', $2, $3, $4, now())
        )
        select pg_notify('mails', '')
        "#,
        id as MailId,
        mail.subject,
        mail.text,
        mail.html,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!("delete from mails where id = $1", id as MailId).execute(db).await?;
    Ok(())
}

/// How the addresses of service accounts end, at which nobody gets mail.
pub const SERVICE_ADDRESS: &str = "@service.invalid";
