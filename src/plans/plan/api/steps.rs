//! The steps that a plan takes, as programs take them.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use utoipa::ToSchema;

use super::Representation;
use super::plan::one;
use crate::plan::{self, Step};
use access::fields::deadline::DeadlineForm;
use access::rights::{May, Reader};
use base::addresses::plan::PlanPath;
use base::policy::EditPlans;
use platform::api::Json;
use platform::web::{App, Path, Result};

/// Until when a plan is open for comments.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = PlanOpeningBody)]
pub struct Opening {
    /// In the future.
    #[schema(example = "2026-12-18T12:00:00Z")]
    deadline: DateTime<Utc>,
}

pub async fn open(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Json(body): Json<Opening>,
) -> Result<Json<Representation>> {
    let until = DeadlineForm::from(body.deadline).check(app.clock.now())?;
    take(&app, may, &at, Step::Open(until)).await
}

pub async fn close(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
) -> Result<Json<Representation>> {
    take(&app, may, &at, Step::Close).await
}

pub async fn redraft(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
) -> Result<Json<Representation>> {
    take(&app, may, &at, Step::Redraft).await
}

pub async fn archive(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
) -> Result<Json<Representation>> {
    take(&app, may, &at, Step::Archive).await
}

pub async fn restore_plan(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
) -> Result<Json<Representation>> {
    take(&app, may, &at, Step::Restore).await
}

async fn take(
    app: &App,
    may: May<EditPlans>,
    at: &PlanPath,
    step: Step,
) -> Result<Json<Representation>> {
    plan::take(&app.db, &may, &at.plan, step, app.clock.now()).await?;
    one(app, Reader::from(may.into_member()), at).await.map(Json)
}
