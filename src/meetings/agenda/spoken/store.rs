//! Which items somebody spoke under, in the database.

use sqlx::{PgConnection, PgExecutor};

use base::ids::ItemId;
use platform::web::Result;

pub async fn was_spoken_under(db: impl PgExecutor<'_>, item: ItemId) -> Result<bool> {
    let spoken = sqlx::query_scalar!(
        r#"
        with recursive branch as (
            select agenda_items.id from agenda_items where agenda_items.id = $1
            union
            select below.id from agenda_items below join branch on branch.id = below.parent_id
        )
        select exists (
            select from contributions
            join branch on branch.id = contributions.item_id
            where contributions.removed_at is null
        ) as "spoken!"
        "#,
        item as ItemId,
    )
    .fetch_one(db)
    .await?;
    Ok(spoken)
}

/// Those of an item and the ones above it that were marked as not addressed.
pub async fn mark_as_discussed(db: &mut PgConnection, item: ItemId) -> Result<Vec<ItemId>> {
    let marked = sqlx::query_scalar!(
        r#"
        with recursive branch as (
            select agenda_items.id, agenda_items.parent_id
            from agenda_items where agenda_items.id = $1
            union
            select above.id, above.parent_id
            from agenda_items above join branch on branch.parent_id = above.id
        )
        update agenda_items
        set outcome = 'discussed', reason = ''
        from branch
        where agenda_items.id = branch.id and agenda_items.outcome = 'not_addressed'
        returning agenda_items.id as "id: ItemId"
        "#,
        item as ItemId,
    )
    .fetch_all(db)
    .await?;
    Ok(marked)
}
