//! Tables of activities, as programs bring them in.

use axum::extract::State;

use crate::plan::{self, IMPORTED};
use access::rights::May;
use base::addresses::plan::PlanPath;
use base::policy::EditPlans;
use platform::api::{Idempotent, Json};
use platform::tables::api::{Body, TableAnswer};
use platform::web::{App, Path, Result};

pub async fn bring_in(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Json<TableAnswer>> {
    let (table, take) = (body.read(&IMPORTED)?, body.take);
    let place = (at.plan.as_str(), app.clock.now());
    let outcome = plan::import(&app.db, &may, place, (id, &table.rows), take).await?;
    TableAnswer::of(outcome, (&table, take), &IMPORTED, plan::Becomes::describe).map(Json)
}
