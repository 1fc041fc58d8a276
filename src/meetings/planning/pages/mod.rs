//! The series of a group's meetings, and the page of one.

mod schedule;
mod steps;

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use sqlx::PgPool;

use crate::agenda::Agenda;
use crate::meeting::card::card;
use crate::meeting::{Follows, Meeting, MeetingRow, Resting, Step, calendar, page_of};
use crate::planning::next::{Asked, Next, Way};
use crate::planning::stages::{Reached, Stage, stages};
use crate::planning::store;
use access::rights::Reader;
use base::addresses::meeting::{Form, MeetingFile, MeetingPath};
use base::policy::{DraftAgendas, RunMeetings};
use base::states::MeetingState;
use base::time::ZonedTime;
use platform::web::card::Card;
use platform::web::{App, Done, Frame, Page, Path, Result};

pub use schedule::{create, edit, new, save};
pub use steps::{ask, cancel, cancel_form, close, open, schedule, undo_closing, undo_opening};

#[derive(Template)]
#[template(path = "planning/series.html")]
pub struct Series {
    frame: Frame,
    reader: Reader,
    meetings: Vec<MeetingRow>,
}

#[derive(Template)]
#[template(path = "planning/show.html")]
pub struct Show {
    frame: Frame,
    reader: Reader,
    at: MeetingPath,
    meeting: Meeting,
    agenda: Agenda,
    moderators: Vec<String>,
    resting: Resting,
    cancelled_because: Option<String>,
    /// For those who record: the document that the record was read from.
    read_from: Option<String>,
    card: Option<Card>,
    follows: Option<Follows>,
    stages: Vec<Stage>,
    next: Option<Next>,
    /// What can be done beside it.
    beside: Option<(Way, &'static str)>,
}

impl Series {
    fn moment(&self, meeting: &MeetingRow) -> ZonedTime {
        ZonedTime { at: meeting.starts_at, zone: self.reader.zone() }
    }
}

impl Show {
    fn starts(&self) -> ZonedTime {
        ZonedTime { at: self.meeting.starts_at, zone: self.reader.zone() }
    }

    fn joining_link(&self) -> Option<&str> {
        let link = self.meeting.joining_link.as_str();
        (self.reader.member.is_some() && !link.is_empty()).then_some(link)
    }

    /// A draft agenda is the members' to read.
    fn shows_agenda(&self) -> bool {
        self.meeting.agenda_is_published() || self.reader.member.is_some()
    }

    fn may_plan(&self) -> bool {
        self.reader.may(RunMeetings) && !matches!(self.meeting.state, MeetingState::Cancelled)
    }

    fn may_draft_agenda(&self) -> bool {
        self.reader.may(DraftAgendas) && self.meeting.state != MeetingState::Cancelled
    }

    fn has_record(&self) -> bool {
        self.meeting.has_record() && self.reader.member.is_some()
    }

    /// The last step, while it can be undone: where that posts to, what its button says.
    fn undoing(&self) -> Option<(String, &'static str)> {
        let (noun, label) = match self.meeting.state {
            _ if !self.reader.may(RunMeetings) => return None,
            MeetingState::InSession if !self.resting.on_opening => ("session", "Undo the start"),
            MeetingState::Held if !self.resting.on_closing => ("closing", "Undo the end"),
            _ => return None,
        };
        Some((format!("{}/{noun}/reversal", self.at.show()), label))
    }

    fn can_be_cancelled(&self) -> bool {
        self.reader.may(RunMeetings) && self.meeting.after(Step::Cancel).is_ok()
    }
}

pub async fn series(reader: Reader, State(db): State<PgPool>) -> Result<Page<Series>> {
    let meetings = crate::meeting::series(&db, &reader).await?;
    let frame = reader.frame().at("meetings");
    Ok(Page(Series { frame, reader, meetings }))
}

pub async fn show(
    reader: Reader,
    State(app): State<App>,
    Path(MeetingFile { group, meeting: file }): Path<MeetingFile>,
    asked: HeaderMap,
) -> Result<Response> {
    let at = MeetingPath { group, meeting: file.of };
    let said = store::said(&app.db, &reader, at.meeting).await?;
    said.meeting.check_visible(&reader)?;
    let (meeting, agenda) = (said.meeting, said.agenda);
    if meeting.has_moved(&at) && file.kind == Form::Page {
        return Ok(Done::to(meeting.path(&reader.group).show()).into_response());
    }
    if file.kind == Form::Calendar {
        let told = if meeting.agenda_is_published() { agenda.lines() } else { String::new() };
        return calendar::entry(&app, &reader, (&meeting, told), &asked).await;
    }
    let (now, is_member) = (app.clock.now(), reader.member.is_some());
    let asked =
        Asked { reader: &reader, meeting: &meeting, at: &at, summary: said.summary.as_ref(), now };
    let next = asked.next();
    let page = Show {
        beside: asked.beside(next.as_ref()),
        next,
        stages: stages(&meeting, said.summary.as_ref(), is_member, now),
        follows: Follows::of(&reader, page_of(meeting.id), at.show(), said.revision),
        frame: reader.frame().at("meetings"),
        card: card(&app.config, &reader, &meeting),
        reader,
        at,
        meeting,
        agenda,
        moderators: said.moderators,
        resting: said.resting,
        cancelled_because: said.cancelled_because,
        read_from: said.read_from,
    };
    Ok(Page(page).into_response())
}
