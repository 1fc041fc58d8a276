//! Who did what, when and why: one row for every change, written in the change's transaction.

use serde_json::Value;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::ids::{GroupId, MeetingId, PersonId};
use crate::web::Result;

/// What happened. `content` is what the subject says from `revision` on, and what a later
/// three-way merge starts from.
#[derive(Clone, Debug, Default)]
pub struct Event<'a> {
    pub group: Option<GroupId>,
    pub meeting: Option<MeetingId>,
    pub subject: &'static str,
    pub subject_id: Uuid,
    pub event: &'static str,
    pub reason: &'a str,
    pub revision: Option<i32>,
    pub content: Option<Value>,
}

pub async fn record(db: &mut PgConnection, by: PersonId, event: Event<'_>) -> Result<()> {
    sqlx::query!(
        r#"
        insert into history
            (person_id, group_id, meeting_id, subject, subject_id, event, reason, revision, content)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        "#,
        by as PersonId,
        event.group as Option<GroupId>,
        event.meeting as Option<MeetingId>,
        event.subject,
        event.subject_id,
        event.event,
        event.reason,
        event.revision,
        event.content,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What a subject said at a revision.
pub async fn content(db: &mut PgConnection, subject: Uuid, revision: i32) -> Result<Option<Value>> {
    let content = sqlx::query_scalar!(
        "select content from history where subject_id = $1 and revision = $2",
        subject,
        revision,
    )
    .fetch_optional(db)
    .await?;
    Ok(content.flatten())
}
