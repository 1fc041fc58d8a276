//! The whole record of one meeting, as the meeting's pages and its summary read it.

mod store;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sqlx::PgExecutor;

use crate::agendas::Item;
use crate::ids::{
    ActionId, AttendanceId, ContributionId, DecisionId, ItemId, MeetingId, NoteId, PersonId,
};
use crate::web::Result;

#[derive(Clone, Debug, Default)]
pub struct Record {
    pub moderators: Vec<Moderator>,
    pub attendances: Vec<Attendance>,
    pub items: Vec<Item>,
    /// In order, item by item.
    pub contributions: Vec<Contribution>,
    pub notes: Vec<UpdateNote>,
    pub decisions: Vec<Decision>,
    pub actions: Vec<Action>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Moderator {
    pub person_id: Option<PersonId>,
    pub name: String,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Attendance {
    pub id: AttendanceId,
    pub person_id: Option<PersonId>,
    pub name: String,
    pub capacity: String,
}

/// What one speaker said under one item.
#[derive(Clone, Debug, Deserialize)]
pub struct Contribution {
    pub id: ContributionId,
    pub item_id: ItemId,
    pub position: i32,
    pub speaker_id: Option<PersonId>,
    /// Empty where the document that it was read from named nobody.
    pub speaker: String,
    pub capacity: String,
    pub attribution: Attribution,
    pub text: String,
    pub html: String,
    pub revision: i32,
}

/// Whether the report may name the speaker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "attribution", rename_all = "snake_case")]
pub enum Attribution {
    Attributed,
    Withheld,
}

/// Added later to a contribution or an item; what was approved stays as it was.
#[derive(Clone, Debug, Deserialize)]
pub struct UpdateNote {
    pub id: NoteId,
    pub contribution_id: Option<ContributionId>,
    pub item_id: Option<ItemId>,
    pub dated: Option<NaiveDate>,
    pub signed_by: Option<String>,
    pub text: String,
    pub html: String,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Decision {
    pub id: DecisionId,
    pub item_id: Option<ItemId>,
    pub number: i32,
    pub text: String,
    pub html: String,
    pub revision: i32,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Action {
    pub id: ActionId,
    pub item_id: Option<ItemId>,
    pub text: String,
    pub html: String,
    pub owner_id: Option<PersonId>,
    pub owner: String,
    pub due: Option<NaiveDate>,
    pub state: ActionState,
    pub reason: String,
    pub revision: i32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "action_state", rename_all = "snake_case")]
pub enum ActionState {
    Open,
    InProgress,
    Done,
    Dropped,
    HandedOver,
}

/// Everything that was recorded, in one statement.
pub async fn read(db: impl PgExecutor<'_>, meeting: MeetingId) -> Result<Record> {
    store::read(db, meeting).await
}

impl Record {
    pub fn contributions_to(&self, item: ItemId) -> impl Iterator<Item = &Contribution> {
        self.contributions.iter().filter(move |contribution| contribution.item_id == item)
    }

    pub fn notes_on_contribution(&self, id: ContributionId) -> impl Iterator<Item = &UpdateNote> {
        self.notes.iter().filter(move |note| note.contribution_id == Some(id))
    }

    pub fn notes_on_item(&self, id: ItemId) -> impl Iterator<Item = &UpdateNote> {
        self.notes.iter().filter(move |note| note.item_id == Some(id))
    }

    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }
}
