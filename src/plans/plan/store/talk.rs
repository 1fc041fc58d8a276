//! How much is said of the parts of a plan.

use std::collections::HashMap;

use sqlx::PgExecutor;

use crate::plan::Plan;
use crate::plan::talk::Count;
use base::addresses::plan_part::Part;
use base::ids::{PlanId, PlanItemId};
use platform::web::Result;

pub async fn counts(
    db: impl PgExecutor<'_>,
    plan: &Plan,
    public: bool,
) -> Result<HashMap<Part, Count>> {
    let rows = sqlx::query!(
        r#"
        select item_id as "part: PlanItemId", count(*) as "all!",
               count(*) filter (where state = 'open') as "open!"
        from plan_comments
        where plan_id = $1 and (not $2 or person_id is null)
        group by item_id
        "#,
        plan.id as PlanId,
        public,
    )
    .fetch_all(db)
    .await?;
    let counts = rows.into_iter();
    Ok(counts.map(|row| (row.part, Count { all: row.all, open: row.open })).collect())
}
