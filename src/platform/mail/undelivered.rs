//! Mail that did not arrive, as it is told to whoever caused it and whoever keeps the addresses.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgPool;

use crate::web::Result;

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

/// Of these addresses, those to which the latest mail did not arrive.
pub async fn to(db: &PgPool, addresses: &[String]) -> Result<Vec<Undelivered>> {
    let addresses: Vec<_> = addresses.iter().map(|address| address.to_lowercase()).collect();
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
            order by lower(mails.recipient), coalesce(mails.sent_at, mails.given_up_at) desc
        ) as latest
        where latest.given_up_at is not null
        "#,
        &addresses,
    )
    .fetch_all(db)
    .await?;
    Ok(latest)
}
