-- A page on which several people work at once counts its changes, and keeps for each of its parts when it changed last.
create table desks (
    page text primary key,
    revision bigint not null default 0
);

create table desk_parts (
    page text not null references desks on delete cascade,
    part text not null,
    revision bigint not null,
    primary key (page, part)
);
create index desk_parts_by_revision on desk_parts (page, revision);

-- Each act is named by whoever does it, so that one that is sent again is not done again. Kept longer than a browser
-- keeps what it could not send.
create table desk_acts (
    key uuid primary key,
    person_id uuid not null references people on delete cascade,
    -- SHA-256 of what was asked for.
    asked bytea not null,
    at timestamptz not null default now()
);
create index desk_acts_by_age on desk_acts (at);

-- What somebody did on such a page and can undo: the latest twenty of each.
create table desk_changes (
    id uuid primary key,
    page text not null references desks on delete cascade,
    person_id uuid not null references people on delete cascade,
    -- In the order in which they were done.
    number bigint generated always as identity,
    summary text not null,
    act jsonb not null,
    -- The latest that history had by then.
    history_id bigint not null
);
create index desk_changes_of_person on desk_changes (page, person_id, number desc);

-- What the meeting before did not address and no later agenda has, but its standing item: each agenda has its own. An item
-- stands below another only if that one is left over too.
create function left_over(of_meeting uuid) returns table (
    id uuid, parent_id uuid, "position" int, label text, title text, presenter text, minutes int, notes text,
    notes_html text, outcome item_outcome, reason text, deferred_from uuid, times_deferred bigint, standing boolean,
    revision int
) language sql stable as $$
    with before as (
        select earlier.id
        from meetings
        join meetings as earlier on earlier.group_id = meetings.group_id and earlier.id <> meetings.id
            and earlier.state = 'held' and earlier.starts_at < meetings.starts_at
        where meetings.id = of_meeting
        order by earlier.starts_at desc
        limit 1
    ), left_over as (
        select item.*
        from agenda_items as item
        join before on before.id = item.meeting_id
        where item.outcome = 'not_addressed' and not item.standing
          and not exists (select from agenda_items as later where later.deferred_from = item.id)
    )
    select left_over.id, above.id, left_over.position, left_over.label, left_over.title, left_over.presenter,
           left_over.minutes, left_over.notes, left_over.notes_html, left_over.outcome, left_over.reason,
           left_over.deferred_from, times_deferred(left_over.id), left_over.standing, left_over.revision
    from left_over
    left join left_over as above on above.id = left_over.parent_id
$$;
