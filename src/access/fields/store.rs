//! Whom a group knows, in the database.

use sqlx::PgConnection;
use sqlx::PgExecutor;

use crate::fields::people::{Candidate, PersonRef};
use base::ids::{GroupId, MeetingId, PersonId};
use platform::web::Result;

pub async fn candidates(
    db: impl PgExecutor<'_>,
    group: GroupId,
    meeting: Option<MeetingId>,
) -> Result<Vec<Candidate>> {
    let candidates = sqlx::query_as!(
        Candidate,
        r#"
        with named as (
            select speaker_id as id from contributions where meeting_id = $2
            union
            select action_owners.person_id from action_owners
            join action_items on action_items.id = action_owners.action_id
            where action_items.meeting_id = $2
            union
            select person_id from attendances where meeting_id = $2
        ),
        latest as (
            select distinct on (person_id) person_id, affiliation
            from memberships
            where group_id = $1
              and (until is null or person_id in (select named.id from named))
            order by person_id, since desc
        )
        select people.id as "id: PersonId", people.name, latest.affiliation
        from latest
        join people on people.id = latest.person_id and people.service_of is null
        order by lower(people.name), people.id
        "#,
        group as GroupId,
        meeting as Option<MeetingId>,
    )
    .fetch_all(db)
    .await?;
    Ok(candidates)
}

/// The name of somebody who is or was a member of the group.
pub async fn member_name(
    db: impl PgExecutor<'_>,
    group: GroupId,
    id: PersonId,
) -> Result<Option<String>> {
    let name = sqlx::query_scalar!(
        r#"
        select name from people
        where id = $2 and service_of is null and exists (
            select from memberships
            where memberships.group_id = $1 and memberships.person_id = people.id
        )
        "#,
        group as GroupId,
        id as PersonId,
    )
    .fetch_optional(db)
    .await?;
    Ok(name)
}

/// Who is in a group now, without the accounts of programs.
pub async fn members(db: &mut PgConnection, group: GroupId) -> Result<Vec<PersonRef>> {
    let members = sqlx::query_as!(
        PersonRef,
        r#"
        select people.id as "id?: PersonId", people.name
        from people
        join memberships on memberships.person_id = people.id and memberships.group_id = $1
            and memberships.until is null
        where people.service_of is null
        "#,
        group as GroupId,
    )
    .fetch_all(db)
    .await?;
    Ok(members)
}
