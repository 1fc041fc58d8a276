//! Pages and their parts in the database.

use sqlx::{PgConnection, PgExecutor};

use super::Desk;
use crate::error::Result;

/// More parts than that are not named one by one.
const NAMED: usize = 40;

/// What changed on a page since somebody saw it.
#[derive(Debug)]
pub struct Changed {
    pub revision: i64,
    pub parts: Vec<String>,
}

/// Counts a change of these parts, and tells everybody who has the page open once it is committed.
pub async fn changed(db: &mut PgConnection, desk: &Desk, parts: &[String]) -> Result<i64> {
    let revision = sqlx::query_scalar!(
        r#"
        with counted as (
            insert into desks (page, revision) values ($1, 1)
            on conflict (page) do update set revision = desks.revision + 1
            returning desks.revision
        ), noted as (
            insert into desk_parts (page, part, revision)
            select $1, part.name, counted.revision
            from counted cross join unnest($2::text[]) as part (name)
            on conflict (page, part) do update set revision = excluded.revision
        ), told as (
            select pg_notify('desks', json_build_object(
                'page', $1::text, 'revision', counted.revision,
                'parts', case when $3 then $2::text[] end)::text)
            from counted
        )
        select counted.revision as "revision!" from counted, told
        "#,
        desk.0,
        parts,
        parts.len() <= NAMED,
    )
    .fetch_one(db)
    .await?;
    Ok(revision)
}

pub async fn changed_since(db: impl PgExecutor<'_>, desk: &Desk, revision: i64) -> Result<Changed> {
    let changed = sqlx::query_as!(
        Changed,
        r#"
        select coalesce((select desks.revision from desks where desks.page = $1), 0) as "revision!",
               array(select desk_parts.part from desk_parts
                     where desk_parts.page = $1 and desk_parts.revision > $2
                     order by desk_parts.part) as "parts!"
        "#,
        desk.0,
        revision,
    )
    .fetch_one(db)
    .await?;
    Ok(changed)
}
