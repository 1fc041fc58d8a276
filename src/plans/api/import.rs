//! Tables of activities, as programs bring them in.

use axum::extract::State;

use crate::api::{Json, Once};
use crate::plans::{self, IMPORTED, PlanPath};
use crate::roles::{EditPlans, May};
use crate::tables::api::{Body, Table};
use crate::web::{App, Path, Result};

pub async fn bring_in(
    may: May<EditPlans>,
    State(app): State<App>,
    Path(at): Path<PlanPath>,
    Once { id, body }: Once<Body>,
) -> Result<Json<Table>> {
    let (rows, take) = (body.rows(&IMPORTED)?, body.take);
    let place = (at.plan.as_str(), app.clock.now());
    let outcome = plans::import(&app.db, &may, place, (id, &rows), take).await?;
    Table::of(outcome, take, &IMPORTED, plans::Becomes::told).map(Json)
}
