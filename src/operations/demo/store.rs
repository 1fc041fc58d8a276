//! What the demonstration asks of the database before it fills it.

use sqlx::PgExecutor;

use access::person::Person;
use base::ids::PersonId;
use platform::web::Result;

/// Whether nobody has begun to use it.
pub async fn is_empty(db: impl PgExecutor<'_>) -> Result<bool> {
    let empty = sqlx::query_scalar!(
        r#"
        select not exists (select from groups)
           and not exists (select from people where id <> $1) as "empty!"
        "#,
        Person::operator().id as PersonId,
    )
    .fetch_one(db)
    .await?;
    Ok(empty)
}

/// What was just written to somebody.
pub async fn mail_to(db: impl PgExecutor<'_>, recipient: &str) -> Result<String> {
    let text = sqlx::query_scalar!(
        "select text from mails where recipient = $1 order by id desc limit 1",
        recipient,
    )
    .fetch_one(db)
    .await?;
    Ok(text)
}
