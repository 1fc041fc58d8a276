//! One-time links to sign in, in the database.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use base::ids::PersonId;
use platform::web::Result;

/// A new link takes the place of those that were made before.
pub async fn make(
    db: &mut PgConnection,
    person: PersonId,
    (token_hash, sets_password): (&[u8], bool),
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    void(db, person).await?;
    sqlx::query!(
        "insert into sign_in_links (token_hash, person_id, made_at, expires_at, sets_password) \
         values ($1, $2, $3, $4, $5)",
        token_hash,
        person as PersonId,
        now,
        expires_at,
        sets_password,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn void(db: &mut PgConnection, person: PersonId) -> Result<()> {
    sqlx::query!("delete from sign_in_links where person_id = $1", person as PersonId)
        .execute(db)
        .await?;
    Ok(())
}

/// The name of the person whom the link would sign in.
pub async fn whose(
    db: impl PgExecutor<'_>,
    token_hash: &[u8],
    now: DateTime<Utc>,
) -> Result<String> {
    let name = sqlx::query_scalar!(
        r#"
        select people.name
        from sign_in_links
        join people on people.id = sign_in_links.person_id
        where sign_in_links.token_hash = $1 and sign_in_links.used_at is null
          and sign_in_links.expires_at > $2 and people.suspended_at is null
        "#,
        token_hash,
        now,
    )
    .fetch_one(db)
    .await?;
    Ok(name)
}

/// Whom a link signs in, and whether they asked to set a new password by it.
pub struct Taken {
    pub person: PersonId,
    pub sets_password: bool,
}

pub async fn take(db: &mut PgConnection, token_hash: &[u8], now: DateTime<Utc>) -> Result<Taken> {
    let taken = sqlx::query_as!(
        Taken,
        r#"
        update sign_in_links set used_at = $2
        from people
        where sign_in_links.token_hash = $1 and sign_in_links.used_at is null
          and sign_in_links.expires_at > $2
          and people.id = sign_in_links.person_id and people.suspended_at is null
        returning sign_in_links.person_id as "person: PersonId", sign_in_links.sets_password
        "#,
        token_hash,
        now,
    )
    .fetch_one(db)
    .await?;
    Ok(taken)
}
