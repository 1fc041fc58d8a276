use sqlx::{PgConnection, PgExecutor};

use super::{Meeting, MeetingKey, MeetingState};
use crate::ids::{GroupId, MeetingId};
use crate::web::Result;

pub async fn find(db: impl PgExecutor<'_>, group: GroupId, key: MeetingKey) -> Result<Meeting> {
    let (number, draft) = parts(key);
    let meeting = sqlx::query_as!(
        Meeting,
        r#"
        select id as "id: MeetingId", group_id as "group_id: GroupId", number, title,
               state as "state: MeetingState", starts_at, minutes, joining_link,
               participants_note, next_meeting_at, agenda_published_at, agenda_revised_at, revision
        from meetings
        where group_id = $1 and (number = $2 or number is null and id = $3)
        "#,
        group as GroupId,
        number,
        draft as Option<MeetingId>,
    )
    .fetch_one(db)
    .await?;
    Ok(meeting)
}

pub async fn lock(db: &mut PgConnection, group: GroupId, key: MeetingKey) -> Result<Meeting> {
    let (number, draft) = parts(key);
    sqlx::query!(
        r#"
        select id from meetings
        where group_id = $1 and (number = $2 or number is null and id = $3)
        for update
        "#,
        group as GroupId,
        number,
        draft as Option<MeetingId>,
    )
    .fetch_one(&mut *db)
    .await?;
    // A second statement, because it sees what was committed while the lock was awaited.
    find(db, group, key).await
}

fn parts(key: MeetingKey) -> (Option<i32>, Option<MeetingId>) {
    match key {
        MeetingKey::Number(number) => (Some(number), None),
        MeetingKey::Draft(id) => (None, Some(id)),
    }
}
