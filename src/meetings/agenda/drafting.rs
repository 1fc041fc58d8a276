//! Drafting the agenda: adding, editing and moving items, and publishing it.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use super::form::{ItemEdit, ItemForm};
use super::{Direction, Item, spoken, store, tree};
use crate::meeting::{self, Meeting};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::policy::DraftAgendas;
use base::revisions::content;
use base::states::MeetingState;
use platform::history::{self, Change, revisions};
use platform::web::{Error, Result, transaction};

pub(super) type Drafter = May<DraftAgendas>;

pub async fn add(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    form: &ItemForm,
    now: DateTime<Utc>,
) -> Result<ItemId> {
    let edit = form.check()?;
    let id = form.id.unwrap_or_else(ItemId::new);
    let mut tx = transaction(db).await?;
    let (meeting, items) = open(&mut tx, by, at).await?;
    let parent = form.parent(&items)?;
    if store::insert(&mut tx, meeting.id, id, parent, &edit).await? {
        renumber(&mut tx, &meeting).await?;
        let content = Some(content(&edit));
        let added = Change { event: "added", revision: Some(1), content, ..event(&meeting, id) };
        changed(&mut tx, by, &meeting, added, &edit.title, now).await?;
    }
    tx.commit().await?;
    Ok(id)
}

pub async fn edit(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    id: ItemId,
    form: &ItemForm,
    now: DateTime<Utc>,
) -> Result<()> {
    let edit = form.check()?;
    let mut tx = transaction(db).await?;
    let (meeting, items) = open(&mut tx, by, at).await?;
    let saved = find(&items, id)?;
    let (theirs, mine) = ((saved.revision, &ItemEdit::of(saved)), (form.revision, &edit));
    revisions::check(&mut tx, id.0, theirs, mine).await?;
    store::rewrite(&mut tx, meeting.id, id, &edit).await?;
    let (revision, content) = (Some(saved.revision + 1), Some(content(&edit)));
    let edited = Change { event: "changed", revision, content, ..event(&meeting, id) };
    changed(&mut tx, by, &meeting, edited, &edit.title, now).await?;
    tx.commit().await?;
    Ok(())
}

pub async fn shift(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    id: ItemId,
    direction: Direction,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut tx = transaction(db).await?;
    let (meeting, items) = open(&mut tx, by, at).await?;
    let title = find(&items, id)?.title.clone();
    store::place(&mut tx, &tree::moved(&items, id, direction)?).await?;
    if spoken::was_spoken_under(&mut *tx, id).await? {
        spoken::was_addressed(&mut tx, by.person.id, &meeting, id).await?;
    }
    let moved = Change { event: "moved", ..event(&meeting, id) };
    changed(&mut tx, by, &meeting, moved, &title, now).await?;
    tx.commit().await?;
    Ok(())
}

pub async fn publish(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut tx = transaction(db).await?;
    let (meeting, items) = open(&mut tx, by, at).await?;
    if meeting.number.is_none() {
        return Err(Error::conflict("Schedule the meeting first: its agenda needs a number."));
    }
    if meeting.agenda_is_published() {
        return Err(Error::conflict("The agenda is published already."));
    }
    if items.is_empty() {
        return Err(Error::conflict("The agenda has no item yet."));
    }
    store::publish(&mut tx, meeting.id, now).await?;
    let published = Change { event: "agenda published", ..meeting.event() };
    history::log(&mut tx, by.person.id, published).await?;
    tx.commit().await?;
    Ok(())
}

/// The meeting, held for the transaction, and its items. A cancelled meeting's agenda stays.
pub(super) async fn open(
    db: &mut PgConnection,
    by: &Drafter,
    at: &MeetingPath,
) -> Result<(Meeting, Vec<Item>)> {
    let meeting = meeting::lock(db, by.group.id, at.meeting).await?;
    if meeting.state == MeetingState::Cancelled {
        return Err(Error::conflict("The meeting is cancelled, so its agenda stays as it is."));
    }
    let items = store::items(&mut *db, meeting.id).await?;
    Ok((meeting, items))
}

pub(super) fn find(items: &[Item], id: ItemId) -> Result<&Item> {
    items.iter().find(|item| item.id == id).ok_or(Error::NotFound)
}

pub(super) async fn renumber(db: &mut PgConnection, meeting: &Meeting) -> Result<()> {
    let items = store::items(&mut *db, meeting.id).await?;
    store::place(db, &tree::places(&items)).await
}

/// Writes what happened, and says on a published agenda that it was revised.
pub(super) async fn changed(
    db: &mut PgConnection,
    by: &Drafter,
    meeting: &Meeting,
    event: Change<'_>,
    title: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    if meeting.agenda_is_published() {
        store::revise(db, meeting.id, now).await?;
    }
    history::log(db, by.person.id, Change { reason: title, ..event }).await
}

pub(super) fn event(meeting: &Meeting, item: ItemId) -> Change<'static> {
    Change { subject: "agenda item", subject_id: item.0, ..meeting.event() }
}
