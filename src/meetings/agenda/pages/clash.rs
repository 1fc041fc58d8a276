//! Two who changed the same words of a line at once.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::path::ItemPath;
use base::revisions::{Proposal, Stale};
use platform::web::Page;

#[derive(Template)]
#[template(path = "agenda/desk_clash.html")]
struct Clash<'a> {
    at: &'a ItemPath,
    stale: Stale,
}

impl Clash<'_> {
    fn sent_as(&self, field: &Proposal) -> &'static str {
        match field.mine.name {
            "title" => "line",
            name => name,
        }
    }
}

/// In place of the line: who changed it, both texts, and one to save.
pub fn clash(at: &ItemPath, stale: Stale) -> Response {
    (StatusCode::CONFLICT, Page(Clash { at, stale })).into_response()
}
