//! What became of an agenda item: discussed, not addressed, withdrawn, or deferred to a later
//! meeting.

mod store;
mod form;
mod remaining;
pub mod api;
pub mod pages;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgPool};

use crate::agenda::was_spoken_under;
use crate::meeting::{self, Meeting};
use crate::record;
use access::rights::May;
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingKey;
use base::ids::{ItemId, MeetingId};
use base::policy::RecordMeetings;
use base::revisions;
use base::states::Outcome;
use base::time::date;
use platform::history::{self, Change};
use platform::web::{Error, Result, transaction};

pub use form::OutcomeForm;
pub use remaining::{RemainingForm, not_addressed, not_addressed_in, undo_in};

/// The outcome of an item, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Verdict {
    pub outcome: Outcome,
    pub reason: String,
}

/// A meeting that an item can be deferred to.
#[derive(Clone, Debug)]
pub struct Later {
    pub id: MeetingId,
    pub number: Option<i32>,
    pub title: String,
    pub starts_at: DateTime<Utc>,
}

impl Verdict {
    /// "not addressed: There was no time."
    pub fn describe(&self) -> String {
        match self.reason.as_str() {
            "" => self.outcome.to_string(),
            reason => format!("{}: {reason}", self.outcome),
        }
    }
}

impl Later {
    pub fn name(&self) -> String {
        let number = self.number.map_or_else(|| " (draft)".into(), |number| format!(" {number}"));
        format!("{}{number}, {}", self.title, date(self.starts_at.date_naive()))
    }

    fn key(&self) -> MeetingKey {
        self.number.map_or(MeetingKey::Draft(self.id), MeetingKey::Number)
    }
}

/// Says what became of an item. Deferring it puts it on the later meeting's agenda.
pub async fn set(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<ItemId>,
    form: &OutcomeForm,
    now: DateTime<Utc>,
) -> Result<()> {
    let verdict = form.check()?;
    let mut tx = transaction(db).await?;
    let meeting = record::open(&mut tx, by, at.at.meeting).await?;
    let saved = store::find(&mut tx, meeting.id, at.entry).await?;
    let standing = store::deferred_to(&mut tx, at.entry).await?;
    let again = verdict.outcome != Outcome::Deferred || standing == form.to();
    if saved == verdict && again {
        return Ok(());
    }
    form.check_seen(&saved)?;
    if standing.is_some() {
        return Err(Error::conflict(
            "This item stands on the agenda of a later meeting. Remove it there first.",
        ));
    }
    if verdict.outcome == Outcome::NotAddressed && was_spoken_under(&mut *tx, at.entry).await? {
        let sentence =
            "Somebody spoke under this item, so it was addressed. Choose another outcome.";
        return Err(Error::invalid("outcome", sentence));
    }
    if verdict.outcome == Outcome::Deferred {
        defer(&mut tx, by, &meeting, at.entry, form, now).await?;
    }
    write(&mut tx, by, &meeting, at.entry, &verdict).await?;
    record::changed(&mut tx, meeting.id, &[record::part_of_item(Some(at.entry))]).await?;
    meeting::read_changed(&mut tx, meeting.id).await?;
    tx.commit().await?;
    Ok(())
}

async fn write(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    meeting: &Meeting,
    item: ItemId,
    verdict: &Verdict,
) -> Result<()> {
    store::update(db, item, verdict).await?;
    let (event, reason) = (verdict.outcome.key(), verdict.reason.as_str());
    let said = Change { subject: "outcome", subject_id: item.0, event, reason, ..meeting.event() };
    history::log(db, by.person.id, said).await
}

/// Puts the item last on the agenda of a later meeting, which was chosen.
async fn defer(
    db: &mut PgConnection,
    by: &May<RecordMeetings>,
    meeting: &Meeting,
    item: ItemId,
    form: &OutcomeForm,
    now: DateTime<Utc>,
) -> Result<()> {
    let choose = || Error::invalid("to", "Choose a later meeting that is not held yet.");
    let to = form.to().ok_or_else(choose)?;
    let later = store::later(&mut *db, meeting).await?;
    let later = later.into_iter().find(|later| later.id == to).ok_or_else(choose)?;
    let later = meeting::lock(db, by.group.id, later.key()).await?;
    let copy = ItemId::new();
    store::copy(db, item, copy, later.id).await?;
    if later.agenda_is_published() {
        store::revise_agenda(db, later.id, now).await?;
    }
    let edit = store::edit(db, copy).await?;
    let event = Change {
        subject: "agenda item",
        subject_id: copy.0,
        event: "added",
        reason: &edit.title,
        revision: Some(1),
        content: Some(revisions::content(&edit)),
        ..later.event()
    };
    history::log(&mut *db, by.person.id, event).await?;
    // Whoever is about to publish that agenda is asked again.
    meeting::read_changed(db, later.id).await
}
