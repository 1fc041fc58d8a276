//! The next meeting of somebody's groups, as they find it where they arrive.

use chrono::{DateTime, TimeDelta, Utc};
use sqlx::PgPool;

use super::MeetingRow;
use base::ids::MeetingId;
use base::states::MeetingState;
use platform::web::Result;

/// So long before its time a meeting may start without a question, and people come together.
const EARLY: TimeDelta = TimeDelta::minutes(30);

/// So many items of its agenda are named.
const NAMED: i64 = 8;

/// With what only members are told of it.
#[derive(Clone, Debug)]
pub struct Coming {
    pub meeting: MeetingRow,
    pub minutes: i32,
    pub joining_link: String,
    /// What is on its agenda before it begins: what is recorded of an item may not be everybody's to read.
    pub items: Vec<String>,
}

/// Whether people come together now.
pub fn is_soon(starts_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    now + EARLY >= starts_at
}

impl Coming {
    pub fn joins_now(&self, now: DateTime<Utc>) -> bool {
        let begun = self.meeting.state == MeetingState::InSession;
        !self.joining_link.is_empty() && (begun || is_soon(self.meeting.starts_at, now))
    }

    pub fn more_items(&self) -> i64 {
        (self.meeting.items - NAMED).max(0)
    }
}

/// Of a meeting that the reader is invited to.
pub async fn coming(db: &PgPool, meeting: MeetingRow) -> Result<Coming> {
    let row = sqlx::query!(
        r#"
        select meetings.minutes, meetings.joining_link,
               array(select items.title from agenda_items items
                     where items.meeting_id = meetings.id and items.parent_id is null
                       and meetings.state = 'scheduled'
                     order by items.position
                     limit $2) as "items!"
        from meetings
        where meetings.id = $1
        "#,
        meeting.id as MeetingId,
        NAMED,
    )
    .fetch_one(db)
    .await?;
    let (minutes, joining_link, items) = (row.minutes, row.joining_link, row.items);
    Ok(Coming { meeting, minutes, joining_link, items })
}
