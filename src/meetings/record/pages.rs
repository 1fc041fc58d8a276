//! The record of a meeting, read as a whole, and what was done to one of its entries.

use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use sqlx::PgPool;
use uuid::Uuid;

use super::{Part, PartLink, PartQuery, Record, Removed};
use crate::meeting::{self, Meeting};
use access::rights::{May, Member};
use base::addresses::meeting::MeetingPath;
use base::policy;
use base::states::{MeetingState, Outcome};
use base::time::{Zone, ZonedTime};
use platform::history::Past;
use platform::web::{Frame, Page, Path, Query, Result};

#[derive(Template)]
#[template(path = "record/show.html")]
pub struct Show {
    frame: Frame,
    member: Member,
    at: MeetingPath,
    meeting: Meeting,
    record: Record,
    removed: Vec<Removed>,
}

#[derive(Template)]
#[template(path = "record/past.html")]
pub struct PastPage {
    frame: Frame,
    zone: Zone,
    at: MeetingPath,
    meeting: Meeting,
    past: Vec<Past>,
}

#[derive(Deserialize)]
pub struct PastPath {
    #[serde(flatten)]
    pub at: MeetingPath,
    pub entry: Uuid,
}

impl PastPage {
    fn subject(&self) -> &str {
        self.past.first().map(|past| past.told.subject.as_str()).unwrap_or_default()
    }
}

impl Show {
    /// Forms are offered once the meeting has begun, to those who record.
    fn may_record(&self) -> bool {
        let begun = matches!(self.meeting.state, MeetingState::InSession | MeetingState::Held);
        begun && self.member.may(policy::RecordMeetings)
    }

    fn next_meeting(&self) -> Option<ZonedTime> {
        self.meeting.next_meeting_at.map(|at| ZonedTime { at, zone: self.member.zone() })
    }

    fn moderators(&self) -> String {
        names(self.record.moderators.iter().map(|moderator| moderator.name.as_str()))
    }

    fn attendance(&self) -> String {
        names(self.record.attendances.iter().map(|present| present.name.as_str()))
    }

    /// The list of the meeting's actions, if it has a number to be found by.
    fn actions(&self) -> Option<String> {
        let number = self.meeting.number.filter(|_| !self.record.actions.is_empty())?;
        Some(self.member.group.actions_from(number))
    }

    fn parts(&self) -> Vec<PartLink> {
        self.record.part.as_ref().map(Part::links).unwrap_or_default()
    }

    fn anything_planned(&self) -> bool {
        self.record.items.iter().any(|item| item.outcome == Outcome::Planned)
    }
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

pub async fn show(
    member: Member,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Query(asked): Query<PartQuery>,
) -> Result<Page<Show>> {
    let (meeting, mut record) = super::part_of(&db, &member, &at, &asked).await?;
    let removed = record.take_removed(&member);
    let frame = member.frame().at("meetings").working();
    Ok(Page(Show { frame, member, at, meeting, record, removed }))
}

pub async fn past(
    may: May<policy::RecordMeetings>,
    State(db): State<PgPool>,
    Path(PastPath { at, entry }): Path<PastPath>,
) -> Result<Page<PastPage>> {
    let meeting = meeting::find(&db, may.group.id, at.meeting).await?;
    let past = super::past(&db, &meeting, entry).await?;
    let (frame, zone) = (may.frame().at("meetings").working(), may.zone());
    Ok(Page(PastPage { frame, zone, at, meeting, past }))
}
