//! The sessions of people, in the database.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor, PgPool};

use super::super::Session;
use super::super::typist::Typist;
use base::ids::{PersonId, SessionId};
use platform::web::{Error, Result};

pub struct Beginning<'a> {
    pub token_hash: Vec<u8>,
    pub person: PersonId,
    pub device: &'a str,
    pub by_link: bool,
    pub now: DateTime<Utc>,
    pub expires_at: DateTime<Utc>,
}

/// The person's expired sessions go at the same time, and what is remembered of old ones.
pub async fn begin(db: &mut PgConnection, session: Beginning<'_>) -> Result<()> {
    sqlx::query!(
        r#"
        with expired as (delete from sessions where person_id = $3 and expires_at <= $6),
        forgotten as (
            delete from ended_sessions where ended_at < now() - interval '30 days'
        )
        insert into sessions
            (id, token_hash, person_id, device, by_link, signed_in_at, seen_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $6, $7)
        "#,
        SessionId::new() as SessionId,
        session.token_hash,
        session.person as PersonId,
        session.device,
        session.by_link,
        session.now,
        session.expires_at,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn end(db: &mut PgConnection, token_hash: &[u8]) -> Result<()> {
    sqlx::query!("delete from sessions where token_hash = $1", token_hash).execute(db).await?;
    Ok(())
}

pub async fn end_of(db: &mut PgConnection, person: PersonId, session: SessionId) -> Result<()> {
    let ended = sqlx::query!(
        "delete from sessions where person_id = $1 and id = $2",
        person as PersonId,
        session as SessionId,
    )
    .execute(db)
    .await?;
    match ended.rows_affected() {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

/// All sessions of a person, but for the one that is kept.
pub async fn end_others(
    db: &mut PgConnection,
    person: PersonId,
    kept: Option<SessionId>,
) -> Result<()> {
    sqlx::query!(
        "delete from sessions where person_id = $1 and id is distinct from $2",
        person as PersonId,
        kept as Option<SessionId>,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn list(
    db: impl PgExecutor<'_>,
    person: PersonId,
    now: DateTime<Utc>,
) -> Result<Vec<Session>> {
    let sessions = sqlx::query_as!(
        Session,
        r#"
        select id as "id: SessionId", device, signed_in_at, seen_at
        from sessions
        where person_id = $1 and expires_at > $2
        order by seen_at desc, id
        "#,
        person as PersonId,
        now,
    )
    .fetch_all(db)
    .await?;
    Ok(sessions)
}

/// Whose a session is or was, by its id or else by its token.
pub async fn typist(
    db: &PgPool,
    session: Option<SessionId>,
    token_hash: Option<&[u8]>,
) -> Result<Option<Typist>> {
    let typist = sqlx::query_as!(
        Typist,
        r#"
        select people.id as "id: PersonId", people.name
        from (
            select sessions.person_id
            from sessions
            where sessions.id = $1 or sessions.token_hash = $2
            union
            select ended_sessions.person_id
            from ended_sessions
            where ended_sessions.id = $1 or ended_sessions.token_hash = $2
        ) as known
        join people on people.id = known.person_id
        limit 1
        "#,
        session as Option<SessionId>,
        token_hash,
    )
    .fetch_optional(db)
    .await?;
    Ok(typist)
}
