//! What a list of actions can be narrowed to, each as a value and how it reads.

use sqlx::PgExecutor;

use crate::actions::MEETINGS_OFFERED;
use crate::ids::GroupId;
use crate::web::Result;

/// Everybody who owns an action in the group: members by their ids, others by their names.
pub async fn owners(db: impl PgExecutor<'_>, group: GroupId) -> Result<Vec<(String, String)>> {
    let rows = sqlx::query!(
        r#"
        with recursive names as (
            select min(lower(name)) as name from action_owners where person_id is null
            union all
            select (select min(lower(name)) from action_owners
                    where person_id is null and lower(name) > names.name)
            from names
            where name is not null
        ),
        owners as (
            select people.id::text as value, people.name as label
            from people
            cross join lateral (
                select from action_owners
                where person_id = people.id and (
                    select group_id = $1 and removed_at is null
                    from action_items where id = action_id)
                limit 1
            ) as owned
            union all
            select owned.name, owned.name
            from names
            cross join lateral (
                select name from action_owners
                where person_id is null and lower(action_owners.name) = names.name and (
                    select group_id = $1 and removed_at is null
                    from action_items where id = action_id)
                limit 1
            ) as owned
        )
        select value as "value!", label as "label!" from owners order by lower(label), value
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
            select from ties where plan_id = plans.id and action_id is not null)
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
                select from action_items where meeting_id = meetings.id and removed_at is null)
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
