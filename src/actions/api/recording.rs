//! The actions of a meeting's record, as programs read and record them.

use axum::extract::State;

use super::{Body, Representation, of_meeting};
use access::rights::{May, Member};
use base::addresses::entry::EntryPath;
use base::addresses::meeting::MeetingPath;
use base::ids::ActionId;
use base::policy::RecordMeetings;
use meetings::meeting::find;
use platform::api::{self, Idempotent, IfMatch, Json, Listing, Made, NoContent, Paged};
use platform::web::{App, Error, Path, Result};

pub async fn list_recorded(
    by: Member,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    page: Paged,
) -> Result<Listing<Representation>> {
    let meeting = find(&app.db, by.group.id, at.meeting).await?;
    let actions = of_meeting(&app, &by, &meeting).await?;
    page.of(actions, |action| action.id.to_string())
}

pub async fn show(
    by: Member,
    State(app): State<App>,
    Path(at): Path<EntryPath<ActionId>>,
) -> Result<Json<Representation>> {
    one(&app, &by, &at).await.map(Json)
}

async fn one(app: &App, by: &Member, at: &EntryPath<ActionId>) -> Result<Representation> {
    let meeting = at.at.meeting.to_string();
    let action = super::one(app, by, at.entry).await?;
    let is_here = action.meeting.as_ref() == Some(&meeting);
    is_here.then_some(action).ok_or(Error::NotFound)
}

pub async fn add(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Made<Representation>> {
    let at = at.entry(&ActionId(id));
    actions::add(&app.db, &may, &at.at, &body.form(at.entry, 0)?).await?;
    Ok(Made { at: api::at(&at.show()), made: one(&app, &may, &at).await? })
}

pub async fn save(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<EntryPath<ActionId>>,
    IfMatch(revision): IfMatch,
    Json(body): Json<Body>,
) -> Result<Json<Representation>> {
    actions::save(&app.db, &may, &at, &body.form(at.entry, revision)?).await?;
    one(&app, &may, &at).await.map(Json)
}

pub async fn remove(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<EntryPath<ActionId>>,
) -> Result<NoContent> {
    actions::remove(&app.db, &may, &at).await?;
    Ok(NoContent)
}

pub async fn restore(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<EntryPath<ActionId>>,
) -> Result<Json<Representation>> {
    actions::restore(&app.db, &may, &at).await?;
    one(&app, &may, &at).await.map(Json)
}
