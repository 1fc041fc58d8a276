//! The links to become the first administrator, in the database.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use platform::web::Result;

pub async fn has_administrator(db: impl PgExecutor<'_>) -> Result<bool> {
    let any =
        sqlx::query_scalar!(r#"select exists (select from people where administrator) as "any!""#,)
            .fetch_one(db)
            .await?;
    Ok(any)
}

pub async fn make(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "insert into welcome_links (token_hash, made_at, expires_at) values ($1, $2, $3)",
        token_hash,
        now,
        expires_at,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn is_open(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<bool> {
    let open = sqlx::query_scalar!(
        r#"
        select exists (select from welcome_links where token_hash = $1 and expires_at > $2)
           and not exists (select from people where administrator) as "open!"
        "#,
        token_hash,
        now,
    )
    .fetch_one(db)
    .await?;
    Ok(open)
}

pub async fn lock(db: &mut PgConnection) -> Result<()> {
    sqlx::query!("select token_hash from welcome_links order by token_hash for update")
        .fetch_all(db)
        .await?;
    Ok(())
}

pub async fn close(db: &mut PgConnection) -> Result<()> {
    sqlx::query!("delete from welcome_links").execute(db).await?;
    Ok(())
}
