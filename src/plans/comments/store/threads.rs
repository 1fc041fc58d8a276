//! Threads with all that they say, in the database.

use sqlx::PgExecutor;
use sqlx::types::Json;

use crate::comments::{On, Reply, Settlement, Thread, Wording};
use crate::plan::Plan;
use base::addresses::plan_part::Part;
use base::ids::{PersonId, PlanCommentId, PlanId, PlanItemId};
use base::states::{Disposition, Kind};
use platform::web::{Error, Result};

pub async fn thread(
    db: impl PgExecutor<'_>,
    plan: &Plan,
    public: bool,
    id: PlanCommentId,
) -> Result<Thread> {
    let found = threads(db, plan, public, Which { id: Some(id), ..Which::default() }).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

/// One of them, and so many of its replies after the first so many.
pub async fn thread_and_replies(
    db: impl PgExecutor<'_>,
    plan: &Plan,
    public: bool,
    id: PlanCommentId,
    replies: (i64, i64),
) -> Result<(Thread, Vec<Reply>)> {
    let which = Which { id: Some(id), replies: Some(replies), ..Which::default() };
    let found = select(db, plan, public, which).await?;
    found.into_iter().next().ok_or(Error::NotFound)
}

/// Which of a plan's threads are read: all, if nothing is said.
#[derive(Clone, Copy, Debug, Default)]
pub struct Which {
    pub id: Option<PlanCommentId>,
    pub part: Option<Part>,
    pub state: Option<Disposition>,
    /// Those that came later than this one.
    pub after: Option<PlanCommentId>,
    pub most: Option<i64>,
    /// How many of their replies, after the first so many.
    pub replies: Option<(i64, i64)>,
}

/// In the order of their coming; only those from the public, if that is who reads.
pub async fn threads(
    db: impl PgExecutor<'_>,
    plan: &Plan,
    public: bool,
    which: Which,
) -> Result<Vec<Thread>> {
    let found = select(db, plan, public, which).await?;
    Ok(found.into_iter().map(|(thread, _)| thread).collect())
}

/// Replies are the group's own.
async fn select(
    db: impl PgExecutor<'_>,
    plan: &Plan,
    public: bool,
    which: Which,
) -> Result<Vec<(Thread, Vec<Reply>)>> {
    let rows = sqlx::query!(
        r#"
        select comment.id as "id: PlanCommentId",
               told_number(comment.plan_id, comment.number, $2) as "number!",
               comment.item_id as "item_id: PlanItemId", item.is_objective as "is_objective?",
               comment.kind as "kind: Kind", comment.person_id as "person_id: PersonId",
               coalesce(person.name, comment.name) as "by!", comment.text, comment.html,
               comment.base_title, comment.base_text, comment.title, comment.proposal,
               comment.made_at, comment.state as "state: Disposition", comment.reason,
               settler.name as "settled_by?", comment.settled_at,
               comment.applied_at is not null as "applied!",
               case when $2 then 0 else (
                   select count(*) from plan_replies where plan_replies.comment_id = comment.id)
               end as "replies!",
               (select json_agg(reply order by reply.made_at, reply.id)
                from (select plan_replies.id, people.name as by, plan_replies.text,
                             plan_replies.html, plan_replies.made_at
                      from plan_replies
                      join people on people.id = plan_replies.person_id
                      where not $2 and plan_replies.comment_id = comment.id
                      order by plan_replies.made_at, plan_replies.id
                      offset $9 limit $10) as reply
                where $10::bigint is not null) as "told: Json<Vec<Reply>>"
        from plan_comments comment
        left join people person on person.id = comment.person_id
        left join people settler on settler.id = comment.settled_by
        left join plan_items item on item.id = comment.item_id
        where comment.plan_id = $1 and (not $2 or comment.person_id is null)
          and ($3::uuid is null or comment.id = $3)
          and (not $4 or comment.item_id is not distinct from $5)
          and ($6::disposition is null or comment.state = $6)
          and ($7::uuid is null or comment.number > (
              select last.number from plan_comments last where last.plan_id = $1 and last.id = $7))
        order by comment.number
        limit $8
        "#,
        plan.id as PlanId,
        public,
        which.id as Option<PlanCommentId>,
        which.part.is_some(),
        which.part.flatten() as Option<PlanItemId>,
        which.state as Option<Disposition>,
        which.after as Option<PlanCommentId>,
        which.most,
        which.replies.map(|(from, _)| from),
        which.replies.map(|(_, most)| most),
    )
    .fetch_all(db)
    .await?;
    let threads = rows.into_iter().map(|row| {
        let thread = Thread {
            id: row.id,
            number: row.number,
            on: On { part: row.item_id, is_objective: row.is_objective.unwrap_or_default() },
            kind: row.kind,
            person_id: row.person_id,
            by: row.by,
            text: row.text,
            html: row.html,
            base: Wording { title: row.base_title, text: row.base_text },
            proposed: Wording { title: row.title, text: row.proposal },
            made_at: row.made_at,
            settlement: Settlement {
                state: row.state,
                reason: row.reason,
                by: row.settled_by,
                at: row.settled_at,
            },
            applied: row.applied,
            replies: row.replies,
        };
        (thread, row.told.map(|told| told.0).unwrap_or_default())
    });
    Ok(threads.collect())
}
