//! The steps of a summary's way: submitted, returned, approved.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::ToSchema;

use super::show::{Representation, read};
use crate::draft::{self, ReasonForm, SubmissionForm};
use access::rights::May;
use base::addresses::meeting::MeetingPath;
use base::policy::{ApproveSummaries, DraftSummaries};
use platform::api::Json;
use platform::web::{App, Path, Result};

/// Until when members may comment.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SummaryReview)]
pub struct Submission {
    /// In the future. Silence until then is agreement.
    #[schema(example = "2031-03-13T09:00:00Z")]
    deadline: DateTime<Utc>,
    /// Needed if the review is shorter than the group’s reviews are, which only a co-chair can
    /// decide. Everybody in the group reads it.
    #[serde(default)]
    #[schema(max_length = 500)]
    reason: String,
}

/// Why the review ends before its deadline.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SummaryReviewEnd)]
pub struct ReviewEnd {
    /// Everybody who could object gets it by mail.
    #[schema(
        min_length = 1,
        max_length = 500,
        pattern = r"\S",
        example = "All speakers have agreed."
    )]
    reason: String,
}

/// Why the summary is returned to drafting.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SummaryReturn)]
pub struct Return {
    /// Everybody in the group reads it.
    #[schema(min_length = 1, pattern = r"\S", example = "The date of the next meeting is wrong.")]
    reason: String,
}

/// The text that is approved or published.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SummaryTextNamed)]
pub struct Named {
    /// Its SHA-256, as the summary has it: what has changed meanwhile is refused.
    #[schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")]
    pub text: String,
}

pub async fn submit(
    may: May<DraftSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Json(body): Json<Submission>,
) -> Result<Json<Representation>> {
    let form = SubmissionForm { deadline: body.deadline.into(), reason: body.reason };
    draft::submit(&app, &may, &at, &form).await?;
    read(&app, &may, &at).await.map(Json)
}

pub async fn end(
    may: May<ApproveSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Json(body): Json<ReviewEnd>,
) -> Result<Json<Representation>> {
    draft::end(&app, &may, &at, &ReasonForm { reason: body.reason }).await?;
    read(&app, &may, &at).await.map(Json)
}

pub async fn send_back(
    may: May<DraftSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Json(body): Json<Return>,
) -> Result<Json<Representation>> {
    draft::send_back(&app.db, &may, &at, &ReasonForm { reason: body.reason }).await?;
    read(&app, &may, &at).await.map(Json)
}

pub async fn approve(
    may: May<ApproveSummaries>,
    State(app): State<App>,
    Path(at): Path<MeetingPath>,
    Json(body): Json<Named>,
) -> Result<Json<Representation>> {
    draft::approve(&app, &may, &at, &body.text).await?;
    read(&app, &may, &at).await.map(Json)
}
