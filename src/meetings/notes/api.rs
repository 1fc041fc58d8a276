//! Update notes as programs read, add and take them back.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::NoteForm;
use crate::record::entry::api::Called;
use crate::record::{self, UpdateNote};
use access::rights::Member;
use base::addresses::meeting::MeetingPath;
use base::ids::{ContributionId, ItemId, NoteId};
use platform::api;
use platform::web::{App, Error, Result};

/// What was learnt after the meeting, of a contribution or an item.
#[derive(Serialize, ToSchema)]
#[schema(as = UpdateNote)]
pub struct Representation {
    id: NoteId,
    contribution: Option<ContributionId>,
    item: Option<ItemId>,
    /// Null where the document that it was read from gave no date.
    dated: Option<NaiveDate>,
    /// The name of who signed it.
    signed_by: Option<String>,
    /// In Markdown.
    text: String,
    html: String,
}

/// A note on a contribution or on an item.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = UpdateNoteBody)]
pub struct Body {
    contribution: Option<ContributionId>,
    /// If it is on no contribution.
    item: Option<ItemId>,
    /// From the year 2000 to today; today, if none is given.
    dated: Option<NaiveDate>,
    /// In Markdown without HTML.
    #[schema(pattern = "\\S", example = "This is confirmed.")]
    text: String,
}

impl api::Representation for Representation {}

impl From<UpdateNote> for Representation {
    fn from(note: UpdateNote) -> Self {
        Representation {
            id: note.id,
            contribution: note.contribution_id,
            item: note.item_id,
            dated: note.dated,
            signed_by: note.signed_by,
            text: note.text,
            html: note.html,
        }
    }
}

impl Called for UpdateNote {
    type Body = Body;
    type Representation = Representation;

    fn form(body: Body, id: NoteId, _: i32) -> Result<NoteForm> {
        if body.contribution.is_some() == body.item.is_some() {
            let sentence = "Name the contribution or the item that it is on, not both.";
            return Err(Error::invalid("item", sentence));
        }
        Ok(NoteForm {
            id,
            contribution: body.contribution.map(|id| id.to_string()).unwrap_or_default(),
            item: body.item.map(|id| id.to_string()).unwrap_or_default(),
            dated: body.dated.map(|day| day.to_string()).unwrap_or_default(),
            text: body.text,
        })
    }

    fn id(entry: &Representation) -> NoteId {
        entry.id
    }

    async fn all(app: &App, by: &Member, at: &MeetingPath) -> Result<Vec<Representation>> {
        let (_, record) = record::of(&app.db, by, at).await?;
        Ok(record.notes.into_iter().map(Representation::from).collect())
    }
}
