-- An agenda's standing item is about the actions of earlier meetings.
alter table agenda_items add column standing boolean not null default false;

create unique index one_standing_item_per_agenda on agenda_items (meeting_id) where standing;

-- Until then a report counts for what the meeting's summary says of earlier actions.
alter table meetings add column closed_at timestamptz;

update meetings
set closed_at = (
    select max(at) from history
    where subject_id = meetings.id and subject = 'meeting' and event = 'closed')
where state = 'held';

-- Who owned an action until it was handed over, as owners_of gives them.
alter table action_reports add column handed_from json;

-- The actions of earlier meetings as they stood when a meeting was closed, or as they stand
-- until it is: those that were open then, and those closed since the meeting before.
create function earlier_actions(meeting uuid) returns json language sql stable as $$
    with this as (
        select group_id, starts_at, (starts_at at time zone time_zone)::date as day,
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
        select action_items.id, action_items.text, action_items.html,
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
    )
    select json_build_object(
        'since', (select name from before),
        'day', (select day from this),
        'actions', coalesce(
            json_agg(
                json_build_object('id', id, 'text', text, 'html', html, 'owners', owners,
                                  'due', due, 'day', day, 'state', state, 'reason', reason)
                order by day nulls last, made_at, id),
            '[]'))
    from stood
    where state not in ('done', 'dropped') or reported_at > (select at from begun)
$$;
