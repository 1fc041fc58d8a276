//! The page of a summary, which is the published text once there is one; publishing, and correcting
//! what was published.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

use super::CorrigendumForm;
use crate::draft;
use crate::draft::pages::{self as drafting, TextForm};
use crate::editions::pages as edition;
use access::rights::{May, Reader};
use base::addresses::meeting::MeetingPath;
use base::policy::{DraftSummaries, PublishSummaries};
use meetings::meeting::{self, Meeting};
use platform::web::{App, Done, Form, Frame, Invalid, Page, Path, Result, form_again};

#[derive(Template)]
#[template(path = "publication/corrigendum.html")]
pub struct Correct {
    frame: Frame,
    at: MeetingPath,
    meeting: Meeting,
    form: CorrigendumForm,
    invalid: Invalid,
}

const CORRECTING: &str = "The next edition is in drafting. Correct its sections now.";

pub async fn show(
    reader: Reader,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    headers: HeaderMap,
) -> Result<Response> {
    let meeting = meeting::visible(&app.db, &reader, &at).await?;
    if let Some(member) = reader.member.clone()
        && let Some(page) = drafting::show(&app, member, at.clone(), meeting.clone()).await?
    {
        return Ok(page);
    }
    edition::latest(&app, reader, at, meeting, &headers).await
}

pub async fn publish(
    may: May<PublishSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<TextForm>,
) -> Result<Done> {
    let edition = super::publish(&app, &may, &at, &form.text).await?;
    Ok(Done::to(at.edition(edition)).saying("The summary is published at this address."))
}

/// With the sentence that is typed, or else with the one that stands there.
async fn page(
    app: &App,
    may: &May<DraftSummaries>,
    at: MeetingPath,
    typed: Option<String>,
    invalid: Invalid,
) -> Result<Correct> {
    let (meeting, summary) = draft::of_meeting(&app.db, may.group.id, at.meeting).await?;
    let was = summary.being_corrected().unwrap_or_default().to_owned();
    let form = CorrigendumForm { corrigendum: typed.unwrap_or_else(|| was.clone()), was };
    Ok(Correct { frame: may.frame().at("meetings").working(), at, meeting, form, invalid })
}

pub async fn correction(
    may: May<DraftSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Correct>> {
    page(&app, &may, at, None, Invalid::default()).await.map(Page)
}

pub async fn correct(
    may: May<DraftSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<CorrigendumForm>,
) -> Result<Response> {
    let begun = super::correct(&app.db, &may, &at, &form).await;
    let done = begun.map(|()| Done::to(at.draft()).saying(CORRECTING));
    form_again(done, |invalid| page(&app, &may, at, Some(form.corrigendum), invalid)).await
}
