//! Scheduling, opening, closing and cancelling a meeting.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use sqlx::PgPool;

use crate::meeting::{self, Meeting, Step};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::policy::RunMeetings;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Result, form_again};

#[derive(Template)]
#[template(path = "planning/cancel.html")]
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

/// Whether a start long before its time is meant.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct StartForm {
    early: bool,
}

#[derive(Template)]
#[template(path = "planning/start.html")]
pub struct Start {
    frame: Frame,
    at: MeetingPath,
    name: String,
    question: Option<String>,
}

async fn take(
    app: &App,
    may: &May<RunMeetings>,
    at: &MeetingPath,
    step: Step,
    reason: &str,
) -> Result<Meeting> {
    meeting::take(&app.db, may, at, step, reason, app.clock.now()).await
}

pub async fn schedule(
    may: May<RunMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Done> {
    let meeting = take(&app, &may, &at, Step::Schedule, "").await?;
    Ok(Done::to(meeting.path(&may.group).show()).saying("The meeting is scheduled."))
}

async fn start_page(app: &App, may: &May<RunMeetings>, at: MeetingPath) -> Result<Start> {
    let meeting = meeting::find(&app.db, may.group.id, at.meeting).await?;
    meeting.after(Step::Open { early: true })?;
    let (name, question) = (meeting.name(), meeting.question(app.clock.now()));
    Ok(Start { frame: may.frame().at("meetings").working(), at, name, question })
}

pub async fn ask(
    may: May<RunMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Start>> {
    start_page(&app, &may, at).await.map(Page)
}

pub async fn open(
    may: May<RunMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<StartForm>,
) -> Result<Response> {
    let started = take(&app, &may, &at, Step::Open { early: form.early }, "").await;
    let said = "The meeting has started. Record here what is said.";
    let done = started.map(|_| Done::to(at.record()).saying(said));
    form_again(done, |_| start_page(&app, &may, at)).await
}

pub async fn undo_opening(
    may: May<RunMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Done> {
    take(&app, &may, &at, Step::UndoOpening, "").await?;
    Ok(Done::to(at.show()).saying("The start is undone. The meeting is scheduled again."))
}

pub async fn undo_closing(
    may: May<RunMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Done> {
    take(&app, &may, &at, Step::UndoClosing, "").await?;
    Ok(Done::to(at.show()).saying("The end is undone. The meeting is in session again."))
}

pub async fn close(
    may: May<RunMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Done> {
    take(&app, &may, &at, Step::Close, "").await?;
    Ok(Done::to(at.show()).saying("The meeting has ended. You can still correct its record."))
}

async fn cancel_page(
    db: &PgPool,
    may: &May<RunMeetings>,
    at: MeetingPath,
    form: CancelForm,
    invalid: Invalid,
) -> Result<Cancel> {
    let meeting = meeting::find(db, may.group.id, at.meeting).await?;
    meeting.after(Step::Cancel)?;
    let frame = may.frame().at("meetings").working();
    Ok(Cancel { frame, at, name: meeting.name(), form, invalid })
}

pub async fn cancel_form(
    may: May<RunMeetings>,
    State(db): State<PgPool>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Cancel>> {
    cancel_page(&db, &may, at, CancelForm::default(), Invalid::default()).await.map(Page)
}

pub async fn cancel(
    may: May<RunMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<CancelForm>,
) -> Result<Response> {
    let cancelled = take(&app, &may, &at, Step::Cancel, &form.reason).await;
    let done = cancelled.map(|_| Done::to(at.show()).saying("The meeting is cancelled."));
    form_again(done, |invalid| cancel_page(&app.db, &may, at, form, invalid)).await
}
