//! Ties in the database.

use sqlx::{PgConnection, PgExecutor};
use uuid::Uuid;

use super::PlanLink;
use base::addresses::entry::Entry;
use base::ids::{GroupId, MeetingId, PlanItemId};
use platform::web::Result;

/// Every objective and activity of the group's plans that are not archived, in order.
pub async fn places(db: impl PgExecutor<'_>, group: GroupId) -> Result<Vec<PlanLink>> {
    select(db, group, None).await
}

/// One of them.
pub async fn open(
    db: impl PgExecutor<'_>,
    group: GroupId,
    id: PlanItemId,
) -> Result<Option<PlanLink>> {
    Ok(select(db, group, Some(id)).await?.pop())
}

async fn select(
    db: impl PgExecutor<'_>,
    group: GroupId,
    id: Option<PlanItemId>,
) -> Result<Vec<PlanLink>> {
    let places = sqlx::query_as!(
        PlanLink,
        r#"
        select item_id as "item_id!: PlanItemId", slug as "slug!", plan as "plan!",
               title as "title!", html as "html!", is_numbered as "is_numbered!",
               objective as "objective!", activity as "activity!"
        from plan_places
        where group_id = $1 and is_open and ($2::uuid is null or item_id = $2)
        order by made_at desc, plan_id, objective, activity
        "#,
        group as GroupId,
        id as Option<PlanItemId>,
    )
    .fetch_all(db)
    .await?;
    Ok(places)
}

/// What an entry is tied to, also if that was removed or archived.
pub async fn tied(
    db: impl PgExecutor<'_>,
    group: GroupId,
    entry: Uuid,
) -> Result<Option<PlanLink>> {
    let tied = sqlx::query_as!(
        PlanLink,
        r#"
        select plan_places.item_id as "item_id!: PlanItemId", plan_places.slug as "slug!",
               plan_places.plan as "plan!", plan_places.title as "title!",
               plan_places.html as "html!", plan_places.is_numbered as "is_numbered!",
               plan_places.objective as "objective!", plan_places.activity as "activity!"
        from ties
        join plan_places on plan_places.item_id = ties.item_id
        where plan_places.group_id = $1 and ties.group_id = $1 and ties.entry_id = $2
        "#,
        group as GroupId,
        entry,
    )
    .fetch_optional(db)
    .await?;
    Ok(tied)
}

/// Ties an entry of a meeting's record, or of none, to an item of the group, or unties it.
pub async fn put<Id: Entry>(
    db: &mut PgConnection,
    (group, meeting): (GroupId, Option<MeetingId>),
    entry: Id,
    to: Option<&PlanLink>,
) -> Result<()> {
    sqlx::query!(
        "delete from ties where group_id = $1 and entry_id = $2",
        group as GroupId,
        entry.uuid(),
    )
    .execute(&mut *db)
    .await?;
    let Some(to) = to else { return Ok(()) };
    sqlx::query!(
        r#"
        insert into ties (group_id, plan_id, item_id, meeting_id, contribution_id, decision_id,
                          action_id)
        select plans.group_id, plan_items.plan_id, plan_items.id, $3,
               case when $4 = 'contribution' then $5::uuid end,
               case when $4 = 'decision' then $5::uuid end,
               case when $4 = 'action item' then $5::uuid end
        from plan_items
        join plans on plans.id = plan_items.plan_id
        where plans.group_id = $1 and plan_items.id = $2
        "#,
        group as GroupId,
        to.item_id as PlanItemId,
        meeting as Option<MeetingId>,
        Id::SUBJECT,
        entry.uuid(),
    )
    .execute(db)
    .await?;
    Ok(())
}
