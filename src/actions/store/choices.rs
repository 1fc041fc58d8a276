//! What a list of actions can be narrowed to, each as a value and how it reads.

use sqlx::PgExecutor;

use crate::MEETINGS_OFFERED;
use base::ids::GroupId;
use platform::web::Result;

/// Everybody who owns an action in the group: members by their ids, others by their names.
pub async fn owners(db: impl PgExecutor<'_>, group: GroupId) -> Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        r#"
        with recursive owners as (
            select min(owner) as owner from action_owners where group_id = $1
            union all
            select (select min(action_owners.owner) from action_owners
                    where action_owners.group_id = $1 and action_owners.owner > owners.owner)
            from owners
            where owner is not null
        )
        select coalesce(people.id::text, owned.name) as "value!",
               coalesce(people.name, owned.name) as "label!"
        from owners
        cross join lateral (
            select action_owners.person_id, action_owners.name from action_owners
            where action_owners.group_id = $1 and action_owners.owner = owners.owner
              and (select action_items.removed_at is null
                   from action_items where action_items.id = action_owners.action_id)
            limit 1
        ) as owned
        left join people on people.id = owned.person_id
        order by lower(coalesce(people.name, owned.name)), 1
        "#,
        group as GroupId,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.value, row.label)).collect())
}

/// The plans that actions are tied to, by their addresses.
pub async fn plans(db: impl PgExecutor<'_>, group: GroupId) -> Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        r#"
        select slug, title from plans
        where group_id = $1 and exists (
            select from ties where ties.plan_id = plans.id and ties.action_id is not null)
        order by lower(title), slug
        "#,
        group as GroupId,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.slug, row.title)).collect())
}

/// The latest meetings that actions come from, by their numbers, and the one that was chosen.
pub async fn meetings(
    db: impl PgExecutor<'_>,
    group: GroupId,
    chosen: Option<i32>,
) -> Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        r#"
        with sources as not materialized (
            select number, title || ' ' || number as name
            from meetings
            where group_id = $1 and number is not null and exists (
                select from action_items
                where action_items.meeting_id = meetings.id and action_items.removed_at is null)
        )
        (select number as "number!", name as "name!" from sources order by number desc limit $3)
        union
        select number, name from sources where number = $2
        order by 1 desc
        "#,
        group as GroupId,
        chosen,
        MEETINGS_OFFERED as i64,
    )
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|row| (row.number.to_string(), row.name)).collect())
}
