//! What the desk of an agenda asks the database beside the agenda itself.

use sqlx::types::Json;
use sqlx::{PgConnection, PgExecutor};

use crate::agenda::Item;
use crate::agenda::draft::desk_of;
use crate::meeting::Meeting;
use base::ids::{GroupId, MeetingId, PersonId};
use base::names::Roll;
use platform::desk::Undoable;
use platform::web::Result;

/// What stands beside the lines.
#[derive(Clone, Debug)]
pub struct Beside {
    pub revision: i64,
    /// What the reader did last.
    pub undoable: Option<Undoable>,
    /// Who may present: the group's members.
    pub people: Vec<String>,
    /// What the meeting before did not get to, while this one is to come.
    pub left_over: Vec<Item>,
    /// What changed since the agenda was published, the latest first.
    pub changes: Vec<AgendaChange>,
}

/// A change of a published agenda, as its readers are told.
#[derive(Clone, Debug, serde::Deserialize)]
pub struct AgendaChange {
    pub item: String,
    pub event: String,
}

pub async fn beside(
    db: impl PgExecutor<'_>,
    meeting: &Meeting,
    reader: PersonId,
) -> Result<Beside> {
    let row = sqlx::query!(
        r#"
        select coalesce((select desks.revision from desks where desks.page = $1), 0) as "revision!",
               (select json_build_object('id', desk_changes.id, 'summary', desk_changes.summary)
                from desk_changes
                where desk_changes.page = $1 and desk_changes.person_id = $2
                order by desk_changes.number desc limit 1) as "undoable: Json<Undoable>",
               array(select people.name from people
                     join memberships on memberships.person_id = people.id
                     where memberships.group_id = $3 and memberships.until is null
                       and people.service_of is null
                     order by lower(people.name)) as "people!",
               case when $5 then
                   (select coalesce(json_agg(one order by one.position), '[]')
                    from left_over($4) as one)
               else '[]' end as "left_over!: Json<Vec<Item>>",
               (select coalesce(json_agg(change), '[]')
                from (select history.reason as item, history.event
                      from history
                      join meetings on meetings.id = history.meeting_id
                      where history.meeting_id = $4 and history.subject = 'agenda item'
                        and history.at > meetings.agenda_published_at
                      order by history.id desc
                      limit 200) as change) as "changes!: Json<Vec<AgendaChange>>"
        "#,
        desk_of(meeting).to_string(),
        reader as PersonId,
        meeting.group_id as GroupId,
        meeting.id as MeetingId,
        meeting.is_to_come(),
    )
    .fetch_one(db)
    .await?;
    Ok(Beside {
        revision: row.revision,
        undoable: row.undoable.map(|undoable| undoable.0),
        people: row.people,
        left_over: row.left_over.0,
        changes: row.changes.0,
    })
}

/// How many read in a group.
#[derive(Clone, Debug)]
pub struct Readers {
    pub members: i64,
    pub observers: i64,
}

impl Readers {
    /// "14 members and 3 observers"
    pub fn describe(&self) -> String {
        let count = |count: i64, one: &str| match count {
            1 => format!("1 {one}"),
            many => format!("{many} {one}s"),
        };
        match self.observers {
            0 => count(self.members, "member"),
            observers => {
                format!("{} and {}", count(self.members, "member"), count(observers, "observer"))
            }
        }
    }
}

pub async fn readers(db: impl PgExecutor<'_>, group: GroupId) -> Result<Readers> {
    let readers = sqlx::query_as!(
        Readers,
        r#"
        select count(*) filter (where memberships.role <> 'observer') as "members!",
               count(*) filter (where memberships.role = 'observer') as "observers!"
        from memberships
        join people on people.id = memberships.person_id
        where memberships.group_id = $1 and memberships.until is null
          and people.suspended_at is null and people.service_of is null
        "#,
        group as GroupId,
    )
    .fetch_one(db)
    .await?;
    Ok(readers)
}

/// The group's members, of whom one is meant by a part of their name.
pub async fn roll(db: &mut PgConnection, group: GroupId) -> Result<Roll> {
    let names = sqlx::query_scalar!(
        r#"
        select people.name
        from people
        join memberships on memberships.person_id = people.id
        where memberships.group_id = $1 and memberships.until is null and people.service_of is null
        "#,
        group as GroupId,
    )
    .fetch_all(db)
    .await?;
    Ok(Roll::new(names.iter().map(String::as_str)))
}
