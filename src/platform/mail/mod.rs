//! Mail to one person: written in the transaction of the change that it tells of, and sent by
//! a worker later.

mod post;
mod worker;
pub mod undelivered;

use std::fmt::Display;

use askama::Template;
use sqlx::PgConnection;

use crate::web::Result;
use base::ids::{MailId, PersonId};

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

fn line(line: &str) -> Line<'_> {
    let address = line.starts_with("https://") || line.starts_with("http://");
    if address && !line.contains(' ') { Line::Link(line) } else { Line::Words(line) }
}

/// Wakes the worker of every server when the transaction commits. Service accounts get none.
pub async fn enqueue(db: &mut PgConnection, mail: &Mail) -> Result<()> {
    if mail.recipient.ends_with(SERVICE_ADDRESS) {
        return Ok(());
    }
    sqlx::query!(
        r#"
        with mail as (
            insert into mails
                (id, recipient, subject, text, html, unsubscribe, list, thread, asked_by)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        )
        select pg_notify('mails', '')
        "#,
        MailId::new() as MailId,
        mail.recipient,
        mail.subject,
        mail.text,
        mail.html,
        mail.unsubscribe,
        mail.list,
        mail.thread,
        mail.asked_by as Option<PersonId>,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Does the work of `enqueue` for a mail that nobody is to get, and keeps no address of it.
pub async fn keep_back(db: &mut PgConnection, mail: &Mail) -> Result<()> {
    sqlx::query!(
        r#"
        with mail as (
            insert into mails (id, recipient, subject, text, html, given_up_at)
            values ($1, '', $2, $3, $4, now())
        )
        select pg_notify('mails', '')
        "#,
        MailId::new() as MailId,
        mail.subject,
        mail.text,
        mail.html,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// How the addresses of service accounts end, at which nobody gets mail.
pub const SERVICE_ADDRESS: &str = "@service.invalid";
