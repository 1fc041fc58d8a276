//! A meeting's record in the database.

use sqlx::types::{Json, Uuid};
use sqlx::{PgConnection, PgExecutor};

use super::{
    Action, Attendance, Candidate, Contribution, Decision, Earlier, Moderator, Record, Removed,
    UpdateNote, Who,
};
use crate::agendas::Item;
use crate::history::Told;
use crate::ids::{GroupId, ItemId, MeetingId, PersonId};
use crate::web::Result;

/// One statement, whatever the meeting holds: each list comes as a JSON array.
pub async fn read(db: impl PgExecutor<'_>, meeting: MeetingId) -> Result<Record> {
    let row = sqlx::query!(
        r#"
        with tied as (
            select ties.entry_id, to_json(plan_places) as tied
            from ties
            join plan_places on plan_places.item_id = ties.item_id
            where ties.meeting_id = $1
              and plan_places.group_id = (
                  select meetings.group_id from meetings where meetings.id = $1)
        )
        select
            (select coalesce(json_agg(m order by position), '[]')
             from moderators m where meeting_id = $1)
                as "moderators!: Json<Vec<Moderator>>",
            (select coalesce(json_agg(a order by name), '[]')
             from attendances a where meeting_id = $1)
                as "attendances!: Json<Vec<Attendance>>",
            (select coalesce(json_agg(i order by position), '[]')
             from (select id, parent_id, position, label, title, presenter, minutes, notes, notes_html,
                          outcome, reason, deferred_from, standing, revision
                   from agenda_items where meeting_id = $1) as i)
                as "items!: Json<Vec<Item>>",
            (select coalesce(json_agg(c order by position, id), '[]')
             from (select said.id, said.item_id, said.position, said.speaker_id, said.speaker,
                          said.capacity, said.attribution, said.text, said.html, said.revision,
                          tied.tied
                   from contributions said left join tied on tied.entry_id = said.id
                   where said.meeting_id = $1 and said.removed_at is null) as c)
                as "contributions!: Json<Vec<Contribution>>",
            (select coalesce(json_agg(n order by made_at, id), '[]')
             from (select update_notes.*, people.name as signed_by
                   from (select id, contribution_id, item_id, dated, text, html, made_at,
                                signed_by as person_id
                         from update_notes where meeting_id = $1) as update_notes
                   left join people on people.id = update_notes.person_id) as n)
                as "notes!: Json<Vec<UpdateNote>>",
            (select coalesce(json_agg(d order by number), '[]')
             from (select agreed.id, agreed.item_id, agreed.number, agreed.text, agreed.html,
                          agreed.revision, tied.tied
                   from decisions agreed left join tied on tied.entry_id = agreed.id
                   where agreed.meeting_id = $1 and agreed.removed_at is null) as d)
                as "decisions!: Json<Vec<Decision>>",
            (select coalesce(json_agg(a order by made_at, id), '[]')
             from (select action.id, action.item_id, action.contribution_id, action.text,
                          action.html, owners_of(action.id) as owners,
                          case when action.due_next_meeting then 'next meeting'
                              else action.due::text end as due,
                          action.state, action.reason, action.revision, action.made_at, tied.tied
                   from action_items action left join tied on tied.entry_id = action.id
                   where action.meeting_id = $1 and action.removed_at is null) as a)
                as "actions!: Json<Vec<Action>>",
            (select coalesce(json_agg(r order by removed_at desc), '[]')
             from (select id, 'contribution' as kind, item_id, speaker as about,
                          left(text, 160) as text, removed_at
                   from contributions where meeting_id = $1
                   union all
                   select id, 'decision', item_id, 'Decision ' || number, left(text, 160),
                          removed_at
                   from decisions where meeting_id = $1
                   union all
                   select id, 'action', item_id, 'Action item', left(text, 160), removed_at
                   from action_items where meeting_id = $1) as r
             where removed_at is not null)
                as "removed!: Json<Vec<Removed>>",
            (select earlier_actions($1)
             from agenda_items where meeting_id = $1 and standing)
                as "earlier: Json<Earlier>"
        "#,
        meeting as MeetingId,
    )
    .fetch_one(db)
    .await?;
    Ok(Record {
        moderators: row.moderators.0,
        attendances: row.attendances.0,
        items: row.items.0,
        contributions: row.contributions.0,
        notes: row.notes.0,
        decisions: row.decisions.0,
        actions: row.actions.0,
        earlier: row.earlier.map(|earlier| earlier.0),
        removed: row.removed.0,
    })
}

pub async fn item_title(db: impl PgExecutor<'_>, meeting: MeetingId, id: ItemId) -> Result<String> {
    let title = sqlx::query_scalar!(
        "select title from agenda_items where meeting_id = $1 and id = $2",
        meeting as MeetingId,
        id as ItemId,
    )
    .fetch_one(db)
    .await?;
    Ok(title)
}

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

/// Whom the group knows by these names, empty ones left out.
pub async fn named(db: &mut PgConnection, group: GroupId, names: &[String]) -> Result<Vec<Who>> {
    let named = sqlx::query_as!(
        Who,
        r#"
        select known.id as "id?: PersonId", coalesce(known.name, given.name) as "name!"
        from unnest($2::text[]) with ordinality as given (name, position)
        left join (
            select lower(people.name) as key, min(people.name) as name,
                   min(people.id::text)::uuid as id
            from people
            join memberships on memberships.person_id = people.id and memberships.group_id = $1
                and memberships.until is null
            where people.service_of is null
            group by lower(people.name)
            having count(*) = 1
        ) as known on known.key = lower(given.name)
        where given.name <> ''
        order by given.position
        "#,
        group as GroupId,
        names,
    )
    .fetch_all(db)
    .await?;
    Ok(named)
}

/// What was done to one entry of the record, the latest first.
pub async fn told(db: impl PgExecutor<'_>, meeting: MeetingId, entry: Uuid) -> Result<Vec<Told>> {
    let told = sqlx::query_as!(
        Told,
        r#"
        select history.at, people.name as by, history.subject, history.event, history.reason,
               history.revision, history.content
        from history
        join people on people.id = history.person_id
        where history.meeting_id = $1 and history.subject_id = $2
          and history.subject in
              ('contribution', 'decision', 'action item', 'update note', 'record')
        order by history.id desc
        "#,
        meeting as MeetingId,
        entry,
    )
    .fetch_all(db)
    .await?;
    Ok(told)
}
