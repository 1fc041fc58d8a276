//! What everybody would read of a group if it were public, in one statement.

use sqlx::PgExecutor;
use sqlx::types::Json;

use crate::settings::visibility::{Edition, Exposure, Meeting, Plan};
use base::ids::GroupId;
use platform::web::Result;

/// A plan as its own rule has it: opened for comments once and for everybody, or adopted so.
pub async fn exposure(db: impl PgExecutor<'_>, group: GroupId) -> Result<Exposure> {
    let row = sqlx::query!(
        r#"
        with numbered as (
            select meetings.id, meetings.number, meetings.title,
                   meetings.agenda_published_at is not null as agenda
            from meetings
            where meetings.group_id = $1 and meetings.number is not null
        ),
        shown_plans as (
            select plans.id, plans.slug, plans.title, shown.text
            from plans
            cross join lateral (
                select plans.visibility = 'public' and plans.state not in ('draft', 'archived')
                    as text
            ) as shown
            where plans.group_id = $1
              and (shown.text
                   or exists (select from plan_versions
                              where plan_versions.plan_id = plans.id
                                and plan_versions.visibility = 'public'))
        ),
        shown_activities as (
            select activity.id
            from plan_items activity
            join shown_plans on shown_plans.id = activity.plan_id and shown_plans.text
            join plan_items objective on objective.id = activity.objective_id
            where activity.removed_at is null and objective.removed_at is null
        ),
        names as (
            select moderators.name
            from moderators
            join numbered on numbered.id = moderators.meeting_id
            union
            select agenda_items.presenter
            from agenda_items
            join numbered on numbered.id = agenda_items.meeting_id and numbered.agenda
            union
            select unnest(editions.approved_by) from editions where editions.group_id = $1
            union
            select edition_speakers.name from edition_speakers
            where edition_speakers.group_id = $1
            union
            select coalesce(people.name, plan_comments.name)
            from plan_comments
            join shown_plans on shown_plans.id = plan_comments.plan_id
            left join people on people.id = plan_comments.person_id
            union
            select activity_leads.name
            from activity_leads
            join shown_activities on shown_activities.id = activity_leads.item_id
            union
            select people.name
            from activity_reports
            join shown_activities on shown_activities.id = activity_reports.item_id
            join people on people.id = activity_reports.person_id
            where activity_reports.meeting_id is null
            union
            select leads.lead #>> '{}'
            from plan_versions
            cross join lateral jsonb_path_query(
                plan_versions.document::jsonb, '$.objectives[*].activities[*].leads[*]'
            ) as leads (lead)
            where plan_versions.group_id = $1 and plan_versions.visibility = 'public'
        )
        select
            (select coalesce(json_agg(json_build_object(
                        'number', numbered.number, 'title', numbered.title,
                        'agenda', numbered.agenda) order by numbered.number desc), '[]')
             from numbered) as "meetings!: Json<Vec<Meeting>>",
            (select coalesce(json_agg(json_build_object(
                        'meeting', numbered.number, 'number', editions.number,
                        'title', editions.title)
                        order by numbered.number desc, editions.number), '[]')
             from editions
             join numbered on numbered.id = editions.meeting_id) as "editions!: Json<Vec<Edition>>",
            (select coalesce(json_agg(json_build_object(
                        'slug', shown_plans.slug, 'title', shown_plans.title)
                        order by shown_plans.title, shown_plans.slug), '[]')
             from shown_plans) as "plans!: Json<Vec<Plan>>",
            (select coalesce(array_agg(names.name order by names.name), '{}')
             from names where names.name <> '') as "names!"
        "#,
        group as GroupId,
    )
    .fetch_one(db)
    .await?;
    Ok(Exposure {
        meetings: row.meetings.0,
        editions: row.editions.0,
        plans: row.plans.0,
        names: row.names,
    })
}
