//! Whether people get reminders, in the database.

use sqlx::{PgConnection, PgExecutor};

use base::ids::PersonId;
use platform::web::Result;

/// Whether somebody gets reminders, by the link in one of them.
pub async fn switch_of(db: impl PgExecutor<'_>, token_hash: &[u8]) -> Result<(PersonId, bool)> {
    let row = sqlx::query!(
        r#"
        select people.id as "id: PersonId", people.reminders
        from reminders
        join people on people.id = reminders.person_id
        where reminders.token_hash = $1
        "#,
        token_hash,
    )
    .fetch_one(db)
    .await?;
    Ok((row.id, row.reminders))
}

/// Whether that changed something.
pub async fn switch(db: &mut PgConnection, person: PersonId, on: bool) -> Result<bool> {
    let switched = sqlx::query!(
        "update people set reminders = $2 where id = $1 and reminders <> $2",
        person as PersonId,
        on,
    )
    .execute(db)
    .await?;
    Ok(switched.rows_affected() > 0)
}
