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
use platform::web::{App, Path, Query, Result};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Cancellation {
    /// Why the meeting is cancelled.
    #[schema(pattern = "\\S", example = "Too few can come.")]
    reason: String,
}

/// Whether a start long before its time is meant.
#[derive(Deserialize, ToSchema)]
pub struct Start {
    /// Without this, a meeting does not start more than 30 minutes before its time.
    #[serde(default)]
    early: bool,
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
    Query(Start { early }): Query<Start>,
) -> Result<Json<Representation>> {
    take(&app, may, &at, (Step::Open { early }, "")).await
}

pub async fn undo_opening(
    may: May<RunMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Json<Representation>> {
    take(&app, may, &at, (Step::UndoOpening, "")).await
}

pub async fn undo_closing(
    may: May<RunMeetings>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
) -> Result<Json<Representation>> {
    take(&app, may, &at, (Step::UndoClosing, "")).await
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
