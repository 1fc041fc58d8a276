//! The record of a meeting, read as a whole and written in place, and what was done to one of its entries.

mod past;
mod typed;
mod show;
mod fragments;
mod clash;

use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::PartQuery;
use access::rights::Member;
use base::addresses::meeting::MeetingPath;
use base::ids::ItemId;
use platform::web::{App, Asked, Done, Page, Path, Query, Result, refused};

pub use clash::clash;
pub use past::{PastPath, past};
pub use show::Show;
pub use typed::{Editing, Typed};

pub async fn show(
    member: Member,
    asked: Asked,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Query(query): Query<PartQuery>,
) -> Result<Response> {
    let page = Show::read(&app, member, at, &query, Typed::default()).await?;
    match asked.is_script() {
        true => fragments::asked_for(&app, page, &asked).await,
        false => Ok(Page(page).into_response()),
    }
}

/// The page as it is after an act, for the script, or the way back to it.
pub async fn acted(
    app: &App,
    by: Member,
    at: &MeetingPath,
    asked: &Asked,
    done: Done,
) -> Result<Response> {
    acted_under(app, by, at, asked, (None, done)).await
}

/// The same, where the box is about this item now.
pub async fn acted_under(
    app: &App,
    by: Member,
    at: &MeetingPath,
    asked: &Asked,
    (under, done): (Option<ItemId>, Done),
) -> Result<Response> {
    if !asked.is_script() {
        return Ok(done.into_response());
    }
    let (query, typed) = (PartQuery::of(asked), Typed { under, ..Typed::default() });
    let page = Show::read(app, by, at.clone(), &query, typed).await?;
    fragments::after(app, &page, asked).await
}

/// The page once more, with what was typed and what has to be known before it is stored.
pub async fn ask(
    app: &App,
    by: Member,
    at: MeetingPath,
    asked: &Asked,
    typed: Typed,
) -> Result<Response> {
    let page = Show::read(app, by, at, &PartQuery::of(asked), typed).await?;
    match asked.is_script() {
        true => fragments::question(&page),
        false => Ok(refused(page)),
    }
}
