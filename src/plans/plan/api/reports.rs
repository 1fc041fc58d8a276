//! How far an activity is, as programs report it.

use axum::extract::State;
use serde::Deserialize;
use utoipa::ToSchema;

use super::items::{Representation, one};
use crate::plan::{self, ReportForm, Status, UNCHANGED};
use access::rights::{May, Reader};
use base::addresses::plan::ItemPath;
use base::ids::ActivityReportId;
use base::policy::AnswerForActions;
use platform::api::{self, Idempotent, Made};
use platform::web::{App, Path, Result};

/// How far an activity is, and what is new of it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = ActivityReportBody)]
pub struct Body {
    /// How far it is, if that changed.
    status: Option<Status>,
    /// In Markdown without HTML; required if the status does not change.
    #[serde(default)]
    #[schema(example = "The page is drafted.")]
    progress: String,
}

impl Body {
    fn form(self, id: ActivityReportId) -> ReportForm {
        let status = self.status.map_or(UNCHANGED, Status::key).to_owned();
        ReportForm { id, status, progress: self.progress }
    }
}

pub async fn report(
    may: May<AnswerForActions>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Made<Representation>> {
    let (form, now) = (body.form(ActivityReportId(id)), app.clock.now());
    plan::report(&app.db, &may, &at.at.plan, at.item, &form, now).await?;
    let made = one(&app, Reader::from(may.into_member()), &at).await?;
    Ok(Made { at: api::at(&at.below("life")), made })
}
