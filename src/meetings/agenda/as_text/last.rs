//! Who changed an agenda last, in the database.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use base::ids::{MeetingId, PersonId};
use platform::web::Result;

pub struct Last {
    pub person: PersonId,
    pub name: String,
    pub at: DateTime<Utc>,
}

pub async fn change(db: &mut PgConnection, meeting: MeetingId) -> Result<Option<Last>> {
    let last = sqlx::query_as!(
        Last,
        r#"
        select people.id as "person: PersonId", people.name, history.at
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
    Ok(last)
}
