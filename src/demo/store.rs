//! What the demonstration asks of the database before it fills it.

use sqlx::PgExecutor;

use crate::ids::PersonId;
use crate::people::Person;
use crate::web::Result;

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
