//! Scheduling, opening, closing and cancelling a meeting, by a call.

use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Representation, represent};
use crate::meeting::{self, Step};
use access::rights::{May, Reader};
use base::addresses::meeting::MeetingPath;
use base::policy::RunMeetings;
use platform::api::{Json, Keyed};
use platform::web::{App, Path, Result};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cancellation {
    /// Why the meeting is cancelled.
    #[schema(pattern = "\\S", example = "Too few can come.")]
    reason: String,
}

async fn take(
    app: &App,
    may: May<RunMeetings>,
    at: &MeetingPath,
    (step, reason): (Step, &str),
) -> Result<Json<Representation>> {
    let meeting = meeting::take(&app.db, &may, at, step, reason, app.clock.now()).await?;
    represent(&app.db, &Reader::from(may.into_member()), meeting).await.map(Json)
}

pub async fn schedule(
    may: May<RunMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    _: Keyed,
) -> Result<Json<Representation>> {
    take(&app, may, &at, (Step::Schedule, "")).await
}

pub async fn open(
    may: May<RunMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Json<Representation>> {
    take(&app, may, &at, (Step::Open, "")).await
}

pub async fn close(
    may: May<RunMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Json<Representation>> {
    take(&app, may, &at, (Step::Close, "")).await
}

pub async fn cancel(
    may: May<RunMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Json(body): Json<Cancellation>,
) -> Result<Json<Representation>> {
    take(&app, may, &at, (Step::Cancel, &body.reason)).await
}
