//! Removed items in the database: what was removed at once is kept as one row.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use sqlx::types::Json;
use sqlx::{PgConnection, PgExecutor};

use super::RemovedItem;
use crate::agenda::Item;
use base::ids::{ItemId, MeetingId, PersonId};
use platform::web::Result;

pub async fn list(db: impl PgExecutor<'_>, meeting: MeetingId) -> Result<Vec<RemovedItem>> {
    let removed = sqlx::query_as!(
        RemovedItem,
        r#"
        select removed_items.item_id as "id: ItemId", removed_items.title, removed_items.below,
               people.name as by, removed_items.removed_at as at
        from removed_items
        join people on people.id = removed_items.removed_by
        where removed_items.meeting_id = $1
        order by removed_items.removed_at desc, removed_items.item_id
        "#,
        meeting as MeetingId,
    )
    .fetch_all(db)
    .await?;
    Ok(removed)
}

pub async fn recorded(db: &mut PgConnection, items: &[ItemId]) -> Result<HashSet<ItemId>> {
    let items: Vec<_> = items.iter().map(|id| id.0).collect();
    let recorded = sqlx::query_scalar!(
        r#"
        select item as "item!: ItemId"
        from unnest($1::uuid[]) as item
        where exists (select from contributions where contributions.item_id = item)
           or exists (select from decisions where decisions.item_id = item)
           or exists (select from action_items where action_items.item_id = item)
           or exists (select from update_notes where update_notes.item_id = item)
           or exists (select from summary_sections where summary_sections.item_id = item)
           or exists (select from agenda_items where agenda_items.deferred_from = item)
        "#,
        &items,
    )
    .fetch_all(db)
    .await?;
    Ok(recorded.into_iter().collect())
}

/// The first is the one that is removed, the others stand below it.
pub async fn keep(
    db: &mut PgConnection,
    meeting: MeetingId,
    items: &[ItemId],
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    let items: Vec<_> = items.iter().map(|id| id.0).collect();
    sqlx::query!(
        r#"
        insert into removed_items (item_id, meeting_id, title, below, items, removed_by, removed_at)
        select root.id, root.meeting_id, root.title, cardinality($2::uuid[]) - 1,
               (select jsonb_agg(kept)
                from (select item.id, item.parent_id, item.position, item.label, item.title,
                             item.presenter, item.minutes, item.notes, item.notes_html,
                             item.outcome, item.reason, item.deferred_from, 0 as times_deferred,
                             item.standing, item.revision
                      from agenda_items item
                      where item.meeting_id = $1 and item.id = any($2)) as kept),
               $3, $4
        from agenda_items root
        where root.meeting_id = $1 and root.id = ($2::uuid[])[1]
        "#,
        meeting as MeetingId,
        &items,
        by as PersonId,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
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

/// What was removed at once, which is kept no longer.
pub async fn take(db: &mut PgConnection, meeting: MeetingId, id: ItemId) -> Result<Vec<Item>> {
    let items = sqlx::query_scalar!(
        r#"
        delete from removed_items where meeting_id = $1 and item_id = $2
        returning items as "items: Json<Vec<Item>>"
        "#,
        meeting as MeetingId,
        id as ItemId,
    )
    .fetch_one(db)
    .await?;
    Ok(items.0)
}

/// Moves on what stands there and after it.
pub async fn make_room(
    db: &mut PgConnection,
    meeting: MeetingId,
    (parent, position): (Option<ItemId>, i32),
) -> Result<()> {
    sqlx::query!(
        r#"
        update agenda_items set position = position + 1
        where meeting_id = $1 and parent_id is not distinct from $2 and position >= $3
        "#,
        meeting as MeetingId,
        parent as Option<ItemId>,
        position,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What an item was carried over from may be gone meanwhile.
pub async fn put_back(
    db: &mut PgConnection,
    meeting: MeetingId,
    root: ItemId,
    (parent, position): (Option<ItemId>, i32),
    kept: &[Item],
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into agenda_items
            (id, meeting_id, parent_id, position, label, title, presenter, minutes, notes,
             notes_html, outcome, reason, deferred_from, standing, revision)
        select kept.id, $1, case when kept.id = $2 then $3 else kept.parent_id end,
               case when kept.id = $2 then $4 else kept.position end, kept.label, kept.title,
               kept.presenter, kept.minutes, kept.notes, kept.notes_html, kept.outcome, kept.reason,
               earlier.id, kept.standing, kept.revision
        from jsonb_to_recordset($5) as kept
            (id uuid, parent_id uuid, position int, label text, title text, presenter text,
             minutes int, notes text, notes_html text, outcome item_outcome, reason text,
             deferred_from uuid, standing boolean, revision int)
        left join agenda_items earlier on earlier.id = kept.deferred_from
        "#,
        meeting as MeetingId,
        root as ItemId,
        parent as Option<ItemId>,
        position,
        Json(kept) as Json<&[Item]>,
    )
    .execute(db)
    .await?;
    Ok(())
}
