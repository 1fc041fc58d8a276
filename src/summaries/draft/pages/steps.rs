//! The steps of a summary's way, each a form or a button.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;

use crate::draft::names::{self, Named};
use crate::draft::{self, ReasonForm, Recorded, Step, SubmissionForm, SummaryState};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::policy::{ApproveSummaries, DraftSummaries};
use meetings::meeting::Meeting;
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Result, form_again};

#[derive(Template)]
#[template(path = "draft/review.html")]
pub struct Submit {
    frame: Frame,
    at: MeetingPath,
    meeting: Meeting,
    names: Vec<Named>,
    form: SubmissionForm,
    /// How long reviews last at least, and whether this one may be shorter.
    least: String,
    may_shorten: bool,
    invalid: Invalid,
}

#[derive(Template)]
#[template(path = "draft/end.html")]
pub struct End {
    frame: Frame,
    at: MeetingPath,
    meeting: Meeting,
    form: ReasonForm,
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

impl Submit {
    /// "A review lasts at least 3 days. As a co-chair you can make it shorter, with a reason."
    fn rule(&self) -> String {
        let who = match self.may_shorten {
            true => "As a co-chair you can make it shorter, with a reason.",
            false => "Only a co-chair can make it shorter.",
        };
        format!("A review lasts at least {}. {who}", self.least)
    }
}

/// Says which text the button stood under.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct TextForm {
    pub text: String,
}

async fn submit_page(
    app: &App,
    may: &May<DraftSummaries>,
    at: MeetingPath,
    form: SubmissionForm,
    invalid: Invalid,
) -> Result<Submit> {
    let (meeting, summary) = draft::of_meeting(&app.db, may.group.id, at.meeting).await?;
    summary.after(Step::Submit)?;
    let source = Recorded::read(&app.db, meeting.id).await?;
    let names = names::named(&summary, &source);
    let (least, may_shorten) = (may.group.least_review(), may.may(ApproveSummaries));
    let frame = may.frame().at("meetings").working();
    Ok(Submit { frame, at, meeting, names, form, least, may_shorten, invalid })
}

pub async fn submission(
    may: May<DraftSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Submit>> {
    let form = SubmissionForm::offered(&may.group, app.clock.now());
    submit_page(&app, &may, at, form, Invalid::default()).await.map(Page)
}

pub async fn submit(
    may: May<DraftSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<SubmissionForm>,
) -> Result<Response> {
    let said = "The summary is in review. Members get a mail.";
    let submitted = draft::submit(&app, &may, &at, &form).await;
    let done = submitted.map(|()| Done::to(at.summary()).saying(said));
    form_again(done, |invalid| submit_page(&app, &may, at, form, invalid)).await
}

async fn end_page(
    app: &App,
    may: &May<ApproveSummaries>,
    at: MeetingPath,
    form: ReasonForm,
    invalid: Invalid,
) -> Result<End> {
    let (meeting, summary) = draft::of_meeting(&app.db, may.group.id, at.meeting).await?;
    summary.after(Step::EndReview)?;
    Ok(End { frame: may.frame().at("meetings").working(), at, meeting, form, invalid })
}

pub async fn ending(
    may: May<ApproveSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<End>> {
    end_page(&app, &may, at, ReasonForm::default(), Invalid::default()).await.map(Page)
}

pub async fn end(
    may: May<ApproveSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<ReasonForm>,
) -> Result<Response> {
    let said = "The review has ended. Everybody who could comment gets a mail.";
    let ended = draft::end(&app, &may, &at, &form).await;
    let done = ended.map(|()| Done::to(at.summary()).saying(said));
    form_again(done, |invalid| end_page(&app, &may, at, form, invalid)).await
}

async fn return_page(
    app: &App,
    may: &May<DraftSummaries>,
    at: MeetingPath,
    form: ReasonForm,
    invalid: Invalid,
) -> Result<SendBack> {
    let (meeting, summary) = draft::of_meeting(&app.db, may.group.id, at.meeting).await?;
    summary.after(Step::Return)?;
    Ok(SendBack { frame: may.frame().at("meetings").working(), at, meeting, form, invalid })
}

pub async fn sending_back(
    may: May<DraftSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<SendBack>> {
    return_page(&app, &may, at, ReasonForm::default(), Invalid::default()).await.map(Page)
}

pub async fn send_back(
    may: May<DraftSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<ReasonForm>,
) -> Result<Response> {
    let returned = draft::send_back(&app.db, &may, &at, &form).await;
    let done = returned.map(|()| Done::to(at.summary()).saying("The summary is back in drafting."));
    form_again(done, |invalid| return_page(&app, &may, at, form, invalid)).await
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
