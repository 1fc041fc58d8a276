//! A meeting's record in the database.

use sqlx::PgExecutor;
use sqlx::types::Json;

use super::parts::{PART, Part, PartQuery};
use super::{
    Action, Around, Attendance, Contribution, Decision, Moderator, Record, Removed, UpdateNote,
};
use crate::agenda::Item;
use crate::agenda::earlier::{self, Earlier};
use crate::meeting::Meeting;
use base::ids::{GroupId, MeetingId};
use base::withheld::Withheld;
use platform::web::Result;

/// Which record is read, and what of it.
#[derive(Clone, Copy, Default)]
pub struct Wanted<'a> {
    pub group: Option<GroupId>,
    /// The number of the meeting in its group, or the id.
    pub number: Option<i32>,
    pub id: Option<MeetingId>,
    /// With everybody whom the group knows.
    pub people: bool,
    /// One part, where not all is wanted.
    pub part: Option<&'a PartQuery>,
}

/// One statement, whatever the meeting holds: each list comes as a JSON array.
pub async fn read(db: impl PgExecutor<'_>, wanted: Wanted<'_>) -> Result<(Meeting, Record)> {
    let row = sqlx::query!(
        r#"
        with recursive meeting as materialized (
            select * from meetings
            where id = coalesce($3, (select numbered.id from meetings numbered
                                     where numbered.group_id = $1 and numbered.number = $2))
              and ($1::uuid is null or group_id = $1 and (number = $2 or $2::int is null))
        ),
        tied as (
            select ties.entry_id, to_json(plan_places) as tied
            from ties
            join plan_places on plan_places.item_id = ties.item_id
            where ties.meeting_id = (select meeting.id from meeting)
              and plan_places.group_id = (select meeting.group_id from meeting)
        ),
        placed as (
            select first.id, array[first.position] as place
            from agenda_items first
            where first.meeting_id = (select meeting.id from meeting) and first.parent_id is null
            union all
            select below.id, placed.place || below.position
            from placed
            join agenda_items below on below.parent_id = placed.id
            where below.meeting_id = (select meeting.id from meeting)
        ),
        ordered as (
            select placed.id, row_number() over (order by placed.place) as nth from placed
        ),
        numbered as materialized (
            select entry.id, entry.item_id, (row_number() over (
                       order by ordered.nth nulls last, entry.kind, entry.position, entry.made_at,
                                entry.id) - 1) / $7 as part
            from recorded_entries entry
            left join ordered on ordered.id = entry.item_id
            where entry.meeting_id = (select meeting.id from meeting) and $5::bigint is not null
        ),
        chosen as (
            select coalesce(
                (select sought.part from numbered sought where sought.id = $6),
                least($5::bigint, (select coalesce(max(numbered.part), 0) from numbered))) as part
        ),
        wanted as (
            select numbered.id from numbered where numbered.part = (select chosen.part from chosen)
            union all
            select entry.id from recorded_entries entry
            where entry.meeting_id = (select meeting.id from meeting) and $5::bigint is null
        )
        select
            to_json(meeting) as "meeting!: Json<Meeting>",
            coalesce((select desks.revision from desks
                      where desks.page = 'record/' || meeting.id), 0) as "revision!",
            (select json_build_object(
                 'number', (select chosen.part from chosen),
                 'entries', (select json_agg(each) from (
                     select numbered.item_id, count(*) as count from numbered
                     group by numbered.item_id) as each))
             where $5::bigint is not null) as "part: Json<Part>",
            (select coalesce(json_agg(m order by m.position), '[]')
             from moderators m where m.meeting_id = meeting.id)
                as "moderators!: Json<Vec<Moderator>>",
            (select coalesce(json_agg(a order by a.name), '[]')
             from attendances a where a.meeting_id = meeting.id)
                as "attendances!: Json<Vec<Attendance>>",
            (select coalesce(json_agg(i order by i.position), '[]')
             from (select item.id, item.parent_id, item.position, item.label, item.title,
                          item.presenter, item.minutes, item.notes, item.notes_html, item.outcome,
                          item.reason, item.deferred_from, item.standing, item.revision,
                          case when item.deferred_from is null then 0
                               else times_deferred(item.id) end as times_deferred
                   from agenda_items item where item.meeting_id = meeting.id) as i)
                as "items!: Json<Vec<Item>>",
            (select coalesce(json_agg(c order by c.position, c.id), '[]')
             from (select said.id, said.item_id, said.position, said.speaker_id, said.speaker,
                          said.capacity, said.attribution, said.text, said.html, said.revision,
                          tied.tied
                   from wanted
                   -- Each by its id: how many are wanted is not known when this is planned.
                   cross join lateral (
                       select * from contributions each where each.id = wanted.id offset 0) as said
                   left join tied on tied.entry_id = said.id) as c)
                as "contributions!: Json<Vec<Contribution>>",
            (select coalesce(json_agg(n order by n.made_at, n.id), '[]')
             from (select note.id, note.contribution_id, note.item_id, note.dated, note.text,
                          note.html, note.made_at, people.name as signed_by
                   from update_notes note left join people on people.id = note.signed_by
                   where note.meeting_id = meeting.id
                     and not exists (
                         select from contributions gone
                         where gone.id = note.contribution_id and gone.removed_at is not null)
                     and ($5::bigint is null or note.contribution_id is null
                          or note.contribution_id in (select wanted.id from wanted))) as n)
                as "notes!: Json<Vec<UpdateNote>>",
            (select coalesce(json_agg(d order by d.number), '[]')
             from (select agreed.id, agreed.item_id, agreed.number, agreed.text, agreed.html,
                          agreed.revision, tied.tied
                   from wanted
                   join decisions agreed on agreed.id = wanted.id
                   left join tied on tied.entry_id = agreed.id) as d)
                as "decisions!: Json<Vec<Decision>>",
            (select coalesce(json_agg(a order by a.made_at, a.id), '[]')
             from (select action.id, action.item_id,
                          (select said.id from contributions said
                           where said.id = action.contribution_id and said.removed_at is null)
                              as contribution_id,
                          action.text, action.html, owners_of(action.id) as owners,
                          case when action.due_next_meeting then 'next meeting'
                              else action.due::text end as due,
                          action.state, action.reason, action.revision, action.made_at, tied.tied
                   from wanted
                   join action_items action on action.id = wanted.id
                   left join tied on tied.entry_id = action.id) as a)
                as "actions!: Json<Vec<Action>>",
            (select coalesce(json_agg(r order by r.removed_at desc), '[]')
             from (select gone.id, 'contribution' as kind, gone.item_id, gone.speaker as about,
                          left(gone.text, 160) as text, gone.removed_at
                   from contributions gone where gone.meeting_id = meeting.id
                   union all
                   select gone.id, 'decision', gone.item_id, 'Decision ' || gone.number,
                          left(gone.text, 160), gone.removed_at
                   from decisions gone where gone.meeting_id = meeting.id
                   union all
                   select gone.id, 'action', gone.item_id, 'Action item', left(gone.text, 160),
                          gone.removed_at
                   from action_items gone where gone.meeting_id = meeting.id) as r
             where r.removed_at is not null)
                as "removed!: Json<Vec<Removed>>",
            (select earlier_actions(meeting.id, case when $5::bigint is not null then $8::int end)
             from agenda_items item where item.meeting_id = meeting.id and item.standing)
                as "earlier: Json<Earlier>",
            withheld_in(meeting.id) as "withheld!: Json<Withheld>",
            (select json_build_object(
                 'members',
                 (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name)), '[]')
                  from people p
                  where p.service_of is null
                    and (exists (select from memberships m
                                 where m.person_id = p.id and m.until is null
                                   and m.group_id = meeting.group_id)
                         or exists (select from contributions c
                                    where c.meeting_id = meeting.id and c.speaker_id = p.id))),
                 'asked',
                 (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name,
                                                             'quote', said.quote)
                                           order by said.made_at), '[]')
                  from summary_comments said
                  join people p on p.id = said.person_id
                  where said.meeting_id = meeting.id and said.kind = 'do_not_attribute'
                    and said.state in ('accepted', 'accepted_in_part', 'noted')),
                 'answered',
                 (select coalesce(json_agg(answer.place), '[]')
                  from name_answers answer where answer.meeting_id = meeting.id))
             where $4)
                as "around: Json<Around>"
        from meeting
        "#,
        wanted.group as Option<GroupId>,
        wanted.number,
        wanted.id as Option<MeetingId>,
        wanted.people,
        wanted.part.map(PartQuery::index),
        wanted.part.and_then(|part| part.entry()),
        PART,
        earlier::ONE_MORE,
    )
    .fetch_one(db)
    .await?;
    let record = Record {
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
        part: row.part.map(|part| part.0),
        revision: row.revision,
    };
    Ok((row.meeting.0, record))
}
