//! The page on which somebody switches reminders off and on, and the answer to their mail
//! program, which does it with one click (RFC 8058).

use askama::Template;
use axum::extract::{FromRequest, Multipart, Request, State};
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use access::person::reminders::{SwitchForm, look, said, switch_by_link};
use access::rights::Viewer;
use base::addresses::mailed::MailedLink;
use platform::web::{
    App, ClientAddress, Done, Error, Form, Frame, Over, Page, Path, Result, or_over,
};

const OVER: Over = Over {
    status: StatusCode::GONE,
    title: "This link is over",
    why: "Nothing was changed. Sign in, and switch reminders off or on on the page of your account.",
    new: None,
};

const NOT_KEPT: (HeaderName, &str) = (header::CACHE_CONTROL, "no-store");

#[derive(Template)]
#[template(path = "reminders/switch.html")]
struct Switch {
    frame: Frame,
    path: String,
    on: bool,
}

/// What is asked for: by the page's own form, or by a mail program.
pub enum SwitchRequest {
    Form(SwitchForm),
    OneClick,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct AskedForm {
    reminders: String,
    #[serde(rename = "List-Unsubscribe")]
    one_click: String,
}

impl FromRequest<App> for SwitchRequest {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let kind = request.headers().get(header::CONTENT_TYPE);
        if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"multipart/form-data")) {
            return one_click(request, app).await;
        }
        let Form(AskedForm { reminders, one_click }) = Form::from_request(request, app).await?;
        match one_click.as_str() {
            "One-Click" => Ok(SwitchRequest::OneClick),
            _ => Ok(SwitchRequest::Form(SwitchForm { reminders })),
        }
    }
}

/// Only mail programs send it like this.
async fn one_click(request: Request, app: &App) -> Result<SwitchRequest> {
    const UNREADABLE: Error = Error::BadRequest("This could not be read.");
    let parts = Multipart::from_request(request, app).await;
    let mut parts = parts.map_err(|_| UNREADABLE)?;
    while let Some(part) = parts.next_field().await.map_err(|_| UNREADABLE)? {
        let named = part.name() == Some("List-Unsubscribe");
        if named && part.text().await.is_ok_and(|text| text.trim() == "One-Click") {
            return Ok(SwitchRequest::OneClick);
        }
    }
    Err(UNREADABLE)
}

pub async fn show(
    viewer: Viewer,
    State(app): State<App>,
    Path(at): Path<MailedLink>,
) -> Result<Response> {
    let on = look(&app, &at.token).await;
    let page = on.map(|on| Page(Switch { frame: viewer.frame(), path: at.reminders(), on }));
    or_over(page, viewer.frame(), &OVER)
}

pub async fn switch(
    viewer: Viewer,
    State(app): State<App>,
    from: ClientAddress,
    Path(at): Path<MailedLink>,
    asked: SwitchRequest,
) -> Result<Response> {
    let on = if let SwitchRequest::Form(form) = &asked { form.on()? } else { false };
    let switched = switch_by_link(&app, from, &at.token, on).await;
    let done = switched.map(|()| match asked {
        SwitchRequest::OneClick => ([NOT_KEPT], said(on)).into_response(),
        SwitchRequest::Form(_) => Done::to(at.reminders()).saying(said(on)).into_response(),
    });
    or_over(done, viewer.frame(), &OVER)
}
