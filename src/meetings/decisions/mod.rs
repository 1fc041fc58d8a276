//! What a meeting agreed: numbered in its group's series, on an item or on none.

mod store;
mod form;
pub mod api;
pub mod pages;

use sqlx::{PgConnection, PgPool};

use crate::agenda::on::On;
use crate::meeting::Meeting;
use crate::record::{self, event};
use access::rights::May;
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::{DecisionId, ItemId};
use base::policy::RecordMeetings;
use base::revisions::{Editable, Field, Kind, content, field};
use plans::links::{self, PlanLink};
use platform::history::{self, Change, revisions};
use platform::web::{Result, transaction};

pub use crate::record::Decision;
pub use form::DecisionForm;

/// What a decision says, apart from its number.
#[derive(Clone, Debug)]
pub struct Wording {
    pub on: On,
    pub text: String,
    pub html: String,
    pub tied: Option<PlanLink>,
}

impl Editable for Wording {
    fn fields(&self) -> Vec<Field> {
        vec![
            self.on.field(),
            field("text", "What was agreed", &self.text, Kind::Text),
            links::field(self.tied.as_ref()),
        ]
    }
}

pub async fn add(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &MeetingPath,
    form: &DecisionForm,
) -> Result<Option<ItemId>> {
    let mut tx = transaction(db).await?;
    let meeting = record::open(&mut tx, by, at.meeting).await?;
    let wording = form.check(&mut tx, &meeting, None).await?;
    if let Some(id) = revisions::unused(&mut tx, form.id.0, &wording).await? {
        enter(&mut tx, by, &meeting, DecisionId(id), &wording).await?;
    }
    tx.commit().await?;
    Ok(wording.on.id)
}

/// Adds a decision within a larger change, under the next number of the group's series.
pub async fn enter(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    meeting: &Meeting,
    id: DecisionId,
    wording: &Wording,
) -> Result<()> {
    store::insert(db, id, meeting, wording).await?;
    tie(db, meeting, id, wording).await?;
    log(db, by, meeting, id, (1, wording)).await
}

pub async fn save(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<DecisionId>,
    form: &DecisionForm,
) -> Result<Option<ItemId>> {
    let mut tx = transaction(db).await?;
    let meeting = record::open(&mut tx, by, at.at.meeting).await?;
    let (revision, saved) = store::find(&mut tx, meeting.id, at.entry).await?;
    let tied = links::of(&mut *tx, meeting.group_id, at.entry).await?;
    let saved = Wording { tied, ..saved };
    let wording = form.check(&mut tx, &meeting, saved.tied.as_ref()).await?;
    let edits = ((revision, &saved), (form.revision, &wording));
    revisions::check(&mut tx, at.entry.0, edits.0, edits.1).await?;
    store::update(&mut tx, at.entry, &wording).await?;
    tie(&mut tx, &meeting, at.entry, &wording).await?;
    log(&mut tx, by, &meeting, at.entry, (revision + 1, &wording)).await?;
    tx.commit().await?;
    Ok(wording.on.id)
}

async fn tie(
    db: &mut PgConnection,
    meeting: &Meeting,
    id: DecisionId,
    wording: &Wording,
) -> Result<()> {
    links::put(db, (meeting.group_id, Some(meeting.id)), id, wording.tied.as_ref()).await
}

async fn log(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    meeting: &Meeting,
    id: DecisionId,
    (revision, wording): (i32, &Wording),
) -> Result<()> {
    let said = if revision == 1 { "added" } else { "corrected" };
    let content = Some(content(wording));
    let revision = Some(revision);
    let event = Change { event: said, revision, content, ..event(meeting, id) };
    history::log(db, by.person.id, event).await
}

/// Takes a decision out of the record. Its number is not given again.
pub async fn remove(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<DecisionId>,
) -> Result<Option<ItemId>> {
    let mut tx = transaction(db).await?;
    let meeting = record::open(&mut tx, by, at.at.meeting).await?;
    let item = store::remove(&mut tx, meeting.id, at.entry).await?;
    let event = Change { event: "removed", ..event(&meeting, at.entry) };
    history::log(&mut tx, by.person.id, event).await?;
    tx.commit().await?;
    Ok(item)
}

/// Puts a removed decision back, under the number that it had.
pub async fn restore(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<DecisionId>,
) -> Result<Option<ItemId>> {
    let mut tx = transaction(db).await?;
    let meeting = record::open(&mut tx, by, at.at.meeting).await?;
    let item = store::restore(&mut tx, meeting.id, at.entry).await?;
    let event = Change { event: "put back", ..event(&meeting, at.entry) };
    history::log(&mut tx, by.person.id, event).await?;
    tx.commit().await?;
    Ok(item)
}
