//! Recording an action in the meeting that agreed on it, and correcting it.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::{ActionForm, Assignment, Source, store};
use access::rights::{May, Member};
use base::addresses::entry::{Entry, EntryPath};
use base::addresses::meeting::MeetingPath;
use base::ids::{ActionId, ItemId, MeetingId};
use base::policy::RecordMeetings;
use base::revisions::content;
use meetings::record;
use plans::links::{self, PlanLink};
use platform::history::{self, Change, revisions};
use platform::web::{Result, transaction};

pub async fn add(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &MeetingPath,
    form: &ActionForm,
) -> Result<Assignment> {
    let mut tx = transaction(db).await?;
    let meeting = record::open(&mut tx, by, at.meeting).await?;
    let assignment = form.check(&mut tx, by.group.id, Some(meeting.id), None).await?;
    if let Some(id) = revisions::unused(&mut tx, form.id.0, &assignment).await? {
        enter(&mut tx, by, Source::Meeting(&meeting), ActionId(id), &assignment).await?;
    }
    tx.commit().await?;
    Ok(assignment)
}

/// Adds an action that comes from no meeting.
pub async fn add_elsewhere(
    db: &PgPool,
    by: &May<RecordMeetings>,
    form: &ActionForm,
    now: DateTime<Utc>,
) -> Result<(ActionId, Assignment)> {
    let mut tx = transaction(db).await?;
    let assignment = form.check(&mut tx, by.group.id, None, None).await?;
    let unused = revisions::unused(&mut tx, form.id.0, &assignment).await?.map(ActionId);
    if let Some(id) = unused {
        enter(&mut tx, by, Source::Elsewhere(now), id, &assignment).await?;
    }
    tx.commit().await?;
    Ok((unused.unwrap_or(form.id), assignment))
}

/// Adds an action within a larger change.
pub async fn enter(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    from: Source<'_>,
    id: ActionId,
    assignment: &Assignment,
) -> Result<()> {
    store::insert(db, by.group.id, from, id, assignment).await?;
    tie(db, by, from.meeting_id(), id, assignment).await?;
    log(db, by, from.meeting_id(), id, (1, assignment)).await
}

pub async fn save(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<ActionId>,
    form: &ActionForm,
) -> Result<Assignment> {
    let mut tx = transaction(db).await?;
    let meeting = record::open(&mut tx, by, at.at.meeting).await?;
    let assignment = correct(&mut tx, by, Some(meeting.id), at.entry, form).await?;
    tx.commit().await?;
    Ok(assignment)
}

/// Corrects an action that comes from no meeting.
pub async fn save_elsewhere(
    db: &PgPool,
    by: &May<RecordMeetings>,
    id: ActionId,
    form: &ActionForm,
) -> Result<Assignment> {
    let mut tx = transaction(db).await?;
    let assignment = correct(&mut tx, by, None, id, form).await?;
    tx.commit().await?;
    Ok(assignment)
}

async fn correct(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    meeting: Option<MeetingId>,
    id: ActionId,
    form: &ActionForm,
) -> Result<Assignment> {
    store::lock(db, by.group.id, id).await?;
    let (revision, saved) = store::assignment(&mut *db, by.group.id, meeting, id).await?;
    let assignment = form.check(db, by.group.id, meeting, Some(&saved)).await?;
    let edits = ((revision, &saved), (form.revision, &assignment));
    revisions::check(db, id.0, edits.0, edits.1).await?;
    store::assign(db, id, &assignment).await?;
    tie(db, by, meeting, id, &assignment).await?;
    log(db, by, meeting, id, (revision + 1, &assignment)).await?;
    Ok(assignment)
}

async fn tie(
    db: &mut PgConnection,
    by: &Member,
    meeting: Option<MeetingId>,
    id: ActionId,
    assignment: &Assignment,
) -> Result<()> {
    links::put(db, (by.group.id, meeting), id, assignment.tied.as_ref()).await
}

/// The form in which an action that comes from no meeting is corrected, and what it is tied to.
pub async fn form(
    db: &PgPool,
    by: &May<RecordMeetings>,
    id: ActionId,
) -> Result<(ActionForm, Option<PlanLink>)> {
    let (revision, saved) = store::assignment(db, by.group.id, None, id).await?;
    Ok((ActionForm::of(id, revision, &saved), saved.tied))
}

async fn log(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    meeting: Option<MeetingId>,
    id: ActionId,
    (revision, assignment): (i32, &Assignment),
) -> Result<()> {
    let said = if revision == 1 { "added" } else { "corrected" };
    let content = Some(content(assignment));
    let revision = Some(revision);
    let event = Change { event: said, revision, content, ..event(by, meeting, id) };
    history::log(db, by.person.id, event).await
}

/// What history says of an action, still without what happened.
pub(super) fn event(by: &Member, meeting: Option<MeetingId>, id: ActionId) -> Change<'static> {
    Change {
        group: Some(by.group.id),
        meeting,
        subject: ActionId::SUBJECT,
        subject_id: id.0,
        ..Change::default()
    }
}

/// Takes an action out of the record. It is kept, and can be put back.
pub async fn remove(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<ActionId>,
) -> Result<Option<ItemId>> {
    let mut tx = transaction(db).await?;
    let meeting = record::open(&mut tx, by, at.at.meeting).await?;
    let item = store::remove(&mut tx, meeting.id, at.entry).await?;
    let event = Change { event: "removed", ..record::event(&meeting, at.entry) };
    history::log(&mut tx, by.person.id, event).await?;
    tx.commit().await?;
    Ok(item)
}

pub async fn restore(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<ActionId>,
) -> Result<Option<ItemId>> {
    let mut tx = transaction(db).await?;
    let meeting = record::open(&mut tx, by, at.at.meeting).await?;
    let item = store::restore(&mut tx, meeting.id, at.entry).await?;
    let event = Change { event: "put back", ..record::event(&meeting, at.entry) };
    history::log(&mut tx, by.person.id, event).await?;
    tx.commit().await?;
    Ok(item)
}
