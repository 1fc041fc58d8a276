use sqlx::PgExecutor;

use super::{About, Group, GroupRow, Whose};
use base::ids::{GroupId, PersonId};
use base::policy::{Capability, RecordMeetings, Role};
use base::states::{ApprovalRule, Visibility};
use platform::web::Result;

pub async fn find(db: impl PgExecutor<'_>, slug: &str) -> Result<Group> {
    let row = sqlx::query!(
        r#"
        select id as "id: GroupId", slug, name, short_name, time_zone,
               visibility as "visibility: Visibility",
               approval_rule as "approval_rule: ApprovalRule", meeting_title
        from groups
        where slug = $1
        "#,
        slug,
    )
    .fetch_one(db)
    .await?;
    Ok(Group {
        id: row.id,
        slug: row.slug,
        name: row.name,
        short_name: row.short_name,
        time_zone: row.time_zone.parse().unwrap_or_default(),
        visibility: row.visibility,
        approval_rule: row.approval_rule,
        meeting_title: row.meeting_title,
    })
}

pub async fn slugs(db: impl PgExecutor<'_>) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!("select slug from groups order by slug").fetch_all(db).await?)
}

pub async fn list(
    db: impl PgExecutor<'_>,
    whose: Whose<'_>,
    after: Option<&str>,
    most: i64,
) -> Result<Vec<GroupRow>> {
    let (person, public) = match whose {
        Whose::Public => (None, true),
        Whose::Of(person) => (Some(person), false),
        Whose::SeenBy(person) => (Some(person), true),
    };
    let reach = person.and_then(|person| person.reach.groups());
    let groups = sqlx::query_as!(
        GroupRow,
        r#"
        select groups.slug, groups.name, groups.short_name,
               groups.visibility as "visibility: Visibility", memberships.role as "role?: Role",
               case when memberships.role::text = any($2) then (
                   select count(*) from actions_to_hand_over waiting
                   where waiting.group_id = groups.id
               ) else 0 end as "to_hand_over!"
        from groups
        left join memberships
            on memberships.group_id = groups.id and memberships.person_id = $1
            and memberships.until is null and ($3::uuid[] is null or groups.id = any($3))
        where ($4 and groups.visibility = 'public' or memberships.id is not null)
          and ($5::text is null
               or (groups.name, groups.slug) > (
                   select last.name, last.slug from groups last where last.slug = $5))
        order by name, slug
        limit $6
        "#,
        person.map(|person| person.id) as Option<PersonId>,
        &RecordMeetings::role_keys(),
        reach.as_deref(),
        public,
        after,
        most,
    )
    .fetch_all(db)
    .await?;
    Ok(groups)
}

pub async fn about(db: impl PgExecutor<'_>, group: GroupId, records: bool) -> Result<About> {
    let about = sqlx::query_as!(
        About,
        r#"
        select purpose_html as purpose,
               case when $2 then (
                   select count(*) from actions_to_hand_over waiting where waiting.group_id = $1
               ) else 0 end as "to_hand_over!"
        from groups
        where id = $1
        "#,
        group as GroupId,
        records,
    )
    .fetch_one(db)
    .await?;
    Ok(about)
}
