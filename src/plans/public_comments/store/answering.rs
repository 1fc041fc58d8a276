//! What becomes of the comments that wait for the secretariat, in the database.

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use crate::comments::MOST_A_PAGE;
use crate::plan::Plan;
use crate::public_comments::{Pending, on};
use base::ids::{PersonId, PlanCommentId, PlanId, PlanItemId, PublicCommentId};
use base::markdown::Markdown;
use platform::web::{Error, Result};

/// The oldest first: those of one page, and how many there are.
pub async fn waiting(
    db: impl PgExecutor<'_>,
    plan: &Plan,
    page: i64,
) -> Result<(Vec<Pending>, i64)> {
    let from = (page - 1) * MOST_A_PAGE;
    select(db, plan, Which { from, most: MOST_A_PAGE, ..Which::default() }).await
}

/// Those that came later than one, whatever became of that.
pub async fn later(
    db: impl PgExecutor<'_>,
    plan: &Plan,
    (after, most): (Option<PublicCommentId>, i64),
) -> Result<Vec<Pending>> {
    Ok(select(db, plan, Which { after, most, ..Which::default() }).await?.0)
}

pub async fn pending(db: &mut PgConnection, plan: &Plan, id: PublicCommentId) -> Result<Pending> {
    let (found, _) = select(db, plan, Which { id: Some(id), most: 1, ..Which::default() }).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

#[derive(Default)]
struct Which {
    id: Option<PublicCommentId>,
    after: Option<PublicCommentId>,
    from: i64,
    most: i64,
}

async fn select(db: impl PgExecutor<'_>, plan: &Plan, which: Which) -> Result<(Vec<Pending>, i64)> {
    let rows = sqlx::query!(
        r#"
        select comment.id as "id: PublicCommentId", comment.item_id as "item_id: PlanItemId",
               item.is_objective as "is_objective?", comment.name, comment.text, comment.html,
               comment.made_at, count(*) over () as "count!"
        from public_comments comment
        left join plan_items item on item.id = comment.item_id
        where comment.plan_id = $1 and comment.state = 'waiting'
          and ($2::uuid is null or comment.id = $2)
          and ($3::uuid is null or (comment.made_at, comment.id) > (
              select last.made_at, last.id from public_comments last
              where last.plan_id = $1 and last.id = $3))
        order by made_at, comment.id
        limit $4 offset $5
        "#,
        plan.id as PlanId,
        which.id as Option<PublicCommentId>,
        which.after as Option<PublicCommentId>,
        which.most,
        which.from,
    )
    .fetch_all(db)
    .await?;
    let count = rows.first().map_or(0, |row| row.count);
    let pending = rows.into_iter().map(|row| Pending {
        id: row.id,
        on: on(row.item_id, row.is_objective),
        name: row.name,
        text: Markdown { source: row.text, html: row.html },
        made_at: row.made_at,
    });
    Ok((pending.collect(), count))
}

pub async fn let_through(
    db: &mut PgConnection,
    pending: &Pending,
    comment: PlanCommentId,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<()> {
    sqlx::query!(
        "update public_comments \
         set state = 'let_through', comment_id = $2, answered_by = $3, answered_at = $4 \
         where id = $1",
        pending.id as PublicCommentId,
        comment as PlanCommentId,
        by as PersonId,
        now,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The address that it came from, which is blank from now on.
pub async fn refuse(
    db: &mut PgConnection,
    pending: &Pending,
    reason: &str,
    by: PersonId,
    now: DateTime<Utc>,
) -> Result<String> {
    let address = sqlx::query_scalar!(
        r#"
        with refused as (select email from public_comments where id = $1)
        update public_comments
        set state = 'refused', reason = $2, answered_by = $3, answered_at = $4, email = ''
        from refused
        where public_comments.id = $1
        returning refused.email
        "#,
        pending.id as PublicCommentId,
        reason,
        by as PersonId,
        now,
    )
    .fetch_one(db)
    .await?;
    Ok(address)
}
