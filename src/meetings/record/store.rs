//! A meeting's record in the database.

use sqlx::PgExecutor;
use sqlx::types::Json;

use super::{
    Action, Around, Attendance, Contribution, Decision, Moderator, Record, Removed, UpdateNote,
};
use crate::agenda::Item;
use crate::agenda::earlier::Earlier;
use base::ids::MeetingId;
use base::withheld::Withheld;
use platform::web::Result;

/// One statement, whatever the meeting holds: each list comes as a JSON array.
/// With everybody whom the group knows, if that is asked for.
pub async fn read(
    db: impl PgExecutor<'_>,
    meeting: MeetingId,
    with_people: bool,
) -> Result<Record> {
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
                          outcome, reason, deferred_from, standing, revision,
                          case when deferred_from is null then 0 else times_deferred(id) end
                              as times_deferred
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
                         from update_notes
                         where update_notes.meeting_id = $1
                           and not exists (
                               select from contributions gone
                               where gone.id = update_notes.contribution_id
                                 and gone.removed_at is not null)) as update_notes
                   left join people on people.id = update_notes.person_id) as n)
                as "notes!: Json<Vec<UpdateNote>>",
            (select coalesce(json_agg(d order by number), '[]')
             from (select agreed.id, agreed.item_id, agreed.number, agreed.text, agreed.html,
                          agreed.revision, tied.tied
                   from decisions agreed left join tied on tied.entry_id = agreed.id
                   where agreed.meeting_id = $1 and agreed.removed_at is null) as d)
                as "decisions!: Json<Vec<Decision>>",
            (select coalesce(json_agg(a order by made_at, id), '[]')
             from (select action.id, action.item_id,
                          (select said.id from contributions said
                           where said.id = action.contribution_id and said.removed_at is null)
                              as contribution_id,
                          action.text,
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
                as "earlier: Json<Earlier>",
            withheld_in($1) as "withheld!: Json<Withheld>",
            (select json_build_object(
                 'members',
                 (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name)), '[]')
                  from people p
                  where p.service_of is null
                    and (exists (select from memberships m
                                 where m.person_id = p.id and m.until is null
                                   and m.group_id = (select meetings.group_id from meetings
                                                     where meetings.id = $1))
                         or exists (select from contributions c
                                    where c.meeting_id = $1 and c.speaker_id = p.id))),
                 'asked',
                 (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name,
                                                             'quote', said.quote)
                                           order by said.made_at), '[]')
                  from summary_comments said
                  join people p on p.id = said.person_id
                  where said.meeting_id = $1 and said.kind = 'do_not_attribute'
                    and said.state in ('accepted', 'accepted_in_part', 'noted')),
                 'answered',
                 (select coalesce(json_agg(answer.place), '[]')
                  from name_answers answer where answer.meeting_id = $1))
             where $2)
                as "around: Json<Around>"
        "#,
        meeting as MeetingId,
        with_people,
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
        around: row.around.map(|around| around.0).unwrap_or_default(),
        removed: row.removed.0,
        withheld: row.withheld.0,
    })
}
