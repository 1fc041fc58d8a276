alter table people add column reminders boolean not null default true;

-- Where whoever gets a mail can have such mails stopped (RFC 8058). Kept only until it is sent.
alter table mails add column unsubscribe text;

-- Whether its person was not signed in, but came by the link in a reminder.
alter table action_reports add column by_link boolean not null default false;

-- One mail a person and day, of the person's own calendar. Its link switches reminders off.
create table reminders (
    person_id  uuid not null references people,
    day        date not null,
    token_hash bytea not null unique,
    made_at    timestamptz not null,

    constraint one_reminder_a_day primary key (person_id, day)
);

create type reminder_kind as enum ('week_before', 'due');

-- What each reminder told, and the link by which the owner reports on it. When the day on which
-- an action is due changes, its owners are told anew.
create table reminded_actions (
    action_id  uuid not null references action_items,
    person_id  uuid not null references people,
    kind       reminder_kind not null,
    due        date not null,
    day        date not null,
    token_hash bytea not null unique,

    constraint told_once primary key (action_id, person_id, kind, due),
    constraint told_in_a_reminder foreign key (person_id, day) references reminders
);

-- What a person is to be told on a day of theirs: open actions of their own, in groups that they
-- are in, of which they were not told yet. What was missed is made up for.
create function due_to_tell(person uuid, today date)
    returns table (action_id uuid, group_id uuid, kind reminder_kind, due date)
    language sql stable as $$
    select action.id, action.group_id, step.kind, action_days.day
    from action_owners owner
    join action_items action on action.id = owner.action_id
    join action_days on action_days.action_id = action.id
    join memberships on memberships.group_id = action.group_id
        and memberships.person_id = person and memberships.until is null
    cross join lateral (
        select (case when action_days.day <= today then 'due' else 'week_before' end)::reminder_kind
    ) as step (kind)
    where owner.person_id = person and action.removed_at is null
      and action.state in ('open', 'in_progress', 'handed_over')
      and action_days.day <= today + 7
      and not exists (
          select from reminded_actions told
          where told.action_id = action.id and told.person_id = person
            and told.kind = step.kind and told.due = action_days.day
      )
$$;

do $$
begin
    grant select, insert, update, delete on reminders, reminded_actions to rapporteur_server;
exception when undefined_object then
    null;
end $$;
