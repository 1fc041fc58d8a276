//! A meeting's particulars in the database.

use sqlx::PgConnection;
use uuid::Uuid;

use super::Particulars;
use base::ids::MeetingId;
use base::time::{Agreed, Zone};
use platform::web::Result;

pub struct Saved {
    /// What history knows them by.
    pub id: Uuid,
    pub revision: i32,
    pub particulars: Particulars,
}

pub async fn find(
    db: &mut PgConnection,
    meeting: MeetingId,
    zone_of_record: Zone,
) -> Result<Saved> {
    let row = sqlx::query!(
        r#"
        select record_id, record_revision, next_meeting_at, next_zone as "next_zone: Zone",
               participants_note
        from meetings where id = $1
        "#,
        meeting as MeetingId,
    )
    .fetch_one(db)
    .await?;
    let zone = row.next_zone.unwrap_or(zone_of_record);
    let particulars = Particulars {
        next_meeting: row.next_meeting_at.map(|at| Agreed::of(at, zone)),
        participants_note: row.participants_note,
    };
    Ok(Saved { id: row.record_id, revision: row.record_revision, particulars })
}

pub async fn update(
    db: &mut PgConnection,
    meeting: MeetingId,
    particulars: &Particulars,
) -> Result<()> {
    let next = particulars.next_meeting;
    sqlx::query!(
        r#"
        update meetings
        set next_meeting_at = $2, next_local = $3, next_zone = $4, next_second = $5,
            participants_note = $6, record_revision = record_revision + 1
        where id = $1
        "#,
        meeting as MeetingId,
        next.map(|next| next.at),
        next.map(|next| next.local),
        next.map(|next| next.zone) as Option<Zone>,
        next.is_some_and(|next| next.second),
        particulars.participants_note,
    )
    .execute(db)
    .await?;
    Ok(())
}
