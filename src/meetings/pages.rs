//! The series of a group's meetings, and the page of one.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use sqlx::PgPool;

use super::{Listed, Meeting, MeetingPath, MeetingState, Plan, PlanForm, Step, moderators};
use crate::agendas::{self, Agenda};
use crate::groups::Group;
use crate::history::{self, Told};
use crate::ids::MeetingId;
use crate::moments::Moment;
use crate::roles::{DraftAgendas, May, Reader, RunMeetings};
use crate::web::{self, App, Done, Error, Form, Frame, Invalid, Page, Path, Result};

#[derive(Template)]
#[template(path = "meetings/series.html")]
pub struct Series {
    frame: Frame,
    reader: Reader,
    meetings: Vec<Listed>,
}

#[derive(Template)]
#[template(path = "meetings/show.html")]
pub struct Show {
    frame: Frame,
    reader: Reader,
    at: MeetingPath,
    meeting: Meeting,
    agenda: Agenda,
    moderators: Vec<String>,
    told: Vec<Told>,
}

#[derive(Template)]
#[template(path = "meetings/edit.html")]
pub struct Edit {
    frame: Frame,
    group: Group,
    action: String,
    form: PlanForm,
    invalid: Invalid,
    new: bool,
}

#[derive(Template)]
#[template(path = "meetings/cancel.html")]
pub struct Cancel {
    frame: Frame,
    at: MeetingPath,
    name: String,
    form: CancelForm,
    invalid: Invalid,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CancelForm {
    reason: String,
}

impl Series {
    fn moment(&self, meeting: &Listed) -> Moment {
        Moment { at: meeting.starts_at, zone: self.reader.zone() }
    }
}

impl Show {
    fn starts(&self) -> Moment {
        Moment { at: self.meeting.starts_at, zone: self.reader.zone() }
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

    /// The move that comes next: where it posts to, what its button says.
    fn next_step(&self) -> Option<(String, &'static str)> {
        if !self.reader.may(RunMeetings) {
            return None;
        }
        let (noun, label) = match self.meeting.state {
            MeetingState::Draft => ("scheduling", "Schedule the meeting"),
            MeetingState::Scheduled => ("session", "Open the meeting"),
            MeetingState::InSession => ("closing", "Close the meeting"),
            MeetingState::Held | MeetingState::Cancelled => return None,
        };
        Some((format!("{}/{noun}", self.at.show()), label))
    }

    fn can_be_cancelled(&self) -> bool {
        self.reader.may(RunMeetings) && self.meeting.after(Step::Cancel).is_ok()
    }

    /// For members: the document that the record was read from.
    fn read_from(&self) -> Option<&str> {
        let told = self.told.iter().find(|told| told.event == "imported");
        told.filter(|_| self.reader.member.is_some()).map(|told| told.reason.as_str())
    }

    fn cancelled_because(&self) -> Option<&str> {
        let told = self.told.iter().find(|told| told.event == "cancelled");
        told.map(|told| told.reason.as_str())
    }
}

pub async fn series(reader: Reader, State(db): State<PgPool>) -> Result<Page<Series>> {
    let meetings = super::series(&db, &reader).await?;
    let frame = reader.frame().at("meetings");
    Ok(Page(Series { frame, reader, meetings }))
}

pub async fn show(
    reader: Reader,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Show>> {
    let meeting = super::visible(&db, &reader, &at).await?;
    let agenda = agendas::read(&db, &meeting).await?;
    let moderators = moderators::of(&db, meeting.id).await?;
    let told = history::of_subject(&db, meeting.id.0).await?;
    let frame = reader.frame().at("meetings");
    Ok(Page(Show { frame, reader, at, meeting, agenda, moderators, told }))
}

pub async fn new(may: May<RunMeetings>) -> Page<Edit> {
    let form = PlanForm { id: Some(MeetingId::new()), minutes: "60".into(), ..PlanForm::default() };
    Page(Edit::new_meeting(&may, form, Invalid::default()))
}

pub async fn create(
    may: May<RunMeetings>,
    State(db): State<PgPool>,
    Form(form): Form<PlanForm>,
) -> Result<Response> {
    match super::make(&db, &may, &form).await {
        Err(Error::Invalid(invalid)) => Ok(web::refused(Edit::new_meeting(&may, form, invalid))),
        made => Ok(Done::to(made?.path(&may.group).show()).into_response()),
    }
}

pub async fn edit(
    may: May<RunMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Edit>> {
    let meeting = super::find(&db, may.group.id, at.meeting).await?;
    let moderators = moderators::of(&db, meeting.id).await?;
    let form = Plan::of(&meeting, moderators, may.group.time_zone).form(&meeting);
    Ok(Page(Edit::known(&may, &at, form, Invalid::default())))
}

pub async fn save(
    may: May<RunMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<PlanForm>,
) -> Result<Response> {
    match super::edit(&db, &may, &at, &form).await {
        Err(Error::Invalid(invalid)) => Ok(web::refused(Edit::known(&may, &at, form, invalid))),
        Err(Error::Stale(stale)) => Ok(web::conflict(may.frame(), &at.edit(), *stale)),
        saved => saved.map(|_| Done::to(at.show()).saying("The meeting is saved.").into_response()),
    }
}

impl Edit {
    fn new_meeting(may: &May<RunMeetings>, form: PlanForm, invalid: Invalid) -> Self {
        let frame = may.frame().at("meetings").working();
        let action = may.group.meetings();
        Edit { frame, group: may.group.clone(), action, form, invalid, new: true }
    }

    fn known(may: &May<RunMeetings>, at: &MeetingPath, form: PlanForm, invalid: Invalid) -> Self {
        Edit { action: at.edit(), new: false, ..Edit::new_meeting(may, form, invalid) }
    }
}

pub async fn schedule(
    may: May<RunMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Done> {
    let meeting = super::take(&db, &may, &at, Step::Schedule, "").await?;
    Ok(Done::to(meeting.path(&may.group).show()).saying("The meeting is scheduled."))
}

pub async fn open(
    may: May<RunMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Done> {
    super::take(&db, &may, &at, Step::Open, "").await?;
    Ok(Done::to(at.record()).saying("The meeting is open. What is said can be recorded here."))
}

pub async fn close(
    may: May<RunMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Done> {
    super::take(&db, &may, &at, Step::Close, "").await?;
    Ok(Done::to(at.show()).saying("The meeting is closed. Its record can still be corrected."))
}

pub async fn cancel_form(
    may: May<RunMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Cancel>> {
    let meeting = super::find(&db, may.group.id, at.meeting).await?;
    meeting.after(Step::Cancel)?;
    let frame = may.frame().at("meetings").working();
    let (name, form, invalid) = (meeting.name(), CancelForm::default(), Invalid::default());
    Ok(Page(Cancel { frame, at, name, form, invalid }))
}

pub async fn cancel(
    may: May<RunMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<CancelForm>,
) -> Result<Response> {
    match super::take(&app.db, &may, &at, Step::Cancel, &form.reason).await {
        Err(Error::Invalid(invalid)) => {
            let name = super::find(&app.db, may.group.id, at.meeting).await?.name();
            let frame = may.frame().at("meetings").working();
            Ok(web::refused(Cancel { frame, at, name, form, invalid }))
        }
        done => {
            done.map(|_| Done::to(at.show()).saying("The meeting is cancelled.").into_response())
        }
    }
}
