//! Who else has a form of the plan open, for the script that asks again and again.

use askama::Template;
use axum::extract::State;
use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::plan;
use crate::presence::{self, Present};
use access::rights::May;
use base::addresses::plan::PlanPath;
use base::policy::EditPlans;
use platform::web::{App, Error, Page, Path, Query, Result};

/// Which text is edited.
#[derive(Deserialize)]
pub struct Watched {
    subject: Uuid,
}

#[derive(Template)]
#[template(path = "plan/editors.html")]
pub struct Editors {
    others: Vec<Present>,
    now: DateTime<Utc>,
}

pub async fn editors(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Query(Watched { subject }): Query<Watched>,
) -> Result<Page<Editors>> {
    let now = app.clock.now();
    let plan = plan::find(&app.db, may.group.id, &at.plan).await?;
    let items = plan::items(&app.db, plan.id).await?;
    let known = plan.id.0 == subject || items.iter().any(|item| item.id.0 == subject);
    if !known {
        return Err(Error::NotFound);
    }
    let others = presence::others(&app.db, subject, may.person.id, now).await?;
    Ok(Page(Editors { others, now }))
}
