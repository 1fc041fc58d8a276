//! What is said of a meeting before it is held: when, how long, where, who moderates.

mod store;
mod stages;
mod next;
pub mod api;
pub mod pages;

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use crate::agenda;
use crate::meeting::{Meeting, Step, moderators, store as meetings};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::MeetingId;
use base::policy::RunMeetings;
use base::revisions::content;
use base::states::MeetingState;
use platform::history::{self, Change, revisions};
use platform::web::{Result, transaction};

pub use crate::meeting::{Said, Schedule, ScheduleForm, Start};

/// Makes a meeting of the group's series, or a draft of one. The form's id makes a second
/// press of the button find the first one's meeting.
pub async fn make(
    db: &PgPool,
    by: &May<RunMeetings>,
    form: &ScheduleForm,
    now: DateTime<Utc>,
) -> Result<Meeting> {
    let schedule = form.check(by.group.time_zone)?;
    form.question_past(&schedule, now)?;
    let id = form.id.unwrap_or_else(MeetingId::new);
    let mut tx = transaction(db).await?;
    if meetings::insert(&mut tx, id, &by.group, &schedule).await? {
        moderators::set(&mut tx, by.group.id, id, &schedule.moderators).await?;
        let draft = meetings::find_by_id(&mut tx, by.group.id, id).await?;
        let content = Some(content(&schedule));
        let event = Change { event: "drafted", revision: Some(1), content, ..draft.event() };
        history::log(&mut tx, by.person.id, event).await?;
        agenda::begin(&mut tx, by, &draft).await?;
    }
    tx.commit().await?;
    let meeting = meetings::find_by_id(&mut *db.acquire().await?, by.group.id, id).await?;
    match form.draft || meeting.state != MeetingState::Draft {
        true => Ok(meeting),
        false => {
            crate::meeting::take(db, by, &meeting.path(&by.group), Step::Schedule, "", now).await
        }
    }
}

pub async fn edit(
    db: &PgPool,
    by: &May<RunMeetings>,
    at: &MeetingPath,
    form: &ScheduleForm,
    now: DateTime<Utc>,
) -> Result<Meeting> {
    let mut tx = transaction(db).await?;
    let meeting = crate::meeting::lock(&mut tx, by.group.id, at.meeting).await?;
    let zone = meeting.starts_zone.unwrap_or(by.group.time_zone);
    let schedule = form.check(zone)?;
    if meeting.is_to_come() && schedule.starts.at != meeting.starts_at {
        form.question_past(&schedule, now)?;
    }
    let saved = Schedule::of(&meeting, moderators::of(&mut *tx, meeting.id).await?, zone);
    let edits = ((meeting.revision, &saved), (form.revision, &schedule));
    revisions::check(&mut tx, meeting.id.0, edits.0, edits.1).await?;
    let revision = Some(meeting.revision + 1);
    meetings::reschedule(&mut tx, meeting.id, &schedule).await?;
    moderators::set(&mut tx, by.group.id, meeting.id, &schedule.moderators).await?;
    let content = Some(content(&schedule));
    let event = Change { event: "planned anew", revision, content, ..meeting.event() };
    history::log(&mut tx, by.person.id, event).await?;
    crate::meeting::changed(&mut tx, meeting.id).await?;
    tx.commit().await?;
    Ok(meeting)
}
