//! Pages and their parts in the database.

use sqlx::{PgConnection, PgExecutor};

use super::Desk;
use crate::error::Result;

/// What changed on a page since somebody saw it.
#[derive(Debug)]
pub struct Changed {
    pub revision: i64,
    pub parts: Vec<String>,
}

/// Counts a change of these parts, and tells everybody who has the page open once it is committed.
pub async fn changed(db: &mut PgConnection, desk: &Desk, parts: &[String]) -> Result<i64> {
    let revision =
        sqlx::query_scalar!(r#"select desk_changed($1, $2) as "revision!""#, desk.0, parts)
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
