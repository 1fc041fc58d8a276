//! What a list of actions can be narrowed to, each as a value and how it reads.

use sqlx::PgExecutor;
use sqlx::types::Json;

use crate::{Choices, MEETINGS_OFFERED};
use base::ids::GroupId;
use platform::web::Result;

/// Everybody who owns an action in the group: members by their ids, others by their names. The plans
/// that actions are tied to, by their addresses. And the latest meetings that actions come from, by
/// their numbers, with the one that was chosen.
pub async fn choices(
    db: impl PgExecutor<'_>,
    group: GroupId,
    chosen: Option<i32>,
) -> Result<Choices> {
    let row = sqlx::query!(
        r#"
        with recursive owners as (
            select min(owner) as owner from action_owners where group_id = $1
            union all
            select (select min(action_owners.owner) from action_owners
                    where action_owners.group_id = $1 and action_owners.owner > owners.owner)
            from owners
            where owner is not null
        ),
        named as (
            select coalesce(people.id::text, owned.name) as value,
                   coalesce(people.name, owned.name) as label
            from owners
            cross join lateral (
                select action_owners.person_id, action_owners.name from action_owners
                where action_owners.group_id = $1 and action_owners.owner = owners.owner
                  and (select action_items.removed_at is null
                       from action_items where action_items.id = action_owners.action_id)
                limit 1
            ) as owned
            left join people on people.id = owned.person_id
        ),
        sources as not materialized (
            select number, title || ' ' || number as name
            from meetings
            where group_id = $1 and number is not null and exists (
                select from action_items
                where action_items.meeting_id = meetings.id and action_items.removed_at is null)
        ),
        latest as (
            (select number, name from sources order by number desc limit $3)
            union
            select number, name from sources where number = $2
        ),
        tied as (
            select slug, title from plans
            where group_id = $1 and exists (
                select from ties where ties.plan_id = plans.id and ties.action_id is not null)
        )
        select (select coalesce(json_agg(json_build_array(value, label)
                                         order by lower(label), value), '[]')
                from named) as "owners!: Json<Vec<(String, String)>>",
               (select coalesce(json_agg(json_build_array(number::text, name)
                                         order by number desc), '[]')
                from latest) as "meetings!: Json<Vec<(String, String)>>",
               (select coalesce(json_agg(json_build_array(slug, title)
                                         order by lower(title), slug), '[]')
                from tied) as "plans!: Json<Vec<(String, String)>>"
        "#,
        group as GroupId,
        chosen,
        MEETINGS_OFFERED as i64,
    )
    .fetch_one(db)
    .await?;
    Ok(Choices { owners: row.owners.0, meetings: row.meetings.0, plans: row.plans.0 })
}
