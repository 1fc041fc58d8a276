//! What becomes of an action, as programs read and report it.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Report, ReportForm, Reported};
use access::rights::{May, Member};
use base::addresses::action::ActionPath;
use base::ids::{ActionId, PersonId, ReportId};
use base::policy::AnswerForActions;
use base::states::ActionState;
use platform::api::{self, Idempotent, Json, Listing, Made, Paged};
use platform::web::{App, Error, Path, Result};

/// What was reported of an action.
#[derive(Serialize, ToSchema)]
#[schema(as = ActionReport)]
pub struct Representation {
    id: ReportId,
    at: DateTime<Utc>,
    /// The name of who reported it.
    by: String,
    /// Whether it was reported by the link in a reminder.
    by_link: bool,
    /// What the report made of it.
    state: ActionState,
    /// The name of who took it, if it was handed over.
    handed_to: Option<String>,
    html: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ActionReportBody)]
pub struct Body {
    step: Reported,
    /// The member who takes it, if it is handed over.
    to: Option<PersonId>,
    /// The name of who takes it, if that is no member.
    #[schema(max_length = 300)]
    guest: Option<String>,
    /// In Markdown without HTML; needed if there is progress or it is dropped.
    #[serde(default)]
    text: String,
}

#[derive(Deserialize)]
pub struct ReportPath {
    #[serde(flatten)]
    at: ActionPath,
    report: ReportId,
}

impl api::Representation for Representation {}

impl From<Report> for Representation {
    fn from(report: Report) -> Self {
        Representation {
            id: report.id,
            at: report.at,
            by: report.by,
            by_link: report.by_link,
            state: report.state,
            handed_to: Some(report.handed_to).filter(|name| !name.is_empty()),
            html: report.html,
        }
    }
}

impl Body {
    fn form(self, id: ReportId) -> ReportForm {
        ReportForm {
            id,
            step: self.step.key().to_owned(),
            to: self.to.map(|id| id.to_string()).unwrap_or_default(),
            guest: self.guest.unwrap_or_default(),
            text: self.text,
        }
    }
}

async fn all(app: &App, by: &Member, id: ActionId) -> Result<Vec<Report>> {
    let action = actions::find(&app.db, by, id).await?;
    actions::reports(&app.db, &action).await
}

async fn one(app: &App, by: &Member, (action, id): (ActionId, ReportId)) -> Result<Representation> {
    let report = all(app, by, action).await?.into_iter().find(|report| report.id == id);
    report.map(Representation::from).ok_or(Error::NotFound)
}

pub async fn list_reports(
    by: Member,
    State(app): State<App>,
    Path(at): Path<ActionPath>,
    page: Paged,
) -> Result<Listing<Representation>> {
    let page = page.of(all(&app, &by, at.action).await?, |report| report.id.to_string())?;
    Ok(page.map(Representation::from))
}

pub async fn show_report(
    by: Member,
    State(app): State<App>,
    Path(ReportPath { at, report }): Path<ReportPath>,
) -> Result<Json<Representation>> {
    one(&app, &by, (at.action, report)).await.map(Json)
}

pub async fn report(
    may: May<AnswerForActions>,
    State(app): State<App>,
    Path(at): Path<ActionPath>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Made<Representation>> {
    let form = body.form(ReportId(id));
    actions::report(&app.db, &may, at.action, &form, app.clock.now()).await?;
    let made = one(&app, &may, (at.action, form.id)).await?;
    Ok(Made { at: api::at(&format!("{}/{id}", at.reports())), made })
}
