//! What somebody did on such a page and can undo.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use super::Desk;
use crate::error::{Error, Result};
use base::ids::PersonId;

/// What somebody did last, as its button says it.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct Undoable {
    pub id: Uuid,
    /// "added “The new form”"
    pub summary: String,
}

/// What is to be undone.
#[derive(Debug)]
pub struct UndoneAct<A> {
    pub act: A,
    /// What happened later may have been done by others.
    pub history_id: i64,
}

/// Notes what somebody did; only their latest twenty can be undone.
pub async fn note(
    db: &mut PgConnection,
    desk: &Desk,
    by: PersonId,
    summary: &str,
    act: &impl Serialize,
) -> Result<()> {
    let act = serde_json::to_value(act).map_err(anyhow::Error::from)?;
    sqlx::query!(
        r#"
        with old as (
            delete from desk_changes
            where desk_changes.page = $2 and desk_changes.person_id = $3 and desk_changes.number <= (
                select later.number from desk_changes later
                where later.page = $2 and later.person_id = $3
                order by later.number desc offset 19 limit 1)
        )
        insert into desk_changes (id, page, person_id, summary, act, history_id)
        select $1, $2, $3, $4, $5, coalesce(max(history.id), 0) from history
        "#,
        Uuid::now_v7(),
        desk.0,
        by as PersonId,
        summary,
        act,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The latest that somebody did there, taken off the list: it must be the one that they name.
pub async fn take<A: DeserializeOwned>(
    db: &mut PgConnection,
    desk: &Desk,
    by: PersonId,
    id: Uuid,
) -> Result<UndoneAct<A>> {
    let taken = sqlx::query!(
        r#"
        delete from desk_changes
        where desk_changes.id = $3 and desk_changes.number = (
            select max(latest.number) from desk_changes latest
            where latest.page = $1 and latest.person_id = $2)
        returning desk_changes.act as "act: Value", desk_changes.history_id
        "#,
        desk.0,
        by as PersonId,
        id,
    )
    .fetch_optional(db)
    .await?;
    let taken = taken.ok_or_else(|| {
        Error::conflict("You did something else since, or undid this already. Undo that first.")
    })?;
    let act = serde_json::from_value(taken.act).map_err(anyhow::Error::from)?;
    Ok(UndoneAct { act, history_id: taken.history_id })
}

/// How an undo ended: what cannot be undone any more does not stand before what can.
pub async fn settled<T>(db: &PgPool, by: PersonId, change: Uuid, undone: Result<T>) -> Result<T> {
    if let Err(Error::Conflict(_) | Error::Invalid(_) | Error::NotFound) = undone {
        sqlx::query!(
            r#"
            delete from desk_changes refused
            where refused.id = $1 and refused.person_id = $2 and refused.number = (
                select max(latest.number) from desk_changes latest
                where latest.page = refused.page and latest.person_id = refused.person_id)
            "#,
            change,
            by as PersonId,
        )
        .execute(db)
        .await?;
    }
    undone
}

/// The name of another person who changed one of these since, if named, as a subject of this kind.
pub async fn changed_by_another(
    db: &mut PgConnection,
    subject: Option<&str>,
    ids: &[Uuid],
    person: PersonId,
    since: i64,
) -> Result<Option<String>> {
    let name = sqlx::query_scalar!(
        r#"
        select people.name
        from history
        join people on people.id = history.person_id
        where history.subject_id = any($1) and history.id > $2 and history.person_id <> $3
          and ($4::text is null or history.subject = $4)
        order by history.id desc
        limit 1
        "#,
        ids,
        since,
        person as PersonId,
        subject,
    )
    .fetch_optional(db)
    .await?;
    Ok(name)
}
