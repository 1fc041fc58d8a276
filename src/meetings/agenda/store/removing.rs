//! Taking items off an agenda, in the database.

use sqlx::PgConnection;

use base::ids::{ItemId, MeetingId};
use platform::web::Result;

pub async fn is_recorded(db: &mut PgConnection, items: &[ItemId]) -> Result<bool> {
    let items: Vec<_> = items.iter().map(|id| id.0).collect();
    let recorded = sqlx::query_scalar!(
        r#"
        select exists (select from contributions where item_id = any($1))
            or exists (select from decisions where item_id = any($1))
            or exists (select from action_items where item_id = any($1))
            or exists (select from update_notes where item_id = any($1))
            or exists (select from summary_sections where item_id = any($1))
            or exists (select from agenda_items where deferred_from = any($1)) as "recorded!"
        "#,
        &items,
    )
    .fetch_one(db)
    .await?;
    Ok(recorded)
}

pub async fn delete(db: &mut PgConnection, meeting: MeetingId, items: &[ItemId]) -> Result<()> {
    let items: Vec<_> = items.iter().map(|id| id.0).collect();
    sqlx::query!(
        "delete from agenda_items where meeting_id = $1 and id = any($2)",
        meeting as MeetingId,
        &items,
    )
    .execute(db)
    .await?;
    Ok(())
}
