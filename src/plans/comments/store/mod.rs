//! Comments and suggestions on plans, in the database.

mod author;
mod listing;
mod replies;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::mentions::Named;
use super::{On, Settlement, Thread, Wording};
use crate::plan::Plan;
use base::addresses::plan_part::Part;
use base::ids::{GroupId, PersonId, PlanCommentId, PlanId, PlanItemId};
use base::markdown::Markdown;
use base::states::{Disposition, Kind};
use platform::web::{Error, Result};

pub use author::last_address;
pub use listing::list;
pub use replies::{insert_reply, replies, reply};

pub enum Author {
    Member(PersonId),
    /// Somebody from the public, by name.
    Public(String),
}

/// A comment or a suggestion that is to be kept.
pub struct NewThread {
    pub id: PlanCommentId,
    pub author: Author,
    pub part: Part,
    pub kind: Kind,
    pub brief: String,
    /// What a change started from.
    pub base: Option<(i32, Wording)>,
    pub proposed: Wording,
    pub text: Markdown,
    pub made_at: DateTime<Utc>,
}

/// The caller holds the plan, so that each gets the next number.
pub async fn insert(db: &mut PgConnection, plan: &Plan, new: &NewThread) -> Result<()> {
    let (person, name) = match &new.author {
        Author::Member(person) => (Some(*person), ""),
        Author::Public(name) => (None, name.as_str()),
    };
    let (revision, base) = new.base.clone().unzip();
    let base = base.unwrap_or_default();
    sqlx::query!(
        r#"
        insert into plan_comments
            (id, plan_id, number, item_id, kind, person_id, name, text, html, brief,
             base_revision, base_title, base_text, title, proposal, made_at)
        select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8, $9,
               $10, $11, $12, $13, $14, $15
        from plan_comments
        where plan_id = $2
        "#,
        new.id as PlanCommentId,
        plan.id as PlanId,
        new.part as Option<PlanItemId>,
        new.kind as Kind,
        person as Option<PersonId>,
        name,
        new.text.source,
        new.text.html,
        new.brief,
        revision,
        base.title,
        base.text,
        new.proposed.title,
        new.proposed.text,
        new.made_at,
    )
    .execute(db)
    .await?;
    Ok(())
}

pub async fn thread(
    db: impl PgExecutor<'_>,
    plan: &Plan,
    public: bool,
    id: PlanCommentId,
) -> Result<Thread> {
    let found = threads(db, plan, public, Which { id: Some(id), ..Which::default() }).await?;
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
}

/// In the order of their coming; only those from the public, if that is who reads.
pub async fn threads(
    db: impl PgExecutor<'_>,
    plan: &Plan,
    public: bool,
    which: Which,
) -> Result<Vec<Thread>> {
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
               (select count(*) from plan_replies where plan_replies.comment_id = comment.id)
                   as "replies!"
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
    )
    .fetch_all(db)
    .await?;
    let threads = rows.into_iter().map(|row| Thread {
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
        // Replies are the group's own.
        replies: if public { 0 } else { row.replies },
    });
    Ok(threads.collect())
}

/// The caller holds the plan.
pub async fn settle(
    db: &mut PgConnection,
    thread: &Thread,
    (state, reason): (Disposition, &str),
    by: PersonId,
    now: DateTime<Utc>,
    applied: bool,
) -> Result<()> {
    sqlx::query!(
        r#"
        update plan_comments
        set state = $2, reason = $3, settled_by = $4, settled_at = $5::timestamptz,
            applied_at = case when $6 then $5::timestamptz else applied_at end
        where id = $1
        "#,
        thread.id as PlanCommentId,
        state as Disposition,
        reason,
        by as PersonId,
        now,
        applied,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The people who are in the group now.
pub async fn people(db: &mut PgConnection, group: GroupId) -> Result<Vec<Named>> {
    let people = sqlx::query_as!(
        Named,
        r#"
        select people.id as "id: PersonId", people.name, people.email
        from memberships
        join people on people.id = memberships.person_id
        where memberships.group_id = $1 and memberships.until is null
          and people.suspended_at is null and people.service_of is null
        order by name, people.id
        "#,
        group as GroupId,
    )
    .fetch_all(db)
    .await?;
    Ok(people)
}

/// None, if they are no longer in the group.
pub async fn address(
    db: &mut PgConnection,
    group: GroupId,
    person: PersonId,
) -> Result<Option<String>> {
    let address = sqlx::query_scalar!(
        r#"
        select people.email
        from memberships
        join people on people.id = memberships.person_id
        where memberships.group_id = $1 and memberships.person_id = $2 and memberships.until is null
          and people.suspended_at is null
        "#,
        group as GroupId,
        person as PersonId,
    )
    .fetch_optional(db)
    .await?;
    Ok(address)
}
