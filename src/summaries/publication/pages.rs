//! The page of a summary, which is the published text once there is one; publishing, and correcting
//! what was published.

use askama::Template;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use super::CorrigendumForm;
use crate::draft::pages as draft;
use crate::draft::pages::{TextForm, find};
use crate::editions::pages as edition;
use access::rights::{May, Reader};
use base::addresses::meeting::MeetingPath;
use base::policy::{DraftSummaries, PublishSummaries};
use meetings::meeting::{self, Meeting};
use platform::web::{self, App, Done, Error, Form, Frame, Invalid, Page, Path, Result};

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
        && let Some(page) = draft::show(&app, member, at.clone(), meeting.clone()).await?
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

pub async fn correction(
    may: May<DraftSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Page<Correct>> {
    let (meeting, summary) = find(&app, &may, &at).await?;
    let corrigendum = summary.being_corrected().unwrap_or_default().to_owned();
    let form = CorrigendumForm { was: corrigendum.clone(), corrigendum };
    let invalid = Invalid::default();
    let frame = may.frame().at("meetings").working();
    Ok(Page(Correct { frame, at, meeting, form, invalid }))
}

pub async fn correct(
    may: May<DraftSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Form(form): Form<CorrigendumForm>,
) -> Result<Response> {
    match super::correct(&app.db, &may, &at, &form).await {
        Err(Error::Invalid(invalid)) => {
            let (meeting, summary) = find(&app, &may, &at).await?;
            let was = summary.being_corrected().unwrap_or_default().to_owned();
            let form = CorrigendumForm { was, ..form };
            let frame = may.frame().at("meetings").working();
            Ok(web::refused(Correct { frame, at, meeting, form, invalid }))
        }
        begun => begun.map(|()| Done::to(at.draft()).saying(CORRECTING).into_response()),
    }
}
