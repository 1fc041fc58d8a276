//! Comments and suggestions as lists show and count them.

use sqlx::PgExecutor;

use crate::comments::{Chosen, MOST_A_PAGE, On, Settlement, ThreadRow};
use crate::plan::Plan;
use base::ids::{PlanCommentId, PlanId, PlanItemId};
use base::states::{Disposition, Kind};
use platform::web::Result;

/// Those of one page, in the order of their coming, and how many there are.
pub async fn list(
    db: impl PgExecutor<'_>,
    plan: &Plan,
    public: bool,
    chosen: Chosen,
) -> Result<(Vec<ThreadRow>, i64)> {
    let rows = sqlx::query!(
        r#"
        with chosen as (
            select *, count(*) over () as count
            from plan_comments
            where plan_id = $1 and (not $2 or person_id is null)
              and (not $3 or item_id is not distinct from $4)
              and ($5::disposition is null or state = $5)
            order by number
            limit $6 offset $7
        )
        select comment.id as "id: PlanCommentId",
               told_number(comment.plan_id, comment.number, $2) as "number!",
               comment.item_id as "item_id: PlanItemId", item.is_objective as "is_objective?",
               comment.kind as "kind: Kind", coalesce(person.name, comment.name) as "by!",
               comment.person_id is null as "is_public!", comment.brief, comment.made_at,
               comment.state as "state: Disposition", comment.reason, settler.name as "settled_by?",
               comment.settled_at, comment.count as "count!",
               (select count(*) from plan_replies where plan_replies.comment_id = comment.id)
                   as "replies!"
        from chosen comment
        left join people person on person.id = comment.person_id
        left join people settler on settler.id = comment.settled_by
        left join plan_items item on item.id = comment.item_id
        order by comment.number
        "#,
        plan.id as PlanId,
        public,
        chosen.part.is_some(),
        chosen.part.flatten() as Option<PlanItemId>,
        chosen.state as Option<Disposition>,
        MOST_A_PAGE,
        (chosen.page - 1) * MOST_A_PAGE,
    )
    .fetch_all(db)
    .await?;
    let count = rows.first().map_or(0, |row| row.count);
    let listed = rows.into_iter().map(|row| ThreadRow {
        id: row.id,
        number: row.number,
        on: On { part: row.item_id, is_objective: row.is_objective.unwrap_or_default() },
        kind: row.kind,
        by: row.by,
        is_public: row.is_public,
        brief: row.brief,
        made_at: row.made_at,
        // Replies are the group's own.
        replies: if public { 0 } else { row.replies },
        settlement: Settlement {
            state: row.state,
            reason: row.reason,
            by: row.settled_by,
            at: row.settled_at,
        },
    });
    Ok((listed.collect(), count))
}
