-- Who of a meeting is not to be named to those who only observe, by every name that they have there and that their account
-- has: whoever asked that for what they said, or for a passage of the summary. `followed` is whether the latter was granted.
create view withheld_people as
with persons as (
    select said.meeting_id, said.speaker_id as person_id, said.speaker as name, true as followed
    from contributions said
    where said.attribution = 'withheld'
    union all
    select asked.meeting_id, asked.person_id, '', asked.state in ('accepted', 'accepted_in_part', 'noted')
    from summary_comments asked
    where asked.kind = 'do_not_attribute'
)
select persons.meeting_id, persons.person_id, named.name, persons.followed
from persons
cross join lateral (
    select persons.name
    union
    select people.name from people where people.id = persons.person_id
    union
    select other.speaker from contributions other
    where other.meeting_id = persons.meeting_id and other.speaker_id = persons.person_id
) as named (name)
where named.name <> '';

create function withheld_in(meeting uuid) returns json language sql stable as $$
    select coalesce(json_agg(json_build_object('id', person_id, 'name', name)), '[]')
    from withheld_people
    where meeting_id = meeting and followed
$$;

create index contributions_withheld on contributions (meeting_id) where attribution = 'withheld';
create index contributions_withheld_of_a_group on contributions (group_id, meeting_id)
    where attribution = 'withheld' and speaker <> '';
create index requests_not_to_be_named on summary_comments (meeting_id) where kind = 'do_not_attribute';

-- The meetings that have such people.
create view veiled_meetings as
select group_id, meeting_id from contributions where attribution = 'withheld' and speaker <> ''
union all
select summaries.group_id, summaries.meeting_id
from summary_comments
join summaries on summaries.meeting_id = summary_comments.meeting_id
where summary_comments.kind = 'do_not_attribute';

-- As before, with who is not to be named of the meeting that each comes from.
create or replace function earlier_actions(meeting uuid) returns json language sql stable as $$
    with this as (
        select group_id, starts_at,
               coalesce(starts_local, starts_at at time zone time_zone)::date as day,
               case state when 'held' then coalesce(closed_at, starts_at + minutes * interval '1 minute')
                          else 'infinity' end as until
        from meetings
        join groups on groups.id = group_id
        where meetings.id = meeting
    ),
    before as (
        select meetings.title || ' ' || number as name,
               coalesce(closed_at, meetings.starts_at + minutes * interval '1 minute') as until
        from this
        join meetings using (group_id)
        where state = 'held' and meetings.starts_at < this.starts_at
        order by meetings.starts_at desc
        limit 1
    ),
    begun as (
        select coalesce((select until from before), '-infinity') as at
    ),
    stood as (
        select action_items.id, action_items.meeting_id, action_items.text, action_items.html,
               coalesce(later.handed_from, owners_of(action_items.id)) as owners,
               case when due_next_meeting then 'next meeting' else due::text end as due,
               action_days.day,
               case when last.state is null or last.state = 'handed_over' then 'open'
                    else last.state end as state,
               case last.state when 'dropped' then last.text else '' end as reason,
               last.made_at as reported_at, action_items.made_at
        from this
        join action_items using (group_id)
        join action_days on action_days.action_id = action_items.id
        left join meetings as own on own.id = action_items.meeting_id
        left join lateral (
            select state, text, made_at from action_reports
            where action_id = action_items.id and made_at <= this.until
            order by made_at desc, id desc
            limit 1
        ) as last on true
        left join lateral (
            select handed_from from action_reports
            where action_id = action_items.id and made_at > this.until and state = 'handed_over'
            order by made_at, id
            limit 1
        ) as later on true
        where action_items.removed_at is null
          and coalesce(own.starts_at < this.starts_at, action_items.made_at <= this.until)
          and (action_items.state not in ('done', 'dropped')
               or exists (select from action_reports
                          where action_id = action_items.id and made_at > (select at from begun)))
    ),
    listed as materialized (
        select * from stood
        where state not in ('done', 'dropped') or reported_at > (select at from begun)
    ),
    veiled as (
        select each.meeting_id, withheld_in(each.meeting_id) as names
        from (select distinct meeting_id from listed where meeting_id is not null) as each
    )
    select json_build_object(
        'since', (select name from before),
        'day', (select day from this),
        'actions', coalesce(
            json_agg(
                json_build_object('id', id, 'text', text, 'html', html, 'owners', owners,
                                  'due', due, 'day', day, 'state', state, 'reason', reason,
                                  'withheld', coalesce(veiled.names, '[]'))
                order by day nulls last, made_at, id),
            '[]'))
    from listed
    left join veiled on veiled.meeting_id = listed.meeting_id
$$;

-- Whoever was granted until now not to be named in a passage is not named in the record of what it was made of.
create temporary table granted on commit drop as
select distinct on (said.id) said.id, said.meeting_id, said.group_id, said.revision + 1 as revision, asked.settled_by,
       (select history.content from history
        where history.subject_id = said.id and history.content is not null
        order by history.id desc limit 1) as content
from contributions said
join summary_comments asked on asked.meeting_id = said.meeting_id and asked.person_id = said.speaker_id
where said.attribution = 'attributed' and said.removed_at is null and asked.kind = 'do_not_attribute'
  and asked.state in ('accepted', 'accepted_in_part', 'noted')
  and exists (
      select from regexp_split_to_table(said.text, '\n\s*\n') as block
      where trim(block) <> ''
        and strpos(regexp_replace(asked.quote, '[*\\]', '', 'g'), regexp_replace(trim(block), '[*\\]', '', 'g')) > 0)
order by said.id, asked.settled_at;

update contributions set attribution = 'withheld', revision = granted.revision
from granted where contributions.id = granted.id;

insert into history (person_id, group_id, meeting_id, subject, subject_id, event, revision, content)
select settled_by, group_id, meeting_id, 'contribution', id, 'corrected', revision,
       content || '{"attribution": "withheld", "attribution (shown)": "the speaker is not named"}'
from granted
where settled_by is not null;

do $$
begin
    grant select on withheld_people, veiled_meetings to rapporteur_server;
exception when undefined_object then
    null;
end $$;
