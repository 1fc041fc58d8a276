//! What the desk of a record asks the database beside the record itself.

use serde::Deserialize;
use sqlx::PgExecutor;
use sqlx::types::Json;

use super::{Beside, Person};
use crate::meeting::Meeting;
use crate::record::desk_of;
use base::ids::{GroupId, MeetingId, PersonId};
use platform::desk::Undoable;
use platform::web::Result;

#[derive(Debug, Deserialize)]
struct Row {
    id: Option<PersonId>,
    name: String,
    present: bool,
}

/// Guests are known from the latest meetings until this one.
pub async fn beside(
    db: impl PgExecutor<'_>,
    meeting: &Meeting,
    reader: PersonId,
) -> Result<Beside> {
    let row = sqlx::query!(
        r#"
        with here as (
            select attendances.person_id as id, attendances.name
            from attendances where attendances.meeting_id = $4
            union
            select contributions.speaker_id, contributions.speaker
            from contributions
            where contributions.meeting_id = $4 and contributions.removed_at is null
              and contributions.speaker <> ''
        ),
        known as (
            select people.id, people.name
            from people
            where people.service_of is null
              and (people.id in (select here.id from here)
                   or exists (select from memberships
                              where memberships.person_id = people.id
                                and memberships.group_id = $3 and memberships.until is null))
            union
            select null, here.name from here where here.id is null
            union
            select null, contributions.speaker
            from contributions
            where contributions.speaker_id is null and contributions.speaker <> ''
              and contributions.removed_at is null
              and contributions.meeting_id in (
                  select latest.id from meetings latest
                  where latest.group_id = $3 and latest.state = 'held' and latest.starts_at < $5
                  order by latest.starts_at desc limit 6)
        )
        select (select json_build_object('id', desk_changes.id, 'summary', desk_changes.summary)
                from desk_changes
                where desk_changes.page = $1 and desk_changes.person_id = $2
                order by desk_changes.number desc limit 1) as "undoable: Json<Undoable>",
               (select history.subject_id
                from history
                join recorded_entries on recorded_entries.meeting_id = history.meeting_id
                    and recorded_entries.id = history.subject_id
                where history.meeting_id = $4 and history.person_id = $2
                  and history.event = 'added'
                order by history.id desc limit 1) as last,
               (select coalesce(json_agg(one order by lower(one.name), one.id), '[]')
                from (select known.id, known.name,
                             exists (select from here
                                     where here.id = known.id
                                        or here.id is null and known.id is null
                                       and here.name = known.name) as present
                      from known) as one) as "people!: Json<Vec<Row>>"
        "#,
        desk_of(meeting.id).to_string(),
        reader as PersonId,
        meeting.group_id as GroupId,
        meeting.id as MeetingId,
        meeting.starts_at,
    )
    .fetch_one(db)
    .await?;
    let people =
        row.people.0.into_iter().map(|Row { id, name, present }| Person { id, name, present });
    Ok(Beside {
        undoable: row.undoable.map(|undoable| undoable.0),
        last: row.last,
        people: people.collect(),
    })
}
