//! Plans in the database.

mod items;
mod removal;
mod reports;
mod talk;

use chrono::{DateTime, Utc};
use sqlx::{PgConnection, PgExecutor};

use super::{Plan, PlanEdit, PlanRow, PlanState, Progress};
use base::ids::{GroupId, PlanId};
use base::states::Visibility;
use platform::web::Result;

pub use items::{insert, items, place, removed, rewrite, veiled_items};
pub use removal::{remove, restore};
pub use reports::{insert_report, is_kept};
pub use talk::counts;

pub async fn find(db: impl PgExecutor<'_>, group: GroupId, slug: &str) -> Result<Plan> {
    let plan = sqlx::query_as!(
        Plan,
        r#"
        select plans.id as "id: PlanId", plans.group_id as "group_id: GroupId", plans.slug,
               plans.title, plans.purpose, plans.purpose_html,
               plans.visibility as "visibility: Visibility", plans.public_comments,
               plans.state as "state: PlanState", plans.comments_until, plans.adopted,
               version.visibility as "adopted_visibility?: Visibility", plans.revision
        from plans
        left join plan_versions version
            on version.plan_id = plans.id and version.number = plans.adopted
        where plans.group_id = $1 and plans.slug = $2
        "#,
        group as GroupId,
        slug,
    )
    .fetch_one(db)
    .await?;
    Ok(plan)
}

/// The plan, held for the rest of the transaction: whoever changes anything of it, or says
/// something about it, takes it first.
pub async fn lock(db: &mut PgConnection, group: GroupId, slug: &str) -> Result<Plan> {
    sqlx::query!(
        "select id from plans where group_id = $1 and slug = $2 for no key update",
        group as GroupId,
        slug,
    )
    .fetch_one(&mut *db)
    .await?;
    // A second statement, because it sees what was committed while the lock was awaited.
    find(db, group, slug).await
}

pub async fn list(db: impl PgExecutor<'_>, group: GroupId) -> Result<Vec<PlanRow>> {
    let rows = sqlx::query!(
        r#"
        select plans.id as "id: PlanId", plans.group_id as "group_id: GroupId", plans.slug,
               plans.title, plans.purpose, plans.purpose_html,
               plans.visibility as "visibility: Visibility", plans.public_comments,
               plans.state as "state: PlanState", plans.comments_until, plans.adopted,
               version.visibility as "adopted_visibility?: Visibility", plans.revision,
               version.title as "adopted_title?",
               count(*) filter (where plan_items.status = 'planned') as "planned!",
               count(*) filter (where plan_items.status = 'in_progress') as "in_progress!",
               count(*) filter (where plan_items.status = 'done') as "done!",
               count(*) filter (where plan_items.status = 'dropped') as "dropped!"
        from plans
        left join plan_items
            on plan_items.plan_id = plans.id and plan_items.objective_id is not null
            and plan_items.removed_at is null
        left join plan_versions version
            on version.plan_id = plans.id and version.number = plans.adopted
        where plans.group_id = $1
        group by plans.id, version.title, version.visibility
        order by plans.state = 'archived', plans.state = 'adopted', plans.made_at desc, plans.id
        limit 200
        "#,
        group as GroupId,
    )
    .fetch_all(db)
    .await?;
    let listed = rows.into_iter().map(|row| PlanRow {
        progress: Progress {
            planned: row.planned,
            in_progress: row.in_progress,
            done: row.done,
            dropped: row.dropped,
        },
        adopted_title: row.adopted_title,
        plan: Plan {
            id: row.id,
            group_id: row.group_id,
            slug: row.slug,
            title: row.title,
            purpose: row.purpose,
            purpose_html: row.purpose_html,
            visibility: row.visibility,
            public_comments: row.public_comments,
            state: row.state,
            comments_until: row.comments_until,
            adopted: row.adopted,
            adopted_visibility: row.adopted_visibility,
            revision: row.revision,
        },
    });
    Ok(listed.collect())
}

/// False if the address is taken.
pub async fn make(
    db: &mut PgConnection,
    group: GroupId,
    id: PlanId,
    slug: &str,
    edit: &PlanEdit,
) -> Result<bool> {
    let made = sqlx::query!(
        r#"
        insert into plans
            (id, group_id, slug, title, purpose, purpose_html, visibility, public_comments)
        values ($1, $2, $3, $4, $5, $6, $7, $8)
        on conflict (group_id, slug) do nothing
        "#,
        id as PlanId,
        group as GroupId,
        slug,
        edit.title,
        edit.purpose.source,
        edit.purpose.html,
        edit.visibility as Visibility,
        edit.public_comments,
    )
    .execute(db)
    .await?;
    Ok(made.rows_affected() == 1)
}

pub async fn rewrite_plan(db: &mut PgConnection, plan: &Plan, edit: &PlanEdit) -> Result<()> {
    sqlx::query!(
        r#"
        update plans
        set title = $2, purpose = $3, purpose_html = $4, visibility = $5, public_comments = $6,
            revision = revision + 1
        where id = $1
        "#,
        plan.id as PlanId,
        edit.title,
        edit.purpose.source,
        edit.purpose.html,
        edit.visibility as Visibility,
        edit.public_comments,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Moves a plan on. The caller holds it. A closed plan keeps its deadline, to be told.
pub async fn advance(
    db: &mut PgConnection,
    plan: &Plan,
    to: PlanState,
    until: Option<DateTime<Utc>>,
) -> Result<()> {
    sqlx::query!(
        r#"
        update plans set state = $2, comments_until = coalesce($3, comments_until)
        where id = $1
        "#,
        plan.id as PlanId,
        to as PlanState,
        until,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// What stands there was adopted as this version.
pub async fn mark_adopted(
    db: &mut PgConnection,
    plan: &Plan,
    to: PlanState,
    version: i32,
) -> Result<()> {
    sqlx::query!(
        "update plans set state = $2, adopted = $3 where id = $1",
        plan.id as PlanId,
        to as PlanState,
        version,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// The address of a plan that is there already.
pub async fn slug_of(db: &mut PgConnection, group: GroupId, id: PlanId) -> Result<Option<String>> {
    let slug = sqlx::query_scalar!(
        "select slug from plans where group_id = $1 and id = $2",
        group as GroupId,
        id as PlanId,
    )
    .fetch_optional(db)
    .await?;
    Ok(slug)
}
