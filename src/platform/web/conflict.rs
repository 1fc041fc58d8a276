//! Two people changed one thing at once: both texts, what differs, and one text made of both,
//! to be looked over and saved.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::{Error, Frame, Page, Result};
use base::revisions::Stale;

#[derive(Template)]
#[template(path = "conflict.html")]
struct Conflict<'a> {
    frame: Frame,
    /// Where the edit was sent, and will be sent again.
    action: &'a str,
    stale: Stale,
}

/// The answer to an edit that came too late. It posts the same fields to the same address.
pub fn conflict(frame: Frame, action: &str, stale: Stale) -> Response {
    let page = Conflict { frame: frame.working(), action, stale };
    (StatusCode::CONFLICT, Page(page)).into_response()
}

/// `done`, or both texts, if the edit came too late.
pub fn or_conflict(
    done: Result<impl IntoResponse>,
    frame: Frame,
    action: &str,
) -> Result<Response> {
    match done {
        Err(Error::Stale(stale)) => Ok(conflict(frame, action, *stale)),
        done => done.map(IntoResponse::into_response),
    }
}

impl Conflict<'_> {
    /// Whether somebody has to choose before this can be saved.
    fn undecided(&self) -> bool {
        self.stale.fields.iter().any(|field| field.conflicted)
    }
}
