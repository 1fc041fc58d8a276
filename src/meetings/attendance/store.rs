//! Attendance in the database.

use sqlx::PgConnection;
use uuid::Uuid;

use crate::meeting::Meeting;
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
) -> Result<()> {
    let members: Vec<Uuid> = members.iter().map(|id| id.0).collect();
    sqlx::query!(
        r#"
        delete from attendances
        where meeting_id = $1
          and (person_id = any($2) or person_id is null and name = any($3))
        "#,
        meeting as MeetingId,
        &members,
        guests,
    )
    .execute(db)
    .await?;
    Ok(())
}

/// Members come with the affiliation that they have in the group; whoever never was a member
/// of it is left out, and nobody comes twice.
pub async fn add(
    db: &mut PgConnection,
    meeting: &Meeting,
    members: &[PersonId],
    guests: &[String],
) -> Result<()> {
    let members: Vec<Uuid> = members.iter().map(|id| id.0).collect();
    sqlx::query!(
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
        "#,
        meeting.id as MeetingId,
        meeting.group_id as GroupId,
        &members,
    )
    .execute(&mut *db)
    .await?;
    sqlx::query!(
        r#"
        insert into attendances (id, meeting_id, name)
        select gen_random_uuid(), $1, given.name
        from unnest($2::text[]) as given (name)
        where given.name not in
            (select attendances.name from attendances
             where attendances.meeting_id = $1 and attendances.person_id is null)
        "#,
        meeting.id as MeetingId,
        guests,
    )
    .execute(db)
    .await?;
    Ok(())
}
