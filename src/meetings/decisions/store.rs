//! Decisions in the database.

use sqlx::PgConnection;

use super::Wording;
use crate::agenda::on::On;
use crate::meeting::Meeting;
use base::ids::{DecisionId, GroupId, ItemId, MeetingId};
use platform::web::Result;

/// A decision that was not removed, and its revision.
pub async fn find(
    db: &mut PgConnection,
    meeting: MeetingId,
    id: DecisionId,
) -> Result<(i32, Wording)> {
    let row = sqlx::query!(
        r#"
        select decisions.item_id as "item_id: ItemId", agenda_items.title as "title?",
               decisions.text, decisions.html, decisions.revision
        from decisions
        left join agenda_items on agenda_items.id = decisions.item_id
        where decisions.meeting_id = $1 and decisions.id = $2 and decisions.removed_at is null
        for update of decisions
        "#,
        meeting as MeetingId,
        id as DecisionId,
    )
    .fetch_one(db)
    .await?;
    let on = On::of(row.item_id, row.title);
    Ok((row.revision, Wording { on, text: row.text, html: row.html, tied: None }))
}

/// The group's row stays locked until the transaction ends, so no number is drawn twice.
pub async fn insert(
    db: &mut PgConnection,
    id: DecisionId,
    meeting: &Meeting,
    wording: &Wording,
) -> Result<()> {
    sqlx::query!(
        r#"
        with drawn as (
            update groups set last_decision = last_decision + 1
            where id = $2
            returning last_decision
        )
        insert into decisions (id, group_id, meeting_id, item_id, number, text, html)
        select $1, $2, $3, $4, last_decision, $5, $6 from drawn
        "#,
        id as DecisionId,
        meeting.group_id as GroupId,
        meeting.id as MeetingId,
        wording.on.id as Option<ItemId>,
        wording.text,
        wording.html,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn update(db: &mut PgConnection, id: DecisionId, wording: &Wording) -> Result<()> {
    sqlx::query!(
        r#"
        update decisions set item_id = $2, text = $3, html = $4, revision = revision + 1
        where id = $1
        "#,
        id as DecisionId,
        wording.on.id as Option<ItemId>,
        wording.text,
        wording.html,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The item that it is, or was, on.
pub async fn set_removed(
    db: &mut PgConnection,
    meeting: MeetingId,
    id: DecisionId,
    removed: bool,
) -> Result<Option<ItemId>> {
    let item = sqlx::query_scalar!(
        r#"
        update decisions set removed_at = case when $3 then now() end
        where meeting_id = $1 and id = $2 and (removed_at is null) = $3
        returning item_id as "item_id: ItemId"
        "#,
        meeting as MeetingId,
        id as DecisionId,
        removed,
    )
    .fetch_one(db)
    .await?;
    Ok(item)
}
