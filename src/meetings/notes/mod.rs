//! What was learnt after the meeting: dated, signed notes on a contribution or an item. What
//! was approved stays as it was.

mod store;
mod form;
pub mod api;
pub mod pages;

use chrono::{DateTime, NaiveDate, Utc};

use crate::record::entry::{OpenRecord, Recorded, TakenOut};
use crate::record::{UpdateNote, printed_note};
use access::rights::Member;
use base::ids::{ContributionId, ItemId, NoteId, PersonId};
use base::revisions::{Editable, Field, Kind, field};
use platform::web::{Error, Result};

pub use form::NoteForm;

/// A note as it is added.
#[derive(Clone, Debug)]
pub struct NewNote {
    pub on: Subject,
    /// The item that it stands under.
    pub item_id: ItemId,
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
        printed_note(self.dated, &self.text)
    }
}

impl Recorded for UpdateNote {
    type Id = NoteId;
    type Form = NoteForm;
    type Wording = NewNote;

    const CALLED: &'static str = "an update note";
    const STAYS: bool = false;
    const REMOVED: &'static str = "The update note is taken back.";

    fn sent(form: &NoteForm) -> (NoteId, i32) {
        (form.id, 0)
    }

    async fn check(
        open: &mut OpenRecord<'_>,
        form: &NoteForm,
        _: Option<&NewNote>,
        now: DateTime<Utc>,
    ) -> Result<NewNote> {
        let on = form.subject()?;
        let item = store::item_of(&mut *open.db, open.meeting.id, on).await?;
        form.check((on, item), open.by.group.today(now))
    }

    /// Signed by who adds it.
    async fn insert(open: &mut OpenRecord<'_>, id: NoteId, note: &NewNote) -> Result<()> {
        store::insert(open.db, id, open.meeting.id, note, open.by.person.id).await
    }

    fn item(note: &NewNote) -> Option<ItemId> {
        Some(note.item_id)
    }

    /// What it said stays in the history only.
    async fn take_out(open: &mut OpenRecord<'_>, id: NoteId) -> Result<TakenOut> {
        let note = store::find(&mut *open.db, open.meeting.id, id).await?;
        note.check_removal(open.by)?;
        store::delete(open.db, id).await?;
        Ok(TakenOut { item: Some(note.item_id), said: note.printed() })
    }
}
