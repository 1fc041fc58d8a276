//! The summary of a meeting: composed from its record, edited, reviewed, approved, published.

pub mod store;
mod words;
mod blocks;
mod attributed;
mod unnamed;
mod compose;
pub mod changes;
mod section_edit;
pub mod document;
mod listing;
mod standing;
mod state;
mod sections;
pub mod names;
mod drafting;
pub mod letters;
mod review;
mod approval;
pub mod api;
pub mod pages;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use utoipa::ToSchema;

use access::rights::Member;
use base::addresses::meeting::MeetingKey;
use base::digest::hex;
use base::ids::{GroupId, ItemId, MeetingId, SectionId};
use base::policy::DraftSummaries;
use meetings::meeting::Meeting;
use platform::web::{Error, Result};

pub use approval::approve;
pub use blocks::{blocks, paragraphs};
pub use compose::{Composed, compose, introduces_actions, told, untold};
pub use document::section_html;
pub use drafting::draft;
pub use listing::{SummaryRow, Waiting, Waits, latest_public, published_in};
pub use review::{Named, ReasonForm, Review, SubmissionForm, end, review, send_back, submit};
pub use section_edit::SectionEdit;
pub use sections::{Take, add, edit, remove, renew, restore};
pub use standing::{Standing, missing, standing};
pub use state::{Step, SummaryState};
pub use store::{find, lock};
pub use unnamed::Recorded;

/// The summary of a meeting that an address of the group names.
pub async fn of_meeting(db: &PgPool, group: GroupId, at: MeetingKey) -> Result<(Meeting, Summary)> {
    store::of_meeting(db, group, at).await?.ok_or(Error::NotFound)
}

#[derive(Clone, Debug)]
pub struct Summary {
    pub meeting_id: MeetingId,
    pub group_id: GroupId,
    pub state: SummaryState,
    /// Which edition this text will be, or is.
    pub edition: i32,
    /// What that edition corrects; empty for the first.
    pub corrigendum: String,
    pub deadline: Option<DateTime<Utc>>,
    /// Of the text as it is now: what an approval is bound to.
    pub text_hash: Vec<u8>,
    /// Why it was last returned to drafting.
    pub returned: String,
    /// Who gave its review less time than the group's reviews have, and why.
    pub shortened: Option<Shortened>,
    /// In order, also those that were taken out.
    pub sections: Vec<Section>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Section {
    pub id: SectionId,
    pub kind: SectionKind,
    pub item_id: Option<ItemId>,
    pub position: i32,
    pub heading: String,
    pub text: String,
    /// Of heading and text; of the opening only of its text.
    pub html: String,
    pub composed_heading: String,
    pub composed: String,
    pub revision: i32,
    pub removed_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, ToSchema)]
#[schema(as = ShortenedReview)]
pub struct Shortened {
    pub by: String,
    pub reason: String,
}

base::states! {
    pub enum SectionKind in "section_kind" {
        Opening:      "opening";
        Agenda:       "agenda";
        Item:         "item";
        Remaining:    "remaining";
        Decisions:    "decisions";
        Actions:      "actions";
        NextMeeting:  "next_meeting";
    }
}

impl Summary {
    /// The sections that are printed.
    pub fn printed(&self) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(|section| section.removed_at.is_none())
    }

    pub fn section(&self, id: SectionId) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }

    /// While it is being drafted it is read by those who draft.
    pub fn is_read_by(&self, member: &Member) -> bool {
        self.state != SummaryState::Drafting || member.may(DraftSummaries)
    }

    /// What the edition corrects, for those who may read its text.
    pub fn corrigendum_for(&self, member: &Member) -> Option<&str> {
        let says = !self.corrigendum.is_empty() && self.is_read_by(member);
        says.then_some(self.corrigendum.as_str())
    }

    /// What somebody may read of it: those who draft also see what was taken out.
    pub fn sections_for(&self, member: &Member) -> Result<Vec<Section>> {
        match (self.is_read_by(member), member.may(DraftSummaries)) {
            (false, _) => Err(Error::Forbidden),
            (true, false) => Ok(self.printed().cloned().collect()),
            (true, true) => Ok(self.sections.clone()),
        }
    }

    /// Whether it was sent for review, and is not published yet.
    pub fn is_under_way(&self) -> bool {
        matches!(self.state, SummaryState::InReview | SummaryState::Approved)
    }

    /// What is approved and published, exactly.
    pub fn markdown(&self) -> String {
        document::markdown(self)
    }

    pub fn html(&self) -> Result<String> {
        document::html(self)
    }

    pub fn hash(&self) -> String {
        hex(&self.text_hash)
    }
}

impl Section {
    pub fn edited(&self) -> SectionEdit {
        SectionEdit { heading: self.heading.clone(), text: self.text.clone() }
    }
}
