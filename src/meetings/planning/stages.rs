//! How far a meeting is on its way from the agenda to the published summary.

use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::meeting::Meeting;
use base::states::{MeetingState, SummaryState};
use base::time::date_in_record;

/// What the page of a meeting says of its summary: to members all, to others what is published.
#[derive(Clone, Debug, Deserialize)]
pub struct OnItsWay {
    pub state: SummaryState,
    pub edition: i32,
    pub deadline: Option<DateTime<Utc>>,
    /// The latest edition that is published.
    pub published: Option<i32>,
    pub published_at: Option<DateTime<Utc>>,
    /// Comments that nobody has decided on yet.
    pub open: i64,
    /// Whether the reader has approved its text.
    pub approved: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Stage {
    pub name: &'static str,
    pub says: String,
    pub reached: Reached,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reached {
    Done,
    Now,
    Ahead,
}

impl OnItsWay {
    pub fn in_review(&self, now: DateTime<Utc>) -> bool {
        self.state == SummaryState::InReview && self.deadline.is_some_and(|end| now < end)
    }
}

/// All six for members; others learn of the agenda, the meeting and what is published.
pub fn stages(
    meeting: &Meeting,
    summary: Option<&OnItsWay>,
    is_member: bool,
    now: DateTime<Utc>,
) -> Vec<Stage> {
    let mut stages = vec![agenda(meeting), held(meeting)];
    if is_member {
        stages.extend([drafted(meeting, summary), reviewed(summary, now), approved(summary, now)]);
    }
    stages.push(published(summary));
    stages
}

fn agenda(meeting: &Meeting) -> Stage {
    let (says, reached) = match (meeting.agenda_published_at, meeting.agenda_revised_at) {
        (Some(_), Some(at)) => (format!("revised {}", day(at)), Reached::Done),
        (Some(at), None) => (format!("published {}", day(at)), Reached::Done),
        (None, _) if meeting.is_to_come() => ("draft".into(), Reached::Now),
        (None, _) => ("not published".into(), Reached::Ahead),
    };
    Stage { name: "Agenda", says, reached }
}

fn held(meeting: &Meeting) -> Stage {
    let on = day(meeting.starts_at);
    let (says, reached) = match meeting.state {
        MeetingState::Draft => (format!("planned for {on}"), Reached::Ahead),
        MeetingState::Scheduled if meeting.agenda_is_published() => (on, Reached::Now),
        MeetingState::Scheduled => (on, Reached::Ahead),
        MeetingState::InSession => ("in session".into(), Reached::Now),
        MeetingState::Held => (on, Reached::Done),
        MeetingState::Cancelled => ("cancelled".into(), Reached::Ahead),
    };
    Stage { name: "Meeting", says, reached }
}

fn drafted(meeting: &Meeting, summary: Option<&OnItsWay>) -> Stage {
    let (says, reached) = match summary {
        None if meeting.state == MeetingState::Held => ("to be drafted".into(), Reached::Now),
        None => (String::new(), Reached::Ahead),
        Some(OnItsWay { state: SummaryState::Drafting, edition: 1, .. }) => {
            ("in drafting".into(), Reached::Now)
        }
        Some(OnItsWay { state: SummaryState::Drafting, edition, .. }) => {
            (format!("edition {edition} in drafting"), Reached::Now)
        }
        Some(_) => ("drafted".into(), Reached::Done),
    };
    Stage { name: "Summary", says, reached }
}

fn reviewed(summary: Option<&OnItsWay>, now: DateTime<Utc>) -> Stage {
    let (says, reached) = match summary {
        None | Some(OnItsWay { state: SummaryState::Drafting, .. }) => {
            (String::new(), Reached::Ahead)
        }
        Some(summary) => match summary.deadline.map(day) {
            Some(end) if summary.in_review(now) => (format!("until {end}"), Reached::Now),
            Some(end) => (format!("ended {end}"), Reached::Done),
            None => ("ended".into(), Reached::Done),
        },
    };
    Stage { name: "Review", says, reached }
}

fn approved(summary: Option<&OnItsWay>, now: DateTime<Utc>) -> Stage {
    let (says, reached) = match summary {
        Some(summary) if summary.state == SummaryState::InReview && !summary.in_review(now) => {
            ("by the co-chairs".into(), Reached::Now)
        }
        Some(OnItsWay { state: SummaryState::Approved | SummaryState::Published, .. }) => {
            ("approved".into(), Reached::Done)
        }
        _ => (String::new(), Reached::Ahead),
    };
    Stage { name: "Approval", says, reached }
}

fn published(summary: Option<&OnItsWay>) -> Stage {
    let published = summary.and_then(|summary| summary.published.zip(summary.published_at));
    let says = match published {
        Some((1, at)) => day(at),
        Some((edition, at)) => format!("edition {edition}, {}", day(at)),
        None => String::new(),
    };
    let reached = match summary.map(|summary| summary.state) {
        Some(SummaryState::Published) => Reached::Done,
        Some(SummaryState::Approved) => Reached::Now,
        _ => Reached::Ahead,
    };
    Stage { name: "Publication", says, reached }
}

fn day(at: DateTime<Utc>) -> String {
    date_in_record(at.date_naive())
}
