//! Drafting the agenda: adding, editing and moving items, and publishing it.

use chrono::{DateTime, Utc};
use sqlx::PgPool;

use super::draft::{Act, Draft, Drafter, desk_of, summary};
use super::form::{ItemEdit, ItemForm};
use super::{Direction, spoken, store, tree};
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use base::revisions::content;
use platform::desk::changed_since;
use platform::history::{self, Change, revisions};
use platform::web::{Error, Result};

pub async fn add(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    form: &ItemForm,
    now: DateTime<Utc>,
) -> Result<ItemId> {
    let edit = form.check()?;
    let id = form.id.unwrap_or_else(ItemId::new);
    let mut draft = Draft::open(db, by, at, now).await?;
    let parent = form.parent(&draft.items)?;
    if !store::insert(&mut draft.tx, draft.meeting.id, id, parent, &edit).await? {
        return Ok(id);
    }
    draft.renumber().await?;
    let content = Some(content(&edit));
    let added = Change { event: "added", revision: Some(1), content, ..draft.event(id) };
    draft.log(added, &edit.title).await?;
    let act = Act::Added { items: vec![id] };
    draft.finish(Some((act, summary("added", &edit.title)))).await?;
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
    let mut draft = Draft::open(db, by, at, now).await?;
    let saved = draft.find(id)?.clone();
    let (theirs, mine) = ((saved.revision, &ItemEdit::of(&saved)), (form.revision, &edit));
    revisions::check(&mut draft.tx, id.0, theirs, mine).await?;
    rewrite(&mut draft, id, &edit).await?;
    let act = Act::Edited { item: id, before: content(&ItemEdit::of(&saved)) };
    draft.finish(Some((act, summary("changed", &edit.title)))).await
}

/// Writes a new revision of an item.
pub(super) async fn rewrite(draft: &mut Draft<'_>, id: ItemId, edit: &ItemEdit) -> Result<()> {
    let revision = store::rewrite(&mut draft.tx, draft.meeting.id, id, edit).await?;
    let (revision, content) = (Some(revision), Some(content(edit)));
    let edited = Change { event: "changed", revision, content, ..draft.event(id) };
    draft.log(edited, &edit.title).await
}

pub async fn shift(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    id: ItemId,
    direction: Direction,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut draft = Draft::open(db, by, at, now).await?;
    let places = tree::moved(&draft.items, id, direction)?;
    let act = Act::moved(&draft.items, draft.find(id)?);
    let title = draft.find(id)?.title.clone();
    put(&mut draft, id, &places).await?;
    draft.finish(Some((act, summary("moved", &title)))).await
}

/// Writes where all items stand after one was moved.
pub(super) async fn put(draft: &mut Draft<'_>, id: ItemId, places: &[tree::Place]) -> Result<()> {
    put_all(draft, &[id], places).await
}

/// The same after some were moved.
pub(super) async fn put_all(
    draft: &mut Draft<'_>,
    moved: &[ItemId],
    places: &[tree::Place],
) -> Result<()> {
    store::place(&mut draft.tx, places).await?;
    for id in moved {
        let title = draft.find(*id)?.title.clone();
        if spoken::was_spoken_under(&mut *draft.tx, *id).await? {
            spoken::was_addressed(&mut draft.tx, draft.by.person.id, &draft.meeting, *id).await?;
        }
        draft.log(Change { event: "moved", ..draft.event(*id) }, &title).await?;
    }
    Ok(())
}

/// False if it has changed since the revision that somebody was asked about.
pub async fn publish(
    db: &PgPool,
    by: &Drafter,
    at: &MeetingPath,
    shown: Option<i64>,
    now: DateTime<Utc>,
) -> Result<bool> {
    let mut draft = Draft::open(db, by, at, now).await?;
    if draft.meeting.number.is_none() {
        return Err(Error::conflict("Schedule the meeting first: its agenda needs a number."));
    }
    if draft.meeting.agenda_is_published() {
        return Err(Error::conflict("The agenda is published already."));
    }
    if draft.items.is_empty() {
        return Err(Error::conflict("The agenda has no item yet."));
    }
    let revision =
        changed_since(&mut *draft.tx, &desk_of(&draft.meeting), i64::MAX).await?.revision;
    if shown.is_some_and(|shown| shown != revision) {
        return Ok(false);
    }
    store::publish(&mut draft.tx, draft.meeting.id, now).await?;
    let published = Change { event: "agenda published", ..draft.meeting.event() };
    history::log(&mut draft.tx, by.person.id, published).await?;
    draft.finish_whole().await?;
    Ok(true)
}
