//! Who changed an agenda last, in the database.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use base::ids::MeetingId;
use platform::web::Result;

pub async fn change(
    db: &mut PgConnection,
    meeting: MeetingId,
) -> Result<Option<(String, DateTime<Utc>)>> {
    let last = sqlx::query!(
        r#"
        select people.name, history.at
        from history
        join people on people.id = history.person_id
        where history.meeting_id = $1 and history.subject = 'agenda item'
        order by history.id desc
        limit 1
        "#,
        meeting as MeetingId,
    )
    .fetch_optional(db)
    .await?;
    Ok(last.map(|last| (last.name, last.at)))
}
