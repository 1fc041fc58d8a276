//! How an entry of any kind is added, corrected, taken out and put back: alone, or within a larger change.

use chrono::{DateTime, Utc};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sqlx::{PgConnection, PgPool};

use super::acts::{Act, Done};
use super::open::OpenRecord;
use super::{Corrected, Recorded, TakenOut};
use crate::record;
use access::rights::May;
use base::addresses::entry::{Entry, EntryPath};
use base::addresses::meeting::MeetingPath;
use base::ids::{GroupId, ItemId, MeetingId};
use base::policy::RecordMeetings;
use base::revisions::content;
use plans::links;
use platform::history::{self, Change, revisions};
use platform::web::{Error, Result, transaction};

pub async fn add<E: Recorded>(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &MeetingPath,
    form: &E::Form,
    now: DateTime<Utc>,
) -> Result<E::Wording> {
    let mut tx = transaction(db).await?;
    let meeting = &record::open(&mut tx, by, at.meeting).await?;
    let mut open = OpenRecord::new(&mut tx, by, meeting);
    let (_, wording) = add_in::<E>(&mut open, form, now).await?;
    open.finish(&format!("added {}", E::CALLED)).await?;
    tx.commit().await?;
    Ok(wording)
}

/// Adds what a form says, within a larger change.
pub async fn add_in<E: Recorded>(
    open: &mut OpenRecord<'_>,
    form: &E::Form,
    now: DateTime<Utc>,
) -> Result<(E::Id, E::Wording)> {
    let wording = E::check(open, form, None, now).await?;
    let (sent, _) = E::sent(form);
    let unused = revisions::unused(open.db, sent.uuid(), &wording).await?.map(E::Id::of);
    if let Some(id) = unused {
        enter::<E>(open, id, &wording).await?;
    }
    let id = unused.unwrap_or(sent);
    E::follow(open, form, (id, &wording), now).await?;
    Ok((id, wording))
}

/// Adds an entry that was checked, within a larger change.
pub async fn enter<E: Recorded>(
    open: &mut OpenRecord<'_>,
    id: E::Id,
    wording: &E::Wording,
) -> Result<()> {
    E::insert(open, id, wording).await?;
    open.touch_item(E::item(wording));
    open.note(Done::of(id, Act::Added));
    keep::<E>(open.db, open.by, (Some(open.meeting.id), id), (1, wording)).await
}

pub async fn save<E: Corrected>(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<E::Id>,
    form: &E::Form,
    now: DateTime<Utc>,
) -> Result<E::Wording> {
    let mut tx = transaction(db).await?;
    let meeting = &record::open(&mut tx, by, at.at.meeting).await?;
    let mut open = OpenRecord::new(&mut tx, by, meeting);
    let wording = save_in::<E>(&mut open, at.entry, form, now).await?;
    open.finish(&format!("changed {}", E::CALLED)).await?;
    tx.commit().await?;
    Ok(wording)
}

/// Corrects an entry of the meeting, within a larger change.
pub async fn save_in<E: Corrected>(
    open: &mut OpenRecord<'_>,
    id: E::Id,
    form: &E::Form,
    now: DateTime<Utc>,
) -> Result<E::Wording> {
    let saved = E::find(open, id).await?;
    let (before, was_on) = (content(&saved.1), E::item(&saved.1));
    let wording = E::check(open, form, Some(&saved.1), now).await?;
    let (_, started_from) = E::sent(form);
    let what = (Some(open.meeting.id), id);
    if was_on != E::item(&wording)
        && let Some(place) = E::place(open, id).await?
    {
        open.note(Done::of(id, place));
    }
    correct::<E>(open.db, open.by, what, saved, (started_from, &wording)).await?;
    open.touch_entry(id.uuid());
    if was_on != E::item(&wording) {
        open.touch_item(was_on);
        open.touch_item(E::item(&wording));
    }
    open.note(Done::of(id, Act::Edited { before }));
    Ok(wording)
}

/// What an entry says, changed in some of its fields, within a larger change.
pub async fn change_in<E>(
    open: &mut OpenRecord<'_>,
    id: E::Id,
    change: impl FnOnce(&mut Value) -> Result<()>,
    now: DateTime<Utc>,
) -> Result<E::Wording>
where
    E: Corrected<Form: DeserializeOwned>,
{
    let (revision, saved) = E::find(open, id).await?;
    let mut said = content(&saved);
    change(&mut said)?;
    let form = form_of::<E>(id, revision, said)?;
    save_in::<E>(open, id, &form, now).await
}

/// A form that says what history keeps: its fields have the same names.
pub fn form_of<E>(id: E::Id, revision: i32, mut content: Value) -> Result<E::Form>
where
    E: Corrected<Form: DeserializeOwned>,
{
    content["id"] = json!(id.uuid());
    content["revision"] = json!(revision);
    serde_json::from_value(content).map_err(|error| Error::Internal(error.into()))
}

/// Corrects an entry of a meeting, or of none, unless somebody else did meanwhile.
pub async fn correct<E: Corrected>(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    (meeting, id): (Option<MeetingId>, E::Id),
    (revision, saved): (i32, E::Wording),
    (started_from, wording): (i32, &E::Wording),
) -> Result<()> {
    revisions::check(db, id.uuid(), (revision, &saved), (started_from, wording)).await?;
    E::update(db, id, &saved, wording).await?;
    keep::<E>(db, by, (meeting, id), (revision + 1, wording)).await
}

/// What it is tied to, and what history keeps of it.
pub async fn keep<E: Recorded>(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    (meeting, id): (Option<MeetingId>, E::Id),
    (revision, wording): (i32, &E::Wording),
) -> Result<()> {
    let (of, tied) = ((by.group.id, meeting), E::tied(wording));
    if revision > 1 || tied.is_some() {
        links::put(db, of, id, tied).await?;
    }
    let said = if revision == 1 { "added" } else { "corrected" };
    let (content, revision) = (Some(content(wording)), Some(revision));
    let change = Change { event: said, revision, content, ..change(of, id) };
    history::log(db, by.person.id, change).await
}

/// What history says of an entry, still without what happened.
pub fn change<Id: Entry>(of: (GroupId, Option<MeetingId>), id: Id) -> Change<'static> {
    let (group, meeting) = (Some(of.0), of.1);
    Change { group, meeting, subject: Id::SUBJECT, subject_id: id.uuid(), ..Change::default() }
}

/// Takes an entry out of the record, and tells the item that it was on.
pub async fn remove<E: Recorded>(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<E::Id>,
) -> Result<Option<ItemId>> {
    let mut tx = transaction(db).await?;
    let meeting = &record::open(&mut tx, by, at.at.meeting).await?;
    let mut open = OpenRecord::new(&mut tx, by, meeting);
    let item = remove_in::<E>(&mut open, at.entry).await?;
    open.finish(&format!("removed {}", E::CALLED)).await?;
    tx.commit().await?;
    Ok(item)
}

pub async fn remove_in<E: Recorded>(
    open: &mut OpenRecord<'_>,
    id: E::Id,
) -> Result<Option<ItemId>> {
    let TakenOut { item, said } = E::take_out(open, id).await?;
    let change = change((open.by.group.id, Some(open.meeting.id)), id);
    let change = Change { event: "removed", reason: &said, ..change };
    history::log(open.db, open.by.person.id, change).await?;
    open.touch_item(item);
    open.touch("removed");
    if E::STAYS {
        open.note(Done::of(id, Act::Removed));
    }
    Ok(item)
}

pub async fn restore<E: Corrected>(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<E::Id>,
) -> Result<Option<ItemId>> {
    let mut tx = transaction(db).await?;
    let meeting = &record::open(&mut tx, by, at.at.meeting).await?;
    let mut open = OpenRecord::new(&mut tx, by, meeting);
    let item = restore_in::<E>(&mut open, at.entry).await?;
    open.finish(&format!("put {} back", E::CALLED)).await?;
    tx.commit().await?;
    Ok(item)
}

pub async fn restore_in<E: Corrected>(
    open: &mut OpenRecord<'_>,
    id: E::Id,
) -> Result<Option<ItemId>> {
    let item = E::put_back(open, id).await?;
    let change = change((open.by.group.id, Some(open.meeting.id)), id);
    let put_back = Change { event: "put back", ..change };
    history::log(open.db, open.by.person.id, put_back).await?;
    open.touch_item(item);
    open.touch("removed");
    open.note(Done::of(id, Act::Restored));
    Ok(item)
}
