//! A meeting's particulars in the database.

use chrono_tz::Tz;
use sqlx::PgConnection;
use uuid::Uuid;

use super::Particulars;
use base::ids::MeetingId;
use platform::web::Result;

pub struct Saved {
    /// What history knows them by.
    pub id: Uuid,
    pub revision: i32,
    pub particulars: Particulars,
}

pub async fn find(db: &mut PgConnection, meeting: MeetingId, zone: Tz) -> Result<Saved> {
    let row = sqlx::query!(
        r#"
        select record_id, record_revision, next_meeting_at, participants_note
        from meetings where id = $1
        "#,
        meeting as MeetingId,
    )
    .fetch_one(db)
    .await?;
    let particulars = Particulars {
        next_meeting_at: row.next_meeting_at,
        participants_note: row.participants_note,
        zone,
    };
    Ok(Saved { id: row.record_id, revision: row.record_revision, particulars })
}

pub async fn update(
    db: &mut PgConnection,
    meeting: MeetingId,
    particulars: &Particulars,
) -> Result<()> {
    sqlx::query!(
        r#"
        update meetings
        set next_meeting_at = $2, participants_note = $3, record_revision = record_revision + 1
        where id = $1
        "#,
        meeting as MeetingId,
        particulars.next_meeting_at,
        particulars.participants_note,
    )
    .execute(db)
    .await?;
    Ok(())
}
