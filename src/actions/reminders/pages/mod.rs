//! The pages behind the links in a reminder, for whoever is not signed in.

mod report;
mod switch;

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use access::rights::Viewer;
use platform::web::{Frame, Page};

pub use report::{report, show as show_action};
pub use switch::{show, switch};

#[derive(Deserialize)]
pub struct TokenPath {
    token: String,
}

#[derive(Template)]
#[template(path = "reminders/over.html")]
struct Over {
    frame: Frame,
    why: &'static str,
}

/// Whoever has a link that is over cannot tell it from one that never was.
fn over(viewer: &Viewer, why: &'static str) -> Response {
    (StatusCode::GONE, Page(Over { frame: viewer.frame(), why })).into_response()
}
