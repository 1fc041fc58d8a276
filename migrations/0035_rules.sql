-- How long a review of the group's summaries lasts at least, and whom to ask for the list of participants and the
-- recording of a meeting. Without a contact nothing is offered.
alter table groups
    add column review_days int not null default 3,
    add column requests_contact text not null default '',
    add constraint review_lasts_some_days check (review_days between 0 and 60);

-- Editions that everybody could read once stay readable, also when their group is for members only later.
create table open_editions (
    meeting_id uuid not null,
    number     int not null,
    primary key (meeting_id, number),

    constraint edition_that_is_open foreign key (meeting_id, number) references editions (meeting_id, number)
);

insert into open_editions (meeting_id, number)
select editions.meeting_id, editions.number
from editions
join groups on groups.id = editions.group_id
where groups.visibility = 'public';

create function open_edition() returns trigger language plpgsql as $$
begin
    insert into open_editions (meeting_id, number)
    select new.meeting_id, new.number
    from groups
    where groups.id = new.group_id and groups.visibility = 'public';
    return null;
end $$;

create trigger edition_of_a_public_group_is_open after insert on editions
    for each row execute function open_edition();

create function open_editions_of_group() returns trigger language plpgsql as $$
begin
    insert into open_editions (meeting_id, number)
    select editions.meeting_id, editions.number from editions where editions.group_id = new.id
    on conflict do nothing;
    return null;
end $$;

create trigger group_opens_its_editions after update of visibility on groups
    for each row when (new.visibility = 'public' and old.visibility <> 'public')
    execute function open_editions_of_group();

create trigger open_editions_are_frozen before update or delete on open_editions
    for each row execute function refuse_change();
create trigger open_editions_stay before truncate on open_editions
    for each statement execute function refuse_change();

-- How often an agenda item was carried over before it came to this meeting.
create function times_deferred(item uuid) returns bigint language sql stable as $$
    with recursive earlier as (
        select agenda_items.deferred_from as id from agenda_items where agenda_items.id = item
        union
        select agenda_items.deferred_from
        from agenda_items
        join earlier on earlier.id = agenda_items.id
    )
    select count(earlier.id) from earlier
$$;

-- What was removed from an agenda, with what stood below it, so that it can be put back.
create table removed_items (
    item_id    uuid primary key,
    meeting_id uuid not null references meetings,
    title      text not null,
    below      int not null,
    items      jsonb not null,
    removed_by uuid not null references people,
    removed_at timestamptz not null
);

create index removed_items_of_a_meeting on removed_items (meeting_id);

do $$
begin
    grant select, insert on open_editions to rapporteur_server;
    grant select, insert, update, delete on removed_items to rapporteur_server;
exception when undefined_object then
    null;
end $$;
