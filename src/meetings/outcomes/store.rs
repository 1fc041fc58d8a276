//! Outcomes of agenda items in the database.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::{Later, Verdict};
use crate::agenda::{ItemEdit, label};
use crate::meeting::Meeting;
use base::ids::{GroupId, ItemId, MeetingId};
use base::states::Outcome;
use platform::web::Result;

pub async fn find(db: &mut PgConnection, meeting: MeetingId, item: ItemId) -> Result<Verdict> {
    let verdict = sqlx::query_as!(
        Verdict,
        r#"
        select outcome as "outcome: Outcome", reason
        from agenda_items where meeting_id = $1 and id = $2
        "#,
        meeting as MeetingId,
        item as ItemId,
    )
    .fetch_one(db)
    .await?;
    Ok(verdict)
}

pub async fn update(db: &mut PgConnection, item: ItemId, verdict: &Verdict) -> Result<()> {
    sqlx::query!(
        "update agenda_items set outcome = $2, reason = $3 where id = $1",
        item as ItemId,
        verdict.outcome as Outcome,
        verdict.reason,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The meeting on whose agenda the item stands now, if it was deferred.
pub async fn deferred_to(db: &mut PgConnection, item: ItemId) -> Result<Option<MeetingId>> {
    let meeting = sqlx::query_scalar!(
        r#"
        select meeting_id as "meeting_id: MeetingId"
        from agenda_items where deferred_from = $1 limit 1
        "#,
        item as ItemId,
    )
    .fetch_optional(db)
    .await?;
    Ok(meeting)
}

/// The group's later meetings that were not held yet.
pub async fn later(db: impl PgExecutor<'_>, meeting: &Meeting) -> Result<Vec<Later>> {
    let later = sqlx::query_as!(
        Later,
        r#"
        select id as "id: MeetingId", number, title, starts_at
        from meetings
        where group_id = $1 and id <> $2 and starts_at > $3 and state in ('draft', 'scheduled')
        order by starts_at, id
        "#,
        meeting.group_id as GroupId,
        meeting.id as MeetingId,
        meeting.starts_at,
    )
    .fetch_all(db)
    .await?;
    Ok(later)
}

/// The copy comes last on the first level of the later meeting's agenda.
pub async fn copy(db: &mut PgConnection, item: ItemId, copy: ItemId, to: MeetingId) -> Result<()> {
    let before = sqlx::query_scalar!(
        r#"
        select count(*) as "count!" from agenda_items
        where meeting_id = $1 and parent_id is null
        "#,
        to as MeetingId,
    )
    .fetch_one(&mut *db)
    .await?;
    let nth = usize::try_from(before).unwrap_or_default() + 1;
    sqlx::query!(
        r#"
        insert into agenda_items
            (id, meeting_id, position, label, title, presenter, minutes, notes, notes_html,
             deferred_from)
        select $2, $3,
               (select coalesce(max(agenda_items.position), 0) + 1 from agenda_items
                where agenda_items.meeting_id = $3 and agenda_items.parent_id is null),
               $4, title, presenter, minutes, notes, notes_html, id
        from agenda_items where id = $1
        "#,
        item as ItemId,
        copy as ItemId,
        to as MeetingId,
        label(0, nth),
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What history keeps of a new item.
pub async fn edit(db: &mut PgConnection, item: ItemId) -> Result<ItemEdit> {
    let edit = sqlx::query_as!(
        ItemEdit,
        "select title, presenter, minutes, notes, notes_html from agenda_items where id = $1",
        item as ItemId,
    )
    .fetch_one(db)
    .await?;
    Ok(edit)
}

pub async fn revise_agenda(
    db: &mut PgConnection,
    meeting: MeetingId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update meetings set agenda_revised_at = $2 where id = $1",
        meeting as MeetingId,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}
