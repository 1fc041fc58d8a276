//! Update notes as programs read, add and take them back.

use axum::extract::State;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use super::NoteForm;
use crate::record::entries::{Recorded, one};
use crate::record::{self, UpdateNote};
use access::rights::May;
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::{ContributionId, ItemId, NoteId};
use base::policy::RecordMeetings;
use platform::api::{self, Idempotent, Made, NoContent};
use platform::web::{App, Error, Path, Result};

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

impl Recorded for Representation {
    type Id = NoteId;

    fn all(record: record::Record) -> Vec<Self> {
        record.notes.into_iter().map(Representation::from).collect()
    }

    fn id(&self) -> NoteId {
        self.id
    }
}

impl Body {
    fn form(self, id: NoteId) -> Result<NoteForm> {
        if self.contribution.is_some() == self.item.is_some() {
            let sentence = "Name the contribution or the item that it is on, not both.";
            return Err(Error::invalid("item", sentence));
        }
        Ok(NoteForm {
            id,
            contribution: self.contribution.map(|id| id.to_string()).unwrap_or_default(),
            item: self.item.map(|id| id.to_string()).unwrap_or_default(),
            dated: self.dated.map(|day| day.to_string()).unwrap_or_default(),
            text: self.text,
        })
    }
}

pub async fn add(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Made<Representation>> {
    let at = at.entry(&NoteId(id));
    super::add(&app.db, &may, &at.at, &body.form(at.entry)?, app.clock.now()).await?;
    Ok(Made { at: api::at(&at.show()), made: one(&app.db, &may, &at).await? })
}

pub async fn remove(
    may: May<RecordMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<EntryPath<NoteId>>,
) -> Result<NoContent> {
    super::remove(&db, &may, &at).await?;
    Ok(NoContent)
}
