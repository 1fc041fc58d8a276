//! Objectives and activities that are removed and put back, in the database.

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use crate::plan::Plan;
use base::ids::{PlanId, PlanItemId};
use platform::web::Result;

/// An objective and its activities are removed at the same instant, and so known to belong
/// together.
pub async fn remove(
    db: &mut PgConnection,
    plan: &Plan,
    id: PlanItemId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        r#"
        update plan_items set removed_at = $3
        where plan_id = $1 and (id = $2 or objective_id = $2) and removed_at is null
        "#,
        plan.id as PlanId,
        id as PlanItemId,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn restore(db: &mut PgConnection, plan: &Plan, id: PlanItemId) -> Result<()> {
    sqlx::query!(
        r#"
        update plan_items set removed_at = null
        where plan_id = $1 and (id = $2 or objective_id = $2)
          and removed_at = (select item.removed_at from plan_items item
                            where item.plan_id = $1 and item.id = $2)
        "#,
        plan.id as PlanId,
        id as PlanItemId,
    )
    .execute(db)
    .await?;
    Ok(())
}
