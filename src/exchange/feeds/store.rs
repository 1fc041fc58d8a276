//! What feeds and calendars tell, each in one statement.

use sqlx::PgExecutor;

use super::sitemap::{MOST, Place};
use super::{Publication, What};
use base::ids::GroupId;
use platform::web::Result;

/// The latest publications of a group, or of all public groups; of the group's plans also those
/// that only its members read, if that is said.
///
/// How many is written out, since PostgreSQL takes a limit that is a parameter for a large one, and
/// would plan anew each time.
pub async fn publications(
    db: impl PgExecutor<'_>,
    group: Option<GroupId>,
    by_member: bool,
) -> Result<Vec<Publication>> {
    let rows = sqlx::query!(
        r#"
        with readable as (
            select id, slug, short_name from groups
            where id = $1 or $1::uuid is null and visibility = 'public'
        ),
        published as (
            select summary.*
            from readable
            cross join lateral (
                select editions.group_id, 'summary' as kind, meetings.title,
                       meetings.number as meeting, '' as plan, editions.number,
                       editions.published_at as at,
                       case editions.corrigendum when '' then left(editions.html, 4000)
                           else '' end as html,
                       editions.corrigendum
                from editions
                join meetings on meetings.id = editions.meeting_id
                where editions.group_id = readable.id
                order by editions.sequence desc
                limit 50
            ) as summary
            union all
            (select version.group_id, 'plan', version.title, 0, plans.slug, version.number,
                    version.adopted_at, left(version.html, 4000), ''
             from plan_versions version
             join plans on plans.id = version.plan_id
             join readable on readable.id = version.group_id
             where version.visibility = 'public' or $2
             order by adopted_at desc
             limit 50)
            union all
            select agenda.*
            from readable
            cross join lateral (
                select meetings.group_id,
                       case when meetings.agenda_revised_at is null then 'agenda'
                           else 'revised' end,
                       meetings.title, meetings.number, '', 0,
                       coalesce(meetings.agenda_revised_at, meetings.agenda_published_at), '', ''
                from meetings
                where meetings.group_id = readable.id
                  and meetings.agenda_published_at is not null and meetings.number is not null
                order by coalesce(meetings.agenda_revised_at, meetings.agenda_published_at) desc
                limit 50
            ) as agenda
        )
        select readable.slug as "slug!", readable.short_name as "short_name!",
               published.kind as "kind!", published.title as "title!",
               published.meeting as "meeting!", published.plan as "plan!",
               published.number as "number!", published.at as "at!", published.html as "html!",
               published.corrigendum as "corrigendum!"
        from published
        join readable on readable.id = published.group_id
        order by published.at desc, published.kind, published.number
        limit 50
        "#,
        group as Option<GroupId>,
        by_member,
    )
    .fetch_all(db)
    .await?;
    let publications = rows.into_iter().map(|row| Publication {
        group_slug: row.slug,
        group_name: row.short_name,
        at: row.at,
        begins: match row.corrigendum.as_str() {
            "" => Publication::begins(&row.html),
            corrected => format!("Corrigendum: {corrected}"),
        },
        what: match row.kind.as_str() {
            "summary" => {
                What::Summary { meeting: row.title, number: row.meeting, edition: row.number }
            }
            "plan" => What::Plan { title: row.title, slug: row.plan, version: row.number },
            kind => {
                let revised = kind == "revised";
                What::Agenda { meeting: row.title, number: row.meeting, revised }
            }
        },
    });
    Ok(publications.collect())
}

/// Everything that the public may read, groups first, then what is latest.
pub async fn places(db: impl PgExecutor<'_>) -> Result<Vec<Place>> {
    let places = sqlx::query_as!(
        Place,
        r#"
        with readable as (select id, '/groups/' || slug as path from groups where visibility = 'public'),
        places as (
            select 1 as rank, '/' as path, null::timestamptz as at
            union all
            select 2, readable.path || pages.below, null
            from readable, (values (''), ('/meetings'), ('/plans')) as pages (below)
            union all
            select 3, readable.path || '/meetings/' || meetings.number || '/summary/editions/'
                       || editions.number,
                   editions.published_at
            from editions
            join readable on readable.id = editions.group_id
            join meetings on meetings.id = editions.meeting_id
            union all
            select 3, readable.path || '/plans/' || plans.slug || '/versions/' || version.number,
                   version.adopted_at
            from plan_versions version
            join readable on readable.id = version.group_id
            join plans on plans.id = version.plan_id
            where version.visibility = 'public'
            union all
            select 3, readable.path || '/plans/' || plans.slug, null
            from plans
            join readable on readable.id = plans.group_id
            where plans.visibility = 'public' and plans.state not in ('draft', 'archived')
            union all
            select 4, readable.path || '/meetings/' || meetings.number || pages.below,
                   meetings.agenda_published_at
            from meetings
            join readable on readable.id = meetings.group_id,
            (values ('', true), ('/agenda', false)) as pages (below, always)
            where meetings.number is not null
              and (pages.always or meetings.agenda_published_at is not null)
        )
        select path as "path!", at
        from places
        order by rank, at desc nulls first, path
        limit $1
        "#,
        MOST,
    )
    .fetch_all(db)
    .await?;
    Ok(places)
}
