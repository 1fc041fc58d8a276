//! Lists of groups, in the database.

use sqlx::PgExecutor;

use super::{GroupRow, Place, Whose};
use base::ids::PersonId;
use base::policy::{Capability, RecordMeetings, Role};
use base::states::Visibility;
use platform::web::Result;

pub async fn slugs(db: impl PgExecutor<'_>) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!("select slug from groups order by slug").fetch_all(db).await?)
}

pub async fn list(
    db: impl PgExecutor<'_>,
    whose: Whose<'_>,
    after: Option<&Place>,
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
          and ($5::text is null or (groups.name, groups.slug) > ($5, $6))
        order by name, slug
        limit $7
        "#,
        person.map(|person| person.id) as Option<PersonId>,
        &RecordMeetings::role_keys(),
        reach.as_deref(),
        public,
        after.map(|after| after.name.as_str()),
        after.map(|after| after.slug.as_str()),
        most,
    )
    .fetch_all(db)
    .await?;
    Ok(groups)
}
