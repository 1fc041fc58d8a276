//! What a mailed link leads to when it is over.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::{Error, Frame, Page, Result};

/// Nobody can tell a link that is over from one that never was.
#[derive(Clone, Copy)]
pub struct Over {
    pub status: StatusCode,
    pub title: &'static str,
    pub why: &'static str,
    /// Where there is a new one: the address, and what it is called.
    pub new: Option<(&'static str, &'static str)>,
}

#[derive(Template)]
#[template(path = "over.html")]
struct OverPage<'a> {
    frame: Frame,
    over: &'a Over,
}

impl Over {
    pub fn page(&self, frame: Frame) -> Response {
        (self.status, Page(OverPage { frame, over: self })).into_response()
    }
}

/// `done`, or else the page that says that the link is over.
pub fn or_over(done: Result<impl IntoResponse>, frame: Frame, over: &Over) -> Result<Response> {
    match done {
        Err(Error::NotFound) => Ok(over.page(frame)),
        done => done.map(IntoResponse::into_response),
    }
}
