//! A meeting of a group: one of its numbered series, from draft to held.

pub mod store;
pub mod calendar;
pub mod card;
mod listing;
mod coming;
mod waiting;
mod follows;
pub mod moderators;
mod schedule;
mod state;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use sqlx::PgExecutor;

use access::group::Group;
use access::rights::Reader;
use base::addresses::meeting::{MeetingKey, MeetingPath};
use base::ids::{GroupId, MeetingId};
use base::policy::RecordMeetings;
use base::states::MeetingState;
use base::time::{Agreed, Zone};
use platform::history::{Change, Told};
use platform::web::{Error, Result};

pub use coming::{Coming, coming, is_soon};
pub use follows::{Follows, changed, page_of, read_changed, summary_moved_on};
pub use listing::{MeetingRow, Stretch, series, stretch, upcoming};
pub use schedule::{PAST, Said, Schedule, ScheduleForm, Start};
pub use state::{Resting, Step, take};
pub use store::{find, find_by_id, lock};
pub use waiting::{Waiting, Waits};

#[derive(Clone, Debug, Deserialize)]
pub struct Meeting {
    pub id: MeetingId,
    pub group_id: GroupId,
    /// Drawn from the group's series when the meeting is scheduled.
    pub number: Option<i32>,
    /// What it is called before its number: "Online Meeting".
    pub title: String,
    pub state: MeetingState,
    pub starts_at: DateTime<Utc>,
    /// In which its start was agreed; none of one that was held before that was kept.
    #[serde(deserialize_with = "base::time::stored_zone_or_none")]
    pub starts_zone: Option<Zone>,
    pub minutes: i32,
    /// For members only.
    pub joining_link: String,
    pub participants_note: String,
    pub next_meeting_at: Option<DateTime<Utc>>,
    pub agenda_published_at: Option<DateTime<Utc>>,
    pub agenda_revised_at: Option<DateTime<Utc>>,
    pub revision: i32,
}

impl Meeting {
    /// "Online Meeting 45".
    pub fn name(&self) -> String {
        match self.number {
            Some(number) => format!("{} {number}", self.title),
            None => format!("{} (draft)", self.title),
        }
    }

    pub fn path(&self, group: &Group) -> MeetingPath {
        let meeting = match self.number {
            Some(number) => MeetingKey::Number(number),
            None => MeetingKey::Draft(self.id),
        };
        MeetingPath { group: group.slug.clone(), meeting }
    }

    /// Whether it has its number since somebody got this address of the draft, which still leads to it.
    pub fn has_moved(&self, from: &MeetingPath) -> bool {
        self.number.is_some() && matches!(from.meeting, MeetingKey::Draft(_))
    }

    /// Its start on the clocks of the zone in which it was agreed, or else of the zone of record.
    pub fn starts(&self, zone_of_record: Zone) -> Agreed {
        Agreed::of(self.starts_at, self.starts_zone.unwrap_or(zone_of_record))
    }

    pub fn ends_at(&self) -> DateTime<Utc> {
        self.starts_at + TimeDelta::minutes(self.minutes.into())
    }

    /// What history says of it, still without what happened.
    pub fn event(&self) -> Change<'static> {
        Change {
            group: Some(self.group_id),
            meeting: Some(self.id),
            subject: "meeting",
            subject_id: self.id.0,
            ..Change::default()
        }
    }

    /// Whether its start is still a plan.
    pub fn is_to_come(&self) -> bool {
        matches!(self.state, MeetingState::Draft | MeetingState::Scheduled)
    }

    /// Whether it is still to come, or going on.
    pub fn is_ahead(&self) -> bool {
        matches!(self.state, MeetingState::Scheduled | MeetingState::InSession)
    }

    /// What is said is recorded from its opening on, and corrected at any time later.
    pub fn has_record(&self) -> bool {
        matches!(self.state, MeetingState::InSession | MeetingState::Held)
    }

    /// Why it is cancelled, of what happened to it.
    pub fn cancelled_because(told: &[Told]) -> Option<&str> {
        told.iter().find(|told| told.event == "cancelled").map(|told| told.reason.as_str())
    }

    /// The document that its record was read from, of what happened to it, for those who record.
    pub fn read_from<'a>(told: &'a [Told], by: &Reader) -> Option<&'a str> {
        let mut told = told.iter().filter(|_| by.may(RecordMeetings));
        told.find(|told| told.event == "imported").map(|told| told.reason.as_str())
    }

    /// A draft is its members' to see.
    pub fn check_visible(&self, reader: &Reader) -> Result<()> {
        let seen = self.number.is_some() || reader.member.is_some();
        if seen { Ok(()) } else { Err(Error::NotFound) }
    }

    /// Whether the public of a public group may see its agenda.
    pub fn agenda_is_published(&self) -> bool {
        self.agenda_published_at.is_some()
    }
}

/// A record is open from the meeting's opening on.
pub fn check_begun(state: MeetingState) -> Result<()> {
    match state {
        MeetingState::InSession | MeetingState::Held => Ok(()),
        state => Err(Error::conflict(format!(
            "A meeting is recorded once it has begun; this one is {state}."
        ))),
    }
}

/// The meeting, if the reader may know of it: drafts are the members'.
pub async fn visible(
    db: impl PgExecutor<'_>,
    reader: &Reader,
    at: &MeetingPath,
) -> Result<Meeting> {
    let meeting = find(db, reader.group.id, at.meeting).await?;
    meeting.check_visible(reader)?;
    Ok(meeting)
}

/// For tests, of the crates above as well.
impl Meeting {
    pub fn sample() -> Self {
        Meeting {
            id: MeetingId::new(),
            group_id: GroupId::new(),
            number: Some(12),
            title: "Online Meeting".into(),
            state: MeetingState::Held,
            starts_at: DateTime::UNIX_EPOCH,
            starts_zone: None,
            minutes: 60,
            joining_link: String::new(),
            participants_note: String::new(),
            next_meeting_at: None,
            agenda_published_at: None,
            agenda_revised_at: None,
            revision: 1,
        }
    }
}
