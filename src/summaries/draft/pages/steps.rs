//! The steps of a summary's way, each a form or a button.

use askama::Template;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::draft::{self, ReasonForm, Step, Summary, SummaryState};
use access::fields::deadline::DeadlineForm;
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::policy::{ApproveSummaries, DraftSummaries};
use meetings::meeting::{self, Meeting};
use platform::web::{self, App, Done, Error, Form, Frame, Invalid, Page, Path, Result};

#[derive(Template)]
#[template(path = "draft/review.html")]
pub struct Submit {
    frame: Frame,
    at: MeetingPath,
    meeting: Meeting,
    form: DeadlineForm,
    invalid: Invalid,
}

#[derive(Template)]
#[template(path = "draft/return.html")]
pub struct SendBack {
    frame: Frame,
    at: MeetingPath,
    meeting: Meeting,
    form: ReasonForm,
    invalid: Invalid,
}

/// Says which text the button stood under.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct TextForm {
    pub text: String,
}

pub async fn submission(
    may: May<DraftSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Submit>> {
    let (meeting, summary) = find(&app, &may, &at).await?;
    summary.after(Step::Submit)?;
    let form = DeadlineForm::offered(app.clock.now(), 7);
    let frame = may.frame().at("meetings").working();
    Ok(Page(Submit { frame, at, meeting, form, invalid: Invalid::default() }))
}

pub async fn submit(
    may: May<DraftSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<DeadlineForm>,
) -> Result<Response> {
    match draft::submit(&app, &may, &at, &form).await {
        Err(Error::Invalid(invalid)) => {
            let (meeting, _) = find(&app, &may, &at).await?;
            let frame = may.frame().at("meetings").working();
            Ok(web::refused(Submit { frame, at, meeting, form, invalid }))
        }
        submitted => Ok(done(submitted, &at, "The summary is in review. Members get a mail.")?),
    }
}

pub async fn end(
    may: May<DraftSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Done> {
    draft::end(&app, &may, &at).await?;
    Ok(Done::to(at.summary()).saying("The review is over. The text can be approved now."))
}

pub async fn sending_back(
    may: May<DraftSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<SendBack>> {
    let (meeting, summary) = find(&app, &may, &at).await?;
    summary.after(Step::Return)?;
    let (form, invalid) = (ReasonForm::default(), Invalid::default());
    let frame = may.frame().at("meetings").working();
    Ok(Page(SendBack { frame, at, meeting, form, invalid }))
}

pub async fn send_back(
    may: May<DraftSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<ReasonForm>,
) -> Result<Response> {
    match draft::send_back(&app.db, &may, &at, &form).await {
        Err(Error::Invalid(invalid)) => {
            let (meeting, _) = find(&app, &may, &at).await?;
            let frame = may.frame().at("meetings").working();
            Ok(web::refused(SendBack { frame, at, meeting, form, invalid }))
        }
        returned => Ok(done(returned, &at, "The summary is back in drafting.")?),
    }
}

pub async fn approve(
    may: May<ApproveSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<TextForm>,
) -> Result<Done> {
    let state = draft::approve(&app, &may, &at, &form.text).await?;
    Ok(Done::to(at.summary()).saying(match state {
        SummaryState::Approved => "The summary is approved. The secretariat can publish it.",
        _ => "Your approval is noted.",
    }))
}

pub async fn find(
    app: &App,
    by: &access::rights::Member,
    at: &MeetingPath,
) -> Result<(Meeting, Summary)> {
    let meeting = meeting::find(&app.db, by.group.id, at.meeting).await?;
    let summary = draft::find(&app.db, meeting.id).await?.ok_or(Error::NotFound)?;
    Ok((meeting, summary))
}

fn done(result: Result<()>, at: &MeetingPath, notice: &'static str) -> Result<Response> {
    result.map(|()| Done::to(at.summary()).saying(notice).into_response())
}
