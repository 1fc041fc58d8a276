//! A group's plans, as programs may know of them.

use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use crate::plan::{self, PlanRow, PlanState, Progress};
use access::rights::Reader;
use base::addresses::group::GroupPath;
use platform::api::{self, Listing, Paged};
use platform::web::{App, Path, Result};

/// A plan in the list of a group's plans.
#[derive(Serialize, ToSchema)]
#[schema(as = PlanInList)]
pub struct Row {
    /// Its name in addresses.
    slug: String,
    title: String,
    state: PlanState,
    /// Until when it takes comments, if it does.
    comments_until: Option<DateTime<Utc>>,
    /// The number of the version that was adopted last, if you may read it.
    adopted: Option<i32>,
    /// How far its activities are; null where you may read its adopted version only.
    activities: Option<Progress>,
}

impl api::Representation for Row {}

impl Row {
    /// A draft is not the public's: neither what it says, nor how far it is.
    fn of(listed: PlanRow, by: &Reader, now: DateTime<Utc>) -> Self {
        let plan = listed.plan;
        let (shown, state) = (plan.is_shown_to(by, now), plan.state_at(now));
        let adopted = plan.adopted_for(by);
        Row {
            slug: plan.slug,
            title: if shown { plan.title } else { listed.adopted_title.unwrap_or_default() },
            state: if shown { state } else { PlanState::Adopted },
            comments_until: plan.comments_until.filter(|_| shown && state == PlanState::Open),
            adopted,
            activities: shown.then_some(listed.progress),
        }
    }
}

pub async fn list(
    reader: Reader,
    State(app): State<App>,
    Path(_): Path<GroupPath>,
    page: Paged,
) -> Result<Listing<Row>> {
    let now = app.clock.now();
    let page =
        page.of(plan::list(&app.db, &reader, now).await?, |listed| listed.plan.id.to_string())?;
    Ok(page.map(|listed| Row::of(listed, &reader, now)))
}
