//! Summaries as other pages list them: what is published, and what waits for somebody.

use chrono::{DateTime, Utc};
use serde::Deserialize;
use sqlx::PgPool;

use base::addresses::meeting::{MeetingKey, MeetingPath};
use base::ids::GroupId;
use platform::web::Result;

/// A published summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SummaryRow {
    pub group_slug: String,
    pub group_short_name: String,
    pub meeting_number: i32,
    pub meeting_title: String,
    /// The latest.
    pub edition: i32,
    pub published_at: DateTime<Utc>,
}

/// A summary that waits for somebody.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Waiting {
    pub group_slug: String,
    pub group_short_name: String,
    pub meeting_number: i32,
    pub meeting_title: String,
    pub waits: Waits,
    /// Until when it is in review.
    pub deadline: Option<DateTime<Utc>>,
    /// Of passages, where those wait.
    pub count: i64,
}

/// What it waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Waits {
    Publish,
    Approve,
    Settle,
    /// It was returned to drafting.
    Redraft,
    /// It is a draft, and nobody has touched it for a week.
    Resume,
    /// Its meeting is over, and nobody has begun it.
    Begin,
    /// Passages are left that name somebody who has answered already.
    Passages,
    Comment,
}

impl SummaryRow {
    pub fn name(&self) -> String {
        format!("{} {}", self.meeting_title, self.meeting_number)
    }

    pub fn path(&self) -> MeetingPath {
        let meeting = MeetingKey::Number(self.meeting_number);
        MeetingPath { group: self.group_slug.clone(), meeting }
    }
}

impl Waiting {
    pub fn name(&self) -> String {
        format!("{} {}", self.meeting_title, self.meeting_number)
    }

    pub fn path(&self) -> MeetingPath {
        let meeting = MeetingKey::Number(self.meeting_number);
        MeetingPath { group: self.group_slug.clone(), meeting }
    }
}

/// A group's published summaries, the latest first.
pub async fn published_in(db: &PgPool, group: GroupId, limit: i64) -> Result<Vec<SummaryRow>> {
    listed(db, Some(group), limit).await
}

/// The latest published summaries of all public groups.
pub async fn latest_public(db: &PgPool, limit: i64) -> Result<Vec<SummaryRow>> {
    listed(db, None, limit).await
}

async fn listed(db: &PgPool, group: Option<GroupId>, limit: i64) -> Result<Vec<SummaryRow>> {
    let listed = sqlx::query_as!(
        SummaryRow,
        r#"
        select groups.slug as group_slug, groups.short_name as group_short_name,
               meetings.number as "meeting_number!", meetings.title as meeting_title,
               editions.number as edition, editions.published_at
        from editions
        join groups on groups.id = editions.group_id
        join meetings on meetings.id = editions.meeting_id
        where (editions.group_id = $1 or $1 is null and groups.visibility = 'public')
          and not exists (select from editions later
                          where later.meeting_id = editions.meeting_id
                            and later.number > editions.number)
        order by published_at desc
        limit $2
        "#,
        group as Option<GroupId>,
        limit,
    )
    .fetch_all(db)
    .await?;
    Ok(listed)
}
