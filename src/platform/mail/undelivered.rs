//! Mail that did not arrive, as it is told to whoever caused it and whoever keeps the addresses.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgPool;

use crate::web::Result;
use base::ids::GroupId;

/// A mail that is not tried again.
#[derive(Clone, Debug, Deserialize)]
pub struct Undelivered {
    /// The address, or the name of whom it was for.
    pub recipient: String,
    pub subject: String,
    pub at: DateTime<Utc>,
    /// Whether a mail server refused it; otherwise none took it, however often it was tried.
    pub refused: bool,
    /// What the mail server answered, for whoever knows the address: it may be named there.
    pub failure: String,
}

impl Undelivered {
    /// In a sentence.
    pub fn reason(&self) -> String {
        let answer: String = self.failure.chars().take(200).collect();
        let answer = answer.split_whitespace().collect::<Vec<_>>().join(" ");
        let what = match self.refused {
            true => "The mail server refused it",
            false => "It could not be delivered in 15 hours",
        };
        if answer.is_empty() { format!("{what}.") } else { format!("{what} ({answer}).") }
    }
}

/// Of these addresses, in small letters, those to which the latest mail of the group did not arrive. What other groups
/// sent there is not the group's to know, nor what somebody got who wrote as one of the public.
pub async fn to(
    db: &PgPool,
    (group, slug): (GroupId, &str),
    addresses: &[String],
) -> Result<Vec<Undelivered>> {
    let latest = sqlx::query_as!(
        Undelivered,
        r#"
        select latest.recipient, latest.subject, latest.given_up_at as "at!", latest.refused,
               latest.failure
        from (
            select distinct on (lower(mails.recipient)) mails.*
            from mails
            where lower(mails.recipient) = any($1)
              and coalesce(mails.sent_at, mails.given_up_at) is not null
              and (mails.list = $3 and exists (
                       select from mail_readers
                       where mail_readers.mail_id = mails.id and mail_readers.group_id = $2)
                   or exists (
                       select from invitations
                       where invitations.id = mails.invitation_id
                         and invitations.group_id = $2))
            order by lower(mails.recipient), coalesce(mails.sent_at, mails.given_up_at) desc
        ) as latest
        where latest.given_up_at is not null
        "#,
        addresses,
        group as GroupId,
        slug,
    )
    .fetch_all(db)
    .await?;
    Ok(latest)
}
