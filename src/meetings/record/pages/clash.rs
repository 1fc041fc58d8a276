//! Two who changed the same entry at once.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use uuid::Uuid;

use access::rights::May;
use base::policy::RecordMeetings;
use base::revisions::Stale;
use platform::web::{Asked, Page, conflict};

#[derive(Template)]
#[template(path = "record/clash.html")]
struct Clash<'a> {
    action: &'a str,
    entry: Uuid,
    stale: Stale,
}

/// Who changed it, both texts, and one to save: in place of the entry, or on a page.
pub fn clash(
    by: &May<RecordMeetings>,
    action: &str,
    entry: Uuid,
    stale: Stale,
    asked: &Asked,
) -> Response {
    match asked.is_script() {
        true => (StatusCode::CONFLICT, Page(Clash { action, entry, stale })).into_response(),
        false => conflict(by.frame(), action, stale),
    }
}
