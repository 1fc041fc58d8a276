//! The answers that are kept, in the database.

use chrono::{DateTime, Utc};
use sqlx::PgPool;
use uuid::Uuid;

use super::idempotency::Key;
use crate::web::Result;
use base::ids::TokenId;

pub struct Kept {
    pub status: i32,
    pub location: Option<String>,
    pub etag: Option<String>,
    pub body: Vec<u8>,
}

/// Whose turn it is to answer a request.
pub enum Claim {
    /// This one's, which makes something of this id.
    Mine(Uuid),
    Answered(Kept),
    /// The key was another request's.
    Other,
    Running,
}

/// One that was not answered within ten seconds was cut off, and may be tried again. What is
/// older than a day goes at the same time.
pub async fn claim(db: &PgPool, key: &Key, hash: &[u8], now: DateTime<Utc>) -> Result<Claim> {
    let mine = sqlx::query_scalar!(
        r#"
        with old as (
            delete from kept_answers
            where claimed_at < $5::timestamptz - interval '1 day'
              and (token_id, key) is distinct from ($1, $2)
        )
        insert into kept_answers (token_id, key, request_hash, made_id, claimed_at)
        values ($1, $2, $3, $4, $5)
        on conflict (key, token_id) do update
        set claimed_at = $5,
            request_hash = $3,
            made_id = case when kept_answers.request_hash = $3
                      then kept_answers.made_id else $4 end,
            status = null
        where kept_answers.claimed_at < $5::timestamptz - interval '1 day'
           or (kept_answers.status is null and kept_answers.request_hash = $3
               and kept_answers.claimed_at < $5::timestamptz - interval '10 seconds')
        returning made_id
        "#,
        key.token as Option<TokenId>,
        key.key,
        hash,
        Uuid::now_v7(),
        now,
    )
    .fetch_optional(db)
    .await?;
    match mine {
        Some(id) => Ok(Claim::Mine(id)),
        None => found(db, key, hash).await,
    }
}

async fn found(db: &PgPool, key: &Key, hash: &[u8]) -> Result<Claim> {
    let row = sqlx::query!(
        r#"
        select request_hash = $3 as "same!", status, location, etag, body
        from kept_answers
        where key = $2 and token_id is not distinct from $1
        "#,
        key.token as Option<TokenId>,
        key.key,
        hash,
    )
    .fetch_optional(db)
    .await?;
    Ok(match row {
        Some(row) if !row.same => Claim::Other,
        Some(row) => match row.status.zip(row.body) {
            None => Claim::Running,
            Some((status, body)) => {
                Claim::Answered(Kept { status, location: row.location, etag: row.etag, body })
            }
        },
        None => Claim::Running,
    })
}

pub async fn keep(db: &PgPool, key: &Key, kept: &Kept) -> Result<()> {
    sqlx::query!(
        r#"
        update kept_answers set status = $3, location = $4, etag = $5, body = $6
        where key = $2 and token_id is not distinct from $1
        "#,
        key.token as Option<TokenId>,
        key.key,
        kept.status,
        kept.location,
        kept.etag,
        kept.body,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn release(db: &PgPool, key: &Key) -> Result<()> {
    sqlx::query!(
        "delete from kept_answers where key = $2 and token_id is not distinct from $1",
        key.token as Option<TokenId>,
        key.key,
    )
    .execute(db)
    .await?;
    Ok(())
}
