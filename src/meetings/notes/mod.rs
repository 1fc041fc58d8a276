//! What was learnt after the meeting: dated, signed notes on a contribution or an item. What
//! was approved stays as it was.

mod store;
mod form;
pub mod api;
pub mod pages;

use chrono::{DateTime, NaiveDate, Utc};
use sqlx::PgPool;

use crate::record::{self, event};
use access::rights::{May, Member};
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::{ContributionId, ItemId, NoteId, PersonId};
use base::policy::RecordMeetings;
use base::revisions::{Editable, Field, Kind, content, field};
use platform::history::{self, Change, revisions};
use platform::web::{Error, Result, transaction};

pub use form::NoteForm;

/// A note as it is added.
#[derive(Clone, Debug)]
pub struct NewNote {
    pub on: Subject,
    pub dated: NaiveDate,
    pub text: String,
    pub html: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Subject {
    Contribution(ContributionId),
    Item(ItemId),
}

/// A note that may be taken back.
#[derive(Clone, Debug)]
pub struct Note {
    /// The item that it stands under, directly or by its contribution.
    pub item_id: ItemId,
    pub dated: Option<NaiveDate>,
    pub signed_by: Option<PersonId>,
    pub signature: Option<String>,
    pub text: String,
    /// Whether the meeting's summary was published.
    pub published: bool,
}

impl Editable for NewNote {
    fn fields(&self) -> Vec<Field> {
        vec![
            field("dated", "Date", &self.dated.to_string(), Kind::Line),
            field("text", "What is new", &self.text, Kind::Text),
        ]
    }
}

impl Note {
    /// A note is not edited: its signer takes it back, or adds another that corrects it.
    pub fn check_removal(&self, by: &Member) -> Result<()> {
        match (self.published, self.signed_by) {
            (true, _) => Err(Error::conflict(
                "The summary is published, so this note stays. Add another that corrects it.",
            )),
            (false, Some(signer)) if signer != by.person.id => Err(Error::conflict(format!(
                "Only {}, who signed this note, can take it back. Add another that corrects it.",
                self.signature.as_deref().unwrap_or_default(),
            ))),
            (false, _) => Ok(()),
        }
    }

    /// "[UPDATE 5 Oct 2022: This is confirmed.]"
    pub fn printed(&self) -> String {
        record::printed_note(self.dated, &self.text)
    }
}

/// Adds a note, signed by who adds it.
pub async fn add(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &MeetingPath,
    form: &NoteForm,
    now: DateTime<Utc>,
) -> Result<ItemId> {
    let mut tx = transaction(db).await?;
    let meeting = record::open(&mut tx, by, at.meeting).await?;
    let on = form.subject()?;
    let item = store::item_of(&mut *tx, meeting.id, on).await?;
    let today = by.group.today(now);
    let note = form.check(on, today)?;
    if let Some(id) = revisions::unused(&mut tx, form.id.0, &note).await? {
        let id = NoteId(id);
        store::insert(&mut tx, id, meeting.id, &note, by.person.id).await?;
        let content = Some(content(&note));
        let event = Change { event: "added", revision: Some(1), content, ..event(&meeting, id) };
        history::log(&mut tx, by.person.id, event).await?;
    }
    tx.commit().await?;
    Ok(item)
}

/// Takes a note back. What it said stays in the history.
pub async fn remove(
    db: &PgPool,
    by: &May<RecordMeetings>,
    at: &EntryPath<NoteId>,
) -> Result<ItemId> {
    let mut tx = transaction(db).await?;
    let meeting = record::open(&mut tx, by, at.at.meeting).await?;
    let note = store::find(&mut *tx, meeting.id, at.entry).await?;
    note.check_removal(by)?;
    store::delete(&mut tx, at.entry).await?;
    let said = note.printed();
    let event = Change { event: "removed", reason: &said, ..event(&meeting, at.entry) };
    history::log(&mut tx, by.person.id, event).await?;
    tx.commit().await?;
    Ok(note.item_id)
}
