//! Comments and suggestions on plans, in the database.

mod author;
mod listing;
mod replies;
mod threads;

use chrono::{DateTime, Utc};
use sqlx::PgConnection;

use super::mentions::Named;
use super::{Thread, Wording};
use crate::plan::Plan;
use base::addresses::plan_part::Part;
use base::ids::{GroupId, PersonId, PlanCommentId, PlanId, PlanItemId};
use base::markdown::Markdown;
use base::states::{Disposition, Kind};
use platform::web::Result;

pub use author::last_address;
pub use listing::list;
pub use replies::{insert_reply, replies, reply};
pub use threads::{Which, thread, thread_and_replies, threads};

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
