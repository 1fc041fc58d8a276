//! An action that is made of an objective or activity of a plan.

use axum::extract::State;

use super::{Body, Representation, one};
use access::rights::May;
use base::addresses::plan::ItemPath;
use base::ids::ActionId;
use base::policy::RecordMeetings;
use plans::links;
use platform::api::{self, Idempotent, Made};
use platform::web::{App, Path, Result};

/// It is tied to that, unless the body names another.
pub async fn add_on_plan(
    may: May<RecordMeetings>,
    State(app): State<App>,
    Path(at): Path<ItemPath>,
    Idempotent { id, body }: Idempotent<Body>,
) -> Result<Made<Representation>> {
    links::place(&app.db, &may, &at).await?;
    let body = Body { plan: body.plan.or(Some(at.item)), ..body };
    let form = body.form_elsewhere(ActionId(id), 0)?;
    let (id, _) = actions::add_elsewhere(&app.db, &may, &form, app.clock.now()).await?;
    let at = may.group.action(&id);
    Ok(Made { at: api::at(&at.show()), made: one(&app, &may, id).await? })
}
