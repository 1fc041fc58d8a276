//! Who did what, when and why: one row for every change, written in the change's transaction.

mod past;
pub mod revisions;
pub mod api;

use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::Value;
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use crate::web::{Result, public_cache};
use base::ids::{GroupId, MeetingId, PersonId};

pub use past::{FieldChange, Past, compared, past};

/// The reason, or its end, where nobody signed in for it.
pub const BY_LINK: &str = "by the link in a reminder";

/// What happened. `content` is what the subject says from `revision` on, and what a later
/// three-way merge starts from.
#[derive(Clone, Debug, Default)]
pub struct Change<'a> {
    pub group: Option<GroupId>,
    pub meeting: Option<MeetingId>,
    pub subject: &'static str,
    pub subject_id: Uuid,
    pub event: &'static str,
    pub reason: &'a str,
    pub revision: Option<i32>,
    pub content: Option<Value>,
}

pub async fn log(db: &mut PgConnection, by: PersonId, event: Change<'_>) -> Result<()> {
    let decided = event.group.is_none() || base::audience::is_known(event.subject);
    debug_assert!(decided, "nobody has decided who is told of a {}", event.subject);
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
    if event.group.is_some() {
        public_cache::changed(event.group);
    }
    Ok(())
}

/// One thing that happened, as people are told of it.
#[derive(Clone, Debug, Deserialize)]
pub struct Told {
    pub at: DateTime<Utc>,
    pub by: String,
    pub subject: String,
    pub event: String,
    pub reason: String,
    pub revision: Option<i32>,
    pub content: Option<Value>,
}

impl Told {
    /// What happened, in the words of the pages. Programs know it by its key, which stays.
    pub fn happened(&self) -> String {
        match self.event.as_str() {
            "let through" => "published".into(),
            "planned anew" => "plan changed".into(),
            "drafted anew" => "returned to draft".into(),
            "taken out of the archive" => "removed from the archive".into(),
            event => event.replacen("settled", "decided", 1).replace('_', " "),
        }
    }
}

/// What happened to a subject, the latest first.
pub async fn of_subject(db: impl PgExecutor<'_>, subject: Uuid) -> Result<Vec<Told>> {
    told(db, subject, None).await
}

/// The same, as far as it happened in a meeting.
pub async fn of_subject_in(
    db: impl PgExecutor<'_>,
    meeting: MeetingId,
    subject: Uuid,
) -> Result<Vec<Told>> {
    told(db, subject, Some(meeting)).await
}

async fn told(
    db: impl PgExecutor<'_>,
    subject: Uuid,
    meeting: Option<MeetingId>,
) -> Result<Vec<Told>> {
    let told = sqlx::query_as!(
        Told,
        r#"
        select history.at, people.name as by, history.subject, history.event, history.reason,
               history.revision, history.content
        from history
        join people on people.id = history.person_id
        where history.subject_id = $1 and ($2::uuid is null or history.meeting_id = $2)
        order by history.id desc
        "#,
        subject,
        meeting as Option<MeetingId>,
    )
    .fetch_all(db)
    .await?;
    Ok(told)
}

/// What happened to the subjects of one kind in a meeting, the latest first.
pub async fn of_meeting(
    db: impl PgExecutor<'_>,
    meeting: MeetingId,
    subject: &str,
) -> Result<Vec<Told>> {
    let told = sqlx::query_as!(
        Told,
        r#"
        select history.at, people.name as by, history.subject, history.event, history.reason,
               history.revision, null::jsonb as content
        from history
        join people on people.id = history.person_id
        where history.meeting_id = $1 and history.subject = $2
        order by history.id desc
        limit 200
        "#,
        meeting as MeetingId,
        subject,
    )
    .fetch_all(db)
    .await?;
    Ok(told)
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
