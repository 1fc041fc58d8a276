//! Mail to one person: written in the transaction of the change that it tells of, and sent by
//! a worker later.

use sqlx::PgConnection;

use crate::ids::MailId;
use crate::web::Result;

/// A mail in plain text and simple HTML, to one recipient.
pub struct Mail {
    pub recipient: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

pub async fn enqueue(db: &mut PgConnection, mail: &Mail) -> Result<()> {
    sqlx::query!(
        "insert into mails (id, recipient, subject, text, html) values ($1, $2, $3, $4, $5)",
        MailId::new() as MailId,
        mail.recipient,
        mail.subject,
        mail.text,
        mail.html,
    )
    .execute(db)
    .await?;
    Ok(())
}
