//! The sections of a summary, one row each.

use sqlx::PgConnection;

use crate::draft::{Composed, SectionEdit, SectionKind};
use base::ids::{ItemId, MeetingId, SectionId};
use platform::web::Result;

pub async fn create_section(
    db: &mut PgConnection,
    meeting: MeetingId,
    id: SectionId,
    position: i32,
    composed: &Composed,
    html: &str,
) -> Result<()> {
    sqlx::query!(
        r#"
        insert into summary_sections
            (id, meeting_id, kind, item_id, position,
             heading, composed_heading, text, composed, html)
        values ($1, $2, $3, $4, $5, $6, $6, $7, $7, $8)
        "#,
        id as SectionId,
        meeting as MeetingId,
        composed.kind as SectionKind,
        composed.item_id as Option<ItemId>,
        position,
        composed.heading,
        composed.text,
        html,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Moves what stands at a place, and all after it, one place on.
pub async fn make_room(db: &mut PgConnection, meeting: MeetingId, place: i32) -> Result<()> {
    sqlx::query!(
        "update summary_sections set position = position + 1 where meeting_id = $1 and position >= $2",
        meeting as MeetingId,
        place,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn write(
    db: &mut PgConnection,
    id: SectionId,
    edit: &SectionEdit,
    html: &str,
) -> Result<MeetingId> {
    let meeting = sqlx::query_scalar!(
        r#"
        update summary_sections
        set heading = $2, text = $3, html = $4, revision = revision + 1
        where id = $1
        returning meeting_id as "meeting_id: MeetingId"
        "#,
        id as SectionId,
        edit.heading,
        edit.text,
        html,
    )
    .fetch_one(db)
    .await?;
    Ok(meeting)
}

/// Notes what the record gave when the section was last compared with it.
pub async fn renew(db: &mut PgConnection, id: SectionId, composed: &Composed) -> Result<()> {
    sqlx::query!(
        "update summary_sections set composed_heading = $2, composed = $3 where id = $1",
        id as SectionId,
        composed.heading,
        composed.text,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn show_or_hide(db: &mut PgConnection, id: SectionId, removed: bool) -> Result<()> {
    sqlx::query!(
        "update summary_sections set removed_at = case when $2 then now() end where id = $1",
        id as SectionId,
        removed,
    )
    .execute(db)
    .await?;
    Ok(())
}
