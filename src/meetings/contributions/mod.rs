//! What people said under an agenda item, as it is recorded: who, in what capacity, in which
//! words and order.

mod store;
mod form;
pub mod api;
pub mod pages;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use crate::meeting::Meeting;
use crate::record::{self, event};
use access::fields::people::PersonRef;
use access::rights::May;
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::{ContributionId, ItemId};
use base::policy::RecordMeetings;
use base::revisions::{Editable, Field, Kind, choice, content, field};
use base::states::Direction;
use plans::links::{self, PlanLink};
use platform::history::{self, Change, revisions};
use platform::web::{Result, transaction};

pub use crate::record::{Attribution, Contribution};
pub use form::ContributionForm;

/// What a contribution says, apart from its place among the others.
#[derive(Clone, Debug)]
pub struct Wording {
    pub item_id: ItemId,
    pub item: String,
    pub speaker: PersonRef,
    pub capacity: String,
    pub attribution: Attribution,
    pub text: String,
    pub html: String,
    pub tied: Option<PlanLink>,
}

impl Editable for Wording {
    fn fields(&self) -> Vec<Field> {
        let (speaker, member) = (&self.speaker, self.speaker.member());
        let named = if member.is_empty() { "" } else { &speaker.name };
        vec![
            choice("item", "Agenda item", self.item_id.to_string(), &self.item),
            choice("speaker", "Speaker", member.clone(), named),
            field("guest", "Guest’s name", speaker.guest(), Kind::Line),
            field("capacity", "Capacity", &self.capacity, Kind::Line),
            field("text", "What was said", &self.text, Kind::Text),
            choice(
                "attribution",
                "In the report",
                self.attribution.key().into(),
                self.attribution.label(),
            ),
            links::field(self.tied.as_ref()),
        ]
    }
}

impl Attribution {
    /// As a form sends it.
    pub fn key(self) -> &'static str {
        match self {
            Attribution::Attributed => "attributed",
            Attribution::Withheld => "withheld",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Attribution::Attributed => "the speaker is named",
            Attribution::Withheld => "the speaker is not named",
        }
    }
}

/// Adds what somebody said, as the last under its item, and the update of a plan that it gave.
pub async fn add(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &MeetingPath,
    form: &ContributionForm,
    now: DateTime<Utc>,
) -> Result<ItemId> {
    let mut tx = transaction(db).await?;
    let meeting = record::open(&mut tx, by, at.meeting).await?;
    let wording = form.check(&mut tx, &meeting, None).await?;
    let unused = revisions::unused(&mut tx, form.id.0, &wording).await?.map(ContributionId);
    if let Some(id) = unused {
        enter(&mut tx, by, &meeting, id, &wording).await?;
    }
    if let Some(update) = form.update() {
        let said = (meeting.id, unused.unwrap_or(form.id));
        links::enter_update(&mut tx, by, said, wording.tied.as_ref(), &update, now).await?;
    }
    tx.commit().await?;
    Ok(wording.item_id)
}

/// Adds a contribution within a larger change.
pub async fn enter(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    meeting: &Meeting,
    id: ContributionId,
    wording: &Wording,
) -> Result<()> {
    store::insert(db, id, meeting.id, wording).await?;
    tie(db, meeting, id, wording).await?;
    log(db, by, meeting, id, (1, wording)).await
}

pub async fn save(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<ContributionId>,
    form: &ContributionForm,
) -> Result<ItemId> {
    let mut tx = transaction(db).await?;
    let meeting = record::open(&mut tx, by, at.at.meeting).await?;
    let (revision, saved) = find(&mut tx, &meeting, at.entry).await?;
    let wording = form.check(&mut tx, &meeting, Some(&saved)).await?;
    let edits = ((revision, &saved), (form.revision, &wording));
    revisions::check(&mut tx, at.entry.0, edits.0, edits.1).await?;
    store::update(&mut tx, at.entry, &wording).await?;
    tie(&mut tx, &meeting, at.entry, &wording).await?;
    if wording.item_id != saved.item_id {
        store::put_last(&mut tx, at.entry, wording.item_id).await?;
    }
    log(&mut tx, by, &meeting, at.entry, (revision + 1, &wording)).await?;
    tx.commit().await?;
    Ok(wording.item_id)
}

async fn find(
    db: &mut PgConnection,
    meeting: &Meeting,
    id: ContributionId,
) -> Result<(i32, Wording)> {
    let (revision, saved) = store::find(&mut *db, meeting.id, id).await?;
    let tied = links::of(db, meeting.group_id, id).await?;
    Ok((revision, Wording { tied, ..saved }))
}

async fn tie(
    db: &mut PgConnection,
    meeting: &Meeting,
    id: ContributionId,
    wording: &Wording,
) -> Result<()> {
    links::put(db, (meeting.group_id, Some(meeting.id)), id, wording.tied.as_ref()).await
}

async fn log(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    meeting: &Meeting,
    id: ContributionId,
    (revision, wording): (i32, &Wording),
) -> Result<()> {
    let said = if revision == 1 { "added" } else { "corrected" };
    let content = Some(content(wording));
    let revision = Some(revision);
    let event = Change { event: said, revision, content, ..event(meeting, id) };
    history::log(db, by.person.id, event).await
}

/// Lets a contribution change places with the one before or after it.
pub async fn move_by_one(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<ContributionId>,
    direction: Direction,
) -> Result<ItemId> {
    let mut tx = transaction(db).await?;
    let meeting = record::open(&mut tx, by, at.at.meeting).await?;
    let (_, saved) = store::find(&mut tx, meeting.id, at.entry).await?;
    let mut order = store::order(&mut tx, saved.item_id).await?;
    let here = order.iter().position(|id| *id == at.entry).unwrap_or_default();
    let there = match direction {
        Direction::Up => here.saturating_sub(1),
        Direction::Down => (here + 1).min(order.len() - 1),
    };
    if here != there {
        order.swap(here, there);
        store::arrange(&mut tx, &order).await?;
        let moved = if direction == Direction::Up { "moved up" } else { "moved down" };
        let event = Change { event: moved, ..event(&meeting, at.entry) };
        history::log(&mut tx, by.person.id, event).await?;
    }
    tx.commit().await?;
    Ok(saved.item_id)
}

/// Takes a contribution out of the record. It is kept, and can be put back.
pub async fn remove(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<ContributionId>,
) -> Result<ItemId> {
    let mut tx = transaction(db).await?;
    let meeting = record::open(&mut tx, by, at.at.meeting).await?;
    let item = store::remove(&mut tx, meeting.id, at.entry).await?;
    let event = Change { event: "removed", ..event(&meeting, at.entry) };
    history::log(&mut tx, by.person.id, event).await?;
    tx.commit().await?;
    Ok(item)
}

/// Puts a removed contribution back, as the last under its item.
pub async fn restore(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<ContributionId>,
) -> Result<ItemId> {
    let mut tx = transaction(db).await?;
    let meeting = record::open(&mut tx, by, at.at.meeting).await?;
    let item = store::restore(&mut tx, meeting.id, at.entry).await?;
    store::put_last(&mut tx, at.entry, item).await?;
    let event = Change { event: "put back", ..event(&meeting, at.entry) };
    history::log(&mut tx, by.person.id, event).await?;
    tx.commit().await?;
    Ok(item)
}
