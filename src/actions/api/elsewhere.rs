//! One action of a group, as programs read it, and correct it if it comes from no meeting.

use axum::extract::State;

use super::{Body, Representation, one};
use access::rights::{May, Member};
use base::addresses::action::ActionPath;
use base::policy::RecordMeetings;
use platform::api::{IfMatch, Json, Listing, Paged};
use platform::history::api as history;
use platform::web::{App, Path, Result};

pub async fn show_any(
    by: Member,
    State(app): State<App>,
    Path(at): Path<ActionPath>,
) -> Result<Json<Representation>> {
    one(&app, &by, at.action).await.map(Json)
}

pub async fn save_elsewhere(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<ActionPath>,
    IfMatch(revision): IfMatch,
    Json(body): Json<Body>,
) -> Result<Json<Representation>> {
    let form = body.form_elsewhere(at.action, revision)?;
    actions::save_elsewhere(&app.db, &may, at.action, &form).await?;
    one(&app, &may, at.action).await.map(Json)
}

pub async fn past(
    by: Member,
    State(app): State<App>,
    Path(at): Path<ActionPath>,
    page: Paged,
) -> Result<Listing<history::Representation>> {
    let action = actions::find(&app.db, &by, at.action).await?;
    history::list(&page, actions::past(&app.db, &by, &action).await?)
}
