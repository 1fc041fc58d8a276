-- A meeting to come is what people agreed on: a local time in a named zone, and which of the two
-- where clocks show it twice. Its instant follows when the zone's rules change. What was held
-- before has its instant only.
alter table meetings
    add column starts_local timestamp,
    add column starts_zone text,
    add column starts_second boolean not null default false,
    add column next_local timestamp,
    add column next_zone text,
    add column next_second boolean not null default false,
    add constraint agreed_in_a_zone check ((starts_local is null) = (starts_zone is null)),
    add constraint next_agreed_in_a_zone check ((next_local is null) = (next_zone is null));

-- Instants were reckoned by the rules of tzdb 2025b. Since then they have changed for the zones
-- named here; the local time that people typed is what the clocks would have shown by the old
-- rules, which the machine may not have any more. Zones that PostgreSQL does not know are left to
-- the program.
create function local_by_the_rules_of_2025(instant timestamptz, named text) returns timestamp
language sql stable as $$
    select case
        when named in ('America/Vancouver', 'Canada/Pacific')
            then instant at time zone 'PST8PDT,M3.2.0,M11.1.0'
        when named in ('America/Edmonton', 'America/Inuvik', 'America/Yellowknife', 'Canada/Mountain')
            then instant at time zone 'MST7MDT,M3.2.0,M11.1.0'
        when named in ('America/Winnipeg', 'America/Rainy_River', 'Canada/Central')
            then instant at time zone 'CST6CDT,M3.2.0,M11.1.0'
        when named in ('America/Havana', 'Cuba')
            then instant at time zone 'CST5CDT,M3.2.0/0,M11.1.0/1'
        when named in ('Europe/Chisinau', 'Europe/Tiraspol')
            then instant at time zone 'EET-2EEST,M3.5.0/2,M10.5.0/3'
        when named in ('Africa/Casablanca', 'Africa/El_Aaiun')
            -- An hour behind in Ramadan.
            then instant at time zone 'UTC' + case
                when exists (
                    select from (values
                        ('2027-02-07 02:00Z'::timestamptz, '2027-03-14 02:00Z'::timestamptz),
                        ('2028-01-23 02:00Z', '2028-03-05 02:00Z'),
                        ('2029-01-14 02:00Z', '2029-02-18 02:00Z'),
                        ('2029-12-30 02:00Z', '2030-02-10 02:00Z'),
                        ('2030-12-22 02:00Z', '2031-01-26 02:00Z'),
                        ('2031-12-14 02:00Z', '2032-01-18 02:00Z'),
                        ('2032-11-28 02:00Z', '2033-01-09 02:00Z'),
                        ('2033-11-20 02:00Z', '2033-12-25 02:00Z'),
                        ('2034-11-05 02:00Z', '2034-12-17 02:00Z'),
                        ('2035-10-28 02:00Z', '2035-12-09 02:00Z'),
                        ('2036-10-19 02:00Z', '2036-11-23 02:00Z')
                    ) as ramadan (begins, ends)
                    where instant >= ramadan.begins and instant < ramadan.ends)
                then interval '0' else interval '1 hour' end
        when exists (select from pg_timezone_names where pg_timezone_names.name = named)
            then instant at time zone named
    end
$$;

with agreed as (
    select meetings.id, groups.time_zone,
           local_by_the_rules_of_2025(meetings.starts_at, groups.time_zone) as local,
           local_by_the_rules_of_2025(meetings.starts_at - interval '1 hour', groups.time_zone) as hour_before,
           local_by_the_rules_of_2025(meetings.starts_at - interval '30 minutes', groups.time_zone) as half_before
    from meetings
    join groups on groups.id = meetings.group_id
    where meetings.state in ('draft', 'scheduled') and meetings.starts_at > now()
)
update meetings
set starts_local = agreed.local, starts_zone = agreed.time_zone,
    starts_second = agreed.local in (agreed.hour_before, agreed.half_before)
from agreed
where agreed.id = meetings.id and agreed.local is not null;

with agreed as (
    select meetings.id, groups.time_zone,
           local_by_the_rules_of_2025(meetings.next_meeting_at, groups.time_zone) as local,
           local_by_the_rules_of_2025(meetings.next_meeting_at - interval '1 hour', groups.time_zone) as hour_before,
           local_by_the_rules_of_2025(meetings.next_meeting_at - interval '30 minutes', groups.time_zone) as half_before
    from meetings
    join groups on groups.id = meetings.group_id
    where meetings.next_meeting_at > now()
)
update meetings
set next_local = agreed.local, next_zone = agreed.time_zone,
    next_second = agreed.local in (agreed.hour_before, agreed.half_before)
from agreed
where agreed.id = meetings.id and agreed.local is not null;

drop function local_by_the_rules_of_2025;

-- The times to come, which are looked at when rules change.
create index next_meetings_to_come on meetings (next_meeting_at) where next_meeting_at is not null;

-- By which version of the rules the instants to come were reckoned last. A server with older ones
-- leaves them alone.
create table zone_rules (
    only_one boolean primary key default true,
    version  text not null,
    used_at  timestamptz not null,

    constraint there_is_only_one check (only_one)
);

-- The day of a meeting is that of its local time; PostgreSQL's own zones are asked for old ones only.
create or replace view action_days as
select action_items.id as action_id, coalesce(action_items.due, next.day) as day
from action_items
join groups on groups.id = action_items.group_id
left join meetings as own on own.id = action_items.meeting_id
left join lateral (
    select coalesce(meetings.starts_local, meetings.starts_at at time zone groups.time_zone)::date as day
    from meetings
    where action_items.due_next_meeting
      and meetings.group_id = action_items.group_id and meetings.state <> 'cancelled'
      and meetings.starts_at > coalesce(own.starts_at, action_items.made_at)
    order by meetings.starts_at
    limit 1
) as next on true;

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

do $$
begin
    grant select, insert, update, delete on zone_rules to rapporteur_server;
exception when undefined_object then
    null;
end $$;
