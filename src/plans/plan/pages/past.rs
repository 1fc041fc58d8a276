//! What became of a plan as a whole: its steps, and each revision of its title and purpose.

use askama::Template;
use axum::extract::State;

use crate::plan::{self, Plan};
use access::rights::Member;
use base::addresses::plan::PlanPath;
use base::time::Zone;
use platform::history::{self, Past};
use platform::web::{App, Frame, Page, Path, Result};

#[derive(Template)]
#[template(path = "plan/past.html")]
pub struct History {
    frame: Frame,
    zone: Zone,
    at: PlanPath,
    plan: Plan,
    past: Vec<Past>,
}

pub async fn past(
    member: Member,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
) -> Result<Page<History>> {
    let plan = plan::find(&app.db, member.group.id, &at.plan).await?;
    let past = history::past(history::of_subject(&app.db, plan.id.0).await?);
    let (frame, zone) = (member.frame().at("plans"), member.zone());
    Ok(Page(History { frame, zone, at, plan, past }))
}
