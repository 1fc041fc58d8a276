//! What the mailed link leads to: the comment, and the button that confirms it.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::public_comments::{self, Sent};
use access::rights::Viewer;
use base::addresses::plan::PlanPath;
use platform::web::{App, Done, Error, Frame, Page, Path, Result};

#[derive(Deserialize)]
pub struct TokenPath {
    token: String,
}

#[derive(Template)]
#[template(path = "public_comments/confirm.html")]
struct Confirm {
    frame: Frame,
    token: String,
    plan: PlanPath,
    sent: Sent,
}

#[derive(Template)]
#[template(path = "public_comments/over.html")]
struct Over {
    frame: Frame,
}

pub async fn show(
    viewer: Viewer,
    State(app): State<App>,
    Path(TokenPath { token }): Path<TokenPath>,
) -> Result<Response> {
    let frame = viewer.frame();
    match public_comments::look(&app, &token).await {
        Err(Error::NotFound) => Ok(over(frame)),
        sent => {
            let sent = sent?;
            let plan = PlanPath { group: sent.group_slug.clone(), plan: sent.plan_slug.clone() };
            Ok(Page(Confirm { frame, token, plan, sent }).into_response())
        }
    }
}

pub async fn confirm(
    viewer: Viewer,
    State(app): State<App>,
    Path(TokenPath { token }): Path<TokenPath>,
) -> Result<Response> {
    match public_comments::confirm(&app, &token).await {
        Err(Error::NotFound) => Ok(over(viewer.frame())),
        confirmed => {
            let to = format!("/public-comments/{token}");
            confirmed.map(|()| Done::to(to).into_response())
        }
    }
}

fn over(frame: Frame) -> Response {
    (StatusCode::NOT_FOUND, Page(Over { frame })).into_response()
}
