-- What happened in each group, in the order in which it was committed. History's own ids are
-- drawn before that, so whoever read on from one of them would miss what commits late.
create table events (
    position   bigint generated always as identity,
    group_id   uuid not null,
    history_id bigint not null references history,

    primary key (group_id, position)
);

insert into events (group_id, history_id)
select group_id, id from history where group_id is not null order by id;

-- It runs when the transaction commits. Whoever waits for the lock holds it until their own commit
-- is seen, so a later position is never seen before an earlier one.
create function note_event() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtextextended(new.group_id::text, 0));
    insert into events (group_id, history_id) values (new.group_id, new.id);
    perform pg_notify('events', new.group_id::text);
    return null;
end $$;

-- Whoever fills an empty database says so, and notes all events at once.
create constraint trigger history_becomes_events after insert on history
    deferrable initially deferred
    for each row when (
        new.group_id is not null and current_setting('rapporteur.fills', true) is distinct from 'on'
    )
    execute function note_event();

create trigger events_are_frozen before update or delete on events
    for each row execute function refuse_change();
create trigger events_stay before truncate on events
    for each statement execute function refuse_change();

-- Where a group has its events sent. The secret signs them, so it is kept as it is.
create table webhooks (
    id          uuid primary key,
    group_id    uuid not null references groups,
    name        text not null,
    url         text not null,
    secret      text not null,
    made_by     uuid not null references people,
    made_at     timestamptz not null,
    -- Up to which event it was sent what happened.
    position    bigint not null,
    -- How often the next one could not be sent so far, and when it is tried again.
    failures    int not null default 0,
    try_at      timestamptz not null default now(),
    -- A test that somebody asked for.
    test_id     uuid,
    off_at      timestamptz,
    off_because text not null default '',

    constraint webhook_has_a_name check (name <> ''),
    constraint webhook_is_encrypted check (url like 'https://%')
);

create index webhooks_of_a_group on webhooks (group_id);

-- Every try to send something, whatever came of it.
create table webhook_tries (
    id           uuid primary key,
    webhook_id   uuid not null references webhooks on delete cascade,
    -- Which event it was; null for a test.
    position     bigint,
    at           timestamptz not null default now(),
    milliseconds int not null,
    -- What was answered, if anything.
    status       int,
    -- Why it was not taken; empty if it was.
    failure      text not null default ''
);

create index tries_of_a_webhook on webhook_tries (webhook_id, id);
create index webhook_tries_by_age on webhook_tries (at);

do $$
begin
    grant select, insert on events to rapporteur_server;
    grant select, insert, update, delete on webhooks, webhook_tries to rapporteur_server;
exception when undefined_object then
    null;
end $$;
