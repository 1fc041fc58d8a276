//! The whole record of one meeting, as the meeting's pages and its summary read it.

mod parts;
pub mod store;
mod removed;
mod withheld;
mod sections;
mod reading;
mod sheet;
pub mod scribing;
pub mod desk;
pub mod pages;
pub mod entry;

use chrono::NaiveDate;
use serde::Deserialize;
use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use crate::agenda::Item;
use crate::agenda::earlier::Earlier;
use crate::meeting::{self, Meeting};
use access::fields::owners::Owners;
use access::fields::people::PersonRef;
use access::rights::May;
use base::addresses::entry::Entry;
use base::addresses::meeting::MeetingKey;
use base::due::Due;
use base::ids::{ActionId, AttendanceId, ContributionId, DecisionId, ItemId, NoteId, PersonId};
use base::policy;
use base::states::{ActionState, Attribution};
use base::time::short_date;
use base::withheld::Withheld;
use plans::links::PlanLink;
use platform::history::{self, Past};
use platform::web::{Error, Result};

pub use desk::{changed, desk_of, part_of_item};
pub use parts::{Part, PartLink, PartQuery};
pub use reading::{of, part_of, read, read_for_summary};
pub use removed::Removed;
pub use sections::{Agreed, Said, Section};
pub use sheet::{FormChoices, Place, sheet};

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
    /// If the agenda has the standing item.
    pub earlier: Option<Earlier>,
    /// The latest first.
    pub removed: Vec<Removed>,
    pub withheld: Withheld,
    /// Empty, unless it is read for a summary.
    pub around: Around,
    /// Which part this is, if it is not all.
    pub part: Option<Part>,
    /// How often its page has changed, in the same moment.
    pub revision: i64,
}

/// Whom and what a summary has to know beside what was recorded.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Around {
    /// The group's members, and who was one and spoke.
    pub members: Vec<PersonRef>,
    /// Who asked in a review not to be named in a passage, and was followed.
    pub asked: Vec<Request>,
    /// The places of which somebody said that they name nobody who is not to be named.
    pub answered: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Request {
    #[serde(flatten)]
    pub who: PersonRef,
    /// The passage, as it stood.
    pub quote: String,
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
    pub tied: Option<PlanLink>,
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
    pub tied: Option<PlanLink>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Action {
    pub id: ActionId,
    pub item_id: Option<ItemId>,
    pub text: String,
    pub html: String,
    pub contribution_id: Option<ContributionId>,
    pub owners: Owners,
    pub due: Option<Due>,
    pub state: ActionState,
    pub reason: String,
    pub revision: i32,
    pub tied: Option<PlanLink>,
}

/// Whose changes are those of a record, as history calls them.
const SUBJECTS: [&str; 5] =
    [ContributionId::SUBJECT, DecisionId::SUBJECT, ActionId::SUBJECT, NoteId::SUBJECT, "record"];

/// The meeting, held for the rest of the transaction, if it has begun: then its record is open,
/// and stays so for corrections.
pub async fn open(
    db: &mut PgConnection,
    by: &May<policy::RecordMeetings>,
    meeting: MeetingKey,
) -> Result<Meeting> {
    let meeting = meeting::lock(db, by.group.id, meeting).await?;
    meeting::check_begun(meeting.state)?;
    Ok(meeting)
}

/// What was done to one entry, the latest first, and what that changed.
pub async fn past(db: impl PgExecutor<'_>, meeting: &Meeting, entry: Uuid) -> Result<Vec<Past>> {
    let mut told = history::of_subject_in(db, meeting.id, entry).await?;
    told.retain(|told| SUBJECTS.contains(&told.subject.as_str()));
    let past = history::past(told);
    if past.is_empty() { Err(Error::NotFound) } else { Ok(past) }
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

    /// Whether somebody spoke under an item, or under one below it.
    pub fn was_spoken_under(&self, id: ItemId) -> bool {
        let below = self.items.iter().filter(|item| item.parent_id == Some(id));
        self.contributions_to(id).next().is_some()
            || below.into_iter().any(|item| self.was_spoken_under(item.id))
    }

    /// Whether this part of it has entries under an item.
    pub fn part_has_entries(&self, id: ItemId) -> bool {
        self.contributions_to(id).next().is_some() || !self.agreed(Some(id)).is_empty()
    }

    pub fn item(&self, id: ItemId) -> Option<&Item> {
        self.items.iter().find(|item| item.id == id)
    }
}

impl Contribution {
    pub fn named(&self) -> &str {
        match (self.speaker.as_str(), self.attribution) {
            ("", Attribution::Withheld) => "Speaker not named",
            ("", Attribution::Attributed) => "Nobody named",
            (speaker, _) => speaker,
        }
    }
}

impl UpdateNote {
    /// "[UPDATE 5 Oct 2022: This is confirmed.]"
    pub fn printed(&self) -> String {
        printed_note(self.dated, &self.text)
    }
}

pub fn printed_note(dated: Option<NaiveDate>, text: &str) -> String {
    match dated {
        Some(on) => format!("[UPDATE {}: {text}]", short_date(on)),
        None => format!("[UPDATE: {text}]"),
    }
}

impl Action {
    /// "Mira Rao, by Wed 1 April 2026"
    pub fn assignment(&self) -> String {
        let owners = self.owners.describe();
        match self.due {
            Some(due) => format!("{owners}, {}", due.by()),
            None => owners,
        }
    }
}
