//! Attendance in the database.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::meeting::Meeting;
use access::fields::people::PersonRef;
use base::ids::{GroupId, MeetingId, PersonId};
use platform::web::Result;

pub async fn names(db: &mut PgConnection, meeting: MeetingId) -> Result<Vec<String>> {
    let names = sqlx::query_scalar!(
        "select name from attendances where meeting_id = $1",
        meeting as MeetingId,
    )
    .fetch_all(db)
    .await?;
    Ok(names)
}

pub async fn remove(
    db: &mut PgConnection,
    meeting: MeetingId,
    members: &[PersonId],
    guests: &[String],
) -> Result<Vec<PersonRef>> {
    let members: Vec<Uuid> = members.iter().map(|id| id.0).collect();
    let removed = sqlx::query_as!(
        PersonRef,
        r#"
        delete from attendances
        where meeting_id = $1
          and (person_id = any($2) or person_id is null and name = any($3))
        returning person_id as "id: PersonId", name
        "#,
        meeting as MeetingId,
        &members,
        guests,
    )
    .fetch_all(db)
    .await?;
    Ok(removed)
}

/// Members come with the affiliation that they have in the group; whoever never was a member
/// of it is left out, and nobody comes twice.
pub async fn add(
    db: &mut PgConnection,
    meeting: &Meeting,
    members: &[PersonId],
    guests: &[String],
) -> Result<Vec<PersonRef>> {
    let members: Vec<Uuid> = members.iter().map(|id| id.0).collect();
    let mut added = sqlx::query_as!(
        PersonRef,
        r#"
        insert into attendances (id, meeting_id, person_id, name, capacity)
        select distinct on (memberships.person_id) gen_random_uuid(), $1::uuid,
               memberships.person_id, people.name, memberships.affiliation
        from memberships
        join people on people.id = memberships.person_id
        where memberships.group_id = $2 and memberships.person_id = any($3)
          and people.service_of is null
        order by memberships.person_id, memberships.since desc
        on conflict on constraint one_attendance_per_person do nothing
        returning person_id as "id: PersonId", name
        "#,
        meeting.id as MeetingId,
        meeting.group_id as GroupId,
        &members,
    )
    .fetch_all(&mut *db)
    .await?;
    let names = sqlx::query_as!(
        PersonRef,
        r#"
        insert into attendances (id, meeting_id, name)
        select gen_random_uuid(), $1, given.name
        from unnest($2::text[]) as given (name)
        where given.name not in
            (select attendances.name from attendances
             where attendances.meeting_id = $1 and attendances.person_id is null)
        returning person_id as "id: PersonId", name
        "#,
        meeting.id as MeetingId,
        guests,
    )
    .fetch_all(db)
    .await?;
    added.extend(names);
    Ok(added)
}
