-- What pages read in one statement.

-- What has happened since a meeting was opened or closed, so that it cannot be undone.
create view resting_meetings as
select meetings.id as meeting_id,
       said.summarized
           or meetings.record_revision > 1
           or exists (select from attendances where attendances.meeting_id = meetings.id)
           or exists (select from contributions where contributions.meeting_id = meetings.id)
           or exists (select from decisions where decisions.meeting_id = meetings.id)
           or exists (select from action_items where action_items.meeting_id = meetings.id)
           or exists (select from update_notes where update_notes.meeting_id = meetings.id)
           or exists (select from agenda_items
                      where agenda_items.meeting_id = meetings.id and agenda_items.outcome <> 'planned')
           as on_opening,
       said.summarized
           or meetings.closed_at is null
           or exists (select from imports where imports.meeting_id = meetings.id)
           or exists (select from meetings later
                      where later.group_id = meetings.group_id and later.starts_at > meetings.starts_at
                        and later.state in ('in_session', 'held'))
           as on_closing
from meetings
cross join lateral (
    select exists (select from summaries where summaries.meeting_id = meetings.id) as summarized
) as said;

-- The entries of the records, in which they follow each other on their item: what was said, decided and taken on.
create view recorded_entries as
select meeting_id, item_id, id, 1 as kind, position, null::timestamptz as made_at
from contributions where removed_at is null
union all
select meeting_id, item_id, id, 2, number, null
from decisions where removed_at is null
union all
select meeting_id, item_id, id, 3, 0, made_at
from action_items where removed_at is null and meeting_id is not null;

-- What was removed from a record, which is little of it.
create index removed_contributions on contributions (meeting_id) where removed_at is not null;

-- The most urgent of those that are open are found without the others.
create index open_actions on action_items (group_id, due, made_at, id)
    where removed_at is null and state in ('open', 'in_progress', 'handed_over');
create index actions_open_until_the_next_meeting on action_items (group_id)
    where due_next_meeting and removed_at is null and state in ('open', 'in_progress', 'handed_over');

-- Functions that read tables are planned once a session, and no more with each statement that calls them.
create or replace function owners_of(action uuid) returns json language plpgsql stable as $$
begin
    return (
        select coalesce(json_agg(json_build_object('id', person_id, 'name', name) order by position), '[]')
        from action_owners
        where action_id = action);
end $$;

create or replace function withheld_in(meeting uuid) returns json language plpgsql stable as $$
begin
    return (
        select coalesce(json_agg(json_build_object('id', person_id, 'name', name)), '[]')
        from withheld_people
        where meeting_id = meeting and followed);
end $$;

create index reports_by_time on action_reports (made_at);

-- As before: each kind is read in its own order, so that of those that are open only so many are read. No more than `most` of
-- those that stood open and of those that were closed since, or all if it is null.
create function earlier_actions(meeting uuid, most int) returns json language plpgsql stable as $$
begin
    return (
        with this as materialized (
            select group_id, starts_at,
                   coalesce(starts_local, starts_at at time zone time_zone)::date as day,
                   case state when 'held' then coalesce(closed_at, starts_at + minutes * interval '1 minute')
                              else 'infinity' end as until
            from meetings
            join groups on groups.id = group_id
            where meetings.id = meeting
        ),
        before as materialized (
            select meetings.title || ' ' || number as name,
                   coalesce(closed_at, meetings.starts_at + minutes * interval '1 minute') as until
            from meetings
            where meetings.group_id = (select this.group_id from this) and state = 'held'
              and meetings.starts_at < (select this.starts_at from this)
            order by meetings.starts_at desc
            limit 1
        ),
        begun as materialized (
            select coalesce((select before.until from before), '-infinity') as at
        ),
        stood as not materialized (
            select action_items.id, action_items.meeting_id, action_items.text, action_items.html, action_items.due,
                   action_items.due_next_meeting, action_items.made_at, action_items.state as now,
                   case when last.state is null or last.state = 'handed_over' then 'open' else last.state end as state,
                   case last.state when 'dropped' then last.text else '' end as reason
            from action_items
            left join meetings as own on own.id = action_items.meeting_id
            left join lateral (
                select action_reports.state, action_reports.text, action_reports.made_at
                from action_reports
                where action_reports.action_id = action_items.id
                  and action_reports.made_at <= (select this.until from this)
                order by action_reports.made_at desc, action_reports.id desc
                limit 1
            ) as last on true
            where action_items.group_id = (select this.group_id from this) and action_items.removed_at is null
              and coalesce(own.starts_at < (select this.starts_at from this),
                           action_items.made_at <= (select this.until from this))
              and (last.state is null or last.state not in ('done', 'dropped')
                   or last.made_at > (select begun.at from begun))
        ),
        listed as (
            (select * from stood
             where now in ('open', 'in_progress', 'handed_over') and due is not null
             order by due, made_at, id
             limit most)
            union all
            (select * from stood
             where now in ('open', 'in_progress', 'handed_over') and due_next_meeting
             order by made_at, id)
            union all
            (select * from stood
             where now in ('open', 'in_progress', 'handed_over') and due is null and not due_next_meeting
             order by due, made_at, id
             limit most)
            union all
            select reported.*
            from (select distinct action_id from action_reports where made_at > (select begun.at from begun)) as recent
            cross join lateral (
                select * from stood
                where stood.id = recent.action_id and stood.now in ('done', 'dropped')
                limit 1
            ) as reported
        ),
        ordered as (
            select listed.*, action_days.day,
                   row_number() over (partition by listed.state in ('done', 'dropped')
                                      order by action_days.day nulls last, listed.made_at, listed.id) as nth
            from listed
            cross join lateral (
                select action_days.day from action_days where action_days.action_id = listed.id limit 1) as action_days
        ),
        dated as (
            select * from ordered where most is null or nth <= most
        ),
        veiled as (
            select each.meeting_id, withheld_in(each.meeting_id) as names
            from (select distinct meeting_id from dated where meeting_id is not null) as each
        )
        select json_build_object(
            'since', (select before.name from before),
            'day', (select this.day from this),
            'actions', coalesce(
                json_agg(
                    json_build_object(
                        'id', dated.id, 'text', dated.text, 'html', dated.html,
                        'owners', coalesce(
                            (select action_reports.handed_from from action_reports
                             where action_reports.action_id = dated.id
                               and action_reports.made_at > (select this.until from this)
                               and action_reports.state = 'handed_over'
                             order by action_reports.made_at, action_reports.id
                             limit 1),
                            owners_of(dated.id)),
                        'due', case when dated.due_next_meeting then 'next meeting' else dated.due::text end,
                        'day', dated.day, 'state', dated.state, 'reason', dated.reason,
                        'withheld', coalesce(veiled.names, '[]'))
                    order by dated.day nulls last, dated.made_at, dated.id),
                '[]'))
        from dated
        left join veiled on veiled.meeting_id = dated.meeting_id);
end $$;

create or replace function earlier_actions(meeting uuid) returns json language sql stable as $$
    select earlier_actions(meeting, null)
$$;

-- Mail that did not arrive, for whoever caused it: to whom, by their name, or by the address if they typed it themselves.
create view undelivered_mails as
select mails.asked_by, mails.given_up_at as at, mails.subject, mails.refused,
       coalesce(invited.email, people.name, '') as recipient,
       case when invited.email is null then '' else mails.failure end as failure
from mails
left join people on lower(people.email) = lower(mails.recipient) and exists (
    select from mail_readers
    join memberships on memberships.group_id = mail_readers.group_id
    where mail_readers.mail_id = mails.id and memberships.person_id = people.id)
left join lateral (
    select invitations.email from invitations
    where lower(invitations.email) = lower(mails.recipient)
      and invitations.invited_by = mails.asked_by
      and (people.id is not null or invitations.id = mails.invitation_id)
    limit 1
) as invited on true
where mails.given_up_at is not null;

-- As before; but a search, which is planned each time, does not run a statement for each place where it stands.
create or replace function parted(text text) returns text language plpgsql immutable parallel safe as $$
begin
    return regexp_replace(
        case
            when octet_length(text) = length(text) then text
            else regexp_replace(
                regexp_replace(normalize(text), '[\u00AD\u034F\u180B-\u180F\u200B\u200D-\u200F\u2060-\u2064\uFE00-\uFE0F\uFEFF]', '', 'g'),
                '([\u0E00-\u109F\u1100-\u11FF\u1780-\u17FF\u1950-\u19FF\u1A20-\u1AAF\u2E80-\uA4CF\uA9E0-\uA9FF\uAA60-\uAADF\uAC00-\uD7FF\uF900-\uFAFF\uFE30-\uFE4F\uFF66-\uFF9D\uFFA0-\uFFDC\U0001B000-\U0001B16F\U00020000-\U0003FFFF][\u0E31\u0E34-\u0E3A\u0E47-\u0E4E\u0EB1\u0EB4-\u0EBC\u0EC8-\u0ECE\u0F18\u0F19\u0F35\u0F37\u0F39\u0F71-\u0F84\u0F86\u0F87\u0F8D-\u0FBC\u102B-\u103E\u1056-\u1059\u17B4-\u17D3\u3099\u309A\uFF9E\uFF9F]*)',
                E'\x1F\\1\x1F', 'g')
        end,
        '([[:alnum:]])([-/])(?=[[:alnum:]])', E'\\1\x1F\\2\x1F', 'g');
end $$;

-- Whoever has left the group is one of few, and their actions are found by them.
create or replace view actions_to_hand_over as
select action_items.id as action_id, action_items.group_id
from (select distinct group_id, person_id from memberships where until is not null) as left_once
join action_owners on action_owners.group_id = left_once.group_id and action_owners.person_id = left_once.person_id
    and action_owners.position = 1
join action_items on action_items.id = action_owners.action_id
where action_items.removed_at is null and action_items.state not in ('done', 'dropped')
  and not exists (
      select from memberships
      where memberships.group_id = left_once.group_id and memberships.person_id = left_once.person_id
        and memberships.until is null);

create index first_owners on action_owners (group_id, person_id) where position = 1;

-- How often a meeting was changed, for calendars.
create index history_of_meetings on history (subject_id) include (event, at) where subject = 'meeting';
